"""Pairs of rows that could follow each other, and the witnesses heard on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cntextfix.layout.follow.facts import Facts, TextRow, gap, shared

_UNDER = 0.2
"""A row stands below another if they share so much of the shorter one's length … Chosen."""
_FARTHEST_BELOW = 4.0
"""… and so many em are between them at most. Chosen."""


class Pair(NamedTuple):
    """Row ``a`` and the row ``b`` that may follow it. ``down``: it stands below it; else it is elsewhere. It may be the
    next of its style in the order of columns, and in that of the file."""

    a: int
    b: int
    one: TextRow
    two: TextRow
    down: bool
    next_place: bool
    next_rank: bool


def candidates(facts: Facts) -> Iterator[Pair]:
    """Each row with the one right below it and with the next in the order of columns and in that of the file, of any
    style and of its own; no pair twice."""
    rows = facts.rows
    places = sorted(range(len(rows)), key=lambda n: rows[n].place)
    by_place, by_rank = _next_alike(rows, places), _next_alike(rows, facts.order)
    next_place, next_rank = dict(pairwise(places)), dict(pairwise(facts.order))
    for n, row in enumerate(rows):
        after = {table.get(n, -1) for table in (by_place, by_rank, next_place, next_rank)}
        if row.below >= 0 and not _passes(row, rows[row.below]):
            after.add(row.below)
        for other in sorted(after - {n, -1}):
            two = rows[other]
            under = shared(row, two) > _UNDER and two.span.v0 - row.span.v0 > 0 and gap(row, two) < _FARTHEST_BELOW
            round_ = two.divided and two.place == row.place + 1 and two.column == row.column
            down = row.below == other or under or round_
            yield Pair(n, other, row, two, down, by_place.get(n) == other, by_rank.get(n) == other)


def _passes(one: TextRow, two: TextRow) -> bool:
    """Whether the order of the file and that of columns both have the same number of rows between two: parts of
    formulas stand one under the other, and what stands beside them comes between."""
    between = two.place - one.place
    return between > 1 and two.rank - one.rank == between


def _next_alike(rows: Sequence[TextRow], order: Sequence[int]) -> dict[int, int]:
    """For each row the next one in this order that is set as it is."""
    out: dict[int, int] = {}
    last: dict[tuple[str, float], int] = {}
    for n in order:
        key = rows[n].font, round(rows[n].size, 1)
        if key in last:
            out[last[key]] = n
        last[key] = n
    return out
