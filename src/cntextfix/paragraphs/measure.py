"""The column measure: the width that printed lines share with their neighbours.

Widths are in half-width columns (``characters.width``): a Han character is 2. On a newspaper page the measure is local:
it changes from column to column, and beside a picture from line to line. So each line is held against the lines next
to it that were surely cut by the measure (they stop in mid-phrase), on either side.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

from cntextfix.chinese.characters import CLOSERS, SENTENCE_ENDS, width
from cntextfix.paragraphs.features import COLONS, INSIDE_MARKS, is_page, mostly_letters

SEVERAL_WITNESSES = 4
"""Lines in mid-phrase looked at on each side, of which the widest counts, where lines are ragged. Chosen."""
ONE_WITNESS = 1
"""… and where the measure changes with every line, as it does beside a picture. Chosen."""
STEPPED = -1
"""The measure changes from stretch to stretch (``steps``). By definition."""
_REACH = 10
"""How far away a witness may stand, in lines: over the end of one paragraph and the heading of the next. Chosen."""


_NONE = 1 << 60
"""Wider than any line. By definition."""
NARROWER = 0.5
"""Lines on one side that are narrower than this share of those on the other are headings, not the measure. Chosen."""


class Measure(NamedTuple):
    """The width of full lines just before (``left``) and just after (``right``) a line, in columns; 0: none near.
    ``next`` is that of the next line alone; ``step``: it may change here to any other of the page's."""

    left: int
    right: int
    next: int = 0
    step: bool = False

    @property
    def high(self) -> int:
        """The wider of the two."""
        return max(self.left, self.right)

    def missing(self, width: int) -> int:
        """How many columns a line lacks to be full, by the side that it is more like: the measure may change here.
        Negative if it is wider."""
        left, right, after, _ = self
        if left == right and (not after or after == left):  # nearly all lines of a page: this is the innermost place
            return left - width
        least, best = NARROWER * max(left, right), _NONE
        for side in (left, right, after):
            if side > least and abs(side - width) < abs(best):
                best = side - width
        return -width if best == _NONE else best


def measures(full: Sequence[int], witnesses: int) -> list[Measure]:
    """The measure at each line; ``full`` has the widths of the witnesses, 0 for the other lines. Without ``witnesses``
    it is the same all over the page.

    Linear: two sweeps, each keeping the last few ``witnesses``.
    """
    if not witnesses:
        return _one_measure(full)
    left = _sweep(full, range(len(full)), witnesses)
    right = _sweep(full, range(len(full) - 1, -1, -1), witnesses)
    steady = repeat(object=False)
    return list(map(Measure._make, zip(left, right, [*full[1:], 0], steady, strict=False)))


def _sweep(full: Sequence[int], order: range, witnesses: int) -> list[int]:
    out = [0] * len(full)
    near: list[tuple[int, int]] = []  # (line, width), the latest last
    widest = 0
    for n in order:
        if near and abs(n - near[0][0]) > _REACH:
            del near[0]  # one line further on, one more at the most is too far away
            widest = max([width for _, width in near], default=0)
        out[n] = widest
        if full[n]:
            near.append((n, full[n]))
            del near[:-witnesses]
            widest = max([width for _, width in near])
    return out


_WIDER = 50
"""One line in so many may be wider than the measure of a page: headlines over several columns, marks that hang over."""


def _one_measure(full: Sequence[int]) -> list[Measure]:
    """One measure for the whole page."""
    widths = sorted(filter(None, full))
    width = widths[len(widths) - 1 - len(widths) // _WIDER] if widths else 0
    return [Measure(width, width)] * len(full)


_FEWEST = 1
"""A measure is shared by so many lines at least. On pages wrapped at 12 to 40 characters one line in three to one in
two is of the kind, in text with one paragraph a line one in 23 at the most (a novel with some lines of verse wrapped by
hand)."""
_LEAST_SHARE = 0.1
"""… and by this share of all: see ``_FEWEST``, 1 in 10 lies between 1 in 3 and 1 in 23."""
_NEAR = 4
"""They are lines in mid-phrase, with a mark inside, that have such a line so near, in lines. Chosen."""
_ALIKE = 8
"""… and are alike up to so many columns. Chosen."""
WIDEST = 144
"""… and no wider than any column is, in columns. Chosen."""
_STOPS = SENTENCE_ENDS | CLOSERS | COLONS | {"—"}


_INDENTED = 4
"""Columns of an indent: two characters. By definition."""
SAME_MEASURE = 2
"""Full lines differ from the measure by a character: marks that may not begin a line, half a character of digits."""


def of_measure(wide: int, known: Sequence[int]) -> bool:
    """Whether a line of this width fills one of these measures, by itself or with an indent before it."""
    return any(abs(wide + indent - measure) <= SAME_MEASURE for measure in known for indent in (0, _INDENTED))


def share_measure(lines: Sequence[str], known: Sequence[int] = ()) -> bool:
    """Whether lines can be set to a measure at all; quick. Of a ``known`` measure one line is enough."""
    return (_remembered_share if is_page(lines) else _share)(tuple(lines), tuple(known))


def _share(lines: tuple[str, ...], known: tuple[int, ...]) -> bool:
    last: list[tuple[int, int]] = []
    shared = 0
    for n, line in enumerate(lines):
        text = line.strip()
        wide = _full_width(text) if len(text) <= WIDEST else 0
        if wide:
            if known and of_measure(wide, known):
                return True
            shared += any(n - m <= _NEAR and abs(wide - other) <= _ALIKE for m, other in last)
            last = [*last[1 - _NEAR :], (n, wide)]
    return shared >= _FEWEST and shared >= _LEAST_SHARE * len(lines)


_remembered_share = lru_cache(maxsize=4)(_share)


@lru_cache(maxsize=1024)
def _full_width(text: str) -> int:
    """The width of a line in mid-phrase, with a mark inside, that may be full; else 0."""
    if len(text) < 8 or text[-1] in _STOPS or not INSIDE_MARKS.search(text, 0, len(text) - 1):
        return 0
    return wide if (wide := width(text)) <= WIDEST and mostly_letters(text) else 0
