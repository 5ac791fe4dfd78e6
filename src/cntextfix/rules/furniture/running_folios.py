"""Page numbers inside a text that has lost its page breaks: lone figures that count on, a page of lines apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from cntextfix.chinese.characters import CLOSERS, SENTENCE_ENDS
from cntextfix.language import reads_on

_NUMBER = re.compile(r"\s*\d{1,4}\s*", re.ASCII)
_NAMED = re.compile(
    r"\s*第\s?(\d{1,4})\s?[页頁](?:\s?[，,]?\s?共\s?\d{1,4}\s?[页頁])?\s*|\s*([-—–])\s?(\d{1,4})\s?\2\s*", re.ASCII
)
"""A page number that says so, or that stands between dashes."""
_FEWEST_NAMED = 3
"""Such numbers, at the least. Chosen."""
_NEAREST = 8
"""Lines between two of them, at the least. Chosen: rows of a contents list are nearer."""
_SHORT_PAGES = 6
"""One page of so many may be shorter: the last of a table of contents. Chosen."""
_FEWEST = 5
"""Page numbers, at the least. Chosen."""
_SHORTEST = 15.0
"""Lines of a page, by the median. Chosen: sonnets with numbers have 15, and stop at line ends."""
_LIKE = 0.25
"""The share of the median by which most pages differ from it at most. Chosen."""
_LONGEST = 1.6
"""How much longer than the median a page is, at the most: some have figures in place of lines, none has more lines.
Chosen."""
_ON = 6.0
"""Bits of all that reads on over the numbers, at the least. Chosen: twelve pages of a real course have 15."""
_WIDEST = 16
"""Characters of a line that is looked at. Chosen."""


def running_folios(texts: Sequence[str]) -> list[int]:
    """The numbers of the lines of a page, none of them blank, that are such; all of them, or none.

    Numbers that are said to be of so many pages (第 3 页 共 5 页) have to count on. Such as only say what they are (-
    3 -, 第 3 页) have to stand where no sentence ends, too, as often as not: articles of the web head their sections
    so, and scripts their pictures. Of bare numbers all that are a line have to count on by one, pages have to be of
    about one length, and sentences have to go on over some of them: sections, items and rows with numbers on lines of
    their own do not do that.
    """
    return sorted({*_named(texts), *_bare(texts)})


def _named(texts: Sequence[str]) -> list[int]:
    found = [(n, match) for n, text in enumerate(texts) if len(text) <= _WIDEST and (match := _NAMED.fullmatch(text))]
    numbers = [int(match[1] or match[3]) for _, match in found]
    counts = all(one < other for one, other in pairwise(numbers)) and len({match[2] for _, match in found}) == 1
    near = sum(other - one < _NEAREST for (one, _), (other, _) in pairwise(found))
    apart = near <= len(found) // _SHORT_PAGES
    places = [n for n, _ in found]
    if len(found) < _FEWEST_NAMED or not counts or not apart:
        return []
    return places if all("共" in texts[n] for n in places) or _interrupt(texts, places) else []


def _interrupt(texts: Sequence[str], places: Sequence[int]) -> bool:
    """Whether sentences end in a text, but seldom above these lines."""
    heads = [n for n in places if n > 0 and _ends(texts[n - 1])]
    inside = sum(n > 0 for n in places)
    return 2 * len(heads) <= inside and sum(map(_ends, texts)) - len(heads) >= len(places)


def _ends(text: str) -> bool:
    return text.rstrip()[-1] in SENTENCE_ENDS | CLOSERS


def _bare(texts: Sequence[str]) -> list[int]:
    places = [n for n, text in enumerate(texts) if len(text) <= _WIDEST and _NUMBER.fullmatch(text)]
    if len(places) < _FEWEST or any(int(texts[two]) - int(texts[one]) != 1 for one, two in pairwise(places)):
        return []
    sizes = [other - one for one, other in pairwise(places)]
    usual = median(sizes)
    like = sum(abs(size - usual) <= _LIKE * usual for size in sizes)
    if usual < _SHORTEST or max(sizes) > _LONGEST * usual or 2 * like < len(sizes):
        return []
    return places if sum(_bits(texts, n) for n in places) >= _ON else []


def _bits(texts: Sequence[str], n: int) -> float:
    """Bits for a sentence going on over line ``n``; nothing where one ends."""
    if not 0 < n < len(texts) - 1 or _ends(texts[n - 1]):
        return 0.0
    return reads_on(texts[n - 1], texts[n + 1])
