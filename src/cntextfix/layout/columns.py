"""Columns of a region: where its lines of body text begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from cntextfix.layout.flanks import bands
from cntextfix.layout.frame import Span, around
from cntextfix.layout.lines import GlyphLine
from cntextfix.layout.stacks import WIDEST_LEADING, side_by_side
from cntextfix.layout.words import JUMP

_RUNAROUND = 0.8
"""A row runs round what comes this near to it from above or below, in em: half a wide leading, 0.8."""
_STACK = 3
"""So many lines one under the other make a column of text. Chosen."""
_SAME = 1.0
"""Columns that begin and end at the same places, to this many points, are one. Chosen."""
_BESIDE = 0.3
"""Lines that share more than this of their depth stand side by side; high and deep glyphs of rows set solid meet.
Chosen."""
_WORD = 0.8
"""Em of the white between a heading and a word in smaller type in its row, at most. Chosen: gutters begin at 1.0."""
_LABEL_WIDTH = 5.0
"""Em of a label in front of a row, at most. Chosen."""
_LABEL_GAP = 3.0
"""Em between it and the row, at most. Chosen."""
_OWN_ROWS = 6
"""So many rows tell that a column has a measure of its own. Chosen."""
_EVEN_END = 0.6
"""Rows that fill their column are as long to this many em. Chosen."""
_EVEN_SHARE = 0.5
"""Of justified text more than this share of the rows fill theirs. Chosen: next to no row of lists and of verse does."""
_LONG_LINE = 8
"""Two lines one under the other do, if they are longer than this many em: cells of a table are shorter. Chosen."""
_FULL_MEASURE = (0.79, 1.26)
"""Lines of these shares of the measure say where columns are. Lengths are whole numbers of characters, so that limits
such as 4/5 and 5/4 would be met exactly and decided by rounding."""


@dataclass(slots=True)
class Column:
    """A column from ``low`` to ``high`` along u, its lines from the top; ``aside`` if it is beside a paragraph."""

    low: float
    high: float
    lines: list[GlyphLine] = field(default_factory=list)
    aside: bool = False


def find(lines: Sequence[GlyphLine], body: float) -> list[Column]:
    """The columns of body lines, in reading order, each with its lines; every line is in one of them.

    Lines of nearly full measure say where columns are; shorter ones (beside pictures, last lines of paragraphs) join
    the column that holds their middle, or make columns of their own.
    """
    if not lines:
        return []
    measure = _measure(sorted((line.span.length for line in lines), reverse=True))
    full = [line for line in lines if _FULL_MEASURE[0] * measure <= line.span.length <= _FULL_MEASURE[1] * measure]
    columns = _grouped(full)
    rest = [line for line in lines if not _FULL_MEASURE[0] * measure <= line.span.length <= _FULL_MEASURE[1] * measure]
    lost: list[GlyphLine] = []
    for line in rest:
        home = _home(columns, line, body)
        if home is None:
            lost.append(line)
        else:
            home.lines.append(line)
    columns += _grouped(lost)
    columns = _with_labels(_with_headings(columns, body), body)
    _on_grid(columns, measure, body)
    texts = sum(_is_text(column, body) for column in columns)
    some = texts > 1 or (texts and (_run_over(columns, body) or _of_measure(columns, measure, body)))
    if not some or _one_by_one(columns, body):
        columns = [Column(min(c.low for c in columns), max(c.high for c in columns), list(lines))]
    else:
        columns = _without_inner(_run_on(_in_place(columns), measure), measure)
    order = sorted(columns, key=lambda c: c.low + c.high)
    return [part for column in order for part in _parted(column, body)]


def _parted(column: Column, body: float) -> list[Column]:
    """A column, or the columns of text that stand side by side in it, between what stands above them and the rest."""
    inner = side_by_side(column.lines, body)
    if not inner:
        return [_around(own, aside=aside) for own, aside in bands(column.lines, body)] or [column]
    taken = {id(line) for own in inner for line in own}
    rest = [line for line in column.lines if id(line) not in taken]
    top = min(line.span.v0 for own in inner for line in own)
    above, below = [line for line in rest if line.span.v1 <= top], [line for line in rest if line.span.v1 > top]
    return [_around(own) for own in (above, *inner, below) if own]


def _around(lines: list[GlyphLine], *, aside: bool = False) -> Column:
    span = around([line.span for line in lines])
    return Column(span.u0, span.u1, lines, aside)


def _with_headings(columns: list[Column], body: float) -> list[Column]:
    """Columns with the short headings that stand at their left edge while all of their lines are indented."""
    big = [c for c in columns if len(c.lines) > 2]
    out = list(big)
    for column in columns:
        if len(column.lines) > 2:
            continue
        home = next((c for c in big if 0 <= c.low - column.high < 2 * body and c.low - column.low < 3.5 * body), None)
        if home is None:
            out.append(column)
        else:
            home.lines += column.lines
            home.low = min(home.low, column.low)
    return out


def _with_labels(columns: list[Column], body: float) -> list[Column]:
    """Columns with what stands in front of their rows: numbers of items, of articles of a law."""
    out: list[Column] = []
    homes: list[tuple[Column, Column]] = []
    for column in columns:
        home = next((c for c in columns if c is not column and _labels(column, c, body)), None)
        if home is None:
            out.append(column)
        else:
            homes.append((column, home))
    for column, home in homes:
        home.lines += column.lines
        home.low = min(home.low, column.low)
    return out


def _labels(column: Column, home: Column, body: float) -> bool:
    """Whether all lines of a narrow column stand right in front of a line of another."""
    near = home.low - column.low > 0 and home.low - column.high < _LABEL_GAP * body
    if not near or column.high - column.low > _LABEL_WIDTH * body or len(column.lines) >= len(home.lines):
        return False
    mids = [(line.span.v0 + line.span.v1) / 2 for line in home.lines]
    return all(any(line.span.v0 < mid < line.span.v1 for mid in mids) for line in column.lines)


def _is_text(column: Column, body: float) -> bool:
    """Whether a column's lines are stacked at a leading like text; cells of a table are short or far apart."""
    tops = sorted(line.span.v0 for line in column.lines)
    stacked = 1 + sum(0.5 * body < b - a < WIDEST_LEADING * body for a, b in pairwise(tops))
    mean = sum(line.span.length for line in column.lines) / len(column.lines)
    return (stacked >= _STACK and mean > 4 * body) or (stacked > 1 and mean > _LONG_LINE * body)


def _one_by_one(columns: list[Column], body: float) -> bool:
    """Whether no line stands beside one of another column and yet they alternate: one column, some lines of which are
    short, indented or centred. What is as near as a word in smaller type is no other column."""
    spans = ((line.span, n) for n, column in enumerate(columns) for line in column.lines)
    found = sorted(spans, key=lambda one: one[0].v0)
    turns = 0
    for (one, n), (two, other) in pairwise(found):
        if n != other:
            if two.v0 < one.v1 - _BESIDE * one.depth and max(two.u0 - one.u1, one.u0 - two.u1) > _WORD * body:
                return False
            turns += 1
    return turns >= len(columns)


def _of_measure(columns: list[Column], measure: float, body: float) -> bool:
    """Whether all columns have lines that fill the measure: a picture may leave a row of text above and below it."""
    apart = all(one.high < two.low for one, two in pairwise(sorted(columns, key=lambda c: c.low)))
    full = all(any(_FULL_MEASURE[0] * measure <= line.span.length for line in column.lines) for column in columns)
    return apart and full and measure > _LONG_LINE * body


def _run_over(columns: list[Column], body: float) -> bool:
    """Whether the columns but the longest hold the last few rows of its text: they stand at the top, side by side with
    less than half of its rows, or are jumps, which stand at the foot. Cells of a table go with every row."""
    longest = max(columns, key=lambda c: len(c.lines))
    top = min(line.span.v0 for line in longest.lines)
    rest = [line for column in columns if column is not longest for line in column.lines]
    texts = [line for line in rest if not JUMP.search(line.text)]
    return (
        2 * len(rest) <= len(longest.lines)
        and all(line.span.u0 > longest.high for line in rest)
        and all(line.span.v0 - top < WIDEST_LEADING * body * len(rest) for line in texts)
    )


def _on_grid(columns: list[Column], measure: float, body: float) -> None:
    """Columns of short or indented lines only, widened to the grid of the widest ones, so that indents can be told."""
    widths = [c.high - c.low for c in columns]
    width = max((w for w in widths if w < 1.35 * measure), default=measure)
    known = [c for c in columns if 0.97 * width < c.high - c.low < 1.03 * width]
    lows = sorted(c.low for c in known)
    usual = width + 2 * body
    steps = [(b - a, max(1, round((b - a) / usual))) for a, b in pairwise(lows) if b - a > 0.9 * width]
    pitch = median(step / count for step, count in steps) if steps else usual
    for column in columns:
        if column.high - column.low > 0.97 * width or _of_its_own(column, known, body):
            continue
        for low in [c.low for c in known]:
            place = low + round((column.low - 1.2 * body - low) / pitch) * pitch
            if -0.5 * body < column.low - place < 0.6 * width and column.high < place + width + body:
                column.low = min(column.low, place)
                column.high = max(column.high, place + width)
                break


def _of_its_own(column: Column, known: Sequence[Column], body: float) -> bool:
    """Whether a column of text is set to a measure of its own: most of its rows fill it, and it is no part of one of
    the widest columns, as rows beside a picture are."""
    width = column.high - column.low
    inside = any(min(c.high, column.high) - max(c.low, column.low) > 0.5 * width for c in known)
    full = sum(line.span.length > width - _EVEN_END * body for line in column.lines)
    text = len(column.lines) >= _OWN_ROWS and width > _LONG_LINE * body and _is_text(column, body)
    return text and not inside and full > _EVEN_SHARE * len(column.lines)


def _in_place(columns: list[Column]) -> list[Column]:
    """Columns with those at the same place of the grid made one: rows beside a picture, and a short one above it, may
    overlap too little to have been found together."""
    out: list[Column] = []
    for column in sorted(columns, key=lambda c: (c.low, c.high)):
        if out and column.low - out[-1].low < _SAME and abs(column.high - out[-1].high) < _SAME:
            out[-1].lines += column.lines
        else:
            out.append(column)
    return out


def _run_on(columns: list[Column], measure: float) -> list[Column]:
    """Columns with the one line that is longer than they are and runs on under the picture beside them."""
    out = [c for c in columns if len(c.lines) > 1 or c.high - c.low <= _FULL_MEASURE[1] * measure]
    rest = [c for c in columns if not any(c is o for o in out)]
    for long in rest:
        span = long.lines[0].span
        over = [c for c in out if min(c.high, span.u1) - max(c.low, span.u0) > 0.5 * (c.high - c.low)]
        if len(over) == 1 and not any(o.span.v0 < span.v1 and o.span.v1 > span.v0 for o in over[0].lines):
            over[0].lines.append(long.lines[0])
            over[0].low, over[0].high = min(over[0].low, span.u0), max(over[0].high, span.u1)
        else:
            out.append(long)
    return out


def _without_inner(columns: list[Column], measure: float) -> list[Column]:
    """Columns of the full width with the lines that stand within them: rows beside a picture, and what goes on under
    it, may share no place."""
    wide = [c for c in columns if c.high - c.low > 0.97 * measure]
    out: list[Column] = []
    for column in columns:
        homes = [c for c in wide if c is not column and c.low - 1 < column.low and column.high < c.high + 1]
        if len(homes) == 1 and column not in wide:
            homes[0].lines += column.lines
        else:
            out.append(column)
    return out


def _measure(lengths: Sequence[float]) -> float:
    """The longest length that three lines share; the longest of all if none is shared."""
    for n, length in enumerate(lengths[:-2]):
        if lengths[n + 2] > 0.94 * length:
            return length
    return lengths[0]


def _home(columns: list[Column], line: GlyphLine, body: float) -> Column | None:
    middle = (line.span.u0 + line.span.u1) / 2
    best = min(columns, key=lambda c: abs(middle - (c.low + c.high) / 2), default=None)
    if best is None or not best.low - body < middle < best.high + body:
        return None
    return best


def _grouped(lines: list[GlyphLine]) -> list[Column]:
    """Lines that overlap by more than half of the shorter one."""
    columns: list[Column] = []
    for line in sorted(lines, key=lambda line: (line.span.u0, line.span.v0)):
        span = line.span
        for column in reversed(columns):
            shared = min(span.u1, column.high) - max(span.u0, column.low)
            if shared > 0.5 * min(span.length, column.high - column.low):
                column.low, column.high = min(column.low, span.u0), max(column.high, span.u1)
                column.lines.append(line)
                break
        else:
            columns.append(Column(span.u0, span.u1, [line]))
    return columns


def beside(span: Span, column: Column, obstacles: Sequence[Span], body: float) -> tuple[float, float]:
    """The left and right limits of a row in a column between the obstacles that reach into it."""
    low, high = column.low, column.high
    for o in obstacles:
        if o.v1 < span.v0 - _RUNAROUND * body or o.v0 > span.v1 + _RUNAROUND * body:
            continue
        if o.u0 < span.u0 and low - 0.3 * body < o.u1 <= span.u0 + 0.1 * body:
            low = max(low, o.u1)
        if o.u1 > span.u1 and high + 0.3 * body > o.u0 >= span.u1 - 0.1 * body:
            high = min(high, o.u0)
    return low, high
