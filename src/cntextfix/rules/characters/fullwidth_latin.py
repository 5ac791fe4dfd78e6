"""Latin letters and digits set fullwidth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Proposal
from cntextfix.document.model import Page
from cntextfix.rules.characters.swap import swapped
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import ReasonWords, RuleWords

# A letter with a combining mark after it stays: narrowed, it would be a letter that ``decomposed-letter`` composes, and
# that rule has been here before.
_FOUND = re.compile("[０-９Ａ-Ｚａ-ｚ]+(?:[．％＋－／＠＿][０-９Ａ-Ｚａ-ｚ]+)*(?![\u0300-\u036f])")
_DETECT = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_NARROW = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_STYLE = 20.0
"""Bits: the user asked for it. Chosen."""


@dataclass(frozen=True, slots=True)
class FullwidthLatin:
    """Fullwidth letters and digits, and the signs between them, to ASCII. A matter of style, so it is switched off
    unless a recipe asks for it.

    Example: ``２０２３年ＧＤＰ增长５．２％`` becomes ``2023年GDP增长5.2％``.

    Options:
        apply_at: bits from which they are narrowed.
        show_at: bits from which they are held and shown.
    """

    name: ClassVar[str] = "fullwidth-latin"
    family: ClassVar[str] = "characters"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="全角字母和数字改为半角",
        text="全角字母、数字及其间的符号改为半角。这是风格问题，所以默认关闭。",
        example="“２０２３年ＧＤＰ增长５．２％” → “2023年GDP增长5.2％”",
        reasons={
            "fullwidth-latin": ReasonWords(
                "{letters:fullwidth letter} or digits", "{letters} 个全角字母或数字", ("letters",)
            ),
        },
    )

    apply_at: float = 10.0
    show_at: float = 4.0

    def fires(self, text: str) -> bool:
        """Whether there is any."""
        return _DETECT.search(text) is not None

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a line."""
        for line in page.lines:
            proposal = swapped(line, _FOUND, _NARROW, "fullwidth-latin", _STYLE)
            if proposal:
                yield proposal
