"""Columns woven into each other line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Move, Proposal
from cntextfix.document.model import Page, Role
from cntextfix.paragraphs.features import LISTED, features
from cntextfix.paragraphs.measure import share_measure
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.lines import printed
from cntextfix.rules.order.weave import weave
from cntextfix.wording.records import ReasonWords, RuleWords


@dataclass(frozen=True, slots=True)
class WovenColumns:
    """Columns woven into each other line by line.

    An extractor that reads across the page gives the first line of the left column, the first one of the right, the
    second one of the left. Evidence: words, numbers and quotations cut at line ends go on two lines further down, and
    not on the next; nor does a sentence go on in a line that is indented. With the counts of Chinese (``language``),
    three to six columns of one length are told as well.

    Example: ``清晨薄雾未散，放排人老艾``, ``县文旅局去年对漂流进行了整体``, ``已经把竹排撑到了河心``, ``提升，统一…``.

    Options:
        apply_at: bits from which the columns are unwoven.
        show_at: bits from which it is held and shown.
        least_lines: how many lines there have to be.
        each: bits that there have to be for each of them.
        short: bits against a stretch for each line that it has less than ten.
        language: whether what reads on in what, by counts of Chinese, is asked in place of what makes words.
    """

    name: ClassVar[str] = "woven-columns"
    family: ClassVar[str] = "order"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="并排的各栏逐行交错",
        text=(
            "横着读的提取程序，左栏一行、右栏一行地交错输出。行尾切断的词、数字和引文都在隔一行之后接续，才拆开。"
            "看文字接不接得上时，三至六栏等长的也能拆开。"
        ),
        example="“清晨薄雾未散，放排人老艾”“县文旅局去年对漂流进行了整体”“已经把竹排撑到了河心”“提升，统一……”",
        options={
            "least_lines": "至少多少行",
            "each": "每行至少多少比特",
            "short": "不足十行，每少一行减多少比特",
            "language": "是否也看文字接不接得上（按汉字统计），不只看行尾切断的词",
        },
        reasons={
            "reads-on-two-further": ReasonWords(
                "words cut at the ends of these {lines:line} go on two lines further down",
                "这 {lines} 行行尾切断的词都在隔一行之后接续",
                ("lines",),
            ),
            "reads-on-further": ReasonWords(
                "these {lines:line} read on {columns:line} further down",
                "这 {lines} 行都在往下第 {columns} 行接续",
                ("lines", "columns"),
            ),
        },
    )

    # Of 18,000 pages of articles, news, speech, a novel and laws, wrapped and not woven (some with captions, beside
    # pictures, in paragraphs of two lines), four have 9 bits and more, and 36 have 6; of 4,300 woven ones of 6 to 30
    # lines, 86 % and 92 %. With what reads on a form of addresses in a real file has 9.2.
    apply_at: float = 10.0
    show_at: float = 6.0
    least_lines: int = 6
    each: float = 0.6
    # In text of 25 real files by three extractors two stretches of 34 and 62 lines were woven (49 and 53 bits), and
    # three of six and seven lines were not (10 to 11).
    short: float = 2.0
    # Of 1,200 made pages of two columns with five to nine rows (news, an encyclopaedia; none of it counted) 1,105 are
    # exact with it, and 26 wrong; of 3,500 wrapped and straight ones of ten kinds none is changed. In 29 real files by
    # seven extractors what it weaves apart (12 stretches) was read, and was woven.
    language: bool = True

    def fires(self, text: str) -> bool:
        """Whether there are lines enough."""
        return text.count("\n") >= self.least_lines - 1

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for the page's best stretch: its first column, then the others."""
        lines = printed(page)
        texts = [line.text for line in lines]
        if not share_measure(texts):  # quick; the rest takes a third of the time of a clean page
            return
        found = features(texts, [False] * len(lines))
        body = [line.role == Role.BODY for line in lines]
        best = weave(found, body, language=self.language)
        size = best.stop - best.first
        bits = best.bits - self.short * max(0, _ENOUGH - size)
        each = self.each if best.columns == 2 else max(self.each, _EACH_OF_MORE)
        if bits < self.show_at or size < self.least_lines or bits < each * size:
            return
        if sum(one.start == LISTED for one in found[best.first : best.stop]) > _ITEMS * size:
            return
        moved = tuple(lines[n].id for n in best.moved())
        after = lines[best.stop].id if best.stop < len(lines) else None
        if best.columns == 2:
            yield Proposal((Move(moved, after),), "reads-on-two-further", (size,), bits)
        else:
            yield Proposal((Move(moved, after),), "reads-on-further", (size, best.columns), bits)


_ITEMS = 0.3
"""Share of the lines of a stretch that begin as items at the most: an exam's questions and answers read on in each
other's likes (1．… A．… 2．… A．…). Chosen."""
_EACH_OF_MORE = 1.5
"""Bits that there have to be for each line of three columns or more: of 443 made stretches of three with four to nine
rows 417 have 1.7, 412 of these exact; in a real file a column that was taken in three passes has 0.7."""
_ENOUGH = 10
"""Lines in a stretch from which on its bits are trusted. Chosen."""
