"""Trouble with a page of a PDF: no text layer, hidden text, damage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Proposal
from cntextfix.document.model import Page
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import ReasonWords, RuleWords

_CERTAIN = 20.0
"""Bits of what is seen and not inferred. Chosen."""


@dataclass(frozen=True, slots=True)
class PageTrouble:
    """What the reader of a PDF noted about a page: pictures without a text layer, text that is all hidden, content that
    is damaged, endless or too long. Reported; nothing is changed.

    Example: a scanned page is reported to have no text layer and to need OCR.

    Options:
        apply_at, show_at: bits; nothing is ever applied.
    """

    name: ClassVar[str] = "page-trouble"
    family: ClassVar[str] = "characters"
    needs_geometry: ClassVar[bool] = True
    words: ClassVar[RuleWords] = RuleWords(
        summary="PDF 页面的问题：没有文字层、文字全被隐藏、内容损坏；只报告，不改动",
        text="读取 PDF 时发现的问题：只有图像没有文字层、文字全被隐藏、内容损坏、没完没了或过长。只报告，不改动。",
        example="扫描页报告为没有文字层，需要 OCR",
        reasons={
            "damaged-content": ReasonWords(
                "content of the page cannot be unpacked to its end (object {object}): what comes before is here",
                "本页内容无法完整解开（对象 {object}），只读到中断处",
                ("object",),
            ),
            "damaged-object": ReasonWords(
                "object {object}, which the page needs, cannot be unpacked to its end",
                "本页用到的对象 {object} 无法完整解开",
                ("object",),
            ),
            "damaged-operator": ReasonWords(
                "the page has damaged instructions ({operators}), which were passed over",
                "本页有损坏的指令（{operators}），已跳过",
                ("operators",),
            ),
            "damaged-page": ReasonWords(
                "the page is damaged ({cause}); what could be read is here",
                "本页已损坏（{cause}），只读出了一部分",
                ("cause",),
            ),
            "endless-form": ReasonWords(
                "a form on the page (object {object}) contains itself; it was read once",
                "本页有自我嵌套的表单（对象 {object}），只读一次",
                ("object",),
            ),
            "hidden-layer": ReasonWords(
                (
                    "the page's text is a hidden layer of {characters:character} (OCR of a scan?): check it against "
                    "the picture"
                ),
                "本页文字出自隐藏层，共 {characters} 字（扫描图的 OCR？）：请对照图像",
                ("characters",),
            ),
            "long-font": ReasonWords(
                "a table of the page's font (object {object}) is longer than any real one; the rest was not read",
                "本页字体（对象 {object}）的表过长，其余未读",
                ("object",),
            ),
            "no-text": ReasonWords("the page has no text", "本页没有文字"),
            "no-text-layer": ReasonWords(
                "the page has pictures but no text layer: it needs OCR", "本页只有图像，没有文字层，需要 OCR"
            ),
            "other-engine": ReasonWords(
                "too much for pdfium: the page was read by pdfminer", "超出 pdfium 的限度：本页由 pdfminer 读取"
            ),
            "plain-lines": ReasonWords(
                "the page could not be laid out ({cause}): its lines stand in the order of the file, check it by eye",
                "本页无法排版（{cause}）：各行按文件中的顺序输出，请对照原件",
                ("cause",),
            ),
            "rebuilt-file": ReasonWords(
                (
                    "the file is damaged and was put together again from its parts: {pages:page} found, what is lost "
                    "is missing"
                ),
                "文件已损坏，由残存部分重新拼成：找到 {pages} 页，丢失的内容无法恢复",
                ("pages",),
            ),
            "too-deep": ReasonWords(
                "the page saves its graphics state more than {limit} times over; deeper ones were not kept",
                "本页图形状态嵌套超过 {limit} 层，更深的未保存",
                ("limit",),
            ),
            "too-long": ReasonWords(
                "the page has more than {limit} instructions; the rest was not read",
                "本页指令超过 {limit} 条，其余未读",
                ("limit",),
            ),
            "too-many-figures": ReasonWords(
                "the page has more than {limit} lines and areas; the rest was not looked at, its text is here",
                "本页线条和色块超过 {limit} 个，其余未看，文字不受影响",
                ("limit",),
            ),
            "too-many-forms": ReasonWords(
                "the page draws its forms (object {object}) more often than any real one; the rest was not read",
                "本页表单（对象 {object}）绘制次数过多，其余未读",
                ("object",),
            ),
            "too-many-glyphs": ReasonWords(
                "the page has more than {limit} glyphs; the rest was not read",
                "本页字形超过 {limit} 个，其余未读",
                ("limit",),
            ),
            "too-many-pages": ReasonWords(
                "the file has more than {limit} pages; the rest was not read",
                "文件超过 {limit} 页，其余未读",
                ("limit",),
            ),
            "too-much-content": ReasonWords(
                "the page has more than {limit} MB of content; the rest was not read",
                "本页内容超过 {limit} MB，其余未读",
                ("limit",),
            ),
            "unseen-text": ReasonWords(
                "all {characters:character} of the page are hidden or off the page: --include hidden prints them",
                "本页 {characters} 个字都看不见或在页面之外：用 --include hidden 输出",
                ("characters",),
            ),
        },
    )

    apply_at: float = 10.0
    show_at: float = 4.0

    def fires(self, text: str) -> bool:
        """Always: a page without text is the worst of them."""
        return True

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One notice for each trouble, with its numbers."""
        for trouble in page.trouble:
            yield Proposal((), trouble.code, trouble.numbers, _CERTAIN)
