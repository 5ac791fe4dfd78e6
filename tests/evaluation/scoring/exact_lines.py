"""Overprinted lines of a page that come out exactly as an extractor gives them on the same page without copies.

A printed line is looked up in the extractor's text of the plain page, with the white space that stands in it there. It
is exact when it stands in the cleaned text so, once for each time it stands in that text, between line ends, spaces or
other printed lines, and when no piece of it stands beside it (or, of 3 characters or more, anywhere) unowned. A line
that the extractor tears even without copies is not counted.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluation.making.pages import PrintedLine

PIECE = 3
"""Characters from which on a piece of a line counts as a copy wherever it stands. Chosen: two are often a word."""

_LINE_ENDS = "\n\r\f\v\x85\u2028\u2029"
_NO_INK = "\u200b\ufeff\xad\u200e\u200f"
_Places = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class LineScore:
    """``wrong`` of ``counted`` overprinted lines are not exact; ``torn`` are not counted. Scores add up."""

    counted: int = 0
    wrong: int = 0
    torn: int = 0
    mistakes: tuple[str, ...] = ()

    def __add__(self, other: LineScore) -> LineScore:
        return LineScore(
            self.counted + other.counted,
            self.wrong + other.wrong,
            self.torn + other.torn,
            self.mistakes + other.mistakes,
        )


def score_lines(plain: str, lines: Sequence[PrintedLine], cleaned: str) -> LineScore:
    r"""Look for the overprinted lines of a page in a cleaned text; ``plain`` is the text of the page without copies.

    >>> lines = [PrintedLine("甲乙", True), PrintedLine("丙", False)]
    >>> [score_lines("甲乙\n丙\n", lines, text).wrong for text in ("甲乙\n丙\n", "甲乙甲乙\n丙\n")]
    [0, 1]
    """
    unfit = {line for line, _ in _judge(plain, lines, plain)[1]}
    counted, wrong = _judge(plain, lines, cleaned, unfit)
    torn = sum(line.overprinted for line in lines) - counted
    return LineScore(counted, len(wrong), torn, tuple(f"{line} [{why}]" for line, why in wrong))


def folded(text: str) -> str:
    """Character for character: presentation forms, radicals and fullwidth digits as what they mean.

    >>> folded("⽤１")
    '用1'
    """
    plain = (unicodedata.normalize("NFKC", char) for char in text)
    return "".join(new if len(new) == 1 and not old.isspace() else old for old, new in zip(text, plain, strict=True))


class InkText:
    """A text as its ink, with the white space before each character, and the line that owns each character."""

    def __init__(self, text: str) -> None:
        ink: list[str] = []
        self.gaps: list[str] = []
        gap = "\n"
        for char in folded(text):
            if char.isspace():
                gap = "\n" if char in _LINE_ENDS or gap == "\n" else " "
            elif char not in _NO_INK:
                ink.append(char)
                self.gaps.append(gap)
                gap = ""
        self.ink = "".join(ink)
        self.gaps.append("\n")
        self.owners: list[str | None] = [None] * len(ink)

    def written(self, start: int, stop: int) -> str:
        """A stretch with the white space in it."""
        return "".join((self.gaps[n] if n > start else "") + self.ink[n] for n in range(start, stop))

    def owned(self, place: int) -> bool:
        """Whether a character belongs to a line; the ends of the text do."""
        return not 0 <= place < len(self.ink) or self.owners[place] is not None

    def bounded(self, start: int, stop: int) -> bool:
        """Whether white space or another line stands on both sides."""
        return bool((self.gaps[start] or self.owned(start - 1)) and (self.gaps[stop] or self.owned(stop)))

    def find(self, ink: str) -> Iterator[tuple[int, int]]:
        """All places of an ink."""
        at = self.ink.find(ink)
        while at >= 0:
            yield at, at + len(ink)
            at = self.ink.find(ink, at + 1)

    def unowned(self) -> Iterator[tuple[int, int]]:
        """Stretches that no line owns, cut at white space."""
        start = None
        for n in range(len(self.ink) + 1):
            if start is not None and (self.owned(n) or self.gaps[n]):
                yield start, n
                start = None
            if start is None and not self.owned(n):
                start = n

    def neighbours(self, start: int, stop: int) -> list[str]:
        """The lines that own what stands next to a stretch, with nothing but unowned ink between."""
        while start and not self.owned(start - 1):
            start -= 1
        while stop < len(self.ink) and not self.owned(stop):
            stop += 1
        around = (self.owners[start - 1] if start else None, self.owners[stop] if stop < len(self.ink) else None)
        return [line for line in around if line is not None]


def _claim(text: InkText, inks: Sequence[str], wanted: Mapping[str, Collection[str]] | None = None) -> _Places:
    """Give stretches to the lines, long lines first, those between white space before others; how a line has to be
    written is in ``wanted``."""
    got: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    often = Counter(inks)
    for ink in sorted(often, key=lambda one: (-len(one), one)):
        places = [one for one in text.find(ink) if wanted is None or text.written(*one) in wanted[ink]]
        apart = [(start, stop) for start, stop in places if text.gaps[start] and text.gaps[stop]]
        others = [one for one in places if one not in set(apart)] if len(ink) >= PIECE else []
        for start, stop in apart + others:
            if len(got[ink]) < often[ink] and all(owner is None for owner in text.owners[start:stop]):
                text.owners[start:stop] = [ink] * (stop - start)
                got[ink].append((start, stop))
    return dict(got)


def _judge(
    plain: str, lines: Sequence[PrintedLine], cleaned: str, unfit: Collection[str] = ()
) -> tuple[int, list[tuple[str, str]]]:
    """How many overprinted lines count, and those of them that are wrong, each with what is wrong."""
    base, text = InkText(plain), InkText(cleaned)
    inks = ["".join(folded(line.text).split()) for line in lines]
    places = _claim(base, inks)
    left = Counter({ink: len(found) for ink, found in places.items()})
    known: list[tuple[str, bool]] = []
    for ink, line in zip(inks, lines, strict=True):
        if left[ink]:
            left[ink] -= 1
            known.append((ink, line.overprinted))
    wanted = {ink: {base.written(*one) for one in found} for ink, found in places.items()}
    claimed = _claim(text, [ink for ink, _ in known], wanted)
    blame, why = _blamed(text, places, claimed)
    counted = Counter(ink for ink, overprinted in known if overprinted and ink not in unfit)
    lost = [ink for ink in places if len(claimed.get(ink, [])) < len(places[ink])]
    for start, stop in text.unowned():
        piece = text.ink[start:stop]
        owner = None if any(piece in ink for ink in lost) else _owner(text, start, stop, counted)
        if owner and not blame[owner]:
            blame[owner] = 1
            why[owner] = f"left: {piece}"
    wrong = [(ink, why[ink]) for ink, often in counted.items() for _ in range(min(often, blame[ink]))]
    return counted.total(), wrong


def _blamed(text: InkText, places: _Places, claimed: _Places) -> tuple[Counter[str], dict[str, str]]:
    blame: Counter[str] = Counter()
    why: dict[str, str] = {}
    for ink, found in places.items():
        given = claimed.get(ink, [])
        if len(given) < len(found):
            blame[ink] += len(found) - len(given)
            why[ink] = "not found"
        for start, stop in given:
            if not text.bounded(start, stop):
                blame[ink] += 1
                why[ink] = f"glued: {text.written(max(0, start - 8), min(len(text.ink), stop + 8))}"
    return blame, why


def _owner(text: InkText, start: int, stop: int, overprinted: Collection[str]) -> str | None:
    """The overprinted line of which a stretch that nobody owns is a copy or a piece."""
    piece = text.ink[start:stop]
    near = [ink for ink in text.neighbours(start, stop) if ink in overprinted and (piece in ink or ink in piece)]
    if not near and len(piece) >= PIECE:
        near = [ink for ink in overprinted if piece in ink or (len(ink) >= PIECE and ink in piece)]
    return near[0] if near else None
