"""Short lines that may interrupt a sentence, with nothing but their place and width to show for it.

They are held: of 138 that were moved in real wrapped and extracted text, however many bits they had, not one was a
caption.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cntextfix.chinese.characters import width
from cntextfix.chinese.lexicon import cuts_words
from cntextfix.document.model import Line, Role
from cntextfix.paragraphs.decode import read, read_like
from cntextfix.paragraphs.features import (
    BYLINE,
    CLOSING,
    COLON,
    COMMA,
    MID,
    QUOTED,
    SENTENCE,
    end_class,
    start_class,
)
from cntextfix.paragraphs.intruders import SHORT_LEAST, SHORT_SHARE
from cntextfix.paragraphs.measure import share_measure
from cntextfix.paragraphs.reading import Boundary, PageKind
from cntextfix.rules.captions.looks import caption_bits, is_credit


def unmarked(lines: Sequence[Line]) -> Iterator[tuple[int, int, float]]:
    """Where such lines begin and stop, and the bits for the sentence going on after them; in order."""
    texts, blanks = [line.text for line in lines], [line.end.count("\n") > 1 for line in lines]
    real = [one.role != Role.BODY or other.role != Role.BODY for one, other in pairwise(lines)]
    if not share_measure(texts):
        return
    flow = read(texts, blanks, real)
    found, kind = flow.boundaries, flow.kind
    if kind is None:
        return
    n = 0
    while n < len(found) - 1:
        stop, bits = 0, 0.0
        if _interrupted(lines, found, n):
            stop, bits = _goes_on(lines, blanks, n, kind)
        if stop:
            yield n + 1, stop, bits
        n = max(n + 1, stop)


_MOST_LINES = 6
"""Lines that interrupt a sentence, at most. Chosen."""
_WIDEST = 0.8
"""Their width at most, as a share of the line before. Chosen."""
_ENOUGH = 6.0
"""Bits that settle where the sentence goes on: more lines have to add much. Chosen."""


def _interrupted(lines: Sequence[Line], found: Sequence[Boundary], n: int) -> bool:
    """Whether a full line stops in mid-phrase before one far shorter, and a paragraph seems to end without a mark
    just here or soon after."""
    one, other = lines[n], lines[n + 1]
    if one.role != Role.BODY or other.role != Role.BODY or not found[n].set or abs(found[n].missing) > 2:
        return False
    if end_class(one.text.strip()) not in (MID, COMMA) or width(other.text.strip()) > _WIDEST * width(one.text.strip()):
        return False
    short = max(SHORT_LEAST, SHORT_SHARE * found[n + 1].measure)
    if end_class(other.text.strip()) == MID and found[n + 1].missing - 2 >= short:
        return True  # or is read on through a line that was not cut by the measure
    ends = range(n, min(n + 1 + _MOST_LINES, len(found)))
    return any(found[m].bits < 0 and end_class(lines[m].text.strip()) not in (SENTENCE, QUOTED) for m in ends)


def _goes_on(lines: Sequence[Line], blanks: Sequence[bool], n: int, kind: PageKind) -> tuple[int, float]:
    """Where the sentence of line ``n`` goes on, if it does, and the bits for that against reading straight on."""
    low, high = max(0, n - _WINDOW), min(len(lines), n + 1 + _MOST_LINES + _WINDOW)
    near, at = lines[low:high], n - low
    texts, gaps = [line.text.strip() for line in near], blanks[low:high]
    stops = list(_stops(near, texts, at))
    end = end_class(texts[at + 1])
    if not stops or cuts_words(texts[at : at + 2])[0] or (end == SENTENCE and caption_bits(texts[at + 1]) <= 0):
        return 0, 0.0  # a word goes over the line's end, or the sentence ends in the next
    straight = read_like(texts, gaps, kind)
    if end in (SENTENCE, QUOTED) and straight.boundaries[at].bits > _LAST_LINE:
        return 0, 0.0
    best = (0, 0.0)
    for stop, pieces in stops:
        found = read_like([*texts[: at + 1], *texts[stop:]], [*gaps[: at + 1], *gaps[stop:]], kind)
        bits = straight.bits - found.bits - pieces
        if bits > best[1] + (_MORE if best[1] >= _ENOUGH else 0.0) and found.boundaries[at].bits > 0:
            best = (low + stop, bits)
    return best


def _stops(near: Sequence[Line], texts: Sequence[str], at: int) -> Iterator[tuple[int, float]]:
    """The lines with which a sentence that stops in line ``at`` may go on, and what the pieces between cost."""
    pieces = _INTRUDES
    for stop in range(at + 2, min(at + 2 + _MOST_LINES, len(near))):
        piece, after = texts[stop - 1], near[stop]
        if near[stop - 1].role != Role.BODY or after.role != Role.BODY:
            break
        if width(piece) > _WIDEST * width(texts[at]):
            break
        if start_class(piece) == BYLINE and not is_credit(piece):
            break  # the next article
        ends = end_class(piece) in (SENTENCE, QUOTED)
        if stop > at + 2 and ends and cuts_words([texts[at], piece])[0]:
            break  # the sentence goes on with this, and ends
        pieces += _PIECE - min(_PIECE, caption_bits(piece))
        pieces += _WIDER if width(piece) > width(texts[at + 1]) + _ALIKE else 0.0
        if end_class(piece) in (COLON, COMMA) or cuts_words([piece, texts[stop]])[0]:
            continue  # the last piece reads on
        if start_class(after.text.strip()) == CLOSING:
            continue  # a mark that no line begins with was cut from the piece before
        if after.text[:2] != "\u3000\u3000":  # what is indented begins a paragraph
            yield stop, pieces


_LAST_LINE = 4.0
"""Bits from which a short line that ends a sentence is the last one of the paragraph. Chosen."""
_WINDOW = 14
"""Lines looked at on either side: enough to know the measure, few enough to stay linear. Chosen."""
_INTRUDES = 1.75
"""Bits that it costs a sentence to be interrupted. On 1,538 made-up pages without captions two have 6 bits or more,
both in verse that a novel has wrapped by hand."""
_PIECE = 7.0
"""Bits that each line costs which interrupts it: any width, any end. Set on the same 1,538 pages."""
_MORE = 6.0
"""Bits that one piece more must add: the last line of the interrupted paragraph adds five by its end. Chosen."""
_WIDER = 6.0
"""Bits against a line that is wider than the first piece of its caption, which is about as wide as the widest one.
Chosen."""
_ALIKE = 4
"""Columns by which it may be wider. Chosen."""
