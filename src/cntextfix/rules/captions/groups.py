"""Lines between texts that make one caption, known by its credit, or by being one narrow sentence on a paper's page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cntextfix.chinese.brackets import unpaired
from cntextfix.chinese.characters import width
from cntextfix.document.model import Line, Role
from cntextfix.language import reads_on
from cntextfix.paragraphs.features import CITED, CLOSED, COMMA, INSIDE_MARKS, MID, QUOTED, SENTENCE, end_class
from cntextfix.rules.captions.looks import is_credit, width_of_words
from cntextfix.rules.captions.signs import closes, credit_lines, opens
from cntextfix.rules.several import FEWEST_ARTICLES, articles, is_other


class Group(NamedTuple):
    """Lines ``[start, stop)`` of one caption, of which those from ``credit`` on are the credit on lines of its own;
    ``closed``: it has one. ``bits`` for its being a caption."""

    start: int
    stop: int
    credit: int
    closed: bool
    bits: float


_MOST_LINES = 5
"""Lines of a caption, at the most. Chosen."""
_LONGEST = 70
"""Characters of a caption, at the most. Chosen."""
_NARROW = 0.85
"""Share of the measure that a caption is wide at the most, where it comes after a line that goes on. Chosen."""
_SHORTEST_CAPTION = 5
"""Characters of a caption, at the least. Chosen."""
_CREDIT = 9.0
"""Bits for a caption that closes with its credit. Chosen."""
_OTHER_MEASURE = 1.0
"""Bits for lines of another measure than the text. Chosen."""
_SAME_MEASURE = -4.0
"""Bits for lines of the same, as a paragraph has. Chosen."""
_IN_PAPER = -2.0
"""The same where it only names a picture, on a page of several articles: of seven such on 39 made newspaper pages six
are captions, and texts beside pictures are as narrow. Chosen."""
_UNENDED = -6.0
"""Bits for one that is no sentence, as headlines are none. Chosen."""
_NAMED = -2.0
"""… but for one that only names what is to be seen, in lines of one measure with a photographer's credit in brackets at
their end: headlines have no such credit. Chosen."""
_PICTURE = re.compile(
    r"(?:[^\s，。；：！？（()）]|[（(][^（()）摄攝]{1,12}[）)])+"
    r"[（(](?:[^（()）]{0,30}(?:[摄攝]|供[图圖])|[资資]料[图圖照]片?)[）)]"
)
"""Such a caption, whole."""
_SIGNED = ("摄", "攝", "供图", "供圖", "提供", "片", "照")
"""What a credit ends with, but for brackets and a stop."""


def groups(lines: Sequence[Line]) -> Iterator[Group]:
    """The groups of these lines, in order; none overlaps another one."""
    texts = [line.text.strip() for line in lines]
    measures = _measures(texts)
    several: bool | None = None
    least = 0
    for n, text in enumerate(texts):
        if n < least:
            continue
        if text.rstrip("。）)】]").endswith(_SIGNED):
            found = _credited(lines, texts, n, least, measures)
        elif text[-1:] == "。" and several is not False and _may_be_plain(texts, n, least, measures):
            found = _plain(lines, texts, n, least, measures)
            if found is not None and several is None:  # asked where it matters: it takes time
                several = articles(lines) >= FEWEST_ARTICLES
            found = found if several else None
        else:
            found = None
        if found is not None:
            yield found
            least = found.stop


_PLAIN = 5.0
"""Bits for narrow lines that make one sentence between two texts, without what reads on in what. Of 18 such on 39 made
newspaper pages by two extractors 17 are captions or quotations; with 2, six of these got enough."""
_LONGEST_PLAIN = 40
"""Characters of such a caption, at the most. Chosen."""
_PLAIN_NARROW = 0.75
"""Its share of the measure, at the most. Chosen."""


def _may_be_plain(texts: Sequence[str], n: int, least: int, measures: Sequence[int]) -> bool:
    """Whether line ``n`` comes after one far narrower than the text, and before no credit; quick."""
    narrow = n > least and bool(measures) and width(texts[n - 1]) <= _PLAIN_NARROW * measures[0]
    return narrow and not _credit_next(texts, n)


def _plain(lines: Sequence[Line], texts: Sequence[str], n: int, least: int, measures: Sequence[int]) -> Group | None:
    """The caption without a credit that line ``n`` ends: lines of a measure of its own, far narrower than the text."""
    start = _start(lines, texts, n, max(least, n + 1 - _MOST_LINES), measures)
    if start is None or start == n or any(lines[k].role != Role.BODY for k in range(start, n + 1)):
        return None
    wide = [width(text) for text in texts[start:n]]
    most = max(wide)
    said = "".join(texts[start : n + 1])
    if most - min(wide) > _NEAR or width(texts[n]) > most + _NEAR or len(said) > _LONGEST_PLAIN or "：" in said:
        return None
    if most > _PLAIN_NARROW * measures[0] or said.count("。") > 1 or said[0] in "“「":
        return None
    pairs = [[k for k in pair if 0 <= k < len(texts)] for pair in ((start - 2, start - 3), (n + 1, n + 2))]
    if any(pair and all(abs(width(texts[k]) - most) <= _WIDER for k in pair) for pair in pairs):
        return None  # text beside a picture
    seams = [reads_on(one, other) for one, other in pairwise(texts[start : n + 1])]
    return Group(start, n + 1, n + 1, closed=False, bits=_PLAIN + sum(seams)) if min(seams) > _NO_SEAM else None


_NO_SEAM = -2.0
"""Bits of what reads on in what with which lines are no sentence. Chosen."""


def _measures(texts: Sequence[str]) -> list[int]:
    """The widths of most lines that stop in mid-phrase."""
    counts = Counter(width(text) for text in texts if end_class(text) == MID and len(text) > _SHORTEST)
    return [wide for wide, count in counts.most_common(_MOST_MEASURES) if count >= _FEWEST]


_SHORTEST = 5
"""Characters of a line that tells a measure, at the least. Chosen."""
_MOST_MEASURES = 4
"""Measures of a page, at the most. Chosen."""
_FEWEST = 4
"""Lines that have to be as wide for a measure. Chosen."""
_NEAR = 2
"""Half-width columns by which full lines differ, at the most. Chosen."""
_INDENT = 4
"""Half-width columns of an indent. Chosen: two characters."""


def _credited(lines: Sequence[Line], texts: Sequence[str], n: int, least: int, measures: Sequence[int]) -> Group | None:
    """The caption whose credit ends line ``n``."""
    credit = _credit_start(texts, n, least)
    if credit is None:
        return None
    # the credit begins on the last line of the caption
    bracketed = credit_lines(texts, credit) == n + 1 - credit
    inside = bracketed or (credit == n and (not is_credit(texts[n]) or _SPLIT.search(texts[n - 1]) is not None))
    cut = not is_credit(texts[n]) and not closes(texts[n])  # its beginning is on the line before
    last = n if inside and not bracketed and not is_credit(texts[n]) and not cut else min(credit, n) - 1
    start = _start(lines, texts, last, max(least, n + 1 - _MOST_LINES), measures)
    if start is None or sum(map(len, texts[start : n + 1])) > _LONGEST:
        return None
    alike = last - start > 0 and any(
        abs(width(texts[start]) - measure) <= _NEAR or abs(width(texts[start]) - measure + _INDENT) <= 1
        for measure in measures
    )
    said = "".join(texts[start : last + 1])
    if len(said) < _SHORTEST_CAPTION or unpaired("".join(texts[start : n + 1])) != ([], []):
        return None
    named = "。" not in said and _is_name(texts[start : n + 1])
    ended = 0.0 if "。" in said else _NAMED if named else _UNENDED
    paper = alike and named and articles(lines) >= FEWEST_ARTICLES
    bits = _CREDIT + (_IN_PAPER if paper else _SAME_MEASURE if alike else _OTHER_MEASURE) + ended
    return Group(start, n + 1, n + 1 if inside else credit, closed=True, bits=bits)


def _is_name(texts: Sequence[str]) -> bool:
    """Whether lines only name what a picture shows, and end with its credit: all but the last are as wide."""
    full = [width(text) for text in texts[: 1 if len(texts) < _FEW else -2]]
    alike = max(full) - min(full) <= _NEAR and all(width(text) <= max(full) + _NEAR for text in texts)
    return alike and _PICTURE.fullmatch(_SPACES.sub("", "".join(texts))) is not None


_FEW = 3
"""Lines of which all but two tell the measure: the last one of the caption and that of its credit may be shorter."""
_SPACES = re.compile(r"\s+(?=[^（()）]*[）)]$)")
"""Space in a credit."""


def _credit_next(texts: Sequence[str], n: int) -> bool:
    """Whether a credit stands behind line ``n``: it tells more of the caption than its full stop."""
    behind = ("".join(texts[n + 1 : n + 1 + count]) for count in (1, 2))
    return any(is_credit(said) or closes(said) for said in behind)


def _credit_start(texts: Sequence[str], n: int, least: int) -> int | None:
    """The line that a credit of its own begins on which ends line ``n``, or ``n`` if it shares a line with the caption;
    nothing if there is none."""
    if texts[n][-1:] in _TOOK and "".join(texts[n + 1 : n + 2])[:1] in _PHOTOGRAPHY:
        return None  # 摄影 was cut
    split = n > least and len(texts[n]) <= _REST and _SPLIT.search(texts[n - 1])
    if split and closes(f"（{_tail(texts[n - 1])}{texts[n]}）"):
        return n - 1 if is_credit(texts[n - 1] + texts[n]) else n
    if n > least and closes(texts[n - 1] + texts[n]) and not closes(texts[n]):
        return n - 1 if is_credit(texts[n - 1] + texts[n]) else n
    return n if is_credit(texts[n]) or closes(texts[n]) else None


_SPLIT = re.compile(
    r"(?:^|[。\s（(])本?[报報]?(?:记者|記者|通[讯訊][员員])\s*[\u3400-\u9fff]{0,4}$|[。（(]\s*[\u3400-\u9fff]{1,3}$"
)
"""What a credit begins with, at the end of a line: a title, or a part of a name after the end of a sentence."""


_REST = 16
"""Characters that such a credit goes on with, at the most: a name and who it is of. Chosen."""
_TOOK, _PHOTOGRAPHY = ("摄", "攝"), ("影", "像", "制", "製", "取")


def _tail(text: str) -> str:
    return text[text.rfind("。") + 1 :].strip()


def _start(lines: Sequence[Line], texts: Sequence[str], last: int, least: int, measures: Sequence[int]) -> int | None:
    """The first line of the caption whose last one is given: the line after the end of a text."""
    if last < least or lines[last].role != Role.BODY:
        return None
    for n in range(last, least - 1, -1):
        if is_other(texts[n]):
            return n + 1 if n < last else None
        if n == 0:
            return 0
        before = texts[n - 1]
        if opens(texts[n]) or _CELLS.search(before):
            return n
        if _has_ended(lines[n - 1]) or _is_apart(before, texts[n], last=n == last):
            return n
        if width(before) < width_of_words(texts[n]) - _WIDER:
            return n if reads_on(before, texts[n]) < _PLAINLY else None
        if _is_cut(before, texts[n], measures):
            return _own_start(lines, texts, n, least) if n == last else n
        if end_class(before) not in (MID, COMMA, CITED, CLOSED):
            return None
    return None


_CELLS = re.compile(r"\S(?: {2,}|\t|\u3000)\S")
"""A row of cells, which no caption goes on from."""


def _is_apart(before: str, text: str, *, last: bool) -> bool:
    """Whether a line without marks, as titles and names of pictures are, is wider than a caption's full one, or less
    wide than its last one, and does not read on in it."""
    bare = end_class(before) == MID and not INSIDE_MARKS.search(before)
    differs = width_of_words(text) > width(before) if last else width(before) > width(text) + _NEAR
    return bare and differs and reads_on(before, text) < _APART


def _is_cut(before: str, text: str, measures: Sequence[int]) -> bool:
    """Whether a full line of the text stops in mid-phrase before a narrower line that it does not read on in."""
    full = any(abs(width(before) - measure) <= _NEAR for measure in measures)
    own = text[: text.find("（")] if "（" in text else text
    narrow = len(own) >= _SHORTEST_CAPTION and width(text) <= _NARROW * width(before)
    return full and narrow and reads_on(before, text) < _READS


def _own_start(lines: Sequence[Line], texts: Sequence[str], n: int, least: int) -> int:
    """Where the lines of one measure begin that go on in the last line ``n`` of a caption, if it is not that of the
    text above: then they are of the caption, too; else line ``n``."""
    wide = width(texts[n - 1])
    for first in range(n - 1, least - 1, -1):
        if lines[first].role != Role.BODY or abs(width(texts[first]) - wide) > _NEAR or is_other(texts[first]):
            break
        if reads_on(texts[first], texts[first + 1]) <= _NO_SEAM:
            break
        if first and _has_ended(lines[first - 1]):
            above = max(map(width, texts[max(0, first - _ABOVE) : first]), default=0)
            return n if abs(above - wide) <= _NEAR else first
    return n


_ABOVE = 4
"""Lines above a caption that tell the measure of the text there. Chosen."""


def _has_ended(line: Line) -> bool:
    """Whether a text has ended with this line."""
    text = line.text.strip()
    return end_class(text) in (SENTENCE, QUOTED) or line.role != Role.BODY or is_credit(text)


_APART = -0.5
"""Bits with which a line does not read on in a caption. Chosen."""
_PLAINLY = 2.0
"""Bits with which it plainly does: then the lines are of a text. Chosen."""
_READS = 0.5
"""Bits with which a sentence may go on. Chosen."""


_WIDER = 4
"""Columns by which a line of a caption is wider than the one before it, at the most. Chosen."""
