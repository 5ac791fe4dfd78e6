"""The default engine: pdfminer.six opens the file and reads the fonts, our interpreter runs the pages."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cntextfix.errors import SourceError
from cntextfix.sources.pdf.engine import Canvas, DamagedFileError
from cntextfix.sources.pdf.interpreter import Interpreter
from cntextfix.sources.pdf.leaves import MAX_PAGES, MAX_PARTS, Leaf, leaves
from cntextfix.sources.pdf.resources import Resources, Shared, number_of
from cntextfix.sources.pdf.streams import MAX_CONTENT, content
from cntextfix.sources.raw import RawPage

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument


class MinerEngine:
    """See ``Engine``."""

    def __init__(self, data: bytes, password: str = "") -> None:
        logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
        from pdfminer.pdfinterp import PDFResourceManager

        self._pages, self.whole, self._cut = _open(data, password)
        self._shared = Shared(PDFResourceManager(), self._cut)
        self._more = len(self._pages) > MAX_PAGES
        del self._pages[MAX_PAGES:]

    def __len__(self) -> int:
        return len(self._pages)

    def close(self) -> None:
        """Nothing is held open."""

    def page(self, index: int, first: int) -> RawPage:
        """The glyphs and figures of a page, glyphs numbered from ``first``."""
        leaf = self._pages[index]
        matrix, width, height = leaf.displayed()
        canvas = Canvas(width, height)
        try:
            resources = Resources(leaf.resources, self._shared)
            Interpreter(canvas).run(page_content(leaf, canvas), resources, matrix)
        except RecursionError:
            canvas.note("damaged-page", "recursion")
        except Exception as error:  # a page that breaks in a way nobody foresaw must not take the others with it
            canvas.note("damaged-page", type(error).__name__)
        for code, number in self.told():
            canvas.note(code, number)
        if self._more and index == len(self._pages) - 1:
            canvas.note("too-many-pages", MAX_PAGES)
        return canvas.page(first)

    def told(self) -> Iterator[tuple[str, int]]:
        """The objects that could not be read to their end since this was last asked, each with a code of trouble."""
        return self._shared.told()

    def leaf(self, index: int) -> Leaf:
        """A page as the file has it."""
        return self._pages[index]


def page_content(leaf: Leaf, canvas: Canvas) -> bytes:
    """The content of a page, its streams one after the other, as far as it can be read."""
    from pdfminer.pdftypes import PDFStream

    parts: list[bytes] = []
    room = MAX_CONTENT
    streams = leaf.contents()
    for one in streams[:MAX_PARTS]:
        data, whole = content(one, max(room, 1)) if isinstance(one, PDFStream) else (b"", False)
        if not whole and len(data) >= room:
            canvas.note("too-much-content", MAX_CONTENT >> 20)
        elif not whole:
            canvas.note("damaged-content", number_of(one))
        room -= len(data) + 1
        parts.append(data)
        if room <= 0:
            break
    if len(streams) > MAX_PARTS:
        canvas.note("too-much-content", MAX_CONTENT >> 20)
    return b"\n".join(parts)


def _open(data: bytes, password: str) -> tuple[list[Leaf], bool, list[int]]:
    """The pages, whether they are all there, and the list in which objects are put that cannot be read whole."""
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    from cntextfix.sources.pdf.guarded import guarded

    try:
        document, cut = guarded(data, password)
        pages = leaves(document)
    except PDFPasswordIncorrect:
        raise SourceError(
            "this PDF is encrypted and the password does not open it: give the right one with --password-file FILE"
            if password
            else "this PDF is encrypted: give its password with --password-file FILE"
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
    whole = len(pages) >= _count(document) and all(_true(xref, data) for xref in document.xrefs)
    return pages, whole, cut


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
