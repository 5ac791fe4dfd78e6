"""What a row of a column is: text, heading, label, numbered caption, jump."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence

from cntextfix.document.model import Role
from cntextfix.layout.follow.marks import bulleted, ended
from cntextfix.layout.follow.numbers import numbered, numbers
from cntextfix.layout.heads import SUBHEAD_SIZE
from cntextfix.layout.rows import Row
from cntextfix.layout.titles import HEADING_SIZE
from cntextfix.layout.words import JUMP, WORDS

_PAUSES = "。！？，；：:…“”"
"""Rows that end with one are sentences, or parts of one."""
_LABEL_SIZE = 1.35
"""Labels over the halves of an article are set up to this much larger than the body. Chosen."""

_ROW_WHITE = 0.5
"""Em of white between rows, where none above tells how much there is. Chosen."""

_MORE_WHITE = 0.3
"""A heading stands so many em further below the row above it than that one below its own. Chosen."""

_SHARE = 0.3
"""A font in which more of the full rows of a region are set is one of its text. Chosen: headings fill few."""


_SENTENCE = re.compile(r"[。；]")
"""What stands in a sentence, and not in a heading."""


def in_sentences(rows: Sequence[Row], body: float) -> set[int]:
    """Which rows say a sentence, one each or several together, in a type that is not the body's but no headline's: a
    lead, a notice, what is stressed. The rows of one are set alike, and all but the last fill their room."""
    out: set[int] = set()
    run: list[int] = []
    says = False
    for n, row in enumerate(rows):
        if not (run and _goes_on(rows[n - 1], row)):
            run, says = [], False
        run.append(n)
        says = says or bool(_SENTENCE.search(row.text))
        if says and row.size < _LABEL_SIZE * body:
            out.update(run)
            run = [n]
    return out


def _goes_on(last: Row, row: Row) -> bool:
    """Whether a row may be the next of one sentence."""
    alike = last.line.font == row.line.font and abs(last.size - row.size) < 0.01 * row.size
    return alike and last.home is row.home and not (last.short or numbers(row.text) or bulleted(row.text))


def text_fonts(rows: Sequence[Row], body: float, font: str) -> set[str]:
    """The fonts that text is set in: that of most, and others that fill many rows of a column's width."""
    full = Counter(row.line.font for row in rows if not row.short and abs(row.line.size - body) < 0.04 * body)
    return {font, *(one for one, times in full.items() if times > _SHARE * full.total())}


def ends_text(last: Row, row: Row) -> bool:
    """Whether a row in a font of its own is the end of the text above it, that fills its last row and ends no sentence
    there, and of which it stands no further apart than rows do."""
    near = row.home is last.home and 0 < row.gap < max(last.gap, _ROW_WHITE) + _MORE_WHITE
    return near and not (last.short or row.indented or ended(last.text) or numbers(row.text) or bulleted(row.text))


def of_heading(row: Row, *beside: Row | None) -> bool:
    """Whether digits in a heading's type are part of one: the row before or after is in that type and has words. Digits
    alone may be in a font of their own."""
    alone = max(row.text) < "\u2e80"
    return any(
        other is not None and other.column == row.column and (alone or other.line.font == row.line.font)
        and abs(other.line.size - row.line.size) < 0.01 * row.line.size and bool(WORDS.search(other.text))
        for other in beside
    )  # fmt: skip


def role_of(row: Row, body: float, fonts: Container[str], *, top: bool, said: bool = False) -> Role:
    """What a line of the columns is, by its size, font, words and place: whether it is at the ``top`` of one, and
    ``said`` in a sentence."""
    line = row.line
    if JUMP.search(line.text) and len(line.text) < 24:
        return Role.JUMP
    ratio = line.size / body
    if row.short and numbered(line.text) and row.text[-1:] not in _PAUSES:
        return Role.CAPTION
    if said:
        return Role.BODY
    if top and SUBHEAD_SIZE < ratio < _LABEL_SIZE:
        return Role.LABEL
    if not WORDS.search(line.text):
        return Role.BODY
    if ratio > HEADING_SIZE:
        return Role.HEADING
    other = line.font not in fonts and abs(ratio - 1) < 0.04 and not _latin(line.text)
    return Role.HEADING if other and row.short and line.text.rstrip("”’」』）")[-1:] not in "。，；" else Role.BODY


def _latin(text: str) -> bool:
    return sum(c.isascii() for c in text) > len(text) / 2
