"""Issues of several pages: furniture that recurs, jumps, articles and paragraphs over a page."""

from __future__ import annotations

import pytest

import cntextfix
from cntextfix.document.model import DROPPED
from cntextfix.sources.pdf import EngineName
from pdf.draw import Pen, broken
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
