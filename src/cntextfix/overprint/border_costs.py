"""What it costs to enter and to leave a zone, where and by which unit: the prior, put in force for one passage."""

from __future__ import annotations

from collections.abc import Sequence

from cntextfix.chinese.characters import HAN, MARK
from cntextfix.overprint import zone_costs
from cntextfix.overprint.lattice import MAX_COPIES, NEXT_TO, STACKED, Edge
from cntextfix.overprint.repeat_costs import CELL
from cntextfix.overprint.window import AT_END, Passage
from cntextfix.overprint.zone_costs import Prior

MOST_SAID = 3
"""Times that a word is said at once, at most: in 14.3 million characters of real text one stands four times at once in
two places, both of them titles of books."""
_LEAVES = 0.5
"""Bits by which leaving a zone with more copies is cheaper for each bit of help: words in bold stand in sentences.
Chosen, by five files of a journal that prints them so."""
_PER_COPIES = 8.0
"""Bits of help for which the number of copies costs nothing, if it is the document's. Chosen."""


class Fees:
    """The fees of one passage."""

    def __init__(self, passage: Passage, prior: Prior) -> None:
        self._passage = passage
        self._enter, self._leave = prior.enter, prior.leave
        self._leave_often = tuple(bits - min(bits, _LEAVES * prior.help) for bits in prior.leave)
        self.styles = prior.styles
        self._help = [0.0] * (MAX_COPIES + 1)
        for n in range(2, MAX_COPIES + 1):
            if zone_costs.as_often(n, prior.copies):
                waived = zone_costs.COPIES[n] / _PER_COPIES if prior.copies else 0.0
                self._help[n] = prior.help * (1 + waived)
        self.late = [max(0.0, bits - zone_costs.SHORT_HELP) for bits in self._help]
        """By copies: the help that a zone which opened with a short unit gets once a longer one comes."""
        self.most = max(prior.enter)

    def enter(self, edge: Edge, *, twin: bool) -> float:
        """Entering a zone by a unit, in a line that stands again beside itself (``twin``) or does not."""
        border = self._passage.border(edge.start)
        fee = self._enter[border]
        if edge.gap == NEXT_TO:
            return fee + (zone_costs.TWIN if twin else -self._helped(edge))
        fee -= 0.0 if border == AT_END else zone_costs.APART_ENTER
        if edge.gap == STACKED and edge.tight:
            fee += zone_costs.TIGHT
        if edge.length < zone_costs.LONG and edge.copies == 2 and self._passage.links(edge):
            fee += zone_costs.LONE_LINK
        if self._passage.is_block(edge):
            fee += zone_costs.BLOCK
        elif not edge.tight and self._passage.shape(edge) == CELL:
            fee += zone_costs.CELLS
        return fee - self._helped(edge)

    def leave(self, at: int, last: Edge | None) -> float:
        """Leaving a zone at a place; within the last copy of a unit whose others stand apart, where that copy ends."""
        fees = self._leave_often if last and last.copies > MOST_SAID else self._leave
        if last and last.end > at:
            return max(0.0, fees[self._passage.border(last.end)] - zone_costs.APART_LEAVE)
        return fees[self._passage.border(at)]

    def _helped(self, edge: Edge) -> float:
        """What strong zones elsewhere take off the price of entering; 由得佢啦， said twice needs no such cause."""
        bits = self._help[edge.copies]
        if not bits or (self.styles and self._passage.style(edge) not in self.styles):
            return 0.0
        unit = self._passage.kind[edge.start : edge.start + edge.length]
        called = {HAN, MARK} <= set(unit) and edge.length < zone_costs.CALL and self._passage.is_phrase(edge)
        if called and not self._passage.unfinished(edge):
            return 0.0
        return bits if is_long(edge) else min(bits, zone_costs.SHORT_HELP)


def is_long(edge: Edge) -> bool:
    """Whether nature has no reason to say a unit again at once; short ones stand twice on lines of their own, but not
    three times, and words are said three times, but not four."""
    if edge.gap == NEXT_TO:
        return edge.length >= zone_costs.LONG or (edge.length > 1 and edge.copies > MOST_SAID)
    return edge.length >= zone_costs.LONG or edge.copies > 2


def twins(lines: Sequence[str]) -> list[bool]:
    """Which lines stand again as the next line or the one before, blank ones apart."""
    out = [False] * len(lines)
    last, before = -1, ""
    for n, line in enumerate(lines):
        if key := line.strip():
            if key == before:
                out[n] = out[last] = True
            last, before = n, key
    return out
