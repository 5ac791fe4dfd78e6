"""Whether lines of one width are a measure of their own, or pieces of two columns that an extractor ran together."""

from __future__ import annotations

from collections.abc import Sequence

from cntextfix.chinese.characters import CLOSERS, width
from cntextfix.language import reads_on

NEVER_FIRST = frozenset("，。、；：！？,;!?…·%％℃") | CLOSERS
"""No line begins with these."""
_UNREAD = 0.9
"""Bits against reading on where such lines would be cut, on average, at the least: on 27 made pages those that are run
together have 1.2 to 2.3, whole ones 0.3 to 0.7."""
_MORE = 3
"""Half-width columns by which two pieces together are wider than twice their measure, at the most. Chosen."""
_NEAR = 2
"""Half-width columns by which a full piece differs from its measure, at the most. Chosen."""
_INDENT = 4
"""Half-width columns of an indent. Chosen: two characters."""


def are_twice(wide: int, measure: int, own: Sequence[tuple[str, int]]) -> bool:
    """Whether stretches that are ``wide`` are two pieces of a measure, run together; ``own`` are all stretches of the
    page with their widths."""
    if not -_INDENT <= wide - 2 * measure <= _MORE:
        return False
    bits = [_unread(text, measure) for text, its in own if abs(its - wide) <= 1]
    return sum(bits) > _UNREAD * len(bits)


def _unread(text: str, measure: int) -> float:
    """The most bits against reading on where a piece of that measure may stop, with an indent or without."""
    out: list[float] = []
    left = 0
    for at, char in enumerate(text):
        if at and -_INDENT - _NEAR <= left - measure <= _NEAR and char not in NEVER_FIRST:
            out.append(-reads_on(text[:at], text[at:]))
        left += width(char)
    return max(out, default=0.0)
