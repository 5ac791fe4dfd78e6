"""Path operators: rules, frames and filled areas out of lines and rectangles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cntextfix.document.geometry import Box, FigureKind
from cntextfix.layout.figures import THICKEST_RULE
from cntextfix.sources.pdf.engine import MAX_FIGURES, Canvas
from cntextfix.sources.pdf.matrix import area, transform
from cntextfix.sources.pdf.state import GraphicsState, floats, meet
from cntextfix.sources.pdf.tokens import Operand

_MAX_POINTS = 200_000
"""Points and rectangles of one path kept at most; hatchings have some thousands. Chosen."""
_SIDES = 4
"""Sides of a rectangle. By definition."""


class Paths:
    """The path under construction of a content stream, and the operators that build and paint it."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.path: list[tuple[float, float]] = []
        self.begins: list[int] = []
        self.rects: list[Box] = []
        self.clipping = False

    def move(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``m``: the point where another part of the path begins."""
        self.begins.append(len(self.path))
        self.point(state, operands)

    def close(self, _: GraphicsState, __: list[Operand]) -> None:
        """``h``: the part of the path that was begun goes back to its first point."""
        if self.begins and self.begins[-1] < len(self.path) and self._room():
            self.path.append(self.path[self.begins[-1]])

    def point(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``l``: a point of the path."""
        x, y = floats(operands, 2)
        if self._room():
            self.path.append(transform(state.ctm, x, y))

    def curve(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``c``, ``v``, ``y``: a curve, by its points."""
        values = [v for v in operands if isinstance(v, float)]
        if self._room():
            self.path += [transform(state.ctm, x, y) for x, y in zip(values[::2], values[1::2], strict=False)]

    def rect(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``re``: a rectangle."""
        x, y, w, h = floats(operands, 4)
        if self._room():
            self.rects.append(area(state.ctm, x, y, x + w, y + h))

    def _room(self) -> bool:
        """Whether the path may have more points; notes it as trouble."""
        if len(self.path) + len(self.rects) < _MAX_POINTS:
            return True
        self.canvas.note("too-many-figures", _MAX_POINTS)
        return False

    def _boxes(self) -> Iterator[Box]:
        yield from self.rects
        if self.path:
            yield _around(self.path)

    def stroke(self, state: GraphicsState, _: list[Operand]) -> None:
        """``S``: the path is drawn; frames and rules come of it."""
        if self._full():
            self.canvas.note("too-many-figures", MAX_FIGURES)
        elif len(self.path) > 2 and not self.rects:
            self._outline(state)
        else:
            for box in self._boxes():
                thick = min(box.width, box.height) > THICKEST_RULE
                self._add(state, FigureKind.FRAME if thick else FigureKind.RULE, box)
        self.end_path(state, [])

    def close_stroke(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``s``: closed and drawn."""
        self.close(state, operands)
        self.stroke(state, operands)

    def _outline(self, state: GraphicsState) -> None:
        """A stroked path of several points: a frame where a part is a rectangle, else a rule wherever it runs
        straight."""
        for start, stop in pairwise([0, *self.begins, len(self.path)]):
            points = self.path[start:stop]
            sides = [
                (x0, y0, x1, y1) for (x0, y0), (x1, y1) in pairwise(points) if abs(x0 - x1) < 0.5 or abs(y0 - y1) < 0.5
            ]
            if len(sides) == len(points) - 1 == _SIDES and points[0] == points[-1]:
                whole = _around(points)
                if min(whole.width, whole.height) > THICKEST_RULE:
                    self._add(state, FigureKind.FRAME, whole)
                    continue
            for x0, y0, x1, y1 in sides:
                self._add(state, FigureKind.RULE, Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def _full(self) -> bool:
        """Whether the page takes no more figures; then a path need not be looked at."""
        return len(self.canvas.figures) >= MAX_FIGURES

    def fill(self, state: GraphicsState, _: list[Operand]) -> None:
        """``f``: what the path goes around is filled."""
        for box in () if self._full() else self._boxes():
            self._add(state, FigureKind.FILL, box, state.fill)
        if self._full():
            self.canvas.note("too-many-figures", MAX_FIGURES)
        self.end_path(state, [])

    def fill_stroke(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``B``: filled and drawn."""
        rects, path, begins = self.rects[:], self.path[:], self.begins[:]
        self.fill(state, operands)
        self.rects, self.path, self.begins = rects, path, begins
        self.stroke(state, operands)

    def close_fill_stroke(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``b``: closed, filled and drawn."""
        self.close(state, operands)
        self.fill_stroke(state, operands)

    def end_path(self, state: GraphicsState, _: list[Operand]) -> None:
        """``n``: the path is at its end, and clips if it was to."""
        boxes = [*self._boxes()] if self.clipping else []
        if boxes:  # what is in any part of the path is seen
            x0, y0, x1, y1 = zip(*boxes, strict=True)
            state.clip = meet(state.clip, Box(min(x0), min(y0), max(x1), max(y1)))
        self.path, self.begins, self.rects, self.clipping = [], [], [], False

    def clip(self, state: GraphicsState, _: list[Operand]) -> None:
        """``W``: the path will clip what comes after it."""
        self.clipping = True

    def shade(self, state: GraphicsState, _: list[Operand]) -> None:
        """``sh``: the clipped area is filled with a shading."""
        self._add(state, FigureKind.FILL, state.clip, (0.5,))

    def image(self, state: GraphicsState, _: list[Operand]) -> None:
        """An image, as large as the unit square."""
        self._add(state, FigureKind.IMAGE, area(state.ctm, 0, 0, 1, 1))

    def _add(self, state: GraphicsState, kind: FigureKind, box: Box, color: tuple[float, ...] = ()) -> None:
        box = meet(box, state.clip)
        if box.x0 <= box.x1 and box.y0 <= box.y1:
            self.canvas.figure(kind, box, color)


def _around(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))
