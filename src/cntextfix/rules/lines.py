"""Which lines of a page rules look at."""

from __future__ import annotations

from cntextfix.document.model import DROPPED, Line, Page


def printed(page: Page) -> list[Line]:
    """The lines of a page that are printed and have text."""
    return [line for line in page.lines if line.role not in DROPPED and line.text.strip()]
