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
    """``overprint`` is the evidence, in bits, of the overprinted zones that stand up without help from others;
    ``recurring`` holds what recurs at the ends of pages, folded as in ``recurring.fold``."""

    overprint: float = 0.0
    recurring: tuple[str, ...] = ()


def survey(pages: Iterable[Page]) -> Evidence:
    """The evidence in a document's pages; pages may stream, nothing of them is kept."""
    overprint = 0.0
    number = 0
    edges: Counter[str] = Counter()
    for page in pages:
        number += 1
        lines = [line.text for line in page.lines]
        if units.suspicious(lines):
            overprint += sum(zone.evidence for zone in units.decode(lines) if zone.evidence >= units.STRONG)
        overprint += sum(echo.evidence for echo in echoes.find(lines) if echo.evidence >= units.STRONG)
        edges.update(edge_keys(lines))
    return Evidence(overprint, recurring(edges, number))
