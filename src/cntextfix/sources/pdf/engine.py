"""What a PDF engine has to do, and the canvas on which it puts what it finds."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from math import inf, isfinite
from struct import pack
from typing import Protocol

from cntextfix.document.geometry import Box, Figure, FigureKind, Glyphs, Trouble, TypeStyle
from cntextfix.errors import SourceError
from cntextfix.layout.figures import THICKEST_RULE
from cntextfix.sources.raw import RawPage

MAX_GLYPHS = 200_000
"""Glyphs read from one page at most. The fullest newspaper pages measured have 20,000, copies included."""
MAX_FIGURES = 20_000
"""Figures kept from one page at most; maps and charts draw more, and no layout needs them. Chosen."""
MAX_FORMS = 20
"""Form XObjects nested deeper than this are a loop. Chosen."""


class DamagedFileError(SourceError):
    """A file that cannot be opened because it is damaged, not because it is encrypted."""


class PdfEngine(Protocol):
    """An open PDF. Opening raises SourceError if nothing can be read, with what to do about it. ``whole`` if all of
    its pages were found."""

    @property
    def whole(self) -> bool:
        """Whether all pages that the file says it has were found."""
        ...

    def __len__(self) -> int: ...

    def page(self, index: int, first: int) -> RawPage:
        """Page ``index``, counting from 0, its glyphs numbered from ``first``. Never raises for a bad page: what
        could be read comes with a ``Trouble``."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


class Mended:
    """An engine whose file had to be put together again; the first page that is read says so."""

    whole = True

    def __init__(self, engine: PdfEngine) -> None:
        self._engine, self._told = engine, False

    def __len__(self) -> int:
        return len(self._engine)

    def page(self, index: int, first: int) -> RawPage:
        """The page as the engine reads it; the first one with a note that the file was mended."""
        page = self._engine.page(index, first)
        if self._told:
            return page
        self._told = True
        return replace(page, trouble=(Trouble("rebuilt-file", (len(self),)), *page.trouble))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.close()


class Canvas:
    """Collects the glyphs and figures of one page. Engines append to the columns; ``page`` makes the record."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.chars: list[str] = []
        self.x0: list[float] = []
        self.y0: list[float] = []
        self.x1: list[float] = []
        self.y1: list[float] = []
        self.style: list[int] = []
        self.figures: list[Figure] = []
        self.trouble: dict[str, Trouble] = {}
        self.styles: list[TypeStyle] = []
        self._style_index: dict[TypeStyle, int] = {}
        self.paper = [0] * (int(height // _ROW) + 1)  # one bit a cell of a row: painted over by something not white

    def style_index(self, style: TypeStyle) -> int:
        """The number of a style, new or known. Nobody can see text of no size or an endless one, as damaged pages have
        it."""
        if not 0 < style.size < inf:
            style = style._replace(size=_SMALLEST, hidden=True, layer=False)
        found = self._style_index.setdefault(style, len(self.styles))
        if found == len(self.styles):
            self.styles.append(style)
        return found

    def full(self) -> bool:
        """Whether no more glyphs may be added; notes it as trouble."""
        if len(self.chars) < MAX_GLYPHS:
            return False
        self.note("too-many-glyphs", MAX_GLYPHS)
        return True

    def note(self, code: str, *numbers: int | float | str) -> None:
        """Note trouble; of several of one code the first is kept."""
        self.trouble.setdefault(code, Trouble(code, numbers))

    def figure(self, kind: FigureKind, box: Box, color: tuple[float, ...] = ()) -> None:
        """Add what stands on the page of a figure."""
        box = Box(max(box.x0, 0.0), max(box.y0, 0.0), min(box.x1, self.width), min(box.y1, self.height))
        if not (box.x0 <= box.x1 and box.y0 <= box.y1):
            return  # off the page, or nowhere
        if len(self.figures) >= MAX_FIGURES:
            self.note("too-many-figures", MAX_FIGURES)
            return
        if kind is FigureKind.FILL and min(box.width, box.height) <= THICKEST_RULE:
            kind = FigureKind.RULE
        self.figures.append(Figure(kind, box, color))
        if kind in (FigureKind.FILL, FigureKind.IMAGE) and not (color and white(color)):
            self._paint(box)

    def _paint(self, box: Box) -> None:
        low, high = int(box.x0 // _ROW), int(box.x1 // _ROW)
        bits = ((1 << (high - low + 1)) - 1) << low
        for row in range(int(box.y0 // _ROW), min(int(box.y1 // _ROW) + 1, len(self.paper))):
            self.paper[row] |= bits

    def painted(self, x: float, y: float) -> bool:
        """Whether something that is not white was painted around this place before; on a page of too many figures that
        cannot be told, and what may be seen is taken to be."""
        if len(self.figures) >= MAX_FIGURES:
            return True
        if not (0 <= x < inf and 0 <= y < _ROW * len(self.paper)):
            return False
        return bool(self.paper[int(y // _ROW)] >> int(x // _ROW) & 1)

    def page(self, first: int) -> RawPage:
        """The record of all that was put on the canvas."""
        sides = [_singles(column) for column in (self.x0, self.y0, self.x1, self.y1)]
        if not isfinite(sum(map(sum, sides))):
            self._put_nowhere(sides)
        x0, y0, x1, y1 = sides
        style = array("I", self.style)
        glyphs = Glyphs(first, "".join(self.chars), x0, y0, x1, y1, style, tuple(self.styles))
        return RawPage(self.width, self.height, glyphs, tuple(self.figures), tuple(self.trouble.values()))

    def _put_nowhere(self, sides: Sequence[array[float]]) -> None:
        """Put glyphs that stand at no place, as damaged pages have them, into a corner where nobody sees them."""
        for n, box in enumerate(zip(*sides, strict=True)):
            if not all(map(isfinite, box)):
                self.style[n] = self.style_index(self.styles[self.style[n]]._replace(hidden=True, layer=False))
                for column in sides:
                    column[n] = 0.0


def _singles(column: Sequence[float]) -> array[float]:
    """The column in single precision; quicker than an array takes numbers by itself."""
    return array("f", pack(f"{len(column)}f", *column))


_SMALLEST = 0.001
"""Type size in points that stands for none at all, so that other lengths can be held against it. Chosen."""
_ROW = 8.0
"""Size in points of the cells in which the canvas remembers what was painted over. Chosen."""


def white(color: Sequence[float]) -> bool:
    """Whether a colour (gray, RGB or CMYK by its length) is white or so nearly that nobody can read it on paper.

    >>> white((1.0,)), white((0.0, 0.0, 0.0, 0.0)), white((0.0,))
    (True, True, False)
    """
    if len(color) == 4:
        return max(color) <= 0.02
    return bool(color) and min(color) >= 0.98
