"""What overprinting costs, in bits: entering and leaving a zone, and what a zone's units and classes look like.

Figures for copies that stand apart name no count: they were chosen, by the real files in which copies stand so and by
texts that only look so (``tests/data/never_doubled.json``). None of these was held out.

The counterpart of ``prose_costs``: prose pays there for what it repeats, a zone pays here for being a zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from cntextfix.chinese.characters import DASH, DIGIT, END, HAN, LATIN, MARK, SPACE, SYMBOL

WIDE = "w"
"""An ideographic space, which was drawn as a character: other spaces may have been made by the extractor, once."""
CLASSES = HAN + DIGIT + LATIN + MARK + SYMBOL + DASH + SPACE + WIDE
BIT = {kind: 1 << n for n, kind in enumerate(CLASSES)} | {END: 0}
"""A set of classes is a mask of these bits."""
ALL = (1 << len(CLASSES)) - 1
NEUTRAL = BIT[SPACE] | BIT[WIDE] | BIT[DASH]
_WORDS = BIT[HAN] | BIT[DIGIT] | BIT[LATIN]

_IN = {HAN: 0.0, DIGIT: 1.0, LATIN: 1.0, MARK: 0.5, SYMBOL: 1.0, DASH: 1.0, SPACE: 2.5, WIDE: 1.2}
"""A class found to be overprinted, when it is first met in a zone."""
_OUT = {HAN: 8.0, DIGIT: 1.0, LATIN: 1.0, MARK: 2.0, SYMBOL: 1.5, DASH: 0.5, SPACE: 0.3, WIDE: 0.2}
"""A class found not to be."""
LOST = {HAN: 13.0, DIGIT: 7.0, LATIN: 7.0, MARK: 7.0, SYMBOL: 6.0, DASH: 2.0, SPACE: 2.0, WIDE: 2.0}
"""A character of an overprinted class that is printed once."""
LOST_IN_UNITS = 6.0
"""More for a lost Han character in a zone with longer units: there a unit is lost, not a character."""

COPIES = (0.0, 0.0, 0.0, 3.0, 3.0, 6.0, 6.0, 6.0, 6.0)
"""A zone's number of copies."""
UNIT, UNALIGNED, _MIXED, _CLUSTER, CHAR_UNIT = 0.5, 1.2, 3.0, 1.0, 0.1
"""A unit; each end of it inside a run of one class; words with other classes in one unit, unless it is the rest of its
line (units are font runs, or whole lines); marks with symbols or dashes in one; a unit in a zone in which all units are
single characters."""
_MIXED_APART = 2.0
"""The same for words with other classes in a long unit (CALL characters and more) whose copies stand apart."""
UNALIGNED_STEP = {2: 6.0, 3: 3.0}
"""By its copies, a unit that ends one line and begins another, and stops inside a run of one class:
广东省⏎广东省广州市⏎广州市天河区 leads from line to line as well, but the units of overprint are font runs."""
LOST_COPY = 9.0
"""A unit that is printed once more than the zone says."""
APART = (0.0, 2.0, 0.5)
"""Copies between which a space or a line end stands (by ``lattice``'s NEXT_TO, SPACED, STACKED)."""
APART_ENTER, APART_LEAVE = 3.0, 4.0
"""What entering and leaving a zone inside a line cost less by a unit whose copies stand apart: where these begin or end
a line does already."""
LONE_LINK = 6.0
"""Entering costs more by a short word at a line end and the next line's head: 红红绿⏎绿的小纸条, 完善工作⏎工作机制."""
CELLS, BLOCK = 3.0, -2.0
"""Entering costs more by lines or cells that stand twice as they are, and less by blocks of lines: prose pays nothing
for those that may be verse or cells (``repeat_costs.natural_block``)."""
ALONE = 2.0
"""A character printed once in a zone with copies apart, where none of its class stands beside it: PyMuPDF leaves copies
of single characters out."""
TIGHT, SAID_TIGHT = 8.0, 4.0
"""Entering by a unit with copies both side by side and on other lines; and the most that prose pays for the former, for
titles begin a text that says them twice (硕鼠⏎硕鼠硕鼠)."""
CALLED = 7.0
"""The most that prose pays for saying a short phrase again on the next line."""
GROWN = 3.0
"""What prose pays for a line that begins with all of the one before, which begins with the one before that: 哗⏎哗啦."""
TITLES = 2.0
"""What prose pays for a title that its text begins with, after another such title."""
TWINS = 2.0
"""What prose pays for each further copy of a short line after another that stands twice: songs have each line twice."""
CHAINED = 4.0
"""Lines that begin with the end of the one before and end with the beginning of the next do so again."""
LONE_DASH, LONE_ELLIPSIS = 3.0, 6.0
"""—— and …… are printed in pairs by nature: reading one of them as — printed twice costs extra."""
LONG, SHORT_HELP, CALL = 4, 5.0, 8
"""Strong zones elsewhere help a zone less that opens with a shorter unit: 热热闹闹、红红火火 needs no cause,
nor does a call said twice (由得佢啦，)."""
TWIN = 8.0
"""Entering a zone in a line that stands again as the next line or the one before: what is printed twice is the line."""
NO_HAN, SAID = 30.0, 4.0
"""A zone in which no Han character is overprinted: 00:00 and （（ are what they are; and a repetition without Han
that was there before."""
PHRASE, NO_PHRASE = 6, 4.0
"""Prose repeats whole phrases (好，好，): so many characters from mid-phrase to mid-phrase are not said twice."""


PHRASE_AGAIN = (13.0, 3.0)
"""Bits, the most that prose pays for a phrase said again at once with its mark (你在哪里？你在哪里？), however long:
alone, and straight after another such phrase (等着……等着……盼着……盼着……). Shoppers paste whole reviews twice: it lies
below what a lone zone needs to be applied. Chosen on 97 made texts of natural repetition and 191 of overprint."""
SAID_MORE = 1.0
"""Bits for each further time that such a phrase is said. Chosen on the same texts."""
IN_RUNS = 30.0
"""A phrase said again with its mark, in a zone in which marks are printed n times of themselves: there each run of one
class is a unit, and none holds a phrase and its mark. It costs more than leaving the zone and entering it again.
Chosen on the same texts."""
PAIR_OF_MARKUP = 8.0
"""Bits for two signs of Markdown (``**``) read as one printed twice: they stand in pairs by nature. Chosen on the same
texts."""

INLINE, WHOLE, STEPS, PHRASES = STYLES = range(4)
"""How a zone's copies stand: side by side or a space apart; as lines and blocks of their own; as ends and beginnings of
lines; side by side, each a phrase with its mark. A document's copies mostly stand in one way, for one extractor gave
them of what one program drew."""


@dataclass(frozen=True, slots=True)
class Prior:
    """What it costs, in bits, to enter and to leave a zone: at a line end, at a space, between two classes of
    characters, inside a run of one class. Set so that no zone is found in 2 million characters of clean news, law
    and verse, while a lone heading of six pairs or of a five-character unit printed twice is."""

    enter: tuple[float, float, float, float] = (10.0, 13.0, 15.0, 16.0)
    leave: tuple[float, float, float, float] = (0.0, 3.0, 7.0, 10.0)
    help: float = 0.0
    """How much less entering costs where there are strong zones elsewhere, with as many ``copies`` (0: any) that stand
    in one of these ``styles`` (none: any)."""
    copies: int = 0
    styles: tuple[int, ...] = ()


_PARTNERS = (
    (DIGIT, MARK, 1.0, 1.0), (LATIN, MARK, 1.0, 0.0), (MARK, DASH, 4.0, 4.0), (MARK, SYMBOL, 1.0, 1.0),
    (DIGIT, SYMBOL, 2.0, 2.0), (LATIN, SYMBOL, 1.0, 1.0), (DIGIT, LATIN, 2.0, 2.0),
    (WIDE, DIGIT, 4.0, 0.0), (WIDE, MARK, 4.0, 0.0),
)  # fmt: skip
"""What it costs if the first class is overprinted and the second is not, and the other way round: classes of one font
go together, and where not even the marks are overprinted only the Han characters are."""


@cache
def toll_in(new: int, known: int, inside: int) -> float:
    """Finding the classes ``new`` overprinted, where ``known`` were met before and ``inside`` of them overprinted."""
    bits = 0.0
    for kind in CLASSES:
        if new & BIT[kind]:
            bits += _IN[kind]
            bits += sum(toll for one, two, toll, _ in _PARTNERS if one == kind and known & ~inside & BIT[two])
            bits += sum(toll for one, two, _, toll in _PARTNERS if two == kind and known & ~inside & BIT[one])
    return bits


@cache
def toll_out(kind: str, known: int, inside: int) -> float:
    """Finding a class not overprinted."""
    bits = _OUT[kind]
    bits += sum(toll for one, two, _, toll in _PARTNERS if one == kind and inside & BIT[two])
    return bits + sum(toll for one, two, toll, _ in _PARTNERS if two == kind and inside & BIT[one])


def mixed_toll(mask: int, *, apart: bool) -> float:
    """A unit of the classes ``mask``; ``apart`` if it is a long one whose copies stand apart."""
    if not mask & mask - 1:
        return 0.0
    return (_MIXED_APART if apart else _MIXED) if mask & _WORDS else _CLUSTER


_STEPS_LATE, _SHORT_STEPS, _OTHER_STYLE, _SHORT_OTHER_STYLE = 10.0, 14.0, 3.0, 6.0
"""A unit whose copies end and begin lines in a zone where copies stood otherwise, and a short one: words said twice
over a line end lie so. Another style in a zone; and a short unit side by side among lines printed again."""


def style_toll(met: int, style: int, *, long: bool) -> float:
    """A unit of a ``style`` in a zone in which others were ``met``, both as bits. A line of one run costs nothing among
    steps, nor do short runs side by side."""
    if style == 1 << PHRASES:
        style = 1 << INLINE
    if met & style or (met & 1 << STEPS and not (long and style == 1 << INLINE)):
        return 0.0
    if style == 1 << STEPS:
        return _STEPS_LATE if long else _SHORT_STEPS
    return _OTHER_STYLE if long or met & 1 << INLINE else _SHORT_OTHER_STYLE
