"""A headline that stands after text of its own article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Label, Move, Op, Proposal
from cntextfix.document.model import Line, Page, Role
from cntextfix.paragraphs.features import BYLINE, start_class
from cntextfix.rules.blocks import TITLE_WIDTH, TextBlock, blocks
from cntextfix.rules.captions.looks import caption_bits, is_credit
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.lines import printed
from cntextfix.wording.records import ReasonWords, RuleWords

_QUOTED = re.compile(r"[“「]([^“”「」]{1,8})[”」]")
_GAP = re.compile(r"[\u3400-\u9fff”」！？][ \u3000][\u3400-\u9fff“「]")
_BYLINE = re.compile(r"(?:□\s?|■\s?)?(?:本[报報刊](?:记者|記者|通[讯訊][员員])|文[/／]|(?:记者|記者)[\s　])")


@dataclass(frozen=True, slots=True)
class LateHeadline:
    """A headline that stands after text of its own article.

    The right half of a page can come before the left one in the stream, with the headline in between. Evidence: the
    page begins with body text; the words that the headline quotes are the ones that the section headings after it
    begin with; or it ends the page, together with its byline.

    Example: body text, then ``“争”上奋笔“美”中挥毫``, then sections headed ``“争”上奋笔 …`` and ``“美”中挥毫 …``: the
    headline goes to the top.

    Options:
        apply_at: bits from which the headline is moved.
        show_at: bits from which the move is held and shown.
        named: bits for each section heading that takes up a quoted word.
        signed: bits for a byline next to a headline at the end of the page.
        wanted: bits for a line of two phrases at the end of a page that begins with 本报讯 and has no headline.
    """

    name: ClassVar[str] = "late-headline"
    family: ClassVar[str] = "order"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="主题印在了自己文章的正文之后",
        text=(
            "版面右半先于左半输出时，主题会落在正文中间。版面以正文开头，而主题中加引号的词正是其后小标题的开头；"
            "或主题与署名一起在页末，才移到前面。"
        ),
        example="正文，“争”上奋笔“美”中挥毫，小标题 → 主题移到最前",
        options={
            "named": "每个承接引号中词语的小标题，加多少比特",
            "signed": "页末主题旁有署名，加多少比特",
            "wanted": "以“本报讯”开头而无主题的页，页末有两句式的一行，加多少比特",
        },
        reasons={
            "headline-names-sections": ReasonWords(
                "{headings:heading} after it take up the words that the headline quotes",
                "其后有 {headings} 个小标题承接主题中加引号的词",
                ("headings",),
            ),
            "headline-with-byline": ReasonWords(
                "a headline with its byline at the end of the page", "主题与署名印在页末", ("lines",)
            ),
            "report-without-headline": ReasonWords(
                "a line of two phrases at the end of a page that begins with a report and has no headline",
                "本页以“本报讯”开头而无主题，页末有一行两句式的标题",
            ),
        },
    )

    # Two headings that begin with two of the headline's quoted words: one quoted word at the head of a title is
    # found on one page in fifty of the news corpus, two that agree on none.
    apply_at: float = 8.0
    show_at: float = 4.0
    named: float = 5.0
    signed: float = 9.0
    wanted: float = 8.0

    def fires(self, text: str) -> bool:
        """Whether the page quotes words, or has a byline, and has lines to move."""
        return text.count("\n") >= 6 and (len(_QUOTED.findall(text)) > 3 or _BYLINE.search(text) is not None)

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """At most one proposal a page: only a page without a headline at its top gets one."""
        lines = printed(page)
        if not _prospect(lines):
            return
        found = blocks(lines)
        if not found or found[0].title or lines[0].role != Role.BODY:
            return
        for first in range(1, len(found)):
            if not found[first].title or found[first - 1].title:
                continue
            run = first
            while run < len(found) and found[run].title:
                run += 1
            size, names = _naming(found, first, run)
            if names:
                ops = _to_top(lines, found[first : first + size])
                yield Proposal(ops, "headline-names-sections", (names,), self.named * names)
                return
            if run < len(found) - 1:
                continue
            if signed := _signed(found, first, run):
                ops = _to_top(lines, found[first:run], signed)
                yield Proposal(ops, "headline-with-byline", (run - first,), self.signed)
            elif (
                start_class(found[0].text) == BYLINE
                and _GAP.search(found[first].text)
                and not _is_caption(found[first])
            ):
                yield Proposal(_to_top(lines, found[first : first + 1]), "report-without-headline", (), self.wanted)
            return


def _prospect(lines: Sequence[Line]) -> bool:
    """Whether a line can be a headline: short, with quoted words, or near a byline or a gap at the end of the page."""
    texts = [line.text.strip() for line in lines]
    quoting = sum(len(text) <= TITLE_WIDTH // 2 and len(_QUOTED.findall(text)) > 0 for text in texts)
    ends = any(_BYLINE.match(text) or start_class(text) == BYLINE or _GAP.search(text) for text in texts[-8:])
    return ends or quoting > 1


SECTIONS = 200
"""Blocks after a headline among which its sections are looked for. Chosen."""


def _naming(found: Sequence[TextBlock], first: int, stop: int) -> tuple[int, int]:
    """Of the titles ``[first, stop)``, how many make the headline, and how many headings take up its quoted words."""
    best = (0, 0)
    for size in range(1, stop - first + 1):
        quoted = {word for block in found[first : first + size] for word in _QUOTED.findall(block.text)}
        headings = [_QUOTED.match(block.text) for block in found[first + size : first + size + SECTIONS] if block.title]
        names = {match.group(1) for match in headings if match and match.group(1) in quoted}
        if len(names) >= max(best[1], 1):
            best = (size, len(names))
    return best


def _signed(found: Sequence[TextBlock], first: int, stop: int) -> TextBlock | None:
    """The byline among titles at the end of a page, or right after them."""
    for block in found[first : stop + 1]:
        one_line = block.stop - block.start == 1 and not is_credit(block.text)
        if one_line and (_BYLINE.match(block.text) or start_class(block.text) == BYLINE):
            return block if block is not found[first] else None
    return None


def _is_caption(block: TextBlock) -> bool:
    return is_credit(block.text) or caption_bits(block.text) != 0.0


def _to_top(lines: Sequence[Line], titles: Sequence[TextBlock], byline: TextBlock | None = None) -> tuple[Op, ...]:
    moved: list[Op] = []
    names = []
    for block in [*[t for t in titles if t is not byline], *([byline] if byline else [])]:
        for line in lines[block.start : block.stop]:
            names.append(line.id)
            moved.append(Label(line.id, Role.BYLINE if block is byline else Role.HEADLINE))
    return (*moved, Move(tuple(names), lines[0].id))
