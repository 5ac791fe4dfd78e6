"""A laid out line as the text pipeline has it: originals and the copies of each unit behind it."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter, sub

from cntextfix.document.geometry import Copies, Glyphs, picked
from cntextfix.document.model import Line, Run


def printed_line(
    name: int, parts: Sequence[int | str], glyphs: Glyphs, again: dict[int, list[int]]
) -> tuple[Line, Sequence[Copies]]:
    """The line of these glyphs (indices) and spaces, and where in it the copies stand. ``again`` has the copies of a
    glyph, in stream order.

    A unit is a stretch of glyphs with equally many copies; its copies stand right behind it, as an extractor that
    follows a content stream run by run would have them.
    """
    if again.keys().isdisjoint(parts):
        return _line(name, parts, glyphs), ()
    out: list[int | str] = []
    unit: list[int] = []
    found: list[Copies] = []
    length = 0
    for part in [*parts, ""]:  # the last one ends the last unit
        count = len(again.get(part, ())) if isinstance(part, int) else 0
        if unit and count != len(again[unit[0]]):
            behind = [again[i][n] for n in range(len(again[unit[0]])) for i in unit]
            out += behind
            found.append(_copies(name, length, unit, behind, glyphs))
            length += len(behind)
            unit = []
        out.append(part)
        length += 1 if isinstance(part, int) else len(part)
        if count and isinstance(part, int):
            unit.append(part)
    return _line(name, out[:-1], glyphs), found


def written(chars: str, parts: Sequence[int | str]) -> str:
    """The text of glyphs (indices into the page's ``characters``) and spaces."""
    try:
        return "".join(itemgetter(*parts)(chars))  # twice as quick as a loop
    except TypeError:  # some parts are spaces, or there are none
        return "".join([chars[part] if isinstance(part, int) else part for part in parts])


def _line(name: int, parts: Sequence[int | str], glyphs: Glyphs) -> Line:
    """The line of these glyphs and spaces, with as few runs as can be."""
    text = written(glyphs.text, parts)
    first = parts[0] if parts else 0
    if isinstance(first, int) and parts == [*range(first, first + len(parts))]:  # most lines
        return Line(name, text, (Run(glyphs.first + first, len(parts)),) if parts else ())
    runs: list[Run] = []
    start, length = -1, 0  # of the run that goes on; -1 for spaces that were put in
    for part in parts:
        place, count = (glyphs.first + part, 1) if isinstance(part, int) else (-1, len(part))
        if length and place != (start + length if start >= 0 else -1):
            runs.append(Run(start, length))
            length = 0
        if not length:
            start = place
        length += count
    return Line(name, text, (*runs, Run(start, length)))


def _copies(name: int, at: int, unit: list[int], behind: list[int], glyphs: Glyphs) -> Copies:
    """The record of a unit's copies ``behind`` it, which stand from ``at`` on."""
    times = len(behind) // len(unit)
    x0, y0 = picked(unit, glyphs.x0, glyphs.y0)
    xs, ys = picked(behind, glyphs.x0, glyphs.y0)
    far = [*map(max, map(abs, map(sub, xs, [*x0] * times)), map(abs, map(sub, ys, [*y0] * times)))]
    looks = {glyphs.style[i] for i in unit}
    if len(looks) == 1:
        shift = max(far) / glyphs.styles[looks.pop()].size
    else:
        shift = max(one / glyphs.styles[glyphs.style[i]].size for one, i in zip(far, unit * times, strict=True))
    return Copies(name, at, at + len(behind), len(unit), times, round(shift, 3))
