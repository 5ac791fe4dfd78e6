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


class Pair(NamedTuple):
    """Line ``end`` goes on in line ``start``, with so many bits."""

    end: int
    start: int
    bits: float


OPEN = 6.0
"""Bits for reading straight on from which a line end is not looked at."""
STRAIGHT, TITLE, FURNITURE = 5.0, 2.0, -6.0
"""Bits for reading on in the next line, against any other one: of a line like the others, of one that may be a title,
of one that is no text of an article."""
PAIRED = -2.0
"""Bits for a line end having its beginning on this page."""
SAME, INDENTED, UNLIKE, LAST = 2.0, -2.0, -4.0, 0.5
"""Bits for lines that are as wide as each other, for one that lacks an indent, for others, for one that ends its
sentence and is no wider."""
NEAR, INDENT = 2, 4
"""Half-width columns by which full lines differ, and of an indent."""
FIRST, NEXT, ANY = 3.0, -1.0, 1.0
"""Bits for a line after the end of a sentence beginning a paragraph: it lacks an indent, it does not, it is not told."""
_LEAST_WIDTH, _MOST_BITS = 10, 10.0
"""Columns of a line that may be an open end, at the least; bits of one pair, at the most, so that sums stay numbers."""
BROKEN, FEWEST = -1.0, 2
"""Open ends that have no more than so many bits for reading straight on, without which nothing is looked at: straight
text seldom has one."""
MOST_LINES, MOST_ENDS = 400, 80
"""Lines of a page, and open ends or beginnings on it, above which nothing is looked at: no printed page has more."""


def pairs(found: Sequence[Feature], body: Sequence[bool]) -> list[Pair]:
    """The pairs that are likelier than not, in order; ``body`` says which lines can be text of an article."""
    if len(found) > MOST_LINES:
        return []
    page = _Page(found, body)
    return page.pairs() if sum(bits <= BROKEN for bits in page.broken()) >= FEWEST else []


class _Page:
    def __init__(self, found: Sequence[Feature], body: Sequence[bool]) -> None:
        self.found, self.body = found, body
        self.straight = [self._straight(n) for n in range(len(found) - 1)]

    def _straight(self, n: int) -> float:
        """Bits for reading on from a line to the next."""
        one, other = self.found[n], self.found[n + 1]
        if not self.body[n + 1]:
            return FURNITURE
        near = link(one, other, None, language=True)
        if other.start in (LISTED, BYLINE):
            return near + TITLE - 1
        bare = not other.marks and other.end not in (SENTENCE, QUOTED, COMMA)
        return near + (TITLE if bare and abs(other.width - one.width) > NEAR + 1 else STRAIGHT)

    def _may_end(self, n: int) -> bool:
        """Whether a line is prose that does not end its sentence."""
        one = self.found[n]
        prose = any(line.marks for line in self.found[max(0, n - 2) : n + 1])
        return self.body[n] and prose and one.width >= _LEAST_WIDTH and (goes_on(one) or one.end in (COLON, DASHED))

    def broken(self) -> Iterator[float]:
        """The bits for reading on of all lines that may be open ends."""
        return (bits for n, bits in enumerate(self.straight) if self._may_end(n))

    def _ends(self) -> list[int]:
        return [n for n, bits in enumerate(self.straight[:-1]) if bits < OPEN and self._may_end(n)]

    def _starts(self) -> list[int]:
        out = []
        for n in range(2, len(self.found)):
            one, before = self.found[n], self.found[n - 1]
            prose = one.marks or one.end in (SENTENCE, QUOTED, COMMA)
            prose = prose or (n + 1 < len(self.found) and self.found[n + 1].marks)
            alone = not goes_on(before) or self.straight[n - 1] < OPEN
            if self.body[n] and prose and alone and one.start not in (LISTED, BYLINE):
                out.append(n)
        return out

    def pairs(self) -> list[Pair]:
        """All pairs that are likelier than not."""
        ends, starts = self._ends(), self._starts()
        if not ends or not starts or max(len(ends), len(starts)) > MOST_ENDS:
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
        return [Pair(ends[a], starts[b], bits) for a, b, bits in _weighed(weights)]

    def _stays(self, n: int) -> float:
        return self.straight[n] + self.cohesion.bits(n, n + 1)

    def _begins(self, n: int) -> float:
        """Bits for a line being no open beginning."""
        one, before = self.found[n], self.found[n - 1]
        if goes_on(before) and self.body[n - 1]:
            return max(ANY, self._stays(n - 1))
        measure = max((line.width for line in self.found[n + 1 : n + 4] if goes_on(line)), default=0)
        if goes_on(one) and measure:
            lacks = abs(measure - one.width)
            return FIRST if abs(lacks - INDENT) <= 1 else NEXT if lacks <= NEAR else ANY
        return ANY

    def _goes_on(self, end: int, start: int) -> float:
        """Bits for an open end going on in a beginning."""
        one, other = self.found[end], self.found[start]
        bits = link(one, other, None, language=True) if goes_on(one) else reads_on(one.text, other.text)
        more = other.width - one.width
        if goes_on(other):
            bits += SAME if abs(more) <= NEAR else INDENTED if abs(more + INDENT) <= 1 else UNLIKE
        else:
            bits += LAST if more <= NEAR else UNLIKE
        return bits + PAIRED + COHESIVE * self.cohesion.bits(end, start)


COHESIVE = 1.2
"""Share of the bits that two stretches have in common which count."""


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


_LIKELY, _RARE = 0.5, 1e-6
"""Share of all ways above which a pair is likelier than not; the least share against it: 20 bits."""
