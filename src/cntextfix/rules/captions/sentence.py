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

MARKS_INSIDE, _PLAIN, BARE, UNLIKELY = 3.0, 0.0, -2.0, 0.5
"""Bits for what stands before being a sentence: it has commas inside, or ends with one; or it goes on from the line
before, as wide as that; else it may be a headline. The least that a line with commas has."""
SHORT_OF, LACKS, _FULL = 4, -3.0, 2.0
"""The line before a caption is so many columns short of the widest one near: it was not cut by a measure, but is the
last one of its paragraph; or it is as wide as that."""
BOTH_FULL = 2.0
"""The line after a caption of one line is as full as the one before."""
_NEAR, LINES_BACK = 3, 3
"""Lines before that one which tell the measure; and on which is looked back for commas, as in narrow columns one line
in two has none."""
READS_ON = 1.0
"""What it costs a caption without a sign at its beginning that the sentence may as well go on in it."""
_NEVER, _HEADING = -99.0, 4.0
"""What begins a paragraph; what has no mark inside and ends without one may be a heading."""
NUMBER = 2.5
"""Bits for a number that goes on: two numerals meet once in thirty by chance."""
_NUMERALS = frozenset("一二三四五六七八九十百千万亿两萬億兩")
_INSIDE = re.compile(r"[，；。！？,;](?=.)")
_BRACKETED = re.compile(r"[（(《][^（()）《》]*[）)》]")
"""What sentences have inside and headlines have not, brackets apart."""
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
        return _PLAIN if goes_on_here else BARE
    if full or glued:
        return MARKS_INSIDE + (_FULL if full else 0.0)
    short = max(_widths(found, at), default=one.width) - one.width
    return max(UNLIKELY, MARKS_INSIDE + (LACKS if SHORT_OF < short < one.width * 2 else 0.0))


def goes_on_behind(found: Sequence[LinePart], at: int, stop: int) -> float:
    """Bits for the sentence before part ``at`` going on with part ``stop`` rather than with part ``at``."""
    one, other = found[at - 1].feature, found[stop].feature
    if other.start in (LISTED, BYLINE) or other.end == COLON or _CODE.match(other.text):
        return _NEVER
    bits = met(one, other)
    if not found[at].sign:
        bits -= max(0.0, met(one, found[at].feature)) + READS_ON
    if stop == at + 1 and not found[at].start and not found[stop].start and is_full(found, at, one.width):
        bits += BOTH_FULL if abs(other.width - one.width) <= SHORT_OF else 0.0
    prose = other.marks or other.end in (SENTENCE, QUOTED, COMMA) or other.start == CLOSING
    return bits if prose else bits - _HEADING


def met(one: Feature, other: Feature) -> float:
    """Bits for reading on from one to the other."""
    numerals = one.text[-1:] in _NUMERALS and other.text[:1] in _NUMERALS
    return link(one, other, meetings([one.text, other.text])[0]) + (NUMBER if numerals else 0.0)


def is_full(found: Sequence[LinePart], at: int, wide: int) -> bool:
    """Whether what stands before part ``at`` is as wide as the lines before it."""
    near = _widths(found, at)
    return bool(near) and abs(max(near) - wide) <= SHORT_OF


def _widths(found: Sequence[LinePart], at: int) -> list[int]:
    return [width(part.text.strip()) for part in found[max(0, at - 1 - _NEAR) : at - 1] if part.body]


def _so_far(found: Sequence[LinePart], at: int) -> str:
    """What stands before part ``at``, with the lines that go on into it: as wide, and with no end of a sentence."""
    text = found[at - 1].text.strip()
    glued = found[at - 1].line == found[at].line  # the rest of its line is the caption's
    for n in range(at - 2, max(-1, at - 2 - LINES_BACK), -1):
        before = found[n].text.strip()
        alike = (n == at - 2 and glued) or abs(width(before) - width(found[n + 1].text.strip())) <= SHORT_OF
        if found[n + 1].start or not found[n].body or not alike or end_class(before) not in (MID, COMMA):
            break
        text = before + text
    return text


def _is_open(text: str) -> bool:
    """Whether a quotation or bracket is open at the end."""
    return sum(map(text.count, _OPEN)) > sum(map(text.count, _CLOSE))
