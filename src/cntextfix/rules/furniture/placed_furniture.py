"""Page furniture and unseen text, known by their place on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Label, Proposal
from cntextfix.document.model import Page, Role
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import ReasonWords, RuleWords


@dataclass(frozen=True, slots=True)
class PlacedFurniture:
    """Label what the layout found to be no article text: mastheads, running heads, folios, foot lines, advertisements
    (``furniture``), and text that nobody sees on the page (``hidden``: render mode 3, white on white, off the page).

    Example:
        ``A13版`` ``2023年9月21日`` ``责任编辑：方晓`` above the rule at the head of a page → ``furniture``

    Options:
        bits: evidence of the layout's finding, which needs a place at the edge of the page and words of furniture.
        apply_at, show_at: as for every rule.
    """

    name: ClassVar[str] = "placed-furniture"
    family: ClassVar[str] = "furniture"
    needs_geometry: ClassVar[bool] = True
    words: ClassVar[RuleWords] = RuleWords(
        summary="按版面位置认出报头、版次、页脚、广告和看不见的文字",
        text=(
            "只用于 PDF。报头、页眉、版次、页脚、广告标为 furniture；版面上看不见的文字（白底白字、版外）标为 hidden。"
        ),
        example="版面顶端横线以上的“A13版”“2023年9月21日”“责任编辑：方晓” → furniture",
        reasons={
            "placed-furniture": ReasonWords(
                "{lines:line} of page furniture, by their place and words",
                "按位置和用语看，{lines} 行是版面信息",
                ("lines",),
            ),
            "unseen": ReasonWords(
                "{lines:line} that nobody can see on the page", "{lines} 行在版面上看不见", ("lines",)
            ),
        },
    )

    bits: float = 20.0
    apply_at: float = 10.0
    show_at: float = 4.0

    def fires(self, text: str) -> bool:
        """Whether there is text at all."""
        return bool(text)

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for each block: how many lines it has."""
        if page.layout is None:
            return
        codes = {Role.FURNITURE: "placed-furniture", Role.HIDDEN: "unseen"}
        for block in page.layout.blocks:
            role = Role(block.role)
            if role in codes:
                ops = tuple(Label(line, role) for line in block.lines)
                yield Proposal(ops, codes[role], (len(ops),), self.bits)
