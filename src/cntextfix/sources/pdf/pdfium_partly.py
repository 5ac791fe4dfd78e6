"""Tells whether pdfium has left out some characters of a text object.

It drops a character that stands almost where one of the last seven does, as in text that is printed over itself sign by
sign. The object then reaches farther than the ink of the characters that are left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cntextfix.sources.pdf.matrix import Matrix, area
from cntextfix.sources.pdf.pdfium_calls import Calls, argument
from cntextfix.sources.pdf.pdfium_texts import Texts

_FARTHER = 0.07
"""So many points farther on one side, and less on the other: strokes make both sides wider by as much, single precision
leaves 0.02, and copies are drawn 0.1 and more apart …"""
_FARTHEST = 0.1
"""… and no farther than this in em: pdfium takes what is 0.07 em apart for two."""


_PLACE = 0.01
"""Places are the same to so many points. Chosen."""


def cut_short(calls: Calls, texts: Texts, page: int, keys: Sequence[int], matrices: Sequence[Matrix]) -> bool:
    """Whether text objects have more characters than are known. ``page`` is the address of the page's text, ``keys``
    are those of all text objects, ``matrices`` the matrices of their spaces. Those that are turned are not looked at.
    """
    text, known, ends = argument(page), texts.known, texts.ends
    for key, matrix in zip(keys, matrices, strict=True):
        number = known.get(key, len(ends))
        if number < len(ends) and texts.looks[number].level and texts.starts[number] < texts.stops[number]:
            left, _, right, _ = area(matrix, *calls.bounds(key))
            if _reaches(calls, texts, text, number, left - texts.matrix[4], right - texts.matrix[4]):
                return True
    return False


def _reaches(calls: Calls, texts: Texts, text: Any, number: int, left: float, right: float) -> bool:
    """Whether an object that goes from ``left`` to ``right`` does so beyond the ink of its characters, and not with the
    place of a space that was left out behind them."""
    first, last = texts.ends[number]
    end = texts.stops[number] - 1
    if texts.chars[end] == " " or abs(texts.x1[end] - texts.matrix[4] - right) < _PLACE:
        return False
    while last > first and calls.ink(text, last)[0] == calls.ink(text, last)[1]:  # line ends that pdfium made up
        last -= 1
    reach = _FARTHEST * texts.looks[number].style.size
    return _farther(calls, text, left, right, reach, {first, last}) and _farther(
        calls, text, left, right, reach, range(first, last + 1)
    )


def _farther(calls: Calls, text: Any, left: float, right: float, reach: float, chars: Iterable[int]) -> bool:
    inks = [calls.ink(text, i) for i in chars]
    before, behind = min(ink[0] for ink in inks) - left, right - max(ink[1] for ink in inks)
    return _FARTHER < max(before, behind) < reach and abs(min(before, behind)) < _FARTHER
