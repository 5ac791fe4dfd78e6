"""What the whole document tells about a single page, gathered in one survey pass before any rule runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cntextfix import echoes, units
from cntextfix.model import Page


@dataclass(frozen=True, slots=True)
class Evidence:
    """``overprint`` is the evidence, in bits, of the overprinted zones and echoes that stand up without help from
    others; ``copies`` is how many times most of the zones are printed (0: there are none)."""

    overprint: float = 0.0
    copies: int = 0


def survey(pages: Iterable[Page]) -> Evidence:
    """The evidence in a document's pages; pages may stream, nothing of them is kept."""
    echo = 0.0
    zones: Counter[int] = Counter()
    for page in pages:
        lines = [line.text for line in page.lines]
        if units.suspicious(lines):
            for zone in units.decode(lines):
                if zone.evidence >= units.STRONG:
                    zones[zone.copies] += round(zone.evidence)
        echo += sum(found.evidence for found in echoes.find(lines) if found.evidence >= echoes.STRONG)
    copies = max(zones, key=lambda n: (zones[n], -n), default=0)
    return Evidence(zones.total() + echo, copies)
