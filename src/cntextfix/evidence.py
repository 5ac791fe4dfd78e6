"""What the whole document tells about a single page, gathered in one survey pass before any rule runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from cntextfix import echoes, units
from cntextfix.marks import MarkUse, Tally
from cntextfix.model import Page
from cntextfix.recurring import edge_keys, recurring
from cntextfix.scripts import Script, lean, named

SAMPLE = 1000
"""Characters of each page from which the script is told; a line of prose has ten signs of it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """``overprint`` is the evidence, in bits, of the overprinted zones and echoes that stand up without help from
    others; ``copies`` is how many times most of the zones are printed (0: there are none). ``recurring`` holds what
    recurs at the ends of pages, folded as in ``recurring.fold``. ``marks`` tells of the marks that are not in their
    plain form, ``stops`` how many commas, stops and the like there are in all, so that a text too short to have a usage
    of its own can be told; ``script`` is the one that the beginnings of its pages are in. ``measures`` are the column
    measures that are usual in the document's title, in half-width columns, if they were learnt."""

    overprint: float = 0.0
    copies: int = 0
    recurring: tuple[str, ...] = ()
    marks: tuple[MarkUse, ...] = ()
    stops: int = 0
    script: Script = ""
    measures: tuple[int, ...] = ()

    def of_title(self, title: Evidence) -> Evidence:
        """This, and what all pages of the document's title have in common: what recurs, how wide columns are.
        Everything else the document tells better itself."""
        recurs = tuple(sorted({*self.recurring, *title.recurring}))
        return replace(self, recurring=recurs, measures=title.measures)


def survey(pages: Iterable[Page]) -> Evidence:
    """The evidence in a document's pages; pages may stream, nothing of them is kept."""
    echo = 0.0
    number = leaning = 0
    zones: Counter[int] = Counter()
    edges: Counter[str] = Counter()
    tally = Tally()
    for page in pages:
        number += 1
        layout = page.layout
        measured = layout is not None and not layout.by_word and not layout.plain  # then geometry needs no help
        lines = [] if measured else [line.text for line in page.lines]
        if units.suspicious(lines):
            for zone in units.decode(lines):
                if zone.evidence >= units.STRONG:
                    zones[zone.copies] += round(zone.evidence)
        echo += sum(found.evidence for found in echoes.find(lines) if found.evidence >= echoes.STRONG)
        edges.update(edge_keys(lines))
        text = page.text
        tally.add(text)
        leaning += lean(text[:SAMPLE])
    copies = max(zones, key=lambda n: (zones[n], -n), default=0)
    strong = zones.total() + echo
    return Evidence(strong, copies, recurring(edges, number), tally.uses(), tally.stops, named(leaning))
