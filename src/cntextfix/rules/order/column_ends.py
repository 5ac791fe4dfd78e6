"""Which column of a page goes on in which, where they stand one after the other with those of other articles between.

A line that stops in mid-phrase before something that it does not read on in is an open end; a line on which nothing
before it reads on is an open beginning. Columns go on in the order in which they stopped, so that pairs of both never
cross; all ways to pair them are weighed together, and a pair has the bits that it has against all ways without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log2
from typing import NamedTuple

from cntextfix.language import reads_on
from cntextfix.paragraphs.features import BYLINE, COLON, COMMA, DASHED, LISTED, QUOTED, SENTENCE, Feature
from cntextfix.rules.order.cohesion import Cohesion
from cntextfix.rules.order.links import goes_on, link


class Onward(NamedTuple):
    """Line ``end`` goes on in line ``start``, with so many bits."""

    end: int
    start: int
    bits: float


_OPEN = 6.0
"""Bits for reading straight on from which a line end is not looked at. Chosen on 27 made newspaper pages, like those
below."""
_STRAIGHT = 5.0
"""Bits for reading on in the next line, against any other one. Chosen: one line in thirty is the last of a column."""
_TITLE = 2.0
"""The same if the next line may be a title. Chosen."""
_FURNITURE = -6.0
"""The same if the next line is no text of an article. Chosen."""
_PAIRED = -2.0
"""Bits for a line end having its beginning on this page. Chosen."""
_SAME = 2.0
"""Bits for lines that are as wide as each other. Chosen."""
_INDENTED = -2.0
"""Bits for one that lacks an indent. Chosen."""
_UNLIKE = -4.0
"""Bits for lines of other widths. Chosen."""
_LAST = 0.5
"""Bits for a line that ends its sentence, and is no wider. Chosen."""
SAME_WIDTH = 2
"""Half-width columns by which full lines differ. Chosen."""
_INDENT = 4
"""Half-width columns of an indent. Chosen: two characters."""
_FIRST = 3.0
"""Bits for a line after the end of a sentence beginning a paragraph, if it lacks an indent. Chosen."""
_NEXT = -1.0
"""The same if it does not. Chosen."""
_ANY = 1.0
"""The same if it is not told. Chosen."""
_LEAST_WIDTH = 10
"""Half-width columns of a line that may be an open end, at the least. Chosen."""
_MOST_BITS = 10.0
"""Bits of one pair, at the most, so that sums over all ways stay numbers. Chosen."""
_BROKEN = -1.0
"""Bits for reading straight on that an open end has at the most which is plain. Chosen."""
_FEWEST = 2
"""Plain open ends without which nothing is looked at: straight text seldom has one. Chosen."""
_MOST_LINES = 400
"""Lines of a page above which nothing is looked at: no printed page has more. Chosen."""
_MOST_ENDS = 200
"""The same for open ends, and for beginnings. Chosen: made pages of papers have up to 116 and 159, and all pairs are
looked at."""


def pairs(found: Sequence[Feature], body: Sequence[bool]) -> list[Onward]:
    """The pairs that are likelier than not, in order; ``body`` says which lines can be text of an article."""
    if len(found) > _MOST_LINES:
        return []
    page = _Page(found, body)
    return page.pairs() if sum(bits <= _BROKEN for bits in page.broken()) >= _FEWEST else []


class _Page:
    def __init__(self, found: Sequence[Feature], body: Sequence[bool]) -> None:
        self.found, self.body = found, body
        self.straight = [self._straight(n) for n in range(len(found) - 1)]

    def _straight(self, n: int) -> float:
        """Bits for reading on from a line to the next."""
        one, other = self.found[n], self.found[n + 1]
        if not self.body[n + 1]:
            return _FURNITURE
        near = link(one, other, None, language=True)
        if other.start in (LISTED, BYLINE):
            return near + _TITLE - 1
        bare = not other.marks and other.end not in (SENTENCE, QUOTED, COMMA)
        return near + (_TITLE if bare and abs(other.width - one.width) > SAME_WIDTH + 1 else _STRAIGHT)

    def _may_end(self, n: int) -> bool:
        """Whether a line is prose that does not end its sentence."""
        one = self.found[n]
        prose = any(line.marks for line in self.found[max(0, n - 2) : n + 1])
        return self.body[n] and prose and one.width >= _LEAST_WIDTH and (goes_on(one) or one.end in (COLON, DASHED))

    def broken(self) -> Iterator[float]:
        """The bits for reading on of all lines that may be open ends."""
        return (bits for n, bits in enumerate(self.straight) if self._may_end(n))

    def _ends(self) -> list[int]:
        return [n for n, bits in enumerate(self.straight[:-1]) if bits < _OPEN and self._may_end(n)]

    def _starts(self) -> list[int]:
        out = []
        for n in range(2, len(self.found)):
            one, before = self.found[n], self.found[n - 1]
            prose = one.marks or one.end in (SENTENCE, QUOTED, COMMA)
            prose = prose or (n + 1 < len(self.found) and self.found[n + 1].marks)
            alone = not goes_on(before) or self.straight[n - 1] < _OPEN
            if self.body[n] and prose and alone and one.start not in (LISTED, BYLINE):
                out.append(n)
        return out

    def pairs(self) -> list[Onward]:
        """All pairs that are likelier than not."""
        ends, starts = self._ends(), self._starts()
        if not ends or not starts or max(len(ends), len(starts)) > _MOST_ENDS:
            return []
        self.cohesion = Cohesion([one.text for one in self.found])
        stays = [max(0.0, self._stays(n)) for n in ends]
        begins = [self._begins(n) for n in starts]
        weights = [
            [
                2.0 ** min(_MOST_BITS, self._goes_on(end, start) - stay - begin) if start > end + 1 else 0.0
                for start, begin in zip(starts, begins, strict=True)
            ]
            for end, stay in zip(ends, stays, strict=True)
        ]
        return [Onward(ends[a], starts[b], bits) for a, b, bits in _weighed(weights)]

    def _stays(self, n: int) -> float:
        return self.straight[n] + self.cohesion.bits(n, n + 1)

    def _begins(self, n: int) -> float:
        """Bits for a line being no open beginning."""
        one, before = self.found[n], self.found[n - 1]
        if goes_on(before) and self.body[n - 1]:
            return max(_ANY, self._stays(n - 1))
        measure = max((line.width for line in self.found[n + 1 : n + 4] if goes_on(line)), default=0)
        if goes_on(one) and measure:
            lacks = abs(measure - one.width)
            return _FIRST if abs(lacks - _INDENT) <= 1 else _NEXT if lacks <= SAME_WIDTH else _ANY
        return _ANY

    def _goes_on(self, end: int, start: int) -> float:
        """Bits for an open end going on in a beginning."""
        one, other = self.found[end], self.found[start]
        bits = link(one, other, None, language=True) if goes_on(one) else reads_on(one.text, other.text)
        more = other.width - one.width
        if goes_on(other):
            bits += _SAME if abs(more) <= SAME_WIDTH else _INDENTED if abs(more + _INDENT) <= 1 else _UNLIKE
        else:
            bits += _LAST if more <= SAME_WIDTH else _UNLIKE
        return bits + _PAIRED + _COHESIVE * self.cohesion.bits(end, start)


_COHESIVE = 1.2
"""How much the bits count that two stretches have in common. Chosen: of 0, 0.7 and 1.2 the best."""


def _weighed(weights: Sequence[Sequence[float]]) -> Iterator[tuple[int, int, float]]:
    """The pairs that are likelier than not, and their bits; no two pairs cross."""
    rows, columns = len(weights), len(weights[0])
    before = [[1.0] * (columns + 1) for _ in range(rows + 1)]
    after = [[1.0] * (columns + 1) for _ in range(rows + 1)]
    for a in range(1, rows + 1):
        for b in range(1, columns + 1):
            both = before[a - 1][b - 1] * (weights[a - 1][b - 1] - 1)
            before[a][b] = before[a - 1][b] + before[a][b - 1] + both
    for a in range(rows - 1, -1, -1):
        for b in range(columns - 1, -1, -1):
            after[a][b] = after[a + 1][b] + after[a][b + 1] + after[a + 1][b + 1] * (weights[a][b] - 1)
    for a in range(rows):
        for b in range(columns):
            share = before[a][b] * weights[a][b] * after[a + 1][b + 1] / before[rows][columns]
            if share > _LIKELY:
                yield a, b, log2(share / max(_RARE, 1 - share))


_LIKELY = 0.5
"""Share of all ways above which a pair is likelier than not: 1 in 2."""
_RARE = 1e-6
"""Share of the ways without a pair, at the least: 20 bits. Chosen."""
