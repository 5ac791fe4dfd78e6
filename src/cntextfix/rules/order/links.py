"""What speaks for reading on from one line to another: words, numbers, quotations and indents that go over the end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, repeat
from typing import NamedTuple

from cntextfix.chinese.characters import CLOSERS, PAIRS
from cntextfix.chinese.lexicon import Meeting, meetings
from cntextfix.language import reads_on
from cntextfix.paragraphs import costs
from cntextfix.paragraphs.features import CLOSING, COMMA, MID, QUOTED, SENTENCE, Feature


class Links(NamedTuple):
    """Bits for reading on, against two lines that meet by chance: ``near`` from each line to the next, ``far`` to one
    that is ``step`` lines further. Lines that stop say little."""

    near: list[float]
    far: list[float]


def links(found: Sequence[Feature], step: int = 2, like: Links | None = None, *, language: bool = False) -> Links:
    """The links of these lines, by what is known of Chinese; ``language`` says whether to ask what reads on in what,
    ``like`` are their links by another step. Linear."""
    near = straight(tuple(found), language=language) if like is None else like.near
    kept, wide = _page(found)
    met = repeat(None) if language else _met(found, step)
    far = [
        link(one, other, what, None, wide, kept=kept, language=language)
        for one, other, what in zip(found, found[step:], met, strict=False)
    ]
    return Links(list(near), far)


@lru_cache(maxsize=2)  # two rules ask the same of a page
def straight(found: tuple[Feature, ...], *, language: bool) -> Sequence[float]:
    """The links from each of these lines to the next one. Linear."""
    kept, wide = _page(found)
    met = repeat(None) if language else _met(found, 1)
    return tuple(
        link(one, other, what, None, wide, kept=kept, language=language)
        + (HEADED if goes_on(one) and other.indent else 0.0)
        for one, other, what in zip(found, found[1:], met, strict=False)
    )


def with_usage(first: Links, found: Sequence[Feature], step: int = 2, *, language: bool = False) -> Links:
    """The links of these lines, with what the page itself has in words looked up. Linear."""
    kept, wide = _page(found)
    out = Links(list(first.near), list(first.far))
    near, far = _met(found, 1), _met(found, step)
    texts = [feature.text for feature in found]
    for start in range(0, len(found), CHUNK):
        seen = MidLine(texts[start : start + CHUNK])
        for n in range(start, min(start + CHUNK, len(first.near))):
            one, other, met = found[n], found[n + 1], near[n]
            if met is not None and seen.has(one.text, other.text):
                headed = HEADED if goes_on(one) and other.indent else 0.0
                out.near[n] = link(one, other, met, seen, wide, kept=kept, language=language) + headed
        for n in range(start, min(start + CHUNK, len(first.far))):
            one, other, met = found[n], found[n + step], far[n]
            if met is not None and seen.has(one.text, other.text):
                out.far[n] = link(one, other, met, seen, wide, kept=kept, language=language)
    return out


def _page(found: Sequence[Feature]) -> tuple[bool, int]:
    """Whether the page keeps indents, and how wide its widest line is."""
    return _keeps_indents(found), max(feature.width for feature in found)


def _met(found: Sequence[Feature], step: int) -> list[Meeting | None]:
    """What meets where each line reads on in one that is so many lines further down."""
    texts = [feature.text for feature in found]
    apart = [meetings(texts[start::step]) for start in range(step)]
    return [apart[n % step][n // step] for n in range(len(texts) - step)]


def stops(feature: Feature) -> bool:
    """Whether a line ends a sentence."""
    return feature.end in (SENTENCE, QUOTED)


def goes_on(feature: Feature) -> bool:
    """Whether a line stops in mid-phrase or at a comma; with a semicolon items of lists stop too."""
    return feature.end == MID or (feature.end == COMMA and feature.text[-1] not in "；;")


CLOSES = 2.0
"""Bits where a bracket is open, and the next line closes one first: half of those that go on do, and one in twenty by
chance, but more where people talk. Chosen."""
CLOSES_NOT = -0.5
"""Bits where it does not. Chosen."""
_IN_NUMBER = 3.0
"""A number goes on with figures. Chosen."""
_INDENTED = -8.0
"""Bits where a line that goes on is indented. Chosen."""
HEADED = 5.5
"""Bits that are given back where a heading comes before a line that is. Chosen."""
STARTS = {start: costs.FREE_START[start] - bits for start, bits in costs.NEXT_START.items()} | {CLOSING: 2.0}
"""A line that goes on begins with a list mark, an opening quote or the like."""
BEGINS = 2.0
"""Bits where indents are kept, and the line is indented after one that ends a sentence and is short. Chosen."""
BEGINS_NOT = -4.0
"""Bits where it is not; by chance one in four is. Chosen."""
_SHORT = 12
"""Columns by which such a line is shorter than the widest. Chosen."""
TWO_SEEN = 1.8
"""Bits where the page has the same two characters in mid-line. Of 4,000 to 4,900 meetings in each of five genres, those
that make no word but are on the page are 1 to 3 %, by chance 0.4 to 0.8 %."""
THREE_SEEN = 3.3
"""Bits where it has three of them, on either side of where the lines meet: 3 to 11 %, by chance 0.3 to 1.1 %, of the
same meetings."""
MORE_SEEN = 1.0
"""Bits more for three where they make a word. Chosen."""
CHUNK = 400
"""Lines of a page that are looked up together: words come again near each other. Chosen."""


def link(
    one: Feature,
    other: Feature,
    met: Meeting | None,
    seen: MidLine | None = None,
    wide: int = 0,
    *,
    kept: bool = False,
    language: bool = False,
) -> float:
    """Bits for reading on from one line to another; ``met`` is what meets there. ``kept``: the page keeps indents;
    ``wide`` is the width of its widest line; ``language``: what reads on is asked in place of what makes words."""
    if not one.text or not other.text:
        return 0.0
    if not goes_on(one):
        short = kept and stops(one) and one.width + one.indent + _SHORT <= wide
        return (BEGINS if other.indent else BEGINS_NOT) if short else 0.0
    bits = STARTS[other.start] + (_INDENTED if other.indent else 0.0)
    if language:
        bits += reads_on(one.text, other.text)
        bits += seen.bits(one.text, other.text, met) - met.bits if met is not None and seen is not None else 0.0
    elif met is not None:
        bits += met.bits if seen is None else seen.bits(one.text, other.text, met)
    if one.text[-1].isdigit() and other.text[0].isdigit():
        bits += _IN_NUMBER
    if one.opens > 0:
        first = next((char for char in other.text if char in PAIRS or char in CLOSERS), "")
        bits += CLOSES if first in CLOSERS else CLOSES_NOT
    return bits


_FEWEST = 2
"""Indents are kept if so many lines have one. Chosen."""
_MOST = 0.5
"""… and no more than this share of all. Chosen."""


def _keeps_indents(found: Sequence[Feature]) -> bool:
    return _FEWEST <= sum(feature.indent > 0 for feature in found) <= _MOST * len(found)


class MidLine:
    """Which two and three characters stand next to each other in mid-line."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.seen: set[str] = set()
        for text in texts:
            self.seen.update(map("".join, pairwise(text)))
            self.seen.update(map("".join, zip(text, text[1:], text[2:], strict=False)))

    def has(self, one: str, other: str) -> bool:
        """Whether anything is known of what meets; else ``bits`` are those of the meeting itself."""
        seen, last, first = self.seen, one[-1:], other[:1]
        return last + first in seen or one[-2:] + first in seen or last + other[:2] in seen

    def bits(self, one: str, other: str, met: Meeting) -> float:
        """Bits for what meets being neighbours in running text, on this page."""
        three = one[-2:] + other[:1] in self.seen or one[-1:] + other[:2] in self.seen
        if not three and one[-1:] + other[:1] not in self.seen:
            return met.bits
        if met.known:
            return max(met.bits, THREE_SEEN) + (MORE_SEEN if three else 0.0)
        return THREE_SEEN if three else TWO_SEEN
