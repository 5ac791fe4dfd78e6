"""What came out of a real page against its gold: paragraphs, heads, captions, the order of neighbours.

Exact is equal after NFKC without white space, words for radicals, or 99 % alike with the same beginning and end, as
tools name some glyphs in different ways. A block that is marked doubtful need not come out as the gold has it, and its
neighbour may hold it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from itertools import pairwise

from cntextfix.chinese.radicals import equivalents
from evaluation.gold.groups import GoldBlock

HEADS = frozenset({"headline", "kicker", "subhead", "label"})
APART = frozenset({"furniture", "table"})
ALIKE, LONG = 0.99, 20
"""The likeness of two texts, and the characters from which on it counts. Chosen: one glyph in a hundred."""

GRAM = 6
"""Characters of the pieces by which a line is known for a piece of body text. Chosen."""


@dataclass(frozen=True, slots=True)
class RealScore:
    """Counts that add up: of each kind wanted and exact, ``body_given`` lines of body put out, neighbours in order."""

    body: int = 0
    body_exact: int = 0
    body_given: int = 0
    head: int = 0
    head_exact: int = 0
    caption: int = 0
    caption_exact: int = 0
    neighbours: int = 0
    neighbours_right: int = 0
    characters: int = 0
    missing: int = 0
    surplus: int = 0
    files: int = 0
    refused: int = 0
    mistakes: tuple[str, ...] = ()

    def __add__(self, other: RealScore) -> RealScore:
        return RealScore(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)})


def folded(text: str) -> str:
    """The text without white space, after NFKC, words for radicals: some fonts name their glyphs so.

    >>> folded("⻑ 期⽬")
    '長期目'
    """
    words = "".join(text.split()).translate(equivalents(simplified=False))
    return "".join(unicodedata.normalize("NFKC", words).split())


def alike(one: str, other: str) -> bool:
    """Whether two folded texts are the same but for a few glyphs."""
    if one == other:
        return True
    if len(one) <= LONG or one[:3] != other[:3] or one[-3:] != other[-3:]:
        return False
    if abs(len(one) - len(other)) > (1 - ALIKE) * 2 * len(one):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def score_real(name: str, gold: Sequence[GoldBlock], lines: Sequence[str]) -> RealScore:
    """Compare the blocks of a file with the lines that came out, one a paragraph.

    >>> blocks = [GoldBlock("headline", 1, "甲甲甲甲"), GoldBlock("body", 1, "乙乙乙乙乙乙丙。")]
    >>> score = score_real("x", blocks, ["甲甲甲甲", "乙乙乙乙乙乙丙。"])
    >>> score.body_exact, score.body_given, score.head_exact, score.neighbours_right
    (1, 1, 1, 1)
    """
    out = [line for line in map(folded, lines) if line]
    texts = [folded(block.text) for block in gold]
    exact, places = _matched(gold, texts, out)
    wanted = {kind: [n for n, block in enumerate(gold) if _kind(block) == kind] for kind in ("body", "head", "caption")}
    hits = {kind: sum(n in exact for n in members) for kind, members in wanted.items()}
    want = Counter("".join(text for block, text in zip(gold, texts, strict=True) if block.role != "furniture"))
    got, every = Counter("".join(out)), Counter("".join(texts))
    pairs, right = _neighbours(gold, texts, places)
    lost = [n for members in wanted.values() for n in members if n not in exact]
    return RealScore(
        body=len(wanted["body"]),
        body_exact=hits["body"],
        body_given=_body_given(gold, texts, out),
        head=len(wanted["head"]),
        head_exact=hits["head"],
        caption=len(wanted["caption"]),
        caption_exact=hits["caption"],
        neighbours=pairs,
        neighbours_right=right,
        characters=want.total(),
        missing=(want - got).total(),
        surplus=(got - every).total(),
        files=1,
        refused=int(not out),
        mistakes=tuple(f"{name} {gold[n].role}: {texts[n][:60]} … {texts[n][-20:]}" for n in sorted(lost)),
    )


def _kind(block: GoldBlock) -> str:
    if block.doubtful:
        return ""
    return "head" if block.role in HEADS else block.role if block.role in ("body", "caption") else ""


def _readings(gold: Sequence[GoldBlock], texts: Sequence[str], n: int) -> list[str]:
    """The block alone, and with a doubtful one before or behind it."""
    before = texts[n - 1] if n and gold[n - 1].doubtful else ""
    behind = texts[n + 1] if n + 1 < len(gold) and gold[n + 1].doubtful else ""
    return [texts[n], *([before + texts[n]] if before else []), *([texts[n] + behind] if behind else [])]


def _matched(
    gold: Sequence[GoldBlock], texts: Sequence[str], out: Sequence[str]
) -> tuple[set[int], dict[int, tuple[int, int]]]:
    """The blocks that came out exactly, and where each stands; of the others, where their beginning stands."""
    free, exact, places = dict(enumerate(out)), set[int](), dict[int, tuple[int, int]]()
    for n in sorted(range(len(gold)), key=lambda one: -len(texts[one])):
        readings = _readings(gold, texts, n)
        hit = next((place for place, line in free.items() if line in readings), None)
        if hit is None:
            hit = next((place for place, line in free.items() if any(alike(text, line) for text in readings)), None)
        if hit is not None:
            del free[hit]
            exact.add(n)
            places[n] = (hit, 0)
    for n, text in enumerate(texts):
        start = text[:12]
        if n not in places and start:
            found = [(place not in free, place, line.find(start)) for place, line in enumerate(out) if start in line]
            if found:
                places[n] = min(found)[1:]
    return exact, places


def _neighbours(gold: Sequence[GoldBlock], texts: Sequence[str], places: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """Neighbours within an article, and how many of them come out as neighbours."""
    story = [n for n, block in enumerate(gold) if block.role not in APART and not block.doubtful and len(texts[n]) > 3]
    rank = {n: place for place, n in enumerate(sorted((n for n in story if n in places), key=lambda n: places[n]))}
    pairs = [(one, two) for one, two in pairwise(story) if gold[one].article == gold[two].article]
    return len(pairs), sum(one in rank and two in rank and rank[two] == rank[one] + 1 for one, two in pairs)


def _grams(text: str) -> set[str]:
    return {text[n : n + GRAM] for n in range(max(1, len(text) - GRAM + 1))}


def _body_given(gold: Sequence[GoldBlock], texts: Sequence[str], out: Sequence[str]) -> int:
    """Lines most of which is body text that is not in doubt."""
    body: set[str] = set()
    for block, text in zip(gold, texts, strict=True):
        body |= _grams(text) if block.role == "body" and not block.doubtful else set()
    return sum(2 * len(_grams(line) & body) > len(_grams(line)) for line in out if len(line) >= GRAM)
