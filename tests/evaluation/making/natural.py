"""Documents with natural damage: nine kinds, cut out of clean lines by chance, which a seed fixes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.making.articles import Article, read_articles
from evaluation.making.garbled import WAYS, copied, garbled_cases, wrap

KINDS = ("case", "clean", "wrapped", "overprinted", "zone", "spaced", "spaced_zone", "moved", "pages")
"""What is wrong with a document. A ``case`` is a garbled text as it is; all but it and ``clean`` are wrapped."""

MEASURES = (14, 17, 20, 24, 28, 34)
"""Characters a line. Chosen: columns of newspapers and pages of books."""

LONGEST = 80
"""Lines of one document. Chosen: a page of a newspaper has about as many."""

PAGE_END = 0.06
"""The share of lines that end a page in documents of several. Chosen: 16 lines a page."""


@dataclass(frozen=True, slots=True)
class Library:
    """Clean lines by where they come from, and garbled texts."""

    lines: Mapping[str, Sequence[str]]
    cases: tuple[str, ...]


def own_library() -> Library:
    """The made-up articles of the repository, those in one script behind each other."""
    articles = read_articles()
    lines = {script: _printed(one for one in articles if one.script == script) for script in ("simp", "trad")}
    return Library(lines, _cases(articles))


def given_library(paths: Iterable[Path]) -> Library:
    """Files of clean text, one paragraph or verse line a line."""
    lines = {path.stem: path.read_text(encoding="utf8").split("\n") for path in paths}
    return Library(lines, _cases(read_articles()))


def natural_document(library: Library, kind: str, rnd: random.Random) -> str:
    """A document of this kind. The same library and random numbers give the same document.

    >>> natural_document(Library({"x": ["甲"] * 50}, ("乙乙",)), "case", random.Random(0))
    '乙乙'
    """
    if kind == "case":
        return rnd.choice(library.cases)
    source = library.lines[rnd.choice(list(library.lines))]
    start = rnd.randrange(max(1, len(source) - 40))
    taken = source[start : start + rnd.randrange(3, 25)]
    if kind == "clean":
        return "\n".join(taken) + "\n"
    measure = rnd.choice(MEASURES)
    lines = [part for line in taken for part in (wrap(line, measure, rnd) if line else [""])][:LONGEST]
    if kind == "pages":
        return "".join(line + ("\f" if rnd.random() < PAGE_END else "\n") for line in lines)
    return "\n".join(_damaged(lines, kind, rnd)) + "\n"


def _damaged(lines: list[str], kind: str, rnd: random.Random) -> list[str]:
    way, copies = rnd.choice(list(WAYS)), rnd.choice([2, 2, 2, 3])
    start = rnd.randrange(len(lines))
    stop, near = rnd.randrange(start + 1, len(lines) + 1), start + rnd.randrange(1, 6)
    if kind == "moved":
        line = lines.pop(start)
        lines.insert(rnd.randrange(len(lines) + 1), line)
        return lines
    touched = {"overprinted": (0, len(lines)), "zone": (start, stop), "spaced": (0, len(lines))}
    first, last = touched.get(kind, (start, near) if kind == "spaced_zone" else (0, 0))
    spaced = kind in ("spaced", "spaced_zone")
    return [
        (" ".join(line) if spaced else copied(line, way, copies, rnd)) if line and first <= number < last else line
        for number, line in enumerate(lines)
    ]


@dataclass(frozen=True, slots=True)
class Planted:
    """A clean text with damage planted in it. ``head`` and ``tail`` are far from it, and have to stay."""

    clean: str
    raw: str
    head: str
    tail: str


def planted(library: Library, rnd: random.Random) -> Planted:
    """Clean lines, and a wrapped piece that is printed several times or set wide between two of them."""
    source = library.lines[rnd.choice(list(library.lines))]
    start = rnd.randrange(max(1, len(source) - 70))
    base = list(source[start : start + rnd.randrange(20, 60)])
    pieces = [line for line in (rnd.choice(source) for _ in range(30)) if 20 < len(line) < 300][:2]
    measure, way = rnd.choice([14, 20, 28]), rnd.choice([*WAYS, "spaced"])
    copies = rnd.choice([2, 2, 3])
    zone = [
        " ".join(line) if way == "spaced" else copied(line, way, copies, rnd)
        for piece in pieces
        for line in wrap(piece, measure, rnd)
    ]
    at = rnd.randrange(6, len(base) - 6) if len(base) > 14 else len(base) // 2
    head, tail = base[: max(0, at - FAR)], base[at + FAR :]
    raw = "\n".join([*base[:at], *zone, *base[at:]]) + "\n"
    return Planted("\n".join(base) + "\n", raw, "\n".join(head), "\n".join(tail) + "\n")


FAR = 5
"""Lines from damage on that count as far from it. Chosen: a paragraph may be read with the one beside it."""


def _printed(articles: Iterable[Article]) -> list[str]:
    """Every article as lines: headline, headings, paragraphs, verse line by line."""
    return [
        line
        for article in articles
        for text in (article.headline, *(text for _, text in article.flowing()))
        for line in text.split("\n")
    ]


def _cases(articles: Sequence[Article]) -> tuple[str, ...]:
    return tuple(case.raw for case in garbled_cases(articles))
