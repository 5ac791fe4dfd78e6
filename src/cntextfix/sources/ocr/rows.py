"""Where the rows of OCR stand, and how large their type is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cntextfix.chinese.characters import NO_HEADS, OPENERS, width
from cntextfix.document.geometry import Box, hull
from cntextfix.sources.ocr.leaf import OcrLine, Word

_LOW = 0.6
"""Lines lower than this share of their characters' usual width are all of low ones (一, marks): that width counts.
Chosen."""
INK = 0.94
"""Ink of a line of Chinese characters, of its em. Chosen."""
_HIGH = 1.1
"""Chinese type is square: what seems to be so many times higher than its characters stand apart is a line with specks,
or one of several baselines. Of 1,149 rows with exact boxes none was; of upright rows some are, which begin with 一."""
_BARE = 0.5
"""So much of the em of a mark at the end of a row is blank. Chosen."""
_CLOSE, _OPEN = NO_HEADS - frozenset(")]}"), OPENERS - frozenset("([{")
_PITCHED = 4
"""More Han than this in a row tell how far apart characters stand. Chosen."""
_SHARE = 0.7
"""… if they are such a share of it. Chosen."""
_AGREE = 0.8
"""The box of a line is believed if it holds so much of the one around its words. Chosen."""
_UPRIGHT = 1.5
"""Lines of several characters so many times as high as wide run downwards. Chosen."""


class Placed(NamedTuple):
    """Where a row stands, its type size before it is rounded, and whether it runs downwards. ``pitch`` is how far apart
    its characters stand on the average, 0 if too few of them are Han; ``block`` what OCR holds it to be a part of;
    ``rough`` says that its height tells nothing of its type."""

    box: Box
    size: float
    vertical: bool
    pitch: float = 0.0
    block: int = -1
    rough: bool = False


def row_place(row: OcrLine) -> Placed | None:
    """The place of a row; None if that of one of its words is not known."""
    boxes = [word.box for word in with_shares(row) if word.text.strip()]
    box = hull(box for box in boxes if box)
    if box is None or not all(box and box.width > 0 and box.height > 0 for box in boxes):
        return None
    box = _trusted(box, row.box)
    columns = width(row_text(row.words)) / 2
    vertical = columns > 1 and box.height > _UPRIGHT * box.width
    across = sorted((one.width if vertical else one.height) for one in boxes if one)
    ink = min(across[3 * len(across) // 4], box.width if vertical else box.height)  # 一 is low, few boxes are too high
    size = ink / INK
    length = box.height if vertical else box.width
    pitch = length / max(columns, 0.5)
    known = pitch_of(row.words, length)
    return Placed(box, pitch if size < _LOW * pitch else size, vertical, known, row.block)


def squared(placed: Placed) -> Placed:
    """A row that is higher than Chinese type can be, with the size that its characters tell."""
    if placed.vertical or not 0 < _HIGH * placed.pitch < placed.size:
        return placed
    return placed._replace(size=placed.pitch, rough=True)


def pitch_of(words: Sequence[Word], length: float) -> float:
    """How far apart the characters of a row of this length stand; 0 if too few of them are Han to tell. The ink of a
    mark at an end fills half of its em."""
    text = row_text(words)
    columns = width(text) / 2 - _BARE * ((text[-1:] in _CLOSE) + (text[:1] in _OPEN)) if text else 0.0
    han = sum(char > "\u2e7f" for char in text)
    return length / columns if han > max(_PITCHED, _SHARE * columns) else 0.0


def row_text(words: Sequence[Word]) -> str:
    """The text of words; of spaces only those between two that are not Chinese, as OCR tells one between any two."""
    out: list[str] = []
    waiting = False
    for word in words:
        if word.space:
            waiting = bool(out)
        elif word.text:
            out += [" "] if waiting and out[-1][-1].isascii() and word.text[0].isascii() else []
            out.append(word.text)
            waiting = False
    return "".join(out).strip()


def _trusted(words: Box, line: Box | None) -> Box:
    """The box around the words of a row, and no larger than that of the line if the two agree: OCR that finds words
    after lines gives some words boxes of its guess, twice as high as they are."""
    if line is None:
        return words
    both = Box(max(words.x0, line.x0), max(words.y0, line.y0), min(words.x1, line.x1), min(words.y1, line.y1))
    agree = both.width > _AGREE * words.width and both.height > _AGREE * min(words.height, line.height)
    return both if agree else words


def with_shares(row: OcrLine) -> Sequence[Word]:
    """The words of a row; where the place of one is not known but that of the row is, all have their share of it."""
    if row.box is None or all(word.box for word in row.words if word.text.strip()):
        return row.words
    box, total = row.box, max(1, sum(width(word.text) for word in row.words))
    down = box.height > _UPRIGHT * box.width
    out: list[Word] = []
    done = 0
    for word in row.words:
        low, done = done / total, done + width(word.text)
        high = done / total
        if down:
            share = Box(box.x0, box.y0 + low * box.height, box.x1, box.y0 + high * box.height)
        else:
            share = Box(box.x0 + low * box.width, box.y0, box.x0 + high * box.width, box.y1)
        out.append(word if word.space else word._replace(box=share))
    return out
