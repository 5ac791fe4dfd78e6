"""Lines of the page and not of its articles: the paper's name, date, page number, editors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import ClassVar

from cntextfix.changes.verbs import Label, Proposal
from cntextfix.document.model import Line, Page, Role
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.furniture.forms import (
    DATE_PARTS,
    HEADS,
    NUMBER_PART,
    PAPER_PART,
    bits_of,
    figures,
    furniture_parts,
)
from cntextfix.rules.furniture.running_folios import running_folios
from cntextfix.rules.lines import consecutive, printed
from cntextfix.rules.recurring import EVENT, keys_of
from cntextfix.wording.records import ReasonWords, RuleWords


@dataclass(frozen=True, slots=True)
class PageLine:
    """Lines of the page and not of its articles: the paper's name, date, page number, editors.

    A line counts if nothing is left of it when these parts are taken away, and it stands at the top or the end of the
    page; or if it recurs on most pages of the document at the same end. Dates, weekdays and numbers that differ on one
    page head entries, as in a diary. It is labelled ``furniture``: it stays in the document, and is printed only on
    request. In a text without page breaks, numbers on lines of their own are page numbers if all of them count on, a
    page of lines apart, and sentences go on over them.

    Example: ``云川日报 2024年3月22日 星期五``, ``第4版 乡镇新闻``, ``责任编辑：周敏 版式：陈柯``.

    Options:
        apply_at: bits from which a line is labelled.
        show_at: bits from which the label is held and shown.
        edge: how many printed lines at each end of a page can be furniture.
        recurs: bits for standing on most pages of the document.
        company: bits for standing among other kinds of furniture at the top of the page.
        begins: bits for standing there alone, if it is not the paper's name, which an article may begin with; and
            for a page number at the end.
        lone_date: bits that a date loses without other furniture beside it: a diary has its day there, a letter its
            own, what is announced has the day when it takes place.
    """

    name: ClassVar[str] = "page-line"
    family: ClassVar[str] = "furniture"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="不属于文章的版面信息：报纸名称、日期、版次、编辑",
        text=(
            "去掉报纸名称、日期、版次、编辑之后什么也不剩的行，且在页首或页末；或多数页同一端都有的行。"
            "标为 furniture，留在文档里，需要时才输出。没有分页符的文本里，单独成行的数字逐个加一、间隔约为一页的行数、"
            "且句子越过它们接下去的，是页码。"
        ),
        example="“云川日报 2024年3月22日 星期五”“第4版 乡镇新闻”“责任编辑：周敏 版式：陈柯”",
        options={
            "edge": "每页首尾各看多少行",
            "recurs": "多数页都有，加多少比特",
            "company": "与页首其他版面信息在一起，加多少比特",
            "begins": "单独在页首（且不是报纸名称），或是页末的页码，加多少比特",
            "lone_date": "日期旁边没有其他版面信息，减多少比特：日记、信件、活动预告也写日期",
        },
        reasons={
            "furniture-by-form": ReasonWords(
                "a line of the page: its paper, date, number or editors", "报纸名称、日期、版次或编辑等版面信息"
            ),
            "furniture-recurs": ReasonWords("it recurs on most pages", "多数页都有这一行"),
            "folios-run": ReasonWords(
                "a page number: such count on through the text, a page of lines apart",
                "页码：这种数字隔一页的行数出现一次，逐个加一",
            ),
        },
    )

    # A date alone has 3, with its weekday 8: letters end with a date, and no line of 2.7 M characters of clean text
    # has date and weekday, a page number or an editor's name and nothing else.
    apply_at: float = 7.0
    show_at: float = 4.0
    edge: int = 8
    recurs: float = 10.0
    company: float = 5.0
    begins: float = 3.0
    # Three of five dates with weekdays that were taken out of 243 real files said when something takes place.
    lone_date: float = 5.0

    def fires(self, text: str) -> bool:
        """Always: what recurs is known to the survey only."""
        return True

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a line."""
        lines = printed(page)
        if page.layout is None:
            for n in running_folios([line.text for line in lines]):
                yield Proposal((Label(lines[n].id, Role.FURNITURE),), "folios-run", (), self.recurs)
        near = _near(lines, self.edge)
        forms = {n: furniture_parts(lines[n].text.strip()) for n in near}
        known = frozenset(evidence.recurring)
        recurs = {n for n in near if known & keys_of(lines[n].text, page.number)}
        said = {n for n in recurs if not any(map(str.isdigit, lines[n].text))}
        if 2 * len(said) > len(lines):  # pages that are alike: copies of a form, or of a leaflet
            recurs -= said
        if all(form or n in recurs for n, form in forms.items()):
            return  # a page of nothing else: that is what was asked for
        recurs -= _filled_in(lines, forms, recurs) | _heads_of_columns(lines, forms, recurs)
        top, end = _run(forms, near), _run(forms, near[::-1])
        mixed = len({tuple(forms[n]) for n in top}) > 1  # not a list of newspapers or of sections
        several = _several(lines) if top or end else []
        for n in near:
            if n not in recurs and forms[n] in several and _alone(forms, top if n in top else end):
                continue
            bits = bits_of(forms[n])
            others = _beside(forms, n) or (n in (*top, *end) and any(map(_is_more, (forms[m] for m in (*top, *end)))))
            if forms[n] and not _is_more(forms[n]) and not others:
                bits -= self.lone_date
            elif n in top:
                bits += self.company if mixed else self.begins if _begins(forms[n], lines[n].text) else 0.0
            elif n in end and forms[n] == [NUMBER_PART] and _begins(forms[n], lines[n].text):
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
            left -= not furniture_parts(lines[n].text.strip())
            if not left:
                break
    return sorted(near)


_FORM = 3
"""Lines of a form that recur one after the other, at the least. Chosen: the minutes of six meetings begin so."""


def _filled_in(lines: Sequence[Line], forms: dict[int, list[int]], recurs: set[int]) -> set[int]:
    """The lines of a form that is filled in on each page: one after the other, with figures in them that differ, and
    no furniture by what they say. Running heads stand alone, or with such."""
    filled: list[int] = []
    for n, form in forms.items():
        text = "" if form else lines[n].text
        if (n in recurs or EVENT.search(text)) and _LETTERS.search(text) and _FIGURES.search(text):
            filled.append(n)
    return {n for run in consecutive(filled) if len(run) >= _FORM for n in run}


_CELLS = 4
"""Cells that the head of a table has, at the least, if they are not alike. Chosen."""
_CELL = re.compile(r"[^\s，。、；]{1,12}")


def _heads_of_columns(lines: Sequence[Line], forms: dict[int, list[int]], recurs: set[int]) -> set[int]:
    """The heads of a table that goes on over the pages: cells in one line, or below each other. Without them on its
    first page nobody knows what its columns say."""
    heads: set[int] = set()
    single: list[int] = []
    for n, form in forms.items():
        cells = lines[n].text.split() if n in recurs and not form else []
        if not all(_LETTERS.search(cell) and _CELL.fullmatch(cell) for cell in cells):
            continue
        if len(cells) == 1:
            single.append(n)
        alike = len({_FIGURES.sub("0", cell) for cell in cells}) < len(cells)
        if len(cells) > 2 and (alike or len(cells) > _CELLS):
            heads.add(n)
    return heads.union(*(run for run in consecutive(single) if len(run) >= _CELLS))


_LETTERS = re.compile(r"[\u3400-\u9fff]{2}")
_FIGURES = re.compile(r"\d")


def _beside(forms: dict[int, list[int]], n: int) -> bool:
    """Whether a line beside line ``n`` is made of other furniture than dates."""
    return any(_is_more(forms.get(at, ())) for at in (n - 1, n + 1))


def _is_more(form: Sequence[int]) -> bool:
    """Whether furniture is made of more than dates."""
    return not DATE_PARTS.issuperset(form)


def _run(forms: dict[int, list[int]], order: Sequence[int]) -> list[int]:
    """The lines at one end of a page, up to the first that is not made of furniture."""
    return list(takewhile(lambda n: forms[n], order))


def _begins(form: Sequence[int], text: str) -> bool:
    """Whether furniture alone at the top of a page is no beginning of a text: an article may begin with a paper's name,
    and a book's third edition (第三版) has a preface."""
    return form != [PAPER_PART] and (form != [NUMBER_PART] or any(char.isascii() and char.isdigit() for char in text))


def _several(lines: Sequence[Line]) -> list[list[int]]:
    """The forms of which the page has several lines that differ: they head the entries of a diary or a timetable."""
    seen: dict[tuple[int, ...], set[str]] = {}
    for line in lines:
        text = line.text.strip()
        if len(text) <= _SHORT and HEADS.match(text):
            seen.setdefault(tuple(furniture_parts(text)), set()).add(figures(text))
    return [list(form) for form, texts in seen.items() if form and len(texts) > 1]


_SHORT = 30
"""Characters of a date with its weekday, in any form. Chosen."""


def _alone(forms: dict[int, list[int]], run: Sequence[int]) -> bool:
    """Whether nothing but dates, or nothing but numbers, stands at this end of the page."""
    parts = {part for n in run for part in forms[n]}
    return parts <= DATE_PARTS or parts == {NUMBER_PART}
