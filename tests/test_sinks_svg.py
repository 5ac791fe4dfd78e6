"""``cntextfix layout``: a page with its blocks, their roles and their order, drawn as SVG."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

import cntextfix
from cli_runner import Runner
from cntextfix.document.geometry import Box, Layout
from cntextfix.document.model import Page, Role
from cntextfix.sinks.svg.fragments import below, fragments
from cntextfix.sinks.svg.page import to_svg
from cntextfix.wording.words import Lang
from helpers import SAMPLES
from pdf.draw import Pen
from pdf.squares import Squares

SAMPLE = SAMPLES / "river-page.pdf"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Runner:
    return Runner(monkeypatch)


def drawn(data: bytes, number: int = 1) -> ElementTree.Element:
    page = next(page for page in cntextfix.pdf_pages(data) if page.number == number)
    return ElementTree.fromstring(to_svg(page, "x.pdf"))


def texts(svg: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in svg.iter(f"{SVG}text")]


def numbers(svg: ElementTree.Element) -> list[int]:
    """The numbers of blocks in the order in which they are drawn."""
    return [int(text) for text in texts(svg) if text.isdigit() and len(text) < 3]


def test_the_sample_page() -> None:
    svg = drawn(SAMPLE.read_bytes())
    printed = [text for text in SAMPLE.with_suffix(".expected.txt").read_text(encoding="utf8").splitlines() if text]
    assert numbers(svg) == list(range(1, len(printed) + 1))
    about = [one.text or "" for one in svg.iter(f"{SVG}title")][1:]
    first = {int(title.split(" · ")[0]): title for title in reversed(about) if title[0].isdigit()}
    for number, text in enumerate(printed, 1):
        shown = first[number].split(" · ")[2]
        assert "".join(text.split()).startswith("".join(shown.split())), number
    assert sum(title.startswith("–") for title in about) == 7  # furniture has no number
    assert "page 1" in texts(svg)[0]
    assert "headline 3" in texts(svg)
    assert "furniture 7 (not printed)" in texts(svg)


def test_every_character_is_drawn_once_at_its_place() -> None:
    pen = Pen()
    pen.line("慢慢回来的江水 A&<B", 40, 100, 20, shifts=[(0, 0), (0.3, 0), (0, -0.3)])
    pen.line("看不见的字", 40, 200, mode=3)
    svg = drawn(pen.done())
    line = next(one for one in svg.iter(f"{SVG}text") if (one.text or "").startswith("慢"))
    assert line.text == "慢慢回来的江水A&<B"
    xs = [float(x) for x in line.attrib["x"].split()]
    assert len(xs) == len(line.text)
    assert xs[:3] == pytest.approx([40, 60, 80], abs=0.5)
    assert float(line.attrib["y"]) == pytest.approx(100 + 0.88 * 20, abs=0.5)
    assert "看不见的字" not in "".join(texts(svg)[1:])


def test_a_paragraph_in_two_columns_has_two_boxes_one_number_and_an_arrow() -> None:
    pen = Pen()
    left = ["　　天刚蒙蒙亮，镇上的渡口就热", "闹起来，挑担的赶车的骑自行车", "的三三两两聚到岸边等第一班渡"]
    for column, rows in enumerate([left, ["船靠岸，撑船的老宋在这条江上", "撑了整整四十年，人人都认得他", "的声音。"]]):
        for n, row in enumerate(rows):
            pen.line(row, 40 + 180 * column, 100 + 15 * n)
    (page,) = cntextfix.pdf_pages(pen.done())
    found = fragments(page)
    assert [(part.number, part.goes_on) for part in found] == [(1, False), (1, True)]
    svg = ElementTree.fromstring(to_svg(page))
    assert numbers(svg) == [1]
    assert "the paragraph goes on" in texts(svg)
    assert (
        len([one for one in svg.iter(f"{SVG}path") if one.attrib["d"].startswith("M") and "C" in one.attrib["d"]]) == 1
    )


def test_vertical_text_is_numbered_from_the_right() -> None:
    page = Squares()
    for n, column in enumerate(
        ["每个字都用得到吗有没有从来没有人来", "买的字那些字躺在那里四十年动也没动", "过他说总有一天会用得到的。"]
    ):
        page.line(column, 300 - 16 * n, 40, down=True)
    (one,) = cntextfix.pdf_pages(page.done())
    assert one.layout is not None
    assert one.layout.vertical
    assert len(fragments(one)) == 1
    assert numbers(ElementTree.fromstring(to_svg(one))) == [1]


@pytest.mark.parametrize(
    ("other", "is_below"),
    [
        (Box(10, 80, 60, 90), True),  # the next row, shorter
        (Box(10, 50, 60, 60), False),  # far below
        (Box(210, 150, 300, 160), False),  # the head of the next column
        (Box(120, 100, 200, 110), True),  # the next cell of the row
        (Box(200, 80, 300, 90), False),  # below, but beside
    ],
)
def test_what_stands_below(other: Box, is_below: bool) -> None:
    assert below(Box(10, 100, 110, 110), other, vertical=False) is is_below
    one, two = (Box(box.y0, 400 - box.x1, box.y1, 400 - box.x0) for box in (Box(10, 100, 110, 110), other))
    assert below(one, two, vertical=True) is is_below


def test_a_drawing_needs_nothing_else() -> None:
    (page,) = cntextfix.pdf_pages(SAMPLE)
    svg = to_svg(page, 'a"<b>&\x00\ud800.pdf')
    assert ElementTree.fromstring(svg) is not None
    assert re.findall(r"https?:[^\"]*", svg) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"href|url\(|<script|<image|@import", svg)
    assert svg == to_svg(page, 'a"<b>&\x00\ud800.pdf')


def test_a_page_without_places_is_empty() -> None:
    page = Page(3, cntextfix.read_text("甲\n乙\n").pages[0].lines)
    assert numbers(ElementTree.fromstring(to_svg(page))) == []
    plain = next(cntextfix.pdf_pages(SAMPLE, order="file"))
    words = texts(ElementTree.fromstring(to_svg(plain, lang=Lang.ZH)))
    assert words[0] == "第 1 页 · 无法排版"
    assert "渡口的老宋和一江清水" in words
    assert isinstance(plain.layout, Layout)
    assert plain.layout.size == pytest.approx((595, 842), abs=200)


def test_every_role_has_a_colour_and_a_name(run: Runner) -> None:
    from cntextfix.sinks.svg.page import COLORS

    assert set(COLORS) == set(Role)


def test_the_command(run: Runner, tmp_path: Path) -> None:
    out = run("layout", SAMPLE)
    assert (out.code, out.err) == (0, "")
    assert ElementTree.fromstring(out.text).tag == f"{SVG}svg"
    assert run("layout", "--page", "1", "--pdf-engine", "pdfminer", SAMPLE).text == out.text
    target = tmp_path / "page.svg"
    target.write_text("older", encoding="utf8")
    assert run("layout", SAMPLE, "-o", target).code == 0
    assert target.read_text(encoding="utf8") == out.text
    assert run("layout", "-", stdin=SAMPLE.read_bytes()).text.replace("&lt;stdin&gt;", SAMPLE.name) == out.text
    assert "正文 9" in run("layout", SAMPLE, lang="zh").text


def test_what_cannot_be_drawn(run: Runner, tmp_path: Path) -> None:
    beyond = run("layout", "--page", "9", SAMPLE, "-o", tmp_path / "page.svg")
    assert (beyond.code, beyond.out) == (3, b"")
    assert beyond.err == f"cntextfix: {SAMPLE}: no page 9: this file has 1, numbered from 1\n"
    assert not (tmp_path / "page.svg").exists()
    text = tmp_path / "a.txt"
    text.write_text("好好学习。\n", encoding="utf8")
    assert "nothing says where its characters stand" in run("layout", text).err
    assert "没有字符位置可画" in run("layout", text, lang="zh").err
    assert run("layout", SAMPLE, SAMPLE).code == 2
    assert run("layout", "--page", "0", SAMPLE).code == 2
    assert run("layout", tmp_path / "none.pdf").code == 3
    empty = Pen()
    empty.turn_page()
    (tmp_path / "empty.pdf").write_bytes(empty.done())
    nothing = run("layout", tmp_path / "empty.pdf")
    assert (nothing.code, "no text on page 1" in nothing.err) == (0, True)


def test_ocr_is_drawn_as_well(run: Runner, tmp_path: Path) -> None:
    hocr = tmp_path / "page.hocr"
    hocr.write_text(
        "<html><body><div class='ocr_page' title='bbox 0 0 600 400'><span class='ocr_line' title='bbox 40 40 240 60'>"
        "<span class='ocrx_word' title='bbox 40 40 240 60'>慢慢回来的江水。</span></span></div></body></html>",
        encoding="utf8",
    )
    out = run("layout", hocr)
    assert out.code == 0
    assert "慢慢回来的江水。" in texts(ElementTree.fromstring(out.text))
    assert run("layout", "--page", "2", hocr).code == 3


def test_numbers_are_those_of_clean(run: Runner) -> None:
    """What JSON has as the blocks that are printed, in that order."""
    record = json.loads(run("clean", "--format", "json", SAMPLE).text)
    printed = [block for block in record["pages"][0]["blocks"] if block["role"] != "furniture"]
    (page,) = cntextfix.pdf_pages(SAMPLE)
    firsts = [part for part in fragments(page) if part.number and not part.goes_on]
    assert [part.role.value for part in firsts] == [block["role"] for block in printed]
