"""Real OCR: pages of a PDF drawn as a picture and recognised by tesseract, as hOCR and as ALTO."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from evaluation.settings import MissingError

DOTS = 200
"""Dots to the inch: what is read of body type at 9 points is read as well at 300, in twice the time."""
LANGUAGE = "chi_sim"
NEEDED = (
    "needs Debian's tesseract-ocr and tesseract-ocr-chi-sim (the program `tesseract`, with the language chi_sim) "
    "and pymupdf, which draws the pages"
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page as OCR has it, in both formats. ``text`` is all it has read, without white space."""

    hocr: bytes
    alto: bytes
    text: str


def need_tesseract() -> None:
    """Raises MissingError if pages cannot be recognised here, saying what is not there."""
    if shutil.which("tesseract") is None:
        raise MissingError(f"{NEEDED}: there is no tesseract")
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    if LANGUAGE not in (listed.stdout + listed.stderr).split():
        raise MissingError(f"{NEEDED}: tesseract has not the language {LANGUAGE}")
    if importlib.util.find_spec("pymupdf") is None:
        raise MissingError(f"{NEEDED}: there is no pymupdf")


def recognised(pdf: bytes, height: float | None = None) -> Recognised:
    """The first page of a PDF, or the topmost ``height`` points of it, recognised: 5 to 20 seconds on one core."""
    import pymupdf

    with tempfile.TemporaryDirectory() as folder, pymupdf.open(stream=pdf, filetype="pdf") as document:
        page = document[0]
        clip = pymupdf.Rect(0, 0, page.rect.width, height or page.rect.height)
        picture, out = Path(folder, "page.png"), Path(folder, "page")
        page.get_pixmap(dpi=DOTS, colorspace=pymupdf.csGRAY, clip=clip).save(picture)
        command = ["tesseract", picture.name, out.name, "-l", LANGUAGE, "txt", "hocr", "alto"]
        once = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # several threads wait for each other, and take longer
        subprocess.run(command, cwd=folder, env=once, check=True, capture_output=True)
        text = "".join(out.with_suffix(".txt").read_text(encoding="utf8").split())
        return Recognised(out.with_suffix(".hocr").read_bytes(), out.with_suffix(".xml").read_bytes(), text)
