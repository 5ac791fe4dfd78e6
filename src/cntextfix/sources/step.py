"""Double-byte text in which bytes are lost: read again from the next one that makes sense, so that one lost byte costs
one character and not all up to the end of the line, and none becomes a rare character that nobody wrote."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from cntextfix.chinese.byte_pairs import LONE, each, out_of_step, usual

ENCODINGS = frozenset({"gb18030", "big5hkscs", "cp936", "cp950"})
_SKIPPED = -12.0
"""Bits of a byte that is part of no character: one in 4,000 characters is about what damaged files have."""
_CERTAIN = 6.0
"""Bits by which the other reading has to be better. Of 90,000 lines of clean text none has so many."""
_LAST_ASCII = 0x7F
"""The last code of ASCII, by definition."""
_LONGEST = 100_000
"""Bytes of a line that are looked at; longer ones stay as they are. Chosen."""


class Decoding(NamedTuple):
    """A text with U+FFFD where bytes are lost, the number of such places, and where in the bytes the first one is."""

    text: str
    lost: int
    first: int


def reading(data: bytes, name: str) -> Decoding | None:
    """The other reading of double-byte text; None where the plain one is as good."""
    out: list[str] = []
    lost, first, at = 0, -1, 0
    for line in data.split(b"\n"):
        text = line.decode(name, "replace")
        if len(line) <= _LONGEST and ("\ufffd" in text or out_of_step(text)):
            better = _line(line, name)
            plain = sum(_SKIPPED if char == "\ufffd" else bits for char, bits in zip(text, each(text), strict=True))
            if better.lost and better.bits >= plain + _CERTAIN:
                text = better.text
                lost += better.lost
                first = at + better.first if first < 0 else first
        out.append(text)
        at += len(line) + 1
    return Decoding("\n".join(out), lost, first) if lost else None


class _Line(NamedTuple):
    text: str
    bits: float
    lost: int
    first: int


def _line(data: bytes, name: str) -> _Line:
    """The best reading of a line: at each byte a character begins, or it belongs to none."""
    size = len(data)
    best = [0.0] + [-float("inf")] * size
    back: list[tuple[int, str]] = [(0, "")] * (size + 1)
    for at in range(size):
        steps = [(1, "", _SKIPPED)]
        for length in (1, 2, 4):
            char = _char(data[at : at + length], name) if at + length <= size else ""
            if char:
                lone = "@" <= char <= "~" and back[at][1] > "~" and data[at + 1 : at + 2] > b"\x7f"
                steps.append((length, char, LONE if lone else usual(char[0])))
        for length, char, bits in steps:
            if best[at] + bits > best[at + length]:
                best[at + length] = best[at] + bits
                back[at + length] = (at, char)
    out: list[str] = []
    lost, first, at = 0, -1, size
    while at:
        at, char = back[at]
        if char:
            out.append(char)
        elif at + 1 != first:
            out.append("\ufffd")
            lost += 1
        first = first if char else at
    return _Line("".join(reversed(out)), best[size], lost, first)


@cache
def _char(data: bytes, name: str) -> str:
    """The one character that these bytes are; nothing if they are none, or several."""
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return ""
    return text if len(data) == 1 or (len(text) == 1 and data[0] > _LAST_ASCII) else ""
