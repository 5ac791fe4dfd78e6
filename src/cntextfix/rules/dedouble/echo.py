"""Whole pages printed again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Label, Proposal
from cntextfix.document.model import DROPPED, Page, Role
from cntextfix.overprint import echoes
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import ReasonWords, RuleWords


@dataclass(frozen=True, slots=True)
class Echo:
    """A page printed twice: all its lines again, behind the first printing.

    The copies are labelled ``echo``: they stay in the document, and are not printed. Only what is most of a page
    counts, for clauses, forms and refrains stand again on their own; smaller blocks are held, unless they begin in the
    middle of a line or a sentence and the document is overprinted elsewhere. Lines and blocks that stand again at once
    are ``tandem-repeat``'s.

    Example: a page of forty lines, and the same forty lines again.

    Options:
        apply_at: bits from which copies are labelled.
        show_at: bits from which they are held and shown.
        loose: bits for a block that begins in mid-line or mid-sentence where it stands again, in a document with
            overprint.
        overprinted: bits of overprint that the document has for that, at least.
    """

    name: ClassVar[str] = "echo"
    family: ClassVar[str] = "dedouble"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="整页又印了一遍，第二遍不再印",
        text=(
            "副本标为 echo：留在文档里，但不输出。只有占了大半页的才算，条款、表格、副歌本来就会重出；较小的只提出，"
            "不改动，除非它从一行或一句的中间开始，而全文别处也有叠印。"
        ),
        example="一页四十行，后面又是同样的四十行",
        options={
            "loose": "全文有叠印时，从行中或句中开始又印了一遍的一段加多少比特",
            "overprinted": "全文叠印的证据至少多少比特，才算有叠印",
        },
        reasons={
            "echo-block": ReasonWords(
                "{lines:line} ({characters:character}) printed again, {gap:line} further down",
                "{lines} 行（共 {characters} 字）在 {gap} 行之后又印了一遍",
                ("lines", "characters", "gap"),
            ),
        },
    )

    # Two lines of prose that are most of a page and stand twice have 10 bits, seven have 70.
    apply_at: float = 10.0
    show_at: float = 4.0
    # A block that hangs loose stands in one of 90 real PDFs, which was drawn twice, and in none of 610,000 lines of
    # clean and of extracted text. One file is no proof; in a document drawn twice it is one more copy.
    loose: float = 6.0
    overprinted: float = 60.0

    def fires(self, text: str) -> bool:
        """Whether any line longer than a word stands on the page twice."""
        keys = ["".join(line.split()) for line in text.split("\n")]
        long = [key for key in keys if len(key) > 2]
        return len(set(long)) < len(long)

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for the second printing: its lines, its characters, the lines before it."""
        lines = [line for line in page.lines if line.role not in DROPPED]
        for found in echoes.find([line.text for line in lines]):
            size = sum(len(lines[n].text) for n in found.copies)
            yield Proposal(
                tuple(Label(lines[n].id, Role.ECHO) for n in found.copies),
                "echo-block",
                (len(found.copies), size, found.gap),
                found.evidence + (self.loose if found.loose and evidence.overprint >= self.overprinted else 0.0),
            )
