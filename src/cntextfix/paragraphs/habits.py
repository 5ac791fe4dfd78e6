"""What a page does by habit, in bits: how full its lines are, how they stop, what indents and blank lines go with.

Learned from the page itself, starting from what is usual (``costs``): once from the looks of the lines, then again
from the first reading of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from cntextfix.paragraphs import costs
from cntextfix.paragraphs.features import CITED, CLOSED, COLON, COMMA, DASHED, MID, QUOTED, SENTENCE, Feature
from cntextfix.paragraphs.fit import Fit
from cntextfix.paragraphs.limits import MOST_LACK, MOST_OVER, LimitCosts, learnt, learnt_ragged

FREE, FIRST, NEXT, TITLE, LAST = range(5)
"""What a line is: its own; the first line of a paragraph, or a later one, that goes on; the first line of a heading of
two lines; the last line of its paragraph or heading."""

_RAGGED = 12
"""A line that lacks more columns than this was not cut by the measure, whatever it stops with. Chosen."""
LACK_PRIOR = {0: 17.0, 1: 0.3, 2: 0.15, 3: 0.1, 4: 0.1, 5: 0.05, 6: 0.05, -1: 2.0, -2: 0.8, -3: 0.2, -4: 0.2}
"""How many columns lines that go on lack, of 20 lines: 17 are full, as nearly all made-up articles' lines are."""
FIRST_PRIOR = {**LACK_PRIOR, -1: 1.0, -2: 0.4}
"""The same of first lines, where these are full and others are ragged: they seldom are wider than the measure, which
is known from many others."""
SEEN_CHARACTERS = 400
"""What the usual figures weigh against the page's own, in characters. Chosen."""
KINSOKU = 3
"""A line end falls on a mark oftener than marks are frequent, as it may not fall before one, nor between two.
Chosen."""

_STOPS = r"[。！？!?…]+|(?<=[a-z]{2})\.(?= [A-Z])|(?<=[\u3400-\u9fff])\."
_INSIDE = re.compile(rf"({_STOPS})([”’）)】」』》〉〕]*)|([，、；,;])|([：:])|([”’」』]+)|([）)】》〉〕]+)|(—+)")
_MEANT = (SENTENCE, QUOTED, COMMA, COLON, CITED, CLOSED, DASHED)


@dataclass(frozen=True, slots=True)
class Habits:
    """Costs in bits. ``ragged``: lines differ in width at random; ``strict``: but first lines do not. ``full`` and
    ``full_first`` (of the first line of a paragraph) by columns lacking; ``goes_on`` and ``stops`` of any line;
    ``heading``: a paragraph is one; ``blank`` and ``indent`` as (absent, present) at a wrap and at a real end."""

    ragged: bool
    strict: bool
    full: LimitCosts
    full_first: LimitCosts
    goes_on: float
    stops: float
    heading: float
    blank_wrap: tuple[float, float]
    blank_stop: tuple[float, float]
    indent_wrap: tuple[float, float]
    indents_kept: bool


@dataclass(frozen=True, slots=True)
class Usage:
    """What the page's own text costs at a wrap, in bits, however its lines are read: ``wrap_end`` by how the line
    stops, ``quoted`` by what follows a colon (no quote, a quote)."""

    wrap_end: dict[str, float]
    quoted: tuple[float, float]


def usage(found: Sequence[Feature]) -> Usage:
    """The usage of these lines."""
    return Usage(_wrap_ends(found), _quoted(found))


def first_habits(fit: Fit, *, ragged: bool, strict: bool = False) -> Habits:
    """Habits from the looks of lines: those in mid-phrase go on, those that end a sentence and are short do not."""
    found, missing = fit.found, fit.missing
    wraps = [n for n, one in enumerate(found[:-1]) if one.witness and 0 <= missing[n] <= _RAGGED]
    rooms = [fit.rooms[n] for n in wraps]
    stops = [n for n, lack in enumerate(missing[:-1]) if lack > _RAGGED and surely_last(found[n], lack)]
    share = _usual_stops(found, wraps)
    full = learnt_ragged(rooms, _RAGGED) if ragged else learnt(rooms, _USUAL, _RAGGED)
    indent_wrap, indents_kept = _indents(found, stops)
    return Habits(
        ragged, strict, full, learnt((), _USUAL_FIRST, _RAGGED) if strict else full,
        -log2(1 - share), -log2(share), costs.HEADING,
        *_blanks(found, wraps, stops), indent_wrap, indents_kept,
    )  # fmt: skip


OF_STOPS = 0.8
"""Of the usual share of last lines, what counts in the second look: what else speaks for the end of a paragraph (its
mark, the room left on the line) is not independent of it. Counted from the page it makes a page that looks cut up more
so. Of 0.4 to 1.0 the best on 1,113 made pages that are ragged and have lost their indents; ``lengths`` has its say
after it."""


def second_habits(first: Habits, fit: Fit, read: Sequence[int]) -> Habits:
    """Habits from a reading: ``read`` has for each line what it is, FREE, FIRST or NEXT if it goes on, LAST if not."""
    found = fit.found
    wraps = [n for n, what in enumerate(read[: len(found) - 1]) if FREE < what < TITLE]
    stops = [n for n, what in enumerate(read[: len(found) - 1]) if what == LAST]
    rooms = [fit.first_rooms[n] if read[n] == FIRST else fit.rooms[n] for n in wraps]
    full = learnt_ragged(rooms, _RAGGED) if first.ragged else learnt(rooms, _USUAL, _RAGGED)
    basis = learnt((), _USUAL_FIRST, _RAGGED) if first.strict else full
    usual = [SEEN_FIRST * share for share in basis.shares]
    firsts = learnt((fit.first_rooms[n] for n in wraps if read[n] == FIRST), usual, _RAGGED)
    share = OF_STOPS * _usual_stops(found, wraps)
    return Habits(
        first.ragged, first.strict, full, firsts, -log2(1 - share), -log2(share), _headings(found, read),
        *_blanks(found, wraps, stops), first.indent_wrap, first.indents_kept,
    )  # fmt: skip


HEADING_LINES = 2
"""Lines in a heading, at the most. Chosen."""
SEEN_PARAGRAPHS = 15
"""What its usual share weighs against the page's own, in paragraphs. Chosen."""


def _headings(found: Sequence[Feature], read: Sequence[int]) -> float:
    """What it costs a paragraph to be a heading: it is short and stops without an end mark."""
    size, paragraphs, headings = 0, 0, 0
    for one, what in zip(found, read, strict=True):
        size = size + 1 if what != FREE else 0
        if what == LAST:
            paragraphs += 1
            headings += size <= HEADING_LINES and one.end not in (SENTENCE, QUOTED, COLON)
            size = 0
    share = (headings + SEEN_PARAGRAPHS * 2.0**-costs.HEADING) / (paragraphs + SEEN_PARAGRAPHS)
    return -log2(share)


PARAGRAPH = 90
"""Characters in a paragraph, headings among them. Chosen."""
_NARROWEST = 8
"""Characters in a line, at the least. Chosen."""
_WIDEST = 90
"""… and at the most. Chosen."""


def _usual_stops(found: Sequence[Feature], wraps: Sequence[int]) -> float:
    """The share of lines that are the last ones of paragraphs: the narrower lines are, the fewer."""
    characters = sum([found[n].width for n in wraps]) / (2 * len(wraps)) if wraps else PARAGRAPH / 3
    return 1 / (PARAGRAPH / min(max(_NARROWEST, characters), _WIDEST) + 0.5)


def surely_last(one: Feature, missing: int) -> bool:
    """Whether a line that lacks so many columns is the last of its paragraph by its looks."""
    return missing > _RAGGED and one.end in (SENTENCE, QUOTED)


SEEN_FIRST = 2
"""What the usual fullness weighs against that of the first lines of paragraphs on this page, in lines. Of 2 to 16 the
best on made pages that are ragged."""


def _prior(known: dict[int, float]) -> list[float]:
    """Counts for all columns: what is not ``known`` is rare; a room has two columns or more."""
    return [
        known.get(n, 0.015 if n <= 8 else 0.005 if n <= _RAGGED else 0.0005) for n in range(-MOST_OVER, MOST_LACK + 1)
    ]


_USUAL, _USUAL_FIRST = _prior(LACK_PRIOR), _prior(FIRST_PRIOR)


def _wrap_ends(found: Sequence[Feature]) -> dict[str, float]:
    """What it costs a line to stop as it does and go on. A measure cuts anywhere, so it hits the end of a sentence as
    often as sentences end in mid-line: counted on this page."""
    counts = {kind: SEEN_CHARACTERS * 2.0**-bits for kind, bits in costs.WRAP_END.items()}
    total = sum(counts.values())
    for feature in found:
        total += len(feature.text)
        for match in _INSIDE.finditer(feature.text, 0, len(feature.text) - 1):
            kind = _MEANT[(match.lastindex or 1) - 1]
            if match.lastindex == 2:
                kind = QUOTED if match.group(2) else SENTENCE
            counts[kind] += min(KINSOKU, match.end() - match.start() + 1)
    counts[MID] = max(1.0, total - sum(count for kind, count in counts.items() if kind != MID))
    return {kind: -log2(count / total) for kind, count in counts.items()}


_SPEECH = re.compile(r"[：:](?=.)([“「『]?)")


def _quoted(found: Sequence[Feature]) -> tuple[float, float]:
    """Where the page's colons are followed by quotations in mid-line, they are at its wraps."""
    after = [match.group(1) != "" for feature in found for match in _SPEECH.finditer(feature.text)]
    share = (sum(after) + 0.5) / (len(after) + 1)
    return -log2(1 - share), -log2(share)


MEANT = 0.2
"""Blank lines that stand after more than this share of the wraps are not what parts paragraphs. Chosen."""
_Pair = tuple[float, float]


def _blanks(found: Sequence[Feature], wraps: Sequence[int], stops: Sequence[int]) -> tuple[_Pair, _Pair]:
    """What a blank line costs at a wrap and at a real end: nothing where an extractor put one after every line."""
    at_wraps, at_stops = (sum([found[n].blank for n in places]) for places in (wraps, stops))
    wrap = (at_wraps + 0.1) / (len(wraps) + 1.1)
    stop = (at_stops + 0.6) / (len(stops) + 1.6)
    present, absent = log2(stop / wrap), log2((1 - wrap) / (1 - stop))
    return (0.0, max(0.0, present)), (max(0.0, absent) if wrap < MEANT else 0.0, 0.0)


KEPT_SHARE = 0.45
"""Indents are kept where this share of the surely last lines have an indented one after them. Chosen."""
MOST_INDENTED = 0.6
"""… and no more than this share of all lines have one. Chosen."""
FEWEST_INDENTED = 2
"""Where no line is surely a last one, as in narrow columns, there have to be so many indents. Chosen."""
AFTER_END = 0.7
"""… this share of them after the end of a sentence or at the top, where a wrap would be by chance only. Chosen."""
MANY_INDENTED = 4
"""On a ragged page fewer of the lines that seem to be last ones are. There so many indents are enough, most of them
after the end of a sentence. Chosen."""
RAGGED_SHARE = 0.2
"""… if this share of the lines that seem to be last ones have an indented one after them. Chosen."""
INDENTED_WRAP = 14.0
"""Where they are: an indented line goes on with a paragraph. Chosen."""
STRAY_INDENT = 8.0
"""An indented line goes on with a paragraph where few lines are indented. Chosen."""


def _indents(found: Sequence[Feature], stops: Sequence[int]) -> tuple[_Pair, bool]:
    indented = sum([feature.indent > 0 for feature in found])
    if not indented or indented > MOST_INDENTED * len(found):
        return (0.0, 0.0), False
    after = sum(found[n + 1].indent > 0 for n in stops)
    places = [n for n, feature in enumerate(found) if feature.indent]
    ended = sum(_ended(found, n) or (not found[n - 1].indent and _ended(found, n - 1)) for n in places)
    shown = indented >= FEWEST_INDENTED and ended >= AFTER_END * indented
    if after >= KEPT_SHARE * len(stops) and (after or shown):
        return (0.0, INDENTED_WRAP), True
    if indented >= MANY_INDENTED and shown and after >= RAGGED_SHARE * len(stops):
        return (0.0, INDENTED_WRAP), True
    return (0.0, INDENTED_WRAP if indented >= FEWEST_INDENTED else STRAY_INDENT), False


def _ended(found: Sequence[Feature], n: int) -> bool:
    """Whether the line before line ``n`` stops as a last one or as a heading, or there is none."""
    return n <= 0 or found[n - 1].end in (SENTENCE, QUOTED, COLON) or found[n - 1].display
