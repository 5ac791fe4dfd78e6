"""What nobody says and then says again: a run of text whose bracket stays open (《家新伴你⏎《家新伴你行》).

A title or a word of an index stands above the text that begins with it, but it does not end with an open bracket. A
closing bracket whose word stands there again before it was opened (「家新」⏎家新」將) is as odd. A line that stops at a
comma or colon proves nothing by itself, for songs, drills and glossaries have it in every other line
(天亮了，⏎天亮了，鸟儿叫); in a document that is overprinted elsewhere it is a copy.
"""

from __future__ import annotations

from itertools import pairwise

from cntextfix.chinese.brackets import unpaired
from cntextfix.chinese.characters import CLOSERS, DIGIT, HAN, LATIN, MARK, NO_HEADS, OPENERS, kinds

_OPEN = 6.0
"""Bits for a bracket that stays open, or is closed twice. Of 342,504 lines (newspapers, encyclopaedia, law, verse,
5,695 modern poems, what three to seven extractors gave of 90 real PDFs) some 120 begin with all of the line before or
end as it does, overprint apart. No bracket is so; the seven that are so in those PDFs are copies."""
_AT_MARK = 8.0
"""Bits for a line that stops at a mark, in a document that is overprinted elsewhere. Chosen. Of 832,854 lines
(the same kinds, text messages, 74 more publishers) 101 are so, six of them (verse, messages) in documents that are not.
"""
MARK_APART = 8.0
"""Bits for a last copy whose mark begins a line, while the others have it in theirs (明月亮，⏎明月亮⏎，照). Chosen. Of
1,298,582 lines (the same kinds, 112 more publishers) 34,564 begin with such a mark, and none so."""
_BEHIND_SPACE = 12.0
"""Bits for copies a space apart that begin with a mark which no word begins with (祝福 ，成為別人的祝福). Chosen. In 60
million characters of 3,695 real texts none do so, overprint apart."""
_FEWEST_BEHIND = 4
"""Characters of such a copy beside its mark, at least: （一斤，一半 ，一半筛末） stands in one of those texts.
Chosen."""
_SEEN = 60
"""Characters before and behind the copies in which brackets are looked at. Chosen."""


def bits(text: str, start: int, length: int, copies: int, end: int) -> float:
    """Bits, how much more often a unit is printed ``copies`` times than said so. ``start`` and ``length`` are the first
    copy's place in ``text``, ``end`` is where the last one ends."""
    unit = text[start : start + length]
    if not any(char in OPENERS or char in CLOSERS for char in unit):
        return 0.0
    opened, closed = unpaired(unit)
    after = unpaired(text[end : end + _SEEN])[1]
    before = unpaired(text[max(0, start - _SEEN) : start])[0]
    return _OPEN if _lacks(opened, after, copies) or _lacks(closed, before, copies) else 0.0


def _lacks(mine: list[str], others: list[str], copies: int) -> bool:
    """Whether one copy's brackets have their partners there, but not those of all copies."""
    return any(others.count(mark) in range(mine.count(mark), copies * mine.count(mark)) for mark in set(mine))


def head_bits(unit: str) -> float:
    """Bits for a line ``unit`` that stops at a mark, and with which the next line begins and goes on, in a document
    that is overprinted elsewhere. Titles and words of an index stop without one.

    >>> head_bits("股票代码："), head_bits("股票代码")
    (8.0, 0.0)
    """
    kind = kinds(unit)
    return _AT_MARK if kind[-1] == MARK and kind.count(HAN) > 1 else 0.0


def behind_space(text: str, start: int, length: int) -> float:
    """Bits for copies that stand a space apart, for beginning with a mark that stands behind no space elsewhere before
    them: some texts put one before every mark. ``start`` and ``length`` are the first copy's place in ``text``.

    >>> behind_space("別人的祝福，成為別人的祝福 ，成為別人的祝福", 5, 8), behind_space("成為 成為", 0, 2)
    (12.0, 0.0)
    >>> behind_space("跟我读 ，我的家在东北 ，我的家在东北", 4, 7)
    0.0
    """
    if text[start] not in NO_HEADS:
        return 0.0
    kind = kinds(text[start : start + length])
    before = text[max(0, start - _SEEN) : start + 1]
    spaced = any(one.isspace() and mark in NO_HEADS for one, mark in pairwise(before))
    return 0.0 if spaced or sum(map(kind.count, (HAN, DIGIT, LATIN))) < _FEWEST_BEHIND else _BEHIND_SPACE
