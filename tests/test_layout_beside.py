"""What stands beside paragraphs, as posters, leaflets and forms set it: names of figures, labels, notes."""

from __future__ import annotations

import pytest

import cntextfix
from cntextfix import Role
from cntextfix.document.geometry import Box
from cntextfix.layout import heads, titles, turned
from cntextfix.layout.draft import Draft
from cntextfix.layout.flanks import bands
from cntextfix.layout.follow import chains
from cntextfix.layout.follow.facts import TextRow, facts_of
from cntextfix.layout.follow.pairs import candidates
from cntextfix.layout.frame import Span
from cntextfix.layout.lines import GlyphLine
from cntextfix.layout.regions import Region
from cntextfix.layout.rows import Row
from cntextfix.layout.text import as_read
from pdf.draw import Pen, broken
from pdf.sound import assert_sound_document

TEXT = [
    "每天天不亮，护河员邱守田就沿着青螺江的江堤慢慢往下游走，江面雾气沉沉，水声潺潺，让人心里踏实。",
    "今年春天，县里又投入资金，建成日处理能力为三千吨的污水处理站三座，监测点十一处，各有专人看管。",
    "水清了，岸绿了，人也渐渐多了起来，周末的江滩公园里，孩子们跑跑跳跳，老人们说说笑笑，一片一片的。",
]


def texts_of(pen: Pen) -> list[str]:
    """What is printed, a block a text, without white space."""
    document = assert_sound_document(cntextfix.read_pdf(pen.done())).document
    return ["".join(line.text.split()) for line in document.lines() if line.role is not Role.FURNITURE]


def test_a_label_in_the_margin_is_in_no_sentence() -> None:
    """It stands beside the middle of its paragraph."""
    pen = Pen()
    pen.line("河流的故事在这里慢慢说起来了", 40, 20, 20)
    pen.line("设计理念", 40, 75, 9)
    pen.column(broken(TEXT[:1], 20), 110, 60)
    assert texts_of(pen) == ["河流的故事在这里慢慢说起来了", "设计理念", TEXT[0]]


def test_names_of_figures_beside_a_paragraph_are_in_no_sentence() -> None:
    """The headings above them are one each, although both are in one row."""
    pen = Pen()
    pen.line("河流的故事", 40, 60, 13)
    pen.line("江岸的图画", 280, 60, 13)
    pen.column(broken(TEXT[:1], 17), 40, 84)
    pen.line("监测点", 290, 84)
    pen.line("江堤图", 360, 84)
    assert texts_of(pen) == ["河流的故事", "江岸的图画", TEXT[0], "监测点江堤图"]


def test_text_goes_on_below_what_stands_beside_it() -> None:
    pen = Pen()
    foot = pen.column(broken(["".join(TEXT)], 17), 40, 60)
    pen.line("（注）江堤长三里", 260, 90)
    pen.line("水声潺潺，让人心里踏实。", 40, foot + 15)
    found = texts_of(pen)
    assert "".join(TEXT) in found
    assert "（注）江堤长三里" in found


def _set(text: str, u: float, v: float, size: float = 10.0) -> GlyphLine:
    span = Span(u, v, u + size * len(text), v + size)
    box = Box(span.u0, 800 - span.v1, span.u1, 800 - span.v0)
    return GlyphLine([], False, span.u0, span.u1, box.y0, size, "Song", False, box, span=span, text=text)


CELLS = ["张明远", "李守田", "王大江", "赵小河"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (CELLS, ["8", "7", "6", "5"]),
        (["污水处理站建成", "江滩公园开放了", "监测点投入使用", "护河员上岗巡江"], ["三月", "四月", "五月", "六月"]),
        (["水清了。", "岸绿了，人也多了。", "老人们说说笑笑。"], ["甲", "乙", "丙"]),
    ],
)
def test_rows_of_cells_are_no_paragraph(left: list[str], right: list[str]) -> None:
    lines = [_set(text, 40, 60 + 15 * n) for n, text in enumerate(left)]
    lines += [_set(text, 200, 60 + 15 * n) for n, text in enumerate(right)]
    assert bands(lines, 10.0) == []


def test_the_mark_before_an_item_is_not_beside_it() -> None:
    lines = [_set(row, 60, 60 + 15 * n) for n, (row, _) in enumerate(broken(TEXT[:1], 17))]
    assert bands([_set("（一）", 20, 60), *lines], 10.0) == []


def test_headings_side_by_side_over_a_text_are_one_each() -> None:
    pen = Pen()
    pen.line("第一部分江水", 40, 60, 13)
    pen.line("第二部分江岸", 250, 60, 13)
    for text, v in zip(TEXT, (84, 150, 216), strict=True):
        pen.column([(row, 2.0 * (n == 0)) for n, (row, _) in enumerate(broken([text], 30))], 40, v)
    assert texts_of(pen)[:2] == ["第一部分江水", "第二部分江岸"]


@pytest.mark.parametrize(("leading", "byline"), [(28.0, False), (14.0, True)])
def test_a_first_row_set_off_is_no_byline_where_text_is_set_loose(leading: float, byline: bool) -> None:
    first = "护河员邱守田林远舟何青禾江奔浪沈若水陶然石港周小溪李渔"
    rows = [_set(first, 70, 100), *(_set(text[:30], 40, 128 + leading * n) for n, text in enumerate(TEXT * 2))]
    lines = [_set("製作動機", 40, 72, 16), *rows]
    found = heads.find(lines, Region(lines, [], Span(40, 340, 60, 300)), 10.0, "Song")
    assert [draft.role is Role.BYLINE for draft in found] == [False, *([True] * byline)]


@pytest.mark.parametrize(
    ("one", "two", "alike"),
    [
        ("一个股票有一个股价", "一个股票会有代号", 3),
        ("我们建立了一个网站", "我们的江", 1),
        ("江水清了", "江岸绿了", 0),
        ("2024年", "2024年", 0),
    ],
)
def test_rows_of_a_list_begin_alike(one: str, two: str, alike: int) -> None:
    facts = facts_of([_row(one, 0), _row(two, 1)])
    (pair,) = (pair for pair in candidates(facts) if pair.a == 0)
    assert chains.testimony(facts, pair).get("begin alike", 0.0) == alike


def _row(text: str, n: int) -> TextRow:
    span = Span(40, 60 + 15 * n, 40 + 10 * len(text), 70 + 15 * n)
    look = ("Song", None)
    return TextRow(
        span, 10.0, "Song", (look, look), text, 100 * n, n, 0, (40.0, 340.0), (), indented=False, short=True,
        spaced=False, divided=False,
    )  # fmt: skip


def test_a_small_letter_speaks_for_going_on() -> None:
    facts = facts_of([_row("and the analyses of", 0), _row("single rivers", 1)])
    (pair,) = (pair for pair in candidates(facts) if pair.a == 0)
    assert chains.testimony(facts, pair)["small letter"] == 1.0


def test_headings_that_count_back_over_a_gap_stand_in_columns() -> None:
    """By chance white runs over both columns, and the fifth heading stands above the third."""
    pen = Pen()
    for u, heads_ in ((40, ("一、江水", "二、江岸", "三、江滩")), (230, ("四、江堤", "五、护河", "六、巡江"))):
        for n, head in enumerate(heads_):
            pen.line(head, u, 40 + 120 * n, 14)
            pen.column(broken([TEXT[n]], 16), u, 66 + 120 * n)
    found = [text for text in texts_of(pen) if text not in TEXT]
    assert found == ["一、江水", "二、江岸", "三、江滩", "四、江堤", "五、护河", "六、巡江"]


def test_dates_are_no_numbers_of_headings() -> None:
    before, behind = [_set("9月12日的江水", 40, 60, 16)], [_set("3 江滩公园", 40, 160, 16)]
    assert not titles.count_back(before, behind, 10.0)
    assert titles.count_back([_set("9 江水", 40, 60, 16)], behind, 10.0)


def test_a_headline_that_runs_down_beside_the_second_text_stands_over_that() -> None:
    upper = [_row_of(text, 60 + 15 * n) for n, text in enumerate(TEXT)]
    lower = [_row_of(text, 300 + 15 * n) for n, text in enumerate(TEXT)]
    down = _set("中年再高飛", 40, 300, 20)
    down.vertical, down.glyphs, down.span = True, [0] * 5, Span(40, 300, 60, 400)
    (head,) = turned.find([*(line for row in (*upper, *lower) for line in row.lines), down], 10.0)
    lines = [line for row in (*upper, *lower) for line in row.lines]
    assert turned.is_further_down(head, lines, 10.0)
    assert not turned.is_further_down(head, lower[0].lines, 10.0)
    assert turned.placed([head], [*upper, *lower], 10.0) == [*upper, head, *lower]


def _row_of(text: str, v: float) -> Draft:
    line = _set(text[:25], 80, v)
    row = Row([line], 0, indented=False, short=False, gap=0.5, fill=1.0)
    return Draft(Role.BODY, [line], row=row).closed()


def test_rows_of_contents_are_no_paragraph() -> None:
    titles_ = ["江水慢慢回来了 .......... 3", "热闹起来的江岸 .......... 5", "十八弯上的班车 .......... 8"]
    lines = [_set(text, 80, 60 + 15 * n) for n, text in enumerate(titles_)]
    lines += [_set(f"{n}.{n}", 40, 60 + 15 * n) for n in range(3)]
    assert bands(lines, 10.0) == []


def test_numbers_before_each_row_are_no_column() -> None:
    rows = ["10: -- -- -- -- -- --", "20: -- -- -- -- -- --", "30: -- -- -- -- -- --", "40: -- -- -- -- -- --"]
    lines = [_set(text, 80, 60 + 15 * n) for n, text in enumerate(rows)]
    lines += [_set(str(n), 40, 60 + 15 * n) for n in range(4)]
    assert bands(lines, 10.0) == []


def test_numbered_captions_stand_in_their_column() -> None:
    pen = Pen()
    for u, text in ((40, TEXT[0] * 2), (230, TEXT[1] * 2)):
        pen.column(broken([text], 16), u, 60)
        pen.picture(u, 180, 160, 100)
        pen.line("图1 江堤" if u == 40 else "图2 江滩", u + 60, 286, 9)
        pen.column(broken([TEXT[2]], 16), u, 310)
    found = texts_of(pen)
    assert found == [TEXT[0] * 2, "图1江堤", TEXT[2], TEXT[1] * 2, "图2江滩", TEXT[2]]


def test_radicals_are_read_as_the_words_they_stand_for() -> None:
    """Some fonts name their glyphs so: ⼀、 for 一、."""
    before, behind = [_set(as_read("⼆、江⽔"), 40, 60, 16)], [_set(as_read("⼀、江岸"), 40, 160, 16)]
    assert before[0].text == "二、江水"
    assert titles.count_back(before, behind, 10.0)
    assert as_read("江水︒") == "江水。"


def test_thousands_of_rows_side_by_side_are_read_column_by_column() -> None:
    lines = [_set(TEXT[0][:15], 160 * (n % 4), 15 * (n // 4)) for n in range(20_000)]
    assert [len(part) for part, _ in bands(lines, 10.0)] == [5000, 15_000]


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        ("一端是父进程打开的文件描", "述符，读完就关", True),
        ("一端是父进程打开的文件", "江岸绿了，水清了", False),
        ("读完就关，父进程和子", "进程都可以使用", False),  # there was room for a word
    ],
)
def test_a_full_row_that_stops_in_a_word_goes_on(one: str, two: str, told: bool) -> None:
    facts = facts_of([_row("父进程和子进程都打开文件", 0), _row(one, 1), _row(two, 2)])
    pair = next(pair for pair in candidates(facts) if pair.a == 1)
    assert bool(chains.testimony(facts, pair).get("in mid-phrase")) is told
