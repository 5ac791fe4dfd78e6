"""Which columns the cells of rows belong to, where an extractor read across columns.

Row by row, each cell goes on in a column or begins one, from the left; a stretch of rows ends, and another begins. The
likeliest way is looked for with a beam: what reads on in what, columns that have no cell in a row, new ones. Linear.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import log2
from typing import NamedTuple, TypeAlias

from cntextfix.paragraphs.features import Feature, features
from cntextfix.rules.order.cells import MOST_CELLS, Cell, cell_measures, cells, cuts, score, windows
from cntextfix.rules.order.links import goes_on

_BEAM = 16
"""Ways that are kept where rows are known. Chosen."""
_WIDE_BEAM = 48
"""Ways that are kept where they are not. Chosen."""
_OPEN = -2.0
"""Bits for a new column in the first row of a stretch. Chosen on two sets of made pages, like those below."""
_OPEN_LATER = -7.0
"""Bits for a new column in a later row. Chosen."""
_STRETCH = -4.0
"""Bits for a new stretch. Chosen."""
_SKIP_MID = -5.0
"""Bits for a column having no cell in a row after one that goes on: beside a picture. Chosen."""
_SKIP_STOP = -1.5
"""The same after one that does not go on. Chosen."""
_SKIP_AGAIN = -0.2
"""The same after a row without one. Chosen."""
_UNLIKE = -3.0
"""Bits for lines of one column that differ in width, if the first goes on; half if it is the wider one. Chosen."""
_WIDER = 6
"""Half-width columns by which they do not differ: an indent and a mark. Chosen."""
_FLOWS = 0.7
"""Share of the columns that go on where the one before them stops. Chosen."""


class Strands(NamedTuple):
    """Rows ``[first, stop)`` as columns, from the left; ``bits`` for that against the order as it is."""

    first: int
    stop: int
    columns: tuple[tuple[Cell, ...], ...]
    bits: float


class _Column(NamedTuple):
    last: Cell
    ago: int
    first: Cell


class _Step(NamedTuple):
    """One choice: the cell goes to column ``at``, a new one if it is ``fresh``, after the end of a row, if it is one
    that is not known (``ended``), or of a stretch (``apart``)."""

    before: _Step | None
    cell: Cell
    at: int
    fresh: bool
    ended: bool
    apart: bool


class _Way(NamedTuple):
    """A reading up to here: ``at`` is the column of the last cell of its row, -1 before the first one."""

    score: float
    columns: tuple[_Column, ...]
    at: int
    step: _Step | None
    ended: bool = False
    apart: bool = False


_Bits: TypeAlias = Callable[[Cell, Cell], float]


def strands(texts: Sequence[str]) -> Iterator[Strands]:
    """All stretches of rows with two columns and more; each line is a row of one cell or several."""
    for first, stop in windows(texts):
        for found in _of_rows(texts[first:stop]):
            columns = [[cell._replace(line=cell.line + first) for cell in column] for column in found]
            yield of_columns(columns)


def woven_strands(texts: Sequence[str]) -> Iterator[Strands]:
    """All stretches of two columns and more of which each line is one cell; rows end where it reads best."""
    ways = [_Way(0.0, (), -1, None)]
    bits = _remembered()
    for n, feature in enumerate(features(texts, [False] * len(texts))):
        cell = Cell(0, n, n, feature)
        nexts: list[_Way] = []
        if n:
            nexts += _placed(_anew(map(_row_end, ways), bits), cell, 0.0, bits)
        for way in ways:
            nexts += _placed(way, cell, 0.0, bits)
            if way.at >= 0:
                nexts += _placed(_row_end(way)._replace(ended=True), cell, 0.0, bits)
        ways = _best(nexts, _WIDE_BEAM)
    best = max(map(_row_end, ways), key=lambda way: way.score)
    return map(of_columns, _columns(best, rows_known=False))


def _of_rows(texts: Sequence[str]) -> Iterator[list[list[Cell]]]:
    ways = [_Way(0.0, (), -1, None)]
    bits = _remembered()
    known = cell_measures(texts)
    for n, text in enumerate(texts):
        own = cuts(text, known)
        places: list[list[_Way]] = [[] for _ in range(len(own) + 2)]
        places[0] = [*ways, _anew(ways, bits)] if n else ways
        for i, found in enumerate(cells(n, text, own, max(known, default=0))):
            here = sorted(places[i], key=lambda way: -way.score)[:_BEAM]
            for j, cell, more in found:
                for way in here:
                    places[j] += _placed(way, cell, more, bits)
        if not places[-1]:  # more cells than columns can be
            return iter(())
        ways = _best(map(_row_end, places[-1]), _BEAM)
    best = max(ways, key=lambda way: way.score + _flow(way, bits))
    return _columns(best, rows_known=True)


def _remembered() -> _Bits:
    """What reads on from one cell to another, looked up once for each two."""
    known: dict[tuple[int, ...], float] = {}

    def bits(one: Cell, other: Cell) -> float:
        key = (*one[:3], *other[:3])
        if key not in known:
            known[key] = score(one.feature, other.feature)
        return known[key]

    return bits


def _anew(ways: Iterator[_Way] | Sequence[_Way], bits: _Bits) -> _Way:
    """A new stretch after the best way, whose rows have ended."""
    high, best = max(((way.score + _flow(way, bits), way) for way in ways), key=lambda pair: pair[0])
    return _Way(high + _STRETCH, (), -1, best.step, ended=True, apart=True)


def _flow(way: _Way, bits: _Bits) -> float:
    """Bits for each column going on where the one before it stops."""
    flows = ((one.last, other.first) for one, other in pairwise(way.columns) if goes_on(one.last.feature))
    return sum(log2(1 - _FLOWS + _FLOWS * 2.0 ** bits(one, other)) for one, other in flows)


def _placed(way: _Way, cell: Cell, more: float, bits: _Bits) -> Iterator[_Way]:
    """The cell put into each column that it may be in, and into new ones."""
    toll = more
    first = all(column.ago < 0 for column in way.columns)
    for at in range(way.at + 1, len(way.columns) + 1):
        if len(way.columns) < MOST_CELLS:
            opens = (_OPEN if first else _OPEN_LATER) if way.columns else 0.0
            columns = (*way.columns[:at], _Column(cell, -1, cell), *way.columns[at:])
            step = _Step(way.step, cell, at, fresh=True, ended=way.ended, apart=way.apart)
            yield _Way(way.score + toll + opens, columns, at, step)
        if at < len(way.columns):
            own = way.columns[at]
            gain = bits(own.last, cell) + unlike(own.last.feature, cell.feature)
            columns = (*way.columns[:at], _Column(cell, -1, own.first), *way.columns[at + 1 :])
            step = _Step(way.step, cell, at, fresh=False, ended=way.ended, apart=way.apart)
            yield _Way(way.score + toll + gain, columns, at, step)
            toll += skipped(own.last, own.ago)


def unlike(one: Feature, other: Feature) -> float:
    """Lines of one column are as wide as each other, if they go on."""
    more = other.width - one.width
    if not goes_on(one) or abs(more) <= _WIDER:
        return 0.0
    return _UNLIKE if more > 0 else _UNLIKE / 2 if goes_on(other) else 0.0


def skipped(last: Cell, ago: int) -> float:
    """Bits for a column having no cell in a row, whose last one was so many rows ago."""
    if ago > 0:
        return _SKIP_AGAIN
    return _SKIP_MID if goes_on(last.feature) else _SKIP_STOP


def _row_end(way: _Way) -> _Way:
    toll = sum(skipped(column.last, column.ago) for column in way.columns[way.at + 1 :])
    aged = tuple(column._replace(ago=column.ago + 1) for column in way.columns)
    return way._replace(score=way.score + toll, columns=aged, at=-1)


def _best(ways: Iterator[_Way] | Sequence[_Way], most: int) -> list[_Way]:
    """The best ways, one of those that go on alike."""
    best: dict[tuple[int, ...], _Way] = {}
    for way in ways:
        key = (way.at, *(place for column in way.columns for place in column.last[:2]))
        if key not in best or best[key].score < way.score:
            best[key] = way
    return sorted(best.values(), key=lambda way: -way.score)[:most]


def _columns(best: _Way, *, rows_known: bool) -> Iterator[list[list[Cell]]]:
    """The columns of each stretch that has two or more."""
    steps: list[_Step] = []
    step = best.step
    while step is not None:
        steps.append(step)
        step = step.before
    columns: list[list[Cell]] = []
    row = 0
    for step in reversed(steps):
        if step.apart:
            if len(columns) > 1:
                yield columns
            columns = []
        row += step.ended
        cell = step.cell if rows_known else step.cell._replace(line=row)
        if step.fresh:
            columns.insert(step.at, [cell])
        else:
            columns[step.at].append(cell)
    if len(columns) > 1:
        yield columns


def of_columns(columns: Sequence[Sequence[Cell]]) -> Strands:
    """The stretch that these columns make."""
    bits = _remembered()
    every = sorted(cell for column in columns for cell in column)
    own = sum(bits(one, other) for column in columns for one, other in pairwise(column))
    straight = sum(bits(one, other) for one, other in pairwise(every))
    return Strands(every[0].line, every[-1].line + 1, tuple(map(tuple, columns)), own - straight)
