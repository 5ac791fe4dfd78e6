"""Words set wide, with a space after every character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes import Proposal, Replace
from cntextfix.evidence import Evidence
from cntextfix.lexicon import cuts_words, log_odds
from cntextfix.model import Page
from cntextfix.rules.lines import printed

_ONE = (
    r"(?:[“‘「『（《]?(?:[\u3400-\u9fff\U00020000-\U0003ffff]|\d+(?:[.:]\d+)*|[A-Za-z]+)[，。、；：！？”’」』）》]*"
    r"|[，。、；：！？“”‘’「」『』（）《》])"
)
_WIDE = re.compile(rf"(?:(?<!\S)|(?<=[：:])){_ONE}(?:[ \u3000]{_ONE}){{3,}}(?!\S)")
_NUMERALS = frozenset("〇一二三四五六七八九十百千甲乙丙丁戊己庚辛壬癸日")


@dataclass(frozen=True, slots=True)
class SpacedOut:
    """Words set wide, with a space after every character.

    Evidence: the characters left and right of a space make a word more often than they would by chance. Rows of names,
    numerals and table heads do not.

    Example: ``校 外 托 管 专 项 检 查`` becomes ``校外托管专项检查``; ``甲 乙 丙 丁`` stays.

    Options:
        apply_at: bits from which the spaces are taken out.
        show_at: bits from which it is held and shown.
        gap: bits for each space after a single character, beyond the third.
    """

    name: ClassVar[str] = "spaced-out"
    family: ClassVar[str] = "spaces"
    needs_geometry: ClassVar[bool] = False
    codes: ClassVar[tuple[str, ...]] = ("space-after-each",)

    # Rows of names in the made-up articles and tables have 2 or less.
    apply_at: float = 6.0
    show_at: float = 3.0
    gap: float = 0.5

    def fires(self, text: str) -> bool:
        """Whether four single characters stand apart anywhere."""
        return _WIDE.search(text) is not None

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for the stretches of single characters in a line."""
        for line in printed(page):
            bits = 0.0
            gaps: list[int] = []
            for match in _WIDE.finditer(line.text):
                bits += self._evidence(re.split(r"[ \u3000]", match.group()))
                gaps += [at for at in range(match.start(), match.end()) if line.text[at] in " \u3000"]
            kept = [at for at in gaps if not _both_latin(line.text, at)]
            if bits >= self.show_at and kept:
                ops = tuple(Replace(line.id, at, at + 1) for at in kept)
                yield Proposal(ops, "space-after-each", (len(kept),), bits)

    def _evidence(self, pieces: Sequence[str]) -> float:
        odds = (
            log_odds(cut) + self.gap
            for one, cut in zip(pieces, cuts_words(pieces), strict=False)
            if cut is not None and one[-1:] not in _NUMERALS
        )
        return sum(odds) - 3 * self.gap


def _both_latin(text: str, at: int) -> bool:
    """A space between words of an alphabet or numbers stays."""
    return text[at - 1].isascii() and text[at + 1].isascii()
