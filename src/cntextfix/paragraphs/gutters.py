"""Columns side by side: lines with a gap at one place are halves of two texts, and none of them goes on below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cntextfix.chinese.characters import width

_TWO_SCRIPTS = re.compile(
    r"[^A-Za-z]*[\u3400-\u9fff][^A-Za-z]{4,}[ \t\u3000]+(?:[\x21-\x7e‘’“”–—]+(?:[ \t]+|$)){3,}"
    r"|[\x20-\x7e‘’“”–—]*[a-z]{2,} [\x20-\x7e‘’“”–—]*[ \t\u3000]+[^A-Za-z]{0,4}[\u3400-\u9fff][^A-Za-z]{5,}"
)
"""A line that is Chinese up to a space, and words of an alphabet from there on, or the other way round."""
_LATIN, _HAN = re.compile("[a-z]{2,} .*[a-z]{2,}"), re.compile("[\u3400-\u9fff]")
_LONGEST = 200
"""Characters of a line that is looked at for two scripts, at the most: no printed line is longer. Chosen."""
_CHINESE = "[\u2014\u2018-\u201d\u2026\u2e80-\u9fff\uff00-\uffee]"
_GAP = re.compile(rf"(?<=\S)(?:[ \t\u3000]{{2,}}|[\t\u3000]|(?<={_CHINESE}) (?={_CHINESE}))(?=\S)")
_FEWEST = 3
"""Lines with a gap at one place, one after the other, that show a gutter: by chance two in a row happen. Chosen."""
_NEAR = 2
"""Half-width columns by which the place may differ: marks are squeezed, and letters have widths of their own.
Chosen."""
_NARROWEST = 10
"""Half-width columns of a column of text, at the least: before a narrower gap stands the number of an item. Chosen."""
_MOST = 3
"""Gaps in a line, beyond which it is set wide, or has lost its line ends; of single spaces more than one say so.
Chosen."""


def gutter_ends(texts: Sequence[str]) -> list[bool]:
    """For each line but the last, whether it ends for sure: it or the next is cut by the gutter between two columns.

    >>> gutter_ends(["老梁家住渡口边 入夏以来溪水", "上的石屋里推开 涨了半尺进山避", "窗户望得见江水 暑的游客一天比"])
    [True, True]
    """
    places = [_places(text) for text in texts]
    cut = _runs([_meet(one, other) for one, other in pairwise(places)])
    two = [len(text) <= _LONGEST and _has_two_scripts(text) for text in texts]
    if sum(two) >= _FEWEST:
        for n, woven in enumerate(_runs([one and other for one, other in pairwise(two)])):
            cut[n] = cut[n] or woven
        for order in (range(1, len(texts)), range(len(texts) - 2, -1, -1)):  # what goes on above or below in one script
            for n in order:
                beside = n - 1 if order.step > 0 else n + 1
                cut[n] = cut[n] or (cut[beside] and (two[n] or _is_latin(texts[n])))
    return [one or other for one, other in pairwise(cut)]


def _has_two_scripts(text: str) -> bool:
    text = text.strip()
    return _has_space(text) and _TWO_SCRIPTS.fullmatch(text) is not None


def _has_space(text: str) -> bool:
    return " " in text or "\t" in text or "\u3000" in text


def _is_latin(text: str) -> bool:
    """Whether a line has words of an alphabet and no Han character."""
    return len(text) <= _LONGEST and _LATIN.search(text) is not None and not _HAN.search(text)


def _runs(near: Sequence[bool]) -> list[bool]:
    """For each line, whether it is one of several, one after the other; ``near`` says which go with the next."""
    cut = [False] * (len(near) + 1)
    start = 0
    for n in range(len(cut)):
        if n < len(near) and near[n]:
            continue
        if n + 1 - start >= _FEWEST:
            cut[start : n + 1] = [True] * (n + 1 - start)
        start = n + 1
    return cut


def _places(text: str) -> list[tuple[int, int]]:
    """Where the gaps of a line start and stop, in half-width columns."""
    if not _has_space(text):
        return []
    found = list(_GAP.finditer(text))
    if len(found) > (_MOST if any(len(gap[0]) > 1 or gap[0] == "\t" for gap in found) else 1):
        return []
    places = [(width(text[: gap.start()]), width(text[: gap.end()])) for gap in found]
    lead = width(text) - width(text.lstrip())
    return [place for place in places if place[0] - lead >= _NARROWEST]


def _meet(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> bool:
    """Whether both have a gap at one place, by where it stops or, before a tab, by where it starts."""
    return any(min(abs(a[0] - b[0]), abs(a[1] - b[1])) <= _NEAR for a in one for b in other)
