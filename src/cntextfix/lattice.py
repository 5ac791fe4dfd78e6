"""Every way in which a stretch of one line can be read as a unit printed several times: the edges of the lattice
through which the decoder looks for its path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cntextfix import squares
from cntextfix.chars import SPACE

MAX_COPIES, MOST_SAID = 8, 3
"""The most copies of a unit; and how often prose says a word in a row that stands there more often than that."""


class Edge(NamedTuple):
    """``length`` characters from ``start`` on, printed ``copies`` times up to ``stop``; with ``gap`` 1 a stray space
    stands before the last copy."""

    start: int
    length: int
    copies: int
    gap: int
    stop: int


def edges(line: str, kind: str) -> Iterator[Edge]:
    """All edges of a line whose characters have the classes ``kind``.

    A unit does not begin or end with a space, for the space between two words belongs to neither; and an indent is not
    a space printed twice.
    """
    head = len(line) - len(line.lstrip())
    for edge in (*_tandem(line), *_gapped(line)):
        ends = kind[edge.start], kind[edge.start + edge.length - 1]
        if SPACE not in ends or (edge.length == 1 and edge.start >= head):
            yield edge


def _tandem(line: str) -> Iterator[Edge]:
    for run in squares.runs(line):
        size = run.lag
        times, rest = divmod(run.stop - run.start, size)
        fills = times > MAX_COPIES and size > 1
        for stop in range(run.start + 2 * size, run.start if fills else run.stop + 1):
            for copies in range(2, min((stop - run.start) // size, MAX_COPIES) + 1):
                yield Edge(stop - copies * size, size, copies, 0, stop)
        for copies in range(2, MAX_COPIES + 1):
            said = times // copies
            if not rest and said > 1 and times % copies == 0 and (said <= MOST_SAID or not fills):
                yield Edge(run.start, size * said, copies, 0, run.stop)  # 22222222 may be 2222 printed twice


def _gapped(line: str) -> Iterator[Edge]:
    for at, char in enumerate(line):
        if char in " \u3000":
            for size in range(1, min(at, len(line) - at - 1, squares.NEAR) + 1):
                if line[at - size] == char:
                    break
                if line[at - 1] == line[at + size] and line[at - size : at] == line[at + 1 : at + 1 + size]:
                    yield from _around(line, at, size)


def _around(line: str, at: int, size: int) -> Iterator[Edge]:
    """The copies of the ``size`` characters before the space at ``at``, one of which stands after it."""
    stop = at + 1 + size
    if size > 1:
        yield Edge(at - size, size, 2, 1, stop)
    unit = line[at - size : at]
    for copies in range(3, MAX_COPIES + 1):
        start = at - (copies - 1) * size
        if start < 0 or line[start : start + size] != unit:
            return
        yield Edge(start, size, copies, 1, stop)


def filler(unit: str, copies: int) -> bool:
    """Whether a unit is a word of its own said again and again (不错不错… twenty times over): within a zone it may be
    a word said twice and overprinted, but it is no reason to begin one."""
    size = (unit + unit).find(unit, 1)
    return 1 < size < len(unit) and len(unit) // size * copies > MAX_COPIES
