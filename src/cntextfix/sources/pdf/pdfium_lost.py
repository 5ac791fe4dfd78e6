"""What pdfium leaves out of the texts of a page, and where it is found again.

Most copies of overprinted text are gone, and so is a space that is set on its own behind a gap. Both are text objects
without characters. A copy is as large as its original, which stands beside it, and gets its characters from there; what
has no extent is a space.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from cntextfix.sources.pdf.matrix import DESCENT, IDENTITY, Matrix, area
from cntextfix.sources.pdf.pdfium_calls import Calls
from cntextfix.sources.pdf.pdfium_spaces import Blank, Spaces
from cntextfix.sources.pdf.pdfium_texts import Texts

_NEAR = 0.5
"""A copy stands within this many em of its original; shadows, the widest, are 0.22 em off."""
_OWN = 0.3
"""A space is no nearer than this to the beginning of a text, in em: the narrowest letter is as wide. Chosen."""
_SPECK = 0.5
"""What is no larger than this in points is a space of a font in which spaces have an extent. Chosen."""
_SAME = 0.02
"""Original and copy have the same extent to this many points: what single precision leaves at 2,000 points."""
_CELL = 32.0
"""Size in points of the cells in which originals look for copies … Chosen."""
_FARTHEST = _CELL / 2
"""… and how far in points a copy may be at most, so that it is in four cells; the largest shadows are 13 pt off."""
_SMALL = _FARTHEST / 1.5
"""Type up to this size has its copies within half an em, and its ink within one, of where it begins: no farther than
what is left out is looked for."""
_MOST_NEAR = 200
"""Originals that look into one cell at most; a page has 40 at most, damaged ones anything."""


_CELLS = 65536.0
"""Cells in a row of the page, more than there are; those that share a number on a page as wide do no harm. Chosen."""


def _cell(x: float, y: float) -> float:
    """The number of the cell in which a place is."""
    return x // _CELL + y // _CELL * _CELLS


class _Lost:
    """A text object without characters: its place in painting order, the extent of its ink, and what was found of it:
    its ``twin``, the number of a text that has the same extent, how ``far`` off that is, ``dx`` and ``dy``, and whether
    a text begins where it does."""

    __slots__ = ("begun", "blank", "dx", "dy", "far", "height", "left", "low", "number", "twin", "width")

    def __init__(self, number: int, box: Sequence[float]) -> None:
        self.number, self.left, self.low = number, box[0], box[1]
        self.width, self.height = box[2] - box[0], box[3] - box[1]
        self.blank = self.height < _SAME
        self.begun, self.far = False, _FARTHEST
        self.twin, self.dx, self.dy = -1, 0.0, 0.0

    def unknown(self) -> bool:
        """Whether it is no copy of any text and no space either."""
        return self.twin < 0 and max(self.width, self.height) > _SPECK and self.width >= _SAME


class Lost:
    """Finds what was left out of ``texts``, and adds it to them."""

    def __init__(self, calls: Calls, texts: Texts) -> None:
        self._calls, self._texts = calls, texts
        self._cells: dict[float, list[_Lost]] = defaultdict(list)
        self._looked: dict[float, int] = defaultdict(int)  # how many originals, by cell
        self._solid = set[int]()  # the fonts of which characters have an extent, by address

    def match(self, keys: Sequence[int], matrices: Sequence[Matrix]) -> bool:
        """Give text objects without characters theirs. ``keys`` are the addresses of all text objects of the page in
        painting order, ``matrices`` those of their spaces. Linear: copies are looked up by their place.
        Returns whether there are any left that are neither copies nor spaces."""
        first = len(self._texts.looks)
        lost = [self._put(n, box) for n, box in self._not_next(keys, matrices)]
        if not lost:
            return False
        for key, matrix in zip(keys, matrices, strict=True):
            text = self._texts.known.get(key, first)
            if text < first and not self._far_off(text):
                self._look_around(text, self._extent(key, matrix))
        for one in lost:
            if one.twin >= 0 and not one.blank:
                self._texts.copy(keys[one.number], one.twin, one.dx, one.dy)
        blank = {one.number: one for one in lost if one.blank}
        if blank:
            self._spaces(keys, blank)
        return any(not self._is_space(keys[one.number], one) if one.blank else one.unknown() for one in lost)

    def _not_next(self, keys: Sequence[int], matrices: Sequence[Matrix]) -> Iterator[tuple[int, Sequence[float]]]:
        """The text objects without characters, by number and box, but for copies that come next after their originals,
        as most do: those get their characters here."""
        texts, original, at, box = self._texts, -1, -1, None
        for n, key in enumerate(keys):
            if key in texts.known:
                at, box = n, None
                continue
            left, low, right, high = own = self._extent(key, matrices[n])
            if at >= 0:
                original = texts.known[keys[at]]
                box = box or self._extent(keys[at], matrices[at])
                dx, dy = left - box[0], low - box[1]
                reach = _NEAR * texts.looks[original].style.size
                wide, tall = right - left, high - low
                if (
                    abs(dx) < reach and abs(dy) < reach and tall >= _SAME
                    and -_SAME < wide - box[2] + box[0] < _SAME and -_SAME < tall - box[3] + box[1] < _SAME
                ):  # fmt: skip
                    texts.copy(key, original, dx, dy)
                    continue
            yield n, own

    def _put(self, n: int, box: Sequence[float]) -> _Lost:
        """Text object ``n``, which has no characters, where originals look for it."""
        one = _Lost(n, box)
        place = _cell(one.left + _FARTHEST, one.low + _FARTHEST)
        for near in (place - _CELLS - 1, place - _CELLS, place - 1, place):
            self._cells[near].append(one)
        return one

    def _far_off(self, text: int) -> bool:
        """Whether nothing that was left out can be near, by the place of a text's first character: that is at hand,
        where the extent of its ink has to be asked for. The two differ by less than an em, but for spaces in front."""
        texts, start = self._texts, self._texts.starts[text]
        look = texts.looks[text]
        if not look.level or look.style.size > _SMALL or look.font not in self._solid or start == texts.stops[text]:
            return False
        return _cell(texts.x0[start], texts.y0[start]) not in self._cells and texts.chars[start] > "\u3000"

    def _look_around(self, text: int, ink: Sequence[float]) -> None:
        """Let the objects without characters near this text know it, whose ink has this box. One of the same extent may
        be a copy of it; of several originals it has the nearest, then the first."""
        left, low, right, high = ink
        width, height = right - left, high - low
        look = self._texts.looks[text]
        if width >= _SAME or height >= _SAME:
            self._solid.add(look.font)
        place = _cell(left, low)
        if place not in self._cells or self._looked[place] == _MOST_NEAR:
            return
        self._looked[place] += 1
        reach = _NEAR * look.style.size
        for one in self._cells[place]:
            if -_SAME < one.width - width < _SAME and -_SAME < one.height - height < _SAME:
                dx, dy = one.left - left, one.low - low
                far = max(abs(dx), abs(dy))
                if far < reach and far < one.far:
                    one.twin, one.far, one.dx, one.dy = text, far, dx, dy
            if one.blank and not one.begun:
                one.begun = self._begins_at(one, text)

    def _extent(self, one: int, matrix: Matrix) -> Sequence[float]:
        """The box of an object's ink on the page."""
        left, low, right, high = found = self._calls.bounds(one)
        if matrix == IDENTITY:
            return found
        return area(matrix, left, low, right, high)

    def _spaces(self, keys: Sequence[int], blank: Mapping[int, _Lost]) -> None:
        """Objects without extent, from the last to the first, so that it is known what follows each. In a font of which
        characters have an extent, what has none is a space."""
        texts, spaces, before = self._texts, Spaces(self._texts), self._before(keys, blank)
        for n in range(len(keys) - 1, -1, -1):
            text = texts.known.get(keys[n])
            if text is not None:
                spaces.passed(text)
            elif n in blank and self._is_space(keys[n], blank[n]):
                own = blank[n]
                reach = own.width if own.width >= _SAME else 0.0
                spaces.put(Blank(keys[n], own.left, own.low, reach), before.get(n, -1))

    def _is_space(self, key: int, blank: _Lost) -> bool:
        """Whether an object without extent is no copy in a font of which nothing has one."""
        return not blank.begun or self._calls.font_of(key) in self._solid

    def _before(self, keys: Sequence[int], blank: Mapping[int, _Lost]) -> dict[int, int]:
        """For objects without extent the text in front of each, if there is one."""
        texts, last, found = self._texts, -1, dict[int, int]()
        for n, key in enumerate(keys):
            text = texts.known.get(key)
            if text is not None and texts.starts[text] < texts.stops[text]:
                last = text
            elif n in blank and last >= 0:
                found[n] = last
        return found

    def _begins_at(self, own: _Lost, text: int) -> bool:
        """Whether an object with characters begins where one without extent does, which then may be a copy of it: where
        a font is neither in the file nor on the machine, nothing has an extent."""
        texts, start = self._texts, self._texts.starts[text]
        if start == texts.stops[text]:
            return False
        em, (x0, y0, _, _) = texts.looks[text].style.size, texts.box(start)
        return abs(own.left - x0) < _OWN * em and abs(own.low + DESCENT * em - y0) < _OWN * em
