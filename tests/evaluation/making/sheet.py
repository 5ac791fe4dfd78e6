"""A page under construction: articles become lines with places, and blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from math import ceil

from evaluation.making.articles import Article, Photo
from pdf.draw import broken

WIDTH = 600.0
"""Points. Chosen: three columns of 19 characters, or four of 13."""

BODY, LEADING, GUTTER = 9.0, 14.0, 12.0
HEADLINE, CAPTION = 24.0, 7.5
SMALLER = {"kicker": 12.0, "subhead": 13.0, "byline": 9.0}
PICTURE_ROWS = 7
"""Rows of text that a picture takes the place of. Chosen."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of a page: its top left corner, from the top left corner of the page, and the number of its block."""

    text: str
    u: float
    v: float
    size: float
    block: int


@dataclass(frozen=True, slots=True)
class Row:
    """A line that has no place yet: how far it is set in, in points."""

    text: str
    indent: float
    size: float
    block: int


@dataclass(slots=True)
class Sheet:
    """What is on a page so far. A block is its role, its article and its text."""

    pieces: list[Piece] = field(default_factory=list)
    blocks: list[tuple[str, int, str]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)

    def block(self, role: str, article: int, text: str) -> int:
        """A new block; its number."""
        self.blocks.append((role, article, text))
        return len(self.blocks) - 1

    def furniture(self, number: int) -> None:
        """The running head over a rule."""
        for text, u in ((f"{number:02d}版", 40.0), ("2024年3月18日　星期一", 250.0), ("云溪日报", 520.0)):
            self.pieces.append(Piece(text, u, 30.0, 9.0, self.block("furniture", 0, text)))
        self.rules.append((40.0, 48.0, WIDTH - 40.0, 48.0))


def set_article(
    sheet: Sheet, article: Article, number: int, corner: tuple[float, float], width: float, columns: int
) -> float:
    """Put an article on the page, below ``corner``; where it ends."""
    u, v = corner
    v = _heads(sheet, article, number, u, v, width)
    pitch = (width + GUTTER) / columns
    measure = int((pitch - GUTTER) / BODY)
    rows = _rows(sheet, article, number, measure)
    photo = article.photos[0] if article.photos else None
    kept = PICTURE_ROWS + 3 if photo and len(rows) > 3 * PICTURE_ROWS else 0
    deep = ceil((len(rows) + kept) / columns)
    for column in range(columns):
        left, top = u + column * pitch, v
        if kept and photo and column == columns - 1:
            _picture(sheet, photo, number, left, top, measure * BODY)
            top += kept * LEADING
        taken, rows = rows[: deep - (kept if column == columns - 1 else 0)], rows[deep:]
        for place, row in zip(count(), taken, strict=False):
            sheet.pieces.append(Piece(row.text, left + row.indent, top + place * LEADING, row.size, row.block))
    return v + deep * LEADING


def _heads(sheet: Sheet, article: Article, number: int, u: float, v: float, width: float) -> float:
    sizes = {**SMALLER, "headline": min(HEADLINE, width / len(article.headline))}
    heads = ("kicker", article.kicker), ("headline", article.headline), ("subhead", article.subhead)
    for role, text in (*heads, ("byline", article.byline)):
        if text:
            size = min(sizes[role], width / len(text))
            sheet.pieces.append(Piece(text, u, v, size, sheet.block(role, number, text)))
            v += size * 1.5
    return v + 6.0


def _rows(sheet: Sheet, article: Article, number: int, measure: int) -> list[Row]:
    rows: list[Row] = []
    for role, text in article.flowing():
        block = sheet.block(role, number, text)
        if role == "heading":
            rows.append(Row(text, 0.0, min(11.0, measure * BODY / len(text)), block))
        else:
            rows += [Row(line, indent * BODY, BODY, block) for line, indent in broken([text], measure)]
    if article.turn:
        indent = max(0.0, (measure - len(article.turn)) * BODY)
        rows.append(Row(article.turn, indent, BODY, sheet.block("jump", number, article.turn)))
    return rows


def _picture(sheet: Sheet, photo: Photo, number: int, u: float, v: float, width: float) -> None:
    """A picture, below it its caption in one or two lines, and its credit at the right."""
    deep = PICTURE_ROWS * LEADING
    sheet.pictures.append((u, v, width, deep - 4.0))
    block, size = sheet.block("caption", number, photo.caption), CAPTION
    half = len(photo.caption) if len(photo.caption) * size <= width else ceil(len(photo.caption) / 2)
    size = min(size, width / half)
    lines = [text for text in (photo.caption[:half], photo.caption[half:]) if text]
    for place, text in enumerate(lines):
        sheet.pieces.append(Piece(text, u, v + deep + place * 10.0, size, block))
    if photo.credit:
        right = u + max(0.0, width - len(photo.credit) * CAPTION)
        credit = sheet.block("credit", number, photo.credit)
        sheet.pieces.append(Piece(photo.credit, right, v + deep + len(lines) * 10.0 + 2.0, CAPTION - 0.5, credit))
