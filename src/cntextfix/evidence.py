"""What the whole document tells about a single page, gathered in one survey pass before any rule runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cntextfix import echoes, units
from cntextfix.model import Page


@dataclass(frozen=True, slots=True)
class Evidence:
    """``overprint`` is the evidence, in bits, of the overprinted zones that stand up without help from others."""

    overprint: float = 0.0


def survey(pages: Iterable[Page]) -> Evidence:
    """The evidence in a document's pages; pages may stream, nothing of them is kept."""
    overprint = 0.0
    for page in pages:
        if page.layout is not None:
            continue  # geometry knows what is overprinted
        lines = [line.text for line in page.lines]
        if units.suspicious(lines):
            overprint += sum(zone.evidence for zone in units.decode(lines) if zone.evidence >= units.STRONG)
        overprint += sum(echo.evidence for echo in echoes.find(lines) if echo.evidence >= units.STRONG)
    return Evidence(overprint)
