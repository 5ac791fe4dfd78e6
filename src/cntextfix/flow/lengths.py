"""How long paragraphs are: the bits of line ends, weighed again so that paragraphs of a page are alike in length.

The path over lines (``decode``) knows no lengths: every line may be the last one of its paragraph with the same odds.
But paragraphs of one page are alike: a sentence that ends at the measure 20 characters before the end of its paragraph
is seldom the end of one. A second path, over the line ends that can be ends of paragraphs only, weighs that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from math import exp, factorial, inf, log2

SURE = 9.0
"""Bits from which a line end is what it seems, whatever that makes of the lengths."""
FAR = 24
"""Line ends looked back to: with more between them that can be ends, no paragraph is that long."""
SHAPE, SHARE = 6, 0.97
"""Lengths have a gamma distribution of this shape around the page's mean, but for a few that are as long as it happens
(turns of speech). Of eight neighbours in news the shape is 4, in a novel 3, in speech 3, in laws 5: of 4 to 8, and
shares of 0.75 to 0.98, the best on 1,113 made pages that are ragged and have lost their indents, half of them news,
speech and a novel."""
DEARER = 1.0
"""Bits that a paragraph costs here beyond its length. The first reading errs on the side of ends, so that the mean is
that of paragraphs and not of what was run together. Of 0 to 1.4 the best on the same pages."""
TITLE = 2
"""Lines in a heading, at the most."""
SEEN, USUAL = 4.0, 100.0
"""Characters of a paragraph, usually, and how many paragraphs that weighs against the page's own."""


def alike(bits: Sequence[float], lengths: Sequence[int], titles: Sequence[bool]) -> list[float]:
    """The bits of line ends for a wrap, weighed again. ``lengths`` are those of the lines, in characters; there is one
    line more than line ends. ``titles`` says which lines, if they stand alone or are the second of two, are no
    paragraphs: headings are as short as they are. Linear."""
    ends = [n for n, weight in enumerate(bits) if weight < SURE]
    last = [-1, *ends, len(bits)]
    at = [0, *accumulate(lengths)]
    places = [at[n + 1] for n in last]
    weights = [0.0, *(max(-SURE, bits[n]) for n in ends), 0.0]
    by_length = _costs(_mean(bits, lengths))

    def cost(m: int, n: int) -> float:
        if last[n] - last[m] <= TITLE and titles[last[n]]:
            return 0.0
        return by_length(places[n] - places[m])

    ahead, behind, without = _weigh(weights, cost)
    out = list(bits)
    for n, end in enumerate(ends, 1):
        if bits[end] > -SURE:
            out[end] = min(SURE, ahead[n] + behind[n] + weights[n] - without[n])
    return out


def _mean(bits: Sequence[float], lengths: Sequence[int]) -> float:
    """The mean length of paragraphs of more than one line, by the first reading."""
    count, total, here, many = SEEN, SEEN * USUAL, 0, False
    for weight, length in zip([*bits, -inf], lengths, strict=True):
        here += length
        if weight >= 0:
            many = True
            continue
        if many:
            count, total = count + 1, total + here
        here, many = 0, False
    return total / count


def _costs(mean: float) -> Callable[[int], float]:
    """Bits that a paragraph of a length costs, against one of any length and ``DEARER``; remembered."""
    known: dict[int, float] = {}

    def cost(length: int) -> float:
        if length not in known:
            share = length / mean
            ratio = SHAPE**SHAPE / factorial(SHAPE - 1) * share ** (SHAPE - 1) * exp(-(SHAPE - 1) * share)
            known[length] = DEARER - log2(SHARE * ratio + 1 - SHARE)
        return known[length]

    return cost


def _weigh(weights: Sequence[float], cost: Callable[[int, int], float]) -> tuple[list[float], list[float], list[float]]:
    """For each place the cheapest way for all before it, and for all after it, if a paragraph ends there; and for all
    if none does. ``cost`` is that of a paragraph between two places."""
    count = len(weights)
    ahead, behind, without = [0.0] * count, [0.0] * count, [inf] * count
    for n in range(1, count):
        ahead[n] = min(ahead[m] + weights[m] + cost(m, n) for m in range(max(0, n - FAR), n))
    for n in range(count - 2, -1, -1):
        best = inf
        for m in range(min(n + FAR, count - 1), n, -1):
            whole = cost(n, m) + weights[m] + behind[m]
            best = min(best, whole)
            if m > n + 1:
                without[m - 1] = min(without[m - 1], ahead[n] + weights[n] + best)
        behind[n] = best
    return ahead, behind, without
