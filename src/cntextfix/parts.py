"""A page whose prose is parted by blocks of code, tables and the like: rules see each part as a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cntextfix.changes import Change, End, Move, Op, Point, Proposal
from cntextfix.evidence import Evidence
from cntextfix.model import Line, LineId, Page
from cntextfix.report import Report
from cntextfix.rules.rule import Rule
from cntextfix.structured.blocks import blocks

NAME = "structured-text"
"""What stands in the report in place of a rule's name: no rule looked at such text."""
CERTAIN = 20.0
SHOWN = 80
"""Characters shown of what a notice is about."""


def blocks_of(page: Page) -> tuple[tuple[Line, ...], ...]:
    """The blocks of a page of plain text that are no prose, each with its lines."""
    if page.layout is not None:
        return ()
    return tuple(page.lines[one.start : one.stop] for one in blocks([line.text for line in page.lines]))


def proposals(rule: Rule, page: Page, evidence: Evidence, fixed: frozenset[LineId]) -> Iterator[Proposal]:
    """What a rule proposes for a page; where ``fixed`` lines part it, for each part, so that nothing goes over them."""
    if not fixed:
        if rule.fires(page.text):
            yield from rule.propose(page, evidence)
        return
    part: list[Line] = []
    for line in (*page.lines, None):
        if line is not None and line.id not in fixed:
            part.append(line)
            continue
        piece = replace(page, lines=tuple(part))
        if part and rule.fires(piece.text):
            for proposal in rule.propose(piece, evidence):
                yield from _within(proposal, line.id if line else None, part[-1].id)
        part = []


def _within(proposal: Proposal, after: LineId | None, last: LineId) -> Iterator[Proposal]:
    """A proposal for a part of a page: what it moves to the end stands before the block ``after`` it, and what parts
    its ``last`` line from the block stays as it is."""
    if after is None:
        yield proposal
        return
    ops: list[Op] = []
    for op in proposal.ops:
        if isinstance(op, Move) and op.before is None:
            ops.append(Move(op.lines, after))
        elif not (isinstance(op, End) and op.line == last):
            ops.append(op)
    if ops:
        yield replace(proposal, ops=tuple(ops))


def form_notice(name: str, page: Page, form: str) -> Report:
    """The report on a page of a document that is no prose: nothing was done."""
    return _noticed(name, page, f"structured-{form}", (), page.lines[:1])


def block_notice(name: str, page: Page, found: Sequence[Sequence[Line]]) -> Report:
    """The report on the blocks of a page that were left as they are; their places are those of their first lines."""
    return _noticed(name, page, "structured-block", (len(found), sum(map(len, found))), [block[0] for block in found])


def _noticed(name: str, page: Page, code: str, numbers: tuple[int, ...], lines: Sequence[Line]) -> Report:
    ops = tuple(Point(line.id, 0, len(line.text)) for line in lines)
    spans = tuple(span for line in lines for span in line.spans())
    shown = "\n".join(line.text for line in lines)[:SHOWN]
    return Report(noticed=(Change(name, page.number, NAME, ops, code, numbers, CERTAIN, spans, shown, ""),))


def parted(one: Page, other: Page) -> bool:
    """Whether a block stands where one page ends and the other begins, so that no sentence goes on there."""
    before, after = blocks_of(one), blocks_of(other)
    ends = bool(before) and before[-1][-1].id == one.lines[-1].id
    return ends or (bool(after) and after[0][0].id == other.lines[0].id)
