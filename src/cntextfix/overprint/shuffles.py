"""The pieces of overprinted lines put in order: some extractors sort them by place, so that the copies of one line lie
about in any order (pdfminer.six: 年度报告⏎2011 年度报告⏎2011⏎2011⏎年度报告).

Each piece ends with the run of characters with which the next one begins, and a run in between stands alone as often as
there are more copies. In that order they are steps, which the decoder undoes. Whether they are is its question:
``arranged`` only takes an order in which nearly everything is printed n times.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from cntextfix.chinese.characters import HAN, kinds
from cntextfix.overprint import decode
from cntextfix.overprint.suspects import overlap_of_ends
from cntextfix.overprint.zone_costs import INLINE, STEPS

_T = TypeVar("_T")
_NEAR_BY = 12
"""Lines on both sides among which the next piece is looked for. Chosen."""
_SHORTEST = 3
"""Characters of the run that two pieces share; shorter ones lie within their line. Chosen."""
_MOVED = 1.5
"""Bits that a link between lines that are not neighbours costs. Chosen."""
_EXACT = 12.0
"""Bits for a stretch of lines that adds up to printed lines, each piece of them printed the same number of times, three
and more: lists and tables leave something over. Chosen."""
_EXACT_TWICE = 4.0
"""Bits for one with each piece printed twice: titles stand as 第一章⏎总则⏎第一章 总则. Chosen."""
_COVERED = 0.97
"""The coverage of a zone that an order makes: where lines only lead from one to the next (上士倍中士⏎中士倍下士), what
stands between the links is left over. Chosen."""
_COVERED_LINES = 0.8
"""The share of the Han characters of each line put in order that stand in units: a heading is not all of the line that
begins with it. Chosen."""
_SHARE_APART = 0.2
"""The share of the units whose copies stand apart, at least: where all stand side by side the lines are in order.
Chosen."""
_LEADS = 2
"""Units that lead over from line to line, in a zone of three copies and more in which none stand side by side. Where a
line breaks into pieces its short runs do (一局，，１１), but the cells of a table do not."""
_ENOUGH = 10.0
"""Bits that the zones of an order must have in all. Chosen."""
_BETTER = 3.0
"""… and by how much more than those in the order found. Chosen."""
_MOST_LINES = 200
"""Lines of a stretch that is put in order. Chosen."""


class Order(NamedTuple):
    """The ``numbers`` of a stretch of lines in the order in which they are to be read, and what that adds to the
    evidence of the zones in them, in bits."""

    numbers: list[int]
    bits: float


class _Link(NamedTuple):
    """The line ``one`` ends with the ``size`` characters with which ``other`` begins."""

    one: int
    other: int
    size: int
    whole: int


_BOTH = 2
"""Value of ``_Link.whole`` where both lines are the same. By definition."""


def arranged(lines: Sequence[str], marked: decode.Marked, prior: decode.Prior) -> list[Order]:
    """Stretches of lines whose pieces are to be read in another order; most texts have none, and no document has whose
    copies are known to stand otherwise."""
    if prior.styles and STEPS not in prior.styles:
        return []
    full = [n for n, line in enumerate(lines) if line.strip()]
    keys = ["".join(lines[n].split()) for n in full]
    flagged = {row.first for row, flag in zip(*marked, strict=True) if flag}
    near = _near([n in flagged for n in full])
    found = sorted(_links(keys, near), key=lambda one: (-one.size, -one.whole, one))
    pieces = {keys[one.one if one.size == len(keys[one.one]) else one.other] for one in found if one.whole == 1}
    found = [one for one in found if one.whole < _BOTH or keys[one.one] in pieces]
    parts = {one.one for one in found if one.whole < _BOTH}
    out: list[Order] = []
    for order, chained, moved in _stretches(_path_cover(found), parts):
        texts = [lines[full[n]] for n in order]
        zones = [zone for zone in decode.decode(texts, replace(prior, moved=True)) if zone.coverage >= _COVERED]
        if not _is_printed(zones, texts, [order.index(n) for n in chained], prior):
            continue
        exact = _exact(texts, zones)
        bits = exact - _MOVED * moved
        before = decode.decode([lines[full[n]] for n in sorted(order)], prior)
        now, then = sum(zone.evidence for zone in zones) + bits, sum(zone.evidence for zone in before)
        if now >= _ENOUGH and now - then >= _BETTER:
            out.append(Order([full[n] for n in order], bits))
    return out


def in_order(items: Sequence[_T], orders: Sequence[Order]) -> list[_T]:
    """The items of all lines in the order in which the lines are to be read.

    >>> in_order(["年度报告", "2011", "2011 年度报告"], [Order([1, 2, 0], 3.0)])
    ['2011', '2011 年度报告', '年度报告']
    """
    out = list(items)
    for numbers, _ in orders:
        for place, number in zip(sorted(numbers), numbers, strict=True):
            out[place] = items[number]
    return out


def _is_printed(
    zones: Sequence[decode.Zone], texts: Sequence[str], chained: Sequence[int], prior: decode.Prior
) -> bool:
    """Whether zones look as those of overprinted lines do, and not as those of tables or of a heading and its text."""
    size = sum(len(zone.units) for zone in zones)
    if size - sum(zone.count(INLINE) for zone in zones) < _SHARE_APART * size:
        return False
    known = prior.copies > 2 and all(zone.copies == prior.copies for zone in zones)
    if known or _exact(texts, zones):
        return True
    led = all(_side_by_side(zone) or (zone.copies > 2 and zone.links >= _LEADS) for zone in zones)
    return led and _covers(zones, texts, chained)


def _side_by_side(zone: decode.Zone) -> bool:
    """Whether copies of some unit stand side by side, with no space between."""
    return any(unit.surplus[0] != (unit.line, unit.start) for unit in zone.units)


def _covers(zones: Sequence[decode.Zone], texts: Sequence[str], chained: Sequence[int]) -> bool:
    """Whether nearly all Han characters of each of the ``chained`` lines stand in decode."""
    covered = [0] * len(texts)
    for unit in (unit for zone in zones for unit in zone.units):
        for n in range(unit.line, unit.end[0] + 1):
            first, stop = unit.start if n == unit.line else 0, unit.end[1] if n == unit.end[0] else None
            covered[n] += kinds(texts[n][first:stop]).count(HAN)
    return all(covered[n] >= _COVERED_LINES * kinds(texts[n]).count(HAN) for n in chained)


def _exact(texts: Sequence[str], zones: Sequence[decode.Zone]) -> float:
    """Bits for lines of which nothing is left over when every unit is printed once."""
    copies = {zone.copies for zone in zones}
    if len(copies) != 1 or sum(len(zone.units) for zone in zones) < 2:
        return 0.0
    (times,) = copies
    text = "\n".join(texts)
    surplus = sum(unit.size * (times - 1) for zone in zones for unit in zone.units)
    size = sum(map(len, text.split()))
    return 0.0 if size * (times - 1) != surplus * times else _EXACT if times > 2 else _EXACT_TWICE


def _near(flags: Sequence[bool]) -> list[int]:
    """The numbers of all lines near one that repeats something: where pieces lie about, some of them do so."""
    near: set[int] = set()
    for n, flag in enumerate(flags):
        if flag:
            near.update(range(max(0, n - _NEAR_BY), min(len(flags), n + _NEAR_BY + 1)))
    return sorted(near)


def _links(keys: Sequence[str], near: Sequence[int]) -> Iterator[_Link]:
    """All links between lines near each other."""
    for n in near:
        key = keys[n]
        for other in range(max(0, n - _NEAR_BY), min(len(keys), n + _NEAR_BY + 1)):
            if other != n and (keys[other][0] in key):
                shared = overlap_of_ends(key, keys[other])
                if len(shared) >= _SHORTEST:
                    whole = sum(shared * (len(line) // len(shared)) == line for line in (key, keys[other]))
                    yield _Link(n, other, len(shared), whole)


def _path_cover(links: Sequence[_Link]) -> dict[int, int]:
    """Which line follows which: the longest links first, no line twice, no circles. Between equal links pieces that
    stand alone go first, so that all of them come between the two lines that share them."""
    follows: dict[int, int] = {}
    taken: set[int] = set()
    end: dict[int, int] = {}  # of a chain, from its beginning; and the other way round
    for one, other, _, _ in links:
        first, last = end.get(one, one), end.get(other, other)
        if one in follows or other in taken or first == other:
            continue
        follows[one] = other
        taken.add(other)
        end[first], end[last] = last, first
    return follows


def _stretches(follows: dict[int, int], parts: set[int]) -> Iterator[tuple[list[int], list[int], int]]:
    """Stretches of lines in another order than they stand in; of each, the lines in chains, and how many links are not
    between neighbours.

    Equal lines alone are none: some line of a chain, one of ``parts``, has to share a part of itself.
    """
    heads = set(follows) - set(follows.values())
    chains: list[list[int]] = []
    for head in heads:
        chain = [head]
        while chain[-1] in follows:
            chain.append(follows[chain[-1]])
        chains.append(chain)
    chains.sort(key=min)
    first = 0
    while first < len(chains):
        stop, end = first + 1, max(chains[first])
        while stop < len(chains) and min(chains[stop]) <= end:
            end = max(end, *chains[stop])
            stop += 1
        group = [chain for chain in chains[first:stop] if not parts.isdisjoint(chain)]
        moved = sum(b != a + 1 for chain in group for a, b in itertools.pairwise(chain))
        start, end = min(map(min, group), default=0), max(map(max, group), default=0)
        if moved and end - start < _MOST_LINES:
            yield _in_order(group, start, end + 1), [n for chain in group for n in chain], moved
        first = stop


def _in_order(chains: Sequence[Sequence[int]], start: int, stop: int) -> list[int]:
    """All lines from ``start`` to ``stop``, each chain where the first of its lines stands."""
    begins = {min(chain): chain for chain in chains}
    inside = {n for chain in chains for n in chain}
    order: list[int] = []
    for n in range(start, stop):
        if n in begins:
            order.extend(begins[n])
        elif n not in inside:
            order.append(n)
    return order
