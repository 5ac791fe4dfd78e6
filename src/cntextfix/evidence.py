"""What the whole document tells about a single page, gathered in one survey pass before any rule runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cntextfix import echoes, units
from cntextfix.marks import MarkUse, Tally
from cntextfix.model import Page
from cntextfix.scripts import Script, lean, named

SAMPLE = 1000
"""Characters of each page from which the script is told; a line of prose has ten signs of it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """``overprint`` is the evidence, in bits, of the overprinted zones that stand up without help from others;
    ``marks`` tells of the marks that are not in their plain form, ``stops`` how many commas, stops and the like there
    are in all, so that a text too short to have a usage of its own can be told; ``script`` is the one that the
    beginnings of its pages are in."""

    overprint: float = 0.0
    marks: tuple[MarkUse, ...] = ()
    stops: int = 0
    script: Script = ""


def survey(pages: Iterable[Page]) -> Evidence:
    """The evidence in a document's pages; pages may stream, nothing of them is kept."""
    overprint = 0.0
    tally = Tally()
    leaning = 0
    for page in pages:
        lines = [line.text for line in page.lines]
        if units.suspicious(lines):
            overprint += sum(zone.evidence for zone in units.decode(lines) if zone.evidence >= units.STRONG)
        overprint += sum(echo.evidence for echo in echoes.find(lines) if echo.evidence >= units.STRONG)
        text = page.text
        tally.add(text)
        leaning += lean(text[:SAMPLE])
    return Evidence(overprint, tally.uses(), tally.stops, named(leaning))
