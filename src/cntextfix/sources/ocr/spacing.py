"""Spaces between the words of OCR files: what is told, and where every character is a word of its own, what the gaps
between them tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from cntextfix.sources.ocr.leaf import OcrLine, OcrPage, Word

_LEAST = 10
"""A file tells character by character if it has so many words. Chosen."""
_MULTI = 0.02
"""… and no more than this share of those with letters or digits (and than ``_MULTI_ANY`` of all) has more than one
character. OCR by words has half of its numbers in one word. Chosen."""
_MULTI_ANY = 0.05
"""The share of all words that may have more than one character. Chosen."""
_OFTEN = 0.5
"""Told between more than this share of neighbouring letters and digits, or between none, spaces tell nothing there.
Chosen."""
_GAP = 0.42
"""How wide a gap between two of them has to be for a space, in the height of the tallest character of the line. Digits
stand at 0.5 of an em, and ink of two 1 leaves 0.35 between; a space adds 0.25."""
_PITCH = 0.7
"""… how far they are from middle to middle, in that height: 0.5 for digits, and 0.25 for the space."""
_WIDER = 1.4
"""… and how many times as far as usual in the file. Chosen."""


def respace(leaves: Sequence[OcrPage], *, insert: bool) -> None:
    """Settle the spaces of all rows. ``insert``: words of letters with nothing between them get one (some files of
    words leave out what is between); where every character is a word, only gaps do."""
    rows = [row for leaf in leaves for row in leaf.rows]
    if not _by_character(rows):
        if insert:
            for leaf in leaves:
                leaf.rows[:] = [row._replace(words=tuple(_parted(row.words))) for row in leaf.rows]
        return
    pairs = [pair for row in rows for pair in _pairs(row.words)]
    share = sum(space for _, _, space in pairs) / len(pairs) if pairs else 0.0
    if 0 < share <= _OFTEN:
        return
    usual = median([_pitch(one, other) for one, other, _ in pairs if one.box and other.box] or [0.0])
    for leaf in leaves:
        leaf.rows[:] = [row._replace(words=tuple(_by_gaps(row, usual, told_nothing=bool(pairs)))) for row in leaf.rows]


def _by_character(rows: Sequence[OcrLine]) -> bool:
    words = [word.text for row in rows for word in row.words if not word.space and word.text]
    plain = [text for text in words if _plain(text[0])]
    long = sum(len(text) > 1 for text in plain)
    return (
        len(words) >= _LEAST
        and sum(len(text) > 1 for text in words) <= _MULTI_ANY * len(words)
        and long <= _MULTI * len(plain)
    )


def _pairs(words: Sequence[Word]) -> Iterator[tuple[Word, Word, bool]]:
    """Neighbouring letters and digits, and whether a space is told between them."""
    shown = [(n, word) for n, word in enumerate(words) if not word.space and word.text]
    for (n, one), (m, other) in pairwise(shown):
        if _plain(one.text[-1]) and _plain(other.text[0]):
            yield one, other, m > n + 1


def _plain(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _pitch(one: Word, other: Word) -> float:
    assert one.box
    assert other.box
    return abs(other.box.x0 + other.box.x1 - one.box.x0 - one.box.x1) / 2


def _parted(words: Sequence[Word]) -> Iterator[Word]:
    last = ""
    for word in words:
        if not word.space and last and _plain(last) and word.text and _plain(word.text[0]):
            yield Word(" ", space=True)
        yield word
        last = " " if word.space else word.text[-1:] or last


def _by_gaps(row: OcrLine, usual: float, *, told_nothing: bool) -> Iterator[Word]:
    """The characters of a row, with a space in each gap that is one; without letters in the file as they are."""
    if not told_nothing:
        yield from row.words
        return
    high = max((word.box.height for word in row.words if word.box), default=0.0)
    before: Word | None = None
    for word in row.words:
        if word.space:
            continue
        if before and before.text and word.text and _plain(before.text[-1]) and _plain(word.text[0]):
            one, other = before.box, word.box
            wide = one and other and other.x0 - one.x1 > _GAP * high
            if wide and _pitch(before, word) > max(_PITCH * high, _WIDER * usual):
                yield Word(" ", space=True)
        yield word
        before = word
