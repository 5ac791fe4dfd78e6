"""What pdfminer.six writes for a glyph of which the PDF does not say what text it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Proposal, Replace
from cntextfix.document.model import Page
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import ReasonWords, RuleWords

_MARK = re.compile(r"\(cid:\d{1,6}\)")
_QUOTED = re.compile(r"[\"'`“‘「『](?:\(cid:\d{1,6}\))+[\"'`”’」』]")
_ABOUT = re.compile(r"(?<![a-z])cid(?![a-z])|pdf ?miner|pdf ?plumber|pdf2txt|tounicode|cmap|乱码|亂碼|文字化け", re.I)
"""What those write who write about such marks, and nobody else does near them."""
_LOST = "\ufffd"
_FEWEST = 3
"""Marks of a page, at least. Chosen."""
_FEWEST_LINES = 2
"""Lines on which they stand, at least: a question quotes one. Chosen."""
_MOSTLY = 0.5
"""The share of a page's printed characters from which marks stay. Chosen: that page needs OCR."""
_CERTAIN = 20.0
"""Bits of a mark. Some 40 places in code, notes and questions about marks were read: each has another sign of that. Of
25 real PDFs with marks four are changed, and the 68 marks in them are such glyphs."""


@dataclass(frozen=True, slots=True)
class UnmappedGlyph:
    """``(cid:1)``, which pdfminer.six and pdfplumber write for a glyph whose text the PDF does not tell (a box to tick,
    a bullet): one U+FFFD for each, as where the PDF itself is read.

    Which glyph it was is not guessed; its number is in the report. On a page with several numbers they stay, for they
    tell the glyphs apart: 99, 100 and 101 are ①, ② and ③ in some files, and figures elsewhere. Nothing is done, either,
    on a page that writes about such marks or quotes them, on one with few of them, and where most of the page is lost.

    Example: ``是(cid:1) 否(cid:1)`` and, a line further down, ``(cid:1)文字工作`` become ``是\ufffd 否\ufffd`` and
    ``\ufffd文字工作``.

    Options:
        apply_at, show_at: bits; each has 20.
    """

    name: ClassVar[str] = "unmapped-glyph"
    family: ClassVar[str] = "characters"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="pdfminer.six 写作 (cid:N) 的字形，改为 U+FFFD",
        text=(
            "PDF 没有说明是什么字的字形（选项框、项目符号等），pdfminer.six 写作 (cid:1)，这里每个改为一个 U+FFFD，"
            "与直接读 PDF 一样。不猜是什么字，编号留在报告里。"
            "同一页有几种编号就不动，因为靠编号才能区分：99、100、101 可能是①②③。"
            "谈论或引用 (cid:N) 的页、只有几处的页、大部分都是 (cid:N) 的页也不动。"
        ),
        example="“是(cid:1) 否(cid:1)”和另一行的“(cid:1)文字工作” → “是\ufffd 否\ufffd”和“\ufffd文字工作”",
        reasons={
            "unmapped-glyph": ReasonWords(
                "{characters:character} without text in the PDF, as (cid:N)",
                "{characters} 字在 PDF 中没有文本，写作 (cid:N)",
                ("characters",),
            ),
        },
    )

    apply_at: float = 10.0
    show_at: float = 4.0

    def fires(self, text: str) -> bool:
        """Whether there is any such mark."""
        return "(cid:" in text

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a line, with the number of its marks."""
        found = [(line, list(_MARK.finditer(line.text))) for line in page.lines if self.fires(line.text)]
        count = sum(len(marks) for _, marks in found)
        if count < _FEWEST or sum(bool(marks) for _, marks in found) < _FEWEST_LINES:
            return
        if len({mark.group() for _, marks in found for mark in marks}) > 1:
            return
        rest = "\n".join(_MARK.sub("", line.text) for line in page.lines)
        if count >= _MOSTLY * (count + len("".join(rest.split()))) or _ABOUT.search(rest):
            return
        if any(_QUOTED.search(line.text) for line, _ in found):
            return
        for line, marks in found:
            ops = tuple(Replace(line.id, mark.start(), mark.end(), _LOST) for mark in marks)
            if ops:
                yield Proposal(ops, "unmapped-glyph", (len(ops),), _CERTAIN, separable=True)
