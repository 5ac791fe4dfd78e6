"""One window of lines as the decoder sees it: its characters, their classes and costs, and what its repetitions are
worth when they are read as prose."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate

from cntextfix import tolls
from cntextfix.chars import DASH, DIGIT, END, HAN, MARK, SPACE, kinds
from cntextfix.costs import DELIMITED, KANA, bounds, costs, natural_repeat
from cntextfix.lattice import MAX_COPIES, Edge
from cntextfix.tolls import BIT

WIDE_SPACE = "\u3000"
AT_END, AT_SPACE, BETWEEN, INSIDE = range(4)
"""Where a border lies: at a line end or an indent, at a space, between two classes, inside a run of one class."""


class Passage:
    """The text of some lines, with the class of each character and its cost as printed."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.text = "\n".join(lines)
        self.kind = kinds(self.text)
        bits = costs(self.text, self.kind)
        self.cost = bits.plain
        self._fresh = bits.fresh
        self._inner = array("d", [0.0, *accumulate(bits.inner)])
        self._heads: set[int] = set()
        self._said: dict[str, int] = {}
        sorts: list[str] = []
        start = 0
        for line in lines:
            head = start + len(line) - len(line.lstrip())
            self._heads.add(head)
            sorts.append(END * (head - start) + _told_apart(line.lstrip(), self.kind[head : start + len(line)]))
            start += len(line) + 1
        self.sort = END.join(sorts)
        """The classes again: indents have none, and ideographic spaces inside a line are one of their own."""

    def border(self, at: int) -> int:
        """What kind of border lies before character ``at``."""
        if at in self._heads or at == len(self.text):
            return AT_END
        one, other = self.kind[at - 1], self.kind[at]
        if END in (one, other):
            return AT_END
        if SPACE in (one, other):
            return AT_SPACE
        return BETWEEN if one != other else INSIDE

    def is_head(self, at: int) -> bool:
        """Whether character ``at`` is the first of its line, an indent apart."""
        return at in self._heads

    def kept(self, edge: Edge) -> float:
        """The cost of a unit, said once."""
        return self._fresh[edge.start] + self._inner[edge.start + edge.length] - self._inner[edge.start + 1]

    def said_again(self, edge: Edge) -> float:
        """What prose pays for saying all copies; single characters have their own costs."""
        if edge.length == 1 or edge.gap:
            return float("inf")
        unit = self.kind[edge.start : edge.start + edge.length]
        at_start = edge.start == 0 or self.kind[edge.start - 1] == END
        at_end = self.at_end(edge.stop)
        bits = natural_repeat(unit, edge.copies, at_start and at_end, at_start or at_end)
        if edge.length < len(DELIMITED) and unit.count(HAN) == edge.length:
            left, right = bounds(self.text, self.kind, edge.start, edge.stop)
            if left + right > 2 and left and right:
                bits = min(bits, DELIMITED[edge.length] + 2.0 * (edge.copies - 2))
        if edge.length <= 4 and all("\u3041" <= char <= "\u30fe" for char in self.text[edge.start : edge.stop]):
            bits = min(bits, KANA)
        if HAN not in unit:  # a name that doubles (dori dori) does so again and again
            word = self.text[edge.start : edge.start + edge.length].casefold()
            first = self._said.setdefault(word, edge.start)
            if edge.start - first > edge.length * MAX_COPIES:
                bits = min(bits, tolls.SAID)
        elif edge.length >= tolls.PHRASE and MARK in unit and not self.is_phrase(edge):
            bits += tolls.NO_PHRASE
        return self.kept(edge) + bits

    def is_phrase(self, edge: Edge) -> bool:
        """Whether a stretch with marks in it starts and stops where the marks say that phrases do."""
        begins = edge.start == 0 or self.kind[edge.start - 1] in (MARK, END, SPACE)
        ends = self.at_end(edge.stop) or self.kind[edge.stop] in (MARK, SPACE) or self.kind[edge.stop - 1] == MARK
        return begins and ends

    def at_end(self, stop: int) -> bool:
        return stop == len(self.text) or self.kind[stop] == END

    def mask(self, start: int, size: int) -> int:
        """The classes a unit decides about; dashes and spaces inside a longer one go with their neighbours."""
        if size == 1:
            return BIT[self.sort[start]]
        mask = 0
        for kind in set(self.kind[start : start + size]):
            mask |= BIT[kind]
        return mask & ~tolls.NEUTRAL or mask

    def lone_dash(self, edge: Edge) -> float:
        """What it costs to read a pair of dashes as one, printed twice."""
        start, stop = edge.start, edge.stop
        if edge.length > 1 or self.kind[start] != DASH:
            return 0.0
        char = self.text[start]
        around = self.text[max(0, start - 2) : start] + self.text[stop : stop + 2]
        if char in around.replace("\n", ""):
            return 0.0
        if start and self.kind[start - 1] == DIGIT and self.kind[stop : stop + 1] == DIGIT:
            return 0.0  # from 9:00 to 11:30 there is one dash
        return tolls.LONE_ELLIPSIS if char in "…⋯" else tolls.LONE_DASH


def _told_apart(text: str, kind: str) -> str:
    if WIDE_SPACE not in text:
        return kind
    return "".join(tolls.WIDE if char == WIDE_SPACE else one for char, one in zip(text, kind, strict=True))
