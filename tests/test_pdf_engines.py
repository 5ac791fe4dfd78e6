"""The two engines give the same glyphs in the same order, and the same blocks, whatever was drawn how often."""

from __future__ import annotations

import random

import pytest

import cntextfix
from cntextfix import Document
from cntextfix.document.geometry import Glyphs
from cntextfix.sources.pdf import EngineName
from helpers import SAMPLES
from pdf.draw import Pen, Shifts, broken, one_page, stream
from pdf.issues import ISSUES
from pdf.sound import assert_sound_document
from pdf.squares import Squares, font_file

TEXT = [
    "全县治水先摸底，66名干部分成11个小组，一户一户地问，一条河汊一条河汊地走，走了整整99天。",
    "奖牌榜前三名如下：供电代表团 金牌 12 银牌 8，纺织代表团 金牌 11，教育代表团　金牌 8。",
    "慢慢来，慢慢等。周末的江滩公园里，孩子们跑跑跳跳，老人们说说笑笑，渐渐热闹起来。",
]
SHIFTS: dict[str, Shifts] = {
    "once": [(0, 0)],
    "run by run": [(0, 0), (0.3, 0)],
    "shadow first": [(0.9, -0.9), (0, 0)],
    "four corners": [(-0.3, 0.3), (0.3, 0.3), (-0.3, -0.3), (0.3, -0.3)],
}
Block = tuple[str, int, str]
ENGINES: tuple[EngineName, ...] = ("pdfminer", "pdfium")


def blocks(data: bytes, engine: EngineName) -> tuple[Document, list[Block]]:
    source = cntextfix.read_pdf(data, engine=engine)
    cleaned = assert_sound_document(source)
    return source, [(line.role.value, line.article, line.text) for line in cleaned.document.lines()]


def assert_same(data: bytes) -> None:
    (one, mine), (two, theirs) = blocks(data, "pdfminer"), blocks(data, "pdfium")
    assert mine == theirs
    for page, other in zip(one.pages, two.pages, strict=True):
        assert page.glyphs is not None
        assert other.glyphs is not None
        # Nor is a copy lost on the way: the report has them all. A space that starts nothing is no loss.
        assert page.glyphs.text.split() == other.glyphs.text.split()


def rows_of(measure: int) -> list[tuple[str, float]]:
    return broken(TEXT, measure)


@pytest.mark.parametrize("order", ["as read", "shuffled"])
@pytest.mark.parametrize("unit", ["run", "char"])
@pytest.mark.parametrize("name", SHIFTS)
@pytest.mark.parametrize("down", [False, True])
def test_a_page_of_squares(down: bool, name: str, unit: str, order: str) -> None:
    page = Squares()
    title = "慢慢回来的 江水"
    page.line(title, 400 if down else 40, 40, 20, down=down, pitch=1.4, shifts=SHIFTS[name], unit=unit)
    starts = []
    for n, (text, indent) in enumerate(rows_of(18)):
        starts.append(len(page))
        at = 40 + 10 * indent + (250 if n > 5 else 0)
        across = 80 + 16 * (n % 6)
        if down:
            page.line(text, 440 - across, at, down=True, shifts=SHIFTS[name], unit=unit)
        else:
            page.line(text, at if n < 6 else at - 250 + 200, across, shifts=SHIFTS[name], unit=unit)
    if order == "shuffled":  # whole lines, as a page make-up system has them
        spans = list(zip([0, *starts], [*starts, len(page)], strict=True))
        random.Random(5).shuffle(spans)
        page.shuffled([n for start, stop in spans for n in range(start, stop)])
    assert_same(page.done())


@pytest.mark.parametrize("pitch", [1.0, 1.1, 1.3, 1.8])
def test_lone_spaces_in_wide_setting(pitch: float) -> None:
    page = Squares()
    page.line("增长5成 稳稳当当　开新局", 40, 40, 16, pitch=pitch, unit="char")
    page.line("增长5成 稳稳当当　开新局", 40, 80, 16, pitch=pitch, shifts=[(0, 0), (0.3, 0), (0, -0.3)], unit="char")
    assert_same(page.done())


def test_lone_spaces_between_glyphs_placed_one_below_the_other() -> None:
    page = Squares()
    for column in range(4):  # enough of them that the page counts as vertical
        v = 40.0
        for char in "文沈若水　攝影 陶然":
            page.line(char, 300 - 20 * column, v, shifts=[(0, 0), (0.3, 0)])
            v += 7 if char == " " else 12
    assert_same(page.done())


def test_a_hyphen_at_the_end_of_a_line_is_a_character() -> None:
    page = Squares()
    for n, line in enumerate(["编号是TBG-", "0022的老树有了", "身份证和体检表-", "好几张"]):
        page.line(line, 40, 40 + 16 * n)
    assert_same(page.done())


@pytest.mark.parametrize("name", ISSUES)
def test_issues(name: str) -> None:
    assert_same(ISSUES[name]().pdf)


def test_the_sample_page() -> None:
    assert_same((SAMPLES / "river-page.pdf").read_bytes())


@pytest.mark.parametrize("name", SHIFTS)
def test_a_font_that_is_not_there(name: str) -> None:
    """The fonts of ``Pen`` are not in the file: nothing has an extent on a machine without them."""
    pen = Pen()
    pen.line("慢慢回来的江水", 40, 40, 20, shifts=SHIFTS[name], unit="char")
    v = 80.0
    for text, indent in rows_of(20):
        for part in text.split(" "):
            pen.line(part, 40 + indent * 10, v, shifts=SHIFTS[name])
            v += 15
    (_, mine), (_, theirs) = blocks(pen.done(), "pdfminer"), blocks(pen.done(), "pdfium")
    assert mine == theirs


@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
@pytest.mark.parametrize("minus", ["-", "－"])
def test_an_exam_paper_is_one_column(minus: str, engine: EngineName) -> None:
    """Questions at the left, formulas in the middle, fractions in pieces, two rows over the whole width. It was torn in
    two with ``－`` when a row longer than its column widened it, and with ``-`` as long as rows that take turns were
    columns."""
    rows = [
        (256, 0, "时间：2005年6月"), (90, 40, "1．（10分）解微分方程"), (233, 20, "y - 2y + 10y = e cos(3x)"),
        (90, 24, "2．（16分）解微分方程组"), (267, 20, "dx"), (283, 7, "= 3x - y + z"), (268, 8, "dt"), (267, 11, "dy"),
        (283, 7, "= 2x - y + z"), (268, 8, "dt"), (267, 11, "dz"), (283, 7, "= x - y + 2z"), (268, 8, "dt"),
        (90, 21, "3．（10分）解方程"), (237, 20, "y + λy = 0，（0 ≤ x < +∞）"), (230, 20, "y(0) + y(0) = 0"),
        (98, 20, "且当 x → +∞ 时，y(x) 有界。"), (90, 30, "4．（10分）设 φ(x, y) 是初值问题"),
        (282, 20, "y = f(x, y)，"), (266, 20, "y(x) = y"), (98, 20, "的解，其中 f 是连续可微的。证明："),
        (90, 30, "5．（4分）设函数 y(x) 和 z(x) 分别满足方程 y + q(x)y = 0 和 z + Q(x)z = 0，其中 Q(x)"),
        (90, 20, "和 q(x) 是连续函数且 Q(x) > q(x) > 0，假定存在区间 [a, b] 和 [a, c] 使得"),
        (191, 30, "y(a) = y(b) = 0，  y(x) > 0，  x ∈ (a, b)；"),
        (191, 20, "z(a) = z(c) = 0，  z(x) > 0，  x ∈ (a, c)。"),
        (98, 20, "证明：若 y(a) = z(a)，则在区间 (a, c) 上，z(x) < y(x)。"),
    ]  # fmt: skip
    pen = Pen(595, 842)
    pen.line("常微分方程期末考试", 216, 60, 16)
    v, printed = 110.0, ""
    for u, step, text in rows:
        v += step
        pen.line(text.replace("-", minus), u, v, 11)
        printed += text.replace("-", minus)
    _, found = blocks(pen.done(), engine)
    assert "".join("".join(text for _, _, text in found[1:]).split()) == "".join(printed.split())


@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
def test_rows_none_of_which_stand_side_by_side_are_one_column(engine: EngineName) -> None:
    """Rows at the edge, indented ones and centred ones take turns; each kind alone would look like a column."""
    text = "设函数甲和乙分别满足下列方程，其中两者都是连续可微的函数，假定存在一个区间使得下式成立。"
    rows = [(90, 23, 20), (221, 18, 20), (206, 17, 16), (100, 12, 30), (90, 16, 20), (283, 6, 16), (100, 28, 20)]
    pen, v, printed = Pen(595, 842), 60.0, ""
    for u, count, leading in [*rows, (90, 20, 20), (232, 12, 16), (100, 16, 20)]:
        pen.line(text[:count], u, v)
        v += leading
        printed += text[:count]
    _, found = blocks(pen.done(), engine)
    assert "".join("".join(row for _, _, row in found).split()) == printed


def test_a_mark_that_is_drawn_wider_than_it_leads() -> None:
    """Half an em in the font, in a column set downwards glyph by glyph: it stands over the middle of its column."""
    page = Squares(halves="？")
    for n, column in enumerate(["每个字都用得到吗？有没有", "从来没人来买的字？那些字", "躺在那里四十年动也没动过"]):
        for k, char in enumerate(column):
            page.line(char, 300 - 16 * n + (2.5 if char == "？" else 0), 40 + 10 * k)
    (one, _), (two, _) = blocks(page.done(), "pdfminer"), blocks(page.done(), "pdfium")
    assert [line.text for line in one.lines()] == [line.text for line in two.lines()]
    assert "？有没有从来没人来买的字？" in "".join(line.text for line in two.lines())


SIMPLE = b"/Type/Font/Subtype/%s/BaseFont/Helvetica/Encoding<</Type/Encoding/Differences[48/g23 130/zero]>>"
OWN_FILE = b"/Type/Font/Subtype/TrueType/BaseFont/AAAAAA+Own/FirstChar 0/LastChar 255/Widths[%s]/FontDescriptor 6 0 R%s"
COMPOSITE = (
    b"/Type/Font/Subtype/Type0/BaseFont/AAAAAA+Own/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype"
    b"/CIDFontType2/BaseFont/AAAAAA+Own/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    b"/FontDescriptor 6 0 R/DW 1000/CIDToGIDMap/Identity>>]"
)
BITMAPS = (
    b"/Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 65/LastChar 65"
    b"/Widths[600]/Encoding<</Differences[65/a65]>>/CharProcs<</a65 8 0 R>>/Resources<<>>"
)
WIDE = b" 1000" * 256


@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
@pytest.mark.parametrize(
    ("font", "codes", "text"),
    [
        (SIMPLE % b"Type1", b"(a0b\x82c)", "a\ufffdb0c"),  # g23 is no character's name
        (SIMPLE % b"TrueType", b"(a0b\x82c)", "a\ufffdb0c"),
        (OWN_FILE % (WIDE, b""), b"(a0b)", "\ufffd\ufffd\ufffd"),  # only numbers of glyphs
        (OWN_FILE % (WIDE, b"/Encoding/WinAnsiEncoding"), b"(a0b)", "a0b"),
        (COMPOSITE, b"<0031004E4E004E01>", "\ufffd\ufffd\ufffd\ufffd"),  # not 1N一丁
        (BITMAPS, b"(A)", "A"),  # bitmaps have made-up names; most are letters under their own codes
    ],
)
def test_glyphs_of_which_the_font_does_not_say_what_they_are(
    font: bytes, codes: bytes, text: str, engine: EngineName
) -> None:
    """They come out as U+FFFD, which is reported, and never as a sign that nobody printed."""
    file = font_file(100, frozenset())
    descriptor = (
        b"<</Type/FontDescriptor/FontName/AAAAAA+Own/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880"
        b"/Descent -120/CapHeight 700/StemV 80/FontFile2 7 0 R>>"
    )
    content = b"BT /F1 20 Tf 20 100 Td %s Tj ET" % codes
    square = stream(b"600 0 d0 0 0 500 700 re f")
    data = one_page(
        content, b"<<%s>>" % font, descriptor, stream(file, b"/Length1 %d" % len(file)), square,
        resources=b"<</Font<</F1 5 0 R>>>>",
    )  # fmt: skip
    document, (block,) = blocks(data, engine)
    assert block[2] == text
    lost = text.count("\ufffd")
    noticed = {notice.code: notice.numbers[0] for notice in cntextfix.clean_document(document).report.noticed}
    assert noticed.get("unreadable-replaced", 0) == lost


@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
@pytest.mark.parametrize(
    ("matrix", "box", "units", "size"),
    [
        (b".001 0 0 .001", b"0 0 1000 1000", 1000, 20.0),
        (b".0103093 0 0 -.0103093", b"0 0 1 -1", 97, 20.0),  # the box of a program that knows none
        (b".0108696 0 0 -.0108696", b"0 0 1000 1000", 92, 20.0),  # a box that has nothing to do with the glyphs
        (b"1 0 0 -1", b"0 0 0 0", 80, 0.25),  # pixels
        (b"1 0 0 -1", b"0 0 80 80", 80, 0.25),
    ],
)
def test_the_em_of_a_font_that_draws_its_glyphs(
    matrix: bytes, box: bytes, units: int, size: float, engine: EngineName
) -> None:
    """By it copies are told from neighbours, and lines from lines: 20 points, whatever the font says of its box."""
    names = b"/Encoding<</Differences[65/a65/a66]>>/CharProcs<</a65 6 0 R/a66 6 0 R>>/Resources<<>>"
    font = b"/Type/Font/Subtype/Type3/FontBBox[%s]/FontMatrix[%s 0 0]/FirstChar 65/LastChar 66/Widths[%d %d]%s"
    content = b"BT /F1 %g Tf 40 100 Td (AB) Tj ET BT /F1 %g Tf 40.4 100.4 Td (AB) Tj ET" % (size, size)
    square = stream(b"%d 0 d0 0 0 %d %d re f" % (units, units // 2, units // 2))
    data = one_page(
        content, b"<<%s>>" % (font % (box, matrix, units, units, names)), square, resources=b"<</Font<</F1 5 0 R>>>>"
    )
    if engine == "pdfium" and size < 1:
        return  # it has no em but the size in the content
    document, (block,) = blocks(data, engine)
    assert block[2] == "AB"
    glyphs = document.pages[0].glyphs
    assert glyphs is not None
    assert 18 < glyphs.y1[0] - glyphs.y0[0] < 22


def test_text_from_right_to_left() -> None:
    # pdfium turns a stretch of Hebrew round, over the ends of text objects: its characters go to and fro between them
    page = Squares()
    page.line("甲乙אב", 40, 40)
    page.line("גד丙丁", 40 + 4 * 10, 40)
    page.line("慢慢走，好好看。", 40, 60)
    data = page.done()
    mine, theirs = (cntextfix.read_pdf(data, engine=engine).pages[0].glyphs for engine in ENGINES)
    assert mine is not None
    assert theirs is not None
    assert placed(mine) == placed(theirs)


def placed(glyphs: Glyphs) -> list[tuple[str | int, ...]]:
    """The glyphs of a page by character and place."""
    return sorted((glyphs[n].char, *map(round, glyphs[n].box)) for n in range(len(glyphs)))
