"""Whole lines and whole blocks printed again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix import echoes
from cntextfix.changes import Label, Proposal
from cntextfix.evidence import Evidence
from cntextfix.model import DROPPED, Page, Role


@dataclass(frozen=True, slots=True)
class Echo:
    """Lines printed again, line by line, and blocks printed again, at once or further down.

    The copies are labelled ``echo``: they stay in the document, and are not printed.

    Example: ``测深的竹竿一下一下点着石`` printed on two lines is one line.

    Options:
        apply_at: bits from which copies are labelled.
        show_at: bits from which they are held and shown.
        min_help, max_help: strong zones elsewhere in the document once they have more than
            ``min_help`` bits together help a weak echo, by a sixth of their bits and ``max_help`` at most.
    """

    name: ClassVar[str] = "echo"
    family: ClassVar[str] = "dedouble"
    needs_geometry: ClassVar[bool] = False
    codes: ClassVar[tuple[str, ...]] = ("echo-lines", "echo-block")

    # Two adjacent lines of 16 Han characters that stop in mid-sentence have 10; no clean corpus has any above 0.
    apply_at: float = 10.0
    show_at: float = 4.0
    min_help: float = 20.0
    max_help: float = 16.0

    def fires(self, text: str) -> bool:
        """Whether any line longer than a word stands on the page twice."""
        keys = ["".join(line.split()) for line in text.split("\n")]
        long = [key for key in keys if len(key) > 2]
        return len(set(long)) < len(long)

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a zone of copies standing line by line, one a block printed again."""
        lines = [line for line in page.lines if line.role not in DROPPED]
        help_bits = min(self.max_help, evidence.overprint / 6) if evidence.overprint >= self.min_help else 0.0
        for found in echoes.find([line.text for line in lines], help_bits):
            size = sum(len(lines[n].text) for n in found.copies)
            yield Proposal(
                tuple(Label(lines[n].id, Role.ECHO) for n in found.copies),
                "echo-lines" if found.gap < 0 else "echo-block",
                (len(found.copies), size, found.times if found.gap < 0 else found.gap),
                found.evidence,
            )
