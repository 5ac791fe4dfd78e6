"""One window of lines as the decoder sees it: its characters, their classes and costs, and what its repetitions are
worth when they are read as prose."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence
from itertools import accumulate

from cntextfix.chinese.characters import DASH, DIGIT, END, HAN, MARK, SENTENCE_ENDS, SPACE, SYMBOL, kinds
from cntextfix.overprint import zone_costs
from cntextfix.overprint.lattice import MAX_COPIES, NEXT_TO, SPACED, STACKED, Edge
from cntextfix.overprint.prose_costs import (
    CELL,
    DELIMITED,
    FRAMED,
    INDEX,
    KANA,
    LINK,
    MOST_FRAMED,
    PROSE_SEEN,
    REFRAIN,
    SPACED_TAIL,
    STOP_APART,
    bounds,
    costs,
    is_prose,
    natural_apart,
    natural_block,
    natural_repeat,
)
from cntextfix.overprint.repeats import NEAR
from cntextfix.overprint.zone_costs import BIT

WIDE_SPACE = "\u3000"
_LONGEST_LINK = 16
_SPOKEN = frozenset("，。、；：！？…⋯—～~!?,.;”’」』")
"""Marks that end what somebody says."""
_MARKUP = frozenset("*_~#=`>")
_STOPS = frozenset("，。、；！？︐︒︑︔︕︖")
AT_END, AT_SPACE, _BETWEEN, _INSIDE = range(4)
"""Where a border lies: at a line end or indent, at a space, between two classes, inside a run of one class."""


class Passage:
    """The text of some lines, with the class of each character and its cost as printed. Lines that are ``columns``
    hold several printed lines whose ends are not known."""

    def __init__(self, lines: Sequence[str], columns: Sequence[bool] = ()) -> None:
        self.text = "\n".join(lines)
        self.kind = kinds(self.text)
        bits = costs(self.text, self.kind)
        self.cost = bits.plain
        self._fresh = bits.fresh
        self._inner = array("d", [0.0, *accumulate(bits.inner)])
        self._heads: set[int] = set()
        self._said: dict[str, int] = {}
        self._said_to: set[int] = set()  # where phrases that are said again stop
        sorts: list[str] = []
        start = 0
        self._columns = bytearray(len(self.text) + 1)
        for number, line in enumerate(lines):
            if columns and columns[number]:
                self._columns[start : start + len(line)] = b"\1" * len(line)
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
        if SPACE in (one, other) or self._columns[at]:
            return AT_SPACE
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
            again = natural_repeat(self.kind[start : start + word], edge.length // word, False) if word > 1 else 99.0
            return self._cost(start, start + word) + min(again, self._cost(start + word, stop))
        return self._cost(start, stop)

    def _cost(self, start: int, stop: int) -> float:
        return self._fresh[start] + self._inner[stop] - self._inner[start + 1]

    def said_again(self, edge: Edge) -> float:
        """What prose pays for all copies that reading the unit passes; single characters have their own costs."""
        if edge.gap != NEXT_TO:
            return self._said_apart(edge)
        if edge.length == 1:
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
                bits = min(bits, zone_costs.SAID)
        elif edge.length >= zone_costs.PHRASE and MARK in unit and not self.is_phrase(edge):
            bits += zone_costs.NO_PHRASE
        if self.is_said(edge):
            again = zone_costs.PHRASE_AGAIN[edge.start in self._said_to]
            bits = min(bits, again + zone_costs.SAID_MORE * (edge.copies - 2))
            self._said_to.add(edge.stop)
        return self.kept(edge) + bits

    def is_said(self, edge: Edge) -> bool:
        """Whether a unit is what people say again and again: a phrase whose mark each copy has once, or a code in
        brackets ([笑哭][笑哭]). Runs of print end where the style changes, and their marks are printed n times."""
        if edge.gap != NEXT_TO or edge.length == 1:
            return False
        unit = self.kind[edge.start : edge.start + edge.length]
        if HAN not in unit or not {MARK, DASH, SYMBOL} & set(unit) or not self.is_phrase(edge):
            return False
        first, last = self.text[edge.start], self.text[edge.end - 1]
        return last in _SPOKEN or self._is_turned(edge) or (first in "[［" and last in "]］")

    def _is_turned(self, edge: Edge) -> bool:
        """Whether a unit begins with a mark and the next one stands behind it: 是这样，是这样。"""
        after = self.text[edge.end : edge.end + 1]
        return edge.length <= zone_costs.CALL and self.text[edge.start] in _STOPS and after in _SPOKEN

    def _said_apart(self, edge: Edge) -> float:
        """What honest text pays for copies that do not stand side by side."""
        unit = self.kind[edge.start : edge.start + edge.length].replace(SPACE, "").replace(END, "")
        if edge.tight:  # some of the copies stand side by side: prose has to say them so
            once = natural_repeat(unit, edge.tight + 1, False) if len(unit) > 1 else 0.0
            apart = edge.copies - edge.tight
            if apart < 2:
                return once
            shape = self.shape(edge)
            if edge.gap == STACKED and shape in (INDEX, CELL) and edge.copies == 3:
                once = min(once, zone_costs.SAID_TIGHT)
            return once + natural_apart(unit, apart, shape)
        text = self.text[edge.start : edge.start + edge.length]
        if self.is_block(edge):
            return natural_block(text.split("\n"), edge.copies)
        if text in _STOPS:
            return STOP_APART
        return self._said_below(unit, edge)

    def is_block(self, edge: Edge) -> bool:
        """Whether the copies of a unit are of several lines each."""
        return "\n" in self.text[edge.start : edge.start + edge.length]

    def _said_below(self, unit: str, edge: Edge) -> float:
        """The same for a unit in one line whose copies all stand apart. Natural repeats come in rows: what stands above
        tells whether this one is the first."""
        shape = self.shape(edge)
        bits = natural_apart(unit, edge.copies, shape)
        bits += SPACED_TAIL if edge.gap == SPACED and shape in (LINK, REFRAIN) and unit.count(HAN) > 2 else 0.0
        if shape in (LINK, REFRAIN) and self._goes_on(edge):
            bits = min(bits, zone_costs.CHAINED * (edge.copies - 1))
        if edge.copies == 2 and len(unit) < zone_costs.CALL and {HAN, MARK} <= set(unit) and self.is_phrase(edge):
            bits = min(bits, zone_costs.CALLED)  # 由得佢啦，⏎由得佢啦，
        bits = min(bits, zone_costs.GROWN) if shape == INDEX and self._grown(edge.start) else bits
        if shape == INDEX and edge.copies == 2 and self._two_before(edge.start, str.startswith):
            bits = min(bits, zone_costs.TITLES)
        if shape == CELL and len(unit) <= zone_costs.CALL and self._two_before(edge.start, str.__eq__):
            bits = min(bits, zone_costs.TWINS * (edge.copies - 1))
        lone = (
            2 < edge.copies <= MOST_FRAMED and shape in (CELL, REFRAIN) and HAN in unit and not self._shout(unit, edge)
        )
        if lone and self._framed(edge):
            bits += FRAMED * (edge.copies - 1)
        if HAN in unit and MARK in unit and len(unit) >= zone_costs.PHRASE and not self.is_phrase(edge):
            bits += zone_costs.NO_PHRASE
        return bits

    def _shout(self, unit: str, edge: Edge) -> bool:
        """Whether a unit is a short sentence of its own, which people say again and again."""
        return len(unit) <= zone_costs.CALL and self.text[edge.start + edge.length - 1] in SENTENCE_ENDS

    def _two_before(self, start: int, alike: Callable[[str, str], bool]) -> bool:
        """Whether the two lines before the line of ``start`` are ``alike``. Short lines that stand twice, as those of
        songs and columns of cells do, come in rows, and so do titles that their texts begin with."""
        head = max(0, start - 6 * zone_costs.CALL)
        before = [line.strip() for line in self.text[head:start].split("\n") if line.strip()]
        return len(before) > 1 and alike(before[-1], before[-2])

    def _grown(self, start: int) -> bool:
        """Whether the line of ``start`` begins with all of the line before it."""
        before = self.text[max(0, start - _LONGEST_LINK) : start].strip().rpartition("\n")[2].strip()
        return bool(before) and self.text.startswith(before, start)

    def _framed(self, edge: Edge) -> bool:
        """Whether the lines before the first copy and after the last one are prose, or there is but one of them."""
        head = self.text.rfind("\n", 0, edge.start) + 1
        if self.text[head : edge.start].strip() and not _NUMBER.fullmatch(self.text[head : edge.start]):
            return False
        before = self.text[max(0, head - PROSE_SEEN) : head].rstrip()
        after = self.text[edge.end : edge.end + PROSE_SEEN].lstrip()
        lines = before[before.rfind("\n") + 1 :], after.partition("\n")[0]
        return any(lines) and all(map(is_prose, lines))

    def _goes_on(self, edge: Edge) -> bool:
        """Whether the line of a unit begins with the end of the line before it, and then says something of its own:
        北京—上海⏎上海—广州⏎广州—深圳 goes from link to link. A space alone says nothing that is printed three times."""
        start = edge.start
        head = self.text.rfind("\n", 0, start) + 1
        before = self.text[max(0, head - 2 * _LONGEST_LINK) : head].rstrip()[-_LONGEST_LINK:] if head else ""
        own = self.text[head:start].lstrip()
        for size in range(min(len(before), len(own), _LONGEST_LINK), 0, -1):
            if before.endswith(own[:size]):
                rest = set(kinds(own[size:]))
                return bool(rest - {MARK, SPACE}) or (rest == {SPACE} and edge.copies == 2)
        return False

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
        last = edge.end == len(self.text) or self.kind[edge.end] in bounds or self.at_end(self._ink(edge.end))
        if first:
            return CELL if last else INDEX
        return REFRAIN if last else LINK

    def _ink(self, at: int) -> int:
        """The first place from ``at`` on that is no space."""
        while at < len(self.text) and self.kind[at] == SPACE:
            at += 1
        return at

    def is_phrase(self, edge: Edge) -> bool:
        """Whether a stretch with marks in it starts and stops where the marks say that phrases do."""
        bounds = (MARK, SPACE, DASH, SYMBOL)
        begins = edge.start == 0 or self.kind[edge.start - 1] in (*bounds, END) or self._is_turned(edge)
        ends = self.at_end(edge.end) or self.kind[edge.end] in bounds or self.kind[edge.end - 1] in (MARK, DASH, SYMBOL)
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


_NUMBER = re.compile(r"\s*[(（\[]?(?:[0-9０-９.．]{1,5}|[一二三四五六七八九十]{1,3}|[A-Za-z①-⑳•●■◆·])[)）\].．、]?\s*")


def _told_apart(text: str, kind: str) -> str:
    if WIDE_SPACE not in text:
        return kind
    return "".join(zone_costs.WIDE if char == WIDE_SPACE else one for char, one in zip(text, kind, strict=True))
