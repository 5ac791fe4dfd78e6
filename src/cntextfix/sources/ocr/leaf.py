"""Pages as OCR tells them: rows of words with their boxes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from cntextfix.document.geometry import Box, Figure


class Word(NamedTuple):
    """A word, or the ``space`` between two, and its box in points from the page's top left corner (its ``y1`` is the
    bottom); a space has none."""

    text: str
    box: Box | None = None
    space: bool = False


class OcrLine(NamedTuple):
    """A line: its words and spaces, its own box if it has one, and what stands after it in plain text. ``block`` is the
    number of the paragraph, or block, that OCR holds it to be a part of; -1 if it says nothing."""

    words: tuple[Word, ...]
    box: Box | None = None
    end: str = "\n"
    block: int = -1

    @property
    def text(self) -> str:
        """Its words and spaces as one string."""
        return "".join(word.text for word in self.words)


@dataclass(slots=True)
class OcrPage:
    """A page: its rows in the file's order, its figures (boxes as those of words) and its size in points, 0 if that is
    not known."""

    rows: list[OcrLine]
    figures: list[Figure]
    width: float = 0.0
    height: float = 0.0
