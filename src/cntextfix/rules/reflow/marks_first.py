"""Lines that are one line: the next one begins with a mark that no line begins with.

``pdftotext -raw`` and others break a line behind a bracket or quotation mark of full width, for these leave a gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cntextfix.chinese.characters import CLOSERS, HAN, kinds
from cntextfix.document.model import Line, Role

_MARKS = frozenset("，。、；：")
"""Marks that no line begins with. Messages do with ！ and ？."""
_FEWEST = 2
"""Han characters of the line before, at the least: cells of tables and labels in a drawing have fewer. Chosen."""
_NEXT = frozenset("，。、；：！？,.;:!?")


def cut_rows(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines, those together that are one."""
    row = list(lines[:1])
    for one, other in pairwise(lines):
        if not is_cut(one, other):
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


def said_in(row: Sequence[Line]) -> str:
    """What a row says."""
    if len(row) == 1:
        return row[0].text
    first, *rest, last = row
    return first.text.rstrip() + "".join(line.text.strip() for line in rest) + last.text.lstrip()
