"""The lines of a PDF page that gold counts: those of PyMuPDF, without copies and what lies off the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

from evaluation.settings import MissingError

NEAR = 1 / 3
"""Shares of the size of a glyph within which the same character again is a copy. Chosen, as are the next two."""

NEAR_LATIN = 0.45
"""The same for Latin, in widths of the glyph, for ``ll`` is none."""

EDGE = 1.0
"""Points by which a glyph may lie off the page."""


class _Seen:
    """Places of the characters that were read."""

    def __init__(self) -> None:
        self._places: defaultdict[tuple[str, int, int], list[tuple[float, float]]] = defaultdict(list)

    def copy(self, char: str, u: float, v: float, size: float, width: float) -> bool:
        """Whether the character was at this place before; if not, it is from now on."""
        row, column = round(u / size * 2), round(v / size * 2)
        reach = min(size * NEAR, NEAR_LATIN * max(width, 0.1)) if ord(char) < 0x2000 else size * NEAR
        for near_row in (row - 1, row, row + 1):
            for near_column in (column - 1, column, column + 1):
                for other_u, other_v in self._places.get((char, near_row, near_column), ()):
                    if abs(other_u - u) < reach and abs(other_v - v) < size * NEAR:
                        return True
        self._places[char, row, column].append((u, v))
        return False


def lines_of(path: Path) -> Callable[[int], list[str]]:
    """Reads the lines of a page, counting from 1. Raises MissingError without PyMuPDF."""
    try:
        import pymupdf
    except ImportError:
        raise MissingError("gold of real pages needs PyMuPDF: pip install -r evaluation/requirements.txt") from None
    document = pymupdf.open(path)

    @cache
    def read(number: int) -> list[str]:
        page = document[number - 1]
        left, top, right, bottom = page.rect * page.derotation_matrix  # glyphs lie on the unturned page
        seen, found = _Seen(), list[str]()
        for block in page.get_text("rawdict", flags=pymupdf.TEXT_PRESERVE_WHITESPACE)["blocks"]:
            for line in block.get("lines", []):
                text = ""
                for size, glyph in ((span["size"], glyph) for span in line["spans"] for glyph in span["chars"]):
                    u0, v0, u1, v1 = glyph["bbox"]
                    u, v, char = (u0 + u1) / 2, (v0 + v1) / 2, str(glyph["c"])
                    inside = left - EDGE <= u <= right + EDGE and top - EDGE <= v <= bottom + EDGE
                    if inside and not (char.strip() and seen.copy(char, u, v, size, u1 - u0)):
                        text += char
                found += [text] if text.strip() else []
        return found

    return read
