"""What text costs, in bits: the plain model against which the overprint decoder weighs its evidence.

The figures are minus log2 of frequencies counted in edited news (1.0 M characters), laws (0.4 M), speech transcripts
(0.4 M), classical verse (0.25 M), a novel (0.3 M) and customer reviews (0.25 M). Where the genres differ, the lower
(more cautious) end stands: a pair such as 天天 is worth 9.1 bits in news, 8.0 in speech and 6.5 in a novel.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cntextfix.chinese import lexicon
from cntextfix.chinese.characters import (
    CLOSERS,
    DASH,
    DIGIT,
    END,
    HAN,
    LATIN,
    MARK,
    NO_HEADS,
    SENTENCE_ENDS,
    SPACE,
    SYMBOL,
    kinds,
)

_FRESH = {HAN: 9.0, DIGIT: 3.3, LATIN: 4.7, MARK: 3.5, SYMBOL: 4.5, DASH: 4.0, SPACE: 2.0, END: 0.0}
"""A character that does not repeat the one before it."""

PAIRED = {HAN: 6.5, DIGIT: 2.3, LATIN: 5.0, MARK: 10.0, SYMBOL: 6.0, DASH: 0.3, SPACE: 1.0, END: 0.0}
"""A character that repeats the one before it."""

_PAIRED_APART = {
    **dict.fromkeys("！？!?", 6.0), **dict.fromkeys("。.", 5.0), **dict.fromkeys("）」』”’》)]}", 7.0),
    **dict.fromkeys("○●□■·・", 4.0), **dict.fromkeys("-=*_#/~`<>+\\|", 1.5), **dict.fromkeys(",;%", 8.0),
}  # fmt: skip
PAIR_AFTER_PAIR = 4.0
"""A Han pair straight after another (高高兴兴): 4.5 bits in news, 4.4 in the novel, 3.5 in laws."""
_INNER_PAIRS = 3.0
"""Added to each pair straight after another when a unit is read as having them inside: three in a row occur twice in
2.3 million characters."""
_THIRD, _AGAIN, _LONG_ROW = 2.0, 0.6, 16
"""A third equal character in a row (哈哈哈, 。。。), and a later one: up to LONG_ROW Han characters and digits in a row
can be an overprinted 1111 or 哈哈哈哈, more are a filler."""
_DASH_AGAIN, _DASH_INNER = 2.0, 6.0
"""Dashes and ellipses come in twos: a third one in plain text, and inside a unit."""


STOP_APART = 14.0
"""Bits for a mark at a line end and again at the head of the next line, where one of them may not stand. Of 549,334
lines (newspapers, law, novels, 5,695 modern poems, what three extractors gave of 340 real PDFs), overprint apart, four
are so."""
_MISPLACED = frozenset("，。、；：！？︐︒︑︔︓︕︖”’）】」』》〉〕“‘（【「『《〈〔")
"""Marks of full width that may not begin a line, or not end one."""
_MOST_MARKS = 3
"""Marks that stand together at most (。”⏎。”). Chosen."""

_PAIR_IN_WORD, _PAIR_IN_WORDS, _MOST_PAIRS = 1.0, 2.0, 4
"""A Han pair in a word of one or two pairs with a mark beside it, and of three or four pairs between two marks."""
_PAIR_IN_KNOWN = 0.5
"""A Han pair in a known word of pairs (说说笑笑) that stands next to others: such words come in rows (走走停停), and a
row of them must prove nothing."""
DELIMITED, KANA = (0.0, 0.0, 4.0, 7.0), 5.0
"""The same for a word of two or three characters said twice (商量商量，合计合计), and for kana (まだまだ)."""
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
    pairs = -9  # where the last row of equal characters stopped
    for i, char in enumerate(text):
        kind = kinds[i]
        row = row + 1 if char == before else 0
        if not row:
            first = said = within = _FRESH[kind]
        else:
            first = said = within = _PAIRED_APART.get(char, PAIRED[kind])
            if row > 1:
                said = _DASH_AGAIN if kind == DASH else min(first, _again(kind, row))
                within = _DASH_INNER if kind == DASH else said
            elif pairs == i - 1:
                within = first + _INNER_PAIRS
                if kind == HAN == kinds[i - 2]:
                    said = PAIR_AFTER_PAIR
            pairs = i + 1
        plain.append(STOP_APART if kind == MARK and _stands_again(text, i) else said)
        fresh.append(first)
        inner.append(within)
        before = char
    _words_of_pairs(text, kinds, plain)
    return Costs(plain, fresh, inner)


def _stands_again(text: str, at: int) -> bool:
    """Whether marks from ``at`` on end their line, and the next one begins with them."""
    stop = at
    while text[stop : stop + 1] in _MISPLACED and stop < at + _MOST_MARKS:
        stop += 1
    return text.startswith("\n" + text[at:stop], stop)


_ROW = re.compile(r"(.)\1*")
_PAIRS = re.compile(r"(?:([\u3041-\u30fe\u3400-\u9fff\uf900-\ufaff])\1+)+")


def _words_of_pairs(text: str, kinds: str, plain: list[float]) -> None:
    """高高兴兴、平平安安: between marks printed once, a pair or two are a word, and such words come in rows."""
    for match in _PAIRS.finditer(text):
        start, stop = match.span()
        size = (stop - start) // 2
        if size > 1:
            _known_words(match.group(), start, plain)
        if size > _MOST_PAIRS:
            continue
        left, right = bounds(text, kinds, start, stop)
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


def bounds(text: str, kinds: str, start: int, stop: int) -> tuple[int, int]:
    """What stands on the left and on the right of a stretch: 2 a mark or a space printed once, 1 a line end, 0 else."""
    if not start or kinds[start - 1] == END:
        left = 1
    else:
        left = 2 * (kinds[start - 1] in _BOUNDS and text[start - 1] not in text[max(0, start - 2) : start - 1])
    if stop == len(text) or kinds[stop] == END:
        return left, 1
    return left, 2 * (kinds[stop] in _BOUNDS and text[stop] not in text[stop + 1 : stop + 2])


def _again(kind: str, row: int) -> float:
    return _THIRD if row == 2 or (kind in (HAN, DIGIT) and row < _LONG_ROW) else _AGAIN


_WHOLE_LINE = (0.0, 0.0, 11.0, 16.0, 20.0, 22.0)
_HAN = (0.0, 0.0, 11.0, 14.0, 17.0, 17.0, 19.0, 19.0, 19.0, 19.0, 22.0)
_MIXED = (0.0, 0.0, 12.0, 13.0, 15.0, 15.0, 15.0, 15.0, 16.0, 16.0, 16.0, 16.0, 16.0, 18.0)
_LATIN = (0.0, 0.0, 6.0, 9.0, 12.0, 12.0, 12.0, 12.0, 16.0)
_DIGITS = (0.0, 0.0, 4.5, 7.0, 10.0)
_SIGNS = (0.0, 0.0, 4.0, 4.5, 5.0, 5.5, 6.0)


def natural_repeat(unit: str, copies: int, whole_line: bool, edge: bool = False) -> float:
    """What prose pays for saying ``unit`` (two characters or more, given as its classes) ``copies`` times in a row.

    Words of four Han characters or more recur at once 21 bits rarely in news; with marks inside (好，好，) they do so
    oftener; table cells and leaders do so all the time. A unit that is the whole line leaves prose no reason; one that
    reaches the ``edge`` of its line leaves it little.
    """
    size = len(unit)
    if HAN in unit:
        pure = unit.count(HAN) == size
        table: tuple[float, ...] = _HAN if pure else _MIXED
        bits = table[size] if size < len(table) else table[-1] if size <= 20 else 22.0
        if whole_line:
            bits = max(bits, _WHOLE_LINE[size] if size < len(_WHOLE_LINE) else 22.0 if size < 8 else 26.0)
        elif edge:
            bits += 0.0 if size < 5 else 4.0 if size < 8 else 6.0
        more = 4.0 if size < 4 else 6.0
    else:
        table = _LATIN if LATIN in unit else _DIGITS if unit.count(DIGIT) == size else _SIGNS
        bits = table[size] if size < len(table) else table[-1]
        more = 2.0
    return bits + more * (copies - 2) + _LONG_UNIT * max(0, size - _LONGEST)


_LONG_UNIT, _LONGEST = 0.5, 24
"""Bits for each character above so many: nobody says a paragraph twice in a row."""

CELL, INDEX, REFRAIN, LINK = range(4)
"""How a repeat over a space or a line end lies: both copies are a line or cell of their own (表格⏎表格), the first one
is (an index: 定义⏎定义一), the last one is (verse: 此时佳会庆相逢。⏎庆相逢。), neither is (…评估缓⏎缓…)."""

_APART = (
    (0.0, 1.6, 3.2, 4.8, 6.4, 8.0, 9.0, 10.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0, 17.5, 19.0),
    (0.0, 5.0, 8.0, 10.0, 11.0, 11.0, 12.0, 12.0, 13.0),
    (0.0, 6.0, 8.0, 9.0, 10.0, 11.0, 12.0, 12.0, 13.0),
    (0.0, 8.0, 11.0, 12.5, 12.5, 13.0, 14.0, 14.0, 15.0, 16.0, 17.0, 18.0, 19.0, 20.0, 21.0, 22.0, 23.0, 24.0, 25.0),
)
"""Bits by the number of Han characters. Counted over 58,727 paragraphs and lines of verse, 65,433 lines of prose set in
columns, and 42,187 lines that four extractors gave of 19 real PDFs without overprint (tables, forms, newsletters):
links of one character once in 700 lines, of two in 5,000, of more in 10,000; titles that begin the next line, and
refrains, once in 3,000 and more where there are tables; cells of four characters and more once in 1,000."""
_APART_MORE = ((1.5, 4.0, 6.0), (1.5, 6.0, 8.0), (3.0, 4.0, 8.0), (4.0, 8.0, 8.0))
"""Bits for each further copy: of one or two characters, of up to six, of more."""
FRAMED, MOST_FRAMED = 5.0, 4
"""Bits for each copy but the first of lines that stand alone beside prose, where no column of cells is; more copies
than so many are a column all the same."""
_CELL_OF_PROSE, _CELL_STOPS = 13, 4.0
"""A line of so many characters that stops in mid-sentence stands there again only if it was printed again."""
SPACED_TAIL = 4.0
"""Bits for the end of a word that stands again after a space, alone or as the beginning of more: at none of 48,571
spaces in text of 19 real PDFs and seven corpora do three Han characters or more."""
_APART_MARKS = (4.0, 9.0, 9.0, 9.0)
_APART_FIGURES = (3.0, 5.0, 5.0, 6.0)
"""The same for marks (no line of prose begins with one), and for figures and letters, which recur in tables."""


def natural_apart(unit: str, copies: int, shape: int) -> float:
    """What honest text pays for having ``unit`` (its classes) ``copies`` times with spaces or line ends between."""
    han = unit.count(HAN)
    if not han:
        table = _APART_MARKS if MARK in unit and DIGIT not in unit and LATIN not in unit else _APART_FIGURES
        return table[shape] + 1.5 * (copies - 2)
    weight = han + (unit.count(DIGIT) + unit.count(LATIN)) // 2
    row = _APART[shape]
    bits = row[min(weight, len(row) - 1)]
    if shape == CELL and weight >= _CELL_OF_PROSE and unit[-1] in (HAN, DIGIT, LATIN):
        bits += _CELL_STOPS
    more = min(copies, MOST_FRAMED) if shape == CELL else copies
    return bits + _APART_MORE[shape][(weight > 2) + (weight > 6)] * (more - 2)


_BLOCK, _BLOCK_MORE = 1.2, 0.5
"""Bits of a block of lines printed twice at once, whatever its lines are; and the share of all its bits that each
further copy adds."""


_LONG_BLOCK, _STANZA, _MOST_LONG = 1.0, 4, 6
"""Bits of each line of a block above the lines of a short stanza, and how many lines count: whole poems stand in a
collection twice."""


def natural_block(lines: Sequence[str], copies: int) -> float:
    """What honest text pays for having these lines, and all of them again at once.

    Prose is told from verse and lists by its marks: they stand inside its lines, and its lines stop in mid-sentence.
    Where a line begins with a mark that may not begin one, the lines are pieces of what was one line.
    """
    if any(line[:1] in NO_HEADS for line in lines):
        return natural_apart(kinds("".join(lines)), copies, CELL)
    bits = (
        _BLOCK
        + sum(min(bits_of_line(line), 12.0) for line in lines)
        + _LONG_BLOCK * min(_MOST_LONG, max(0, len(lines) - _STANZA))
    )
    return bits * (1 + _BLOCK_MORE * (copies - 2))


def bits_of_line(line: str) -> float:
    """What one line adds to the evidence that a block was printed again."""
    key = "".join(line.split())
    kind = kinds(key)
    if 2 * kind.count(HAN) < len(key) or not key or is_form(key):
        return 0.0  # code, tables, addresses, forms
    if key[-1] in SENTENCE_ENDS or key[-1] in CLOSERS or MARK not in kind[:-1]:
        return 3.0 if len(key) >= 25 else 0.0
    return 0.6 * len(key)


FORM_LINE = 1.0
"""Bits for a line of a form that stands again below: six people may sign up. Six stood in a real one."""
_BLANK = re.compile(r"[_＿]{3}|[.．·…]{6}|[□☐○] ?[^□☐○\n]{1,6}[□☐○]")


def is_form(line: str) -> bool:
    """Whether a line has something to fill in: a rule, a row of dots, boxes to tick.

    >>> is_form("姓名：____ 日期：____"), is_form("性別：□男 □女"), is_form("姓名：张三")
    (True, True, False)
    """
    return _BLANK.search(line) is not None


_PROSE, PROSE_SEEN = 12, 100
"""Characters that a line of prose has at least, a mark among them; and how many of it are looked at."""


def is_prose(line: str) -> bool:
    """Whether a line is prose, or nothing."""
    return not line.strip() or (len(line.strip()) >= _PROSE and MARK in kinds(line))
