"""Overprint by geometry: every way of drawing text again is undone, and what stands side by side stays."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import cntextfix
from cntextfix.sources.pdf import EngineName
from pdf.draw import BOLD, Pen, broken
from pdf.sound import assert_sound_document

TEXT = [
    "天天向上，1111户人家，一个个、一幅幅，高高兴兴；渐渐热闹起来的江岸上，孩子们跑跑跳跳，老人们说说笑笑。",
    "全镇投入1212.5万元，GDP增长5.5%，完善“一场所一清单”工作机制——这是后话……",
]
SHIFTS: dict[str, Sequence[tuple[float, float]]] = {
    "in place": [(0, 0), (0, 0)],
    "to the right": [(0, 0), (0.3, 0)],
    "to the left, first copy": [(-0.3, 0), (0, 0)],
    "half a point": [(0, 0), (0.5, -0.5)],
    "three": [(0, 0), (0.2, 0), (0.4, 0)],
    "four corners": [(-0.3, 0.3), (0.3, 0.3), (-0.3, -0.3), (0.3, -0.3)],
    "eight": [(0.1 * n, 0) for n in range(8)],
    "shadow": [(1.2, -1.2), (0, 0)],
}


def drawn(shifts: Sequence[tuple[float, float]], unit: str = "line", size: float = 10.0) -> bytes:
    pen = Pen()
    v = 40.0
    for text, indent in broken(TEXT, 20):
        pen.line(text, 40 + indent * size, v, size, shifts=shifts, unit=unit)
        v += 1.5 * size
    return pen.done()


def text_of(pdf: bytes, engine: EngineName = "pdfminer") -> str:
    document = cntextfix.read_pdf(pdf, engine=engine)
    return assert_sound_document(document).text


PLAIN = "".join(text + "\n" for text in TEXT)


@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
@pytest.mark.parametrize("unit", ["line", "char"])
@pytest.mark.parametrize("name", SHIFTS)
def test_every_way_of_drawing_again(name: str, unit: str, engine: EngineName) -> None:
    assert text_of(drawn(SHIFTS[name], unit), engine) == PLAIN


@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
def test_drawn_once_nothing_is_dropped(engine: EngineName) -> None:
    cleaned = cntextfix.clean_document(cntextfix.read_pdf(drawn([(0, 0)]), engine=engine))
    assert cleaned.text == PLAIN
    assert not [change for change in cleaned.report.applied if change.rule == "overprint"]


def test_a_shadow_on_small_type() -> None:
    assert text_of(drawn([(1.2, -1.2), (0, 0)], size=6.5)).replace("\n", "") == "".join(TEXT)


def test_a_whole_block_again_at_the_end_of_the_stream() -> None:
    pen = Pen()
    for du in (0.0, 0.3):
        pen.column(broken(TEXT, 20), 40 + du, 40)
    assert text_of(pen.done()) == PLAIN


def test_copies_in_another_font() -> None:
    pen = Pen()
    pen.line("一江春水向東流", 40, 40)
    pen.line("一江春水向東流", 40.3, 40, font=BOLD)
    pen.line("山高月小水落石出", 40, 55)
    assert "".join(text_of(pen.done()).split()) == "一江春水向東流山高月小水落石出"


def test_narrow_glyphs_side_by_side_stay() -> None:
    pen = Pen()
    pen.line("....  ll ii 1111 ，，", 40, 40, spacing=-0.05)
    assert "".join(text_of(pen.done()).split()) == "....llii1111，，"


def test_one_change_a_unit_and_each_glyph_in_it() -> None:
    cleaned = cntextfix.clean_document(cntextfix.read_pdf(drawn([(0, 0), (0.3, 0)])))
    changes = [change for change in cleaned.report.applied if change.rule == "overprint"]
    glyphs = sum(stop - start for change in changes for start, stop in change.spans)
    assert len(changes) == len(broken(TEXT, 20))
    assert glyphs == sum(len(text) for text, _ in broken(TEXT, 20))
    assert {change.numbers[1] for change in changes} == {2}


@pytest.mark.parametrize("how", ["render mode 3", "white", "off the page"])
@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
def test_text_that_nobody_sees(how: str, engine: EngineName) -> None:
    pen = Pen()
    pen.column(broken(TEXT, 20), 40, 40)
    if how == "white":
        pen.canvas.setFillGray(1)
    pen.line("看不见的字", 900 if how == "off the page" else 40, 300, mode=3 if how == "render mode 3" else 0)
    cleaned = assert_sound_document(cntextfix.read_pdf(pen.done(), engine=engine))
    assert cleaned.text == PLAIN
    if how != "off the page" or engine == "pdfminer":
        assert [line.text for line in cleaned.document.lines() if line.role is cntextfix.Role.HIDDEN] == ["看不见的字"]


def test_white_on_a_dark_panel_is_seen() -> None:
    pen = Pen()
    pen.column(broken(TEXT, 20), 40, 40)
    pen.canvas.setFillGray(0.2)
    pen.canvas.rect(30, pen.height - 330, 200, 40, stroke=0, fill=1)
    pen.canvas.setFillGray(1)
    pen.line("反白的标题", 40, 300, 18)
    assert "反白的标题" in text_of(pen.done())
