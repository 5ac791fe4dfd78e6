"""What lines cost that are their own: verse, lists, messages, whole paragraphs.

How wide such lines are, how they stop and where their marks stand is a manner of the whole text: verse lines are of one
width and built alike, messages are not; some texts put no mark at a line's end, some always do. A page is held against
several manners, and the cheapest is what a measure has to beat. So widths that merely lie near each other prove no
measure: they cost little here, too. Lines of exactly one width, words over the end and sentences that go on do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import exp, log2, pi, sqrt
from statistics import median
from typing import NamedTuple

from cntextfix.paragraphs import costs
from cntextfix.paragraphs.features import CITED, CLOSED, COLON, COMMA, DASHED, LISTED, MID, QUOTED, SENTENCE, Feature

MARKED, _PROSE, _ALIKE = range(3)
"""Where marks stand: inside a line where it also stops with one; as often as in prose; where they stand in the lines
before."""
UNMARKED_END = {MID: 0.3, COMMA: 5.0, COLON: 4.5, SENTENCE: 4.5, QUOTED: 6.0, CITED: 4.0, CLOSED: 4.0, DASHED: 6.0}
"""How a line stops in a text that puts no marks at the ends: a few have a full stop nevertheless. Set, not counted."""


class Manner(NamedTuple):
    """``toll``: bits for its being the page's; ``same``: share of lines as wide as one of the two before; ``ends``: how
    lines stop; ``marks``: where marks stand."""

    toll: float
    same: float
    ends: dict[str, float]
    marks: int


MANNERS = (
    Manner(0.0, 0.4, costs.FREE_END, MARKED),
    Manner(2.0, 0.0, costs.FREE_END, _PROSE),
    Manner(2.0, 0.0, UNMARKED_END, _PROSE),
    Manner(1.5, 0.5, UNMARKED_END, _ALIKE),
)
"""Verse, lists and whole paragraphs; lines of prose; lines of prose without marks at the ends, as in messages; verse
without them. Set on 2,440 real texts whose lines are their own (verse of all times, sayings, reviews, laws) and 1,200
that are wrapped. A toll of 4 instead of 2 joins 148 instead of 83 of 15,000 lines of modern verse; one that does not
count leaves 30 % instead of 19 % of the wraps of pieces of three to six lines."""
VERSE = 36
"""Columns of a line of verse, at the most: two halves of eight characters, with their marks. Wider lines are as wide as
the one before by chance. Chosen."""
SPREAD = 8.0
"""Columns by which lines that are their own differ, at the least: four characters. Ten joins three times as many lines
of modern verse. Chosen."""
DEVIATION = 1.25
"""A normal distribution's standard deviation, by its mean one. By definition: the root of half of pi."""
OUTLIERS = 0.05
"""Share of lines of any width. Chosen."""
_WIDEST = 128
"""Columns from which all are alike. Chosen."""
FIRST_ALIKE = 0.7
"""Marks stand where they do in one of the two lines before. Chosen."""
NOT_ALIKE = 4.5
"""… or do not. Chosen."""
_NEAR = 1
"""Characters off that are the same place. Chosen."""
GOES_ON = 4.0
"""A line with an indent or a list mark stops in mid-phrase, and the next has neither, as a measure makes it. Chosen."""
GOES_ON_UNMARKED = 1.0
"""… one without a mark inside: it may be a heading, and stop so. Chosen."""
_IN_FRACTION = 6.0
"""A line stops with 28. and the next begins with 6%. Chosen."""
_IN_NUMBER = 3.0
"""… one with digits, and the next with digits. Chosen."""

_MARK = re.compile(r"[，。、；：！？,;]")


def own(found: Sequence[Feature]) -> tuple[float, list[float]]:
    """What the manner costs that is the cheapest for all lines, and each line in it. Linear."""
    if not found:
        return 0.0, []
    near = _shares([min(one.width, _WIDEST) for one in found])
    alike = _alike([_places(one.text) for one in found])
    rows = list(zip(*(_line(found, near[n], n, alike=alike[n]) for n in range(len(found))), strict=True))
    totals = [manner.toll + sum(row) for manner, row in zip(MANNERS, rows, strict=True)]
    best = totals.index(min(totals))
    return MANNERS[best].toll, list(rows[best])


def _shares(widths: Sequence[int]) -> list[float]:
    """For each line the share of lines that are as wide, to a character, if widths differ at random."""
    centre = median(widths)
    scale = max(SPREAD, DEVIATION * sum(abs(wide - centre) for wide in widths) / len(widths))
    return [2 * exp(-(((wide - centre) / scale) ** 2) / 2) / (scale * sqrt(2 * pi)) for wide in widths]


def _line(found: Sequence[Feature], near: float, n: int, *, alike: bool) -> list[float]:
    """What a line costs in each of the manners."""
    one = found[n]
    before, earlier = (found[max(0, n - back)].width if n else 0 for back in (1, 2))
    same = one.width in (before, earlier)
    verse = one.width <= VERSE
    cut = _cut(found[n - 1], one) if n else 0.0
    marks_set = costs.marks_set(one.width, one.marks)
    out: list[float] = []
    for _, share_same, ends, marks in MANNERS:
        as_wide = same and (verse or (alike and marks == _ALIKE))
        share = share_same * as_wide + (1 - OUTLIERS - share_same) * near + 2 * OUTLIERS / _WIDEST
        bits = costs.FREE_START[one.start] + ends[one.end] - log2(share) + cut
        if marks == MARKED:
            bits += costs.marks_free(one.end, one.marks)
        elif marks == _ALIKE and one.marks:
            bits += FIRST_ALIKE if alike else NOT_ALIKE
            bits += 0.0 if alike else marks_set
        else:
            bits += marks_set
        out.append(bits)
    return out


def _cut(before: Feature, one: Feature) -> float:
    """Bits for a line's end being where it is though it looks cut."""
    if not before.witness:
        return 0.0
    bits = 0.0
    if not one.indent and one.start != LISTED and (before.indent or before.start == LISTED):
        bits += GOES_ON if before.marks else GOES_ON_UNMARKED
    if one.text[:1].isdigit() and one.marks and (before.text[-1].isdigit() or before.text[-1] in ".,"):
        bits += _IN_NUMBER if before.text[-1].isdigit() else _IN_FRACTION
    return bits


def _places(text: str) -> tuple[int, ...]:
    """Where the marks inside a line stand."""
    return (
        tuple(match.start() for match in _MARK.finditer(text, 0, max(0, len(text) - 1))) if len(text) < _WIDEST else ()
    )


def _alike(places: Sequence[tuple[int, ...]]) -> list[bool]:
    """For each line, whether its marks stand where they do in one of the two lines before."""
    return [
        any(
            len(here) == len(other) and all(abs(a - b) <= _NEAR for a, b in zip(here, other, strict=True))
            for other in places[max(0, n - 2) : n]
        )
        for n, here in enumerate(places)
    ]
