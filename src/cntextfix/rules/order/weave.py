"""Where columns were woven into each other, line by line: which stretch of a page reads on further down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from math import inf, log2
from typing import NamedTuple

from cntextfix.chinese.lexicon import meetings
from cntextfix.paragraphs.features import COMMA, LISTED, MID, Feature
from cntextfix.rules.order.links import Links, goes_on, link, links, stops, straight, with_usage
from cntextfix.rules.order.tails import CUT, ENDS, tail


class Weave(NamedTuple):
    """Lines ``first`` to ``stop``: those of the second column are every other one from ``first + 1`` to ``right``, if
    there are two ``columns``, or every third, and those of the third one every third from ``first + 2``; all others are
    the first one's. ``bits`` for that against the order as it is. ``tail``: the columns of the lines after ``right``,
    where there are more than two. ``broken``: the most bits against reading straight on that a stretch of lines has."""

    first: int
    right: int
    stop: int
    bits: float
    columns: int = 2
    tail: tuple[int, ...] = ()
    broken: float = 0.0

    def moved(self) -> list[int]:
        """The lines that go to the end of the stretch, in order."""
        out: list[int] = []
        for column in range(1, self.columns):
            out += range(self.first + column, self.right, self.columns)
            out += (self.right + n for n, other in enumerate(self.tail) if other == column)
        return out


def weave(found: Sequence[Feature], body: Sequence[bool], worth: float = 2.0, *, language: bool = False) -> Weave:
    """The likeliest stretch of two columns or more; ``body`` says which lines can be part of one. What is not
    ``worth`` so many bits at first sight is not looked at again. Linear."""
    if len(found) < _LEAST:
        return _NOTHING
    first = links(found, language=language)
    looks = _Looks(found, body)
    best = _best(looks, first, 2, worth, language=language)
    broken = _breaks(first.near) if language else 0.0
    if broken >= _BROKEN:
        for columns in range(3, MOST_COLUMNS + 1):
            if len(found) >= _LEAST_ROWS * columns:
                far = links(found, columns, first, language=language)
                best = max(best, _best(looks, far, columns, worth, language=language), key=lambda weave: weave.bits)
    return best._replace(broken=broken)


def _best(looks: _Looks, first: Links, columns: int, worth: float, *, language: bool) -> Weave:
    """The likeliest stretch of so many columns."""
    best = _Page(looks, first, columns, worth).best()
    if best.bits < worth:
        return best
    page = _Page(looks, with_usage(first, looks.found, columns, language=language), columns, worth)
    best = page.best()
    return best if page.is_set(best) else _NOTHING


def broken(found: Sequence[Feature]) -> float:
    """The most bits against reading straight on that a stretch of these lines has."""
    return _breaks(straight(tuple(found), language=True)) if found else 0.0


def _breaks(near: Sequence[float]) -> float:
    """The most bits against reading straight on that a stretch of lines has."""
    most = here = 0.0
    for bits in near:
        here = max(0.0, here - bits - _NEUTRAL)
        most = max(most, here)
    return most


MOST_COLUMNS = 6
"""Columns at the most. Chosen."""
_LEAST_ROWS = 3
"""Lines in each, where there are more than two. Chosen."""
_BROKEN = 6.0
"""Bits against reading straight on without which no more than two are looked for: straight text has fewer. Chosen."""
_NOTHING = Weave(0, 0, 0, 0.0)
_GAP = re.compile(r"[\u3400-\u9fff][ \u3000]+[\u3400-\u9fff]")
BREAK = -99.0
"""Bits for what no column does. Chosen."""
UNLIKE = -4.0
"""Bits for what few lines of one do: they differ in width, or have a gap. Chosen."""
_ALIKE = 8
"""Columns by which lines of a column that are cut in mid-phrase differ at most: marks may hang over, an indent may be
lost. Chosen."""
_NARROWEST = 12
"""Columns in a line of prose: no column is narrower. Chosen."""
_LEAST = 6
"""Lines in a stretch. Chosen."""
_NEUTRAL = 0.4
"""Added to every line of a stretch when the best one is looked for: lines that say nothing belong to what is around.
Chosen."""
AFTER = 3.0
"""Bits against columns that are woven from the end of a sentence on: they seldom are, but from their beginning.
Chosen."""
_INSIDE = 5.0
"""Bits against those that are woven from mid-phrase. Chosen."""
_SAME = 5
"""Columns by which lines differ that are cut by the measure, with indents lost. Chosen."""
_TITLE = 2.0
"""Bits against what else stops in mid-phrase: it is a headline, and no column begins with it. Chosen."""
_FULL = 0.5
"""Share of the lines of two columns that are full, at the least; verse and code have fewer. Chosen."""
REST = 2.0
"""Bits against lines of the longer column that are left over: columns are as long as each other. Of 1,200 made pages of
two columns of five to nine rows, news and an encyclopaedia, 1,110 are exact with 2 bits and 27 wrong, and 1,074 and 63
with half a bit; of 600 with one to four lines left over, which one line end has to tell, 403 and 413 are exact."""
PER_LINE = 0.25
"""Bits against each of them: they are seldom many. Chosen."""
REST_OF_MORE = 9.0
"""Bits against lines left over where there are more than two columns: a last row left out was nearly all that went
wrong with 3 bits and less; from 9 on more changes nothing."""
MOST_REST = 8
"""Lines left over that are looked at. Chosen."""
BEST = 16
"""Stretches of which it is looked up whether the right column goes on where the left one stops. Chosen."""


def _full(found: Sequence[Feature]) -> int:
    """The width of most lines that stop in mid-phrase."""
    widths = sorted(one.width + one.indent for one in found if one.end == MID)
    return widths[len(widths) * 2 // 3] if widths else 0


class _Looks:
    """What each line looks like by itself: whether it has a gap (``gaps``) or is a title (``titles``); what it costs
    to begin with it (``opens``), and where the block ends that it stands in (``ends``). ``full`` is the width of most
    lines that stop in mid-phrase."""

    def __init__(self, found: Sequence[Feature], body: Sequence[bool]) -> None:
        self.found, self.body, self.full = found, body, _full(found)
        self.gaps = [_has_gap(one) for one in found]
        self.titles = [self._is_title(n) for n in range(len(found))]
        self.opens = [self._opens(n) for n in range(len(found))]
        self.ends = self._block_ends()

    def _block_ends(self) -> list[int]:
        count = len(self.found)
        out = [count] * (count + 1)
        for n in range(count - 1, -1, -1):
            out[n] = n + 1 if n + 1 == count or self._is_other(n + 1) else out[n + 1]
        return out

    def _opens(self, first: int) -> float:
        title = _TITLE if self.titles[first] else 0.0
        if not first or not self.body[first - 1] or self.titles[first - 1]:
            return title
        return title + (AFTER if stops(self.found[first - 1]) else _INSIDE)

    def _is_other(self, n: int) -> bool:
        """Whether a line is of another block than the column before it."""
        one = self.found[n]
        return not self.body[n] or self.titles[n] or one.width + one.indent > self.full + _SAME

    def _is_title(self, n: int) -> bool:
        """Whether a line stops in mid-phrase or at a quote, and not where the lines of the column do."""
        one = self.found[n]
        if stops(one) or one.end == COMMA:
            return False
        differs = abs(one.width + one.indent - self.full) > _SAME
        return differs or self.gaps[n] or (one.display and not one.marks)


class _Page:
    """The lines of a page as sums: what a stretch is worth is the difference of two of them."""

    def __init__(self, looks: _Looks, bits: Links, columns: int, worth: float) -> None:
        self.looks, self.found, self.near, self.far = looks, looks.found, bits.near, bits.far
        self.columns, self.worth = columns, worth
        self.least = _LEAST if columns == 2 else _LEAST_ROWS * columns
        gains = [self._gain(n) for n in range(len(bits.far))]
        self.sums = [0.0, *accumulate(gains)]

    def _gain(self, n: int) -> float:
        """Bits for reading on as many lines further as there are columns rather than on the next."""
        one, far = self.found[n], self.found[n + self.columns]
        if not all(self.looks.body[n : n + self.columns + 1]):
            return BREAK
        if self.looks.gaps[n] or (one.end in (MID, COMMA) and (_differ(one, far) or one.width < _NARROWEST)):
            return UNLIKE
        return self.far[n] - self.near[n]

    def best(self) -> Weave:
        """The stretch with the highest sum, with what the left over lines say."""
        best = sorted(self._stretches(), reverse=True)[:BEST]
        weaves = [Weave(*stretch, self.columns) for _, stretch in best]
        flows = self._flows(weaves)
        out = []
        for (score, _), weave, flow in zip(best, weaves, flows, strict=True):
            hopeful = weave.bits + flow + REST_OF_MORE >= self.worth
            whole = self._with_tail(weave) if hopeful else weave
            flow += REST_OF_MORE if whole.tail else 0.0
            out.append((score + flow, whole._replace(bits=weave.bits + flow)))
        return max(out, default=(0.0, _NOTHING))[1]

    def _with_tail(self, weave: Weave) -> Weave:
        """The stretch with the lines left over under it, where its columns are more than two and not of one length."""
        if weave.columns == 2:
            return weave
        over = tail(self.found, weave.first, weave.stop, self.looks.ends[weave.stop - 1], weave.columns)
        return weave._replace(stop=weave.stop + len(over), tail=over)

    def is_set(self, weave: Weave) -> bool:
        """Whether the lines of a stretch are set to a measure, most of them."""
        lines = self.found[weave.first : weave.stop]
        full = sum(abs(one.width + one.indent - self.looks.full) <= _SAME for one in lines)
        return full >= _FULL * len(lines)

    def _stretches(self) -> Iterator[tuple[float, tuple[int, int, int, float]]]:
        """The best stretches to each line, as a ``Weave`` begins, and their scores before them."""
        least: list[tuple[float, int]] = [(inf, 0)] * self.columns
        for stop in range(self.least, len(self.found) + 1):
            first = stop - self.least
            place = first % self.columns
            cost = self.sums[first] + _NEUTRAL * first + self.looks.opens[first]
            least[place] = min(least[place], (cost, first))
            first = least[stop % self.columns][1]
            for end, bits in self._ways(first, stop):
                bits -= self.looks.opens[first]
                yield bits + _NEUTRAL * (stop - first), (first, stop, end, bits)

    def _flows(self, weaves: Sequence[Weave]) -> list[float]:
        """Bits for each column to go on where the one before it stops; half of them do."""
        columns = range(self.columns - 1)
        places = [[(self._last(weave, column), weave.first + column + 1) for column in columns] for weave in weaves]
        asked = [place for place in set(chain.from_iterable(places)) if goes_on(self.found[place[0]])]
        met = meetings([self.found[n].text for place in asked for n in place])[::2]
        bits = {
            (last, first): log2(0.5 + 0.5 * 2.0 ** link(self.found[last], self.found[first], one))
            for (last, first), one in zip(asked, met, strict=True)
        }
        return [sum(bits.get(place, 0.0) for place in own) for own in places]

    @staticmethod
    def _last(weave: Weave, column: int) -> int:
        """The last line of a column but the last one."""
        return weave.stop - 1 if weave.stop > weave.right else weave.right - weave.columns + column

    def _ways(self, first: int, stop: int) -> list[tuple[int, float]]:
        """Where the left column ends if lines from ``first`` to ``stop`` are woven, and the bits for that: with them,
        or with the rest of the block. More than two columns are of one length."""
        if self.columns > 2:
            last = range(stop - self.columns, stop)
            bits = self.sums[last[0]] - self.sums[first] - sum(self.near[n] for n in last[:-1])
            rest = self.looks.ends[stop - 1] - stop
            toll = REST_OF_MORE if rest else 0.0
            return [(stop, bits - toll + sum(map(self._ended, last)))]
        rest = self.looks.ends[stop - 1] - stop
        toll = REST + PER_LINE * min(rest, MOST_REST) if rest else 0.0
        bits = self.sums[stop - 2] - self.sums[first] - self.near[stop - 2] - toll
        out = [(stop, bits + self._ended(stop - 2) + self._ended(stop + rest - 1))]
        if 0 < rest <= MOST_REST:
            bits = self.sums[stop - 1] - self.sums[first] - self.near[stop - 1] - toll
            out.append((stop + rest, bits + self._ended(stop - 1) + self._ended(stop + rest - 1)))
        return out

    def _ended(self, n: int) -> float:
        return ENDS if stops(self.found[n]) else CUT


def _has_gap(one: Feature) -> bool:
    """Whether characters of a line are set apart, as in headlines and tables; not those after a list mark."""
    text = one.text
    return one.start != LISTED and (" " in text or "\u3000" in text) and _GAP.search(text) is not None


def _differ(one: Feature, other: Feature) -> bool:
    """Whether two lines are not of one column: as wide as each other if cut in mid-phrase, else no wider."""
    if one.end not in (MID, COMMA):
        return False
    more = other.width - one.width - one.indent
    return more > _ALIKE or (other.end == MID and more < -_ALIKE)
