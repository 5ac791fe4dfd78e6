"""The reading frame: u runs along the lines, v from line to line.

Horizontal pages: u is x, v is down. Vertical pages: u is down, v is leftwards, so that the first column is the topmost
line. Layout code knows u and v only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from cntextfix.document.geometry import Box


class Span(NamedTuple):
    """A rectangle in the reading frame."""

    u0: float
    v0: float
    u1: float
    v1: float

    @property
    def length(self) -> float:
        """How long it is in the direction of reading, in points."""
        return self.u1 - self.u0

    @property
    def depth(self) -> float:
        """How deep it is across the lines, in points."""
        return self.v1 - self.v0


NOWHERE = Span(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a page of the given size in points."""

    width: float
    height: float
    vertical: bool = False

    def span(self, box: Box) -> Span:
        """A box of the page in this frame."""
        if self.vertical:
            return Span(self.height - box.y1, self.width - box.x1, self.height - box.y0, self.width - box.x0)
        return Span(box.x0, self.height - box.y1, box.x1, self.height - box.y0)

    @property
    def page(self) -> Span:
        """The whole page."""
        return self.span(Box(0.0, 0.0, self.width, self.height))


def around(spans: list[Span]) -> Span:
    """The smallest span around all of ``spans``, of which there has to be one."""
    if len(spans) == 1:
        return spans[0]
    u0, v0, u1, v1 = zip(*spans, strict=True)
    return Span(min(u0), min(v0), max(u1), max(v1))


def overlap(one: Span, two: Span) -> float:
    """The share of the shorter one's length on which both stand."""
    return (min(one.u1, two.u1) - max(one.u0, two.u0)) / max(1.0, min(one.length, two.length))


def distance(one: Span, two: Span) -> float:
    """How far apart two spans are, along u and along v together; 0 if they touch."""
    du = max(one.u0 - two.u1, two.u0 - one.u1, 0.0)
    dv = max(one.v0 - two.v1, two.v0 - one.v1, 0.0)
    return du + dv
