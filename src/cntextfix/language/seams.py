"""Whether a text reads on in another: what the counts of three characters say of where they meet.

Calibrated on seams of lines that news (MSRA, People's Daily 1998), a traditional encyclopaedia (DRCD), a weekly of
technology and made articles were cut into, none of them counted, against the same line ends with the beginnings of
other lines: of what gets so many bits, 2^bits to 1 are real, or more where they are many (``test_language``).
Two lines of which one goes on are told apart with AUC .90, .88, .82, .85 and .80,
those among them that meet with letters and figures, of which nothing is said.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from cntextfix.chinese.characters import CLOSERS, PAIRS, SENTENCE_ENDS, is_han
from cntextfix.language.model import EDGE, model


class _Scale(NamedTuple):
    """Bits for each bit of the model's below zero and above it, those of 0 and a little more, and the most."""

    below: float
    above: float
    zero: float
    most: float


_MID, _AFTER_COMMA, _AFTER_STOP = _Scale(0.56, 0.8, 0.2, 5.5), _Scale(0.38, 0.5, 0.3, 3.0), _Scale(0.3, 0.4, 0.8, 2.0)
"""By where the left text ends. The model takes its words for surer than they are, and above 12 bits of its own it meets
names and letters that stand everywhere: in the made articles four and a half bits are left of those."""
_COMMAS, _STOPS = frozenset("，、；：,;:"), SENTENCE_ENDS | CLOSERS
_COUNTED = _COMMAS | _STOPS | frozenset(PAIRS)


def reads_on(left: str, right: str) -> float:
    """Bits for ``right`` going on where ``left`` stops, against their meeting by chance in the middle of two texts.

    Either script; white space at both ends does not count, and half-width marks are as full ones. Nothing is known of
    an empty text, nor of one that meets the other with a letter, a figure or a sign: 0.

    >>> round(reads_on("【本報訊】一只三歲的", "小猴在動物園圍欄中被毒蛇咬"), 1) > 0
    True
    >>> left = "小猴在動物園圍欄中被毒蛇咬"
    >>> reads_on(left, "牠的母親和另一隻成年") < reads_on(left, "傷，僥倖存活")
    True
    """
    return _told(left.rstrip()[-2:], right.lstrip()[:2])


@lru_cache(maxsize=4096)  # several rules, and several looks of one, ask about the same line ends
def _told(left: str, right: str) -> float:
    """``reads_on`` of the last two characters of one text and the first two of the other."""
    if not left or not right or not (_is_counted(left[-1]) and _is_counted(right[0])):
        return 0.0
    scale = _AFTER_COMMA if left[-1] in _COMMAS else _AFTER_STOP if left[-1] in _STOPS else _MID
    bits = raw_bits(left, right)
    return scale.below * bits if bits < 0 else min(scale.most, scale.zero + scale.above * bits)


def _is_counted(char: str) -> bool:
    """Whether the counts tell one such character from another. In real pages of two columns by seven extractors the
    rows of forms, indexes, lists of names and exam papers were woven as long as letters and figures had a say."""
    return is_han(char) or char in _COUNTED


def raw_bits(left: str, right: str) -> float:
    """How much likelier the first two characters of ``right`` are after the last two of ``left`` than anywhere, as the
    model has it. Both have to have one."""
    return model().seam(left, right)


def begins(right: str) -> float:
    """Bits for a text being the beginning of a paragraph, against that of any line, as the model has it.

    >>> begins("我们") > begins("和他们")
    True
    """
    right = right.lstrip()
    return raw_bits(EDGE, right) if right else 0.0
