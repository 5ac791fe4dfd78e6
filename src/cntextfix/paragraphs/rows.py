"""What each line of a page costs in each state, as rows of figures: the ground that ``decode`` finds its path over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, log2

from cntextfix.chinese.characters import two_addresses
from cntextfix.language import reads_on
from cntextfix.paragraphs import costs
from cntextfix.paragraphs.features import COLON, COMMA, LISTED, MID, OPENING, QUOTED, SENTENCE, Feature
from cntextfix.paragraphs.habits import INDENTED_WRAP, Habits, Usage, lack, room, usage
from cntextfix.paragraphs.measure import Measure
from cntextfix.paragraphs.own import own

INDENT = 4
"""Columns by which a paragraph's first line is narrower where its indent of two characters is not in the text. By
definition."""
NOT_INDENTED = 8.0
"""Where indents are kept, what has none is no paragraph. Chosen."""
INDENTED_HEADING = 2.0
"""… but a heading, which has none. Chosen."""

MOST_HANG = 6
"""Columns of marks that hang over, at the most. Chosen."""
OF_HEADING = 0.5
"""How much is spared of what it costs a heading to stop with its first line. Of 0 to 1.5 the best on made pages that
are ragged; at 1, first lines that are full are read as headings."""
_ONE_LINE = 0.4
"""… of that what is not spared: three in four do, which is 0.4 bits."""
_ENDED = (SENTENCE, QUOTED, COLON)

_FRACTION = re.compile(r"\d[.,．]$")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a page with what does not depend on how they are read: ``usage``, what the page does with marks;
    ``toll``, and for each line ``free``, what it costs if all are their own; ``goes_on`` and ``cut``, what its end and
    the words around it cost at a wrap and at a real end; ``prose`` and ``heading``, what it costs as a line of either;
    ``real`` line ends."""

    found: Sequence[Feature]
    usage: Usage
    toll: float
    free: Sequence[float]
    goes_on: Sequence[float]
    cut: Sequence[float]
    prose: Sequence[float]
    heading: Sequence[float]
    real: Sequence[bool]


@dataclass(frozen=True, slots=True)
class Rows:
    """For each line: ``wraps``, to go on as a FIRST, NEXT or TITLE line; ``stops``, to end as a FREE, FIRST, NEXT or
    TITLE one; ``starts``, to begin a paragraph."""

    wraps: list[tuple[float, float, float]]
    stops: list[list[float]]
    starts: list[float]


def lines(
    found: Sequence[Feature], words: Sequence[bool | None], real: Sequence[bool], *, language: bool = False
) -> Lines:
    """Lines from their features; ``words`` says whether the end of a line cuts a word; ``language``: what reads on in
    what, by counts, is asked in place of that."""
    toll, bits = own(found)
    pairs = zip(found, found[1:], words, strict=False)
    met = [_met(one, other, word=word, language=language) for one, other, word in pairs]
    return Lines(
        found,
        usage(found),
        toll,
        bits,
        [_goes_on(*ends, wrap) for ends, (wrap, _) in zip(pairwise(found), met, strict=True)],
        [*(cut for _, cut in met), 0.0],
        [costs.marks_set(one.width, one.marks) + (costs.NOT_DISPLAYED if one.display else 0.0) for one in found],
        [_heading(one) for one in found],
        real or [False] * len(words),
    )


def free(found: Sequence[Feature]) -> float:
    """What lines cost that are all their own."""
    toll, bits = own(found)
    return toll + sum(bits)


def _met(one: Feature, other: Feature, *, word: bool | None, language: bool) -> tuple[float, float]:
    """What the characters that meet cost at a wrap and at a real end."""
    if language:
        return (0.0, reads_on(one.text, other.text)) if one.end in (MID, COMMA) else (0.0, 0.0)
    return (0.0, 0.0) if word is None else (costs.WORD_GOES_ON[word], costs.WORD_CUT[word])


def _goes_on(one: Feature, other: Feature, met: float) -> float:
    if two_addresses(one.text, other.text):
        return inf
    bits = costs.marks_set(one.width, one.marks)
    bits += met
    return bits + (0.0 if one.end == COLON and other.start == OPENING else costs.NEXT_START[other.start])


def _heading(one: Feature) -> float:
    bits = costs.HEADING_END[one.end] + costs.marks_heading(one.marks)
    bits += costs.DISPLAYED if one.display else 0.0
    return bits + (costs.SENTENCE_IN_HEADING if "。" in one.text else 0.0)


def rows(page: Lines, near: Sequence[Measure], habits: Habits, lost: int) -> Rows:
    """The figures for a page whose first lines lack ``lost`` columns."""
    count = len(page.found)
    lacks = [lack(one, measure) for one, measure in zip(page.found, near, strict=True)]
    firsts = [lack(one, measure, lost) for one, measure in zip(page.found, near, strict=True)] if lost else lacks
    return Rows(
        [_wraps(page, near[n], habits, (lacks[n], firsts[n]), n) for n in range(count - 1)],
        [_stops(page, near[n], habits, (lacks[n], firsts[n]), n) for n in range(count)],
        [_start(page.found, near, n) for n in range(count)],
    )


def _wraps(page: Lines, measure: Measure, habits: Habits, lacks: tuple[int, int], n: int) -> tuple[float, float, float]:
    """Line ``n`` goes on in the next one: as a first line, as a next one, as the first line of a heading."""
    one, other = page.found[n], page.found[n + 1]
    if page.real[n] or _indents(habits, one, other):
        return inf, inf, inf
    bits = habits.goes_on + page.usage.wrap_end[one.end] + page.goes_on[n]
    bits += (costs.step_measure if measure.step else costs.odd_measure)(measure.high)
    bits += habits.blank_wrap[one.blank] + habits.indent_wrap[other.indent > 0]
    bits += _hanging(one)
    if one.end == COLON:
        bits += page.usage.quoted[other.start == OPENING]
    full = habits.full.between(room(one, other, lacks[0]))
    title = bits + habits.heading + costs.TWO_LINES + _indented(habits, one)
    title += habits.full_first.between(room(one, other, lacks[0]))
    title += costs.SENTENCE_IN_HEADING if "。" in one.text else 0.0
    first = habits.full_first.between(room(one, other, lacks[1])) + _not_indented(habits, one, n)
    bits += costs.NOT_DISPLAYED if one.display else 0.0
    return bits + first, bits + full, title


def _indents(habits: Habits, one: Feature, other: Feature) -> bool:
    """Whether an indent begins a paragraph, whatever the line before lost; but items hang, and noise says nothing."""
    deeper = other.indent > (0 if habits.indents_kept else one.indent)
    return deeper and habits.indent_wrap[1] >= INDENTED_WRAP and one.start != LISTED


def _hanging(one: Feature) -> float:
    """How often a line stops with marks (``Usage``) counts that two or three limits are met by such a line; how likely
    each is, is told by its room."""
    return log2(1 + min(one.hang, MOST_HANG) / 2)


def _stops(page: Lines, measure: Measure, habits: Habits, lacks: tuple[int, int], n: int) -> list[float]:
    """Line ``n`` is its own, or the last of its paragraph or heading."""
    one, cut = page.found[n], page.cut[n]
    bits = cut + habits.stops + costs.last_width(one.width - one.hang, measure.high) + habits.blank_stop[one.blank]
    marks, heading = page.prose[n], page.heading[n]
    last = costs.LAST_END[one.end]
    item = costs.ITEM_END if one.start == LISTED and one.end == COMMA else last
    only = heading - (0.0 if one.end in _ENDED else OF_HEADING * (habits.stops - _ONE_LINE))
    item += marks + _not_indented(habits, one, n) + habits.full_first.reached(lacks[1] + one.hang)
    only += habits.heading + _indented(habits, one) + habits.full_first.reached(lacks[0] + one.hang)
    alone = min(item, only) + bits
    bits += habits.full.reached(lacks[0] + one.hang)
    return [page.free[n] + cut, alone, bits + last + marks, bits + heading]


def _not_indented(habits: Habits, one: Feature, n: int) -> float:
    return NOT_INDENTED if n and habits.indents_kept and not one.indent else 0.0


def _indented(habits: Habits, one: Feature) -> float:
    return INDENTED_HEADING if habits.indents_kept and one.indent else 0.0


def _start(found: Sequence[Feature], near: Sequence[Measure], n: int) -> float:
    """Line ``n`` begins a paragraph."""
    one = found[n]
    bits = costs.FIRST_START[one.start]
    if n and not one.indent and one.text[:1].isdigit():
        before = found[n - 1]
        if _FRACTION.search(before.text):
            bits += costs.IN_FRACTION
        elif before.text[-1:].isdigit() and abs(near[n - 1].missing(before.width)) < INDENT:
            bits += costs.IN_NUMBER
    return bits
