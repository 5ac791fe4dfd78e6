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
from cntextfix.path import INSIDE, Found, Path
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


_SHORT = re.compile(r"(\S.{0,2}?)\1+")
_FLAG, _FLAG_AT_HEAD, _FLAG_WITHOUT_HAN = 12.0, 7.0, 20.0
"""Bits of repetition in one place from which a line is decoded: no zone with less has bits enough to be shown, not even
with the help of strong zones elsewhere."""


def _flagged(line: str) -> bool:
    """Whether a line holds more repetition in one place than prose has."""
    return _pairs(line) or (_recurs(line) and _long(line))


def _pairs(line: str) -> bool:
    """Whether short units stand so close together that they may be a zone."""
    score, han, at_head = 0.0, False, False
    at = -1
    for match in _SHORT.finditer(line):
        start, unit = match.start(), match.group(1)
        kind = kinds(unit)
        if start != at and score:
            between = kinds(line[at:start])
            score = max(0.0, score - 4.0 * between.count(HAN) - (0.0 if han else 2.0 * len(between)))
        if not score:
            han, at_head = False, not line[:start].strip()
        if len(unit) > 1:
            score += natural_repeat(kind, 2, False)
        else:
            score += PAIR_AFTER_PAIR if start == at else PAIRED[kind]
        han = han or HAN in kind
        if score >= ((_FLAG_AT_HEAD if at_head else _FLAG) if han else _FLAG_WITHOUT_HAN):
            return True
        at = match.end()
    return False


def _recurs(line: str) -> bool:
    """Whether any four characters stand in a line twice: at C speed, and true of few lines."""
    size = len(line) - 3
    return len(set(zip(line, line[1:], line[2:], line[3:], strict=False))) < size


def _long(line: str) -> bool:
    """Whether a unit of four characters or more, Han among them, is printed twice in a row."""
    last: dict[tuple[str, ...], int] = {}
    for at, four in enumerate(zip(line, line[1:], line[2:], line[3:], strict=False)):
        before = last.get(four, -squares.FAR)
        size = at - before
        if 4 <= size <= squares.NEAR and _doubled(line, at, size):
            return True
        last[four] = at
    return len(line) > 2 * squares.NEAR and squares.far(line)


def _doubled(line: str, at: int, size: int) -> bool:
    """Whether the four characters that stand at ``at`` and ``size`` before belong to a unit of that size."""
    for _ in range(size):
        if at <= size or line[at - 1] != line[at - 1 - size]:
            break
        at -= 1
    unit = line[at - size : at]
    return line[at : at + size] == unit and HAN in kinds(unit)


def decode(lines: Sequence[str], prior: Prior | None = None) -> list[Zone]:
    """All zones in these lines whose evidence is above nothing, in order; line numbers count from 0."""
    prior = prior or Prior()
    zones: list[Zone] = []
    full = [n for n, line in enumerate(lines) if line.strip()]
    for first, stop in _windows([_flagged(lines[n]) for n in full]):
        path = Path(lines[full[first] : full[stop - 1] + 1], prior)
        zones += [_zone(found, lines, full[first], path.kind) for found in _joined(path)]
    return zones


def _joined(path: Path) -> list[Found]:
    """The zones on a path in order; those that stand end to end are one, and have their evidence together."""
    out: list[Found] = []
    for found in reversed(list(path.found())):
        last = out[-1] if out else None
        if last and last.copies == found.copies and not path.text[last.units[-1].stop : found.units[0].start].strip():
            last.units.extend(found.units)
            out[-1] = Found(last.key | found.inside << INSIDE, last.evidence + found.evidence, last.units)
        else:
            out.append(found)
    return out


def _windows(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Stretches of lines worth decoding: the flagged ones with their neighbours (a zone may end in `程程`)."""
    first, stop = 0, 0
    for n, flag in enumerate(flags):
        if not flag:
            continue
        if n - 1 > stop:
            if stop:
                yield first, stop
            first = n - 1
        stop = min(n + 2, len(flags))
        first = max(first, 0)
    if stop:
        yield first, stop


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
