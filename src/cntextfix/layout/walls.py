"""Drawn rules in the gap of a line: what is on both sides of an upright one are two lines, a level one is a blank."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

from cntextfix.document.geometry import Figure, FigureKind
from cntextfix.layout.figures import SHORTEST_RULE, THICKEST_RULE
from cntextfix.layout.ink import Ink
from cntextfix.layout.lines import GlyphLine, line_of

_GAP = 0.4
"""A rule between articles has this much white about it in em; the one that was measured had 0.9."""
_TALL = 3.0
"""Rules that divide a line are this many em long: frames around a word and bars in a formula are shorter. Chosen."""
_UNDER = 0.45
"""The rule of a blank to be filled in runs at most this many em below the foot of its line. Chosen."""
_OVER = 0.2
"""… and this many above: 11 blanks of a real exam have 0.02, the bars of 53 fractions of ten files 0.37 to 0.44."""
_ENDS = 0.5
"""It ends so many em from the text before and behind it at the most: underlines run under text. Chosen."""
_LONGEST = 7.0
"""It is at most so many em long. Chosen: the rules of pull quotes, round which text runs, are longer."""
_FILLS = 0.6
"""It fills so large a share of the gap. Chosen: text stands some white away from it."""


class Walls:
    """The rules and frames of a page whose height is given, in points."""

    def __init__(self, figures: Iterable[Figure], height: float) -> None:
        upright: list[tuple[float, float, float]] = []
        level: list[tuple[float, float, float]] = []
        for figure in figures:
            x0, y0, x1, y1 = figure.box
            if figure.kind is FigureKind.FRAME:
                upright += [(x0, y0, y1), (x1, y0, y1)]
                level += [(height - y0, x0, x1), (height - y1, x0, x1)]
            elif x1 - x0 <= THICKEST_RULE and y1 - y0 >= SHORTEST_RULE:
                upright.append((x0, y0, y1))
            elif y1 - y0 <= THICKEST_RULE and x1 - x0 >= SHORTEST_RULE:
                level.append((height - y1, x0, x1))
        self._across, self._down, self._height = sorted(upright), sorted(level), height

    def between(self, start: float, stop: float, line: GlyphLine, tall: float = 0.0) -> bool:
        """Whether a rule stands across a line somewhere from ``start`` to ``stop``, ``tall`` points long or more."""
        box = line.box
        middle = (box.x0 + box.x1) / 2 if line.vertical else (box.y0 + box.y1) / 2
        walls = self._down if line.vertical else self._across
        for at, low, high in walls[bisect_left(walls, (start,)) :]:
            if at > stop:
                break
            if low <= middle <= high and high - low >= tall:
                return True
        return False

    def blank(self, start: float, stop: float, line: GlyphLine) -> bool:
        """Whether a rule to be written on fills a gap of a horizontal line."""
        if stop - start > _LONGEST * line.size:
            return False
        reach, foot = _ENDS * line.size, self._height - line.box.y0
        for at, low, high in self._down[bisect_left(self._down, (foot - _OVER * line.size,)) :]:
            if line.vertical or at > foot + _UNDER * line.size:
                break
            if start - reach <= low and high <= stop + reach and high - low > _FILLS * (stop - start):
                return True
        return False

    def split(self, ink: Ink, lines: Iterable[GlyphLine]) -> Iterator[GlyphLine]:
        """Lines, those that run over a long rule cut there."""
        for line in lines:
            walls = self._down if line.vertical else self._across
            first = bisect_left(walls, (line.a0,))
            if first == len(walls) or walls[first][0] > line.a1:
                yield line
                continue
            parts: list[list[int]] = [line.glyphs[:1]]
            for one, two in pairwise(line.glyphs):
                gap = ink.along(one, vertical=line.vertical)[1], ink.along(two, vertical=line.vertical)[0]
                if gap[1] - gap[0] > _GAP * line.size and self.between(*gap, line, _TALL * line.size):
                    parts.append([])
                parts[-1].append(two)
            for part in parts:
                reach = ink.along(part[0], vertical=line.vertical)[0], ink.along(part[-1], vertical=line.vertical)[1]
                if len(parts) == 1:
                    yield line
                else:
                    yield line_of(ink, part, reach, line.mid, vertical=line.vertical, hidden=line.hidden)
