"""Tilted text is read along its own baseline: its glyphs are set upright before lines are built."""

from __future__ import annotations

from collections import defaultdict
from math import cos, radians, sin

from cntextfix.layout.ink import Ink

_TILT = (1.5, 45.0)
"""Text turned by so many degrees is tilted: less is the skew of a scan, more stands on its side. Chosen."""
_ENOUGH = 8
"""So many glyphs turned alike are text; fewer are letters thrown about on purpose. Chosen."""


def set_upright(ink: Ink) -> None:
    """Move the glyphs of tilted text to where they would stand if it were not tilted."""
    tilted = {n: round(look.turn, 1) for n, look in enumerate(ink.styles) if _TILT[0] < abs(look.turn) <= _TILT[1]}
    if not tilted:
        return
    groups: dict[float, list[int]] = defaultdict(list)
    for i, look in enumerate(ink.style):
        if look in tilted:
            groups[tilted[look]].append(i)
    for turn, glyphs in groups.items():
        if len(glyphs) >= _ENOUGH:
            _turn(ink, glyphs, radians(turn))


def _turn(ink: Ink, glyphs: list[int], angle: float) -> None:
    """Turn glyphs back by an angle about the middle of all of them, each upright again."""
    across, up = cos(angle), sin(angle)
    slope = abs(up)
    mid_x = sum(ink.x0[i] + ink.x1[i] for i in glyphs) / (2 * len(glyphs))
    mid_y = sum(ink.y0[i] + ink.y1[i] for i in glyphs) / (2 * len(glyphs))
    flat = max(0.1, across * across - up * up)
    for i in glyphs:
        x, y = (ink.x0[i] + ink.x1[i]) / 2 - mid_x, (ink.y0[i] + ink.y1[i]) / 2 - mid_y
        width, height = ink.x1[i] - ink.x0[i], ink.y1[i] - ink.y0[i]
        half = max(0.0, (width * across - height * slope) / flat) / 2
        size = ink.styles[ink.style[i]].size / 2
        u, v = mid_x + x * across + y * up, mid_y - x * up + y * across
        ink.x0[i], ink.x1[i], ink.y0[i], ink.y1[i] = u - half, u + half, v - size, v + size
