"""Lines of the page and not of its articles: the paper's name, date, page number, editors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes import Label, Proposal
from cntextfix.evidence import Evidence
from cntextfix.model import Line, Page, Role
from cntextfix.recurring import fold
from cntextfix.rules.lines import printed

_HAN = "[\u3400-\u9fff]"
_FIGURE = r"[\d〇○零一二三四五六七八九十]"
_PAPER = _HAN + "{2,8}(?:日报|晚报|早报|晨报|时报|商报|快报|周报|日報|晚報|早報|時報|商報|週報|周刊|新闻|新聞|都市报)"
_DATE = rf"{_FIGURE}{{4}}\s*[年./-]\s*{_FIGURE}{{1,3}}\s*[月./-]\s*{_FIGURE}{{1,3}}\s*日?"
_WEEKDAY = r"(?:星期|周|週|禮拜)[一二三四五六日天]"
_NUMBER = rf"第?\s*[A-Da-d]?{_FIGURE}{{1,3}}\s*版|[A-D]\d{{1,2}}版?|版次[：:]?\s*\w{{1,4}}"
_WORK = (
    "(?:本版|值班|执行|责任)*(?:编辑|編輯|主编|主編|编审|责编|責編|美编|美編|校对|校對|版式|版面|设计|設計|制图|电脑编排"
    "|组版|组稿|审读|一审|二审|三审|终审|检校)(?:设计|設計|编辑)?"
)
_STAFF = rf"{_WORK}[：:／/\s]\s*{_HAN}{{2,4}}(?:\s+{_HAN}{{2,4}}(?![：:／/\u3400-\u9fff]))*"
_CONTACT = (
    r"(?:新闻|热线|投稿|广告|发行|订阅|邮发|国内统一|新聞|熱線)[^\s：:]{0,8}[：:]?\s*[\w@.（）()\-—/: ]{4,}"
    r"|国内统一(?:连续出版物|刊)号.*"
)
_REST = re.compile(r"[\s|｜/／·•,，.。\-—:：()（）]*")
_PARTS = [
    (re.compile(_STAFF), 9.0),
    (re.compile(_DATE), 3.0),
    (re.compile(_WEEKDAY), 5.0),
    (re.compile(_NUMBER), 5.0),
    (re.compile(_PAPER), 5.0),
    (re.compile(_CONTACT), 6.0),
    (re.compile(r"农历[\u3400-\u9fff]{2,12}|(?:总)?第\s*\d{1,6}\s*期|今日\s*\d{1,2}\s*版"), 5.0),
]
_SECTION = re.compile(
    "(?:要闻|综合|时政|国内|国际|经济|社会|文化|体育|副刊|专版|专题|评论|理论|广告|民生|教育|健康|科技|乡镇|县域|本地|都市"
    r"|周末|娱乐|财经|法治|要聞|綜合|國際|經濟|社會|體育|專版)(?:新闻|新聞|·\S{1,6}|\s?\S{0,6})?$"
    r"|[\u3400-\u9fff]{2}(?:新闻|要闻|周刊|专版|新聞)$"
)


@dataclass(frozen=True, slots=True)
class PageLine:
    """Lines of the page and not of its articles: the paper's name, date, page number, editors.

    A line counts if nothing is left of it when these parts are taken away, and it stands at the top or the end of the
    page; or if it recurs on most pages of the document at the same end. It is labelled ``furniture``: it stays in the
    document, and is printed only on request.

    Example: ``云川日报 2024年3月22日 星期五``, ``第4版 乡镇新闻``, ``责任编辑：周敏 版式：陈柯``.

    Options:
        apply_at: bits from which a line is labelled.
        show_at: bits from which the label is held and shown.
        edge: how many printed lines at each end of a page can be furniture.
        recurs: bits for standing on most pages of the document.
    """

    name: ClassVar[str] = "page-line"
    family: ClassVar[str] = "furniture"
    needs_geometry: ClassVar[bool] = False
    codes: ClassVar[tuple[str, ...]] = ("furniture-by-form", "furniture-recurs")

    # A date alone has 3, with its weekday 8: letters end with a date, and no line of 2.7 M characters of clean text
    # has date and weekday, a page number or an editor's name and nothing else.
    apply_at: float = 7.0
    show_at: float = 4.0
    edge: int = 8
    recurs: float = 10.0

    def fires(self, text: str) -> bool:
        """Always: what recurs is known to the survey only."""
        return True

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a line."""
        lines = printed(page)
        if len(lines) < 3:
            return
        near = _near(lines, self.edge)
        known = False
        for n in near:
            text = lines[n].text.strip()
            bits = _by_form(text)
            if n == 0 and bits:
                bits += 3.0  # a page begins with it
            if known and bits < self.apply_at and _SECTION.match(text) and len(text) <= 12:
                bits += 6.0  # the section's name, under the date
            if fold(text) in evidence.recurring:
                yield Proposal((Label(lines[n].id, Role.FURNITURE),), "furniture-recurs", (), self.recurs)
            elif bits >= self.show_at:
                yield Proposal((Label(lines[n].id, Role.FURNITURE),), "furniture-by-form", (), bits)
            known = known or bits >= self.apply_at


def _near(lines: Sequence[Line], edge: int) -> list[int]:
    return [n for n in range(len(lines)) if n < edge or n >= len(lines) - edge]


def _by_form(text: str) -> float:
    """Bits for a line that is made of furniture and nothing else."""
    if len(text) > 60:
        return 0.0
    bits = 0.0
    rest = text
    for part, worth in _PARTS:
        rest, found = part.subn(" ", rest, count=3)
        bits += worth * min(found, 2)
    if not bits:
        return 0.0
    left = _REST.sub("", rest)
    if left and _SECTION.match(left):
        return bits + 2.0
    return bits if not left else 0.0
