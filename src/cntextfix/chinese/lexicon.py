"""Which Han characters stand next to each other in words: evidence that a line end, or a space, cuts a word in two.

Half of all neighbours in running text make such a pair, one in sixteen of characters put together by chance do. How
much a pair says depends on its characters: 大 and 小 stand in hundreds of words each, so that they make one with
many others by chance; 检 and 查 do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import exp, log2, sqrt
from typing import NamedTuple

from cntextfix.chinese.characters import is_han

_CHANCE_OFTENER = 1.2
"""By chance, characters make a pair so many times as often as their shares in all pairs say: within a fifth of what
100,000 neighbours of news and of a novel do when they are shuffled, in eight classes by expected frequency (1.5 % in
the rarest, 70 % in the most frequent)."""
_CHANCE_ELSE = 0.006
"""… and this share of them do besides: 0.6 %, by the same count."""
_MOST_CHANCE = 0.95
"""The largest share that chance is taken to make. Chosen."""
_TEXT_LEAST = 0.33
"""In running text this share of neighbours is a pair: between news (42 % in the rarest class, 90 % in the most frequent
but one) and a novel (23, 86)."""
_TEXT_MORE = 0.6
"""… and so many times the root of the share by chance besides: by the same counts, 42 to 90 % and 23 to 86."""


class Meeting(NamedTuple):
    """Two Han characters that meet. ``known``: they make a word. ``goes_on`` and ``cut``: bits that this costs in
    running text, and where two texts meet by chance."""

    known: bool
    goes_on: float
    cut: float

    @property
    def bits(self) -> float:
        """Bits for their being neighbours in running text."""
        return self.cut - self.goes_on


@cache
def word_pairs() -> frozenset[str]:
    """The pairs, in simplified characters; read on first use (15 ms), never changed."""
    from importlib.resources import files

    text = (files("cntextfix.chinese.data") / "pairs.txt").read_text(encoding="utf-8")
    return frozenset(row[0] + other for row in text.splitlines()[1:] for other in row[1:])


@cache
def reduplicated() -> frozenset[str]:
    """What doubles by nature: 高兴 (高高兴兴), 爸 (爸爸), in simplified and traditional characters; read on first use
    (1 ms), never changed."""
    from importlib.resources import files

    text = (files("cntextfix.chinese.data") / "reduplicated.txt").read_text(encoding="utf-8")
    return frozenset(text.splitlines()[1:])


@cache
def _shares() -> tuple[dict[str, float], dict[str, float]]:
    """How many pairs each character begins, and what share of all pairs it ends."""
    known = word_pairs()
    ends = Counter(pair[1] for pair in known)
    return dict(Counter(pair[0] for pair in known)), {char: count / len(known) for char, count in ends.items()}


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


def _are_han(pair: str) -> bool:
    return len(pair) == 2 and is_han(pair[0]) and is_han(pair[1])


def cuts_words(lines: Sequence[str]) -> list[bool | None]:
    """For each line but the last, whether it and the next, read on, make a word where they meet; None where they do
    not meet with a Han character each."""
    known = word_pairs()
    ends = [one[-1:] + other[:1] for one, other in pairwise(lines)]
    met = simplified("\n".join(ends)).split("\n") if ends else []
    return [pair in known if _are_han(pair) else None for pair in met]


def meetings(lines: Sequence[str]) -> list[Meeting | None]:
    """For each line but the last, what its last character and the first one of the next say; None where one of them
    is not a Han character.

    >>> [round(meeting.bits, 1) for meeting in meetings("检查大小") if meeting]
    [5.0, -0.9, 0.8]
    """
    known, (begin, end) = word_pairs(), _shares()
    ends = [one[-1:] + other[:1] for one, other in pairwise(lines)]
    met = simplified("\n".join(ends)).split("\n") if ends else []
    return [
        _meeting(begin.get(pair[0], 0.0) * end.get(pair[1], 0.0), known=pair in known) if _are_han(pair) else None
        for pair in met
    ]


def _meeting(expected: float, *, known: bool) -> Meeting:
    chance = min(1 - exp(-_CHANCE_OFTENER * expected) + _CHANCE_ELSE, _MOST_CHANCE)
    text = _TEXT_LEAST + _TEXT_MORE * sqrt(chance)
    if known:
        return Meeting(known=True, goes_on=-log2(text), cut=-log2(chance))
    return Meeting(known=False, goes_on=-log2(1 - text), cut=-log2(1 - chance))
