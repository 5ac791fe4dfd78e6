"""Printed lines out of glyphs: what stands on one baseline, in one column."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from cntextfix.geometry import Box, Glyphs, hull
from cntextfix.layout.frame import NOWHERE, Span

STEP = 0.62
"""Glyphs that follow each other in the stream with a smaller gap, in em, are one piece for certain …"""
STACKED = 0.35
"""… and downwards on a page of horizontal lines: numbers of a list stand 0.4 em apart at the closest leading."""
LINK = 0.9
"""Pieces on one baseline with a smaller gap, in em, are one line: justified setting reaches 0.35, wide-set headlines
0.8; gutters begin at 1.1 (a line that hangs over by half a mark in front of a gutter of 1.6)."""
APART = 0.3
"""Columns of vertical text stand further apart than this, in em."""
STRAIGHT = 0.06
"""Baselines of glyphs that follow each other in the stream agree to this many em."""
BASELINE = 0.18
"""Baselines of one line agree to this many em; residual skew and bad OCR layers differ by 0.1."""
SIMILAR = 1.08
"""Type sizes up to this ratio are one size; captions are set at 0.85 of the body, section headings at 1.06."""


@dataclass(slots=True)
class Line:
    """A line of originals. ``glyphs`` are indices into the page's glyphs, in reading order, spaces among them.

    ``a0`` and ``a1`` are where it starts and stops along its direction (x, or down from the page's top), ``mid`` its
    baseline (y) or axis (x). ``size`` is the type size, ``font`` the commonest font. ``span`` and ``text`` are filled
    in once the page's frame is known.
    """

    glyphs: list[int]
    vertical: bool
    a0: float
    a1: float
    mid: float
    size: float
    font: str
    hidden: bool
    box: Box
    tracking: float = 0.0
    span: Span = NOWHERE
    text: str = ""


class Ink:
    """The columns of a page's glyphs as lists, for quick access; ``down`` is the distance of a top from the page's."""

    def __init__(self, glyphs: Glyphs, height: float) -> None:
        self.text = glyphs.text
        self.x0, self.y0, self.x1, self.y1 = (c.tolist() for c in (glyphs.x0, glyphs.y0, glyphs.x1, glyphs.y1))
        self.style: list[int] = glyphs.style.tolist()
        self.styles = glyphs.styles
        self.height = height

    def along(self, i: int, vertical: bool) -> tuple[float, float]:
        """Where glyph ``i`` starts and stops along a line of the given direction."""
        return (self.height - self.y1[i], self.height - self.y0[i]) if vertical else (self.x0[i], self.x1[i])


@dataclass(slots=True)
class _Piece:
    """A stretch of glyphs on one baseline, known from the stream alone."""

    glyphs: list[int]
    vertical: bool | None  # None: a single glyph, which could stand in a line of either direction
    a0: float
    a1: float
    mid: float
    size: float
    hidden: bool


def mostly_vertical(ink: Ink, originals: list[int]) -> bool:
    """Whether most glyphs are followed by one below, not beside them."""
    down = beside = 0
    last = -1
    for i in originals:
        if last >= 0:
            size = ink.styles[ink.style[i]].size
            dx, dy = ink.x0[i] - ink.x0[last], ink.y0[last] - ink.y0[i]
            if abs(dy) < 0.2 * size and 0 < dx < 1.7 * size:
                beside += 1
            elif 0.5 * size < dy < 1.7 * size and abs(dx) < 0.6 * size:
                down += 1
        last = i
    return down > beside


def build(ink: Ink, originals: list[int], vertical: bool) -> list[Line]:
    """The lines of a page, of both directions. ``originals`` are the glyphs that are no copies, in stream order;
    ``vertical`` is the page's main direction. Linear but for a sort: pieces along the stream, then along baselines.
    """
    pieces = _pieces(ink, originals, vertical)
    lines: list[Line] = []
    for direction in (False, True):
        for hidden in (False, True):
            chosen = [
                p for p in pieces
                if p.hidden is hidden and (p.vertical is direction or (p.vertical is None and direction is vertical))
            ]  # fmt: skip
            lines += [_line(ink, group, direction) for group in _linked(chosen)]
    return lines


def _pieces(ink: Ink, originals: list[int], vertical: bool) -> list[_Piece]:
    """Glyphs that follow each other in the stream and on the page."""
    x0, x1, y0, y1, style, styles, height = ink.x0, ink.x1, ink.y0, ink.y1, ink.style, ink.styles, ink.height
    stacked, text = STEP if vertical else STACKED, ink.text
    pieces: list[_Piece] = []
    last: _Piece | None = None
    before = -1
    for i in originals:
        look = styles[style[i]]
        size = look.size
        if (
            last is not None
            and last.size < size * SIMILAR
            and size < last.size * SIMILAR
            and last.hidden is look.hidden
        ):
            if (
                not last.vertical
                and not look.vertical
                and abs(y0[i] - y0[before]) < STRAIGHT * size
                and -0.3 * size < x0[i] - x1[before] < STEP * size
                and x0[i] > x0[before]
            ):
                last.glyphs.append(i)
                last.vertical, last.a1 = False, max(last.a1, (x0[i] + x1[i]) / 2 if text[i].isspace() else x1[i])
                before = i
                continue
            if (
                last.vertical is not False
                and abs(x0[i] + x1[i] - x0[before] - x1[before]) < 2 * STRAIGHT * size
                and -0.3 * size < y0[before] - y1[i] < stacked * size
                and y0[i] < y0[before]
            ):
                if last.vertical is None:
                    last.a0, last.mid = height - y1[before], (x0[before] + x1[before]) / 2
                last.glyphs.append(i)
                last.vertical, last.a1 = True, height - ((y0[i] + y1[i]) / 2 if text[i].isspace() else y0[i])
                before = i
                continue
        if vertical or look.vertical:
            last = _Piece([i], True if look.vertical else None, height - y1[i], height - y0[i], (x0[i] + x1[i]) / 2,
                          size, look.hidden)  # fmt: skip
        else:
            last = _Piece([i], None, x0[i], x1[i], y0[i], size, look.hidden)
        if text[i].isspace():  # its advance may reach over what follows; half of it is enough to link by
            last.a1 = (last.a0 + last.a1) / 2
        before = i
        pieces.append(last)
    if vertical:
        pieces = _not_across(ink, pieces)
        for piece in pieces:
            if piece.vertical is False:
                piece.a0, piece.a1 = x0[piece.glyphs[0]], x1[piece.glyphs[-1]]
                piece.mid = y0[piece.glyphs[0]]
    return pieces


def _not_across(ink: Ink, pieces: list[_Piece]) -> list[_Piece]:
    """Pieces of a vertical page, horizontal ones taken apart if text goes on below their glyphs: the first glyphs of
    neighbouring columns stand side by side, too."""
    tops: dict[int, list[int]] = defaultdict(list)
    for piece in pieces:
        for i in piece.glyphs:
            tops[int((ink.x0[i] + ink.x1[i]) / 8)].append(i)
    out: list[_Piece] = []
    for piece in pieces:
        wide = piece.vertical is False and all(
            ink.x0[j] - ink.x1[i] > APART * piece.size for i, j in pairwise(piece.glyphs)
        )
        if wide and any(_goes_down(ink, i, tops, piece.size) for i in piece.glyphs):
            for i in piece.glyphs:
                a0, a1 = ink.along(i, True)
                out.append(_Piece([i], None, a0, a1, (ink.x0[i] + ink.x1[i]) / 2, piece.size, piece.hidden))
        else:
            out.append(piece)
    return out


def _goes_down(ink: Ink, i: int, tops: dict[int, list[int]], size: float) -> bool:
    middle = ink.x0[i] + ink.x1[i]
    return any(
        abs(ink.x0[j] + ink.x1[j] - middle) < 2 * STRAIGHT * size
        and -0.1 * size < ink.y0[i] - ink.y1[j] < STACKED * size
        for cell in (int(middle / 8 - 1), int(middle / 8), int(middle / 8 + 1))
        for j in tops.get(cell, ())
        if j != i
    )


def _linked(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Pieces grouped into lines, from left to right; each line is looked up by its baseline."""
    if not pieces:
        return []
    cell = max(1.0, 0.6 * Counter(round(p.size) for p in pieces).most_common(1)[0][0])
    open_lines: dict[int, list[list[_Piece]]] = defaultdict(list)
    done: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda p: p.a0):
        row = int(piece.mid // cell)
        best: list[_Piece] | None = None
        gap = 1e9
        for near in (row - 1, row, row + 1):
            if near not in open_lines:
                continue
            open_lines[near] = [g for g in open_lines[near] if piece.a0 - g[-1].a1 < 3 * max(g[-1].size, cell)]
            for group in open_lines[near]:
                distance = abs(piece.a0 - group[-1].a1)
                if distance < gap and _links(group[-1], piece):
                    best, gap = group, distance
        if best is None:
            best = []
            done.append(best)
            open_lines[row].append(best)
        best.append(piece)
    return done


def _links(one: _Piece, two: _Piece) -> bool:
    big, small = max(one.size, two.size), min(one.size, two.size)
    gap = two.a0 - one.a1
    if gap < -0.5 * small:
        return False
    off = abs(one.mid - two.mid)
    if big < small * SIMILAR:
        return gap < LINK * big and off < BASELINE * small
    if gap < 0.3 * small:  # Latin in another size, superscripts and subscripts
        return off < (BASELINE if small > 0.8 * big else 0.55) * big
    return False


def _line(ink: Ink, group: list[_Piece], vertical: bool) -> Line:
    glyphs = [i for piece in group for i in piece.glyphs]
    if len(group) > 1:
        glyphs.sort(key=lambda i: ink.along(i, vertical)[0])
    box = Box(
        min(ink.x0[i] for i in glyphs), min(ink.y0[i] for i in glyphs),
        max(ink.x1[i] for i in glyphs), max(ink.y1[i] for i in glyphs),
    )  # fmt: skip
    wide = [i for i in glyphs if ink.text[i] > "\u2e7f"] or glyphs  # Latin words may be set smaller
    sizes: Counter[float] = Counter()
    fonts: Counter[str] = Counter()
    for number, count in Counter(ink.style[i] for i in wide).items():
        sizes[ink.styles[number].size] += count
        fonts[ink.styles[number].font] += count
    size = sizes.most_common(1)[0][0]
    return Line(
        glyphs, vertical, group[0].a0, max(p.a1 for p in group), group[0].mid,
        size, fonts.most_common(1)[0][0], group[0].hidden, box, _tracking(ink, glyphs, vertical, size),
    )  # fmt: skip


def _tracking(ink: Ink, glyphs: list[int], vertical: bool, size: float) -> float:
    """The usual blank between the glyphs of a line, in em; 0 for fewer than three glyphs."""
    if len(glyphs) < 3:
        return 0.0
    ends = [ink.along(i, vertical) for i in glyphs]
    gaps = sorted(b[0] - a[1] for a, b in pairwise(ends))
    return max(0.0, gaps[len(gaps) // 2]) / size


GAP = 1.12
"""A wider gap in a line, in em, is a gutter unless lines above or below run over it."""
WIDE = 1.5
"""A still wider one is a gutter whatever stands near."""
SAME = 1.03
"""Over a wide gap type sizes have to agree better: a heading at 1.06 may stand beside the next column's body."""
LEADING = 2.7
"""Lines within so many em above and below are looked at."""
_Rows: TypeAlias = "dict[tuple[bool, int], list[Line]]"


def rejoin(lines: list[Line], walls: Callable[[float, float, Line], bool]) -> list[Line]:
    """Lines cut at a wide space put together again: an ideographic space, a space in a wide-set headline.

    ``walls(start, stop, line)`` says whether a drawn rule stands in the gap from ``start`` to ``stop`` behind a line.
    """
    rows: _Rows = defaultdict(list)
    for line in lines:
        rows[line.vertical, int(line.mid // 8)].append(line)
    follows: dict[int, Line] = {}
    for line in lines:  # all is decided before anything is joined, so that no join leads to another
        after = _after(line, rows)
        if after is not None and not walls(line.a1, after.a0, line) and _one_line(line, after, rows):
            follows[id(line)] = after
    later = {id(line) for line in follows.values()}
    out = [line for line in lines if id(line) not in later]
    for line in out:
        last = line
        while id(last) in follows:
            last = follows[id(last)]
            _extend(line, last)
    return out


def _near(line: Line, rows: _Rows, reach: float) -> Iterator[Line]:
    for row in range(int((line.mid - reach) // 8), int((line.mid + reach) // 8) + 1):
        yield from rows.get((line.vertical, row), ())


def _after(line: Line, rows: _Rows) -> Line | None:
    """The next line on the same baseline, of the same size."""
    found: Line | None = None
    for other in _near(line, rows, BASELINE * line.size):
        if (
            other is not line and other.hidden is line.hidden
            and abs(other.mid - line.mid) < STRAIGHT * line.size and _similar(line, other)
            and other.a0 > line.a1 and (found is None or other.a0 < found.a0)
        ):  # fmt: skip
            found = other
    return found


def _similar(one: Line, other: Line) -> bool:
    return max(one.size, other.size) < SAME * min(one.size, other.size)


def _one_line(line: Line, after: Line, rows: _Rows) -> bool:
    gap, tracking = after.a0 - line.a1, max(line.tracking, after.tracking)
    if tracking > 0.2 and gap < (0.8 + 2 * tracking) * line.size:
        return True
    if gap > WIDE * line.size:
        return False
    edges = over = 0
    for other in _near(line, rows, LEADING * line.size):
        if abs(other.mid - line.mid) > 0.5 * line.size and _similar(line, other):
            over += other.a0 < line.a1 and other.a1 > after.a0
            edges += abs(other.a1 - line.a1) < line.size or abs(other.a0 - after.a0) < line.size
    return over > edges or (gap < GAP * line.size and edges < 2)


def _extend(line: Line, after: Line) -> None:
    if len(after.glyphs) > len(line.glyphs):
        line.font, line.size = after.font, after.size
    line.glyphs += after.glyphs
    line.a1 = max(line.a1, after.a1)
    line.box = hull([line.box, after.box]) or line.box


def trim(ink: Ink, lines: list[Line]) -> list[Line]:
    """Lines without the spaces at their ends; lines of spaces alone are left out."""
    out: list[Line] = []
    for line in lines:
        low, high = 0, len(line.glyphs)
        while low < high and ink.text[line.glyphs[low]].isspace():
            low += 1
        while low < high and ink.text[line.glyphs[high - 1]].isspace():
            high -= 1
        if low == high:
            continue
        if high - low < len(line.glyphs):
            line.glyphs = line.glyphs[low:high]
            some = line.glyphs
            line.a0 = min(ink.along(i, line.vertical)[0] for i in (some[0], some[-1]))
            line.a1 = max(ink.along(i, line.vertical)[1] for i in (some[0], some[-1]))
            line.box = Box(min(ink.x0[i] for i in some), line.box.y0, max(ink.x1[i] for i in some), line.box.y1)
            if line.vertical:
                line.box = Box(line.box.x0, min(ink.y0[i] for i in some), line.box.x1, max(ink.y1[i] for i in some))
        out.append(line)
    return out
