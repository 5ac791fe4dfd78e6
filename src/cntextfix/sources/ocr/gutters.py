"""Rows that OCR has run together over a gutter, parted: what it holds for one line may be lines of two columns, or one
of a column and one of a caption beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from cntextfix.document.geometry import Box
from cntextfix.sources.ocr.leaf import Word
from cntextfix.sources.ocr.rows import INK, Placed, pitch_of
from cntextfix.sources.ocr.setting import MOST_OFF, blank, ends, offs

_REACH = 2.0
"""Rows that stand so near, in em, tell whether white runs on above and below a gap. Chosen."""
_MOST = 60
"""So many rows above and below are looked at to find those. Chosen."""
_NARROW = 0.6
"""A gap that is no wider than boxes are off, but more than this share of that, may be a gutter. On 24 pages that
tesseract read, 2 of 548 paragraphs more came out whole, and fewer rows ran into captions."""
_SURE = 2
"""… if so many rows more say so. Set on the same 24 pages."""
_EDGE = 0.8
"""A row begins or ends at a gap to this many em. Chosen."""
_BESIDE = 3
"""So many stretches of a row on each side of a gap may begin, end or run on there. Chosen."""
_OVER = 0.3
"""What covers the gap but for this share of it on each side runs over it. Chosen."""


class _Stretch(NamedTuple):
    """What stands without a gap in a row: the words from ``first`` on, and from where to where."""

    first: int
    start: float
    stop: float


def parted_at_gutters(rows: Sequence[tuple[list[Word], Placed]], loose: float) -> list[tuple[list[Word], Placed]]:
    """The rows, those that stand on both sides of a gutter in parts. ``loose``: narrower gaps mean nothing, in em. The
    order of words stays."""
    wide = _NARROW * loose
    found = [list(_stretches(words, placed, wide)) for words, placed in rows]
    level = [sorted(row, key=lambda one: one.start) for row in found]
    order = sorted(range(len(rows)), key=lambda n: sum(_across(rows[n][1])))
    place = {n: at for at, n in enumerate(order)}
    out: list[tuple[list[Word], Placed]] = []
    for n, (words, placed) in enumerate(rows):
        cuts: list[int] = []
        if len(found[n]) > 1:
            near = order[max(0, place[n] - _MOST) : place[n] + _MOST + 1]
            about = [
                level[m] for m in near
                if rows[m][1].vertical is placed.vertical
                and _beyond(_across(rows[m][1]), _across(placed), _REACH * placed.size)
            ]  # fmt: skip
            cuts = [
                two.first for one, two in pairwise(found[n])
                if _runs_on(one.stop, two.start, about, placed.size, loose)
            ]  # fmt: skip
        out += _cut(words, placed, cuts)
    return out


def _across(placed: Placed) -> tuple[float, float]:
    return (placed.box.x0, placed.box.x1) if placed.vertical else (placed.box.y0, placed.box.y1)


def _beyond(one: tuple[float, float], other: tuple[float, float], reach: float) -> bool:
    """Whether one row stands above or below the other, and near it."""
    white = max(one[0] - other[1], other[0] - one[1])
    return -0.5 * min(one[1] - one[0], other[1] - other[0]) < white < reach


def _stretches(words: Sequence[Word], placed: Placed, wide: float) -> Iterator[_Stretch]:
    inked = [n for n, word in enumerate(words) if word.box and word.text]
    if not inked:
        return
    first, (start, stop) = 0, ends(words[inked[0]], vertical=placed.vertical)
    far = offs([words[n] for n in inked], vertical=placed.vertical)
    for m, off in zip(inked[1:], far, strict=True):
        low, high = ends(words[m], vertical=placed.vertical)
        if blank(low - stop, off, wide, placed.size):
            yield _Stretch(first, start, stop)
            first, start, stop = m, low, high
        stop = max(stop, high)
    yield _Stretch(first, start, stop)


def _runs_on(low: float, high: float, about: Sequence[Sequence[_Stretch]], size: float, loose: float) -> bool:
    """Whether the white between two places is as wide as a gutter, or runs on above or below: more rows begin or end
    there than run over it."""
    if high - low > MOST_OFF * size:
        return True
    spare, votes = _OVER * (high - low), 0
    for row in about:
        at = bisect_left(row, low + spare, key=lambda one: one.start)  # those that begin there stand in order
        near = row[max(0, at - _BESIDE) : at + _BESIDE]
        if any(one.start < low + spare and one.stop > high - spare for one in near):
            votes -= 1
        elif any(abs(one.stop - low) < _EDGE * size or abs(one.start - high) < _EDGE * size for one in near):
            votes += 1
    return votes >= (_SURE if high - low < loose * size else 1)


def _cut(words: list[Word], placed: Placed, cuts: Sequence[int]) -> Iterator[tuple[list[Word], Placed]]:
    """The parts of a row. They may stand on several baselines, so that each is as high up as its own words, and only
    how far apart its characters stand tells of its type."""
    if not cuts:
        yield words, placed
        return
    down = placed.vertical
    parts = [words[start:stop] for start, stop in pairwise([0, *cuts, len(words)])]
    lengths = [stop - start for start, stop in (_reach(part, down=down) for part in parts)]
    pitches = [pitch_of(part, length) for part, length in zip(parts, lengths, strict=True)]
    usual = median([pitch for pitch in pitches if pitch] or [0.0])
    for part, pitch in zip(parts, pitches, strict=True):
        known = pitch or usual
        size = known or placed.size
        low, high = _reach(part, down=down)
        middle = median(sum(ends(word, vertical=not down)) / 2 for word in part if word.box)
        top, foot = middle - INK * size / 2, middle + INK * size / 2
        box = Box(top, low, foot, high) if down else Box(low, top, high, foot)
        yield part, placed._replace(box=box, pitch=known, size=size, rough=True)


def _reach(words: Sequence[Word], *, down: bool) -> tuple[float, float]:
    """From where to where words stand along their row."""
    found = [ends(word, vertical=down) for word in words if word.box]
    return min(start for start, _ in found), max(stop for _, stop in found)
