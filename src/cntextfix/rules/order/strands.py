"""Which strand each piece of a page is of, where an extractor read across columns.

The strands that have begun and not ended wait in a queue: the one whose last piece is longest ago is the next to go
on, for a reader across the page comes to each column once a row. A piece goes on in the first strand, or begins one;
the first strand may end, or have no piece in this row. The likeliest way through the page is looked for with a beam:
what reads on in what, how wide the columns are, where paragraphs begin. Linear.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log2
from operator import itemgetter
from typing import NamedTuple

from cntextfix.rules.order.cells import Cell, CellEdge
from cntextfix.rules.order.seams import Seams, Strand

_BEAM = 32
"""Ways that are kept. Chosen: with 64 and more pages are no better, and take longer."""
_MOST = 10
"""Strands in the queue, at the most. Chosen."""
_OPEN = -5.42
"""Bits for a strand beginning beside others. Chosen by trial, as all numbers below that say so: on 22
made newspaper pages drawn row by row."""
_OPEN_ROW = -3.1
"""The same before any strand goes on: in the first row. Chosen by trial."""
_BEGINS_SHARE = 0.5
"""Share of the bits that count for a strand beginning with the beginning of a paragraph: columns often do not.
Chosen."""
_END_STOP = -0.72
"""Bits for a strand ending where a sentence does. Chosen by trial."""
_END_MID = -3.59
"""The same where it goes on, and not in the column beside it. Chosen by trial."""
_END_TITLE = -1.27
"""The same where its last piece may be a heading. Chosen by trial."""
_END_LATE = -0.5
"""The same after a row without it. Chosen by trial."""
_FLOWS = 0.78
"""Share of the columns that go on where the next one begins, of those that stop in mid-phrase. Chosen by trial."""
_MISS_STOP = -3.15
"""Bits for a strand having no piece in a row after the end of a sentence. Chosen by trial."""
_MISS_MID = -6.86
"""The same where it goes on. Chosen by trial."""
_MISS_AGAIN = -1.0
"""The same for one more row. Chosen."""
_MOST_MISSED = 3
"""Rows in which a strand has no piece, at the most. Chosen."""
_RUN = -5.0
"""Bits for a strand that has just begun going on before all others, as a caption that was drawn as one. Chosen on the
same pages."""
_MARGIN = 15.0
"""Bits by which a way may be worse than the best one. Chosen."""
_NONE = -1e9
"""Worse than any way. By definition."""
_WIDER = 3
"""How many times as many ways are looked at as are kept. Chosen."""


class _Step(NamedTuple):
    """A piece, and the first one of the strand that it was put into."""

    before: _Step | None
    piece: Cell
    first: Cell


class _Way(NamedTuple):
    """A reading up to here; ``fresh``: no strand has gone on since the queue was empty. ``key``: the numbers of the
    last pieces of all strands."""

    score: float
    queue: tuple[Strand, ...]
    fresh: bool
    step: _Step | None
    key: tuple[int, ...]


_Next = tuple[float, _Way, Cell, int | None]
"""One way to go on: its score, and that the piece goes to a strand of the way's queue, by its number, or begins one."""
_score = itemgetter(0)


def strands(edges: Sequence[Sequence[CellEdge]], fit: Seams) -> list[list[Cell]]:
    """The strands of a page, in the order in which they begin."""
    nexts: list[list[_Next]] = [[] for _ in edges]
    ways = [_Way(0.0, (), fresh=True, step=None, key=())]
    for node, own in enumerate(edges[:-1]):
        if node:
            ways = _kept(nexts[node])
            nexts[node] = []
        if not ways or not own:
            continue
        every = _with_ends(ways, fit)
        for edge in own:
            nexts[edge.to] += _onward(every, edge, fit)
    last = sorted(nexts[-1], key=_score, reverse=True)[:_BEAM]
    return _told(max(last, key=lambda one: one[0] + _ends(one, fit))) if last else []


def _ends(one: _Next, fit: Seams) -> float:
    """Bits for all strands ending with the page."""
    (way,) = _kept([one])
    return sum(_end(strand, way.queue[n + 1 :], fit) for n, strand in enumerate(way.queue))


def _onward(ways: Sequence[_Way], edge: CellEdge, fit: Seams) -> Iterator[_Next]:
    piece = edge.piece
    opens = _BEGINS_SHARE * fit.begins(piece) + edge.bits
    known: dict[int, float] = {}
    least = ways[0].score - _MARGIN
    for way in ways:
        score, queue = way.score, way.queue
        if score < least:
            return
        if len(queue) < _MOST:
            yield score + opens + (_OPEN_ROW if way.fresh else _OPEN), way, piece, None
        if queue:
            first = queue[0]
            if piece.join and way.step and first.last is way.step.piece:  # else there is no cut between them
                continue
            bits = known.get(id(first))
            if bits is None:
                bits = known[id(first)] = edge.bits + fit.onward(first, piece)
            yield score + bits, way, piece, 0
        if len(queue) > 1 and queue[-1].solid and not piece.join and way.step and queue[-1].last is way.step.piece:
            yield score + edge.bits + fit.onward(queue[-1], piece) + _RUN, way, piece, len(queue) - 1


def _kept(nexts: Sequence[_Next]) -> list[_Way]:
    """The best ways, one of those that go on alike."""
    out: dict[tuple[int, ...], _Way] = {}
    for score, way, piece, at in sorted(nexts, key=_score, reverse=True)[: _BEAM * _WIDER]:
        key, queue = way.key, way.queue
        key = (*key, piece.number) if at is None else (*key[:at], *key[at + 1 :], piece.number)
        if key in out:
            continue
        if at is None:
            own = Strand(piece, piece)
        else:
            own = queue[at].onward(piece, solid=queue[at].solid and at == len(queue) - 1)
            queue = (*queue[:at], *queue[at + 1 :])
        out[key] = _Way(score, (*queue, own), way.fresh and at is None, _Step(way.step, piece, own.first), key)
        if len(out) >= _BEAM:
            break
    return list(out.values())


def _with_ends(ways: Sequence[_Way], fit: Seams) -> list[_Way]:
    """The ways, and those in which the first strands end, or have no piece in this row; the best ones first."""
    best = {way.key: way.score for way in ways}
    out, last = list(ways), [(way, 0) for way in ways]
    least = max(best.values()) - _MARGIN
    for _ in range(_MOST):
        new = [pair for way, missed in last if way.queue for pair in _first_left(way, missed, least, best, fit)]
        last = sorted(new, key=_pair_score, reverse=True)[:_BEAM]
        if not last:
            break
        out += [way for way, _ in last]
    return sorted(out, key=_score, reverse=True)[: _BEAM * _WIDER]


def _pair_score(pair: tuple[_Way, int]) -> float:
    return pair[0].score


def _first_left(
    way: _Way, missed: int, least: float, best: dict[tuple[int, ...], float], fit: Seams
) -> Iterator[tuple[_Way, int]]:
    """The way with its first strand ended, and with it gone to the end of the queue, if they are worth so much, and
    better than the ``best`` one that goes on alike; they are taken down there."""
    score, queue, fresh, step, key = way
    first, rest = queue[0], queue[1:]
    bits, ahead = score + _end(first, rest, fit), key[1:]
    if bits >= least and bits > best.get(ahead, _NONE):
        best[ahead] = bits
        yield _Way(bits, rest, fresh or not rest, step, ahead), missed
    if missed < len(rest) and first.missed < _MOST_MISSED:
        bits = score + (_MISS_AGAIN if first.missed else _MISS_MID if first.last.goes_on else _MISS_STOP)
        ahead = *ahead, key[0]
        if bits >= least and bits > best.get(ahead, _NONE):
            best[ahead] = bits
            later = first._replace(missed=first.missed + 1)
            yield _Way(bits, (*rest, later), fresh, step, ahead), missed + 1


def _end(strand: Strand, rest: Sequence[Strand], fit: Seams) -> float:
    """Bits for a strand ending here."""
    if strand.missed:
        return _END_LATE
    if not strand.last.goes_on:
        return _END_STOP
    bits = _END_MID
    if rest:
        bits = max(bits, log2(1 - _FLOWS + _FLOWS * 2.0 ** fit.link(strand.last, rest[0].first)))
    return max(bits, _END_TITLE) if strand.may_be_title() else bits


def _told(best: _Next) -> list[list[Cell]]:
    """The strands of a way."""
    _, way, piece, at = best
    step: _Step | None = _Step(way.step, piece, piece if at is None else way.queue[at].first)
    steps: list[_Step] = []
    while step is not None:
        steps.append(step)
        step = step.before
    out: dict[int, list[Cell]] = {}
    for one in reversed(steps):
        out.setdefault(one.first.number, []).append(one.piece)
    return list(out.values())
