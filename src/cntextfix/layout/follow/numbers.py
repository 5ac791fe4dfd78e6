"""Numbers that count on: a row begins with the number next to that with which a row before it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_HAN = "一二三四五六七八九"
_FAR = 40
"""So many rows may stand between two items: a page has about as many. Chosen."""
_FIGURE = re.compile(r"[图圖表]|Table|Fig(?:ure|\.)?")
_CAPTION = re.compile(
    rf"(?:{_FIGURE.pattern})\s?\d{{1,3}}(?:[-.．－]\d{{1,3}})*(?:[：:.．]|\s+|(?=[A-Za-z\u3400-\u9fff]))\s*"
    r"(?!(?:所|显|顯)示|[中为為是的和与與可给給列说說表以展反描])"
)
_ITEM = re.compile(
    rf"\s*(?P<head>[（(【\[]|第|(?:{_FIGURE.pattern})\s?)?(?P<levels>(?:\d{{1,2}}[.．-]\s?)*)"
    rf"(?P<number>\d{{1,3}}|[{_HAN}十]{{1,3}}|[A-Za-z]|[ivx]{{1,4}}|[IVX]{{1,4}}|[①-⑳])"
    r"(?P<close>[)）】\]．.、:：](?!\d)|[章节節条條项項款回篇編编部卷讲講课課步]|(?=\s|[\u3400-\u9fff]))"
)
_BEFORE_ONE = ord("①") - 1
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


class Counted(NamedTuple):
    """The number of an item and how it is written: what stands before it and behind it, and a sign for the figures."""

    before: str
    sign: str
    behind: str
    value: int

    @property
    def kind(self) -> tuple[str, str, str]:
        """All but the number itself."""
        return self[:3]


def numbers(text: str) -> list[Counted]:
    """The readings of the number a row begins with: one, or two of a letter that is a Roman number as well.

    >>> [number.value for text in ("（十二）其他", "3.2 方法", "2014年", "i) 其他") for number in numbers(text)]
    [12, 2, 1, 9]
    """
    found = _ITEM.match(text)
    if not found:
        return []
    head, levels = (found["head"] or "").strip(), "".join(found["levels"].split())
    if not found["close"] and not (levels or _FIGURE.match(head)):
        return []
    return [Counted(head + levels, sign, found["close"], value) for sign, value in _values(found["number"])]


def numbered(text: str) -> bool:
    """Whether text begins as the caption of a numbered picture or table does, and not as a sentence about one.

    >>> [numbered(text) for text in ("图3 优化方案", "表2-1：参数", "图3显示，", "图示")]
    [True, True, False, False]
    """
    return bool(_CAPTION.match(text))


def _values(number: str) -> Iterator[tuple[str, int]]:
    """What figures or a letter may say, each with a sign for how that is written."""
    if number.isdecimal():
        yield "1", int(number)
    elif "①" <= number <= "⑳":
        yield "①", ord(number) - _BEFORE_ONE
    elif number[0] in _HAN + "十":
        tens, ten, ones = number.rpartition("十")
        if len(tens) < 2 and len(ones) < 2:
            yield "一", 10 * (_HAN.find(tens) + 1 if tens else 1) * bool(ten) + (_HAN.find(ones) + 1 if ones else 0)
    else:
        if number.lower() in _ROMAN:
            yield "i" if number.islower() else "I", _ROMAN.index(number.lower())
        if len(number) == 1:
            yield "a" if number.islower() else "A", ord(number.lower()) - ord("a") + 1


def count_on(texts: Sequence[str]) -> set[int]:
    """The places of the rows that begin with the number next to that of a row before, and of the first of them. Of
    options that stand side by side the last one counts.

    >>> sorted(count_on(["目录", "A. 甲　B. 乙", "C. 丙", "一、 丁", "D. 戊"]))
    [1, 2, 4]
    """
    last: dict[tuple[str, str, str], tuple[int, int, bool]] = {}  # a number, its place, and whether it is the first
    out: set[int] = set()
    for place, text in enumerate(texts):
        for number in numbers(text):
            value, before, first = last.get(number.kind, (0, 0, False))
            if 0 < value == number.value - 1 and place - before <= _FAR:
                out.update((before, place) if first else (place,))
            last[number.kind] = (_last(text, number), place, number.value == 1)
    return out


def _last(text: str, number: Counted) -> int:
    """The last of the numbers that count on within a row."""
    value, place = number.value, 0
    while number.behind:
        sign = f"0*{value + 1}" if number.sign == "1" else chr(ord(number.sign) + value)
        found = re.compile(rf"(?<![A-Za-z0-9]){re.escape(number.before)}{sign}{re.escape(number.behind)}").search(
            text, place
        )
        if number.sign not in "1aA①" or not found:
            break
        value, place = value + 1, found.end()
    return value
