"""What prose pays, in bits, for saying again what a unit of overprint says: the other reading of what repeats."""

from __future__ import annotations

import re
from collections.abc import Callable

from cntextfix.chinese.characters import END, HAN, MARK, SENTENCE_ENDS, SPACE, kinds
from cntextfix.overprint import zone_costs
from cntextfix.overprint.lattice import MAX_COPIES, NEXT_TO, SPACED, STACKED, Edge
from cntextfix.overprint.prose_costs import CHANTED, DELIMITED, KANA, SCANNED, bounds
from cntextfix.overprint.repeat_costs import (
    CELL,
    FORM_LINE,
    FRAMED,
    INDEX,
    LINK,
    MOST_FRAMED,
    OPTION_AGAIN,
    PROSE_SEEN,
    REFRAIN,
    SPACED_TAIL,
    is_form,
    is_option,
    is_prose,
    is_verse,
    long_unit,
    natural_apart,
    natural_block,
    natural_repeat,
    natural_stanza,
)
from cntextfix.overprint.window import Passage

_LONGEST_LINK = 16
"""Characters of what one line ends and the next begins with, at most. Chosen."""
_VERSE_SEEN = 40
"""Characters before and behind a line in which the next ones are looked at. Chosen."""


_TONES = re.compile(r"(?=.*[平仄])[平仄中○●◎⊙△▲，。、；！？\s]+", re.DOTALL)
_CHANT_SEEN = 10
"""Characters before a word in which another one is looked for that is said twice: two of three and what parts them.
By definition."""
_SAID_TWICE = re.compile(r"(?:^|[^\u3400-\u9fff])([\u3400-\u9fff]{2,3})\1(?:[，。、；！？,.;!?…~ ]\n?|\n)$")


_NUMERALS = ("一二三四五六七八九〇" * 3, "一二三四五六七八九十" * 3, "1234567890" * 3)
_RULER = 4
"""Numerals of a ruler, at the least. Chosen."""


def _is_ruler(unit: str) -> bool:
    """Whether a unit counts, as what measures the characters of a line does, again and again.

    >>> _is_ruler("一二三四五六七八九〇"), _is_ruler("八九〇一"), _is_ruler("二〇一三年"), _is_ruler("一一")
    (True, True, False, False)
    """
    key = "".join(unit.split())
    return len(key) >= _RULER and any(key[: len(one)] in one for one in _NUMERALS)


class Said:
    """What the repetitions of one passage cost as prose. It remembers what was said before: ask in order."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._text, self._kind = passage.text, passage.kind
        self._words: dict[str, int] = {}
        self._phrases: set[int] = set()  # where phrases that are said again stop

    def again(self, edge: Edge) -> float:
        """What prose pays for all copies that reading the unit passes; single characters have their own costs."""
        if edge.length == 1 and edge.gap == NEXT_TO:
            return float("inf")
        unit = self._text[edge.start : edge.start + edge.length]
        if _TONES.fullmatch(unit) or _is_ruler(unit):
            return SCANNED * (edge.copies - 1)
        bits = natural_stanza(unit, edge.copies)
        if edge.gap != NEXT_TO:
            return min(bits, self._said_apart(edge))
        return self._passage.kept(edge) + min(bits, self._said_at_once(edge))

    def _said_at_once(self, edge: Edge) -> float:
        """What prose pays for copies side by side."""
        unit = self._kind[edge.start : edge.start + edge.length]
        at_start, at_end = self._passage.is_head(edge.start), self._passage.at_end(edge.stop)
        if at_start and at_end and self._among_verse(edge):
            at_start = at_end = False
        bits = natural_repeat(unit, edge.copies, whole_line=at_start and at_end, edge=at_start or at_end)
        if edge.length < len(DELIMITED) and unit.count(HAN) == edge.length:
            left, right = bounds(self._text, self._kind, edge.start, edge.stop)
            if left + right > 2 and left and right:
                again = CHANTED if self._after_one_said_twice(edge.start) else DELIMITED[edge.length]
                bits = min(bits, again + 2.0 * (edge.copies - 2))
        if edge.length <= 4 and all("\u3041" <= char <= "\u30fe" for char in self._text[edge.start : edge.stop]):
            bits = min(bits, KANA)
        if HAN not in unit:  # a name that doubles (dori dori) does so again and again
            word = self._text[edge.start : edge.start + edge.length].casefold()
            first = self._words.setdefault(word, edge.start)
            if edge.start - first > edge.length * MAX_COPIES:
                bits = min(bits, zone_costs.SAID)
        elif edge.length >= zone_costs.PHRASE and MARK in unit and not self._passage.is_phrase(edge):
            bits += zone_costs.NO_PHRASE
        if self._passage.is_said(edge):
            again = zone_costs.PHRASE_AGAIN[edge.start in self._phrases]
            bits = min(bits, again + zone_costs.SAID_MORE * (edge.copies - 2))
            self._phrases.add(edge.stop)
        return bits

    def _after_one_said_twice(self, start: int) -> bool:
        """Whether a word said twice between two marks printed once stands right before ``start``."""
        return _SAID_TWICE.search(self._text[max(0, start - _CHANT_SEEN) : start]) is not None

    def _among_verse(self, edge: Edge) -> bool:
        """Whether the lines before and behind the line of a unit are verse, which says a phrase twice in one line."""
        before = self._text[max(0, edge.start - _VERSE_SEEN) : edge.start].rstrip().rpartition("\n")[2]
        after = self._text[edge.end : edge.end + _VERSE_SEEN].lstrip().partition("\n")[0]
        return is_verse(before) and is_verse(after)

    def _said_apart(self, edge: Edge) -> float:
        """What honest text pays for copies that do not stand side by side."""
        unit = self._kind[edge.start : edge.start + edge.length].replace(SPACE, "").replace(END, "")
        if edge.tight:  # some of the copies stand side by side: prose has to say them so
            once = natural_repeat(unit, edge.tight + 1, whole_line=False) if len(unit) > 1 else 0.0
            apart = edge.copies - edge.tight
            if apart < 2:
                return once
            shape = self._passage.shape(edge)
            if edge.gap == STACKED and shape in (INDEX, CELL) and edge.copies == 3:
                once = min(once, zone_costs.SAID_TIGHT)
            return once + natural_apart(unit, apart, shape)
        text = self._text[edge.start : edge.start + edge.length]
        if self._passage.is_block(edge):
            return natural_block(text.split("\n"), edge.copies)
        return self._said_below(unit, edge)

    def _said_below(self, unit: str, edge: Edge) -> float:
        """The same for a unit in one line whose copies all stand apart. Natural repeats come in rows: what stands above
        tells whether this one is the first."""
        shape = self._passage.shape(edge)
        if shape == CELL and is_form(self._text[edge.start : edge.start + edge.length]):
            return FORM_LINE
        bits = natural_apart(unit, edge.copies, shape)
        if edge.gap == SPACED and shape in (LINK, REFRAIN) and unit.count(HAN) > 2:
            bits += SPACED_TAIL + long_unit(len(unit))
        unfinished = self._passage.unfinished(edge)
        bits = bits + unfinished if unfinished else self._in_a_row(bits, unit, edge, shape)
        lone = (
            2 < edge.copies <= MOST_FRAMED and shape in (CELL, REFRAIN) and HAN in unit and not self._shout(unit, edge)
        )
        if lone and self._framed(edge):
            bits += FRAMED * (edge.copies - 1)
        if HAN in unit and MARK in unit and len(unit) >= zone_costs.PHRASE and not self._passage.is_phrase(edge):
            bits += zone_costs.NO_PHRASE
        return bits

    def _in_a_row(self, bits: float, unit: str, edge: Edge, shape: int) -> float:
        """At most the bits of what repeats as its neighbours do."""
        if shape in (LINK, REFRAIN) and self._goes_on(edge):
            bits = min(bits, zone_costs.CHAINED * (edge.copies - 1))
        if (
            edge.copies == 2
            and len(unit) < zone_costs.CALL
            and {HAN, MARK} <= set(unit)
            and self._passage.is_phrase(edge)
        ):
            bits = min(bits, zone_costs.CALLED)  # 由得佢啦，⏎由得佢啦，
        bits = min(bits, zone_costs.GROWN) if shape == INDEX and self._grown(edge.start) else bits
        if shape == INDEX and edge.copies == 2 and self._two_before(edge.start, str.startswith):
            bits = min(bits, zone_costs.TITLES)
        if shape == CELL and edge.copies == 2 and is_option(self._text[edge.start : edge.end].lstrip()):
            bits = min(bits, OPTION_AGAIN)
        if shape == CELL and len(unit) <= zone_costs.CALL and self._two_before(edge.start, str.__eq__):
            bits = min(bits, zone_costs.TWINS * (edge.copies - 1))
        return bits

    def _shout(self, unit: str, edge: Edge) -> bool:
        """Whether a unit is a short sentence of its own, which people say again and again."""
        return len(unit) <= zone_costs.CALL and self._text[edge.start + edge.length - 1] in SENTENCE_ENDS

    def _two_before(self, start: int, alike: Callable[[str, str], bool]) -> bool:
        """Whether the two lines before the line of ``start`` are ``alike``. Short lines that stand twice, as those of
        songs and columns of cells do, come in rows, and so do titles that their texts begin with."""
        head = max(0, start - 6 * zone_costs.CALL)
        before = [line.strip() for line in self._text[head:start].split("\n") if line.strip()]
        return len(before) > 1 and alike(before[-1], before[-2])

    def _grown(self, start: int) -> bool:
        """Whether the line of ``start`` begins with all of the line before it."""
        before = self._text[max(0, start - _LONGEST_LINK) : start].strip().rpartition("\n")[2].strip()
        return bool(before) and self._text.startswith(before, start)

    def _framed(self, edge: Edge) -> bool:
        """Whether the lines before the first copy and after the last one are prose, or there is but one of them."""
        head = self._text.rfind("\n", 0, edge.start) + 1
        if self._text[head : edge.start].strip() and not _NUMBER.fullmatch(self._text[head : edge.start]):
            return False
        before = self._text[max(0, head - PROSE_SEEN) : head].rstrip()
        after = self._text[edge.end : edge.end + PROSE_SEEN].lstrip()
        lines = before[before.rfind("\n") + 1 :], after.partition("\n")[0]
        return any(lines) and all(map(is_prose, lines))

    def _goes_on(self, edge: Edge) -> bool:
        """Whether the line of a unit begins with the end of the line before it, and then says something of its own:
        北京—上海⏎上海—广州⏎广州—深圳 goes from link to link. A space alone says nothing that is printed three times."""
        start = edge.start
        head = self._text.rfind("\n", 0, start) + 1
        before = self._text[max(0, head - 2 * _LONGEST_LINK) : head].rstrip()[-_LONGEST_LINK:] if head else ""
        own = self._text[head:start].lstrip()
        for size in range(min(len(before), len(own), _LONGEST_LINK), 0, -1):
            if before.endswith(own[:size]):
                rest = set(kinds(own[size:]))
                return bool(rest - {MARK, SPACE}) or (rest == {SPACE} and edge.copies == 2)
        return False


_NUMBER = re.compile(r"\s*[(（\[]?(?:[0-9０-９.．]{1,5}|[一二三四五六七八九十]{1,3}|[A-Za-z①-⑳•●■◆·])[)）\].．、]?\s*")
