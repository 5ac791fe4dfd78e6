"""The parts of a page where strands stand between each other's pieces, and the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cntextfix.chinese.characters import width
from cntextfix.paragraphs.features import feature_of, features
from cntextfix.rules.order.cells import GAPS, Cell, between_gaps, lattice
from cntextfix.rules.order.links import goes_on
from cntextfix.rules.order.seams import Seams
from cntextfix.rules.order.strands import strands
from cntextfix.rules.order.weave import broken

_BESIDE = 1.5
"""Bits for a strand going on in the one that began next after it, and before its own end: the column beside it.
Chosen."""
_DURING = 0.5
"""The same for one that began later, but before its end. Chosen."""
_LEAST = 1.0
"""Bits from which a strand is read where another one stops in mid-phrase. Chosen."""


class Tangle(NamedTuple):
    """Strands in the order in which they are read. ``broken`` pieces do not go on in what comes next to them: ``own``
    are the bits for reading on in their strands instead, ``straight`` those for the order as it is."""

    strands: tuple[tuple[Cell, ...], ...]
    broken: int
    own: float
    straight: float

    @property
    def bits(self) -> float:
        """Bits for the strands against the order as it is."""
        return self.own - self.straight

    @property
    def size(self) -> int:
        """How many pieces there are."""
        return sum(map(len, self.strands))


class Untangled(NamedTuple):
    """All pieces of a page as they stand, and the tangles."""

    pieces: list[Cell]
    tangles: list[Tangle]


def may_be_woven(texts: Sequence[str]) -> bool:
    """Whether a page is prose, and much of it does not read on in the next line. Quick: paragraphs a line, which stop
    where they end, take no longer than others.

    >>> may_be_woven(["昨天，全市交通工作会议召开。", "今年的目标，是修通两座桥。"] * 20)
    False
    >>> may_be_woven(["1. 用 IDE 打开 app.js，点击 Cloud Console", "2. 运行 npm run build 之后，把 dist 目录"] * 20)
    False
    """
    own = between_gaps(texts, words=True)
    wide = sum(width(one) >= _WIDE for one in own)
    marked = sum(_MARK.search(one) is not None for one in own)
    if wide < _PAGE_WIDE * len(own) or marked < _PAGE_MARKED * len(own):
        return False
    if len(own) == len(texts):
        own = list(texts)  # as woven-columns asks: what both ask is remembered
    elif not _lines_go_on(texts):
        return False
    found = features(own, [False] * len(own))
    if sum(map(goes_on, found)) < _PAGE_GOES_ON * len(own):
        return False
    return broken(found) >= (_BROKEN if len(own) < GAPS * len(texts) else _BROKEN_WITH_GAPS)


def _lines_go_on(texts: Sequence[str]) -> bool:
    """Whether many lines stop in mid-phrase, as those do that end with a line of the last column. Where spaces stand
    beside each foreign word or figure, the pieces of paragraphs that are a line each do so as well, but not their
    lines, nor rows of a table between bars."""
    ends = [text.rstrip(_BAR) for text in texts]
    wide = [text for text in ends if width(text) >= _WIDE]
    if len(wide) < _FEWEST_LINES:
        return True
    return sum(goes_on(feature_of(text)) for text in wide) >= _LINES_GO_ON * len(wide)


_BAR = " \t\u3000|"
_FEWEST_LINES = 20
"""Wide lines of a page on which this is asked, at the least. Chosen."""
_LINES_GO_ON = 0.5
"""Share of the wide lines that stop in mid-phrase or at a comma, at the least: of 23 made pages by three extractors
0.71 and more do, of nine texts with a paragraph or a row of a table a line, which took fifty times as long as others,
0.1 to 0.4."""

_BROKEN = 10.0
"""Bits against reading straight on that a stretch of lines has on such a page, at the least: 281 pages of 3,180 of real
files have so many. Chosen."""
_BROKEN_WITH_GAPS = 4.0
"""The same where lines have gaps between pieces, which prose has not. Chosen."""
_PAGE_WIDE = 0.4
"""Share of the pieces between gaps that are wide, at the least, on a page of prose. Chosen."""
_PAGE_GOES_ON = 0.53
"""Share of them that stop in mid-phrase or at a comma, at the least: of 47 real pages that were read across 0.55 to 0.9
do, of made ones 0.74 and more, of news, laws, a novel, reviews and speech, a paragraph a line, 0.16 to 0.51."""
_PAGE_MARKED = 0.3
"""The same for those that have a mark. Chosen."""


def tangles(texts: Sequence[str]) -> Untangled:
    """The tangles of a page of these lines."""
    edges = lattice(texts)
    fit = Seams(edge.piece for own in edges for edge in own)
    own = [part for strand in strands(edges, fit) for part in _without_head(strand, fit)]
    every = sorted((piece for strand in own for piece in strand), key=_place)
    return Untangled(every, [_region(part, fit) for part in _parts(own)])


def _without_head(strand: list[Cell], fit: Seams) -> list[list[Cell]]:
    """A strand, without its first piece where that is a heading: one of another width that does not read on in it. Any
    column may go on below a heading over all of them, and the left one is read first."""
    if len(strand) < _FEWEST or not strand[0].goes_on or abs(strand[0].width - strand[1].width) <= _NEAR:
        return [strand]
    return [strand] if fit.link(*strand[:2]) >= _LEAST else [strand[:1], strand[1:]]


def _place(piece: Cell) -> tuple[int, int]:
    return piece.line, piece.start


def _parts(own: Sequence[list[Cell]]) -> Iterator[list[list[Cell]]]:
    """Strands that stand between each other's pieces, or on each other's lines, together; none that stands alone."""
    part: list[list[Cell]] = []
    end = -1
    for strand in sorted(own, key=lambda strand: _place(strand[0])):
        if strand[0].line > end and part:
            if len(part) > 1:
                yield part
            part = []
        part.append(strand)
        end = max(end, strand[-1].line)
    if len(part) > 1:
        yield part


def _region(part: Sequence[list[Cell]], fit: Seams) -> Tangle:
    every = sorted((piece for strand in part for piece in strand), key=_place)
    own = [pair for strand in part for pair in pairwise(strand)]
    straight = list(pairwise(every))
    order, broken = tuple(map(tuple, _in_order(part, fit))), _without(straight, own)
    return Tangle(order, len(broken), _bits(_without(own, straight), fit), _bits(broken, fit))


def _without(pairs: Sequence[tuple[Cell, Cell]], others: Sequence[tuple[Cell, Cell]]) -> list[tuple[Cell, Cell]]:
    """The pairs that are none of the others, in order: a sum over a set would not be the same in every run."""
    known = {(one.number, other.number) for one, other in others}
    return [(one, other) for one, other in pairs if (one.number, other.number) not in known]


def _bits(pairs: Iterable[tuple[Cell, Cell]], fit: Seams) -> float:
    """Bits for reading on from each piece to the other one."""
    return sum(fit.told(one, other) for one, other in pairs if one.goes_on)


def is_of_prose(tangle: Tangle) -> bool:
    """Whether most pieces are of strands of prose, which read on, and the order as it is does not. Rows of tables,
    forms and lists of dates read on in each other's likes, but are short, and have no marks. What has no two columns of
    running text is a poster or a flyer: its sentences stand where they please."""
    prose = [len(strand) for strand in tangle.strands if _is_prose(strand)]
    if sum(size >= _ROWS for size in prose) < _COLUMNS:
        return False
    reads_on = tangle.own >= _READS_ON * tangle.broken
    straight = tangle.straight > _STRAIGHT * tangle.broken
    return reads_on and not straight and sum(prose) >= _PROSE * tangle.size and _is_woven(tangle)


def _is_woven(tangle: Tangle) -> bool:
    """Whether strands change all the time, from where they first do until the last time: a column whose lines stand
    one below the other, but for a label here and there, was not read across."""
    after = {one.number: other.number for strand in tangle.strands for one, other in pairwise(strand)}
    every = sorted((piece for strand in tangle.strands for piece in strand), key=_place)
    turns = [n for n, (one, other) in enumerate(pairwise(every)) if after.get(one.number) != other.number]
    return len(turns) >= _TURNS * (turns[-1] - turns[0] + 1 if turns else 1)


def _is_prose(strand: Sequence[Cell]) -> bool:
    """Whether most pieces of a strand are wide, many have marks, and those that go on are as wide as a neighbour."""
    wide = sum(piece.width >= _WIDE for piece in strand)
    marked = sum(_MARK.search(piece.feature.text) is not None for piece in strand)
    if len(strand) < _FEWEST or wide < _WIDE_SHARE * len(strand) or marked < _MARKED * len(strand):
        return False
    widths = [piece.width for piece in strand if piece.goes_on]
    steps = [abs(one - other) <= _NEAR for one, other in pairwise(widths)]
    return sum(one or other for one, other in pairwise([False, *steps, False])) >= _FULL * len(widths) - 1


_READS_ON = 0.8
"""Bits of what reads on in its strands for each broken piece of a tangle, at the least. Those of 45 made pages have
0.6 to 2.5; rows of tables in real files 0.8 at the most, and with 0.6 an act in wrapped lines was put out of order.
"""
_STRAIGHT = -0.3
"""The same of what reads on straight, at the most: the act has -0.1, and pages that were read across -0.4 and less."""
_PROSE = 0.5
"""Share of the pieces that are of strands of prose, at the least: of these 0.8 to 1; tables have no more than 0.4."""
_COLUMNS = 2
"""Columns of running text, at the least. By definition: one was not read across."""
_ROWS = 5
"""Pieces of such a column, at the least. Chosen: shorter ones are the texts of a flyer."""
_TURNS = 0.7
"""Share of the pieces after which another strand goes on, at the least, between the first and the last such: in seven
tangles of six real pages that were read across 0.81 to 1, in 95 made ones 0.93 and more; in the two of a form in one
column, in which many lines begin with foreign words, 0.54 and 0.58."""
_FEWEST = 3
"""Pieces of such a strand, at the least. Chosen."""
_WIDE = 14
"""Half-width columns of a wide piece, at the least. Chosen: seven characters."""
_WIDE_SHARE = 0.5
"""Share of the pieces that are wide, at the least. Chosen."""
_MARKED = 0.4
"""Share of the pieces that have a mark, at the least. Chosen: rows of tables seldom have so many."""
_FULL = 0.7
"""Share of the pieces that go on which are as wide as a neighbour in their strand, at the least. Chosen."""
_NEAR = 5
"""Half-width columns by which these differ, at the most: an indent, and half a character. Chosen."""
_MARK = re.compile("[，。、；：！？]")


def _in_order(part: Sequence[list[Cell]], fit: Seams) -> Iterator[list[Cell]]:
    """The strands as they begin, but for those that go on where another one stops: they come after it."""
    after = dict(_flows(part, fit))
    taken = set(after.values())
    for n in range(len(part)):
        here: int | None = n if n not in taken else None
        while here is not None:
            yield part[here]
            here = after.get(here)


def _flows(part: Sequence[list[Cell]], fit: Seams) -> Iterator[tuple[int, int]]:
    """The pairs of strands of which one goes on in the other, none of them twice, without a ring."""
    pairs = sorted(
        (
            (fit.link(one[-1], other[0]) + _beside(part, n, m), n, m)
            for n, one in enumerate(part)
            if one[-1].goes_on
            for m, other in enumerate(part)
            if n != m and m > 0  # what stands first stays there
        ),
        reverse=True,
    )
    after: dict[int, int] = {}
    taken: set[int] = set()
    for bits, n, m in pairs:
        if bits < _LEAST:
            return
        if n in after or m in taken or _last_of(after, m) == n:
            continue
        after[n] = m
        taken.add(m)
        yield n, m


def _beside(part: Sequence[list[Cell]], n: int, m: int) -> float:
    if not _place(part[n][0]) < _place(part[m][0]) < _place(part[n][-1]):
        return 0.0
    return _BESIDE if m == n + 1 else _DURING


def _last_of(after: dict[int, int], n: int) -> int:
    while n in after:
        n = after[n]
    return n
