"""Pairs of rows of real and made pages, and whether one goes on in the other, as the gold of the page tells."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import cntextfix
import cntextfix.layout.page
from cntextfix.document.geometry import Glyphs
from cntextfix.layout import paragraphs
from cntextfix.layout.draft import Draft
from cntextfix.layout.figures import DrawnRule
from cntextfix.layout.follow.chains import testimony
from cntextfix.layout.follow.facts import Facts, facts_of
from cntextfix.layout.follow.pairs import candidates
from cntextfix.sources.pdf import EngineName

SURE = 8
"""So many characters of a row tell where it stands in its paragraph, though some of them are named otherwise."""


class Case(NamedTuple):
    """What the witnesses say of a pair, and whether the second row goes on with the first."""

    down: bool
    signs: dict[str, float]
    goes_on: bool


class Gold(NamedTuple):
    role: str
    text: str
    verse: bool


class Place(NamedTuple):
    """Where a row stands: in which block of the gold, from where to where."""

    block: int
    start: int
    stop: int


def squashed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", "".join(text.split())).split())


def read_gold(path: Path) -> list[Gold]:
    """The blocks of a gold file, of real pages (a list of pages) or of a made one."""
    raw = json.loads(path.read_text(encoding="utf8"))
    blocks = raw["blocks"] if "blocks" in raw else [block for page in raw["pages"] for block in page["blocks"]]
    return [Gold(block["role"], squashed(block["text"]), "\n" in block["text"]) for block in blocks]


def surveyed(pdf: Path, pages: Sequence[int] | None, engine: EngineName) -> list[Facts]:
    """What the layout of these pages knows of its rows before it puts any together."""
    found: list[Facts] = []
    joined = paragraphs.merged

    def listen(
        blocks: Sequence[tuple[int, Draft]], glyphs: Glyphs, rules: Sequence[DrawnRule] = ()
    ) -> list[tuple[int, Draft]]:
        rows = [draft.row for _, draft in blocks if draft.row is not None]
        if rows:
            found.append(facts_of(paragraphs.seen(rows, glyphs, rules)))
        return joined(blocks, glyphs, rules)

    with patch.object(cntextfix.layout.page, "merged", listen):
        cntextfix.read_pdf(pdf.read_bytes(), pages=pages, engine=engine)
    return found


def cases_of(facts: Facts, gold: Sequence[Gold]) -> Iterator[Case]:
    """The pairs of a page both rows of which stand in the gold; verse has rules of its own."""
    places = _places(facts, gold)
    bodies = [block.text for block in gold if block.role in ("body", "quote")]
    for pair in candidates(facts):
        one, two = places.get(pair.a), places.get(pair.b)
        if one is None or two is None or any(p.block >= 0 and gold[p.block].verse for p in (one, two)):
            continue
        goes_on = one.block == two.block and abs(two.start - one.stop) <= 1
        seam = squashed(pair.one.text)[-9:], squashed(pair.two.text)[:9]
        if not goes_on and len(seam[0]) > 3 and sum(map(len, seam)) > 9:  # the same words may stand elsewhere, too
            goes_on = any("".join(seam) in text for text in bodies)
        yield Case(pair.down, testimony(facts, pair), goes_on)


def _places(facts: Facts, gold: Sequence[Gold]) -> dict[int, Place]:
    found: dict[int, Place] = {}
    for n in sorted(range(len(facts.rows)), key=lambda n: -len(facts.rows[n].text)):
        text = squashed(facts.rows[n].text)
        taken = tuple(found.values())
        place = _exact(text, gold, taken) or _nearly(text, gold, taken)
        if text and place is not None:
            found[n] = place
    cells = [block.text for block in gold if block.role in ("table", "furniture")]
    for n, row in enumerate(facts.rows):
        parts = [squashed(part) for part in row.text.split("\u3000")]
        told = sum(any(part in cell for cell in cells) for part in parts)
        if n not in found and row.cells and told > 0.6 * len(parts):
            found[n] = Place(-1 - n, 0, 0)
    return found


def _free(place: Place, taken: Iterable[Place]) -> bool:
    return not any(t.block == place.block and t.start < place.stop and place.start < t.stop for t in taken)


def _exact(text: str, gold: Sequence[Gold], taken: Iterable[Place]) -> Place | None:
    for number, block in enumerate(gold):
        start = block.text.find(text)
        while start >= 0:
            place = Place(number, start, start + len(text))
            if _free(place, taken):
                return place
            start = block.text.find(text, start + 1)
    return None


def _nearly(text: str, gold: Sequence[Gold], taken: Iterable[Place]) -> Place | None:
    """Where the beginning and end of a row stand at about its length from each other."""
    if len(text) <= SURE:
        return None
    for number, block in enumerate(gold):
        start = block.text.find(text[:5])
        stop = block.text.find(text[-5:], start + 1) + 5 if start >= 0 else 0
        place = Place(number, start, stop)
        near = abs(stop - start - len(text)) <= 2 + len(text) // 20
        if start >= 0 and stop > max(4, start) and near and _free(place, taken):
            return place
    return None
