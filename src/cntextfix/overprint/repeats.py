"""Stretches printed again and again without a gap: the raw material of the overprint decoder."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

NEAR = 64
"""Longest unit found by walking back through recurrences, which costs up to this many steps a character. Chosen."""
FAR = 4096
"""Longest unit found by its anchors; a whole line printed several times over is found at any length. Chosen."""
_ANCHOR = 16
"""Characters of an anchor: a stretch that stands again is looked up by so many. Chosen."""
_MOST_COPIES = 32
"""A stretch with more copies than 8 overprints of 1111 is a leader or a filler, not an overprinted unit."""


class Repetition(NamedTuple):
    """A maximal stretch ``[start, stop)`` with period ``lag``, at least two copies long."""

    start: int
    stop: int
    lag: int


def runs(line: str) -> Sequence[Repetition]:
    """All primitive runs in one line, with lags up to NEAR, and those up to FAR that an anchor finds.

    Linear: each character looks back at no more than NEAR places, and at one when it stands in a long run.
    """
    return (_runs if len(line) > _REMEMBERED else _remembered)(line)


def _runs(line: str) -> tuple[Repetition, ...]:
    found = _near(line)
    if len(line) > 2 * NEAR:
        found += _far(line)
    return tuple(_primitive(found))


_REMEMBERED = 1000
"""Characters of a line, at the most, that is remembered: lines are decoded with more than one prior. Chosen."""
_remembered = lru_cache(maxsize=256)(_runs)


def _near(line: str) -> list[Repetition]:
    places: dict[str, list[int]] = {}
    last = [-9] * (NEAR + 1)
    count = [0] * (NEAR + 1)
    begun: dict[int, int] = {}  # runs under way: lag -> start
    found: list[Repetition] = []
    for i, char in enumerate(line):
        if begun:
            for lag in [lag for lag in begun if line[i - lag] != char]:
                found.append(Repetition(begun.pop(lag), i, lag))
        before = places.get(char)
        if before is None:
            places[char] = [i]
            continue
        for j in reversed(before):
            lag = i - j
            if lag > NEAR:
                break
            count[lag] = count[lag] + 1 if last[lag] == i - 1 else 1
            last[lag] = i
            if count[lag] == lag:
                begun[lag] = i + 1 - 2 * lag
            if count[lag] >= 2 * NEAR:
                break  # all longer lags here are multiples of this one, or end with it
        before.append(i)
        if len(before) > 4 * NEAR:
            del before[: 2 * NEAR]
    found += [Repetition(start, len(line), lag) for lag, start in begun.items()]
    return found


def _far(line: str) -> list[Repetition]:
    """Runs with long lags: every ANCHOR-th place is looked for a second time, at C speed, no further than FAR."""
    found: list[Repetition] = []
    done = 0
    for at in range(0, len(line) - NEAR - _ANCHOR, _ANCHOR):
        if at < done:
            continue
        anchor = line[at : at + _ANCHOR]
        again = line.find(anchor, at + NEAR + 1, at + FAR + _ANCHOR)
        if again < 0:
            continue
        lag = again - at
        run = _grown(line, at, lag)
        if run.stop - run.start >= 2 * lag:
            found.append(run)
        done = run.stop - lag
    whole = (line + line).find(line, 1) if len(line) > 2 * FAR else len(line)
    if whole < len(line):
        found.append(Repetition(0, len(line), whole))
    return found


def _grown(line: str, at: int, lag: int) -> Repetition:
    start, stop = at, at + lag
    while start > 0 and at - start < lag and line[start - 1] == line[start - 1 + lag]:
        start -= 1
    while stop < len(line) and line[stop] == line[stop - lag]:
        stop += 1
    return Repetition(start, stop, lag)


def _primitive(found: list[Repetition]) -> list[Repetition]:
    """Without runs whose unit is itself made of copies (what they say, the shorter unit says), and without fillers."""
    found.sort(key=lambda run: (run.lag, run.start))
    by_lag: dict[int, list[Repetition]] = {}
    out: list[Repetition] = []
    for run in found:
        if _covered(run, by_lag):
            continue
        by_lag.setdefault(run.lag, []).append(run)
        if run.stop - run.start <= _MOST_COPIES * run.lag:
            out.append(run)
    return sorted(out, key=lambda run: run.start)


def _covered(run: Repetition, by_lag: dict[int, list[Repetition]]) -> bool:
    for lag, same in by_lag.items():
        if lag < run.lag and run.lag % lag == 0:
            at = bisect_right(same, run.start, key=lambda r: r.start) - 1
            if at >= 0 and same[at].stop >= run.stop:
                return True
    return False


def far(line: str) -> bool:
    """Whether a line holds a run with a long unit."""
    return bool(_far(line))
