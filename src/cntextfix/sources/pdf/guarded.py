"""pdfminer's parser and document with bounds: no reference leads round in a circle, no stream unpacks to more than
fits, and what breaks off is written down."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cntextfix.sources.pdf.streams import MAX_INNER, content

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument

MAX_HOPS = 32
"""References followed from one to the next at most; sound files have one step, or two where a program edited them."""

_EXPONENT = re.compile(rb"[eE][+-]?\d{1,4}")
"""What pdfminer makes of the second half of ``1e300``, which is no number in PDF: left out, or it would take its whole
dictionary along."""


def guarded(data: bytes, password: str) -> tuple[PDFDocument, list[int]]:
    """The open document, and the list in which the numbers of objects are put that cannot be read to their end."""
    cut: list[int] = []
    return _document_kind()(_parser_kind()(BytesIO(data), cut), password), cut


@cache
def _parser_kind() -> Any:
    """The class; made when first asked for, as pdfminer takes long to import."""
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import PDFStream
    from pdfminer.psparser import PSKeyword

    class Stream(PDFStream):
        """A stream that pdfminer itself reads: bounded, and unpacked anew each time, so that none is kept."""

        def __init__(self, one: PDFStream, cut: list[int]) -> None:
            super().__init__(one.attrs, one.rawdata or b"", one.decipher)
            self._cut = cut

        def get_data(self) -> bytes:
            data, whole = content(self, MAX_INNER)
            if not whole:
                self._cut.append(self.objid or 0)
            return data

    class Parser(PDFParser):
        def __init__(self, file: BytesIO, cut: list[int]) -> None:
            super().__init__(file)
            self._cut = cut

        def push(self, *objs: Any) -> None:
            for at, one in objs:
                if isinstance(one, PSKeyword) and isinstance(one.name, bytes) and _EXPONENT.fullmatch(one.name):
                    continue
                super().push((at, Stream(one, self._cut) if type(one) is PDFStream else one))

    return Parser


@cache
def _document_kind() -> Any:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfexceptions import PDFObjectNotFound
    from pdfminer.pdftypes import PDFObjRef

    class Document(PDFDocument):
        def getobj(self, objid: int) -> object:
            found = super().getobj(objid)
            for _ in range(MAX_HOPS):
                if not isinstance(found, PDFObjRef):
                    return found
                found = super().getobj(found.objid)
            raise PDFObjectNotFound(objid)

    return Document
