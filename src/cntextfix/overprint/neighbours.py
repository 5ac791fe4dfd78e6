"""Zones that stand between surer ones: what is left of a page whose overprinted column the extractor gave line by line
between those of a column that was printed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from cntextfix.overprint.decode import Zone

_NEAR = 10
"""Lines from one zone to the next, at most. Chosen."""


def between(zones: Sequence[Zone], is_sure: Callable[[Zone], bool]) -> list[bool]:
    """For each of the zones of a page, in order, whether sure ones with as many copies stand close above and below."""
    above = _beside(zones, is_sure)
    below = _beside(zones[::-1], is_sure)[::-1]
    return [one and other for one, other in zip(above, below, strict=True)]


def _beside(zones: Iterable[Zone], is_sure: Callable[[Zone], bool]) -> list[bool]:
    """Whether a sure zone with as many copies comes shortly before each."""
    out: list[bool] = []
    last: dict[int, Zone] = {}
    for zone in zones:
        other = last.get(zone.copies)
        out.append(other is not None and _apart(zone, other) <= _NEAR)
        if is_sure(zone):
            last[zone.copies] = zone
    return out


def _apart(one: Zone, other: Zone) -> int:
    """Lines from one zone to another, whichever comes first."""
    return max(one.units[0].line - other.units[-1].end[0], other.units[0].line - one.units[-1].end[0])
