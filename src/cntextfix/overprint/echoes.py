"""A page printed twice: its lines, and then all of them again; and a block that hangs loose where it stands again.

Lines and blocks that stand again at once are the overprint decoder's (``decode``). Here the second printing of a whole
page is found, which may have come a long way behind the first. A clause that two articles of a law have in common, a
form, a refrain, a job that somebody had three times stand again further down, too; but they are not most of the page,
and what stands between them is not printed again. They also are texts of their own: none begins in the middle of a
sentence or a line that another place begins. Linear: each line is looked at a fixed number of times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cntextfix.chinese.characters import CLOSERS, HAN, OPENERS, SENTENCE_ENDS, kinds
from cntextfix.overprint.repeat_costs import bits_of_line


@dataclass(frozen=True, slots=True)
class EchoedLines:
    """Lines ``copies`` (by number) that say again what lines ``originals`` said; ``gap`` is how many lines stand
    between the two printings. ``loose``: a block that begins in mid-sentence or mid-line where it stands again."""

    originals: tuple[int, ...]
    copies: tuple[int, ...]
    gap: int
    evidence: float
    loose: bool = False


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
_LOOSE_PROSE = 20.0
"""Bits of prose that a block has at least which counts as loose: two full lines. Chosen."""
_FULL = 10
"""Characters that a line has at least which a sentence goes on from: shorter ones are headings. Chosen."""
_NEAR = 40
"""Lines from a block that hangs loose to where it was printed, at most. Chosen."""


def find(lines: Sequence[str]) -> list[EchoedLines]:
    """Lines that print again what stands further up, in order. White space does not count in comparing."""
    keys = ["".join(line.split()) for line in lines]
    full = [n for n, key in enumerate(keys) if key]
    size = sum(map(len, keys))
    out: list[EchoedLines] = []
    texts = [keys[n] for n in full]
    for pairs in _runs(texts):
        (first, copy), (last, end) = pairs[0], pairs[-1]
        prose = sum(bits_of_line(texts[n]) for _, n in pairs)
        again = sum(len(texts[n]) for _, n in pairs)
        whole = len(pairs) >= _WHOLE * (last - first + 1) and len(pairs) >= _WHOLE * (end - copy + 1)
        bits = prose - _ENTER
        if not whole or last >= copy or again < _SHARE * size:
            bits = min(bits, _DOUBT)
        if bits <= 0:
            continue
        loose = 0
        if prose >= _LOOSE_PROSE and last < copy <= last + _NEAR:
            loose = _loose(texts, pairs)
            pairs = _with_ends(texts, pairs) if loose else pairs
        originals, copies = zip(*((full[one], full[other]) for one, other in pairs), strict=True)
        if loose < 0:
            originals, copies = copies, originals
        out.append(EchoedLines(originals, copies, max(0, full[copy] - full[last] - 1), bits, loose != 0))
    return out


def _loose(texts: Sequence[str], pairs: Sequence[tuple[int, int]]) -> int:
    """How many beginnings of the second printing hang loose, and the first one's do not; below 0 it is the other way
    round. A printing begins at its first line, and where the other has lines between that it has not."""
    first = second = 0
    before = (-1, -1)
    for one, other in pairs:
        if one != before[0] + 1 or other != before[1] + 1:
            first += _is_cut(texts, one, other)
            second += _is_cut(texts, other, one)
        before = one, other
    return second if second and not first else -first if first and not second else 0


def _is_cut(texts: Sequence[str], at: int, other: int) -> bool:
    """Whether line ``at`` stands behind the end of a sentence, or of the line before ``other``, which is equal, and
    ``other`` goes on in mid-phrase. (Behind a comma a text of its own may be quoted.)"""
    if not other or not at:
        return False
    before, last = texts[at - 1], texts[other - 1]
    if _is_rest(before, last):
        return True
    ends = before[-1] in SENTENCE_ENDS or before[-1] in CLOSERS
    return ends and texts[at][0] not in OPENERS and len(last) >= _FULL and kinds(last[-1]) == HAN


def _is_rest(rest: str, line: str) -> bool:
    """Whether the end of a line, cut off in mid-phrase, stands alone."""
    return 1 < len(rest) < len(line) and line.endswith(rest) and kinds(line[-len(rest) - 1]) == HAN


def _with_ends(texts: Sequence[str], pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines of a loose block, with the rest of a line before them and the beginning of one behind them."""
    (first, copy), (last, end) = pairs[0], pairs[-1]
    out = [*pairs]
    if first and copy - 1 > last and _is_rest(texts[copy - 1], texts[first - 1]):
        out.insert(0, (first - 1, copy - 1))
    if end + 1 < len(texts) and last + 1 < copy:
        line, rest = texts[last + 1], texts[end + 1]
        if 1 < len(rest) < len(line) and line.startswith(rest):
            out.append((last + 1, end + 1))
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
