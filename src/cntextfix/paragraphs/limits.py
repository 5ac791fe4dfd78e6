"""How much room lines had: the limit that each was filled up to, in columns that it lacks against the measure.

All that a wrap tells of its limit is that the line fitted and the beginning of the next one did not. So it is as likely
as limits between the two are; marks that may not begin a line hang over, so that there is one character more between.
A paragraph may end at any width, but only where its line's limit lets it come so far: on ragged pages few reach the
measure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from math import log2
from operator import mul

Room = tuple[int, int]
"""The least and the most columns that a limit lacks, from -MOST_OVER to MOST_LACK."""

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


_COLUMNS = range(-MOST_OVER, MOST_LACK + 1)


class LimitCosts:
    """Costs in bits of what lines do, from the ``shares`` of limits by columns that they lack, the fewest first."""

    __slots__ = ("shares", "up_to")

    def __init__(self, counts: Sequence[float]) -> None:
        total = sum(counts)
        self.shares = [count / total for count in counts]
        self.up_to = [0.0, *accumulate(self.shares)]

    def between(self, room: Room) -> float:
        """A limit lies in this room."""
        least, most = room
        return -log2(max(_LEAST, self.up_to[most + MOST_OVER + 1] - self.up_to[least + MOST_OVER]))

    def rooms(self, met: Iterable[Room]) -> dict[Room, float]:
        """``between`` for each of these rooms: a page has few that differ."""
        up_to, bits = self.up_to, {}
        for room in set(met):
            share = up_to[room[1] + MOST_OVER + 1] - up_to[room[0] + MOST_OVER]
            bits[room] = -log2(share if share > _LEAST else _LEAST)
        return bits

    def reached(self) -> list[float]:
        """A limit lacks so many columns at the most, from -MOST_OVER on."""
        return [-log2(share if share > _LEAST else _LEAST) for share in self.up_to[1:]]


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
    """LimitCosts that lack none to ``most`` columns, all as often."""
    inside = (1 - OUTSIDE) / (most + 1)
    return LimitCosts([OUTSIDE / len(_COLUMNS) + (inside if 0 <= n <= most else 0.0) for n in _COLUMNS])


_EVEN = [_even(most) for most in RANGES]
_SHARES = [limits.shares for limits in _EVEN]


@lru_cache(maxsize=1024)  # pages have the same few rooms
def _evenly(room: Room) -> tuple[float, ...]:
    """What a room costs by each of the ranges."""
    return tuple(limits.between(room) for limits in _EVEN)


def learnt_ragged(rooms: Iterable[Room], most: int) -> LimitCosts:
    """The limits of these rooms where lines are ragged: alike over a range, which the page tells. Rooms that begin
    beyond ``most`` are left out."""
    met = Counter(room for room in rooms if room[0] <= most)
    each = [_evenly(room) for room in met]
    bits = [sum(map(mul, met.values(), column)) for column in zip(*each, strict=True)] if met else [0] * len(_EVEN)
    odds = [2.0 ** (min(bits) - one) for one in bits]
    weights = [SEEN_RANGE * odd / sum(odds) for odd in odds]
    usual = [sum(map(mul, weights, shares)) for shares in zip(*_SHARES, strict=True)]
    counts = list(usual)
    for (least, high), times in met.items():
        low, stop = least + MOST_OVER, high + MOST_OVER + 1
        whole = sum(usual[low:stop])
        share = (times if whole > _ONE_LINE else times - ONCE) / whole
        for n in range(low, stop):
            counts[n] += share * usual[n]
    return LimitCosts(counts)


def learnt(rooms: Iterable[Room], usual: Sequence[float], most: int) -> LimitCosts:
    """The limits of these rooms, beginning with the ``usual`` counts of columns lacking, from -MOST_OVER on. A room
    counts for all limits in it by how usual they are; those that begin beyond ``most`` are not of the measure's making,
    and left out."""
    counts = list(usual)
    for (least, high), times in Counter(rooms).items():
        if least > most:
            continue
        weight = times if least <= 0 <= high else times - ONCE
        low, stop = least + MOST_OVER, high + MOST_OVER + 1
        whole = sum(usual[low:stop])
        for n in range(low, stop):
            counts[n] += weight * usual[n] / whole
    alone = MOST_OVER + 2  # up to a column that is lacking, neighbours count nothing
    near = zip(counts[alone - 1 :], counts[alone:], [*counts[alone + 1 :], 0.0], strict=False)
    return LimitCosts([*counts[:alone], *(here + NEIGHBOUR * (fewer + more) for fewer, here, more in near)])
