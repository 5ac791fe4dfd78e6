"""Letters of a headline set up and down are one line: their glyphs are set level before lines are built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from cntextfix.layout.ink import Ink
from cntextfix.layout.lines import BASELINE

_LARGE = 1.4
"""Times the size of the text that such letters have, at least. Chosen."""
_BAND = 0.75
"""Em by which they stand higher or lower than each other, at most: lines of a headline are a whole em apart. Chosen."""
_OVER = 0.35
"""Em by which one letter reaches over the next, at most. Chosen."""
_GAP = 0.8
"""… and by which it stands apart from it, at most. Chosen."""
_LEAST = 4
"""Letters of such a headline, at least. Chosen."""
_MOST = 400
"""Large letters on a page, at most: more are no headline. Chosen."""


def set_level(ink: Ink, originals: Sequence[int]) -> None:
    """Move the letters of staggered headlines to one baseline; ``originals`` are the glyphs that are no copies."""
    body = _body(ink, originals)
    large = [
        i for i in originals
        if (look := ink.styles[ink.style[i]]).size >= _LARGE * body and not look.vertical and ink.text[i].strip()
    ]  # fmt: skip
    if len(large) < _LEAST or len(large) > _MOST:
        return
    rows: list[list[int]] = []
    for i in sorted(large, key=lambda i: ink.x0[i]):
        row = next((row for row in rows if _goes_on(ink, row, i)), None)
        if row is None:
            rows.append([i])
        else:
            row.append(i)
    for row in rows:
        if len(row) >= _LEAST and _is_staggered(ink, row):
            level = median(ink.y0[i] for i in row)
            for i in row:
                ink.y0[i], ink.y1[i] = level, level + ink.y1[i] - ink.y0[i]


def _body(ink: Ink, originals: Sequence[int]) -> float:
    """The size of most glyphs of a page, in points."""
    sizes = Counter(round(ink.styles[ink.style[i]].size, 1) for i in originals)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _goes_on(ink: Ink, row: Sequence[int], i: int) -> bool:
    """Whether a letter stands right behind a row, in its band."""
    last, size = row[-1], ink.styles[ink.style[row[0]]].size
    if abs(ink.styles[ink.style[i]].size - size) > 0.1 * size:
        return False
    heights = [ink.y0[n] for n in row]
    near = max(*heights, ink.y0[i]) - min(*heights, ink.y0[i]) < _BAND * size
    return near and -_OVER * size < ink.x0[i] - ink.x1[last] < _GAP * size


def _is_staggered(ink: Ink, row: Sequence[int]) -> bool:
    """Whether most letters go up or down, and turn: those of a slope go on in one direction, and headlines that stand
    side by side step once from one to the next."""
    size = ink.styles[ink.style[row[0]]].size
    steps = [ink.y0[b] - ink.y0[a] for a, b in pairwise(row)]
    ups, downs = sum(step > BASELINE * size for step in steps), sum(step < -BASELINE * size for step in steps)
    return bool(ups and downs) and 2 * (ups + downs) > len(steps)
