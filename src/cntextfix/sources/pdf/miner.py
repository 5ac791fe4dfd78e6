"""The default engine: pdfminer.six opens the file and reads the fonts, our interpreter runs the pages."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from cntextfix.errors import SourceError
from cntextfix.sources.pdf.engine import Canvas, DamagedFileError, RawPage
from cntextfix.sources.pdf.interpreter import Interpreter
from cntextfix.sources.pdf.matrix import Matrix, displayed
from cntextfix.sources.pdf.resources import Resources, Shared
from cntextfix.sources.pdf.streams import content

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage

MAX_SIDE = 20_000.0
"""The longest side of a page in points; PDF itself allows 14,400. Larger boxes are damage and are cut to this."""
MAX_PAGES = 20_000


class MinerEngine:
    """See ``Engine``."""

    def __init__(self, data: bytes, password: str = "") -> None:
        logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
        from pdfminer.pdfinterp import PDFResourceManager

        self._shared = Shared(PDFResourceManager())
        self._pages, self.whole = _open(data, password)

    def __len__(self) -> int:
        return len(self._pages)

    def close(self) -> None:
        """Nothing is held open."""

    def page(self, index: int, first: int) -> RawPage:
        page = self._pages[index]
        matrix, width, height = _displayed(page)
        canvas = Canvas(width, height)
        interpreter = Interpreter(canvas)
        try:
            resources = Resources(page.resources, self._shared)
            interpreter.run(b"\n".join(_contents(page, canvas)), resources, matrix)
        except RecursionError:
            canvas.note("damaged-page", "recursion")
        except Exception as error:  # a page that breaks in a way nobody foresaw must not take the others with it
            canvas.note("damaged-page", type(error).__name__)
        return canvas.page(first)


def _open(data: bytes, password: str) -> tuple[list[PDFPage], bool]:
    """The pages, and whether they are all there."""
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfparser import PDFParser

    try:
        document = PDFDocument(PDFParser(BytesIO(data)), password=password)
        pages = list(_listed(document))
    except PDFPasswordIncorrect:
        raise SourceError(
            "this PDF is encrypted and the password does not open it: give the right one with --password"
            if password
            else "this PDF is encrypted: give its password with --password"
        ) from None
    except PDFEncryptionError as error:
        raise SourceError(
            f"this PDF is encrypted in a way that cannot be read ({error}): save it unencrypted"
        ) from None
    except Exception as error:  # pdfminer raises about everything on damaged files
        raise DamagedFileError(
            f"this PDF is damaged and cannot be opened ({type(error).__name__}): repair it, for instance with qpdf"
        ) from None
    if not pages:
        raise DamagedFileError("this PDF has no readable page: repair it, for instance with qpdf")
    return pages, len(pages) >= _count(document) and all(_true(xref, data) for xref in document.xrefs)


def _count(document: PDFDocument) -> int:
    """How many pages the file says it has, within reason."""
    from pdfminer.pdftypes import dict_value, int_value

    try:
        count = int_value(dict_value(document.catalog["Pages"])["Count"])
    except Exception:
        return 0
    return count if 0 < count <= MAX_PAGES else 0


def _true(xref: object, data: bytes) -> bool:
    """Whether a table of objects says where they are; of compressed ones nothing is known."""
    offsets: dict[int, tuple[int | None, int, int]] = getattr(xref, "offsets", {})
    return all(
        stream is not None or data[place : place + 32].lstrip().startswith(b"%d " % number)
        for number, (stream, place, _) in offsets.items()
    )


def _listed(document: object) -> Iterator[PDFPage]:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage

    assert isinstance(document, PDFDocument)
    for number, page in enumerate(PDFPage.create_pages(document)):
        if number >= MAX_PAGES:
            return
        yield page


def _contents(page: PDFPage, canvas: Canvas) -> Iterator[bytes]:
    from pdfminer.pdftypes import PDFStream, resolve1

    for part in page.contents[:10_000]:
        stream = resolve1(part)
        streams = [resolve1(s) for s in stream] if isinstance(stream, list) else [stream]
        for one in streams:
            data, whole = content(one) if isinstance(one, PDFStream) else (b"", False)
            if not whole:
                canvas.note("damaged-content")
            yield data


def _displayed(page: PDFPage) -> tuple[Matrix, float, float]:
    """The matrix from a page's own space to the page as displayed, and the displayed width and height."""
    box = _sane(page.cropbox) or _sane(page.mediabox) or (0.0, 0.0, 612.0, 792.0)
    media = _sane(page.mediabox)
    if media:
        met = max(box[0], media[0]), max(box[1], media[1]), min(box[2], media[2]), min(box[3], media[3])
        box = _sane(met) or media
    return displayed(box, page.rotate)


def _sane(box: object) -> tuple[float, float, float, float] | None:
    try:
        a, b, c, d = (float(v) for v in box)  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        return None
    x0, y0, x1, y1 = min(a, c), min(b, d), max(a, c), max(b, d)
    if not (x1 - x0 >= 1 and y1 - y0 >= 1 and max(map(abs, (x0, y0, x1, y1))) < 1e7):
        return None
    return x0, y0, min(x1, x0 + MAX_SIDE), min(y1, y0 + MAX_SIDE)
