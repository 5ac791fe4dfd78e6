"""The head of an article: kicker, headline, subhead, and a byline under them."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from cntextfix.chinese.characters import is_han
from cntextfix.document.model import Role
from cntextfix.layout.draft import Draft
from cntextfix.layout.follow.numbers import numbers
from cntextfix.layout.frame import Span, around, overlap
from cntextfix.layout.lines import GlyphLine
from cntextfix.layout.regions import Region
from cntextfix.layout.rows import CELL_SPACE, SHORT_BY
from cntextfix.layout.titles import HEADING_SIZE, TEXT_LINES
from cntextfix.layout.words import BYLINE_WORDS

_HEADLINE_SIZE = 1.3
"""Type this much larger than the body is a headline's. Chosen."""
SUBHEAD_SIZE = 1.08
"""Subheads are set larger than the body by more than this, section headings by less. Chosen."""
MOST = 60
"""Regions with more lines of large type are lists of headings or worse; there the largest is taken. Chosen."""
_KICKER_WHITE = 1.5
"""A kicker stands at most this many of its own ems above the headline. Chosen."""
SMALLER = 0.95
"""Type smaller than this is no headline's. Chosen."""
LONGEST = 25
"""A headline in the type of the body has one row of at most so many characters, if text right under it is as wide.
Chosen."""
_ROW = 40
"""A byline has at most so many characters. Chosen."""
_SET_OFF = 1.9
"""It stands so many em above the text under it, from top to top. Chosen: rows of text are nearer …"""
_WIDER = 1.2
"""… but where text is set loose; there a row that fills its measure stands so many times as far from the next as rows
of text do. Chosen."""
_ROWS = 7
"""So many rows under a byline tell how loose the text is set. Chosen."""
_SAYS = re.compile(r"[，；！？]|[：:]$")
"""What a byline has not: it is no sentence, and heads no list. Of 17 lines under the headlines of 41 papers and
manuals that stood as a byline does, 14 said something; the other three named somebody."""
_LABELLED = re.compile(r"\s*[\u3400-\u9fff]{2,6}[：:]")
"""A row that begins with what it is of."""
_LETTER = re.compile("[A-Za-z]")
_WORDS = 3
"""A headline in another language has so many words at least. Chosen: two are a name."""
_SPACE = 1.6
"""A space in a byline is at most this many em wide; one was cut at a gutter that was 1.0 em from it."""


def find(lines: list[GlyphLine], region: Region, body: float, font: str) -> list[Draft]:
    """Kicker, headline, subhead and a byline under them."""
    title = _title(lines, region, body, font)
    if not title:
        return []
    out: list[Draft] = []
    span = around([line.span for line in title])
    kicker = _kicker(lines, title, span, body)
    if kicker:
        out.append(Draft(Role.KICKER, kicker).closed())
    parts = [part for tongue in _tongues(title) for part in _each(tongue)]
    out += [Draft(Role.SUBHEAD if n else Role.HEADLINE, part).closed() for n, part in enumerate(parts)]
    span = around([span, *(line.span for line in kicker)])
    rest = sorted((line for line in lines if line not in title and line not in kicker), key=lambda line: line.span.v0)
    large = [line for line in rest if line.size > SUBHEAD_SIZE * body]
    subhead: list[GlyphLine] = []
    for line in large:
        gap = line.span.v0 - around([span, *(s.span for s in subhead)]).v1
        alone = not any(o is not line and _level(o, line) for o in large)
        near = -0.3 * line.size < gap < 1.0 * line.size and overlap(line.span, span) > 0.3
        if near and alone:
            subhead.append(line)
    out += [Draft(Role.SUBHEAD, part).closed() for part in _each(subhead)]
    byline = _byline_under(
        [line for line in rest if line not in subhead], around([span, *(s.span for s in subhead)]), body, font
    )
    if byline:
        out.append(Draft(Role.BYLINE, byline, [CELL_SPACE] * (len(byline) - 1)).closed())
    return out


def _tongues(title: list[GlyphLine]) -> list[list[GlyphLine]]:
    """A headline that is said twice, in rows of Han and in rows of words without any, as two."""
    han = [any(map(is_han, line.text)) for line in title]
    turn = next((n for n, (one, two) in enumerate(pairwise(han), 1) if one != two), 0)
    once = turn and han[turn:] == [han[turn]] * (len(han) - turn)
    words = " ".join(line.text for line, known in zip(title, han, strict=True) if not known).split()
    clean = not any(known and _LETTER.search(line.text) for line, known in zip(title, han, strict=True))
    return [title[:turn], title[turn:]] if once and clean and len(words) >= _WORDS else [title]


def _each(lines: list[GlyphLine]) -> list[list[GlyphLine]]:
    """Rows of a head, apart where several say what they are of: who wrote, who taught."""
    labelled = [n for n, line in enumerate(lines) if _LABELLED.match(line.text)]
    starts = [0, *(n for n in labelled if n)] if len(labelled) > 1 else [0]
    return [lines[one:two] for one, two in pairwise([*starts, len(lines)])] if lines else []


def _kicker(lines: list[GlyphLine], title: list[GlyphLine], span: Span, body: float) -> list[GlyphLine]:
    """Lines right above the headline, set larger than the body; of any size if the text is not below, but cut off."""
    out: list[GlyphLine] = []
    low = span.v0
    least = HEADING_SIZE * body if any(line.span.v0 > span.v1 for line in lines) else 0.0
    above = [line for line in lines if line.size > least and line.span.v1 < span.v0 + 0.3 * line.size]
    for line in sorted(above, key=lambda line: -line.span.v1):
        if line not in title and overlap(line.span, span) > 0.3 and low - line.span.v1 < _KICKER_WHITE * line.size:
            out.insert(0, line)
            low = line.span.v0
    return out


def _level(one: GlyphLine, two: GlyphLine) -> bool:
    return abs((one.span.v0 + one.span.v1) - (two.span.v0 + two.span.v1)) < two.size


def _title(lines: list[GlyphLine], region: Region, body: float, font: str) -> list[GlyphLine]:
    """The lines of the headline: the largest type, or, in narrow columns, type of its own at the top."""
    big = [line for line in lines if line.size > _HEADLINE_SIZE * body]
    if len(big) <= MOST:
        upper = [line for line in big if not _last(line, lines)]
        if big and not upper:
            return []
        big = [line for line in upper if not _buried(line, lines)]
    if big:
        size = max(line.size for line in big)
        same = sorted((line for line in big if line.size > 0.97 * size), key=lambda line: line.span.v0)
        title = same[:1]
        for line in same[1:]:
            near = line.span.v0 - title[-1].span.v1 < 0.8 * size and overlap(line.span, title[-1].span) > 0.2
            if near and not numbers(line.text):
                title.append(line)
        return title
    tops = sorted(lines, key=lambda line: line.span.v0)
    title = []
    for line in tops[:3]:
        other = line.font != font or abs(line.size - body) > 0.03 * body
        if (
            not other
            or line.size < SMALLER * body
            or (len(line.text) > LONGEST and _fills(line, [o for o in lines if o is not line], body))
            or line.span.v0 - region.span.v0 > 5 * body
            or (title and (abs(line.size - title[0].size) > 0.02 * body or numbers(line.text)))
        ):
            break
        if any(_row_apart(line, one) for one in title):
            return []  # each heads the text of a column
        title.append(line)
    return title


def _row_apart(one: GlyphLine, two: GlyphLine) -> bool:
    """Whether white as wide as a gutter stands between two lines that are side by side."""
    return max(one.span.u0 - two.span.u1, two.span.u0 - one.span.u1) > _SPACE * one.size


def _buried(line: GlyphLine, lines: list[GlyphLine]) -> bool:
    """Whether text stands above a line: then it heads a section, whatever its size."""
    text = (o for o in lines if o.size < 0.97 * line.size and o.span.v1 < line.span.v0)
    return sum(overlap(o.span, line.span) > 0.5 for o in text) >= TEXT_LINES


def _last(line: GlyphLine, lines: list[GlyphLine]) -> bool:
    """Whether a line stands below text and above nothing: it heads what a rule under it has cut off. One line close
    above it is no text but a kicker."""
    over = [
        o for o in lines
        if o.size < 0.97 * line.size and o.span.v1 < line.span.v0 and overlap(o.span, line.span) > 0.5
    ]  # fmt: skip
    text = len(over) > 1 or any(line.span.v0 - o.span.v1 > _KICKER_WHITE * line.size for o in over)
    return text and all(o.span.v0 < line.span.v1 or o.size > 0.97 * line.size for o in lines)


def _byline_under(lines: list[GlyphLine], head: Span, body: float, font: str) -> list[GlyphLine]:
    """A line of body size right below the head, set off from the text under it."""
    below = [line for line in lines if line.span.v0 > head.v1 - 0.3 * body and line.span.v0 < head.v1 + 2.2 * body]
    below = [line for line in below if overlap(line.span, head) >= 0.5]
    for line in sorted(below, key=lambda line: (line.span.v0, line.span.u0))[:3]:
        if len(line.text) > _ROW:  # the text begins
            break
        if abs(line.size - body) > 0.12 * body or line.text[-1:] in "。，；！？":
            continue
        same = [o for o in lines if o is not line and _level(o, line) and overlap(o.span, head) > 0.3]
        about = around([head, line.span])  # the last row of a paragraph may end before a centred head begins
        under = [o for o in lines if o.span.v0 > line.span.v0 + 0.5 * body and overlap(o.span, about) > 0]
        white = min((o.span.v0 for o in under), default=1e9) - line.span.v0
        loose = _WIDER * _pitch(under, body)
        set_off = white > _SET_OFF * body and (white > loose or not _fills(line, under, body)) and _names(line.text)
        row = _row(line, same) if line.font != font or set_off else [line]
        if len(row) > len(same) and (
            set_off or (BYLINE_WORDS.match(line.text) and (line.font != font or not _fills(line, under, body)))
        ):
            return row
    return []


def _names(text: str) -> bool:
    """Whether a line may be no more than names, and words in Chinese: no sentence, no item, no line of a program.

    >>> _names("林远舟 何青禾"), _names("之后，数值积分"), _names("1. 环境"), _names("import cv2 # 载入")
    (True, False, False, False)
    """
    han = sum(map(is_han, text))
    return 2 * han > len("".join(text.split())) and not _SAYS.search(text) and not numbers(text)


def _pitch(under: list[GlyphLine], body: float) -> float:
    """How far apart the rows of text under a byline stand, as the nearest of them do."""
    rows = sorted(line.span.v0 for line in under if abs(line.size - body) < 0.12 * body)
    steps = [two - one for one, two in pairwise(rows[:_ROWS]) if two - one > 0.5 * body]
    return median(steps) if len(steps) > 1 else 0.0


def _row(line: GlyphLine, same: list[GlyphLine]) -> list[GlyphLine]:
    """A line with what goes on behind it in its type: its spaces may stand over a gutter and look like one."""
    row = [line]
    for other in sorted(same, key=lambda line: line.span.u0):
        near = 0 < other.span.u0 - row[-1].span.u1 < _SPACE * line.size
        if near and other.font == line.font and abs(other.size - line.size) < 0.02 * line.size:
            row.append(other)
    return row


def _fills(line: GlyphLine, under: list[GlyphLine], body: float) -> bool:
    """Whether a line stops where those right under it do: then it may be their first, 记者日前…"""
    near = [o for o in under if o.span.v0 < line.span.v1 + 4 * body and overlap(o.span, line.span) > 0]
    return bool(near) and max(o.span.u1 for o in near) - line.span.u1 < SHORT_BY * body
