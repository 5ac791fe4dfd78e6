"""What the whole document tells about a single page, gathered in one survey pass before any rule runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cntextfix import echoes, units
from cntextfix.model import Page
from cntextfix.recurring import edge_keys, recurring


@dataclass(frozen=True, slots=True)
class Evidence:
    """``overprint`` is the evidence, in bits, of the overprinted zones and echoes that stand up without help from
    others; ``copies`` is how many times most of the zones are printed (0: there are none); ``recurring`` holds what
    recurs at the ends of pages, folded as in ``recurring.fold``."""

    overprint: float = 0.0
    copies: int = 0
    recurring: tuple[str, ...] = ()


def survey(pages: Iterable[Page]) -> Evidence:
    """The evidence in a document's pages; pages may stream, nothing of them is kept."""
    echo = 0.0
    number = 0
    zones: Counter[int] = Counter()
    edges: Counter[str] = Counter()
    for page in pages:
        number += 1
        lines = [line.text for line in page.lines]
        if units.suspicious(lines):
            for zone in units.decode(lines):
                if zone.evidence >= units.STRONG:
                    zones[zone.copies] += round(zone.evidence)
        echo += sum(found.evidence for found in echoes.find(lines) if found.evidence >= echoes.STRONG)
        edges.update(edge_keys(lines))
    copies = max(zones, key=lambda n: (zones[n], -n), default=0)
    return Evidence(zones.total() + echo, copies, recurring(edges, number))
