"""What prose pays, in bits, for saying a unit again: words at once, lines and cells below each other, stanzas.

The figures are minus log2 of frequencies, as those of single characters (``prose_costs``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cntextfix.chinese.characters import CLOSERS, DIGIT, HAN, LATIN, MARK, NO_HEADS, SENTENCE_ENDS, kinds

_WHOLE_LINE = (0.0, 0.0, 11.0, 16.0, 20.0, 22.0)
"""Bits for a unit that is all of its line, by its characters. Counted."""
_HAN = (0.0, 0.0, 11.0, 14.0, 17.0, 17.0, 19.0, 19.0, 19.0, 19.0, 22.0)
"""Bits for a word of Han characters, by how many. Counted."""
_MIXED = (0.0, 0.0, 12.0, 13.0, 15.0, 15.0, 15.0, 15.0, 16.0, 16.0, 16.0, 16.0, 16.0, 18.0)
"""Bits for one with marks or other characters among them. Counted."""
_LATIN = (0.0, 0.0, 6.0, 9.0, 12.0, 12.0, 12.0, 12.0, 16.0)
"""Bits for a Latin one. Counted."""
_DIGITS = (0.0, 0.0, 4.5, 7.0, 10.0)
"""Bits for a number. Counted."""
_SIGNS = (0.0, 0.0, 4.0, 4.5, 5.0, 5.5, 6.0)
"""Bits for marks and signs. Counted."""


def natural_repeat(unit: str, copies: int, *, whole_line: bool, edge: bool = False) -> float:
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
        more, on = 4.0 if size < 4 else 6.0, _SAID_ON
        if pure and not (whole_line or edge):
            bits += _IN_SENTENCE * (copies > 2)
    else:
        table = _LATIN if LATIN in unit else _DIGITS if unit.count(DIGIT) == size else _SIGNS
        bits = table[size] if size < len(table) else table[-1]
        more = on = 2.0
    few = min(copies, _MANY)
    return bits + more * (few - 2) + on * (copies - few) + long_unit(size)


_IN_SENTENCE = 3.0
"""Bits for saying a word of Han characters three times and more within a line: in 14.3 million characters of corpora
and of 150 publishers' texts words of two are said so twice 1,347 times, three times 8 times, and four times never."""
_MANY = 4
"""Copies from which on a further one says little: who says a word four times, says it on. Chosen: in real files most
glyphs are drawn two, three or four times, and a lone word that stood six times (为什么) and one that stood nine times
(项目经验) were typed."""
_SAID_ON = 0.5
"""Bits for each further copy. Chosen."""


def long_unit(size: int) -> float:
    """Bits for a unit of so many characters being long."""
    return _LONG_UNIT * max(0, size - _LONGEST)


_LONG_UNIT = 0.5
"""Bits for each character above ``_LONGEST``: nobody says a paragraph twice in a row. Chosen."""
_LONGEST = 24
"""Characters of the longest unit without them. Chosen."""

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
_APART_MORE = ((3.0, 5.0, 6.0), (1.5, 6.0, 8.0), (3.0, 4.0, 8.0), (4.0, 8.0, 8.0))
"""Bits for each further copy: of one or two characters, of up to six, of more. Chosen."""
FRAMED = 5.0
"""Bits for each copy but the first of lines that stand alone beside prose, where no column of cells is. Chosen."""
MOST_FRAMED = 4
"""Copies beyond which such lines are a column all the same. Chosen."""
_CELL_OF_PROSE = 13
"""Characters of a line that stops in mid-sentence, and stands there again only if it was printed again. Chosen."""
_CELL_STOPS = 4.0
"""Bits more for such a line. Chosen."""
SPACED_TAIL = 4.0
"""Bits for the end of a word that stands again after a space, alone or as the beginning of more: at none of 48,571
spaces in text of 19 real PDFs and seven corpora do three Han characters or more."""
_APART_MARKS = (4.0, 9.0, 9.0, 9.0)
"""The same for marks: no line of prose begins with one. Chosen."""
_APART_FIGURES = (3.0, 5.0, 5.0, 6.0)
"""The same for figures and letters, which recur in tables. Chosen."""


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


_CUT_BEFORE = NO_HEADS - frozenset(":：)）")
"""Marks that tell of a line that was cut before them."""
_BLOCK = 1.2
"""Bits of a block of lines printed twice at once, whatever its lines are. Chosen."""
_BLOCK_MORE = 0.5
"""The share of all its bits that each further copy adds. Chosen."""


_LONG_BLOCK = 1.0
"""Bits of each line of a block above the lines of a short stanza. Chosen. Stanzas of songs have none of them: four of
them are sung again at once in one page of real lyrics."""
_STANZA = 4
"""Lines of a short stanza, at most. Chosen."""
_MOST_LONG = 9
"""Lines above them that count, at most. Chosen, so that a long list printed again at once goes only where the document
is printed so elsewhere: forms are printed twice on a sheet."""
_SUNG_LONG = 4
"""Characters that the lines of a stanza have on the average, at least: columns of vertical text have one. Chosen."""


def natural_block(lines: Sequence[str], copies: int) -> float:
    """What honest text pays for having these lines, and all of them again at once.

    Prose is told from verse and lists by its marks: they stand inside its lines, and its lines stop in mid-sentence.
    Where a line begins with a mark that may not begin one, the lines are pieces of what was one line; but for colons
    and brackets, which stand behind the names of fields and words of labels: forms and cards are printed twice a sheet.
    """
    if any(line[:1] in _CUT_BEFORE for line in lines):
        return natural_apart(kinds("".join(lines)), copies, CELL)
    if all(is_option(line.lstrip()) for line in lines):
        return OPTION_AGAIN
    lines = _whole(lines)
    prose = sum(min(bits_of_line(line), 12.0) for line in lines) if _is_set(lines) else 0.0
    sung = not prose and sum(map(len, lines)) >= _SUNG_LONG * len(lines)
    long = 0.0 if sung else _LONG_BLOCK * min(_MOST_LONG, max(0, len(lines) - _STANZA))
    return (_BLOCK + prose + long) * (1 + _BLOCK_MORE * (copies - 2))


_ALIKE = 1
"""Characters by which lines of one column differ, at most. Chosen."""
_SET = 0.4
"""The share of lines as long as the one above or below, at least, in prose set in lines. Chosen: of blocks of so many
lines in two real files and 48 made pages 40 to 92 % are so, of two real series of messages that were sent twice 10 and
35 %."""
_FEWEST_SET = 10
"""Lines from which their lengths tell. Chosen."""


def _is_set(lines: Sequence[str]) -> bool:
    """Whether lines are as long as each other, so that one that stops in mid-sentence is cut."""
    alike = [abs(len(one) - len(other)) <= _ALIKE for one, other in pairwise(lines)]
    set_alike = sum(before or after for before, after in pairwise([False, *alike, False]))
    return len(lines) < _FEWEST_SET or set_alike >= _SET * len(lines)


def _whole(lines: Sequence[str]) -> list[str]:
    """Lines, those that begin with a colon or a bracket behind what they belong to."""
    out: list[str] = []
    for line in lines:
        if out and line[:1] in NO_HEADS:
            out[-1] += line
        else:
            out.append(line)
    return out


_SUNG = re.compile(r"(?:\s|\\n|/|\|)+")
"""What stands between the lines of a song that is printed in one."""
_SUNG_LINES = 4
"""Such lines that a stanza has at least. Chosen."""
_PARTED = re.compile(r"[/|\u3000]|\\n")
_PARTED_LINES = 3
"""The same where more than a space parts them. Chosen."""


def natural_stanza(unit: str, copies: int) -> float:
    """The most that prose pays for saying ``unit`` again, as ``natural_block``; endless if it is no stanza in one line.

    >>> natural_stanza("看着那白色的蜻蜓 在空中忘了前进 还能不能 重新编织 ", 2), natural_stanza("年度报告", 2)
    (1.2, inf)
    """
    least = _PARTED_LINES if _PARTED.search(unit) else _SUNG_LINES
    if len(unit) < least * _SUNG_LONG or "\n" in unit:
        return float("inf")
    lines = [line for line in _SUNG.split(unit) if line]
    if len(lines) < least or sum(map(len, lines)) < _SUNG_LONG * len(lines):
        return float("inf")
    return natural_block(lines, copies)


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
"""Bits for a line of a form that stands again below: six people may sign up. Six stood in a real one. Chosen."""
_BLANK = re.compile(r"[_＿]{3}|[.．·…]{6}|[□☐○] ?[^□☐○\n]{1,6}[□☐○]")


def is_form(line: str) -> bool:
    """Whether a line has something to fill in: a rule, a row of dots, boxes to tick.

    >>> is_form("姓名：____ 日期：____"), is_form("性別：□男 □女"), is_form("姓名：张三")
    (True, True, False)
    """
    return _BLANK.search(line) is not None


OPTION_AGAIN = 3.0
"""Bits for options of an exam that stand again below: they are the answer. Chosen: in three files of real exams of law
121 lines and blocks stand so, and none was printed twice."""
_OPTION = re.compile(r"[(（]?[A-HＡ-Ｈ][)）．.、：:]")


def is_option(line: str) -> bool:
    """Whether a line is one of several answers to choose from.

    >>> is_option("D．不构成犯罪"), is_option("DNA 的情况")
    (True, False)
    """
    return _OPTION.match(line) is not None


_PROSE = 12
"""Characters that a line of prose has at least, a mark among them. Chosen."""
PROSE_SEEN = 100
"""Characters of it that are looked at. Chosen."""


_VERSE = re.compile(r"[\u3400-\u9fff]{2,16}")
"""A line of a song: no marks, no figures, so many characters. Chosen."""


def is_verse(line: str) -> bool:
    """Whether a line may be one of a song, and stands there once.

    >>> is_verse("她却慢慢习惯放弃了抵抗"), is_verse("年度报告年度报告"), is_verse("第3章 总则")
    (True, False, False)
    """
    key = "".join(line.split())
    return _VERSE.fullmatch(key) is not None and key[: len(key) // 2] != key[len(key) // 2 :]


def is_prose(line: str) -> bool:
    """Whether a line is prose, or nothing."""
    return not line.strip() or (len(line.strip()) >= _PROSE and MARK in kinds(line))
