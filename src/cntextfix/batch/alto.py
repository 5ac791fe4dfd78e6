"""ALTO XML, versions 2 to 4, as newspaper digitisation keeps it: its lines in, mended words back into the same file.

Only CONTENT is edited, IDs and coordinates stay, so that what a library has built on a file goes on working.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from cntextfix.errors import SourceError
from cntextfix.model import Document, Line, Page, Role, Run
from cntextfix.report import Cleaned

_STRING = re.compile(r"<(?:[\w.-]+:)?(?:String|HYP)\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_CONTENT = re.compile(r"""(\bCONTENT\s*=\s*)("[^"]*"|'[^']*')""")
_CONFIDENCES = re.compile(r"""\s+CC\s*=\s*("[^"]*"|'[^']*')""")
_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_WORDS = ("String", "HYP")


class _Piece(NamedTuple):
    """A piece of a line: a word (String or HYP element), or the space between two."""

    text: str
    word: bool


class _Line(NamedTuple):
    """A TextLine, and what stands after it."""

    pieces: tuple[_Piece, ...]
    end: str

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def read(data: bytes, name: str) -> Document:
    """The document in an ALTO file: a line for each TextLine, in the file's order, a blank line after each TextBlock.

    Raises SourceError for what is not ALTO.
    """
    pages: list[Page] = []
    at = ids = 0
    for number, lines in enumerate(_pages(data), 1):
        made: list[Line] = []
        for line in lines:
            text = line.text
            made.append(Line(ids, text, (Run(at, len(text)),) if text else (), line.end))
            ids += 1
            at += len(text) + len(line.end)
        pages.append(Page(number, tuple(made)))
    return Document(name, tuple(pages))


def written(cleaned: Cleaned, data: bytes) -> str:
    """The file again, with the words as the cleaned document has them: characters mended, copies gone. Lines and
    their order are the file's own; words of which nothing is left have an empty CONTENT. Raises SourceError."""
    became = _Became(cleaned)
    words = [(old, became.of(start, start + len(old))) for start, old in _words(_pages(data))]
    source = data.decode(_encoding(data)).removeprefix("\ufeff")
    if len(_STRING.findall(source)) != len(words):
        raise SourceError("ALTO with words outside of lines, or in comments: it cannot be mended in place")
    left = iter(words)

    def mended(found: re.Match[str]) -> str:
        old, new = next(left)
        if old == new:
            return found[0]
        element = found[0] if len(old) == len(new) else _CONFIDENCES.sub("", found[0])  # one figure a character
        return _CONTENT.sub(lambda content: f"{content[1]}{quoteattr(new)}", element, count=1)

    text = _STRING.sub(mended, source)
    return re.sub(r"""(<\?xml[^>]*encoding\s*=\s*)(["'])[^"']*\2""", r"\1\2UTF-8\2", text, count=1)


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    found = _DECLARED.match(data)
    return found[1].decode() if found else "utf-8"


def _pages(data: bytes) -> list[list[_Line]]:
    """The lines of each page; the last one of a page, but for the last page, ends in a form feed."""
    pages: list[list[_Line]] = []
    root = ""
    try:
        for event, element in ElementTree.iterparse(io.BytesIO(data), ("start", "end")):
            tag = element.tag.rpartition("}")[2]
            root = root or tag.lower()
            if tag == "Page" and event == "start":
                pages.append([])
            elif event == "end" and tag == "TextLine" and pages:
                pages[-1].append(_Line(tuple(_pieces(element)), "\n"))
                element.clear()
            elif event == "end" and tag == "TextBlock" and pages and pages[-1]:
                pages[-1][-1] = pages[-1][-1]._replace(end="\n\n")
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise SourceError(f"not well-formed XML: {error}") from error
    if root != "alto":
        raise SourceError(f"not ALTO: its root is <{root}>")
    filled = [n for n, lines in enumerate(pages) if lines]
    for n in filled[:-1]:
        pages[n][-1] = pages[n][-1]._replace(end="\f")
    return pages


def _pieces(line: ElementTree.Element) -> Iterator[_Piece]:
    """Words and spaces. Two words of letters without an SP between them get a space: some files leave SP out."""
    last = ""
    for element in line:
        tag = element.tag.rpartition("}")[2]
        if tag == "SP":
            yield _Piece(" ", False)
            last = " "
        elif tag in _WORDS:
            text = element.get("CONTENT") or ""
            if tag == "String" and last.isalnum() and last.isascii() and text[:1].isascii() and text[:1].isalnum():
                yield _Piece(" ", False)
            yield _Piece(text, True)
            last = text[-1:] or last


def _words(pages: list[list[_Line]]) -> Iterator[tuple[int, str]]:
    """Where each word stands in the document's source, and the word."""
    at = 0
    for line in (line for lines in pages for line in lines):
        for piece in line.pieces:
            if piece.word:
                yield at, piece.text
            at += len(piece.text)
        at += len(line.end)


class _Became:
    """What source characters have become: themselves, nothing, or what a rule put in their place. That goes with the
    character before it, and at the start of a line with the one after it. White space between joined lines is not put
    in: the lines stay where they are."""

    def __init__(self, cleaned: Cleaned) -> None:
        self._at: dict[int, str] = {}
        for line in cleaned.document.lines():
            if line.role is Role.ECHO:
                continue
            at, last, waiting = 0, -1, ""
            for run in line.origin:
                part = line.text[at : at + run.length]
                at += run.length
                if run.start >= 0:
                    self._at.update(enumerate(part, run.start))
                    self._at[run.start] = waiting + self._at[run.start]
                    last, waiting = run.start + run.length - 1, ""
                elif part.strip() and last >= 0:
                    self._at[last] += part
                elif part.strip():
                    waiting += part

    def of(self, start: int, stop: int) -> str:
        """The text that characters ``[start, stop)`` have become."""
        return "".join(self._at.get(n, "") for n in range(start, stop))
