"""Headlines that run downwards beside rows, or along between columns."""

from __future__ import annotations

from collections.abc import Sequence

from cntextfix.document.model import Role
from cntextfix.layout import heads
from cntextfix.layout.draft import Draft
from cntextfix.layout.frame import overlap
from cntextfix.layout.lines import GlyphLine

MOST_TURNED = 20
"""So many such headlines of a region may stand in its text; more are damage. Chosen."""
_WORD = 4
"""So many glyphs in a line that runs otherwise than the text make a heading beside it; fewer may be a cell, or figures
in a vertical line. Chosen."""
_NEAR = 4.0
"""Em between a headline and the text beside it, at most. Chosen."""
_WHITE = 1.0
"""Text has less white, in em, between the rows of a paragraph. Chosen."""


def find(lines: Sequence[GlyphLine], body: float) -> list[Draft]:
    """The large lines that run downwards among rows, or along between columns: headlines beside text."""
    down = [line for line in lines if line.vertical]
    other = down if 2 * len(down) < len(lines) else [line for line in lines if not line.vertical]
    found = [line for line in other if len(line.glyphs) >= _WORD and line.size > heads.SUBHEAD_SIZE * body]
    return [
        Draft(Role.HEADING, [line]).closed() for line in sorted(found, key=lambda line: (line.span.v0, line.span.u0))
    ]


def is_further_down(head: Draft, lines: Sequence[GlyphLine], body: float) -> bool:
    """Whether such a headline stands close beside text over which, apart from it, other text stands: it heads only what
    is below."""
    beside = [
        line for line in lines
        if line.span.v0 < head.span.v1 and line.span.v1 > head.span.v0
        and max(line.span.u0 - head.span.u1, head.span.u0 - line.span.u1) < _NEAR * body
    ]  # fmt: skip
    if not beside:
        return False
    first = min(beside, key=lambda line: line.span.v0)
    column = sorted((line for line in lines if overlap(line.span, first.span) > 0), key=lambda line: line.span.v0)
    at = column.index(first)
    while at and column[at].span.v0 - column[at - 1].span.v1 < _WHITE * body:
        at -= 1
    return at > 0


def placed(found: Sequence[Draft], flow: Sequence[Draft], body: float) -> list[Draft]:
    """The flow of a region with each headline before the paragraph that it stands beside."""
    out = list(flow)
    for head in found:
        at = next((n for n, one in enumerate(out) if one.span.v1 > head.span.v0), len(out))
        while 0 < at < len(out) and _goes_on(out[at - 1], out[at], body):
            at -= 1
        out.insert(at, head)
    return out


def _goes_on(one: Draft, two: Draft, body: float) -> bool:
    """Whether rows of text stand no further from each other than in a paragraph."""
    rows = one.row is not None and two.row is not None and one.row.column == two.row.column
    return rows and two.span.v0 - one.span.v1 < _WHITE * body
