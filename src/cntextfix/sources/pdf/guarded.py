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

_MAX_HOPS = 32
"""References followed from one to the next at most; sound files have one step, or two where a program edited them.
Chosen."""

_EXPONENT = re.compile(rb"[eE][+-]?\d{1,4}")
"""What pdfminer makes of the second half of ``1e300``, which is no number in PDF: left out, or it would take its whole
dictionary along."""


def guarded(data: bytes, password: str) -> tuple[PDFDocument, list[int]]:
    """The open document, and the list in which the numbers of objects are put that cannot be read to their end."""
    cut: list[int] = []
    return _document_kind()(_parser_kind()(data, cut), password), cut


@cache
def _parser_kind() -> Any:
    """The class; made when first asked for, as pdfminer takes long to import."""
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import PDFStream, int_value
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
        def __init__(self, data: bytes, cut: list[int]) -> None:
            super().__init__(BytesIO(data))
            self._data, self._cut = data, cut

        def push(self, *objs: Any) -> None:
            for at, one in objs:
                if isinstance(one, PSKeyword) and isinstance(one.name, bytes) and _EXPONENT.fullmatch(one.name):
                    continue
                super().push((at, Stream(one, self._cut) if type(one) is PDFStream else one))

        def do_keyword(self, pos: int, token: PSKeyword) -> None:
            top: Any = self.curstack[-1] if self.curstack else (0, None)
            if token is self.KEYWORD_STREAM and isinstance(top[1], dict):
                self.pop(1)  # looking the length up sets the parser back
                at, attrs = top
                attrs["Length"] = _length(self._data, pos, int_value(attrs.get("Length", 0)))
                super().push((at, attrs))
            super().do_keyword(pos, token)

    return Parser


def _length(data: bytes, at: int, said: int) -> int:
    """The length of a stream whose keyword stands ``at`` a place of the file: up to the word that ends it, if that does
    not stand where its dictionary says."""
    begin = _BEGIN.match(data, at)
    start = begin.end() if begin else at
    if said >= 0 and _END.match(data, start + said):
        return said
    end = data.find(b"endstream", start)
    return end - start if end >= 0 else said


_BEGIN = re.compile(rb"stream\r?\n?")
_END = re.compile(rb"[\s\0]{0,8}endstream")


@cache
def _document_kind() -> Any:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfexceptions import PDFObjectNotFound
    from pdfminer.pdftypes import PDFObjRef

    class Document(PDFDocument):
        def getobj(self, objid: int) -> object:
            for _ in range(_MAX_HOPS):
                found = self._parsed(objid)
                if not isinstance(found, PDFObjRef):
                    return found
                objid = found.objid
            raise PDFObjectNotFound(objid)

        def _parsed(self, objid: int) -> object:
            """An object; one that is being read, and needs itself for that, counts as missing."""
            under_way: set[int] = self.__dict__.setdefault("_under_way", set())
            if objid in under_way:
                raise PDFObjectNotFound(objid)
            under_way.add(objid)
            try:
                return super().getobj(objid)
            finally:
                under_way.discard(objid)

    return Document
