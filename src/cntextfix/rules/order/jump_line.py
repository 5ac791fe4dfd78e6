"""Where an article goes on, or comes from: 下转第3版, 上接第1版."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Label, Proposal
from cntextfix.document.model import Page, Role
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.lines import printed
from cntextfix.wording.records import ReasonWords, RuleWords

_JUMP = re.compile(
    r"[（(]?\s*(?:[紧緊][接转轉]|[下上][转轉接]|[转轉][载載]?)\s*第?\s*[A-Da-d]?[\d〇一二三四五六七八九十]{1,3}\s*版.{0,12}?[）)]?$"
)


@dataclass(frozen=True, slots=True)
class JumpLine:
    """Where an article goes on, or comes from, on a line of its own.

    It is labelled, so that it is neither joined with the text nor taken for a caption.

    Example: ``（下转第3版）``, ``上接第1版``.

    Options:
        apply_at: bits from which the line is labelled.
        show_at: bits from which the label is held and shown.
    """

    name: ClassVar[str] = "jump-line"
    family: ClassVar[str] = "order"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="转版标记（下转第3版、上接第1版）",
        text="单独一行的转版标记，加上标签，免得接进正文或当作图片说明。",
        example="“（下转第3版）”“上接第1版”",
        reasons={
            "looks-like-jump": ReasonWords("a jump to or from another page", "转版标记"),
        },
    )

    # By form: no line of 2.7 M characters of clean text that is no jump has it.
    apply_at: float = 5.0
    show_at: float = 5.0

    def fires(self, text: str) -> bool:
        """Whether a page number is named anywhere."""
        return "版" in text

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a line."""
        for line in printed(page):
            if line.role == Role.BODY and _JUMP.match(line.text.strip()):
                yield Proposal((Label(line.id, Role.JUMP),), "looks-like-jump", (), 12.0)
