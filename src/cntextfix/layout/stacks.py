"""Columns inside what was held for one: pages set side by side, text beside a form, lists that each count on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cntextfix.layout.follow.numbers import numbers
from cntextfix.layout.lines import GlyphLine
from cntextfix.layout.words import bits_of_going_on

_LEAST = 5
"""Lines one under the other that begin and stop at the same places. Chosen: cells of tables have two or three."""
_COUNTED = 3
"""So many items one under the other that count on make a list. Chosen: options in rows of two count on across them."""
_LONG = 8.0
"""Em that such lines are long, at least: cells are shorter. Chosen."""
_SAME = 1.1
"""Em by which ends of lines differ, at most: a mark may not begin a line. Chosen."""
_MOSTLY = 0.7
"""The share of the lines of which that is true. Cells of tables end anywhere. Chosen."""
_MOST = 200
"""Such columns on a page, at most: no page has so many, and each is held against each. Chosen."""
_SEAM = 0.2
"""Bits for reading on that a line end has on the average, at least. Of 34 columns in three real files 32 have more;
cells of eight made tables have nothing or less. In 321 other real files and 24 made pages no column was parted."""
WIDEST_LEADING = 2.3
"""Em from one line of a column of text to the next, at most. Chosen."""


def side_by_side(lines: Sequence[GlyphLine], body: float) -> list[list[GlyphLine]]:
    """The lines of text columns that stand beside each other, column by column from the left; nothing if there are not
    two. ``body`` is the em in points."""
    found = _stacks(lines, body)
    lists = _lists(lines, body)
    if len(found) + len(lists) > _MOST:
        return []
    paired = [one for one in found if any(_beside(one, other, _LEAST) for other in found if other is not one)]
    paired = paired or [one for one in lists if any(_beside(one, other, _COUNTED) for other in lists)]
    if not paired:
        return []
    places: list[tuple[float, float]] = []
    for stack in sorted(paired, key=lambda stack: stack[0].span.u0):
        low, high = min(line.span.u0 for line in stack), max(line.span.u1 for line in stack)
        if places and low < places[-1][1]:
            low, high = min(low, places[-1][0]), max(high, places[-1][1])
            places.pop()
        places.append((low, high))
    if len(places) < 2:
        return []
    return [list(_within(lines, low, high, paired, body)) for low, high in places]


def _stacks(lines: Sequence[GlyphLine], body: float) -> list[list[GlyphLine]]:
    """Lines one under the other that begin at one place, or are indented there, and most of which stop at one."""
    out: list[list[GlyphLine]] = []
    open_at: dict[int, list[GlyphLine]] = {}  # by the place where its lines begin
    for line in sorted((line for line in lines if line.span.length > _LONG * body), key=lambda line: line.span.v0):
        place = round(line.span.u0 / body)
        for at in (place, place - 1, place + 1, place - 2, place + 2):
            if (stack := open_at.get(at)) and follows(line, stack, body):
                stack.append(line)
                open_at[place] = stack
                break
        else:
            open_at[place] = [line]
            out.append(open_at[place])
    return [stack for stack in out if len(stack) >= _LEAST and _is_justified(stack, body) and _reads_on(stack)]


def _lists(lines: Sequence[GlyphLine], body: float) -> list[list[GlyphLine]]:
    """Items one under the other that begin at one place and count on by one."""
    out: list[list[GlyphLine]] = []
    last: dict[tuple[int, tuple[str, str, str]], tuple[int, list[GlyphLine]]] = {}
    for line in sorted(lines, key=lambda line: line.span.v0):
        place = round(line.span.u0 / body)
        for number in numbers(line.text):
            value, stack = last.get((place, number.kind), (0, []))
            if not (stack and value == number.value - 1 and follows(line, stack, body)):
                stack = []
                out.append(stack)
            stack.append(line)
            last[place, number.kind] = number.value, stack
    return [stack for stack in out if len(stack) >= _COUNTED]


def follows(line: GlyphLine, stack: Sequence[GlyphLine], body: float) -> bool:
    """Whether a line stands right below a stack, and no further to the right than a first line is indented."""
    last = stack[-1].span
    below = last.v1 - 0.3 * body < line.span.v0 < last.v0 + WIDEST_LEADING * body
    return below and abs(line.span.u0 - last.u0) < WIDEST_LEADING * body


def _is_justified(stack: Sequence[GlyphLine], body: float) -> bool:
    stop = max(line.span.u1 for line in stack)
    return sum(stop - line.span.u1 < _SAME * body for line in stack) >= _MOSTLY * len(stack)


def _reads_on(stack: Sequence[GlyphLine]) -> bool:
    """Whether its lines are one text: cells of a table may be as even, but no cell goes on in the one below it."""
    return sum(bits_of_going_on(one.text, two.text) for one, two in pairwise(stack)) >= _SEAM * (len(stack) - 1)


def _beside(one: Sequence[GlyphLine], other: Sequence[GlyphLine], least: int) -> bool:
    """Whether two stacks stand side by side over at least so many lines."""
    left, right = sorted((one, other), key=lambda stack: stack[0].span.u0)
    if any(line.span.u1 > right[0].span.u0 for line in left):
        return False
    top, foot = max(left[0].span.v0, right[0].span.v0), min(left[-1].span.v1, right[-1].span.v1)
    return sum(top - 1 <= line.span.v0 and line.span.v1 <= foot + 1 for line in one) >= least


def _within(
    lines: Sequence[GlyphLine], low: float, high: float, stacks: Sequence[Sequence[GlyphLine]], body: float
) -> Iterator[GlyphLine]:
    """The lines of a place that stand no further from its stacks than lines of text do."""
    own = [line for stack in stacks for line in stack if low <= line.span.u0 < high]
    top, foot = min(line.span.v0 for line in own), max(line.span.v1 for line in own)
    inside = sorted(
        (line for line in lines if low - _SAME * body < line.span.u0 and line.span.u1 < high + _SAME * body),
        key=lambda line: line.span.v0,
    )
    above = [line for line in inside if line.span.v1 <= top][::-1]
    below = [line for line in inside if line.span.v0 >= foot]
    yield from (line for line in inside if line.span.v1 > top and line.span.v0 < foot)
    for near in (above, below):
        edge = top if near is above else foot
        for line in near:
            if min(abs(edge - line.span.v1), abs(line.span.v0 - edge)) > (WIDEST_LEADING - 1) * body:
                break
            edge = line.span.v0 if near is above else line.span.v1
            yield line
