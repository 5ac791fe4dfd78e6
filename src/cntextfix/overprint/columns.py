"""Lines as the decoder reads them: a column of vertical text, given one character a line, is one row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from cntextfix.chinese.characters import HAN, MARK, NO_HEADS, kinds
from cntextfix.overprint.lattice import MAX_COPIES

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
_VERTICAL = 100
"""Characters in columns, at the least, on a page of vertical text. Chosen."""
_VERTICAL_SHARE = 0.5
"""Their share of all lines of one character, at the least. Chosen."""
_SHORTEST_OF_VERTICAL = 4
"""Lines of a column on such a page. Chosen."""


class LineOrColumn(NamedTuple):
    """A line, or a column of lines with one character each, or a mark as often as it was printed: its text, and the
    places of its characters.

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
    runs = list(_runs(lines, parted if 2 * sum(parted) < len(lines) else ()))
    sure = [_is_column(run) for run in runs]
    single = sum(len(run) for run in runs if _is_single(run[0].text.lstrip()))
    told = sum(len(run) for run, is_sure in zip(runs, sure, strict=True) if is_sure)
    vertical = told >= max(_VERTICAL, _VERTICAL_SHARE * single)
    out: list[LineOrColumn] = []
    for run, is_sure in zip(runs, sure, strict=True):
        if is_sure or (vertical and _may_be_column(run)):
            out.append(_column(run))
        else:
            out += run
    return out


def _runs(lines: Sequence[str], ends: Sequence[bool]) -> Iterator[list[LineOrColumn]]:
    """The lines with text in them; those of one character below each other together."""
    run: list[LineOrColumn] = []
    for number, line in enumerate(lines):
        line = line.rstrip()  # pdfminer has a space at the end of every line
        text = line.lstrip()
        single = _is_single(text)
        if single:
            run.append(LineOrColumn(line, number))
        if run and (not single or (ends and ends[number])):  # a blank line ends it as well
            yield run
            run = []
        if text and not single:
            yield [LineOrColumn(line, number)]
    if run:
        yield run


def _is_single(text: str) -> bool:
    """Whether a line is one character, or a mark printed several times: pdfminer sets copies of marks in a line.

    >>> _is_single("的"), _is_single("︐︐︐︐"), _is_single("的的"), _is_single("")
    (True, True, False, False)
    """
    if len(text) < 2:
        return bool(text)
    if len(text) > MAX_COPIES or text != text[0] * len(text):
        return False
    return text[0] in NO_HEADS or kinds(text[0]) == MARK


def _is_column(run: Sequence[LineOrColumn]) -> bool:
    """Whether single characters are a column of text, as their marks say."""
    if len(run) < _SHORTEST:
        return False
    text = "".join(row.text.strip() for row in run)
    return sum(map(text.count, _COLUMN_STOPS)) * _STOP_EVERY >= len(text) and _is_han(text)


def _may_be_column(run: Sequence[LineOrColumn]) -> bool:
    """The same where most single characters of the page are in columns: verse has no marks."""
    return len(run) >= _SHORTEST_OF_VERTICAL and _is_han("".join(row.text.strip() for row in run))


def _is_han(text: str) -> bool:
    return kinds(text).count(HAN) >= _HAN_SHARE * len(text)


def _column(run: Sequence[LineOrColumn]) -> LineOrColumn:
    """Single characters below each other as one row."""
    text = "".join(row.text.strip() for row in run)
    places = [(row.first, at) for row in run for at in range(len(row.text) - len(row.text.lstrip()), len(row.text))]
    return LineOrColumn(text, run[0].first, tuple(places))


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
