"""Gold of a file as text: groups of line numbers, in reading order, each with a digest of its text.

``page N`` begins a page and ``article`` an article. A group is a letter (K kicker, H headline, S subhead, Y byline, L
label or section heading, B body, Q quote, C caption, J jump, F furniture, T table, V verse), a ``?`` where the reading
is doubtful, and numbers of lines of the page: ``12``, ``12-15``, ``12:0-7`` (characters 0 to 6 of line 12),
``p2/40-44`` (lines of page 2). ``= 0123abcd`` is the digest. Lines are those of :mod:`evaluation.gold.lines`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

ROLES = {
    "K": "kicker", "H": "headline", "S": "subhead", "Y": "byline", "L": "label", "B": "body", "Q": "quote",
    "C": "caption", "J": "jump", "F": "furniture", "T": "table", "V": "verse",
}  # fmt: skip
BY_LINE = frozenset("TV")
"""Groups of which each line is a block of its own."""

_GROUP = re.compile(r"([A-Z])(\??)((?: \S+?)+?)(?: = ([0-9a-f]{8}))?")
_LINES = re.compile(r"(?:p(\d+)/)?(\d+)(?:-(\d+)|:(\d+)-(\d*))?")


@dataclass(frozen=True, slots=True)
class GoldBlock:
    """A block as a reader reads it. ``article`` counts from 1, and is 0 before the first article of a file."""

    role: str
    article: int
    text: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of a page, the last one included; of a single line maybe only some characters."""

    page: int
    first: int
    last: int
    characters: tuple[int, int | None] = (0, None)


@dataclass(frozen=True, slots=True)
class Group:
    """One group of lines, and the digest of its text, if that was written down."""

    letter: str
    doubtful: bool
    article: int
    page: int
    places: tuple[Place, ...]
    digest: str = ""


def read_groups(text: str) -> list[Group]:
    r"""The groups of a gold text. Raises ValueError where a line is none.

    >>> read_groups("page 2\narticle\nB? 3-4 # why")[0].places
    (Place(page=2, first=3, last=4, characters=(0, None)),)
    """
    page = article = 0
    found: list[Group] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.split("#")[0].strip()
        group = _GROUP.fullmatch(line)
        if line.startswith("page "):
            page = int(line[5:])
        elif line == "article":
            article += 1
        elif group and group[1] in ROLES:
            places = tuple(_place(one, page) for one in group[3].split())
            found.append(Group(group[1], bool(group[2]), article, page, places, group[4] or ""))
        elif line:
            raise ValueError(f"line {number}: {line!r} is no page, article or group")
    return found


def _place(written: str, page: int) -> Place:
    found = _LINES.fullmatch(written)
    if not found:
        raise ValueError(f"{written!r} is no line, lines or part of a line")
    number, first = int(found[1] or page), int(found[2])
    if found[4] is not None:
        return Place(number, first, first, (int(found[4]), int(found[5]) if found[5] else None))
    return Place(number, first, int(found[3] or first))


def blocks_of(groups: Sequence[Group], lines: Callable[[int], Sequence[str]]) -> list[GoldBlock]:
    """The blocks of the groups; ``lines`` gives the lines of a page. Raises ValueError where the text of a group is not
    the one that was written down: the lines are numbered otherwise."""
    found: list[GoldBlock] = []
    for group in groups:
        parts = [
            lines(place.page)[n][slice(*place.characters)]
            for place in group.places
            for n in range(place.first, place.last + 1)
        ]
        texts = parts if group.letter in BY_LINE else [joined(parts)]
        if group.digest and digest(texts) != group.digest:
            raise ValueError(f"page {group.page}: lines {group.places[0].first} … read otherwise than the gold says")
        found += [GoldBlock(ROLES[group.letter], group.article, text.strip(), group.doubtful) for text in texts]
    return found


def joined(parts: Sequence[str]) -> str:
    """Lines of a paragraph put together, with a space between Latin words.

    >>> joined(["甲", "乙 the", "end-", "ing"])
    '甲乙 the ending'
    """
    text = ""
    for part in (one.strip() for one in parts):
        if text and part and re.search(r"[A-Za-z0-9,.;:!?)%]$", text) and re.match(r"[A-Za-z0-9(]", part):
            text += " " + part
        elif text.endswith("-") and re.match(r"[a-z]", part) and re.search(r"[A-Za-z]-$", text):
            text = text[:-1] + part
        else:
            text += part
    return text


def digest(texts: Sequence[str]) -> str:
    """Eight figures that tell whether a text is the same, white space apart."""
    return sha256("".join("".join(texts).split()).encode("utf8")).hexdigest()[:8]
