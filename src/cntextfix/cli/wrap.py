"""Text fitted to a terminal, where a Chinese character is two columns wide."""

from __future__ import annotations

import re
import unicodedata

# A word of narrow characters stays in one piece; wide ones can part anywhere, but not before a closing mark
# or behind an opening one.
_PIECE = re.compile(r"\s+|[（《“【「]*(?:[!-~]+|.)[，。、；：！？”’）》】」]*", re.DOTALL)


def terminal_columns(text: str) -> int:
    """Columns that a text takes on a terminal.

    >>> terminal_columns("第1版")
    5
    """
    return len(text) if text.isascii() else sum(_columns(char) for char in text)


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most so many columns; white space at a break is dropped.

    >>> wrap("没有问题的文字，原样 output 出来", 12)
    ['没有问题的文', '字，原样', 'output 出来']
    """
    lines = [""]
    used = 0
    for piece in _PIECE.findall(" ".join(text.split())):
        size = terminal_columns(piece)
        if used and used + size > columns and not piece.isspace():
            lines[-1] = lines[-1].rstrip()
            lines.append("")
            used = 0
        if used or not piece.isspace():
            lines[-1] += piece
            used += size
    return [*lines[:-1], lines[-1].rstrip()]


def shorten(text: str, columns: int) -> str:
    """A text that fits, its middle left out where it does not: both ends of a change say more than its start alone.

    >>> shorten("一二三四五六七八九十", 11)
    '一二…九十'
    """
    if len(text) * 2 <= columns or terminal_columns(text) <= columns:
        return text
    half = (columns - 1) // 2
    return _taken(text, half) + "…" + _taken(text[::-1], half)[::-1]


def first_line(text: str, columns: int) -> str:
    """As much of a text's beginning as fits on one line, with … where it goes on."""
    lines = wrap(text, columns - 1)
    return lines[0] + ("…" if len(lines) > 1 else "")


def _taken(text: str, columns: int) -> str:
    used = 0
    for n, char in enumerate(text):
        used += _columns(char)
        if used > columns:
            return text[:n]
    return text


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
