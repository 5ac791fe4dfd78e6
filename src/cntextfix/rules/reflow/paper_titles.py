"""Titles on a page of several articles: there lines that are no prose stand between the texts in groups of any kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cntextfix.chinese.characters import is_han
from cntextfix.document.model import Role
from cntextfix.language import reads_on
from cntextfix.paragraphs.features import COMMA, MID, QUOTED, SENTENCE, SPEAKER, end_class, start_class

_MOST = 5
"""Titles in a row, at the most: a headline on two lines with what stands over and under it, and a heading. Chosen."""
_GOES_ON = 0.0
"""Bits from which prose goes on in the next line: then that is no title. Chosen."""
_PLAINLY = 1.0
"""The same for a line without marks, which goes on in a short one: a caption that was not put together. Chosen."""
_NEAR = 2
"""Lines on either side of a group among which no short line stops at a comma: else it is verse. Chosen."""


class PaperLine(NamedTuple):
    """What is known of a line: its text without the space around it, its role so far, whether it looks like a title,
    and whether it is as long as a paragraph."""

    text: str
    role: Role
    title: bool
    long: bool


def paper_titles(lines: Sequence[PaperLine]) -> Iterator[range]:
    """Groups of lines that are titles. Those that others go on in, or that verse is around, are none."""
    n = 0
    while n < len(lines):
        stop = n
        while stop < len(lines) and lines[stop].role == Role.BODY and lines[stop].title:
            stop += 1
        first = n + 1 if stop > n and n and _goes_on(lines[n - 1], lines[n]) else n
        last = stop - 1 if stop > first and stop < len(lines) and _goes_on(lines[stop - 1], lines[stop]) else stop
        if last - first > 0 and stop - n <= _MOST and not _in_verse(lines, n, stop):
            yield range(first, last)
        n = max(stop, n + 1)


def _goes_on(one: PaperLine, other: PaperLine) -> bool:
    """Whether prose that stops in mid-phrase goes on in the next line."""
    if one.role != Role.BODY or other.role != Role.BODY or end_class(one.text) not in (MID, COMMA):
        return False
    if one.title and not _is_cut(one.text):
        ended = not other.long and end_class(other.text) in (SENTENCE, QUOTED)
        return ended and reads_on(one.text, other.text) >= _PLAINLY
    return reads_on(one.text, other.text) >= _GOES_ON or not is_han(one.text[-1])


def _is_cut(text: str) -> bool:
    """Whether a line has marks as prose has, or a speaker, so that it may be a piece of a paragraph."""
    return any(mark in text for mark in "，、；") or start_class(text) == SPEAKER


def _in_verse(lines: Sequence[PaperLine], first: int, stop: int) -> bool:
    """Whether short lines that stop at commas, or several that end sentences, stand near."""
    near = [*lines[max(0, first - _NEAR) : first], *lines[stop : stop + _NEAR]]
    short = [end_class(line.text) for line in near if line.role == Role.BODY and not line.long]
    return COMMA in short or sum(end in (SENTENCE, QUOTED) for end in short) >= _NEAR
