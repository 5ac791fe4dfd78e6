"""Units printed several times in a row, inside lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from cntextfix import shuffles, suspects, units
from cntextfix.changes import End, Join, Label, Move, Op, Proposal, Replace
from cntextfix.evidence import Evidence
from cntextfix.model import Line, LineId, Page, Role


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
        max_trust: they also speak for a zone once it is found, by a twentieth of their bits and so many at most.
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
    max_trust: float = 4.0

    def fires(self, text: str) -> bool:
        """Whether any line repeats itself more than prose does."""
        return suspects.suspicious(text.split("\n"))

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for each printed line of each zone, so that a reader sees what happened where; one for all lines
        that have to be put in order first."""
        strong = evidence.overprint if evidence.overprint >= self.min_help else 0.0
        help_bits, trust = min(self.max_help, strong / 8), min(self.max_trust, strong / 20)
        prior = units.Prior(help=help_bits, copies=evidence.copies, styles=evidence.styles)
        lines, moved = _arranged(page.lines, prior)
        together: dict[LineId, list[units.Zone]] = {}
        for zone in units.decode([line.text for line in lines], prior):
            first, last = lines[zone.units[0].line].id, lines[zone.units[-1].surplus[1][0]].id
            order = moved.get(first) or moved.get(last)
            zone = replace(zone, evidence=zone.evidence + (trust if zone.style in evidence.styles else 0.0) + (order.bits if order else 0.0))
            if order and zone.evidence >= self.apply_at:
                together.setdefault(order.anchor, []).append(zone)
                continue
            for found in _by_line(zone.units):
                yield _proposal(lines, zone, found)
        for anchor, zones in together.items():
            yield _shuffled(lines, zones, [line for line in lines if line.id in moved and moved[line.id].anchor == anchor], page.lines)


@dataclass(frozen=True, slots=True)
class _Moved:
    """A line of a stretch that is put in order: the last line of the stretch, and the bits of the order."""

    anchor: LineId
    bits: float


def _arranged(lines: Sequence[Line], prior: units.Prior) -> tuple[Sequence[Line], dict[LineId, _Moved]]:
    """The lines in the order in which they were printed, and those of them that stand in stretches put in order."""
    out = list(lines)
    moved: dict[LineId, _Moved] = {}
    for order, bits in shuffles.arranged([line.text for line in lines], prior):
        for n, other in zip(sorted(order), order, strict=True):
            out[n] = lines[other]
            moved[lines[other].id] = _Moved(lines[order[-1]].id, bits)
    return out, moved


def _shuffled(
    lines: Sequence[Line], zones: Sequence[units.Zone], moved: Sequence[Line], before: Sequence[Line]
) -> Proposal:
    """One proposal for all zones in a stretch of lines that is put in order, what stands between lines with it."""
    names = [line.id for line in moved]
    ends = [line.end for line in before if line.id in set(names)]
    found = [unit for zone in zones for unit in zone.units]
    ops: list[Op] = [op for unit in found for op in _without_copies(lines, unit)]
    ops += [End(line.id, end) for line, end in zip(moved, ends, strict=True) if line.end != end]
    ops.append(Move(tuple(names[:-1]), names[-1]))
    whole = units.Zone(zones[0].copies, tuple(found), sum(zone.evidence for zone in zones), zones[0].coverage)
    return replace(_proposal(lines, whole, found), ops=tuple(ops))


def _proposal(lines: Sequence[Line], zone: units.Zone, found: Sequence[units.Unit]) -> Proposal:
    """What undoes some units of a zone."""
    depth = zone.units[-1].line - zone.units[0].line + 1
    size = sum(unit.size for unit in found)
    return Proposal(
        tuple(op for unit in found for op in _without_copies(lines, unit)),
        "overprint",
        (len(found), size, zone.copies, depth, round(100 * zone.coverage)),
        zone.evidence,
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
    if stop and not lines[last].text[stop:].strip():
        yield Label(lines[last].id, Role.ECHO)
    elif stop:
        yield Replace(lines[last].id, 0, stop)
