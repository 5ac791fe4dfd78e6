"""The cells of rows of columns side by side: where a row may be cut, at its gaps and where two cells are glued."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cntextfix.chinese.characters import CLOSERS, PAIRS, SENTENCE_ENDS, width
from cntextfix.language import reads_on
from cntextfix.paragraphs.features import Feature, features
from cntextfix.rules.order.links import goes_on, link, stops

MOST_CELLS = 8
"""Columns of a row, at the most. Chosen."""
_MOST_PIECES = 4
"""Pieces between gaps that one cell has, at the most. Chosen."""
_MERGE = -1.5
"""Bits for a gap being inside a cell, with those of what reads on in what. Chosen."""
_BY_LETTER = 1.5
"""The same beside a letter or a figure, of which nothing else is known. Chosen."""
_GLUED = -4.0
"""Bits for two cells meeting without a gap. Chosen."""
_STOPS = SENTENCE_ENDS | CLOSERS | frozenset("：")
_NEVER_FIRST = frozenset("，。、；：！？,;!?…·%％℃") | CLOSERS
_SPACE = re.compile(r"\s+")
_GAP = re.compile(r"\S{4,}[^\s\x00-\x7f]\s+[^\s\x00-\x7f]\S{4,}")
_MARK = re.compile("[，。、；！？]")
_MOST_GAPS = 12
"""Gaps of a row of text, at the most: a table has more. Chosen."""
FEWEST_ROWS = 3
"""Rows of a stretch, at the least. Chosen."""
_BETWEEN = 4
"""Lines between two rows with a gap in one stretch, at the most. Chosen."""
_AROUND = 3
"""Lines around a stretch that are looked at, too. Chosen."""
_MOST_MEASURES = 6
"""Measures of a page, at the most. Chosen."""
_FEWEST = 4
"""Pieces that have to be so wide for a measure. Chosen."""
_SHARE = 0.1
"""Their share of all pieces that stop in mid-phrase, at the least. Chosen."""
_LEAST = 5
"""Characters of such a piece, at the least. Chosen."""
_WIDER = 6
"""Half-width columns by which two glued cells are wider than the widest measure, at the least. Chosen."""
_NEAR = 2
"""Half-width columns by which a full cell differs from its measure, at the most. Chosen."""
_INDENT = 4
"""Half-width columns of an indent. Chosen: two characters."""
_MOST_GLUES = 8
"""Places in a piece where two cells may meet, at the most. Chosen: with more it takes longer, and little changes."""
_OVER = 4
"""Half-width columns by which a cell is wider than the widest measure, at the most. Chosen."""
_OVER_MERGED = 8
"""The same for one with a gap inside. Chosen."""


class Cell(NamedTuple):
    """Characters ``[start, stop)`` of row ``line``, without the space around. Where each line is one cell, ``start``
    and ``stop`` are its number."""

    line: int
    start: int
    stop: int
    feature: Feature


class Cut(NamedTuple):
    """A place where a cell may stop and the next one start, and the bits for a cut there against none."""

    stop: int
    start: int
    bits: float

    @property
    def is_gap(self) -> bool:
        """Whether there is space."""
        return self.stop != self.start


def pieces(text: str) -> list[tuple[int, int]]:
    """The stretches of a line between its gaps."""
    out, at = [], len(text) - len(text.lstrip())
    end = len(text.rstrip())
    for gap in _SPACE.finditer(text, at, end):
        out.append((at, gap.start()))
        at = gap.end()
    out.append((at, end))
    return out


def windows(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Stretches of lines many of which have a gap between pieces that may be of two columns. Quick."""
    gaps = [n for n, text in enumerate(texts) if has_gap(text)]
    start = 0
    for k, n in enumerate(gaps):
        if k + 1 == len(gaps) or gaps[k + 1] - n > _BETWEEN:
            if k + 1 - start >= FEWEST_ROWS:
                yield max(0, gaps[start] - _AROUND), min(len(texts), n + 1 + _AROUND)
            start = k + 1


def has_gap(text: str) -> bool:
    """Whether two pieces of a line may be of two columns, and are prose."""
    return _GAP.search(text) is not None and _MARK.search(text) is not None and len(_SPACE.findall(text)) <= _MOST_GAPS


def cell_measures(texts: Sequence[str]) -> list[int]:
    """The widths that several pieces share which stop in mid-phrase; the most frequent ones first."""
    own = [text[start:stop] for text in texts for start, stop in pieces(text)]
    counts = Counter(width(piece) for piece in own if len(piece) >= _LEAST and piece[-1] not in _STOPS)
    near = {wide: counts[wide] + counts[wide - 1] + counts[wide + 1] for wide in list(counts)}
    least = max(_FEWEST, _SHARE * sum(counts.values()))
    out: list[int] = []
    for wide in sorted(near, key=lambda wide: (-near[wide], -wide)):
        if near[wide] >= least and all(abs(wide - other) > _NEAR for other in out):
            out.append(wide)
    return out[:_MOST_MEASURES]


def cuts(text: str, known: Sequence[int]) -> list[Cut]:
    """Where a row may be cut; ``known`` are the measures. None where it has more pieces than columns can be."""
    own = pieces(text)
    if len(own) > MOST_CELLS:
        return []
    out: list[Cut] = []
    most = max(known, default=0)
    for n, (start, stop) in enumerate(own):
        if most and width(text[start:stop]) > most + _WIDER:
            out += _glued(text[start:stop], start, known)
        if n + 1 < len(own):
            other = own[n + 1]
            out.append(Cut(stop, other[0], -_inside(text[start:stop], text[other[0] : other[1]])))
    return out


def _inside(left: str, right: str) -> float:
    """Bits for a gap being inside a cell."""
    return _BY_LETTER if left[-1].isascii() or right[0].isascii() else reads_on(left, right) + _MERGE


def _glued(piece: str, start: int, known: Sequence[int]) -> list[Cut]:
    """The likeliest places inside a piece where two cells meet: one of them is full, or the left one has ended."""
    found: list[Cut] = []
    total, left = width(piece), 0
    for at in range(1, len(piece)):
        left += width(piece[at - 1])
        if piece[at] in _NEVER_FIRST or piece[at - 1] in PAIRS:
            continue
        full = any(_fits(wide, measure) for wide in (left, total - left) for measure in known)
        if full or piece[at - 1] in _STOPS:
            letter = piece[at - 1].isascii() or piece[at].isascii()
            bits = _GLUED - (0.0 if letter else reads_on(piece[:at], piece[at:]))
            found.append(Cut(start + at, start + at, bits))
    return sorted(sorted(found, key=lambda cut: -cut.bits)[:_MOST_GLUES])


def _fits(wide: int, measure: int) -> bool:
    return min(abs(wide - measure), abs(wide + _INDENT - measure)) <= _NEAR


def cells(row: int, text: str, own: Sequence[Cut], most: int) -> list[list[tuple[int, Cell, float]]]:
    """For each place where a cell may start: those that may stop it, the cell, and the bits for that. ``most`` is the
    widest measure."""
    starts = [len(text) - len(text.lstrip()), *(cut.start for cut in own)]
    stops_at = [*(cut.stop for cut in own), len(text.rstrip())]
    spans = list(_spans(text, starts, stops_at, own, most))
    found = features([text[starts[i] : stops_at[j]] for i, j in spans], [False] * len(spans))
    out: list[list[tuple[int, Cell, float]]] = [[] for _ in starts]
    for (i, j), feature in zip(spans, found, strict=True):
        bits = -sum(cut.bits for cut in own[i:j] if cut.is_gap)
        bits += own[j].bits if j < len(own) and not own[j].is_gap else 0.0
        out[i].append((j + 1, Cell(row, starts[i], stops_at[j], feature), bits))
    return out


def _spans(
    text: str, starts: Sequence[int], stops_at: Sequence[int], own: Sequence[Cut], most: int
) -> Iterator[tuple[int, int]]:
    for i in range(len(starts)):
        for j in range(i, len(stops_at)):
            gaps = sum(cut.is_gap for cut in own[i:j])
            wide = width(text[starts[i] : stops_at[j]])
            if gaps and (gaps >= _MOST_PIECES or wide > most + _OVER_MERGED):
                break
            whole = (i == 0 or own[i - 1].is_gap) and (j == len(own) or own[j].is_gap)
            if whole or wide <= most + _OVER:
                yield i, j


_AFTER_STOP = 0.5
"""Share of the bits that count of what reads on after the end of a sentence. Chosen."""


def score(one: Feature, other: Feature) -> float:
    """Bits for reading on from one cell to another."""
    if goes_on(one):
        return link(one, other, None, language=True)
    return _AFTER_STOP * reads_on(one.text, other.text) if stops(one) else 0.0
