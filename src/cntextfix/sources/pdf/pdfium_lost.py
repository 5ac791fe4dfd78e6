"""What pdfium leaves out of the texts of a page, and where it is found again.

Most copies of overprinted text are gone, and so is a space that is set on its own behind a gap. Both are text objects
without characters. A copy is as large as its original, which stands beside it, and gets its characters from there; what
has no extent is a space.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

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
CELL = 32.0
"""Size in points of the cells in which originals look for copies …"""
FARTHEST = CELL / 2
"""… and how far in points a copy may be at most, so that it is in four cells; the largest shadows are 13 pt off."""
MOST_NEAR = 200
"""Originals that look into one cell at most; a page has 40 at most, damaged ones anything."""


class _Lost:
    """A text object without characters: its place in painting order, the extent of its ink, and what was found of it:
    its ``twin``, which has the same extent and is ``far`` off, and whether a text begins where it does."""

    __slots__ = ("begun", "blank", "far", "height", "left", "low", "number", "twin", "width")

    def __init__(self, number: int, box: Sequence[float]) -> None:
        self.number, self.left, self.low = number, box[0], box[1]
        self.width, self.height = box[2] - box[0], box[3] - box[1]
        self.blank = self.width < SAME and self.height < SAME
        self.begun, self.far = False, FARTHEST
        self.twin: tuple[int, float, float] | None = None  # address, left and low


class Lost:
    """Finds what was left out of ``texts``, the known objects by their address, and adds it to them."""

    def __init__(self, calls: Calls, texts: dict[int, Text]) -> None:
        self._calls, self._texts = calls, texts
        self._cells: dict[tuple[float, float], list[_Lost]] = defaultdict(list)
        self._looked: dict[tuple[float, float], int] = defaultdict(int)  # how many originals, by cell
        self._solid = set[int]()  # the fonts of which characters have an extent, by address

    def match(self, keys: Sequence[int], matrices: Sequence[Matrix]) -> None:
        """Give text objects without characters theirs. ``keys`` are the addresses of all text objects of the page in
        painting order, ``matrices`` those of their spaces. Linear: copies are looked up by their place."""
        lost = [self._put(n, key, matrices[n]) for n, key in enumerate(keys) if key not in self._texts]
        if not lost:
            return
        bounds, cells, looked = self._calls.bounds, self._cells, self._looked
        last, upright = IDENTITY, True
        for key, matrix in zip(keys, matrices, strict=True):
            text = self._texts.get(key)
            if text is None:
                continue
            if matrix is not last:  # most objects of a page share one
                last, upright = matrix, matrix == IDENTITY
            left, low, right, high = bounds(key) if upright else self._extent(key, matrix)
            if right - left >= SAME or high - low >= SAME:
                self._solid.add(text.look.font)
            place = left // CELL, low // CELL
            if place in cells and looked[place] < MOST_NEAR:
                looked[place] += 1
                self._offer(cells[place], key, text, (left, low, right - left, high - low))
        for one in lost:
            if one.twin and not one.blank:
                key, left, low = one.twin
                self._copy(keys[one.number], self._texts[key], one.left - left, one.low - low)
        blank = {one.number: one for one in lost if one.blank}
        if blank:
            self._spaces(keys, blank)

    def _put(self, n: int, key: int, matrix: Matrix) -> _Lost:
        """Text object ``n``, which has no characters, where originals look for it."""
        one = _Lost(n, self._extent(key, matrix))
        column, row = (one.left + FARTHEST) // CELL, (one.low + FARTHEST) // CELL
        for place in ((column - 1, row - 1), (column - 1, row), (column, row - 1), (column, row)):
            self._cells[place].append(one)
        return one

    def _extent(self, one: int, matrix: Matrix) -> Sequence[float]:
        """The box of an object's ink on the page."""
        left, low, right, high = found = self._calls.bounds(one)
        if matrix == IDENTITY:
            return found
        return area(matrix, left, low, right, high)

    def _offer(self, lost: Sequence[_Lost], key: int, text: Text, ink: tuple[float, float, float, float]) -> None:
        """Let the objects without characters near this one know it, whose ink begins at left and low and is so wide and
        high. One of the same extent may be a copy of it; of several originals it has the nearest, then the first."""
        left, low, width, height = ink
        reach = NEAR * text.look.style.size
        for one in lost:
            if -SAME < one.width - width < SAME and -SAME < one.height - height < SAME:
                far = max(abs(one.left - left), abs(one.low - low))
                if far < reach and far < one.far:
                    one.twin, one.far = (key, left, low), far
            if one.blank and not one.begun:
                one.begun = self._begins_at(one, text)

    def _spaces(self, keys: Sequence[int], blank: Mapping[int, _Lost]) -> None:
        """Objects without extent, from the last to the first, so that it is known what follows each. In a font of which
        characters have an extent, what has none is a space."""
        after: list[Text] = []  # the texts of the next few objects
        for n in range(len(keys) - 1, -1, -1):
            text = self._texts.get(keys[n])
            if text is not None:
                if text.glyphs and text.glyphs[0][0] != " ":
                    after = [text, *after[:AHEAD]]
            elif n in blank and (self._calls.font_of(keys[n]) in self._solid or not blank[n].begun):
                self._space(keys[n], blank[n], after)

    def _begins_at(self, own: _Lost, text: Text) -> bool:
        """Whether an object with characters begins where one without extent does, which then may be a copy of it: where
        a font is neither in the file nor on the machine, nothing has an extent."""
        if not text.glyphs:
            return False
        em = text.look.style.size
        _, x0, y0, _, _ = text.glyphs[0]
        return abs(own.left - x0) < OWN * em and abs(own.low + DESCENT * em - y0) < OWN * em

    def _copy(self, key: int, original: Text, dx: float, dy: float) -> None:
        glyphs = [(char, x0 + dx, y0 + dy, x1 + dx, y1 + dy) for char, x0, y0, x1, y1 in original.glyphs]
        self._texts[key] = Text(original.look, original.axis + dx, glyphs)

    def _space(self, key: int, own: _Lost, after: Sequence[Text]) -> None:
        """A space, as wide as the room in front of the next glyph; none where nothing follows on its line."""
        if not after:
            return
        text = after[0]
        em, (_, x0, y0, x1, y1) = text.look.style.size, text.glyphs[0]
        across = abs(own.low + DESCENT * em - y0) < STRAIGHT * em and not text.look.style.vertical
        axis = text.axis if text.look.style.vertical else (x0 + x1) / 2
        down = abs(own.left - axis + em / 4) < (0.25 + STRAIGHT) * em  # half a space to the left, or half an em
        top = own.low + ASCENT * em
        room = x0 - own.left if across else top - y1
        if (across or down) and 0 < room < FAR * em:
            gaps = [g[1] - x1 if across else y0 - g[4] for one in after for g in one.glyphs[:2]]
            tracking = next((gap for gap in gaps if 0 <= gap < em), 0.0)  # copies stand right on their originals
            char = "\u3000" if room - tracking > WIDE * em else " "
            if text.look.style.vertical:
                box = (axis - em / 2, top - em, axis + em / 2, top)
            else:  # an em wide, or half of one, wherever the next glyph is put
                box = (own.left, top - em, own.left + (em if char == "\u3000" else em / 2), top)
            self._texts[key] = Text(text.look, text.axis, [(char, *box)])
