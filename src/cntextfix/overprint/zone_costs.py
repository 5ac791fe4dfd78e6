"""What overprinting costs, in bits: entering and leaving a zone, and what a zone's units and classes look like.

Figures for copies that stand apart name no count: they were chosen, by the real files in which copies stand so and by
texts that only look so (``tests/data/never_doubled.json``). None of these was held out.

The counterpart of ``prose_costs``: prose pays there for what it repeats, a zone pays here for being a zone.
"""

from __future__ import annotations

from collections.abc import Sequence
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
"""A class found to be overprinted, when it is first met in a zone. Chosen."""
_OUT = {HAN: 8.0, DIGIT: 1.0, LATIN: 1.0, MARK: 2.0, SYMBOL: 1.5, DASH: 0.5, SPACE: 0.3, WIDE: 0.2}
"""A class found not to be. Chosen."""
LOST = {HAN: 13.0, DIGIT: 7.0, LATIN: 7.0, MARK: 7.0, SYMBOL: 6.0, DASH: 2.0, SPACE: 2.0, WIDE: 2.0}
"""A character of an overprinted class that is printed once. Chosen."""
LOST_IN_UNITS = 6.0
"""More for a lost Han character in a zone with longer units: there a unit is lost, not a character. Chosen."""

COPIES = (0.0, 0.0, 0.0, 3.0, 3.0, 15.0, 15.0, 15.0, 15.0)
"""A zone's number of copies. Chosen: of 550 zones in real files one has more than four, but for lines that are drawn
twice where everything is drawn four times. Messages are sent six times, and thirteen times."""
_FEWEST_COPIES = 3
"""Copies of a document, at least, of which something may have several times as many. Chosen: in one with two, six are
sung."""


def as_often(copies: int, elsewhere: int) -> bool:
    """Whether something is printed ``copies`` times as its document is, which is printed ``elsewhere`` times (0: more
    than once): a line that is drawn twice has twice as many.

    >>> as_often(4, 4), as_often(8, 4), as_often(4, 2), as_often(3, 0)
    (True, True, False, True)
    """
    return elsewhere in (0, copies) or (elsewhere >= _FEWEST_COPIES and copies % elsewhere == 0)


UNIT = 0.5
"""A unit. Chosen."""
UNALIGNED = 1.2
"""Each end of a unit inside a run of one class: units are font runs, or whole lines. Chosen."""
_MIXED = 3.0
"""Words with other classes in one unit, unless it is the rest of its line. Chosen."""
_CLUSTER = 1.0
"""Marks with symbols or dashes in one. Chosen."""
CHAR_UNIT = 0.1
"""A unit in a zone in which all units are single characters. Chosen."""
_MIXED_APART = 2.0
"""Words with other classes in a long unit (CALL characters and more) whose copies stand apart. Chosen."""
UNALIGNED_STEP = {2: 6.0, 3: 3.0}
"""By its copies, a unit that ends one line and begins another, and stops inside a run of one class:
广东省⏎广东省广州市⏎广州市天河区 leads from line to line as well, but the units of overprint are font runs. Chosen."""
LOST_COPY = 9.0
"""A unit that is printed once more than the zone says. Chosen."""
APART = (0.0, 2.0, 0.5)
"""Copies between which a space or a line end stands (by ``lattice``'s NEXT_TO, SPACED, STACKED). Chosen."""
APART_ENTER = 3.0
"""What entering a zone inside a line costs less by a unit whose copies stand apart: where these begin a line does
already. Chosen."""
APART_LEAVE = 4.0
"""What leaving one does: where these end a line does already. Chosen."""
LONE_LINK = 6.0
"""Entering costs more by a short word at a line end and the next line's head: 红红绿⏎绿的小纸条, 完善工作⏎工作机制.
Chosen."""
CELLS = 3.0
"""Entering costs more by lines or cells that stand twice as they are. Chosen."""
BLOCK = -2.0
"""… and so much more, which is less, by blocks of lines: prose pays nothing for those that may be verse or cells
(``repeat_costs.natural_block``). Chosen."""
ALONE = 2.0
"""A character printed once in a zone with copies apart, where none of its class stands beside it: PyMuPDF leaves copies
of single characters out. Chosen."""
TIGHT = 8.0
"""Entering by a unit with copies both side by side and on other lines. Chosen."""
SAID_TIGHT = 4.0
"""The most that prose pays for copies side by side there: titles begin a text that says them twice (硕鼠⏎硕鼠硕鼠).
Chosen."""
CALLED = 7.0
"""The most that prose pays for saying a short phrase again on the next line. Chosen."""
GROWN = 3.0
"""What prose pays for a line that begins with all of the one before, which begins with the one before that: 哗⏎哗啦.
Chosen."""
TITLES = 2.0
"""What prose pays for a title that its text begins with, after another such title. Chosen."""
TWINS = 2.0
"""What prose pays for each further copy of a short line after another that stands twice: songs have each line twice.
Chosen."""
CHAINED = 4.0
"""Lines that begin with the end of the one before and end with the beginning of the next do so again. Chosen."""
LONE_DASH = 3.0
"""Reading —— as — printed twice costs extra: it is printed in a pair by nature. Chosen."""
LONE_ELLIPSIS = 6.0
"""Reading …… as … printed twice does. Chosen."""
LONG = 4
"""Characters of a unit. Strong zones elsewhere help a zone less that opens with a shorter one: 热热闹闹、红红火火 needs
no cause. Chosen."""
SHORT_HELP = 5.0
"""The most bits that they help it. Chosen."""
CALL = 8
"""Characters of a call said twice (由得佢啦，), which needs no cause either: fewer than so many. Chosen."""
TWIN = 8.0
"""Entering a zone in a line that stands again as the next line or the one before: what is printed twice is the line.
Chosen."""
_NO_HAN = 30.0
"""A zone in which no Han character is overprinted: 00:00 and （（ are what they are. Chosen."""
SAID = 4.0
"""A repetition without Han that was there before. Chosen."""
PHRASE = 6
"""Prose repeats whole phrases (好，好，): so many characters from mid-phrase to mid-phrase are not said twice.
Chosen."""
NO_PHRASE = 4.0
"""Bits more that prose pays for such a unit. Chosen."""


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
    moved: bool = False
    """Whether lines were put in this order because one leads to the next: then that proves nothing."""


def no_han(inside: int) -> float:
    """Bits against a zone of the overprinted classes ``inside``: marks are not printed n times where no word is."""
    if inside & BIT[HAN]:
        return 0.0
    return _NO_HAN if inside & _WORDS else float("inf")


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


_STEPS_LATE = 10.0
"""A unit whose copies end and begin lines in a zone where copies stood otherwise. Chosen."""
_SHORT_STEPS = 14.0
"""A short one of them: words said twice over a line end lie so. Chosen."""
_OTHER_STYLE = 3.0
"""Another style in a zone. Chosen."""
_SHORT_OTHER_STYLE = 6.0
"""A short unit side by side among lines printed again. Chosen."""


def style_toll(met: int, style: int, *, long: bool, usual: Sequence[int] = ()) -> float:
    """A unit of a ``style`` in a zone in which others were ``met``, both as bits. A line of one run costs nothing among
    steps, nor do short runs side by side, nor one ``usual`` style of the document among another."""
    if style == 1 << PHRASES:
        style = 1 << INLINE
    if met & style or (met & 1 << STEPS and not (long and style == 1 << INLINE)):
        return 0.0
    if any(style == 1 << one for one in usual) and any(met & 1 << one for one in usual):
        return 0.0
    if style == 1 << STEPS:
        return _STEPS_LATE if long else _SHORT_STEPS
    return _OTHER_STYLE if long or met & 1 << INLINE else _SHORT_OTHER_STYLE
