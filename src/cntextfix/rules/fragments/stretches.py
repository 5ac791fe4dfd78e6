"""Stretches of a page whose lines are fragments: single characters, marks alone, what stands between two of them.

No line of print is a mark, or begins with a comma. Single characters are cells of tables, too, so that what reads on in
what has to tell (``joints``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from cntextfix.chinese.characters import DASH, MARK, NO_HEADS, OPENERS, is_han, kinds

CONTINUING = NO_HEADS | frozenset("！？…⋯")
"""Marks with which a fragment goes on."""
OPENS = OPENERS | frozenset("﹁﹃︽︿︵︹︻")
"""Marks after which a fragment goes on, those of vertical setting too."""
_WHOLE = 0.35
"""Points that a line which is no fragment costs a stretch for every four characters; a fragment is one point. Chosen,
as all figures here: on half of some 50 texts of public repositories, by PyMuPDF and pypdf."""
_LONG = 4
"""Characters for which a line costs so much. Chosen."""
_MOST_COST = 1.4
"""What one line costs at the most: a fragment may be long. Chosen."""
_LEAST = 6.0
"""Points of a stretch, at the least. Chosen."""
_DROP = 6.0
"""Points of lines that are no fragments in a row, at the most, before a stretch ends. Chosen."""
_HEADED = 12
"""Characters of a fragment that begins with a mark, at the most: a text may be wrapped without heed of marks.
Chosen."""
_FEWEST_HEADED = 4
"""Lines that begin with a mark behind figures or letters, at the least, where lines were cut at fonts: of some 70
texts that were not, most have none on a page, and all but one three at the most."""
_HEADED_SHARE = 0.05
"""… as a share of the lines of figures or letters. Chosen."""
_MIXED_SHARE = 0.1
"""Share of lines with Chinese beside figures or letters, at the most, of all with figures or letters. Chosen: in text
that was cut at fonts there are none, but for what was written in a font of both."""
_MIXED = re.compile(r"[\u3400-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u3400-\u9fff]")
_LIKELY = re.compile(r"^[^\S\n]*(?:[\u3400-\u9fff]|[，。、；：！？”’）」』》︐︒︑﹂].{0,11})[^\S\n]*$", re.MULTILINE)


class LineFragment(NamedTuple):
    """A line with text in it, without the white space around; ``wall``: a blank line stands after it."""

    text: str
    wall: bool


class Signs(NamedTuple):
    """What a page tells: ``walls``: blank lines stand between its paragraphs; ``fonts``: its lines were cut where the
    font changes, so that figures and words of an alphabet are lines of their own."""

    walls: bool
    fonts: bool


def are_cut_at_fonts(lines: Sequence[LineFragment]) -> bool:
    """Whether lines were cut where the font changes: none has Chinese and figures or letters, and some of those that
    begin with a mark stand behind figures or letters. Tables and word lists in two languages have no such ones."""
    foreign = [n for n, line in enumerate(lines) if _is_foreign(line.text)]
    mixed = sum(_MIXED.search(line.text) is not None for line in lines)
    headed = sum(lines[n + 1].text[0] in CONTINUING for n in foreign if n + 1 < len(lines) and not lines[n].wall)
    least = max(_FEWEST_HEADED, _HEADED_SHARE * len(foreign))
    return headed >= least and mixed <= _MIXED_SHARE * (mixed + len(foreign))


def _is_foreign(text: str) -> bool:
    """Whether a line has figures or letters of an alphabet, and nothing Chinese."""
    return any(map(str.isalnum, text)) and text.isascii()


def may_be_fragmented(text: str) -> bool:
    """Whether a page has so many lines that may be fragments that a look pays. Quick."""
    return sum(1 for _ in islice(_LIKELY.finditer(text), int(_LEAST))) >= _LEAST


def is_fragment(text: str) -> bool:
    """Whether a line is no line of print, but a character or marks, or goes on with a mark.

    >>> [is_fragment(text) for text in ("工", "，", "﹂︒", "，道：", "工业", "7", ")")]
    [True, True, True, True, False, False, False]
    """
    if len(text) == 1 and is_han(text):
        return True
    if text.isascii():
        return False
    if text[0] in CONTINUING and len(text) <= _HEADED:
        return True
    return all(kind in (MARK, DASH) or char in OPENS for kind, char in zip(kinds(text), text, strict=True))


def fragment_stretches(lines: Sequence[LineFragment], *, fonts: bool) -> Iterator[range]:
    """The stretches, as numbers of lines; ``fonts`` as ``Signs`` has it. Linear."""
    start, best_end = -1, -1
    points = best = 0.0
    for n, line in enumerate(lines):
        if is_fragment(line.text) or (fonts and _is_foreign(line.text)):
            points += 1.0
            if start < 0:
                start, points, best = n, 1.0, 0.0
            if points > best:
                best, best_end = points, n
            continue
        if start < 0:
            continue
        if n + 1 < len(lines) and lines[n + 1].text[0] in CONTINUING:
            continue  # its end is none in print
        points -= min(_MOST_COST, _WHOLE * len(line.text) / _LONG)
        if points <= 0 or best - points > _DROP:
            if best >= _LEAST:
                yield range(start, best_end + 1)
            start = -1
    if start >= 0 and best >= _LEAST:
        yield range(start, best_end + 1)
