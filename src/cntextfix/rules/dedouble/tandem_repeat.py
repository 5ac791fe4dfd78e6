"""Units printed several times in a row, inside lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import ClassVar

from cntextfix.changes.verbs import End, Join, Label, Move, Op, Proposal, Replace
from cntextfix.chinese.characters import NO_HEADS
from cntextfix.document.model import Line, Page, Role
from cntextfix.overprint import decode, outlook, shuffles
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
            stops before it is done) and so many at most, if their copies stand as its own do.
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
            "max_trust": "副本排法相同的其他叠印，至多为它加多少比特",
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
    # strong ones; of those with 4 to 5 bits some are natural (加油加油！加油加油！). Of 192 texts that only look
    # printed twice one to three are touched, depending on its kind, where they stand under strong overprint; else none.
    max_trust: float = 4.0

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
        laid_out = page.layout is not None  # where lines go is settled then
        orders = [] if laid_out else shuffles.arranged(texts, marked, prior)
        lines = shuffles.in_order(page.lines, orders)
        shuffled: list[tuple[set[int], list[decode.Zone]]] = []
        for zone in decode.decode([line.text for line in lines] if orders else marked, prior):
            touched = _touched(zone, orders)
            bits = sum(orders[n].bits for n in touched)
            if zone.style in evidence.styles:
                bits += min(self.max_trust, 2 * trust) if zone.broken_off == len(zone.units) else trust
            zone = replace(zone, evidence=zone.evidence + bits)
            if touched and zone.evidence >= self.apply_at:
                _gather(shuffled, touched, zone)
                continue
            for found in _by_line(lines, zone.units):
                proposal = _proposal(lines, zone, found)
                ops = tuple(op for op in proposal.ops if not laid_out or not isinstance(op, Join))
                yield replace(proposal, ops=ops)
        for numbers, zones in shuffled:
            yield _shuffled(lines, zones, [orders[n] for n in sorted(numbers)], page.lines)


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
    ops: list[Op] = [*_without_all(lines, found)]
    for numbers, _ in orders:
        names = [before[n].id for n in numbers]
        ops += [
            End(before[n].id, before[place].end)
            for place, n in zip(sorted(numbers), numbers, strict=True)
            if before[n].end != before[place].end
        ]
        ops.append(Move(tuple(names[:-1]), names[-1]))
    whole = decode.Zone(zones[0].copies, tuple(found), sum(zone.evidence for zone in zones), zones[0].coverage)
    return replace(_proposal(lines, whole, found), ops=(*ops, *_run_on(lines, found)))


def _proposal(lines: Sequence[Line], zone: decode.Zone, found: Sequence[decode.Unit]) -> Proposal:
    """What undoes some units of a zone."""
    depth = zone.units[-1].line - zone.units[0].line + 1
    size = sum(unit.size for unit in found)
    return Proposal(
        (*_without_all(lines, found), *_run_on(lines, found)),
        "overprint",
        (len(found), size, zone.copies, depth, round(100 * zone.coverage)),
        zone.evidence,
    )


def _by_line(lines: Sequence[Line], found: Iterable[decode.Unit]) -> Iterator[list[decode.Unit]]:
    """The units of one line after the other; lines that copies reach into go together."""
    group: list[decode.Unit] = []
    for unit in found:
        if group and unit.line > group[-1].end[0] and not _hangs(lines, group[-1], unit):
            yield group
            group = []
        group.append(unit)
    yield group


def _hangs(lines: Sequence[Line], one: decode.Unit, other: decode.Unit) -> bool:
    """Whether a unit stands on lines of its own below another, though its mark may not begin a line: then one printed
    line holds both."""
    before, after = lines[one.end[0]].text[one.end[1] :], lines[other.line].text
    below = other.line > one.end[0] and not any(line.text.strip() for line in lines[one.end[0] + 1 : other.line])
    return below and not before.strip() and not after[: other.start].strip() and after[other.start] in NO_HEADS


def _run_on(lines: Sequence[Line], found: Sequence[decode.Unit]) -> Iterator[Op]:
    """Put units together that one printed line holds, though no copy of theirs shares a line."""
    for one, other in pairwise(found):
        if other.surplus[0][0] < other.surplus[1][0] and _hangs(lines, one, other):
            yield Join(lines[_last_kept(lines, one)].id)


def _last_kept(lines: Sequence[Line], unit: decode.Unit) -> int:
    """The line on which the copy of a unit ends that is kept: the last one, or the first where all others go."""
    (first, start), last = unit.surplus
    if _is_line(lines, unit):
        return first
    if last < unit.end:
        return unit.end[0]
    return first if start else first - 1


def _without_all(lines: Sequence[Line], found: Sequence[decode.Unit]) -> Iterator[Op]:
    """What takes the copies of all units away. Of whole lines the first is kept, which has the indent."""
    for unit, after in zip(found, (*found[1:], None), strict=True):
        free = after is None or (after.line, after.start) >= unit.end
        if free and _is_line(lines, unit):
            (first, _), (last, _) = unit.surplus
            yield from (Label(line.id, Role.ECHO) for line in lines[first + 1 : last + 1] if line.text.strip())
        else:
            yield from _without_copies(lines, unit)


def _is_line(lines: Sequence[Line], unit: decode.Unit) -> bool:
    """Whether each copy of a unit is a line."""
    (first, start), (last, stop) = unit.surplus
    whole = not lines[first].text[:start].strip() and not lines[last].text[unit.end[1] :].strip()
    full = sum(1 for line in lines[first : last + 1] if line.text.strip())
    return whole and not stop and unit.end[0] == last and full == unit.copies


def _without_copies(lines: Sequence[Line], unit: decode.Unit) -> Iterator[Op]:
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
    if unit.cut:
        yield from (Join(line.id) for line in lines[last : unit.end[0]] if line.text.strip())
