"""Overprint by geometry: a glyph drawn again, within a share of its own size of itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import compress
from math import frexp
from typing import NamedTuple

from cntextfix.geometry import Style
from cntextfix.layout.ink import Ink

NEAR = 1 / 3
"""A copy stands within this share of its box from the original, on both axes. Fake bold shifts by 0.03 to 0.06 em."""
SHADOW = 0.22
"""Shadows stand further off (0.8 to 1.5 pt: 0.15 em of body text, 0.2 em of captions); narrow glyphs need this …"""
NARROW = 0.6
"""… but never more than this share of their box: glyphs printed side by side are a whole box apart, 0.8 in tight
setting (``..``, ``ll``)."""
SAME_SHIFT = 0.04
"""Shifts of one unit's copies agree to this many em."""
MOST_NEAR = 400
"""Originals kept in a cell at most: the closest dot leaders have 70, glyphs without a width any number."""
SAME_SIZE = 1.1
"""Copies are of one size; fonts, colours and font names differ."""


def find(ink: Ink) -> list[int]:
    """For each glyph of a page the glyph it is a copy of (an index), or -1.

    Of a visible glyph and a hidden one the visible is the original, else the one drawn first. Linear: a grid for each
    character that occurs more than once, with cells eight times as large as the reach of a copy, so
    that most glyphs look into one.
    """
    text, styles, style = ink.text, ink.styles, ink.style
    original = [-1] * len(text)
    xs0, ys0, xs1, ys1 = ink.x0, ink.y0, ink.x1, ink.y1
    kinds = _kinds(styles)
    earlier = [-1] * len(text)  # the original before each in its cell …
    rank = [0] * (len(text) + 1)  # … and how many there are up to it; none up to -1
    for i in _repeated(text, style, styles):
        size, shadow, cell, grid = kinds[style[i]]
        char, x, y = text[i], xs0[i], ys0[i]
        reach_x, reach_y = (xs1[i] - x) * NEAR, (ys1[i] - y) * NEAR
        if reach_x < shadow or reach_y < shadow:
            reach_x, reach_y = _shadowed(xs1[i] - x, shadow), _shadowed(ys1[i] - y, shadow)
        column, row = x // cell, y // cell
        key = char, column, row
        last = grid.get(key, -1)
        if reach_x < x - column * cell < cell - reach_x and reach_y < y - row * cell < cell - reach_y:
            if last < 0:  # most glyphs
                rank[i], grid[key] = 1, i
                continue
            heads = [last]
        else:
            down = {(y - reach_y) // cell, (y + reach_y) // cell}
            heads = _around(grid, char, {(x - reach_x) // cell, (x + reach_x) // cell}, down)
        for j in heads:
            while j >= 0:
                if abs(xs0[j] - x) < reach_x and abs(ys0[j] - y) < reach_y and _one_size(size, kinds[style[j]].size):
                    original[i] = j
                j = earlier[j]
        if original[i] < 0:
            earlier[i], rank[i] = last, rank[last] + 1
            if rank[i] <= MOST_NEAR:
                grid[key] = i
    return _follow(ink, original)


def _around(
    grid: dict[tuple[str, float, float], int], char: str, columns: Iterable[float], rows: Iterable[float]
) -> list[int]:
    """The last originals of several cells."""
    return [grid.get((char, column, row), -1) for column in columns for row in rows]


def _repeated(text: str, style: Sequence[int], styles: Sequence[Style]) -> list[int]:
    """The glyphs whose character occurs more than once, in the order in which they are looked at."""
    again = {char for char, count in Counter(text).items() if count > 1}
    order = [*compress(range(len(text)), map(again.__contains__, text))]
    if any(look.hidden for look in styles):
        order.sort(key=lambda i: styles[style[i]].hidden)
    return order


class _Kind(NamedTuple):
    """What the glyphs of one style share: their size, how far a shadow reaches, the size of the cells they are looked
    up in, and the last original of each cell."""

    size: float
    shadow: float
    cell: float
    grid: dict[tuple[str, float, float], int]


def _kinds(styles: Sequence[Style]) -> list[_Kind]:
    """What is to be known of each style; those with cells of one size share the grid."""
    grids: dict[float, dict[tuple[str, float, float], int]] = defaultdict(dict)
    cells = [8 * NEAR * 2.0 ** frexp(style.size * SAME_SIZE)[1] for style in styles]
    return [
        _Kind(style.size, SHADOW * style.size, cell, grids[cell]) for style, cell in zip(styles, cells, strict=True)
    ]


def _shadowed(extent: float, shadow: float) -> float:
    """How far off the copy of a glyph may be that is so wide, or high, and whose shadow reaches so far."""
    return max(extent * NEAR, min(shadow, NARROW * extent))


def _one_size(one: float, other: float) -> bool:
    return one < other * SAME_SIZE and other < one * SAME_SIZE


def _follow(ink: Ink, original: list[int]) -> list[int]:
    """With copies out of reach (a shadow on a full stop), known by the shift they share with a neighbour's copy."""
    if max(original, default=-1) < 0:
        return original
    text, sizes = ink.text, [ink.styles[look].size for look in ink.style]
    for step in (1, -1):
        for last in [i for i, of in enumerate(original) if of >= 0][::step]:
            i = last + step
            while 0 <= i < len(text) and original[i] < 0:
                original[i] = _mate(i, step, text, original, ink.x0, ink.y0, SAME_SHIFT * sizes[i])
                i = i + step if original[i] >= 0 else -1
    return original


def _mate(
    i: int, step: int, text: str, original: list[int], xs: list[float], ys: list[float], limit: float
) -> int:  # fmt: skip
    """The glyph of which glyph ``i`` is a copy by the shift of the one ``step`` before it; -1 if there is none."""
    before = i - step
    model = original[before]
    dx, dy = xs[before] - xs[model], ys[before] - ys[model]
    for j in {model + step, i - 1}:
        if (
            0 <= j < len(text)
            and j != i
            and text[j] == text[i]
            and original[j] < 0
            and max(abs(dx), abs(dy)) > limit
            and abs(xs[i] - xs[j] - dx) < limit
            and abs(ys[i] - ys[j] - dy) < limit
        ):
            return j
    return -1


def by_original(original: list[int]) -> dict[int, list[int]]:
    """The copies of each glyph that has any, in stream order."""
    out: dict[int, list[int]] = {}
    for i, of in enumerate(original):
        if of >= 0:
            while original[of] >= 0:  # a copy of a copy
                of = original[of]
            out.setdefault(of, []).append(i)
    return out
