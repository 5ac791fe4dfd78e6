"""How long paragraphs are: line ends weighed again, a paragraph at a time, so that those of a page are alike in length.

The path over lines (``reading``) knows no lengths: every line may be the last one of its paragraph with the same odds.
But paragraphs of one page are alike: a sentence that ends at the measure 20 characters before the end of its paragraph
is seldom the end of one. And a paragraph seldom ends with a short sentence: the longer one is, the likelier that the
paragraph's end lies in it. So a second path goes over the line ends that can be ends of paragraphs only, and each step
of it is a whole paragraph, with what its lines cost (``rows``) and what its length does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import exp, factorial, inf, log2
from typing import NamedTuple

from cntextfix.paragraphs.features import COLON, LISTED, OPENER, QUOTED, SENTENCE, SPEAKER, Feature
from cntextfix.paragraphs.rows import Rows

SURE = 9.0
"""Bits from which a line end is what it seems, whatever that makes of the lengths. Chosen."""
_FAR = 24
"""Line ends looked back to: with more between them that can be ends, no paragraph is that long. Chosen."""


class Usual(NamedTuple):
    """Lengths have a gamma distribution of this ``shape`` around the page's mean; the odds of an end grow with the
    length of the last sentence, to the power ``of_last``."""

    shape: int
    of_last: float


_RAGGED, _OTHER = Usual(7, 0.75), Usual(4, 0.0)
"""Lines that differ in width are a newspaper's, and its paragraphs are alike; others may be a book's. Of eight
neighbours in news the shape is 4, in a novel 3, in speech 3, in laws 5. In news and speech the odds of an end are twice
as high after a sentence twice as long (12,730 and 1,715 sentences), in novels and reviews they are not. Of shapes of 4
to 8 and powers of 0 to 1 the best on made pages that are ragged, and on a novel wrapped by hand."""
_SHARE = 0.99
"""All paragraphs but a few, which are as long as it happens (turns of speech). Chosen."""
DEARER = 1.0
"""Bits that a paragraph costs here beyond its length. The first reading errs on the side of ends, so that the mean is
that of paragraphs and not of what was run together. Chosen."""
_LEAST = 5
"""The length of a sentence that counts, in characters, at the least. Chosen."""
_MOST = 3.0
"""… and times the page's mean, at the most. Chosen."""
LINES_OF_TITLE = 2
"""Lines in a heading, at the most. Chosen."""
_NEVER = 1e6
"""Bits of what is known not to be: endless ones could not be taken off a sum again. Chosen."""
SEEN = 4.0
"""How many paragraphs the usual length weighs against the page's own. Chosen."""
_USUAL = 100.0
"""Characters of a paragraph, usually. Chosen."""

_SENTENCE = re.compile(r"[。！？!?…]+[”’」』）)】》〉〕]*")


def alike(
    bits: Sequence[float], rows: Rows, found: Sequence[Feature], own: Sequence[bool], *, ragged: bool
) -> list[float]:
    """The bits of line ends for a wrap, weighed again but for those of lines that are their ``own``. Linear.
    ``ragged``: lines differ in width at random."""
    usual = _RAGGED if ragged else _OTHER
    page = _Page(rows, found, usual.of_last)
    stretches = [_Stretch(page, bits, begin, end) for begin, end in _runs(own)]
    first = _ByLength(_mean(bits, [len(one.text) for one in found]), usual.shape)
    lengths = [length for stretch in stretches for length in stretch.lengths(first)]
    by_length = _ByLength((SEEN * _USUAL + sum(lengths)) / (SEEN + len(lengths)), usual.shape)
    out = list(bits)
    for stretch in stretches:
        stretch.weigh(by_length, out)
    return out


def _runs(own: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """From which line up to which there are none of their own."""
    begin = 0
    for n, free in enumerate([*own, True]):
        if free:
            if begin < n:
                yield begin, n
            begin = n + 1


class _Page:
    """What is looked up for each line: ``at``, the characters before it; ``before``, the characters up to the end of
    the last sentence that ends before it does; ``wraps``, what it costs all lines before it to go on with their
    paragraphs; ``title``: if it stands alone or is the second of two, it is no paragraph. Headings are as short as they
    are. ``mean`` is that of the page's sentences, in characters."""

    def __init__(self, rows: Rows, found: Sequence[Feature], of_last: float) -> None:
        self.rows, self.of_last = rows, of_last
        self.at = [0, *accumulate(len(one.text) for one in found)]
        self.wraps = [0.0, *accumulate(min(wrap[1], _NEVER) for wrap in rows.wraps)]
        self.title = [
            one.end not in (SENTENCE, QUOTED, COLON) or one.start in (LISTED, SPEAKER, OPENER) for one in found
        ]
        self.before: list[int] = []
        last = count = 0
        for start, one in zip(self.at, found, strict=False):
            ends = [start + match.end() for match in _SENTENCE.finditer(one.text)]
            count += len(ends)
            inside = ends[:-1] if ends and ends[-1] == start + len(one.text) else ends
            self.before.append(inside[-1] if inside else last)
            last = ends[-1] if ends else last
        self.mean = self.at[-1] / max(1, count)


@dataclass(slots=True)
class _Stretch:
    """Lines set to a measure, from ``begin`` up to ``end``: ``last`` are those that can be last ones of paragraphs,
    after the line before the stretch; ``spans`` has for each of them the paragraphs that end there, as (place in
    ``last`` of the end before, bits without the length, length or 0 for a heading); none goes over a sure end."""

    page: _Page
    bits: Sequence[float]
    begin: int
    end: int
    last: list[int] = field(init=False)
    spans: list[list[tuple[int, float, int]]] = field(init=False)

    def __post_init__(self) -> None:
        ends = [n for n in range(self.begin, self.end - 1) if self.bits[n] < SURE]
        self.last = [self.begin - 1, *ends, self.end - 1]
        self.spans, sure = [], 0
        for place in range(len(self.last)):
            self.spans.append(list(self._spans(place, max(sure, place - _FAR))))
            if 0 < place <= len(ends) and self.bits[self.last[place]] <= -SURE:
                sure = place

    def _spans(self, place: int, far: int) -> Iterator[tuple[int, float, int]]:
        page, n = self.page, self.last[place]
        rows_wraps, starts, at, wraps = page.rows.wraps, page.rows.starts, page.at, page.wraps
        _, first, later, title = page.rows.stops[n]
        stop, on, before = at[n + 1], wraps[n], page.before[n]
        for earlier in range(far, place):
            m = self.last[earlier] + 1
            cost = first if m == n else rows_wraps[m][0] + on - wraps[m + 1] + later
            if n - m < LINES_OF_TITLE and page.title[n]:
                if m < n:
                    cost = min(cost, rows_wraps[m][2] + title)
                yield earlier, cost + starts[m], 0
                continue
            cost += starts[m]
            if page.of_last:
                sentence = min(max(_LEAST, stop - max(before, at[m])) / page.mean, _MOST)
                cost -= page.of_last * log2(sentence)
            yield earlier, cost, stop - at[m]

    def lengths(self, by_length: _ByLength) -> Iterator[int]:
        """The lengths of paragraphs on the best path, without headings."""
        best, how = [0.0], [(0, 0)]
        for spans in self.spans[1:]:
            least, found = inf, (0, 0)
            for m, bits, length in spans:
                if (cost := best[m] + bits + by_length[length]) < least:
                    least, found = cost, (m, length)
            best.append(least)
            how.append(found)
        place = len(best) - 1
        while place:
            place, length = how[place]
            if length:
                yield length

    def weigh(self, by_length: _ByLength, out: list[float]) -> None:
        """Put the bits into ``out``: what it costs more if a paragraph ends there than if none does."""
        count = len(self.last)
        spans = [[(m, bits + by_length[length]) for m, bits, length in here] for here in self.spans]
        ahead, behind, without = [0.0] * count, [inf] * (count - 1) + [0.0], [inf] * count
        for n in range(1, count):
            ahead[n] = min([ahead[m] + bits for m, bits in spans[n]])
        for n in range(count - 1, 0, -1):
            best = inf  # of the ways that begin before each place and end with this one or later
            after = behind[n]
            for m, bits in spans[n]:
                if bits + after < behind[m]:
                    behind[m] = bits + after
                if (way := ahead[m] + bits + after) < best:
                    best = way
                if m + 1 < n and best < without[m + 1]:
                    without[m + 1] = best
        for place in range(1, count - 1):
            n = self.last[place]
            if self.bits[n] > -SURE:
                out[n] = min(SURE, ahead[place] + behind[place] - without[place])


def _mean(bits: Sequence[float], lengths: Sequence[int]) -> float:
    """The mean length of paragraphs of more than one line, by the first reading."""
    count, total, here, many = SEEN, SEEN * _USUAL, 0, False
    for weight, length in zip([*bits, -inf], lengths, strict=True):
        here += length
        if weight >= 0:
            many = True
            continue
        if many:
            count, total = count + 1, total + here
        here, many = 0, False
    return total / count


class _ByLength(dict[int, float]):
    """Bits that a paragraph of a length costs, against one of any length and ``DEARER``; a heading costs 0."""

    def __init__(self, mean: float, shape: int) -> None:
        super().__init__({0: 0.0})
        self._mean, self._power, self._whole = mean, shape - 1, shape**shape / factorial(shape - 1)

    def __missing__(self, length: int) -> float:
        share = length / self._mean
        ratio = self._whole * share**self._power * exp(-self._power * share)
        self[length] = bits = DEARER - log2(_SHARE * ratio + 1 - _SHARE)
        return bits
