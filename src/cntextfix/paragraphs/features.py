"""What can be read off a single printed line: its width, how it begins and how it stops."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from cntextfix.chinese.characters import CLOSERS, PAIRS, SENTENCE_ENDS, width

MID, COMMA, COLON, SENTENCE, QUOTED, CITED, CLOSED, DASHED = 'n,:.q")-'
"""How a line stops: in mid-phrase, at a comma or the like, at a colon, at the end of a sentence, at a closed quotation
that ends with one, at another closed quote or bracket, at a dash."""

PLAIN, LISTED, SPEAKER, OPENING, BYLINE, CLOSING, OPENER = "plsobcr"
"""How a line begins: like any other; with a list mark; with a speaker's name and a colon; with an opening bracket or
quote; as a report does (本报讯); with a mark that no line may begin with; as other paragraphs of the page do."""

_COMMAS = frozenset("，、；,;")
COLONS = frozenset("：:")
_CLOSERS = "".join(CLOSERS)
_NEVER_FIRST = frozenset("，。、；：！？,;!?…·%％℃") | CLOSERS
_LISTED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|\d{1,2}(?:[.．](?!\d)|、)"
    r"|[①-⑳㈠-㈩❶-❿]|第 ?(?:[一二三四五六七八九十百零〇\d] ?){1,5}[条條章节節款編编][\s　、：:]"
    r"|[●■□◆◇▲△★☆•▶►※]|[-—*]\s|———|#"
)
_BYLINE = re.compile(
    r"【?本[报報](?:[讯訊]|记者|記者|特约|综合)|新华社|新華社|中新社|[□■]|[（(]?(?:通讯员|通訊員|记者|記者)[\s　]"
)
_SPEAKER = re.compile(r"(?:[问答問甲乙丙丁]|[^\s，。、；：！？“”‘’「」『』（）()《》]{2,6})：(?![“「『])")
_OPENING = re.compile(r"[“‘「『（(《【〈〔]")
_STOP = re.compile(
    r"(?<![A-Za-z.])(?!(?:al|etc|vs|Fig|Figs|No|Eq|Eqs|cf|pp|Dr|Mr|Mrs|Ms|Prof|Vol|Tab|Sec|Ch|St|eds?)\.)"
    r"(?:[A-Za-z]{2,}|(?:19|20)\d\d)[)\]\x22']*\.$|[\u3400-\u9fff]\.$"
)
"""The end of a sentence with a full stop of ASCII: after a word, a year or a Han character, not after what is short for
something."""
_LAST_WORD = 24
"""Characters in which the word before a full stop is looked for. Chosen."""
_PAIRED = re.compile("[" + re.escape("".join(PAIRS) + _CLOSERS) + "]")
_HANGING = "".join(_NEVER_FIRST)
_HEAD = re.compile(r"[“‘「『（(《【〈〔［]*(?:[A-Za-z0-9.,:/@%+\-]+|.)[" + re.escape(_HANGING) + "]*")
INSIDE_MARKS = re.compile(r"[，。、；：！？,;]")


class Feature(NamedTuple):
    """``width`` in half-width columns without the white space around; ``end`` and ``start`` are the classes above;
    ``marks`` counts the marks inside; ``opens`` says how much deeper in brackets and quotes the line stops than it
    began; ``hang`` is the width of the marks at its end that no line may begin with, ``head`` that of what at its
    beginning may not be broken: the room it would have needed on the line before. ``indent`` is in columns;
    ``witness``: the line was surely cut by a measure, if the page has one, for it stops in mid-phrase; ``display``: it
    looks like the headings of this page; ``blank``: a blank line stands after it."""

    text: str
    width: int
    end: str
    start: str
    marks: int
    opens: int
    hang: int
    head: int
    indent: int
    witness: bool
    display: bool = False
    blank: bool = False

    @property
    def full(self) -> int:
        """The width that the line vouches for, if it is a witness, without marks that may hang over; else 0."""
        return self.width - self.hang if self.witness else 0


_PROSE = 0.4
"""Share of letters in a line of prose, at the least: rows of figures have less. Chosen."""


def mostly_letters(text: str) -> bool:
    """Whether most of a line is letters."""
    return sum(map(str.isalpha, text)) >= _PROSE * len(text)


LEAST_INDENT = 3
"""A line with less space before it, in columns, is not indented: a gap of one character was cut there, or a stray space
left. Chosen."""


_MANY_LINES = 400
"""Lines of a page, at the most, of which a few are remembered; no printed page has more. Chosen."""
_MANY_CHARACTERS = 40_000
"""… and characters. Chosen."""


def is_page(lines: Sequence[str]) -> bool:
    """Whether these lines are several and no more than a printed page has, so that they are worth remembering."""
    return 1 < len(lines) <= _MANY_LINES and sum(map(len, lines)) <= _MANY_CHARACTERS


def features(lines: Sequence[str], blanks: Sequence[bool]) -> Sequence[Feature]:
    """The features of each line; ``blanks`` says after which ones a blank line stands."""
    found = (_remembered if is_page(lines) else _features)(tuple(lines))
    if not any(blanks):
        return found
    return tuple(one._replace(blank=True) if blank else one for one, blank in zip(found, blanks, strict=True))


def _features(lines: tuple[str, ...]) -> tuple[Feature, ...]:
    return tuple(_displayed(_shared_openers(list(map(feature_of, lines)))))


_remembered = lru_cache(maxsize=4)(_features)  # several rules ask the same of one page


@lru_cache(maxsize=1024)  # the same lines are read again and again with other neighbours
def feature_of(line: str) -> Feature:
    """The features of a line by itself, as if none stood around it."""
    text = line.strip()
    opens = 0
    for char in _PAIRED.findall(text):
        opens += 1 if char in PAIRS else -1
    hang = width(text[len(text.rstrip(_HANGING)) :])
    head = _HEAD.match(text)
    space = width(line[: len(line) - len(line.lstrip())]) if line[:1].isspace() else 0
    indent = space if space >= LEAST_INDENT else 0
    marks = len(INSIDE_MARKS.findall(text, 0, len(text) - 1))
    wide, end = width(text), _end(text)
    mid = end == MID or (end == COMMA and marks > 0)
    word = head is not None and head.end() == len(text)  # an address may be longer than any line
    return Feature(
        text,
        wide,
        end,
        start_class(text),
        marks,
        opens,
        hang,
        width(head.group()) if head else 0,
        indent,
        mid and wide >= 12 and not word and mostly_letters(text),
    )


def _end(text: str) -> str:
    """How a line of a page stops, full stops of ASCII with the others: what stands beside it tells whether it is right.

    >>> "".join(map(_end, ["lost in time.", "published 2011.", "可对角化.", "as in Li et al.", "version 3."]))
    '...nn'
    """
    stop = text[-1:] == "." and _STOP.search(text, max(0, len(text) - _LAST_WORD))
    return SENTENCE if stop else end_class(text)


def end_class(text: str) -> str:
    """How a line stops.

    >>> "".join(map(end_class, ["在小镇客", "户，", "他说：", "好。", "“好。”", "“好”", "（摄）", "回顾——"]))
    'n,:.q")-'
    """
    last = text[-1:]
    if last in SENTENCE_ENDS:
        return SENTENCE
    if last in CLOSERS:
        if text.rstrip(_CLOSERS)[-1:] in SENTENCE_ENDS:
            return QUOTED
        return CITED if last in "”’」』" else CLOSED
    if last in _COMMAS:
        return COMMA
    if last in COLONS:
        return COLON
    return DASHED if last == "—" else MID


def start_class(text: str) -> str:
    """How a line begins.

    >>> "".join(map(start_class, ["在小镇", "（一）总则", "记者：您好", "“好", "本报讯", "，但"]))
    'plsobc'
    """
    if text[:1] in _NEVER_FIRST:
        return CLOSING
    if _LISTED.match(text):
        return LISTED
    if _BYLINE.match(text):
        return BYLINE
    if _SPEAKER.match(text):
        return SPEAKER
    return OPENING if _OPENING.match(text) else PLAIN


OPENER_SIZES = (3, 4)
"""Paragraphs that open alike (这一年，…) share their first three or four characters. Chosen."""
OPENER_SHARE = 0.6
"""At least this share of the places where these stand on the page are at the beginning of a line: a name that is used
all over the page does not count. Chosen."""


FEWEST_TURNS = 3
"""So many lines that begin with a speaker take turns: a single one (胡大妈说：) is part of a sentence. Chosen."""


def _turns(features: list[Feature]) -> list[Feature]:
    """Speakers who take turns open paragraphs."""
    if sum(feature.start == SPEAKER for feature in features) < FEWEST_TURNS:
        return features
    return [f._replace(start=OPENER) if f.start == SPEAKER else f for f in features]


def _shared_openers(features: list[Feature]) -> list[Feature]:
    features = _turns(features)
    firsts = [
        feature.text
        for n, feature in enumerate(features)
        if (not n or features[n - 1].end in (SENTENCE, QUOTED)) and len(feature.text) > max(OPENER_SIZES)
    ]
    counts = Counter(text[:size] for text in firsts for size in OPENER_SIZES)
    heads = {head: count for head, count in counts.items() if count > 1}
    if not heads:
        return features
    everywhere = _everywhere(features, heads)
    shared = {head for head, count in heads.items() if count >= OPENER_SHARE * everywhere[head]}
    return [
        f._replace(start=OPENER) if f.start == PLAIN and any(f.text[:size] in shared for size in OPENER_SIZES) else f
        for f in features
    ]


def _everywhere(features: Sequence[Feature], heads: Collection[str]) -> Counter[str]:
    """How often these heads stand anywhere. Linear."""
    firsts = {head[0] for head in heads}
    texts = [feature.text for feature in features]
    places = [(text, at) for text in texts for at, char in enumerate(text) if char in firsts]
    return Counter(
        gram
        for text, at in places
        for size in OPENER_SIZES
        if at + size <= len(text) and (gram := text[at : at + size]) in heads
    )


_HAN_RUN, _DIGIT_RUN, _LATIN_RUN = re.compile(r"[^\W\d_a-zA-Z]+"), re.compile(r"\d+"), re.compile(r"[a-zA-Z]+")
_GAP = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])|(?<=\d) (?=[^\x00-\x7f])")
GAPS_SHARE = 0.1
"""Pages on which more of the lines have a space between Han characters have it for other reasons. Chosen."""


@lru_cache(maxsize=1024)
def _shape(text: str) -> str:
    """A line with one letter for each run of Chinese, of figures and of Latin: lines that are built alike share it."""
    return _HAN_RUN.sub("h", _DIGIT_RUN.sub("d", _LATIN_RUN.sub("a", text)))


def _displayed(features: list[Feature]) -> list[Feature]:
    """Lines after the end of a sentence that stop without one, if several are built alike (“争”上奋笔 全面掀起新热潮),
    or if they have a space between Han characters, which body text has not; and rows of a table."""
    gaps = [" " in feature.text and _GAP.search(feature.text) is not None for feature in features]
    rare = sum(gaps) <= max(2, GAPS_SHARE * len(features))
    built: dict[str, list[int]] = {}
    out = list(features)
    for n, feature in enumerate(features):
        if n and _is_row(features[n - 1].text, feature.text):
            out[n - 1], out[n] = out[n - 1]._replace(display=True), feature._replace(display=True)
        after = not n or features[n - 1].end in (SENTENCE, QUOTED) or out[n - 1].display
        if feature.end not in (MID, CITED, CLOSED):
            continue
        if not after:
            if gaps[n] and rare and features[n - 1].text[:ALIKE_HEAD] == feature.text[:ALIKE_HEAD]:
                out[n - 1], out[n] = out[n - 1]._replace(display=True), feature._replace(display=True)
            continue
        if gaps[n] and rare:
            out[n] = feature._replace(display=True)
        shape = _shape(feature.text)
        if len(shape) > 2:
            built.setdefault(shape, []).append(n)
    for alike in built.values():
        if len(alike) > 1:
            for n in alike:
                out[n] = out[n]._replace(display=True)
    return out


def _is_row(before: str, text: str) -> bool:
    """Whether a line is built like the one before it, as rows of a table are."""
    if " " not in text or " " not in before:
        return False
    shape = _shape(text)
    return shape.count("d") >= ROW_FIGURES and shape == _shape(before)


ALIKE_HEAD = 4
"""A headline and the heading below it may begin with the same characters, so many at least. Chosen."""
ROW_FIGURES = 2
"""Lines in a row that are built alike, with so many figures and a space, are rows of a table. Chosen."""
