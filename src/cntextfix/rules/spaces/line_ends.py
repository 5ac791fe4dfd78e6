"""What each space of a page would be if it were a line end that was lost."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from math import inf
from typing import NamedTuple

from cntextfix.document.model import Line
from cntextfix.paragraphs.decode import boundaries
from cntextfix.paragraphs.measure import WIDEST
from cntextfix.paragraphs.reading import Boundary

_FEWEST_SPACES = 2
"""Spaces of a page that show anything, at the least. Chosen."""


class LostEnd(NamedTuple):
    """What a space would be as a line end; ``alone``: by what stands in its own line."""

    wrap: Boundary
    alone: bool = False


def as_lines(lines: Sequence[Line], gaps: Sequence[Sequence[tuple[int, int]]]) -> list[LostEnd]:
    """What each space would be if it were a line end; lines themselves stay what they are, and those without spaces
    tell nothing of the pieces of others. A lone one shows nothing."""
    if sum(map(len, gaps)) < _FEWEST_SPACES:
        return [LostEnd(Boundary(-inf, 0, 0, set=False)) for some in gaps for _ in some]
    pieces: list[str] = []
    real: list[bool] = []
    for line, spans in zip(lines, gaps, strict=True):
        if not spans:
            continue
        at = 0
        for start, stop in spans:
            pieces.append(line.text[at:start])
            real.append(False)
            at = stop
        pieces.append(line.text[at:])
        real.append(True)
    found = boundaries(pieces, [False] * len(pieces), real[:-1])
    page = iter([LostEnd(boundary) for boundary, end in zip(found, real, strict=False) if not end])
    out: list[LostEnd] = []
    for line, spans in zip(lines, gaps, strict=True):
        here = list(islice(page, len(spans)))
        out += (_by_itself(line.text, spans) if len(spans) >= _FEWEST_OWN else []) or here
    return out


_FEWEST_OWN = 3
"""Spaces in a line that is read by itself, at the least. Chosen."""


def _by_itself(text: str, spans: Sequence[tuple[int, int]]) -> list[LostEnd]:
    """What each space of a whole paragraph would be if it were a line end, by what stands in that paragraph alone:
    beside headings and lists a page may seem to have no measure. Nothing for a line of print."""
    if len(text) <= WIDEST // 2:
        return []
    starts, stops = [0, *(stop for _, stop in spans)], [*(start for start, _ in spans), len(text)]
    pieces = [text[start:stop] for start, stop in zip(starts, stops, strict=True)]
    found = boundaries(pieces, [False] * len(pieces))
    return [LostEnd(wrap, alone=True) for wrap in found] if any(wrap.bits > 0 for wrap in found) else []
