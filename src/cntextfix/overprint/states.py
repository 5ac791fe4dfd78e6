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
