"""What each extractor makes of a line that is printed several times, as lines of text.

A page program prints a line in units: runs of one font (Han, digits, Latin, marks), single glyphs, or the whole line. A
unit that is printed again starts where it started before, and extractors differ in what they make of that:

- ``stairs`` (pdftotext -raw, PyMuPDF): a copy begins a new line, and what follows the last copy stands behind it;
- ``few_stairs`` (PyMuPDF): the same, but copies of a single glyph are left out;
- ``shuffled`` (pdfminer): copies of short units stand behind them, copies of long ones begin a new line, and the lines
  come in any order, some with the spaces of the line at their end;
- ``spaced`` (pypdf): all copies behind each other, some with a space before one of them;
- ``woven`` (pdfplumber): sorted by place, so that each glyph has its copies behind it;
- ``suffix`` (pdfium): the line, and its end again behind a space, from one of its units on;
- ``column``: a vertical column, one character a line, each unit again below itself;
- ``wide``: a space between all characters, and the line as often as it is printed.

``printed_again`` prints some lines of a page that way; ``as_printed`` says what has to come out. All is pure: the same
random numbers give the same text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random

from cntextfix.chinese.characters import is_han, width

EVERYTHING = "hdap"
"""Han characters, digits, Latin letters (a), marks and symbols (p)."""

FAR = 2
"""From so many widths of a character on pdfminer begins a new line (its ``char_margin``)."""

Piece = tuple[str, int]
"""A unit, and how often it is printed."""


@dataclass(frozen=True, slots=True)
class Print:
    """How a line is printed: its characters from ``start`` to before ``stop`` that are of ``classes`` stand there
    ``copies`` times, unit by unit; the others once. ``unit`` is ``run``, ``glyph`` or ``line``: all of it at once."""

    text: str
    copies: int = 2
    start: int = 0
    stop: int | None = None
    classes: str = EVERYTHING
    unit: str = "run"

    def pieces(self) -> list[Piece]:
        """The line in the order in which it is printed.

        >>> Print("第 3 页", 2).pieces()
        [('第', 2), (' ', 1), ('3', 2), (' ', 1), ('页', 2)]
        >>> Print("1. 报告", 4, start=3, unit="line").pieces()
        [('1', 1), ('.', 1), (' ', 1), ('报告', 4)]
        """
        stop = len(self.text) if self.stop is None else self.stop
        before, zone, after = self.text[: self.start], self.text[self.start : stop], self.text[stop:]
        if self.unit == "line":
            again = [(zone, self.copies)] if zone else []
        else:
            again = [
                (unit, self.copies if class_of(unit[0]) in self.classes else 1)
                for run in runs(zone)
                for unit in (run if self.unit == "glyph" else [run])
            ]
        return [*((run, 1) for run in runs(before)), *again, *((run, 1) for run in runs(after))]


def class_of(char: str) -> str:
    """The font a character is set in."""
    if is_han(char):
        return "h"
    if char.isspace():
        return " "
    if char.isdigit():
        return "d"
    return "a" if char.isascii() and char.isalpha() else "p"


def runs(line: str) -> list[str]:
    """The line cut where the font changes.

    >>> runs("“1+1”在Java里，是 2")
    ['“', '1', '+', '1', '”', '在', 'Java', '里', '，', '是', ' ', '2']
    """
    return ["".join(group) for _, group in groupby(line, key=class_of)]


def stairs(line: Print, rnd: Random | None = None) -> list[str]:
    """Each copy on a line of its own, the last one sharing its line with what follows.

    >>> stairs(Print("2011 年报", 3))
    ['2011', '2011', '2011 年报', '年报', '年报']
    >>> stairs(Print("1. 报告", 3, start=3))
    ['1. 报告', '报告', '报告']
    """
    return _stairs(line.pieces())


def few_stairs(line: Print, rnd: Random | None = None) -> list[str]:
    """The same without the copies of single glyphs.

    >>> few_stairs(Print("代码：300", 2))
    ['代码', '代码：300', '300']
    """
    return _stairs([(unit, 1 if len(unit) == 1 else times) for unit, times in line.pieces()])


def _stairs(pieces: Sequence[Piece]) -> list[str]:
    out = [""]
    for unit, times in pieces:
        out[-1] += unit
        out += [unit] * (times - 1)
    return out


def shuffled(line: Print, rnd: Random) -> list[str]:
    """Copies of short units behind them, those of long ones on new lines, the lines in any order.

    >>> sorted(shuffled(Print("2011 年年度报告，全文", 2), Random(0)))
    ['2011', '2011 年年度报告', '年年度报告，，全文全文']
    """
    out = [""]
    for unit, times in line.pieces():
        if width(unit[1:-1]) >= FAR * max(map(width, unit)):
            out[-1] += unit
            out += [unit] * (times - 1)
        else:
            out[-1] += unit * times
    if len(out) > 1 and rnd.random() < 0.3:
        at = rnd.randrange(len(out))
        out[at] += " " * line.copies
    rnd.shuffle(out)
    return out


def spaced(line: Print, rnd: Random) -> list[str]:
    """All copies in one line, with a space before one of them here and there.

    >>> spaced(Print("载荷和约束", 2), Random(3))
    ['载荷和约束 载荷和约束']
    """
    out = ""
    for unit, times in line.pieces():
        at = rnd.randrange(1, times) if times > 1 and rnd.random() < 0.4 else 0
        out += unit * at + " " * (at > 0) + unit * (times - at)
    return [out]


def woven(line: Print, rnd: Random | None = None) -> list[str]:
    """Each glyph's copies behind it, whatever the unit was.

    >>> woven(Print("工作，3", 2))
    ['工工作作，，33']
    """
    return ["".join(char * (1 if char.isspace() else times) for unit, times in line.pieces() for char in unit)]


def suffix(line: Print, rnd: Random) -> list[str]:
    """The line once, and from one of its units on again, once or oftener.

    >>> suffix(Print("代码：300", 2), Random(0))
    ['代码：300 ：300']
    """
    pieces = line.pieces()
    again = [n for n, (_, times) in enumerate(pieces) if times > 1]
    if not again:
        return [line.text]
    first = rnd.choice(again)
    last = first
    while last + 1 < len(pieces) and (pieces[last + 1][1] > 1 or pieces[last + 1][0].isspace()):
        last += 1
    head, tail, rest = ("".join(unit for unit, _ in part) for part in _parted(pieces, first, last + 1))
    return [head + tail + f" {tail}" * rnd.randrange(1, line.copies) + rest]


def _parted(pieces: Sequence[Piece], first: int, stop: int) -> tuple[Sequence[Piece], Sequence[Piece], Sequence[Piece]]:
    return pieces[:first], pieces[first:stop], pieces[stop:]


def column(line: Print, rnd: Random | None = None) -> list[str]:
    """One character a line, each unit again below itself.

    >>> column(Print("月亮3", 2))
    ['月', '亮', '月', '亮', '3', '3']
    """
    return [char for unit, times in line.pieces() for char in unit * times if not char.isspace()]


def wide(line: Print, rnd: Random | None = None) -> list[str]:
    """Spaces between all characters, and the whole line as often as it is printed.

    >>> wide(Print("指引", 2))
    ['指 引', '指 引']
    """
    return [" ".join("".join(line.text.split()))] * line.copies


EXTRACTORS: dict[str, Callable[[Print, Random], list[str]]] = {
    "stairs": stairs,
    "few stairs": few_stairs,
    "shuffled": shuffled,
    "spaced": spaced,
    "woven": woven,
    "suffix": suffix,
    "column": column,
    "wide": wide,
}


def as_printed(lines: Sequence[str], extractor: str) -> list[str]:
    """The lines as the extractor gives them where nothing is printed again.

    >>> as_printed(["指 引"], "column"), as_printed(["指引"], "wide"), as_printed(["指引"], "stairs")
    (['指', '引'], ['指 引'], ['指引'])
    """
    rnd = Random(0)
    if extractor in ("column", "wide"):
        return [part for line in lines for part in EXTRACTORS[extractor](Print(line, 1), rnd)]
    return list(lines)


def printed_again(lines: Sequence[str], extractor: str, how: Print, first: int, stop: int, rnd: Random) -> list[str]:
    """The lines of a page, those from ``first`` to before ``stop`` printed as ``how`` says (its text does not count; it
    starts at ``how.start`` in the first of them)."""
    out = as_printed(lines[:first], extractor)
    for n, line in enumerate(lines[first:stop]):
        start = how.start if n == 0 else 0
        out += EXTRACTORS[extractor](Print(line, how.copies, start, None, how.classes, how.unit), rnd)
    return out + as_printed(lines[stop:], extractor)


def blocks(lines: Sequence[str], copies: int) -> list[str]:
    """A block of lines, and again below.

    >>> blocks(["月亮", "太阳"], 2)
    ['月亮', '太阳', '月亮', '太阳']
    """
    return list(lines) * copies
