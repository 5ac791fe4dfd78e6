"""Issues of several pages: furniture that recurs, jumps, articles and paragraphs over a page."""

from __future__ import annotations

import pytest

import cntextfix
from cntextfix.document.model import DROPPED
from cntextfix.sources.pdf import EngineName
from pdf.draw import BOLD, SONG, Pen, broken
from pdf.issues import ISSUES, MEASURE, A
from pdf.sound import assert_sound_document


@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
@pytest.mark.parametrize("name", ISSUES)
def test_issue(name: str, engine: EngineName) -> None:
    issue = ISSUES[name]()
    cleaned = assert_sound_document(cntextfix.read_pdf(issue.pdf, engine=engine))
    assert cleaned.text.splitlines() == list(issue.paragraphs)
    printed = [line for line in cleaned.document.lines() if line.role not in DROPPED]
    assert len({line.article for line in printed}) == issue.articles
    if issue.followed:
        followed = cntextfix.follow_jumps(cleaned.document)
        lines = [line.text for line in followed.lines() if line.role not in DROPPED]
        assert lines == list(issue.followed)


ROWS = broken(A, MEASURE)
CUT = 6
"""So many rows stand on the first page: the second paragraph is cut between two of them."""
NOTE = "注：本组数字由各村上报，至年底尚未核对"


def _turned(foot: list[tuple[str, float]], head: list[tuple[str, float]], size: float = 10.0, font: str = SONG) -> str:
    """What comes out of two pages where a paragraph goes on overleaf, with rows after it and before it."""
    pen = Pen()
    down = pen.column(ROWS[:CUT], 40, 95)
    for text, indent in foot:
        pen.line(text, 40 + indent * 10, down + 20, size, font=font)
        down += 18
    pen.turn_page()
    down = 60.0
    for text, indent in head:
        pen.line(text, 40 + indent * 10, down, size, font=font)
        down += 18
    pen.column(ROWS[CUT:], 40, down)
    return assert_sound_document(cntextfix.read_pdf(pen.done())).text


def test_a_paragraph_goes_on_overleaf_past_notes() -> None:
    assert A[1] in _turned([(NOTE, 0)], [], size=7.5)
    assert A[1] in _turned([], [("云溪县年鉴", 6)], size=7.5)


@pytest.mark.parametrize(
    ("foot", "head", "font"),
    [
        ([("三座码头的去年和今年", 0)], [], BOLD),
        ([], [("三座码头的去年和今年", 0)], BOLD),
        ([("甲村　　　３　　　４", 0)], [], SONG),
        ([], [("（二）上游的两座矿山", 0)], SONG),
    ],
    ids=["a heading before", "a heading behind", "a row of a table", "an item"],
)
def test_nothing_goes_on_overleaf_past_text(
    foot: list[tuple[str, float]], head: list[tuple[str, float]], font: str
) -> None:
    assert A[1] not in _turned(foot, head, font=font)


def test_what_goes_on_overleaf_reads_on() -> None:
    """Only the words of the next page tell: its rows stand as those that go on do."""
    for rest, whole in (("园。", True), ("沿街的小店也换了招牌。", False)):
        pen = Pen()
        pen.column(ROWS[:3], 40, 95)
        pen.turn_page()
        pen.column([(rest, 0), *ROWS[4:8]], 40, 60)
        lines = assert_sound_document(cntextfix.read_pdf(pen.done())).text.splitlines()
        assert (lines[0] == A[0]) is whole
        assert len(lines) == (2 if whole else 3)


@pytest.mark.parametrize("rows", [["Ⅲ", "iv", "７"], ["第一章　治水………………三", "第二章　护岸………………九"]])
def test_numbers_and_rows_of_contents_go_on_nowhere(rows: list[str]) -> None:
    pen = Pen()
    for text in rows:
        pen.column(broken(A[:1], MEASURE), 40, 95)
        pen.line(text, 40, 300)
        pen.turn_page()
    texts = assert_sound_document(cntextfix.read_pdf(pen.done())).text.splitlines()
    assert sorted(texts) == sorted([*rows, *A[:1] * len(rows)])


def test_without_jumps_nothing_is_moved() -> None:
    cleaned = cntextfix.clean_document(cntextfix.read_pdf(ISSUES["ruled_furniture"]().pdf))
    assert cntextfix.follow_jumps(cleaned.document) is cleaned.document


@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
def test_what_recurs_is_furniture_though_no_word_says_so(engine: EngineName) -> None:
    """A running head of two words and a number, without a date or a rule; on one page alone it may be anything."""
    pen = Pen()
    for number, text in enumerate((A[0], A[1], A[2], A[3]), 1):
        pen.line(f"民生周刊　{number}", 40, 24, 9)
        pen.line("慢慢回来的江水", 40, 60, 20)
        pen.column(broken([text], MEASURE), 40, 95)
        pen.turn_page()
    cleaned = assert_sound_document(cntextfix.read_pdf(pen.done(), engine=engine))
    roles = [[line.role.value for line in page.lines] for page in cleaned.document.pages]
    assert roles == [["furniture", "headline", "body"]] * 4


FOLIOS = {
    "bare": ("7", "8", "9", "10"),
    "dashes": ("－7－", "－8－", "－9－", "－10－"),
    "of so many": ("7 / 32", "8 / 32", "9 / 32", "10 / 32"),
    "roman signs": ("Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ"),
    "roman": ("iii", "iv", "v", "vi"),
    "words": ("第7页 共32页", "第8页 共32页", "第9页 共32页", "第10页 共32页"),
}
LOW = 532.0
"""Points from the top at which these numbers stand: 0.1 of the page's height over its foot."""


def _numbered(numbers: tuple[str, ...], down: float = LOW) -> list[list[str]]:
    """The roles of the lines of pages with these numbers at one place."""
    pen = Pen()
    for number, text in zip(numbers, A, strict=True):
        pen.column(broken([text], MEASURE), 40, 95)
        pen.line(number, 200, down, 9)
        pen.turn_page()
    cleaned = assert_sound_document(cntextfix.read_pdf(pen.done()))
    return [[line.role.value for line in page.lines] for page in cleaned.document.pages]


@pytest.mark.parametrize("form", FOLIOS)
def test_a_number_that_runs_with_the_pages_is_theirs(form: str) -> None:
    assert _numbered(FOLIOS[form]) == [["furniture", "body"]] * 4


@pytest.mark.parametrize(
    "numbers",
    [("7", "9", "12", "13"), ("7.", "8.", "9.", "10."), ("(7)", "(8)", "(9)", "(10)"), ("7", "7", "7", "7")],
    ids=["no run", "items", "formulas", "one number"],
)
def test_other_numbers_stay(numbers: tuple[str, ...]) -> None:
    roles = _numbered(numbers)
    assert "furniture" not in [role for page in roles[:2] for role in page]


def test_a_number_among_the_text_stays() -> None:
    assert _numbered(FOLIOS["bare"], down=300.0) == [["body", "body"]] * 4


def test_of_two_numbers_that_run_with_the_pages_the_outer_one_is_theirs() -> None:
    pen = Pen()
    for number, text in enumerate(A, 7):
        pen.column(broken([text], MEASURE), 40, 95)
        pen.line(f"{number - 3}", 80, 525, 9)
        pen.line(f"{number}", 200, 555, 9)
        pen.turn_page()
    cleaned = assert_sound_document(cntextfix.read_pdf(pen.done()))
    for number, page in enumerate(cleaned.document.pages, 7):
        assert [line.text for line in page.lines if line.role.value == "furniture"] == [f"{number}"]
