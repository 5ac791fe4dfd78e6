"""Compatibility ideographs: second codes of characters, kept in Unicode for the sake of older sets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from cntextfix.changes.verbs import Proposal
from cntextfix.document.model import Page
from cntextfix.rules.characters.swap import swapped
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import ReasonWords, RuleWords

_DETECT = re.compile("[\uf900-\ufad9\U0002f800-\U0002fa1d]")
_KANA = re.compile("[\u3041-\u30fa]")

_CHINESE = 20.0
"""Bits in Chinese. Chosen."""
_JAPANESE = 6.0
"""Bits in Japanese, where the second code can mean the older shape of a name (神 in U+FA19), which a reader may want.
Chosen."""


@dataclass(frozen=True, slots=True)
class CompatibilityIdeograph:
    """Compatibility ideographs in place of the unified ones that they are canonically equal to.

    The twelve of the block that are unified ideographs themselves (﨎, 﨑 …) have no equal, and stay. On a page with
    kana the rest is held.

    Example: ``金融`` written U+F90A U+878D becomes U+91D1 U+878D.

    Options:
        apply_at: bits from which they are replaced.
        show_at: bits from which they are held and shown.
    """

    name: ClassVar[str] = "compatibility-ideograph"
    family: ClassVar[str] = "characters"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="兼容汉字改为统一汉字",
        text="兼容汉字改为等同的统一汉字。本身就是统一汉字的十二个（﨎、﨑……）保留。有假名的页只提出，不改动。",
        example="写成 U+F90A 的“金” → U+91D1",
        reasons={
            "compatibility-ideograph": ReasonWords(
                "{ideographs:compatibility ideograph} in place of unified ones",
                "{ideographs} 个兼容汉字改为统一汉字",
                ("ideographs",),
            ),
        },
    )

    apply_at: float = 10.0
    show_at: float = 4.0

    def fires(self, text: str) -> bool:
        """Whether there is any character of these blocks."""
        return _DETECT.search(text) is not None

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a line."""
        bits = _JAPANESE if _KANA.search(page.text) else _CHINESE
        found, equals = _equals()
        for line in page.lines:
            proposal = swapped(line, found, equals, "compatibility-ideograph", bits)
            if proposal:
                yield proposal


@cache
def _equals() -> tuple[re.Pattern[str], dict[int, str]]:
    codes = [*range(0xF900, 0xFADA), *range(0x2F800, 0x2FA1E)]
    pairs = {code: unicodedata.normalize("NFC", chr(code)) for code in codes}
    pairs = {code: char for code, char in pairs.items() if char != chr(code)}
    return re.compile(f"[{''.join(map(chr, pairs))}]+"), pairs
