"""Captions: small lines near pictures, each with its credit, and what text runs round."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from cntextfix.document.model import Role
from cntextfix.layout.draft import Draft
from cntextfix.layout.frame import Span, around, distance, overlap
from cntextfix.layout.lines import GlyphLine
from cntextfix.layout.rows import CELL_SPACE
from cntextfix.layout.seams import separator

_SMALLER = 0.95
"""Captions are set smaller than the body by more than this: at 0.85, credits at 0.78."""
_SPACE = 1.15
"""A space in a caption is at most this many em wide, from the one before a name in it; gutters begin at 1.1 em of the
body, 1.3 of the caption."""
_PICTURE_WHITE = 4.0
"""Captions stand at most this many em of the body from their picture. Chosen."""
_CREDIT = re.compile(r"(?:摄|攝|供图|供圖|制图|製圖|提供|资料图|漫画|新华社发)[）)]?$|^(?:摄影|攝影|图|圖)[／/:：]")
_SHOT = re.compile(
    r"(?:记者|記者|通讯员|通訊員|[\s　。])[^。，]{2,16}(?:摄|攝|摄影|攝影|供图|供圖)(?:报道|報道|報導)?[）)]?$"
)
"""How a caption in the type of the text ends."""
_CAPTION_ROWS = 4
"""Such a caption has at most so many rows. Chosen."""
_CLOSE = 1.5
"""It begins so many em under its picture, at the most. Chosen: text stands further away."""
_CENTRED = 1.0
"""The name of a picture has its middle so many em from that of the picture, at the most. Chosen."""
_ALONE = 0.5
"""… and has so many em of white below, at least. Chosen: the next row of a text is nearer."""
_NAME = 0.9
"""It is no longer than this share of the picture. Chosen: rows of text are as long as what stands above them."""


def find(lines: list[GlyphLine], pictures: Sequence[Span], body: float) -> list[Draft]:
    """Small lines near a picture, as blocks: a caption, and the credit that follows it."""
    if not pictures:
        return []
    shot = {id(line) for picture in pictures for line in _shot(lines, picture, body)}
    names = _names(lines, pictures, body)
    shot |= names
    small = sorted(
        (line for line in lines if line.size < _SMALLER * body or id(line) in shot),
        key=lambda line: (line.span.v0, line.span.u0),
    )
    groups: list[list[GlyphLine]] = []
    for line in small:
        own = id(line) in names
        home = None if own else next((one for one in reversed(groups) if _follows(line, one, body)), None)
        home = home or next((one for one in reversed(groups) if _ends_row(line, one)), None)
        if home is None:
            groups.append([line])
        else:
            home.append(line)
    drafts = [Draft(Role.CAPTION, g, _seams(g)).closed() for g in groups]
    near = [d for d in drafts if min(distance(d.span, p) for p in pictures) < _PICTURE_WHITE * body]
    near += [d for d in drafts if d not in near and any(_under(d.span, n.span, pictures, body) for n in near)]
    drafts = [d for d in drafts if d in near]
    return _credited(drafts, pictures, body)


def _shot(lines: list[GlyphLine], picture: Span, body: float) -> list[GlyphLine]:
    """The rows right under a picture down to the one that ends with who took it, if they are few: a caption may be set
    as large as the text."""
    found: list[GlyphLine] = []
    foot = picture.v1
    for line in sorted((line for line in lines if overlap(line.span, picture) > 0.5), key=lambda line: line.span.v0):
        if line.span.v0 < foot - 0.3 * body:
            continue
        if line.span.v0 - foot > _CLOSE * body or len(found) == _CAPTION_ROWS:
            break
        found.append(line)
        foot = line.span.v1
        if _SHOT.search(line.text):
            return found
    return []


def _names(lines: list[GlyphLine], pictures: Sequence[Span], body: float) -> set[int]:
    """The lines that stand alone under the middle of pictures, if more than one do in a row: the names of what is to be
    seen, in whatever type."""
    found: list[GlyphLine] = []
    for picture in pictures:
        below = [line for line in lines if overlap(line.span, picture) > 0 and line.span.v0 > picture.v1 - 0.3 * body]
        first, second = [*sorted(below, key=lambda line: line.span.v0), None, None][:2]
        close = first and first.span.v0 - picture.v1 < _CLOSE * body
        alone = first and (not second or second.span.v0 - first.span.v1 > _ALONE * body)
        if first and close and alone and _is_name(first.span, picture, body):
            found.append(first)
    return {id(one) for one in found if any(_level(one, two) for two in found if two is not one)}


def _is_name(span: Span, picture: Span, body: float) -> bool:
    """Whether a line has its middle under that of a picture, and is shorter."""
    return (
        abs(span.u0 + span.u1 - picture.u0 - picture.u1) < 2 * _CENTRED * body and span.length < _NAME * picture.length
    )


def _level(one: GlyphLine, two: GlyphLine) -> bool:
    """Whether lines stand in one row, in the same type."""
    return abs(one.span.v0 - two.span.v0) < 0.5 * one.size and abs(one.size - two.size) < 0.03 * one.size


def _follows(line: GlyphLine, group: list[GlyphLine], body: float) -> bool:
    """Whether a line goes on under those of a caption."""
    last = group[-1]
    return (
        abs(line.size - last.size) < 0.03 * body
        and -0.3 * body < line.span.v0 - last.span.v1 < 0.8 * body
        and overlap(line.span, around([x.span for x in group])) > 0.3
    )


def _ends_row(line: GlyphLine, group: list[GlyphLine]) -> bool:
    """Whether a line goes on behind a space in the last row of a caption; the first rows of captions that stand side by
    side tell nothing."""
    last = group[-1]
    level = abs(line.span.v0 - last.span.v0) < 0.1 * line.size and abs(line.size - last.size) < 0.03 * line.size
    return len(group) > 1 and level and 0 < line.span.u0 - last.span.u1 < _SPACE * line.size


def _seams(lines: list[GlyphLine]) -> list[str]:
    """What stands between the lines of a caption: within a row, a space."""
    level = [abs(two.span.v0 - one.span.v0) < 0.5 * one.size for one, two in pairwise(lines)]
    return [
        CELL_SPACE if same else separator(one.text, two.text, stanza=False)
        for same, (one, two) in zip(level, pairwise(lines), strict=True)
    ]


def _credited(drafts: list[Draft], pictures: Sequence[Span], body: float) -> list[Draft]:
    """Captions in the order of their pictures; a credit after the caption it stands under."""
    for draft in drafts:
        text = "".join(line.text for line in draft.lines)
        near = [d for d in drafts if d is not draft and _under(draft.span, d.span, pictures, body)]
        if any(d.lines[0].size > draft.lines[0].size * 1.03 for d in near) or (
            near and len(text) < 24 and _CREDIT.search(text)
        ):
            draft.role = Role.CREDIT
    captions = [d for d in drafts if d.role is Role.CAPTION]
    credits_ = [d for d in drafts if d.role is Role.CREDIT]
    if not captions:
        return drafts
    after: dict[int, list[Draft]] = {}
    for draft in credits_:
        home = min(captions, key=lambda d: distance(d.span, draft.span))
        after.setdefault(id(home), []).append(draft)

    tops: list[float] = []  # of rows of pictures: those that stand side by side begin at about the same height
    for top in sorted(p.v0 for p in pictures):
        if not tops or top - tops[-1] > body:
            tops.append(top)

    def place(draft: Draft) -> tuple[int, float]:
        picture = min(pictures, key=lambda p: distance(draft.span, p))
        return bisect_right(tops, picture.v0), picture.u0

    rows: list[list[Draft]] = []  # captions that stand side by side, whatever the heights of their pictures
    for draft in sorted(captions, key=place):
        row = next((row for row in rows if _level(row[0].lines[0], draft.lines[0])), None)
        if row is None:
            rows.append([draft])
        else:
            row.append(draft)
    ordered = [draft for row in rows for draft in sorted(row, key=lambda draft: draft.span.u0)]
    return [d for caption in ordered for d in (caption, *after.get(id(caption), []))]


def obstacles(pictures: Sequence[Span], captions: list[Draft]) -> list[Span]:
    """What text runs round: captions with their credits, and pictures with the captions on their sides."""
    groups: list[Span] = []
    for draft in captions:
        if draft.role is Role.CREDIT and groups:
            groups[-1] = around([groups[-1], draft.span])
        else:
            groups.append(draft.span)
    out = []
    for picture in pictures:
        near = [
            g for g in groups
            if _beside(g, picture) and distance(g, picture) < min(2 * g.depth + 10, _nearest(g, pictures) + 1)
        ]  # fmt: skip
        if near:
            out.append(around([picture, *near]))
        lined = [
            d.span for d in captions if overlap(d.span, picture) > 0.5 and distance(d.span, picture) < d.span.depth
        ]
        if lined:  # with what stands over and under it, but not with what stands beside it
            out.append(around([picture, *lined]))
    return [*groups, *out]


def _nearest(span: Span, pictures: Sequence[Span]) -> float:
    return min(distance(span, picture) for picture in pictures)


def _beside(caption: Span, picture: Span) -> bool:
    """Whether a caption stands within one side of a picture."""
    across = min(caption.v1, picture.v1) - max(caption.v0, picture.v0)
    return overlap(caption, picture) > 0.5 or across > 0.5 * min(caption.depth, picture.depth)


def _under(one: Span, two: Span, pictures: Sequence[Span], body: float) -> bool:
    """Whether ``one`` stands right under ``two``, on one side or the other of the same picture."""
    if not -0.5 * body < one.v0 - two.v1 < body:
        return False
    if overlap(one, two) > 0:
        return True
    return any(
        overlap(one, p) > 0.5 and overlap(two, p) > 0.5 and min(distance(one, p), distance(two, p)) < 2 * body
        for p in pictures
    )
