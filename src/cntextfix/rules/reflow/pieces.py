"""Lines of print that were cut behind their marks: the pieces together are as wide as the page's measure.

Where a font's marks are set half as wide as they are drawn, ``pdftotext -raw`` takes what follows for another line, so
that a line of print comes as three lines or four, the last of which stops in mid-phrase at the measure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cntextfix.chinese.characters import SENTENCE_ENDS, width
from cntextfix.document.model import Line, Role
from cntextfix.paragraphs.features import BYLINE, LISTED, MID, end_class, start_class
from cntextfix.rules.reflow.marks_first import said_in

CutRow = list[Line]

_HAN = re.compile(r"[\u3400-\u9fff]")
_SECTION = re.compile(
    r"\d{1,2}(?:[.．]\d{1,2})+|\d{1,2}\s?[\u3400-\u9fff]{2,12}$|第[\d一二三四五六七八九十]{1,3}[章节節条條]"
)
_PAUSES = frozenset("，、；：")
_ENDS = _PAUSES | SENTENCE_ENDS | frozenset("”’」』）》")
_NEAR = 3
"""Half-width columns by which a line of print differs from the measure, at the most: figures and letters are not all of
one width. Chosen."""
_INDENT = 4
"""Columns by which the first line of a paragraph is less wide. By definition: two characters."""
_NARROWEST = 30
"""Columns of a measure, at the least: cells and verse are less wide. Chosen."""
_FULL = 4
"""Lines that stop in mid-phrase at the measure, at the least. Chosen."""
_MADE = 4
"""Lines of print made of pieces that are as wide, at the least. By chance one in ten is. Chosen."""
_ALIKE = 2
"""Columns by which the halves of couplets differ, at the most. By definition: one character."""
_SHARE = 0.6
"""Share of the short lines that end with a comma or the like which are pieces of such lines, at the least. Chosen."""


def whole_lines(rows: Sequence[CutRow]) -> list[CutRow]:
    """The rows, those together that were one line of print; as they are if the page was not cut so."""
    texts = [said_in(row).strip() for row in rows]
    wide = _measure(texts) if sum(text[-1:] in _PAUSES for text in texts) >= _MADE else 0
    if not wide:
        return list(rows)
    groups = list(_groups(rows, texts, wide))
    made = [group for group in groups if len(group) > 1]
    exact = [group for group in made if _is_made([texts[n] for n in group], wide)]
    inside = {n for group in made for n in group[:-1]}
    short = {n for n, text in enumerate(texts) if text[-1:] in _PAUSES and width(text) < wide - 2 * _NEAR}
    if len(exact) < _MADE or len(inside & short) < _SHARE * len(short):
        return list(rows)
    if _are_verse([[width(texts[n]) for n in group] for group in exact]):
        return list(rows)
    return [[line for n in group for line in rows[n]] for group in groups]


def _are_verse(lines: Sequence[Sequence[int]]) -> bool:
    """Whether more than half of some lines of print, by the widths of their pieces, were cut where most were: so
    couplets and slogans are written, two lines for one.

    >>> _are_verse([[16, 14], [16, 14], [6, 24]]), _are_verse([[16, 14], [6, 24], [10, 8, 12]])
    (True, False)
    """
    usual = Counter(map(tuple, lines)).most_common(1)[0][0]
    return 2 * sum(_are_alike(usual, one) for one in lines) > len(lines)


def _are_alike(one: Sequence[int], other: Sequence[int]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= _ALIKE for a, b in zip(one, other, strict=True))


def _is_made(pieces: Sequence[str], wide: int) -> bool:
    """Whether pieces that stop at commas and the like, but for the last one, which is cut, are as wide as a line."""
    if any(piece[-1] not in _PAUSES for piece in pieces[:-1]) or end_class(pieces[-1]) != MID:
        return False
    return abs(sum(map(width, pieces)) - wide) <= _NEAR


def _measure(texts: Sequence[str]) -> int:
    """The width that most lines of print have which stop in mid-phrase, after one that does: whole, or of pieces that
    stop at commas."""
    widths = Counter(_widths(texts))
    near = {wide: widths[wide] + widths[wide - 1] + widths[wide + 1] for wide in widths}
    best = max(near, key=lambda wide: (near[wide], wide), default=0)
    return best if best >= _NARROWEST and near[best] >= _FULL else 0  # two lines of a narrow column are no measure


def _widths(texts: Sequence[str]) -> Iterator[int]:
    total, counts = 0, False
    for text in texts:
        total += width(text)
        if end_class(text) == MID:
            if counts:
                yield total
            total, counts = 0, True
        elif text[-1:] not in _PAUSES:
            total, counts = 0, False


def _groups(rows: Sequence[CutRow], texts: Sequence[str], wide: int) -> Iterator[list[int]]:
    """The numbers of rows that make a line of print."""
    at = 0
    while at < len(rows):
        stop = _stop(rows, texts, at, wide)
        yield list(range(at, stop))
        at = stop


def _stop(rows: Sequence[CutRow], texts: Sequence[str], at: int, wide: int) -> int:
    """Where a line of print stops that begins with row ``at``: in mid-phrase at the measure, or short of it at the end
    of a sentence that has no other inside, for a short line may be the last one of its paragraph."""
    total, ended, inside = 0, at + 1, False
    for n in range(at, len(rows)):
        total += width(texts[n])
        if total > wide + _NEAR or not _HAN.search(texts[n]) or (n > at and _begins(texts[n])):
            break
        stops = texts[n][-1:] in SENTENCE_ENDS
        if _fits(total, wide, texts, at) and not (inside and texts[n][-1:] in _ENDS):
            return n + 1
        if stops and not inside:
            ended = n + 1
        inside = inside or stops
        if texts[n][-1:] not in _ENDS or not _goes_on(rows[n], rows[n + 1 : n + 2]):
            break
    return ended


def _begins(text: str) -> bool:
    """Whether a row begins an item or a section."""
    return start_class(text) in (LISTED, BYLINE) or _SECTION.match(text) is not None


def _fits(total: int, wide: int, texts: Sequence[str], at: int) -> bool:
    """Whether pieces from row ``at`` on are as wide as a line of print, or as the first one of a paragraph."""
    if abs(total - wide) <= _NEAR:
        return True
    begins = not at or texts[at - 1][-1:] in SENTENCE_ENDS
    return begins and abs(total - wide + _INDENT) <= 1


def _goes_on(row: CutRow, after: Sequence[CutRow]) -> bool:
    """Whether another row of body text stands right below."""
    if not after or row[-1].role != Role.BODY or after[0][0].role != Role.BODY:
        return False
    return row[-1].end.count("\n") == 1 and "\f" not in row[-1].end
