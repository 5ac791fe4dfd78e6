"""The blocks of a page as they stand there: a paragraph that goes on in the next column has two fragments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cntextfix.document.geometry import Box, hull
from cntextfix.document.model import DROPPED, Line, LineId, Page, Role
from cntextfix.sinks.svg.words import copies_of

_APART = 2.5
"""Lines of a block that stand further apart than so many times their height are in two fragments; titles of two lines
are set 1.6 apart at most. Chosen."""
_CELLS = 15.0
"""Parts of one row stand at most so many times its height apart, as the cells of a table do. Chosen."""
_OVER = 0.1
"""A line goes on below another one if they stand over each other on so much of the shorter one's length. Chosen."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Lines of one block that stand one below the other, with the box around them and those of its first and last line.

    ``number`` is that of its block in reading order, from 1; 0 for what is not printed. ``goes_on`` if an earlier
    fragment is of the same block.
    """

    number: int
    role: Role
    article: int
    text: str
    box: Box
    first: Box
    last: Box
    goes_on: bool


def fragments(page: Page) -> list[Fragment]:
    """All fragments of a page that was laid out, in reading order; none of other pages."""
    if page.layout is None:
        return []
    lines: dict[LineId, Line] = {line.id: line for line in page.lines}
    again = copies_of(page)
    found: list[Fragment] = []
    number = 0
    for block in page.layout.blocks:
        role = Role(block.role)
        number += role not in DROPPED
        own = [(line, box) for name in block.lines if (line := lines.get(name)) and (box := page.box(line))]
        text = "".join(_printed(line, again.get(line.id, ())) for line, _ in own)
        for n, group in enumerate(_together([box for _, box in own], vertical=page.layout.vertical)):
            around = hull(group)
            if around is not None:
                at = 0 if role in DROPPED else number
                found.append(Fragment(at, role, block.article, text, around, group[0], group[-1], n > 0))
    return found


def _printed(line: Line, again: Sequence[tuple[int, int]]) -> str:
    """A line without its copies."""
    return "".join(char for n, char in enumerate(line.text) if not any(start <= n < stop for start, stop in again))


def below(one: Box, other: Box, *, vertical: bool, apart: float = _APART) -> bool:
    """Whether a line stands right below another one (to its left, where text runs downwards), or behind it: no further
    away than ``apart`` times its height."""
    a, b = (_turned(one), _turned(other)) if vertical else (one, other)
    height = max(min(a.height, b.height), 1.0)
    if b.y0 - a.y0 > 0.5 * height:
        return False  # above
    if abs(a.y0 - b.y0) <= 0.5 * height:
        return -height < b.x0 - a.x1 < _CELLS * height  # cells of a row, parts of a line
    shared = min(a.x1, b.x1) - max(a.x0, b.x0)
    return a.y0 - b.y1 < apart * height and shared > _OVER * min(a.width, b.width)


def _together(boxes: Sequence[Box], *, vertical: bool) -> Iterator[list[Box]]:
    group: list[Box] = []
    for box in boxes:
        if group and not below(group[-1], box, vertical=vertical):
            yield group
            group = []
        group.append(box)
    if group:
        yield group


def _turned(box: Box) -> Box:
    """A box of vertical text as it would stand if the page were turned, so that columns are rows from the top."""
    return Box(-box.y1, box.x0, -box.y0, box.x1)
