"""Lines as the decoder reads them: a column of vertical text, given one character a line, is one row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from cntextfix.chinese.characters import HAN, kinds

LineOffset: TypeAlias = tuple[int, int]
"""The number of a line, and a place in it."""

_SHORTEST = 12
"""Lines of a column. Chosen."""
_COLUMN_STOPS = "，。︐︒"
"""Commas and full stops: cells of a table and turned names may be single characters, too, but have none between
them."""
_STOP_EVERY = 40
"""Characters of prose that have one of them at least. Chosen."""
_HAN_SHARE = 0.5
"""The share of a column's characters that are Han at least. Chosen."""


class LineOrColumn(NamedTuple):
    """A line, or a column of lines with one character each: its text, and the places of its characters.

    ``places`` is None for a line, whose number is ``first``.
    """

    text: str
    first: int
    places: tuple[LineOffset, ...] | None = None

    def place(self, at: int) -> LineOffset:
        """Where the character ``at`` of the row stands."""
        return self.places[at] if self.places else (self.first, at)


def lines_and_columns(lines: Sequence[str], parted: Sequence[bool] = ()) -> list[LineOrColumn]:
    """All rows with text in them, in order. ``parted`` says after which lines blank ones stand that are not among them;
    where most are followed by one it means nothing."""
    out: list[LineOrColumn] = []
    column: list[LineOrColumn] = []
    ends = parted if 2 * sum(parted) < len(lines) else ()
    for number, line in enumerate(lines):
        line = line.rstrip()  # pdfminer has a space at the end of every line
        text = line.lstrip()
        if len(text) == 1:
            column.append(LineOrColumn(line, number))
            if ends and ends[number]:
                out += _one(column)
                column = []
            continue
        if column:  # a blank line ends it as well
            out += _one(column)
            column = []
        if text:
            out.append(LineOrColumn(line, number))
    return [*out, *_one(column)]


def _one(column: Sequence[LineOrColumn]) -> Iterator[LineOrColumn]:
    """The rows of single characters as one, if they are a column of text."""
    text = "".join(row.text.strip() for row in column)
    kind = kinds(text) if len(text) >= _SHORTEST else ""
    stops = sum(map(text.count, _COLUMN_STOPS))
    if stops * _STOP_EVERY >= len(kind) > 0 and kind.count(HAN) >= _HAN_SHARE * len(kind):
        places = tuple((row.first, len(row.text) - len(row.text.lstrip())) for row in column)
        yield LineOrColumn(text, column[0].first, places)
    else:
        yield from column


class Ruler:
    """Looks up lines, and places in them, by the place in the text of some rows, one line each."""

    def __init__(self, rows: Sequence[LineOrColumn]) -> None:
        self._rows = rows
        self._heads = [0, *accumulate(len(row.text) + 1 for row in rows)]

    def place(self, at: int) -> LineOffset:
        """The line of a character, and its place in it."""
        n = bisect_right(self._heads, at) - 1
        return self._rows[n].place(at - self._heads[n])

    def end(self, at: int) -> LineOffset:
        """The same of the place behind the character before ``at``."""
        line, place = self.place(at - 1)
        return line, place + 1
