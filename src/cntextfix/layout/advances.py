"""Boxes of glyphs that are wider than the room their text gives them: each ends where the next one begins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cntextfix.layout.ink import Ink

_LEVEL = 0.18
"""Baselines of one word agree to this many em: letters of such fonts stand 0.13 em below Han, marks 0.03 above."""
_LEAST = 0.03
"""The next glyph begins so many em further on, or more: a full stop takes 0.06."""
_OVER = 0.3
"""Boxes of other fonts reach over the next glyph by less, in em; an l of such fonts by 0.3 to 0.75. Chosen."""


def set_advances(ink: Ink, originals: Sequence[int]) -> None:
    """Programs that set newspapers and books (方正) have Latin letters and narrow marks in fonts whose glyphs are all
    one em wide, and put each where it belongs: boxes reach over those of the next letters, and a word would be read as
    several lines over each other. ``originals`` are the glyphs that are no copies, in stream order.

    Of two Han one may hang out into a gutter, and the next column begin there: such boxes end only in a row of them, as
    in a condensed headline."""
    before = False
    found: list[tuple[int, int, bool, bool]] = []
    for i, j in pairwise(originals):
        over = _reaches(ink, i, j)
        if over:
            found.append((i, j, before, min(ink.text[i], ink.text[j]) > "\u2e7f"))
        before = over
    behind = False
    for n in range(len(found) - 1, -1, -1):
        i, j, before, han = found[n]
        if before or behind or not han:
            ink.x1[i] = ink.x0[j]
        behind = before


def _reaches(ink: Ink, i: int, j: int) -> bool:
    """Whether the box of a glyph reaches over that of the next one, which stands on its baseline."""
    step, over = ink.x0[j] - ink.x0[i], ink.x1[i] - ink.x0[j]
    if step <= 0 or over <= 0:
        return False
    look = ink.styles[ink.style[i]]
    near = abs(ink.y0[i] - ink.y0[j]) < _LEVEL * look.size
    return near and not look.vertical and step > _LEAST * look.size and over > _OVER * look.size
