"""What place says: white between rows, left edges, columns."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from cntextfix.layout.follow.facts import INDENTED_BY, Facts, TextRow, em, gap, inside, same_size, shared
from cntextfix.layout.follow.marks import ITEM_START
from cntextfix.layout.follow.pairs import Pair

_CENTRED_BY = 5.0
"""Rows that begin so many em apart are centred, or of different columns. Chosen."""
_FULL_ROOM = 1.6
"""An item goes on below if its first row has less room left, in em. Chosen."""
_WIDER_LEADING = 0.25
"""White that exceeds the usual by so many em is seen. Chosen."""


def hear(facts: Facts, pair: Pair) -> Iterator[tuple[str, float]]:
    """What place says of a pair: names of signs, and how strong they are."""
    yield "under a heading", float(pair.two.headed)
    yield from _down(facts, pair) if pair.down else _elsewhere(facts, pair)


def _near(facts: Facts, one: TextRow, n: int) -> TextRow | None:
    """A neighbour, if it is set as ``one`` is and stands near it."""
    if n < 0:
        return None
    other = facts.rows[n]
    upper, lower = (other, one) if other.span.v0 < one.span.v0 else (one, other)
    return other if same_size(one, other) and gap(upper, lower) < one.leading + 1.5 else None


def _down(facts: Facts, pair: Pair) -> Iterator[tuple[str, float]]:
    one, two = pair.one, pair.two
    above, below = _near(facts, one, one.above), _near(facts, two, two.below)
    between = two.divided and two.place == one.place + 1  # a picture or a pull quote, round which text runs
    white = 0.0 if between else gap(one, two) - min(one.leading, two.leading)
    yield "gap", min(max(white, 0.0), 2.0)
    yield "loose", float(white > _WIDER_LEADING)
    if above is not None and not between:
        yield "more than before", min(max(gap(one, two) - gap(above, one) - 0.1, 0.0), 1.5)
    if below is not None and not between:
        yield "more than behind", min(max(gap(one, two) - gap(two, below) - 0.1, 0.0), 1.5)
    yield from _edges(facts, pair, above, below)
    yield "inside its column", float(two.indented and not one.indented)
    yield "rule between", float(one.floor < two.span.v0 + _WIDER_LEADING * em(one, two))
    yield "aslant", float(shared(one, two) < 0.6)
    yield "not next below", float(one.below != pair.b)
    yield from _cells(one, two)


def _edges(facts: Facts, pair: Pair, above: TextRow | None, below: TextRow | None) -> Iterator[tuple[str, float]]:
    """What the left edges of two rows and of those about them say."""
    one, two = pair.one, pair.two
    shift = inside(one, two)
    before = inside(above, one) if above is not None else 0.0
    behind = inside(two, below) if below is not None else 0.0
    indents, hangs = min(5 * facts.indents, 1.0), min(5 * facts.hangs, 1.0)
    if abs(shift) > _CENTRED_BY:
        yield "far", 1.0
    elif shift < -INDENTED_BY:
        known = above is not None
        item = above is not None and bool(ITEM_START.match(above.text)) and bool(ITEM_START.match(two.text))
        yield "left of a first row", float(before > INDENTED_BY and not item)
        yield "left of hung rows", float(known and (abs(before) < INDENTED_BY or (before > INDENTED_BY and item)))
        yield "left of a row alone", float(not known or before < -INDENTED_BY)
        yield "habit of indents", indents
        yield "habit of hanging out", hangs
    elif shift > INDENTED_BY:
        yield "in, then back", float(below is not None and behind < -INDENTED_BY)
        yield "in, and stays", float(below is not None and abs(behind) < INDENTED_BY)
        yield "in, and last", float(below is None)
        item = (one.counts or bool(ITEM_START.match(one.text))) and not ITEM_START.match(two.text)
        yield "in, after a mark", float(item and one.stop - one.span.u1 < _FULL_ROOM * one.size)
        yield "in, habit of indents", indents
        yield "in, habit of hanging", hangs
    else:
        yield "even", 1.0
        yield "even, habit of indents", indents
        yield "even, outside a hung one", float(below is not None and behind > INDENTED_BY)
        both = above is not None and before > INDENTED_BY and below is not None and behind < -INDENTED_BY
        yield "even, both in", float(both)


def _cells(one: TextRow, two: TextRow) -> Iterator[tuple[str, float]]:
    """What cells say: those of a table stand one under the other, gaps of justified text do not."""
    yield "cells before", float(bool(one.cells))
    yield "cells behind", float(bool(two.cells))
    if one.cells and two.cells:
        near = 0.5 * em(one, two)
        found = [
            max(abs(cell[0] - other[0]) < near, abs(sum(cell) - sum(other)) < 2 * near)
            for cell in two.cells[1:] for other in one.cells[1:]
        ]  # fmt: skip
        yield "cells one under the other", float(any(found))
    yield "many cells", float(max(len(one.cells), len(two.cells)) > 2)


def _elsewhere(facts: Facts, pair: Pair) -> Iterator[tuple[str, float]]:
    one, two = pair.one, pair.two
    size = em(one, two)
    below = _near(facts, two, two.below)
    yield "in, then back", float(below is not None and inside(two, below) < -INDENTED_BY)
    yield "flush", float(below is not None and abs(inside(two, below)) < INDENTED_BY)
    yield "inside its column", float(two.indented and not one.indented)
    yield "next column", float(two.column == one.column + 1)
    yield "same column", float(two.column == one.column)
    yield "up", float(two.span.v1 < one.span.v0)
    yield "right", float(two.span.u0 > one.span.u1 - size)
    yield "top", float(two.above < 0)
    yield "foot", float(one.below < 0)
    level = min(one.span.v1, two.span.v1) - max(one.span.v0, two.span.v0)
    yield "level", float(level > 0.5 * min(one.span.depth, two.span.depth))
    yield "rule between", float(max(one.floor, two.floor) < inf)  # both stand in cells
    yield "one width", float(abs((one.stop - one.start) - (two.stop - two.start)) < 1.5 * size)
    yield "alone", float(one.lone) + float(two.lone)
    yield "beside a paragraph", float(one.aside or two.aside)
    yield "cells", float(bool(one.cells) or bool(two.cells))
