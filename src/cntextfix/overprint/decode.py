"""The overprint decoder: units, copies, zones and their evidence, from lines of text alone.

A page is read as the cheapest path through two kinds of state. In *plain* state a character costs its usual
information, and repeating what was just said costs what prose pays for it (``repeat_costs``). In an *overprinted* state
(so many copies; this class of characters overprinted, that one not) a unit printed n times costs one copy. Entering
and leaving a zone costs evidence, and so does a character of an overprinted class that is printed once
(``zone_costs``). Line ends are free; between copies, and in all of them at the same place, they and spaces may stand
for a little. The difference in cost to the best path without the zone is its evidence.

Read on in ``columns`` (what is read), ``suspects`` (what of it is worth decoding), ``repeats`` (what repeats),
``lattice`` (the units it can be), ``window`` (how they lie), ``said`` with ``prose_costs``, ``repeat_costs`` and
``unfinished`` (what prose pays for them), ``zone_costs`` and ``border_costs`` (what a zone pays), and ``search`` (the
cheapest path).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from cntextfix.overprint import suspects
from cntextfix.overprint.columns import LineOffset, LineOrColumn, Ruler, lines_and_columns
from cntextfix.overprint.lattice import MAX_COPIES, NEXT_TO, Edge
from cntextfix.overprint.search import Path
from cntextfix.overprint.states import INSIDE_AT, PHRASE_MARKED, Found
from cntextfix.overprint.zone_costs import CLASSES, INLINE, STYLES, Prior

__all__ = ["MAX_COPIES", "Prior", "Unit", "Zone", "decode"]


class Unit(NamedTuple):
    """``length`` characters from ``start`` of line ``line`` on, printed ``copies`` times in a row. ``surplus`` is what
    all of them but one take up, from one place to another, with the white space and line ends between them. ``size``
    counts the characters of the unit without white space, and ``end`` is where the last copy ends.
    ``style`` says how the copies stand (``zone_costs``), ``links`` that they end one line with more in it and begin
    another, ``broken_off`` that they stop before they are done (``unfinished``), ``cut`` that the last one, and no
    other, goes over a line end.
    """

    line: int
    start: int
    length: int
    size: int
    copies: int
    surplus: tuple[LineOffset, LineOffset]
    end: LineOffset
    style: int = INLINE
    links: bool = False
    broken_off: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch in which everything (of some classes) is overprinted: ``copies``, the ``decode`` in order, the bits of
    ``evidence``, and ``coverage``, the share of the characters of the overprinted classes that units cover."""

    copies: int
    units: tuple[Unit, ...]
    evidence: float
    coverage: float

    @property
    def style(self) -> int:
        """The style (``zone_costs``) in which most of its units stand."""
        return max(STYLES, key=self.count)

    @property
    def links(self) -> int:
        """How many of its units end one line that has more in it and begin another."""
        return sum(unit.links for unit in self.units)

    @property
    def broken_off(self) -> int:
        """How many of its units stop before they are done."""
        return sum(unit.broken_off for unit in self.units)

    def count(self, style: int) -> int:
        """How many of its units stand in a style."""
        return sum(unit.style == style for unit in self.units)


class Marked(NamedTuple):
    """Lines as the decoder reads them: the ``rows`` with text in them, and which of these are worth decoding."""

    rows: Sequence[LineOrColumn]
    flags: Sequence[bool]


_PAGE = 10_000
"""Characters of a page, at the most, that are remembered for the next one who asks: the rule asks what the survey of
the document asked. Chosen."""
_WINDOW = 4_000
"""… and of a window of lines. Chosen."""


def mark(lines: Sequence[str], parted: Sequence[bool] = ()) -> Marked:
    """Look at lines once, for whoever decodes them with more than one prior; ``parted`` as for
    ``lines_and_columns``."""
    look = _mark if sum(map(len, lines)) > _PAGE else _remembered_mark
    return look(tuple(lines), tuple(parted))


def _mark(lines: tuple[str, ...], parted: tuple[bool, ...]) -> Marked:
    full = lines_and_columns(_told_apart(lines), parted)
    return Marked(tuple(full), tuple(suspects.flags([row.text for row in full])))


_remembered_mark = lru_cache(maxsize=64)(_mark)


_LOST = "\ufffd"
_APART = 0xF0000
"""The first of the characters that stand for lost ones: a private plane, by definition."""
_MOST_APART = 0xFFFE
"""How many of them there are, by definition."""


def _told_apart(lines: Sequence[str]) -> Sequence[str]:
    """The lines with another character for each U+FFFD: which glyphs were lost is not known, so that none is a copy.

    >>> one, other = _told_apart(["\ufffd甲", "\ufffd甲"])
    >>> one == other, len(one), one[1]
    (False, 2, '甲')
    """
    if not any(_LOST in line for line in lines):
        return lines
    fresh = count()
    return [
        "".join(chr(_APART + next(fresh) % _MOST_APART) if char == _LOST else char for char in line)
        if _LOST in line
        else line
        for line in lines
    ]


def decode(lines: Sequence[str] | Marked, prior: Prior | None = None) -> list[Zone]:
    """All zones in these lines whose evidence is above nothing, in order; line numbers count from 0."""
    prior = prior or Prior()
    zones: list[Zone] = []
    full, flags = lines if isinstance(lines, Marked) else mark(lines)
    for first, stop in _windows(flags):
        window = tuple(full[first:stop])
        size = sum(len(row.text) for row in window)
        zones += (_zones if size > _WINDOW else _remembered_zones)(window, prior)
    return zones


def _zones(window: tuple[LineOrColumn, ...], prior: Prior) -> tuple[Zone, ...]:
    path = Path([row.text for row in window], prior, [row.places is not None for row in window])
    ruler = Ruler(window)
    return tuple(_zone(found, ruler, path) for found in _joined(path))


_remembered_zones = lru_cache(maxsize=128)(_zones)


_ITEM_MARK = re.compile(r"\s*(?:[•·●○■□◆◇▪‣➢–—-]{1,2}|[(（]?\d{1,2}(?:[.．]\d{1,2}){0,3}[.．、)）]?)?\s*")
"""What stands before an item of a list, or nothing."""


def _joined(path: Path) -> list[Found]:
    """The zones on a path in order; those that stand end to end are one, and have their evidence together, as do those
    with the mark of an item between, which is printed once. But what people say again is no part of the print beside
    it."""
    out: list[Found] = []
    for found in reversed(list(path.found())):
        last = out[-1] if out else None
        alike = last and last.copies == found.copies and last.key & PHRASE_MARKED == found.key & PHRASE_MARKED
        if last and alike and _ITEM_MARK.fullmatch(path.text, last.units[-1].end, found.units[0].start):
            last.units.extend(found.units)
            out[-1] = Found(last.key | found.inside << INSIDE_AT, last.evidence + found.evidence, last.units)
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


def _zone(found: Found, ruler: Ruler, path: Path) -> Zone:
    """A zone as callers know it, from one on the path through a window of lines."""
    kind = path.kind
    inside = [k for n, k in enumerate(CLASSES) if found.inside >> n & 1]
    wanted = kind[found.units[0].start : found.units[-1].end]
    ends = [0, *(unit.end for unit in found.units)]
    covered = "".join(kind[max(one.start, end) : one.end] for one, end in zip(found.units, ends, strict=False))
    share = sum(map(covered.count, inside)) / max(1, sum(map(wanted.count, inside)))
    out = tuple(_unit(edge, ruler, path) for edge in found.units)
    return Zone(found.copies, out, found.evidence, share)


def _unit(edge: Edge, ruler: Ruler, path: Path) -> Unit:
    at, start = ruler.place(edge.start)
    first = ruler.place(edge.start + edge.length) if edge.gap == NEXT_TO else (at, start)
    surplus = first, ruler.place(edge.stop) if edge.gap else ruler.end(edge.stop)
    size = sum(map(len, path.text[edge.start : edge.start + edge.length].split()))
    stands = (
        path.passage.style(edge),
        path.passage.links(edge),
        path.passage.unfinished(edge) > 0,
        path.passage.is_cut(edge),
    )
    return Unit(at, start, edge.length, size, edge.copies, surplus, ruler.end(edge.end), *stands)
