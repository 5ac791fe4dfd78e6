"""The overprint decoder: units, copies, zones and their evidence, from lines of text alone.

A page is read as the cheapest path through two kinds of state. In *plain* state a character costs its usual
information, and repeating what was just said costs what prose pays for it (``costs``). In an *overprinted* state
(so many copies; this class of characters overprinted, that one not) a unit printed n times costs one copy. Entering and
leaving a zone costs evidence, and so does a character of an overprinted class that is printed once (``tolls``). Line
ends are free, but no unit goes over one. The difference in cost to the best path without the zone is its evidence.

Read on in ``squares`` (what repeats), ``lattice`` (the units it can be), ``path`` (the search).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cntextfix import squares
from cntextfix.chars import HAN, kinds
from cntextfix.costs import PAIR_AFTER_PAIR, PAIRED, natural_repeat
from cntextfix.lattice import MAX_COPIES
from cntextfix.path import Found, Path
from cntextfix.tolls import CLASSES, Prior

__all__ = ["MAX_COPIES", "STRONG", "Prior", "Unit", "Zone", "decode", "suspicious"]

STRONG = 20.0
"""Bits from which a zone stands up alone and strengthens weaker ones elsewhere in the document."""


class Unit(NamedTuple):
    """``length`` characters from ``start`` of line ``line`` on, printed ``copies`` times in a row; with ``gap`` a
    stray space stands before the last copy."""

    line: int
    start: int
    length: int
    copies: int
    gap: int

    @property
    def surplus(self) -> tuple[int, int]:
        """The characters ``[start, stop)`` that are copies."""
        return self.start + self.length, self.start + self.length * self.copies + self.gap


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch in which everything (of some classes) is overprinted: ``copies``, the ``units`` in order, the bits of
    ``evidence``, and ``coverage``, the share of the characters of the overprinted classes that units cover."""

    copies: int
    units: tuple[Unit, ...]
    evidence: float
    coverage: float


def suspicious(lines: Sequence[str]) -> bool:
    """Whether decoding these lines can find anything; at C speed but for the lines that repeat themselves."""
    return any(map(_flagged, lines))


_SQUARE = re.compile(r"(\S.{0,39}?)\1+")
_FLAG = 9.0
"""Bits of repetition in one place from which a line is decoded: more than a single pair of characters has."""


def _flagged(line: str) -> bool:
    """Whether a line holds more repetition in one place than a single pair of characters."""
    best = score = 0.0
    at = -1
    for match in _SQUARE.finditer(line):
        unit = match.group(1)
        kind = kinds(unit)
        if at >= 0 and match.start() > at:
            score = max(0.0, score - 4.0 * kinds(line[at : match.start()]).count(HAN))
        if len(unit) == 1:
            score += PAIR_AFTER_PAIR if match.start() == at else PAIRED[kind]
        else:
            score += natural_repeat(kind, 2, False)
        best = max(best, score)
        at = match.end()
    return best >= _FLAG or (len(line) > 2 * squares.NEAR and squares.far(line))


def decode(lines: Sequence[str], prior: Prior | None = None) -> list[Zone]:
    """All zones in these lines whose evidence is above nothing, in order; line numbers count from 0."""
    prior = prior or Prior()
    zones: list[Zone] = []
    for first, stop in _windows([_flagged(line) for line in lines]):
        path = Path(lines[first:stop], prior)
        zones += [_zone(found, lines, first, path.kind) for found in path.found()][::-1]
    return zones


def _windows(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Stretches of lines worth decoding: the flagged ones with their neighbours (a zone may end in `程程`)."""
    first, stop = -1, -1
    for n, flag in enumerate(flags):
        if not flag:
            continue
        if first >= 0 and n - 2 <= stop:
            stop = n + 2
            continue
        if first >= 0:
            yield first, min(stop, len(flags))
        first, stop = max(0, n - 1), n + 2
    if first >= 0:
        yield first, min(stop, len(flags))


def _zone(found: Found, lines: Sequence[str], line: int, kind: str) -> Zone:
    """A zone as callers know it, from one on the path through a window that begins with line number ``line``."""
    inside = [k for n, k in enumerate(CLASSES) if found.inside >> n & 1]
    wanted = kind[found.units[0].start : found.units[-1].stop]
    covered = "".join(kind[unit.start : unit.stop] for unit in found.units)
    share = sum(map(covered.count, inside)) / max(1, sum(map(wanted.count, inside)))
    head = 0
    out: list[Unit] = []
    for edge in found.units:
        while head + len(lines[line]) < edge.start:
            head += len(lines[line]) + 1
            line += 1
        out.append(Unit(line, edge.start - head, edge.length, edge.copies, edge.gap))
    return Zone(found.copies, tuple(out), found.evidence, share)
