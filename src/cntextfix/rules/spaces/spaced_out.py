"""Words set wide, with a space after every character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes import Proposal, Replace
from cntextfix.evidence import Evidence
from cntextfix.lexicon import meetings
from cntextfix.model import Line, Page
from cntextfix.rules.lines import printed

_ONE = (
    r"(?:[“‘「『（《]?(?:[\u3400-\u9fff\U00020000-\U0003ffff]|\d+(?:[.:]\d+)*|[A-Za-z]+)[，。、；：！？”’」』）》]*"
    r"|[，。、；：！？“”‘’「」『』（）《》])"
)
_WIDE = re.compile(rf"(?:(?<!\S)|(?<=[：:])){_ONE}(?:[ \u3000]{_ONE}){{3,}}(?!\S)")
_SENTENCE = re.compile("[，。；！？]")
_NUMERALS = frozenset("〇一二三四五六七八九十百千甲乙丙丁戊己庚辛壬癸日")


@dataclass(frozen=True, slots=True)
class SpacedOut:
    """Words set wide, with a space after every character.

    Evidence: the characters left and right of a space make a word more often than they would by chance. Rows of names,
    numerals and table heads do not. Where several such lines stand together without a mark they are no heading, but
    rows of words to learn.

    Example: ``校 外 托 管 专 项 检 查`` becomes ``校外托管专项检查``; ``甲 乙 丙 丁`` stays.

    Options:
        apply_at: bits from which the spaces are taken out.
        show_at: bits from which it is held and shown.
        gap: bits for each space after a single character, beyond the third.
        overlap: bits against a word that shares a character with the one before.
        rows: bits against lines that stand in rows.
        together: bits for lines of a text that is set wide, which has commas and full stops.
    """

    name: ClassVar[str] = "spaced-out"
    family: ClassVar[str] = "spaces"
    needs_geometry: ClassVar[bool] = False
    codes: ClassVar[tuple[str, ...]] = ("space-after-each",)

    # Rows of names in the made-up articles and tables have 2 or less.
    apply_at: float = 6.0
    show_at: float = 3.0
    gap: float = 0.5
    # After a word, the next two characters make one in 25 of 100 places of news and laws, else in 47 of 100.
    overlap: float = 0.9
    # More than what the likeliest rows (父 母 兄 弟 姐 妹) have beyond apply_at.
    rows: float = 16.0
    # Rows have no commas and full stops; prose without many words of two characters has -2 a line.
    together: float = 8.0

    def fires(self, text: str) -> bool:
        """Whether four single characters stand apart anywhere."""
        return _WIDE.search(text) is not None

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for the stretches of single characters in a line."""
        lines = printed(page)
        wide = [list(_WIDE.finditer(line.text)) for line in lines]
        found = [sum(self._evidence(re.split(r"[ \u3000]", match.group())) for match in matches) for matches in wide]
        prose = any(not matches and _is_prose(line.text) for line, matches in zip(lines, wide, strict=True))
        for start, stop in _runs(wide):
            near = self._near(lines[start:stop], found[start:stop], prose)
            for n in range(start, stop):
                text, bits = lines[n].text, found[n] + near
                gaps = [at for match in wide[n] for at in range(*match.span()) if text[at] in " \u3000"]
                kept = [at for at in gaps if not _both_latin(text, at)]
                if bits >= self.show_at and kept:
                    ops = tuple(Replace(lines[n].id, at, at + 1) for at in kept)
                    yield Proposal(ops, "space-after-each", (len(kept),), bits)

    def _near(self, lines: Sequence[Line], found: Sequence[float], prose: bool) -> float:
        """Bits for each of the lines set wide that stand together."""
        if len(lines) > 1 and any(_SENTENCE.search(line.text) for line in lines):
            return self.together if sum(found) > -self.together else 0.0
        return -self.rows if len(lines) > (MOST_HEADING if prose else 1) else 0.0

    def _evidence(self, pieces: Sequence[str]) -> float:
        bits = -3 * self.gap
        before = False
        for one, met in zip(pieces, meetings(pieces), strict=False):
            if met is not None and one[-1:] not in _NUMERALS:
                bits += met.bits + self.gap - (self.overlap if before and met.known else 0.0)
            before = met is not None and met.known
        return bits


MOST_HEADING, PROSE = 2, 16
"""So many lines set wide, one after the other, can be a heading, if there is a line of text on the page: of so many
characters, with a mark inside. More are rows."""


def _is_prose(text: str) -> bool:
    return len(text) >= PROSE and _SENTENCE.search(text.strip()[:-1]) is not None


def _runs(wide: Sequence[Sequence[re.Match[str]]]) -> Iterator[tuple[int, int]]:
    """Lines set wide that stand next to each other."""
    start = 0
    for n in range(len(wide) + 1):
        if n == len(wide) or not wide[n]:
            if n > start:
                yield start, n
            start = n + 1


def _both_latin(text: str, at: int) -> bool:
    """A space between words of an alphabet or numbers stays."""
    return text[at - 1].isascii() and text[at + 1].isascii()
