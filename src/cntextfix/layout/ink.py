"""The columns of a page's glyphs as plain lists, for quick access."""

from __future__ import annotations

from collections.abc import Sequence

from cntextfix.document.geometry import Glyphs, picked


class Ink:
    """The columns of a page's glyphs as lists, for quick access; ``down`` is the distance of a top from the page's."""

    def __init__(self, glyphs: Glyphs, height: float) -> None:
        self.text = glyphs.text
        self.x0, self.y0, self.x1, self.y1 = (c.tolist() for c in (glyphs.x0, glyphs.y0, glyphs.x1, glyphs.y1))
        self.style: list[int] = glyphs.style.tolist()
        self.styles = glyphs.styles
        self.height = height

    def along(self, i: int, *, vertical: bool) -> tuple[float, float]:
        """Where glyph ``i`` starts and stops along a line of the given direction."""
        return (self.height - self.y1[i], self.height - self.y0[i]) if vertical else (self.x0[i], self.x1[i])

    def ends(self, glyphs: Sequence[int], *, vertical: bool) -> tuple[list[float], list[float]]:
        """Where each of these glyphs starts, and where it stops, along a line of the given direction."""
        if vertical:
            tops, bottoms = picked(glyphs, self.y1, self.y0)
            return [self.height - top for top in tops], [self.height - bottom for bottom in bottoms]
        starts, ends = picked(glyphs, self.x0, self.x1)
        return [*starts], [*ends]
