"""Captions that interrupt a sentence and are known by their signs, on lines of their own or glued to others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cntextfix.chinese.characters import width
from cntextfix.paragraphs.features import QUOTED, SENTENCE, end_class
from cntextfix.rules.captions.looks import is_credit
from cntextfix.rules.captions.parts import LinePart
from cntextfix.rules.captions.sentence import goes_on_behind, is_full, met, unfinished


class _SignedCaption(NamedTuple):
    """A caption: parts ``[start, stop)``, and the bits for its interrupting the sentence before it."""

    start: int
    stop: int
    bits: float


CREDIT = 8.0
"""Bits for a caption that ends with a credit. Chosen."""
_BOTH = 1.0
"""Bits that a sign at its beginning adds to that: little, for the two go together. Chosen."""
_SPOKEN = 10.0
"""Bits for a quotation and the name of the one who said it. Chosen."""
_MOST_LINES = 6
"""Lines in a caption that has a sign at its beginning, at most. Chosen."""
_MOST_BARE = 4
"""Lines in one that has a credit alone, at most. Chosen."""
_LONGEST = 160
"""Characters in a caption, at most. Chosen."""
_LONGEST_OPEN = 60
"""Characters in a caption of several lines without a credit, at most. Chosen."""
_PIECE = 1.0
"""Bits that each line more costs a caption without a sign at either end. Chosen."""
_WIDEST = 0.8
"""How wide its lines are at most, as a share of the line before it. Chosen."""
_LAST_LINE = 3.0
"""Bits against a line that ends a sentence before a credit: it is the last one of its paragraph as often as a caption.
Chosen."""
_OPEN_END = 1.0
"""Bits that it costs a caption of one line to have neither a credit nor a full stop. Chosen."""
_BLURRED = 6.0
"""Bits that it costs a caption to begin or end inside a line, with nothing to tell the place; half of it where the
first full stop may as well be the sentence's. Chosen."""
_CLEAR = 1.0
"""Bits that have to be between the best end of a caption and the next best one. Chosen."""
_UNCLEAR = 9.0
"""Bits that a caption has at the most whose end is not so clear: it is held. Chosen."""
_SAID = re.compile(r"[“「『].{4,}[”」』]$")
_SAID_BY = re.compile(r"[—―─－-]{1,2}[ \u3000]*[\u3400-\u9fff·]{2,8}$")


def marked(found: Sequence[LinePart]) -> Iterator[_SignedCaption]:
    """All captions that interrupt a sentence and have a sign, in order; linear."""
    at = 1
    while at < len(found) - 1:
        best = _SignedCaption(at, at, 0.0)
        if found[at - 1].sign or found[at - 1].credit:
            pass  # a caption does not interrupt another one
        elif found[at].sign:
            best = _best(found, at)
        elif (close := _closed(found, at)) is not None:
            best = max((_best(found, first) for first in range(at, close + 1)), key=lambda one: one.bits)
        if best.bits > 0:
            yield best
        at = max(at + 1, best.stop)


def _closed(found: Sequence[LinePart], at: int) -> int | None:
    """The part that closes a caption without a sign at its beginning, if it may begin with part ``at``."""
    for n in range(at, min(at + _MOST_BARE, len(found) - 1)):
        if found[n].sign:
            return None
        if found[n].credit or (n > at and _SAID_BY.match(found[n].text.strip())):
            return n
    return None


def _best(found: Sequence[LinePart], at: int) -> _SignedCaption:
    """The caption that begins with part ``at``, up to where the sentence before it goes on, by the most bits."""
    best, second = _SignedCaption(at, at, 0.0), 0.0
    before = unfinished(found, at)
    if before is None:
        return best
    for stop, closed in _ends(found, at):
        bits = before + goes_on_behind(found, at, stop) + _is_caption(found[at:stop], closed=closed)
        bits -= _blur(found, at, stop, closed=closed)
        second = max(second, min(bits, best.bits))
        best = _SignedCaption(at, stop, bits) if bits > best.bits else best
    return best if best.bits > second + _CLEAR else best._replace(bits=min(best.bits, _UNCLEAR))


def _ends(found: Sequence[LinePart], at: int) -> Iterator[tuple[int, bool]]:
    """Where a caption that begins with part ``at`` may end, and whether a credit closes it there."""
    said, own, wide = "", found[at].sign > 0, width(found[at - 1].text.strip()) * _WIDEST
    filled = False
    for stop in range(at + 1, min(at + _MOST_LINES + 1, len(found))):
        last, after, text = found[stop - 1], found[stop], found[stop - 1].text.strip()
        closed = last.credit or _said_by(found[at:stop])
        said += text
        filled |= stop > at + own and not last.start and width(text) > wide
        if not last.body or not after.body or len(said) > _LONGEST or (filled and not own):
            return
        credit_next = after.credit and is_credit(after.text)
        if not (own or closed or credit_next or _SAID.match(said)) and end_class(text) in (SENTENCE, QUOTED):
            return  # the sentence ends here, and nothing says that this is a caption
        loose = filled or len(said) > _LONGEST_OPEN or (stop > at + 1 and not _stops(text))
        if (own or closed) and not credit_next and not after.sign and (closed or not loose):
            yield stop, closed


def _is_caption(pieces: Sequence[LinePart], *, closed: bool) -> float:
    """Bits for these being a caption: by its sign, by its credit, or by both, which is little more."""
    sign, more, last = pieces[0].sign, len(pieces) - 1, pieces[-1]
    if closed and not last.credit:
        return _SPOKEN - _PIECE * more
    if not closed:
        reads_on = met(pieces[-2].feature, last.feature) if more else 0.0
        return sign + reads_on - _PIECE * more - (0.0 if _stops(last.text) else _OPEN_END)
    if sign:
        return max(sign, CREDIT) + _BOTH
    return CREDIT - _PIECE * more - (_LAST_LINE if more and _stops(pieces[-2].text) else 0.0)


def _said_by(pieces: Sequence[LinePart]) -> bool:
    """Whether these are a quotation and the name of who said it."""
    said = "".join(piece.text.strip() for piece in pieces[:-1])
    return _SAID.match(said) is not None and _SAID_BY.match(pieces[-1].text.strip()) is not None


def _stops(text: str) -> bool:
    """Whether a caption may end here: with a sentence that asks nothing."""
    return end_class(text.strip()) in (SENTENCE, QUOTED) and text.rstrip()[-1] not in "？?"


def _blur(found: Sequence[LinePart], at: int, stop: int, *, closed: bool) -> float:
    """What it costs that nothing tells where a caption begins, or where it ends, inside a line."""
    last, after, one = found[stop - 1], found[stop], found[at - 1].feature
    if not found[at].sign:
        return _BLURRED if after.start and not is_credit(last.text) else 0.0
    if not last.start or closed:
        return 0.0
    same = after.line == last.line or is_full(found, at, one.width)
    return (_BLURRED / 2 if found[at].start else 0.0) if same and _stops(last.text) else _BLURRED
