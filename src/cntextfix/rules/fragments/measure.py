"""Where paragraphs end in a stretch of fragments whose lines of print had a measure.

Between two ends in mid-phrase that were no cuts lies a line of print, or several: where widths add up to the measure,
no paragraph ends inside, though sentences do. All ways to put the fragments into lines of print are weighed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from cntextfix.chinese.characters import is_han, width
from cntextfix.rules.fragments.joints import CERTAIN, Joint, StretchRead, against_item, is_stopped
from cntextfix.rules.fragments.stretches import LineFragment, is_fragment
from cntextfix.rules.lines import consecutive

_FEWEST = 4
"""Distances between two such ends that are the measure, at the least. Chosen."""
_SHARE = 0.25
"""… as a share of all of them. Chosen: others are of several lines, or have the end of a paragraph inside."""
_NARROWEST = 16
"""Half-width columns of a measure, at the least. Chosen."""
_NEAR = 2
"""Columns by which a line of print differs from the measure, at the most: marks hang over, figures are narrower.
Chosen."""
_INDENT = 4
"""Columns by which the first line of a paragraph is narrower. By definition: two characters."""
_OFF = 0.7
"""Bits that each column costs by which a line differs. Chosen."""
_NO_INDENT = 3.0
"""Bits that a paragraph costs whose first line is as wide as the others. Chosen."""
_ENDS = 2.5
"""Bits that the end of a paragraph costs where a sentence ends: in the middle of a line one in six does. Chosen."""
_ENDS_MID = 7.0
"""The same where none does: a heading, a line of verse. Chosen."""
_CUT = 3.0
"""Bits that an end in mid-phrase costs that is inside a line. Chosen."""
_LONG = 12.0
"""Bits that a line costs which is none: a fragment wider than the measure. Chosen."""
_MOST = 12.0
"""Bits that are said of one end, at the most. Chosen."""
_DOUBT = 2.0
"""Bits that are taken off for a sentence's end being inside its paragraph. Chosen: of the 39 that then go on in three
texts with the truth of geometry none ends a paragraph; without it 12 of 51 do, headings below most of them."""
_HELP = 3.0
"""Bits that the measure adds where a line stops in mid-phrase, at the most. Chosen: of the 22 ends so joined none was
real. It takes none off, for 40 of 47 that it would undo are right."""


def settled(lines: Sequence[LineFragment], found: StretchRead) -> tuple[Joint, ...]:
    """The joints of a stretch, with what the measure of its lines of print says of them."""
    known = {joint.line: joint.bits for joint in found.joints}
    parts = [_ends(lines, list(numbers), known) for numbers in consecutive(list(known))]
    measure = measure_of(parts)
    if not measure:
        return found.joints
    for ends in parts:
        for n, bits in paragraph_bits(ends, measure):
            if not is_stopped(lines, n):
                known[n] += max(0.0, min(_HELP, bits - _ENDS_MID))
            elif known[n] < 0:
                known[n] = bits - _DOUBT + against_item(lines, n)
    return tuple(Joint(n, bits) for n, bits in known.items())


class FragmentEnd(NamedTuple):
    """The end of a fragment: ``at`` is the width of all up to here; ``stops``: a sentence ends; ``real``: it is in
    mid-phrase, and was not cut for a mark, a figure or a single character; ``glued``: the next fragment begins with a
    mark that no line of print begins with, or this one ends with one that none ends with."""

    line: int
    at: int
    stops: bool
    real: bool
    glued: bool


def _ends(lines: Sequence[LineFragment], numbers: Sequence[int], known: Mapping[int, float]) -> list[FragmentEnd]:
    """The ends of these consecutive lines, and of the one after them."""
    every = [*numbers, numbers[-1] + 1]
    out = []
    for n, wide in zip(every, accumulate(width(lines[n].text) for n in every), strict=True):
        stops, glued = is_stopped(lines, n), known.get(n) == CERTAIN
        out.append(FragmentEnd(n, wide, stops, n in known and not stops and not glued and _is_real(lines, n), glued))
    return out


def _is_real(lines: Sequence[LineFragment], n: int) -> bool:
    """Whether a line's end in mid-phrase is one of print: both fragments are several characters."""
    one, other = lines[n].text, lines[n + 1].text
    if min(len(one), len(other)) < 2 or is_fragment(one) or is_fragment(other):
        return False
    return is_han(one[-1]) and is_han(other[0])


def measure_of(parts: Sequence[Sequence[FragmentEnd]]) -> int:
    """The measure of the lines of print, in half-width columns; 0 if none is told."""
    counts: Counter[int] = Counter()
    for ends in parts:
        real = [end.at for end in ends if end.real]
        counts.update(other - one for one, other in pairwise(real))
    near = {wide: counts[wide - 1] + counts[wide] + counts[wide + 1] for wide in counts if wide >= _NARROWEST}
    best = max(near, key=lambda wide: (near[wide], counts[wide], wide), default=0)
    return best if best and near[best] >= max(_FEWEST, _SHARE * counts.total()) else 0


class _Print(NamedTuple):
    """A line of print from place ``start`` to place ``stop``: it begins a paragraph, or ends one, or both."""

    start: int
    stop: int
    bits: float
    begins: bool
    ends: bool


def paragraph_bits(ends: Sequence[FragmentEnd], measure: int) -> Iterator[tuple[int, float]]:
    """For each end, by its line: bits against a paragraph's ending there. Places are numbered from before
    the first fragment on. Linear: a line of print has few places."""
    prints = [one for start in range(len(ends)) for one in _prints(ends, start, measure)]
    to = _costs(prints, len(ends))
    back = [
        _Print(len(ends) - one.stop, len(ends) - one.start, one.bits, begins=one.ends, ends=one.begins)
        for one in prints
    ]
    rest = _costs(sorted(back, key=lambda one: one.start), len(ends))[::-1]
    open_ended = [math.inf] * (len(ends) + 1)
    for one in prints:
        bits = to[one.start][one.begins] + one.bits + rest[one.stop][one.ends]
        for place in range(one.start + 1, one.stop + (not one.ends)):
            open_ended[place] = min(open_ended[place], bits)
    for place, end in enumerate(ends[:-1], 1):
        ended = to[place][True] + rest[place][True]
        if min(ended, open_ended[place]) < math.inf:
            yield end.line, max(-_MOST, min(_MOST, ended - open_ended[place]))


def _costs(prints: Sequence[_Print], places: int) -> list[dict[bool, float]]:
    """The least bits of all ways to each place, by whether a paragraph ends there; lines in the order of their
    beginnings."""
    out = [{False: math.inf, True: math.inf} for _ in range(places + 1)]
    out[0] = {False: 0.0, True: 0.0}
    for one in prints:
        bits = out[one.start][one.begins] + one.bits
        if bits < out[one.stop][one.ends]:
            out[one.stop][one.ends] = bits
    return out


def _prints(ends: Sequence[FragmentEnd], start: int, measure: int) -> Iterator[_Print]:
    """The lines of print that may begin at a place."""
    left = ends[start - 1].at if start else 0
    cuts = 0.0
    for stop in range(start + 1, min(len(ends), start + measure + _NEAR) + 1):  # what has no width has its place, too
        end = ends[stop - 1]
        wide = end.at - left
        last = stop == len(ends)
        if wide > measure + _NEAR and stop > start + 1:
            return
        if not end.glued or last:
            yield from _of_width(start, stop, wide - measure, cuts, end, last=last)
        cuts += _CUT if end.real else 0.0


def _of_width(start: int, stop: int, more: int, bits: float, end: FragmentEnd, *, last: bool) -> Iterator[_Print]:
    """The lines of print between two places that are ``more`` columns wider than the measure."""
    if more > _NEAR:
        bits, more = bits + _LONG, 0
    ended = bits + (0.0 if last else _ENDS if end.stops else _ENDS_MID)
    yield from (_Print(start, stop, ended, begins=begins, ends=True) for begins in (False, True))
    if abs(more) <= _NEAR or last:
        bits += 0.0 if last else _OFF * abs(more)
        yield _Print(start, stop, bits, begins=False, ends=False)
        yield _Print(start, stop, bits + _NO_INDENT, begins=True, ends=False)
    elif abs(more + _INDENT) <= _NEAR:
        yield _Print(start, stop, bits + _OFF * abs(more + _INDENT), begins=True, ends=False)
