"""Brackets and quotation marks: which of them have their partners."""

from __future__ import annotations

from cntextfix.chinese.characters import PAIRS

_OPENING = {closing: opening for opening, closing in PAIRS.items()}


def unpaired(text: str) -> tuple[list[str], list[str]]:
    """The brackets and quotes of a text without a partner in it: those that stay open, in order, and for those that are
    closed but not opened their opening ones.

    >>> unpaired("人心詭詐，「壞到極處"), unpaired("誰能識透呢？」（耶十七9）")
    ((['「'], []), ([], ['「']))
    """
    opened: list[str] = []
    closed: list[str] = []
    for char in text:
        if char in PAIRS:
            opened.append(char)
        elif char in _OPENING:
            if opened and opened[-1] == _OPENING[char]:
                opened.pop()
            else:
                closed.append(_OPENING[char])
    return opened, closed
