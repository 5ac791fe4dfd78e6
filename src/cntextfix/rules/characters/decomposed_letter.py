"""Letters with their accents beside them, where one character has both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Proposal, Replace
from cntextfix.document.model import Page
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import ReasonWords, RuleWords

_FOUND = re.compile("[^\\W\\d_\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+")
_DETECT = re.compile("[\u0300-\u036f\u3099\u309a]")
_CANONICAL = 20.0
"""Bits; both ways of writing are equal by Unicode, and every reader's software should see them so. Chosen."""


@dataclass(frozen=True, slots=True)
class DecomposedLetter:
    r"""A letter and combining marks in place of the one character that is canonically equal: pinyin and kana, mostly.

    What has no single character stays, and no mark is put in another order.

    Example: ``ha\u030co`` (a and a caron) becomes ``hǎo``.

    Options:
        apply_at: bits from which letters are composed.
        show_at: bits from which they are held and shown.
    """

    name: ClassVar[str] = "decomposed-letter"
    family: ClassVar[str] = "characters"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="字母与附加符号合成一个字符（拼音、假名）",
        text="字母与附加符号合成等同的一个字符，多见于拼音和假名。没有单个字符的保留，符号次序不变。",
        example="a 加第三声符号 → “ǎ”",
        reasons={
            "decomposed-letter": ReasonWords(
                "letter and accent in place of {letter}", "字母与附加符号分开，应合为 {letter}", ("letter",)
            ),
        },
    )

    apply_at: float = 10.0
    show_at: float = 4.0

    def fires(self, text: str) -> bool:
        """Whether there is any combining mark."""
        return not text.isascii() and _DETECT.search(text) is not None

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a letter."""
        for line in page.lines:
            for match in _FOUND.finditer(line.text):
                whole = unicodedata.normalize("NFC", match.group())
                if len(whole) == 1:
                    op = Replace(line.id, match.start(), match.end(), whole)
                    yield Proposal((op,), "decomposed-letter", (whole,), _CANONICAL)
