"""Newspaper PDFs into documents: an engine reads the glyphs, the layout puts them in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias

from cntextfix.document.model import Document, Page
from cntextfix.errors import MissingPageError, MissingSourceError, SourceError, wrong_type
from cntextfix.layout.page import Sheet
from cntextfix.sources.pdf.engine import DamagedFileError, Mended, PdfEngine
from cntextfix.sources.pdf.issue import linked
from cntextfix.sources.pdf.layer import with_layer
from cntextfix.sources.pdf.rebuild import rebuilt
from cntextfix.sources.raw import RawPage
from cntextfix.sources.sheets import pages_of, sheet_of

PdfSource: TypeAlias = "str | PathLike[str] | bytes | BinaryIO"
EngineName: TypeAlias = Literal["pdfminer", "pdfium"]
LineOrder: TypeAlias = Literal["reading", "file"]


def read_pdf(
    source: PdfSource,
    password: str = "",
    pages: Sequence[int] | None = None,
    engine: EngineName = "pdfminer",
    name: str | None = None,
    order: LineOrder = "reading",
) -> Document:
    """The document a PDF is. ``source`` is a path, the file's bytes, or a binary file; ``pages`` are numbers from 1
    (all if None). With ``order="file"`` nothing is laid out: lines stand as the file draws them, and are cleaned as
    those of a text are; for comparison, and for pages whose layout goes wrong.

    The document's source are the glyphs in stream order; its lines stand in reading order, each followed by the copies
    of its overprinted units, so that cleaning it says what was dropped. Raises SourceError for what is no PDF, is
    encrypted or damaged beyond reading; trouble with single pages is in ``Page.trouble``.

    ``pdfium`` runs in this process, and a file that is made to do harm might end it (none of those known does): whoever
    reads what strangers send should read in a process that may end, as the command line does.
    """
    if name is None:
        name = str(source) if isinstance(source, str | PathLike) else "<pdf>"
    return Document(name, linked(list(pdf_pages(source, password, pages, engine, order))))


def read_pdfs(
    sources: Iterable[PdfSource],
    password: str = "",
    engine: EngineName = "pdfminer",
    name: str = "<pdf>",
    order: LineOrder = "reading",
) -> Document:
    """One document out of several PDFs, the page files of an issue in order: its pages and glyphs are numbered through,
    and what goes on from page to page is put together as in a single file. Errors as for ``read_pdf``."""
    opened: list[PdfEngine] = []
    plain = _plain(order)
    try:
        for source in sources:
            opened.append(_open(_data(source), password, engine))
        return Document(name, linked(list(pages_of(_sheets(opened), plain=plain))))
    finally:
        for one in opened:
            one.close()


def pdf_pages(
    source: PdfSource,
    password: str = "",
    pages: Sequence[int] | None = None,
    engine: EngineName = "pdfminer",
    order: LineOrder = "reading",
) -> Iterator[Page]:
    """The streaming form of ``read_pdf``: one page at a time, so that memory does not grow with the document. What
    goes on from page to page (jumps, articles, paragraphs) is not put together."""
    plain = _plain(order)
    opened = _open(_data(source), password, engine)
    try:
        yield from pages_of(_sheets([opened], pages), plain=plain)
    finally:
        opened.close()


def _plain(order: str) -> bool:
    if order not in ("reading", "file"):
        raise SourceError(f"no order {order!r} of lines; known: reading, file")
    return order == "file"


def _sheets(files: Sequence[PdfEngine], pages: Sequence[int] | None = None) -> Iterator[tuple[int, RawPage, Sheet]]:
    first = before = 0
    for opened in files:
        for number in _numbers(pages, len(opened)):
            raw = with_layer(opened.page(number - 1, first))
            first += len(raw.glyphs)
            yield before + number, raw, sheet_of(raw)
        before += len(opened)


def _numbers(pages: Sequence[int] | None, count: int) -> Sequence[int]:
    if pages is None:
        return range(1, count + 1)
    if isinstance(pages, str) or not isinstance(pages, Iterable) or not all(isinstance(one, int) for one in pages):
        raise wrong_type("page numbers", pages, "for example [1, 2, 5] or range(1, 4)")
    for number in pages:
        if not 1 <= number <= count:
            raise MissingPageError(number, count)
    return pages


def _data(source: PdfSource) -> bytes:
    if isinstance(source, bytes):
        data = source
    elif isinstance(source, str | PathLike):
        data = _file(Path(source))
    elif hasattr(source, "read"):
        data = source.read()
    else:
        raise wrong_type("a path, bytes or a binary file", source)
    if not isinstance(data, bytes):
        raise wrong_type("a binary file", source, "open(path, 'rb') opens one")
    if b"%PDF-" not in data[:1024]:
        raise SourceError("not a PDF: there is no %PDF- at its start")
    return data


def _file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise MissingSourceError(f"{path}: no such file; check the name") from error
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror or error}") from error


def _open(data: bytes, password: str, engine: str) -> PdfEngine:
    """The open file; a damaged one put together again, if more of it can be read that way."""
    opened: PdfEngine | None = None
    error: DamagedFileError | None = None
    try:
        opened = _with_engine(data, password, engine)
        if opened.whole:
            return opened
    except DamagedFileError as raised:
        error = raised
    for tree in (True, False):
        try:
            again = rebuilt(data, tree=tree)
            mended = _with_engine(again, password, engine) if again else None
        except SourceError:
            continue
        if mended is not None and (opened is None or len(mended) >= len(opened)):
            return Mended(mended)
    if opened is None:
        raise error or SourceError("this PDF cannot be opened")
    return opened


def _with_engine(data: bytes, password: str, engine: str) -> PdfEngine:
    if not isinstance(password, str):
        raise wrong_type("the password as a string", password, "'' for none")
    if engine == "pdfminer":
        from cntextfix.sources.pdf.miner import MinerEngine

        return MinerEngine(data, password)
    if engine == "pdfium":
        from cntextfix.sources.pdf.pdfium import PdfiumEngine

        return PdfiumEngine(data, password)
    raise SourceError(f"no PDF engine {engine!r}; known: pdfminer, pdfium")
