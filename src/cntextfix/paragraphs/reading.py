"""One way to read a page: the cheapest path over its lines.

Each line is read in one of four states: *free* (not set to a measure; every line end is real), *first* line of a
paragraph that is set to one, a *next* line of it, or the second line of a heading (*title*). The bits of a line end are
the difference between the best reading in which it is a wrap and the best in which it is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import NamedTuple

from cntextfix.paragraphs import costs
from cntextfix.paragraphs.habits import FIRST, FREE, LAST, NEXT, TITLE, Habits, second_habits
from cntextfix.paragraphs.lengths import alike
from cntextfix.paragraphs.measure import Measure, measures
from cntextfix.paragraphs.rows import Lines, rows


@dataclass(frozen=True, slots=True)
class Boundary:
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


class Reading:
    """One way to read the page: first lines lack ``lost`` columns, for an indent that is not in the text."""

    def __init__(
        self, page: Lines, near: list[Measure], habits: Habits, lost: int, witnesses: int, toll: float = costs.SET
    ) -> None:
        self.page, self.near, self.habits, self.lost, self.witnesses = page, near, habits, lost, witnesses
        self.toll = toll
        self.rows = rows(page, near, habits, lost)
        self.ahead = self._forward()
        changes = sum(abs(one.left - other.left) > 1 for one, other in pairwise(near))
        best = min(a + b for a, b in zip(self.ahead[-1], self.rows.stops[-1], strict=True))
        self.total = toll + costs.NEW_MEASURE * changes + best + (costs.RAGGED if habits.ragged else 0.0)
        self.free = page.toll + sum(stop[FREE] for stop in self.rows.stops)

    @property
    def kind(self) -> PageKind:
        """The kind of this reading."""
        return PageKind(self.witnesses, self.lost, self.habits.ragged, self.habits.strict)

    def again(self) -> Reading:
        """The second look."""
        read = self.path()
        near = self.near
        if self.witnesses > 0:
            near = measures([self._vouched(n, what) for n, what in enumerate(read)], self.witnesses)
        habits = second_habits(self.habits, self.page.found, near, self.lost, read)
        return Reading(self.page, near, habits, self.lost, self.witnesses, self.toll)

    def _vouched(self, n: int, what: int) -> int:
        """The measure that a line vouches for, by how it was read."""
        one = self.page.found[n]
        if what in (FIRST, NEXT):
            return one.width - one.hang + (self.lost if what == FIRST else 0)
        return one.full if what == FREE else 0

    def _forward(self) -> list[list[float]]:
        """For each line and state the cost of all lines before it."""
        here = [costs.OPEN_FREE, self.rows.starts[0], costs.PAGE_CUT, inf]
        self._cut_off()
        out = [here]
        deep = 0  # how many brackets and quotes are open where a line that goes on with a paragraph begins
        for n in range(len(self.page.found) - 1):
            stop, (first, next_, title) = self.rows.stops[n], self.rows.wraps[n]
            opens = self.page.found[n].opens
            stop[FIRST] += costs.DEEP if opens > 0 else 0.0
            stop[NEXT] += costs.DEEP if deep + opens > 0 else 0.0
            deep = max(0, deep + opens if here[NEXT] + next_ < here[FIRST] + first else opens)
            ended = self._ended(n, here)
            free = here[FREE] + stop[FREE]
            here = [
                min(free, ended + costs.LEAVE),
                min(ended, free + costs.ENTER) + self.rows.starts[n + 1],
                min(here[FIRST] + first, here[NEXT] + next_),
                here[FIRST] + title,
            ]
            out.append(here)
        return out

    def _cut_off(self) -> None:
        """The page's last line may be cut off with its paragraph."""
        one, stop = self.page.found[-1], self.rows.stops[-1]
        goes_on = costs.PAGE_CUT + self.page.usage.wrap_end[one.end] + self.page.prose[-1]
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
            wide = self.page.found[n].width
            missing = self.near[n].missing(wide)
            bits = min(real - wrap, self.free - self.total)
            out.append(Boundary(bits, missing, wide + missing, is_set and min(best) < best[FREE]))
        return out

    def weighed(self) -> tuple[list[Boundary], list[float]]:
        """All line ends, and their bits with the lengths of paragraphs weighed."""
        ends = self.boundaries()
        own = [what == FREE for what in self.path()]
        return ends, alike([end.bits for end in ends], self.rows, self.page.found, own, ragged=self.habits.ragged)
