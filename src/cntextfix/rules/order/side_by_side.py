"""Columns side by side that an extractor read across, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from cntextfix.changes.verbs import Move, Op, Proposal, Replace, Split
from cntextfix.document.model import Line, LineId, Page, Role
from cntextfix.paragraphs.decode import LONG_PAGE
from cntextfix.paragraphs.features import features
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.lines import printed
from cntextfix.rules.order.cells import Cell
from cntextfix.rules.order.tangles import Tangle, is_of_prose, may_be_woven, tangles
from cntextfix.rules.order.weave import weave
from cntextfix.wording.records import ReasonWords, RuleWords


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Columns side by side that an extractor read across, row by row.

    Each row of all columns, and of all articles beside each other, comes before the next row: on lines of their own,
    or run together on one line, with a space between the columns or none. Evidence: what stands at the end of a piece
    reads on in a piece of the next row, and not in the next one of its own; the pieces of a column are as wide as each
    other; and the columns keep their order from row to row. The page is read as strands that wait for their next piece,
    and is changed only if these read on by far better than the order as it is, and most of them are prose.

    Example: ``老梁今年六十三岁，家就住在 入夏以来，青石峪的溪水涨``, ``渡口边上的石屋里… 了半尺，进山避暑的…``.

    Options:
        apply_at: bits from which the columns are taken apart.
        show_at: bits from which it is held and shown.
        each: bits that there have to be for each piece that is not followed by what it reads on in.
    """

    name: ClassVar[str] = "side-by-side"
    family: ClassVar[str] = "order"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="并排的各栏被横着逐行读出",
        text=(
            "横着读的提取程序，先读完各栏、各篇并排的第一行，再读第二行：各行或分开，或连成一行，中间隔一个空格，或者不隔。"
            "一行末尾的文字在下一轮的某一行接续、在紧接着的文字里接不上，各栏宽窄一致、先后不变，才拆开。"
            "整页要比原来的顺序通顺得多，才改动。"
        ),
        example="“老梁今年六十三岁，家就住在渡口边 入夏以来，青石峪的溪水涨了半尺，”……是并排的两栏",
        options={"each": "每一处不相接的段末至少多少比特"},
        reasons={
            "rows-read-down": ReasonWords(
                "these {pieces:piece} of lines are of {columns:strand}, each of which reads on further down",
                "这 {pieces} 段分属 {columns} 条线索，各在下面接续",
                ("pieces", "columns"),
            ),
        },
    )

    # Set on made pages and on 47 stretches of 400 real files, all of them read across. Of 1,586 texts of some 186 other
    # publishers, in which nothing is, none is touched.
    apply_at: float = 45.0
    show_at: float = 20.0
    each: float = 0.8

    def fires(self, text: str) -> bool:
        """Whether there are lines enough."""
        return text.count("\n") >= 3

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for each part of the page that was read across."""
        lines = printed(page)
        if len(lines) > LONG_PAGE:
            return
        texts = [line.text for line in lines]
        if not may_be_woven(texts):
            return
        found = tangles(texts)
        own = [
            tangle
            for tangle in found.tangles
            if tangle.bits >= max(self.show_at, self.each * tangle.broken) and is_of_prose(tangle)
        ]
        if not own or sum(tangle.bits for tangle in own) <= _MORE * _of_one_length(lines):
            return
        for tangle in own:
            numbers = (tangle.size, len(tangle.strands))
            yield Proposal(tuple(_apart(lines, found.pieces, tangle)), "rows-read-down", numbers, tangle.bits)


_MORE = 1.1
"""How many times the bits of columns of one length, which ``woven-columns`` takes apart, those here have to be.
Chosen."""


def _of_one_length(lines: Sequence[Line]) -> float:
    """Bits for the page's columns being of one length, each row of them on lines of its own."""
    found = features([line.text for line in lines], [False] * len(lines))
    return weave(found, [line.role == Role.BODY for line in lines], language=True).bits


def _apart(lines: Sequence[Line], every: Sequence[Cell], tangle: Tangle) -> Iterator[Op]:
    """Each line cut between its pieces, and those of all strands but the first moved behind it."""
    own = {piece.number for strand in tangle.strands for piece in strand}
    heads: dict[int, int] = {}
    after: LineId | None = None
    for one, other in pairwise([None, *every]):
        if other is None:
            continue
        fresh = one is None or one.line != other.line
        inside = {piece.number for piece in (one, other) if piece} & own
        if fresh or inside:
            heads[other.number] = -1 if fresh else other.start
        if not fresh and inside and one is not None:
            if one.stop < other.start:
                yield Replace(lines[other.line].id, one.stop, other.start)
            yield Split(lines[other.line].id, other.start)
        if one is not None and one.number in own and other.number not in own:
            after = _name(lines, other, heads)
    moved = tuple(_name(lines, piece, heads) for strand in tangle.strands[1:] for piece in strand)
    yield Move(moved, after)


def _name(lines: Sequence[Line], piece: Cell, heads: dict[int, int]) -> LineId:
    own, at = lines[piece.line].id, heads[piece.number]
    return own if at < 0 else (own, at)
