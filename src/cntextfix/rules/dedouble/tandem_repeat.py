"""Units printed several times in a row, inside lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from cntextfix.changes.verbs import End, Join, Move, Op, Proposal
from cntextfix.document.model import Line, Page
from cntextfix.overprint import decode, neighbours, outlook, shuffles, zone_costs
from cntextfix.overprint.records import are_records
from cntextfix.rules.dedouble import undoing
from cntextfix.rules.evidence import Evidence, blank_after
from cntextfix.wording.records import ReasonWords, RuleWords


@dataclass(frozen=True, slots=True)
class TandemRepeat:
    """Characters, words or whole lines that were printed n times in a row.

    A doubled character proves nothing (天天, 一个个, 会议议程); an overprinted zone does, in which everything of some
    classes is printed n times. All of a zone's lines share its evidence.

    The copies may stand on lines of their own, the last one in one line with what follows; then the printed line is put
    together again, and lines that hold nothing but copies are labelled ``echo``.

    Example: ``工作机制工作机制，，`` becomes ``工作机制，``; ``““11++11””`` becomes ``“1+1”``; and
    ``2011⏎2011⏎2011 年⏎年⏎年`` becomes ``2011 年``.

    Options:
        apply_at: bits from which a zone is undone.
        show_at: bits from which it is held and shown.
        min_help, max_help: strong zones elsewhere in the document lower the price of entering a zone once they have
            more than ``min_help`` bits together, by an eighth of them and ``max_help`` at most.
        max_trust: they also speak for a zone once it is found, by a twentieth of their bits (a tenth, if all of it
            stops before it is done) and so many at most, if there are as many copies, and they stand as its own do.
        between: bits for a zone that stands between two such as are undone, a few lines from each.
    """

    name: ClassVar[str] = "tandem-repeat"
    family: ClassVar[str] = "dedouble"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="字、词、整行或整段印了 n 次，只留一次",
        text=(
            "一个叠字说明不了什么（天天、一个个、会议议程）；一片文字里样样都印了 n 次，才是叠印。"
            "一片之内各行共用证据。副本也可能各占一行，这时把原来的行拼回，只剩副本的行标为 echo。"
        ),
        example="“工作机制工作机制，，” → “工作机制，”；““11++11”” → “1+1”",
        options={
            "min_help": "全文其他叠印的证据合计超过多少比特，才对弱处有帮助",
            "max_help": "这种帮助至多多少比特",
            "max_trust": "印的次数和副本排法都相同的其他叠印，至多为它加多少比特",
            "between": "上下几行之内都有确定的叠印时，加多少比特",
        },
        reasons={
            "overprint": ReasonWords(
                (
                    "{characters:character} in {units:unit} each printed {copies} times; in a zone of {lines:line}, "
                    "coverage {coverage} %"
                ),
                "{units} 个单元共 {characters} 字各印了 {copies} 次；所在区段 {lines} 行，覆盖率 {coverage}%",
                ("units", "characters", "copies", "lines", "coverage"),
            ),
        },
    )

    # No zone has 10 bits in 2.6 M characters of clean news, law, verse, speech, manual and novel, one review has; nor
    # in 0.3 M lines of them wrapped and shuffled. A lone heading of five characters printed twice has 11.
    apply_at: float = 10.0
    show_at: float = 4.0
    min_help: float = 20.0
    max_help: float = 8.0
    # On 5,520 made-up pages, a fifth of them printed once, zones of 6 bits and more are right in documents that have
    # strong ones; of those with 4 to 5 bits some are natural (加油加油！加油加油！). Of 229 texts that only look
    # printed twice three to five are touched under strong overprint, depending on its kind, and else none.
    max_trust: float = 4.0
    # In 107 real texts with overprint two zones are undone by it, and both are copies; on made pages there are many.
    between: float = 3.0

    def fires(self, text: str) -> bool:
        """Whether there is text at all: looking for more is most of the work, and done once."""
        return bool(text)

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for each printed line of each zone, so that a reader sees what happened where; one for all lines
        that have to be put in order first."""
        strong = evidence.overprint if evidence.overprint >= self.min_help else 0.0
        help_bits, trust = min(self.max_help, strong / outlook.PER_HELP), min(self.max_trust, strong / 20)
        prior = decode.Prior(help=help_bits, copies=evidence.copies, styles=evidence.styles)
        texts = [line.text for line in page.lines]
        marked = decode.mark(texts, [blank_after(line) for line in page.lines])
        if not any(marked.flags):
            return
        records = are_records(texts)  # lines that stand again there are no copies of each other
        laid_out = page.layout is not None  # where lines go is settled then
        orders = [] if laid_out else shuffles.arranged(texts, marked, prior)
        lines = shuffles.in_order(page.lines, orders)
        shuffled: list[tuple[set[int], list[decode.Zone]]] = []
        prior = replace(prior, moved=bool(orders))
        found = decode.decode([line.text for line in lines] if orders else marked, prior)
        zones = [self._trusted(zone, trust, evidence) for zone in found]
        for zone, between in zip(zones, neighbours.between(zones, self._is_sure), strict=True):
            if records and zone.style != zone_costs.INLINE:
                continue
            touched = _touched(zone, orders)
            bits = sum(orders[n].bits for n in touched) + (self.between if between else 0.0)
            zone = replace(zone, evidence=zone.evidence + bits)
            if touched and zone.evidence >= self.apply_at:
                _gather(shuffled, touched, zone)
                continue
            for units in undoing.by_line(lines, zone.units):
                proposal = _proposal(lines, zone, units)
                ops = tuple(op for op in proposal.ops if not laid_out or not isinstance(op, Join))
                yield replace(proposal, ops=ops)
        for numbers, own in shuffled:
            yield _shuffled(lines, own, [orders[n] for n in sorted(numbers)], page.lines)

    def _trusted(self, zone: decode.Zone, trust: float, evidence: Evidence) -> decode.Zone:
        """A zone with what strong ones elsewhere say for it."""
        if zone.style not in evidence.styles or not zone_costs.as_often(zone.copies, evidence.copies):
            return zone
        bits = min(self.max_trust, 2 * trust) if zone.broken_off == len(zone.units) else trust
        return replace(zone, evidence=zone.evidence + bits)

    def _is_sure(self, zone: decode.Zone) -> bool:
        return zone.evidence >= self.apply_at


def _touched(zone: decode.Zone, orders: Sequence[shuffles.Order]) -> set[int]:
    """Which of the stretches put in order a zone reaches into."""
    first, last = zone.units[0].line, max(unit.surplus[1][0] for unit in zone.units)
    return {n for n, order in enumerate(orders) if min(order.numbers) <= last and first <= max(order.numbers)}


def _gather(groups: list[tuple[set[int], list[decode.Zone]]], touched: set[int], zone: decode.Zone) -> None:
    """Put a zone with those that reach into the same stretches."""
    numbers, zones = set(touched), [zone]
    for group in [group for group in groups if group[0] & touched]:
        groups.remove(group)
        numbers |= group[0]
        zones = [*group[1], *zones]
    groups.append((numbers, zones))


def _shuffled(
    lines: Sequence[Line], zones: Sequence[decode.Zone], orders: Sequence[shuffles.Order], before: Sequence[Line]
) -> Proposal:
    """One proposal for all zones in stretches of lines that are put in order; what stands between lines stays there."""
    found = [unit for zone in zones for unit in zone.units]
    ops: list[Op] = []
    for numbers, _ in orders:
        names = [before[n].id for n in numbers]
        ops += [
            End(before[n].id, before[place].end)
            for place, n in zip(sorted(numbers), numbers, strict=True)
            if before[n].end != before[place].end
        ]
        ops.append(Move(tuple(names[:-1]), names[-1]))
    whole = decode.Zone(zones[0].copies, tuple(found), sum(zone.evidence for zone in zones), zones[0].coverage)
    without, together = undoing.without_copies(lines, found), undoing.run_on(lines, found)
    return replace(_proposal(lines, whole, found), ops=(*without, *ops, *together))


def _proposal(lines: Sequence[Line], zone: decode.Zone, found: Sequence[decode.Unit]) -> Proposal:
    """What undoes some units of a zone."""
    depth = zone.units[-1].line - zone.units[0].line + 1
    size = sum(unit.size for unit in found)
    return Proposal(
        undoing.ops(lines, found),
        "overprint",
        (len(found), size, zone.copies, depth, round(100 * zone.coverage)),
        zone.evidence,
    )
