"""Blocks: the lines of a page in the paragraphs, headings and fragments that they make, from text alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cntextfix.chinese.characters import width
from cntextfix.document.model import Line, Role
from cntextfix.paragraphs.decode import boundaries
from cntextfix.paragraphs.features import CITED, CLOSED, DASHED, MID, end_class

_TITLE_LINES = 2
"""Lines of a title, at most. Chosen."""
TITLE_WIDTH = 64
"""Half-width columns of a title, at most: a headline over several columns has 30 characters."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines ``[start, stop)``, read on as ``text``; ``width`` of the widest, in half-width columns."""

    start: int
    stop: int
    text: str
    width: int

    @property
    def title(self) -> bool:
        """Whether it may be a headline, a heading, a label or a caption: short, and stops without an end mark."""
        short = self.stop - self.start <= _TITLE_LINES and self.width <= TITLE_WIDTH
        return short and end_class(self.text) in (MID, CITED, CLOSED, DASHED)


def blocks(lines: Sequence[Line]) -> list[TextBlock]:
    """The blocks of these lines (all with text), in order."""
    if not lines:
        return []
    real = [one.role != Role.BODY or other.role != Role.BODY for one, other in pairwise(lines)]
    found = boundaries([line.text for line in lines], [line.end.count("\n") > 1 for line in lines], real)
    wraps = [boundary.bits > 0 for boundary in found]
    out: list[TextBlock] = []
    start = 0
    for n in range(len(lines)):
        if n == len(lines) - 1 or not wraps[n]:
            texts = [line.text.strip() for line in lines[start : n + 1]]
            out.append(TextBlock(start, n + 1, "".join(texts), max(map(width, texts))))
            start = n + 1
    return out
