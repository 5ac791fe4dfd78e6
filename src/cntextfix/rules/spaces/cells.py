"""Cells of tables and forms that stand in one line, a space apart: what the spaces beside them must not close."""

from __future__ import annotations

import re
from dataclasses import replace

from cntextfix.chinese.characters import is_han
from cntextfix.language import reads_on
from cntextfix.rules.spaces.gaps import Stretch, both_chinese

_MARK = re.compile("[，。；！？,;]")
_COLON = re.compile("[：:]")
"""Ends the name of a field, which all before it is part of."""
_READS = -0.5
"""Bits of what reads on in what, below which a piece of several characters beside a stretch set wide is a cell of its
own, where the line has no mark of a sentence. In 514 real texts 15 of 17 such pieces are (林远舟 教 授 青螺渡大学),
and 2 of 30 others."""
_FEWEST = 4
"""Spaces that a stretch has left without its cells, at the least: fewer may be cells of one character. Chosen."""
_HEADS = 2
"""Places between words of two characters each in a row of heads (姓 名 职 称 单 位), at the least. Chosen."""
_APART = -0.3
"""Bits of what reads on in what that all of these have less of. Of 60 stretches without marks in 514 real texts one
such row has, and of those without cells beside them two that are none (澳 洲 家 庭 更 新 协 会)."""


def without_cells(stretch: Stretch, text: str) -> Stretch | None:
    """The stretch of a line without the spaces at its ends behind which a cell stands; None if too few are left.

    >>> from cntextfix.rules.spaces.gaps import stretches
    >>> line = "庄 严 净 土 分 第十章"
    >>> [len(without_cells(one, line).gaps) for one in stretches(line)]
    [4]
    """
    if is_sentence(text):
        return stretch
    gaps, pieces = stretch.gaps, stretch.pieces(text)
    low, high = 0, len(gaps)
    if not _COLON.search(stretch.inner(text)) and _parts(stretch.before, "".join(pieces[1:])):
        low += 1
    if _parts(stretch.after, "", "".join(pieces[:-1])):
        high -= 1
    if high - low == len(gaps):
        return stretch
    if sum(both_chinese(text, at) for at in gaps[low:high]) < _FEWEST:
        return None
    return replace(stretch, gaps=gaps[low:high], before=pieces[low], after=pieces[high])


def is_sentence(text: str) -> bool:
    """Whether a line has a mark of a sentence."""
    return _MARK.search(text) is not None


def are_heads(stretch: Stretch, text: str) -> bool:
    """Whether a stretch set wide, with cells beside it, is a row of words of two characters none of which reads on in
    the next."""
    said = "".join(stretch.pieces(text))
    if is_sentence(text) or not all(map(is_han, said)) or len(said) == len("".join(text.split())):
        return False
    places = [reads_on(said[:at], said[at:]) for at in range(2, len(said) - 1, 2)]
    return len(places) >= _HEADS and max(places) < _APART


def _parts(cell: str, after: str, before: str = "") -> bool:
    """Whether a piece at one end of a stretch is a cell of its own; what is left of the stretch stands ``after`` it, or
    ``before`` it."""
    if (
        len(cell) < _WORD
        or not any(map(is_han, cell))
        or cell[-1 if after else 0] in "：:"
        or before.endswith(("：", ":"))
    ):
        return False
    return (reads_on(cell, after) if after else reads_on(before, cell)) < _READS


_WORD = 2
"""Characters of a cell, at the least: one is a piece of the stretch itself. Chosen."""
