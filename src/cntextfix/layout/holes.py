"""No sentence is closed over a line that was left out: where one stood between two lines of a block, the block ends."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from cntextfix.layout.draft import Draft
from cntextfix.layout.frame import Span, overlap
from cntextfix.layout.lines import GlyphLine

_SLACK = 0.3
"""Share of its own depth by which a line that was left out may reach into its neighbours: boxes of ink are rough.
Chosen."""
_UNDER = 0.3
"""Share of their length on which lines of one column stand below each other, at the least. Chosen."""


def parted(drafts: Iterable[Draft], left_out: Sequence[GlyphLine]) -> list[Draft]:
    """The blocks, cut where a line of ``left_out`` stands right between two of their lines, in one column."""
    spans = sorted((line.span for line in left_out), key=lambda span: span.v0)
    if not spans:
        return list(drafts)
    tops = [span.v0 for span in spans]
    return [part for draft in drafts for part in _parts(draft, spans, tops)]


def _parts(draft: Draft, spans: Sequence[Span], tops: Sequence[float]) -> Iterator[Draft]:
    start = 0
    for n in range(1, len(draft.lines)):
        if _hole(draft.lines[n - 1].span, draft.lines[n].span, spans, tops):
            yield _part(draft, start, n)
            start = n
    yield _part(draft, start, len(draft.lines)) if start else draft


def _hole(one: Span, other: Span, spans: Sequence[Span], tops: Sequence[float]) -> bool:
    """Whether one of these spans stands between two, the ``other`` of which is below the ``one``."""
    if other.v0 <= one.v0 or overlap(one, other) < _UNDER:
        return False
    middle = (one.v0 + one.v1) / 2
    first, stop = bisect_left(tops, middle), bisect_left(tops, other.v0)
    return any(
        span.v0 > one.v1 - _SLACK * span.depth and span.v1 < other.v0 + _SLACK * span.depth
        and max(overlap(span, one), overlap(span, other)) > _UNDER
        for span in spans[first:stop]
    )  # fmt: skip


def _part(draft: Draft, start: int, stop: int) -> Draft:
    """Lines of a block as one of its own; what was cut off may not be joined to anything else."""
    part = Draft(draft.role, draft.lines[start:stop], draft.seps[start : stop - 1])
    part.begins = draft.begins if start == 0 else True
    part.ends = draft.ends if stop == len(draft.lines) else True
    return part.closed()
