"""Variant forms of traditional characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from cntextfix.changes.verbs import Proposal
from cntextfix.chinese.scripts import script_of, signs
from cntextfix.document.model import DROPPED, Page
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.script.convert import convert, proposals, version
from cntextfix.wording.records import ReasonWords, RuleWords

_CONFIG = {"tw": ("hk2t", "t2tw"), "hk": ("tw2t", "t2hk"), "opencc": ("hk2t", "tw2t")}
_SAMPLE = 4096
"""Characters of a page from which its script is told. Chosen."""


@dataclass(frozen=True, slots=True)
class VariantForm:
    """Variants of traditional characters brought to one standard, by OpenCC's tables: Taiwan's (為 裡 著), Hong Kong's
    (為 裏 着) or OpenCC's own (爲 裏 着). A matter of style, so it is switched off unless a recipe asks for it.

    Simplified lines are left alone.

    Example: ``爲什麼站着`` becomes ``為什麼站著``.

    Options:
        standard: ``tw``, ``hk`` or ``opencc``.
        apply_at: bits from which a line is changed.
        show_at: bits from which it is held and shown.
    """

    name: ClassVar[str] = "variant-form"
    family: ClassVar[str] = "script"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="繁体异体字统一",
        text=(
            "依 OpenCC 的对照表把繁体异体字统一为台湾（為 裡 著）、香港（為 裏 着）或 OpenCC 的写法。这是风格问题，"
            "所以默认关闭。简体行不动。"
        ),
        example="“爲什麼站着” → “為什麼站著”",
        options={
            "standard": "tw、hk 或 opencc",
        },
        reasons={
            "variant-form": ReasonWords(
                "{characters:character}: variants brought to one standard",
                "{characters} 字：异体字统一",
                ("characters",),
            ),
        },
    )

    standard: Literal["tw", "hk", "opencc"] = "tw"
    apply_at: float = 10.0
    show_at: float = 4.0

    @property
    def engine(self) -> str:
        """What converts, with its version; part of a recipe's fingerprint."""
        return version()

    def fires(self, text: str) -> bool:
        """Whether there is anything but ASCII."""
        return not text.isascii()

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a line."""
        if script_of(page.text[:_SAMPLE]) == "simplified" and not signs("traditional").search(page.text):
            return
        lines = [line for line in page.lines if line.role not in DROPPED and script_of(line.text) != "simplified"]
        yield from proposals(lines, convert([line.text for line in lines], _CONFIG[self.standard]), "variant-form")
