"""The overprint decoder: units, copies, zones and their evidence, from lines of text alone.

A page is read as the cheapest path through two kinds of state. In *plain* state a character costs its usual
information, and repeating what was just said costs what prose pays for it (``costs``). In an *overprinted* state
(so many copies; this class of characters overprinted, that one not) a unit printed n times costs one copy. Entering and
leaving a zone costs evidence, and so does a character of an overprinted class that is printed once. Line ends
are free, but no unit goes over one. The difference in cost to the best path without the zone is the zone's evidence.

Linear in the length of the text: there are at most a few edges a character (primitive squares are few, see
``squares``), and a state more expensive than entering anew is dropped, which leaves a handful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from cntextfix import squares
from cntextfix.chars import DASH, DIGIT, END, HAN, LATIN, MARK, SPACE, SYMBOL, kinds
from cntextfix.costs import PAIR_AFTER_PAIR, PAIRED, costs, natural_repeat

MAX_COPIES = 8
STRONG = 20.0
"""Bits from which a zone stands up alone and strengthens weaker ones elsewhere in the document."""

_CLASSES = HAN + DIGIT + LATIN + MARK + SYMBOL + DASH + SPACE
_BIT = {kind: 1 << n for n, kind in enumerate(_CLASSES)} | {END: 0}
_IN = {HAN: 0.0, DIGIT: 1.0, LATIN: 1.0, MARK: 0.5, SYMBOL: 1.0, DASH: 1.0, SPACE: 2.5}
_OUT = {HAN: 8.0, DIGIT: 1.0, LATIN: 1.0, MARK: 2.0, SYMBOL: 1.5, DASH: 0.5, SPACE: 0.3}
_LOST = {HAN: 13.0, DIGIT: 7.0, LATIN: 7.0, MARK: 7.0, SYMBOL: 6.0, DASH: 2.0, SPACE: 2.0}
"""A class that is overprinted, one that is not (on first meeting it), and one copy of one character lost."""
_NEUTRAL = _BIT[SPACE] | _BIT[DASH]
_COPIES = (0.0, 0.0, 0.0, 3.0, 3.0, 6.0, 6.0, 6.0, 6.0)
_UNIT, _UNALIGNED, _MIXED, _CHAR_UNIT = 0.5, 1.2, 3.0, 0.1
"""A unit; each end of it inside a run of one class; several classes in it, unless it reaches the end of its line (units
are font runs, or whole lines); a unit in a zone in which all units are single characters."""
_DASH_OUT = 5.0
"""Dashes printed once where marks are overprinted: both are of one font as a rule."""
_NO_HAN, _SAID = 8.0, 4.0
"""A zone in which no Han character is overprinted: 00:00 and （（ are what they are; and a repetition without Han
that was there before."""
_PHRASE, _NO_PHRASE = 6, 8.0
"""Prose repeats whole phrases (好，好，): so many characters from mid-phrase to mid-phrase are not said twice."""
_LOST_COPY, _STRAY_SPACE, _LONE_DASH, _LONE_ELLIPSIS = 9.0, 5.0, 3.0, 6.0


@dataclass(frozen=True, slots=True)
class Prior:
    """What it costs, in bits, to enter and to leave a zone: at a line end, at a space, between two classes of
    characters, inside a run of one class. Set so that no zone is found in 2 million characters of clean news, law
    and verse, while a lone heading of six pairs or of a five-character unit printed twice is."""

    enter: tuple[float, float, float, float] = (10.0, 13.0, 15.0, 16.0)
    leave: tuple[float, float, float, float] = (0.0, 3.0, 7.0, 10.0)
    help: float = 0.0

    def entering(self) -> list[float]:
        """The costs of entering, less the help that strong zones elsewhere give."""
        return [bits - self.help for bits in self.enter]


class Unit(NamedTuple):
    """``length`` characters from ``start`` of line ``line`` on, printed ``copies`` times in a row; with ``gap`` a
    stray space stands before the last copy."""

    line: int
    start: int
    length: int
    copies: int
    gap: int

    @property
    def surplus(self) -> tuple[int, int]:
        """The characters ``[start, stop)`` that are copies."""
        return self.start + self.length, self.start + self.length * self.copies + self.gap


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch in which everything (of some classes) is overprinted: ``copies``, the ``units`` in order, the bits of
    ``evidence``, and ``coverage``, the share of the characters of the overprinted classes that units cover."""

    copies: int
    units: tuple[Unit, ...]
    evidence: float
    coverage: float


def suspicious(lines: Sequence[str]) -> bool:
    """Whether decoding these lines can find anything; at C speed but for the lines that repeat themselves."""
    return any(map(_flagged, lines))


_SQUARE = re.compile(r"(\S.{0,39}?)\1+")


def _flagged(line: str) -> bool:
    """Whether a line holds more repetition in one place than a single pair of characters."""
    best = score = 0.0
    at = -1
    for match in _SQUARE.finditer(line):
        unit = match.group(1)
        kind = kinds(unit)
        if at >= 0 and match.start() > at:
            score = max(0.0, score - 4.0 * kinds(line[at : match.start()]).count(HAN))
        if len(unit) == 1:
            score += PAIR_AFTER_PAIR if match.start() == at else PAIRED[kind]
        else:
            score += natural_repeat(kind, 2, False)
        best = max(best, score)
        at = match.end()
    return best >= 9.0 or (len(line) > 2 * squares.NEAR and squares.far(line))


def decode(lines: Sequence[str], prior: Prior | None = None) -> list[Zone]:
    """All zones in these lines whose evidence is above nothing, in order; line numbers count from 0."""
    prior = prior or Prior()
    zones: list[Zone] = []
    for first, stop in _windows([_flagged(line) for line in lines]):
        zones += _Decoder(lines[first:stop], first, prior).zones()
    return zones


def _windows(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Stretches of lines worth decoding: the flagged ones with their neighbours (a zone may end in `程程`)."""
    first, stop = -1, -1
    for n, flag in enumerate(flags):
        if not flag:
            continue
        if first >= 0 and n - 2 <= stop:
            stop = n + 2
            continue
        if first >= 0:
            yield first, min(stop, len(flags))
        first, stop = max(0, n - 1), n + 2
    if first >= 0:
        yield first, min(stop, len(flags))


class _State(NamedTuple):
    cost: float
    path: tuple[object, ...] | None
    entered: int
    base: float


class _Edge(NamedTuple):
    start: int
    lag: int
    copies: int
    gap: int


_IN_COSTS = [sum(_IN[k] for n, k in enumerate(_CLASSES) if mask >> n & 1) for mask in range(1 << len(_CLASSES))]


class _Decoder:
    """One window of lines. A state's key packs copies, grain (1: every unit is one character), and two masks: the
    classes met so far, and those of them that are overprinted."""

    def __init__(self, lines: Sequence[str], first: int, prior: Prior) -> None:
        self.first = first
        self.text = "\n".join(lines)
        self.kind = kinds(self.text)
        found = costs(self.text, self.kind)
        self.cost, self.fresh = found.plain, found.fresh
        self.sums = [0.0, *accumulate(found.inner)]
        self.enter, self.leave = prior.entering(), prior.leave
        self.bound = max(self.enter)
        size = len(self.text) + 1
        self.plain = [0.0] * size
        self.only = [0.0] * size
        self.path: list[tuple[object, ...] | None] = [None] * size
        self.states: dict[int, dict[int, _State]] = {}
        self.edges: dict[int, list[_Edge]] = {}
        self.starts = [0]
        self.heads: set[int] = set()
        self.said: dict[str, int] = {}
        for line in lines:
            offset = self.starts[-1]
            self.heads.add(offset + len(line) - len(line.lstrip()))
            self._add_edges(line, offset)
            self.starts.append(offset + len(line) + 1)

    def _add_edges(self, line: str, offset: int) -> None:
        for run in squares.runs(line):
            lag = run.lag
            for stop in range(run.start + 2 * lag, run.stop + 1):
                for copies in range(2, min((stop - run.start) // lag, MAX_COPIES) + 1):
                    self._add_edge(_Edge(offset + stop - copies * lag, lag, copies, 0), offset + stop)
            times, rest = divmod(run.stop - run.start, lag)
            for copies in range(2, MAX_COPIES + 1):
                if not rest and times > copies and times % copies == 0:  # 22222222 may be 2222 printed twice
                    self._add_edge(_Edge(offset + run.start, lag * times // copies, copies, 0), offset + run.stop)
        for at, char in enumerate(line):
            if char in " \u3000":
                self._add_gaps(line, at, offset)

    def _add_gaps(self, line: str, at: int, offset: int) -> None:
        for lag in range(1, min(at, len(line) - at - 1, squares.NEAR) + 1):
            if line[at - 1] != line[at + lag] or line[at - lag : at] != line[at + 1 : at + 1 + lag]:
                continue
            copies = 2
            while copies <= MAX_COPIES and line[max(0, at - copies * lag) : at] == line[at - lag : at] * copies:
                if copies < MAX_COPIES:
                    self._add_edge(_Edge(offset + at - copies * lag, lag, copies + 1, 1), offset + at + 1 + lag)
                copies += 1
            if lag > 1:
                self._add_edge(_Edge(offset + at - lag, lag, 2, 1), offset + at + 1 + lag)

    def _add_edge(self, edge: _Edge, stop: int) -> None:
        head, tail = self.kind[edge.start], self.kind[edge.start + edge.lag - 1]
        if SPACE in (head, tail) and (edge.lag > 1 or self.starts[-1] == edge.start):
            return  # an indent is not a space printed twice
        self.edges.setdefault(stop, []).append(edge)

    def zones(self) -> list[Zone]:
        """Run the shortest path and read the zones off it."""
        for stop in range(1, len(self.text) + 1):
            self._step(stop)
        return self._read(self.path[-1])

    def _step(self, stop: int) -> None:
        """The best ways to have read the first ``stop`` characters, in every state."""
        at = stop - 1
        own = self.cost[at]
        plain, path = self.plain[at] + own, self.path[at]
        only = self.only[at] + own
        here: dict[int, _State] = {}
        before = self.states.get(at)
        if before:
            self._pass(before, here, at, plain + self.bound)
        at_end = stop == len(self.text) or self.kind[stop] == END
        edges = self.edges.pop(stop, None)
        fresh: dict[int, _State] = {}
        if edges:
            for edge in edges:
                kept = self.fresh[edge.start] + self.sums[edge.start + edge.lag] - self.sums[edge.start + 1]
                if edge.lag > 1 and not edge.gap:
                    at_start = edge.start == 0 or self.kind[edge.start - 1] == END
                    unit = self.kind[edge.start : edge.start + edge.lag]
                    said = kept + self._natural(edge, unit, at_end and at_start, at_end or at_start)
                    if edge.lag >= _PHRASE and MARK in unit and not self._is_phrase(edge.start, stop):
                        said += _NO_PHRASE
                    only = min(only, self.only[edge.start] + said)
                    if self.plain[edge.start] + said < plain:
                        plain, path = self.plain[edge.start] + said, self.path[edge.start]
                self._unit(edge, stop, kept, fresh)
            for key, state in fresh.items():
                if state.cost < plain + self.bound and (key not in here or state.cost < here[key].cost):
                    here[key] = state
        self.only[stop] = only
        leaving = here if at_end else fresh
        if leaving:
            fee = self._fee(self.leave, stop)
            for key, state in leaving.items():
                cost = state.cost + fee + (0.0 if key >> 12 & _BIT[HAN] else _NO_HAN)
                if cost < plain:
                    plain = cost
                    evidence = only - self.only[state.entered] - (plain - state.base)
                    path = (state.path, stop, key, evidence)
        self.plain[stop], self.path[stop] = plain, path
        if here:
            self.states[stop] = here

    def _natural(self, edge: _Edge, unit: str, whole_line: bool, at_edge: bool) -> float:
        """What prose pays for this repetition; a name that doubles (dori dori) does so again and again."""
        bits = natural_repeat(unit, edge.copies, whole_line, at_edge)
        if HAN not in unit:
            word = self.text[edge.start : edge.start + edge.lag].casefold()
            first = self.said.setdefault(word, edge.start)
            if edge.start - first > edge.lag * MAX_COPIES:
                return min(bits, _SAID)
        return bits

    def _is_phrase(self, start: int, stop: int) -> bool:
        """Whether a stretch with marks in it starts and stops where the marks say that phrases do."""
        begins = start == 0 or self.kind[start - 1] in (MARK, END, SPACE)
        ends = stop == len(self.text) or self.kind[stop] in (MARK, END, SPACE) or self.kind[stop - 1] == MARK
        return begins and ends

    def _fee(self, fees: Sequence[float], at: int) -> float:
        """What entering or leaving before character ``at`` costs."""
        if at in self.heads or at == len(self.text):
            return fees[0]
        one, other = self.kind[at - 1], self.kind[at]
        if END in (one, other):
            return fees[0]
        if SPACE in (one, other):
            return fees[1]
        return fees[2] if one != other else fees[3]

    def _pass(self, before: dict[int, _State], here: dict[int, _State], at: int, bound: float) -> None:
        """A character printed once, seen from within zones."""
        kind, own = self.kind[at], self.cost[at]
        bit = _BIT[kind]
        for key, state in before.items():
            if not bit:
                cost = state.cost
            elif not key >> 5 & bit:
                key |= bit << 5
                cost = state.cost + own + (_DASH_OUT if kind == DASH and key >> 12 & _BIT[MARK] else _OUT[kind])
            else:
                cost = state.cost + own + (_LOST[kind] if key >> 12 & bit else 0.0)
            if cost < bound and (key not in here or cost < here[key].cost):
                here[key] = state._replace(cost=cost)

    def _unit(self, edge: _Edge, stop: int, kept: float, fresh: dict[int, _State]) -> None:
        """A unit printed ``edge.copies`` times: as the first of a zone, or as the next in one."""
        start, lag, copies, gap = edge
        mask = self._mask(start, lag)
        aligned = self.kind[start - 1] != self.kind[start] if start else True
        tail = stop == len(self.text) or self.kind[stop] != self.kind[stop - 1]
        free = _UNIT + (0.0 if tail else _UNALIGNED)
        if mask & mask - 1 and not (stop == len(self.text) or self.kind[stop] == END):
            free += _MIXED
        kept += self._alone(start, lag, stop) + (_STRAY_SPACE if gap else 0.0)
        base = self.plain[start]
        cost = base + self._fee(self.enter, start) + _COPIES[copies] + _IN_COSTS[mask] + kept
        if mask and (not gap or copies > 2):
            key = copies | mask << 5 | mask << 12
            self._put(fresh, key, cost + free, self.path[start], (start, lag, copies, gap), start, base)
            if lag == 1:
                self._put(fresh, key | 16, cost + _CHAR_UNIT, self.path[start], (start, lag, copies, gap), start, base)
        if not aligned:
            free += _UNALIGNED  # where a zone starts, its price has that in it
        for key, state in self.states.get(start, {}).items():
            lost = key & 15 == copies + 1 > 3
            if (key & 15 != copies and not lost) or (key & 16 and lag > 1):
                continue
            known, inside = key >> 5 & 127, key >> 12
            if mask & known & ~inside:
                continue
            new = mask & ~known
            more = kept + _IN_COSTS[new] + (_CHAR_UNIT if key & 16 else free) + (_LOST_COPY if lost else 0.0)
            self._put(
                fresh, key | new << 5 | new << 12, state.cost + more, state.path, (start, lag, copies, gap),
                state.entered, state.base,
            )  # fmt: skip

    @staticmethod
    def _put(
        fresh: dict[int, _State], key: int, cost: float, path: tuple[object, ...] | None,
        unit: tuple[int, int, int, int], entered: int, base: float,
    ) -> None:  # fmt: skip
        if key not in fresh or cost < fresh[key].cost:
            fresh[key] = _State(cost, (path, unit), entered, base)

    def _mask(self, start: int, lag: int) -> int:
        """The classes a unit decides about; dashes and spaces inside a longer one go with their neighbours."""
        if lag == 1:
            return _BIT[self.kind[start]]
        mask = 0
        for kind in set(self.kind[start : start + lag]):
            mask |= _BIT[kind]
        return mask & ~_NEUTRAL or mask

    def _alone(self, start: int, lag: int, stop: int) -> float:
        """—— and …… are printed in pairs by nature: reading one of them as — printed twice costs extra."""
        if lag > 1 or self.kind[start] != DASH:
            return 0.0
        char = self.text[start]
        around = self.text[max(0, start - 2) : start] + self.text[stop : stop + 2]
        if char in around.replace("\n", ""):
            return 0.0
        if start and self.kind[start - 1] == DIGIT and self.kind[stop : stop + 1] == DIGIT:
            return 0.0  # from 9:00 to 11:30 there is one dash
        return _LONE_ELLIPSIS if char in "…⋯" else _LONE_DASH

    def _read(self, path: tuple[object, ...] | None) -> list[Zone]:
        zones: list[Zone] = []
        key, evidence = 0, 0.0
        units: list[tuple[int, int, int, int]] = []
        while path is not None:
            if len(path) == 4:
                if units:
                    zones.append(self._zone(units, key, evidence))
                    units = []
                path, _, key, evidence = path  # type: ignore[assignment]
            else:
                path, unit = path  # type: ignore[assignment]
                units.append(unit)  # type: ignore[arg-type]
        if units:
            zones.append(self._zone(units, key, evidence))
        return zones[::-1]

    def _zone(self, units: list[tuple[int, int, int, int]], key: int, evidence: float) -> Zone:
        units.reverse()
        inside = key >> 12
        first, last = units[0][0], units[-1]
        stop = last[0] + last[1] * last[2] + last[3]
        span = self.kind[first:stop]
        wanted = sum(span.count(k) for n, k in enumerate(_CLASSES) if inside >> n & 1)
        covered = 0
        out: list[Unit] = []
        line = 0
        for start, lag, copies, gap in units:
            while self.starts[line + 1] <= start:
                line += 1
            unit = self.kind[start : start + lag * copies + gap]
            covered += sum(unit.count(k) for n, k in enumerate(_CLASSES) if inside >> n & 1)
            out.append(Unit(self.first + line, start - self.starts[line], lag, copies, gap))
        return Zone(key & 15, tuple(out), evidence, covered / wanted if wanted else 1.0)
