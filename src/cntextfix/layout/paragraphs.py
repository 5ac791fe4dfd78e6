"""Paragraphs out of the lines of columns: who starts one, who goes on over a line end, a picture or a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cntextfix.layout.columns import Column, beside
from cntextfix.layout.frame import Span
from cntextfix.layout.lines import Line

INDENT = 1.2
"""A line that starts this many em inside its column starts a paragraph; Chinese paragraphs start 2 em inside."""
CLEAR = 1.9
"""Text stands at most this many em from the picture or caption it runs round."""
SHORT = 1.6
"""A line that stops this many em before the column does was not broken for want of room."""
STANZA = 3
"""From this many one-line paragraphs in a row on they may be verse or a list."""
RAGGED = 0.3
"""Where this share of the lines stops short and no paragraph starts behind it, it is verse: prose has next to none."""
NARROW = 8
"""Columns narrower than this many em are set ragged beside pictures; their lines may stop a word earlier."""
_STOP = re.compile(r"[。！？!?][”’」』）)】]*$")
_END = re.compile(r"[。！？!?…：:；;][”’」』）)】]*$")


@dataclass(slots=True)
class Row:
    """A body line with what its column says about it: whether it starts inside, whether it stops short."""

    line: Line
    column: int
    indented: bool
    short: bool


def rows(columns: Sequence[Column], obstacles: Sequence[Span], body: float) -> list[Row]:
    """All lines of the columns in reading order, each with its place in its column."""
    out: list[Row] = []
    for number, column in enumerate(columns):
        limits = [beside(line.span, column, obstacles, body) for line in column.lines]
        starts: dict[float, float] = {}
        stops: dict[float, float] = {}
        for line, (low, high) in zip(column.lines, limits, strict=True):
            starts[low] = min(starts.get(low, line.span.u0), line.span.u0)
            stops[high] = max(stops.get(high, line.span.u1), line.span.u1)
        for line, (low, high) in zip(column.lines, limits, strict=True):
            start = starts[low] if starts[low] - low < CLEAR * body else low + 0.6 * body
            stop = stops[high] if high - stops[high] < CLEAR * body else high - 0.6 * body
            room = SHORT * body if stop - start > NARROW * body else 1.7 * SHORT * body
            out.append(Row(line, number, line.span.u0 - start > INDENT * body, stop - line.span.u1 > room))
    return out


@dataclass(slots=True)
class Paragraph:
    """Rows that belong together; ``stanza`` if they are verse or a list, a line each."""

    rows: list[Row]
    stanza: bool = False

    def seams(self) -> list[str]:
        """What stands between its lines. A verse that had no room goes on in the next line."""
        seams = []
        for one, two in zip(self.rows, self.rows[1:], strict=False):
            seams.append(separator(one.line.text, two.line.text, self.stanza and one.short))
        return seams


def group(found: Sequence[Row]) -> list[Paragraph]:
    """Rows as paragraphs. Runs of indented lines that end no sentence are stanzas."""
    ragged = sum(one.short and not two.indented for one, two in pairwise(found))
    if ragged >= max(STANZA, RAGGED * len(found)):
        return _stanzas(list(found))
    paragraphs: list[Paragraph] = []
    indents = sum(row.indented for row in found)
    for row in found:
        if not paragraphs or row.indented or (not indents and paragraphs[-1].rows[-1].short):
            paragraphs.append(Paragraph([]))
        paragraphs[-1].rows.append(row)
    out: list[Paragraph] = []
    run: list[Row] = []
    for paragraph in [*paragraphs, None]:
        if paragraph and len(paragraph.rows) == 1 and paragraph.rows[0].indented:
            run.append(paragraph.rows[0])
            continue
        out += _stanzas(run)
        run = []
        if paragraph:
            out.append(paragraph)
    return out


def _stanzas(run: list[Row]) -> list[Paragraph]:
    """A run of one-line paragraphs: verse or a list if most of them end no sentence. A stanza ends where a sentence
    does, but for one in its first line."""
    ends = [bool(_END.search(row.line.text)) for row in run]
    if len(run) < STANZA or sum(ends) > len(run) / 2:
        return [Paragraph([row]) for row in run]
    out: list[Paragraph] = [Paragraph([], True)]
    for row in run:
        last = out[-1].rows
        verses = sum(row.short for row in last)  # a verse that had no room goes on in the next row
        if verses > 1 and _STOP.search(last[-1].line.text):
            out.append(Paragraph([], True))
        out[-1].rows.append(row)
    return out


_LETTER = re.compile(r"[A-Za-z]")
_ADDRESS = re.compile(r"[@/\\_]|www|\.[a-z]|://")


def separator(before: str, after: str, stanza: bool) -> str:
    """What stands between two lines that are joined: a space between Latin words, nothing in Chinese."""
    if stanza:
        return "\n"
    if not (before and after):
        return ""
    last, first = before[-1], after[0]
    if last.isascii() and first.isascii():
        words = before.rsplit(None, 1)[-1] + after.split(None, 1)[0]
        if _ADDRESS.search("".join(c if c.isascii() else " " for c in words)):
            return ""
        if _LETTER.match(first) and (_LETTER.match(last) or last in ",.;:!?)") and not _cut_word(before, after):
            return " "
    return ""


def _cut_word(before: str, after: str) -> bool:
    return before.endswith("-")
