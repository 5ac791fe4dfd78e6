"""Lines, columns, blocks and reading order by geometry, on pages drawn for the purpose."""

from __future__ import annotations

import random
from array import array
from operator import sub

import pytest

import cntextfix
from cntextfix import Line, Role
from cntextfix.document.geometry import Box, Glyphs, TypeStyle
from cntextfix.layout.columns import Column
from cntextfix.layout.frame import Span
from cntextfix.layout.ink import Ink
from cntextfix.layout.lines import GlyphLine as LayoutLine
from cntextfix.layout.page import find_lines
from cntextfix.layout.pieces import find
from cntextfix.layout.rows import rows_of
from pdf.draw import BOLD, Pen, broken, one_page
from pdf.sound import assert_sound_document
from pdf.squares import Squares

TEXT = [
    "每天天不亮，护河员邱守田就沿着青螺江的江堤慢慢往下游走，江面雾气沉沉，水声潺潺，让人心里踏实。",
    "今年3月，县里又投入1212万元，建成日处理能力为3000吨的污水处理站3座，监测点11处，各有专人看管。",
    "水清了，岸绿了，人也渐渐多了起来，周末的江滩公园里，孩子们跑跑跳跳，老人们说说笑笑，一片一片的。",
]


def lines_of(pdf: bytes) -> list[Line]:
    return list(assert_sound_document(cntextfix.read_pdf(pdf)).document.lines())


def texts_of(pdf: bytes) -> list[str]:
    return [line.text for line in lines_of(pdf)]


def drawn_in_order(rows: list[tuple[str, float, float]], order: str) -> bytes:
    """Rows (text, u, v), drawn in the given order of the stream."""
    rows = list(rows)
    if order == "by rows":
        rows.sort(key=lambda row: (row[2], row[1]))
    elif order == "at random":
        random.Random(3).shuffle(rows)
    elif order == "backwards":
        rows.reverse()
    pen = Pen()
    for text, u, v in rows:
        pen.line(text, u, v)
    return pen.done()


def columns(count: int, leading: float, gutter: float = 20.0) -> list[tuple[str, float, float]]:
    """The text set in columns, as rows with their places."""
    measure = int((420 - 60 - (count - 1) * gutter) / count / 10)
    rows = broken(TEXT, measure)
    depth = -(-len(rows) // count)
    return [
        (text, 30 + n // depth * (measure * 10 + gutter) + indent * 10, 60 + n % depth * leading * 10)
        for n, (text, indent) in enumerate(rows)
    ]


@pytest.mark.parametrize("order", ["by columns", "by rows", "at random", "backwards"])
@pytest.mark.parametrize("leading", [1.15, 1.4, 1.8, 2.2])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_columns_at_any_leading_in_any_stream(count: int, leading: float, order: str) -> None:
    assert texts_of(drawn_in_order(columns(count, leading), order)) == TEXT


@pytest.mark.parametrize("gutter", [12.0, 16.0, 40.0])
def test_columns_by_their_gutter(gutter: float) -> None:
    assert texts_of(drawn_in_order(columns(2, 1.5, gutter), "by rows")) == TEXT


def test_columns_by_a_rule_in_a_narrow_gutter() -> None:
    pen = Pen()
    for text, u, v in sorted(columns(2, 1.5, 10.0), key=lambda row: row[2]):
        pen.line(text, u, v)
    pen.rule(205, 50, 205, 250)
    assert texts_of(pen.done()) == TEXT


def test_text_runs_round_a_picture() -> None:
    pen = Pen()
    wide, narrow = broken(["　" * 0 + TEXT[0] + TEXT[1]], 20), []
    head, rest = wide[:2], "".join(text for text, _ in wide[2:])
    narrow = [rest[n : n + 10] for n in range(0, 60, 10)]
    pen.column(head, 40, 60)
    pen.picture(150, 92, 90, 85)
    pen.column([(text, 0) for text in narrow], 40, 90)
    pen.column(
        broken([rest[60:]], 20)[0:0] or [(rest[60 + n : 80 + n], 0) for n in range(0, len(rest) - 60, 20)], 40, 180
    )
    assert texts_of(pen.done())[0].replace(" ", "") == TEXT[0] + TEXT[1]


@pytest.mark.parametrize("place", ["below", "above", "beside"])
def test_a_caption_goes_with_its_picture_to_the_end(place: str) -> None:
    pen = Pen()
    pen.line("一江清水慢慢回来了", 40, 40, 24)
    pen.column(broken(TEXT[:1], 16), 40, 90)
    pen.picture(40, 170, 90 if place == "beside" else 160, 80)
    u, v = {"below": (40, 255), "above": (40, 158), "beside": (140, 200)}[place]
    for text in ("青螺江畔，", "白鹭在浅滩上觅食。"):
        pen.line(text, u, v, 8.5) if place != "above" or text.startswith("青") else None
        v += 11
    pen.column(broken(TEXT[1:], 16), 220, 90)
    found = [(line.role, line.text) for line in lines_of(pen.done())]
    caption = "青螺江畔，" if place == "above" else "青螺江畔，白鹭在浅滩上觅食。"
    assert found == [
        (Role.HEADLINE, "一江清水慢慢回来了"), *((Role.BODY, text) for text in TEXT), (Role.CAPTION, caption)
    ]  # fmt: skip


def test_the_head_of_an_article() -> None:
    pen = Pen()
    pen.line("云溪县把治水当作头等大事", 40, 40, 14)
    pen.line("一江清水慢慢回来了", 40, 60, 28)
    pen.line("——青螺江治理三年观察", 40, 94, 14)
    pen.line("本报记者 林远舟", 40, 114)
    pen.column(broken(TEXT, 20), 40, 140)
    roles = [line.role for line in lines_of(pen.done())]
    assert roles == [Role.KICKER, Role.HEADLINE, Role.SUBHEAD, Role.BYLINE, *[Role.BODY] * 3]


def test_two_articles_side_by_side_and_one_below() -> None:
    pen = Pen()
    for u, head, text in ((40, "左边的文章", TEXT[0]), (230, "右边的文章", TEXT[1])):
        pen.line(head, u, 40, 20)
        pen.column(broken([text], 16), u, 70)
    pen.rule(220, 30, 220, 150)
    pen.rule(40, 160, 380, 160)
    pen.line("下面的文章", 40, 175, 20)
    pen.column(broken([TEXT[2]], 30), 40, 205)
    found = [(line.article, line.text) for line in lines_of(pen.done())]
    assert found == [
        (1, "左边的文章"), (1, TEXT[0]), (2, "右边的文章"), (2, TEXT[1]), (3, "下面的文章"), (3, TEXT[2])
    ]  # fmt: skip


def test_a_pull_quote_is_taken_out_of_the_sentence() -> None:
    pen = Pen()
    rows = broken(TEXT, 20)
    v = pen.column(rows[:4], 40, 60)
    pen.rule(40, v + 4, 240, v + 4)
    pen.line("水清了，岸绿了。", 50, v + 12, 13)
    pen.rule(40, v + 32, 240, v + 32)
    pen.column(rows[4:], 40, v + 42)
    found = [(line.role, line.text) for line in lines_of(pen.done())]
    assert found == [*((Role.BODY, text) for text in TEXT), (Role.QUOTE, "水清了，岸绿了。")]


def test_rows_of_a_table_stay_rows() -> None:
    pen = Pen()
    pen.column(broken(TEXT[:1], 30), 40, 40)
    for n, row in enumerate(
        [("供电队", "12", "8"), ("纺织队", "11", "11"), ("教育队", "8", "8"), ("卫健队", "5", "6")]
    ):
        for u, cell in zip((60, 160, 260), row, strict=True):
            pen.line(cell, u, 120 + 15 * n)
    assert texts_of(pen.done())[1].split("\n") == [
        "供电队\u300012\u30008", "纺织队\u300011\u300011", "教育队\u30008\u30008", "卫健队\u30005\u30006"
    ]  # fmt: skip


def test_stanzas_stand_apart() -> None:
    """Where white parts them a sentence may end within one, and go on from one to the next."""
    first, last = (
        ["风来的时候", "先敲一敲窗。", "再敲一敲门。", "最后敲一敲"],
        ["风走的时候", "带走一片叶子", "没有说再见。"],
    )
    stanzas = [first, ["外婆的膝盖", "明天，要下雨了。", "雨在路上"], last]
    pen, v = Pen(), 80.0
    for stanza in stanzas:
        for text in stanza:
            pen.line(text, 60, v)
            v += 15
        v += 10
    assert texts_of(pen.done()) == ["\n".join(stanza) for stanza in stanzas]


def test_verse_keeps_its_lines() -> None:
    pen = Pen()
    verse = ["风来的时候", "先敲一敲窗", "再敲一敲门", "最后敲一敲", "外婆的膝盖", "明天，要下雨了。"]
    pen.line("风", 40, 40, 24)
    pen.column([(text, 2) for text in verse], 40, 80)
    assert texts_of(pen.done()) == ["风", "\n".join(verse)]


@pytest.mark.parametrize("spacing", [0.2, 0.5, 0.8])
def test_wide_set_headlines_have_no_false_spaces(spacing: float) -> None:
    pen = Pen()
    pen.line("一江清水回来", 40, 40, 24, spacing=spacing)
    pen.column(broken(TEXT, 20), 40, 90)
    assert texts_of(pen.done())[0] == "一江清水回来"


def test_a_row_drawn_out_beside_another_column() -> None:
    """Where the next word may not be broken, its row of a column is drawn out to the measure with wide gaps."""
    pen = Pen()
    for n, (text, u, v) in enumerate(columns(2, 1.5, gutter=16.0)):
        short = text[:12] if n == 5 else text
        pen.line(short, u, v, spacing=(len(text) - len(short)) / (len(short) - 1))
    assert [len(text) for text in texts_of(pen.done())] == [len(text) - 5 * (n == 1) for n, text in enumerate(TEXT)]


def test_drawn_spaces_are_kept() -> None:
    pen = Pen()
    pen.line("家家户户添灯火 男男女女走百桥", 40, 40, 20)
    pen.line("the quick brown fox jumps over", 40, 80)
    assert texts_of(pen.done()) == ["家家户户添灯火 男男女女走百桥", "the quick brown fox jumps over"]


@pytest.mark.parametrize(("gap", "text"), [(0.38, "常微分方程 期末考试"), (0.3, "常微分方程期末考试")])
def test_the_narrowest_space(gap: float, text: str) -> None:
    pen = Pen()
    pen.line("常微分方程", 100, 40, 17)
    pen.line("期末考试", 100 + (5 + gap) * 17, 40, 17)
    pen.column(broken(TEXT[:1], 20), 40, 90)
    assert texts_of(pen.done())[0] == text


def test_superscripts_stay_in_their_line() -> None:
    pen = Pen()
    pen.line("面积为88", 40, 40)
    pen.line("m", 80, 40)
    pen.line("2", 88, 40, 6)
    pen.line("的园子里种着一百棵树", 92, 40)
    (text,) = texts_of(pen.done())
    assert text.replace(" ", "") == "面积为88m2的园子里种着一百棵树"


def vertical(text: str, columns_: int, depth: int) -> bytes:
    """The text in columns from the right, each glyph placed by itself, a page in reportlab's horizontal font."""
    pen = Pen()
    for n, char in enumerate(text):
        pen.line(char, 360 - 18 * (n // depth), 40 + 10 * (n % depth))
    del columns_
    return pen.done()


def test_vertical_text_of_placed_glyphs() -> None:
    text = "水清了岸绿了人也渐渐多了起来周末的江滩公园里孩子们跑跑跳跳老人们说说笑笑"
    assert texts_of(vertical(text, 4, 10)) == [text]


@pytest.mark.parametrize("degrees", [1.0, -3.0])
def test_skew(degrees: float) -> None:
    pen = Pen()
    pen.canvas.rotate(degrees)
    pen.column(broken(TEXT, 20), 60, 60)
    assert texts_of(pen.done()) == TEXT


def test_boxes_are_on_the_page_as_displayed() -> None:
    data = one_page(
        b"BT /F1 20 Tf 100 50 Td (box) Tj ET",
        resources=b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Courier>>>>>>",
    )
    page = cntextfix.read_pdf(data).pages[0]
    box = page.box(page.lines[0])
    assert box
    assert [round(side, 1) for side in box] == [100.0, 47.6, 136.0, 67.6]


def test_headlines_side_by_side_with_a_rule_between() -> None:
    """They are of one size, on one baseline, less than an em apart."""
    pen = Pen()
    pen.line("慢慢回来的江水", 40, 40, 18)
    pen.line("十八弯上的班车", 182, 40, 18)
    pen.rule(174, 36, 174, 200)
    pen.column(broken(TEXT[:1], 12), 40, 75)
    pen.column(broken(TEXT[1:], 12), 182, 75)
    assert texts_of(pen.done()) == ["慢慢回来的江水", TEXT[0], "十八弯上的班车", *TEXT[1:]]


def test_a_gap_that_a_rule_crosses_divides_no_articles() -> None:
    """On the left two articles one above the other, on the right one; the gap between the two goes on, by chance,
    between two of its paragraphs."""
    pen = Pen()
    pen.line("慢慢回来的江水", 40, 40, 18)
    pen.line("十八弯上的班车", 230, 40, 18)
    bottom = pen.column(broken(TEXT[:1], 16), 40, 75)
    pen.column(broken(TEXT[:1], 16), 230, 75)
    pen.line("热闹起来的江岸", 40, bottom + 20, 18)
    pen.column(broken(TEXT[1:], 16), 40, bottom + 55)
    pen.column(broken(TEXT[1:], 16), 230, bottom + 20)
    pen.rule(215, 36, 215, bottom + 140)
    assert texts_of(pen.done()) == [
        "慢慢回来的江水", TEXT[0], "热闹起来的江岸", *TEXT[1:], "十八弯上的班车", TEXT[0], *TEXT[1:]
    ]  # fmt: skip


def test_a_row_above_and_below_a_large_picture() -> None:
    """In all columns but the last a picture leaves two rows."""
    rows = broken(["".join(TEXT)], 11)
    pen = Pen()
    for n, (text, indent) in enumerate(rows[:4]):
        pen.line(text, 40 + 125 * (n // 2) + 10 * indent, 60 + 120 * (n % 2))
    pen.picture(40, 80, 235, 90)
    pen.column(rows[4:], 290, 60)
    assert "".join(texts_of(pen.done())) == "".join(TEXT)


@pytest.mark.parametrize("jump", ["（下转第3版）", "(下转第3版)"])
def test_a_jump_on_the_last_row_is_a_block(jump: str) -> None:
    pen = Pen()
    pen.line("慢慢回来的江水", 40, 40, 20)
    rows = broken(TEXT[:1], 20)
    end = pen.column(rows, 40, 75)
    pen.line(jump, 240 - 10 * len(jump), end - 15)
    found = [(line.role.value, line.text) for line in lines_of(pen.done())]
    assert found == [("headline", "慢慢回来的江水"), ("body", TEXT[0]), ("jump", jump)]


@pytest.mark.parametrize("turn", ["", "（上接第1版）"])
@pytest.mark.parametrize("name", ["本报记者 庄小满 通讯员 戚喆", "庄小满"])
def test_a_byline_in_the_column_in_the_font_of_the_text(name: str, turn: str) -> None:
    pen = Pen()
    pen.line("慢慢回来的江水", 40, 40, 20)
    rows = [(name, (20 - len(name)) / 2), *([(turn, 0)] if turn else []), *broken(TEXT[:1], 20)]
    pen.column(rows, 40, 90)
    roles = [line.role.value for line in lines_of(pen.done())]
    assert roles == ["headline", "byline", *(["jump"] if turn else []), "body"]


def test_text_goes_on_beside_what_stands_under_a_picture() -> None:
    """The picture is as wide as its caption is not; rows beside the caption start no paragraphs."""
    text = "".join(TEXT)
    first = broken([text], 20)[:4]
    rest = text[sum(len(t) for t, _ in first) :]
    pen = Pen()
    v = pen.column(first, 40, 60)
    pen.picture(40, v + 4, 90, 48)
    pen.line("夜里的江堤", 40, v + 56, 8.5)
    narrow = [rest[n : n + 10] for n in range(0, 50, 10)]
    for n, part in enumerate(narrow):
        pen.line(part, 140, v + 15 * n)
    pen.column([(rest[50 + n : 70 + n], 0) for n in range(0, len(rest) - 50, 20)], 40, v + 75)
    bodies = [line.text for line in lines_of(pen.done()) if line.role.value == "body"]
    assert bodies == [text]


def test_a_gap_in_a_headline_divides_no_articles() -> None:
    """A column beside it ends at the height of the gap between its two lines."""
    pen = Pen()
    pen.line("慢慢回来的江水", 40, 40, 24)
    pen.line("一点一点看变化", 40, 74, 24)
    end = pen.column(broken(TEXT[:1], 16), 40, 115)
    pen.column([("的江堤慢慢往下游走，江面雾气沉沉", 0)] * 3, 225, 20, leading=1.4)
    pen.column(broken(TEXT[1:], 16), 40, end)
    found = [(line.role.value, line.text) for line in lines_of(pen.done())]
    assert found[0] == ("headline", "慢慢回来的江水一点一点看变化")


@pytest.mark.parametrize("width", [79.9999, 80.0, 80.0001])
def test_rounding_does_not_tell_whether_a_row_is_short(width: float) -> None:
    """In a column eight characters wide, one of six is."""

    def line(length: float, v: float) -> LayoutLine:
        span = Span(0.0, v, length, v + 10)
        return LayoutLine([], False, 0.0, length, v, 10.0, "", False, Box(*span), span=span, text="水清了")

    column = Column(0.0, width, [line(width, 0.0), line(60.0, 15.0)])
    assert [row.short for row in rows_of([column], [], 10.0)] == [False, True]


def test_a_full_row_in_another_font_is_no_headline() -> None:
    """Where each character has a font of its own, as from LaTeX, a row of text may be in any."""
    pen = Pen()
    text = "山川河流日月天地人口手足" * 6
    pen.line(text[:30], 40, 40, font=BOLD)
    pen.column([(text[30:60], 0), (text[60:], 0)], 40, 55)
    (line,) = lines_of(pen.done())
    assert line.role is Role.BODY


def test_digits_in_a_font_of_their_own_on_a_row_of_a_heading() -> None:
    pen = Pen()
    pen.line("慢慢回来的江水", 40, 40, 20)
    v = pen.column(broken(TEXT[:1], 13), 40, 75)
    pen.line("一球一球地追到", 40, v, 10.8, font=BOLD)
    pen.line("11:0", 40, v + 15, 10.8, font="Helvetica")
    pen.column(broken(TEXT[1:2], 13), 40, v + 30)
    found = [(line.role.value, line.text) for line in lines_of(pen.done())]
    assert found[1:] == [("body", TEXT[0]), ("heading", "一球一球地追到11:0"), ("body", TEXT[1])]


@pytest.mark.parametrize("end", ["睛！！", "了……"])
def test_marks_in_another_font_make_no_heading(end: str) -> None:
    """The last row of a paragraph has more marks than Han."""
    pen = Pen()
    pen.line("慢慢回来的江水", 40, 40, 20)
    text = "都是骗子，请大家擦亮"
    pen.column([*broken(TEXT[:1], 10), (text, 0.0)], 40, 75)
    v = 75 + 15 * (len(broken(TEXT[:1], 10)) + 1)
    pen.line(end[:1], 40, v)
    pen.line(end[1:], 50, v, font=BOLD)
    pen.column(broken(TEXT[1:2], 10), 40, v + 15)
    found = [(line.role.value, line.text) for line in lines_of(pen.done())]
    assert found[1:] == [("body", TEXT[0] + text + end), ("body", TEXT[1])]


def test_a_name_behind_a_space_ends_the_row_of_a_caption() -> None:
    pen = Pen()
    pen.line("一江清水慢慢回来了", 40, 40, 24)
    pen.picture(40, 90, 160, 80)
    for n, row in enumerate(["青螺江畔，白", "鹭在浅滩觅食", "江水清清。"]):
        pen.line(row, 40 - (n < 2), 173 + 11 * n, 8.5)
    pen.line("赵", 40 + 6 * 8.5, 195, 8.5)
    pen.line("一凡摄", 40, 206, 8.5)
    pen.column(broken(TEXT, 16), 220, 90)
    found = [(line.role, line.text) for line in lines_of(pen.done()) if line.role is not Role.BODY]
    assert found[1:] == [(Role.CAPTION, "青螺江畔，白鹭在浅滩觅食江水清清。　赵一凡摄")]


@pytest.mark.parametrize("heading", [["02:22", "批发市场：一棵一棵的白菜"], ["从零比十一追到十一", "11：0"]])
def test_digits_on_a_row_of_a_heading(heading: list[str]) -> None:
    pen = Pen()
    pen.line("慢慢回来的江水", 40, 40, 20)
    v = pen.column(broken(TEXT[:1], 13), 40, 75)
    for part in heading:
        pen.line(part, 40, v, 10.8)
        v += 15
    pen.column(broken(TEXT[1:2], 13), 40, v)
    found = [(line.role.value, line.text) for line in lines_of(pen.done())]
    assert found == [
        ("headline", "慢慢回来的江水"),
        ("body", TEXT[0]),
        ("heading", "".join(heading)),
        ("body", TEXT[1]),
    ]


def test_a_heading_over_a_rule_stays_behind_the_text_above_it() -> None:
    """A rule under each heading cuts the page between a heading and its text."""
    pen = Pen()
    for n, (heading, rows) in enumerate([("工作经历", TEXT[0]), ("语言能力", "英语流利"), ("专业技能", TEXT[2])]):
        pen.line(heading, 40, 40 + 110 * n, 13.5)
        pen.rule(40, 60 + 110 * n, 380, 60 + 110 * n)
        pen.column(broken([rows], 34), 40, 75 + 110 * n)
    assert texts_of(pen.done()) == ["工作经历", TEXT[0], "语言能力", "英语流利", "专业技能", TEXT[2]]


def test_a_heading_over_a_rule_takes_no_headline_away() -> None:
    pen = Pen()
    pen.line("慢慢回来的江水", 40, 30, 20)
    pen.column(broken(TEXT[:1], 34), 40, 65)
    pen.line("专业技能", 40, 140, 14)
    pen.rule(40, 160, 380, 160)
    pen.column(broken(TEXT[2:], 34), 40, 175)
    found = [(line.role.value, line.text) for line in lines_of(pen.done())]
    assert found[:3] == [("headline", "慢慢回来的江水"), ("body", TEXT[0]), ("heading", "专业技能")]


def test_a_kicker_stays_over_the_headline_that_a_rule_cuts_off() -> None:
    pen = Pen()
    pen.line("把治水当作头等大事", 40, 30, 12)
    pen.line("慢慢回来的江水", 40, 50, 20)
    pen.rule(40, 80, 380, 80)
    pen.column(broken(TEXT, 34), 40, 95)
    found = [(line.role.value, line.text) for line in lines_of(pen.done())]
    assert found[:2] == [("kicker", "把治水当作头等大事"), ("headline", "慢慢回来的江水")]


def test_a_byline_whose_space_stands_over_a_gutter() -> None:
    """Centred over two columns, in type of its own."""
    pen = Pen()
    pen.line("慢慢回来的江水", 135, 30, 20)
    pen.line("文／沈若水", 150, 62, font=BOLD)
    pen.line("攝影／陶然", 210, 62, font=BOLD)
    rows = broken(TEXT * 2, 16)
    pen.column(rows[:12], 40, 86)
    pen.column(rows[12:], 220, 86)
    found = [(line.role.value, line.text) for line in lines_of(pen.done())]
    assert found == [
        ("headline", "慢慢回来的江水"),
        ("byline", "文／沈若水　攝影／陶然"),
        *[("body", t) for t in TEXT * 2],
    ]


def test_a_byline_in_the_type_of_the_body_whose_space_stands_over_a_gutter() -> None:
    """White below sets it off from the text."""
    pen = Pen()
    pen.line("慢慢回来的江水", 100, 30, 20)
    rows = broken(TEXT * 2, 11)
    half = len(rows) // 2
    pen.line("文／沈若水", 98, 62)
    pen.line("摄影／陶然", 160, 62)
    pen.column(rows[:half], 40, 84)
    pen.column(rows[half:], 168, 84)
    found = [(line.role.value, "".join(line.text.split())) for line in lines_of(pen.done())]
    assert found[1:] == [("byline", "文／沈若水摄影／陶然"), *(("body", t) for t in TEXT * 2)]


def test_a_byline_that_wraps_in_the_type_of_the_body() -> None:
    pen = Pen()
    pen.line("慢慢回来的江水", 40, 30, 20)
    rows = [("本报记者林远舟通讯员何", 0.0), ("青禾", 0.0), *broken(TEXT, 11)]
    half = len(rows) // 2
    pen.column(rows[:half], 40, 65)
    pen.column(rows[half:], 170, 65)
    found = [(line.role.value, line.text) for line in lines_of(pen.done())]
    assert found[1:] == [("byline", "本报记者林远舟通讯员何青禾"), *[("body", t) for t in TEXT]]


def test_a_byline_that_fills_its_row_takes_no_paragraph_along() -> None:
    """Byline and first paragraph start at the same indent, and the first row is short: no row begins with a mark."""
    pen = Pen()
    pen.line("慢慢回来的江水", 40, 30, 20)
    text = "加油！加油！加油！" + TEXT[0]
    rows = [("记者江奔浪／石港报道", 2.0), (text[:7], 2.0), *((text[n : n + 12], 0.0) for n in range(7, len(text), 12))]
    rows += broken(TEXT[1:], 12)
    half = len(rows) // 2
    pen.column(rows[:half], 40, 65)
    pen.column(rows[half:], 180, 65)
    found = [(line.role.value, line.text) for line in lines_of(pen.done())]
    assert found[1:3] == [("byline", "记者江奔浪／石港报道"), ("body", text)]


def test_text_that_begins_with_a_reporter_is_no_byline() -> None:
    text = "记者日前在江边慢慢走了一圈，看见水清了。"
    pen = Pen()
    pen.line("慢慢回来的江水", 40, 30, 20)
    pen.column([(text[:11], 0.0), (text[11:], 0.0), *broken(TEXT, 11)], 40, 65)
    found = [(line.role.value, line.text) for line in lines_of(pen.done())]
    assert found[1:] == [("body", t) for t in (text, *TEXT)]


def test_an_indented_text_that_begins_with_a_reporter_is_no_byline() -> None:
    texts = ["记者日前在江边慢慢走了一圈，看见水清了。", "文化大院里来了人。", *TEXT]
    for first in (texts, texts[1:]):
        pen = Pen()
        pen.line("慢慢回来的江水", 40, 30, 20)
        pen.column(broken(first, 14), 40, 65)
        found = [(line.role.value, line.text) for line in lines_of(pen.done())]
        assert found[1:] == [("body", t) for t in first]


def test_a_short_row_under_a_picture_goes_on_from_the_rows_beside_it() -> None:
    """The rows beside the picture stand over the right end of the column, the last row at its left."""
    pen = Pen(640)
    text = TEXT[0]
    end = pen.column(broken([TEXT[1] * 3], 18), 40, 60)
    pen.line(text[:16], 60, end)
    pen.picture(240, 60, 110, 73)
    pen.column([(text[n : n + 6], 0) for n in range(16, 40, 6)], 360, 77)
    pen.line(text[40:], 240, 137)
    pen.column(broken([TEXT[2] * 3], 18), 440, 60)
    assert texts_of(pen.done()) == [TEXT[1] * 3, text, TEXT[2] * 3]


def test_a_row_over_the_whole_width_under_a_picture() -> None:
    """All rows but the last stand beside the picture."""
    pen = Pen(640)
    end = pen.column(broken([TEXT[2] * 2], 12), 40, 60)
    pen.column(broken([TEXT[1]], 12), 40, end)
    text = TEXT[2] * 2
    pen.picture(200, 56, 110, 15 * 5 + 2)
    pen.column([(text[:10], 2), *((text[n : n + 12], 0) for n in range(10, 58, 12))], 320, 60)
    pen.line(text[58:79], 200, 60 + 15 * 5 + 3)
    assert texts_of(pen.done()) == [TEXT[2] * 2, TEXT[1], text[:79]]


def test_spaces_in_justified_prose_make_no_table() -> None:
    pen = Pen()
    end = pen.column(broken(TEXT[:1], 18), 40, 60)
    pen.line("最终奖牌数大家记得清清楚楚，石港", 60, end)
    for n, (left, right) in enumerate([("中学金牌五面，山", "城中学金牌"), ("三面，滨海", "小学金牌二面，会")], 1):
        pen.line(left, 40, end + 15 * n)
        pen.line(right, 220 - 10 * len(right), end + 15 * n)
    pen.line("上特别颁发的公平竞争奖一座，人人叫", 40, end + 45)
    pen.line("好。", 40, end + 60)
    pen.column(broken(TEXT[2:], 18), 40, end + 75)
    text = "最终奖牌数大家记得清清楚楚，石港中学金牌五面，山城中学金牌三面，滨海小学金牌二面，"
    text += "会上特别颁发的公平竞争奖一座，人人叫好。"
    assert ["".join(one.split()) for one in texts_of(pen.done())] == [TEXT[0], text, TEXT[2]]


def test_a_short_row_above_a_picture_goes_on_beside_it() -> None:
    """It ends a paragraph at the left of its column, where the rows below it have the picture."""
    pen = Pen(700)
    text = TEXT[0]
    pen.column([(text[:12], 2), *((text[n : n + 8], 0) for n in range(12, 36, 8))], 40, 60)
    pen.line(text[36:], 200, 60)
    pen.picture(125, 77, 143, 45)
    first = TEXT[2] + TEXT[0]
    pen.column([(first[:4], 2), (first[4:10], 0), (first[10:16], 0)], 280, 75)
    pen.column([(first[n : n + 14], 0) for n in range(16, 72, 14)], 360, 60)
    pen.column(broken([TEXT[2]], 14), 520, 60)
    assert texts_of(pen.done()) == [text, first[:72], TEXT[2]]


def test_a_news_line_before_a_jump_is_a_byline() -> None:
    """The name fills its row, and the jump behind it goes on in the next one."""
    pen = Pen()
    pen.line("慢慢回来的江水", 40, 30, 20)
    pen.line("本報訊（記者李小山水）", 40, 65, font=BOLD)
    v = pen.column([("（上接第一三", 0), ("版）", 0)], 40, 80)
    rows = broken(TEXT, 11)
    pen.column(rows[:5], 40, v)
    pen.column(rows[5:], 170, 65)
    found = [(line.role.value, line.text) for line in lines_of(pen.done())]
    assert found[1:3] == [("byline", "本報訊（記者李小山水）"), ("jump", "（上接第一三版）")]


@pytest.mark.parametrize("rows", [["本报讯（通讯员赵一）"], ["本报讯（特约通讯员赵一", "凡）"]])
def test_a_news_line_of_its_own_is_a_byline(rows: list[str]) -> None:
    pen = Pen()
    pen.line("慢慢回来的江水", 40, 30, 20)
    rows_ = [*((row, 0.0) for row in rows), *broken(TEXT, 11)]
    pen.column(rows_[:8], 40, 65)
    pen.column(rows_[8:], 170, 65)
    found = [(line.role.value, line.text) for line in lines_of(pen.done())]
    assert found[1:] == [("byline", "".join(rows)), *(("body", t) for t in TEXT)]


def test_the_end_of_a_quoted_sentence_in_another_type_is_no_heading() -> None:
    pen = Pen()
    pen.line("慢慢回来的江水", 40, 30, 20)
    v = pen.column(broken(["“水清了，岸绿了，人也渐渐多了起来，好不热"], 11), 40, 65)
    pen.line("鬧。”", 40, v, font=BOLD)
    pen.column(broken(TEXT[1:], 11), 40, v + 15)
    assert all(line.role is not Role.HEADING for line in lines_of(pen.done()))


def test_a_space_of_another_size_in_words_set_sideways() -> None:
    """In vertical text: the words are turned and smaller, the space between them is the font's of the text."""
    styles = (
        TypeStyle("Song", 10.5, (0.0,), 0.0, True, False),
        TypeStyle("Latin", 9.5, (0.0,), -90.0, False, False),
        TypeStyle("Song", 10.5, (0.0,), 0.0, False, False),
    )
    text, tops, depths, looks = "", array("d"), array("d"), array("i")
    top = 800.0
    parts = [("你认为", 0, 10.5), ("RESTful", 1, 5.2), (" ", 2, 9.4), ("API", 1, 6.2), ("是好", 0, 10.5)]
    for part, look, advance in parts:
        for char in part:
            text += char
            tops.append(top - 3.8 if look == 2 else top)  # a font of horizontal text sets it lower
            depths.append(10.5 if look == 2 else advance)
            looks.append(look)
            top -= advance
    left = array("d", (145.6 if look == 1 else 145.0 for look in looks))
    right = array("d", (155.1 if look == 1 else 155.5 for look in looks))
    bottoms = array("d", map(sub, tops, depths))
    glyphs = Glyphs(0, text, left, bottoms, right, tops, looks, styles)
    found = find(Ink(glyphs, 842.0), [*range(len(text))], vertical=True)
    assert ["".join(text[i] for i in piece.glyphs) for piece in found] == ["你认为", "RESTful ", "API", "是好"]


def test_words_set_sideways_with_wide_gaps_stay_in_their_line() -> None:
    """They are smaller than the Han before and behind them; in a pull quote they came last."""
    page = Squares()
    page.line("在此例中的條件是判斷變", 300, 40, down=True)
    page.line("number", 280, 40, 9, down=True)
    page.line("是否小於五", 280, 40 + 54 + 7, down=True)
    page.line("便能知道應該做的事情是", 260, 40, down=True)
    found = cntextfix.read_pdf(page.done()).pages[0]
    assert found.glyphs is not None
    sheet = find_lines(found.glyphs, (), 420.0, 595.0)
    assert "number是否小於五" in ["".join(line.text.split()) for line in sheet.lines]


def test_columns_of_text_beside_wide_tables() -> None:
    """Two pages set side by side: the tables and forms of the left one are so wide that both columns of text of the
    right one fit in one of theirs."""
    pen = Pen(1190, 842)
    for n in range(12):
        for u, cell in [(32, "九月二十二日"), (300, "星期六上午至"), (446, "国语")]:
            pen.line(cell, u, 300 + 24 * n)
    for n in range(8):
        pen.line(
            "支持本会回应表，请用正楷填写，寄回下列地址，或传真至下列号码，以便办理一切手续，谢谢各位的支持",
            20,
            620 + 22 * n,
        )
        pen.line(
            "请用正楷填写，寄回下列地址，或传真至下列号码，以便办理一切手续，谢谢各位的支持，请用正楷",
            610,
            620 + 22 * n,
        )
    rows = broken(TEXT * 2, 14)
    half = -(-len(rows) // 2)
    for n, (text, indent) in enumerate(rows):
        pen.line(text, 724 + n // half * 174 + indent * 10, 315 + n % half * 13.8)
    found = texts_of(pen.done())
    article = [text for text, _ in rows]
    assert "".join(TEXT * 2) in "".join(found)
    assert not any("\u3000" in text and any(one in text for one in article) for text in found)


def test_the_letters_of_a_staggered_headline_are_one_line() -> None:
    pen = Pen()
    heights = [0, 14, 0, 24, 10]
    order = [3, 4, 0, 1, 2]  # as a program draws them that was told to group them
    for n in order:
        pen.line("零八回顾会"[n], 120 + 38 * n, 80 + heights[n], 36)
    for n, char in enumerate("斜着往下"):  # a slope stays as it is
        pen.line(char, 120 + 38 * n, 240 + 14 * n, 36)
    for n, head in enumerate(["农村道路全修通", "学校新楼已落成", "医院门诊换新颜"]):  # and so do heads side by side
        pen.line(head, 30 + 124 * n, 320 + [6, 0, 7][n], 16)
    for text, indent in [(row, n == 0) for n, (row, _) in enumerate(broken(TEXT, 30))]:
        pen.line(text, 60 + 10 * indent, 400 + 15 * [row for row, _ in broken(TEXT, 30)].index(text))
    found = texts_of(pen.done())
    assert "零八回顾会" in found
    assert "斜着往下" not in found
    assert not any("道路" in text and "新楼" in text for text in found)


def test_marks_that_hang_out_into_a_narrow_gutter() -> None:
    """Word sets commas behind the measure; on such rows less than an em of the gutter is white."""
    text = "河水慢慢往下游走江面雾气沉沉水声潺潺让人心里踏实周末的江滩公园里孩子们跑跑跳跳老人们说说笑笑" * 8
    depth, measure = 12, 16
    rows = []
    for n in range(2 * depth):
        row = text[n * measure : (n + 1) * measure] + ("，" if n % 3 == 1 else "")
        rows.append((row, 30.0 + n // depth * (measure * 10 + 14), 60.0 + n % depth * 15))
    found = "".join(texts_of(drawn_in_order(rows, "by columns")))
    assert found == "".join(row for row, _, _ in rows)


def test_an_item_at_the_head_of_a_page_is_none_of_the_sentence_before() -> None:
    pen = Pen(595, 842)
    rows = broken(TEXT, 30)
    for n, (row, indent) in enumerate([*rows * 3, *rows[:1]]):
        pen.line(row, 60 + 10 * indent, 100 + 15 * n)
    pen.canvas.showPage()
    for n, (row, indent) in enumerate([("6.4 公布结果", 0), *rows * 3]):
        pen.line(row, 60 + 10 * indent, 100 + 15 * n)
    printed = cntextfix.clean_document(cntextfix.read_pdf(pen.done())).text
    assert any(line.startswith("6.4 公布结果") for line in printed.split("\n"))


def test_cells_of_even_width_stay_in_their_rows() -> None:
    """A table without rules whose cells are as wide as each other looks like two columns of text; none reads on."""
    pen = Pen()
    left = [
        "一心一意地为人民服务",
        "全心全意地投入工作中",
        "千方百计地克服困难吧",
        "脚踏实地地做好事情吧",
        "实事求是地分析问题吧",
        "认真负责地对待工作吧",
    ]
    right = [
        "表示专心致志没有杂念",
        "表示投入全部精力心思",
        "表示想尽一切办法解决",
        "表示做事踏实认真肯干",
        "表示从实际情况来出发",
        "表示尽到了自己的责任",
    ]
    for n, (row, _) in enumerate(broken(TEXT, 36)):
        pen.line(row, 30, 60 + 15 * n)
    for n, cells in enumerate(zip(left, right, strict=True)):
        for u, cell in zip((30, 200), cells, strict=True):
            pen.line(cell, u, 200 + 18 * n)
    for n, (row, _) in enumerate(broken(TEXT, 36)):
        pen.line(row, 30, 320 + 15 * n)
    found = "".join(texts_of(pen.done())).replace("\u3000", "")
    assert all(one + other in found for one, other in zip(left, right, strict=True))


@pytest.mark.parametrize("rise", [0.45, 0.51, -0.2, -0.4])
def test_small_figures_stay_at_their_place(rise: float) -> None:
    """Word raises them by half an em of the text, reckoned from baseline to baseline."""
    pen = Pen()
    pen.line("检测m", 40, 60)
    at = 40 + pen.wide("检测m")
    pen.line("6", at, 60 + 0.88 * 10 - 0.88 * 5 - rise * 10, 5)
    pen.line("A的位点，有一百余种。", at + pen.wide("6", 5), 60)
    pen.column(broken([TEXT[0]], 30), 40, 75)
    assert texts_of(pen.done())[0] == "检测m6A的位点，有一百余种。"


@pytest.mark.parametrize("gap", [0.0, 0.27, 0.36])
def test_a_raised_note_takes_no_text_along(gap: float) -> None:
    """Whether it stands near enough to belong to the text before it or not, that text goes on behind it."""
    pen = Pen()
    pen.line("一致比率", 40, 60)
    pen.line("註", 80 + gap * 10, 60 + 0.88 * 10 - 0.88 * 5 - 5, 5)
    pen.line("是五成，女子是四成。", 85 + gap * 10, 60)
    pen.column(broken([TEXT[0]], 30), 40, 75)
    found = "".join(texts_of(pen.done())).replace("註", "").replace("\u3000", "")
    assert "一致比率是五成，女子是四成。" in found


def test_letters_set_close_behind_a_mark_stay_at_their_place() -> None:
    """The box of the mark reaches over the first of them, and their baseline is a little lower."""
    pen = Pen()
    pen.line("需求规格说明（", 40, 60)
    for n, letter in enumerate("ＳＲＳ"):
        pen.line(letter, 40 + 70 - 6.8 + 6.7 * n, 61.4)
    pen.line("）提纲", 40 + 70 + 14, 60)
    assert texts_of(pen.done()) == ["需求规格说明（ＳＲＳ）提纲"]


def test_the_second_row_of_a_text_is_no_byline() -> None:
    pen = Pen(width=700)
    pen.line("影响行人的三个因素", 40, 60, font=BOLD)
    pen.line(TEXT[0][:30] * 2, 40, 79)
    pen.line("按大小排序，它们分别是：", 40, 91)
    pen.column([(f"{n}. {text[:20]}。", 1) for n, text in enumerate(TEXT, 1)], 40, 112)
    lines = lines_of(pen.done())
    assert Role.BYLINE not in [line.role for line in lines]
    assert lines[1].text == TEXT[0][:30] * 2 + "按大小排序，它们分别是："
