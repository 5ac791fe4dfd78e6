"""How evenly the words of a page of OCR stand, and which gaps between them are blank paper.

Some OCR finds lines first and guesses afterwards where words begin and end in them: its boxes are off by half a
character, and gaps between them tell nothing. How far off they are the page itself tells: printed Han stand one pitch
apart. Gaps no wider than that are closed, so that the layout sees only those that mean something.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from cntextfix.chinese.characters import width
from cntextfix.layout.text import BLANK
from cntextfix.sources.ocr.leaf import Word
from cntextfix.sources.ocr.rows import Placed

_NEAR = 6
"""The pitch of a row is told by words up to so many words apart. Chosen."""
_ENOUGH = 20
"""So many pairs of neighbouring Han tell how far off boxes are. Chosen."""
_SHARE = 0.9
"""The error of boxes is what this share of the pairs keep within. Chosen."""
_WIDER = 2.5
"""Blank is what is so many times wider than the error. On eight pages that tesseract read, 1 of 1,000 gaps inside of
words was as wide, and a third of those with a printed space."""

MOST_OFF = 2.0
"""Boxes are never so many em off. Chosen."""


def ends(word: Word, *, vertical: bool) -> tuple[float, float]:
    """Where a word begins and ends along its row; it has a box."""
    assert word.box
    return (word.box.y0, word.box.y1) if vertical else (word.box.x0, word.box.x1)


def offs(words: Sequence[Word], *, vertical: bool) -> list[float]:
    """How much further apart than even setting the middles of neighbours are, in points; words all have boxes."""
    middles = [sum(ends(word, vertical=vertical)) / 2 for word in words]
    places: list[float] = []
    done = 0.0
    for word in words:
        own = sum(max(width(char), 1) for char in word.text) / 2
        places.append(done + own / 2)
        done += own
    steps = [
        (middles[m] - middles[n]) / (places[m] - places[n])
        for n in range(len(words)) for m in range(n + 1, min(len(words), n + 1 + _NEAR))
    ]  # fmt: skip
    pitch = median(steps) if steps else 0.0
    return [b - a - pitch * (q - p) for (a, b), (p, q) in zip(pairwise(middles), pairwise(places), strict=True)]


def loose_of(rows: Sequence[tuple[Sequence[Word], Placed]]) -> float:
    """How wide gaps are that mean nothing, in em; 0 if boxes are as exact as print. Han that stand a whole em off are
    in other columns."""
    found: list[float] = []
    for words, placed in rows:
        inked = [word for word in words if word.box and word.text]
        for (one, two), off in zip(pairwise(inked), offs(inked, vertical=placed.vertical), strict=True):
            if _han(one.text[-1]) and _han(two.text[0]) and abs(off) < placed.size:
                found.append(abs(off) / placed.size)
    if len(found) < _ENOUGH:
        return 0.0
    loose = _WIDER * sorted(found)[int(_SHARE * (len(found) - 1))]
    return loose if loose > BLANK else 0.0


def blank(gap: float, off: float, loose: float, size: float) -> bool:
    """Whether there is blank paper in a gap: it is wide, and what stands on its sides is as far apart as that; or very
    wide, for few words tell no pitch."""
    return gap > loose * size and (off > loose * size / 2 or gap > MOST_OFF * size)


def closed(words: Sequence[Word], placed: Placed, loose: float) -> list[Word]:
    """Words of a row, those between two blanks set evenly, with the spaces that are told."""
    out = list(words)
    inked = [n for n, word in enumerate(out) if word.box and word.text]
    if not loose or not inked:
        return out
    found = offs([out[n] for n in inked], vertical=placed.vertical)
    run = inked[:1]
    for m, off in zip(inked[1:], found, strict=True):
        gap = ends(out[m], vertical=placed.vertical)[0] - ends(out[run[-1]], vertical=placed.vertical)[1]
        if blank(gap, off, loose, placed.size) and m == run[-1] + 1:
            _share(out, run, placed)
            run = []
        run.append(m)
    _share(out, run, placed)
    return out


def _share(words: list[Word], run: Sequence[int], placed: Placed) -> None:
    """Give each word of a run as much of its length as it has characters."""
    box = placed.box
    low, high = (box.y0, box.y1) if placed.vertical else (box.x0, box.x1)
    start = max(low, min(ends(words[n], vertical=placed.vertical)[0] for n in run))
    stop = min(high, max(ends(words[n], vertical=placed.vertical)[1] for n in run))
    columns = [sum(max(width(char), 1) for char in word.text) for word in words[run[0] : run[-1] + 1]]
    step, at = max(0.0, stop - start) / sum(columns), start
    for n, count in enumerate(columns, run[0]):
        if words[n].box:
            words[n] = _until(words[n], at, at + count * step, vertical=placed.vertical)
        at += count * step


def _until(word: Word, start: float, stop: float, *, vertical: bool) -> Word:
    """A word that begins and ends at other places."""
    assert word.box
    box = word.box._replace(y0=start, y1=stop) if vertical else word.box._replace(x0=start, x1=stop)
    return word._replace(box=box)


def _han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"
