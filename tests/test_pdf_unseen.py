"""What nobody sees on a page: it has no say in what is furniture, and is the text of a scan that has no other."""

from __future__ import annotations

import pytest

import cntextfix
from cntextfix.document.geometry import Box
from cntextfix.document.model import Role
from cntextfix.layout.draft import Draft
from cntextfix.layout.frame import Frame
from cntextfix.layout.holes import parted
from cntextfix.layout.imprint import Imprint, says
from cntextfix.layout.lines import GlyphLine
from cntextfix.sources.pdf import EngineName
from pdf.draw import Pen, broken
from pdf.sound import assert_sound_document

TEXT = [
    "每天天不亮，护河员邱守田就沿着青螺江的江堤慢慢往下游走，江面雾气沉沉，水声潺潺，让人心里踏实，走着走着，"
    "天就亮了，江滩上的白鹭一只接一只飞起来，落在对岸的芦苇丛里，再也看不见了。",
    "水清了，岸绿了，人也渐渐多了起来，周末的江滩公园里，孩子们跑跑跳跳，老人们说说笑笑，一片一片的，谁也不着急回家，"
    "一直坐到路灯亮起，江风凉下来，才三三两两地散去。",
]
BOTH = pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])


@BOTH
def test_the_other_half_of_a_spread_has_no_vote(engine: EngineName) -> None:
    """Two pages cut out of one sheet: what is text on one stands beside the other, at the same height, unseen."""
    pen = Pen()
    left, right = (broken([text], 30) for text in TEXT)
    for page in (0, 1):
        pen.column(left, 40 - 420 * page, 22, leading=1.4)
        pen.column(right, 460 - 420 * page, 22, leading=1.4)
        pen.turn_page()
    cleaned = assert_sound_document(cntextfix.read_pdf(pen.done(), engine=engine))
    assert cleaned.text.splitlines() == TEXT


@BOTH
def test_a_row_of_which_a_part_recurs_is_no_furniture(engine: EngineName) -> None:
    pen = Pen()
    for head in ("教师会议规则", "总务会议规则", "校务会议规则"):
        for n, char in enumerate(head):
            pen.line(char, 80 + 46 * n, 30, 22)
        pen.column(broken(TEXT[:1], 30), 40, 90)
        pen.turn_page()
    cleaned = assert_sound_document(cntextfix.read_pdf(pen.done(), engine=engine))
    assert not [line.text for line in cleaned.document.lines() if line.role == "furniture"]
    assert cleaned.text.count("规") == 3


@BOTH
def test_the_first_rows_of_a_table_that_recur_are_text(engine: EngineName) -> None:
    """Forms of several pages begin alike; the row in question is set as the rows below it, without white."""
    pen = Pen()
    for name in "甲乙丙":
        for n, row in enumerate(
            ("请用正楷填写以下各栏", f"申请人{name}的姓名与住址", "申请的理由与日期", "经手人的意见")
        ):
            pen.line(row, 40, 30 + 13 * n)
        pen.column(broken(TEXT[:1], 30), 40, 300)
        pen.turn_page()
    cleaned = assert_sound_document(cntextfix.read_pdf(pen.done(), engine=engine))
    assert cleaned.text.count("请用正楷填写以下各栏") == 3


@BOTH
@pytest.mark.parametrize(
    "rows",
    [
        ["星期五上午至", "星期日下午", "活动一览表", "时间　地点　费用"],
        ["请用正楷填写（电邮：info@qing.example；传真：02-2388），并于每周星期五之前寄回本会。"],
        ["2023年9月21日，县委书记到青螺江看望护河员，并同他们座谈。"],
    ],
    ids=["timetable", "form", "dateline"],
)
def test_words_of_a_masthead_in_text(rows: list[str], engine: EngineName) -> None:
    pen = Pen()
    for n, row in enumerate(rows):
        pen.line(row, 40, 30 + 16 * n, 9)
    pen.column(broken(TEXT, 30), 40, 140)
    cleaned = assert_sound_document(cntextfix.read_pdf(pen.done(), engine=engine))
    assert not [line.text for line in cleaned.document.lines() if line.role == "furniture"]


@BOTH
def test_the_date_of_a_letter_stays(engine: EngineName) -> None:
    pen = Pen(height=420)
    pen.column(broken(TEXT, 30), 40, 100)
    pen.line("2023年9月21日", 300, 395)
    text = assert_sound_document(cntextfix.read_pdf(pen.done(), engine=engine)).text
    assert "2023年9月21日" in text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("A13版", Imprint.SURE), ("责任编辑：江一鸣　版式：俞可", Imprint.SURE), ("今日8版", Imprint.SURE),
        ("讀者熱線：02-2388-8814　電郵：news@qing.example", Imprint.SURE),
        ("中華民國出版事業登記第0088號", Imprint.SURE),
        ("国内统一连续出版物号 CN 33-0088", Imprint.SURE), ("总第11199期", Imprint.SURE), ("第3页", Imprint.FOLIO),
        ("2023年3月10日　星期五", Imprint.DATED), ("星期三", Imprint.DATED), ("青江晚报", Imprint.NAME),
        ("2022年12月3日县里召开了一次全体会议", Imprint.TEXT), ("星期一至星期五", Imprint.NAME),
        ("电邮地址", Imprint.NAME),
        ("按照第12号令的要求各地都要建立护河员制度", Imprint.TEXT), ("水清了，岸绿了。", Imprint.TEXT),
    ],
)  # fmt: skip
def test_what_a_line_says(line: str, said: Imprint) -> None:
    assert says(line) is said


@BOTH
@pytest.mark.parametrize("stamp", ["", "馆藏", "扫描件第3页"])
def test_a_scan_gives_its_layer(stamp: str, engine: EngineName) -> None:
    """All its text, or all but a stamp: printed, with a word."""
    pen = Pen()
    pen.canvas._code.append(f"q {pen.width} 0 0 {pen.height} 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q")
    for n, (row, _) in enumerate(broken(TEXT, 30)):
        pen.line(row, 40, 60 + 15 * n, mode=3)
    if stamp:
        pen.line(stamp, 300, 500, 12)
    cleaned = assert_sound_document(cntextfix.read_pdf(pen.done(), engine=engine))
    assert all(row in cleaned.text.replace("\n", "") for row, _ in broken(TEXT, 30))
    assert [notice.code for notice in cleaned.report.noticed] == ["hidden-layer"]


@BOTH
def test_a_hidden_word_on_a_page_of_text_stays_hidden(engine: EngineName) -> None:
    pen = Pen()
    pen.column(broken(TEXT[:1], 30), 40, 60)
    pen.line(TEXT[1][:20], 40, 300, mode=3)
    cleaned = assert_sound_document(cntextfix.read_pdf(pen.done(), engine=engine))
    assert TEXT[1][:20] not in cleaned.text
    assert not cleaned.report.noticed


@BOTH
def test_what_is_off_the_page_is_no_layer(engine: EngineName) -> None:
    pen = Pen()
    pen.picture(0, 0, 300, 300)
    pen.line("页面之外的字", -200, 40)
    pen.line("页面之外的层", -200, 80, mode=3)
    document = cntextfix.read_pdf(pen.done(), engine=engine)
    assert [(t.code, t.numbers) for t in document.pages[0].trouble] == [("unseen-text", (12,))]
    assert cntextfix.clean_document(document).text == ""


def _line(v: float, text: str) -> GlyphLine:
    box = Box(40.0, 400.0 - v - 10, 240.0, 400.0 - v)
    line = GlyphLine([], False, 40.0, 240.0, box.y0, 10.0, "Song", False, box, text=text)
    line.span = Frame(420.0, 400.0).span(box)
    return line


@pytest.mark.parametrize(("gone", "blocks"), [(15.0, ["甲", "乙丙"]), (45.0, ["甲乙丙"]), (-30.0, ["甲乙丙"])])
def test_no_sentence_is_closed_over_a_hole(gone: float, blocks: list[str]) -> None:
    """The line that was left out stood between the first two, below all, or above all."""
    draft = Draft(
        Role.BODY, [_line(0.0, "甲"), _line(30.0, "乙"), _line(45.0 if gone == 15.0 else 33.0, "丙")]
    ).closed()
    found = parted([draft], [_line(gone, "丁")])
    assert ["".join(line.text for line in part.lines) for part in found] == blocks
    assert [len(part.seps) for part in found] == [len(part.lines) - 1 for part in found]
