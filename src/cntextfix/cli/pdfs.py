"""PDFs read by the engine that was asked for, in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cntextfix
from cntextfix.cli.options import AUTO
from cntextfix.document.model import Document

if TYPE_CHECKING:
    from cntextfix.sources.pdf import LineOrder


def read_pdfs(
    data: tuple[bytes, ...],
    name: str,
    password: str,
    pages: tuple[int, ...] | None,
    engine: str,
    order: LineOrder = "reading",
) -> Document:
    """The document of one PDF, or of the page files of an issue. Raises SourceError."""
    if len(data) > 1:
        from cntextfix.sources import pdf

        return pdf.read_pdfs(data, password, "pdfium" if engine == "pdfium" else "pdfminer", name, order)
    if engine == AUTO:  # the library knows best
        return cntextfix.read_pdf(data[0], password, pages, name=name, order=order)
    return cntextfix.read_pdf(data[0], password, pages, "pdfium" if engine == "pdfium" else "pdfminer", name, order)
