"""ALTO XML, versions 2 to 4, as newspaper digitisation keeps it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from math import isfinite
from xml.etree import ElementTree

from cntextfix.document.geometry import Box, FigureKind
from cntextfix.document.model import Document
from cntextfix.errors import SourceError
from cntextfix.sources.ocr import boxes
from cntextfix.sources.ocr.leaf import OcrLine, OcrPage, Word
from cntextfix.sources.ocr.spacing import respace

_WORDS = ("String", "HYP")
_PIECES = ("String", "HYP", "SP")
_BLOCKS = frozenset(
    {"TextBlock", "ComposedBlock", "PrintSpace", "TopMargin", "BottomMargin", "LeftMargin", "RightMargin", "Page"}
)
_UNITS = {"mm10": 72 / 254, "inch1200": 72 / 1200, "pixel": 72 / 300}
"""Points in a unit of measurement. ALTO does not say how many pixels there are to the inch; archives scan at 300."""


def read(data: bytes, name: str) -> Document:
    """The document in an ALTO file. Where all its words have boxes these are its geometry; else it is plain text, with
    a line for each TextLine, in the file's order, and a blank line after each TextBlock.

    Raises SourceError for what is not ALTO.
    """
    return boxes.document(leaves(data), name)


def leaves(data: bytes) -> list[OcrPage]:
    """The pages of an ALTO file; the last line of each but the last one ends in a form feed. Raises SourceError."""
    reader = _Reader()
    try:
        for event, element in ElementTree.iterparse(io.BytesIO(data), ("start", "end")):
            reader.take(element, begins=event == "start")
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise SourceError(f"not well-formed XML: {error}") from error
    if reader.root != "alto":
        raise SourceError(f"not ALTO: its root is <{reader.root}>")
    if reader.outside:
        raise SourceError(f"{reader.outside} words in it stand outside of its pages")
    respace(reader.pages, insert=True)
    filled = [page.rows for page in reader.pages if page.rows]
    for rows in filled[:-1]:
        rows[-1] = rows[-1]._replace(end="\f")
    return reader.pages


class _Reader:
    """Collects pages from the elements of a file, as they begin and end. Words outside of lines, and text where ALTO
    knows none, become lines of their own; ``outside`` counts words outside of pages."""

    def __init__(self) -> None:
        self.root = ""
        self.pages: list[OcrPage] = []
        self.outside = 0
        self._scale = _UNITS["pixel"]
        self._inside = False
        self._lines = 0
        self._loose: list[Word] = []
        self._blocks = 0
        self._in_block = False

    def take(self, element: ElementTree.Element, *, begins: bool) -> None:
        tag = element.tag.rpartition("}")[2]
        if begins:
            self.root = self.root or tag.lower()
            self._begin(tag, element)
        elif tag == "MeasurementUnit":
            self._scale = _UNITS.get((element.text or "").strip(), self._scale)
        elif self._inside:
            self._end(tag, element, self.pages[-1])
        elif tag in _WORDS:
            self.outside += 1

    def _begin(self, tag: str, element: ElementTree.Element) -> None:
        if tag == "Page":
            width, height = (self._length(element, key) or 0.0 for key in ("WIDTH", "HEIGHT"))
            self.pages.append(OcrPage([], [], width, height))
            self._inside = True
        elif tag == "TextLine" and self._inside:
            self._flush(self.pages[-1])
            self._lines += 1
        elif tag == "TextBlock":
            self._blocks += 1
            self._in_block = True

    def _end(self, tag: str, element: ElementTree.Element, page: OcrPage) -> None:
        if tag == "TextLine":
            self._lines -= 1
            box = self._box(element)
            words, texts = tuple(self._pieces(element.iter(), box)), "".join(element.itertext()).strip()
            if words or not texts:
                page.rows.append(OcrLine(words, box, block=self._blocks if self._in_block else -1))
            self._stray([texts], page)
            after = element.tail
            element.clear()
            element.tail = after
            return
        if self._lines:
            return
        if tag in _PIECES:
            self._loose += self._pieces([element], None)
            self._stray([element.text or ""], page)
        elif tag in _BLOCKS:
            self._flush(page)
            self._stray([element.text or "", *(child.tail or "" for child in element)], page)
            if tag in ("TextBlock", "ComposedBlock") and page.rows:
                page.rows[-1] = page.rows[-1]._replace(end="\n\n")
            self._inside = tag != "Page"
            self._in_block = self._in_block and tag != "TextBlock"
        elif tag in ("Illustration", "GraphicalElement"):
            kind = FigureKind.IMAGE if tag == "Illustration" else FigureKind.RULE
            page.figures += boxes.figure(kind, self._box(element))

    def _flush(self, page: OcrPage) -> None:
        """The words outside of lines that followed each other are a line."""
        if any(not word.space for word in self._loose):
            page.rows.append(OcrLine(tuple(self._loose)))
        self._loose = []

    @staticmethod
    def _stray(texts: Iterable[str], page: OcrPage) -> None:
        page.rows += (OcrLine((Word(text.strip()),)) for text in texts if text.strip())

    def _pieces(self, elements: Iterable[ElementTree.Element], place: Box | None) -> Iterator[Word]:
        """Words and spaces."""
        for element in elements:
            tag = element.tag.rpartition("}")[2]
            if tag == "SP":
                yield Word(" ", space=True)
            elif tag in _WORDS:
                yield Word(element.get("CONTENT") or "", self._box(element, place))

    def _box(self, element: ElementTree.Element, line: Box | None = None) -> Box | None:
        """The box of an element; a word without a height of its own has its line's. None if it is not told."""
        left, width = self._length(element, "HPOS"), self._length(element, "WIDTH")
        top, height = self._length(element, "VPOS"), self._length(element, "HEIGHT")
        if line is not None and (top is None or height is None):
            top, height = line.y0, line.height
        if left is None or width is None or top is None or height is None:
            return None
        return Box(left, top, left + width, top + height)

    def _length(self, element: ElementTree.Element, key: str) -> float | None:
        try:
            found = float(element.get(key, "nan")) * self._scale
        except ValueError:
            return None
        return found if isfinite(found) else None
