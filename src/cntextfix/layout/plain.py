"""A page that could not be laid out: its lines as they are, in the order of the file."""

from __future__ import annotations

from collections.abc import Sequence

from cntextfix.document.geometry import Block, Copies, Glyphs, Layout
from cntextfix.document.model import Line, Role
from cntextfix.layout import copies
from cntextfix.layout.page import Sheet, ink_of
from cntextfix.layout.printed import printed_line

_SAME_ROW = 0.5
"""Glyphs that follow each other in the file are one row as long as their baselines agree to this share of the em.
Chosen."""


def plain_lines(sheet: Sheet, first_id: int = 0) -> tuple[tuple[Line, ...], Layout]:
    """The lines of a page in the order of the file, ids counting from ``first_id``, nothing joined and nothing moved.

    Should the lines themselves not hold every glyph once, the glyphs are put into rows as they come; that cannot fail.
    """
    again = copies.by_original(sheet.original)
    order = sorted(sheet.lines, key=lambda line: min(line.glyphs, default=0))
    lines: list[Line] = []
    found: list[Copies] = []
    for line in order:
        done, behind = printed_line(first_id + len(lines), sheet.woven[id(line)], sheet.glyphs, again)
        lines.append(done)
        found += behind
    hidden = [line.hidden for line in order]
    if ink_of(lines) != sheet.glyphs.inked():
        rows = _rows(sheet.glyphs)
        lines = [printed_line(first_id + n, row, sheet.glyphs, {})[0] for n, row in enumerate(rows)]
        found = []
        hidden = [sheet.glyphs.styles[sheet.glyphs.style[row[0]]].hidden for row in rows]
    unseen = [Block(Role.HIDDEN, 0, (first_id + n,), ()) for n, one in enumerate(hidden) if one]
    size = sheet.frame.width, sheet.frame.height
    return tuple(lines), Layout(tuple(found), tuple(unseen), sheet.frame.vertical, sheet.by_word, plain=True, size=size)


def _rows(glyphs: Glyphs) -> list[Sequence[int]]:
    """All glyphs in rows: a new one wherever the baseline leaves that of the glyph before, or what is seen ends."""
    rows: list[list[int]] = []
    for n in range(len(glyphs)):
        last = rows[-1][-1] if rows else -1
        if last < 0 or not _goes_on(glyphs, last, n):
            rows.append([])
        rows[-1].append(n)
    return [*rows]


def _goes_on(glyphs: Glyphs, last: int, n: int) -> bool:
    one, other = glyphs.styles[glyphs.style[last]], glyphs.styles[glyphs.style[n]]
    if one.hidden is not other.hidden:
        return False
    if other.vertical:
        return abs(glyphs.x0[n] - glyphs.x0[last]) < _SAME_ROW * other.size
    return abs(glyphs.y0[n] - glyphs.y0[last]) < _SAME_ROW * other.size
