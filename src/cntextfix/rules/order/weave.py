"""Where two columns were woven into each other, line by line: which stretch of a page reads on two lines further."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cntextfix.chars import CLOSERS, PAIRS
from cntextfix.flow import costs
from cntextfix.flow.features import CLOSING, COMMA, MID, QUOTED, SENTENCE, Feature
from cntextfix.lexicon import Meeting, meetings


class Weave(NamedTuple):
    """Lines ``first`` to ``stop``: those of the right column are every other one from ``first + 1`` to ``right``, all
    others are the left one's. ``bits`` for that against the order as it is."""

    first: int
    right: int
    stop: int
    bits: float


def weave(found: Sequence[Feature], body: Sequence[bool]) -> Weave:
    """The likeliest stretch; ``body`` says which lines can be part of one. Linear."""
    gains = _gains(found, body)
    if not gains:
        return Weave(0, 0, 0, 0.0)
    first, last, bits = _widened(gains, *_best(gains))
    stop = last + 3
    if (stop - first) % 2:
        stop -= _last_is_right(*found[stop - 3 : stop])
        return Weave(first, stop, stop, bits)
    return Weave(first, _right_ends(found, first, stop), stop, bits)


_GAP = re.compile(r"[\u3400-\u9fff][ \u3000]+[\u3400-\u9fff]")
BREAK, UNLIKE = -99.0, -4.0
"""What no column does; and what few lines of one do: they differ in width, or have a gap."""
ALIKE = 8
"""Columns by which lines of a column that are cut in mid-phrase differ at most: marks may hang over, an indent
may be lost."""
NARROWEST = 12
"""Columns in a line of prose: no column is narrower."""
CLOSES, CLOSES_NOT = 2.0, -0.5
"""A bracket is open, and the next line closes one first, or does not: half of those that go on do, and one in
twenty by chance, but more where people talk."""
IN_NUMBER = 3.0
"""A number goes on with figures."""
INDENTED, HEADED = -8.0, 5.5
"""A line that goes on is indented; but a heading comes before a line that is."""
STARTS = {start: costs.FREE_START[start] - bits for start, bits in costs.NEXT_START.items()} | {CLOSING: 2.0}
"""A line that goes on begins with a list mark, an opening quote or the like."""


def _gains(found: Sequence[Feature], body: Sequence[bool]) -> list[float]:
    """For each line that has two after it: bits for reading on two lines further rather than on the next."""
    texts = [feature.text for feature in found]
    near = meetings(texts)
    even, odd = meetings(texts[::2]), meetings(texts[1::2])
    out: list[float] = []
    for n in range(len(texts) - 2):
        one, far = found[n], found[n + 2]
        if not all(body[n : n + 3]):
            out.append(BREAK)
            continue
        goes_on = one.end in (MID, COMMA)
        if _differ(one, far) or _GAP.search(one.text) or (goes_on and one.width < NARROWEST):
            out.append(UNLIKE)
            continue
        if not goes_on:
            out.append(0.0)
            continue
        met = (odd if n % 2 else even)[n // 2]
        headed = HEADED if found[n + 1].indent else 0.0
        out.append(_goes_on(one, far, met) - _goes_on(one, found[n + 1], near[n]) - headed)
    return out


def _differ(one: Feature, other: Feature) -> bool:
    """Whether two lines are not of one column: as wide as each other if cut in mid-phrase, else no wider."""
    if one.end not in (MID, COMMA):
        return False
    more = other.width - one.width - one.indent
    return more > ALIKE or (other.end == MID and more < -ALIKE)


def _goes_on(one: Feature, other: Feature, met: Meeting | None) -> float:
    bits = STARTS[other.start] + (0.0 if met is None else met.bits)
    bits += INDENTED if other.indent else 0.0
    if one.text[-1].isdigit() and other.text[0].isdigit():
        bits += IN_NUMBER
    if one.opens > 0:
        first = next((char for char in other.text if char in PAIRS or char in CLOSERS), "")
        bits += CLOSES if first in CLOSERS else CLOSES_NOT
    return bits


def _best(gains: Sequence[float]) -> tuple[int, int, float]:
    """The stretch of lines with the highest sum of gains: first, last, bits."""
    best = (0, 0, 0.0)
    score, first = 0.0, 0
    for n, gain in enumerate(gains):
        if score <= 0:
            score, first = 0.0, n
        score += gain + NEUTRAL
        if score >= best[2]:
            best = (first, n, score)
    first, last, score = best
    return first, last, score - NEUTRAL * max(0, last - first + 1)


REST, AGAINST = 6, -3.0
"""Up to so many lines at either end of a block belong to the stretch, if they do not say more than this against it."""


def _widened(gains: Sequence[float], first: int, last: int, bits: float) -> tuple[int, int, float]:
    """The stretch up to the ends of its block, if what is left of that is short: who is left and who is right is
    counted from its first line."""
    before = range(first - 1, max(-1, first - REST - 1), -1)
    start = next((n + 1 for n in before if gains[n] <= UNLIKE), max(0, first - REST))
    if start and gains[start - 1] > UNLIKE:
        start = first  # the block is longer
    after = range(last + 1, min(len(gains), last + REST + 1))
    stop = next((n for n in after if gains[n] <= UNLIKE), min(len(gains), last + REST + 1))
    if stop < len(gains) and gains[stop] > UNLIKE:
        stop = last + 1
    head, tail = sum(gains[start:first]), sum(gains[last + 1 : stop])
    first = start if head > AGAINST else first
    last = stop - 1 if tail > AGAINST else last
    return first, last, bits + min(0.0, head) + min(0.0, tail)


NEUTRAL = 0.4
"""Added to every line of a stretch, and taken from its sum again: lines that say nothing belong to what is around."""


def _last_is_right(left: Feature, right: Feature, last: Feature) -> bool:
    """Whether the last line, one too many for two columns of the same length, belongs to the right one."""
    goes = [one.end in (MID, COMMA) for one in (left, right)]
    if goes[0] != goes[1]:
        return goes[1]
    bits = [_goes_on(one, last, meetings([one.text, last.text])[0]) for one in (left, right)]
    return bits[1] > bits[0] + 1


LONGER = 4
"""Lines by which the left column is longer than the right one, at most."""


def _right_ends(found: Sequence[Feature], first: int, stop: int) -> int:
    """Where the right column ends: with a sentence, if all lines after it are one sentence of the left column."""
    if found[stop - 1].end not in (SENTENCE, QUOTED):
        return stop
    for n in range(stop - 3, max(first, stop - LONGER - 2), -1):
        if found[n].end in (SENTENCE, QUOTED):
            return n + 1 if (n - first) % 2 else stop
    return stop
