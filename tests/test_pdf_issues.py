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
