"""What posters, leaflets and lists have: pictures side by side, lines under headings, rows that are no paragraphs."""

from __future__ import annotations

import cntextfix
from cntextfix import Role
from pdf.draw import Pen, broken
from pdf.sound import assert_sound_document

TEXT = [
    "每天天不亮，护河员邱守田就沿着青螺江的江堤慢慢往下游走，江面雾气沉沉，水声潺潺，让人心里踏实。",
    "水清了，岸绿了，人也渐渐多了起来，周末的江滩公园里，孩子们跑跑跳跳，老人们说说笑笑，一片一片的。",
]


def texts_of(pen: Pen) -> list[str]:
    """What is printed, a line a text, without white space."""
    lines = assert_sound_document(cntextfix.read_pdf(pen.done())).document.lines()
    texts = [text for line in lines if line.role is not Role.FURNITURE for text in line.text.split("\n")]
    return ["".join(text.split()) for text in texts]


def test_captions_side_by_side_are_read_in_one_row() -> None:
    """Their pictures begin at different heights, and the file has the first where it is read, the others last."""
    pen = Pen()
    pen.column(broken(TEXT[:1], 30), 40, 60)
    for place, top in ((40, 110), (150, 116), (260, 140)):
        pen.picture(place, top, 90, 190 - top)
    pen.line("图(1) 江堤", 50, 194, 8)
    pen.column(broken(TEXT[1:], 30), 40, 220)
    pen.line("图(3) 江滩", 270, 194, 8)
    pen.line("图(2) 江面", 160, 194, 8)
    assert texts_of(pen) == [TEXT[0], "图(1)江堤", "图(2)江面", "图(3)江滩", TEXT[1]]


def test_lines_under_headings_are_no_rules_of_a_pull_quote() -> None:
    """Text that is wider stands between them."""
    pen = Pen()
    for n, (head, text) in enumerate(zip(("沿江巡护", "重回江边"), TEXT, strict=True)):
        at = 60 + 100 * n
        pen.line(head, 160, at, 14)
        pen.rule(160, at + 17, 216, at + 17)
        pen.column(broken([text], 30), 40, at + 26)
    assert texts_of(pen) == ["沿江巡护", TEXT[0], "重回江边", TEXT[1]]


def test_rows_of_a_table_as_wide_as_it_are_not_joined() -> None:
    rows = [("总市值（百万）", "79,352.80"), ("流通市值（百万）", "79,100.51"), ("总股本（万股）", "146,326.39")]
    pen = Pen()
    for n, (name, value) in enumerate(rows):
        pen.line(name, 40, 60 + 15 * n)
        pen.line(value, 240 - pen.wide(value), 60 + 15 * n)
    assert texts_of(pen) == ["".join(row) for row in rows]


def test_prose_among_short_rows_goes_on_below_a_full_one() -> None:
    rows = [
        "江堤上下的事：", "江堤长三里共有监测点十一处由护河员十二人轮流看管", "维护。", "江滩上下的事：", "打捞枝叶。",
        "江边人家的事：", "走访。",
    ]  # fmt: skip
    pen = Pen()
    for n, row in enumerate(rows):
        pen.line(row, 40, 60 + 15 * n)
    assert "".join(rows[1:3]) in texts_of(pen)


def test_lines_of_a_program_stay_apart() -> None:
    rows = ["// 两个线程各自写入管道然后从管道读", "close(fd);", "int n;", "{", "n = 1;", "}", "fork();"]
    pen = Pen()
    for n, row in enumerate(rows):
        pen.line(row, 40, 60 + 15 * n)
    assert texts_of(pen) == ["".join(row.split()) for row in rows]


def test_an_item_with_a_small_letter_behind_a_sentence() -> None:
    items = [f"{letter}.{text}" for letter, text in zip("bcd", [*TEXT, TEXT[0]], strict=True)]
    pen, v = Pen(), 60.0
    for item in items:
        rows = [item[:26], *(item[n : n + 24] for n in range(26, len(item), 24))]
        v = pen.column([(row, 0 if n == 0 else 1.5) for n, row in enumerate(rows)], 40, v)
    assert texts_of(pen) == items


def test_rows_of_a_head_that_say_what_they_are_of_are_one_each() -> None:
    pen = Pen()
    pen.line("一江清水慢慢回来了", 40, 40, 28)
    pen.line("参展学生：林远舟", 40, 74, 18)
    pen.line("指导教授：何青禾", 40, 96, 18)
    pen.column(broken(TEXT, 30), 40, 140)
    assert texts_of(pen) == ["一江清水慢慢回来了", "参展学生：林远舟", "指导教授：何青禾", *TEXT]


def test_the_first_row_of_a_paragraph_at_the_foot_of_a_column() -> None:
    """It stands by itself under a heading, and is as full as the rows of its column are."""
    pen = Pen()
    foot = pen.column(broken(TEXT[:1], 15), 40, 60)
    pen.line("重回江边", 40, foot + 6, 12)
    rows = broken(TEXT[1:], 15)
    pen.column(rows[:1], 40, foot + 27)
    pen.column(rows[1:], 220, 60)
    assert texts_of(pen) == [TEXT[0], "重回江边", TEXT[1]]
