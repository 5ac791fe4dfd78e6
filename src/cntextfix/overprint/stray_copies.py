"""What is left of overprint beside the line that says it: the line again, or a piece of it, as a line of its own.

Extractors that sort by place (pdfminer.six) give the printed line and, above or below it, the copies of the runs in it
that were drawn again (白塔镇来信：难，真难！⏎白塔镇来信：). Honest text does so too, with titles and cells, so such
lines are only copies where the document is overprinted for sure, and then as surely as they are more frequent in it
than in honest text. A line that the next one begins with is none of them (titles, terms, drills, songs): of the copies
in 1,094 texts of 340 real PDFs none is so. Linear: each line is held against its neighbours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import log2

from cntextfix.chinese.characters import HAN, MARK, kinds
from cntextfix.overprint.repeat_costs import is_option

_SHORTEST = 4
"""Han characters of a piece, at least: shorter ones are cells and names. Chosen."""
_SHORTEST_EQUAL = 6
"""Han characters of a line that stands again as it is, at least. Chosen."""
_SHORTEST_LABEL = 3
"""The same for one that was taken out as a copy elsewhere on the page. Chosen: one real file has such labels."""
_LONGER = 6
"""Han characters from which honest text has such lines more seldom. Chosen."""
_MARKED = 16.0
"""Bits for a piece with a mark in it. Of 832,854 lines (newspapers, law, verse, messages, what three to seven
extractors gave of 420 PDFs), documents with overprint apart, 58 are so."""
_FLAT = (13.5, 15.0)
"""Bits for one without, by whether it is longer. Of those lines 261 and 186 are so, half of which say a heading
again."""
_EQUAL = 13.0
"""Bits for a line that stands again as it is, longer than a cell, where copies come in twos: prayers and chants say a
line more often. Of those lines some 100 are so, half of them verse."""
_FROM_WITHIN = 8
"""Han characters of a piece without a mark that neither begins nor ends its line, at least: headings are words of the
text below. Chosen."""
_AGAIN = 4.0
"""Bits for each further copy of a piece. Chosen."""
_FOUND = 1.0
"""Bits that a piece costs beyond how rare pieces are in its document. Chosen."""


@dataclass(frozen=True, slots=True)
class CopyBeside:
    """Line ``copy`` (by number) says again line ``original`` or a part of it; ``evidence`` in bits. ``label``: it says
    all of it, and was taken out as a copy elsewhere."""

    copy: int
    original: int
    evidence: float
    label: bool = False


def find(lines: Sequence[str], copies: int, known: Collection[str] = ()) -> list[CopyBeside]:
    """Lines that say again a piece of a line beside them, in a page known to be printed ``copies`` times (0: more than
    once), in order. White space does not count in comparing. ``known``: lines that were taken out of the page as
    copies; they show how often a line stands twice in it, and which ones do."""
    keys = ["".join(line.split()) for line in lines]
    printed = frozenset("".join(line.split()) for line in known)
    full = [n for n, key in enumerate(keys) if key]
    found: dict[int, tuple[int, float]] = {}
    for at, host in enumerate(full):
        for piece, bits in _beside(keys, full, at, copies, printed):
            if host not in found and piece not in found:
                found[piece] = host, bits
    out: list[CopyBeside] = []
    for copy, (original, bits) in sorted(found.items()):
        more = len(known) if keys[copy] == keys[original] else 0
        price = log2(max(1.0, (len(full) + more) / max(1, len(found) + more))) + _FOUND
        out.append(CopyBeside(copy, original, bits - price, label=more > 0 and keys[copy] in printed))
    return out


def _beside(
    keys: Sequence[str], full: Sequence[int], at: int, copies: int, printed: Collection[str]
) -> Iterator[tuple[int, float]]:
    """The lines above and below line ``full[at]`` that say a piece of it, and what honest text pays for each."""
    host = keys[full[at]]
    most = max(copies, 2) - 1
    for step in (-1, 1):
        other, said = at + step, 0
        piece = keys[full[other]] if 0 <= other < len(full) else ""
        if not piece or piece not in host or (piece == host and (step < 0 or most > 1)):
            continue
        group: list[int] = []
        while said <= most and 0 <= other < len(full) and keys[full[other]] == piece:
            group.append(full[other])
            other += step
            said += 1
        if said > most:
            continue
        if bits := _bits(piece, host, above=step < 0, label=piece == host and piece in printed):
            yield from ((number, bits + _AGAIN * (said - 1)) for number in group)


def _bits(piece: str, host: str, *, above: bool, label: bool) -> float:
    """What honest text pays for a line that says a piece of the one below it (``above``) or of the one above it.
    ``label``: it was printed again elsewhere."""
    kind = kinds(piece)
    han = kind.count(HAN)
    if han < (_SHORTEST_LABEL if label else _SHORTEST_EQUAL if piece == host else _SHORTEST) or _is_periodic(piece):
        return 0.0
    if piece == host:
        return 0.0 if is_option(piece) else _EQUAL
    if above and host.startswith(piece):
        return 0.0
    if MARK in kind:
        return _MARKED
    if han < _FROM_WITHIN and not host.startswith(piece) and not host.endswith(piece):
        return 0.0
    return _FLAT[han >= _LONGER]


def _is_periodic(text: str) -> bool:
    """Whether a text says one thing again and again: its next line does, too."""
    size = text.find(text[: len(text) // 2], 1)
    return size > 0 and text[size:] == text[:-size]
