"""Whether stretches of rows are columns of text, and where it is told which columns their cells are of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cntextfix.chinese.characters import NO_HEADS
from cntextfix.rules.order.cells import FEWEST_ROWS, Cell, score
from cntextfix.rules.order.links import goes_on
from cntextfix.rules.order.strands import Strands, of_columns, skipped, unlike

_WIDE = 14
"""Half-width columns of a wide cell, at the least. Chosen: seven characters."""
_WIDE_SHARE = 0.5
"""Share of the cells that are wide, at the least. Chosen."""
_MARKED = 0.4
"""Share of the cells that have a mark, at the least. Chosen: rows of tables seldom have so many."""
_OWN = 10.0
"""Bits of what reads on in all columns, at the least. Chosen."""
_EACH = 0.6
"""The same for each line that goes on, at the least. Chosen."""
_FULL = 0.7
"""Share of the lines that go on which are as wide as a neighbour in their column, at the least. Chosen."""
_NEAR = 5
"""Half-width columns by which these differ, at the most: an indent, and half a character. Chosen."""
_MARK = re.compile("[，。、；：！？]")
_TOLD = 2.0
"""Bits by which a cell has to be in its column rather than in another one that has none in its row. Chosen."""
_FRESH = 3.0
"""Bits more where it begins a paragraph, which one line end alone tells. Chosen: with less, cells of real files were in
a wrong column."""
_FEW = 2
"""Cells of a column that is none, at the most: a caption, or a word cut off. Chosen."""
_LABEL = re.compile(r"第 ?\w{1,5} ?[条條章節节款项項].{0,2}|[(（]?\w{1,3}[)）.．、]|[①-⑳●•□■]")


def is_set(found: Strands) -> bool:
    """Whether rows are enough, and most of their cells lines of text that is set to a measure."""
    cells = [cell for column in found.columns for cell in column]
    rows = Counter(cell.line for cell in cells)
    if min(cells) != found.columns[0][0] or min(map(len, found.columns)) < FEWEST_ROWS:
        return False
    if sum(count > 1 for count in rows.values()) < FEWEST_ROWS:
        return False
    if any(cell.feature.text[:1] in NO_HEADS for cell in cells):
        return False  # no column of print has such a line
    wide = sum(cell.feature.width >= _WIDE for cell in cells)
    marked = sum(_MARK.search(cell.feature.text) is not None for cell in cells)
    if wide < _WIDE_SHARE * len(cells) or marked < _MARKED * len(cells) or not all(map(_is_full, found.columns)):
        return False
    own = [(one.feature, other.feature) for column in found.columns for one, other in pairwise(column)]
    bits = [score(one, other) for one, other in own if goes_on(one)]
    return sum(bits) >= max(_OWN, _EACH * len(bits))


def _is_full(column: Sequence[Cell]) -> bool:
    """Whether most lines of a column that go on are as wide as one of their neighbours; one may be another's."""
    wide = [cell.feature.width for cell in column if goes_on(cell.feature)]
    steps = [abs(one - other) <= _NEAR for one, other in pairwise(wide)]
    return sum(one or other for one, other in pairwise([False, *steps, False])) >= _FULL * len(wide) - 1


def sure(found: Strands) -> Iterator[Strands]:
    """The parts of a stretch between rows of which it is not told which columns they are of."""
    doubts = {line for line, bits in _told(found.columns) if bits < _TOLD}
    doubts |= {cell.line for column in found.columns if len(column) <= _FEW for cell in column}
    doubts |= {cell.line for column in found.columns[:-1] for cell in column if _LABEL.fullmatch(cell.feature.text)}
    first = found.first
    for stop in [*sorted(doubts), found.stop]:
        columns = [[cell for cell in column if first <= cell.line < stop] for column in found.columns]
        columns = [column for column in columns if column]
        if len(columns) > 1:
            yield of_columns(columns)
        first = stop + 1


def _told(columns: Sequence[Sequence[Cell]]) -> Iterator[tuple[int, float]]:
    """For each row without a cell in every column, and each cell in it: the row, and by how many bits the cell is in
    its column rather than in another one that has none there."""
    rows: dict[int, dict[int, int]] = {}
    for k, column in enumerate(columns):
        for n, cell in enumerate(column):
            rows.setdefault(cell.line, {})[k] = n
    for line, own in rows.items():
        if len(own) == len(columns):
            continue
        for k, n in own.items():
            fresh = n > 0 and not goes_on(columns[k][n - 1].feature)
            for j in range(len(columns)):
                if j in own or any(min(j, k) < other < max(j, k) for other in own):
                    continue
                at = bisect_left(columns[j], line, key=lambda cell: cell.line)
                if at > 0 or n == 0:
                    yield line, _swap(columns[k], n, columns[j], at) - (_FRESH if fresh else 0.0)


def _swap(mine: Sequence[Cell], n: int, other: Sequence[Cell], at: int) -> float:
    """Bits for cell ``n`` of its column being there against its being in another one, before cell ``at``."""
    cell = mine[n]
    before, after = (mine[n - 1] if n else None), (mine[n + 1] if n + 1 < len(mine) else None)
    above, below = (other[at - 1] if at else None), (other[at] if at < len(other) else None)
    stays = _link(before, cell) + _link(cell, after) + _link(above, below)
    goes = _link(above, cell) + _link(cell, below) + _link(before, after)
    if above and above.line == cell.line - 1:
        stays += skipped(above, 0)  # else its column has had no cell for some rows
    if before and before.line == cell.line - 1:
        goes += skipped(before, 0)
    if not (below and below.line == cell.line + 1):
        goes += skipped(cell, 0)
    if not (after and after.line == cell.line + 1):
        stays += skipped(cell, 0)
    return stays - goes


def _link(one: Cell | None, other: Cell | None) -> float:
    if one is None or other is None:
        return 0.0
    return unlike(one.feature, other.feature) + score(one.feature, other.feature)
