"""Garbled text with a known answer: articles wrapped to a measure, and printed several times in five ways."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from evaluation.making.articles import Article

NO_START = frozenset("，。、；：！？”’）》】」』…—·%℃,.;:!?)]}")
NO_END = frozenset("“‘（《【「『([{")
HANGING = 4
"""Half widths by which a line may be longer than its measure, for marks that may not begin a line. Chosen."""

MEASURES = (12, 14, 17, 20, 24, 28, 34, 40)
"""Characters a line, as columns of newspapers and pages of books have them. Chosen."""


@dataclass(frozen=True, slots=True)
class GarbledCase:
    """``raw`` is what a user has; ``printed`` is the same without copies, in the same lines. ``touched`` are the
    numbers of the lines of ``printed`` that were overprinted, blank ones not counted. ``paragraphs`` is the answer."""

    id: str
    kind: str
    ragged: bool
    indented: bool
    raw: str
    printed: str
    touched: frozenset[int]
    paragraphs: tuple[str, ...]


def half_widths(text: str) -> int:
    """How wide a text is, in halves of a Han character."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def font_class(char: str) -> str:
    """The font of a composition program that a character is set in: Han, digits, Latin, space, or marks."""
    if "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or ord(char) >= 0x20000:
        return "h"
    if char.isdigit():
        return "d"
    if char.isascii() and char.isalpha():
        return "a"
    return " " if char == " " else "p"


def font_runs(line: str) -> list[str]:
    """The line cut where the font changes.

    >>> font_runs("第3版，ABC")
    ['第', '3', '版', '，', 'ABC']
    """
    found: list[str] = []
    last = ""
    for char in line:
        kind = font_class(char)
        if found and kind == last:
            found[-1] += char
        else:
            found.append(char)
        last = kind
    return found


def wrap(text: str, measure: int, rnd: random.Random, ragged: int = 0, indent: int = 2) -> list[str]:
    """Break a paragraph into lines of so many Han characters. Marks begin and end lines as printers have it.
    ``ragged`` is by how much the measure may differ from line to line."""
    lines: list[str] = []
    line, limit = "", (measure - indent) * 2
    for token in re.findall(r"[A-Za-z0-9.,:/@%\-+]+|.", text):
        over = half_widths(line) + half_widths(token)
        if over > limit and line and not (token[0] in NO_START and over <= limit + HANGING):
            carry = ""
            while line and line[-1] in NO_END:
                carry = line[-1] + carry
                line = line[:-1]
            lines.append(line)
            line = carry
            limit = (measure - (rnd.randint(0, ragged) if ragged else 0)) * 2
        line += token
    return [*lines, line] if line else lines


def _by_run(line: str, copies: int, rnd: random.Random) -> str:
    return "".join(run * copies if run != " " else run for run in font_runs(line))


def _by_character(line: str, copies: int, rnd: random.Random) -> str:
    return "".join(char * copies if char != " " else char for char in line)


def _by_word(line: str, copies: int, rnd: random.Random) -> str:
    """Runs are cut further at random: so do extractors with kerned runs."""
    found = ""
    for run in font_runs(line):
        rest = run
        while rest:
            cut = rnd.randint(1, max(1, len(rest)))
            found += rest[:cut] * copies if rest[:cut] != " " else rest[:cut]
            rest = rest[cut:]
    return found


def _by_line(line: str, copies: int, rnd: random.Random) -> str:
    return "\n".join([line] * copies)


def _line_behind_itself(line: str, copies: int, rnd: random.Random) -> str:
    return line * copies


WAYS: dict[str, Callable[[str, int, random.Random], str]] = {
    "run": _by_run,
    "char": _by_character,
    "word": _by_word,
    "line": _by_line,
    "lineinline": _line_behind_itself,
}
"""Ways of printing a line several times, by name."""


def copied(line: str, way: str, copies: int, rnd: random.Random) -> str:
    """The line as an extractor gives it that was printed so often.

    >>> copied("第3版", "run", 2, random.Random(0))
    '第第33版版'
    """
    return WAYS[way](line, copies, rnd)


@dataclass(frozen=True, slots=True)
class _Manner:
    """How one article is set and printed."""

    kind: str
    measure: int
    ragged: int
    blank_lines: bool
    share: float
    copies: int
    indented: bool


def _set(article: Article, manner: _Manner, rnd: random.Random, label: str) -> GarbledCase:
    raw: list[str] = []
    printed: list[str] = []
    paragraphs: list[str] = []
    touched: set[int] = set()
    for role, text in article.flowing():
        if "\n" in text:  # verse, tables, questions and answers: their line ends are measured apart
            continue
        lines = wrap(text, manner.measure, rnd, manner.ragged, 2 if role == "body" else 0)
        on = manner.kind != "clean" and rnd.random() < manner.share
        start = rnd.randint(0, len(lines[0]) // 2) if on and rnd.random() < 0.25 else 0
        before = "　　" if manner.indented and role == "body" else ""
        for number, line in enumerate(lines):
            lead = before if number == 0 else ""
            if on:
                touched.add(len(printed))
            printed.append(lead + line)
            if on and number == 0 and start:
                way = "lineinline" if manner.kind == "line" else manner.kind
                raw.append(lead + line[:start] + copied(line[start:], way, manner.copies, rnd))
            else:
                raw.append(lead + (copied(line, manner.kind, manner.copies, rnd) if on else line))
        paragraphs.append(text)
    join = "\n\n" if manner.blank_lines else "\n"
    whole, answer = join.join(raw) + "\n", join.join(printed) + "\n"
    return GarbledCase(
        label, manner.kind, bool(manner.ragged), manner.indented, whole, answer, frozenset(touched), tuple(paragraphs)
    )


def garbled_cases(articles: Sequence[Article], seed: int = 20261123) -> Iterator[GarbledCase]:
    """Five texts of each article that is not literary. The same seed gives the same texts."""
    rnd = random.Random(seed)
    number = 0
    for article in articles:
        if article.genre == "literary":
            continue
        for kind in ("run", "char", "word", "line", "clean"):
            number += 1
            manner = _Manner(
                kind=kind,
                measure=rnd.choice(MEASURES),
                ragged=rnd.choice([0, 0, 0, 4]),
                blank_lines=rnd.random() < 0.5,
                share=rnd.choice([0.15, 0.5, 1.0]),
                copies=rnd.choice([2, 2, 2, 2, 3, 4]) if kind in ("run", "char") else 2,
                indented=not rnd.random() < 0.6,
            )
            yield _set(article, manner, rnd, f"g{number:03d}-{article.id}-{kind}")
