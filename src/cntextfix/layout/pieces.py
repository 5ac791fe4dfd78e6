"""Pieces of lines: glyphs that follow each other in the stream and on the page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from operator import sub

from cntextfix.document.geometry import TypeStyle, picked
from cntextfix.layout.ink import Ink

_STEP = 0.62
"""Glyphs that follow each other in the stream with a smaller gap, in em, are one piece for certain … Chosen."""
_STACKED = 0.35
"""… and downwards on a page of horizontal lines: numbers of a list stand 0.4 em apart at the closest leading."""
_UPRIGHT_GUTTER = 0.3
"""Columns of vertical text stand further apart than this, in em. Chosen."""
STRAIGHT = 0.06
"""Baselines of glyphs that follow each other in the stream agree to this many em. Chosen."""
SIMILAR = 1.08
"""Type sizes up to this ratio are one size; captions are set at 0.85 of the body, section headings at 1.06."""


@dataclass(slots=True)
class Piece:
    """A stretch of glyphs on one baseline, known from the stream alone."""

    glyphs: list[int]
    vertical: bool | None  # None: a single glyph, which could stand in a line of either direction
    a0: float
    a1: float
    mid: float
    size: float
    hidden: bool


def mostly_vertical(ink: Ink, originals: list[int]) -> bool:
    """Whether most glyphs are followed by one below, not beside them."""
    down = beside = 0
    xs, ys = picked(originals, ink.x0, ink.y0)
    (looks,) = picked(originals, ink.style)
    for dx, dy, look in zip(map(sub, xs[1:], xs), map(sub, ys, ys[1:]), looks[1:], strict=True):
        size = ink.styles[look].size
        if -0.2 * size < dy < 0.2 * size:
            beside += 0 < dx < 1.7 * size
        elif 0.5 * size < dy < 1.7 * size and abs(dx) < 0.6 * size:
            down += 1
    return down > beside


def find(ink: Ink, originals: list[int], *, vertical: bool) -> list[Piece]:
    """The pieces of a page, in stream order. ``vertical`` is the page's main direction."""
    pieces: list[Piece] = []
    last: Piece | None = None
    stacked = _STEP if vertical else _STACKED
    for i in originals:
        look = ink.styles[ink.style[i]]
        if last is None or not _takes(last, ink, i, look, stacked):
            last = _single(ink, i, look, vertical=vertical)
            pieces.append(last)
    if vertical:
        pieces = _not_across(ink, pieces)
        for piece in pieces:
            if piece.vertical is False:
                piece.a0, piece.a1 = ink.x0[piece.glyphs[0]], ink.x1[piece.glyphs[-1]]
                piece.mid = ink.y0[piece.glyphs[0]]
    return pieces


def _single(ink: Ink, i: int, look: TypeStyle, *, vertical: bool) -> Piece:
    """A piece of one glyph; of a space only half counts, its advance may reach over what follows."""
    a0, a1 = ink.along(i, vertical=vertical or look.vertical)
    mid = (ink.x0[i] + ink.x1[i]) / 2 if vertical or look.vertical else ink.y0[i]
    a1 = (a0 + a1) / 2 if ink.text[i].isspace() else a1
    return Piece([i], True if look.vertical else None, a0, a1, mid, look.size, look.hidden)


def _takes(last: Piece, ink: Ink, i: int, look: TypeStyle, stacked: float) -> bool:
    """Put glyph ``i`` at the end of a piece, if it goes on there; whether it did."""
    size, j = look.size, last.glyphs[-1]
    if last.hidden is not look.hidden:
        return False
    if not size / SIMILAR < last.size < size * SIMILAR and not ink.text[i].isspace():  # a space has no size to be seen
        return False
    x0, x1, y0, y1 = ink.x0, ink.x1, ink.y0, ink.y1
    left, right, low = x0[i], x1[i], y0[i]
    if (
        not last.vertical and not look.vertical and abs(low - y0[j]) < STRAIGHT * size
        and -0.3 * size < left - x1[j] < _STEP * size and left > x0[j]
    ):  # fmt: skip
        last.glyphs.append(i)
        last.vertical = False
        end = (left + right) / 2 if ink.text[i].isspace() else right
        last.a1 = end if end > last.a1 else last.a1
        return True
    if last.vertical is False or abs(left + right - x0[j] - x1[j]) >= 2 * STRAIGHT * size:
        return False
    if not (-0.3 * size < y0[j] - y1[i] < stacked * size and low < y0[j]):
        return False
    if last.vertical is None:
        last.a0, last.mid = ink.height - y1[j], (x0[j] + x1[j]) / 2
    last.glyphs.append(i)
    last.vertical = True
    last.a1 = ink.height - ((low + y1[i]) / 2 if ink.text[i].isspace() else low)
    return True


def _not_across(ink: Ink, pieces: list[Piece]) -> list[Piece]:
    """Pieces of a vertical page, horizontal ones taken apart if text goes on below their glyphs: the first glyphs of
    neighbouring columns stand side by side, too."""
    tops: dict[int, list[int]] = defaultdict(list)
    for piece in pieces:
        for i in piece.glyphs:
            tops[int((ink.x0[i] + ink.x1[i]) / 8)].append(i)
    out: list[Piece] = []
    for piece in pieces:
        wide = piece.vertical is False and all(
            ink.x0[j] - ink.x1[i] > _UPRIGHT_GUTTER * piece.size for i, j in pairwise(piece.glyphs)
        )
        if wide and any(_goes_down(ink, i, tops, piece.size) for i in piece.glyphs):
            for i in piece.glyphs:
                a0, a1 = ink.along(i, vertical=True)
                out.append(Piece([i], None, a0, a1, (ink.x0[i] + ink.x1[i]) / 2, piece.size, piece.hidden))
        else:
            out.append(piece)
    return out


def _goes_down(ink: Ink, i: int, tops: dict[int, list[int]], size: float) -> bool:
    middle = ink.x0[i] + ink.x1[i]
    return any(
        abs(ink.x0[j] + ink.x1[j] - middle) < 2 * STRAIGHT * size
        and -0.1 * size < ink.y0[i] - ink.y1[j] < _STACKED * size
        for cell in (int(middle / 8 - 1), int(middle / 8), int(middle / 8 + 1))
        for j in tops.get(cell, ())
        if j != i
    )
