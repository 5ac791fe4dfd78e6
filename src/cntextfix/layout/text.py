"""The characters of a line, with the spaces that were drawn, or left blank on purpose, and none that was not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import compress
from operator import and_, not_, sub

from cntextfix.chinese.radicals import equivalents
from cntextfix.document.geometry import picked
from cntextfix.layout.ink import Ink
from cntextfix.layout.lines import GlyphLine

BLANK = 0.36
"""A gap wider than the line's usual one by this many em is a space: setting between Han and Latin adds up to 0.25,
the narrowest space that was seen between Han is 0.37."""
_LATIN_BLANK = 0.16
"""Between two Latin letters or digits: word spaces start at 0.2 em, letter gaps of one word vary by 0.05."""
_WIDE_BLANK = 0.85
"""From this many em on the space is an ideographic one. Chosen."""
_EVEN = 5
"""Letters that stand equally far apart tell something from so many on. Chosen."""
_DRAWN = 0.12
"""A space glyph with less blank than this about it, in em, stands for nothing that a reader sees. Chosen."""
_UPRIGHT = str.maketrans("︐︑︒︓︔︕︖︙︱︵︶︻︼︽︾︿﹀﹁﹂﹃﹄", "，、。：；！？…—（）【】《》〈〉「」『』")
"""Vertical presentation forms, and the marks they stand for."""
_BEYOND_LATIN = "\u2000"
"""Where the letters end that words are made of with spaces between them."""
_OPENERS = frozenset("“‘（《〈【「『〔［")
_CLOSERS = frozenset("，。、；：！？”’）》〉】」』〕］")
_MIDDLES = frozenset("·—…•∶／")
_SPARING = re.compile(f"[{''.join(_OPENERS | _CLOSERS | _MIDDLES)}]")


def as_read(text: str) -> str:
    """Text as layout reads it, to find sentence ends, numbers and words: marks for their vertical forms, and words for
    radicals, as some fonts name them (⼀、). The text that is put out is left to the rules."""
    return text.translate(_read())


@cache
def _read() -> Mapping[int, int | str]:
    return {**equivalents(simplified=False), **_UPRIGHT}


def place_spaces(ink: Ink, line: GlyphLine) -> Sequence[int | str]:
    """The line's glyphs (indices) with spaces (strings) between them. Drawn space glyphs stay glyphs.

    Fullwidth marks are reckoned as a whole em wide, on the side where their blank is, whatever their font says: a curly
    quote from a Latin font stands in an em of its own.
    """
    drawn = "".join(*picked(line.glyphs, ink.text))
    text = "".join(drawn.split())
    solid = text == drawn
    inked = line.glyphs if solid else [i for i in line.glyphs if not ink.text[i].isspace()]
    starts, ends = ink.ends(inked, vertical=line.vertical)
    latins = [*map(_latin, text)] if text and min(text) < _BEYOND_LATIN else [False] * len(text)
    pairs = [*map(and_, latins, latins[1:])]
    plain, narrow = solid and sum(pairs) < _EVEN, _LATIN_BLANK * line.size
    if plain and max(map(sub, starts[1:], ends), default=0.0) < narrow:
        return line.glyphs  # no gap is wide enough for any space, and what marks have to spare makes them narrower
    gaps = _gaps(line, starts, ends, text)
    if plain and max(gaps, default=0.0) < narrow:
        return line.glyphs
    usual = _usual(gaps, pairs)
    pitch = _pitch(ink, inked, line, pairs)
    blanks: list[str] = []
    for n, (gap, latin) in enumerate(zip(gaps, pairs, strict=True)):
        extra = (gap - usual[latin]) / line.size
        wide = extra > _WIDE_BLANK and not latin
        blank = "" if extra < (_LATIN_BLANK if latin else BLANK) else "　" if wide else " "
        if latin and pitch:
            step = ink.along(inked[n + 1], vertical=line.vertical)[0] - ink.along(inked[n], vertical=line.vertical)[0]
            blank = " " if step > 1.5 * pitch and gap > 0.5 * pitch else ""  # a wide letter steps as far, without a gap
        blanks.append(blank)
    return _woven(ink, line, inked, gaps, blanks)


def _woven(ink: Ink, line: GlyphLine, inked: list[int], gaps: list[float], blanks: list[str]) -> Sequence[int | str]:
    if len(inked) == len(line.glyphs) and not any(blanks):
        return line.glyphs
    out: list[int | str] = []
    n = -1
    drawn: list[int | str] = []
    for i in line.glyphs:
        if ink.text[i].isspace():
            drawn.append(i)
            continue
        if n >= 0:
            if drawn and gaps[n] > _DRAWN * line.size:
                out += drawn
            elif drawn:
                out += [j for j in drawn if _latin(ink.text[inked[n]]) and _latin(ink.text[i])]
            elif blanks[n]:
                out.append(blanks[n])
        drawn = []
        out.append(i)
        n += 1
    return out


def _pitch(ink: Ink, inked: list[int], line: GlyphLine, pairs: list[bool]) -> float:
    """The distance from letter to letter where all stand equally far apart, whatever their widths; else 0. ``pairs``
    says between which glyphs there is Latin on both sides."""
    if sum(pairs) < _EVEN:
        return 0.0
    starts, _ = ink.ends(inked, vertical=line.vertical)
    steps = [*compress(map(sub, starts[1:], starts), pairs)]
    middle = sorted(steps)[len(steps) // 2]
    even = sum(abs(step - middle) < 0.04 * line.size for step in steps)
    return middle if even > 0.7 * len(steps) else 0.0


def _usual(gaps: list[float], pairs: list[bool]) -> tuple[float, float]:
    """The usual gap in front of other than Latin, and between Latin characters."""
    other = [*compress(gaps, map(not_, pairs))]
    latins = [*compress(gaps, pairs)]
    usual = _typical(other) if len(other) > 1 else 0.0
    return usual, _typical(latins) if latins else usual


def _typical(gaps: list[float]) -> float:
    """A gap of the narrower third: most gaps of a line are tracking, the widest may be spaces."""
    return max(0.0, sorted(gaps)[(len(gaps) - 1) // 3])


def _latin(char: str) -> bool:
    return char < _BEYOND_LATIN and char.isprintable()


def _gaps(line: GlyphLine, starts: list[float], ends: list[float], text: str) -> list[float]:
    """The blanks between the glyphs of a line, with fullwidth marks a whole em wide; ``starts`` and ``ends`` become
    those of the marks' ems."""
    for found in _SPARING.finditer(text):
        n, char = found.start(), found[0]
        spare = line.size - (ends[n] - starts[n])
        if spare > 0.05 * line.size:
            before = spare if char in _OPENERS else spare / 2 if char in _MIDDLES else 0.0
            behind = spare if char in _CLOSERS else spare / 2 if char in _MIDDLES else 0.0
            starts[n], ends[n] = starts[n] - before, ends[n] + behind
    return [*map(sub, starts[1:], ends)]
