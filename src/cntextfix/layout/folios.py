"""Page numbers by their run: at one place of the edge a number stands that grows as the pages do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_DASH = "[-‐‑–—―－─~～·•|｜]"
_ROMAN = r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_FOLIO = re.compile(
    rf"{_DASH}?\s*(?:第|page|p\.?)?\s*(?P<number>\d{{1,4}}|{_ROMAN})\s*[页頁]?"
    rf"\s*(?:(?:[/／]|of|共|[，,]\s?共)\s*[共总總]?\s*\d{{1,4}}\s*[页頁]?)?\s*{_DASH}?",
    re.IGNORECASE,
)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
"""What the letters of a Roman number are worth, by definition. Chosen: those of the pages before the first chapter."""
_LONGEST = 24
"""A line of more characters is not looked at: 第 100 页 共 1200 页 has 15. Chosen."""
_ROWS = 50
"""Places are told apart by so many parts of the page's height. Chosen."""


def folio_keys(text: str, place: float, page: int) -> Iterator[str]:
    """Keys that a page's number shares with those of the pages before and behind it, if a line is nothing but such a
    number: its form, its place (a share of the page's height), and how far it is from ``page``, the page's place in the
    file. Two keys for two ways of rounding: of numbers at one place one of them is the same. A number with a dot or in
    brackets is that of an item.

    >>> set(folio_keys("– iv –", 0.059, 6)) & set(folio_keys("– v –", 0.061, 7))
    {'–#– -2 3+'}
    >>> list(folio_keys("4.", 0.05, 6))
    []
    """
    plain = _plain(text)
    found = _FOLIO.fullmatch(plain) if len(plain) <= _LONGEST else None
    if found:
        form = plain[: found.start("number")] + "#" + plain[found.end("number") :]
        off = _value(found["number"]) - page
        yield f"{form} {off} {int(place * _ROWS)}"
        yield f"{form} {off} {int(place * _ROWS + 0.5)}+"


def is_folio(text: str) -> bool:
    """Whether a line is nothing but what may be the number of a page.

    >>> is_folio("viii"), is_folio("第 3 页"), is_folio("vivid")
    (True, True, False)
    """
    return bool(_FOLIO.fullmatch(_plain(text)))


def _plain(text: str) -> str:
    """A line without spaces, its figures as anyone would type them: ``Ⅲ`` is ``III``."""
    return unicodedata.normalize("NFKC", "".join(text.split()))


def _value(number: str) -> int:
    """What a number in figures or in Roman letters is.

    >>> _value("xiv"), _value("１２")
    (14, 12)
    """
    if number.isdecimal():
        return int(number)
    values = [_VALUES[letter] for letter in number.lower()]
    return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))
