"""What recurs from page to page at the same end of it: running heads and folios, from the first and last lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

EDGE = 4
"""Lines looked at at each end of a page."""
LEAST_PAGES, MOST_SHARE = 3, 0.6
"""Furniture is on at least so many pages, and on this share of them."""
_NUMBERS = re.compile(r"[\d〇○零一二三四五六七八九十]+")


def fold(text: str) -> str:
    """What two lines of page furniture have in common: no numbers, and each character once, so that an overprinted
    line is the same as one that is not.

    >>> fold("第3版 云川日报") == fold("第第1122版版 云云川川日日报报")
    True
    """
    return "".join(dict.fromkeys(_NUMBERS.sub("0", "".join(text.split()))))


def edge_keys(lines: Sequence[str]) -> set[str]:
    """The folded first and last lines of a page."""
    texts = [text for text in lines if text.strip()]
    return {key for text in [*texts[:EDGE], *texts[-EDGE:]] if len(text) <= 60 and (key := fold(text))}


def recurring(keys: Counter[str], pages: int) -> tuple[str, ...]:
    """Of the keys of all pages, counted, those that are furniture's."""
    if pages < LEAST_PAGES:
        return ()
    return tuple(sorted(key for key, count in keys.items() if count >= max(LEAST_PAGES, MOST_SHARE * pages)))
