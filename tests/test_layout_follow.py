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


TITLES = ("研究背景", "研究目的与方法", "江堤上的三座码头", "污水处理站的选址", "监测点的分布", "结论")


def contents(form: str, lead: str, indents: tuple[int, ...] = (0,)) -> tuple[list[str], bytes]:
    """Rows of contents 40 em wide, and the page they stand on."""
    pen, rows = Pen(width=500), []
    for n, title in enumerate(TITLES):
        indent, number = indents[n % len(indents)], str(3 + 7 * n)
        text = form.format(n + 1) + title
        room = 400 - pen.wide(text + number) - indent * 10
        row = text + lead * int(room / pen.wide(lead)) + number
        pen.line(row, 40 + indent * 10, 60 + 15 * n)
        rows.append(row)
    return rows, pen.done()


@pytest.mark.parametrize("lead", [".", "．", "…", "—"])
@pytest.mark.parametrize("form", ["", "{}. ", "图3.{} ", "第{}章 ", "（{}）"])
def test_rows_of_contents_stay_apart(form: str, lead: str) -> None:
    rows, pdf = contents(form, lead)
    assert texts_of(pdf) == rows


def test_rows_of_contents_that_are_indented_are_no_verse() -> None:
    rows, pdf = contents("1.{}", ".", (0, 2, 2))
    assert texts_of(pdf) == rows


def test_a_title_of_two_rows_is_one_row_of_contents() -> None:
    pen = Pen(width=500)
    title = "第一章 污水处理站的选址和监测点的分布对青螺江沿岸三座码头来往的船只以及"
    pen.line(title, 40, 60)
    pen.line("渔民的生活的影响" + "." * 100 + "12", 40, 75)
    pen.line("第二章 结论" + "." * 120 + "34", 40, 90)
    assert len(texts_of(pen.done())) == 2


@pytest.mark.parametrize("mark", ["——", "———", "({:02d})", "{}．", "图3．{}", "{}) ", "第{}步 "])
def test_items_that_fill_their_rows_stay_apart(mark: str) -> None:
    pen, rows = Pen(width=500), []
    for n in range(5):
        head = mark.format(n + 1)
        row = head + "护河员沿着青螺江的江堤慢慢往下游走江面雾气沉沉水声潺潺让人"[: 20 + n % 2]
        pen.line(row, 40, 60 + 15 * n)
        rows.append(row)
    pen.column([(TEXT[0][:40], 0), (TEXT[0][40:], 0)], 40, 200)
    assert "\n".join(texts_of(pen.done())).splitlines()[:5] == rows


def test_options_side_by_side_count_on_from_row_to_row() -> None:
    pen = Pen(width=500)
    rows = [
        "(01)新北市(02)臺北市(03)桃園市(04)臺中市",
        "(05)臺南市(06)高雄市(07)宜蘭縣(08)新竹縣",
        "(09)苗栗縣(10)彰化縣(11)南投縣(12)雲林縣",
    ]
    pen.column([(row, 0) for row in rows], 40, 60, leading=1.4)
    assert texts_of(pen.done()) == rows


def test_a_number_in_mid_sentence_begins_nothing() -> None:
    """It stands at the head of a row by chance: none before it counts up to it."""
    pen = Pen()
    text = TEXT[0][:28] + "，全长" + "12．5公里，" + TEXT[1]
    pen.column(broken([text[:30] + text[30:]], 31), 40, 60)
    assert texts_of(pen.done()) == [text]


def test_the_longest_row_of_a_list_does_not_go_on() -> None:
    """It fills the room that its neighbours have, but not that of the column."""
    pen, v = Pen(), 60.0
    v = pen.column(broken([TEXT[0]], 32), 40, v) + 6
    rows = [
        "攻击：普通攻击造成的伤害",
        "速度：每一回合行动的先后",
        "防御：受到攻击时减少伤害的多少",
        "体力：为零时退出",
    ]
    v = pen.column([(row, 0) for row in rows], 40, v) + 6
    pen.column(broken([TEXT[1]], 32), 40, v)
    assert texts_of(pen.done()) == [TEXT[0], *rows, TEXT[1]]


def test_rows_with_a_label_each_stay_apart() -> None:
    pen = Pen()
    rows = [
        "DMG：攻擊，數值越高，給予敵人的傷害越大",
        "SPD：速度，高於敵人五以上即可追擊（攻擊二次）",
        "DEF：防禦，防禦敵人的物理攻擊",
        "RES：魔防，防禦敵人的魔法攻擊",
    ]
    pen.column([(row, 0) for row in rows], 40, 60)
    assert "\n".join(texts_of(pen.done())).splitlines() == rows


def test_headings_that_count_on_are_two() -> None:
    pen = Pen()
    for n, text in enumerate(("3.1 江上的三座橋", "3.2 水的行方")):
        pen.line(text, 40, 60 + 14 * n, 10, font=BOLD)
    pen.column(broken(TEXT, 32), 40, 100)
    assert texts_of(pen.done())[:2] == ["3.1 江上的三座橋", "3.2 水的行方"]


def test_cells_with_a_rule_between_them_stay_apart() -> None:
    pen = Pen()
    cells = [("队伍名称", "再走一程"), ("队伍介绍", "江堤上的护河员"), ("队伍人数", "六十六人")]
    for n in range(4):
        pen.rule(40, 58 + 16 * n, 300, 58 + 16 * n)
    for n, row in enumerate(cells):
        for cell, left in zip(row, (42, 120), strict=True):
            pen.line(cell, left, 60 + 16 * n)
    found = [part for text in texts_of(pen.done()) for part in text.split("\u3000")]
    assert sorted(found) == sorted(cell for row in cells for cell in row)


def test_an_underline_parts_nothing() -> None:
    pen = Pen()
    for n, (row, indent) in enumerate(broken([TEXT[0]], 30)):
        left, down = 40 + 10 * indent, 60 + 16 * n
        pen.line(row, left, down)
        pen.rule(left, down + 12, left + 10 * len(row), down + 12)
    assert texts_of(pen.done()) == [TEXT[0]]


def test_rows_of_a_table_in_bold_are_no_heading() -> None:
    pen = Pen()
    down = pen.column(broken(TEXT, 30), 40, 60)
    rows = ["年代\u3000数量\u3000三月", "江水\u3000一百\u3000六十", "人口\u3000九百\u3000八十"]
    for n, row in enumerate(rows):
        for m, cell in enumerate(row.split("\u3000")):
            pen.line(cell, 40 + 60 * m, down + 5 + 14 * n, font=BOLD)
    assert texts_of(pen.done())[3:] == rows


def test_an_item_that_counts_on_goes_on_where_it_hangs() -> None:
    """Numbers of two levels are no mark by themselves: a sentence may begin a row with one."""
    pen = Pen()
    for n in range(3):
        pen.line(f"18.{n + 1} 若無人據章程取得提名，法團校董會可參照條例，", 40, 60 + 40 * n)
        pen.line("提名一位校友，註冊為校友校董。", 65, 76 + 40 * n)
    assert texts_of(pen.done()) == [
        f"18.{n} 若無人據章程取得提名，法團校董會可參照條例，提名一位校友，註冊為校友校董。" for n in (1, 2, 3)
    ]


@pytest.mark.parametrize("half", [2, 4, 5])
def test_the_rules_of_a_pull_quote_are_no_floor_of_a_cell(half: int) -> None:
    """They are longer than the rows, as the floor of a cell is, and part no sentence."""
    pen = Pen()
    rows = broken(TEXT, 20)
    foot = pen.column(rows[:half], 40, 60)
    for v in (foot - 1, foot + 33):
        pen.rule(36, v, 250, v)
    pen.line("水清了，岸绿了。", 50, foot + 10, 13)
    pen.column(rows[half:], 40, foot + 42)
    assert texts_of(pen.done())[:3] == TEXT


def test_the_first_row_under_a_centred_headline_is_no_byline() -> None:
    """The paragraph ends before the headline begins, and the rows stand as far apart as a byline would."""
    pen = Pen(460.0)
    pen.line("使用说明", 200, 30, 11)
    text = "一、这份合同供委托人委托受托人处理事务时参照着用。"
    second = "二、双方当事人在签约之前应当仔细阅读本合同的全部内容，并按照情况选定条款，承担由此产生的后果。"
    rows = [(text[:21], 2.0), (text[21:], 0.0), (second[:21], 2.0), (second[21:44], 0.0), (second[44:], 0.0)]
    pen.column(rows, 80, 60, leading=2.0)
    assert texts_of(pen.done()) == ["使用说明", text, second]
