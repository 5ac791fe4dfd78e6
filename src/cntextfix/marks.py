"""How often a document sets a mark in one form and in the other: what it does throughout is its style, not damage."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

_HAN = "[\u3400-\u9fff]"
# For a page's text: Chinese may stand on the next line. The mark comes first and the look behind it after it: three
# times as fast as the other way about.
HALFWIDTH_MARK = re.compile(f"[,;:!](?:(?<={_HAN}.)|(?<={_HAN}\n.))(?={_HAN}|[\r\n\f]|$)")
HALFWIDTH_PAIR = re.compile(f"\\((?<={_HAN}.)(?:{_HAN}|\n)+\\)")
SMALL_MARK = re.compile("[﹐﹑﹒﹔﹕﹖﹗︰]")
BOX_DASH = "──"
_DASH = re.compile("[—―─━]{2}")

_PLAIN = dict(zip(",;:!(﹐﹑﹒﹔﹕﹖﹗︰", "，；：！（，、．；：？！：", strict=True)) | {BOX_DASH: "——"}
_STOPS = "，。、；：？！"
_COUNTED = sorted({*_PLAIN.values(), *_STOPS} - {"——"})


class MarkUse(NamedTuple):
    """A mark (``,`` ``(`` ``﹐`` ``──``), how often a document sets it beside Chinese, and how often others that are,
    or are to be, the plain one; so that putting one mark right does not change what is right for another."""

    mark: str
    seen: int
    plain: int

    def is_exception(self, min_count: int, max_share: float) -> bool:
        """Whether the document sets the plain form: ``min_count`` times at least, and this one in no more than
        ``max_share`` (from 0 to 1) of all."""
        return self.plain >= min_count and self.seen <= max_share * (self.seen + self.plain)


class Tally:
    """Counts the marks of a document page by page. ``stops`` is how many commas, stops and the like it has in all."""

    def __init__(self) -> None:
        self.stops = 0
        self._found: Counter[str] = Counter()
        self._plain: Counter[str] = Counter()

    def add(self, text: str) -> None:
        """Count the marks of one page."""
        self._found.update(HALFWIDTH_MARK.findall(text))
        self._found["("] += len(HALFWIDTH_PAIR.findall(text))
        small = SMALL_MARK.findall(text)
        self._found.update(small)
        self._found.update(BOX_DASH if dash == BOX_DASH else "——" for dash in _DASH.findall(text))
        counts = {mark: text.count(mark) for mark in _COUNTED}
        self._plain.update(counts)
        self.stops += len(small) + sum(counts[stop] for stop in _STOPS)

    def uses(self) -> tuple[MarkUse, ...]:
        """All marks, also those that are not there: what hides one can be taken out before it is looked at."""
        total = self._plain.copy()
        for mark, plain in _PLAIN.items():
            total[plain] += self._found[mark]
        total["——"] += self._found["——"]
        return tuple(
            MarkUse(mark, self._found[mark], total[plain] - self._found[mark]) for mark, plain in _PLAIN.items()
        )
