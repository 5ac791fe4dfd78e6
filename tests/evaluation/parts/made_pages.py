"""Parts: made newspaper pages, by the PDF route and as text of extractors."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import cntextfix
from cntextfix import Recipe
from evaluation.figures import Better, Figure, Outcome, count, share
from evaluation.making.pages import MadePage, PageBlock, made_pages
from evaluation.peers.extractors import Extractor, installed_extractors
from evaluation.scoring.blocks import BlockScore, score_blocks
from evaluation.scoring.exact_lines import LineScore, score_lines
from evaluation.scoring.routes import RouteScore, score_route
from evaluation.settings import Setting

PAGES, PAGES_AS_TEXT = 24, 16
"""Three of each manner, and two for seven extractors. Chosen: all of it in two minutes on one core."""


def measure_pages(setting: Setting) -> Outcome:
    """Made newspaper pages as PDF, by geometry: blocks, roles, order, articles, copies left."""
    score = sum((score_page(page) for page in made_pages(PAGES)), BlockScore())
    return Outcome(block_figures("pages", score), score.mistakes)


def measure_exact_lines(setting: Setting) -> Outcome:
    """The same pages as text of the installed extractors: overprinted lines that are exact, by dedouble alone."""
    pages = [page for page in made_pages(PAGES_AS_TEXT) if page.pdf != page.plain]
    by_name = {one.name: sum((lines_by(one, page) for page in pages), LineScore()) for one in installed_extractors()}
    figures: list[Figure] = []
    for name, score in by_name.items():
        figures.append(count(f"exact_lines.{name}.lines", score.counted))
        figures.append(share(f"exact_lines.{name}.exact", score.counted - score.wrong, score.counted))
    mistakes = [f"{name} {mistake}" for name, score in by_name.items() for mistake in score.mistakes]
    return Outcome(tuple(figures), tuple(mistakes))


def measure_routes(setting: Setting) -> Outcome:
    """The same text, cleaned by the default recipe, against the PDF route: copies left, characters lost."""
    with tempfile.TemporaryDirectory() as folder:
        paths: list[Path] = []
        for page in made_pages(PAGES_AS_TEXT):
            path = Path(folder, f"{page.name}.pdf")
            path.write_bytes(page.pdf)
            paths.append(path)
        return routes("routes", paths)


def score_page(page: MadePage) -> BlockScore:
    """One page by the PDF route."""
    cleaned = cntextfix.clean_document(cntextfix.read_pdf(page.pdf))
    seen = [line for line in cleaned.document.lines() if line.role.value not in ("echo", "hidden") and line.text]
    return score_blocks(page.name, page.blocks, [PageBlock(line.role.value, line.article, line.text) for line in seen])


def block_figures(part: str, score: BlockScore) -> tuple[Figure, ...]:
    """The figures of made pages."""
    return (
        count(f"{part}.pages", score.pages),
        share(f"{part}.surplus", score.surplus, score.characters, Better.LOWER),
        share(f"{part}.missing", score.missing, score.characters, Better.LOWER),
        share(f"{part}.body_f1", 2 * score.bodies_exact, score.bodies + score.bodies_given),
        share(f"{part}.captions", score.captions_exact, score.captions),
        share(f"{part}.roles", score.right_roles, score.blocks),
        share(f"{part}.order", score.order, score.pages),
        share(f"{part}.articles_f1", 2 * score.mates_right, score.mates + score.mates_given),
        share(f"{part}.spaces", score.spaced_right, score.spaced),
    )


def lines_by(extractor: Extractor, page: MadePage) -> LineScore:
    """One page as the text of one extractor."""
    texts: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, data in (("plain", page.plain), ("printed", page.pdf)):
            path = Path(folder, f"{name}.pdf")
            path.write_bytes(data)
            texts.append(extractor.read(path))
    cleaned = cntextfix.clean(texts[1], Recipe.default().only("dedouble"))
    return score_lines(texts[0], page.lines, cleaned)


def routes(part: str, paths: Sequence[Path]) -> Outcome:
    """Text of the installed extractors against the PDF route, in characters a thousand."""
    by_name: defaultdict[str, RouteScore] = defaultdict(RouteScore)
    refused = 0
    for path in paths:
        try:
            route = cntextfix.clean_document(cntextfix.read_pdf(path)).document
        except cntextfix.CntextfixError:
            refused += 1
            continue
        for one in installed_extractors():
            raw = one.read(path)
            by_name[one.name] += score_route(route, raw, cntextfix.explain(raw, Recipe.default()).document)
    figures = [count(f"{part}.refused", refused, Better.LOWER)]
    for name, score in by_name.items():
        thousand = score.characters / 1000
        figures += [
            share(f"{part}.{name}.surplus_before", score.surplus_before, thousand, Better.NEITHER),
            share(f"{part}.{name}.surplus", score.surplus, thousand, Better.LOWER),
            share(f"{part}.{name}.lost", score.lost, thousand, Better.LOWER),
        ]
    return Outcome(tuple(figures))
