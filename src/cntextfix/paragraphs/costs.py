"""What lines cost, in bits: as text set to a measure, and as text whose lines are its own.

The figures are minus log2 of shares counted on the made-up articles, wrapped at 12 to 40 characters (556 wraps, 129
paragraph ends), on 10,717 wraps of news, 3,102 of laws, 12,359 of a novel and 3,554 of speech, and rounded; where the
genres differ, the dearer reading of a wrap stands.
"""

from __future__ import annotations

from math import log2

from cntextfix.paragraphs.features import (
    BYLINE,
    CITED,
    CLOSED,
    CLOSING,
    COLON,
    COMMA,
    DASHED,
    LISTED,
    MID,
    OPENER,
    OPENING,
    PLAIN,
    QUOTED,
    SENTENCE,
    SPEAKER,
)  # fmt: skip

WRAP_END = {MID: 0.3, COMMA: 2.6, COLON: 6.0, SENTENCE: 4.6, QUOTED: 6.5, CITED: 5.5, CLOSED: 5.5, DASHED: 6.0}
"""How a line stops that a paragraph goes on after. Counted."""
LAST_END = {MID: 8.0, COMMA: 7.0, COLON: 4.5, SENTENCE: 0.4, QUOTED: 2.3, CITED: 8.5, CLOSED: 6.0, DASHED: 7.0}
"""How the last line of a paragraph stops. Counted."""
ITEM_END = 1.5
"""A list item stops with a semicolon: one of a single line (counted), or one after which another is known to begin."""
HEADING_END = {MID: 0.7, COMMA: 7.0, COLON: 5.0, SENTENCE: 4.0, QUOTED: 5.0, CITED: 2.2, CLOSED: 3.0, DASHED: 4.0}
"""How a heading stops, or another line that stands alone. Counted."""
FREE_END = {MID: 1.2, COMMA: 2.4, COLON: 3.5, SENTENCE: 1.3, QUOTED: 3.0, CITED: 4.0, CLOSED: 3.5, DASHED: 6.0}
"""How a line stops where lines are not set to a measure: verse, lists, or whole paragraphs."""

FIRST_START = {PLAIN: 0.4, LISTED: 3.5, SPEAKER: 4.0, OPENING: 2.8, BYLINE: 5.0, CLOSING: 12.0, OPENER: 3.0}
"""How a paragraph begins. Counted."""
FREE_START = {PLAIN: 0.4, LISTED: 3.5, SPEAKER: 3.5, OPENING: 3.0, BYLINE: 5.0, CLOSING: 9.0, OPENER: 3.0}
"""How a line begins that is its own. Counted."""
NEXT_START = {PLAIN: 0.1, LISTED: 10.0, SPEAKER: 5.5, OPENING: 4.5, BYLINE: 10.0, CLOSING: 5.0, OPENER: 7.5}
"""How a line begins that goes on with a paragraph. Counted."""

HEADING = 3.2
"""A paragraph is a heading or another line that stands alone: one in nine is. Counted."""
TWO_LINES = 2.0
"""A heading has two lines: one in four has. Counted."""
SENTENCE_IN_HEADING = 5.0
"""A heading has a full stop inside. Counted."""
PAGE_CUT = 3.0
"""A page, or a piece of text, begins or ends within a paragraph. Without it 69 % of the wraps of pieces of three to six
lines of wrapped books are left, with it 23 %."""
SET = 6.0
"""A page has text set to a measure: few lines in mid-phrase prove nothing. At 4 more verse without marks is joined; at
8 28 % of the wraps of ragged columns of up to 15 lines are left, at 6 25 %."""
RAGGED = 2.5
"""Its lines are ragged, over a range that it tells: without that, items of a list that are a few characters apart are
joined. Chosen."""
SET_AS_USUAL = 1.0
"""It is set to the measure that is usual in its title, as nearly all of its documents are. Chosen."""
SET_IN_STEPS = 5.0
"""It is set to measures that change from stretch to stretch. Chosen."""
NEW_MEASURE = 4.5
"""The measure changes from one line to the next. Chosen."""
OPEN_FREE = 6.0
"""A page that has such text does not begin with it. Chosen."""
ENTER = 4.0
"""From text that is set to a measure to it. Chosen."""
LEAVE = 12.0
"""… and back. Chosen: at 8 the last paragraph of a ragged page in the cases is read as lines of their own."""
DISPLAYED = -3.0
"""A line built like the page's other headings is one. Chosen."""
NOT_DISPLAYED = 3.0
"""… and is not body text. Chosen."""
DEEP = 5.0
"""A paragraph stops while a bracket or quote is open. Chosen."""
PAIR_IN_TEXT = 0.50
"""The share of pairs that are in words, counted in 20,000 places of edited news."""
PAIR_BY_CHANCE = 0.06
"""The same, counted in the same characters, shuffled."""
WORD_GOES_ON = tuple(-log2(share) for share in (1 - PAIR_IN_TEXT, PAIR_IN_TEXT))
WORD_CUT = tuple(-log2(share) for share in (1 - PAIR_BY_CHANCE, PAIR_BY_CHANCE))
"""The last character of a line and the first of the next make no word, and make one: at a wrap, and at a real end.
The same for all characters: told apart by their shares, as ``lexicon.meetings`` does, they joined less well."""
IN_NUMBER = 4.0
"""A paragraph stops with a digit and the next begins with one. Chosen."""
IN_FRACTION = 12.0
"""A paragraph stops within a fraction, and the next begins with the rest of it. Chosen."""


def odd_measure(measure: int) -> float:
    """Measures below ten characters are rare (captions), below eight there is no setting prose; none has more than
    seventy (the lead of a broadsheet has sixty)."""
    if 20 <= measure <= 140:
        return 0.0
    return 4.0 if 16 <= measure < 20 else 20.0


def step_measure(measure: int) -> float:
    """The same where the measure changes from stretch to stretch: lines of five to nine characters stand beside
    pictures. Of 1 to 4 bits the best on made pages."""
    if measure >= 20:
        return odd_measure(measure)
    return 2.0 if measure >= 10 else 20.0


def marks_heading(marks: int) -> float:
    """Marks inside a heading: one in four has some."""
    return 0.4 if not marks else 2.0


LAST_OVER = 2
"""Columns by which a paragraph's last line, or a heading, may be wider than the measure. By definition: one character.
"""
LAST_WIDER = 14.0
"""It is wider than that. Chosen."""


def last_width(measure: int) -> float:
    """It is not: any width up to the measure is as likely, in steps of one character."""
    return log2(max(measure, 8) / 2)


def marks_set(width: int, marks: int) -> float:
    """Marks inside a line of prose, one in eleven characters: that there is none becomes a surprise."""
    return 1.44 * width / 22 if not marks else 1.5


def marks_free(end: str, marks: int) -> float:
    """Marks inside a line that is its own: where it stops without one (verse, lists, headings) it has none inside."""
    if not marks or end != MID:
        return 2.0 if marks else 0.6
    return 4.5 if marks == 1 else 8.0
