"""Rows of columns: printed lines, each with its place in its column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cntextfix.layout.columns import Column, beside
from cntextfix.layout.follow.numbers import numbered
from cntextfix.layout.frame import Span, around
from cntextfix.layout.lines import GlyphLine
from cntextfix.layout.words import JUMP

_INDENT = 1.2
"""A line that starts this many em inside its column starts a paragraph; Chinese paragraphs start 2 em inside."""
_CLEAR = 1.9
"""Text stands at most this many em from the picture or caption it runs round. Chosen."""
SHORT_BY = 1.6
"""A line that stops this many em before the column does was not broken for want of room. Chosen."""
_NARROW = 7.7
"""Columns narrower than this many em are set ragged beside pictures; their lines may stop a word earlier. No whole
number: columns are whole numbers of characters wide, and rounding would decide. Chosen."""
_APART = 0.9
"""Cells stand further apart than this, in em. Chosen."""
_WORD_SPACE = 0.2
"""Latin words stand so many em apart, or more; parts of a formula stand closer. Chosen."""
_LEVEL = 0.15
"""Baselines of one row agree to this many em, but for labels and parts of formulas; rows of columns that stand side by
side seldom do. Chosen."""
_OTHER_SIZE = 1.06
"""Text that stands apart in type so much larger is of another column. Chosen."""
_LABEL_LENGTH = 4
"""… if both have more characters than a label, which has so many at most. Chosen."""
_SIGNED = 3.0
"""A signature in the last row of a text stands so many em from it, or more. Chosen."""
CELL_SPACE = "\u3000"
"""Stands between the cells of a row."""
_END = re.compile(r"[。！？!?][”’」』）)】]*$")


@dataclass(slots=True)
class Row:
    """A printed row of a column: one line, or the cells of a table row.

    It says what its column says about it: whether it starts inside, whether it stops short, the white above it in em
    (0 where something stands in between), how much of its room it fills, where that begins and stops,
    the column itself, whether something stands between it and the row above, and whether a heading stands above it.
    """

    cells: list[GlyphLine]
    column: int
    indented: bool
    short: bool
    gap: float
    fill: float
    room: tuple[float, float] = (0.0, 0.0)
    home: Column | None = None
    divided: bool = False
    headed: bool = False

    @property
    def line(self) -> GlyphLine:
        """Its first cell."""
        return self.cells[0]

    @property
    def table(self) -> bool:
        """Whether it has several cells, with white of its own between them."""
        return len(self.cells) > 1 and CELL_SPACE in self.seams()

    @property
    def size(self) -> float:
        """The size of its largest cell, in points."""
        return max(line.size for line in self.cells)

    @property
    def text(self) -> str:
        """Its cells as one string."""
        if len(self.cells) == 1:  # most rows
            return self.cells[0].text
        seams = [*self.seams(), ""]
        return "".join(line.text + seam for line, seam in zip(self.cells, seams, strict=True))

    def seams(self) -> list[str]:
        """What stands between the cells; nothing between Latin in another size and the text it stands in."""
        return [_seam(one, two) for one, two in pairwise(self.cells)]


def _seam(one: GlyphLine, two: GlyphLine) -> str:
    gap = two.span.u0 - one.span.u1
    if gap > _APART * one.size:
        return CELL_SPACE
    words = one.text[-1:].isascii() and two.text[:1].isascii()
    return " " if words and gap > _WORD_SPACE * one.size else ""


def rows_of(columns: Sequence[Column], obstacles: Sequence[Span], body: float) -> list[Row]:
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
            start = starts[low] if starts[low] - low < _CLEAR * body else low + 0.6 * body
            stop = stops[high] if high - stops[high] < _CLEAR * body else high - 0.6 * body
            room = SHORT_BY * body if stop - start > _NARROW * body else 1.7 * SHORT_BY * body
            inside, short = span.u0 - start > _INDENT * body, stop - span.u1 > room
            divided = _divided(before, span, column, obstacles)
            gap = 0.0 if divided else (span.v0 - before) / body
            out.append(
                Row(
                    cells,
                    number,
                    inside,
                    short,
                    gap,
                    span.length / max(1.0, stop - start),
                    (start, stop),
                    column,
                    divided,
                )
            )
            before = span.v1
    return out


def _divided(before: float, span: Span, column: Column, obstacles: Sequence[Span]) -> bool:
    """Whether something begins or ends in a column between the row that stops at ``before`` and the next one."""
    return any(
        o.u0 < column.high and o.u1 > column.low
        and (before - 1 < o.v0 < span.v0 + 1 or before - 1 < o.v1 < span.v0 + 1)
        for o in obstacles
    )  # fmt: skip


def _by_row(lines: list[GlyphLine]) -> list[list[GlyphLine]]:
    """Lines of a column, those on one row from left to right."""
    found: list[list[GlyphLine]] = []
    for line in sorted(lines, key=lambda line: line.span.v0 + line.span.v1):
        if found and _level(line, found[-1][-1]):
            found[-1].append(line)
        else:
            found.append([line])
    ordered = [sorted(cells, key=lambda line: line.span.u0) for cells in found]
    return [row for cells in ordered for row in (_apart(cells) if len(cells) > 1 else [cells])]


def _level(one: GlyphLine, other: GlyphLine) -> bool:
    """Whether two lines are cells of one row: on one baseline, if one stands behind the other."""
    apart = abs(one.span.v0 + one.span.v1 - other.span.v0 - other.span.v1)
    if apart >= 0.6 * min(one.span.depth, other.span.depth):
        return False
    gap = max(one.span.u0 - other.span.u1, other.span.u0 - one.span.u1)
    if gap < 0 or one.vertical or min(len(one.text), len(other.text)) <= _LABEL_LENGTH:
        return True
    big, small = max(one.size, other.size), min(one.size, other.size)
    return abs(one.mid - other.mid) < _LEVEL * big and (gap <= small or big <= _OTHER_SIZE * small)


def _apart(cells: list[GlyphLine]) -> list[list[GlyphLine]]:
    """A jump behind the last row of a text is a row of its own, and so is a name far behind its last sentence. Numbered
    captions of pictures side by side are one each."""
    if all(numbered(line.text) for line in cells):
        return [[line] for line in cells]
    if cells[-1].span.u0 - cells[-2].span.u1 > _SIGNED * cells[-1].size and _END.search(cells[-2].text):
        return [cells[:-1], cells[-1:]]
    found = JUMP.search(cells[-1].text)
    if found and found.end() - found.start() > len(cells[-1].text) - 3:
        return [cells[:-1], cells[-1:]]
    return [cells]
