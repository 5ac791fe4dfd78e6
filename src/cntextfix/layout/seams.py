"""What stands between two printed lines when they are joined."""

from __future__ import annotations

import re

from cntextfix.chinese.characters import two_addresses

_LETTER = re.compile(r"[A-Za-z]")
_ADDRESS = re.compile(r"[@/\\_]|www|\.[a-z]|://")


_TAIL = re.compile(r"[!-~]*$")
_HEAD = re.compile(r"^[!-~]*")


def separator(before: str, after: str, *, stanza: bool) -> str:
    """Nothing in Chinese, in numbers and in addresses; a space between Latin words; a line break in a stanza and
    between two addresses.

    >>> [separator(*ends, stanza=False) for ends in (("在the", "city"), ("www.xin", "ghe.example"), ("村", "民"))]
    [' ', '', '']
    """
    if stanza:
        return "\n"
    if not (before and after):
        return ""
    last, first = before[-1], after[0]
    if last.isascii() and first.isascii():
        if two_addresses(before, after):
            return "\n"
        if _ADDRESS.search(_TAIL.findall(before)[0] + _HEAD.findall(after)[0]):
            return ""
        if _LETTER.match(first) and (_LETTER.match(last) or last in ",.;:!?)"):
            return " "
    return ""
