"""Headings, captions and strays at the place where the page and the file agree that they are read.

Programs write a story in reading order, and what is read next stands below in the same column. Where both say that a
heading goes with the block under it, or a block with the one above it, that is the order, whatever the region made of
them. What follows each other already is never parted where the file has nothing between.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from cntextfix.document.model import Role
from cntextfix.layout.draft import Draft
from cntextfix.layout.frame import Span, around, overlap

_HEADS = frozenset({Role.KICKER, Role.HEADLINE, Role.SUBHEAD, Role.HEADING, Role.LABEL, Role.BYLINE})
_LEADS = _HEADS | {Role.JUMP}
"""What is read between a headline and the text under it, wherever it stands."""
_SHOWN = frozenset({Role.CAPTION, Role.CREDIT})
_LATER = frozenset({Role.CAPTION, Role.BODY, Role.HEADING, Role.LABEL})
"""What may have come out too late: quotes and jumps stand at the end of an article for other reasons."""
_UNDER = 0.5
"""Blocks of one column share so much of the shorter one's length. Chosen."""
_NEAR = 3.0
"""The text under a heading begins so many em of the heading below it, at most. Chosen: further down something else may
have been set."""
_WORDS = 2
"""So many letters or Han has what something is read with. Chosen: marks of items and figures of tables have fewer."""
_MOST = 300
"""Pairs that the file has one after the other and the page does not, at most: each is held against all blocks. Chosen:
where there are more the file is in no order of reading."""
_SLACK = 1.5
"""Points by which blocks one under the other may reach into each other. Chosen: as rules may into ink."""

Numbered: TypeAlias = "tuple[int, Draft]"


def in_agreed_order(blocks: Sequence[Numbered]) -> list[Numbered]:
    """The blocks of a page, each with the number of its article, with those that stand elsewhere moved to where page
    and file agree: a heading before what is under it, what is under a block behind it."""
    spans = {id(draft): _in_file(draft) for _, draft in blocks}
    out = list(blocks)
    pairs = _next_in_file(blocks, spans)
    after = {id(one): two for (_, one), (_, two) in pairs}
    following = [(one, two) for (number, one), (other, two) in pairs if number == other and _worded(two)]
    done = {(id(one), id(two)) for (_, one), (_, two) in pairwise(blocks)}
    if sum((id(one), id(two)) not in done for one, two in following) > _MOST:
        return out
    for one, two in reversed(following):
        near = two.span.v0 - one.span.v1 < _NEAR * one.lines[0].size and (id(one), id(two)) not in done
        if near and one.role in _HEADS and two.role not in _SHOWN and _right_below(one, two, blocks):
            _to_front(out, one, two, after.get(id(two)))
    places = {id(draft): n for n, (_, draft) in enumerate(out)}
    for one, two in following:
        at = places[id(one)]
        if two.role in _HEADS and at and out[at - 1][1] is two and _right_below(one, two, blocks):
            out[at - 1 : at + 1] = [out[at], out[at - 1]]
        elif two.role in _LATER and _waits(at, one, two, out, spans) and _under(one, two, out[at + 1][1], blocks):
            _to_back(out, one, two)
        else:
            continue
        places = {id(draft): n for n, (_, draft) in enumerate(out)}
    return out


def _waits(at: int, one: Draft, two: Draft, out: Sequence[Numbered], spans: Mapping[int, tuple[int, int]]) -> bool:
    """Whether what the file has next comes out later than something of the same article that the file has behind it."""
    if at + 1 == len(out) or out[at + 1][0] != out[at][0] or one.role in _HEADS or one.role in _SHOWN:
        return False
    return out[at + 1][1] is not two and spans[id(out[at + 1][1])][0] > spans[id(two)][1]


def _under(one: Draft, two: Draft, three: Draft, blocks: Sequence[Numbered]) -> bool:
    """Whether the second block stands under the first, and a caption over the third: at the foot of a column it goes
    with its picture to the end of the article."""
    return _right_below(one, two, blocks) and (two.role is not Role.CAPTION or _right_below(two, three, blocks))


def _worded(draft: Draft) -> bool:
    return sum(char.isalpha() for line in draft.lines for char in line.text) >= _WORDS


def _in_file(draft: Draft) -> tuple[int, int]:
    """The numbers of the first and last glyph of a block in the file."""
    own = [i for line in draft.lines for i in line.glyphs]
    return min(own), max(own)


def _next_in_file(blocks: Sequence[Numbered], spans: Mapping[int, tuple[int, int]]) -> list[tuple[Numbered, Numbered]]:
    """Pairs of blocks of which the second is next in the file, and begins there behind the end of the first."""
    order = sorted(blocks, key=lambda one: spans[id(one[1])])
    return [(one, two) for one, two in pairwise(order) if spans[id(one[1])][1] < spans[id(two[1])][0]]


def _right_below(one: Draft, two: Draft, blocks: Sequence[Numbered]) -> bool:
    """Whether a block stands under another in the same column, and nothing in between."""
    upper, lower = _stretch(one, last=True), _stretch(two, last=False)
    if lower.v0 < upper.v1 - _SLACK or overlap(upper, lower) < _UNDER:
        return False
    low, high = max(upper.u0, lower.u0), min(upper.u1, lower.u1)
    return not any(
        d is not one and d is not two and d.span.u0 < high and d.span.u1 > low
        and d.span.v1 > upper.v1 + _SLACK and d.span.v0 < lower.v0 - _SLACK
        for _, d in blocks
    )  # fmt: skip


def _stretch(draft: Draft, *, last: bool) -> Span:
    """Where a block stands in the last of its columns, or in the first."""
    lines = draft.lines[::-1] if last else draft.lines
    own = [lines[0].span]
    for line in lines[1:]:
        if (own[-1].v0 < line.span.v0 - _SLACK) if last else (own[-1].v0 > line.span.v0 + _SLACK):
            break
        own.append(line.span)
    return around(own)


def _beside(caption: Draft, other: Draft) -> bool:
    """Whether what comes behind a caption is a credit, or the caption of what is shown beside it."""
    level = abs(caption.span.v0 - other.span.v0) < _SLACK and caption.span.u0 < other.span.u0
    return other.role is Role.CREDIT or (other.role is Role.CAPTION and level)


def _place(out: Sequence[Numbered], draft: Draft) -> int:
    return next(n for n, (_, one) in enumerate(out) if one is draft)


def _to_front(out: list[Numbered], head: Draft, text: Draft, third: Draft | None) -> None:
    """Put a heading right before what is under it, unless nothing but the rest of a head comes between, or it is the
    text that comes out late, behind the ``third`` block that the file has after it."""
    at, to = _place(out, head), _place(out, text)
    between = [one for _, one in out[at + 1 : to]]
    if at < to and (all(one.role in _LEADS for one in between) or any(one is third for one in between)):
        return
    moved = out.pop(at)
    out.insert(to - (at < to), moved)


def _to_back(out: list[Numbered], one: Draft, two: Draft) -> None:
    """Put a block right behind the one above it; a caption with its credits, and with those that stand in one row with
    it."""
    at = _place(out, two)
    stop = at + 1
    while two.role is Role.CAPTION and stop < len(out) and _beside(two, out[stop][1]):
        stop += 1
    moved = out[at:stop]
    del out[at:stop]
    to = _place(out, one) + 1
    out[to:to] = moved
