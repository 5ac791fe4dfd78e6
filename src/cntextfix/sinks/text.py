"""A document as plain text. A line end that no rule touched is printed as it stood."""

from __future__ import annotations

from collections.abc import Iterator, Set

from cntextfix.changes.report import Report
from cntextfix.changes.verbs import End, Join
from cntextfix.document.model import DROPPED, Document, Line, Role


def to_text(document: Document, include: Set[Role] = frozenset(), blank_lines: Set[int] = frozenset()) -> str:
    """The printed text: all lines with their ends, but for furniture, echo and hidden lines that are not included.

    ``blank_lines`` are the numbers of pages on which a blank line goes between paragraphs (``reflowed_pages``).
    A document that no rule touched comes out byte for byte.
    """
    return "".join(part for part, _ in printed_lines(document, include, blank_lines))


def printed_lines(
    document: Document, include: Set[Role] = frozenset(), blank_lines: Set[int] = frozenset()
) -> Iterator[tuple[str, Line]]:
    """The pieces of ``to_text`` in order, each with the line it comes from: its text and its end together, or the
    form feed that is left of the last line of a page when that line is not printed."""
    dropped = DROPPED - include
    for page in document.pages:
        for line in page.lines:
            if line.role not in dropped:
                yield line.text + (_spaced(line.end) if page.number in blank_lines else line.end), line
            elif "\f" in line.end:
                yield "\f", line


def reflowed_pages(report: Report) -> frozenset[int]:
    """Numbers of the pages on which a rule joined lines or set line ends: there a line is a paragraph."""
    return frozenset(c.page for c in report.applied if any(isinstance(op, Join | End) for op in c.ops))


def _spaced(end: str) -> str:
    """A line end as a blank line: doubled if it is a single one."""
    return end * 2 if end in ("\n", "\r\n", "\r") else end
