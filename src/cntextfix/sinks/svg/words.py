"""The printed text of a page, set at its place."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from cntextfix.document.geometry import Box, Glyphs, TypeStyle
from cntextfix.document.model import Line, LineId, Page
from cntextfix.sinks.svg.marks import escaped, number

_FONTS = "'Noto Serif CJK SC','Source Han Serif SC','Songti SC',SimSun,serif"
_BASELINE = 0.12
"""An em box hangs so many em below the baseline. Chosen."""


def words(page: Page, height: float) -> Iterator[str]:
    """The printed text, each line with the places of its characters; what was printed several times once."""
    glyphs = page.glyphs
    if glyphs is None:
        return
    again = copies_of(page)
    yield f'<g font-family="{_FONTS}" fill="#2b2f33" fill-opacity="0.85">'
    for line in page.lines:
        yield from _set(glyphs, line, again.get(line.id, ()), height)
    yield "</g>"


def copies_of(page: Page) -> dict[LineId, list[tuple[int, int]]]:
    """Which characters of a line are copies, from where to where, by line."""
    found: dict[LineId, list[tuple[int, int]]] = {}
    for copies in page.layout.copies if page.layout is not None else ():
        found.setdefault(copies.line, []).append((copies.start, copies.stop))
    return found


def _set(glyphs: Glyphs, line: Line, again: Sequence[tuple[int, int]], height: float) -> Iterator[str]:
    """A line's characters that are no copies, those of one style together."""
    at, last = 0, -1
    chars: list[str] = []
    places: list[tuple[float, float]] = []
    for run in line.origin:
        for n in range(run.length):
            own = run.start - glyphs.first + n
            shown = run.start >= 0 and 0 <= own < len(glyphs) and not any(a <= at + n < b for a, b in again)
            if not shown or glyphs.text[own].isspace():
                continue
            style = glyphs.styles[glyphs.style[own]]
            if style.hidden:
                continue
            if chars and glyphs.style[own] != last:
                yield _stretch(chars, places, glyphs.styles[last])
                chars, places = [], []
            last = glyphs.style[own]
            chars.append(glyphs.text[own])
            places.append(_origin(glyphs.box(own), style, height))
        at += run.length
    if chars:
        yield _stretch(chars, places, glyphs.styles[last])


def _origin(box: Box, style: TypeStyle, height: float) -> tuple[float, float]:
    """Where a character is set, from the left and from above, by its em box."""
    if not style.turn:
        return box.x0, height - box.y0 - _BASELINE * style.size
    cos, sin = math.cos(math.radians(style.turn)), math.sin(math.radians(style.turn))
    long = (box.width - style.size * abs(sin)) / abs(cos) if abs(cos) > abs(sin) else \
        (box.height - style.size * abs(cos)) / abs(sin)  # fmt: skip
    corners = [(a * cos - b * sin, a * sin + b * cos) for a in (0.0, long)
               for b in (-_BASELINE * style.size, (1 - _BASELINE) * style.size)]  # fmt: skip
    return box.x0 - min(x for x, _ in corners), height - box.y0 + min(y for _, y in corners)


def _stretch(chars: Sequence[str], places: Sequence[tuple[float, float]], style: TypeStyle) -> str:
    xs = " ".join(number(x) for x, _ in places)
    rows = [number(y) for _, y in places]
    ys = rows[0] if len(set(rows)) == 1 else " ".join(rows)
    turn = f' rotate="{number(-style.turn)}"' if style.turn else ""
    return f'<text x="{xs}" y="{ys}" font-size="{number(style.size)}"{turn}>{escaped("".join(chars))}</text>'
