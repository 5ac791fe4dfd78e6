"""Lead paragraphs that stand after the article they introduce."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import ClassVar

from cntextfix.changes.verbs import Move, Proposal
from cntextfix.document.model import Page, Role
from cntextfix.rules.blocks import TextBlock, blocks
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.lines import printed
from cntextfix.wording.records import ReasonWords, RuleWords

_GRAM = 4
"""Characters that a lead and a headline have to share to have a phrase in common. Chosen."""


@dataclass(frozen=True, slots=True)
class LateLead:
    """Lead paragraphs that stand after the article they introduce.

    A lead is often set over several columns, in a frame of its own that comes late in the stream. Evidence: it is set
    to a measure far wider than the sections before it, and repeats phrases of the headline.

    Example: ``过去一年，该镇在“争”上奋笔、“美”中挥毫…`` on lines of 60 characters, after sections on lines of 36, goes
    to the headline.

    Options:
        apply_at: bits from which the lead is moved.
        show_at: bits from which the move is held and shown.
        wider: how many times as wide as the sections' its measure has to be.
        phrase: bits for each run of four characters that it shares with the headline.
        most: bits that phrases can bring.
    """

    name: ClassVar[str] = "late-lead"
    family: ClassVar[str] = "order"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="导语印在了它所引出的文章之后",
        text="导语常通栏排在自己的框里，输出时落在文章之后。排得远比各节宽，又重复主题的词句，才移到主题之后。",
        example="正文每行 36 字，其后有每行 60 字、重提主题的一段",
        options={
            "wider": "须为各节行宽的多少倍",
            "phrase": "每处与主题相同的四字，加多少比特",
            "most": "词句相同至多加多少比特",
        },
        reasons={
            "lead-repeats-headline": ReasonWords(
                (
                    "{paragraphs:paragraph} set far wider than the sections, {phrases:phrase} in common with the "
                    "headline"
                ),
                "{paragraphs} 段排得比各节宽得多，与主题有 {phrases} 处相同的词句",
                ("paragraphs", "phrases"),
            ),
        },
    )

    # Paragraphs of the made-up articles share 0 to 2 runs of four characters with their headline, one of 170 has 4.
    apply_at: float = 8.0
    show_at: float = 4.0
    wider: float = 1.3
    phrase: float = 2.0
    most: float = 16.0

    def fires(self, text: str) -> bool:
        """Whether there are lines to move."""
        return text.count("\n") >= 8

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """At most one proposal: the wide paragraphs that end an article go after the headline at the top."""
        lines = printed(page)
        head = 0
        while head < len(lines) and lines[head].role in (Role.KICKER, Role.HEADLINE, Role.SUBHEAD, Role.BYLINE):
            head += 1
        if not head or head == len(lines):
            return
        headline = "".join(line.text for line in lines[:head] if line.role != Role.BYLINE)
        grams = {headline[n : n + _GRAM] for n in range(len(headline) - _GRAM + 1)}
        text = "".join(line.text.strip() for line in lines[head:])
        if not any(gram in text for gram in grams):  # quick; to find the blocks takes far longer
            return
        found = blocks(lines[head:])
        for first, stop in _wide(found, self.wider):
            said = "".join(block.text for block in found[first:stop])
            shared = sum(gram in said for gram in grams)
            if shared:
                moved = tuple(line.id for block in found[first:stop] for line in lines[head:][block.start : block.stop])
                yield Proposal(
                    (Move(moved, lines[head].id),), "lead-repeats-headline", (stop - first, shared),
                    min(self.most, self.phrase * shared),
                )  # fmt: skip
                return


def _wide(found: Sequence[TextBlock], wider: float) -> Iterator[tuple[int, int]]:
    """Stretches of body blocks, up to the next title, that begin with one far wider than the body before it."""
    for first in range(2, len(found)):
        block = found[first]
        before = [b.width for b in found[:first] if not b.title and b.stop - b.start > 1]
        if block.title or not before or block.width < wider * median(before[-6:]):
            continue
        stop = first
        while stop < len(found) and not found[stop].title:
            stop += 1
        yield first, stop
        return
