"""Type sizes of rows of OCR: measured ones vary, and are rounded to those that are printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from statistics import median

from cntextfix.sources.ocr.rows import Placed

_ONE_SIZE = 1.11
"""Heights up to this ratio of each other are one type size: with boxes off by a pixel that of one size varies by 5 % up
and down at 300 dots an inch; captions are set at 0.85 of the body. On 12 made-up pages 1.09 and 1.13 were worse."""
_NOISE = 1.3
"""A row measured up to so many times as large or as small as its paragraph is may be of one size with it: rows of
digits, of marks and of low characters are lower by a fifth, those with a speck above them higher. Chosen."""
_PITCH = 1.08
"""… if its characters do not stand so many times as far apart, or as close, as well: captions are set at 0.85."""

_ROUGH = (0.92, 1.25)
"""A row of which only that tells how large it is may be of the body's type in between: narrow columns are set wide.
Chosen."""


def sizes_of(rows: Sequence[tuple[Placed, int]], *, guessed: bool) -> list[float]:
    """The type size of each row; ``rows`` are where they stand and how many characters they have, ``guessed`` says that
    boxes are not exact."""
    sizes = snapped([(placed.size, count) for placed, count in rows])
    return _settled(rows, sizes) if guessed and rows else sizes


def _settled(rows: Sequence[tuple[Placed, int]], sizes: Sequence[float]) -> list[float]:
    """Sizes of rows that are measured to be a little larger or smaller than the text they stand in, made that of most
    of it: of what OCR holds to be their paragraph, and where their characters tell how large they are, of the page."""
    blocks: defaultdict[int, defaultdict[float, int]] = defaultdict(lambda: defaultdict(int))
    page: defaultdict[float, int] = defaultdict(int)
    for (placed, count), size in zip(rows, sizes, strict=True):
        blocks[placed.block][size] += count
        page[size] += count if placed.pitch else 0
    usual = {block: max(found, key=found.__getitem__) for block, found in blocks.items() if block >= 0}
    body = max(page, key=page.__getitem__)
    own = [placed for (placed, _), size in zip(rows, sizes, strict=True) if size == body]
    pitch = median([placed.pitch for placed in own if placed.pitch] or [0.0])
    places = {_place(placed, body) for placed in own}
    out: list[float] = []
    for (placed, _), size in zip(rows, sizes, strict=True):
        home = usual.get(placed.block, size)
        size = home if _may_be(placed, size, home) else size
        near = body / _NOISE < size < body * _NOISE and pitch / _PITCH < placed.pitch < pitch * _PITCH
        rough = placed.rough and _ROUGH[0] * pitch < placed.pitch < _ROUGH[1] * pitch
        out.append(body if rough or (near and _among(_place(placed, body), places)) else size)
    return out


def _place(placed: Placed, em: float) -> tuple[int, int]:
    """Where a row begins and ends along its direction, in whole em."""
    box = placed.box
    start, stop = (box.y0, box.y1) if placed.vertical else (box.x0, box.x1)
    return round(start / em), round(stop / em)


def _among(place: tuple[int, int], places: Container[tuple[int, int]]) -> bool:
    """Whether rows begin and end where one does, to an em: headings do not, they are short."""
    return any((place[0] + a, place[1] + b) in places for a in (-1, 0, 1) for b in (-1, 0, 1))


def _may_be(placed: Placed, size: float, usual: float) -> bool:
    """Whether a row of a size as measured may be of the usual one."""
    if not usual / _NOISE < size < usual * _NOISE:
        return False
    return not placed.pitch or (placed.pitch > usual / _PITCH if size < usual else placed.pitch < usual * _PITCH)


def snapped(found: Sequence[tuple[float, int]]) -> list[float]:
    """Sizes rounded to those that most characters near them have; ``found`` has sizes and numbers of characters."""
    left = sorted({size for size, _ in found})
    weight = dict.fromkeys(left, 0)
    for size, count in found:
        weight[size] += count
    became: dict[float, float] = {}
    while left:
        low = best = start = total = 0
        most = -1
        for stop, size in enumerate(left):  # the heaviest window that is no wider than the ratio allows
            total += weight[size]
            while size > left[start] * _ONE_SIZE:
                total -= weight[left[start]]
                start += 1
            if total > most:
                most, low, best = total, start, stop
        group = left[low : best + 1]
        half, middle = sum(weight[size] for size in group) / 2, group[0]
        for size in group:
            half -= weight[size]
            middle = size
            if half <= 0:
                break
        became.update(dict.fromkeys(group, round(middle, 2)))
        left = left[:low] + left[best + 1 :]
    return [became[size] for size, _ in found]
