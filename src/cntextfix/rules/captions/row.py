"""Where the row of caption pieces begins that ends a page."""

from __future__ import annotations

from collections.abc import Sequence

from cntextfix.document.model import Line, Role
from cntextfix.paragraphs.features import QUOTED, SENTENCE, end_class
from cntextfix.rules.captions.looks import caption_bits, is_credit, opens_caption

PIECES = (Role.CAPTION, Role.CREDIT, Role.QUOTE)
_ENDED = 4
"""Lines in a caption that ends with a sentence, at most. Chosen."""


def row_start(lines: Sequence[Line], short: Sequence[bool]) -> int:
    """Where the row of pieces begins that ends the page."""
    first = len(lines)
    while first and short[first - 1]:
        start = first - 1 if _is_piece(lines[first - 1]) else _ended_caption(lines, short, first)
        if start == first:
            break
        first = start
    return first


def _is_piece(line: Line) -> bool:
    """Whether a short line may be a piece by itself."""
    text = line.text.strip()
    return line.role in PIECES or end_class(text) not in (SENTENCE, QUOTED) or caption_bits(text) > 0


def _ended_caption(lines: Sequence[Line], short: Sequence[bool], stop: int) -> int:
    """Where the caption begins that ends with a sentence just before ``stop``: it opens with a mark, or its credit
    comes after it; else ``stop``. A paragraph's last line comes after a full one, not after the end of a sentence."""
    for n in range(stop - 1, max(0, stop - 1 - _ENDED), -1):
        if not short[n]:
            return stop
        if opens_caption(lines[n].text):
            return n
        before = lines[n - 1].text.strip()
        if end_class(before) in (SENTENCE, QUOTED) or is_credit(before):
            return n if stop < len(lines) and is_credit(lines[stop].text) else stop
    return stop
