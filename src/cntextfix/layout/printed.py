"""A laid out line as the text pipeline has it: originals and the copies of each unit behind it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from cntextfix.geometry import Copies, Glyphs
from cntextfix.model import Line, Run


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
    if again.keys().isdisjoint(parts):
        return Printed(_line(name, parts, glyphs), ())
    out: list[int | str] = []
    unit: list[int] = []
    found: list[Copies] = []
    length = 0
    for part in [*parts, ""]:
        count = len(again.get(part, ())) if isinstance(part, int) else 0
        if unit and count != len(again[unit[0]]):
            behind = [again[i][n] for n in range(len(again[unit[0]])) for i in unit]
            out += behind
            found.append(_copies(name, length, unit, glyphs, again))
            length += len(behind)
            unit = []
        out.append(part)
        length += 1 if isinstance(part, int) else len(part)
        if count and isinstance(part, int):
            unit.append(part)
    return Printed(_line(name, out, glyphs), tuple(found))


def _line(name: int, parts: list[int | str], glyphs: Glyphs) -> Line:
    """The line of these glyphs and spaces, with as few runs as can be."""
    chars, first = glyphs.text, glyphs.first
    texts: list[str] = []
    places: list[int] = []  # of each character in the source, -1 for a space that was put in
    for part in parts:
        if isinstance(part, int):
            texts.append(chars[part])
            places.append(first + part)
        else:
            texts.append(part)
            places += [-1] * len(part)
    cuts = [n for n, (one, two) in enumerate(pairwise(places), 1) if two != (one + 1 if one >= 0 else -1)]
    ends = [0, *cuts, len(places)] if places else []
    return Line(name, "".join(texts), tuple(Run(places[start], stop - start) for start, stop in pairwise(ends)))


def _copies(name: int, at: int, unit: list[int], glyphs: Glyphs, again: dict[int, list[int]]) -> Copies:
    """The record of a unit's copies, which stand from ``at`` on."""
    times = len(again[unit[0]])
    shift = max(_shift(glyphs, i, j) for i in unit for j in again[i])
    return Copies(name, at, at + times * len(unit), len(unit), times, round(shift, 3))


def _shift(glyphs: Glyphs, one: int, other: int) -> float:
    size = glyphs.styles[glyphs.style[one]].size
    return max(abs(glyphs.x0[one] - glyphs.x0[other]), abs(glyphs.y0[one] - glyphs.y0[other])) / size
