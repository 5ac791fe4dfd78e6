"""Several articles on a page, as newspapers set them, and what stands in them: blanks, side-by-side lists, labels."""

from __future__ import annotations

import cntextfix
from cntextfix import Line, Role
from cntextfix.document.geometry import Box, Figure, FigureKind
from cntextfix.layout import insets
from cntextfix.layout.frame import Span
from cntextfix.layout.lines import GlyphLine
from cntextfix.layout.walls import Walls
from cntextfix.sources.pdf.miner import MinerEngine
from pdf.draw import Pen, broken, one_page
from pdf.sound import assert_sound_document

TEXT = [
    "每天天不亮，护河员邱守田就沿着青螺江的江堤慢慢往下游走，江面雾气沉沉，水声潺潺，让人心里踏实。",
    "今年春天，县里又投入资金，建成日处理能力为三千吨的污水处理站三座，监测点十一处，各有专人看管。",
    "水清了，岸绿了，人也渐渐多了起来，周末的江滩公园里，孩子们跑跑跳跳，老人们说说笑笑，一片一片的。",
    "河里的鱼也多了，前几天有人在桥下看见了久违的白鱼，大家都说这是好兆头，要好好守着这一江清水。",
]


def lines_of(pen: Pen) -> list[Line]:
    return list(assert_sound_document(cntextfix.read_pdf(pen.done())).document.lines())


def texts_of(pen: Pen) -> list[str]:
    return [line.text for line in lines_of(pen)]


def test_a_headline_over_some_columns_takes_what_stands_below_it() -> None:
    """The text round it goes on from the column beside it to what stands over the headline."""
    pen = Pen(640)
    outer = [text for text in TEXT for _ in range(2)]
    rows = broken(outer, 14)
    pen.line("河长制在县里落地生根", 40, 30, 24)
    pen.column(rows[:26], 40, 70)
    stop = (len(rows) - 26 + 1) // 2 + 26
    pen.column(rows[26:stop], 230, 70)
    pen.column(rows[stop:], 420, 70)
    below = 70 + 15 * (stop - 26) + 20
    pen.line("白鱼回来了", 330, below, 20)
    inner = broken(TEXT[:2] * 2, 14)
    pen.column(inner[:9], 230, below + 40)
    pen.column(inner[9:], 420, below + 40)
    assert texts_of(pen) == ["河长制在县里落地生根", *outer, "白鱼回来了", *TEXT[:2] * 2]


def _set(text: str, u: float, v: float, size: float = 10.0) -> GlyphLine:
    span = Span(u, v, u + size * len(text), v + size)
    box = Box(span.u0, 800 - span.v1, span.u1, 800 - span.v0)
    return GlyphLine([], False, span.u0, span.u1, box.y0, size, "Song", False, box, span=span, text=text)


def test_an_article_inside_another_has_a_name() -> None:
    """A numeral before a question and the initial of a paragraph are as large as headlines."""
    columns = [_set("护河员沿着江堤慢慢往下游走的时候", u, 60 + 15 * n) for u in (40, 230, 420) for n in range(30)]
    outer = [line for line in columns if line.span.u0 == 40 or line.span.v0 < 200]
    inner = [line for line in columns if line.span.u0 > 40 and line.span.v0 > 250]
    inner[0] = _set("江堤慢慢往下游走的时候", 250, inner[0].span.v0)
    for title, is_name in (("白鱼回来了", True), ("2", False), ("春", False)):
        found = insets.find([*outer, _set(title, 330, 220, 20.0), *inner], [], 10.0)
        assert bool(found) is is_name


def test_a_picture_over_two_articles_leaves_the_gutter_open() -> None:
    pen = Pen(640)
    pen.picture(40, 30, 560, 40)
    for at, title, texts in ((40, "河长制落地", TEXT[:2]), (340, "白鱼回来了", TEXT[2:])):
        pen.line(title, at, 90, 24)
        pen.column(broken(texts * 3, 26), at, 130)
    assert texts_of(pen) == ["河长制落地", *TEXT[:2] * 3, "白鱼回来了", *TEXT[2:] * 3]


def test_a_headline_in_the_second_column_cuts_no_text_in_the_first() -> None:
    """White that happens to run through both columns over it says nothing."""
    pen = Pen()
    rows = broken(TEXT[:3], 16)
    pen.column(rows[:4], 40, 60)
    pen.column(rows[4:], 40, 130)
    pen.column(broken(TEXT[3:], 16), 230, 60)
    pen.line("白鱼回来了", 230, 133, 16)
    pen.column(broken(TEXT[3:], 16), 230, 160)
    assert texts_of(pen)[-3:] == [TEXT[3], "白鱼回来了", TEXT[3]]


def test_a_wide_table_drawn_cell_by_cell_is_no_spread() -> None:
    pen = Pen(842, 595)
    rows = [[f"{sign}县护河员沿着江堤往下游走", f"{sign}县水利局河长制办公室编"] for sign in "甲乙丙丁戊己庚"]
    for n, row in enumerate(rows):
        for text, u, stop in zip(row, (60, 450), (440, 800), strict=True):
            pen.line(text, u, 60 + 30 * n)
            pen.rule(u - 10, 80 + 30 * n, stop, 80 + 30 * n)
    assert texts_of(pen) == ["　".join(row) for row in rows]


def test_two_pages_of_a_spread_are_read_one_after_the_other() -> None:
    """Over the fold nothing is printed. A headline on the second page heads nothing on the first."""
    pen = Pen(842, 595)
    rows = broken(TEXT, 32)
    pen.column(rows[:3], 40, 60)
    pen.column(rows[3:], 40, 140)
    pen.column(broken(TEXT[:1], 32), 480, 60)
    pen.line("白鱼回来了", 480, 125, 20)
    pen.column(broken(TEXT[2:], 32), 480, 160)
    assert texts_of(pen)[-2:] == TEXT[2:]
    assert texts_of(pen).index(TEXT[3]) < texts_of(pen).index("白鱼回来了")


def test_a_headline_that_runs_down_beside_text_is_in_none_of_its_rows() -> None:
    pen = Pen()
    for n, char in enumerate("河长制在县里落地生根"):
        pen.line(char, 40, 60 + 26 * n, 24)
    for n, char in enumerate("各地护河员守望一江水"):
        pen.line(char, 80, 70 + 15.5 * n, 14)
    pen.column(broken(TEXT * 2, 20), 110, 60)
    assert texts_of(pen) == ["河长制在县里落地生根", "各地护河员守望一江水", *TEXT * 2]


def test_a_caption_as_large_as_the_text_ends_with_who_took_the_picture() -> None:
    pen = Pen()
    pen.line("河长制落地生根", 40, 30, 24)
    pen.picture(40, 70, 200, 100)
    pen.line("护河员在江边巡查。本报记者 邱守田 摄", 40, 174)
    pen.column(broken(TEXT, 20), 40, 200)
    captions = [line.text for line in lines_of(pen) if line.role is Role.CAPTION]
    assert captions == ["护河员在江边巡查。本报记者 邱守田 摄"]


def test_a_blank_to_be_filled_in_parts_no_line() -> None:
    pen = Pen()
    items = [
        ["1.1 希腊神话中天后是", "，月亮女神是", "，家神是这一位"], ["1.2 《浮士德》是", "国作家", "的作品"],
        ["1.3 《读书：目的与方法》是", "国作家", "的作品"],
        ["1.4 他是", "国著名的作家，他的小说", "创造了第一个多余人形象"],
        ["1.5 这一位女子的代表作是", "这一部"], ["1.6 易卜生是", "国作家，代表作有", "一部"],
    ]  # fmt: skip
    for n, item in enumerate(items):
        at, v = 40.0, 60 + 31 * n
        for part in item:
            if at > 40:
                pen.rule(at, v + 10, at + 40, v + 10)
                at += 42
            pen.line(part, at, v)
            at += pen.wide(part) + 1
    assert texts_of(pen) == ["　".join(item) for item in items]


def test_the_bar_of_a_fraction_is_no_blank_to_be_filled_in() -> None:
    """求 —— 的最小值: the bar runs at the middle of the line, what is to be written on at its foot."""
    line = GlyphLine([], False, 40.0, 240.0, 502.0, 10.0, "Song", False, Box(40.0, 500.0, 240.0, 510.0))
    for above, blank in ((3.7, False), (4.4, False), (0.2, True), (-2.0, True)):
        bar = Figure(FigureKind.RULE, Box(100.0, 500.0 + above, 130.0, 500.4 + above))
        assert Walls([bar], 800.0).blank(99.0, 131.0, line) is blank


def test_paragraphs_without_indents_are_no_verse() -> None:
    """Most rows are short, for most paragraphs are; each ends a sentence."""
    pen, v = Pen(), 60.0
    texts = ["他不知道。", "他只知道应该去见他。", TEXT[0], "他没有说话。", TEXT[1], "他又歇了一歇。", "“多少年了？”"]
    for text in texts:
        for n in range(0, len(text), 30):
            pen.line(text[n : n + 30], 40, v)
            v += 15
    assert texts_of(pen) == texts


def test_white_below_full_rows_is_the_leading_where_most_paragraphs_are_one_row() -> None:
    pen, v = Pen(), 60.0
    full = "他坐下来看着那张瘦得脱了相的脸沉默了一会儿才慢慢问他一句：“多少？”"
    texts = [full, "他又歇了一歇，才说。", TEXT[0], full, "他没有回答他。", TEXT[1], full, "他点了点头。", TEXT[2]]
    measure = len(full)
    for text in texts:
        for n in range(0, len(text), measure):
            pen.line(text[n : n + measure], 40, v)
            v += 14
        v += 6
    assert texts_of(pen) == texts


def test_lists_that_count_on_side_by_side_are_read_one_after_the_other() -> None:
    pen = Pen()
    pen.column(broken(TEXT[:1], 34), 40, 60)
    left, right = ["(1) 尴尬", "(2) 嘲笑", "(3) 礼貌"], ["(a) 被误解", "(b) 被打断", "(c) 觉得夸张"]
    for n, (one, two) in enumerate(zip(left, right, strict=True)):
        pen.line(one, 40, 120 + 16 * n)
        pen.line(two, 200, 120 + 16 * n)
    pen.column(broken(TEXT[1:2], 34), 40, 190)
    assert texts_of(pen) == [TEXT[0], *left, *right, TEXT[1]]


def test_rows_that_name_their_fields_are_a_row_each() -> None:
    """The first is as long as its column, and goes on nowhere."""
    pen = Pen()
    rows = ["时间：九月二十六日周四十九点至二十一点整", "地点：仙林校区第二教学楼", "主讲：邱守田"]
    v = pen.column(broken(TEXT[:1], 20), 40, 60)
    for row in rows:
        pen.line(row, 40, v)
        v += 15
    assert texts_of(pen) == [TEXT[0], *rows]


def test_a_number_before_a_heading_is_in_its_row() -> None:
    pen = Pen()
    pen.column(broken(TEXT[:2], 34), 40, 60)
    pen.line("2.1.1.", 40, 140, 15)
    pen.line("江河", 91, 140, 15)
    pen.column(broken(TEXT[2:], 34), 40, 170)
    assert [line.text for line in lines_of(pen) if line.role is not Role.BODY] == ["2.1.1.　江河"]


def test_a_closed_path_has_all_its_sides() -> None:
    """Where another part of a path begins, no rule runs there from the last one."""
    drawn = one_page(b"20 20 m 200 20 l 200 120 l 20 120 l h 40 150 m 90 150 l 40 180 m 90 180 l S")
    figures = MinerEngine(drawn).page(0, 0).figures
    boxes = {(figure.kind, tuple(round(n) for n in figure.box)) for figure in figures}
    assert boxes == {
        (FigureKind.FRAME, (20, 20, 200, 120)),
        (FigureKind.RULE, (40, 150, 90, 150)),
        (FigureKind.RULE, (40, 180, 90, 180)),
    }


def test_names_in_a_row_under_pictures_are_a_caption_each() -> None:
    """As large as the text, and too short to say of themselves that they are captions."""
    pen = Pen()
    pen.column(broken(TEXT[:2], 30), 40, 40)
    for n, name in enumerate(("白鱼", "青螺江", "县城")):
        pen.picture(40 + 130 * n, 150, 110, 80)
        pen.line(name, 95 + 130 * n - 5 * len(name), 236)
    pen.column(broken(TEXT[2:], 30), 40, 290)
    found = [line.text for line in lines_of(pen) if line.role is Role.CAPTION]
    assert found == ["白鱼", "青螺江", "县城"]


def test_a_headline_in_two_languages_is_two() -> None:
    pen = Pen()
    pen.line("A Day on the River Qingluo", 40, 40, 20)
    pen.line("青螺江上的一天", 40, 66, 20)
    pen.column(broken(TEXT, 26), 40, 110)
    first, second, *_ = lines_of(pen)
    assert [first.text, second.text] == ["A Day on the River Qingluo", "青螺江上的一天"]
    assert (first.role, second.role) == (Role.HEADLINE, Role.SUBHEAD)


def test_where_nothing_is_indented_a_row_with_room_left_ends_its_paragraph() -> None:
    pen = Pen()
    paragraphs = [TEXT[0], TEXT[1], "一等奖两名：青螺江照片集", "奖品在校报编辑部领取", TEXT[2], TEXT[3]]
    rows = [row[at : at + 20] for row in paragraphs * 2 for at in range(0, len(row), 20)]
    for n, row in enumerate(rows):
        pen.line(row, 40, 40 + 15 * n)
    assert "一等奖两名：青螺江照片集" in texts_of(pen)
