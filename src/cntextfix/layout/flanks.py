"""Paragraphs with something beside them: a label in the margin, names of figures, a note. Row by row, what stands
beside a paragraph would come out inside its sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from cntextfix.layout.follow.marks import ended, led, only_mark
from cntextfix.layout.lines import GlyphLine
from cntextfix.layout.stacks import follows
from cntextfix.layout.words import bits_of_going_on

_LEAST = 3
"""Lines of such a paragraph. Chosen: of two lines nothing tells that they are not cells."""
_LONG = 8.0
"""Em that its longest line has at least. Chosen: cells are shorter."""
_SPACED = 0.2
"""Names of fields are drawn out with spaces: more than this share of their characters. Chosen."""
_FULL = 1.6
"""A line of it that stops more em before the others do ends a sentence. Chosen: ragged lines vary by a character."""
_SEAM = 1.0
"""Bits for going on that its line ends have on the average, at least, … Chosen: of columns in real files nearly all
have 0.2, and some short paragraphs less."""
_WIDE = 12.0
"""… or em that its longest line has. Chosen: cells as long fill theirs by chance."""
_LEVEL = 0.3
"""Baselines of a row agree to this many em. Chosen."""
_MOST = 0.6
"""Cells stand beside at least this share of the rows of a table. Chosen."""
_PARAGRAPHS = 200
"""Such paragraphs in a region, at most: no page has so many, and each is held against what is level with it. Chosen."""
_GUTTER = 1.0
"""Em of white between it and what stands beside it, at least. Chosen: spaces are narrower."""
_TURNS = (-2, -1, 0, 1, 2)
"""Places, in em, where the next line may begin beside where the last one did. Chosen."""


_Part: TypeAlias = "tuple[list[GlyphLine], bool]"


def bands(lines: Sequence[GlyphLine], body: float) -> list[_Part]:
    """The lines in stretches that are read one after the other, where paragraphs have something beside them, and
    whether a stretch is such; nothing if there is none. ``body`` is the em in points."""
    order = sorted(lines, key=lambda line: line.span.v0)
    if not any(_level(one, two) for one, two in pairwise(order)):
        return []
    tops = [line.span.v0 for line in order]
    stacks = _paragraphs(order, body)
    if len(stacks) > _PARAGRAPHS:
        return []
    homes = {id(line): stack for stack in stacks for line in stack}
    found: list[tuple[float, list[_Part]]] = []
    done: set[int] = set()
    for stack in stacks:
        side = _beside(stack, order, tops, body)
        cells = _row_by_row(stack, [line for line in side if id(line) not in homes]) and not _reads_on(stack, body)
        side = _whole(side, homes)
        if not side or cells or any(id(line) in done for line in (*stack, *side)):
            continue
        done.update(id(line) for line in (*stack, *side))
        found.append((stack[0].span.v0, _in_order(stack, side)))
    return _with_rest([line for line in order if id(line) not in done], found) if found else []


def _level(one: GlyphLine, two: GlyphLine) -> bool:
    """Whether the second of two lines begins above the middle of the first: they may stand side by side."""
    return two.span.v0 < (one.span.v0 + one.span.v1) / 2


def _paragraphs(order: Sequence[GlyphLine], body: float) -> list[list[GlyphLine]]:
    """Lines one under the other, in one type, that read on from one to the next."""
    found: list[list[GlyphLine]] = []
    open_at: dict[int, list[GlyphLine]] = {}  # by the place where its last line begins
    for line in order:
        place = round(line.span.u0 / body)
        stacks = (open_at.get(place + turn) for turn in sorted(_TURNS, key=abs))
        home = next((one for one in stacks if one and _alike(one[-1], line) and follows(line, one, body)), None)
        if home is None:
            home = []
            found.append(home)
        home.append(line)
        open_at[place] = home
    return [stack for stack in found if len(stack) >= _LEAST and _is_text(stack, body)]


def _alike(one: GlyphLine, two: GlyphLine) -> bool:
    return abs(one.size - two.size) < 0.03 * one.size and one.hidden is two.hidden


def _is_text(stack: Sequence[GlyphLine], body: float) -> bool:
    """Whether lines fill their measure, but for ends of sentences, and are long or read on."""
    stop = max(line.span.u1 for line in stack)
    length = max(line.span.length for line in stack)
    short = any(stop - line.span.u1 >= _FULL * body and not ended(line.text) for line in stack[:-1])
    spaced = sum(line.text.count(" ") for line in stack) > _SPACED * sum(len(line.text) for line in stack)
    if length < _LONG * body or short or spaced or any(led(line.text) for line in stack):
        return False
    return len(_wraps(stack, body)) > 1 and (length > _WIDE * body or _reads_on(stack, body))


def _wraps(stack: Sequence[GlyphLine], body: float) -> list[tuple[str, str]]:
    """The lines that are full and end no sentence, each with the next one."""
    stop = max(line.span.u1 for line in stack)
    return [
        (one.text, two.text) for one, two in pairwise(stack)
        if stop - one.span.u1 < _FULL * body and not ended(one.text)
    ]  # fmt: skip


def _reads_on(stack: Sequence[GlyphLine], body: float) -> bool:
    """Whether words tell that lines go on in the next."""
    told = [bits for bits in (bits_of_going_on(*texts) for texts in _wraps(stack, body)) if bits]
    return len(told) > 1 and sum(told) >= _SEAM * len(told)


def _row_by_row(stack: Sequence[GlyphLine], side: Sequence[GlyphLine]) -> bool:
    """Whether most lines have something beside them on their own baseline, as rows of tables and of contents have."""
    mids = sorted(one.mid for one in side)
    level = 0
    for line in stack:
        at = bisect_left(mids, line.mid - _LEVEL * line.size)
        level += at < len(mids) and mids[at] < line.mid + _LEVEL * line.size
    return level >= _MOST * len(stack)


def _beside(
    stack: Sequence[GlyphLine], order: Sequence[GlyphLine], tops: Sequence[float], body: float
) -> list[GlyphLine]:
    """What stands beside a paragraph; nothing if that does not come between two lines of it when rows are read, or if
    something stands in it."""
    low, high = min(line.span.u0 for line in stack), max(line.span.u1 for line in stack)
    top, foot = stack[0].span.v0, stack[-1].span.v1
    own = {id(line) for line in stack}
    side: list[GlyphLine] = []
    between = False
    for line in order[bisect_left(tops, top - 2 * body) : bisect_left(tops, foot)]:
        middle = (line.span.v0 + line.span.v1) / 2
        if id(line) in own or not top < middle < foot:
            continue
        left, right = low - line.span.u1, line.span.u0 - high
        if max(left, right) < _GUTTER * body:
            return []
        side.append(line)
        inner = middle > stack[0].span.v1 if left > 0 else middle < stack[-1].span.v0
        between = between or (inner and not only_mark(line.text))
    return side if between else []


def _whole(side: Sequence[GlyphLine], homes: Mapping[int, list[GlyphLine]]) -> list[GlyphLine]:
    """What stands beside a paragraph, with the whole of each paragraph of which a line does."""
    alone = [line for line in side if id(line) not in homes]
    others = {id(homes[id(line)]): homes[id(line)] for line in side if id(line) in homes}
    return alone + [line for stack in others.values() for line in stack]


def _in_order(stack: list[GlyphLine], side: Sequence[GlyphLine]) -> list[_Part]:
    """What stands to the left of a paragraph, the paragraph, and what stands to its right."""
    low = min(line.span.u0 for line in stack)
    left = [line for line in side if line.span.u0 < low]
    right = [line for line in side if line.span.u0 >= low]
    return [(left, True), (stack, False), (right, True)]


def _with_rest(rest: Sequence[GlyphLine], found: Sequence[tuple[float, list[_Part]]]) -> list[_Part]:
    """The parts, with the lines above, between and below them."""
    out: list[_Part] = []
    at = 0
    for top, parts in sorted(found, key=lambda one: one[0]):
        stop = next((n for n in range(at, len(rest)) if rest[n].span.v0 >= top), len(rest))
        out += [(list(rest[at:stop]), False), *parts]
        at = stop
    return [part for part in (*out, (list(rest[at:]), False)) if part[0]]
