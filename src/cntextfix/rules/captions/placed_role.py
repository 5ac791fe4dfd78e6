"""Roles and articles by place: what is a headline, a caption, a quote, and to which article it belongs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from cntextfix.changes.verbs import Label, Proposal
from cntextfix.document.geometry import Block
from cntextfix.document.model import DROPPED, Page, Role
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import ReasonWords, RuleWords


@dataclass(frozen=True, slots=True)
class PlacedRole:
    """Label the lines of a PDF page with what the layout found them to be, and number its articles.

    Sizes, weights, places and words together tell kicker, headline, subhead, byline, jump, label, heading, body, quote,
    caption and credit. The layout has already put them in reading order, captions after the body of their article.

    Example:
        a line at 0.85 of the body's size right below a picture → ``caption`` of the article whose region it stands in

    Options:
        bits: evidence of the layout's finding for a block.
        apply_at, show_at: as for every rule.
    """

    name: ClassVar[str] = "placed-role"
    family: ClassVar[str] = "captions"
    needs_geometry: ClassVar[bool] = True
    words: ClassVar[RuleWords] = RuleWords(
        summary="按版面位置认出标题、署名、图片说明等，并分出各篇文章",
        text=(
            "只用于 PDF。按字号、粗细、位置和用语，分出引题、主题、副题、署名、转版、栏题、小标题、正文、引语、"
            "图片说明和图片署名，并给文章编号。"
        ),
        example="图片正下方、字号为正文 0.85 的一行 → 图片说明",
        reasons={
            "placed-role": ReasonWords(
                "{role} of article {article}, by its place and type",
                "按位置和字体看，属于第 {article} 篇（{role}）",
                ("role", "article"),
            ),
            "placed-article": ReasonWords(
                "{paragraphs:paragraph} of article {article}, by their place",
                "按位置看，{paragraphs} 段属于第 {article} 篇",
                ("article", "paragraphs"),
            ),
        },
    )

    bits: float = 12.0
    apply_at: float = 10.0
    show_at: float = 4.0

    def fires(self, text: str) -> bool:
        """Whether there is text at all."""
        return bool(text)

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for each block that is not body text (its role and article), one for each article's body."""
        if page.layout is None:
            return
        gone = {
            line.id for line in page.lines if line.role is Role.ECHO
        }  # known by its text, where words were measured
        blocks = [block for block in page.layout.blocks if Role(block.role) not in DROPPED]
        for article, group in groupby(sorted(blocks, key=lambda b: b.article), key=lambda b: b.article):
            body: list[Block] = []
            for block in group:
                role = Role(block.role)
                if role is Role.BODY:
                    body.append(block)
                    continue
                ops = tuple(Label(line, None if line in gone else role, article) for line in block.lines)
                yield Proposal(ops, "placed-role", (str(role), article), self.bits)
            if body:
                ops = tuple(Label(line, None, article) for block in body for line in block.lines)
                yield Proposal(ops, "placed-article", (article, len(body)), self.bits)
