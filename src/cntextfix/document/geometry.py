"""Where things stand on a printed page: glyphs, figures, and what the layout makes of them.

All lengths are in points, on the page as it is displayed (turned by ``/Rotate``), from its bottom left corner, with y
upwards.
No logic lives here beyond look-ups.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple, TypeVar

from cntextfix.brief import Brief, many

_T = TypeVar("_T")


class Box(NamedTuple):
    """A rectangle: left, bottom, right, top."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """How wide it is, in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """How high it is, in points."""
        return self.y1 - self.y0


def hull(boxes: Iterable[Box]) -> Box | None:
    """The smallest box around all of ``boxes``; None if there are none."""
    found = list(boxes)
    if not found:
        return None
    return Box(
        min(b.x0 for b in found), min(b.y0 for b in found), max(b.x1 for b in found), max(b.y1 for b in found)
    )  # fmt: skip


def picked(places: Sequence[int], *columns: Sequence[_T]) -> list[Sequence[_T]]:
    """What stands at these places of each column; twice as quick as a loop.

    >>> picked([0, 2], "天地人", [1.5, 2.5, 3.5])
    [('天', '人'), (1.5, 3.5)]
    """
    if len(places) < 2:
        return [tuple(column[place] for place in places) for column in columns]
    get = itemgetter(*places)
    return [get(column) for column in columns]


class TypeStyle(NamedTuple):
    """What the glyphs of one stretch share.

    ``size`` is the em in points, ``turn`` the direction of writing in degrees against the x axis (0 for upright
    horizontal text, -90 for Latin words on their side in vertical text), ``vertical`` whether the font writes
    downwards, ``hidden`` whether nobody can see it (render mode 3, white on white, off the page), ``layer`` whether
    that is for its render mode alone: so OCR lays the text over a scan.
    """

    font: str
    size: float
    color: tuple[float, ...] = (0.0,)
    turn: float = 0.0
    vertical: bool = False
    hidden: bool = False
    layer: bool = False


class Glyph(NamedTuple):
    """One glyph: its character, em box, style, and its number in the document, counting in stream order from 0."""

    char: str
    box: Box
    style: TypeStyle
    number: int


@dataclass(frozen=True, slots=True, repr=False)
class Glyphs(Brief):
    """The glyphs of a page in stream order, in columns: a string and arrays, so that 20,000 of them cost little.

    ``first`` is the number of the page's first glyph in the document; ``style`` indexes ``styles``. Boxes are em boxes
    (0.12 em below the baseline to 0.88 em above it, as wide as the advance), so that they do not depend on the font.
    """

    first: int
    text: str
    x0: array[float]
    y0: array[float]
    x1: array[float]
    y1: array[float]
    style: array[int]
    styles: tuple[TypeStyle, ...]

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, index: int) -> Glyph:
        return Glyph(self.text[index], self.box(index), self.styles[self.style[index]], self.first + index)

    def box(self, index: int) -> Box:
        """The box of glyph ``index`` of this page."""
        return Box(self.x0[index], self.y0[index], self.x1[index], self.y1[index])

    def _title(self) -> str:
        return f"{many(len(self.text), 'glyph')} from number {self.first} on"

    def _sample(self) -> str:
        return self.text

    def inked(self) -> int:
        """How many of the glyphs are no white space."""
        return sum(map(len, self.text.split()))

    def hull(self, spans: Iterable[tuple[int, int]]) -> Box | None:
        """The box around glyphs of this page, given by spans of their numbers in the document; None if none is here."""
        x0, y0, x1, y1 = [], [], [], []
        for start, stop in spans:
            low, high = max(start - self.first, 0), min(stop - self.first, len(self.text))
            if low < high:
                x0.append(min(self.x0[low:high]))
                y0.append(min(self.y0[low:high]))
                x1.append(max(self.x1[low:high]))
                y1.append(max(self.y1[low:high]))
        return Box(min(x0), min(y0), max(x1), max(y1)) if x0 else None


class FigureKind(StrEnum):
    """What a figure is: a picture, a filled area, a frame, or a rule (a line, or a box at most 3 pt thick)."""

    IMAGE = "image"
    FILL = "fill"
    FRAME = "frame"
    RULE = "rule"


class Figure(NamedTuple):
    """Something drawn that is not text. ``color`` is empty for images."""

    kind: FigureKind
    box: Box
    color: tuple[float, ...] = ()


class Trouble(NamedTuple):
    """Something wrong with a page that its reader has to know: a code, and numbers that fill its words in."""

    code: str
    numbers: tuple[int | float | str, ...] = ()


class Copies(NamedTuple):
    """A unit that was printed again: characters ``[start, stop)`` of a line hold its further copies.

    ``length`` is the unit's, ``times`` how many copies there are, ``shift`` the greatest distance between a copy and
    its original, in em.
    """

    line: int
    start: int
    stop: int
    length: int
    times: int
    shift: float


class Block(NamedTuple):
    """Lines that are one paragraph, headline, caption and so on, in reading order.

    ``role`` is a value of ``Role``; ``article`` counts from 1 on the page, 0 for what belongs to none. ``seps``
    stand between the lines when they are joined: nothing, a space, or a line break in verse. ``begins`` is False for a
    paragraph whose first line is not indented where others are, ``ends`` for one whose last line fills the measure: it
    may go on from somewhere else, or there.
    """

    role: str
    article: int
    lines: tuple[int, ...]
    seps: tuple[str, ...]
    begins: bool = True
    ends: bool = True


@dataclass(frozen=True, slots=True, repr=False)
class Layout(Brief):
    """What geometry found out about a page; rules with ``needs_geometry`` turn it into changes. ``vertical`` if most of
    its text runs downwards. ``by_word``: only words or lines were measured, their characters share the place, so that
    copies of single glyphs could not be seen. ``plain`` if the page could not be laid out: its lines stand in the order
    of the file, and no block but those of hidden lines is known. ``size`` is that of the page, width and height in
    points; None where nobody told."""

    copies: tuple[Copies, ...] = field(default=())
    blocks: tuple[Block, ...] = field(default=())
    vertical: bool = False
    by_word: bool = False
    plain: bool = False
    size: tuple[float, float] | None = None

    def _title(self) -> str:
        kinds = [kind for kind in ("vertical", "by_word", "plain") if getattr(self, kind)]
        found = f"Layout of {many(len(self.blocks), 'block')}, {many(len(self.copies), 'unit')} printed again"
        return ", ".join([found, *kinds])
