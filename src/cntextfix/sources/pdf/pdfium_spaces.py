"""Spaces that pdfium leaves out of the texts of a page, put where they were drawn.

Of spaces side by side in one text object pdfium keeps the first. One that is set on its own has no characters if it
stands behind a gap, at the end of a line or behind another; it is a text object without extent, and one of several
spaces has no height. Nobody sees them, but they hold the parts of a line together, and at its end they tell paragraphs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from cntextfix.sources.pdf.matrix import ASCENT, DESCENT
from cntextfix.sources.pdf.pdfium_texts import Texts

_WIDE = 0.85
"""With so much room in em a space is an ideographic one: half an em and the widest justification come to 0.82."""
_WIDER = 1.2
"""… with more it may be any other, which leads on to the next place, as behind the number of an item. Chosen."""
_AHEAD = 4
"""The tracking is told from the next few objects, in each of which there may be one character, with its copies.
Chosen."""
_FAR = 3.0
"""A wider gap in em is not one space: columns stand that far apart. Chosen."""
_STRAIGHT = 0.1
"""A space stands on the baseline of what it is set with, to this many em. Chosen."""
_NARROWEST = 0.15
"""How far in em a space leads at least. Chosen: fonts have 0.2 to 0.6."""
_WIDEST = 1.1
"""… and at most. Chosen: the ideographic one has 1."""
_USUAL = 0.25
"""How far it leads where nothing tells. Chosen."""
_RUN = 1.5
"""A gap in a text object from this many spaces on may be what is left of several; one more makes no difference …
Chosen."""
_BEYOND_LATIN = "\u2000"
"""Latin letters and marks come before; no ideographic space follows them."""
_WHOLE = 0.1
"""… if it is a whole number of them to this share of one: what justification adds is not. Chosen."""


class Blank(NamedTuple):
    """A text object that is a space or several: its address, where it begins on the page, how far it is from the first
    of its spaces to the last."""

    key: int
    left: float
    low: float
    reach: float


class Spaces:
    """Puts the spaces of a page, from the last to the first, so that it is known what follows each."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._after: list[int] = []  # the next few texts
        self._next: list[tuple[float, float]] = []  # where the next few objects begin, spaces or not

    def passed(self, text: int) -> None:
        """Go back over a text."""
        texts, start = self._texts, self._texts.starts[text]
        if start < texts.stops[text] and texts.chars[start] != " ":
            self._after = [text, *self._after[:_AHEAD]]
        if start < texts.stops[text]:
            self._begins(texts.x0[start], texts.y0[start])

    def put(self, blank: Blank, before: int) -> None:
        """Put what stands for a text object without extent; ``before`` is the text in front of it, or -1."""
        if blank.reach or not (self._after and self._in_front(blank, self._after, before)):
            for text in (before, *self._after[:1]):
                if text >= 0 and self._on_line(blank, text):
                    self._set(blank, text)
                    break
        self._begins(blank.left, blank.low)

    def _begins(self, left: float, low: float) -> None:
        self._next = [(left, low), *self._next[:_AHEAD]]

    def _room(self, blank: Blank, em: float) -> float:
        """How far the next object on the line is from a space; copies of it stand closer. 0 if there is none."""
        end = blank.left + blank.reach + _NARROWEST * em
        near = (left for left, low in self._next if left > end and abs(low - blank.low) < em)
        found = next(near, 0.0)
        return found - blank.left - blank.reach if found else 0.0

    def _in_front(self, blank: Blank, after: Sequence[int], before: int) -> bool:
        """A space as wide as the room in front of the next glyph, if that is near on its line; whether it is."""
        texts, text = self._texts, after[0]
        style, (x0, y0, x1, y1) = texts.looks[text].style, texts.box(texts.starts[text])
        em = style.size
        across = abs(blank.low + DESCENT * em - y0) < _STRAIGHT * em and not style.vertical
        axis = texts.axes[text] if style.vertical else (x0 + x1) / 2
        down = abs(blank.left - axis + em / 4) < (0.25 + _STRAIGHT) * em  # half a space to the left, or half an em
        top = blank.low + ASCENT * em
        room = x0 - blank.left if across else top - y1
        if across:
            room = min(room, self._room(blank, em) or room)
        if not ((across or down) and 0 < room < _FAR * em):
            return False
        firsts = [n for one in after for n in range(texts.starts[one], texts.stops[one])[:2]]
        gaps = [texts.x0[n] - x1 if across else y0 - texts.y1[n] for n in firsts]
        tracking = next((gap for gap in gaps if 0 <= gap < em), 0.0)  # copies stand right on their originals
        latin = before >= 0 and texts.chars[texts.stops[before] - 1] < _BEYOND_LATIN
        char = "\u3000" if not latin and _WIDE * em < room - tracking < _WIDER * em else " "
        if style.vertical:
            box = (axis - em / 2, top - em, axis + em / 2, top)
        else:  # an em wide, or half of one, wherever the next glyph is put
            box = (blank.left, top - em, blank.left + (em if char == "\u3000" else em / 2), top)
        texts.set_like(blank.key, text, char, [box])
        return True

    def _on_line(self, blank: Blank, text: int) -> bool:
        """Whether a space stands on the line of a text that is upright; where it is set vertically, right below it."""
        style, (_, y0, _, _) = self._texts.looks[text].style, self._texts.box(self._texts.stops[text] - 1)
        em = style.size
        if not style.vertical:
            return self._texts.looks[text].level and abs(blank.low + DESCENT * em - y0) < _STRAIGHT * em
        beside = abs(blank.left - self._texts.axes[text] + em / 4) < (0.25 + _STRAIGHT) * em
        return beside and not blank.reach and abs(blank.low + ASCENT * em - y0) < _FAR * em

    def _set(self, blank: Blank, text: int) -> None:
        """Spaces set as a text is, each as wide as it leads."""
        style = self._texts.looks[text].style
        em, axis = style.size, self._texts.axes[text]
        low = blank.low + DESCENT * em
        if style.vertical:
            self._texts.set_like(blank.key, text, " ", [(axis - em / 2, low, axis + em / 2, low + em)])
            return
        step = _USUAL * em
        room = self._room(blank, em)
        step = room if 0 < room < _WIDEST * em else step
        lefts = [blank.left + n * step for n in range(1 + round(blank.reach / step))]
        self._texts.set_like(blank.key, text, " ", [(left, low, left + step, low + em) for left in lefts])


def fill_runs(texts: Texts) -> None:
    """Put the spaces again of which pdfium kept the first of several in one text object."""
    texts_of: dict[int, list[tuple[int, int]]] = {}
    found = [n for n, char in enumerate(texts.chars) if char in " \u3000"]
    for n in found:
        number = bisect_right(texts.starts, n) - 1
        if n + 1 >= texts.stops[number] or not texts.looks[number].level:
            continue
        wide, room = texts.x1[n] - texts.x0[n], texts.x0[n + 1] - texts.x1[n]
        times = round(room / wide) if wide > 0 and _RUN * wide < room < 1000 * wide else 0
        if times and abs(room - times * wide) < _WHOLE * wide:
            texts_of.setdefault(number, []).append((n, times))
    for number, runs in texts_of.items():
        texts.widen(number, runs)
