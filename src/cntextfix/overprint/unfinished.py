"""What nobody says and then says again: a run of text that stops before it is done (《家新伴你⏎《家新伴你行》).

A title or a word of an index stands above the text that begins with it, but it does not end with an open bracket, a
comma or a colon. A closing bracket whose word stands there again before it was opened (「家新」⏎家新」將) is as odd.
"""

from __future__ import annotations

from cntextfix.chinese.brackets import unpaired
from cntextfix.chinese.characters import CLOSERS, OPENERS

_OPEN, HALF = 6.0, 4.0
"""Bits for a bracket that stays open, or is closed twice; and for a phrase that stops at a comma or colon though the
next line goes on. Of 342,504 lines (newspapers, encyclopaedia, law, verse, 5,695 modern poems, what three to seven
extractors gave of 90 real PDFs) some 120 begin with all of the line before or end as it does, overprint apart. No
bracket is so, and two lines of different poems stop at a comma; 32 lines that are so in those PDFs are copies."""
_HALF = frozenset("，、；：:﹕")
_SEEN = 60
"""Characters before and behind the copies in which brackets are looked at. Chosen."""


def bits(text: str, start: int, length: int, copies: int, end: int, *, whole: bool) -> float:
    """Bits, how much more often a unit is printed ``copies`` times than said so. ``start`` and ``length`` are the first
    copy's place in ``text``, ``end`` is where the last one ends; ``whole`` says that the first is a line of its own:
    at a line's end a call is said again on the next (笑著說：「由得佢啦，⏎由得佢啦，等咗八年)."""
    unit = text[start : start + length]
    if any(char in OPENERS or char in CLOSERS for char in unit):
        opened, closed = unpaired(unit)
        after = unpaired(text[end : end + _SEEN])[1]
        before = unpaired(text[max(0, start - _SEEN) : start])[0]
        if _lacks(opened, after, copies) or _lacks(closed, before, copies):
            return _OPEN
    rest = text[end : end + 1]
    return HALF if whole and copies == 2 and unit.rstrip()[-1] in _HALF and rest not in ("", "\n") else 0.0


def _lacks(mine: list[str], others: list[str], copies: int) -> bool:
    """Whether one copy's brackets have their partners there, but not those of all copies."""
    return any(others.count(mark) in range(mine.count(mark), copies * mine.count(mark)) for mark in set(mine))
