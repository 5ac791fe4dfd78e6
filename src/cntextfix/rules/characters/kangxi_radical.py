"""Radicals in place of the characters that look the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from cntextfix.changes import Proposal
from cntextfix.data import table
from cntextfix.evidence import Evidence
from cntextfix.model import Page
from cntextfix.rules.characters.swap import swapped
from cntextfix.scripts import script_of

_RADICAL = "\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5"
_FOUND = re.compile("[\u2e81-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5]+")
_DETECT = re.compile("[\u2e81-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5]")
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_IN_TEXT = re.compile(f"[{_HAN}][{_RADICAL}]|[{_RADICAL}][{_HAN}]")
_AS_SIMPLIFIED = str.maketrans("戶靑黃", "户青黄")
"""Shapes that simplified type draws a little otherwise: fonts name them by the same radical (⽤⼾ is 用户)."""

IN_TEXT, ALONE = 20.0, 6.0
"""Bits on a page where a radical stands beside a character, and where all of them stand alone (a list of radicals)."""


@dataclass(frozen=True, slots=True)
class KangxiRadical:
    """Kangxi radicals and those of the Radicals Supplement, as PDF fonts name characters, in place of the characters.

    By Unicode's tables (EquivalentUnifiedIdeograph.txt; NFKC for the Kangxi block). A page of radicals that stand
    beside no character is a list of them, and is held.

    Example: ``⽤⼈单位⻝堂`` becomes ``用人单位食堂``.

    Options:
        apply_at: bits from which radicals are replaced.
        show_at: bits from which they are held and shown.
    """

    name: ClassVar[str] = "kangxi-radical"
    family: ClassVar[str] = "characters"
    needs_geometry: ClassVar[bool] = False
    codes: ClassVar[tuple[str, ...]] = ("kangxi-radical",)

    apply_at: float = 10.0
    show_at: float = 4.0

    def fires(self, text: str) -> bool:
        """Whether there is any radical."""
        return _DETECT.search(text) is not None

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a line."""
        text = page.text
        bits = IN_TEXT if _IN_TEXT.search(text) else ALONE
        equivalents = _equivalents(script_of(text) == "simplified")
        for line in page.lines:
            proposal = swapped(line, _FOUND, equivalents, "kangxi-radical", bits)
            if proposal:
                yield proposal


@cache
def _equivalents(simplified: bool) -> dict[int, str]:
    pairs = {ord(radical): char for radical, char in table("radicals").items()}
    pairs |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    return {code: char.translate(_AS_SIMPLIFIED) if simplified else char for code, char in pairs.items()}
