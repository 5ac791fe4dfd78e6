"""How often a document sets a mark in one form and in the other: what it does throughout is its style, not damage."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

_HAN = "[\u3400-\u9fff]"
# For a page's text: Chinese may stand on the next line. The mark comes first and the look behind it after it: three
# times as fast as the other way about.
HALFWIDTH_MARK = re.compile(f"[,;:!](?:(?<={_HAN}.)|(?<={_HAN}\n.))(?={_HAN}|[\r\n\f]|$)")
_ONE_SIDE = re.compile(f"[,;:!?.](?:(?<={_HAN}.)|(?={_HAN}))")
_BRACKET = re.compile("[()（）]")
_INSIDE = re.compile(f"(?:{_HAN}|[，、；：。“”《》（）()\n])+")
_CHINESE = re.compile(_HAN)
_LONGEST_PAIR = 200
"""Characters between two brackets that are a pair. Chosen."""
_SMALL_MARK = re.compile("[﹐﹑﹒﹔﹕﹖﹗︰]")
BOX_DASH = "──"
_DASH = re.compile("[—―─━]{2}")

_PLAIN = dict(zip(",;:!(﹐﹑﹒﹔﹕﹖﹗︰", "，；：！（，、．；：？！：", strict=True)) | {BOX_DASH: "——"}
_STOPS = "，。、；：？！"
_COUNTED = sorted({*_PLAIN.values(), *_STOPS} - {"——"})


class MarkUse(NamedTuple):
    """A mark (``,`` ``(`` ``﹐`` ``──``), how often a document sets it beside Chinese, and how often others that are,
    or are to be, the plain one; so that putting one mark right does not change what is right for another. ``other`` is
    how often it stands where it may be right as it is: beside Chinese on one side only, or around a number."""

    mark: str
    seen: int
    plain: int
    other: int = 0

    def is_exception(self, min_count: int, max_share: float) -> bool:
        """Whether the document sets the plain form: ``min_count`` times at least, and this one in no more than
        ``max_share`` (from 0 to 1) of all. Brackets that may not be changed keep all others as they are."""
        ours = self.seen + self.other
        rare = self.plain >= min_count and ours <= max_share * (ours + self.plain)
        return rare and not (self.mark == "(" and self.other)


class Brackets(NamedTuple):
    """A pair of brackets with Chinese in or beside it, at least one of the two halfwidth; ``sure`` if it stands after
    Chinese and has nothing but Chinese in it."""

    start: int
    stop: int
    sure: bool


def brackets(text: str) -> Iterator[Brackets]:
    """The pairs that are not both fullwidth, in the order in which they close.

    >>> [tuple(pair) for pair in brackets("国(边)境，（一)，张三(37岁)")]
    [(1, 3, True), (6, 8, False), (12, 16, False)]
    """
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        at = match.start()
        if match.group() in "(（":
            opened.append(at)
        elif opened:
            start = opened.pop()
            if at - start > _LONGEST_PAIR:
                opened.clear()
            elif "(" in (text[start], text[at]) or ")" in (text[start], text[at]):
                after_chinese = _CHINESE.match(text[start - 1 : start]) is not None
                inside = _INSIDE.fullmatch(text, start + 1, at) is not None
                if after_chinese or _CHINESE.search(text, start + 1, at) or _CHINESE.match(text, at + 1):
                    yield Brackets(
                        start, at, after_chinese and inside and _CHINESE.search(text, start + 1, at) is not None
                    )


def one_sided(text: str) -> Iterator[tuple[int, str]]:
    """Halfwidth marks with Chinese on one side or both, full stops and question marks too: places and marks."""
    return ((match.start(), match.group()) for match in _ONE_SIDE.finditer(text))


class Tally:
    """Counts the marks of a document page by page. ``stops`` is how many commas, stops and the like it has in all."""

    def __init__(self) -> None:
        self.stops = 0
        self._found: Counter[str] = Counter()
        self._plain: Counter[str] = Counter()
        self._other: Counter[str] = Counter()

    def add(self, text: str) -> None:
        """Count the marks of one page."""
        certain = Counter(HALFWIDTH_MARK.findall(text))
        self._found.update(certain)
        self._other.update(Counter(mark for _, mark in one_sided(text)) - certain)
        if "(" in text or ")" in text:
            pairs = Counter(pair.sure for pair in brackets(text))
            self._found["("] += pairs[True]
            self._other["("] += pairs[False]
        small = _SMALL_MARK.findall(text)
        self._found.update(small)
        self._found.update(BOX_DASH if dash == BOX_DASH else "——" for dash in _DASH.findall(text))
        counts = {mark: text.count(mark) for mark in _COUNTED}
        self._plain.update(counts)
        self.stops += len(small) + sum(counts[stop] for stop in _STOPS)

    def drop(self, text: str) -> None:
        """Count no longer what ``add`` has counted of this text."""
        own = Tally()
        own.add(text)
        self._found -= own._found
        self._other -= own._other
        self._plain -= own._plain
        self.stops = max(0, self.stops - own.stops)

    def uses(self) -> tuple[MarkUse, ...]:
        """All marks, also those that are not there: what hides one can be taken out before it is looked at."""
        total = self._plain.copy()
        for mark, plain in _PLAIN.items():
            total[plain] += self._found[mark]
        total["——"] += self._found["——"]
        return tuple(
            MarkUse(mark, self._found[mark], total[plain] - self._found[mark], self._other[mark])
            for mark, plain in _PLAIN.items()
        )
