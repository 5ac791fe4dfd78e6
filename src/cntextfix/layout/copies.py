"""Overprint by geometry: a glyph drawn again, within a share of its own size of itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import frexp
from typing import NamedTuple

from cntextfix.layout.ink import Ink

_SHIFT = 1 / 3
"""A copy stands within this share of its box from the original, on both axes. Fake bold shifts by 0.03 to 0.06 em."""
SHADOW = 0.22
"""Shadows stand further off (0.8 to 1.5 pt: 0.15 em of body text, 0.2 em of captions); narrow glyphs need this …"""
_NARROW = 0.6
"""… but never more than this share of their box: glyphs printed side by side are a whole box apart, 0.8 in tight
setting (``..``, ``ll``)."""
_DOTS = frozenset(".·．。•⋅∙")
"""Three of them above each other, a third of an em apart, are the dots of a matrix (⋮)."""
_SAME_SHIFT = 0.04
"""Shifts of one unit's copies agree to this many em. Chosen."""
_MOST_NEAR = 400
"""Originals kept in a cell at most: the closest dot leaders have 70, glyphs without a width any number."""
_FEW = 8
"""Glyphs up to so many are held against each other, more are looked up in a grid. Of 4, 6, 8 and 12 on newspaper
pages: nothing is gained beyond."""
_ROW = 65536.0
"""Cells in a row of a grid, more than there are; those that share a number on a page as wide do no harm. Chosen."""
_SAME_SIZE = 1.1
"""Copies are of one size, up to this ratio; fonts, colours and font names differ. Chosen."""


def find(ink: Ink) -> list[int]:
    """For each glyph of a page the glyph it is a copy of (an index), or -1.

    Of a visible glyph and a hidden one the visible is the original, else the one drawn first. Linear: a grid for each
    character that occurs more often than a few times, with cells eight times as large as the reach of a copy, so that
    most glyphs look into one.
    """
    original = [-1] * len(ink.text)
    kinds = [
        _Kind(one.size, SHADOW * one.size, 8 * _SHIFT * 2.0 ** frexp(one.size * _SAME_SIZE)[1]) for one in ink.styles
    ]
    for places in _repeated(ink):
        if len(places) > _FEW:
            _look_up(ink, places, kinds, original)
        else:
            _compare(ink, places, kinds, original)
        if ink.text[places[0]] in _DOTS:
            _stand_apart(ink, places, kinds, original)
    return _follow(ink, original)


def _stand_apart(ink: Ink, places: Sequence[int], kinds: Sequence[_Kind], original: list[int]) -> None:
    """Keep dots that stand above each other: their ink is a small part of their box."""
    for i in places:
        if original[i] >= 0 and abs(ink.y0[i] - ink.y0[original[i]]) > kinds[ink.style[i]].shadow:
            original[i] = -1


def _look_up(ink: Ink, places: Sequence[int], kinds: Sequence[_Kind], original: list[int]) -> None:
    """Find the copies among the glyphs of one character, in a grid."""
    xs0, ys0, xs1, ys1, style = ink.x0, ink.y0, ink.x1, ink.y1, ink.style
    grid: dict[float, int] = {}  # the last original of each cell …
    earlier: dict[int, int] = {}  # … the one before each in its cell …
    count: dict[float, int] = {}  # … and how many there are, if more than one
    for i in places:
        size, shadow, cell = kinds[style[i]]
        x, y = xs0[i], ys0[i]
        reach_x, reach_y = (xs1[i] - x) * _SHIFT, (ys1[i] - y) * _SHIFT
        if reach_x < shadow or reach_y < shadow:
            reach_x, reach_y = _shadowed(xs1[i] - x, shadow), _shadowed(ys1[i] - y, shadow)
        key = x // cell + y // cell * _ROW
        last = grid.get(key, -1)
        if reach_x < x % cell < cell - reach_x and reach_y < y % cell < cell - reach_y:
            if last < 0:  # most glyphs
                grid[key] = i
                continue
            heads = [last]
        else:
            columns = {(x - reach_x) // cell, (x + reach_x) // cell}
            rows = {(y - reach_y) // cell * _ROW, (y + reach_y) // cell * _ROW}
            heads = [grid.get(column + row, -1) for column in columns for row in rows]
        for j in heads:
            while j >= 0:
                near = abs(xs0[j] - x) < reach_x and abs(ys0[j] - y) < reach_y
                if near and _one_size(size, kinds[style[j]].size):
                    original[i] = j
                j = earlier.get(j, -1)
        if original[i] < 0 and count.get(key, 0) < _MOST_NEAR:
            count[key] = count.get(key, 0) + 1
            grid[key], earlier[i] = i, last


def _compare(ink: Ink, places: Sequence[int], kinds: Sequence[_Kind], original: list[int]) -> None:
    """Find the copies among a few glyphs, each held against all before it: quicker than a grid."""
    xs0, ys0, xs1, ys1, style = ink.x0, ink.y0, ink.x1, ink.y1, ink.style
    for n, i in enumerate(places[1:], 1):
        x, y = xs0[i], ys0[i]
        width, height = xs1[i] - x, ys1[i] - y
        for j in places[:n]:
            dx, dy = abs(xs0[j] - x), abs(ys0[j] - y)
            if dx < width and dy < height and original[j] < 0:  # few come so far
                size, shadow, _ = kinds[style[i]]
                near = dx < _shadowed(width, shadow) and dy < _shadowed(height, shadow)
                if near and _one_size(size, kinds[style[j]].size):
                    original[i] = j
                    break


def _repeated(ink: Ink) -> list[list[int]]:
    """The glyphs of each character that occurs more than once, in the order in which they are looked at."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, char in enumerate(ink.text):
        places[char].append(i)
    found = [those for those in places.values() if len(those) > 1]
    if any(look.hidden for look in ink.styles):
        for those in found:
            those.sort(key=lambda i: ink.styles[ink.style[i]].hidden)
    return found


class _Kind(NamedTuple):
    """What the glyphs of one style share: their size, how far a shadow reaches, the size of the cells they are looked
    up in."""

    size: float
    shadow: float
    cell: float


def _shadowed(extent: float, shadow: float) -> float:
    """How far off the copy of a glyph may be that is so wide, or high, and whose shadow reaches so far."""
    return max(extent * _SHIFT, min(shadow, _NARROW * extent))


def _one_size(one: float, other: float) -> bool:
    return one < other * _SAME_SIZE and other < one * _SAME_SIZE


def _follow(ink: Ink, original: list[int]) -> list[int]:
    """With copies out of reach (a shadow on a full stop), known by the shift they share with a neighbour's copy."""
    text, styles, style = ink.text, ink.styles, ink.style
    for step in (1, -1):
        for last in [i for i, of in enumerate(original) if of >= 0][::step]:
            i = last + step
            while 0 <= i < len(text) and original[i] < 0:
                limit = _SAME_SHIFT * styles[style[i]].size
                original[i] = _mate(i, step, text, original, ink.x0, ink.y0, limit)
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
