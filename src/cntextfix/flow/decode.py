"""Where line ends are wraps: a page read as the cheapest path over its lines.

Each line is read in one of four states: *free* (not set to a measure; every line end is real), *first* line of a
paragraph that is set to one, a *next* line of it, or the second line of a heading (*title*). What a state makes of a
line's width, of how it stops and of how the next one begins has its cost in bits (``costs``, ``habits``). The bits of a
line end are the difference between the best reading in which it is a wrap and the best in which it is not. Linear: four
states a line, two sweeps, and a second look with what the first one taught about the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import inf
from typing import NamedTuple

from cntextfix.flow import costs
from cntextfix.flow.features import (
    COLON,
    LISTED,
    OPENER,
    QUOTED,
    SAME_MEASURE,
    SENTENCE,
    SPEAKER,
    Feature,
    features,
    of_measure,
    share_measure,
)  # fmt: skip
from cntextfix.flow.habits import FIRST, FREE, LAST, NEXT, TITLE, Habits, first_habits, second_habits, surely_last
from cntextfix.flow.lengths import alike
from cntextfix.flow.measure import LOOSE, TIGHT, Measure, measures
from cntextfix.flow.rows import INDENT, Lines, free, lines, rows
from cntextfix.lexicon import cuts_words


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


@dataclass(frozen=True, slots=True)
class Flow:
    """How lines run on: a Boundary for each line but the last one, the ``bits`` that the whole reading costs, and the
    ``kind`` of it; None where nothing is set to a measure."""

    boundaries: list[Boundary]
    bits: float
    kind: Kind | None = None


def boundaries(
    texts: Sequence[str], blanks: Sequence[bool], real: Sequence[bool] = (), known: tuple[int, ...] = ()
) -> list[Boundary]:
    """The boundaries of ``read``; quick where the lines share no measure."""
    if not share_measure(texts, known):
        return [Boundary(-inf, 0, 0, False)] * max(0, len(texts) - 1)
    return read(texts, blanks, real, known).boundaries


def read(texts: Sequence[str], blanks: Sequence[bool], real: Sequence[bool] = (), known: tuple[int, ...] = ()) -> Flow:
    """How these lines run on. ``blanks`` says after which of them a blank one stands, ``real`` which line ends are
    known to be no wraps, ``known`` the measures that are usual in the document's title, in half-width columns."""
    if len(texts) <= LONG_PAGE:
        return _remembered(tuple(texts), tuple(blanks), tuple(real), known)
    return _read(texts, blanks, real, ())  # so many lines tell their own


def read_like(texts: Sequence[str], blanks: Sequence[bool], kind: Kind) -> Flow:
    """How these lines run on, read in one kind: far quicker; lengths of paragraphs are not weighed."""
    found = features(texts, blanks)
    page = lines(found, cuts_words([feature.text for feature in found]), ())
    reading = _look(page, *kind)
    for _ in range(AGAIN):
        reading = reading.again()
    return Flow(reading.boundaries(), min(reading.total, reading.free), kind)


@lru_cache(maxsize=4)
def _remembered(
    texts: tuple[str, ...], blanks: tuple[bool, ...], real: tuple[bool, ...], known: tuple[int, ...]
) -> Flow:
    """``_read``; several rules ask the same of one page."""
    return _read(texts, blanks, real, known)


def _read(texts: Sequence[str], blanks: Sequence[bool], real: Sequence[bool], known: tuple[int, ...]) -> Flow:
    found = features(texts, blanks)
    shared = share_measure(texts)
    page = lines(found, cuts_words([feature.text for feature in found]), real) if shared or known else None
    usual = list(_usual_looks(page, known)) if page else []
    if page is None or not (shared or usual):
        return Flow([Boundary(-inf, 0, 0, False)] * max(0, len(texts) - 1), free(found))
    if len(found) <= LONG_PAGE:
        reading = _best([*_first_looks(page), *usual] if shared else usual)
    else:  # the kind of reading is found on its beginning and its middle
        middle = len(found) // 2
        half = LONG_PAGE // 2
        part = lines([*found[:half], *found[middle : middle + half]], [None] * (LONG_PAGE - 1), ())
        reading = _look(page, *_best(_first_looks(part)).kind).again()
    ends = reading.boundaries()
    titles = [one.end not in (SENTENCE, QUOTED, COLON) or one.start in (LISTED, SPEAKER, OPENER) for one in found]
    weighed = alike([end.bits for end in ends], [len(feature.text) for feature in found], titles)
    most = reading.free - reading.total  # none is surer than that the page is set to a measure at all
    ends = [replace(end, bits=min(bits, most)) for end, bits in zip(ends, weighed, strict=True)]
    return Flow(ends, min(reading.total, reading.free), reading.kind)


SECOND_LOOKS, AGAIN, LONG_PAGE = 4, 2, 400
"""How many of the first readings are looked at again, and how often; how many lines tell what
kind of reading is best for a page."""


def _best(firsts: Sequence[_Reading]) -> _Reading:
    looks = sorted(firsts, key=lambda reading: reading.total)[:SECOND_LOOKS]
    for _ in range(AGAIN):
        looks = [reading.again() for reading in looks]
    return min(looks, key=lambda reading: reading.total)


def _look(page: Lines, witnesses: int, lost: int, ragged: bool, strict: bool = False) -> _Reading:
    """A first reading."""
    full = [feature.full for feature in page.found]
    near = measures(full, witnesses)
    wide = _widened(page.found, near, lost, witnesses)
    return _Reading(page, wide, first_habits(page.found, wide, ragged, strict), lost, witnesses)


def _first_looks(page: Lines) -> list[_Reading]:
    """Readings by each kind of measure, with and without indents that are lost; the best also as ragged ones, and the
    best with lost indents as one in which only first lines are full."""
    out = [_look(page, witnesses, lost, False) for witnesses in (LOOSE, TIGHT, 0) for lost in (0, INDENT)]
    order = sorted(out, key=lambda reading: reading.total)
    kinds = [(one, False) for one in order[:3]] + [(next(one for one in order if one.lost), True)]
    ragged = [
        _Reading(page, one.near, first_habits(page.found, one.near, True, strict), one.lost, one.witnesses)
        for one, strict in kinds
    ]
    return out + ragged


def _usual_looks(page: Lines, known: tuple[int, ...]) -> Iterator[_Reading]:
    """Readings by the measures of the title: those that a line of the page fills, and none is wider than."""
    widths = {feature.full for feature in page.found if feature.full}
    widest = max((feature.width - feature.hang for feature in page.found), default=0)
    for measure in known:
        if widest <= measure + SAME_MEASURE and any(of_measure(width, (measure,)) for width in widths):
            near = [Measure(measure, measure)] * len(page.found)
            for lost in (0, INDENT):
                yield _Reading(page, near, first_habits(page.found, near, False), lost, 0, costs.SET_AS_USUAL)


def _widened(found: Sequence[Feature], near: list[Measure], lost: int, witnesses: int) -> list[Measure]:
    """The measures if first lines have lost their indents: those that surely are first ones vouch for more."""
    if not lost or not witnesses:
        return near
    firsts = [True, *(surely_last(one, measure) for one, measure in zip(found, near, strict=True))]
    full = [one.full + lost if one.full and first else one.full for one, first in zip(found, firsts, strict=False)]
    return measures(full, witnesses)


class _Reading:
    """One way to read the page: first lines lack ``lost`` columns, for an indent that is not in the text."""

    def __init__(
        self, page: Lines, near: list[Measure], habits: Habits, lost: int, witnesses: int, toll: float = costs.SET
    ) -> None:
        self.page, self.near, self.habits, self.lost, self.witnesses = page, near, habits, lost, witnesses
        self.toll = toll
        self.rows = rows(page, near, habits, lost)
        self.ahead = self._forward()
        changes = sum(one.left != other.left for one, other in pairwise(near))
        best = min(a + b for a, b in zip(self.ahead[-1], self.rows.stops[-1], strict=True))
        self.total = toll + costs.NEW_MEASURE * changes + best
        self.free = sum(stop[FREE] for stop in self.rows.stops)

    @property
    def kind(self) -> Kind:
        """The kind of this reading."""
        return Kind(self.witnesses, self.lost, self.habits.ragged, self.habits.strict)

    def again(self) -> _Reading:
        """The second look."""
        read = self._path()
        near = self.near
        if self.witnesses:
            near = measures([self._vouched(n, what) for n, what in enumerate(read)], self.witnesses)
        habits = second_habits(self.habits, self.page.found, near, self.lost, read)
        return _Reading(self.page, near, habits, self.lost, self.witnesses, self.toll)

    def _vouched(self, n: int, what: int) -> int:
        """The measure that a line vouches for, by how it was read."""
        one = self.page.found[n]
        if what in (FIRST, NEXT):
            return one.width - one.hang + (self.lost if what == FIRST else 0)
        return one.full if what == FREE else 0

    def _forward(self) -> list[list[float]]:
        """For each line and state the cost of all lines before it."""
        here = [costs.OPEN_FREE, self.rows.starts[0], inf, inf]
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

    def _path(self) -> list[int]:
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
            out.append(Boundary(bits, missing, wide + missing, min(best) < best[FREE]))
        return out
