"""Which ways a page is read in, and which of them is the best.

A page may have one measure or several, its lines may be full or ragged, and first lines may have lost their indents.
It is read by one measure first. The other ways are looked at only where its lines show that they may be right: measures
of fewer lines where more of them are full by those, ragged ones where many are not. The best ways are looked at again,
unless not even the best one finds anything that is set.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cntextfix.paragraphs import costs
from cntextfix.paragraphs.features import Feature
from cntextfix.paragraphs.fit import Fit
from cntextfix.paragraphs.habits import first_habits, surely_last
from cntextfix.paragraphs.lines import Lines
from cntextfix.paragraphs.measure import ONE_WITNESS, SEVERAL_WITNESSES, STEPPED, Measure, measures
from cntextfix.paragraphs.reading import PageKind, Reading
from cntextfix.paragraphs.rows import INDENT
from cntextfix.paragraphs.steps import step_measures

AGAIN = 2
"""How often the best readings are looked at again. Chosen."""
EVEN = 0.75
"""From this share on of the lines in mid-phrase that are full by one measure, lines are not ragged. With this and the
four figures below, against all twelve ways: of 14,849 joins on 840 real pages 28 are lost, 24 of them rows of a list of
names, and 5 are new; of 30,274 joins on 1,000 made pages of all kinds 18 are read otherwise (4 became right), and of
21,881 on 700 more, held out, 9 (5 became right). There are 55 to 60 % of the first readings that there were."""
MORE_FULL = 2
"""Lines in mid-phrase that have to be full by measures of fewer lines beyond those that are by the measures before.
Measured with ``EVEN``."""
RAGGED_LOOKS = 3
"""Of so many of the best readings, those by one measure are looked at as ragged ones, too. With all of them, 12 joins
in 484 real texts were lost, and 5 won."""
UNSET = 8.0
"""A page whose best first reading costs so many bits more than its lines alone is not looked at again: of 501 such real
pages one would be found to be set to a measure, and of four made ones none."""
HOPELESS = 8.0
"""A reading that costs so many bits more than the best one is not looked at again: on 720 made pages of all kinds, the
one that was best in the end was never more than 6 bits behind. With 12 bits the same joins come out but for 4."""
USUAL_IF_RAGGED = PageKind(witnesses=0, lost=INDENT, ragged=True, strict=True)
"""Where lines are ragged, they are so within one measure, and first lines, which lack an indent, are not."""
_WIDER = 2
"""Columns by which the measure may be wider than any line that was surely cut by it, where lines are ragged. Chosen."""


def first_looks(page: Lines) -> list[Reading]:
    """First readings in all ways that may be right."""
    found = page.found
    widths = [one.full for one in found]
    one_measure = Fit(found, measures(widths, 0), 0)
    lost = one_measure.losing(INDENT)
    habits = first_habits(one_measure, ragged=False)  # those of first lines are learnt in the second look
    out = [Reading(page, fit, habits, 0) for fit in (one_measure, lost)]
    full, cut = _full(found, one_measure.near), sum([one.witness for one in found[:-1]])
    even = full >= EVEN * cut
    for witnesses in (SEVERAL_WITNESSES, ONE_WITNESS):
        if cut - full < MORE_FULL:
            break
        near = measures(widths, witnesses)
        if (now := _full(found, near)) - full >= MORE_FULL:
            plain, full = Fit(found, near, 0), now
            for fit in (plain, _widened(plain, witnesses)):
                out.append(Reading(page, fit, first_habits(fit, ragged=False), witnesses))
    return out if even else [*out, *_ragged(page, lost, sorted(out, key=cost)[:RAGGED_LOOKS])]


def _ragged(page: Lines, lost: Fit, plain: Sequence[Reading]) -> Iterator[Reading]:
    """The ``plain`` readings by one measure as ragged ones, and the usual ragged one by the measure and by a wider one;
    ``lost``: how lines fit the measure if indents are lost."""
    habits = first_habits(lost, ragged=True)
    for one in plain:
        if not one.witnesses:
            yield Reading(page, one.fit, habits, 0)
    wide = Fit(page.found, [Measure(one.left + _WIDER, one.right + _WIDER) for one in lost.near], INDENT)
    for fit in (lost, wide):
        yield Reading(page, fit, first_habits(fit, ragged=True, strict=True), 0)


def _full(found: Sequence[Feature], near: Sequence[Measure]) -> int:
    """How many lines in mid-phrase are so full that the beginning of the next one did not fit in."""
    count = 0
    for (one, other), to in zip(pairwise(found), near, strict=False):
        if one.witness:
            count += -one.hang <= to.missing(one.width) < other.head or (
                one.indent > 0 and -one.hang <= to.missing(one.width + one.indent) < other.head
            )
    return count


def _widened(plain: Fit, witnesses: int) -> Fit:
    """The same measures if first lines have lost their indents: those that surely are first ones vouch for more."""
    firsts = [True, *(surely_last(one, missing) for one, missing in zip(plain.found, plain.missing, strict=True))]
    full = [
        one.full + INDENT if one.full and first else one.full for one, first in zip(plain.found, firsts, strict=False)
    ]
    return Fit(plain.found, measures(full, witnesses), INDENT)


def best(firsts: Sequence[Reading]) -> Reading:
    """The cheapest reading, of the best of the first ones and of the usual ragged ones, after a second look."""
    order = sorted(firsts, key=cost)
    looks = [order[0], *(one for one in order[1:] if one.kind == USUAL_IF_RAGGED)]
    if order[0].total >= order[0].free + UNSET:
        return order[0]
    for _ in range(AGAIN):
        most = min(map(cost, looks)) + HOPELESS
        looks = [reading.again() for reading in looks if reading.total <= most]
    return min(looks, key=cost)


def cost(reading: Reading) -> float:
    """What a reading costs."""
    return reading.total


def look(page: Lines, kind: PageKind) -> Reading:
    """A first reading of one kind."""
    plain = _plain(page.found, kind, printed=page.printed)
    if kind.lost and kind.witnesses != STEPPED:
        plain = _widened(plain, kind.witnesses) if kind.witnesses else plain.losing(kind.lost)
    toll = costs.SET + costs.SET_IN_STEPS if kind.witnesses == STEPPED else costs.SET
    return Reading(page, plain, first_habits(plain, ragged=kind.ragged, strict=kind.strict), kind.witnesses, toll)


def _plain(found: Sequence[Feature], kind: PageKind, *, printed: bool) -> Fit:
    """How lines fit the measures that they tell themselves; in steps, with indents that are lost."""
    if kind.witnesses == STEPPED:
        return Fit(found, step_measures(found, kind.lost, printed=printed), kind.lost)
    return Fit(found, measures([one.full for one in found], kind.witnesses), 0)
