"""What stands between two lines that are joined: nothing between Chinese, a space between words of an alphabet."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_WORD_END = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u04ff]+(?:['’][a-z]+)?$")
_WORD_START = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u04ff]+")
_ADDRESS = re.compile(r"(?:https?:|www\.|[\w.]+@|[\w-]+/)[\x21-\x7e]*$", re.IGNORECASE)
_ADDRESS_GOES_ON = re.compile(r"[\w/?#&=%+~.-]")
_CLOSES_WORD = frozenset(".,;:!?)]%")
_CHINESE = re.compile("[\u2e80-\u9fff\uff00-\uff60]")
_OPENS_WORD = frozenset("([$&")


class Seam(NamedTuple):
    """``sep`` goes between the lines after ``cut`` characters at the end of the first one were taken away."""

    sep: str
    cut: int = 0


def seam(left: str, right: str, known: Callable[[str], bool]) -> Seam:
    """How to join two lines, both without white space at their ends. ``known`` says whether a word of an alphabet
    stands somewhere else in the text.

    >>> seam("推动政协委员积极履", "职作为", set().__contains__)
    Seam(sep='', cut=0)
    >>> seam("the", "city", set().__contains__)
    Seam(sep=' ', cut=0)
    >>> seam("Wi-", "Fi", set().__contains__), seam("develop-", "ment", {"development"}.__contains__)
    (Seam(sep='', cut=0), Seam(sep='', cut=1))
    >>> seam("in (Fig. 3)", "and", set().__contains__).sep, seam("某某（Fig. 3)", "and", set().__contains__).sep
    (' ', '')
    """
    if not left or not right or not _in_word(right[0]):
        return Seam("")
    foreign = " " in left and _CHINESE.search(left) is None
    if not (left[-1].isascii() or left[-1].isalpha() or (foreign and left[-1] in "”’")):
        return Seam("")  # Chinese text has the same quotes, and no space after them
    if left[-1] in "-‐\u00ad":
        return _hyphenated(left, right, known)
    if _ADDRESS.search(left) and _ADDRESS_GOES_ON.match(right):
        return Seam("")
    end, start = _WORD_END.search(left), _WORD_START.match(right)
    if end and start:
        return Seam("" if known(end.group() + start.group()) else " ")
    if left[-1].isdigit():
        return Seam(" " if start and (foreign or (len(start.group()) > 3 and start.group().islower())) else "")
    if end:  # a number or a bracket after a word
        return Seam(" " if right[0] in _OPENS_WORD or end.group()[-2:].islower() else "")
    closed = left[-1] in _CLOSES_WORD or (foreign and left[-1] in '”’">')
    return Seam(" " if closed and start and (foreign or _WORD_END.search(left[:-1])) else "")


def _in_word(char: str) -> bool:
    return char.isascii() or _WORD_START.match(char) is not None


def _hyphenated(left: str, right: str, known: Callable[[str], bool]) -> Seam:
    """A hyphen at the line end is undone only if the word without it is one."""
    if left[-1] == "\u00ad":
        return Seam("", 1)
    end, start = _WORD_END.search(left[:-1]), _WORD_START.match(right)
    if end and start and known(end.group() + start.group()):
        return Seam("", 1)
    return Seam("")
