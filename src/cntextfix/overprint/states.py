"""What the key of a zone's state holds, and a zone as the search finds it."""

from __future__ import annotations

from typing import NamedTuple

from cntextfix.overprint.lattice import Edge
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


KNOWN_AT, INSIDE_AT = 5, 5 + len(CLASSES)
"""Bits of a state's key from which on the two sets of classes are; the number of copies is below them."""
CHARS, ALL_SHORT = 16, 1 << INSIDE_AT + len(CLASSES)
"""Every unit is one character; all units are short so far, so that the zone has had less help."""
SOME_APART, STYLED = ALL_SHORT << 1, INSIDE_AT + len(CLASSES) + 2
"""Copies of some unit stand apart; and the bit from which on the styles are (``zone_costs``)."""
MARKS_ALONE, PHRASE_MARKED = 1 << STYLED + len(STYLES), 2 << STYLED + len(STYLES)
"""Marks alone are a unit; a phrase with its mark is one."""
