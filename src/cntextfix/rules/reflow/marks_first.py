"""Lines that are one line: the next one begins with a mark that no line begins with.

``pdftotext -raw`` and others break a line behind a bracket or quotation mark of full width, for these leave a gap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cntextfix.chinese.characters import CLOSERS, HAN, kinds, width
from cntextfix.document.model import Line, Role

_MARKS = frozenset("，。、；：")
"""Marks that no line begins with. Messages do with ！ and ？."""
_FEWEST = 2
"""Han characters of the line before, at the least: cells of tables and labels in a drawing have fewer. Chosen."""
_NEXT = frozenset("，。、；：！？,.;:!?")
_NEAR = 2
"""Columns by which full lines differ, at the most. By definition: one character."""
_FULL = 3
"""Lines that are as wide as a full one, with itself, at the least. Chosen."""
_SHARE = 0.3
"""… and share of all lines, at the least. Chosen."""
_MORE = 2
"""… for each line that is wider, at the least. Chosen."""


def cut_rows(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines, those together that are one.

    A line that is full is a line of print, not one that was cut: some programs let a line begin with any mark.
    """
    cuts = [is_cut(one, other) for one, other in pairwise(lines)]
    if any(cuts):  # of few pages
        texts = [line.text.rstrip() for line in lines]
        widths, lengths = sorted(map(width, texts)), sorted(map(len, texts))
        full = [_is_full(width(text), widths, _NEAR) or _is_full(len(text), lengths, 0) for text in texts]
        cuts = [cut and not whole for cut, whole in zip(cuts, full, strict=False)]
    row = list(lines[:1])
    for cut, other in zip(cuts, lines[1:], strict=True):
        if not cut:
            yield row
            row = []
        row.append(other)
    if row:
        yield row


def is_cut(one: Line, other: Line) -> bool:
    """Whether two lines are one that was cut behind a bracket or quotation mark."""
    if one.role != Role.BODY or other.role != Role.BODY or one.end.count("\n") > 1 or "\f" in one.end:
        return False
    left, right = one.text.rstrip(), other.text.lstrip()
    if left[-1] not in CLOSERS or right[0] not in _MARKS or right[1:2] in _NEXT:
        return False
    return kinds(left).count(HAN) >= _FEWEST


def _is_full(size: int, sizes: Sequence[int], near: int) -> bool:
    """Whether many lines are as long, out of all lengths in order, and few are longer."""
    low, high = bisect_left(sizes, size - near), bisect_left(sizes, size + near + 1)
    return high - low >= max(_FULL, _MORE * (len(sizes) - high), _SHARE * len(sizes))


def said_in(row: Sequence[Line]) -> str:
    """What a row says."""
    if len(row) == 1:
        return row[0].text
    first, *rest, last = row
    return first.text.rstrip() + "".join(line.text.strip() for line in rest) + last.text.lstrip()
