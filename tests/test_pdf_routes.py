"""The text route and the PDF route agree where both can do the page: articles in one column, drawn, and their text as
an extractor that follows the stream would have it."""

from __future__ import annotations

import json
from typing import NamedTuple

import pytest

import cntextfix
from cntextfix.document.model import DROPPED, Document
from helpers import ROOT
from pdf.draw import ONCE, Pen, Shifts, broken
from pdf.sound import assert_sound_document


class Article(NamedTuple):
    name: str
    headline: str
    byline: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]


def articles() -> list[Article]:
    """Those in simplified characters, which the font of ``Pen`` has, without verse and lists, which have no measure."""
    out = []
    for raw in json.loads((ROOT / "tests/data/articles.json").read_text(encoding="utf-8").replace("𠮷", "吉")):
        sections = tuple((s["heading"] or "", tuple(s["paragraphs"])) for s in raw["sections"])
        whole = "".join(text for _, texts in sections for text in texts)
        if raw["script"] == "simp" and "\n" not in whole and "₂" not in whole:
            out.append(Article(raw["id"], raw["headline"], raw["byline"] or "", sections))
    return out


TWICE: Shifts = ((0.0, 0.0), (0.3, 0.0))
WAYS: dict[str, tuple[Shifts, str]] = {"once": (ONCE, "line"), "lines": (TWICE, "line"), "characters": (TWICE, "char")}
NOT_YET: dict[tuple[str, int], str] = {}


def drawn(article: Article, measure: int, way: str, indents: bool, doubled_spaces: bool = False) -> tuple[bytes, str]:
    """The article as a PDF, and as text: a line for each printed one, its copies behind it or behind each character."""
    shifts, unit = WAYS[way]
    pen = Pen(max(100 + measure * 10, 80 + 20 * len(article.headline)), 1800)
    text: list[str] = []

    def put(line: str, v: float, size: float, indent: float = 0) -> None:
        pen.line(line, 40 + indent * 10, v, size, shifts=shifts, unit=unit)
        times = len(shifts)
        if unit == "char":
            line = "".join(c if c == " " and not doubled_spaces else c * times for c in line)
        else:
            line *= times
        text.append(("　" * int(indent) if indents else "") + line)

    put(article.headline, 40, 20)
    v = 76.0
    if article.byline:
        put(article.byline, v, 10)
        v += 22
    for heading, paragraphs in article.sections:
        if heading:
            put(heading, v, 10.6)
            v += 15
        for line, indent in broken(paragraphs, measure):
            if line:
                put(line, v, 10, indent)
                v += 15
    return pen.done(), "\n".join(text) + "\n"


def printed(document: Document) -> list[str]:
    return [line.text for line in document.lines() if line.role not in DROPPED]


@pytest.mark.parametrize("indents", [True, False])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("measure", [22, 30])
@pytest.mark.parametrize("article", articles(), ids=lambda article: article.name)
def test_both_routes(article: Article, measure: int, way: str, indents: bool, request: pytest.FixtureRequest) -> None:
    if not indents and (article.name, measure) in NOT_YET:
        request.applymarker(pytest.mark.xfail(strict=True, reason=NOT_YET[article.name, measure]))
    pdf, text = drawn(article, measure, way, indents)
    by_place = assert_sound_document(cntextfix.read_pdf(pdf)).document
    by_text = cntextfix.clean_document(cntextfix.read_text(text)).document
    assert printed(by_text) == printed(by_place)
    want = [*article.sections[0][1]]
    assert [line for line in printed(by_place) if line in want] == want


def test_spaces_printed_twice() -> None:
    article = next(a for a in articles() if a.byline.count(" ") > 1)
    pdf, text = drawn(article, 22, "characters", True, doubled_spaces=True)
    assert printed(cntextfix.clean_document(cntextfix.read_text(text)).document) == printed(
        cntextfix.clean_document(cntextfix.read_pdf(pdf)).document
    )
