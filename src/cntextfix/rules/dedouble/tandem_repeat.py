"""Units printed several times in a row, inside lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cntextfix import suspects, units
from cntextfix.changes import Join, Label, Op, Proposal, Replace
from cntextfix.evidence import Evidence
from cntextfix.model import Line, Page, Role


@dataclass(frozen=True, slots=True)
class TandemRepeat:
    """Characters, words or whole lines that were printed n times in a row.

    A doubled character proves nothing (天天, 一个个, 会议议程); an overprinted zone does, in which everything of some
    classes is printed n times. Zones are found by the decoder in ``units``; all of a zone's lines share its evidence.

    The copies may stand on lines of their own, the last one in one line with what follows; then the printed line is put
    together again, and lines that hold nothing but copies are labelled ``echo``.

    Example: ``工作机制工作机制，，`` becomes ``工作机制，``; ``““11++11””`` becomes ``“1+1”``; ``2011⏎2011⏎2011 年⏎年⏎年``
    becomes ``2011 年``.

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
        return suspects.suspicious(text.split("\n"))

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for each printed line of each zone, so that a reader sees what happened where."""
        strong = evidence.overprint if evidence.overprint >= self.min_help else 0.0
        help_bits, trust = min(self.max_help, strong / 8), min(self.max_trust, strong / 16)
        prior = units.Prior(help=help_bits, copies=evidence.copies)
        for zone in units.decode([line.text for line in page.lines], prior):
            depth = zone.units[-1].line - zone.units[0].line + 1
            for found in _by_line(zone.units):
                yield Proposal(
                    tuple(op for unit in found for op in _without_copies(page.lines, unit)),
                    "overprint",
                    (len(found), sum(u.length for u in found), zone.copies, depth, round(100 * zone.coverage)),
                    zone.evidence + trust,
                )


def _by_line(found: Iterable[units.Unit]) -> Iterator[list[units.Unit]]:
    """The units of one line after the other; lines that copies reach into go together."""
    group: list[units.Unit] = []
    for unit in found:
        if group and unit.line > group[-1].surplus[1][0]:
            yield group
            group = []
        group.append(unit)
    yield group


def _without_copies(lines: Sequence[Line], unit: units.Unit) -> Iterator[Op]:
    """What takes a unit's copies away. What stands before the first in its line then stands before the last."""
    (first, start), (last, stop) = unit.surplus
    if first == last:
        yield Replace(lines[first].id, start, stop)
        return
    if lines[first].text[:start].strip():
        yield Replace(lines[first].id, start, len(lines[first].text))
        yield Join(lines[first].id)
    else:
        yield Label(lines[first].id, Role.ECHO)
    for line in lines[first + 1 : last]:
        if line.text.strip():
            yield Label(line.id, Role.ECHO)
    if stop:
        yield Replace(lines[last].id, 0, stop)
