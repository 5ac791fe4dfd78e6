"""Vertical forms of marks on pages of vertical text, where they stand for the plain marks and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Proposal, Replace
from cntextfix.chinese.data import table
from cntextfix.document.model import Page
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import ReasonWords, RuleWords

_FORM = re.compile("[\ufe10-\ufe19\ufe30-\ufe48]")
_CERTAIN = 20.0
"""Bits: the page tells that its text runs downwards. Chosen."""


@dataclass(frozen=True, slots=True)
class VerticalForm:
    """Vertical forms of Chinese marks on PDF pages of vertical text: some fonts give them as what their glyphs mean.

    Where the text runs downwards no context is needed: ``11︓9`` is a score and ``——`` may come as ``︱︱``. Elsewhere
    presentation-form looks at what stands beside a form.

    Example: ``十一比九︐15︓13`` on a vertical page becomes ``十一比九，15：13``.

    Options:
        apply_at, show_at: as for every rule.
    """

    name: ClassVar[str] = "vertical-form"
    family: ClassVar[str] = "characters"
    needs_geometry: ClassVar[bool] = True
    words: ClassVar[RuleWords] = RuleWords(
        summary="竖排 PDF 页面上竖排形式的标点",
        text=(
            "只用于竖排的 PDF 页：有些字体给出的是竖排形式的标点。文字往下排的地方不看上下文；"
            "别处由 presentation-form 处理。"
        ),
        example="竖排页上的“十一比九︐15︓13” → “十一比九，15：13”",
        reasons={
            "vertical-form": ReasonWords(
                "{marks:mark} in the form for vertical text", "{marks} 个竖排形式的标点", ("marks",)
            ),
        },
    )

    apply_at: float = 10.0
    show_at: float = 4.0

    def fires(self, text: str) -> bool:
        """Whether there is any such form."""
        return _FORM.search(text) is not None

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a line: how many forms it has."""
        if page.layout is None or not page.layout.vertical:
            return
        plain = table("presentation")
        for line in page.lines:
            ops = tuple(
                Replace(line.id, match.start(), match.end(), plain[match.group()])
                for match in _FORM.finditer(line.text)
                if match.group() in plain
            )
            if ops:
                yield Proposal(ops, "vertical-form", (len(ops),), _CERTAIN)
