"""Lists, numbered captions, sidebars and letters with wide boxes, as reports, exams and standards set them."""

from __future__ import annotations

from array import array

import pytest

import cntextfix
from cntextfix import Line, Role
from cntextfix.document.geometry import Box, Glyphs, TypeStyle
from cntextfix.layout.advances import set_advances
from cntextfix.layout.bullets import with_bullets
from cntextfix.layout.ink import Ink
from cntextfix.layout.lines import GlyphLine
from cntextfix.layout.walls import Walls
from pdf.draw import BOLD, Pen, broken
from pdf.sound import assert_sound_document

TEXT = [
    "每天天不亮，护河员邱守田就沿着青螺江的江堤慢慢往下游走，江面雾气沉沉，水声潺潺，让人心里踏实。",
    "今年春天，县里又投入资金，建成日处理能力为三千吨的污水处理站三座，监测点十一处，各有专人看管。",
    "水清了，岸绿了，人也渐渐多了起来，周末的江滩公园里，孩子们跑跑跳跳，老人们说说笑笑，一片一片的。",
]


SIDE = [
    "山高水清人来人往春去秋来花開花落日月如流風雨同舟天下大同心手相連古今一理文武双全。",
    "東西南北中外古今山川草木鳥魚虫花春夏秋冬風雨雪月金木水火土石田林江海河山日月星光。",
    "一二三四五六七八九十百千大小多少上下左右前後内外高低長短明白天地人心手足耳目口耳。",
]
"""Text with characters that the bold font has."""


def lines_of(pen: Pen) -> list[Line]:
    return list(assert_sound_document(cntextfix.read_pdf(pen.done())).document.lines())


def texts_of(pen: Pen) -> list[str]:
    """What is printed, a block a text, without white space."""
    return ["".join(line.text.split()) for line in lines_of(pen) if line.role is not Role.FURNITURE]


def set_rows(pen: Pen, text: str, u: float, v: float, measure: int, font: str = "") -> float:
    """A paragraph whose rows all begin at one place; the place below it."""
    for n in range(0, len(text), measure):
        row = text[n : n + measure]
        if font:
            pen.line(row, u, v, font=font)
        else:
            pen.line(row, u, v)
        v += 15
    return v


def test_letters_whose_boxes_are_wider_than_their_steps_are_read_in_order() -> None:
    """方正 puts each letter of such a font where it belongs: their boxes reach over the next ones."""
    pen = Pen()
    pen.line("其他元素一般包括", 40, 60)
    pen.line("Ａｌ、Ｖ、Ｓｎ、Ｃｒ", 120, 60, spacing=-0.56)
    pen.line("等若干种。", 180, 60)
    assert texts_of(pen) == ["其他元素一般包括Ａｌ、Ｖ、Ｓｎ、Ｃｒ等若干种。"]


def test_a_letter_that_stands_lower_than_its_neighbours_is_in_their_line() -> None:
    pen = Pen()
    pen.line("这种合金是", 40, 60)
    pen.line("β", 90, 63)
    pen.line("型的，很少见。", 96, 60)
    assert texts_of(pen) == ["这种合金是β型的，很少见。"]


@pytest.mark.parametrize("sign", ["●", "◆"])
def test_small_signs_in_front_of_items_are_no_column(sign: str) -> None:
    pen, v = Pen(), 60.0
    for text in TEXT:
        pen.line(sign, 30, v + 4, 5)
        v = set_rows(pen, text, 44, v, 30) + 12
    assert texts_of(pen) == [sign + text for text in TEXT]


def test_the_mark_of_an_item_is_no_cell() -> None:
    """White behind it parts no columns, and what stands below it at the edge goes on with its row."""
    pen, v = Pen(), 60.0
    items = [
        ("第十四条", "工会委员会委员名额一般为三到七人，设主任一人，候选人应符合", "以下条件："),
        ("第十五条", "职工代表大会是工会工作的重点，委员会是职工代表大会工作机构", "之一。"),
        ("第十六条", "工会在公司党支部的领导和公司行政的支持下开展工作，它的职责", "包括："),
    ]
    for mark, first, rest in items:
        pen.line(mark, 40, v)
        pen.line(first, 95, v)
        pen.line(rest, 40, v + 15)
        v += 30
    assert texts_of(pen) == ["".join(item) for item in items]


def test_an_item_within_an_item_begins_with_a_number_before_figures() -> None:
    pen = Pen()
    pen.line("1. 签到和领取手册可以选择如下其中一个时间：", 40, 60)
    v = set_rows(
        pen, "1）8月15日下午到会场签到领取手册，晚餐可以去食堂吃，食堂在东门里面，认准红色的招牌；", 60, 75, 28
    )
    set_rows(pen, "2）8月16日早上到会场签到。", 60, v, 28)
    assert [text[:3] for text in texts_of(pen)] == ["1.签", "1）8", "2）8"]


def test_half_ends_with_room_part_the_rows_of_a_list() -> None:
    """Rows as long as those above and below them, and indented as first rows are."""
    pen = Pen()
    v = pen.column(broken(TEXT, 34), 40, 60)
    rows = [f"{sign}类标志表示{what}功能，应满足第{n}章的要求；" for n, (sign, what) in enumerate(
        zip("甲乙丙丁戊", ("自主", "远程", "航行", "船体", "机舱"), strict=True), 2)]  # fmt: skip
    for row in rows:
        pen.line(row, 60, v)
        v += 15
    assert texts_of(pen)[-5:] == rows


def test_the_last_row_of_a_question_set_bold_is_no_heading() -> None:
    pen, question = Pen(), "二、山高水清人来人往春去秋来花開花落日月如流風雨同舟天下大同心手相連否？"
    v = pen.column(broken(TEXT[:2], 30), 40, 60)
    v = set_rows(pen, question, 40, v + 20, 30, BOLD)
    pen.column(broken(TEXT[2:], 30), 40, v + 5)
    assert question in texts_of(pen)


def test_numbered_captions_stand_in_the_text_of_one_column() -> None:
    pen = Pen()
    v = pen.column(broken(TEXT[:1], 30), 40, 60)
    pen.picture(100, v + 5, 150, 80)
    pen.line("图3 江水的变化", 130, v + 90, 8)
    pen.column(broken(TEXT[1:], 30), 40, v + 115)
    found = lines_of(pen)
    assert [line.text for line in found] == [TEXT[0], "图3 江水的变化", *TEXT[1:]]
    assert found[1].role is Role.CAPTION


def test_numbered_captions_side_by_side_are_one_each() -> None:
    pen = Pen()
    for u, text in ((40, "图1：江水的变化"), (230, "图2：监测点的数目")):
        pen.line(text, u, 60)
        pen.picture(u, 75, 150, 80)
    pen.column(broken(TEXT, 34), 40, 180)
    found = texts_of(pen)
    assert "图1：江水的变化" in found
    assert "图2：监测点的数目" in found


def test_a_heading_between_rules_over_the_page_is_no_pull_quote() -> None:
    pen = Pen()
    pen.rule(40, 50, 380, 50)
    pen.line("第七章 江上的人", 150, 60, 14)
    pen.rule(40, 84, 380, 84)
    pen.column(broken(TEXT, 34), 40, 100)
    found = lines_of(pen)
    assert found[0].text == "第七章 江上的人"
    assert found[0].role is not Role.QUOTE


def test_a_sidebar_in_a_font_of_its_own_is_text() -> None:
    """It is narrower than the text beside it; its rows fill it, and are not short."""
    pen = Pen(460.0)
    pen.column(broken(TEXT * 2, 22), 200, 60)
    v = 120.0
    for text in SIDE:
        v = set_rows(pen, text, 40, v, 11, BOLD) + 6
    assert [line.text for line in lines_of(pen) if line.role is Role.BODY] == SIDE + TEXT * 2


def test_a_mark_alone_is_told_from_figures() -> None:
    """Figures in the first cells of a table stay cells of their own."""
    pen, v = Pen(), 60.0
    for n, (name, count) in enumerate((("江堤", "12"), ("水闸", "35"), ("码头", "48")), 1):
        for u, text in ((40, str(n)), (80, name), (200, count)):
            pen.line(text, u, v)
        v += 15
    assert [line.text.split() for line in lines_of(pen)] == [
        ["1", "江堤", "12"],
        ["2", "水闸", "35"],
        ["3", "码头", "48"],
    ]


def test_headings_side_by_side_head_a_column_each() -> None:
    pen = Pen()
    for u, head, text in ((40, "東西南北", TEXT[0] * 2), (230, "春夏秋冬", TEXT[1] * 2)):
        pen.line(head, u, 60, font=BOLD)
        pen.column(broken([text], 16), u, 76)
    assert texts_of(pen) == ["東西南北", TEXT[0] * 2, "春夏秋冬", TEXT[1] * 2]


@pytest.mark.parametrize(("text", "ends"), [("大天", [0]), ("大天地", [6, 6]), ("大A", [6])])
def test_a_box_ends_where_the_next_begins_but_not_in_a_gutter(text: str, ends: list[int]) -> None:
    """One Han that reaches over another hangs out into a gutter, as far as can be told; a row of them is condensed."""
    pen = Pen()
    for n, char in enumerate(text):
        pen.line(char, 40 + 6 * n, 60)
    page = cntextfix.read_pdf(pen.done()).pages[0]
    assert page.glyphs is not None
    ink = Ink(page.glyphs, 595.0)
    before = list(ink.x1)
    set_advances(ink, range(len(text)))
    told = [
        round(after - 40 - 6 * n) if after != was else 0
        for n, (was, after) in enumerate(zip(before, ink.x1, strict=True))
    ]
    assert told[:-1] == ends


def test_a_mark_is_put_before_no_other_that_was_put_before_a_third() -> None:
    """Each may be the mark of what is behind it, and none is lost: parts of formulas stand so."""
    pen = Pen()
    pen.column(broken(TEXT, 30), 40, 60)
    for n, sign in enumerate("●●江"):
        pen.line(sign, 60 + 28 * n, 200)
    (page,) = cntextfix.read_pdf(pen.done()).pages
    assert not page.trouble
    assert "".join("".join(line.text for line in page.lines).split()).endswith("●●江")


def test_a_mark_without_width_is_not_put_before_itself() -> None:
    x0, y0, x1, y1 = (array("d", [value]) for value in (60.0, 200.0, 60.0, 210.0))
    ink = Ink(Glyphs(0, "●", x0, y0, x1, y1, array("I", [0]), (TypeStyle("F", 10.0),)), 842.0)
    line = GlyphLine([0], False, 60.0, 60.0, 205.0, 10.0, "F", False, Box(60.0, 200.0, 60.0, 210.0))
    assert with_bullets(ink, [line], Walls((), 842.0)) == [line]
