"""Single spaces inside a line, the stretches in which one stands after every character, and the sentences around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cntextfix.chinese.characters import CLOSERS, OPENERS, SENTENCE_ENDS, is_han

_GAP = re.compile(r"(?<=\S)[ \u3000](?=\S)")
_HAN = "[\u3400-\u9fff\U00020000-\U0003ffff〇]"
_OTHER = r"(?:[，。、；：！？“”‘’「」『』（）《》…—．〈〉【】～℃℉°‰￥,.;:!?()%·\x22\x27+*/-]|[A-Za-z0-9]{1,12})"
_ONE = re.compile(rf"{_HAN}?(?:{_OTHER}{{1,6}}{_HAN}?){{0,3}}")
_FROM_FIRST, _TO_LAST = re.compile(rf"{_HAN}(?: {_HAN}){{1,}}(?: |$)"), re.compile(rf"(?:^| )(?:{_HAN} )+{_HAN}$")
"""Characters set wide, from the first one on, and up to the last one."""
_LISTED = re.compile(rf"{_HAN}、{_HAN}")
"""Between names set wide (张 三、李 四) a comma of lists stands close to both."""
_LONGEST = 16
"""Characters in what stands between two spaces of a stretch set wide: one Han character with its marks, or two with a
mark or word of an alphabet between. Chosen."""
_SIGN = "[\u2014\u2018-\u201d\u2026\u2e80-\u9fff\uff00-\uffee]"
_CHINESE = re.compile(_SIGN)
_FIGURES = r"[\d.,]+(?![A-Za-z\d.,-])"
"""Figures that are no part of a word of an alphabet (64-bit), around which spaces are a matter of style."""
LOOSE = re.compile(
    rf" (?:(?<={_SIGN} )(?:(?={_SIGN})|(?<![，。；：！？] ) (?={_SIGN})| ?(?={_FIGURES}))|(?<=\d ) ?(?={_SIGN}))"
)
"""Spaces between Chinese, and between Chinese and figures. What begins with a character is found at C speed. Two behind
a mark part the halves of a song (词)."""
_NAMED = re.compile(r"[A-Za-z][\w.-]*\d$", re.ASCII)
_LONGEST_NAME = 12
"""Characters of such a word that are looked at. Chosen."""
NUMBERED = re.compile(
    r"[ \u3000]*(?:第[ \u3000]*(?:[〇零一二三四五六七八九十百千\d][ \u3000]*){1,6}[章節节條条編编款項项回]"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}(?=[ \u3000])"
    r"|[一二三四五六七八九十]{1,3}、|[（(]\S{1,3}[）)]|[●○◎]?卷[ \u3000]?[一二三四五六七八九十百\d]{1,4}"
    r"|[［【\[][^］】\]]{1,12}[］】\]])"
)
"""The number of a chapter, article or item, or a label in brackets: what stands between it and its text is meant."""
_DIGIT_BY_HAN = re.compile(r"[\u3400-\u9fff] {0,2}\d|\d {0,2}[\u3400-\u9fff]")
_CLOSING = {closing: opening for opening, closing in zip("“‘「『《【（", "”’」』》】）", strict=True)}
"""Quotes and brackets that a space is stray before, if they close what the same line opens."""
_QUOTED = 60
"""Characters that it closes over, at the most. Chosen."""
_RUNNING = 5
"""Characters in a row that are running text, all but one of them Han: names have four at the most. Chosen."""
_FEWEST = 3
"""Spaces between Chinese characters in a stretch set wide. Chosen."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Places of spaces one character apart; ``before`` and ``after`` are the pieces that stand at its ends."""

    gaps: tuple[int, ...]
    before: str
    after: str

    def pieces(self, text: str) -> list[str]:
        """What stands between the spaces, with the pieces at both ends."""
        inner = [text[one + 1 : other] for one, other in zip(self.gaps, self.gaps[1:], strict=False)]
        return [self.before, *inner, self.after]

    def inner(self, text: str) -> str:
        """What stands between its first space and its last one."""
        return text[self.gaps[0] : self.gaps[-1]]

    @property
    def glued(self) -> int:
        """At how many of its ends running text goes on."""
        ends = (self.before[-_RUNNING:], self.after[:_RUNNING])
        return sum(len(end) == _RUNNING and sum(map(is_han, end)) >= _RUNNING - 1 for end in ends)


def is_single(piece: str) -> bool:
    """Whether a piece is what a stretch set wide has between two spaces.

    >>> [is_single(piece) for piece in ("校", "潮，出", "於AI浪", "280", "托管", "，")]
    [True, True, True, True, False, True]
    """
    return 0 < len(piece) <= _LONGEST and _ONE.fullmatch(piece) is not None and not _LISTED.fullmatch(piece)


def stretches(text: str, fewest: int = _FEWEST) -> list[Stretch]:
    """The stretches of a line that are set wide, with so many spaces at the least, in order. Linear."""
    gaps = [match.start() for match in _GAP.finditer(text)]
    if len(gaps) < fewest:
        return []
    edges = [_start(text, gaps[0]), *gaps, _stop(text, gaps[-1])]
    out: list[Stretch] = []
    run = [gaps[0]]
    for n in range(1, len(gaps) + 1):
        if n < len(gaps) and is_single(text[gaps[n - 1] + 1 : gaps[n]]):
            run.append(gaps[n])
            continue
        if sum(both_chinese(text, at) for at in run) >= fewest and (fewest < _FEWEST or _has_text(text, run)):
            low, high = edges[n - len(run)], edges[n + 1]
            before, after = text[low : run[0]].lstrip(" \u3000"), text[run[-1] + 1 : high].rstrip(" \u3000")
            out.append(Stretch(tuple(run), before, after))
        run = [gaps[n]] if n < len(gaps) else []
    return out


def _has_text(text: str, run: Sequence[int]) -> bool:
    """Whether a Han character stands between spaces, or nothing but marks: numbers of items are not set wide."""
    inner = text[run[0] : run[-1]]
    return any(map(is_han, inner)) or not any(map(str.isalnum, inner))


def sentence_tail(text: str) -> list[Stretch]:
    """The last line of a paragraph set wide: one or two spaces, and the end of a sentence."""
    text = text.rstrip()
    pieces = text.split(" ")
    if not 2 <= len(pieces) <= _FEWEST or text[-1] not in SENTENCE_ENDS | CLOSERS or not all(map(is_single, pieces)):
        return []
    return stretches(text, 1)


def _start(text: str, at: int) -> int:
    """Where the piece begins that ends before ``at``."""
    return max(text.rfind(" ", 0, at), text.rfind("\u3000", 0, at)) + 1


def _stop(text: str, at: int) -> int:
    """Where the piece stops that begins after ``at``."""
    found = [n for n in (text.find(" ", at + 1), text.find("\u3000", at + 1)) if n >= 0]
    return min(found, default=len(text))


def both_chinese(text: str, at: int, stop: int = 0) -> bool:
    """Whether a space stands between Chinese characters or marks."""
    return _CHINESE.match(text[at - 1]) is not None and _CHINESE.match(text[stop or at + 1]) is not None


def loose_spaces(text: str) -> Iterator[tuple[int, int]]:
    """The spaces of a text, but for those between words of an alphabet that end with a figure and Chinese (NS4 的): a
    style."""
    found = (match.span() for match in LOOSE.finditer(text))
    return (
        (start, stop)
        for start, stop in found
        if not (is_han(text[stop]) and _NAMED.search(text, max(0, start - _LONGEST_NAME), start))
    )


def keeps_figures(text: str) -> bool:
    """Whether a page sets figures apart from the Chinese around them: a style."""
    places = _DIGIT_BY_HAN.findall(text)
    return sum(" " in place for place in places) > len(places) / 2


def is_set_wide(text: str, start: int, stop: int) -> bool:
    """Whether a space stands between two single characters, or at the end of a row of them: ``spaced-out`` has looked
    at those."""
    left, right = text[start - 2 : start - 1].strip() == "", text[stop + 1 : stop + 2].strip() == ""
    if left and right:
        return True
    return (left and _TO_LAST.search(text, 0, start) is not None) or (
        right and _FROM_FIRST.match(text, stop) is not None
    )


def closes_quote(text: str, start: int, stop: int) -> bool:
    """Whether a quote or bracket stands after a space that closes what the line has opened, a few characters at the
    least before: an empty one is a blank to fill in."""
    opening = _CLOSING.get(text[stop])
    if opening is None or text[start - 1] in OPENERS or text[start - 1] in CLOSERS:
        return False
    at = text.rfind(opening, max(0, start - _QUOTED), start)
    return at >= 0 and text[stop] not in text[at:start] and " " not in text[at : at + 2]


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a line begin and stop, marks and closing quotes with them."""
    start = n = 0
    while n < len(text):
        if text[n] in SENTENCE_ENDS and text[n] not in "…．.":
            while n + 1 < len(text) and (text[n + 1] in SENTENCE_ENDS or text[n + 1] in CLOSERS):
                n += 1
            yield start, n + 1
            start = n + 1
        n += 1
    if start < len(text):
        yield start, len(text)


def has_clauses(text: str) -> bool:
    """Whether a sentence has a comma inside or an end."""
    return len(text.strip()) >= _PROSE and any(mark in text for mark in "，。；,")


_PROSE = 10
"""Characters in a sentence of prose, at the least. Chosen."""
