"""Where in the source a change or a block stands: page, line and column from the source's own lines."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import NamedTuple

from cntextfix.document.model import Document


class Place(NamedTuple):
    """A place a reader can go to. All count from 1; ``line`` and ``column`` are those of the file, as editors count
    them (a form feed does not end a line there), ``column`` in characters."""

    page: int
    line: int
    column: int


class Places:
    r"""Looks up places in one untouched document; four numbers a line are kept, a look-up is a bisection.

    >>> from cntextfix.sources.text import read_text
    >>> Places(read_text("一\n\n二三")).of(4)
    Place(page=1, line=3, column=2)
    """

    def __init__(self, source: Document, first: int = 1, before: int = 0) -> None:
        """``first`` is the number of its first line, ``before`` how many characters stand before it there."""
        rows: list[tuple[int, int, int, int]] = []
        number, left = first, before
        for page in source.pages:
            for line in page.lines:
                at = left
                for run in line.origin:
                    if run.start >= 0:
                        rows.append((run.start, page.number, number, at))
                    at += run.length
                breaks = line.end.count("\n") + line.end.count("\r") - line.end.count("\r\n")
                number += breaks
                left = 0 if breaks else at + len(line.end)
        self.end = number, left
        rows.sort()
        self._starts, self._pages, self._lines, self._lefts = (array("q", (row[n] for row in rows)) for n in range(4))

    def of(self, offset: int) -> Place:
        """The place of a source character; of what stands between lines, the place behind the line before it."""
        n = max(0, bisect_right(self._starts, offset) - 1)
        if not self._starts:
            return Place(1, 1, 1)
        return Place(self._pages[n], self._lines[n], self._lefts[n] + max(0, offset - self._starts[n]) + 1)
