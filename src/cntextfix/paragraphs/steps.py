"""The column measure where it changes from stretch to stretch: beside pictures, and from column to column.

A page has a few measures, and keeps to one of them for some lines. Which one each line is set to is the cheapest path
over the lines: full lines cost nothing, a line that was cut by no measure something, and a change of measure more.
Lines of verse are of a few widths, too. So line ends that are wraps by this alone have to read on (``borne_out``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from cntextfix.chinese.characters import is_han
from cntextfix.language import reads_on
from cntextfix.paragraphs.features import COMMA, MID, QUOTED, SENTENCE, Feature
from cntextfix.paragraphs.measure import Measure
from cntextfix.paragraphs.own import VERSE
from cntextfix.paragraphs.reading import Boundary
from cntextfix.paragraphs.rows import INDENT

MOST_MEASURES = 12
"""Measures of a page, at the most. Chosen."""
FEWEST = 2
"""Lines that have to be as wide for theirs to be a measure. Chosen."""
_NEAR = 1
"""Columns by which full lines differ: half a character of digits. Chosen."""
_APART = 4
"""Columns by which measures do, at the least. Chosen."""
CHANGE = 8.0
"""Bits that a change of measure costs. Of 4.5 to 10 the best on 32 made newspaper pages, like the bits below."""
_FIRST = 3.0
"""Bits that a line costs which lacks its indent. Chosen."""
_LAST = 1.0
"""… a last one. Chosen."""


class _Cut(NamedTuple):
    """Bits that a line costs which was cut by something else, or is too wide; and one without marks inside, as a
    heading is."""

    other: float
    bare: float


_CUT = _Cut(6.0, 4.0)
"""Chosen."""
_CUT_IN_PRINT = _Cut(8.0, 5.0)
"""The same on the page of a paper, where lines stand beside pictures. Of these and the usual ones the better on 55 made
newspaper pages."""
_FULL_BARE = 2.0
"""… and a full one without. Chosen."""
BORNE_OUT = 6.0
"""Bits that a stretch has to have which is set by its own measure alone: those of what reads on in what at each line
end, half a bit for a full line, and three against one that is not. Of 781 paragraphs of made newspaper pages that
nothing here was set with 558 are right without such stretches, and 578 with them; without this limit, and with line
ends that are real by a change of measure, 606 are, but then nine of 200 stanzas near damage are joined, and of 16 such
ends in 97 real files 15 are wrong. Of 45 stretches joined in these 42 are right."""
_FULL = 0.5
"""Bits for a full line. Chosen."""
_NOT_FULL = -3.0
"""Bits for one that is not. Chosen."""
BESIDE = 2.0
"""The same beside a paragraph that is joined at this measure. Chosen."""
PROSPECT = 4.0
"""Bits that line ends in mid-phrase which are left have to have, one after another. Chosen: two that read on."""
_NO_EDGE = -2.4
"""No stretch begins or ends with a line end that has less: a name or an address stands over the text. Chosen."""
_WIDER = 2
"""Columns that a full line lacks at the most. Chosen."""
_NEARLY = 3
"""Columns that a line lacks at the most which is nearly full. Chosen."""
_FEWEST_OF_VERSE = 5
"""Line ends of a stretch of verse, at the least. Chosen."""
_FULL_OF_VERSE = 0.34
"""Share of its lines that are nearly full, at the most. Chosen."""


def has_steps(found: Sequence[Feature], usual: Sequence[Boundary], *, sure: bool = False) -> bool:
    """Whether lines share several measures, and the ``usual`` reading leaves line ends that may be wraps by one; quick.
    Without such a stretch nothing is ``borne_out``, as a page has to be whose measure is not ``sure`` to change."""
    if not _reads_on(found, usual) or len(_known(found)) <= 1:
        return False
    return sure or any(_may_bear_out(found, usual, step_measures(found, lost)) for lost in (0, INDENT))


def _reads_on(found: Sequence[Feature], usual: Sequence[Boundary]) -> bool:
    bits = 0.0
    for n, end in enumerate(usual):
        one = found[n]
        if end.bits >= 0:
            bits = 0.0
        elif one.end in (MID, COMMA):
            bits = max(0.0, bits + reads_on(one.text, found[n + 1].text) + _FULL)
            if bits >= PROSPECT:
                return True
    return False


def _may_bear_out(found: Sequence[Feature], usual: Sequence[Boundary], near: Sequence[Measure]) -> bool:
    """Whether a stretch may have bits enough, if its lines are set to the measures ``near`` them, and each is as full
    as the first line of a paragraph may be."""
    bits = 0.0
    for n, end in enumerate(usual):
        if end.bits >= 0:
            bits = 0.0
            continue
        one = found[n]
        full = -_NEAR - one.hang <= near[n].left - one.width <= INDENT + _NEAR
        bits = max(0.0, bits + reads_on(one.text, found[n + 1].text) + (_FULL if full else _NOT_FULL))
        if bits >= BESIDE:
            return True
    return False


def step_measures(found: Sequence[Feature], lost: int, *, printed: bool = False) -> list[Measure]:
    """The measure of each line of a page whose first lines lack ``lost`` columns; ``printed``: it is one of a paper.
    Linear."""
    cut = _CUT_IN_PRINT if printed else _CUT
    known = _known(found) or [0]
    best, how = [0.0] * len(known), []
    for one in found:
        least = min(range(len(known)), key=best.__getitem__)
        changed = best[least] + CHANGE
        how.append([n if bits <= changed else least for n, bits in enumerate(best)])
        best = [min(bits, changed) + _cost(one, measure, lost, cut) for bits, measure in zip(best, known, strict=True)]
    at = min(range(len(known)), key=best.__getitem__)
    path = []
    for came in reversed(how):
        path.append(known[at])
        at = came[at]
    path.reverse()
    return [Measure(measure, measure, step=True) for measure in path]


def _known(found: Sequence[Feature]) -> list[int]:
    """The widths that lines share which were surely cut, some of them with marks inside; of those that are near each
    other the most frequent one. The most frequent ones first."""
    full = [feature for feature in found if feature.full and (feature.end == COMMA or is_han(feature.text[-1]))]
    counts = Counter(feature.full for feature in full)
    marked = {feature.full for feature in full if feature.marks}
    near = {width: counts[width] + counts[width - _NEAR] for width in counts}
    out: list[int] = []
    for width in sorted(near, key=lambda width: (-near[width], -width)):
        prose = width in marked or width - _NEAR in marked
        if near[width] >= FEWEST and prose and all(abs(width - other) >= _APART for other in out):
            out.append(width)
    return out[:MOST_MEASURES]


def _cost(one: Feature, measure: int, lost: int, cut: _Cut) -> float:
    missing = measure - one.width + one.hang
    if one.indent:
        missing = min(missing, missing - one.indent, key=abs)
    if -_NEAR <= missing <= _NEAR or (missing < 0 and one.hang and one.width - measure <= _NEAR):
        return 0.0 if one.marks else _FULL_BARE
    if missing < 0:
        return cut.other if one.marks else cut.bare
    if one.end not in (MID, COMMA):
        return _LAST
    return _FIRST if lost and abs(missing - lost) <= _NEAR else cut.other if one.marks else cut.bare


def borne_out(found: Sequence[Feature], usual: Sequence[Boundary], steps: Sequence[Boundary]) -> list[Boundary]:
    """The line ends of the ``usual`` reading, and those stretches of wraps in a reading in ``steps`` that read on and
    whose lines are full. What the usual one joins stays joined."""
    out = list(usual)
    left = []
    for run, bits in _stretches(found, usual, steps):
        if bits >= BORNE_OUT:
            out[run.start : run.stop] = steps[run.start : run.stop]
        elif bits >= BESIDE:
            left.append(run)
    for run in [*left, *reversed(left)]:
        if any(_is_beside(out, steps[run.start].measure, n) for n in (run.start - 2, run.stop + 1)):
            out[run.start : run.stop] = steps[run.start : run.stop]
    return out


def of_a_paper(found: Sequence[Feature], usual: Sequence[Boundary], steps: Sequence[Boundary]) -> list[Boundary]:
    """The same on the page of a paper, where wraps in ``steps`` need not be borne out but for those after a sentence:
    verse stops so. Of 480 paragraphs of news and speech that were set beside pictures, some of them with verse between,
    401 come out with it and 396 without."""
    own = _verse(found, usual, steps)
    return [
        step if step.bits >= 0 > told.bits and one.end not in (SENTENCE, QUOTED) and n not in own else told
        for n, (one, told, step) in enumerate(zip(found, borne_out(found, usual, steps), steps, strict=False))
    ]


def _verse(found: Sequence[Feature], usual: Sequence[Boundary], steps: Sequence[Boundary]) -> set[int]:
    """The line ends of stretches most of whose lines are short, and far from full: no column is set so."""
    out: set[int] = set()
    for new, group in groupby(range(len(steps)), lambda n: steps[n].bits >= 0 > usual[n].bits):
        run = list(group)
        full = sum(steps[n].missing <= _NEARLY for n in run)
        short = all(found[n].width <= VERSE for n in run)
        if new and short and len(run) >= _FEWEST_OF_VERSE and full < _FULL_OF_VERSE * len(run):
            out.update(run)
    return out


def _stretches(
    found: Sequence[Feature], usual: Sequence[Boundary], steps: Sequence[Boundary]
) -> Iterator[tuple[range, float]]:
    """Line ends that are wraps in ``steps`` alone, without those at either end that do not read on, and their bits."""
    for new, group in groupby(range(len(steps)), lambda n: steps[n].bits >= 0 > usual[n].bits):
        if not new:
            continue
        bits = [(_witness(found, steps, n), n) for n in group]
        while bits and min(bits[0], bits[-1])[0] < _NO_EDGE:
            del bits[0 if bits[0][0] < _NO_EDGE else -1]
        if bits:
            yield range(bits[0][1], bits[-1][1] + 1), sum(witness for witness, _ in bits)


def _is_beside(ends: Sequence[Boundary], measure: int, n: int) -> bool:
    """Whether the lines at end ``n``, of the next paragraph or the one before, are joined at this measure."""
    return 0 <= n < len(ends) and ends[n].bits >= 0 and abs(ends[n].measure - measure) <= _WIDER


def _witness(found: Sequence[Feature], steps: Sequence[Boundary], n: int) -> float:
    """Bits of one line end for its being a wrap."""
    one, missing = found[n], steps[n].missing
    first = not n or steps[n - 1].bits < 0
    full = (missing + one.hang >= -_NEAR and missing <= _WIDER) or (first and _WIDER < missing <= INDENT + _NEAR)
    return reads_on(one.text, found[n + 1].text) + (_FULL if full else _NOT_FULL)
