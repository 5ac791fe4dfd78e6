"""A sentence that is interrupted: how surely it stops in the middle, and goes on further down."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cntextfix.chinese.characters import width
from cntextfix.chinese.lexicon import meetings
from cntextfix.paragraphs.features import (
    BYLINE,
    CLOSING,
    COLON,
    COMMA,
    LISTED,
    MID,
    QUOTED,
    SENTENCE,
    Feature,
    end_class,
)
from cntextfix.rules.captions.parts import LinePart
from cntextfix.rules.order.links import link

_MARKS_INSIDE = 3.0
"""Bits for what stands before being a sentence: it has commas inside, or ends with one. Chosen."""
_PLAIN = 0.0
"""Bits for what has none, and goes on from the line before, as wide as that. Chosen."""
_BARE = -2.0
"""Bits for what else has none: it may be a headline. Chosen."""
_UNLIKELY = 0.5
"""The fewest bits of a line with commas. Chosen."""
_SHORT_OF = 4
"""Columns by which a line is short of the widest one near at least, if it was not cut by a measure. Chosen."""
_LACKS = -3.0
"""Bits for such a line: it is the last one of its paragraph. Chosen."""
_FULL = 2.0
"""Bits for a line as wide as the widest one near. Chosen."""
_BOTH_FULL = 2.0
"""Bits where the line after a caption of one line is as full as the one before. Chosen."""
_NEAR = 3
"""Lines before that one which tell the measure. Chosen."""
_LINES_BACK = 3
"""Lines on which is looked back for commas: in narrow columns one line in two has none. Chosen."""
_READS_ON = 1.0
"""Bits that it costs a caption without a sign at its beginning that the sentence may as well go on in it. Chosen."""
_NEVER = -99.0
"""Bits for going on in what begins a paragraph: as good as never. Chosen."""
_HEADING = 4.0
"""Bits against what has no mark inside and ends without one: it may be a heading. Chosen."""
_NUMBER = 2.5
"""Bits for a number that goes on: two numerals meet once in thirty by chance. Chosen."""
_NUMERALS = frozenset("一二三四五六七八九十百千万亿两萬億兩")
_INSIDE = re.compile(r"[，；。！？,;](?=.)")
"""What sentences have inside and headlines have not, brackets apart."""
_BRACKETED = re.compile(r"[（(《][^（()）《》]*[）)》]")
_CODE = re.compile(r"[^\w“”‘’「」『』《》（），。、；：！？…—%％]|$")
_OPEN, _CLOSE = "“「『《（", "”」』》）"


def unfinished(found: Sequence[LinePart], at: int) -> float | None:
    """Bits for the part before ``at`` stopping in the middle of a sentence; None if it does not."""
    one = found[at - 1].feature
    if not (found[at - 1].body and found[at].body) or one.end not in (MID, COMMA) or one.text[-1:] in "；;":
        return None
    if not one.text:
        return None
    glued = found[at - 1].line == found[at].line  # then its width tells nothing
    full = not glued and is_full(found, at, one.width)
    if one.end != COMMA and not _is_open(one.text) and not _INSIDE.search(_BRACKETED.sub("", _so_far(found, at))):
        goes_on_here = full and end_class(found[at - 2].text.strip()) in (MID, COMMA)
        return _PLAIN if goes_on_here else _BARE
    if full or glued:
        return _MARKS_INSIDE + (_FULL if full else 0.0)
    short = max(_widths(found, at), default=one.width) - one.width
    return max(_UNLIKELY, _MARKS_INSIDE + (_LACKS if _SHORT_OF < short < one.width * 2 else 0.0))


def goes_on_behind(found: Sequence[LinePart], at: int, stop: int) -> float:
    """Bits for the sentence before part ``at`` going on with part ``stop`` rather than with part ``at``."""
    one, other = found[at - 1].feature, found[stop].feature
    if other.start in (LISTED, BYLINE) or other.end == COLON or _CODE.match(other.text):
        return _NEVER
    bits = met(one, other)
    if not found[at].sign:
        bits -= max(0.0, met(one, found[at].feature)) + _READS_ON
    if stop == at + 1 and not found[at].start and not found[stop].start and is_full(found, at, one.width):
        bits += _BOTH_FULL if abs(other.width - one.width) <= _SHORT_OF else 0.0
    prose = other.marks or other.end in (SENTENCE, QUOTED, COMMA) or other.start == CLOSING
    return bits if prose else bits - _HEADING


def met(one: Feature, other: Feature) -> float:
    """Bits for reading on from one to the other."""
    numerals = one.text[-1:] in _NUMERALS and other.text[:1] in _NUMERALS
    return link(one, other, meetings([one.text, other.text])[0]) + (_NUMBER if numerals else 0.0)


def is_full(found: Sequence[LinePart], at: int, wide: int) -> bool:
    """Whether what stands before part ``at`` is as wide as the lines before it."""
    near = _widths(found, at)
    return bool(near) and abs(max(near) - wide) <= _SHORT_OF


def _widths(found: Sequence[LinePart], at: int) -> list[int]:
    return [width(part.text.strip()) for part in found[max(0, at - 1 - _NEAR) : at - 1] if part.body]


def _so_far(found: Sequence[LinePart], at: int) -> str:
    """What stands before part ``at``, with the lines that go on into it: as wide, and with no end of a sentence."""
    text = found[at - 1].text.strip()
    glued = found[at - 1].line == found[at].line  # the rest of its line is the caption's
    for n in range(at - 2, max(-1, at - 2 - _LINES_BACK), -1):
        before = found[n].text.strip()
        alike = (n == at - 2 and glued) or abs(width(before) - width(found[n + 1].text.strip())) <= _SHORT_OF
        if found[n + 1].start or not found[n].body or not alike or end_class(before) not in (MID, COMMA):
            break
        text = before + text
    return text


def _is_open(text: str) -> bool:
    """Whether a quotation or bracket is open at the end."""
    return sum(map(text.count, _OPEN)) > sum(map(text.count, _CLOSE))
