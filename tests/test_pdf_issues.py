"""Issues of several pages: furniture that recurs, jumps, articles and paragraphs over a page."""

from __future__ import annotations

import pytest

import cntextfix
from cntextfix.model import DROPPED
from cntextfix.sources.pdf import EngineName
from pdf.issues import ISSUES
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
