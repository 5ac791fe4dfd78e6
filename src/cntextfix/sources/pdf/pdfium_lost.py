"""What pdfium leaves out of the texts of a page, and where it is found again.

Most copies of overprinted text are gone, and so is a space that is set on its own behind a gap. Both are text objects
without characters. A copy is as large as its original, which stands beside it, and gets its characters from there; what
has no extent is a space.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from cntextfix.geometry import Box
from cntextfix.sources.pdf.matrix import ASCENT, DESCENT, IDENTITY, Matrix, area
from cntextfix.sources.pdf.pdfium_calls import Calls
from cntextfix.sources.pdf.pdfium_texts import Text

NEAR = 0.5
"""A copy stands within this many em of its original; shadows, the widest, are 0.22 em off."""
OWN = 0.3
"""A space is no nearer than this to the beginning of a text, in em: the narrowest letter is as wide."""
SAME = 0.02
"""Original and copy have the same extent to this many points: what single precision leaves at 2,000 points."""
WIDE = 0.85
"""With this much room in em a space is an ideographic one; half an em and the widest justification come to 0.82."""
AHEAD = 4
"""The tracking is told from the next few objects, in each of which there may be one character, with its copies."""
FAR = 3.0
"""A wider gap in em is no space: columns stand that far apart."""
STRAIGHT = 0.1
"""A space stands on the baseline of what follows, to this many em."""
CELL = 16.0
"""Size in points of the cells in which originals are looked up; the largest shadows are 13 pt off."""
MOST_NEAR = 200
"""Originals kept in a cell at most; a page has 10 at most, damaged ones anything."""


class Lost:
    """Finds what was left out of ``texts``, the known objects by their address, and adds it to them."""

    def __init__(self, calls: Calls, texts: dict[int, Text]) -> None:
        self._calls, self._texts = calls, texts

    def match(self, objects: Sequence[tuple[int, Matrix]]) -> None:
        """Give text objects without characters theirs. ``objects`` are all of the page in painting order, by their
        address, each with the matrix of its space. Linear: originals are looked up by their place."""
        keys = [one for one, _ in objects]
        lost = [n for n, key in enumerate(keys) if key not in self._texts]
        if not lost:
            return
        areas = [self._extent(one, matrix) for one, matrix in objects]
        grid: dict[tuple[float, float], list[int]] = defaultdict(list)
        for n, key in enumerate(keys):
            if key in self._texts:
                cell = grid[areas[n][0] // CELL, areas[n][1] // CELL]
                if len(cell) < MOST_NEAR:
                    cell.append(n)
        blank = [n for n in lost if max(areas[n].width, areas[n].height) < SAME]
        copies = set(lost).difference(blank)
        twins = {n: self._twin(n, keys, areas, grid) for n in lost if n in copies}
        for n, twin in twins.items():
            if twin is not None:
                self._copy(keys[n], self._texts[keys[twin]], areas[twin], areas[n])
        if blank:
            self._spaces(keys, areas, grid)

    def _spaces(
        self, keys: Sequence[int], areas: Sequence[Box], grid: Mapping[tuple[float, float], Sequence[int]]
    ) -> None:
        """Objects without extent, from the last to the first, so that it is known what follows each."""
        solid = self._solid(keys, areas)
        after: list[Text] = []  # the texts of the next few objects
        for n in range(len(keys) - 1, -1, -1):
            text = self._texts.get(keys[n])
            if text is not None:
                if text.glyphs and text.glyphs[0][0] != " ":
                    after = [text, *after[:AHEAD]]
            elif max(areas[n].width, areas[n].height) < SAME and (
                self._calls.font_of(keys[n]) in solid
                or not any(self._begins_at(areas[n], keys[k]) for k in _near(areas[n], grid))
            ):
                self._space(keys[n], areas[n], after)

    def _solid(self, keys: Sequence[int], areas: Sequence[Box]) -> set[int]:
        """The fonts of which characters have an extent, by address: in these, what has none is a space."""
        fonts = set[int]()
        for key, area_ in zip(keys, areas, strict=True):
            text = self._texts.get(key)
            if text is not None and text.look.font and max(area_.width, area_.height) >= SAME:
                fonts.add(text.look.font)
        return fonts

    def _extent(self, one: int, matrix: Matrix) -> Box:
        """The box of an object's ink on the page."""
        left, bottom, right, top = self._calls.bounds(one)
        if matrix[:4] == IDENTITY[:4]:
            x, y = matrix[4:]
            return Box(left + x, bottom + y, right + x, top + y)
        return area(matrix, left, bottom, right, top)

    def _twin(
        self, n: int, keys: Sequence[int], areas: Sequence[Box], grid: Mapping[tuple[float, float], Sequence[int]]
    ) -> int | None:
        """The nearest object with characters of which object ``n`` may be a copy; of several the first."""
        x0, y0, x1, y1 = areas[n]
        best: tuple[float, int] | None = None
        for k in _near(areas[n], grid):
            left, low, right, high = areas[k]
            if abs(x1 - x0 - right + left) < SAME and abs(y1 - y0 - high + low) < SAME:
                far = max(abs(x0 - left), abs(y0 - low))
                if far < NEAR * self._texts[keys[k]].look.style.size and (best is None or (far, k) < best):
                    best = far, k
        return best and best[1]

    def _begins_at(self, own: Box, key: int) -> bool:
        """Whether an object with characters begins where one without extent does, which then may be a copy of it: where
        a font is neither in the file nor on the machine, nothing has an extent."""
        text = self._texts[key]
        if not text.glyphs:
            return False
        em = text.look.style.size
        _, x0, y0, _, _ = text.glyphs[0]
        return abs(own.x0 - x0) < OWN * em and abs(own.y0 + DESCENT * em - y0) < OWN * em

    def _copy(self, key: int, original: Text, at: Box, own: Box) -> None:
        dx, dy = own.x0 - at.x0, own.y0 - at.y0
        glyphs = [(char, x0 + dx, y0 + dy, x1 + dx, y1 + dy) for char, x0, y0, x1, y1 in original.glyphs]
        self._texts[key] = Text(original.look, original.axis + dx, glyphs)

    def _space(self, key: int, own: Box, after: Sequence[Text]) -> None:
        """A space, as wide as the room in front of the next glyph; none where nothing follows on its line."""
        if not after:
            return
        text = after[0]
        em, (_, x0, y0, x1, y1) = text.look.style.size, text.glyphs[0]
        across = abs(own.y0 + DESCENT * em - y0) < STRAIGHT * em and not text.look.style.vertical
        axis = text.axis if text.look.style.vertical else (x0 + x1) / 2
        down = abs(own.x0 - axis + em / 4) < (0.25 + STRAIGHT) * em  # half a space to the left, or half an em
        top = own.y0 + ASCENT * em
        room = x0 - own.x0 if across else top - y1
        if (across or down) and 0 < room < FAR * em:
            gaps = [g[1] - x1 if across else y0 - g[4] for one in after for g in one.glyphs[:2]]
            tracking = next((gap for gap in gaps if 0 <= gap < em), 0.0)  # copies stand right on their originals
            char = "\u3000" if room - tracking > WIDE * em else " "
            if text.look.style.vertical:
                box = (axis - em / 2, top - em, axis + em / 2, top)
            else:  # an em wide, or half of one, wherever the next glyph is put
                box = (own.x0, top - em, own.x0 + (em if char == "\u3000" else em / 2), top)
            self._texts[key] = Text(text.look, text.axis, [(char, *box)])


def _near(own: Box, grid: Mapping[tuple[float, float], Sequence[int]]) -> Iterator[int]:
    """What stands in the cells around the corner of a box."""
    column, row = own.x0 // CELL, own.y0 // CELL
    for place in [(column + a, row + b) for a in (-1, 0, 1) for b in (-1, 0, 1)]:
        yield from grid.get(place, ())
