"""Overprint by geometry: a glyph drawn again, within a share of its own size of itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import frexp

from cntextfix.geometry import Glyphs

NEAR = 1 / 3
"""A copy stands within this share of its box from the original, on both axes. Fake bold shifts by 0.03 to 0.06 em."""
SHADOW = 0.22
"""Shadows stand further off (0.8 to 1.5 pt: 0.15 em of body text, 0.2 em of captions); narrow glyphs need this …"""
NARROW = 0.6
"""… but never more than this share of their box: glyphs printed side by side are a whole box apart, 0.8 in tight
setting (``..``, ``ll``)."""
SAME_SHIFT = 0.04
"""Shifts of one unit's copies agree to this many em."""
SAME_SIZE = 1.1
"""Copies are of one size; fonts, colours and font names differ."""


def find(glyphs: Glyphs) -> list[int]:
    """For each glyph of a page the glyph it is a copy of (an index), or -1.

    Of a visible glyph and a hidden one the visible is the original, else the one drawn first. Linear: a grid for each
    character that occurs more than once, with cells four times as large as the reach of a copy,
    so that most glyphs look into one.
    """
    text = glyphs.text
    original = [-1] * len(text)
    counts = Counter(text)
    styles = glyphs.styles
    xs0, ys0, xs1, ys1 = (c.tolist() for c in (glyphs.x0, glyphs.y0, glyphs.x1, glyphs.y1))
    style: list[int] = glyphs.style.tolist()
    sizes = [s.size for s in styles]
    cells = [4 * NEAR * 2.0 ** frexp(size * SAME_SIZE)[1] for size in sizes]
    grid: dict[tuple[str, float, float], list[int]] = defaultdict(list)
    order = [i for i, char in enumerate(text) if counts[char] > 1]
    if any(s.hidden for s in styles):
        order.sort(key=lambda i: styles[style[i]].hidden)
    for i in order:
        char, x, y, look = text[i], xs0[i], ys0[i], style[i]
        size, cell = sizes[look], cells[look]
        shadow = SHADOW * size
        reach_x, reach_y = _reach(xs1[i] - x, shadow), _reach(ys1[i] - y, shadow)
        left, right = (x - reach_x) // cell, (x + reach_x) // cell
        low, top = (y - reach_y) // cell, (y + reach_y) // cell
        places = [(left, low)]
        if left != right or low != top:
            places = [(a, b) for a in {left, right} for b in {low, top}]
        for column, row in places:
            for j in grid.get((char, column, row), ()):
                if abs(xs0[j] - x) < reach_x and abs(ys0[j] - y) < reach_y and _one_size(size, sizes[style[j]]):
                    original[i] = j
                    break
        if original[i] < 0:
            grid[char, x // cell, y // cell].append(i)
    _follow(text, original, xs0, ys0, [sizes[look] for look in style])
    return original


def _reach(extent: float, shadow: float) -> float:
    """How far off the copy of a glyph may be that is so wide, or high; ``shadow`` is the widest shadow."""
    near = extent * NEAR
    return near if near >= shadow else max(near, min(shadow, NARROW * extent))


def _one_size(one: float, other: float) -> bool:
    return one < other * SAME_SIZE and other < one * SAME_SIZE


def _follow(text: str, original: list[int], xs: list[float], ys: list[float], sizes: list[float]) -> None:
    """Copies out of reach (a shadow on a full stop), known by the shift they share with a neighbour's copy."""
    for step in (1, -1):
        order = range(len(text)) if step > 0 else range(len(text) - 1, -1, -1)
        for i in order:
            before = i - step
            if original[i] >= 0 or not 0 <= before < len(text) or original[before] < 0:
                continue
            model = original[before]
            dx, dy, limit = xs[before] - xs[model], ys[before] - ys[model], SAME_SHIFT * sizes[i]
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
                    original[i] = j
                    break


def by_original(original: list[int]) -> dict[int, list[int]]:
    """The copies of each glyph that has any, in stream order."""
    out: dict[int, list[int]] = {}
    for i, of in enumerate(original):
        if of >= 0:
            while original[of] >= 0:  # a copy of a copy
                of = original[of]
            out.setdefault(of, []).append(i)
    return out
