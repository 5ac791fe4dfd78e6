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
    texts: list[str] = []
    runs = []
    found: list[Copies] = []
    at = 0

    def put(i: int) -> None:
        texts.append(glyphs.text[i])
        runs.append(Run(glyphs.first + i, 1))

    unit: list[int] = []
    for part in [*parts, ""]:
        count = len(again.get(part, ())) if isinstance(part, int) else 0
        if unit and (not count or count != len(again[unit[0]])):
            stop = at
            for n in range(len(again[unit[0]])):
                for i in unit:
                    put(again[i][n])
                    stop += 1
            shift = max(_shift(glyphs, i, j) for i in unit for j in again[i])
            found.append(Copies(name, at, stop, len(unit), len(again[unit[0]]), round(shift, 3)))
            at, unit = stop, []
        if isinstance(part, str):
            if part:
                texts.append(part)
                runs.append(Run(-1, len(part)))
                at += len(part)
            continue
        put(part)
        at += 1
        if count:
            unit.append(part)
    return Printed(Line(name, "".join(texts), merge(runs)), tuple(found))


def _shift(glyphs: Glyphs, one: int, other: int) -> float:
    size = glyphs.styles[glyphs.style[one]].size
    return max(abs(glyphs.x0[one] - glyphs.x0[other]), abs(glyphs.y0[one] - glyphs.y0[other])) / size
