"""Which columns the lines belong to that are left over under a stretch of woven ones.

Where columns are not of one length, the rows below have the lines of the longer ones only, in the order of the columns,
and no column comes back that had none in the row above.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from cntextfix.paragraphs.features import Feature
from cntextfix.rules.order.links import goes_on, link, stops

MOST_LEFT = 6
"""Lines left over that are looked at; with more there are too many ways. Chosen."""
ENDS = 1.2
"""Bits where a column ends with a sentence: half of them do, one line in five else, which is 1.3 bits."""
CUT = -0.6
"""Bits where it does not: a half against four in five, which is -0.7 bits."""
TOLD = 2.0
"""Bits by which the best way has to be better than that the lines are other text. Chosen."""


def tail(found: Sequence[Feature], first: int, stop: int, end: int, columns: int) -> tuple[int, ...]:
    """For each line from ``stop`` to ``end`` the column that it belongs to, from 0, if all lines from ``first`` to
    ``stop`` are woven; nothing if they are other text, or it is not told."""
    count = end - stop
    if not 0 < count <= MOST_LEFT:
        return ()
    last = [stop - columns + column for column in range(columns)]
    lines = range(stop, end)
    straight = sum(_reads(found, n, n + 1) for n in lines[:-1]) + sum(_ended(found[n]) for n in last)
    best = max(_ways(tuple(range(columns)), count), key=lambda way: _score(found, last, lines, way), default=())
    return best if best and _score(found, last, lines, best) >= straight + TOLD else ()


def _ways(present: tuple[int, ...], count: int) -> Iterator[tuple[int, ...]]:
    """The columns of so many lines, row by row, of which the first has some of those ``present``, but not all."""
    for size in range(1, min(len(present), count) + 1):
        for row in combinations(present, size):
            if count == size:
                yield row
            else:
                yield from ((*row, *rest) for rest in _ways(row, count - size))


def _score(found: Sequence[Feature], last: Sequence[int], lines: Sequence[int], way: Sequence[int]) -> float:
    """Bits for this way: what reads on in what, and which columns end with a sentence."""
    at = list(last)
    bits = 0.0
    for n, column in zip(lines, way, strict=True):
        bits += _reads(found, at[column], n)
        at[column] = n
    return bits + sum(_ended(found[n]) for n in at)


def _reads(found: Sequence[Feature], one: int, other: int) -> float:
    return link(found[one], found[other], None, language=True) if goes_on(found[one]) else 0.0


def _ended(one: Feature) -> float:
    return ENDS if stops(one) else CUT
