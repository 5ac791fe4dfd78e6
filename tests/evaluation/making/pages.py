"""Made newspaper pages: articles set in columns, with pictures, overprinted in eight manners, with a known answer.

A page is laid out first, as lines with their places, and drawn afterwards by the pen of ``tests/pdf``: once with its
copies, once without. It is as high as what is on it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.pdfbase import pdfmetrics

from evaluation.making.articles import Article, read_articles
from evaluation.making.garbled import font_runs
from evaluation.making.sheet import WIDTH, Piece, Sheet, set_article
from pdf.draw import ONCE, SONG, Pen, Shifts

TWICE: Shifts = ((0.0, 0.0), (0.3, 0.0))
THRICE: Shifts = ((0.0, 0.0), (0.25, 0.0), (0.5, 0.0))
FOUR: Shifts = ((-0.25, 0.25), (0.25, 0.25), (-0.25, -0.25), (0.25, -0.25))
SHADOW: Shifts = ((0.0, 0.0), (1.0, -1.0))
SCOPES = ("heads", "article", "page", "paragraphs")
ORDERS = ("printed", "shuffled", "woven")
"""The order in the file: as read, block by block in any order, or row by row over all columns."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How copies are drawn: what is one ``unit`` (run, char, line, block), and by how many points they are shifted."""

    name: str
    unit: str
    shifts: Shifts


MANNERS = (
    Manner("once", "line", ONCE),
    Manner("run_twice", "run", TWICE),
    Manner("char_twice", "char", TWICE),
    Manner("line_twice", "line", TWICE),
    Manner("block_twice", "block", TWICE),
    Manner("char_thrice", "char", THRICE),
    Manner("run_four_times", "run", FOUR),
    Manner("shadow", "line", SHADOW),
)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as the page has it, and whether it is overprinted."""

    text: str
    overprinted: bool


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block as a reader reads it. ``article`` counts from 1, and is 0 for furniture."""

    role: str
    article: int
    text: str


@dataclass(frozen=True, slots=True)
class MadePage:
    """A PDF of one page, the same page ``plain`` without copies, and what stands on it."""

    name: str
    manner: str
    pdf: bytes
    plain: bytes
    blocks: tuple[PageBlock, ...]
    lines: tuple[PrintedLine, ...]


def made_pages(count: int, seed: int = 20261129) -> Iterator[MadePage]:
    """Pages in all manners, one after the other. The same seed gives the same pages."""
    rnd = random.Random(seed)
    usable = [one for one in read_articles() if one.script == "simp" and not _has_stanzas(one)]
    for number in range(count):
        manner = MANNERS[number % len(MANNERS)]
        yield made_page(f"page-{number + 1:03d}", rnd.sample(usable, 3), manner, rnd)


def made_page(name: str, articles: Sequence[Article], manner: Manner, rnd: random.Random) -> MadePage:
    """The first article over the width of the page, the other two below it, side by side."""
    sheet = Sheet()
    sheet.furniture(number=rnd.randrange(1, 13))
    bottom = set_article(sheet, articles[0], 1, (40.0, 66.0), WIDTH - 80.0, columns=3)
    sheet.rules.append((40.0, bottom + 6, WIDTH - 40.0, bottom + 6))
    half, top = (WIDTH - 104.0) / 2, bottom + 16
    ends = [
        set_article(sheet, article, 2 + side, (40.0 + side * (half + 24.0), top), half, columns=2)
        for side, article in enumerate(articles[1:])
    ]
    sheet.rules.append((WIDTH / 2, top, WIDTH / 2, max(ends)))
    touched = _touched(sheet, rnd) if manner.shifts is not ONCE else frozenset()
    pieces = _in_file_order(sheet.pieces, rnd)
    height = max(ends) + 40.0
    return MadePage(
        name,
        manner.name,
        _drawn(sheet, pieces, height, manner, touched),
        _drawn(sheet, pieces, height, manner, frozenset()),
        tuple(PageBlock(*block) for block in sheet.blocks),
        tuple(PrintedLine(piece.text, piece.block in touched) for piece in sheet.pieces),
    )


def _has_stanzas(article: Article) -> bool:
    return any("\n" in text for _, text in article.flowing())


def _touched(sheet: Sheet, rnd: random.Random) -> frozenset[int]:
    """The numbers of the blocks that are overprinted."""
    scope, article = rnd.choice(SCOPES), rnd.choice([1, 2, 3])
    news = [number for number, (_, owner, _) in enumerate(sheet.blocks) if owner]
    if scope == "heads":
        return frozenset(n for n in news if sheet.blocks[n][0] in ("kicker", "headline", "subhead"))
    if scope == "article":
        return frozenset(n for n in news if sheet.blocks[n][1] == article)
    if scope == "paragraphs":
        return frozenset(n for n in news if rnd.random() < 0.4)
    return frozenset(news)


def _in_file_order(pieces: Sequence[Piece], rnd: random.Random) -> list[Piece]:
    order = rnd.choice(ORDERS)
    if order == "woven":
        return sorted(pieces, key=lambda piece: (piece.v, piece.u))
    if order == "shuffled":
        blocks = sorted({piece.block for piece in pieces})
        place = dict(zip(blocks, rnd.sample(range(len(blocks)), len(blocks)), strict=True))
        return sorted(pieces, key=lambda piece: place[piece.block])
    return list(pieces)


def _drawn(sheet: Sheet, pieces: Sequence[Piece], height: float, manner: Manner, touched: frozenset[int]) -> bytes:
    pen = Pen(WIDTH, height)
    for place in sheet.rules:
        pen.rule(*place)
    for place in sheet.pictures:
        pen.picture(*place)
    start = 0
    while start < len(pieces):
        stop = start + 1
        while stop < len(pieces) and pieces[stop].block == pieces[start].block:
            stop += 1
        together = pieces[start:stop]
        if pieces[start].block not in touched:
            _print(pen, together, "line", ONCE)
        elif manner.unit == "block":
            for shift in manner.shifts:
                _print(pen, together, "line", (shift,))
        else:
            _print(pen, together, manner.unit, manner.shifts)
        start = stop
    return pen.done()


def _print(pen: Pen, pieces: Sequence[Piece], unit: str, shifts: Shifts) -> None:
    for piece in pieces:
        at = piece.u
        parts = font_runs(piece.text) if unit == "run" else list(piece.text) if unit == "char" else [piece.text]
        for part in parts:
            pen.line(part, at, piece.v, piece.size, shifts=shifts)
            at += pdfmetrics.stringWidth(part, SONG, piece.size)
