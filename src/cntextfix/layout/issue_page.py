"""A page of an issue while it is put together: its blocks and lines, and how they are set."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from cntextfix.chinese.characters import is_han
from cntextfix.document.geometry import Block, Glyphs, TypeStyle, hull
from cntextfix.document.model import DROPPED, LineId, Page, Role

_HAN = 100
"""So many other characters count as much as a Han in telling how a block is set: more than in any line. Chosen."""


class SetAs(NamedTuple):
    """How a block is set: the size and font of most of its Han, of most of it where it has none, and how long its
    longest line is, in points."""

    size: float
    font: str
    measure: float


class IssuePage:
    """A page whose blocks and lines are being changed."""

    def __init__(self, page: Page) -> None:
        assert page.layout is not None
        self.page, self.layout = page, page.layout
        self.blocks = list(page.layout.blocks)
        self.lines = list(page.lines)
        self.copies = list(page.layout.copies)
        self._texts: dict[object, str] = {line.id: line.text for line in page.lines}
        self._origins = {line.id: line.origin for line in page.lines}

    def text(self, block: Block) -> str:
        """The lines of a block as one string."""
        return "".join(self._texts[name] for name in block.lines)

    def type_of(self, block: Block, place: int) -> tuple[str, float]:
        """Font and size of the first (0) or last (-1) character of a block that is on the page."""
        glyphs = self.page.glyphs
        numbers = self._numbers(block.lines[place], glyphs) if glyphs is not None else []
        if glyphs is None or not numbers:
            return "", 0.0
        style = glyphs.styles[glyphs.style[numbers[place]]]
        return style.font, round(style.size, 1)

    def set_as(self, block: Block) -> SetAs | None:
        """How a block is set; None if nothing of it can be seen on the page."""
        glyphs = self.page.glyphs
        if glyphs is None:
            return None
        looks: Counter[TypeStyle] = Counter()
        measure = 0.0
        for name in block.lines:
            numbers = self._numbers(name, glyphs)
            box = hull(glyphs.box(n) for n in numbers)
            if box is not None:
                measure = max(measure, box.height if self.layout.vertical else box.width)
            for n in numbers:
                looks[glyphs.styles[glyphs.style[n]]] += _HAN if is_han(glyphs.text[n]) else 1
        if not looks:
            return None
        style = max(looks, key=looks.__getitem__)
        return SetAs(style.size, style.font, measure)

    def usual_size(self) -> float:
        """The size in which most of the page is set, in points; 0 for one without glyphs."""
        glyphs = self.page.glyphs
        if glyphs is None or not len(glyphs):
            return 0.0
        return glyphs.styles[Counter(glyphs.style).most_common(1)[0][0]].size

    def _numbers(self, name: LineId, glyphs: Glyphs) -> list[int]:
        """The glyphs of a line, by their numbers on this page; white space is none."""
        starts = [(run.start - glyphs.first, run.length) for run in self._origins[name] if run.start >= glyphs.first]
        found = [n for start, length in starts for n in range(start, min(start + length, len(glyphs)))]
        return [n for n in found if not glyphs.text[n].isspace()]

    def printed(self) -> list[Block]:
        """The blocks that are text, in reading order."""
        return [block for block in self.blocks if Role(block.role) not in DROPPED]

    def rename(self, old: int, new: int) -> None:
        """Give an article another number."""
        self.blocks = [block._replace(article=new) if block.article == old else block for block in self.blocks]

    def done(self) -> Page:
        """The page as it is now."""
        if tuple(self.blocks) == self.layout.blocks:
            return self.page
        layout = replace(self.layout, copies=tuple(self.copies), blocks=tuple(self.blocks))
        return replace(self.page, lines=tuple(self.lines), layout=layout)
