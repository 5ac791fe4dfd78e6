"""The cheapest path through one window of lines, in plain and in overprinted states: the decoder proper.

A state of a zone is the number of copies, the grain (whether every unit is one character), the styles in which copies
stand and two sets of classes: those met so far, and those of them that are overprinted. Reading from the left, all
states are kept that cost less than entering a zone anew would; that leaves a handful, so the work is linear in the
length of the text. Nothing older than the longest edge is looked at again, so it is forgotten; only the path itself
grows with the text.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from cntextfix.chinese import lexicon
from cntextfix.chinese.characters import DASH, END, HAN, MARK
from cntextfix.overprint import zone_costs
from cntextfix.overprint.border_costs import Fees, is_long, twins
from cntextfix.overprint.lattice import NEXT_TO, Edge, apart, edges, filler
from cntextfix.overprint.repeat_costs import natural_repeat
from cntextfix.overprint.repeats import NEAR
from cntextfix.overprint.said import Said
from cntextfix.overprint.states import (
    ALL_SHORT,
    CHARS,
    INSIDE_AT,
    KNOWN_AT,
    MARKS_ALONE,
    PHRASE_MARKED,
    SOME_APART,
    STYLED,
    Found,
    State,
    Trail,
    copied_to,
    since,
)
from cntextfix.overprint.window import Passage
from cntextfix.overprint.zone_costs import ALL, BIT, PHRASES, STEPS, Prior

_STRETCH = 8192
"""Characters in which units with copies apart are looked for at once. Chosen."""
_REACH = 4096
"""… and that such a unit has with all copies, at most. Chosen."""


class Path:
    """The search over one window of lines; ``found()`` gives the zones of the cheapest path."""

    def __init__(self, lines: Sequence[str], prior: Prior, columns: Sequence[bool] = ()) -> None:
        elsewhere = prior.copies if prior.help > 0 and STEPS in prior.styles else None
        self.passage = Passage(lines, columns, elsewhere=elsewhere, moved=prior.moved)
        self.said = Said(self.passage)
        self.text, self.kind = self.passage.text, self.passage.kind
        self.fees = Fees(self.passage, prior)
        self.bound = self.fees.most
        size = len(self.text) + 1
        self.plain = array("d", bytes(8 * size))
        self.only = array("d", bytes(8 * size))  # the cheapest path without any zone
        self.trail: list[Trail | None] = [None] * size
        self.states: dict[int, dict[int, State]] = {}
        self.twin = False
        self.lines = lines
        self._stops: dict[int, list[Edge]] = {}
        self._forgotten = 0

    def found(self) -> Iterator[Found]:
        """Go through the text once, then read the zones off the path, the last one first."""
        start = known = 0
        for line, twin in zip(self.lines, twins(self.lines), strict=True):
            if start >= known:
                known = self._look_ahead(start)
            self.twin = twin
            self._line(line, start)
            start += len(line) + 1
        trail = self.trail[-1]
        while trail is not None:
            trail, _, key, evidence = trail
            units: list[Edge] = []
            while trail is not None and trail[1] is not None:
                units.append(trail[1])
                trail = trail[0]
            yield Found(key, evidence, units[::-1])

    def _look_ahead(self, start: int) -> int:
        """Find the units with copies apart that end in the next stretch of lines; gives the end of the stretch."""
        stop = self.text.find("\n", start + _STRETCH)
        stop = len(self.text) if stop < 0 else stop + 1
        first = max(0, start - _REACH)
        for edge in apart(self.text[first : stop + _REACH]):
            if start < edge.stop + first <= stop and edge.end - edge.start <= _REACH:
                self._put_edge(edge, first)
        return stop

    def _put_edge(self, edge: Edge, first: int) -> None:
        shifted = edge._replace(start=edge.start + first, stop=edge.stop + first, end=edge.end + first)
        self._stops.setdefault(shifted.stop, []).append(shifted)

    def _line(self, line: str, first: int) -> None:
        reach = _REACH
        for edge in edges(line, self.kind[first : first + len(line)]):
            reach = max(reach, edge.stop - edge.start)
            self._put_edge(edge, first)
        for stop in range(first + 1, min(first + len(line) + 1, len(self.text)) + 1):
            self._step(stop, self._stops.pop(stop, None))
        while self._forgotten < first - reach:
            self.states.pop(self._forgotten, None)
            self.trail[self._forgotten] = None
            self._forgotten += 1

    def _step(self, stop: int, found: list[Edge] | None) -> None:
        """The best ways to have read the first ``stop`` characters, in every state."""
        at = stop - 1
        own = self.passage.cost[at]
        plain, trail = self.plain[at] + own, self.trail[at]
        only = self.only[at] + own
        before = self.states.get(at)
        here = self._pass(before, at, plain + self.bound) if before else {}
        fresh: dict[int, State] = {}
        for edge in found or ():
            said = self.said.again(edge)
            last = self.passage.is_last_pair(edge)
            if not last:
                only = min(only, self.only[edge.start] + said)
            elif not self._ends_zone(edge):
                continue
            if self.plain[edge.start] + said < plain:
                plain, trail = self.plain[edge.start] + said, self.trail[edge.start]
            self._unit(edge, fresh)
            self._said_in_copy(edge, said, here)
            if edge.copies == 2 and edge.gap == NEXT_TO and 4 <= edge.length <= NEAR:
                self._again(edge, fresh)
        for key, state in fresh.items():
            if state[0] < plain + self.bound and (key not in here or state[0] < here[key][0]):
                here[key] = state
        self.only[stop] = only
        leaving = here if stop == len(self.text) or self.kind[stop] == END else fresh
        if leaving:
            for key, (cost, path, lead) in leaving.items():
                cost += self.fees.leave(stop, path[1] if path else None)
                cost += zone_costs.no_han(key >> INSIDE_AT & ALL)
                if cost < plain:
                    plain = cost
                    trail = path, None, key, only - plain - lead
        self.plain[stop], self.trail[stop] = plain, trail
        if here:
            self.states[stop] = here

    def _said_in_copy(self, edge: Edge, said: float, here: dict[int, State]) -> None:
        """What the last copy of a unit whose others stand apart says twice by nature, itself or with the next line."""
        for key, (cost, trail, lead) in self.states.get(edge.start, {}).items():
            within = key & SOME_APART and trail and trail[1] and trail[1].stop <= edge.start < trail[1].end
            within = within and trail and trail[1] and (edge.gap != NEXT_TO or edge.end <= trail[1].end)
            if within and (key not in here or cost + said < here[key][0]):
                here[key] = cost + said, trail, lead

    def _pass(self, before: dict[int, State], at: int, bound: float) -> dict[int, State]:
        """A character printed once, seen from within zones."""
        here: dict[int, State] = {}
        kind, own = self.passage.sort[at], self.passage.cost[at]
        bit = BIT[kind]
        for key, (cost, trail, lead) in before.items():
            cost += own
            if bit and not key >> KNOWN_AT & bit:
                cost += zone_costs.toll_out(kind, key >> KNOWN_AT & ALL, key >> INSIDE_AT & ALL)
                key |= bit << KNOWN_AT
            elif key >> INSIDE_AT & bit and key & SOME_APART and trail and trail[1] and trail[1].end > at:
                pass  # in the last copy of a unit whose others stand apart
            elif key >> INSIDE_AT & bit and key & SOME_APART and self.passage.is_alone(at, copied_to(trail), key & 15):
                cost += zone_costs.ALONE
            elif key >> INSIDE_AT & bit:
                cost += zone_costs.LOST[kind] + (0.0 if key & CHARS or kind != HAN else zone_costs.LOST_IN_UNITS)
            if cost < bound and (key not in here or cost < here[key][0]):
                here[key] = cost, trail, lead
        return here

    def _unit(self, edge: Edge, fresh: dict[int, State]) -> None:
        """A unit printed several times: as the first of a zone, or as the next in one."""
        start, size, copies, gap, _, end, _ = edge
        mask = self.passage.mask(start, size)
        free = zone_costs.UNIT
        if end < len(self.text) and self.kind[end] == self.kind[end - 1]:
            free += self._unaligned(edge)
        mixed = zone_costs.mixed_toll(mask, apart=gap != NEXT_TO and size >= zone_costs.CALL)
        kept = zone_costs.APART[gap] if gap else self.passage.kept(edge) + self.passage.lone_dash(edge)
        if mask and not filler(self.text[start : start + size], copies):
            self._open(edge, mask, kept, free + (0.0 if self.passage.is_line(edge) else mixed), fresh)
        if start and self.kind[start - 1] == self.kind[start]:
            free += zone_costs.UNALIGNED  # where a zone starts, its price has that in it
        if not (self.passage.at_end(end) and self.passage.is_head(start)):
            free += mixed
        one, style = self._marks_of(edge, mask), 1 << self.passage.style(edge)
        for key, (cost, trail, lead) in self.states.get(start, {}).items():
            lost = key & 15 == copies + 1
            if (key & 15 != copies and not lost) or (key & CHARS and size > 1):
                continue
            known, inside = key >> KNOWN_AT & ALL, key >> INSIDE_AT & ALL
            new = mask & ~known
            if mask & known & ~inside or (trail and trail[1] and _natural_in(edge, trail[1])):
                continue
            if key & ALL_SHORT and size >= zone_costs.LONG:
                key ^= ALL_SHORT
                if inside & BIT[HAN]:  # figures double by nature: 22:00, 88岁
                    cost -= self.fees.late[copies]
            cost += kept + (zone_costs.CHAR_UNIT if key & CHARS else free) + (zone_costs.LOST_COPY if lost else 0.0)
            cost += zone_costs.style_toll(key >> STYLED, style, long=size >= zone_costs.LONG, usual=self.fees.styles)
            if size >= zone_costs.LONG:
                key |= style << STYLED
            cost += zone_costs.IN_RUNS if one and key & (MARKS_ALONE | PHRASE_MARKED) & ~one else 0.0
            key |= one
            key |= SOME_APART if gap else 0
            if new:
                cost += zone_costs.toll_in(new, known, inside)
                key |= new << KNOWN_AT | new << INSIDE_AT
            if key not in fresh or cost < fresh[key][0]:
                fresh[key] = cost, (trail, edge, 0, 0.0), lead

    def _marks_of(self, edge: Edge, mask: int) -> int:
        """Whether a unit is marks alone or a phrase with its mark, as bits of a key."""
        if self.passage.style(edge) == PHRASES:
            return PHRASE_MARKED
        return MARKS_ALONE if mask == BIT[MARK] and edge.gap == NEXT_TO else 0

    def _unaligned(self, edge: Edge) -> float:
        if self.passage.style(edge) == STEPS:
            return zone_costs.UNALIGNED_STEP.get(edge.copies, zone_costs.UNALIGNED)
        return zone_costs.UNALIGNED

    def _ends_zone(self, edge: Edge) -> bool:
        """Whether the first copy of a unit is the last of a zone's, which what follows begins with."""
        last = self._last(edge.start)
        return last is not None and last.end > edge.start

    def _last(self, at: int) -> Edge | None:
        """The last unit of the last zone on the best path to a place."""
        trail = self.trail[at]
        return trail[0][1] if trail and trail[0] else None

    def _again(self, edge: Edge, fresh: dict[int, State]) -> None:
        """What was said twice by nature and then overprinted: 沙沙沙沙，，沙沙沙沙，， is 沙沙，沙沙，.

        The second time is read as the first one was, and costs what prose pays for it.
        """
        for key, (cost, trail, lead) in self.states.get(edge.start + edge.length, {}).items():
            units = since(trail, edge.start)
            if not units or any(unit.gap != NEXT_TO for unit in units):
                continue
            once, kept, at = "", "", edge.start
            for unit in units:
                once += self.kind[at : unit.start]
                kept += self.kind[at : unit.start + unit.length]
                at = unit.stop
            once += self.kind[at : edge.start + edge.length]
            kept += self.kind[at : edge.start + edge.length]
            if any(key >> INSIDE_AT & BIT[kind] for kind in once):
                continue
            if len(kept) < 2 or HAN not in kept:
                continue
            if not (MARK in kept or DASH in kept or any(unit.length > 1 for unit in units)):
                said = "".join(self.text[unit.start] for unit in units)
                if len(said) > 2 or not lexicon.reduplicated().isdisjoint((said, *said)):
                    continue  # 高高兴兴高高兴兴 is 高高兴兴 rather than 高兴高兴; but 中和中和 is said, not 中中和和
            cost += natural_repeat(kept, 2, whole_line=False)
            if key in fresh and fresh[key][0] <= cost:
                continue
            for unit in units:
                stop = unit.stop + edge.length
                again = unit._replace(start=unit.start + edge.length, stop=stop, end=stop)
                trail = trail, again, 0, 0.0
            fresh[key] = cost, trail, lead

    def _open(self, edge: Edge, mask: int, kept: float, free: float, fresh: dict[int, State]) -> None:
        base, trail = self.plain[edge.start], self.trail[edge.start]
        last = self._last(edge.start)
        if last and _natural_in(edge, last):
            return
        lead = self.only[edge.start] - base
        key = edge.copies | mask << KNOWN_AT | mask << INSIDE_AT | (0 if is_long(edge) else ALL_SHORT)
        key |= 1 << STYLED + self.passage.style(edge)
        key |= self._marks_of(edge, mask)
        if edge.gap != NEXT_TO:
            key |= SOME_APART
        cost = base + self.fees.enter(edge, twin=self.twin) + zone_costs.COPIES[edge.copies]
        cost += zone_costs.toll_in(mask, 0, 0) + kept
        _put(fresh, key, cost + free, trail, edge, lead)
        if edge.length == 1:
            _put(fresh, key | CHARS, cost + zone_costs.CHAR_UNIT, trail, edge, lead)


def _natural_in(edge: Edge, before: Edge) -> bool:
    """Whether a unit is what the last copy of the one ``before`` says twice by nature, or begins the next line with."""
    return edge.end <= before.end or (edge.start < before.end and edge.length == 1)


def _put(fresh: dict[int, State], key: int, cost: float, trail: Trail | None, unit: Edge, lead: float) -> None:
    if key not in fresh or cost < fresh[key][0]:
        fresh[key] = cost, (trail, unit, 0, 0.0), lead
