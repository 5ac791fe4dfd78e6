"""What the parts are told: where material lies that is not in the repository."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATA = HERE / "data"
TESTS = HERE.parent
BASELINE = HERE / "baseline.json"


class MissingError(Exception):
    """Something a part needs is not there. The message says what it is and how to get it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Options of a run.

    ``corpora`` is a folder of clean text, one paragraph or verse line a line, of each file of which the first
    ``characters`` are taken. ``wrapped`` is a JSON file of texts with forced line ends and their paragraphs.
    ``pdfs`` is a folder of real PDFs, those with a gold by its names. ``peers`` asks for other
    programs to be measured as well, ``ocr`` for pages to be recognised by tesseract.
    """

    corpora: Path | None = None
    wrapped: Path | None = None
    characters: int | None = None
    pdfs: Path | None = None
    peers: bool = False
    ocr: bool = False

    def has(self, need: str) -> bool:
        """Whether what a part needs was given; a part that needs nothing always has it."""
        return not need or bool(getattr(self, need))

    def need_corpora(self) -> list[Path]:
        """The files of clean text. Raises MissingError."""
        if self.corpora is None:
            raise MissingError("needs --corpora DIR: a folder of clean text (*.txt), one paragraph a line")
        found = sorted(self.corpora.glob("*.txt"))
        if not found:
            raise MissingError(f"--corpora {self.corpora}: no *.txt in it")
        return found

    def need_wrapped(self) -> Path:
        """The file of really wrapped text. Raises MissingError."""
        if self.wrapped is None:
            raise MissingError("needs --wrapped FILE: JSON, a list of {id, indented, raw, paragraphs}")
        return self.wrapped

    def need_pdfs(self) -> Path:
        """The folder of real PDFs. Raises MissingError."""
        if self.pdfs is None:
            raise MissingError("needs --pdfs DIR: a folder of PDFs; --places tells where those with a gold are")
        return self.pdfs
