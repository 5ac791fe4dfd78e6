"""What text costs, in bits: the plain model against which the overprint decoder weighs its evidence.

The figures are minus log2 of frequencies counted in edited news (1.0 M characters), laws (0.4 M), speech transcripts
(0.4 M), classical verse (0.25 M), a novel (0.3 M) and customer reviews (0.25 M). Where the genres differ, the lower
(more cautious) end stands: a pair such as 天天 is worth 9.1 bits in news, 8.0 in speech and 6.5 in a novel.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cntextfix.chinese import lexicon
from cntextfix.chinese.characters import (
    DASH,
    DIGIT,
    END,
    HAN,
    LATIN,
    MARK,
    SPACE,
    SYMBOL,
)

_FRESH = {HAN: 9.0, DIGIT: 3.3, LATIN: 4.7, MARK: 3.5, SYMBOL: 4.5, DASH: 4.0, SPACE: 2.0, END: 0.0}
"""A character that does not repeat the one before it. Counted."""

PAIRED = {HAN: 6.5, DIGIT: 2.3, LATIN: 5.0, MARK: 10.0, SYMBOL: 6.0, DASH: 0.3, SPACE: 1.0, END: 0.0}
"""A character that repeats the one before it. Counted."""

_PAIRED_APART = {
    **dict.fromkeys("！？!?", 6.0), "。": 3.0, ".": 5.0, **dict.fromkeys("）」』”’》)]}", 7.0),
    **dict.fromkeys("○●□■·・", 4.0), **dict.fromkeys("-=*_#/~`<>+\\|", 1.5), **dict.fromkeys(",;%", 8.0),
}  # fmt: skip
"""The same for marks and signs that do so oftener or more seldom than others of their class. Counted."""
PAIR_AFTER_PAIR = 4.0
"""A Han pair straight after another (高高兴兴): 4.5 bits in news, 4.4 in the novel, 3.5 in laws."""
_INNER_PAIRS = 3.0
"""Added to each pair straight after another when a unit is read as having them inside: three in a row occur twice in
2.3 million characters."""
_THIRD = 2.0
"""A third equal character in a row (哈哈哈, 。。。). Counted."""
_AGAIN = 0.6
"""A later one. Counted."""
_LONG_ROW = 16
"""Han characters and digits that a row has at most which can be an overprinted 1111 or 哈哈哈哈: more are a filler.
Chosen."""
_NEXT_PAIR = 0.5
"""Bits for a pair of letters or figures after a pair of those before them: AABBDD is a wheat's genome. Chosen."""
_STEP = 3
"""Letters from one to the next such pair, at most. Chosen."""
_TRIPLE_AGAIN = 6.0
"""Bits for a third equal Han character where another three stand before: 基基基于于于. In 17.4 million characters of
real text (news, law, novels, poems, songs, 74 publishers' PDFs), overprint apart, three are never followed by three."""
CRIES = frozenset("哈呵嘿嘻嗨啊阿哦噢喔嗯呜嗚哇唉哎喂嘛汪喵咚嗡哼嗒哒噠咕叽嘰啦哗嘩呼嘘噓嘟滴轰轟沙咯砰嘭叮当當铛噹")
"""What people and things cry, as often as they like."""
_CRIED = 0.6
"""A cry that repeats the one before it in a line of nothing else. Chosen: songs have lines of 啦啦啦啦."""
_CRIED_LINE = re.compile(rf"(?m)^[{''.join(sorted(CRIES))}]{{2,}}$")
_TONES = frozenset("平仄")
"""What a scanned line of verse is made of, two of a kind and more."""
_OBLIQUE = "仄"
"""The one of them that hardly stands in anything else."""
_SCAN_SEEN = 8
"""Characters before and behind another one in which it stands in a scanned line. Chosen."""
_DASH_AGAIN = 2.0
"""A third dash or dot of an ellipsis in plain text: they come in twos. Counted."""
_DASH_INNER = 6.0
"""… and inside a unit. Chosen."""


_STOP_APART = 14.0
"""Bits for a mark at a line end and again at the head of the next line, where one of them may not stand. Of 549,334
lines (newspapers, law, novels, 5,695 modern poems, what three extractors gave of 340 real PDFs), overprint apart, four
are so."""
_MISPLACED = frozenset("，。、；：！？︐︒︑︔︓︕︖”’）】」』》〉〕“‘（【「『《〈〔")
"""Marks of full width that may not begin a line, or not end one."""
_MOST_MARKS = 3
"""Marks that stand together at most (。”⏎。”). Chosen."""

_PAIR_IN_WORD = 1.0
"""A Han pair in a word of one or two pairs with a mark beside it. Counted."""
_PAIR_IN_WORDS = 2.0
"""One in a word of three or four pairs between two marks. Counted."""
_MOST_PAIRS = 4
"""Pairs in a word, at most. Chosen."""
_PAIR_IN_KNOWN = 0.5
"""A Han pair in a known word of pairs (说说笑笑) that stands next to others: such words come in rows (走走停停), and a
row of them must prove nothing. Chosen."""
DELIMITED = (0.0, 0.0, 4.0, 7.0)
"""The same for a word of two or three characters said twice, by how many it has: 商量商量，合计合计. Counted."""
CHANTED = 1.0
"""The same right after another such word: 娑囉娑囉。悉唎悉唎。蘇嚧蘇嚧。 is how mantras and chants go. Chosen."""
SCANNED = 1.0
"""The same for tones: 仄仄平平平仄仄 is a line of verse scanned, of which every other sign repeats. Chosen."""
KANA = 5.0
"""The same for kana: まだまだ. Counted."""
_BOUNDS = MARK + SYMBOL + SPACE


@dataclass(frozen=True, slots=True)
class Costs:
    """Per character of a text: ``plain`` as printed, on the cautious side; ``fresh`` as the first of a unit, which
    follows the *kept* copy of the unit before it; ``inner`` as a later one, without the benefit of the doubt that
    pairs after pairs get in plain text."""

    plain: list[float]
    fresh: list[float]
    inner: list[float]


def costs(text: str, kinds: str) -> Costs:
    """The cost of every character of ``text``, whose classes are ``kinds``."""
    plain: list[float] = []
    fresh: list[float] = []
    inner: list[float] = []
    before = ""
    row = 0  # how many equal characters stand before this one
    pairs = triples = -9  # where the last row of equal characters stopped, and the last one of three or more
    for i, char in enumerate(text):
        kind = kinds[i]
        row = row + 1 if char == before else 0
        if not row:
            first = said = within = _FRESH[kind]
        elif char in _TONES and _OBLIQUE in text[max(0, i - _SCAN_SEEN) : i + _SCAN_SEEN]:
            first = said = within = SCANNED
        else:
            first = said = within = _PAIRED_APART.get(char, PAIRED[kind])
            if row > 1:
                said = _DASH_AGAIN if kind == DASH else min(first, _again(char, kind, row))
                within = _DASH_INNER if kind == DASH else said
                if row == 2 and kind == HAN and triples == i - 2 and char not in CRIES:
                    said = _TRIPLE_AGAIN
                triples = i + 1
            elif pairs == i - 1:
                within = first + _INNER_PAIRS
                said = _after_pair(char, text[i - 2], kind) if kind == kinds[i - 2] else said
            pairs = i + 1
        plain.append(_STOP_APART if kind == MARK and _stands_again(text, i) else said)
        fresh.append(first)
        inner.append(within)
        before = char
    _words_of_pairs(text, kinds, plain)
    for line in _CRIED_LINE.finditer(text):
        for at in range(line.start() + 1, line.end()):
            plain[at] = min(plain[at], _CRIED) if text[at] == text[at - 1] else plain[at]
    return Costs(plain, fresh, inner)


def _after_pair(char: str, before: str, kind: str) -> float:
    """What the second character of a pair costs straight after another pair of its class."""
    if kind in (LATIN, DIGIT) and 0 < ord(char) - ord(before) <= _STEP:
        return _NEXT_PAIR
    return PAIR_AFTER_PAIR if kind == HAN else _PAIRED_APART.get(char, PAIRED[kind])


def _stands_again(text: str, at: int) -> bool:
    """Whether marks from ``at`` on end their line, and the next one begins with them."""
    stop = at
    while text[stop : stop + 1] in _MISPLACED and stop < at + _MOST_MARKS:
        stop += 1
    return text.startswith("\n" + text[at:stop], stop)


_ROW = re.compile(r"(.)\1*")
_TRIPLE = re.compile(rf"([^{''.join(sorted(CRIES))}])\1\1")
_PAIRS = re.compile(r"(?:([\u3041-\u30fe\u3400-\u9fff\uf900-\ufaff])\1+)+")


def _words_of_pairs(text: str, kinds: str, plain: list[float]) -> None:
    """高高兴兴、平平安安: between marks printed once, a pair or two are a word, and such words come in rows."""
    for match in _PAIRS.finditer(text):
        start, stop = match.span()
        size = (stop - start) // 2
        if _TRIPLE.search(match.group()):
            continue
        if size > 1:
            _known_words(match.group(), start, plain)
        if size > _MOST_PAIRS:
            continue
        left, right = bounds(text, kinds, start, stop, cells=size == 1)
        alone = size == 1 and left == right == 1  # a line of its own: 妈妈⏎爸爸⏎哥哥
        if alone or ((left > 1 or right > 1) if size == 2 else left + right > 2):
            for at in range(start + 1, stop, 2):
                plain[at] = min(plain[at], _PAIR_IN_WORD if size < 3 else _PAIR_IN_WORDS)


def _known_words(run: str, start: int, plain: list[float]) -> None:
    """爷爷奶奶爸爸妈妈，说说笑笑打打闹闹: the words in a run of pairs that begins at ``start``."""
    known = lexicon.reduplicated()
    rows = [match.span() for match in _ROW.finditer(run)]
    n = 0
    while n < len(rows):
        for size in (2, 1):
            word = rows[n : n + size]
            if all(b - a == 2 for a, b in word) and "".join(run[a] for a, _ in word) in known:
                for _, stop in word:
                    plain[start + stop - 1] = min(plain[start + stop - 1], _PAIR_IN_KNOWN)
                n += size - 1
                break
        n += 1


def bounds(text: str, kinds: str, start: int, stop: int, *, cells: bool = False) -> tuple[int, int]:
    """What stands on the left and on the right of a stretch: 2 a mark or a space printed once, 1 a line end (spaces
    before it apart), 0 else. With ``cells`` two spaces are a bound as well, the gap between two cells (爸爸  妈妈)."""
    first, last = start, stop
    while first and kinds[first - 1] == SPACE:
        first -= 1
    while last < len(kinds) and kinds[last] == SPACE:
        last += 1
    left = right = 1
    if first and kinds[first - 1] != END:
        left = 2 * _is_bound(text[start - 1], kinds[start - 1], text[max(0, start - 2) : start - 1], cells=cells)
    if last < len(kinds) and kinds[last] != END:
        right = 2 * _is_bound(text[stop], kinds[stop], text[stop + 1 : stop + 2], cells=cells)
    return left, right


def _is_bound(char: str, kind: str, beyond: str, *, cells: bool) -> bool:
    return (cells and kind == SPACE) or (kind in _BOUNDS and char not in beyond)


def _again(char: str, kind: str, row: int) -> float:
    if char == "。":  # 。。。 is how dots are typed
        return _AGAIN
    return _THIRD if row == 2 or (kind in (HAN, DIGIT) and row < _LONG_ROW) else _AGAIN
