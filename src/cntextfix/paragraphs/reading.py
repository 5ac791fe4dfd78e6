"""One way to read a page: the cheapest path over its lines.

Each line is read in one of four states: *free* (not set to a measure; every line end is real), *first* line of a
paragraph that is set to one, a *next* line of it, or the second line of a heading (*title*). The bits of a line end are
the difference between the best reading in which it is a wrap and the best in which it is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import inf
from typing import NamedTuple

from cntextfix.paragraphs import costs
from cntextfix.paragraphs.fit import Fit
from cntextfix.paragraphs.habits import FIRST, FREE, LAST, NEXT, TITLE, Habits, second_habits
from cntextfix.paragraphs.lengths import alike
from cntextfix.paragraphs.lines import Lines
from cntextfix.paragraphs.measure import measures
from cntextfix.paragraphs.rows import rows


class Boundary(NamedTuple):
    """A line end: ``bits`` for a wrap against a real end; ``missing`` is how many columns the line lacks to be full
    against ``measure``, both in half-width columns; ``set`` says whether the line is set to a measure at all."""

    bits: float
    missing: int
    measure: int
    set: bool


class PageKind(NamedTuple):
    """What kind of reading it is: by how many ``witnesses`` the measure is known, how many columns first lines have
    ``lost``, and whether lines are ragged, or all but first ones."""

    witnesses: int
    lost: int
    ragged: bool = False
    strict: bool = False


_States = tuple[float, float, float, float]
"""Figures for a FREE, FIRST, NEXT or TITLE line."""


class Reading:
    """One way to read the page: by how its lines ``fit`` some measures, with these habits. ``learnt_from``: the path of
    the look before, of which a second look has them."""

    def __init__(
        self,
        page: Lines,
        fit: Fit,
        habits: Habits,
        witnesses: int,
        toll: float = costs.SET,
        learnt_from: Sequence[int] = (),
    ) -> None:
        self.page, self.fit, self.habits, self.witnesses, self.toll = page, fit, habits, witnesses, toll
        self.learnt_from = learnt_from
        self.rows = rows(page, fit, habits)
        self.ahead = self._forward()
        best = min(a + b for a, b in zip(self.ahead[-1], self.rows.stops[-1], strict=True))
        self.total = toll + costs.NEW_MEASURE * fit.changes + best + (costs.RAGGED if habits.ragged else 0.0)
        self.free = page.free

    @property
    def kind(self) -> PageKind:
        """The kind of this reading."""
        return PageKind(self.witnesses, self.fit.lost, self.habits.ragged, self.habits.strict)

    def again(self) -> Reading:
        """The next look: itself, if this one has found what the look before it did."""
        read = self.path
        if read == self.learnt_from:
            return self
        fit = self.fit
        if self.witnesses > 0:
            near = measures([self._vouched(n, what) for n, what in enumerate(read)], self.witnesses)
            fit = Fit(fit.found, near, fit.lost)
        return Reading(self.page, fit, second_habits(self.habits, fit, read), self.witnesses, self.toll, read)

    def _vouched(self, n: int, what: int) -> int:
        """The measure that a line vouches for, by how it was read."""
        one = self.page.found[n]
        if what in (FIRST, NEXT):
            return one.width - one.hang + (self.fit.lost if what == FIRST else 0)
        return one.full if what == FREE else 0

    def _forward(self) -> list[_States]:
        """For each line and state the cost of all lines before it. The innermost place of all: no ``min`` here."""
        starts = self.rows.starts
        free, first, later, title = here = costs.OPEN_FREE, starts[0], costs.PAGE_CUT, inf
        self._cut_off()
        out = [here]
        deep = 0  # how many brackets and quotes are open where a line that goes on with a paragraph begins
        lines = zip(self.rows.wraps, self.rows.stops, self.page.opens, starts[1:], strict=False)
        for (as_first, as_later, as_title), stop, opens, start in lines:
            if opens > 0:
                stop[FIRST] += costs.DEEP
            if deep + opens > 0:
                stop[NEXT] += costs.DEEP
            goes_on, begins = later + as_later, first + as_first
            deep = deep + opens if goes_on < begins else opens
            if deep < 0:
                deep = 0
            own, ended = free + stop[FREE], first + stop[FIRST]
            if (end := later + stop[NEXT]) < ended:
                ended = end
            if (end := title + stop[TITLE]) < ended:
                ended = end
            left, entered = ended + costs.LEAVE, own + costs.ENTER
            free = own if own <= left else left
            title = first + as_title
            first = (ended if ended <= entered else entered) + start
            later = begins if begins <= goes_on else goes_on
            out.append((free, first, later, title))
        return out

    def _cut_off(self) -> None:
        """The page's last line may be cut off with its paragraph."""
        one, stop = self.page.found[-1], self.rows.stops[-1]
        goes_on = costs.PAGE_CUT + self.page.usage.wrap_end[one.end] + self.page.stops[-1].prose
        for state in (FIRST, NEXT):
            stop[state] = min(stop[state], goes_on)

    def _backward(self) -> list[_States]:
        """For each line and state the cost of that line's end and of all lines after it."""
        free, first, later, title = self.rows.stops[-1]
        out = [(free, first, later, title)]
        lines = zip(self.rows.stops[-2::-1], self.rows.wraps[::-1], self.rows.starts[:0:-1], strict=True)
        for stop, (as_first, as_later, as_title), begins in lines:
            start = first + begins
            onward = min(start, free + costs.LEAVE)
            free, first, later, title = (
                stop[FREE] + min(free, start + costs.ENTER),
                min(stop[FIRST] + onward, as_first + later, as_title + title),
                min(stop[NEXT] + onward, as_later + later),
                stop[TITLE] + onward,
            )
            out.append((free, first, later, title))
        return out[::-1]

    @cached_property
    def path(self) -> list[int]:
        """The best reading: FREE, FIRST or NEXT for lines that go on, LAST for those that end their paragraph."""
        ends = [a + b for a, b in zip(self.ahead[-1], self.rows.stops[-1], strict=True)]
        state = ends.index(min(ends))
        out = [LAST if state else FREE]
        for n in range(len(self.page.found) - 2, -1, -1):
            here, stop = self.ahead[n], self.rows.stops[n]
            if state in (NEXT, TITLE):
                wrap = self.rows.wraps[n]
                goes_on = state == NEXT and here[NEXT] + wrap[1] < here[FIRST] + wrap[0]
                state = NEXT if goes_on else FIRST
                out.append(state)
                continue
            toll = costs.ENTER if state == FIRST else -costs.LEAVE
            ends = [here[FIRST] + stop[FIRST], here[NEXT] + stop[NEXT], here[TITLE] + stop[TITLE]]
            ended = min(ends)
            state = FREE if here[FREE] + stop[FREE] + toll < ended else FIRST + ends.index(ended)
            out.append(LAST if state else FREE)
        return out[::-1]

    def boundaries(self) -> list[Boundary]:
        """All line ends, weighed. None is surer than that the page is set to a measure at all."""
        out: list[Boundary] = []
        behind = self._backward()
        is_set, most = self.total < self.free, self.free - self.total
        rows = self.rows
        lines = zip(self.ahead, rows.stops, rows.wraps, behind, behind[1:], rows.starts[1:], strict=False)
        for n, (here, stop, wraps, own, after, begins) in enumerate(lines):
            free, first, later, title = here
            wrap = min(first + wraps[0], later + wraps[1]) + after[NEXT]
            wrap = min(wrap, first + wraps[2] + after[TITLE])
            start = after[FIRST] + begins
            real = min(
                min(first + stop[FIRST], later + stop[NEXT], title + stop[TITLE])
                + min(start, after[FREE] + costs.LEAVE),
                free + stop[FREE] + min(after[FREE], start + costs.ENTER),
            )
            beside = min(first + own[FIRST], later + own[NEXT], title + own[TITLE])
            wide, missing = self.page.found[n].width, self.fit.missing[n]
            out.append(Boundary(min(real - wrap, most), missing, wide + missing, is_set and beside < free + own[FREE]))
        return out

    def weighed(self) -> tuple[list[Boundary], list[float]]:
        """All line ends, and their bits with the lengths of paragraphs weighed."""
        ends = self.boundaries()
        own = [what == FREE for what in self.path]
        return ends, alike([end.bits for end in ends], self.rows, self.page.found, own, ragged=self.habits.ragged)
