"""Page furniture by position: mastheads, running heads, folios, foot lines, advertisements."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence

from cntextfix.chinese.characters import width
from cntextfix.document.geometry import Figure, FigureKind
from cntextfix.layout.folios import folio_keys
from cntextfix.layout.frame import Frame
from cntextfix.layout.imprint import Imprint, says
from cntextfix.layout.lines import GlyphLine
from cntextfix.layout.regions import Region

_NUMBER = re.compile(r"[0-9０-９]+|[〇零一二三四五六七八九十百]+")
_BARE = re.compile(r"\W*\d*\W*")
_AD = re.compile(r"^(?:公益)?(?:广告|廣告)$")
_EDGE = 0.16
"""Furniture stands within this share of the page's height from its top, or half of it from its foot. Chosen."""
_ACROSS = 0.7
"""A rule that runs over this share of the page's width sets its head or foot off. Chosen."""
_HEAD = 0.92
"""What recurs from page to page is furniture above this share of the page's height, from its foot … Chosen."""
_FOOT = 0.08
"""… and below this one … Chosen."""
_WIDER = 0.1
"""… or within this share of its edges, if it has words and nothing stands nearer to them: a running head was seen at
0.912. Chosen."""
_WORDS = 4
"""Letters of a running head, at least: fewer may be the mark of an item. Chosen."""
_ONE = 0.002
"""What stands this share of the page's height further in than the outermost line is on one row with it. Chosen."""
_RUN = 0.16
"""A number that grows with the pages is theirs within this share of the page's edges: folios were seen at 0.095."""
_LONGEST = 80
"""… if it is at most so many half-width columns wide. Chosen."""
_WHITE = 0.7
"""So many em of the body set head and foot off where no rule does. Chosen."""
_MOST = 240
"""A region with more characters than this is not furniture. Chosen."""
_NAMES = 3
"""A head or foot has at most so many lines more that say nothing than lines that say what they are; real ones have the
paper's name, a section's and a slogan. The rows of a table have more. Chosen."""
_ROW = 2.0
"""Pieces with less white between them, in em, are one row: letters of a heading that was set wide. A folio beside a
line of text was seen 2.2 em from it."""
_LEVEL = 0.3
"""Baselines of one row agree to this many em. Chosen."""
_ALIKE = 0.03
"""Type sizes that differ by less than this share are one size. Chosen."""


def at_edges(
    lines: Sequence[GlyphLine], figures: Sequence[Figure], across: float, height: float, body: float
) -> list[GlyphLine]:
    """The lines above a rule under the page's head, and below one over its foot; where no rule is drawn, those set off
    by white. ``across`` is the page's width, ``body`` the size of body type."""
    rules = [f.box for f in figures if f.kind is FigureKind.RULE and f.box.width > _ACROSS * across]
    heads = sorted({round(box.y0) for box in rules if box.y0 > height * (1 - _EDGE)})
    feet = sorted({round(box.y1) for box in rules if box.y1 < height * _EDGE / 2})
    groups = [(True, [line for line in lines if line.box.y0 > y - 2.5]) for y in heads]
    groups += [(False, [line for line in lines if line.box.y1 < y + 2.5]) for y in feet]
    found = {id(line): line for head, group in groups for line in _furniture(group, head=head)}
    if not found:
        above = _set_off(lines, height * (1 - _EDGE / 2), body, head=True)
        below = _set_off(lines, height * _EDGE / 2, body, head=False)
        found = {id(line): line for line in (*_furniture(above, head=True), *_furniture(below, head=False))}
    return list(found.values())


def _furniture(lines: Sequence[GlyphLine], *, head: bool) -> Sequence[GlyphLine]:
    """What is furniture of the lines that stand at the head or foot of a page: all of them, if they say what they are
    and none reads as text; else those only that are sure to be. A date at the foot may be that of a letter."""
    if sum(len(line.text) for line in lines) >= _MOST:
        return ()
    said = [says(line.text) for line in lines]
    sure, dated, names = (
        said.count(one) for one in (Imprint.SURE, Imprint.DATED, Imprint.NAME)
    )  # a bare folio says nothing of the others
    if Imprint.TEXT not in said and (sure or (head and dated)) and names <= sure + dated + _NAMES:
        return lines
    return [line for line, one in zip(lines, said, strict=True) if one in (Imprint.SURE, Imprint.FOLIO)]


def _set_off(lines: Sequence[GlyphLine], limit: float, body: float, *, head: bool) -> list[GlyphLine]:
    """The lines beyond the first white gap from the page's edge, if all of them stand beyond ``limit``."""
    order = sorted(lines, key=lambda line: -line.box.y1 if head else line.box.y0)
    group: list[GlyphLine] = []
    reach = 0.0
    for line in order:
        if group:
            gap = reach - line.box.y1 if head else line.box.y0 - reach
            if gap > _WHITE * body:
                break
        if (line.box.y0 < limit) if head else (line.box.y1 > limit):
            return []
        group.append(line)
        edge = line.box.y0 if head else line.box.y1
        reach = edge if len(group) == 1 else min(reach, edge) if head else max(reach, edge)
    return group if len(group) < len(order) else []


def edge_keys(lines: Sequence[GlyphLine], height: float, page: int) -> list[str]:
    """Keys that furniture shares from page to page. ``page`` is the place of the page in the file."""
    return [key for key, _ in (*_texts(lines, height), *_numbers(lines, height, page))]


def _texts(lines: Sequence[GlyphLine], height: float) -> Iterator[tuple[str, GlyphLine]]:
    """The short lines at the head and foot of a page, each with its text without numbers, and its place in fiftieths of
    the page's height. What nobody sees has none: beside a page its neighbour may stand, cut off."""
    seen = [(_place(line, height), line) for line in lines if not line.hidden]
    low = min(_WIDER, min((place for place, _ in seen), default=0.0) + _ONE)
    high = max(1 - _WIDER, max((place for place, _ in seen), default=1.0) - _ONE)
    for place, line in seen:
        words = sum(char.isalpha() for char in line.text) >= _WORDS
        near = not _FOOT < place < _HEAD or (words and not low < place < high)
        if near and width(line.text) <= _LONGEST:
            yield f"{round(place * 50)} {_NUMBER.sub('0', ''.join(line.text.split()))}", line


def _numbers(lines: Sequence[GlyphLine], height: float, page: int) -> Iterator[tuple[str, GlyphLine]]:
    """The lines near the head and foot of a page that may be its number, with keys of a run."""
    for line in lines:
        place = _place(line, height)
        if not (line.hidden or _RUN < place < 1 - _RUN):
            yield from ((key, line) for key in folio_keys(line.text, place, page))


def _place(line: GlyphLine, height: float) -> float:
    return (line.box.y0 + line.box.y1) / 2 / height


def _rows(lines: Sequence[GlyphLine]) -> Iterator[list[GlyphLine]]:
    """Lines on one baseline with little white between them, together."""
    level: list[GlyphLine] = []
    for line in [*sorted(lines, key=lambda one: (one.vertical, one.mid)), None]:
        if level and not (
            line is not None and line.vertical is level[0].vertical
            and abs(line.mid - level[0].mid) < _LEVEL * max(line.size, level[0].size)
        ):  # fmt: skip
            yield from _parted(level)
            level = []
        if line is not None:
            level.append(line)


def _parted(level: Sequence[GlyphLine]) -> Iterator[list[GlyphLine]]:
    """The lines of one baseline, parted at wide white."""
    row: list[GlyphLine] = []
    reach = 0.0
    for line in sorted(level, key=lambda one: one.a0):
        if row and line.a0 - reach > _ROW * max(row[-1].size, line.size):
            yield row
            row = []
        reach = max(reach, line.a1) if row else line.a1
        row.append(line)
    if row:
        yield row


def recurs(
    lines: Sequence[GlyphLine], height: float, page: int, recurring: Container[str], edge: Container[int]
) -> list[GlyphLine]:
    """The lines that recur from page to page (see ``edge_keys``), but for those in a row of which a part does not
    recur, and those that are set as the text right above or below them: the text of forms and lists recurs, too.
    ``edge`` are the ids of lines that are known to be furniture."""
    known = {id(line) for key, line in _texts(lines, height) if key in recurring}
    runs = {id(line): line for key, line in _numbers(lines, height, page) if key in recurring}
    seen = [line for line in lines if not line.hidden]
    known |= {name for name, line in runs.items() if name not in known and _outermost(line, seen, height, known, edge)}
    if not known:
        return []
    near = [line for line in seen if not _RUN < _place(line, height) < 1 - _RUN]
    found = [line for row in _rows(near) if all(id(line) in known for line in row) for line in row]
    known = {id(line) for line in found}
    rest = sorted((line for line in seen if id(line) not in known), key=lambda one: one.box.y0)
    bottoms = [line.box.y0 for line in rest]
    return [line for line in found if not _of_text(line, rest, bottoms)]


def _outermost(
    line: GlyphLine, seen: Sequence[GlyphLine], height: float, known: Container[int], edge: Container[int]
) -> bool:
    """Whether nothing but furniture, and no other number, stands nearer to the edge of the page: among formulas figures
    run with the pages by chance."""
    place = _place(line, height)
    return all(
        (id(other) in known or id(other) in edge) and not _BARE.fullmatch(other.text)
        for other in seen
        if (_place(other, height) > place + _ONE if place > 0.5 else _place(other, height) < place - _ONE)
    )


def _of_text(line: GlyphLine, rest: Sequence[GlyphLine], bottoms: Sequence[float]) -> bool:
    """Whether a line goes on in one of the ``rest`` right above or below it: same type, no white between."""
    reach = _WHITE * line.size
    first = bisect_left(bottoms, line.box.y0 - reach - 2 * line.size)
    stop = bisect_left(bottoms, line.box.y1 + reach)
    return any(
        other.font == line.font and abs(other.size - line.size) < _ALIKE * line.size
        and other.box.x0 < line.box.x1 and line.box.x0 < other.box.x1
        and -reach < max(other.box.y0 - line.box.y1, line.box.y0 - other.box.y1) < reach
        for other in rest[first:stop]
    )  # fmt: skip


def is_furniture(region: Region, frame: Frame) -> bool:
    """Whether a whole region is furniture: an advertisement, or short lines at the edge of the page with a date, a
    folio, the editors' names."""
    if all(_AD.match(line.text) for line in region.lines):
        return True
    top = min(line.box.y0 for line in region.lines) > frame.height * (1 - _EDGE)
    foot = max(line.box.y1 for line in region.lines) < frame.height * _EDGE / 2
    return (top or foot) and len(_furniture(region.lines, head=top)) == len(region.lines)
