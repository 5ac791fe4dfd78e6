"""Lines cut at a wide space put together again, gutters left open."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TypeAlias

from cntextfix.document.geometry import hull
from cntextfix.layout.ink import Ink
from cntextfix.layout.lines import BASELINE, GlyphLine
from cntextfix.layout.pieces import STRAIGHT
from cntextfix.layout.walls import Walls

_GAP = 1.12
"""A wider gap in a line, in em, is a gutter unless lines above or below run over it. Chosen."""
_WIDE = 1.5
"""A still wider one is a gutter whatever stands near. Chosen."""
_SAME = 1.03
"""Over a wide gap type sizes have to agree better: a heading at 1.06 may stand beside the next column's body."""
_HAN_BY_TURNED = (1.08, 1.14)
"""In vertical lines words in Latin are turned, and Han is larger than they by these ratios: 1.11."""
_TELLING = 3
"""Glyphs of a piece from which on it has a tracking of its own. Chosen."""
_LEADING = 2.7
"""Lines within so many em above and below are looked at. Chosen."""
_NUMBER = re.compile(r"(?:\d{1,2}[.．]){1,4}\d{0,2}|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、]")
"""The number of a heading."""
_NUMBER_GAP = 2.5
"""It stands at most so many em before its heading. Chosen: a tab after it is 2 em and less."""
_HEADING = 1.06
"""Headings are set larger than most of the page by this ratio; numbers before text are labels of their rows. Chosen."""
_Rows: TypeAlias = "dict[tuple[bool, int], list[GlyphLine]]"


def rejoin(ink: Ink, lines: list[GlyphLine], walls: Walls) -> list[GlyphLine]:
    """Lines cut at a wide space put together again: an ideographic space, a space in a wide-set headline. ``walls`` are
    the rules drawn on the page."""
    rows: _Rows = defaultdict(list)
    for line in lines:
        rows[line.vertical, int(line.mid // 8)].append(line)
    _as_large_as_han(ink, lines, rows)
    usual = _usual(lines)
    follows: dict[int, GlyphLine] = {}
    later: dict[int, GlyphLine] = {}  # a line follows one other only, the nearest
    for line in lines:  # all is decided before anything is joined, so that no join leads to another
        after = _after(line, rows)
        if after is None or walls.between(line.a1, after.a0, line):
            continue
        joined = walls.blank(line.a1, after.a0, line) or _heads(ink, line, after, usual)
        if not (joined or _one_line(line, after, rows)):
            continue
        rival = later.get(id(after))
        if rival is None or line.a1 > rival.a1:
            follows.pop(id(rival), None)
            follows[id(line)], later[id(after)] = after, line
    out = [line for line in lines if id(line) not in later]
    for line in out:
        last = line
        while id(last) in follows:
            last = follows[id(last)]
            extend(line, last)
    return out


def _as_large_as_han(ink: Ink, lines: list[GlyphLine], rows: _Rows) -> None:
    """Words in Latin alone in a piece of a vertical line count as large as the Han before or behind them."""
    for line in lines:
        if not line.vertical or any(ink.text[i] > "\u2e7f" for i in line.glyphs):
            continue
        sizes = [
            other.size for other in _near(line, rows, BASELINE * line.size)
            if abs(other.mid - line.mid) < STRAIGHT * line.size
            and _HAN_BY_TURNED[0] < other.size / line.size < _HAN_BY_TURNED[1]
            and max(other.a0 - line.a1, line.a0 - other.a1) < _GAP * line.size
        ]  # fmt: skip
        line.size = max(sizes, default=line.size)


def _near(line: GlyphLine, rows: _Rows, reach: float) -> Iterator[GlyphLine]:
    low, high = int((line.mid - reach) // 8), int((line.mid + reach) // 8)
    if high - low < len(rows):
        places = [(line.vertical, row) for row in range(low, high + 1)]
    else:  # type of any size, as on damaged pages
        places = sorted(place for place in rows if place[0] is line.vertical and low <= place[1] <= high)
    for place in places:
        yield from rows.get(place, ())


def _after(line: GlyphLine, rows: _Rows) -> GlyphLine | None:
    """The next line on the same baseline, of the same size."""
    found: GlyphLine | None = None
    for other in _near(line, rows, BASELINE * line.size):
        if (
            other is not line and other.hidden is line.hidden
            and abs(other.mid - line.mid) < STRAIGHT * line.size and _similar(line, other)
            and other.a0 > line.a1 and (found is None or other.a0 < found.a0)
        ):  # fmt: skip
            found = other
    return found


def _usual(lines: list[GlyphLine]) -> float:
    """The size in which most glyphs are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _heads(ink: Ink, line: GlyphLine, after: GlyphLine, usual: float) -> bool:
    """Whether a line is the number of the heading ``after`` it."""
    if line.size < _HEADING * usual or after.a0 - line.a1 > _NUMBER_GAP * line.size:
        return False
    text = "".join(ink.text[i] for i in line.glyphs).strip()
    return bool(_NUMBER.fullmatch(text)) and not ink.text[after.glyphs[0]].isdecimal()


def _similar(one: GlyphLine, other: GlyphLine) -> bool:
    return max(one.size, other.size) < _SAME * min(one.size, other.size)


def _one_line(line: GlyphLine, after: GlyphLine, rows: _Rows) -> bool:
    gap = after.a0 - line.a1
    told = [one.tracking for one in (line, after) if len(one.glyphs) >= _TELLING]
    tracking = min(told, default=0.0)  # a row of a column drawn out to its measure may stand beside one that is not
    if tracking > 0.2 and gap < (0.8 + 2 * tracking) * line.size:
        return True
    if gap > _WIDE * line.size:
        return False
    edges = over = 0
    for other in _near(line, rows, _LEADING * line.size):
        if abs(other.mid - line.mid) > 0.5 * line.size and _similar(line, other):
            over += other.a0 < line.a1 and other.a1 > after.a0
            edges += abs(other.a1 - line.a1) < line.size or abs(other.a0 - after.a0) < line.size
    return over > edges or (gap < _GAP * line.size and edges < 2)


def extend(line: GlyphLine, after: GlyphLine) -> None:
    """Put ``after`` at the end of a line; the larger part says what type it is set in."""
    if len(after.glyphs) > len(line.glyphs):
        line.font, line.size = after.font, after.size
    line.glyphs += [*line.trail, *after.lead, *after.glyphs]
    line.trail = after.trail
    line.a1 = max(line.a1, after.a1)
    line.box = hull([line.box, after.box]) or line.box
