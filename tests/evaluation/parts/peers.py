"""Part: what other programs make of the same material, whatever is installed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from evaluation.figures import Figure, Outcome, count, share
from evaluation.gold.groups import read_groups
from evaluation.making.articles import read_articles
from evaluation.making.garbled import garbled_cases
from evaluation.parts.real import gold_of, golden, real_figures
from evaluation.peers.cleaners import installed_cleaners
from evaluation.peers.extractors import installed_peers
from evaluation.scoring.cases import case_is_right, read_cases
from evaluation.scoring.clean_text import lines_changed
from evaluation.scoring.overprint import score_overprint
from evaluation.scoring.real_pages import RealScore, score_real
from evaluation.settings import DATA, Setting


def measure_peers(setting: Setting) -> Outcome:
    """Other programs on made text and small cases, and with --pdfs extractors on real pages, a line a paragraph."""
    figures = [figure for one in installed_cleaners() for figure in cleaner_figures(one.name, one.clean)]
    if setting.pdfs:
        for one in installed_peers():
            figures += real_figures(f"peers.{one.name}", _extracted(setting, one.read))
    return Outcome(tuple(figures))


def cleaner_figures(name: str, clean: Callable[[str], str]) -> list[Figure]:
    """What a program that cleans text does to made text: overprinted lines, other lines, articles, small cases."""
    part = f"peers.{name}"
    scores = [score_overprint(case, clean(case.raw)) for case in garbled_cases(read_articles())]
    touched, wrong = sum(one.touched for one in scores), sum(one.wrong for one in scores)
    articles = ["\n".join(text for _, text in article.flowing()) + "\n" for article in read_articles()]
    kept = [lines_changed(text, clean(text), 1) for text in articles]
    cases = [*read_cases(DATA / "real_text_cases.json"), *read_cases(DATA / "extractor_cases.json")]
    return [
        share(f"{part}.overprinted_lines_exact", touched - wrong, touched),
        share(f"{part}.other_lines_changed", sum(one.changed for one in scores), sum(one.others for one in scores)),
        share(f"{part}.clean_lines_changed", sum(one.changed for one in kept), sum(one.lines for one in kept)),
        count(f"{part}.cases_right", sum(case_is_right(case, clean(case.raw)) for case in cases)),
    ]


def _extracted(setting: Setting, read: Callable[[Path], str]) -> RealScore:
    """The text of the pages that have a gold; it is cut at form feeds, so that other pages do not count."""
    total = RealScore()
    for pdf, path in golden(setting):
        groups = read_groups(pdf.gold)
        wanted = {group.page for group in groups}
        pages = read(path).split("\f")
        lines = [line for number, page in enumerate(pages, 1) if number in wanted for line in page.splitlines()]
        total += score_real(pdf.id, gold_of(path, groups), lines)
    return total
