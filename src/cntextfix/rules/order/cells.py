"""The pieces that the lines of a page may be made of, where an extractor ran the lines of several columns together.

Between two of them a space is left, or nothing. All ways to cut a page are kept as one graph: its nodes are the places
where a piece may start, its edges the pieces.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cntextfix.chinese.characters import CLOSERS, PAIRS, SENTENCE_ENDS, width
from cntextfix.language import reads_on
from cntextfix.paragraphs.features import Feature, features
from cntextfix.rules.order.links import goes_on, stops
from cntextfix.rules.order.run_together import NEVER_FIRST, are_twice

LINE = 0
"""A piece begins its line. By definition."""
GAP = 1
"""Space stands before it. By definition."""
GLUED = 2
"""Another piece stands right before it. By definition."""
_MERGE = -1.5
"""Bits for a gap being inside a piece, with those of what reads on in what. Chosen."""
_BY_LETTER = 1.5
"""The same beside a letter or a figure, of which nothing else is known. Chosen."""
_SPACED = 4.0
"""The same where this page puts a space before most figures and letters. Chosen."""
_MOSTLY = 0.4
"""Share of the figures and letters after a Han character that have a space before them, on such a page. Chosen."""
_GLUE = -3.0
"""Bits for two pieces meeting without a gap. Chosen on made pages of which pypdf has the text."""
_FITS = 1.0
"""Bits by which a place is looked at before others if a piece that is cut there is full. Chosen."""
_MOST_GLUED = 10
"""Places in a stretch without gaps where two pieces may meet, at the most. Chosen: with more it takes longer."""
_MOST_GAPS = 3
"""Gaps inside a piece, at the most, but for those beside figures where these are spaced. Chosen."""
_STOPS = SENTENCE_ENDS | CLOSERS | frozenset("：")
_MARKS = frozenset("，。、；：！？")
"""No piece begins with these: a space before one says nothing."""
GAPS = 1.3
"""Pieces between gaps for each line, at the least, on a page whose lines have gaps. Chosen."""
_MOST_MEASURES = 6
"""Measures of a page, at the most. Chosen."""
_FEWEST = 4
"""Stretches that have to be so wide for a measure. Chosen."""
_SHARE = 0.05
"""Their share of all stretches that stop in mid-phrase, at the least. Chosen."""
_LEAST = 5
"""Characters of such a stretch, at the least. Chosen."""
_WIDER = 6
"""Half-width columns by which glued pieces are wider than the widest measure, at the least. Chosen."""
_NEAR = 2
"""Half-width columns by which a full piece differs from its measure, at the most. Chosen."""
_INDENT = 4
"""Half-width columns of an indent. Chosen: two characters."""
_OVER = 4
"""Half-width columns by which a piece is wider than the widest measure, at the most. Chosen."""
_OVER_MERGED = 8
"""The same for one with a gap inside. Chosen."""
_TOO_WIDE = -8.0
"""Bits for a piece of prose being wider than this. Chosen on the same pages."""
_MARK = re.compile("[，。、；！？]")
_NO_MEASURE = 40
"""Half-width columns of the widest measure, where none is told. Chosen."""
_SPACE = re.compile(r"\s+")
_FIGURE_SPACE = re.compile(r"(?<=[^\s\x00-\x7f])\s(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])\s(?=[^\s\x00-\x7f])")
_APART = re.compile(r"\s(?<=[\u3400-\u9fff].)(?=[A-Za-z0-9])", re.DOTALL)
_TOGETHER = re.compile(r"[A-Za-z0-9](?<=[\u3400-\u9fff].)")


class Cell(NamedTuple):
    """Characters ``[start, stop)`` of line ``line``; ``number`` is its own. ``join`` is what stands before it;
    ``width`` leaves spaces beside figures out where the page has them everywhere."""

    number: int
    line: int
    start: int
    stop: int
    join: int
    width: int
    goes_on: bool
    stops: bool
    feature: Feature


class CellEdge(NamedTuple):
    """A piece, the node after it, and the bits for its being cut out there."""

    to: int
    piece: Cell
    bits: float


class _Place(NamedTuple):
    """Where one piece may stop and the next one start; ``bits`` for a cut there."""

    stop: int
    start: int
    join: int
    bits: float


class _Span(NamedTuple):
    node: int
    to: int
    line: int
    start: int
    stop: int
    join: int
    bits: float
    width: int


def lattice(texts: Sequence[str]) -> list[list[CellEdge]]:
    """The edges from each node; the last node has none. Each line begins a piece."""
    spaced = _is_spaced(texts)
    known = _measures(texts, spaced=spaced)
    cut = _are_run_together(texts, known, spaced=spaced)
    spans: list[_Span] = []
    node = 0
    for n, text in enumerate(texts):
        places = _places(text, known, spaced=spaced) if cut else _whole(text)
        spans += _spans(n, node, text, places, max(known, default=_NO_MEASURE), spaced=spaced)
        node += len(places) - 1
    found = features([texts[span.line][span.start : span.stop] for span in spans], [False] * len(spans))
    edges: list[list[CellEdge]] = [[] for _ in range(node + 1)]
    for number, (span, one) in enumerate(zip(spans, found, strict=True)):
        piece = Cell(number, span.line, span.start, span.stop, span.join, span.width, goes_on(one), stops(one), one)
        edges[span.node].append(CellEdge(span.to, piece, span.bits))
    return edges


def between_gaps(texts: Sequence[str], *, words: bool = False) -> list[str]:
    """The stretches of all lines between their gaps, but for gaps that say nothing; ``words``: those between foreign
    words and between single characters are gaps, too."""
    spaced = _is_spaced(texts)
    return [
        text[start:stop] for text in texts for start, stop in _without_figure_gaps(text, spaced=spaced, words=words)
    ]


def _is_spaced(texts: Sequence[str]) -> bool:
    """Whether the page puts a space before most figures and letters: its extractor did, where the font changes."""
    apart = sum(len(_APART.findall(text)) for text in texts)
    together = sum(len(_TOGETHER.findall(text)) for text in texts)
    return apart > _MOSTLY * (apart + together) + 1


def _width(text: str, *, spaced: bool) -> int:
    return width(_FIGURE_SPACE.sub("", text) if spaced else text)


def _stretches(text: str, *, words: bool = False) -> list[tuple[int, int]]:
    """The stretches of a line between its gaps; ``words`` as above."""
    out, at = [], len(text) - len(text.lstrip())
    end = len(text.rstrip())
    for gap in _SPACE.finditer(text, at, end):
        if not _is_inside(text, *gap.span(), words=words):
            out.append((at, gap.start()))
            at = gap.end()
    out.append((at, end))
    return out


def _is_inside(text: str, start: int, stop: int, *, words: bool) -> bool:
    """Whether a gap says nothing: beside a mark, or, but for ``words``, between foreign words or single characters."""
    before, after = text[start - 1], text[stop]
    if after in _MARKS or before in PAIRS:
        return True
    if words:
        return False
    if stop - start == 1 and before.isascii() and after.isascii():
        return True
    return not text[max(0, start - 2) : start - 1].strip() and not text[stop + 1 : stop + 2].strip()


def _without_figure_gaps(text: str, *, spaced: bool, words: bool = False) -> list[tuple[int, int]]:
    """The stretches of a line, without those gaps that say nothing; ``words`` as above."""
    own = _stretches(text, words=words)
    if not spaced:
        return own
    out = own[:1]
    for start, stop in own[1:]:
        if _FIGURE_SPACE.match(text, out[-1][1]):
            out[-1] = (out[-1][0], stop)
        else:
            out.append((start, stop))
    return out


def _measures(texts: Sequence[str], *, spaced: bool) -> list[int]:
    """The widths that several stretches share which stop in mid-phrase; the most frequent ones first."""
    own = [one for one in between_gaps(texts) if len(one) >= _LEAST and one[-1] not in _STOPS]
    widths = [(one, _width(one, spaced=spaced)) for one in own]
    counts = Counter(wide for _, wide in widths)
    near = {wide: counts[wide] + counts[wide - 1] + counts[wide + 1] for wide in list(counts)}
    least = max(_FEWEST, _SHARE * sum(counts.values()))
    out: list[int] = []
    for wide in sorted(near, key=lambda wide: (-near[wide], -wide)):
        alone = all(abs(wide - other) > _NEAR for other in out)
        if near[wide] >= least and alone and not (out and are_twice(wide, out[0], widths)):
            out.append(wide)
    return out[:_MOST_MEASURES]


def _are_run_together(texts: Sequence[str], known: Sequence[int], *, spaced: bool) -> bool:
    """Whether the page has lines enough that may be of several columns: they are much wider than its measures."""
    wide = max(known, default=_NO_MEASURE) + _WIDER
    many = sum(_width(text.strip(), spaced=spaced) > wide for text in texts)
    return many >= max(_FEWEST, _SHARE * len(texts))


def _whole(text: str) -> list[_Place]:
    """The places of a line that is one piece."""
    start, stop = len(text) - len(text.lstrip()), len(text.rstrip())
    return [_Place(start, start, LINE, 0.0), _Place(stop, stop, LINE, 0.0)]


def _places(text: str, known: Sequence[int], *, spaced: bool) -> list[_Place]:
    """The places of a line from its beginning to its end."""
    own = _stretches(text)
    out = [_Place(own[0][0], own[0][0], LINE, 0.0)]
    for start, stop in _without_figure_gaps(text, spaced=spaced):
        if known and _width(text[start:stop], spaced=spaced) > max(known) + _WIDER:
            out += _glued(text[start:stop], start, known, spaced=spaced)
    for (start, stop), (first, last) in pairwise(own):
        out.append(_Place(stop, first, GAP, -_inside(text, start, stop, first, last, spaced=spaced)))
    return [*sorted(out, key=lambda place: (place.start, place.stop)), _Place(own[-1][1], own[-1][1], LINE, 0.0)]


def _inside(text: str, start: int, stop: int, first: int, last: int, *, spaced: bool) -> float:
    """Bits for a gap between two stretches being inside a piece."""
    if first - stop == 1 and (text[stop - 1].isascii() or text[first].isascii()):
        return _SPACED if spaced and _FIGURE_SPACE.match(text, stop) else _BY_LETTER
    return reads_on(text[start:stop], text[first:last]) + _MERGE


def _glued(piece: str, start: int, known: Sequence[int], *, spaced: bool) -> list[_Place]:
    """The likeliest places inside a stretch where two pieces meet: one of them is full, or the left one has ended."""
    found: list[tuple[float, _Place]] = []
    total, left = _width(piece, spaced=spaced), 0
    wide = set(known)
    if total > 2 * max(known) + _WIDER:
        wide |= {one + other for one in known for other in known}
    for at in range(1, len(piece)):
        before, after = piece[at - 1], piece[at]
        left += 0 if spaced and before == " " else width(before)
        if after in NEVER_FIRST or before in PAIRS or (_is_word(before) and _is_word(after)):
            continue
        if before.isspace() or after.isspace():  # a gap
            continue
        full = any(_fits(side, measure) for side in (left, total - left) for measure in wide)
        if full or before in _STOPS:
            bits = 0.0 if before.isascii() or after.isascii() else -reads_on(piece[:at], piece[at:])
            place = _Place(start + at, start + at, GLUED, bits + _GLUE)
            found.append((bits + (_FITS if full else 0.0), place))
    return [place for _, place in sorted(found, reverse=True)[:_MOST_GLUED]]


def _is_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _fits(wide: int, measure: int) -> bool:
    return min(abs(wide - measure), abs(wide + _INDENT - measure)) <= _NEAR


def _spans(line: int, node: int, text: str, places: Sequence[_Place], most: int, *, spaced: bool) -> Iterator[_Span]:
    """All pieces that a line may have; ``most`` is the widest measure."""
    for i, place in enumerate(places[:-1]):
        bits, gaps = (place.bits if place.join == GLUED else 0.0), 0
        inside = False
        for j in range(i + 1, len(places)):
            stop = places[j].stop
            wide = _width(text[place.start : stop], spaced=spaced)
            if inside and (wide > most + _OVER_MERGED or gaps > _MOST_GAPS):
                break
            whole = place.join != GLUED and places[j].join != GLUED
            if text[place.start : stop].strip() and (whole or wide <= most + _OVER):
                more = _TOO_WIDE if wide > most + _OVER and _MARK.search(text, place.start, stop) else 0.0
                yield _Span(node + i, node + j, line, place.start, stop, place.join, bits + more, wide)
            if places[j].join == GAP:
                inside = True
                bits -= places[j].bits
                gaps += places[j].bits > -_SPACED
