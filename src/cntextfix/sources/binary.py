"""Files that are no text, known by their first bytes: what people most often hand over by mistake."""

from __future__ import annotations

from typing import NamedTuple


class Binary(NamedTuple):
    """What a file is: a code, what it is called, and what is to be done with it (``extract``, ``ocr``, ``unpack``)."""

    code: str
    name: str
    todo: str


_ZIP = b"PK\x03\x04"
_HEAD = 1 << 12
"""Bytes in which the names of the first files of a zip archive are looked for; Office writes them within 2,000."""
_IN_ZIP = (
    (b"word/", Binary("docx", "a Word document (.docx)", "extract")),
    (b"xl/", Binary("xlsx", "an Excel workbook (.xlsx)", "extract")),
    (b"ppt/", Binary("pptx", "a PowerPoint file (.pptx)", "extract")),
    (b"application/epub+zip", Binary("epub", "an e-book (.epub)", "extract")),
    (b"application/vnd.oasis.opendocument", Binary("odt", "an OpenDocument file (.odt)", "extract")),
    (b"[Content_Types].xml", Binary("docx", "a Word document (.docx)", "extract")),
)
_KINDS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Binary("doc", "an old Office file (.doc, .xls, .wps)", "extract")),
    (b"{\\rtf", Binary("rtf", "a rich text file (.rtf)", "extract")),
    (b"CAJ\0", Binary("caj", "a CAJ file", "extract")),
    (b"AT&TFORM", Binary("djvu", "a DjVu file", "extract")),
    (b"\x89PNG", Binary("png", "a PNG picture", "ocr")),
    (b"\xff\xd8\xff", Binary("jpeg", "a JPEG picture", "ocr")),
    (b"II*\0", Binary("tiff", "a TIFF picture", "ocr")),
    (b"MM\0*", Binary("tiff", "a TIFF picture", "ocr")),
    (b"GIF8", Binary("gif", "a GIF picture", "ocr")),
    (b"\0\0\0\x0cjP", Binary("jp2", "a JPEG 2000 picture", "ocr")),
    (b"\x1f\x8b", Binary("gzip", "a gzip file", "unpack")),
    (b"\x28\xb5\x2f\xfd", Binary("zstd", "a Zstandard file", "unpack")),
    (b"\xfd7zXZ\0", Binary("xz", "an xz file", "unpack")),
    (b"BZh9", Binary("bzip2", "a bzip2 file", "unpack")),
    (b"7z\xbc\xaf", Binary("7z", "a 7-Zip archive", "unpack")),
    (b"Rar!\x1a", Binary("rar", "a RAR archive", "unpack")),
    (_ZIP, Binary("zip", "a zip archive", "unpack")),
)
_TODO = {"extract": "extract its text first", "ocr": "it needs OCR first", "unpack": "unpack it first"}


def binary_of(data: bytes) -> Binary | None:
    r"""What the file is, if it is one of those that are no text.

    >>> binary_of(b"PK\x03\x04 word/document.xml").code, binary_of("中文".encode())
    ('docx', None)
    """
    if data.startswith(_ZIP):
        head = data[:_HEAD]
        return next((kind for name, kind in _IN_ZIP if name in head), _KINDS[-1][1])
    return next((kind for magic, kind in _KINDS if data.startswith(magic)), None)


def said(kind: Binary) -> str:
    """What is wrong with it, in words."""
    return f"this is {kind.name}, not text: {_TODO[kind.todo]}"
