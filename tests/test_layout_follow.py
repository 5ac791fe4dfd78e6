"""Which row goes on in which: paragraphs as publishers set them, drawn for the purpose."""

from __future__ import annotations

import pytest

import cntextfix
from cntextfix import Role
from pdf.draw import BOLD, Pen, broken
from pdf.sound import assert_sound_document

TEXT = [
    "每天天不亮，护河员邱守田就沿着青螺江的江堤慢慢往下游走，江面雾气沉沉，水声潺潺，让人心里踏实。",
    "今年春天，县里又投入资金，建成日处理能力为三千吨的污水处理站三座，监测点十一处，各有专人看管。",
    "水清了，岸绿了，人也渐渐多了起来，周末的江滩公园里，孩子们跑跑跳跳，老人们说说笑笑，一片一片的。",
]


def texts_of(pdf: bytes) -> list[str]:
    """What is printed, a block a text."""
    document = assert_sound_document(cntextfix.read_pdf(pdf)).document
    return [line.text for line in document.lines() if line.role is not Role.FURNITURE]


def set_rows(pen: Pen, text: str, u: float, v: float, first: int, rest: int, indents: tuple[float, float]) -> float:
    """A paragraph whose first row has so many characters, and the others; the place below it."""
    rows = [text[:first], *(text[n : n + rest] for n in range(first, len(text), rest))]
    return pen.column([(row, indents[bool(n)]) for n, row in enumerate(rows)], u, v)


@pytest.mark.parametrize("marks", ["问答", "◆◆", "●●"])
def test_items_that_hang_are_one_block_each(marks: str) -> None:
    pen, v = Pen(), 60.0
    items = [(marks[0] if n % 2 else marks[1]) + "：" * (marks == "问答") + text for n, text in enumerate(TEXT)]
    for item in items:
        v = set_rows(pen, item, 40, v, 30, 28, (0, 2)) + 8
    assert ["".join(text.split()) for text in texts_of(pen.done())] == items


def test_white_parts_paragraphs_where_nothing_is_indented() -> None:
    pen, v = Pen(), 60.0
    for text in TEXT:
        v = set_rows(pen, text, 40, v, 30, 30, (0, 0)) + 8
    assert texts_of(pen.done()) == TEXT


def test_an_item_is_no_part_of_what_is_set_under_it() -> None:
    """Its row has room left: what stands inside below it begins something."""
    pen, v = Pen(), 60.0
    for n, text in enumerate(TEXT, 1):
        pen.line(f"{n}.守着一条江", 40, v)
        v = set_rows(pen, text, 40, v + 15, 28, 28, (1.5, 1.5)) + 8
    found = texts_of(pen.done())
    assert found == [part for n, text in enumerate(TEXT, 1) for part in (f"{n}.守着一条江", text)]


def test_a_name_over_the_second_column_comes_before_the_text() -> None:
    pen = Pen()
    pen.line("尚可为　市河道协会会长", 240, 60, 8, font=BOLD)
    rows = broken(TEXT, 16)
    half = len(rows) // 2
    pen.column(rows[:half], 40, 80)
    pen.column(rows[half:], 220, 80)
    assert texts_of(pen.done())[1:] == TEXT


def test_an_imprint_below_the_columns_comes_behind_the_text() -> None:
    pen = Pen()
    rows = broken(TEXT, 16)
    half = len(rows) // 2 - 1
    pen.column(rows[:half], 40, 60)
    end = pen.column(rows[half:], 220, 60)
    pen.line("编辑组：尚可为、何青禾、林远舟　地址：云溪县江堤路八十八号", 50, end + 20, 8, font=BOLD)
    assert texts_of(pen.done())[:3] == TEXT


def test_tilted_text_is_read_along_its_own_baseline() -> None:
    pen = Pen()
    pen.canvas.saveState()
    pen.canvas.rotate(-8)
    pen.canvas.translate(-60, 40)
    pen.column(broken(TEXT[:2], 24), 60, 100)
    pen.canvas.restoreState()
    assert texts_of(pen.done()) == TEXT[:2]


def test_a_paragraph_goes_on_over_the_page_past_an_imprint() -> None:
    pen = Pen()
    rows = broken(TEXT, 30)
    pen.column(rows[:3], 40, 60)
    pen.line("编辑组：尚可为、何青禾、林远舟", 50, 540, 8, font=BOLD)
    pen.turn_page()
    pen.column(rows[3:], 40, 60)
    assert [text for text in texts_of(pen.done()) if text in TEXT] == TEXT
