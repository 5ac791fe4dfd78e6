"""What kind of character stands where: the classes that composition systems set in fonts of their own, sentence ends,
pairs, widths. Pure tables and look-ups."""

from __future__ import annotations

import re
import unicodedata

HAN, DIGIT, LATIN, MARK, SYMBOL, DASH, SPACE, END = "hdamsx_\n"
"""Classes, one letter each: Han (with kana and the like), digits, letters of alphabets, fullwidth marks with curly
quotes, other symbols, dashes and ellipses (set in either font, naturally printed in pairs), spaces, line ends."""

_DASHES = frozenset("—―…⋯─━")
SENTENCE_ENDS = frozenset("。！？!?…．")
CLOSERS = frozenset("”’）)】」』》〉〕］]}")
OPENERS = frozenset("“‘（(【「『《〈〔［[{")
NO_HEADS = CLOSERS | frozenset("，。、；：！？︐︑︒︓︔︕︖︶︘﹂﹄︾︼︺︸")
"""Marks that may not begin a line of print, those of vertical setting too."""
PAIRS = dict(zip("“‘（(【「『《〈〔［[{", "”’）)】」』》〉〕］]}", strict=True))
_CJK_MARKS = frozenset("，。、；：？！“”‘’（）【】「」『』《》〈〉〔〕［］｛｝·・•●○■□◆◇★☆▲△▼▽※～﹑﹐︰．｡､")

_ENDS_ADDRESS = re.compile(r"(?:https?://|www\.|[\w.+-]@)[!-~]+$", re.ASCII | re.IGNORECASE)
_BEGINS_ADDRESS = re.compile(r"https?://|www\.|[\w.+-]{1,64}@\w", re.ASCII | re.IGNORECASE)
_FIRST_HAN = "\u2e80"
"""From here on letters are Chinese, Japanese or Korean: the Radicals Supplement, the first of their blocks."""
_MARK_BLOCKS = (("\u3000", "\u303f"), ("\uff00", "\uffef"))
"""CJK Symbols and Punctuation; Halfwidth and Fullwidth Forms."""
_LONGEST_ADDRESS = 200
"""Characters looked back on for the beginning of an address. Chosen."""


class _Kinds(dict[int, str]):
    """A ``str.translate`` table that works a character's class out when it is first met, and remembers it."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _kind(chr(code))
        return found


def _kind(char: str) -> str:
    if char in _DASHES:
        return DASH
    if char in "\n\r\f\v":
        return END
    if char in _CJK_MARKS:
        return MARK
    category = unicodedata.category(char)
    if category in ("Nd", "No"):
        return DIGIT
    if category == "Zs" or char == "\t":
        return SPACE
    if category in ("Lo", "Lm", "Nl", "So") and char >= _FIRST_HAN:
        return HAN
    if category[0] == "L":
        return LATIN
    return MARK if any(first <= char <= last for first, last in _MARK_BLOCKS) else SYMBOL


_KINDS = _Kinds()


def kinds(text: str) -> str:
    """The class of every character, as a string of the same length.

    >>> kinds("在Java 3.1中，——")
    'haaaa_dsdhmxx'
    """
    return text.translate(_KINDS)


def is_han(char: str) -> bool:
    """Whether a character is of class Han.

    >>> [is_han(char) for char in "中〇々a，"]
    [True, True, True, False, False]
    """
    return len(char) == 1 and _KINDS[ord(char)] == HAN


class _Widths(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = found = "2" if unicodedata.east_asian_width(chr(code)) in "WFA" else "1"
        return found


_WIDTHS = _Widths()
_RARE = re.compile(
    "[^\x00-\x7f\xb7\u2014\u2015\u2018\u2019\u201c\u201d\u2022\u2026\u2460-\u24e9\u2500-\u254b\u25a0\u25a1"
    "\u3000-\u303e\u3041-\u3096\u3099-\u30ff\u3400-\u4dbf\u4e00-\u9fff\ufe30-\ufe52\ufe54-\ufe66\uff01-\uff60]"
)
"""What is neither ASCII nor one of the Chinese characters and marks of nearly all lines, which are all fullwidth."""


def width(text: str) -> int:
    """Printed width in half-width columns: 2 for a Han character or fullwidth mark, 1 for Latin and digits.

    Curly quotes, dashes and ellipses, which Unicode calls ambiguous, are fullwidth in Chinese setting.

    >>> width("“富”里 A1")
    11
    """
    if _RARE.search(text):
        return len(text) + text.translate(_WIDTHS).count("2")
    return 2 * len(text) - len(text.encode("ascii", "ignore"))  # eight times as fast


def two_addresses(before: str, after: str) -> bool:
    """Whether one line ends with an address of the web or of mail, and the next begins with another: a list, of which
    nothing may be joined.

    >>> two_addresses("报名：www.a.example", "x@b.example"), two_addresses("www.a.example/", "help.html")
    (True, False)
    """
    return bool(_BEGINS_ADDRESS.match(after) and _ENDS_ADDRESS.search(before[-_LONGEST_ADDRESS:]))
