"""Writes ``tests/data/ocr``: what tesseract makes of the upper part of a made page, as hOCR and ALTO, and its text.

``cd tests && python -m generators.make_ocr`` with cntextfix, tesseract (chi_sim) and pymupdf installed. The same page
comes out each time; what is read of it depends on the version of tesseract (5.3.0 read what is stored).
"""

from __future__ import annotations

import re
from pathlib import Path

from evaluation.making.pages import made_pages
from evaluation.making.recognised import recognised

FOLDER = Path(__file__).resolve().parents[1] / "data" / "ocr"
HEIGHT = 422.0
"""Points from the top of the page down to below its first article."""
ARTICLE = 1


def main() -> None:
    """Write the three files."""
    page = next(made_pages(1))
    read = recognised(page.plain, HEIGHT)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, data in (("page.hocr", read.hocr), ("page.alto.xml", read.alto)):
        (FOLDER / name).write_bytes(_anonymous(data))
    bodies = [block.text for block in page.blocks if block.article == ARTICLE and block.role == "body"]
    (FOLDER / "paragraphs.txt").write_text("".join(f"{text}\n" for text in bodies), encoding="utf8")


def _anonymous(data: bytes) -> bytes:
    """Without the name of the picture's file, and without indentation."""
    data = re.sub(rb"(?m)^[ \t]+", b"", data)
    data = re.sub(rb'image "[^"]*"', b'image "page.png"', data)
    return re.sub(rb"<fileName>[^<]*</fileName>", b"<fileName>page.png</fileName>", data)


if __name__ == "__main__":
    main()
