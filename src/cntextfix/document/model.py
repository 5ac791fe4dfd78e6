"""The records everything else works on: documents of pages of immutable lines.

No logic lives here beyond look-ups. Offsets are in characters and half-open, ``[start, stop)``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from cntextfix.brief import SAMPLE_WIDTH, Brief, clipped, many
from cntextfix.document.geometry import Box, Figure, Glyphs, Layout, Trouble
from cntextfix.errors import PlaceError

LineId: TypeAlias = "int | tuple[LineId, int]"
"""Unique in a document. The right half of a line split at ``n`` is called ``(id, n)``."""


class Role(StrEnum):
    """What a line is on the page. ``ECHO`` and ``HIDDEN`` lines are never printed, ``FURNITURE`` only on request."""

    BODY = "body"
    FURNITURE = "furniture"
    KICKER = "kicker"
    HEADLINE = "headline"
    SUBHEAD = "subhead"
    BYLINE = "byline"
    JUMP = "jump"
    LABEL = "label"
    HEADING = "heading"
    QUOTE = "quote"
    CAPTION = "caption"
    CREDIT = "credit"
    ECHO = "echo"
    HIDDEN = "hidden"


DROPPED = frozenset({Role.FURNITURE, Role.ECHO, Role.HIDDEN})
"""Roles left out of the printed text unless a sink is told to include them."""


class Run(NamedTuple):
    """A stretch of characters with one origin: ``start`` in the untouched source, or -1 for what a rule inserted.

    ``altered`` characters were put in place of as many source characters, one for one: their place is known.
    """

    start: int
    length: int
    altered: bool = False


Origin: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Line(Brief):
    r"""One line of a page, as extracted or as the rules left it.

    ``text`` has no line break in it, but for a stanza. ``end`` is what stands between this line and the next
    (``"\n"``, ``"\r\n\r\n"``, ``"\f"``, ``""``), so that ``text + end`` over all lines is the source.
    ``origin`` covers ``text`` exactly; ``article`` counts from 1, 0 where nothing is known.
    """

    id: LineId
    text: str
    origin: Origin
    end: str = "\n"
    role: Role = Role.BODY
    article: int = 0

    def where(self, index: int) -> int | None:
        """The place in the source of character ``index`` of this line; None if a rule inserted it."""
        for run in self.origin:
            if index < run.length:
                return run.start + index if run.start >= 0 else None
            index -= run.length
        raise PlaceError(f"no character {index}: the line has {len(self.text)}")

    def spans(self) -> tuple[tuple[int, int], ...]:
        """The stretches ``(start, stop)`` of the source that this line prints, in printed order."""
        return tuple((run.start, run.start + run.length) for run in self.origin if run.start >= 0)

    def _title(self) -> str:
        return f"Line {self.id} ({self.role.value}{f', article {self.article}' if self.article else ''})"

    def _sample(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, repr=False)
class Page(Brief):
    """One page: its number, counting from 1, and its lines in reading order as far as it is known.

    Pages that come from a PDF have ``glyphs``, ``figures`` and a ``layout`` (None for plain text), and ``trouble``:
    what the reader has to know about them.
    """

    number: int
    lines: tuple[Line, ...]
    glyphs: Glyphs | None = None
    figures: tuple[Figure, ...] | None = None
    layout: Layout | None = None
    trouble: tuple[Trouble, ...] = ()

    @property
    def text(self) -> str:
        """The lines as they stand, with their ends."""
        return "".join(line.text + line.end for line in self.lines)

    def box(self, line: Line) -> Box | None:
        """Where a line of this page stands; None on plain text, or if none of its glyphs is on this page."""
        return self.glyphs.hull(line.spans()) if self.glyphs else None

    def _title(self) -> str:
        troubles = f", {many(len(self.trouble), 'trouble')}" if self.trouble else ""
        return f"Page {self.number} of {many(len(self.lines), 'line')}{troubles}"

    def _sample(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, repr=False)
class Document(Brief):
    """A named sequence of pages. ``name`` is the path as given, or what the caller chose."""

    name: str
    pages: tuple[Page, ...] = field(default=())

    @property
    def text(self) -> str:
        """All pages as they stand; for a document that was just read, the source itself."""
        return "".join(page.text for page in self.pages)

    def lines(self) -> Iterator[Line]:
        """All lines of all pages, in order."""
        for page in self.pages:
            yield from page.lines

    def _title(self) -> str:
        lines = sum(len(page.lines) for page in self.pages)
        return (
            f"Document {clipped(self.name, SAMPLE_WIDTH)!r} of {many(len(self.pages), 'page')}, {many(lines, 'line')}"
        )

    def _sample(self) -> str:
        return self.pages[0].text if self.pages else ""


class Origins:
    """Looks places of one line up by bisection, for those who ask more than once."""

    def __init__(self, line: Line) -> None:
        self._runs = line.origin
        self._starts = list(accumulate((run.length for run in line.origin), initial=0))

    def parts(self, start: int, stop: int) -> list[tuple[int, int]]:
        """The stretches of the source behind characters ``[start, stop)``."""
        out: list[tuple[int, int]] = []
        n = bisect_right(self._starts, start) - 1
        while n < len(self._runs) and self._starts[n] < stop:
            run, at = self._runs[n], self._starts[n]
            if run.start >= 0 and start < stop:
                out.append((run.start + max(start - at, 0), run.start + min(stop - at, run.length)))
            n += 1
        return out


def merge(runs: list[Run]) -> Origin:
    """Runs joined where one goes on where the last one stopped, so that origins stay as short as they can be."""
    out: list[Run] = []
    for run in runs:
        if not run.length:
            continue
        if out:
            last = out[-1]
            follows = last.start + last.length == run.start if last.start >= 0 else run.start < 0
            if follows and (last.start >= 0) == (run.start >= 0) and last.altered == run.altered:
                out[-1] = Run(last.start, last.length + run.length, run.altered)
                continue
        out.append(run)
    return tuple(out)
