"""Marks in front of items, put together with the line that each belongs to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from cntextfix.layout.follow.marks import only_mark
from cntextfix.layout.ink import Ink
from cntextfix.layout.lines import GlyphLine
from cntextfix.layout.rejoin import extend
from cntextfix.layout.walls import Walls

_WHITE = 2.5
"""Em of the text between a mark and its text, at most; 0.9 and 1.5 were seen. Chosen."""
_TALLER = 1.3
"""A mark is set at most this much larger than its text. Chosen."""


def with_bullets(ink: Ink, lines: list[GlyphLine], walls: Walls) -> list[GlyphLine]:
    """Lines, a mark that stands alone before one put at its head: marks stand one under the other and would be a column
    of their own. ``walls`` are the rules drawn on the page."""
    level = sorted((line for line in lines if not line.vertical), key=lambda line: line.a0)
    starts = [line.a0 for line in level]
    taken: set[int] = set()
    for line in level:
        if id(line) not in taken and only_mark("".join(ink.text[i] for i in line.glyphs)):
            text = _text_of(line, level[bisect_left(starts, line.a1) :])
            if text is not None and id(text) not in taken and not walls.between(line.a1, text.a0, line):
                taken.add(id(text))
                extend(line, text)
                line.mid = text.mid
    return [line for line in lines if id(line) not in taken]


def _text_of(mark: GlyphLine, behind: Sequence[GlyphLine]) -> GlyphLine | None:
    """The line right behind a mark, at its height. A mark may have no width, and stand behind itself."""
    middle = (mark.box.y0 + mark.box.y1) / 2
    for line in behind:
        if line.a0 - mark.a1 > _WHITE * max(line.size, mark.size):
            return None
        at = line is not mark and line.box.y0 < middle < line.box.y1 and line.hidden is mark.hidden
        if at and mark.size < _TALLER * line.size and line.a0 - mark.a1 < _WHITE * line.size:
            return line
    return None
