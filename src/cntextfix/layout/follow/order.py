"""What the order of the file says: programs write a story as it is read."""

from __future__ import annotations

from collections.abc import Iterator
from math import log2

from cntextfix.layout.follow.facts import Facts
from cntextfix.layout.follow.pairs import Pair


def hear(facts: Facts, pair: Pair) -> Iterator[tuple[str, float]]:
    """What the file's order says of a pair, as far as it agrees with place on this page."""
    one, two = pair.one, pair.two
    told = facts.told if pair.down else facts.told_afar
    trust = max(0.0, log2(told / (1 - told)))
    yield "next in the file", trust if two.rank == one.rank + 1 else 0.0
    yield "far in the file", trust if not 0 < two.rank - one.rank <= 3 else 0.0
    yield "next in columns", float(two.place == one.place + 1)
    yield "next of its style in columns", float(pair.next_place and two.place != one.place + 1)
    yield "next of its style in the file", trust if pair.next_rank and two.rank != one.rank + 1 else 0.0
