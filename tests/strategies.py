"""Pages to clean, made from the articles in ``data/articles.json``, and every way of printing them several times."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from hypothesis import strategies as st

from cntextfix.chinese.characters import DASH, DIGIT, HAN, LATIN, MARK, SYMBOL, kinds, width
from helpers import ROOT

NO_START = frozenset("，。、；：！？”’）》】」』…—·%℃,.;:!?)]}")
NO_END = frozenset("“‘（《【「『([{")
INLINE = ("run", "char", "word", "line inline")
BLOCKWISE = ("line", "block")
COPIES = (2, 3, 4, 8)


@dataclass(frozen=True, slots=True)
class Overprint:
    """How a page is printed: ``kind`` of unit, ``copies``, the ``classes`` of characters that are printed several
    times (all others once), from line ``first`` to before line ``stop``, and from character ``start`` of the first."""

    kind: str
    copies: int
    classes: str
    first: int
    stop: int
    start: int
    seed: int


def read() -> list[dict[str, Any]]:
    articles = json.loads((ROOT / "tests" / "data" / "articles.json").read_text(encoding="utf8"))
    assert isinstance(articles, list)
    return articles


def paragraphs() -> list[str]:
    """Headings and paragraphs of the articles, without verse, tables and lists (they are lines already)."""
    found: list[str] = []
    for article in read():
        if article["genre"] == "literary":
            continue
        for section in article["sections"]:
            found += [section["heading"]] if section["heading"] else []
            found += [text for text in section["paragraphs"] if "\n" not in text]
    return found


def whole(article: dict[str, Any]) -> str:
    """An article in the order in which it is read, one paragraph a line."""
    lines = [article["kicker"], article["headline"], article["subhead"], article["byline"]]
    for section in article["sections"]:
        lines += [section["heading"], *section["paragraphs"]]
    for photo in article["photos"]:
        lines += [photo["caption"], photo["credit"]]
    return "\n".join(filter(None, lines)) + "\n"


ARTICLES = [whole(article) for article in read()]
PARAGRAPHS = paragraphs()


def wrapped(text: str, measure: int) -> list[str]:
    """The text in lines of ``measure`` Han characters, with no mark where none may stand, as a press sets it."""
    lines: list[str] = []
    line = ""
    for token in re.findall(r"[A-Za-z0-9.,:/@%\-+]+|.", text):
        room = 2 * measure - width(line) - width(token)
        if line and room < 0 and not (token[0] in NO_START and room >= -4):
            kept = line.rstrip("".join(NO_END)) or line
            lines.append(kept)
            line = line[len(kept) :]
        line += token
    return [*lines, line] if line else lines


def reduplication(text: str) -> float:
    """The share of characters that repeat the one before them, or stand in a two-character word said twice."""
    doubled = sum(a == b for a, b in pairwise(text))
    doubled += sum(2 for n in range(len(text) - 3) if text[n : n + 2] == text[n + 2 : n + 4] and text[n] != text[n + 1])
    return doubled / max(1, len(text))


def page(rnd: random.Random, least: int = 3) -> list[str]:
    """Lines of a page of running text: at least so many, at least 60 characters, at most 20 % reduplication."""
    while True:
        at = rnd.randrange(len(PARAGRAPHS))
        measure = rnd.choice([14, 17, 20, 24, 28, 34, 40])
        size = rnd.randint(least, 10)
        lines: list[str] = []
        while len(lines) < size or sum(map(len, lines)) < 60:
            lines += wrapped(PARAGRAPHS[at % len(PARAGRAPHS)], measure)
            at += 1
        while len(lines) > size and sum(map(len, lines[:-1])) >= 60:
            lines.pop()
        if reduplication("".join(lines)) <= 0.2:
            return lines


def overprint(rnd: random.Random, lines: Sequence[str], kind: str) -> Overprint | None:
    """A way to print these lines: a zone of at least 3 lines and 60 characters with at most 20 % reduplication; None if
    none of a hundred is decidable."""
    for _ in range(100):
        first = rnd.randint(0, len(lines) - 3)
        stop = rnd.randint(first + 3, len(lines))
        zone = "".join(lines[first:stop])
        if len(zone) < 60 or reduplication(zone) > 0.2:
            first, stop = 0, len(lines)
        others = "".join(each for each in DIGIT + LATIN + MARK + SYMBOL if rnd.random() < 0.6)
        classes = HAN + others if kind in INLINE[:3] else ""
        start = rnd.randint(0, len(lines[first]) // 2) if kind in INLINE and rnd.random() < 0.4 else 0
        how = Overprint(kind, rnd.choice(COPIES), classes, first, stop, start, rnd.randrange(10000))
        if decidable(lines, how):
            return how
    return None


def printed_again(rnd: random.Random, kind: str) -> tuple[list[str], Overprint, list[str]]:
    """A page, a way to print it, and the lines that an extractor then gives."""
    while True:
        lines = page(rnd)
        how = overprint(rnd, lines, kind)
        if how:
            return lines, how, overprinted(lines, how)


def decidable(lines: Sequence[str], how: Overprint) -> bool:
    """Whether the print tells where the zone begins and which classes are in it.

    It does not where a natural repetition stands at the border (天天 before the first unit), where all that is
    printed once of a class repeats itself by nature (1111, 88.88), or where a natural row is printed so often that
    it looks like a filler (1111 eight times): nothing in the text says which it is.
    """
    head, rest = lines[how.first][: how.start], lines[how.first][how.start :]
    if how.start and any(head[-n:] == rest[:n] or head[-n:] == head[-2 * n : -n] for n in range(1, 9)):
        return False
    if how.copies == 8 and re.search(r"(.)\1\1", "".join(lines)):
        return False
    if how.kind not in INLINE[:3]:
        return True
    runs = [run for line in [rest, *lines[how.first + 1 : how.stop]] for run in _runs(line)]
    for kind in DIGIT + LATIN + MARK + SYMBOL:
        once = [run for this, run in runs if this == kind]
        if kind not in how.classes and once and all(repeats(run) for run in once):
            return False
    return True


def repeats(run: str) -> bool:
    """Whether a run can be read as units printed twice: 1111, 8888, ““, but not 2024.

    >>> [repeats(run) for run in ("1111", "2024", "1212", "5")]
    [True, False, True, False]
    """
    return bool(re.fullmatch(r"(?:(.+)\1+)+", run))


def overprinted(lines: Sequence[str], how: Overprint) -> list[str]:
    """The lines as an extractor gives them after they were printed that way."""
    before, zone, after = list(lines[: how.first]), list(lines[how.first : how.stop]), list(lines[how.stop :])
    if how.kind == "line":
        zone = [line for line in zone for _ in range(how.copies)]
    elif how.kind == "block":
        zone = zone * how.copies
    else:
        rnd = random.Random(how.seed)
        head, zone[0] = zone[0][: how.start], zone[0][how.start :]
        zone = [_line(line, how, rnd) for line in zone]
        zone[0] = head + zone[0]
    return before + zone + after


def _line(line: str, how: Overprint, rnd: random.Random) -> str:
    if how.kind == "line inline":
        return line * how.copies
    out: list[str] = []
    for kind, unit in _runs(line):
        if kind not in how.classes:
            out.append(unit)
        elif how.kind == "run":
            out.append(unit * how.copies)
        elif how.kind == "char":
            out += [char * how.copies for char in unit]
        else:
            out += [part * how.copies for part in _parts(unit, rnd)]
    return "".join(out)


def _runs(line: str) -> list[tuple[str, str]]:
    """Maximal runs of one class, as fonts go: dashes are set with the Han characters."""
    classes = kinds(line).replace(DASH, HAN)
    return [
        (kind, "".join(line[n] for n in group)) for kind, group in groupby(range(len(line)), key=classes.__getitem__)
    ]


def _parts(run: str, rnd: random.Random) -> list[str]:
    """A run cut at random places, as kerning cuts it, but not through a repetition: 试|一试 printed twice is 试试|一试
    printed twice at other places, and no reader could tell."""
    places = [n for n in range(1, len(run)) if not set(run[max(0, n - 2) : n]) & set(run[n : n + 2])]
    cuts = sorted(rnd.sample(places, rnd.randint(0, len(places))))
    return [run[a:b] for a, b in pairwise([0, *cuts, len(run)])]


pages = st.randoms(use_true_random=False).map(page)

ODD = "\0\a\b\t\v\f\r\n\x1c\x85\u2028\u2029\u200b\ufeff\ufffd\ud800\udfff\ue000\U000f0000 \u3000"
"""Characters that break naive code: controls, every kind of line end, lone surrogates, private use, spaces."""

STUFF = "人人天天高兴们的了一二，。、“”（）—…⋯·11009.%aAlL-=_"

WORDS = ["人民", "天天", "工作机制", "，", "。", "——", "2022", "A", " ", "\n", "\r\n"]

texts = st.one_of(
    st.text(max_size=80),
    st.text(alphabet=st.characters(codec=None, categories=None), max_size=60),
    st.text(alphabet=ODD + STUFF, max_size=120),
    st.text(alphabet=STUFF, max_size=120),
    st.lists(
        st.sampled_from(["人民", "天天", "，", "。", "2022", "A", "\n", "\r\n", " ", "——", "工作机制"]), max_size=60
    ).map("".join),
)
"""Any text at all; half of it Chinese with much repetition, where rules are tempted."""
