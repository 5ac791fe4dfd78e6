"""Overprint on pages with geometry: what was drawn again in the same place, to a share of a glyph's size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Proposal, Replace
from cntextfix.document.model import Page
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import ReasonWords, RuleWords


@dataclass(frozen=True, slots=True)
class Overprint:
    """Keep one of the copies of each unit that was drawn several times over itself to look bold or cast a shadow.

    Only on PDF pages: the layout has found the copies by their place, whatever the order in which they were drawn and
    whatever their fonts, so nothing is guessed. Characters side by side, as in 天天 or 1111, are never copies.

    Example:
        ``工作机制工作机制，，``, whose second halves lie on the first ones → ``工作机制，``

    Options:
        bits_per_glyph: evidence of one glyph drawn within a third of its size of an equal one. By chance it would take
            two equal characters set on top of each other; no such pair was found on 70 pages with 150,000 glyphs.
        apply_at, show_at: as for every rule.
    """

    name: ClassVar[str] = "overprint"
    family: ClassVar[str] = "dedouble"
    needs_geometry: ClassVar[bool] = True
    words: ClassVar[RuleWords] = RuleWords(
        summary="同一位置重复印出的字，只留一次",
        text=(
            "只用于 PDF。版面分析按位置找出重复印的字，不论先后和字体，所以不用猜。并排的字（天天、1111）绝不当作叠印。"
        ),
        example="“工作机制工作机制，，”后一半叠在前一半上 → “工作机制，”",
        options={
            "bits_per_glyph": "一个字与相同的字相距不到三分之一字宽，算多少比特",
        },
        reasons={
            "drawn-again": ReasonWords(
                (
                    "{characters:character} drawn {times} times in the same place, at most {apart} hundredths of an "
                    "em apart"
                ),
                "{characters} 个字在同一位置印了 {times} 次，最多相差 {apart}% 字宽",
                ("characters", "times", "apart"),
            ),
        },
    )

    bits_per_glyph: float = 20.0
    apply_at: float = 10.0
    show_at: float = 4.0

    def fires(self, text: str) -> bool:
        """Whether there is text at all."""
        return bool(text)

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a unit: its length, how often it was printed, the greatest shift in hundredths of an em."""
        if page.layout is None:
            return
        for unit in page.layout.copies:
            yield Proposal(
                (Replace(unit.line, unit.start, unit.stop),),
                "drawn-again",
                (unit.length, unit.times + 1, round(100 * unit.shift)),
                self.bits_per_glyph * unit.length * unit.times,
            )
