"""Paragraphs out of the lines of columns: who starts one, who goes on over a line end, a picture or a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from cntextfix.layout.columns import Column, beside
from cntextfix.layout.frame import Span, around
from cntextfix.layout.lines import Line
from cntextfix.layout.seams import separator
from cntextfix.layout.words import JUMP

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
FILLED, FULL = 0.85, 0.96
"""Verse fills less than this share of its room on the whole, and most of its lines are not full; of prose most are."""
NARROW = 7.7
"""Columns narrower than this many em are set ragged beside pictures; their lines may stop a word earlier. No whole
number: columns are whole numbers of characters wide, and rounding would decide."""
LOOSE = 0.4
"""White above a row that exceeds the usual by this many em starts a paragraph where nothing is indented."""
WIDE = 1.5
"""White of so many em starts one anywhere: the widest leading leaves 1.2."""
APART = 0.9
"""Cells stand further apart than this, in em."""
CELL = "\u3000"
"""Stands between the cells of a row."""
_STOP = re.compile(r"[。！？!?][”’」』）)】]*$")
_MARK = re.compile(r"[，。；：、]")
_END = re.compile(r"[。！？!?…：:；;][”’」』）)】]*$")


@dataclass(slots=True)
class Row:
    """A printed row of a column: one line, or the cells of a table row.

    It says what its column says about it: whether it starts inside, whether it stops short, the white above it in em
    (0 where something stands in between), and how much of its room it fills.
    """

    cells: list[Line]
    column: int
    indented: bool
    short: bool
    gap: float
    fill: float

    @property
    def line(self) -> Line:
        return self.cells[0]

    @property
    def table(self) -> bool:
        return len(self.cells) > 1 and CELL in self.seams()

    @property
    def size(self) -> float:
        return max(line.size for line in self.cells)

    @property
    def text(self) -> str:
        if len(self.cells) == 1:  # most rows
            return self.cells[0].text
        seams = [*self.seams(), ""]
        return "".join(line.text + seam for line, seam in zip(self.cells, seams, strict=True))

    def seams(self) -> list[str]:
        """What stands between the cells; nothing between Latin in another size and the text it stands in."""
        return [CELL if two.span.u0 - one.span.u1 > APART * one.size else "" for one, two in pairwise(self.cells)]


def rows(columns: Sequence[Column], obstacles: Sequence[Span], body: float) -> list[Row]:
    """All rows of the columns in reading order, each with its place in its column."""
    out: list[Row] = []
    for number, column in enumerate(columns):
        found = _by_row(column.lines)
        spans = [around([line.span for line in cells]) for cells in found]
        limits = [beside(span, column, obstacles, body) for span in spans]
        starts: dict[float, float] = {}
        stops: dict[float, float] = {}
        for span, (low, high) in zip(spans, limits, strict=True):
            starts[low] = min(starts.get(low, span.u0), span.u0)
            stops[high] = max(stops.get(high, span.u1), span.u1)
        before = spans[0].v0
        for cells, span, (low, high) in zip(found, spans, limits, strict=True):
            start = starts[low] if starts[low] - low < CLEAR * body else low + 0.6 * body
            stop = stops[high] if high - stops[high] < CLEAR * body else high - 0.6 * body
            room = SHORT * body if stop - start > NARROW * body else 1.7 * SHORT * body
            inside, short = span.u0 - start > INDENT * body, stop - span.u1 > room
            gap = 0.0 if _divided(before, span, column, obstacles) else (span.v0 - before) / body
            out.append(Row(cells, number, inside, short, gap, span.length / max(1.0, stop - start)))
            before = span.v1
    return out


def _divided(before: float, span: Span, column: Column, obstacles: Sequence[Span]) -> bool:
    """Whether something begins or ends in a column between the row that stops at ``before`` and the next one."""
    return any(
        o.u0 < column.high and o.u1 > column.low
        and (before - 1 < o.v0 < span.v0 + 1 or before - 1 < o.v1 < span.v0 + 1)
        for o in obstacles
    )  # fmt: skip


def _by_row(lines: list[Line]) -> list[list[Line]]:
    """Lines of a column, those on one row from left to right."""
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.span.v0 + line.span.v1):
        last = found[-1][0].span if found else None
        if last and abs((line.span.v0 + line.span.v1) - (last.v0 + last.v1)) < 0.6 * min(line.span.depth, last.depth):
            found[-1].append(line)
        else:
            found.append([line])
    ordered = [sorted(cells, key=lambda line: line.span.u0) for cells in found]
    return [row for cells in ordered for row in (_jump_apart(cells) if len(cells) > 1 else [cells])]


def _jump_apart(cells: list[Line]) -> list[list[Line]]:
    """A jump at the end of the last row of a text is a row of its own."""
    found = JUMP.search(cells[-1].text)
    if found and found.end() - found.start() > len(cells[-1].text) - 3:
        return [cells[:-1], cells[-1:]]
    return [cells]


@dataclass(slots=True)
class Paragraph:
    """Rows that belong together; ``stanza`` if they are verse or a list, a line each."""

    rows: list[Row]
    stanza: bool = False

    def lines(self) -> list[Line]:
        return [line for row in self.rows for line in row.cells]

    def seams(self) -> list[str]:
        """What stands between its lines. A verse that had no room goes on in the next row."""
        seams: list[str] = []
        for number, row in enumerate(self.rows):
            if number:
                last = self.rows[number - 1]
                seams.append(separator(last.text, row.text, self.stanza and last.short))
            seams += row.seams()
        return seams


def group(found: Sequence[Row]) -> list[Paragraph]:
    """Rows as paragraphs. Runs of indented lines that end no sentence are stanzas."""
    ragged = sum(one.short and not two.indented for one, two in pairwise(found))
    unended = sum(row.short and not row.table and not _END.search(row.text) for row in found)
    if not found:
        return []
    fills = [row.fill for row in found]
    loose = sum(fills) < FILLED * len(fills) and median(fills) < FULL
    if loose and max(ragged, unended) >= max(STANZA, RAGGED * len(found)):
        return _stanzas(list(found))
    paragraphs: list[Paragraph] = []
    indents = any(row.indented for row in found)
    leading = median([row.gap for row in found if row.gap > 0] or [0.0])
    for row in found:
        last = paragraphs[-1].rows[-1] if paragraphs else None
        prose = bool(paragraphs) and not paragraphs[-1].rows[0].table
        if last is None or _starts(row, last, indents, leading, prose):
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


def _starts(row: Row, last: Row, indents: bool, leading: float, prose: bool) -> bool:
    """Whether a row starts a paragraph: by its indent; where nothing is indented, by the white above it, or by the line
    before it, if that stops well short behind the end of a sentence. ``prose``: the one before it starts as text."""
    if abs(row.size - last.size) > 0.04 * row.size:
        return True
    if row.gap > WIDE or (row.table and last.table and not (prose and _MARK.search(row.text))):
        return True
    if row.table or last.table:  # one row of justified text may have a gap as wide as between cells
        spare = last.short if last.indented else last.fill < FULL
        return row.indented or spare or bool(_END.search(last.text))
    if indents or row.column != last.column:
        return row.indented
    spare = last.short and bool(_END.search(last.text))
    return spare or row.gap > leading + LOOSE


def _stanzas(run: list[Row]) -> list[Paragraph]:
    """A run of one-line paragraphs: verse or a list if most of them end no sentence. A stanza ends where a sentence
    does, but for one in its first line."""
    ends = [bool(_END.search(row.text)) for row in run]
    if len(run) < STANZA or sum(ends) > len(run) / 2:
        return [Paragraph([row]) for row in run]
    out: list[Paragraph] = [Paragraph([], True)]
    for row in run:
        last = out[-1].rows
        verses = sum(row.short for row in last)  # a verse that had no room goes on in the next row
        if verses > 1 and _STOP.search(last[-1].text):
            out.append(Paragraph([], True))
        out[-1].rows.append(row)
    return out
