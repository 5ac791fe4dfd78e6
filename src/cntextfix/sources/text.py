r"""Plain extracted text into a document: ``\f`` ends a page, line ends and blank lines are kept in ``Line.end``."""

from __future__ import annotations

import re

from cntextfix.document.model import Document, Line, Page, Run
from cntextfix.errors import wrong_type

# Blank lines belong to the end of the line before them. Only line feeds and form feeds break lines here:
# str.splitlines would also break at U+0085, U+2028 and the like, which extractors print inside lines.
_END = re.compile(r"\r?\n(?:[ \t\u3000]*\r?\n)*|\r(?!\n)|\f")


def read_text(text: str, name: str = "<text>") -> Document:
    r"""The document that ``text`` is, untouched: ``read_text(t).text == t`` for every string.

    >>> [(line.text, line.end) for line in read_text("一\n\n二\f三").lines()]
    [('一', '\n\n'), ('二', '\x0c'), ('三', '')]
    """
    if not isinstance(text, str):
        raise wrong_type("a string", text, "decode bytes first, with data.decode('utf-8'); a PDF goes through read_pdf")
    pages: list[Page] = []
    lines: list[Line] = []
    at = number = 0
    for match in _END.finditer(text):
        lines.append(_line(number, text, at, match.start(), match.group()))
        number += 1
        at = match.end()
        if match.group() == "\f":
            pages.append(Page(len(pages) + 1, tuple(lines)))
            lines = []
    if at < len(text):
        lines.append(_line(number, text, at, len(text), ""))
    if lines:
        pages.append(Page(len(pages) + 1, tuple(lines)))
    return Document(name, tuple(pages))


def _line(number: int, text: str, start: int, stop: int, end: str) -> Line:
    origin = (Run(start, stop - start),) if stop > start else ()
    return Line(number, text[start:stop], origin, end)
