"""One window of lines as the decoder sees it: its characters, their classes and costs, and how units lie in it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate

from cntextfix.chinese.characters import DASH, DIGIT, END, HAN, MARK, SENTENCE_ENDS, SPACE, SYMBOL, kinds
from cntextfix.overprint import closed, unfinished, zone_costs
from cntextfix.overprint.lattice import NEXT_TO, SPACED, STACKED, TITLE_LENGTH, Edge
from cntextfix.overprint.prose_costs import costs
from cntextfix.overprint.repeat_costs import CELL, INDEX, LINK, REFRAIN, natural_repeat
from cntextfix.overprint.repeats import NEAR
from cntextfix.overprint.zone_costs import BIT

_WIDE_SPACE = "\u3000"
_SPOKEN = frozenset("，。、；：！？…⋯—～~!?,.;”’」』")
"""Marks that end what somebody says."""
_MOST_ALONE = 3
"""Characters between two runs with copies apart, at most, that were drawn as often one by one. Chosen: PyMuPDF takes
out copies of single characters."""
_MARKUP = frozenset("*_~#=`>")
STOPS = frozenset("，。、；！？︐︒︑︔︕︖")
AT_END, _AT_SPACE, _BETWEEN, _INSIDE = range(4)
"""Where a border lies: at a line end or indent, at a space, between two classes, inside a run of one class."""


class Passage:
    """The text of some lines, with the class of each character and its cost as printed. Lines that are ``columns``
    hold several printed lines whose ends are not known; ``elsewhere``: how often their document is printed elsewhere
    (0: more than once, None: not known to be so); ``moved`` as for ``Prior``."""

    def __init__(
        self,
        lines: Sequence[str],
        columns: Sequence[bool] = (),
        *,
        elsewhere: int | None = None,
        moved: bool = False,
    ) -> None:
        self._elsewhere = elsewhere
        self.text = "\n".join(lines)
        self.kind = kinds(self.text)
        bits = costs(self.text, self.kind)
        self.cost = bits.plain
        self._fresh = bits.fresh
        self._inner = array("d", [0.0, *accumulate(bits.inner)])
        self._heads: set[int] = set()
        sorts: list[str] = []
        start = 0
        self._columns = bytearray(len(self.text) + 1)
        self._ends = bytearray(len(self.text) + 1)  # where nothing but spaces is left of a line
        for number, line in enumerate(lines):
            if columns and columns[number]:
                self._columns[start : start + len(line)] = b"\1" * len(line)
            inked = len(line.rstrip())
            self._ends[start + inked : start + len(line) + 1] = b"\1" * (len(line) - inked + 1)
            head = start + len(line) - len(line.lstrip())
            self._heads.add(head)
            sorts.append(END * (head - start) + _told_apart(line.lstrip(), self.kind[head : start + len(line)]))
            start += len(line) + 1
        self.sort = END.join(sorts)
        """The classes again: indents have none, and ideographic spaces inside a line are one of their own."""
        self._closed = {} if moved else closed.second_copies(lines)

    def border(self, at: int) -> int:
        """What kind of border lies before character ``at``."""
        if at in self._heads or self.at_end(at):
            return AT_END
        one, other = self.kind[at - 1], self.kind[at]
        if one == END:
            return AT_END
        if SPACE in (one, other) or self._columns[at]:
            return _AT_SPACE
        return _BETWEEN if one != other else _INSIDE

    def is_head(self, at: int) -> bool:
        """Whether character ``at`` is the first of its line, an indent apart."""
        return at in self._heads

    def kept(self, edge: Edge) -> float:
        """The cost of a unit, said once."""
        start, stop = edge.start, edge.start + edge.length
        unit = self.text[start:stop]
        # 一个字一个字 says 一个字 twice
        if 2 < edge.length <= NEAR and (word := (unit + unit).find(unit, 1)) < edge.length:
            said = self.kind[start : start + word]
            again = natural_repeat(said, edge.length // word, whole_line=False) if word > 1 else 99.0
            return self._cost(start, start + word) + min(again, self._cost(start + word, stop))
        return self._cost(start, stop)

    def _cost(self, start: int, stop: int) -> float:
        return self._fresh[start] + self._inner[stop] - self._inner[start + 1]

    def is_said(self, edge: Edge) -> bool:
        """Whether a unit is what people say again and again: a phrase whose mark each copy has once, or a code in
        brackets ([笑哭][笑哭]). Runs of print end where the style changes, and their marks are printed n times."""
        if edge.gap != NEXT_TO or edge.length == 1:
            return False
        unit = self.kind[edge.start : edge.start + edge.length]
        if HAN not in unit or not {MARK, DASH, SYMBOL} & set(unit):
            return False
        first, last = self.text[edge.start], self.text[edge.end - 1]
        if not (self.is_phrase(edge) or (last in SENTENCE_ENDS and edge.length >= zone_costs.CALL)):
            return False  # 主席：有人提議退回重審。退回重審。 says a sentence of its own
        return last in _SPOKEN or self._is_turned(edge) or (first in "[［" and last in "]］")

    def _is_turned(self, edge: Edge) -> bool:
        """Whether a unit begins with a mark and the next one stands behind it: 是这样，是这样。"""
        after = self.text[edge.end : edge.end + 1]
        return edge.length <= zone_costs.CALL and self.text[edge.start] in STOPS and after in _SPOKEN

    def is_block(self, edge: Edge) -> bool:
        """Whether the copies of a unit are of several lines each."""
        return "\n" in self.text[edge.start : edge.start + edge.length]

    def is_cut(self, edge: Edge) -> bool:
        """Whether the last copy of a unit goes over a line end, and no other does."""
        return edge.gap == STACKED and "\n" in self.text[edge.stop : edge.end] and not self.is_block(edge)

    def style(self, edge: Edge) -> int:
        """In which style the copies of a unit stand."""
        if edge.gap != STACKED:
            marked = {MARK, SYMBOL} & set(self.kind[edge.start : edge.end])  # dashes are of a Han run
            return zone_costs.PHRASES if marked and self.is_said(edge) else zone_costs.INLINE
        return zone_costs.WHOLE if self.is_block(edge) or self.shape(edge) == CELL else zone_costs.STEPS

    def links(self, edge: Edge) -> bool:
        """Whether the copies of a unit lead over from one line to another, both of which have more in them."""
        return edge.gap == STACKED and self.shape(edge) == LINK

    def shape(self, edge: Edge) -> int:
        """How copies that do not stand side by side lie: at the ends of lines or cells, or not."""
        bounds = END if edge.gap == STACKED else END + SPACE
        first = edge.start in self._heads or edge.start == 0 or self.kind[edge.start - 1] in bounds
        last = self.at_end(edge.end) or self.kind[edge.end] in bounds
        if first:
            return CELL if last else INDEX
        return REFRAIN if last else LINK

    def unfinished(self, edge: Edge) -> float:
        """Bits for copies that stop before they are done, or begin behind where they did."""
        if edge.gap == SPACED:
            return unfinished.behind_space(self.text, edge.start, edge.length)
        if edge.gap != STACKED:
            return 0.0
        if self.is_cut(edge):
            return unfinished.MARK_APART
        if edge.copies == 2 and self._closed.get(edge.start) == edge.stop:
            return closed.LED_OVER
        bits = unfinished.bits(self.text, edge.start, edge.length, edge.copies, edge.end)
        if not bits and self._elsewhere in (0, edge.copies) and self.shape(edge) == INDEX and not self.is_block(edge):
            return unfinished.head_bits(self.text[edge.start : edge.start + edge.length])
        return bits

    def is_last_pair(self, edge: Edge) -> bool:
        """Whether a unit stands once more on the line above: then the pair is the last of several copies, and what
        comes behind them."""
        if edge.gap != STACKED or edge.copies != 2 or edge.length < TITLE_LENGTH or self.shape(edge) != INDEX:
            return False
        unit = self.text[edge.start : edge.start + edge.length]
        return self.text[max(0, edge.start - 2 * len(unit)) : edge.start].rstrip().endswith(unit)

    def is_alone(self, at: int, copied_to: int, copies: int) -> bool:
        """Whether a character has none of its class beside it, or stands between two runs with ``copies`` apart: those
        of one end there or a little before (``copied_to``), and the other's begin so: the end of the line is the next
        line."""
        if self.sort[at] not in (self.sort[at - 1 : at], self.sort[at + 1 : at + 2]):
            return True
        most = _MOST_ALONE if copies > 2 else 1
        if not 0 <= at - copied_to < most:
            return False
        stop = self.text.find("\n", at)
        below = self.text[stop + 1 : stop + 1 + NEAR].partition("\n")[0].rstrip() if stop > 0 else ""
        head = at + len(self.text[at:stop].rstrip()) - len(below)
        return bool(below) and at < head <= copied_to + most and self.text.startswith(below, head)

    def is_phrase(self, edge: Edge) -> bool:
        """Whether a stretch with marks in it starts and stops where the marks say that phrases do."""
        bounds = (MARK, SPACE, DASH, SYMBOL)
        begins = edge.start == 0 or self.kind[edge.start - 1] in (*bounds, END) or self._is_turned(edge)
        ends = self.at_end(edge.end) or self.kind[edge.end] in bounds or self.kind[edge.end - 1] in (MARK, DASH, SYMBOL)
        return begins and ends

    def is_line(self, edge: Edge) -> bool:
        """Whether a unit is the rest of its line, in its last copy or in one that stands alone and stops too early."""
        return self.at_end(edge.end) or self.unfinished(edge) > 0

    def at_end(self, stop: int) -> bool:
        """Whether the text, or its line, ends at ``stop``, spaces apart."""
        return bool(self._ends[stop])

    def mask(self, start: int, size: int) -> int:
        """The classes a unit decides about; dashes and spaces inside a longer one go with their neighbours."""
        if size == 1:
            return BIT[self.sort[start]]
        mask = 0
        for kind in set(self.kind[start : start + size]):
            mask |= BIT[kind]
        return mask & ~zone_costs.NEUTRAL or mask

    def lone_dash(self, edge: Edge) -> float:
        """What it costs to read a pair of dashes as one, printed twice."""
        start, stop = edge.start, edge.stop
        if edge.length == 1 and edge.copies < 4 and self.text[start] in _MARKUP:
            return zone_costs.PAIR_OF_MARKUP
        char = self.text[start]
        if edge.length > 1 or self.kind[start] != DASH:
            return 0.0
        around = self.text[max(0, start - 2) : start] + self.text[stop : stop + 2]
        if char in around.replace("\n", ""):
            return 0.0
        if start and self.kind[start - 1] == DIGIT and self.kind[stop : stop + 1] == DIGIT:
            return 0.0  # from 9:00 to 11:30 there is one dash
        return zone_costs.LONE_ELLIPSIS if char in "…⋯" else zone_costs.LONE_DASH


def _told_apart(text: str, kind: str) -> str:
    if _WIDE_SPACE not in text:
        return kind
    return "".join(zone_costs.WIDE if char == _WIDE_SPACE else one for char, one in zip(text, kind, strict=True))
