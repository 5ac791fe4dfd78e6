"""What the key of a zone's state holds, and a zone as the search finds it."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from cntextfix.overprint.lattice import NEXT_TO, Edge
from cntextfix.overprint.zone_costs import ALL, CLASSES, STYLES


class Found(NamedTuple):
    """A zone on the best path: the packed state it ended in, its evidence, and its units from left to right."""

    key: int
    evidence: float
    units: list[Edge]

    @property
    def copies(self) -> int:
        """How many times its units are printed."""
        return self.key & 15

    @property
    def inside(self) -> int:
        """The classes that are overprinted."""
        return self.key >> INSIDE_AT & ALL


KNOWN_AT = 5
"""Bit of a state's key from which on the set of known classes is, by definition; the number of copies is below it."""
INSIDE_AT = 5 + len(CLASSES)
"""Bit from which on the set of overprinted classes is."""
CHARS = 16
"""Bit, by definition: every unit is one character."""
ALL_SHORT = 1 << INSIDE_AT + len(CLASSES)
"""Bit: all units are short so far, so that the zone has had less help."""
SOME_APART = ALL_SHORT << 1
"""Bit: copies of some unit stand apart."""
STYLED = INSIDE_AT + len(CLASSES) + 2
"""Bit from which on the styles are (``zone_costs``)."""
MARKS_ALONE = 1 << STYLED + len(STYLES)
"""Bit: marks alone are a unit."""
PHRASE_MARKED = 2 << STYLED + len(STYLES)
"""Bit: a phrase with its mark is one."""


Trail: TypeAlias = "tuple[Trail | None, Edge | None, int, float]"
"""A path, from its last step back: the path before; a unit, or (with a state's key and evidence) the end of a zone."""
State: TypeAlias = "tuple[float, Trail | None, float]"
"""The cheapest way into a state: its cost, its path, and by how much the cheapest path without any zone was dearer than
the path to where the zone was entered. Both are bare tuples, for millions of them are made."""


def since(trail: Trail | None, start: int) -> list[Edge]:
    """The units of a path since ``start``, if one begins right there or later and none goes over it."""
    units: list[Edge] = []
    while trail is not None and trail[1] is not None and trail[1].start >= start:
        units.append(trail[1])
        trail = trail[0]
    if trail is None or trail[1] is None:  # the zone has to have begun before, or here
        return units[::-1] if units and units[-1].start == start else []
    return units[::-1] if trail[1].stop <= start else []


def copied_to(trail: Trail | None) -> int:
    """Where the copies of a path's last unit end, if they stand apart; -1 if not."""
    unit = trail[1] if trail else None
    return unit.end if unit is not None and unit.gap != NEXT_TO else -1
