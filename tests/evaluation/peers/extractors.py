"""Programs that read text out of a PDF, whatever is installed of them: seven whose text is cleaned, and other peers."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

PAGES = 12
"""Pages that are read of a file. Chosen: the longest of the real ones has hundreds."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """A program by the name it has in figures, what it needs (modules and commands), and how it reads a file."""

    name: str
    needs: tuple[str, ...]
    read: Callable[[Path], str]

    @property
    def installed(self) -> bool:
        """Whether it can run here."""
        return all(find_spec(need) or shutil.which(need) for need in self.needs)


def installed_extractors() -> list[Extractor]:
    """Those of the seven that can run here."""
    return [one for one in EXTRACTORS if one.installed]


def installed_peers() -> list[Extractor]:
    """All that can run here."""
    return [one for one in (*EXTRACTORS, *OTHERS) if one.installed]


def _pdftotext(path: Path, *options: str) -> str:
    command = ["pdftotext", *options, "-enc", "UTF-8", "-l", str(PAGES), str(path), "-"]
    return subprocess.run(command, capture_output=True, check=False).stdout.decode("utf8", "replace")


def _pdftotext_raw(path: Path) -> str:
    return _pdftotext(path, "-raw")


def _pypdf(path: Path) -> str:
    import pypdf

    return "\f".join(str(page.extract_text()) for page in pypdf.PdfReader(path).pages[:PAGES])


def _pdfminer(path: Path) -> str:
    from pdfminer.high_level import extract_text

    return extract_text(path, maxpages=PAGES)


def _pdfplumber(path: Path) -> str:
    import pdfplumber

    with pdfplumber.open(path) as document:
        return "\f".join(str(page.extract_text()) for page in document.pages[:PAGES])


def _pdfium(path: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        pages = range(min(PAGES, len(document)))
        return "\f".join(str(document[number].get_textpage().get_text_bounded()) for number in pages)
    finally:
        document.close()


def _pymupdf(path: Path) -> str:
    import pymupdf

    with pymupdf.open(path) as document:
        return "\f".join(str(document[number].get_text()) for number in range(min(PAGES, len(document))))


def _pdf_oxide(path: Path) -> str:
    import pdf_oxide

    document = pdf_oxide.PdfDocument(str(path))
    return "\f".join(str(document.extract_text(number)) for number in range(min(PAGES, document.page_count())))


def _opendataloader(path: Path) -> str:
    import opendataloader_pdf

    with tempfile.TemporaryDirectory() as folder:
        opendataloader_pdf.convert(str(path), folder, format="text", quiet=True, text_page_separator="\f")
        text = Path(folder, f"{path.stem}.txt").read_text(encoding="utf8")
    return text.removeprefix("\f")  # it stands before each page, the first one included


EXTRACTORS = (
    Extractor("pdftotext", ("pdftotext",), _pdftotext),
    Extractor("pdftotext_raw", ("pdftotext",), _pdftotext_raw),
    Extractor("pypdf", ("pypdf",), _pypdf),
    Extractor("pdfminer", ("pdfminer",), _pdfminer),
    Extractor("pdfplumber", ("pdfplumber",), _pdfplumber),
    Extractor("pdfium", ("pypdfium2",), _pdfium),
    Extractor("pymupdf", ("pymupdf",), _pymupdf),
)
"""What people take text from: cleaned text of each is measured."""

OTHERS = (
    Extractor("pdf_oxide", ("pdf_oxide",), _pdf_oxide),
    Extractor("opendataloader", ("opendataloader_pdf", "java"), _opendataloader),
)
"""Programs that give text in reading order, compared as they are."""
