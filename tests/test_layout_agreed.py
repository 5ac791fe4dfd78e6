"""Headings and captions where the page and the file agree, on pages drawn for the purpose."""

from __future__ import annotations

import cntextfix
from cntextfix import Role
from pdf.draw import Pen, broken
from pdf.sound import assert_sound_document

SHORT = "护河员的日常。"
TEXT = [
    "每天天不亮，护河员邱守田就沿着青螺江的江堤慢慢往下游走，江面雾气沉沉，水声潺潺，让人心里踏实。",
    "水清了，岸绿了，人也渐渐多了起来，周末的江滩公园里，孩子们跑跑跳跳，老人们说说笑笑，一片一片的。",
]
CAPTION = "青螺江畔，白鹭在浅滩上觅食"


def found(pen: Pen) -> list[tuple[Role, str]]:
    return [(line.role, line.text) for line in assert_sound_document(cntextfix.read_pdf(pen.done())).document.lines()]


def two_sections(*, apart: bool) -> Pen:
    """Two headings, the second in the same large type right under the row of the first; the file has both ``apart``,
    before all text."""
    pen = Pen()
    heads = [("一、沿江巡护", 40, 20), ("二、重回江边", 76, 20)]
    rows = [(SHORT, 63, 10), *((row, 100 + 15 * n, 10) for n, (row, _) in enumerate(broken(TEXT, 24)))]
    order = [*heads, *rows] if apart else [heads[0], rows[0], heads[1], *rows[1:]]
    for text, v, size in order:
        pen.line(text, 40, v, size)
    return pen


def test_a_heading_stays_over_its_text() -> None:
    texts = [text for _, text in found(two_sections(apart=False))]
    assert texts[:4] == ["一、沿江巡护", SHORT, "二、重回江边", TEXT[0]]


def test_place_alone_moves_no_heading() -> None:
    texts = [text for _, text in found(two_sections(apart=True))]
    assert texts[:3] == ["一、沿江巡护", "二、重回江边", SHORT]


def with_picture(*, last: bool) -> Pen:
    """A column with a picture and its caption between two paragraphs; the file has the caption there, or ``last``."""
    pen = Pen()
    pen.line("一江清水慢慢回来了", 40, 40, 24)
    pen.column(broken(TEXT[:1], 30), 40, 90)
    pen.picture(40, 130, 300, 80)
    if not last:
        pen.line(CAPTION, 40, 214, 8)
    pen.column(broken(TEXT[1:], 30), 40, 240)
    if last:
        pen.line(CAPTION, 40, 214, 8)
    return pen


def test_a_caption_between_paragraphs_of_its_column_and_of_the_file() -> None:
    assert found(with_picture(last=False))[1:] == [(Role.BODY, TEXT[0]), (Role.CAPTION, CAPTION), (Role.BODY, TEXT[1])]


def test_a_caption_that_the_file_has_last_is_last() -> None:
    assert found(with_picture(last=True))[1:] == [(Role.BODY, TEXT[0]), (Role.BODY, TEXT[1]), (Role.CAPTION, CAPTION)]
