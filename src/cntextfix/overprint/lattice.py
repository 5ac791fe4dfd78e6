"""Every way in which a stretch of text can be read as a unit printed several times: the edges of the lattice through
which the decoder looks for its path. Copies stand side by side, or a space or a line end stands between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cntextfix.chinese.characters import NO_HEADS, SPACE
from cntextfix.overprint import repeats
from cntextfix.overprint.prose_costs import CRIES

MAX_COPIES = 8
"""The most copies of a unit. Chosen."""
_MOST_SAID = 3
"""How often prose says a word in a row that stands there more often than that. Chosen."""
_SHORTEST = 8
"""Characters of a block of several lines whose copies follow in mid-line. Chosen."""
TITLE_LENGTH = 4
"""Characters of a heading, at least, with which its text may begin. Chosen."""
CUT_LENGTH = 3
"""Characters of a unit, at least, whose last copy a line end cuts before a mark, and no other. Chosen."""
_STAIRS = 0.8
"""The share of a stretch that lies in units printed three times and more, from which on it is all stairs. Chosen."""
_STEP_COPIES = 3
"""Copies that a step of stairs has, at least. Chosen: words are said twice."""
_FEWEST_STEPS = 2
"""Steps of stairs, at least. Chosen: one is a word that is said again and again."""
NEXT_TO, SPACED, STACKED = range(3)
"""What stands between the copies of a unit: nothing, a space at least once, a line end at least once."""


class Edge(NamedTuple):
    """A unit whose first copy begins at ``start`` and is ``length`` characters long, white space in it too, printed
    ``copies`` times up to ``end``.

    Reading it leads to ``stop``. Copies side by side are read in one go, and ``stop`` is ``end``. Where copies stand
    apart (``gap``; ``tight`` counts those between which nothing stands) all but the last are leapt over, and ``stop``
    is where the last one begins. That one is read as any text, for another unit may begin inside it
    (家新季刊」⏎家新季刊」及⏎」及「).
    """

    start: int
    length: int
    copies: int
    gap: int
    stop: int
    end: int
    tight: int


def edges(line: str, kind: str) -> Iterator[Edge]:
    """All edges of a line, of classes ``kind``, whose copies stand side by side.

    A unit does not begin or end with a space, for the space between two words belongs to neither; and an indent is not
    a space printed twice.
    """
    head = len(line) - len(line.lstrip())
    for edge in _tandem(line):
        ends = kind[edge.start], kind[edge.start + edge.length - 1]
        if SPACE not in ends or (edge.length == 1 and edge.start >= head):
            yield edge


def _tandem(line: str) -> Iterator[Edge]:
    for run in repeats.runs(line):
        size = run.lag
        times, rest = divmod(run.stop - run.start, size)
        fills = times > MAX_COPIES and size > 1
        for stop in range(run.start + 2 * size, run.start if fills else run.stop + 1):
            for copies in range(2, min((stop - run.start) // size, MAX_COPIES) + 1):
                yield Edge(stop - copies * size, size, copies, NEXT_TO, stop, stop, copies - 1)
        for copies in range(2, MAX_COPIES + 1):
            said = times // copies
            if not rest and said > 1 and times % copies == 0 and (said <= _MOST_SAID or not fills):
                yield Edge(
                    run.start, size * said, copies, NEXT_TO, run.stop, run.stop, copies - 1
                )  # 22222222 may be 2222 printed twice


def apart(text: str) -> Iterator[Edge]:
    """All edges of a text whose copies do not all stand side by side.

    The text is searched with its white space taken out. White space may stand between copies; within them line ends
    stand at the same places in all, and spaces anywhere: a block printed twice is ``明月⏎亮⏎明月⏎亮``. The last copy
    of a line may be cut all the same before a mark that may not begin a line: ``明月亮，⏎明月亮⏎，``.
    """
    places = [n for n, char in enumerate(text) if not char.isspace()]
    gaps = [n for n in range(1, len(places)) if places[n] > places[n - 1] + 1]
    if not gaps:
        return
    apart_at = {*gaps, len(places)}
    ends = [at for at in gaps if "\n" in text[places[at - 1] : places[at]]]
    ink = "".join(text.split())
    runs = repeats.runs(ink)
    steps = [run for run in runs if run.stop - run.start >= _STEP_COPIES * run.lag and ink[run.start] not in CRIES]
    begins = [step.start for step in steps]
    for run, word in _said(runs):
        if _is_stairs(run, steps, begins):
            continue
        low, high = bisect_left(gaps, run.start + run.lag), bisect_left(gaps, run.stop - run.lag + 1)
        for start, copies in _starts(run, word, gaps[low:high], apart_at):
            stop = start + copies * run.lag
            inside = ends[bisect_left(ends, start + 1) : bisect_left(ends, stop)]
            cut = _last_is_cut(inside, start, run.lag, stop) and text[places[inside[-1]]] in NO_HEADS
            if (cut or _alike(inside, start, run.lag, copies)) and (word == run.lag or start + word not in apart_at):
                first, last, end = places[start], places[stop - run.lag], places[stop - 1] + 1
                length = places[start + run.lag - 1] + 1 - first
                between = [text[places[at - 1] + 1 : places[at]] for at in range(start + run.lag, stop, run.lag)]
                gap, tight = STACKED if "\n" in text[first:last] else SPACED, between.count("")
                if word > 1 or not tight or gap == SPACED:  # 不不⏎不不不不 says 不 now here, now there
                    yield Edge(first, length, copies, gap, last, end, tight)


def _is_stairs(run: repeats.Repetition, steps: Sequence[repeats.Repetition], begins: Sequence[int]) -> bool:
    """Whether the unit of a run lies for the most part in units that are printed three times and more themselves
    (寫作原寫作原寫作原因因因, whatever white space is in it): a line is printed there several times, and if all of that
    stands again, the line does. ``begins``: where the ``steps`` begin, in order."""
    stop = run.start + run.lag
    inside = [step for step in steps[bisect_left(begins, run.start) : bisect_left(begins, stop)] if step.stop <= stop]
    size = sum(step.stop - step.start for step in inside)
    return len(inside) >= _FEWEST_STEPS and size >= _STAIRS * run.lag


def _said(runs: Sequence[repeats.Repetition]) -> Iterator[tuple[repeats.Repetition, int]]:
    """Runs, and those of a unit that says its word two or three times: 11⏎11 may be 11 printed twice. With each the
    length of the word."""
    for run in runs:
        for said in range(1, _MOST_SAID + 1):
            if run.stop - run.start >= 2 * said * run.lag:
                yield run._replace(lag=said * run.lag), run.lag


def _starts(run: repeats.Repetition, word: int, joints: list[int], gaps: set[int]) -> list[tuple[int, int]]:
    """Where units of a run may begin, and how often they are printed: so that a gap stands between two copies, and no
    further copy apart from the first or the last. A last copy in one line with more text may be its beginning, and no
    copy: a heading, printed four times above a text that says it. A long unit begins where a gap is."""
    found: set[tuple[int, int]] = set()
    if (run.stop - run.start) // word > MAX_COPIES and word > 1:
        return []  # a filler, or a column of cells
    for joint in joints:
        first = max(run.start, joint - (MAX_COPIES - 1) * run.lag)
        for start in range(joint - (joint - first) // run.lag * run.lag, joint, run.lag):
            if start - run.lag >= run.start and start in gaps:
                continue
            if run.lag > repeats.NEAR and start not in gaps and start > run.start:
                continue
            most = min(MAX_COPIES, (run.stop - start) // run.lag)
            for copies in range((joint - start) // run.lag + 1, most + 1):
                stop = start + copies * run.lag
                heading = copies > 2 and run.lag >= TITLE_LENGTH and stop + run.lag not in gaps
                heading = heading and gaps.issuperset(range(start + run.lag, stop, run.lag))
                if stop + run.lag > run.stop or stop not in gaps or heading:
                    found.add((start, copies))
    if run.lag == word >= TITLE_LENGTH:
        ends = {start + copies * word for start, copies in found if copies > 3}
        found.update((stop - 2 * word, 2) for stop in ends if stop not in gaps)
    copies = min(MAX_COPIES, (run.stop - run.start) // run.lag)
    if run.lag >= _SHORTEST:
        found.update((start, copies) for start in _blocks(run, copies, gaps))
    return sorted(found)


def _blocks(run: repeats.Repetition, copies: int, gaps: set[int]) -> Iterator[int]:
    """Where blocks of lines begin whose copies follow in mid-line: where the run does, or at a gap behind that, for the
    line above may end as the block does."""
    last = run.stop - copies * run.lag
    own = [at for at in range(run.start, last + run.lag) if at in gaps]
    for start in {run.start, *(at for at in own if at <= last)}:
        after = bisect_right(own, start)
        if after < len(own) and own[after] < start + run.lag:
            yield start


def _alike(inside: list[int], start: int, size: int, copies: int) -> bool:
    """Whether all copies have line ends at the same places; those between copies may be there or not."""
    first: list[int] | None = None
    own: list[int] = []
    ahead = start + size
    for at in (*inside, start + size * copies):
        while at >= ahead:
            if first is None:
                first = own
            elif own != first:
                return False
            own, ahead = [], ahead + size
        if at > ahead - size:
            own.append(at - ahead)
    return True


def _last_is_cut(inside: list[int], start: int, size: int, stop: int) -> bool:
    """Whether a line end stands in the last copy, one before it, and none in the other copies."""
    last = stop - size
    return (
        size >= CUT_LENGTH
        and bool(inside)
        and inside[-1] > last
        and last in inside
        and all((at - start) % size == 0 for at in inside if at < last)
    )


def filler(unit: str, copies: int) -> bool:
    """Whether a unit is a word of its own said again and again (不错不错… twenty times over): within a zone it may be
    a word said twice and overprinted, but it is no reason to begin one."""
    size = (unit + unit).find(unit, 1)
    return 1 < size < len(unit) and len(unit) // size * copies > MAX_COPIES
