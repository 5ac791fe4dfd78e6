"""What is known of each row before any two are put together: its neighbours, its room, its edges."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from statistics import median_low

from cntextfix.layout.follow.numbers import count_on
from cntextfix.layout.frame import Span

_REACH = 4.0
"""A row's neighbours stand within so many em of it: rows of one paragraph are never set further apart. Chosen."""
_MOST = 120
"""So many rows are looked at to find one's neighbours; eight columns have 30 rows so near."""
_STACK = 5
"""So many rows above and below tell where a column begins and ends at a row: beside a picture that is where the picture
ends, not where the column does. Chosen."""
_NEAR = 2.2
"""White between rows that tell something of each other, in em. Chosen."""
_ENOUGH = 3
"""So many rows of a column tell how much white is usual between them. Chosen."""
_ALIKE = 0.06
"""Rows whose sizes differ by less than this share are set alike. Chosen."""
_SHARED = 0.4
"""Rows of one column stand on so much of the shorter one's length. Chosen."""
_INDENT = 4.5
"""Paragraphs start at most so many em inside. Chosen."""
_ZEROS = "○〇●"
"""Circles that stand in for a figure at the head of a row, too."""
_SPARE = 1.1
"""Rows that have less room left, in em, are full: there is none for a character. Chosen."""
_EVENLY = 0.25
"""The white below such rows is the same to this many em, or it tells nothing. Chosen."""
_AT_LIMIT = 0.5
"""Rows that stop so many em before their column does fill it. Chosen."""
_CLAUSE = re.compile(r"[\u3400-\u9fffA-Za-z，、,]$")
"""How a row stops that ends no sentence, and no item of a list."""
INDENTED_BY = 0.7
"""A row that starts this many em further inside than another is indented against it; ragged edges vary by 0.5."""


@dataclass(slots=True)
class TextRow:
    """A row of running text as the witnesses see it.

    ``first`` is the number of its first glyph in the file, ``rank`` its place in the order of the file, ``place`` its
    place in the order of columns, ``column`` its column. ``looks`` are font and colour of its first and last glyphs.
    ``limits`` is the room its column has at this row. ``above`` and ``below`` are its neighbours, ``start`` and
    ``stop`` where the rows near it begin and end; ``lone`` if there are none, ``leading`` the usual
    white between rows of its column in em. ``cells`` are where its cells begin
    and stop, if it has more than one. ``indented`` and ``short`` say
    whether it begins inside its column, and stops before that does, ``spaced`` whether a space is drawn behind it,
    ``divided`` whether something that is no row stands above it in its column, ``counts`` whether it begins with the
    number next to that of a row before it. ``floor`` is where a rule runs under it that is longer than the row,
    ``headed`` whether a heading stands above it in its column, ``aside`` whether it stands beside a paragraph.
    """

    span: Span
    size: float
    font: str
    looks: tuple[tuple[str, object], tuple[str, object]]
    text: str
    first: int
    place: int
    column: int
    limits: tuple[float, float]
    cells: tuple[tuple[float, float], ...]
    indented: bool
    short: bool
    spaced: bool
    divided: bool
    rank: int = 0
    above: int = -1
    below: int = -1
    start: float = 0.0
    stop: float = 0.0
    lone: bool = True
    leading: float = 0.0
    counts: bool = False
    floor: float = inf
    headed: bool = False
    aside: bool = False


@dataclass(slots=True)
class Facts:
    """The rows of a page, and what holds for all of them.

    ``indents`` and ``hangs`` are the shares of rows that are indented as first ones and that hang out; ``told`` and
    ``told_afar`` how often the file has next what the page has below, and at the top of the next column; ``spaces`` how
    much a space behind a row tells of the end of a paragraph; ``order`` the rows in the order of the file; ``signs``
    are the characters that two rows or more begin with.
    """

    rows: list[TextRow]
    indents: float = 0.0
    hangs: float = 0.0
    told: float = 0.5
    told_afar: float = 0.5
    spaces: float = 0.0
    order: list[int] = field(default_factory=list)
    signs: frozenset[str] = frozenset()


def facts_of(rows: list[TextRow]) -> Facts:
    """All that is known of these rows."""
    order = sorted(range(len(rows)), key=lambda n: rows[n].first)
    for rank, n in enumerate(order):
        rows[n].rank = rank
    _neighbours(rows)
    reach = Counter(row.column for row in rows if _at_limit(row))
    for n, row in enumerate(rows):
        _room(rows, n, row, full=reach[row.column] > 1 and _at_limit(row))
    _leadings(rows)
    _lists(rows)
    facts = Facts(rows, order=order)
    facts.indents, facts.hangs = _habits(rows)
    facts.spaces = _spaces(rows)
    facts.signs = _signs(rows)
    facts.told = _told(rows)
    facts.told_afar = _told_afar(rows, facts.told)
    return facts


def _at_limit(row: TextRow) -> bool:
    """Whether a row stops where its column does."""
    return abs(row.limits[1] - row.span.u1) < _AT_LIMIT * row.size


def gap(one: TextRow, other: TextRow) -> float:
    """The white between a row and one below it, in em of the smaller one."""
    return (other.span.v0 - one.span.v1) / em(one, other)


def em(one: TextRow, other: TextRow) -> float:
    """The smaller of two rows' sizes."""
    return max(1.0, min(one.size, other.size))


def inside(one: TextRow, other: TextRow) -> float:
    """How far inside ``one`` the ``other`` begins, in em. Where something stands beside one of them, it counts how far
    each begins in the room that is left."""
    moved = other.limits[0] - one.limits[0] if one.column == other.column else 0.0
    aside = moved if abs(moved) > INDENTED_BY * em(one, other) else 0.0
    return (other.span.u0 - one.span.u0 - aside) / em(one, other)


def same_size(one: TextRow, other: TextRow) -> bool:
    """Whether two rows are set in one size."""
    return abs(one.size - other.size) < _ALIKE * max(one.size, other.size)


def shared(one: TextRow, other: TextRow) -> float:
    """The share of the shorter row's length on which both stand; an indent counts as part of its row, for the last row
    of a paragraph may be as short."""
    low, high = max(_left(one), _left(other)), min(one.span.u1, other.span.u1)
    return (high - low) / max(1.0, min(one.span.u1 - _left(one), other.span.u1 - _left(other)))


def _left(row: TextRow) -> float:
    return row.limits[0] if 0 < row.span.u0 - row.limits[0] < _INDENT * row.size else row.span.u0


def _neighbours(rows: list[TextRow]) -> None:
    """The row right below each one, if the one right above that is itself."""
    order = sorted(range(len(rows)), key=lambda n: rows[n].span.v0)
    tops = [rows[n].span.v0 for n in order]
    below: dict[int, int] = {}
    above: dict[int, tuple[float, int]] = {}
    for n, row in enumerate(rows):
        first = bisect_left(tops, row.span.v0 + 0.5 * row.span.depth)
        best: tuple[float, float, int] | None = None
        for m in order[first : first + _MOST]:
            other = rows[m]
            if other.span.v0 > row.span.v1 + _REACH * row.size or (best and other.span.v0 > best[0] + 0.5 * row.size):
                break
            if m == n or shared(row, other) < _SHARED:
                continue
            far = abs(other.span.u0 - row.span.u0)
            if best is None or far < best[1]:
                best = (other.span.v0 if best is None else best[0], far, m)
        if best is not None:
            below[n] = best[2]
    for n, m in below.items():
        key = (rows[m].span.v0 - rows[n].span.v1 + abs(rows[n].span.u0 - rows[m].span.u0) / 100, n)
        if m not in above or key < above[m]:
            above[m] = key
    for m, (_, n) in above.items():
        rows[m].above, rows[n].below = n, m


def _room(rows: list[TextRow], n: int, row: TextRow, *, full: bool) -> None:
    """Where the column begins and ends at a row, as the rows near it tell that are set as it is; where it stands by
    itself, at the foot of a column maybe, that it is as ``full`` as others of the column tells it, too."""
    starts, stops = [row.span.u0], [row.span.u1]
    for up in (True, False):
        last = row
        for _ in range(_STACK):
            at = last.above if up else last.below
            if at < 0:
                break
            other = rows[at]
            white = gap(other, last) if up else gap(last, other)
            if not same_size(row, other) or white > _NEAR:
                break
            starts.append(other.span.u0)
            stops.append(other.span.u1)
            last = other
    low, high = row.limits
    row.start = max(min(starts), min(low, row.span.u0))
    row.stop = min(max(stops), max(high, row.span.u1))
    row.lone = len(stops) == 1 and not full


def _leadings(rows: Sequence[TextRow]) -> None:
    """The usual white above rows set alike, in each column; on the whole page where a column has too few. Where rows
    stop in mid-sentence at the end of their column, the white below those counts if it is even: what goes on
    stands there."""
    found: dict[tuple[int, float], list[float]] = defaultdict(list)
    inner: dict[tuple[int, float], list[float]] = defaultdict(list)
    for row in rows:
        above = rows[row.above]
        if row.above >= 0 and same_size(above, row) and gap(above, row) < _REACH:
            for column in (row.column, -1):
                found[column, round(row.size)].append(gap(above, row))
                if not above.lone and above.stop - above.span.u1 < _SPARE * row.size and _CLAUSE.search(above.text):
                    inner[column, round(row.size)].append(gap(above, row))
    found |= {key: gaps for key, gaps in inner.items() if len(gaps) >= _ENOUGH and max(gaps) - min(gaps) < _EVENLY}
    usual = {key: median_low(gaps) for key, gaps in found.items() if len(gaps) >= _ENOUGH or key[0] < 0}
    for row in rows:
        size = round(row.size)
        row.leading = usual.get((row.column, size), usual.get((-1, size), 0.5))


def _lists(rows: Sequence[TextRow]) -> None:
    """Which rows count on."""
    places = sorted(range(len(rows)), key=lambda n: rows[n].place)
    for place in count_on([rows[n].text for n in places]):
        rows[places[place]].counts = True


def _spaces(rows: Sequence[TextRow]) -> float:
    """How much oftener a space is drawn behind rows that end a sentence than behind others, as a share."""
    ends = [row.spaced for row in rows if row.text[-1:] in "。！？"]
    others = [row.spaced for row in rows if row.text[-1:] not in "。！？"]
    return max(0.0, (sum(ends) / (2 + len(ends))) - (sum(others) + 1) / (2 + len(others)))


def _signs(rows: Sequence[TextRow]) -> frozenset[str]:
    """What two rows or more begin with, but for circles with no white behind them: they may be the zeros of years."""
    heads = [row.text.lstrip()[:2] for row in rows]
    found = Counter(head[:1] for head in heads if head[:1] not in _ZEROS or head[1:].isspace())
    return frozenset(sign for sign, times in found.items() if times > 1)


def _habits(rows: Sequence[TextRow]) -> tuple[float, float]:
    """The share of rows that stand further inside than the row below them, and of those that stand further outside
    than two rows below them, of all with a neighbour set alike."""
    first = hung = count = 0
    for row in rows:
        if row.below < 0 or not same_size(row, rows[row.below]):
            continue
        below = rows[row.below]
        third = rows[below.below] if below.below >= 0 else None
        count += 1
        first += INDENTED_BY < -inside(row, below) < 5
        hung += INDENTED_BY < inside(row, below) < 5 and third is not None and abs(inside(below, third)) < INDENTED_BY
    return (first / count, hung / count) if count else (0.0, 0.0)


def _told(rows: Sequence[TextRow]) -> float:
    """How often the row right below one comes next in the file, as a share, one case of each added."""
    near = [
        (row, rows[row.below]) for row in rows
        if row.below >= 0 and same_size(row, rows[row.below]) and gap(row, rows[row.below]) < 1.5
    ]  # fmt: skip
    return (1 + sum(two.rank == one.rank + 1 for one, two in near)) / (2 + len(near))


def _told_afar(rows: Sequence[TextRow], told: float) -> float:
    """How often what the next column begins with comes next in the file, as a share; ``told`` counts as four cases, so
    that a page of two columns is read as its rows are."""
    found = sorted(rows, key=lambda row: row.place)
    ends = [(one, two) for one, two in pairwise(found) if one.column != two.column]
    return (4 * told + sum(two.rank == one.rank + 1 for one, two in ends)) / (4 + len(ends))
