"""Where line ends are wraps: a page read as the cheapest path over its lines.

Each line is read in one of four states: *free* (not set to a measure; every line end is real), *first* line of a
paragraph that is set to one, a *next* line of it, or the second line of a heading (*title*). What a state makes of a
line's width, of how it stops and of how the next one begins has its cost in bits (``costs``, ``habits``). The bits of a
line end are the difference between the best reading in which it is a wrap and the best in which it is not. Linear: four
states a line, two sweeps, and a second look with what the first one taught about the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from cntextfix.flow import costs
from cntextfix.flow.features import COLON, COMMA, LISTED, OPENING, Feature, features, share_measure
from cntextfix.flow.habits import Habits, first_habits, lack, second_habits, surely_last
from cntextfix.flow.measure import LOOSE, TIGHT, Measure, measures
from cntextfix.lexicon import cuts_words

_FRACTION = re.compile(r"\d[.,．]$")

FREE, FIRST, NEXT, TITLE = range(4)
LAST = 4
INDENT = 4
"""Columns by which a paragraph's first line is narrower where its indent of two characters is not in the text."""
NOT_INDENTED, INDENTED_HEADING = 8.0, 2.0
"""Where indents are kept, what has none is a heading, not a paragraph."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """A line end: ``bits`` for a wrap against a real end; ``missing`` is how many columns the line lacks to be full
    against ``measure``, both in half-width columns; ``set`` says whether the line is set to a measure at all."""

    bits: float
    missing: int
    measure: int
    set: bool


@dataclass(frozen=True, slots=True)
class Flow:
    """How lines run on: a Boundary for each line but the last one, and the ``bits`` that the whole reading costs."""

    boundaries: list[Boundary]
    bits: float


def boundaries(lines: Sequence[str], blanks: Sequence[bool], real: Sequence[bool] = ()) -> list[Boundary]:
    """The boundaries of ``read``; quick where the lines share no measure."""
    if not share_measure(lines):
        return [Boundary(-inf, 0, 0, False)] * max(0, len(lines) - 1)
    return read(lines, blanks, real).boundaries


def read(lines: Sequence[str], blanks: Sequence[bool], real: Sequence[bool] = ()) -> Flow:
    """How these lines run on. ``blanks`` says after which of them a blank one stands, ``real`` which line ends are
    known to be no wraps."""
    found = features(lines, blanks)
    full = [feature.full for feature in found]
    if not share_measure(lines):
        return Flow([Boundary(-inf, 0, 0, False)] * max(0, len(lines) - 1), free(found))
    words = cuts_words([feature.text for feature in found])
    readings: list[_Reading] = []
    for witnesses in (LOOSE, TIGHT, 0):
        near = measures(full, witnesses) if witnesses else _one_measure(full)
        for lost in (0, INDENT):
            wide = _widened(found, near, lost, witnesses)
            for ragged in (False, True):
                readings.append(_Reading(found, wide, first_habits(found, wide, ragged), lost, witnesses, words, real))
    best = sorted(readings, key=lambda reading: reading.total)[:SECOND_LOOKS]
    reading = min((reading.again() for reading in best), key=lambda reading: reading.total)
    return Flow(reading.boundaries(), min(reading.total, reading.free))


SECOND_LOOKS = 3
"""How many of the first readings are looked at again."""


def _widened(found: Sequence[Feature], near: list[Measure], lost: int, witnesses: int) -> list[Measure]:
    """The measures if first lines have lost their indents: those that surely are first ones vouch for more."""
    if not lost or not witnesses:
        return near
    firsts = [True, *(surely_last(one, measure) for one, measure in zip(found, near, strict=True))]
    full = [one.full + lost if one.full and first else one.full for one, first in zip(found, firsts, strict=False)]
    return measures(full, witnesses)


WIDEST = 50
"""One line in so many may be wider than the measure of a page: headlines over several columns, marks that hang over."""


def _one_measure(full: Sequence[int]) -> list[Measure]:
    """One measure for the whole page."""
    widths = sorted(filter(None, full))
    width = widths[len(widths) - 1 - len(widths) // WIDEST]
    return [Measure(width, width)] * len(full)


def free(found: Sequence[Feature]) -> float:
    """What lines cost that are all their own."""
    return sum(_free(found, n) for n in range(len(found)))


def _free(found: Sequence[Feature], n: int) -> float:
    one = found[n]
    width = costs.free_width(one.width, found[n - 1].width if n else 0, found[n - 2].width if n > 1 else 0)
    return width + costs.FREE_START[one.start] + costs.FREE_END[one.end] + costs.marks_free(one.end, one.marks)


class _Reading:
    """One way to read the page: first lines lack ``lost`` columns, for an indent that is not in the text."""

    def __init__(self, found: Sequence[Feature], near: Sequence[Measure], habits: Habits, lost: int,
        witnesses: int, words: Sequence[bool | None], real: Sequence[bool],
    ) -> None:  # fmt: skip
        self.found, self.near, self.habits, self.lost = found, near, habits, lost
        self.witnesses, self.words, self.real = witnesses, words, real
        self.wraps = [[self._wrap(n, state) for state in (FIRST, NEXT, TITLE)] for n in range(len(found) - 1)]
        self.stops = [[self._stop(n, state) for state in (FREE, FIRST, NEXT, TITLE)] for n in range(len(found))]
        self.starts = [self._start(n) for n in range(len(found))]
        self.ahead = self._forward()
        changes = sum(one.left != other.left for one, other in pairwise(near))
        self.total = (
            costs.SET
            + costs.NEW_MEASURE * changes
            + min(a + b for a, b in zip(self.ahead[-1], self.stops[-1], strict=True))
        )
        self.free = sum(stop[FREE] for stop in self.stops)

    def again(self) -> _Reading:
        """The second look."""
        read = self._path()
        full = [
            f.width + (self.lost if what == FIRST else 0) - f.hang
            if what in (FIRST, NEXT)
            else f.full
            if what == FREE
            else 0
            for f, what in zip(self.found, read, strict=True)
        ]
        near = measures(full, self.witnesses) if self.witnesses else self.near
        habits = second_habits(self.habits, self.found, near, self.lost, read)
        return _Reading(self.found, near, habits, self.lost, self.witnesses, self.words, self.real)

    def _wrap(self, n: int, state: int) -> float:
        """Line ``n`` goes on in the next one; TITLE: it is the first line of a heading, and goes on."""
        if self.real and self.real[n]:
            return inf
        one, other, measure, habits = self.found[n], self.found[n + 1], self.near[n], self.habits
        bits = habits.goes_on + habits.wrap_end[one.end] + costs.marks_set(one.width, one.marks)
        bits += costs.odd_measure(measure.high)
        bits += habits.quoted[other.start == OPENING] if one.end == COLON else costs.NEXT_START[other.start]
        bits += habits.blank_wrap[one.blank] + habits.indent_wrap[other.indent > 0]
        if self.words[n] is not None:
            bits += costs.WORD_GOES_ON[bool(self.words[n])]
        if state == TITLE:
            return bits + costs.HEADING + costs.TWO_LINES + self._indented(n) + habits.full[lack(one, other, measure)]
        bits += costs.NOT_DISPLAYED if one.display else 0.0
        if state == FIRST:
            return bits + self._not_indented(n) + habits.full_first[lack(one, other, measure, self.lost)]
        return bits + habits.full[lack(one, other, measure)]

    def _stop(self, n: int, state: int) -> float:
        """Line ``n`` is the last of its paragraph, or its own."""
        one, habits = self.found[n], self.habits
        cut = 0.0 if n == len(self.words) or self.words[n] is None else costs.WORD_CUT[bool(self.words[n])]
        if state == FREE:
            return cut + _free(self.found, n)
        bits = (
            cut
            + habits.stops
            + costs.last_width(one.width - one.hang, self.near[n].high)
            + habits.blank_stop[one.blank]
        )
        item = state == FIRST and one.start == LISTED and one.end == COMMA
        body = (costs.ITEM_END if item else habits.last_end[one.end]) + costs.marks_set(one.width, one.marks)
        body += costs.NOT_DISPLAYED if one.display else 0.0
        if state == NEXT:
            return bits + body
        heading = costs.HEADING_END[one.end] + costs.marks_heading(one.marks)
        heading += costs.DISPLAYED if one.display else 0.0
        if state == TITLE:
            return bits + heading
        return bits + min(body + self._not_indented(n), costs.HEADING + heading + self._indented(n))

    def _not_indented(self, n: int) -> float:
        return NOT_INDENTED if n and self.habits.indents_kept and not self.found[n].indent else 0.0

    def _indented(self, n: int) -> float:
        return INDENTED_HEADING if self.habits.indents_kept and self.found[n].indent else 0.0

    def _start(self, n: int) -> float:
        """Line ``n`` begins a paragraph."""
        one = self.found[n]
        bits = costs.FIRST_START[one.start]
        if n and not one.indent and one.text[:1].isdigit():
            before = self.found[n - 1]
            if _FRACTION.search(before.text):
                bits += costs.IN_FRACTION
            elif before.text[-1:].isdigit() and abs(self.near[n - 1].missing(before.width)) < INDENT:
                bits += costs.IN_NUMBER
        return bits

    def _forward(self) -> list[list[float]]:
        """For each line and state the cost of all lines before it."""
        here = [costs.OPEN_FREE, self.starts[0], inf, inf]
        out = [here]
        deep = 0  # how many brackets and quotes are open where a line that goes on with a paragraph begins
        for n in range(len(self.found) - 1):
            stop, (first, next_, title) = self.stops[n], self.wraps[n]
            opens = self.found[n].opens
            stop[FIRST] += costs.DEEP if opens > 0 else 0.0
            stop[NEXT] += costs.DEEP if deep + opens > 0 else 0.0
            deep = max(0, deep + opens if here[NEXT] + next_ < here[FIRST] + first else opens)
            ended = self._ended(n, here)
            free = here[FREE] + stop[FREE]
            here = [
                min(free, ended + costs.LEAVE),
                min(ended, free + costs.ENTER) + self.starts[n + 1],
                min(here[FIRST] + first, here[NEXT] + next_),
                here[FIRST] + title,
            ]
            out.append(here)
        return out

    def _ended(self, n: int, here: Sequence[float]) -> float:
        """The best way to have a paragraph end with line ``n``."""
        stop = self.stops[n]
        return min(here[FIRST] + stop[FIRST], here[NEXT] + stop[NEXT], here[TITLE] + stop[TITLE])

    def _backward(self) -> list[list[float]]:
        """For each line and state the cost of that line's end and of all lines after it."""
        here = list(self.stops[-1])
        out = [here]
        for n in range(len(self.found) - 2, -1, -1):
            stop, (first, next_, title) = self.stops[n], self.wraps[n]
            start = here[FIRST] + self.starts[n + 1]
            onward = min(start, here[FREE] + costs.LEAVE)
            here = [
                stop[FREE] + min(here[FREE], start + costs.ENTER),
                min(stop[FIRST] + onward, first + here[NEXT], title + here[TITLE]),
                min(stop[NEXT] + onward, next_ + here[NEXT]),
                stop[TITLE] + onward,
            ]
            out.append(here)
        return out[::-1]

    def _path(self) -> list[int]:
        """The best reading: FREE, FIRST or NEXT for lines that go on, LAST for those that end their paragraph."""
        state = min((FREE, FIRST, NEXT, TITLE), key=lambda s: self.ahead[-1][s] + self.stops[-1][s])
        out = [LAST if state else FREE]
        for n in range(len(self.found) - 2, -1, -1):
            here, stop, wrap = self.ahead[n], self.stops[n], self.wraps[n]
            if state in (NEXT, TITLE):
                goes_on = state == NEXT and here[NEXT] + wrap[1] < here[FIRST] + wrap[0]
                state = NEXT if goes_on else FIRST
                out.append(state)
                continue
            toll = costs.ENTER if state == FIRST else -costs.LEAVE
            if here[FREE] + stop[FREE] + toll < self._ended(n, here):
                state = FREE
            else:
                state = min((FIRST, NEXT, TITLE), key=lambda s: self.ahead[n][s] + self.stops[n][s])
            out.append(LAST if state else FREE)
        return out[::-1]

    def boundaries(self) -> list[Boundary]:
        """All line ends, weighed. None is surer than that the page is set to a measure at all."""
        out: list[Boundary] = []
        behind = self._backward()
        for n in range(len(self.found) - 1):
            here, wraps, stop, after = self.ahead[n], self.wraps[n], self.stops[n], behind[n + 1]
            wrap = min(here[FIRST] + wraps[0], here[NEXT] + wraps[1]) + after[NEXT]
            wrap = min(wrap, here[FIRST] + wraps[2] + after[TITLE])
            start = after[FIRST] + self.starts[n + 1]
            real = min(
                self._ended(n, here) + min(start, after[FREE] + costs.LEAVE),
                here[FREE] + stop[FREE] + min(after[FREE], start + costs.ENTER),
            )
            best = [a + b for a, b in zip(here, behind[n], strict=True)]
            near = self.near[n]
            bits = min(real - wrap, self.free - self.total)
            out.append(Boundary(bits, near.missing(self.found[n].width), near.high, min(best) < best[FREE]))
        return out
