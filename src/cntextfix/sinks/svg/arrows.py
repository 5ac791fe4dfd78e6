"""Arrows from where reading stops to where it goes on."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from cntextfix.document.geometry import Box
from cntextfix.sinks.svg.fragments import Fragment, below
from cntextfix.sinks.svg.marks import dashes, number

OTHER = "#5d6770"
"""The colour of arrows from one paragraph to another."""
_NEXT = 4.0
"""What stands so many times a line's height below is where reading goes on. Chosen: paragraphs are no further apart."""
_Point = tuple[float, float]


class Arrows:
    """The arrows of a page of this height; ``unit`` is what a point is in labels, ``vertical`` if its text runs
    downwards."""

    def __init__(self, height: float, unit: float, *, vertical: bool) -> None:
        self._height, self._unit, self._vertical = height, unit, vertical

    def _is_next(self, one: Fragment, two: Fragment) -> bool:
        """Whether a fragment is where anyone would go on reading: at the end of the other one, or right below it."""
        if below(one.last, two.first, vertical=self._vertical):
            return True
        return below(self._row(one, one.last), self._row(two, two.first), vertical=self._vertical, apart=_NEXT)

    def _row(self, part: Fragment, line: Box) -> Box:
        """The room of a line in its fragment: the last one may be short, and cells stand beside the first."""
        box = part.box
        return Box(line.x0, box.y0, line.x1, box.y1) if self._vertical else Box(box.x0, line.y0, box.x1, line.y1)

    def between(self, parts: Sequence[Fragment], colors: Sequence[str]) -> Iterator[str]:
        """From the end of each fragment to the beginning of the next, but where that stands right below. Those within
        a paragraph are solid, in the colour of its role; others are dashed."""
        for one, two, color in zip(parts, parts[1:], colors[1:], strict=False):
            if not self._is_next(one, two):
                yield self._arrow(one, two.first, color if two.goes_on else OTHER, solid=two.goes_on)

    def _down(self, y: float) -> float:
        return self._height - y

    def _arrow(self, part: Fragment, two: Box, color: str, *, solid: bool) -> str:
        """Down from the foot of what stands above; else from the side of the last line to that of the next one."""
        unit, one = self._unit, part.last
        top, left, right = self._down(one.y1), one.x0, one.x1
        y0, y1 = top + one.height / 2, self._down(two.y1) + two.height / 2
        if self._vertical or self._down(two.y1) > self._down(part.box.y0) - unit:
            x0, x1 = left + min(one.width / 2, 24 * unit), two.x0 + min(two.width / 2, 24 * unit)
            y0, y1 = self._down(one.y0) + 1.5 * unit, self._down(two.y1) - 1.5 * unit
            x0 = right - min(one.width / 2, 24 * unit) if two.x0 > right else x0
            return self._curve((x0, y0), (x1, y1), (0, 1), (0, 1), color, solid=solid)
        if two.x0 > right:
            gap = 0.0 if solid else 13 * unit  # the number stands there
            return self._curve(
                (right + 1.5 * unit, y0), (two.x0 - 2 * unit - gap, y1), (1, 0), (1, 0), color, solid=solid
            )
        ahead = (-1, 0) if two.x1 < left else (1, 0)
        start = left - 1.5 * unit if two.x1 < left else right + 1.5 * unit
        return self._curve((start, y0), (two.x1 + 2 * unit, y1), ahead, (-1, 0), color, solid=solid)

    def _curve(
        self, one: _Point, two: _Point, out: tuple[int, int], into: tuple[int, int],
        color: str, *, solid: bool,
    ) -> str:  # fmt: skip
        """An arrow that leaves one place in a direction and comes into the other one in another."""
        unit = self._unit
        tip, wing = 5.5 * unit, 2.4 * unit
        bend = min(max(math.dist(one, two) / 3, 8 * unit), 60 * unit)
        base = two[0] - tip * into[0], two[1] - tip * into[1]
        points = [
            one, (one[0] + bend * out[0], one[1] + bend * out[1]), (base[0] - bend * into[0], base[1] - bend * into[1]),
            base,
        ]  # fmt: skip
        start, *rest = (f"{number(x)} {number(y)}" for x, y in points)
        sides = [
            (base[0] + wing * into[1], base[1] + wing * into[0]),
            (base[0] - wing * into[1], base[1] - wing * into[0]),
        ]
        head = "L".join(f"{number(x)} {number(y)}" for x, y in (two, *sides))
        dash = "" if solid else dashes(4 * unit, 2.5 * unit)
        return (
            f'<path d="M{start}C{" ".join(rest)}" fill="none" stroke="{color}" stroke-width="{number(1.1 * unit)}" '
            f'stroke-opacity="0.7"{dash}/><path d="M{head}z" fill="{color}" fill-opacity="0.85"/>'
        )
