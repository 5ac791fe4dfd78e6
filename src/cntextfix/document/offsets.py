"""From a place in the cleaned text to the place in the untouched source it came from, and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from cntextfix.document.model import DROPPED, Document, Line
from cntextfix.errors import PlaceError


class CopiedRun(NamedTuple):
    """``length`` characters that stand at ``printed`` in the cleaned text and at ``source`` in the source."""

    printed: int
    source: int
    length: int


class _SourceLine(NamedTuple):
    start: int
    stop: int
    end: int  # how many characters stand between it and the next line; 0 where they have no place of their own


class Offsets:
    """The map between a document as its text is printed and its source: one piece a stretch, not a number a character.

    Characters that a rule put in place of others have the place of those: one for one where the lengths agree, from
    the left as far as they reach where they do not. What was put in where nothing stood has no place.
    """

    def __init__(self, source: Document, cleaned: Document) -> None:
        self._taken = sorted(run.start for line in cleaned.lines() for run in line.origin if run.start >= 0)
        self._by_id = dict(_source_lines(source))
        self._lines = sorted(self._by_id.values())
        self._size = 0
        self._by_printed = [piece for piece in self._pieces(cleaned) if piece.length > 0]
        self._by_source = sorted(self._by_printed, key=lambda piece: piece.source)

    def origin(self, index: int) -> int | None:
        """The place in the source of character ``index`` of the printed text, or None. PlaceError outside the text."""
        if not 0 <= index < self._size:
            raise PlaceError(f"no character {index}: the text has {self._size}, counting from 0")
        n = bisect_right(self._by_printed, index, key=lambda piece: piece.printed) - 1
        piece = self._by_printed[n] if n >= 0 else CopiedRun(0, 0, 0)
        return piece.source + index - piece.printed if index < piece.printed + piece.length else None

    def where(self, source_index: int) -> int | None:
        """The place in the printed text of a source character; None where it is not (a copy, a dropped line)."""
        n = bisect_right(self._by_source, source_index, key=lambda piece: piece.source) - 1
        piece = self._by_source[n] if n >= 0 else CopiedRun(0, 0, 0)
        return piece.printed + source_index - piece.source if source_index < piece.source + piece.length else None

    def _pieces(self, cleaned: Document) -> Iterator[CopiedRun]:
        at = 0
        for line in cleaned.lines():
            if line.role in DROPPED:
                at += "\f" in line.end
                continue
            for n, run in enumerate(line.origin):
                yield CopiedRun(at, run.start, run.length) if run.start >= 0 else self._stand_in(line, n, at)
                at += run.length
            yield self._end(line, at)
            at += len(line.end)
        self._size = at

    def _stand_in(self, line: Line, n: int, at: int) -> CopiedRun:
        """What run ``n`` of a line, which a rule put in, stands for: the source between its neighbours."""
        home = self._by_id.get(line.id)
        start = line.origin[n - 1].start + line.origin[n - 1].length if n else home.start if home else -1
        around = self._line_at(start)
        if around is None:
            return CopiedRun(at, 0, 0)
        free = around.stop - start if start < around.stop else around.end if n + 1 < len(line.origin) else 0
        return CopiedRun(at, start, min(free, line.origin[n].length, self._next_taken(start) - start))

    def _end(self, line: Line, at: int) -> CopiedRun:
        """The end of a line: that of the source line whose last printed character it has."""
        stops = [run.start + run.length for run in line.origin if run.start >= 0]
        home = self._line_at(stops[-1] - 1) if stops else self._by_id.get(line.id)
        if home is None or (stops and self._next_taken(stops[-1]) < home.stop):
            return CopiedRun(at, 0, 0)
        return CopiedRun(at, home.stop, min(len(line.end), home.end))

    def _line_at(self, place: int) -> _SourceLine | None:
        n = bisect_right(self._lines, place, key=lambda line: line.start) - 1
        return self._lines[n] if n >= 0 and place <= self._lines[n].stop else None

    def _next_taken(self, place: int) -> int:
        """Where the next source characters stand that are printed as they were."""
        n = bisect_left(self._taken, place)
        return self._taken[n] if n < len(self._taken) else 1 << 62


def _source_lines(source: Document) -> Iterator[tuple[object, _SourceLine]]:
    """The source's lines by name. In a source that is not one text (the glyphs of a PDF) line ends have no place."""
    lines = list(source.lines())
    places: list[int] = []
    at = 0
    for line in lines:
        places.append(at)
        at += len(line.text) + len(line.end)
    is_text = all(not line.origin or line.origin[0].start == place for line, place in zip(lines, places, strict=True))
    for line, place in zip(lines, places, strict=True):
        if is_text:
            yield line.id, _SourceLine(place, place + len(line.text), len(line.end))
        elif line.origin:
            last = line.origin[-1]
            yield line.id, _SourceLine(line.origin[0].start, last.start + last.length, 0)
