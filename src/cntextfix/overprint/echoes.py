"""A page printed twice: its lines, and then all of them again.

Lines and blocks that stand again at once are the overprint decoder's (``decode``). Here the second printing of a whole
page is found, which may have come a long way behind the first. A clause that two articles of a law have in common, a
form, a refrain, a job that somebody had three times stand again further down, too; but they are not most of the page,
and what stands between them is not printed again. Linear: each line is looked at a fixed number of times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cntextfix.overprint.repeat_costs import bits_of_line


@dataclass(frozen=True, slots=True)
class EchoedLines:
    """Lines ``copies`` (by number) that say again what lines ``originals`` said; ``gap`` is how many lines stand
    between the two printings."""

    originals: tuple[int, ...]
    copies: tuple[int, ...]
    gap: int
    evidence: float


STRONG = 15.0
"""Bits from which an echo strengthens overprint elsewhere in the document. Chosen."""
_ENTER = 12.0
"""Bits that printing a page or a block again costs. Chosen."""
_SHARE = 0.4
"""The share of the characters of a page that its second printing is at least; half, if nothing else is there.
Chosen."""
_WHOLE = 0.9
"""The share of the lines of each printing that the other one has. Chosen."""
_DOUBT = 8.0
"""The most bits that a block has which stands again further down and is not most of the page. Chosen."""


def find(lines: Sequence[str]) -> list[EchoedLines]:
    """Lines that print again what stands further up, in order. White space does not count in comparing."""
    keys = ["".join(line.split()) for line in lines]
    full = [n for n, key in enumerate(keys) if key]
    size = sum(map(len, keys))
    out: list[EchoedLines] = []
    for pairs in _runs([keys[n] for n in full]):
        (first, copy), (last, end) = pairs[0], pairs[-1]
        bits = sum(bits_of_line(keys[full[n]]) for _, n in pairs) - _ENTER
        again = sum(len(keys[full[n]]) for _, n in pairs)
        whole = len(pairs) >= _WHOLE * (last - first + 1) and len(pairs) >= _WHOLE * (end - copy + 1)
        if not whole or last >= copy or again < _SHARE * size:
            bits = min(bits, _DOUBT)
        if bits > 0:
            originals, copies = zip(*((full[one], full[other]) for one, other in pairs), strict=True)
            out.append(EchoedLines(originals, copies, max(0, full[copy] - full[last] - 1), bits))
    return out


def _runs(keys: Sequence[str]) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines that repeat earlier ones in their order, with at most one line in ten left out."""
    first: dict[str, int] = {}
    run: list[tuple[int, int]] = []
    missed = 0
    for n, key in enumerate(keys):
        before = first.setdefault(key, n)
        if before < n and (not run or run[-1][0] < before < run[0][1]):
            run.append((before, n))
            missed = 0
        elif run:
            missed += 1
            if missed > 1 + (1 - _WHOLE) * len(run):
                yield run
                run, missed = ([(before, n)] if before < n else []), 0
    if run:
        yield run
