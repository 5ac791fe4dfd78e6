"""Lines that lead from one to the next and leave nothing over: 4.1⏎4.1 势流⏎势流.

Routes and games go from link to link as well (北京 上海⏎上海 广州⏎广州 深圳), but their first and last lines have a
word of their own, and their links are words. Here the first line is the beginning of the second one and nothing else,
the last one begins with the end of the one before, each between is made of what it shares with its neighbours, and the
runs are of different classes, as those of fonts are: all of it was printed twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from cntextfix.chinese.characters import HAN, kinds

LED_OVER = 4.0
"""Bits for each run of such lines. Of 391,930 lines in 756 real texts nine are so (a number and a heading, a bracket
and a word), all of them overprint; where Chinese stands beside Chinese 15 are by nature, in a list of pairs of
names."""
_FEWEST = 2
"""Runs, at least. By definition."""
_MOST = 64
"""Lines that are followed, at most. Chosen."""


def second_copies(lines: Sequence[str]) -> dict[int, int]:
    """Where the first copy of each run begins in the lines put together, and where the second one does.

    >>> second_copies(["4.1", "4.1 势流", "势流 4.2", "4.2"]), second_copies(["北京 上海", "上海 广州", "广州 深圳"])
    ({0: 4, 8: 11, 14: 18}, {})
    """
    keys = ["".join(line.split()) for line in lines]
    heads = [0, *accumulate(len(line) + 1 for line in lines)]
    out: dict[int, int] = {}
    n = 0
    while n + 2 < len(keys):
        found = _from(keys, n)
        for line, size in found:
            below = lines[line + 1]
            out[heads[line] + _place(lines[line], size)] = heads[line + 1] + len(below) - len(below.lstrip())
        n += max(1, len(found))
    return out


def _place(line: str, size: int) -> int:
    """Where the character stands in a line that has ``size`` before it, white space apart."""
    return [n for n, char in enumerate(line) if not char.isspace()][size]


def _from(keys: Sequence[str], first: int) -> list[tuple[int, int]]:
    """The runs of the lines that begin with line ``first``: in which line the first copy of each stands, and behind how
    many characters."""
    found = [(first, 0)]
    run = keys[first]
    han = HAN in kinds(run)
    for n in range(first + 1, min(len(keys), first + _MOST)):
        if keys[n] == run:
            break
        rest = keys[n][len(run) :] if keys[n].startswith(run) else ""
        if not rest or kinds(run[-1]) == kinds(rest[0]):
            found.pop()
            break
        found.append((n, len(run)))
        run = rest
        han = han or HAN in kinds(run)
    else:
        found.pop()
    return found if han and len(found) >= _FEWEST else []
