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
    one em wide, and put each where it belongs: boxes reach over those of the next letters, and a word would
    be read as several lines over each other. ``originals`` are the glyphs that are no copies, in stream order."""
    x0, x1, y0, style, styles = ink.x0, ink.x1, ink.y0, ink.style, ink.styles
    for i, j in pairwise(originals):
        step = x0[j] - x0[i]
        if step <= 0 or x1[i] <= x0[j] or styles[style[i]].vertical:
            continue
        size = styles[style[i]].size
        if step > _LEAST * size and x1[i] - x0[j] > _OVER * size and abs(y0[i] - y0[j]) < _LEVEL * size:
            x1[i] = x0[j]
