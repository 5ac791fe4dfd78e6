"""How much room lines had: the limit that each was filled up to, in columns that it lacks against the measure.

All that a wrap tells of its limit is that the line fitted and the beginning of the next one did not. So it is as likely
as limits between the two are; marks that may not begin a line hang over, so that there is one character more between.
A paragraph may end at any width, but only where its line's limit lets it come so far: on ragged pages few reach the
measure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate
from math import log2
from operator import mul

MOST_LACK = 40
"""Columns that a line lacks against the measure, at the most. Chosen."""
MOST_OVER = 6
"""Columns that it is wider, at the most. Chosen."""
_LEAST = 1e-9
"""The least share of all. Chosen."""
ONCE = 1
"""Once is no habit: of rooms with the full measure outside, one is left out. Chosen."""
NEIGHBOUR = 0.25
"""What lines that lack a column more or less count. Chosen."""


class LimitCosts:
    """Costs in bits of what lines do, from the ``shares`` of limits by columns that they lack."""

    __slots__ = ("shares", "up_to")

    def __init__(self, counts: Mapping[int, float]) -> None:
        total = sum(counts.values())
        self.shares = {n: count / total for n, count in counts.items()}
        self.up_to = [0.0, *accumulate(self.shares.get(n, 0.0) for n in range(-MOST_OVER, MOST_LACK + 1))]

    def between(self, room: tuple[int, int]) -> float:
        """A limit lies in this room: the least and the most that it lacks, from -MOST_OVER to MOST_LACK."""
        least, most = room
        return -log2(max(_LEAST, self.up_to[most + MOST_OVER + 1] - self.up_to[least + MOST_OVER]))

    def reached(self, most: int) -> float:
        """A limit lacks so many columns at the most."""
        return -log2(max(_LEAST, self.up_to[min(max(most, -MOST_OVER), MOST_LACK) + MOST_OVER + 1]))


_COLUMNS = range(-MOST_OVER, MOST_LACK + 1)
RANGES = range(2, 14, 2)
"""By how many columns lines differ at random where they are ragged, at the most: by one to six characters."""
OUTSIDE = 0.02
"""Share of limits beyond. Chosen."""
_ONE_LINE = 1.0
"""Rooms in which fewer limits usually are, in lines, are outside the range. Chosen."""
SEEN_RANGE = 60.0
"""What limits that are alike over the whole range weigh against the page's own, in lines. Of 20 to 200, by itself as
good as any on pages whose lines differ by one to six characters; without ranges those of one to three and six lose up
to 2 %."""


def _even(most: int) -> LimitCosts:
    """Limits that lack none to ``most`` columns, all as often."""
    inside = (1 - OUTSIDE) / (most + 1)
    return LimitCosts({n: OUTSIDE / len(_COLUMNS) + (inside if 0 <= n <= most else 0.0) for n in _COLUMNS})


_EVEN = [_even(most) for most in RANGES]
_SHARES = [[limits.shares[n] for n in _COLUMNS] for limits in _EVEN]


def learnt_ragged(rooms: Iterable[tuple[int, int]], most: int) -> LimitCosts:
    """The limits of these rooms where lines are ragged: alike over a range, which the page tells. Rooms that begin
    beyond ``most`` are left out."""
    met = Counter(room for room in rooms if room[0] <= most)
    bits = [sum(times * limits.between(one) for one, times in met.items()) for limits in _EVEN]
    odds = [2.0 ** (min(bits) - one) for one in bits]
    weights = [SEEN_RANGE * odd / sum(odds) for odd in odds]
    usual = [sum(map(mul, weights, shares)) for shares in zip(*_SHARES, strict=True)]
    counts = list(usual)
    for (least, high), times in met.items():
        here = range(least + MOST_OVER, high + MOST_OVER + 1)
        whole = sum(usual[n] for n in here)
        share = (times if whole > _ONE_LINE else times - ONCE) / whole
        for n in here:
            counts[n] += share * usual[n]
    return LimitCosts(dict(zip(_COLUMNS, counts, strict=True)))


def learnt(rooms: Iterable[tuple[int, int]], usual: Mapping[int, float], most: int) -> LimitCosts:
    """The limits of these rooms, beginning with the ``usual`` counts of columns lacking. A room counts for all limits
    in it by how usual they are; those that begin beyond ``most`` are not of the measure's making, and left out."""
    counts = dict(usual)
    for (least, high), times in Counter(rooms).items():
        if least > most:
            continue
        weight = times if least <= 0 <= high else times - ONCE
        whole = sum(usual[n] for n in range(least, high + 1))
        for n in range(least, high + 1):
            counts[n] += weight * usual[n] / whole
    return LimitCosts(
        {n: counts[n] + (NEIGHBOUR * (counts.get(n - 1, 0) + counts.get(n + 1, 0)) if n > 1 else 0.0) for n in counts}
    )
