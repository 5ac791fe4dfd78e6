"""Whole lines and whole blocks printed again: the echo half of overprinting, from lines of text alone.

Two shapes: each line of a stretch printed n times in a row (AABB), and a block printed again, at once or further down
(ABC … ABC). Both are weighed in bits against what honest text does: refrains, chants, table cells and headings
recur, but they are short, or end where a sentence ends; a line that stops in mid-sentence recurs with the very same
stop only if it was printed again. Linear: each line is looked at a fixed number of times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2

from cntextfix.chars import CLOSERS, HAN, MARK, SENTENCE_ENDS, kinds

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
    left = [n for n, key in enumerate(keys) if key]
    return sorted(_blocks(keys, left, help_bits), key=lambda echo: echo.copies)


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
