"""Entries of a bibliography: what stands between [4] and [5] is part of [4], whatever its lines stop with.

Their lines are ragged (addresses and words of an alphabet are not cut) and stop with full stops of abbreviations, so
that widths and marks tell little; the numbers tell all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cntextfix.chinese.characters import width

_ENTRY = re.compile(r"\s*[\[［](\d{1,3})[\]］]\s*\S")
_FEWEST = 3
"""Entries in a row that make a bibliography, at the least. Chosen."""
_MOST_LINES = 4
"""Lines of an entry, at the most. Chosen."""
_FULL = 0.7
"""Share of the widest line of the entries that a line has which goes on, at the least. Chosen."""
_NOT_PART = re.compile(r"\s*(?:\S{1,4}|[\W\d]*|第.{1,8}[章节節页頁].*|.*[.．·…]{4,}.*)\s*$")
"""A folio, a head or an entry of the contents, between two entries."""
_OWN = re.compile(r"\s*(?:[A-HＡ-Ｈ][.．、)）]|[-•·]|[\[［](?![A-Z](?:/OL)?[\]］]))")
"""How a line of its own begins: an option, an item, a tag."""
_ENDED = frozenset("。？！?!")
"""What no entry goes on after."""
_CITED = re.compile(r"[\[［][A-Z](?:/OL)?[\]］]|(?:19|20)\d\d")
"""What each entry has: the kind of the work, or its year. Questions, logs and menus are numbered so, too."""
_CUT = frozenset("-–—,，:：/")
"""What a line stops with that even a number goes on after."""


def entry_ends(texts: Sequence[str], real: Sequence[bool]) -> set[int]:
    """The line ends inside entries; ``real`` says which ones are known to be none.

    >>> lines = ["[1] 林远舟. 渡口旧事[J]. 青螺渡学", "报, 2010(3).", "[2] 周敏. 江水[M].", "[3] 陈柯. 石屋[M]."]
    >>> entry_ends(lines, [False] * 3)
    {0}
    """
    starts = [(n, int(match[1])) for n, text in enumerate(texts) if (match := _ENTRY.match(text))]
    out: set[int] = set()
    for run in _runs(starts):
        if not all(_CITED.search("".join(texts[one:other])) for one, other in pairwise(run)):
            continue
        lines = [texts[n].strip() for n in range(run[0], run[-1])]
        widest = max(map(width, lines))
        for one, other in pairwise(run):
            inside = range(one, other - 1)
            if 0 < len(inside) < _MOST_LINES and all(_goes_on(texts, n, widest) and not real[n] for n in inside):
                out.update(inside)
    return out


def _goes_on(texts: Sequence[str], n: int, widest: int) -> bool:
    """Whether a line of an entry can go on in the next one."""
    one, other = texts[n].strip(), texts[n + 1].strip()
    if one[-1:] in _ENDED or _OWN.match(other):
        return False
    return width(one) >= _FULL * widest and (one[-1:] in _CUT or not _NOT_PART.match(other))


def _runs(starts: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The lines where entries begin whose numbers follow each other."""
    out: list[list[int]] = []
    last = -1
    for n, number in starts:
        if out and number == last + 1:
            out[-1].append(n)
        else:
            out.append([n])
        last = number
    return [run for run in out if len(run) >= _FEWEST]
