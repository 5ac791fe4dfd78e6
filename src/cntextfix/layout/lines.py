"""Printed lines out of pieces: what stands on one baseline, in one column."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import sub

from cntextfix.document.geometry import Box, picked
from cntextfix.layout import pieces
from cntextfix.layout.frame import NOWHERE, Span
from cntextfix.layout.ink import Ink
from cntextfix.layout.pieces import SIMILAR, Piece

_WIDEST_GAP = 0.9
"""Pieces on one baseline with a smaller gap, in em, are one line: justified setting reaches 0.35, wide-set headlines
0.8; gutters begin at 1.1 (a line that hangs over by half a mark in front of a gutter of 1.6)."""
_EDGE_LINES = 5
"""Lines that begin at one place make an edge of a column. Chosen."""
_EDGE_OFF = 0.3
"""Em by which they may differ, at most. Chosen."""
_EDGE_TEXT = 6.0
"""Em of text on both sides of an edge: marks and numbers of items stand nearer to what they belong to. Chosen."""
_HANGS = 0.2
"""Em of white at an edge, at least: marks hang out into a gutter, and leave less of it than ``_WIDEST_GAP``. Chosen."""
_OVERLAP = 0.5
"""Em by which a piece may reach over the next. Chosen."""
_SET_CLOSE = 0.75
"""Em by which one may that ends with a mark in full width: where marks are set close, their boxes still have the whole
em; 0.68 was seen."""
MARKS = frozenset("，。、；：！？（）「」『』〈〉《》【】〔〕“”‘’")
"""Marks in full width: their ink leaves half of their box empty, and may be set closer than it."""
_ASIDE = 0.35
"""Em by which a glyph may stand above or below those that are drawn before and after it, if it touches them: β stands
0.31 below Han in fonts of 方正."""
_TOUCH = 0.1
"""Glyphs with less between them, in em, touch. Chosen."""
_NOTE = 4
"""A raised note of so many characters may stand apart from its word as Han does from Latin. Chosen: 註一, [12]."""
_DESCENT = 0.12
"""Em from the foot of a glyph's box to its baseline; 0.12 is what ``Glyphs`` is made with."""
BASELINE = 0.18
"""Baselines of one line agree to this many em; residual skew and bad OCR layers differ by 0.1."""


@dataclass(slots=True)
class GlyphLine:
    """A line of originals. ``glyphs`` are indices into the page's glyphs, in reading order, spaces among them.

    ``a0`` and ``a1`` are where it starts and stops along its direction (x, or down from the page's top), ``mid`` its
    baseline (y) or axis (x). ``size`` is the type size, ``font`` the commonest font. ``span`` and ``text`` are filled
    in once the page's frame is known. ``lead`` and ``trail`` are the spaces that were drawn in front and behind: they
    count if the line turns out to be part of a longer one.
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
    lead: Sequence[int] = ()
    trail: Sequence[int] = ()


def build(ink: Ink, originals: list[int], *, vertical: bool) -> list[GlyphLine]:
    """The lines of a page, of both directions. ``originals`` are the glyphs that are no copies, in stream order;
    ``vertical`` is the page's main direction. Linear but for a sort: pieces along the stream, then along baselines.
    """
    found = pieces.find(ink, originals, vertical=vertical)
    lines: list[GlyphLine] = []
    for direction in (False, True):
        for hidden in (False, True):
            chosen = [
                p for p in found
                if p.hidden is hidden and (p.vertical is direction or (p.vertical is None and direction is vertical))
            ]  # fmt: skip
            groups = _linked(ink, chosen)
            edges = Edges(groups)
            lines += [_line(ink, part, vertical=direction) for group in groups for part in edges.cut(group)]
    return lines


def given(ink: Ink, rows: Sequence[list[int]]) -> list[GlyphLine]:
    """Lines that are known: the glyphs of each, all of one style, in reading order. Empty ones are left out."""
    lines: list[GlyphLine] = []
    for row in filter(None, rows):
        look = ink.styles[ink.style[row[0]]]
        ends = [ink.along(i, vertical=look.vertical) for i in row]
        mid = (ink.x0[row[0]] + ink.x1[row[0]]) / 2 if look.vertical else ink.y0[row[0]]
        piece = Piece(row, look.vertical, min(a for a, _ in ends), max(b for _, b in ends), mid, look.size, look.hidden)
        lines.append(_line(ink, [piece], vertical=look.vertical))
    return lines


def _linked(ink: Ink, found: list[Piece]) -> list[list[Piece]]:
    """Pieces grouped into lines, from left to right; each line is looked up by its baseline."""
    if not found:
        return []
    cell = max(1.0, 0.6 * Counter(round(p.size) for p in found).most_common(1)[0][0])
    open_lines: dict[int, list[list[Piece]]] = defaultdict(list)
    done: list[list[Piece]] = []
    for piece in sorted(found, key=lambda p: p.a0):
        row = int(piece.mid // cell)
        best: list[Piece] | None = None
        gap = 1e9
        for near in (row - 1, row, row + 1):
            if near not in open_lines:
                continue
            open_lines[near] = [g for g in open_lines[near] if piece.a0 - g[-1].a1 < 3 * max(g[-1].size, cell)]
            for group in open_lines[near]:
                distance = abs(piece.a0 - group[-1].a1)
                if not _similar(group[-1], piece):  # text goes on in text, past a figure that is raised
                    distance += 3 * cell
                if distance < gap and _links(ink, group[-1], piece):
                    best, gap = group, distance
        if best is None:
            best = []
            done.append(best)
        if not best or int(best[-1].mid // cell) != row:  # large letters on a slope
            open_lines[row].append(best)
        best.append(piece)
    return done


class Edges:
    """Where columns begin: places at which several lines of a page start."""

    def __init__(self, groups: Sequence[Sequence[Piece]]) -> None:
        sizes = Counter(round(group[0].size, 1) for group in groups)
        self._step = _EDGE_OFF * (sizes.most_common(1)[0][0] if sizes else 1.0) or 1.0
        starts = (group[0].a0 for group in groups if group[-1].a1 - group[0].a0 > _EDGE_TEXT * group[0].size)
        self._starts = Counter(round(start / self._step) for start in starts)

    def cut(self, group: list[Piece]) -> Iterator[list[Piece]]:
        """A line, or the lines that were linked over the edge of a column."""
        first = 0
        for n in range(1, len(group)):
            one, two = group[n - 1], group[n]
            wide = one.a1 - group[first].a0 > _EDGE_TEXT * one.size and group[-1].a1 - two.a0 > _EDGE_TEXT * two.size
            if wide and two.a0 - one.a1 > _HANGS * two.size and self._is_edge(two.a0):
                yield group[first:n]
                first = n
        yield group[first:] if first else group

    def _is_edge(self, at: float) -> bool:
        place = round(at / self._step)
        return sum(self._starts[near] for near in (place - 1, place, place + 1)) >= _EDGE_LINES


def _similar(one: Piece, two: Piece) -> bool:
    return max(one.size, two.size) < min(one.size, two.size) * SIMILAR


def _links(ink: Ink, one: Piece, two: Piece) -> bool:
    big, small = max(one.size, two.size), min(one.size, two.size)
    gap = two.a0 - one.a1
    if gap < -(_SET_CLOSE if ink.text[one.glyphs[-1]] in MARKS else _OVERLAP) * small:
        return False
    off = abs(one.mid - two.mid)
    if _similar(one, two):
        touches = abs(gap) < _TOUCH * small and two.glyphs[0] == one.glyphs[-1] + 1
        return gap < _WIDEST_GAP * big and off < (_ASIDE if touches else BASELINE) * small
    if one.vertical is not True and two.vertical is not True:  # em boxes begin below the baseline
        off = min(off, abs(one.mid - two.mid + _DESCENT * (one.size - two.size)))
    raised = off > BASELINE * big and len((one if one.size < two.size else two).glyphs) <= _NOTE
    if gap < 0.3 * (big if raised else small):  # Latin in another size, superscripts and subscripts
        return off < (BASELINE if small > 0.8 * big else 0.55) * big
    return False


def _line(ink: Ink, group: list[Piece], *, vertical: bool) -> GlyphLine:
    if len(group) == 1:
        piece = group[0]
        return line_of(ink, piece.glyphs, (piece.a0, piece.a1), piece.mid, vertical=vertical, hidden=piece.hidden)
    glyphs = sorted((i for piece in group for i in piece.glyphs), key=lambda i: ink.along(i, vertical=vertical)[0])
    reach = group[0].a0, max(p.a1 for p in group)
    return line_of(ink, glyphs, reach, group[0].mid, vertical=vertical, hidden=group[0].hidden)


def line_of(
    ink: Ink, glyphs: list[int], reach: tuple[float, float], mid: float, *, vertical: bool, hidden: bool
) -> GlyphLine:
    """The line of these glyphs, which start and stop at ``reach`` along it."""
    x0, y0, x1, y1 = picked(glyphs, ink.x0, ink.y0, ink.x1, ink.y1)
    box = Box(min(x0), min(y0), max(x1), max(y1))
    size, font = _type(ink, glyphs)
    gaps = list(map(sub, y0, y1[1:])) if vertical else list(map(sub, x0[1:], x1))
    return GlyphLine(glyphs, vertical, *reach, mid, size, font, hidden, box, _tracking(gaps) / size)


def _type(ink: Ink, glyphs: list[int]) -> tuple[float, str]:
    """The type size and font in which most of a line is set."""
    (looks,) = picked(glyphs, ink.style)
    if looks.count(looks[0]) == len(looks):
        return ink.styles[looks[0]].size, ink.styles[looks[0]].font
    (text,) = picked(glyphs, ink.text)
    wide = [n for n, char in enumerate(text) if char > "\u2e7f"] or range(len(text))  # Latin words may be set smaller
    han = [n for n in wide if "\u303f" < text[n] < "\ufb00"] or wide  # and marks be in their font
    sizes: dict[float, int] = defaultdict(int)
    fonts: dict[str, int] = defaultdict(int)
    for n in wide:
        sizes[ink.styles[looks[n]].size] += 1
    for n in han:
        fonts[ink.styles[looks[n]].font] += 1
    return max(sizes, key=sizes.__getitem__), max(fonts, key=fonts.__getitem__)


def _tracking(gaps: list[float]) -> float:
    """The usual blank between the glyphs of a line; 0 for fewer than three glyphs."""
    return max(0.0, sorted(gaps)[len(gaps) // 2]) if len(gaps) > 1 else 0.0


def trim(ink: Ink, lines: list[GlyphLine]) -> list[GlyphLine]:
    """Lines without the spaces at their ends; lines of spaces alone are left out."""
    out: list[GlyphLine] = []
    for line in lines:
        low, high = 0, len(line.glyphs)
        while low < high and ink.text[line.glyphs[low]].isspace():
            low += 1
        while low < high and ink.text[line.glyphs[high - 1]].isspace():
            high -= 1
        if low == high:
            continue
        if high - low < len(line.glyphs):
            line.lead, some, line.trail = line.glyphs[:low], line.glyphs[low:high], line.glyphs[high:]
            line.glyphs = some
            line.a0 = min(ink.along(i, vertical=line.vertical)[0] for i in (some[0], some[-1]))
            line.a1 = max(ink.along(i, vertical=line.vertical)[1] for i in (some[0], some[-1]))
            line.box = Box(min(ink.x0[i] for i in some), line.box.y0, max(ink.x1[i] for i in some), line.box.y1)
            if line.vertical:
                line.box = Box(line.box.x0, min(ink.y0[i] for i in some), line.box.x1, max(ink.y1[i] for i in some))
        out.append(line)
    return out
