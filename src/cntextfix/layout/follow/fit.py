"""What fits: whether the first word of the next row would have had room at the end of this one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cntextfix.layout.follow.facts import Facts, TextRow, em
from cntextfix.layout.follow.pairs import Pair

SPARE = 0.6
"""So many em are left over in justified setting where nothing more would fit. Chosen."""
_MOVED = 1.1
"""Where edges are ragged, a row may be so many em shorter than it could be: a mark took its last character along.
Chosen."""
_AMPLE_ROOM = 2.6
"""From so many em more on a row was not broken for want of room, whatever comes next. Chosen."""
_LONGEST = 16.0
"""No word is taken to be longer than so many em: longer addresses are cut anywhere. Chosen."""
_SHORT_ROW = 6.0
"""A row of so few em is short anywhere. Chosen."""
_WORD = re.compile(r"^[“‘「『（(《【]*(?:[!-~]+|.)[，。、；：！？”’」』）)】》]*")


def ems(text: str) -> float:
    """About how wide text is, in em."""
    return sum(1.0 if char > "\u2e7f" else 0.5 for char in text)


def needs(row: TextRow) -> float:
    """How much room the first word of a row takes, in em."""
    word = _WORD.match(row.text)
    return min(ems(word[0]), _LONGEST) if word else 1.0


def room(pair: Pair) -> float:
    """How much room there is behind the first row of a pair, in em."""
    one, two = pair.one, pair.two
    stop = max(one.stop, min(two.span.u1, one.limits[1])) if pair.down else one.stop
    return (stop - one.span.u1) / em(one, two)


def hear(facts: Facts, pair: Pair) -> Iterator[tuple[str, float]]:
    """What room says of a pair."""
    one, two = pair.one, pair.two
    first, spare = needs(two), room(pair)
    yield "would fit", float(spare > first + SPARE)
    yield "would fit well", float(spare > first + _AMPLE_ROOM)
    yield "full", float(abs(spare) < SPARE and not one.lone)
    inside = (one.limits[1] - one.span.u1) / em(one, two)
    fits = one.short and spare > SPARE and inside > first + _MOVED
    yield "would fit in its column", float(fits)
    above = facts.rows[one.above] if one.above >= 0 else None
    near = SPARE * one.size
    before = above is not None and abs(above.span.u1 - one.span.u1) < near
    behind = pair.down and abs(two.span.u1 - one.span.u1) < near
    told = fits and pair.down and spare > first + _AMPLE_ROOM and not before and not behind
    yield "would fit, no indents", max(0.0, 1 - 20 * facts.indents) if told else 0.0
    yield "stops as the row before", float(before)
    yield "stops as the row behind", float(behind)
    longest = pair.down and abs(spare) < SPARE and not (one.lone or before or behind)
    yield "the longest of short rows", float(longest and one.short)
    yield "no room known", float(one.lone)
    yield "short", float(ems(one.text) < _SHORT_ROW)
