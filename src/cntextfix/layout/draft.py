"""A block in the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from cntextfix.document.model import Role
from cntextfix.layout.frame import NOWHERE, Span, around
from cntextfix.layout.lines import GlyphLine
from cntextfix.layout.rows import Row
from cntextfix.layout.seams import separator


@dataclass(slots=True)
class Draft:
    """A block in the making: its lines, what stands between them, and its extent. ``row``: it is one row of a column,
    which may be part of a paragraph."""

    role: Role
    lines: list[GlyphLine]
    seps: list[str] = field(default_factory=list)
    span: Span = NOWHERE
    begins: bool = True
    ends: bool = True
    row: Row | None = None

    def closed(self) -> Draft:
        """With its extent, and with plain seams if it has none yet."""
        self.span = around([line.span for line in self.lines])
        if len(self.seps) != len(self.lines) - 1:
            texts = [line.text for line in self.lines]
            self.seps = [separator(a, b, stanza=False) for a, b in pairwise(texts)]
        return self
