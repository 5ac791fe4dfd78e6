"""Lines that were broken for want of room, known by columns, indents and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from cntextfix.changes.verbs import Join, Proposal
from cntextfix.document.model import DROPPED, Page, Role
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import ReasonWords, RuleWords


@dataclass(frozen=True, slots=True)
class PlacedWrap:
    """Join the printed lines of each paragraph, headline and caption of a PDF page; a stanza keeps its line breaks.

    The layout has grouped the lines by their column's edges, their indents and the pictures they run round, over the
    ends of columns too.

    Example:
        ``云溪县地处三县交`` at the foot of a column, ``界，青螺江`` at the head of the next, not indented → one line

    Options:
        bits: evidence of the layout's finding for a block.
        apply_at, show_at: as for every rule.
    """

    name: ClassVar[str] = "placed-wrap"
    family: ClassVar[str] = "reflow"
    needs_geometry: ClassVar[bool] = True
    words: ClassVar[RuleWords] = RuleWords(
        summary="按栏、缩进和图片把断行接成段落",
        text="只用于 PDF。按栏边、缩进和绕排的图片，把同一段、标题或图片说明的各行接起来，跨栏也接；诗节保留换行。",
        example="栏末“云溪县地处三县交”，下一栏开头“界，青螺江”没有缩进 → 一行",
        reasons={
            "placed-wrap": ReasonWords(
                "{lines:line} of one block ({role}), by columns, indents and pictures",
                "按栏、缩进和图片看，{lines} 行同属一段（{role}）",
                ("lines", "role"),
            ),
        },
    )

    bits: float = 12.0
    apply_at: float = 10.0
    show_at: float = 4.0

    def fires(self, text: str) -> bool:
        """Whether there is more than one line."""
        return "\n" in text

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for each block of several lines: how many, and what it is."""
        if page.layout is None:
            return
        gone = {
            line.id for line in page.lines if line.role is Role.ECHO
        }  # known by its text, where words were measured
        for block in page.layout.blocks:
            left = [n for n, name in enumerate(block.lines) if name not in gone]
            if len(left) > 1 and Role(block.role) not in DROPPED:
                ops = tuple(Join(block.lines[a], block.seps[b - 1]) for a, b in pairwise(left))
                yield Proposal(ops, "placed-wrap", (len(left), block.role), self.bits)
