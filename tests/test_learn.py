"""What ``learn`` finds out about a title: what recurs, and how wide its columns are; and what reflow makes of that."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

import cntextfix
from batches import GARBLED
from cntextfix import Evidence, Recipe
from cntextfix.batch.documents import learn
from cntextfix.errors import SourceError

ARTICLES = json.loads((Path(__file__).parent / "data" / "articles.json").read_text(encoding="utf-8"))
PARAGRAPHS = [
    text for article in ARTICLES for section in article["sections"] for text in section["paragraphs"] if len(text) > 40
]
MEASURE = 18


def wrapped(texts: Sequence[str], measure: int = MEASURE) -> str:
    """Paragraphs set to a measure in characters, without indents."""
    return "".join(f"{text[n : n + measure]}\n" for text in texts for n in range(0, len(text), measure))


def pages(count: int = 30) -> list[str]:
    chance = random.Random(2)
    return [wrapped(chance.sample(PARAGRAPHS, 5)) for _ in range(count)]


def learnt(texts: Sequence[str]) -> Evidence:
    total = learn.Sample()
    for text in texts:
        total += learn.sampled(cntextfix.read_text(text).pages)
    return total.evidence()


def test_measures_are_those_of_most_pages_in_whatever_order() -> None:
    texts = [*pages(), wrapped(PARAGRAPHS[:5], 25), "".join(f"{text}\n" for text in PARAGRAPHS[:9])]
    found = learnt(texts)
    assert found.measures == (2 * MEASURE,)
    random.Random(1).shuffle(texts)
    assert learnt(texts) == found


def test_measures_of_overprinted_pages_are_those_of_what_is_read() -> None:
    doubled = ["".join(char * 2 if char != "\n" else char for char in text) for text in pages(12)]
    assert learnt(doubled).measures == (2 * MEASURE,)


def test_pages_of_a_pdf_tell_no_measure() -> None:
    from pdf.sample import page

    assert all(not seen.measures for _, seen in learn.sampled(cntextfix.read_pdf(page()).pages).pages)


def cleaned(text: str, evidence: Evidence | None) -> str:
    return cntextfix.clean_document(cntextfix.read_text(text), Recipe.default(), evidence).text


def test_a_short_piece_is_joined_at_the_measure_of_its_title() -> None:
    title = learnt(pages())
    pieces = [text for text in PARAGRAPHS if MEASURE < len(text) <= 3 * MEASURE]
    alone = sum(cleaned(wrapped([text]), None) == text + "\n" for text in pieces)
    known = sum(cleaned(wrapped([text]), title) == text + "\n" for text in pieces)
    assert (known >= 0.75 * len(pieces), known > alone) == (True, True), (alone, known, len(pieces))
    for text in pieces:
        assert cleaned(cleaned(wrapped([text]), title), title) == cleaned(wrapped([text]), title)


@pytest.mark.parametrize("text", [
    "".join(f"{text}\n" for text in PARAGRAPHS[:6]),
    "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。\n",
    "一、加强组织领导，落实责任。\n二、突出工作重点，抓住关键。\n三、强化督促检查，务求实效。\n",
    "第一章　总则\n第一条　为了规范档案管理，制定本条例。\n第二条　本条例所称档案，是指有保存价值的记录。\n",
    GARBLED.format(n="")[:9],
])  # fmt: skip
def test_what_is_not_set_to_the_measure_stays(text: str) -> None:
    for measures in ((36,), (20, 24, 28, 36, 48)):
        assert cleaned(text, Evidence(measures=measures)) == text


def test_evidence_goes_through_a_file(tmp_path: Path) -> None:
    found = learnt(pages())
    path = tmp_path / "e.json"
    path.write_text(learn.evidence_json(found, 30), encoding="utf-8")
    assert learn.load(str(path)) == found
    record = json.loads(path.read_text(encoding="utf-8"))
    del record["measures"]
    path.write_text(json.dumps(record), encoding="utf-8")
    assert learn.load(str(path)).measures == (), "a file of a version that learnt none"
    for wrong in ([0], ["36"], [1.5], 36, [10**9]):
        path.write_text(json.dumps(record | {"measures": wrong}), encoding="utf-8")
        with pytest.raises(SourceError, match="'measures'"):
            learn.load(str(path))
