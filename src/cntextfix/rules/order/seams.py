"""How well one piece of a page goes on in another: what reads on in what, and whether both are of one measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log2
from typing import NamedTuple

from cntextfix.chinese.characters import is_han
from cntextfix.language import begins, reads_on
from cntextfix.language.seams import raw_bits
from cntextfix.rules.order.cells import Cell
from cntextfix.rules.order.links import link

_AFTER_STOP = 1.17
"""Share of the bits that count of what reads on after the end of a sentence. Chosen by trial, as all numbers below
that say so: on 22 made newspaper pages drawn row by row, as PyMuPDF and pypdf read them."""
_THREE_SEEN = 2.0
"""Bits where the page has the three characters that meet in mid-line, too. Chosen by trial."""
_TWO_SEEN = 1.27
"""The same for two of them. Chosen by trial."""
_UNSEEN = -0.71
"""Bits where it has neither. Chosen by trial."""
_BEGINS = 0.4
"""Share of the bits that count for a piece being the beginning of a paragraph. Chosen by trial."""
_LEAST_BEGINS = -1.0
"""The least of these bits. Chosen."""
_MOST_BEGINS = 2.0
"""The most of them. Chosen."""
_SAME = 0.76
"""Share of the pieces of a column that are as wide as its measure, of those that go on. Chosen by trial."""
_UNLIKE = -1.0
"""Bits more for one that is not. Chosen."""
_FIRST = (0.6, 0.15)
"""Share of the rows after the end of a paragraph, which is short, that lack an indent, and of those that are full.
Chosen."""
_NOT_LACKING = (0.05, 0.7)
"""The same where none is lacking. Chosen."""
_FEWEST_FIRST = 0.1
"""Rows that are shorter by an indent for each full one, at the least, where first rows lack it. Chosen: paragraphs
seldom have more than ten rows."""
_WITHIN = (0.15, 0.6)
"""The same after the end of a sentence that fills its row. Chosen."""
_LEAST_SHARE = 0.02
"""The least that is left for other widths. Chosen."""
_UNLIKE_FIRST = -1.0
"""Bits more for such a row that is neither. Chosen."""
_FIGURES = 0.4
"""Share of the bits that count, as the model has it, where a figure or a letter meets something. Chosen by trial."""
_LEAST_FIGURES = -2.0
"""The least of these bits. Chosen."""
_MOST_FIGURES = 3.0
"""The most of them. Chosen."""
_OVER = -1.95
"""Bits for one that ends its sentence and is wider. Chosen by trial."""
_FEW = 0.03
"""The least that is taken for the share of the page's pieces that are so wide. Chosen."""
_MANY = 0.9
"""The most that is taken for it. Chosen."""
_NEAR = 2
"""Half-width columns by which pieces of one measure differ, at the most: half a digit, or a mark that hangs over.
Chosen."""
_INDENT = 4
"""Half-width columns of an indent. Chosen: two characters."""
_SHORT = 6
"""Half-width columns by which a piece is shorter than its measure that may be a heading. Chosen."""
_SHORT_GOES_ON = 0.5
"""Share of such pieces that go on. Chosen."""
_LATE = -1.15
"""Bits for a column going on after a row without it, from the end of a sentence. Chosen by trial."""


class Strand(NamedTuple):
    """A strand of pieces up to here: its first and its last one, its measure (0: not known yet), how many rows have had
    no piece of it since, and whether its pieces all stand one after the other (``solid``)."""

    last: Cell
    first: Cell
    measure: int = 0
    missed: int = 0
    solid: bool = True

    def onward(self, piece: Cell, *, solid: bool) -> Strand:
        """The strand after one more piece."""
        known = piece.width if self.last.goes_on and piece.goes_on else self.measure
        return Strand(piece, self.first, known, solid=solid)

    def may_be_title(self) -> bool:
        """Whether its last piece may be a heading, which stops in mid-phrase and does not go on."""
        return not self.measure or self.last.width < self.measure - _SHORT


class Seams:
    """The pieces of a page, each looked at beside others once."""

    def __init__(self, pieces: Iterable[Cell]) -> None:
        own = list(pieces)
        self._widths = widths = Counter(piece.width for piece in own if piece.goes_on)
        every = max(1, sum(widths.values()))
        self._share = {
            wide: min(_MANY, max(_FEW, sum(widths[wide + more] for more in range(-_NEAR, _NEAR + 1)) / every))
            for wide in {piece.width for piece in own}
        }
        self._seen: set[str] = set()
        for text in (piece.feature.text for piece in own):
            self._seen.update(text[n : n + 2] for n in range(len(text) - 1))
            self._seen.update(text[n : n + 3] for n in range(len(text) - 2))
        self._links: dict[tuple[int, int], float] = {}
        self._begins: dict[int, float] = {}

    def link(self, one: Cell, other: Cell) -> float:
        """Bits for reading on from one piece to another, by their characters alone."""
        key = (one.number, other.number)
        bits = self._links.get(key)
        if bits is None:
            bits = self._links[key] = self._link(one, other)
        return bits

    def told(self, one: Cell, other: Cell) -> float:
        """The same without figures and letters: rows of forms and indexes would be woven by these."""
        return self.link(one, other) - (_figures(one.feature.text, other.feature.text) if one.goes_on else 0.0)

    def _link(self, one: Cell, other: Cell) -> float:
        left, right = one.feature.text, other.feature.text
        if not one.goes_on:
            return _AFTER_STOP * reads_on(left, right) if one.stops else 0.0
        return link(one.feature, other.feature, None, language=True) + self._usage(left, right) + _figures(left, right)

    def _usage(self, left: str, right: str) -> float:
        """Bits for what meets standing elsewhere on the page."""
        if not (is_han(left[-1]) and is_han(right[0])):
            return 0.0
        before = len(left) > 1 and is_han(left[-2]) and left[-2:] + right[0] in self._seen
        if before or (len(right) > 1 and is_han(right[1]) and left[-1] + right[:2] in self._seen):
            return _THREE_SEEN
        return _TWO_SEEN if left[-1] + right[0] in self._seen else _UNSEEN

    def begins(self, piece: Cell) -> float:
        """Bits for a piece being the beginning of a paragraph."""
        bits = self._begins.get(piece.number)
        if bits is None:
            bits = _BEGINS * begins(piece.feature.text)
            bits = self._begins[piece.number] = max(_LEAST_BEGINS, min(_MOST_BEGINS, bits))
        return bits

    def onward(self, strand: Strand, piece: Cell) -> float:
        """Bits for a strand going on in a piece."""
        bits = self.link(strand.last, piece)
        if not strand.last.goes_on:
            bits += self.begins(piece) + (_LATE if strand.missed else 0.0)
        elif strand.may_be_title():
            bits = log2(_SHORT_GOES_ON * 2.0**bits + 1 - _SHORT_GOES_ON)
        return bits + self._measured(strand, piece)

    def _measured(self, strand: Strand, piece: Cell) -> float:
        """Bits for a piece being as wide as a strand's others."""
        wide, last = piece.width, strand.last
        if strand.measure and not last.goes_on:
            return self._after_stop(strand, piece)
        if strand.measure:
            near = abs(wide - strand.measure) <= _NEAR
            over = wide > strand.measure + _NEAR + 1
        elif not last.goes_on:
            return 0.0
        else:
            near = -_NEAR <= wide - last.width <= _INDENT + _NEAR
            over = wide > last.width + _INDENT + _NEAR
        if not piece.goes_on:
            return _OVER if over else 0.0
        share = self._share[wide]
        return log2(_SAME / share) if near else log2((1 - _SAME) / (1 - share)) + _UNLIKE

    def _lacks_indents(self, measure: int) -> bool:
        """Whether first rows of paragraphs of this measure lack an indent: some rows are shorter by just that."""
        full, first = (sum(self._widths[wide + more] for more in (-1, 0, 1)) for wide in (measure, measure - _INDENT))
        return first >= _FEWEST_FIRST * full

    def _after_stop(self, strand: Strand, piece: Cell) -> float:
        """The same after the end of a sentence: a paragraph's first row lacks its indent."""
        more = piece.width - strand.measure
        if not piece.goes_on:
            return _OVER if more > _NEAR + 1 else 0.0
        first, full = _WITHIN
        if strand.last.width < strand.measure - _NEAR:
            first, full = _FIRST if self._lacks_indents(strand.measure) else _NOT_LACKING
        share = self._share[piece.width]
        if abs(more) <= _NEAR:
            return log2(full / share)
        if abs(more + _INDENT) <= _NEAR:
            return log2(first / share)
        return log2(max(_LEAST_SHARE, 1 - first - full) / (1 - share)) + _UNLIKE_FIRST


def _figures(left: str, right: str) -> float:
    """Bits for reading on where a figure or a letter meets something: elsewhere nothing is said of those, but on a page
    that was read across one goes on from row to row."""
    one, other = left[-1], right[0]
    if not (one.isalnum() and other.isalnum()) or (is_han(one) and is_han(other)):
        return 0.0
    return max(_LEAST_FIGURES, min(_MOST_FIGURES, _FIGURES * raw_bits(left, right)))
