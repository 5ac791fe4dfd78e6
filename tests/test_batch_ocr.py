"""ALTO and hOCR with boxes: their lines go through the layout as those of a PDF do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

import cntextfix
import ocr
from batches import run, tree
from cntextfix import Document, Recipe
from cntextfix.batch.job import Style
from cntextfix.sources.ocr import alto, hocr
from pdf.draw import Pen
from pdf.issues import paragraph_over_a_page
from pdf.sample import EXPECTED, page
from pdf.sound import assert_sound_document

READERS: dict[str, tuple[Callable[[bytes, str], Document], Callable[[list[ocr.OcrPage]], bytes]]] = {
    "alto": (alto.read, ocr.alto),
    "hocr": (hocr.read, ocr.hocr),
}


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("single", [False, True])
def test_lines_out_of_order_are_read_as_on_the_page(kind: str, single: bool) -> None:
    read, written = READERS[kind]
    pages = list(ocr.read(page(), single=single))
    cleaned = assert_sound_document(read(written(pages), "x"))
    found = [line.replace(" ", "") for line in cleaned.text.splitlines()]
    missing = [line for line in EXPECTED if line.replace(" ", "") not in found]
    assert len(missing) <= 2, "of 18; what is measured to the pixel is not as sharp as a PDF"
    assert found[0] == EXPECTED[0]
    where = [found.index(line) for line in EXPECTED if line in found]
    assert where == sorted(where)


def test_pages_of_several_files_are_one_document(tmp_path: Path) -> None:
    archive = tmp_path / "in/20230101"
    archive.mkdir(parents=True)
    pages = list(ocr.read(paragraph_over_a_page().pdf))
    for n, one in enumerate(pages, 1):
        (archive / f"p{n}.xml").write_bytes(ocr.alto([one]))
    whole = alto.read(ocr.alto(pages), "x")
    run(tmp_path / "in", tmp_path / "out", group_by="folder", recipe=Recipe.default())
    assert list(tree(tmp_path / "out").values()) == [cntextfix.clean_document(whole).text.encode()]


def lines(*texts: str, size: int = 42, down: bool = False) -> bytes:
    """A column of lines, one String each, in ALTO; or columns of vertical text from the right."""
    found = []
    for n, text in enumerate(texts):
        long, at = size * len(text), 100 + 60 * n
        box = (1500 - at, 100, 1500 - at + size, 100 + long) if down else (100, at, 100 + long, at + size)
        found.append([ocr.OcrWord(text, box)])
    return ocr.alto([ocr.OcrPage(2000, 3000, found, [], [])])


OVERPRINTED = (
    "完善工作机制和办法，保证工作进度",
    "工作机制工作机制，，开展重点场所开展重点场所",
    "联合督查行动联合督查行动，，形成督查通报形成督查通报",
)


def test_overprint_inside_words_is_found_by_its_text(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/p.xml").write_bytes(lines(*OVERPRINTED))
    run(tmp_path / "in", tmp_path / "out", style=Style("alto"), recipe=Recipe.default())
    new = ElementTree.fromstring((tmp_path / "out/p.xml").read_bytes())
    words = [e.get("CONTENT") for e in new.iter() if e.tag.endswith("String")]
    assert words == [OVERPRINTED[0], "工作机制，开展重点场所", "联合督查行动，形成督查通报"]


def test_lines_printed_again_are_left_out_and_stay_so() -> None:
    text = (
        "秋风起时江上的渡船又开始忙碌起来，",
        "秋风起时江上的渡船又开始忙碌起来，",
        "两岸的人家忙着收谷晒谷，一片繁忙，",
        "两岸的人家忙着收谷晒谷，一片繁忙，",
    )
    cleaned = assert_echo_is_gone(lines(*text))
    assert cleaned == "秋风起时江上的渡船又开始忙碌起来，两岸的人家忙着收谷晒谷，一片繁忙，"


def assert_echo_is_gone(data: bytes) -> str:
    source = alto.read(data, "x")
    cleaned = cntextfix.clean_document(source)
    assert cntextfix.replay(source, cleaned.report.applied) == cleaned.document
    return cleaned.text.strip()


def test_vertical_lines() -> None:
    text = "走進甯鎔師傅的鑄字行，像走進一座字的森林。一排一排的木架，從地板頂到天花板。"
    document = alto.read(lines(text[:13], text[13:26], text[26:], down=True), "x")
    layout = document.pages[0].layout
    assert layout is not None
    assert (layout.vertical, layout.by_word) == (True, True)
    assert cntextfix.clean_document(document).text.strip() == text


def test_without_boxes_the_order_is_that_of_the_file() -> None:
    data = lines("第二行在上面，", "第一行在下面。").replace(b'HEIGHT="42"', b"").replace(b'VPOS="100"', b'VPOS="x"')
    document = alto.read(data, "x")
    assert document.pages[0].layout is None
    assert document.text == "第二行在上面，\n\n第一行在下面。\n\n"


def test_boxes_that_make_no_sense() -> None:
    for wrong in (b"nan", b"inf", b"-5", b"0", b"", b"1e999"):
        document = alto.read(
            lines("一行文字在这里", "还有一行").replace(b'WIDTH="294"', b'WIDTH="' + wrong + b'"'), "x"
        )
        assert cntextfix.clean_document(document).text.split() == ["一行文字在这里", "还有一行"]
    odd = "<div class='ocr_page' title='scan_res 0 0; bbox 1 2'><p class='ocr_line' title='bbox a b c d'>x y</p></div>"
    assert hocr.read(odd.encode(), "x").text == "x y\n"


def test_places_are_in_points(tmp_path: Path) -> None:
    pages = list(ocr.read(page(), dots=200))
    document = hocr.read(ocr.hocr(pages, 200), "x")
    first = document.pages[0]
    line = next(line for line in first.lines if "一江一河看变化" in line.text)
    box = first.box(line)
    like = cntextfix.read_pdf(page()).pages[0]
    other = like.box(next(line for line in like.lines if "一江一河看变化" in line.text))
    assert box is not None
    assert other is not None
    assert all(abs(a - b) < 2 for a, b in zip(box, other, strict=True))


def test_an_empty_page_and_no_page_at_all() -> None:
    pen = Pen()
    pen.line("只有这一行文字", 50, 60)
    pen.turn_page()
    pen.turn_page()
    pages = list(ocr.read(pen.done()))
    for read, written in READERS.values():
        document = read(written(pages), "x")
        assert len(document.pages) == len(pages)
        assert cntextfix.clean_document(document).text.strip() == "只有这一行文字"
    assert alto.read(ocr.alto([]), "x").pages == ()
