"""Lines and words with their boxes, as OCR and digitisation formats have them, into documents: the layout gets them as
rows of glyphs, each word's box shared out among its characters.

What OCR has found to be a line stays one, but over a gutter. Type sizes are measured, so lines of nearly one height
count as one size; and overprint inside a word leaves no sign in its box, so the rules about text look for that.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from cntextfix.chinese.characters import width
from cntextfix.document.geometry import Box, Figure, FigureKind, Glyphs, TypeStyle, hull
from cntextfix.document.model import Document, Line, Page, Run
from cntextfix.layout.figures import THICKEST_RULE
from cntextfix.layout.page import Sheet, find_lines
from cntextfix.sources.ocr.gutters import parted_at_gutters
from cntextfix.sources.ocr.leaf import OcrLine, OcrPage, Word
from cntextfix.sources.ocr.rows import Placed, row_place, squared, with_shares
from cntextfix.sources.ocr.setting import closed, loose_of
from cntextfix.sources.ocr.sizes import sizes_of
from cntextfix.sources.pdf.issue import linked
from cntextfix.sources.raw import RawPage
from cntextfix.sources.sheets import pages_of

_WORDS = 4.0
"""OCR that finds Chinese words, of one to three characters, puts a space between any two of them. Where words have so
many on the average, a space is one that was printed. Chosen."""


def document(leaves: Sequence[OcrPage], name: str) -> Document:
    """The pages as a document: laid out if every row has a box, else plain text in the file's order."""
    if not is_placed(leaves):
        return Document(name, tuple(_plain(leaves)))
    return Document(name, linked(list(pages_of(_sheets(leaves)))))


def is_placed(leaves: Sequence[OcrPage]) -> bool:
    """Whether the place of every character is known."""
    rows = [row for leaf in leaves for row in leaf.rows if row.text.strip()]
    return bool(rows) and all(row_place(row) is not None for row in rows)


def places(leaves: Sequence[OcrPage]) -> Iterator[tuple[int, str]]:
    """Where each word stands in the source of ``document``, and the word."""
    known, spaced = is_placed(leaves), _spaced(leaves)
    at = 0
    for row in (row for leaf in leaves for row in leaf.rows):
        words = _glyphed(row, spaced=spaced) if known else row.words
        for word in words:
            if not word.space:
                yield at, word.text
            at += len(word.text)
        at += 0 if known else len(row.end)


def _plain(leaves: Sequence[OcrPage]) -> Iterator[Page]:
    at = ids = 0
    for number, leaf in enumerate(leaves, 1):
        made: list[Line] = []
        for row in leaf.rows:
            text = row.text
            made.append(Line(ids, text, (Run(at, len(text)),) if text else (), row.end))
            ids += 1
            at += len(text) + len(row.end)
        yield Page(number, tuple(made))


def _sheets(leaves: Sequence[OcrPage]) -> Iterator[tuple[int, RawPage, Sheet]]:
    first, spaced = 0, _spaced(leaves)
    for number, leaf in enumerate(leaves, 1):
        raw, rows = _raw(leaf, first, spaced=spaced)
        first += len(raw.glyphs)
        yield number, raw, find_lines(raw.glyphs, raw.figures, raw.width, raw.height, rows)


def _spaced(leaves: Sequence[OcrPage]) -> bool:
    """Whether spaces between Chinese words were printed."""
    words = [word.text for leaf in leaves for row in leaf.rows for word in row.words if word.text and not word.space]
    han = [text for text in words if not _latin(text[0])]
    return sum(map(len, han)) >= _WORDS * len(han)


def _raw(leaf: OcrPage, first: int, *, spaced: bool) -> tuple[RawPage, list[range]]:
    """A page as an engine would have read it, and the glyphs of each of its rows."""
    found = [(words, one) for row in leaf.rows if (words := _glyphed(row, spaced=spaced)) and (one := row_place(row))]
    around = hull(one.box for _, one in found)
    wide, high = max(leaf.width, around.x1 if around else 0.0), max(leaf.height, around.y1 if around else 0.0)
    loose = loose_of(found)
    if loose:  # else boxes are exact, and lines are lines
        found = parted_at_gutters([(words, squared(one)) for words, one in found], loose)
    sizes = sizes_of([(one, sum(len(word.text) for word in words)) for words, one in found], guessed=loose > 0)
    canvas = _Canvas(high)
    rows = [canvas.row(closed(words, one, loose), one, size) for (words, one), size in zip(found, sizes, strict=True)]
    figures = tuple(figure._replace(box=canvas.turned(figure.box)) for figure in leaf.figures)
    return RawPage(wide, high, canvas.glyphs(first), figures, ()), rows


def _glyphed(row: OcrLine, *, spaced: bool) -> list[Word]:
    """The words of a row that become glyphs; spaces between others than Latin ones only if they are ``spaced``: else
    the gap tells."""
    out: list[Word] = []
    waiting = False
    for word in with_shares(row):
        if word.space:
            waiting = True
            continue
        if waiting and out and (spaced or (_latin(out[-1].text[-1:]) and _latin(word.text[:1]))):
            out.append(Word(" ", space=True))
        waiting = False
        out.append(word)
    return out


def _latin(char: str) -> bool:
    return bool(char) and char < "\u2000"


class _Canvas:
    """Collects glyphs, from boxes that count downwards into such as count upwards."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._text: list[str] = []
        self._columns: tuple[list[float], ...] = ([], [], [], [])
        self._style: list[int] = []
        self._styles: dict[TypeStyle, int] = {}

    def turned(self, box: Box) -> Box:
        """A box from the bottom left corner, y upwards."""
        return Box(box.x0, self._height - box.y1, box.x1, self._height - box.y0)

    def row(self, words: Sequence[Word], placed: Placed, size: float) -> range:
        """Put a row's characters side by side, or one below the other; their numbers on the page."""
        begun = len(self._style)
        look = self._styles.setdefault(TypeStyle("", size, vertical=placed.vertical), len(self._styles))
        box = placed.box
        middle = (box.x0 + box.x1) / 2 if placed.vertical else (box.y0 + box.y1) / 2
        at = box.y0 if placed.vertical else box.x0
        for n, word in enumerate(words):
            own = word.box
            a0, a1 = (own.y0, own.y1) if own and placed.vertical else (own.x0, own.x1) if own else (at, at)
            if own is None and n + 1 < len(words) and (after := words[n + 1].box):
                a1 = max(at, after.y0 if placed.vertical else after.x0)
            self._word(word.text, a0, a1, middle, size, look, vertical=placed.vertical)
            at = a1
        return range(begun, len(self._style))

    def _word(self, text: str, a0: float, a1: float, middle: float, size: float, look: int, *, vertical: bool) -> None:
        shares = [max(width(char), 1) for char in text]
        step = (a1 - a0) / max(1, sum(shares))
        for share in shares:
            a1 = a0 + step * share
            low, high = middle - size / 2, middle + size / 2
            place = Box(low, a0, high, a1) if vertical else Box(a0, low, a1, high)
            for column, value in zip(self._columns, self.turned(place), strict=True):
                column.append(value)
            a0 = a1
        self._text.append(text)
        self._style += [look] * len(text)

    def glyphs(self, first: int) -> Glyphs:
        """All of them; ``first`` is the number of the first one in the document."""
        x0, y0, x1, y1 = (array("f", column) for column in self._columns)
        return Glyphs(first, "".join(self._text), x0, y0, x1, y1, array("I", self._style), tuple(self._styles))


def figure(kind: FigureKind, box: Box | None) -> Iterator[Figure]:
    """A picture, or a drawn thing that is a rule if it is thin; nothing for what has no place or parts nothing."""
    if box is None or box.width < 0 or box.height < 0:
        return
    if kind is FigureKind.IMAGE:
        yield Figure(kind, box)
    elif min(box.width, box.height) <= THICKEST_RULE:
        yield Figure(FigureKind.RULE, box)
