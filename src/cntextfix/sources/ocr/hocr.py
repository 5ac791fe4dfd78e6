"""hOCR: the HTML that OCR engines write, read by its classes (``ocr_page``, ``ocr_line``, ``ocrx_word``) and boxes."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

from cntextfix.document.geometry import Box, FigureKind
from cntextfix.document.model import Document
from cntextfix.errors import SourceError
from cntextfix.sources.ocr import boxes
from cntextfix.sources.ocr.leaf import OcrLine, OcrPage, Word
from cntextfix.sources.ocr.spacing import respace

_LINES = frozenset({"ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat"})
_BLOCKS = frozenset({"ocr_carea", "ocr_par", "ocrx_block"})
_PICTURES = frozenset({"ocr_photo", "ocr_image", "ocr_linedrawing"})
_VOID = frozenset(
    {"br", "hr", "img", "input", "link", "meta", "area", "base", "col", "embed", "source", "track", "wbr"}
)
_INLINE = frozenset(
    {"span", "b", "i", "u", "s", "em", "strong", "a", "sub", "sup", "small", "big", "font", "tt", "code", "abbr"}
    | {"cite", "q", "mark", "ins", "del", "bdo", "ruby", "rb", "rt", "rp", "wbr", "img", "script", "style"}
)
"""Elements that do not end a line of text."""
_HIDDEN = ("script", "style", "title")
_BOX = re.compile(r"\bbbox" + r"\s+(-?[0-9]{1,9}(?:\.[0-9]{1,9})?)" * 4)
_RESOLUTION = re.compile(r"\bscan_res\s+([1-9][0-9]{1,3})\s")
DOTS = 300
"""Dots to the inch where a page has no ``scan_res``: what archives scan at. Chosen."""


def read(data: bytes, name: str) -> Document:
    """The document in an hOCR file. Where all its words have boxes these are its geometry; else it is plain text, with
    a line for each ``ocr_line``, in the file's order, and a blank line after each area or paragraph. Words are put
    together without a space where both sides are Chinese. Raises SourceError.
    """
    return boxes.document(leaves(data), name)


def leaves(data: bytes) -> list[OcrPage]:
    """The pages of an hOCR file. Raises SourceError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"not UTF-8: byte 0x{data[error.start]:02X} at {error.start}") from None
    reader = _Reader()
    reader.feed(text)
    reader.close()
    respace(reader.pages, insert=False)
    if not reader.pages:
        raise SourceError("not hOCR: there is no element of class ocr_page in it")
    for page in reader.pages[:-1]:
        if page.rows:
            page.rows[-1] = page.rows[-1]._replace(end="\f")
    return reader.pages


class _Reader(HTMLParser):
    """Collects the lines of each page. Text that stands in no line is one of its own, up to where a block begins or
    ends; text before the first page belongs to that, text after a page to the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pages: list[OcrPage] = []
        self._scale = 72 / DOTS
        self._open: list[tuple[str, str]] = []  # tag and what it is: line, word, block, or nothing
        self._count: Counter[str] = Counter()  # how many of each tag, and of each of these, are open
        self._line: _Line | None = None
        self._loose = False
        self._before: list[OcrLine] = []
        self._blocks = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        classes, title = set((named.get("class") or "").split()), named.get("title") or ""
        if tag not in _INLINE or classes & (_LINES | _BLOCKS | _PICTURES | {"ocr_page"}):
            self._end_loose()
        if "ocr_page" in classes:
            self._begin_page(title)
        if self.pages and classes & _PICTURES:
            self.pages[-1].figures += boxes.figure(FigureKind.IMAGE, self._box(title))
        if self.pages and "ocr_separator" in classes:
            self.pages[-1].figures += boxes.figure(FigureKind.RULE, self._box(title))
        if tag in _VOID:
            return
        what = "line" if classes & _LINES else "block" if classes & _BLOCKS else ""
        self._blocks += what == "block"
        if what == "line" and self._line is None:
            self._line = _Line(self._box(title))
        elif "ocrx_word" in classes and not self._hidden:
            what = "word"
            self._begun().begin(self._box(title))
        self._open.append((tag, what))
        self._count.update((tag, f" {what}"))

    def handle_endtag(self, tag: str) -> None:
        if not self._count[tag]:
            return
        if tag not in _INLINE:
            self._end_loose()
        while self._open:
            opened, what = self._open.pop()
            self._count.subtract((opened, f" {what}"))
            self._close(what)
            if opened == tag:
                return

    def _close(self, what: str) -> None:
        if what == "line" and self._line is not None and not self._count[" line"]:
            self._end_line(self._line)
        elif what == "word" and self._line is not None:
            self._line.inside = False
        elif what == "block":
            self._end_loose()
            self._blocks += 1
            if self.pages and self.pages[-1].rows:
                rows = self.pages[-1].rows
                rows[-1] = rows[-1]._replace(end="\n\n")

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if self._line is not None:
            self._line.take(data)
        elif data.strip():
            self._begun().take(data)

    def close(self) -> None:
        super().close()
        if self._line is not None:
            self._end_line(self._line)

    @property
    def _hidden(self) -> bool:
        return any(self._count[tag] for tag in _HIDDEN)

    def _begun(self) -> _Line:
        """The line that text belongs to; one of its own where there is none."""
        if self._line is None:
            self._line, self._loose = _Line(None), True
        return self._line

    def _end_loose(self) -> None:
        if self._loose and self._line is not None:
            self._end_line(self._line)

    def _begin_page(self, title: str) -> None:
        found = _RESOLUTION.search(title + " ")
        self._scale = 72 / int(found[1]) if found else 72 / DOTS
        box = self._box(title)
        self.pages.append(OcrPage(self._before, [], *((box.x1, box.y1) if box else (0.0, 0.0))))
        self._before = []

    def _end_line(self, line: _Line) -> None:
        words = line.words()
        self._line, self._loose = None, False
        if words:
            (self.pages[-1].rows if self.pages else self._before).append(
                OcrLine(words, line.box, block=self._blocks if self._count[" block"] else -1)
            )

    def _box(self, title: str) -> Box | None:
        found = _BOX.search(title)
        return Box(*(float(one) * self._scale for one in found.groups())) if found else None


class _Line:
    """A line in the making: words with their boxes, and text that stands in no word."""

    def __init__(self, box: Box | None) -> None:
        self.box = box
        self.inside = False
        self._words: list[tuple[str, Box | None]] = []

    def begin(self, box: Box | None) -> None:
        """A word begins."""
        self._words.append(("", box))
        self.inside = True

    def take(self, text: str) -> None:
        """Text, of the word that has begun, or of none."""
        if self.inside:
            before, box = self._words[-1]
            self._words[-1] = before + text, box
        else:
            self._words.append((text, None))

    def words(self) -> tuple[Word, ...]:
        """The words, with a space where there is white space between two that are not Chinese."""
        out: list[Word] = []
        gap = False
        for text, box in self._words:
            pieces = text.split()
            after = ["字", *pieces]
            inner = "".join(
                f" {word}" if before[-1].isascii() and word[0].isascii() else word
                for before, word in zip(after, pieces, strict=False)
            )
            gap = gap or text[:1].isspace()
            if inner:
                if gap and out and out[-1].text[-1].isascii() and inner[0].isascii():
                    out.append(Word(" ", space=True))
                out.append(Word(inner, box))
                gap = False
            gap = gap or text[-1:].isspace()
        return tuple(out)
