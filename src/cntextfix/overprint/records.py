"""Whether a page is made of records: a log, or the same few lines again and again, all over it, and no sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARK = re.compile("[，。、；：！？,.;:!?]")
_TIME = re.compile(r"\W{0,2}(?:\d{2,4}[-/.]\d{1,2}[-/.]\d{1,4}[ T])?\d{1,2}:\d{2}(?::\d{2})?\b")
_FEWEST_TIMES = 5
"""Lines of a log, at the least. Chosen."""
_TIMES = 0.5
"""Share of its lines that begin with a time, at the least. Chosen."""
_FEWEST = 60
"""Lines of a page of other records, at the least. Chosen."""
_FAR = 30
"""Lines between two that say the same, at the least, for their being no copies of each other. Chosen."""
_SHARE = 0.6
"""Share of the lines that stand again so far off, at the least. In a list of who meets whom in a novel, the only
such of 610 real texts, 0.75 do; in eight other pages without marks 0.07 at the most."""


def are_records(texts: Sequence[str]) -> bool:
    """Whether these lines are records.

    >>> are_records(["22:09:01 >>> 输出数据头到结果文件"] * 8)
    True
    >>> are_records(["虚竹 段誉", "段誉", "虚竹"] * 40), are_records(["虚竹 段誉", "段誉", "虚竹"])
    (True, False)
    """
    lines = [line for text in texts if (line := text.strip())]
    times = sum(_TIME.match(line) is not None for line in lines)
    if times >= _FEWEST_TIMES and times >= _TIMES * len(lines):
        return True
    if len(lines) < _FEWEST or any(map(_MARK.search, lines)):
        return False
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for n, line in enumerate(lines):
        first.setdefault(line, n)
        last[line] = n
    far = sum(max(n - first[line], last[line] - n) >= _FAR for n, line in enumerate(lines))
    return far >= _SHARE * len(lines)
