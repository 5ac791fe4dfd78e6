"""PDFs read by the engine that was asked for, in this process."""

from __future__ import annotations

import cntextfix
from cntextfix.cli.options import AUTO
from cntextfix.document.model import Document


def read_pdfs(
    data: tuple[bytes, ...], name: str, password: str, pages: tuple[int, ...] | None, engine: str
) -> Document:
    """The document of one PDF, or of the page files of an issue. Raises SourceError."""
    if len(data) > 1:
        from cntextfix.sources import pdf

        return pdf.read_pdfs(data, password, "pdfium" if engine == "pdfium" else "pdfminer", name)
    if engine == AUTO:  # the library knows best
        return cntextfix.read_pdf(data[0], password, pages, name=name)
    return cntextfix.read_pdf(data[0], password, pages, "pdfium" if engine == "pdfium" else "pdfminer", name)
