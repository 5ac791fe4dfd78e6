"""Lines of the page and not of its articles: the paper's name, date, page number, editors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import ClassVar

from cntextfix.changes import Label, Proposal
from cntextfix.evidence import Evidence
from cntextfix.model import Line, Page, Role
from cntextfix.recurring import fold
from cntextfix.rules.lines import printed

_HAN = "[\u3400-\u9fff]"
_FIGURE = r"[\d〇○零一二三四五六七八九十]"
_PAPER = _HAN + "{2,8}(?:日报|晚报|早报|晨报|时报|商报|快报|周报|日報|晚報|早報|時報|商報|週報|周刊|都市报)"
_DATE = rf"{_FIGURE}{{4}}\s*[年./-]\s*{_FIGURE}{{1,3}}\s*[月./-]\s*{_FIGURE}{{1,3}}\s*日?"
_WEEKDAY = r"(?:星期|周|週|禮拜)[一二三四五六日天]"
_NUMBER = rf"第?\s*[A-Da-d]?{_FIGURE}{{1,3}}\s*版|[A-D]\d{{1,2}}版?|版次[：:]?\s*\w{{1,4}}"
_WORK = (
    "(?:本版|值班|执行|执笔|责任|執行|責任)*(?:编辑|編輯|主编|主編|编审|责编|責編|美编|美編|校对|校對|版式|版面|设计|設計|制图|电脑编排"
    "|组版|组稿|审读|一审|二审|三审|终审|检校)(?:设计|設計|编辑)?"
)
_NAME = rf"{_HAN}{{2,4}}(?:\s+{_HAN}{{2,4}}(?![：:／/\u3400-\u9fff]))*"
_STAFF, _STAFF_SPACED = rf"{_WORK}\s?[：:／/]\s*{_NAME}", rf"{_WORK}\s+{_NAME}"
_CONTACT = r"(?:新闻|热线|投稿|广告|发行|订阅|邮发|新聞|熱線)[^\s：:]{0,8}[：:]?\s*[\w@.（）()\-—/:： ]{4,}"
_REST = re.compile(r"[\s|｜/／·•,，.。\-—:：()（）]*")
_PARTS = [
    (re.compile(_STAFF), 9.0),
    (re.compile(rf"(?:本版|值班|执行|责任|責任|责编|責編)\S*\s+{_NAME}"), 9.0),
    (re.compile(_STAFF_SPACED), 5.0),  # a menu of a program has 编辑 撤销
    (re.compile(_DATE), 3.0),
    (re.compile(_WEEKDAY), 5.0),
    (re.compile(r"农历[\u3400-\u9fff]{2,12}|(?:总)?第\s*\d{1,6}\s*期|今日\s*\d{1,2}\s*版"), 5.0),
    (re.compile(r"国内统一(?:连续出版物|刊)号.*"), 9.0),
    (re.compile(_NUMBER), 5.0),
    (re.compile(_PAPER), 5.0),
    (re.compile(_CONTACT), 6.0),
]
_NUMBER_PART, _PAPER_PART = ([part.pattern for part, _ in _PARTS].index(pattern) for pattern in (_NUMBER, _PAPER))
_SECTION_PART = -1
_NAMED = (
    "(?:要闻|综合|时政|国内|国际|经济|社会|文化|体育|副刊|专版|专题|评论|理论|广告|民生|教育|健康|科技|乡镇|县域|本地|都市"
    "|周末|娱乐|财经|法治|要聞|港聞|綜合|國際|經濟|社會|體育|專版)"
)
_SECTION = re.compile(
    rf"{_NAMED}(?:新闻|新聞|周刊|週刊|专版|專版|·\S{{1,6}}|\s?{_NAMED})?$|{_HAN}{{2}}(?:新闻|要闻|周刊|专版|新聞)$"
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
        company: bits for standing among other kinds of furniture at the top of the page.
        begins: bits for standing there alone, if it is not the paper's name, which an article may begin with; and
            for a page number at the end.
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
    company: float = 5.0
    begins: float = 3.0

    def fires(self, text: str) -> bool:
        """Always: what recurs is known to the survey only."""
        return True

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a line."""
        lines = printed(page)
        near = _near(lines, self.edge)
        forms = {n: _form(lines[n].text.strip()) for n in near}
        recurs = {n for n in near if fold(lines[n].text) in evidence.recurring}
        if all(form or n in recurs for n, form in forms.items()):
            return  # a page of nothing else: that is what was asked for
        top, end = _run(forms, near), _run(forms, near[::-1])
        mixed = len({tuple(forms[n]) for n in top}) > 1  # not a list of newspapers or of sections
        for n in near:
            bits = _bits(forms[n])
            if n in top:
                bits += self.company if mixed else self.begins if forms[n] != [_PAPER_PART] else 0.0
            elif n in end and forms[n] == [_NUMBER_PART]:
                bits += self.begins
            if n in recurs:
                yield Proposal((Label(lines[n].id, Role.FURNITURE),), "furniture-recurs", (), self.recurs)
            elif bits >= self.show_at:
                yield Proposal((Label(lines[n].id, Role.FURNITURE),), "furniture-by-form", (), bits)


def _near(lines: Sequence[Line], edge: int) -> list[int]:
    """The lines at both ends of a page; those made of furniture are not counted, so that taking them out brings no
    others near."""
    near: set[int] = set()
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        left = edge
        for n in order:
            near.add(n)
            left -= not _form(lines[n].text.strip())
            if not left:
                break
    return sorted(near)


def _run(forms: dict[int, list[int]], order: Sequence[int]) -> list[int]:
    """The lines at one end of a page, up to the first that is not made of furniture."""
    return list(takewhile(lambda n: forms[n], order))


def _form(text: str) -> list[int]:
    """The parts of furniture that a line is made of, by their numbers in ``_PARTS``; none if anything else is left."""
    if len(text) > 60:
        return []
    found: list[int] = []
    rest = text
    for n, (part, _) in enumerate(_PARTS):
        rest, times = part.subn(" ", rest, count=3)
        found += [n] * min(times, 2)
    left = _REST.sub("", rest)
    if left and not _SECTION.match(left):
        return []
    return [*found, _SECTION_PART] if left else found


def _bits(form: Sequence[int]) -> float:
    """Bits for a line that is made of these parts and nothing else."""
    return sum(2.0 if n == _SECTION_PART else _PARTS[n][1] for n in form)
