"""Captions between texts, on several lines, known by their credits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Join, Label, Op, Proposal, Replace
from cntextfix.document.model import Line, Page, Role
from cntextfix.rules.captions.groups import Group, groups
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.lines import printed
from cntextfix.wording.records import ReasonWords, RuleWords


@dataclass(frozen=True, slots=True)
class CaptionGroup:
    """Captions between texts, on several lines, known by their credits.

    A caption stands between the end of one text and the beginning of another one. Its lines, from the end of the text
    before it to the credit that closes it, are labelled and joined; it stays where it stands. A credit in brackets is
    the end of its paragraph, and shows a caption that is no sentence, too; one without brackets keeps a line of its
    own. On a page of several articles narrow lines that make one sentence are a caption without a credit, too.

    Example: ``石磨轉啊轉，磨出一圈``, ``圈白色的豆香。``, ``陶然／攝`` are a caption and its credit.

    Options:
        apply_at: bits from which they are labelled and joined.
        show_at: bits from which this is held and shown.
    """

    name: ClassVar[str] = "caption-group"
    family: ClassVar[str] = "captions"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="两段文字之间、断成几行的图片说明",
        text="前文结束之后、到图片署名为止的几行是一条图片说明：加上标签，接成一行，位置不动。括号里的署名并入说明，没有括号的另起一行。",
        example="“石磨轉啊轉，磨出一圈”“圈白色的豆香。”“陶然／攝”是图片说明和署名",
        reasons={
            "closed-by-credit": ReasonWords(
                "{lines:line} between texts, closed by a photographer's credit",
                "两段文字之间的 {lines} 行，以摄影者署名收尾",
                ("lines",),
            ),
            "narrow-between-texts": ReasonWords(
                "{lines:line} between texts that make one sentence, far narrower than these",
                "两段文字之间的 {lines} 行是一句话，比正文窄得多",
                ("lines",),
            ),
        },
    )

    # Of 91 captions and quotations on 33 made newspaper pages 76 are right (they set it); in 340 real files, most of
    # them no papers, none is labelled, and 17 were without the two lines that show a page of articles.
    apply_at: float = 4.5
    show_at: float = 3.0

    def fires(self, text: str) -> bool:
        """Whether a credit may stand anywhere."""
        return text.count("\n") >= 4

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a caption."""
        lines = printed(page)
        for found in groups(lines):
            role = Role.QUOTE if not found.closed and _is_said_again(lines, found) else Role.CAPTION
            ops = tuple(_together(lines, found, role))
            if ops:
                code = "closed-by-credit" if found.closed else "narrow-between-texts"
                yield Proposal(ops, code, (found.stop - found.start,), found.bits)


def _is_said_again(lines: Sequence[Line], found: Group) -> bool:
    """Whether the page has the same words once more: then they are a pull quote. Lines that others stand between are
    not put together for this."""
    said = "".join(line.text.strip() for line in lines[found.start : found.stop])
    return "".join(line.text.strip() for line in lines).count(said) > 1


def _together(lines: Sequence[Line], found: Group, role: Role) -> Iterator[Op]:
    """Labels for all lines, and joins for those of the caption and those of the credit."""
    for n in range(found.start, found.stop):
        line = lines[n]
        own = Role.CREDIT if n >= found.credit else role
        if line.role != own:
            yield Label(line.id, own)
        if n + 1 < found.stop and n + 1 != found.credit:
            left = line.text.rstrip()
            if len(left) < len(line.text):
                yield Replace(line.id, len(left), len(line.text))
            other = lines[n + 1]
            right = other.text.lstrip()
            if len(right) < len(other.text):
                yield Replace(other.id, 0, len(other.text) - len(right))
            yield Join(line.id)
