"""Radicals (U+2E80 to U+2FD5) and compatibility ideographs, the characters that they stand for, and whether a document
has both for one glyph."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from cntextfix.chinese.data import table

RADICAL = "\u2e81-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5"
COMPATIBLE = "\uf900-\ufad9\U0002f800-\U0002fa1d"
"""The blocks of compatibility ideographs."""
_FOUND = re.compile(f"[{RADICAL}]")
_COMPATIBLE = re.compile(f"[{COMPATIBLE}]")
_HAN = re.compile(f"[{RADICAL}{COMPATIBLE}\u3400-\u9fff]")
_AS_SIMPLIFIED = str.maketrans("戶靑黃", "户青黄")
"""Shapes that simplified type draws a little otherwise: fonts name them by the same radical (⽤⼾ is 用户)."""

_PAIR = 8.0
"""Bits of a radical with its character after it, for a program that copies both for one glyph (macOS Preview). By
chance one in 250 stands so."""
_LONE = -5.0
"""Bits of a radical without one. Such a program leaves one in thirty alone: log2 of 1/30."""
_LIST = 6
"""Radicals in the order of their numbers that are a list of them: text has so many in order once in 720 times."""
_IN_ORDER = 0.9
"""The share of them that stand behind one with a lower number. Chosen."""


class RadicalUse(NamedTuple):
    """How many radicals of a document stand before their own characters, in running text, or compatibility ideographs
    after theirs, and how many do not."""

    paired: int = 0
    lone: int = 0

    @property
    def bits(self) -> float:
        """Evidence that such a code and its character are one glyph copied twice."""
        return _PAIR * self.paired + _LONE * self.lone

    def and_of(self, text: str) -> RadicalUse:
        """The same with the radicals of one page more."""
        found = len(_FOUND.findall(text))
        return self if not found or is_list(text) else self._and(found, radical_pairs(text))

    def and_compatible(self, text: str) -> RadicalUse:
        """The same with the compatibility ideographs of one page more."""
        found = _COMPATIBLE.findall(text)
        return self if not found or _in_order(found) else self._and(len(found), compatible_pairs(text))

    def _and(self, found: int, pairs: Iterator[int]) -> RadicalUse:
        paired = sum(1 for _ in pairs)
        return RadicalUse(self.paired + paired, self.lone + found - paired)


def radical_pairs(text: str, *, alone: bool = False) -> Iterator[int]:
    """Places of radicals before their own characters; a line may end between them. One with no other Chinese beside it
    is an entry of a list, and is left out if not such as stand ``alone`` are asked for, too.

    >>> [*radical_pairs("我⽤用这个⼯工具")], [*radical_pairs("⼀一 ⼁丨")]
    ([1, 5], [])
    """
    simplified, plain = equivalents(simplified=True), equivalents(simplified=False)
    for match in _FOUND.finditer(text):
        at, code = match.start(), ord(match.group())
        after = at + 2 if text[at + 1 : at + 2] == "\n" else at + 1
        if text[after : after + 1] in (simplified.get(code), plain.get(code)) and (
            alone or _HAN.match(text[at - 1 : at]) or _HAN.match(text[after + 1 : after + 2])
        ):
            yield at


def compatible_pairs(text: str) -> Iterator[int]:
    """Places of compatibility ideographs after the characters that they are equal to: programs copy the codes of a
    glyph in their order, a radical first. A line may end between them.

    >>> [*compatible_pairs("管理\uf9e4的力\uf98a量")], [*compatible_pairs("⾏行\ufa08政")]
    ([2, 5], [2])
    """
    table = compatible()
    for match in _COMPATIBLE.finditer(text):
        at = match.start()
        before = at - 2 if text[at - 1 : at] == "\n" else at - 1
        if before >= 0 and text[before] == table.get(ord(match.group())):
            yield at


def is_list(text: str) -> bool:
    """Whether the radicals of a text stand in the order of their numbers: then it is about radicals."""
    return _in_order(_FOUND.findall(text))


def _in_order(found: Sequence[str]) -> bool:
    ordered = sum(one < other for one, other in pairwise(found))
    return len(found) >= _LIST and ordered >= _IN_ORDER * (len(found) - 1)


@cache
def equivalents(*, simplified: bool) -> dict[int, str]:
    """The character that each radical looks like, by Unicode's tables; for simplified text as that draws it."""
    found = {ord(radical): char for radical, char in table("radicals").items()}
    found |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    return {code: char.translate(_AS_SIMPLIFIED) if simplified else char for code, char in found.items()}


@cache
def compatible() -> dict[int, str]:
    """The character that each compatibility ideograph is equal to. The twelve that are unified themselves have none."""
    pairs = {code: unicodedata.normalize("NFC", chr(code)) for code in map(ord, _of(COMPATIBLE))}
    return {code: char for code, char in pairs.items() if char != chr(code)}


def _of(ranges: str) -> Iterator[str]:
    """All characters of ranges as patterns have them: three characters each."""
    for n in range(0, len(ranges), 3):
        yield from map(chr, range(ord(ranges[n]), ord(ranges[n + 2]) + 1))
