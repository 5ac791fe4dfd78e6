"""Whole lines and whole blocks printed again: the echo half of overprinting, from lines of text alone.

Two shapes: each line of a stretch printed n times in a row (AABB), and a block printed again, at once or further down
(ABC … ABC). Both are weighed in bits against what honest text does: refrains, chants, table cells and headings
recur, but they are short, or end where a sentence ends; a line that stops in mid-sentence recurs with the very same
stop only if it was printed again. Linear: each line is looked at a fixed number of times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log2

from cntextfix.chars import CLOSERS, DIGIT, HAN, LATIN, MARK, SENTENCE_ENDS, kinds

MAX_COPIES = 8


@dataclass(frozen=True, slots=True)
class Echo:
    """Lines ``copies`` (by number) that say again what lines ``originals`` said; ``times`` each was printed in all;
    ``gap`` is how many lines stand between a block and its copy (-1: the copies stand line by line)."""

    originals: tuple[int, ...]
    copies: tuple[int, ...]
    times: int
    gap: int
    evidence: float


ENTER = 14.0
"""Bits that an echo has to bring before it counts. Adjacent equal lines in 1.9 M characters of clean text and 0.25 M
of verse: 31, all of four characters or less."""
STRONG = 15.0
"""Bits from which an echo strengthens weaker ones, and zones, elsewhere in the document."""
LOST = 10.0
"""The most that a line standing once within an echo costs."""
FAR, NEXT, PAGE = 12.0, 8.0, 200
"""A block printed again further down, and at once; and the most lines between, for copies stand on one page. In 1.9 M
characters of clean prose six paragraphs of 30 to 67 characters recur within a page or two, none of 8 at once."""


def find(lines: Sequence[str], help_bits: float = 0.0) -> list[Echo]:
    """All echoes among these lines, in the order of their copies. White space does not count in comparing."""
    keys = ["".join(line.split()) for line in lines]
    found = list(_adjacent(keys, help_bits))
    gone = {n for echo in found for n in echo.copies}
    left = [n for n, key in enumerate(keys) if key and n not in gone]
    found += _blocks(keys, left, help_bits)
    return sorted(found, key=lambda echo: echo.copies)


def _adjacent(keys: Sequence[str], help_bits: float) -> Iterator[Echo]:
    numbers = (n for n, key in enumerate(keys) if key)
    groups = [tuple(same) for _, same in groupby(numbers, key=keys.__getitem__)]
    if len(groups) == sum(map(len, groups)):
        return
    taken: set[int] = set()
    zones = [zone for times in range(2, MAX_COPIES + 1) for zone in _zones(keys, groups, times)]
    for score, times, first, stop in sorted(zones, key=lambda zone: (-zone[0], zone[1:])):
        if taken.intersection(range(first, stop)):
            continue
        taken.update(range(first, stop))
        full = [group for group in groups[first:stop] if len(group) % times == 0]
        kept = [n for group in full for n in group[: len(group) // times]]
        copies = [n for group in full for n in group[len(group) // times :]]
        yield Echo(tuple(kept), tuple(copies), times, -1, score - ENTER + help_bits)


def _zones(keys: Sequence[str], groups: Sequence[tuple[int, ...]], times: int) -> Iterator[tuple[float, int, int, int]]:
    """Best stretches of groups in which every line stands ``times`` times: score, times, first and stop group."""
    if not any(len(group) >= times for group in groups):
        return
    score = best = 0.0
    first = stop = 0
    for n, group in enumerate(groups):
        bits = _line_bits(keys[group[0]])
        if len(group) % times == 0:
            if score <= 0:
                score, first = -_COPIES[times], n
            score += bits - (3.0 if len(group) > times else 0.0)
            if score > best:
                best, stop = score, n + 1
        elif score > 0:
            score -= min(LOST, bits)
            if score <= 0 or best - score > 2 * LOST:
                if best > 0:
                    yield best, times, first, stop
                score = best = 0.0
    if best > 0:
        yield best, times, first, stop


_COPIES = (0.0, 0.0, 0.0, 1.0, 2.0, 4.0, 4.0, 4.0, 4.0)


def _blocks(keys: Sequence[str], left: Sequence[int], help_bits: float) -> Iterator[Echo]:
    """Blocks of lines printed again: each line is compared with where it last stood, as long as both go on alike."""
    last: dict[str, int] = {}
    at = 0
    while at < len(left):
        before = last.get(keys[left[at]], -1)
        size = 0
        if before >= 0:
            while at + size < len(left) and before + size < at and keys[left[before + size]] == keys[left[at + size]]:
                size += 1
            block = left[at : at + size]
            gap = at - before - size
            bits = sum(_block_bits(keys[n], gap) for n in block) + help_bits
            bits -= FAR + 2 * log2(gap + 1) if gap else NEXT
            if gap > PAGE:
                bits = 0.0
            if bits > 0:
                yield Echo(tuple(left[before : before + size]), tuple(block), 2, gap, bits)
        for n in range(at, at + max(size, 1)):
            last[keys[left[n]]] = n
        at += max(size, 1)


def _line_bits(key: str) -> float:
    """How surprising it is, in honest text, that a line stands twice in a row."""
    kind = kinds(key)
    han = kind.count(HAN)
    weight = han + 0.5 * (kind.count(LATIN) + kind.count(DIGIT))
    bits = min(weight, 5.0) if weight < 5 else min(1.6 * weight, 19.0)
    if not han:
        bits = min(bits, 4.0)  # rows of figures, rules, code
    return bits + (4.0 if bits >= 13 and _stops_short(kind) else 0.0)


def _block_bits(key: str, gap: int) -> float:
    """What one line adds to the evidence that a block was printed again.

    Prose is told from verse and lists by its marks: they stand inside its lines, and its lines stop in mid-sentence.
    """
    kind = kinds(key)
    if 2 * kind.count(HAN) < len(key):
        return 0.0  # code, tables, addresses
    if key[-1] in SENTENCE_ENDS or key[-1] in CLOSERS or MARK not in kind[:-1]:
        return 3.0 if len(key) >= 25 else 0.0
    return 0.35 * len(key) if gap else min(0.6 * len(key), 12.0)


def _stops_short(kind: str) -> bool:
    return kind[-1:] in (HAN, DIGIT, LATIN)
