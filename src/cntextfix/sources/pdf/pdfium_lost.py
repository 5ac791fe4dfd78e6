"""What pdfium leaves out of the texts of a page, and where it is found again.

Most copies of overprinted text are gone, and so is a space that is set on its own behind a gap. Both are text objects
without characters. A copy is as large as its original, which stands beside it, and gets its characters from there; what
has no extent is a space.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeAlias

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


_Known: TypeAlias = tuple[int, float, float, float, float, float]
"""A text object with characters: its place in painting order, left and low, width and height of its ink, and how far
copies may be from it."""


class _Grid:
    """Text objects with characters, by their place."""

    def __init__(self) -> None:
        self._cells: dict[tuple[float, float], list[_Known]] = defaultdict(list)
        self._around: dict[tuple[float, float], list[_Known]] = {}

    def put(self, known: _Known) -> None:
        """Add one, before any is looked up."""
        cell = self._cells[known[1] // CELL, known[2] // CELL]
        if len(cell) < MOST_NEAR:
            cell.append(known)

    def near(self, own: Box) -> list[_Known]:
        """What stands in the cells around the corner of a box."""
        column, row = own[0] // CELL, own[1] // CELL
        found = self._around.get((column, row))
        if found is None:
            places = [(column + a, row + b) for a in (-1, 0, 1) for b in (-1, 0, 1)]
            found = self._around[column, row] = [one for place in places for one in self._cells.get(place, ())]
        return found


class Lost:
    """Finds what was left out of ``texts``, the known objects by their address, and adds it to them."""

    def __init__(self, calls: Calls, texts: dict[int, Text]) -> None:
        self._calls, self._texts = calls, texts
        self._grid = _Grid()
        self._solid = set[int]()  # the fonts of which characters have an extent, by address

    def match(self, keys: Sequence[int], matrices: Sequence[Matrix]) -> None:
        """Give text objects without characters theirs. ``keys`` are the addresses of all text objects of the page in
        painting order, ``matrices`` those of their spaces. Linear: originals are looked up by their place."""
        texts, bounds, put = self._texts, self._calls.bounds, self._grid.put
        if all(map(texts.__contains__, keys)):
            return
        lost, blank = dict[int, Box](), dict[int, Box]()
        for n, (one, matrix) in enumerate(zip(keys, matrices, strict=True)):
            left, low, right, high = bounds(one)
            if matrix != IDENTITY:
                left, low, right, high = area(matrix, left, low, right, high)
            text = texts.get(one)
            flat = right - left < SAME and high - low < SAME
            if text is None:
                (blank if flat else lost)[n] = Box(left, low, right, high)
                continue
            put((n, left, low, right - left, high - low, NEAR * text.look.style.size))
            if not flat:
                self._solid.add(text.look.font)
        twins = [(n, own, self._twin(own)) for n, own in lost.items()]
        for n, own, twin in twins:
            if twin is not None:
                number, left, low, *_ = twin
                self._copy(keys[n], texts[keys[number]], own.x0 - left, own.y0 - low)
        if blank:
            self._spaces(keys, blank)

    def _twin(self, own: Box) -> _Known | None:
        """The nearest object with characters of which one with this extent may be a copy; of several the first."""
        x0, y0, x1, y1 = own
        across, up = x1 - x0, y1 - y0
        best: _Known | None = None
        least = 0.0
        for one in self._grid.near(own):
            number, left, low, width, height, reach = one
            if -SAME < across - width < SAME and -SAME < up - height < SAME:
                far = max(abs(x0 - left), abs(y0 - low))
                if far < reach and (best is None or (far, number) < (least, best[0])):
                    best, least = one, far
        return best

    def _spaces(self, keys: Sequence[int], blank: Mapping[int, Box]) -> None:
        """Objects without extent, from the last to the first, so that it is known what follows each. In a font of which
        characters have an extent, what has none is a space."""
        after: list[Text] = []  # the texts of the next few objects
        for n in range(len(keys) - 1, -1, -1):
            text = self._texts.get(keys[n])
            if text is not None:
                if text.glyphs and text.glyphs[0][0] != " ":
                    after = [text, *after[:AHEAD]]
            elif n in blank and (
                self._calls.font_of(keys[n]) in self._solid
                or not any(self._begins_at(blank[n], keys[one[0]]) for one in self._grid.near(blank[n]))
            ):
                self._space(keys[n], blank[n], after)

    def _begins_at(self, own: Box, key: int) -> bool:
        """Whether an object with characters begins where one without extent does, which then may be a copy of it: where
        a font is neither in the file nor on the machine, nothing has an extent."""
        text = self._texts[key]
        if not text.glyphs:
            return False
        em = text.look.style.size
        _, x0, y0, _, _ = text.glyphs[0]
        return abs(own.x0 - x0) < OWN * em and abs(own.y0 + DESCENT * em - y0) < OWN * em

    def _copy(self, key: int, original: Text, dx: float, dy: float) -> None:
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
