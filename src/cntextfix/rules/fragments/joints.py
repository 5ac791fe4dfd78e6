"""Which fragments of a stretch go on in the next line: what reads on in what, and how often it does here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log2
from typing import NamedTuple

from cntextfix.chinese.characters import CLOSERS, SENTENCE_ENDS, is_han
from cntextfix.language import reads_on
from cntextfix.paragraphs.features import LISTED, start_class
from cntextfix.rules.fragments.stretches import CONTINUING, OPENS, LineFragment, Signs, are_cut_at_fonts, is_fragment

_STOPS = SENTENCE_ENDS | frozenset("︒︕︖")
_CLOSERS = CLOSERS | frozenset("﹂﹄︾﹀︶︺︼")
_COMMAS = frozenset("，、；︐︑︔")
_NUMERALS = frozenset("〇零一二三四五六七八九十百千甲乙丙丁")
_FIGURES = frozenset("0123456789.:,%")
_CLAUSE = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,4}[条條章节節]|例 ?\d|[A-H][、．.)）]")
_LABEL = re.compile(r"[\u3400-\u9fff（）()]{1,10}[：:]")
"""The name of a field; behind a colon it is the next one of a form."""
_COLONS = frozenset("：:")
_MARK = re.compile("[，。、；：！？]")
_NEAR = 4
"""Lines on each side in which text that was cut at fonts has a mark: rows of a table have none. Chosen."""
_CHINESE = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff01-\uff60\ufe10-\ufe4f\U00020000-\U0003ffff]")
_NUMBERED = re.compile(r"\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+\.?|[a-z][.)]|o")
"""The number or the sign of an item, alone on its line."""
_ITEM_SIGNS = frozenset("【〖︻·•∙○◎▪▫☐☑✓➢➤\uf06c\uf0a3\uf075\uf0d8\uf0b7")
_LONGEST = 10
"""Figures and signs of such a number, at the most. Chosen."""
CERTAIN = 12.0
"""Bits where a line begins with a mark that none begins with, or the one before stops at one that none stops at.
Chosen."""
_AFTER_COMMA = 8.0
"""Bits after a comma. Chosen."""
_AT_FONT = 5.0
"""Bits between Chinese and figures or letters where lines were cut at fonts: of 1,580 such ends in 22 texts 56 are ends
of lines, most of them before the number of an item, an address or behind a label."""
_BESIDE_MARK = 5.0
"""Bits behind a mark alone on its line, and before an opening one: the line was cut for the mark. Chosen."""
_STOPPED = 6.0
"""Bits after a stop where blank lines stand between paragraphs, and here is none: of 195 such ends of a sentence in
eight texts 2 end a paragraph; in two others, which set each sentence off or have few fragments, 33 of 43 do."""
_NOT = -8.0
"""Bits where a sentence ends and nothing tells whether its paragraph does, before an address, and between
figures and letters. Chosen."""
_LISTED = -8.0
"""Bits before the number or the sign of an item. Chosen."""
_FIRST_SHARE = 0.8
"""Share of the line ends that are none in print, to begin with. Chosen."""
_ROUNDS = 12
"""Rounds in which it is told. Chosen."""
_MOST_SHARE = 0.985
"""… at the most: headings, items and cells have real ends. Chosen."""
_AGAIN = 2
"""Marks that come again, at the least. Chosen."""
FEWEST_MARKS = 4
"""Line ends at marks, at the least, that tell of text. Chosen."""
_SINGLE = 0.9
"""Share of single characters among the lines of a column, at the least. Chosen."""
_OF_COLUMN = 0.97
"""Share of the line ends in mid-phrase that are none in print where single characters have marks between them, at the
least. Chosen."""
_UNMARKED = 2.0
"""Bits taken off in mid-phrase where a stretch has no marks: labels, one below the other, read on less surely at their
ends. Chosen."""
_AHEAD = 4
"""Lines that are read for the number of an item, and characters of each: it may be in fragments itself. Chosen."""
_WALLED = 2
"""Sentences that end at a blank line, at the least, where blank lines stand between paragraphs. Chosen."""
_WALLED_SHARE = 0.2
"""Share of the ends of sentences that have one there, at the least. Chosen."""


class Joint(NamedTuple):
    """The end of line ``line``: bits for its being none in print."""

    line: int
    bits: float


class StretchRead(NamedTuple):
    """The ends of a stretch's lines; ``share`` of those in mid-phrase are none in print, and ``bits`` speak for it;
    ``marks`` of them are before a mark that no line begins with, or after one at which none stops."""

    joints: tuple[Joint, ...]
    share: float
    bits: float
    marks: int


def signs_of(lines: Sequence[LineFragment]) -> Signs:
    """What a page of these lines tells. Blank lines stand between paragraphs where sentences end at some."""
    stops = [line.wall for n, line in enumerate(lines) if is_stopped(lines, n)]
    return Signs(sum(stops) >= max(_WALLED, _WALLED_SHARE * len(stops)), are_cut_at_fonts(lines))


def read(lines: Sequence[LineFragment], stretch: range, signs: Signs) -> StretchRead:
    """The ends within a stretch, and those at both its ends."""
    known: dict[int, float] = {}
    asked: dict[int, float | None] = {}
    left = ""
    for n in range(max(0, stretch.start - 1), min(stretch.stop, len(lines) - 1)):
        left = (left + lines[n].text)[-2:]
        if lines[n].wall:
            left = ""
            continue
        bits = _by_marks(lines, n, signs)
        if bits is None:
            asked[n] = _by_language(left, lines[n + 1].text)
        elif bits == _NOT and _in_number(lines, n):
            asked[n] = None
        else:
            known[n] = bits
    marks = _marks(lines, [n for n, bits in known.items() if bits == CERTAIN])
    share = _share(list(asked.values()))
    if marks >= FEWEST_MARKS and _is_column(lines, stretch):
        share = max(share, _OF_COLUMN)
    pairs = {(lines[n].text[-1], lines[n + 1].text[0]): bits for n, bits in asked.items() if bits is not None}
    known |= {n: log2(share / (1 - share)) + (bits or 0.0) + against_item(lines, n) for n, bits in asked.items()}
    if not marks:
        known |= {n: known[n] - _UNMARKED for n in asked}
    joints = tuple(Joint(n, known[n]) for n in sorted(known))
    return StretchRead(joints, share, sum(log2(_mixed(share, bits)) for bits in pairs.values()), marks)


def _marks(lines: Sequence[LineFragment], ends: Sequence[int]) -> int:
    """How many of these ends are at marks; none in a list of marks, which has each of them once."""
    found = [lines[n + 1].text[0] if lines[n + 1].text[0] in CONTINUING else lines[n].text[-1] for n in ends]
    return len(found) if len(found) >= len(set(found)) + _AGAIN else 0


def _is_column(lines: Sequence[LineFragment], stretch: range) -> bool:
    """Whether nearly all lines of a stretch are single characters."""
    return sum(len(lines[n].text) == 1 for n in stretch) >= _SINGLE * len(stretch)


def is_stopped(lines: Sequence[LineFragment], n: int) -> bool:
    """Whether a sentence ends with line ``n``: its closing quote may be a fragment of its own."""
    text = lines[n].text
    rest = text.rstrip("".join(_CLOSERS))
    if rest or not n:
        return rest[-1:] in _STOPS
    return lines[n - 1].text[-1] in _STOPS


def _by_marks(lines: Sequence[LineFragment], n: int, signs: Signs) -> float | None:
    """Bits where marks tell; None where they do not."""
    left, right = lines[n].text, lines[n + 1].text
    if not (_CHINESE.search(left) or _CHINESE.search(right)) or (len(right) > 1 and left.endswith(right)):
        return _NOT  # rows of a formula or of code, and a copy
    if right[0] in CONTINUING or left[-1] in OPENS:
        return CERTAIN
    if right.startswith(("http", "www.")):
        return _NOT
    if is_stopped(lines, n):
        return _STOPPED + against_item(lines, n) if signs.walls else _NOT
    if left[-1].isascii() and right[0].isascii():
        return _NOT
    if left[-1] in _COMMAS:
        return _AFTER_COMMA + against_item(lines, n)
    if _is_folio(lines, n):
        return _NOT
    if _are_marks(left) or all(char in OPENS for char in right):
        return _BESIDE_MARK + against_item(lines, n)
    if left.isascii() or right.isascii():
        if signs.fonts and not _NUMBERED.fullmatch(right) and _is_among_marks(lines, n):
            return _AT_FONT + against_item(lines, n)
        return _NOT
    return None


def _is_among_marks(lines: Sequence[LineFragment], n: int) -> bool:
    """Whether marks stand near the end of line ``n``, before it, unless a page begins there, and behind."""
    before, behind = lines[max(0, n + 1 - _NEAR) : n + 1], lines[n + 1 : n + 1 + _NEAR]
    marked = [any(_MARK.search(line.text) for line in own) for own in (before, behind)]
    return (marked[0] or n < _NEAR) and marked[1]


def _is_folio(lines: Sequence[LineFragment], n: int) -> bool:
    """Whether a figure at either end of the page stands at the end of line ``n``: it may be the page's number."""
    left, right = lines[n].text, lines[n + 1].text
    return (n == 0 and left.isdecimal()) or (n + 2 == len(lines) and right.isdecimal())


def _are_marks(text: str) -> bool:
    """Whether a line is marks alone."""
    return is_fragment(text) and not is_han(text[-1])


def against_item(lines: Sequence[LineFragment], n: int) -> float:
    """Bits against going on in the number or the sign of an item."""
    ahead = "".join(line.text[:_AHEAD] for line in lines[n + 1 : n + 1 + _AHEAD])
    begins = start_class(ahead) == LISTED or ahead[0] in _ITEM_SIGNS or _CLAUSE.match(ahead)
    if lines[n].text[-1] in _COLONS and _LABEL.match(ahead):
        return _LISTED
    return _LISTED if begins else 0.0


def _by_language(left: str, right: str) -> float | None:
    """Bits for reading on in mid-phrase; None where nothing is known: beside figures and letters, between numerals."""
    one, other = left[-1], right[0]
    if not (is_han(one) and is_han(other)) or (one in _NUMERALS and other in _NUMERALS):
        return None
    return reads_on(left, right)


def _in_number(lines: Sequence[LineFragment], n: int) -> bool:
    """Whether a number in a sentence goes on from line ``n``, a figure a line: Han characters stand on both its sides,
    as they do not where rows of figures are cells."""
    first, last = n, n + 1
    while first > max(0, n - _LONGEST) and lines[first].text in _FIGURES and not lines[first - 1].wall:
        first -= 1
    while last < min(len(lines) - 1, n + _LONGEST) and lines[last].text in _FIGURES and not lines[last].wall:
        last += 1
    if last - first - 1 > _LONGEST:
        return False
    after = lines[last].text
    figures = after[:1].isdigit()
    before = lines[first].text[-1]
    return (is_han(before) or before in OPENS) and not after[figures : figures + 1].isascii()


def _share(bits: Sequence[float | None]) -> float:
    """The share of line ends that are none in print, by what reads on in what: a real one is one by chance."""
    told = [one for one in bits if one is not None]
    share = _FIRST_SHARE
    for _ in range(_ROUNDS):
        none = sum(share * 2.0**one / _mixed(share, one) for one in told)
        share = min(_MOST_SHARE, (none + 1) / (len(told) + 2))
    return share


def _mixed(share: float, bits: float) -> float:
    return float(share * 2.0**bits + 1 - share)
