"""What each line of a page costs in each state, as rows of figures: the ground that a reading finds its path over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from cntextfix.paragraphs import costs
from cntextfix.paragraphs.fit import Fit
from cntextfix.paragraphs.habits import INDENTED_WRAP, Habits
from cntextfix.paragraphs.lines import Lines

INDENT = 4
"""Columns by which a paragraph's first line is narrower where its indent of two characters is not in the text. By
definition."""
OF_HEADING = 0.5
"""How much is spared of what it costs a heading to stop with its first line. Of 0 to 1.5 the best on made pages that
are ragged; at 1, first lines that are full are read as headings."""
_ONE_LINE = 0.4
"""… of that what is not spared: three in four do, which is 0.4 bits."""
_NEVER = (inf, inf, inf)


@dataclass(frozen=True, slots=True)
class Rows:
    """For each line: ``wraps``, to go on as a FIRST, NEXT or TITLE line; ``stops``, to end as a FREE, FIRST, NEXT or
    TITLE one; ``starts``, to begin a paragraph."""

    wraps: list[tuple[float, float, float]]
    stops: list[list[float]]
    starts: list[float]


def rows(page: Lines, fit: Fit, habits: Habits) -> Rows:
    """The figures for a page whose lines fit the measures so."""
    return Rows(_wraps(page, fit, habits), _stops(page, fit, habits), _starts(page, fit))


def _indents(page: Lines, habits: Habits) -> tuple[Sequence[float], Sequence[float]]:
    """What it costs each line to begin a paragraph or a heading, by its indent."""
    if habits.indents_kept:
        return page.unindented, page.indented
    none = [0.0] * len(page.found)
    return none, none


def _wraps(page: Lines, fit: Fit, habits: Habits) -> list[tuple[float, float, float]]:
    """Each line goes on in the next one: as a first line, as a next one, as the first line of a heading."""
    real = page.real
    if habits.indent_wrap[1] >= INDENTED_WRAP:  # noise in indents says nothing
        real = page.before_indent if habits.indents_kept else page.before_deeper
    partings = [blank + indent for blank in habits.blank_wrap for indent in habits.indent_wrap]
    rooms = fit.rooms if fit.first_rooms is fit.rooms else [*fit.rooms, *fit.first_rooms]
    first = habits.full_first.rooms(rooms)
    full = first if habits.full is habits.full_first else habits.full.rooms(fit.rooms)
    out = []
    columns = zip(page.wraps, real, fit.set_to, fit.rooms, fit.first_rooms, *_indents(page, habits), strict=False)
    for wrap, is_real, set_to, room, first_room, unindented, indented in columns:
        if is_real:
            out.append(_NEVER)
            continue
        end, goes_on, parting, hanging, quoted, heading, text = wrap
        bits = habits.goes_on + end + goes_on + set_to + partings[parting] + hanging + quoted
        title = bits + habits.heading + costs.TWO_LINES + indented + first[room] + heading
        bits += text
        out.append((bits + (first[first_room] + unindented), bits + full[room], title))
    return out


def _stops(page: Lines, fit: Fit, habits: Habits) -> list[list[float]]:
    """Each line is its own, or the last of its paragraph or heading."""
    first = habits.full_first.reached()
    full = first if habits.full is habits.full_first else habits.full.reached()
    spared = OF_HEADING * (habits.stops - _ONE_LINE)
    out = []
    columns = zip(page.own, page.stops, fit.last, fit.reach, fit.first_reach, *_indents(page, habits), strict=True)
    for own, (
        cut,
        item,
        last,
        prose,
        heading,
        ended,
        blank,
    ), width, reach, first_reach, unindented, indented in columns:
        bits = cut + habits.stops + width + habits.blank_stop[blank]
        item += prose + unindented + first[first_reach]
        only = heading - (0.0 if ended else spared)
        only += habits.heading + indented + first[reach]
        alone = (item if item <= only else only) + bits
        bits += full[reach]
        out.append([own + cut, alone, bits + last + prose, bits + heading])
    return out


def _starts(page: Lines, fit: Fit) -> list[float]:
    """Each line begins a paragraph."""
    starts = list(page.starts)
    for n in page.numbers:
        if abs(fit.missing[n - 1]) < INDENT:
            starts[n] += costs.IN_NUMBER
    return starts
