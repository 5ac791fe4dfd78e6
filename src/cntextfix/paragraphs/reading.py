"""One way to read a page: the cheapest path over its lines.

Each line is read in one of four states: *free* (not set to a measure; every line end is real), *first* line of a
paragraph that is set to one, a *next* line of it, or the second line of a heading (*title*). The bits of a line end are
the difference between the best reading in which it is a wrap and the best in which it is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from cntextfix.paragraphs import costs
from cntextfix.paragraphs.fit import Fit
from cntextfix.paragraphs.habits import FIRST, FREE, LAST, NEXT, TITLE, Habits, second_habits
from cntextfix.paragraphs.lengths import alike
from cntextfix.paragraphs.lines import Lines
from cntextfix.paragraphs.measure import measures
from cntextfix.paragraphs.rows import rows


@dataclass(frozen=True, slots=True)
class Boundary:
    """A line end: ``bits`` for a wrap against a real end; ``missing`` is how many columns the line lacks to be full
    against ``measure``, both in half-width columns; ``set`` says whether the line is set to a measure at all."""

    bits: float
    missing: int
    measure: int
    set: bool


class Kind(NamedTuple):
    """What kind of reading it is: by how many ``witnesses`` the measure is known, how many columns first lines have
    ``lost``, and whether lines are ragged, or all but first ones."""

    witnesses: int
    lost: int
    ragged: bool
    strict: bool


_States = tuple[float, float, float, float]
"""Figures for a FREE, FIRST, NEXT or TITLE line."""


class Reading:
    """One way to read the page: by how its lines ``fit`` some measures, with these habits."""

    def __init__(self, page: Lines, fit: Fit, habits: Habits, witnesses: int, toll: float = costs.SET) -> None:
        self.page, self.fit, self.habits, self.witnesses, self.toll = page, fit, habits, witnesses, toll
        self.rows = rows(page, fit, habits)
        self.ahead = self._forward()
        best = min(a + b for a, b in zip(self.ahead[-1], self.rows.stops[-1], strict=True))
        self.total = toll + costs.NEW_MEASURE * fit.changes + best + (costs.RAGGED if habits.ragged else 0.0)
        self.free = page.free

    @property
    def kind(self) -> Kind:
        """The kind of this reading."""
        return Kind(self.witnesses, self.fit.lost, self.habits.ragged, self.habits.strict)

    def again(self) -> Reading:
        """The second look."""
        read = self.path()
        fit = self.fit
        if self.witnesses > 0:
            near = measures([self._vouched(n, what) for n, what in enumerate(read)], self.witnesses)
            fit = Fit(fit.found, near, fit.lost)
        return Reading(self.page, fit, second_habits(self.habits, fit, read), self.witnesses, self.toll)

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

    def _ended(self, n: int, here: Sequence[float]) -> float:
        """The best way to have a paragraph end with line ``n``."""
        stop = self.rows.stops[n]
        return min(here[FIRST] + stop[FIRST], here[NEXT] + stop[NEXT], here[TITLE] + stop[TITLE])

    def _backward(self) -> list[list[float]]:
        """For each line and state the cost of that line's end and of all lines after it."""
        here = list(self.rows.stops[-1])
        out = [here]
        for n in range(len(self.page.found) - 2, -1, -1):
            stop, (first, next_, title) = self.rows.stops[n], self.rows.wraps[n]
            start = here[FIRST] + self.rows.starts[n + 1]
            onward = min(start, here[FREE] + costs.LEAVE)
            here = [
                stop[FREE] + min(here[FREE], start + costs.ENTER),
                min(stop[FIRST] + onward, first + here[NEXT], title + here[TITLE]),
                min(stop[NEXT] + onward, next_ + here[NEXT]),
                stop[TITLE] + onward,
            ]
            out.append(here)
        return out[::-1]

    def path(self) -> list[int]:
        """The best reading: FREE, FIRST or NEXT for lines that go on, LAST for those that end their paragraph."""
        state = min((FREE, FIRST, NEXT, TITLE), key=lambda s: self.ahead[-1][s] + self.rows.stops[-1][s])
        out = [LAST if state else FREE]
        for n in range(len(self.page.found) - 2, -1, -1):
            here, stop, wrap = self.ahead[n], self.rows.stops[n], self.rows.wraps[n]
            if state in (NEXT, TITLE):
                goes_on = state == NEXT and here[NEXT] + wrap[1] < here[FIRST] + wrap[0]
                state = NEXT if goes_on else FIRST
                out.append(state)
                continue
            toll = costs.ENTER if state == FIRST else -costs.LEAVE
            if here[FREE] + stop[FREE] + toll < self._ended(n, here):
                state = FREE
            else:
                state = min((FIRST, NEXT, TITLE), key=lambda s: self.ahead[n][s] + self.rows.stops[n][s])
            out.append(LAST if state else FREE)
        return out[::-1]

    def boundaries(self) -> list[Boundary]:
        """All line ends, weighed. None is surer than that the page is set to a measure at all."""
        out: list[Boundary] = []
        behind = self._backward()
        is_set = self.total < self.free
        for n in range(len(self.page.found) - 1):
            here, wraps, stop, after = self.ahead[n], self.rows.wraps[n], self.rows.stops[n], behind[n + 1]
            wrap = min(here[FIRST] + wraps[0], here[NEXT] + wraps[1]) + after[NEXT]
            wrap = min(wrap, here[FIRST] + wraps[2] + after[TITLE])
            start = after[FIRST] + self.rows.starts[n + 1]
            real = min(
                self._ended(n, here) + min(start, after[FREE] + costs.LEAVE),
                here[FREE] + stop[FREE] + min(after[FREE], start + costs.ENTER),
            )
            best = [a + b for a, b in zip(here, behind[n], strict=True)]
            wide, missing = self.page.found[n].width, self.fit.missing[n]
            bits = min(real - wrap, self.free - self.total)
            out.append(Boundary(bits, missing, wide + missing, is_set and min(best) < best[FREE]))
        return out

    def weighed(self) -> tuple[list[Boundary], list[float]]:
        """All line ends, and their bits with the lengths of paragraphs weighed."""
        ends = self.boundaries()
        own = [what == FREE for what in self.path()]
        return ends, alike([end.bits for end in ends], self.rows, self.page.found, own, self.habits.ragged)
