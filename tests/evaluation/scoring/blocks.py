"""Blocks that came out of a page against those that are on it: text, roles, order, articles, spaces."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields

from evaluation.making.pages import PageBlock
from evaluation.texts import evenly_spaced, squashed

HEADS = frozenset({"kicker", "headline", "subhead", "heading", "label"})
_LATIN_WORDS = re.compile(r"[A-Za-z] [A-Za-z]")


@dataclass(frozen=True, slots=True)
class BlockScore:
    """Counts that add up. ``order`` is a sum over pages of the share of pairs in order, times the share found."""

    pages: int = 0
    characters: int = 0
    surplus: int = 0
    missing: int = 0
    bodies: int = 0
    bodies_given: int = 0
    bodies_exact: int = 0
    captions: int = 0
    captions_exact: int = 0
    blocks: int = 0
    right_roles: int = 0
    order: float = 0.0
    mates: int = 0
    mates_given: int = 0
    mates_right: int = 0
    spaced: int = 0
    spaced_right: int = 0
    mistakes: tuple[str, ...] = ()

    def __add__(self, other: BlockScore) -> BlockScore:
        return BlockScore(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)})


def score_blocks(name: str, gold: Sequence[PageBlock], given: Sequence[PageBlock]) -> BlockScore:
    """Compare blocks, white space apart (but in ``spaced``). Articles may be numbered in any way.

    >>> page = [PageBlock("headline", 1, "甲"), PageBlock("body", 1, "乙。")]
    >>> score = score_blocks("x", page, page)
    >>> score.bodies_exact, score.right_roles, score.order, score.surplus
    (1, 2, 1.0, 0)
    """
    want, got = _characters(gold), _characters(given)
    found = _found(gold, given)
    news = [block for block in gold if block.role != "furniture"]
    places = [place for n, place in found.items() if gold[n].role != "furniture"]
    bodies = [_texts(blocks, "body") for blocks in (gold, given)]
    wide = [block for block in gold if block.role in HEADS or _LATIN_WORDS.search(block.text)]
    printed = {evenly_spaced(block.text) for block in given}
    captions = sum((_texts(gold, "caption") & _texts(given, "caption")).values())
    lost = [block for n, block in enumerate(gold) if n not in found]
    return BlockScore(
        pages=1,
        characters=want.total(),
        surplus=(got - want).total(),
        missing=(want - got).total(),
        bodies=bodies[0].total(),
        bodies_given=bodies[1].total(),
        bodies_exact=(bodies[0] & bodies[1]).total(),
        captions=_texts(gold, "caption").total(),
        captions_exact=captions,
        blocks=len(gold),
        right_roles=sum(gold[n].role == given[place].role for n, place in found.items()),
        order=_in_order(places) * len(places) / max(1, len(news)),
        mates=_mates(gold, given, found)[0],
        mates_given=_mates(gold, given, found)[1],
        mates_right=_mates(gold, given, found)[2],
        spaced=len(wide),
        spaced_right=sum(evenly_spaced(block.text) in printed for block in wide),
        mistakes=tuple(f"{name} {block.role}: {block.text}" for block in lost),
    )


def _characters(blocks: Sequence[PageBlock]) -> Counter[str]:
    return Counter("".join(squashed(block.text) for block in blocks))


def _texts(blocks: Sequence[PageBlock], role: str) -> Counter[str]:
    return Counter(squashed(block.text) for block in blocks if block.role == role)


def _found(gold: Sequence[PageBlock], given: Sequence[PageBlock]) -> dict[int, int]:
    """The place among the given blocks of each block that came out whole; those of the same role first."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, block in enumerate(given):
        places[squashed(block.text)].append(place)
    found: dict[int, int] = {}
    for n, block in enumerate(gold):
        free = places[squashed(block.text)]
        if free:
            found[n] = next((place for place in free if given[place].role == block.role), free[0])
            free.remove(found[n])
    return found


def _in_order(places: Sequence[int]) -> float:
    """The share of pairs that are in order; 1 where there is no pair."""
    pairs = [one < other for n, one in enumerate(places) for other in places[n + 1 :]]
    return sum(pairs) / len(pairs) if pairs else 1.0


def _mates(gold: Sequence[PageBlock], given: Sequence[PageBlock], found: dict[int, int]) -> tuple[int, int, int]:
    """Pairs of found blocks of one article: on the page, as given, and both."""
    owners = [(gold[n].article, given[place].article) for n, place in found.items() if gold[n].role != "furniture"]
    pairs = [
        (one[0] == other[0], bool(one[1]) and one[1] == other[1])
        for n, one in enumerate(owners)
        for other in owners[n + 1 :]
    ]
    return sum(a for a, _ in pairs), sum(b for _, b in pairs), sum(a and b for a, b in pairs)
