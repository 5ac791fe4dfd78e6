"""Units printed several times in a row, inside lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from cntextfix import units
from cntextfix.changes import Proposal, Replace
from cntextfix.evidence import Evidence
from cntextfix.model import Page


@dataclass(frozen=True, slots=True)
class TandemRepeat:
    """Characters, words or whole lines that were printed n times in a row.

    A doubled character proves nothing (天天, 一个个, 会议议程); an overprinted zone does, in which everything of some
    classes is printed n times. Zones are found by the decoder in ``units``; all of a zone's lines share its evidence.

    Example: ``工作机制工作机制，，`` becomes ``工作机制，``; ``““11++11””`` becomes ``“1+1”``.

    Options:
        apply_at: bits from which a zone is undone.
        show_at: bits from which it is held and shown.
        min_help, max_help: strong zones elsewhere in the document lower the price of entering a zone once they have
            more than ``min_help`` bits together, by an eighth of them and ``max_help`` at most.
        max_trust: they also speak for a zone once it is found, by a sixteenth of their bits and so many at most.
    """

    name: ClassVar[str] = "tandem-repeat"
    family: ClassVar[str] = "dedouble"
    needs_geometry: ClassVar[bool] = False
    codes: ClassVar[tuple[str, ...]] = ("overprint",)

    # No zone has 10 bits in 2.6 M characters of clean news, law, verse, speech, manual and novel, one review has; nor
    # in 0.3 M lines of them wrapped and shuffled. A lone heading of five characters printed twice has 11.
    apply_at: float = 10.0
    show_at: float = 4.0
    min_help: float = 20.0
    max_help: float = 8.0
    # On 5,520 made-up pages, a fifth of them printed once, zones of 6 bits and more are right in documents that have
    # strong ones; of those with 4 to 5 bits some are natural (加油加油！加油加油！).
    max_trust: float = 3.0

    def fires(self, text: str) -> bool:
        """Whether any line repeats itself more than prose does."""
        return units.suspicious(text.split("\n"))

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for each line of each zone, so that a reader sees what happened where."""
        lines = [line.text for line in page.lines]
        strong = evidence.overprint if evidence.overprint >= self.min_help else 0.0
        help_bits, trust = min(self.max_help, strong / 8), min(self.max_trust, strong / 16)
        for zone in units.decode(lines, units.Prior(help=help_bits, copies=evidence.copies)):
            depth = zone.units[-1].line - zone.units[0].line + 1
            for number, group in groupby(zone.units, key=lambda unit: unit.line):
                found = list(group)
                name = page.lines[number].id
                yield Proposal(
                    tuple(Replace(name, *unit.surplus) for unit in found),
                    "overprint",
                    (len(found), sum(u.length for u in found), zone.copies, depth, round(100 * zone.coverage)),
                    zone.evidence + trust,
                )
