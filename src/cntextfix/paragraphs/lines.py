"""What each line of a page costs, whichever way the page is read: reckoned once, for all readings of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf, log2
from typing import NamedTuple

from cntextfix.chinese.characters import two_addresses
from cntextfix.language import reads_on
from cntextfix.paragraphs import costs
from cntextfix.paragraphs.features import COLON, COMMA, LISTED, MID, OPENING, QUOTED, SENTENCE, Feature
from cntextfix.paragraphs.habits import Usage, usage
from cntextfix.paragraphs.own import own

MOST_HANG = 6
"""Columns of marks that hang over, at the most. Chosen."""
NOT_INDENTED = 8.0
"""Where indents are kept, what has none is no paragraph. Chosen."""
INDENTED_HEADING = 2.0
"""… but a heading, which has none. Chosen."""
_OF_PROSE = 6.0
"""Bits for a line being no line of its own on the page of a paper, if it has a mark inside and stops in mid-phrase:
verse seldom does. Of 0, 3 and 6 the best on 55 made newspaper pages."""
_ENDED = (SENTENCE, QUOTED, COLON)

_FRACTION = re.compile(r"\d[.,．]$")


class WrapCosts(NamedTuple):
    """What the end of a line costs at a wrap: by how it stops (``end``), by the words around it (``goes_on``), by marks
    that hang over and by what follows a colon; and what more as the first line of a ``heading``, and as that of a
    ``text``. ``parting`` is 2 for a blank line after it, and 1 more for an indent of the next one."""

    end: float
    goes_on: float
    parting: int
    hanging: float
    quoted: float
    heading: float
    text: float


class StopCosts(NamedTuple):
    """What the end of a line costs as a real one: by the word that it cuts; as that of an ``item`` of one line, or of
    the ``last`` line of a paragraph; and what the line itself does as one of ``prose`` or of a ``heading``. ``ended``:
    it stops as no heading does."""

    cut: float
    item: float
    last: float
    prose: float
    heading: float
    ended: bool
    blank: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a page. ``usage`` is what the page does with marks; ``toll`` and ``own``, for each line, are what it
    costs if all lines are their own, ``free`` is that of all of them, and of what their ends cut. ``wraps`` and
    ``stops`` are what line ends cost, ``onward`` what the next line does at a wrap; ``starts``, what it costs a line to
    begin a paragraph, which the ``numbers`` seldom do if the line before is full; ``opens``, how many brackets and
    quotes it leaves open. ``unindented`` and ``indented`` are what it costs a paragraph to begin without an indent, and
    a heading with one, where indents are kept. ``real`` line ends are known to be no wraps, nor are those
    ``before_indent`` where indents are kept, and those ``before_deeper`` ones where they are not. ``printed``: the page
    is one of a paper, whose prose is set to measures for sure."""

    found: Sequence[Feature]
    usage: Usage
    toll: float
    own: Sequence[float]
    free: float
    wraps: Sequence[WrapCosts]
    stops: Sequence[StopCosts]
    onward: Sequence[float]
    starts: Sequence[float]
    numbers: Sequence[int]
    opens: Sequence[int]
    unindented: Sequence[float]
    indented: Sequence[float]
    real: Sequence[bool]
    before_indent: Sequence[bool]
    before_deeper: Sequence[bool]
    printed: bool = False

    def by_language(self, *, printed: bool = False) -> Lines:
        """The same, but what reads on in what, by counts, is asked in place of the words at line ends. ``printed``:
        the page is one of a paper."""
        met = [
            (0.0, reads_on(one.text, other.text)) if one.end in (MID, COMMA) else (0.0, 0.0)
            for one, other in pairwise(self.found)
        ]
        stops = [stop._replace(cut=cut) for stop, (_, cut) in zip(self.stops, [*met, (0.0, 0.0)], strict=True)]
        wraps = [
            wrap._replace(goes_on=_goes_on(one, goes_on, onward))
            for wrap, one, (goes_on, _), onward in zip(self.wraps, self.found, met, self.onward, strict=False)
        ]
        own = self.own
        if printed:
            prose = [one.marks > 0 and one.end == MID for one in self.found]
            own = [bits + _OF_PROSE if cut else bits for bits, cut in zip(own, prose, strict=True)]
        free = _free(self.toll, own, stops)
        return replace(self, wraps=wraps, stops=stops, own=own, free=free, printed=printed)


def lines(found: Sequence[Feature], words: Sequence[bool | None], real: Sequence[bool]) -> Lines:
    """Lines from their features; ``words`` says whether the end of a line cuts a word, ``real`` which ends are known to
    be no wraps."""
    toll, bits = own(found)
    used = usage(found)
    met = [(0.0, 0.0) if word is None else (costs.WORD_GOES_ON[word], costs.WORD_CUT[word]) for word in words]
    onward = [_onward(one, other) for one, other in pairwise(found)]
    known = real or [False] * len(words)
    cuts = [*met, (0.0, 0.0)]
    stops = [_stop(one, cut, ends=item) for one, (_, cut), item in zip(found, cuts, [*known, False], strict=False)]
    wraps = [
        _wrap(one, other, used, _goes_on(one, goes_on, onto))
        for (one, other), (goes_on, _), onto in zip(pairwise(found), met, onward, strict=True)
    ]
    starts, numbers = _starts(found)
    return Lines(
        found, used, toll, bits, _free(toll, bits, stops), wraps, stops, onward, starts, numbers,
        [one.opens for one in found],
        [NOT_INDENTED if n and not one.indent else 0.0 for n, one in enumerate(found)],
        [INDENTED_HEADING if one.indent else 0.0 for one in found],
        known, _before_indent(found, known, deeper=False), _before_indent(found, known, deeper=True),
    )  # fmt: skip


def free(found: Sequence[Feature]) -> float:
    """What lines cost that are all their own."""
    toll, bits = own(found)
    return toll + sum(bits)


def _free(toll: float, own: Sequence[float], stops: Sequence[StopCosts]) -> float:
    return toll + sum(bits + stop.cut for bits, stop in zip(own, stops, strict=True))


def _onward(one: Feature, other: Feature) -> float:
    """What the next line costs at a wrap, by how it begins."""
    if two_addresses(one.text, other.text):
        return inf
    return 0.0 if one.end == COLON and other.start == OPENING else costs.NEXT_START[other.start]


def _goes_on(one: Feature, met: float, onward: float) -> float:
    return costs.marks_set(one.width, one.marks) + met + onward


def _wrap(one: Feature, other: Feature, used: Usage, goes_on: float) -> WrapCosts:
    return WrapCosts(
        used.wrap_end[one.end],
        goes_on,
        2 * one.blank + (other.indent > 0),
        _hanging(one),
        used.quoted[other.start == OPENING] if one.end == COLON else 0.0,
        costs.SENTENCE_IN_HEADING if "。" in one.text else 0.0,
        costs.NOT_DISPLAYED if one.display else 0.0,
    )


def _hanging(one: Feature) -> float:
    """How often a line stops with marks (``Usage``) counts that two or three limits are met by such a line; how likely
    each is, is told by its room."""
    return log2(1 + min(one.hang, MOST_HANG) / 2)


def _stop(one: Feature, cut: float, *, ends: bool) -> StopCosts:
    """What a line's end costs as a real one, and whether it is known to be one."""
    last = costs.ITEM_END if ends and one.text.endswith(("；", ";")) else costs.LAST_END[one.end]
    return StopCosts(
        cut,
        costs.ITEM_END if one.start == LISTED and one.end == COMMA else last,
        last,
        costs.marks_set(one.width, one.marks) + (costs.NOT_DISPLAYED if one.display else 0.0),
        _heading(one),
        one.end in _ENDED,
        one.blank,
    )


def _heading(one: Feature) -> float:
    bits = costs.HEADING_END[one.end] + costs.marks_heading(one.marks)
    bits += costs.DISPLAYED if one.display else 0.0
    return bits + (costs.SENTENCE_IN_HEADING if "。" in one.text else 0.0)


def _starts(found: Sequence[Feature]) -> tuple[list[float], list[int]]:
    """What it costs each line to begin a paragraph, and the lines that may go on with a number."""
    starts = [costs.FIRST_START[one.start] for one in found]
    numbers: list[int] = []
    for n, (before, one) in enumerate(pairwise(found), 1):
        if one.indent or not one.text[:1].isdigit():
            continue
        if _FRACTION.search(before.text):
            starts[n] += costs.IN_FRACTION
        elif before.text[-1:].isdigit():
            numbers.append(n)
    return starts, numbers


def _before_indent(found: Sequence[Feature], real: Sequence[bool], *, deeper: bool) -> Sequence[bool]:
    """The line ends that are real, or stand before an indent, which begins a paragraph whatever the line before lost;
    but items hang. ``deeper``: before one that is deeper than the line's own."""
    if not any(one.indent for one in found):
        return real
    return [
        known or (other.indent > (one.indent if deeper else 0) and one.start != LISTED)
        for (one, other), known in zip(pairwise(found), real, strict=False)
    ]
