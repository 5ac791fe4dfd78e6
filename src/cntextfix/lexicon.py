"""Which Han characters stand next to each other in words: evidence that a line end, or a space, cuts a word in two.

Half of all neighbours in running text make such a pair, one in sixteen of characters put together by chance do.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import log2

from cntextfix.chars import is_han

PAIR_IN_TEXT, PAIR_BY_CHANCE = 0.50, 0.06
"""Shares counted in 20,000 places of edited news, and in the same characters shuffled."""


@cache
def pairs() -> frozenset[str]:
    """The pairs, in simplified characters; read on first use (15 ms), never changed."""
    from importlib.resources import files

    text = (files("cntextfix") / "data" / "pairs.txt").read_text(encoding="utf-8")
    return frozenset(row[0] + other for row in text.splitlines()[1:] for other in row[1:])


@cache
def reduplicated() -> frozenset[str]:
    """What doubles by nature: 高兴 (高高兴兴), 爸 (爸爸), in simplified and traditional characters; read on first use
    (1 ms), never changed."""
    from importlib.resources import files

    text = (files("cntextfix") / "data" / "reduplicated.txt").read_text(encoding="utf-8")
    return frozenset(text.splitlines()[1:])


@cache
def _converter() -> object:
    import opencc

    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """The text in simplified characters, of the same length, for looking things up only."""
    try:
        out = str(_converter().convert(text))  # type: ignore[attr-defined]
    except UnicodeEncodeError:  # lone surrogates, which the converter cannot take
        return text
    return out if len(out) == len(text) else text


def cuts_words(lines: Sequence[str]) -> list[bool | None]:
    """For each line but the last, whether it and the next, read on, make a word where they meet; None where they do
    not meet with a Han character each."""
    known = pairs()
    ends = [one[-1:] + other[:1] for one, other in pairwise(lines)]
    met = simplified("\n".join(ends)).split("\n") if ends else []
    return [pair in known if len(pair) == 2 and all(map(is_han, pair)) else None for pair in met]


def log_odds(cut: bool) -> float:
    """Bits for two characters being neighbours in running text, by whether they make a word.

    >>> round(log_odds(True), 1), round(log_odds(False), 1)
    (3.1, -0.9)
    """
    if cut:
        return log2(PAIR_IN_TEXT / PAIR_BY_CHANCE)
    return log2((1 - PAIR_IN_TEXT) / (1 - PAIR_BY_CHANCE))
