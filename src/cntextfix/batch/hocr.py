"""hOCR: the HTML that OCR engines write, read by its classes (``ocr_page``, ``ocr_line``, ``ocrx_word``)."""

from __future__ import annotations

from html.parser import HTMLParser

from cntextfix.errors import SourceError
from cntextfix.model import Document, Line, Page, Run

_LINES = frozenset({"ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat"})
_BLOCKS = frozenset({"ocr_carea", "ocr_par", "ocrx_block"})
_VOID = frozenset(
    {"br", "hr", "img", "input", "link", "meta", "area", "base", "col", "embed", "source", "track", "wbr"}
)


def read(data: bytes, name: str) -> Document:
    """The document in an hOCR file: a line for each ``ocr_line``, in the file's order, a blank line after each area or
    paragraph. Words are put together without a space where both sides are Chinese. Raises SourceError.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"not UTF-8: byte 0x{data[error.start]:02X} at {error.start}") from None
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if not reader.pages:
        raise SourceError("not hOCR: there is no element of class ocr_page in it")
    return _document(reader.pages, name)


class _Reader(HTMLParser):
    """Collects the lines of each page, with what stands after them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pages: list[list[tuple[str, str]]] = []
        self._open: list[tuple[str, str]] = []  # tag and what it is: line, block, or nothing
        self._line: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        classes = set((dict(attrs).get("class") or "").split())
        what = "line" if classes & _LINES else "block" if classes & _BLOCKS else ""
        if "ocr_page" in classes:
            self.pages.append([])
        if what == "line" and self._line is None:
            self._line = []
        self._open.append((tag, what))

    def handle_endtag(self, tag: str) -> None:
        if not any(opened == tag for opened, _ in self._open):
            return
        while self._open:
            opened, what = self._open.pop()
            if what == "line" and self._line is not None and not any(w == "line" for _, w in self._open):
                self._end_line()
            elif what == "block" and self.pages and self.pages[-1]:
                self.pages[-1][-1] = (self.pages[-1][-1][0], "\n\n")
            if opened == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._line is not None:
            self._line.append(data)

    def _end_line(self) -> None:
        words = "".join(self._line or ()).split()
        self._line = None
        text = ""
        for word in words:
            text += f" {word}" if text and text[-1].isascii() and word[0].isascii() else word
        if text and self.pages:
            self.pages[-1].append((text, "\n"))


def _document(pages: list[list[tuple[str, str]]], name: str) -> Document:
    out: list[Page] = []
    at = ids = 0
    for number, lines in enumerate(pages, 1):
        made: list[Line] = []
        for n, (text, end) in enumerate(lines):
            end = "\f" if n + 1 == len(lines) and number < len(pages) else end
            made.append(Line(ids, text, (Run(at, len(text)),), end))
            ids += 1
            at += len(text) + len(end)
        out.append(Page(number, tuple(made)))
    return Document(name, tuple(out))
