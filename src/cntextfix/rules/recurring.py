"""What recurs from page to page at the same end of it: running heads and folios, from the first and last lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

_EDGE = 4
"""Lines looked at at each end of a page. Chosen."""
_FEW_PAGES = 5
"""Pages below which only the outermost lines count of those without a number: three letters end alike, too (此致).
Chosen."""
_OUTER = 2
"""Lines at each end of a page among which the same line may stand at both. Chosen."""
_LONGEST_LINE = 60
"""Characters of a running head, at the most; chosen."""
_LEAST_PAGES = 3
"""Furniture is on at least so many pages. Chosen."""
_LEAST_SHARE = 0.6
"""… and on this share of them. Chosen."""
_LATE_SHARE = 0.9
"""… or on this share of those from the first that has it, if it is a page's number. Chosen."""
_PAGE_KEY = re.compile(r"0\+-?\d|第?0[页頁]|[^\w\s]0")
"""What page numbers have in common: as ``keys_of`` has it."""
_MOST_INSIDE = 0.2
"""Of the pages that have a line at their ends, the share on which it may stand further in as well: a running head may
be a heading once. Chosen."""
_DIFFERENT = 0.8
"""Share of the pages on which something else stands outside of a line, each time another, at the least, where it is a
heading below a title (题目描述). Of 24 running heads in 610 texts that are not outermost none has so many. Chosen."""
_NUMBERS = re.compile(r"[\d〇○零一二三四五六七八九十]+")


def fold(text: str) -> str:
    """What two lines of page furniture have in common: no numbers, and each character once, so that an overprinted
    line is the same as one that is not.

    >>> fold("第3版 云川日报") == fold("第第1122版版 云云川川日日报报")
    True
    """
    return "".join(dict.fromkeys(_NUMBERS.sub("0", "".join(text.split()))))


_SET_OFF = re.compile(r"([^\w\s])+\d{1,4}\1+|\d{1,4}/\d{1,4}|[(（\[【]\d{1,4}[)）\]】]")
"""A page number with marks around it, and of so many pages."""
_LABELLED = re.compile(r"[A-Za-z]+[.:]?\d[\d.-]*")
_FOLIO = re.compile(r"\d{1,8}")
_NAMED_NUMBER = re.compile(r"[页頁版期卷]|page|vol|no", re.IGNORECASE)
_FIGURE = r"[\d〇○零一二三四五六七八九十]"
_DATE = re.compile(rf"{_FIGURE}{{2,4}}[年./-]{_FIGURE}{{1,3}}[月./-]{_FIGURE}{{1,3}}日?")
EVENT = re.compile(rf"第\s*{_FIGURE}{{1,4}}\s*[次屆届場场講讲課课題题]")
"""What a page may be about: the minutes of six meetings in one file, one a page, begin with 第1次例行會議 and so on."""
_NO_END = "：:，、；,;。！？"
"""A running head does not stop with one: who does says something of what comes after it, a speaker's name or a question
of a form, or is a sentence (敬礼！)."""
_NO_HEAD = re.compile(r"[_＿]{2}|[，。；！？].")
"""What a form has to fill in; and the marks of prose, which no running head has inside."""
_LONGEST = 4
"""Digits of a page number, at the most. Chosen."""
_LABEL = 3
"""Letters that a number with a name of its own (表3, 图2, 第3课) has at the most. Chosen."""


def keys_of(text: str, page: int) -> set[str]:
    """What a line at the end of page number ``page`` has in common with its likes on other pages.

    A number alone is a page's if it runs with the pages: what counts is how far it is ahead of them. Numbers of tables,
    figures and lessons, and other lines of figures, have nothing in common.

    >>> keys_of("12", 5), keys_of("— 12 —", 5), keys_of("表3", 5), keys_of("第3版 云川日报", 5)
    ({'0+7'}, {'—0'}, set(), {'第0版云川日报'})
    >>> keys_of("2024年3月22日", 1) == keys_of("2024年3月23日", 2)
    False
    """
    plain = "".join(text.split())
    if plain[-1:] in _NO_END or _NO_HEAD.search(plain) or (len(plain) == 1 and not plain.isdecimal()):
        return set()  # said, or filled in; a bullet, or a heading with a character on each line
    if date := _DATE.search(plain):  # the pages of an issue have one date, those of a diary have one each
        return {f"{fold(plain)} {date[0]}"}
    if not _NUMBERS.search(plain):
        return {fold(plain)} - {""}
    if _FOLIO.fullmatch(plain):
        values = {plain} | ({plain[::2]} if plain[::2] == plain[1::2] else set())  # as it is overprinted
        return {f"0+{int(value) - page}" for value in values if len(value) <= _LONGEST and int(value)}  # no page is 0
    if _SET_OFF.fullmatch(plain):
        return {fold(plain)}
    if event := EVENT.search(plain):  # each page tells of another one
        return {f"{fold(plain)} {event[0]}"}
    letters = sum(map(str.isalpha, _NUMBERS.sub("", plain)))
    if not letters:
        return {plain} if any(map(str.isdecimal, plain)) else set()
    if _NAMED_NUMBER.search(plain):
        return {fold(plain)}
    return {fold(plain)} if letters > _LABEL and not _LABELLED.fullmatch(plain) else set()


def running_keys(lines: Sequence[str], page: int) -> set[str]:
    """The keys of the first and last lines of page number ``page``."""
    texts = [text for text in lines if text.strip()]
    return _keys([*texts[:_EDGE], *texts[-_EDGE:]], page)


def _keys(texts: Sequence[str], page: int) -> set[str]:
    return set().union(*(keys_of(text, page) for text in texts if len(text) <= _LONGEST_LINE))


@dataclass(slots=True)
class PageEnds:
    """What stands at the ends of a document's pages: how many pages have each key ``there``, how many among the
    ``outermost`` lines, and how many ``further_in`` or twice, as the last answer of every question in a form; and the
    different lines that stand right ``outside`` of it. Bounded by the pages, not by the lines."""

    pages: int = 0
    there: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)
    outermost: Counter[str] = field(default_factory=Counter)
    further_in: Counter[str] = field(default_factory=Counter)
    outside: dict[str, set[str]] = field(default_factory=dict)
    _texts: set[str] = field(default_factory=set)

    def again(self, lines: Sequence[str]) -> set[str]:
        """What stands at the ends of a page and stood at those of one before: what such a line says is said once."""
        texts = [text for text in lines if text.strip()]
        return self._texts.intersection(text.strip() for text in (*texts[:_EDGE], *texts[-_EDGE:]))

    def add(self, lines: Sequence[str], page: int) -> None:
        """Look at the lines of page number ``page``. Figures of tables say nothing of a page number's."""
        self.pages += 1
        texts = [text for text, _ in groupby(text for text in lines if text.strip())]  # printed twice is no two lines
        ends = texts[:_EDGE], texts[-_EDGE:]
        keys = _keys([*ends[0], *ends[1]], page)
        self.there.update(keys)
        for key in keys:
            self.first.setdefault(key, self.pages)
        edge = _keys([*texts[:1], *texts[-1:]], page)
        for end in (ends[0], ends[1][::-1]):
            for one, other in pairwise(end):
                for key in _keys([other], page) - edge:
                    self.outside.setdefault(key, set()).add(fold(one[:_LONGEST_LINE]))
        self.outermost.update(_keys([*texts[:_OUTER], *texts[-_OUTER:]], page))
        self._texts.update(text.strip() for end in ends for text in end if len(text) <= _LONGEST_LINE)
        often = Counter(texts)
        inside = {
            text
            for n, text in enumerate(texts)
            if (n >= _EDGE and len(texts) - n > _EDGE and text.strip() in self._texts)
            or (often[text] > 1 and n >= _OUTER and len(texts) - n > _OUTER)
        }
        self.further_in.update(_keys([text for text in inside if not text.strip().isdecimal()], page))

    def said_by(self, keys: Collection[str]) -> Iterator[str]:
        """The different lines that these keys stand for, but for bare numbers."""
        return (text for text in self._texts if keys and not keys_of(text, 0).isdisjoint(keys))

    def furniture(self) -> tuple[str, ...]:
        """The keys of what is furniture."""
        if self.pages < _LEAST_PAGES:
            return ()
        return tuple(
            sorted(
                key
                for key in self.there
                if (count := self._count(key)) >= self._least(key)
                and self.further_in[key] <= _MOST_INSIDE * count
                and not self._is_below_titles(key)
            )
        )

    def _is_below_titles(self, key: str) -> bool:
        """Whether what stands outside of a line without figures is another line on each page."""
        return "0" not in key and len(self.outside.get(key, ())) >= max(_LEAST_PAGES, _DIFFERENT * self.there[key])

    def _least(self, key: str) -> float:
        """On how many pages a key has to stand. Page numbers may begin behind a title, a preface and the contents."""
        after = self.pages - self.first[key] + 1
        if after >= _FEW_PAGES and _PAGE_KEY.match(key):
            return min(_LATE_SHARE * after, _LEAST_SHARE * self.pages)
        return max(_LEAST_PAGES, _LEAST_SHARE * self.pages)

    def _count(self, key: str) -> int:
        """On how many pages a key stands where it may be furniture."""
        numbered = "0" in key
        return self.there[key] if numbered or self.pages >= _FEW_PAGES else self.outermost[key]
