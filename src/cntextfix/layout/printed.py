"""A laid out line as the text pipeline has it: originals and the copies of each unit behind it."""

from __future__ import annotations

from dataclasses import dataclass

from cntextfix.geometry import Copies, Glyphs
from cntextfix.model import Line, Run, merge


@dataclass(frozen=True, slots=True)
class Printed:
    """A line, and where in it the copies stand."""

    line: Line
    copies: tuple[Copies, ...]


def printed(name: int, parts: list[int | str], glyphs: Glyphs, again: dict[int, list[int]]) -> Printed:
    """The line of these glyphs (indices) and spaces. ``again`` has the copies of a glyph, in stream order.

    A unit is a stretch of glyphs with equally many copies; its copies stand right behind it, as an extractor that
    follows a content stream run by run would have them.
    """
    if not any(part in again for part in parts):
        runs = [Run(glyphs.first + part, 1) if isinstance(part, int) else Run(-1, len(part)) for part in parts]
        text = "".join(glyphs.text[part] if isinstance(part, int) else part for part in parts)
        return Printed(Line(name, text, merge(runs)), ())
    weaver = _Weaver(name, glyphs, again)
    unit: list[int] = []
    for part in parts:
        count = len(again.get(part, ())) if isinstance(part, int) else 0
        if unit and count != len(again[unit[0]]):
            weaver.copies_of(unit)
            unit = []
        weaver.put(part)
        if count and isinstance(part, int):
            unit.append(part)
    if unit:
        weaver.copies_of(unit)
    return Printed(Line(name, "".join(weaver.texts), merge(weaver.runs)), tuple(weaver.found))


class _Weaver:
    """Puts glyphs, spaces and copies one behind the other."""

    def __init__(self, name: int, glyphs: Glyphs, again: dict[int, list[int]]) -> None:
        self._name, self._glyphs, self._again = name, glyphs, again
        self.texts: list[str] = []
        self.runs: list[Run] = []
        self.found: list[Copies] = []
        self._length = 0

    def put(self, part: int | str) -> None:
        text = part if isinstance(part, str) else self._glyphs.text[part]
        self.texts.append(text)
        self.runs.append(Run(-1 if isinstance(part, str) else self._glyphs.first + part, len(text)))
        self._length += len(text)

    def copies_of(self, unit: list[int]) -> None:
        start, times = self._length, len(self._again[unit[0]])
        for n in range(times):
            for i in unit:
                self.put(self._again[i][n])
        shift = max(_shift(self._glyphs, i, j) for i in unit for j in self._again[i])
        self.found.append(Copies(self._name, start, self._length, len(unit), times, round(shift, 3)))


def _shift(glyphs: Glyphs, one: int, other: int) -> float:
    size = glyphs.styles[glyphs.style[one]].size
    return max(abs(glyphs.x0[one] - glyphs.x0[other]), abs(glyphs.y0[one] - glyphs.y0[other])) / size
