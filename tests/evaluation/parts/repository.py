"""The parts that need nothing but the repository."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

import cntextfix
from cntextfix import Recipe
from evaluation.figures import Better, Figure, Outcome, count, share
from evaluation.making.articles import read_articles
from evaluation.making.garbled import garbled_cases
from evaluation.scoring.cases import KINDS, case_is_right, read_cases
from evaluation.scoring.overprint import score_overprint
from evaluation.scoring.paragraphs import ParagraphScore, score_paragraphs
from evaluation.settings import DATA, TESTS, Setting
from evaluation.texts import inked_lines, squashed, tell


def measure_dedouble(setting: Setting) -> Outcome:
    """Made text printed several times, cleaned by the rules of dedouble alone."""
    recipe = Recipe.default().only("dedouble")
    touched: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    others = changed = 0
    mistakes: list[str] = []
    for case in garbled_cases(read_articles()):
        score = score_overprint(case, cntextfix.clean(case.raw, recipe))
        touched[case.kind] += score.touched
        wrong[case.kind] += score.wrong
        others += score.others
        changed += score.changed
        mistakes += score.mistakes
    by_kind = {kind: 1 - wrong[kind] / total for kind, total in touched.items() if total}
    figures = [
        count("dedouble.lines", touched.total()),
        share("dedouble.exact", touched.total() - wrong.total(), touched.total()),
        Figure("dedouble.worst_kind", min(by_kind.values()), Better.HIGHER),
        count("dedouble.other_lines", others),
        count("dedouble.other_lines_changed", changed, Better.LOWER),
        *(Figure(f"dedouble.exact.{kind}", value, Better.HIGHER) for kind, value in by_kind.items()),
    ]
    return Outcome(tuple(figures), tuple(mistakes))


def measure_excerpts(setting: Setting) -> Outcome:
    """Short real texts: overprinted ones, and ones that must stay as they are."""
    recipe = Recipe.default().only("dedouble")
    stored = json.loads((DATA / "real_cases.json").read_text(encoding="utf8"))
    exact = kept = 0
    mistakes: list[str] = []
    for case in stored["overprinted"]:
        want, got = inked_lines(case["want"]), inked_lines(cntextfix.clean(case["raw"], recipe))
        exact += want == got
        mistakes += [] if want == got else [tell(case["id"], (want, got))]
    for text in stored["must_stay"]:
        cleaned = cntextfix.clean(text, recipe)
        stays = squashed(cleaned) == squashed(text)
        kept += stays
        mistakes += [] if stays else [tell("must stay", ([text], [cleaned]))]
    figures = (
        count("excerpts.overprinted", len(stored["overprinted"])),
        count("excerpts.exact", exact, Better.HIGHER),
        count("excerpts.look_alikes", len(stored["must_stay"])),
        count("excerpts.left_alone", kept, Better.HIGHER),
    )
    return Outcome(figures, tuple(mistakes))


def measure_look_alikes(setting: Setting) -> Outcome:
    """Texts that only look printed twice: nothing may be taken out of them."""
    pieces = json.loads((TESTS / "data" / "never_doubled.json").read_text(encoding="utf8"))
    mistakes: list[str] = []
    for piece in pieces:
        applied = cntextfix.explain(piece["text"]).report.applied
        taken = [change for change in applied if change.rule in ("tandem-repeat", "stray-copy", "echo")]
        if taken:
            mistakes.append(tell(piece["label"], ([c.before for c in taken], [c.after for c in taken])))
    figures = (
        count("look_alikes.texts", len(pieces)),
        count("look_alikes.real", sum(piece["source"] == "real" for piece in pieces)),
        count("look_alikes.left_alone", len(pieces) - len(mistakes), Better.HIGHER),
    )
    return Outcome(figures, tuple(mistakes))


def measure_paragraphs(setting: Setting) -> Outcome:
    """The same made text as for dedouble, by the whole default recipe: paragraphs that are exact."""
    by_kind: defaultdict[str, ParagraphScore] = defaultdict(ParagraphScore)
    for case in garbled_cases(read_articles()):
        kind = "indents_kept" if case.indented else "ragged" if case.ragged else "indents_lost"
        by_kind[kind] += score_paragraphs(case.id, case.paragraphs, cntextfix.clean(case.raw))
    return paragraph_figures("paragraphs", by_kind)


def paragraph_figures(part: str, by_kind: dict[str, ParagraphScore]) -> Outcome:
    """The figures of paragraphs, by kind and of all."""
    every = sum(by_kind.values(), ParagraphScore())
    figures: list[Figure] = []
    for kind, score in [*sorted(by_kind.items()), ("all", every)]:
        figures += [
            count(f"{part}.{kind}.wanted", score.wanted),
            share(f"{part}.{kind}.precision", score.exact, score.given),
            share(f"{part}.{kind}.recall", score.exact, score.wanted),
        ]
    figures.append(count(f"{part}.all.badly_spaced", every.badly_spaced, Better.LOWER))
    return Outcome(tuple(figures), every.mistakes)


def measure_cases(setting: Setting) -> Outcome:
    """Small cases of what goes wrong in real text."""
    return _small_cases("cases", DATA / "real_text_cases.json")


def measure_extractor_cases(setting: Setting) -> Outcome:
    """Small cases of overprint, as different extractors give it."""
    return _small_cases("extractor_cases", DATA / "extractor_cases.json")


def _small_cases(part: str, path: Path) -> Outcome:
    """``untouched`` is how many a program has right that does nothing."""
    right: Counter[str] = Counter()
    untouched: Counter[str] = Counter()
    cases = read_cases(path)
    mistakes: list[str] = []
    for case in cases:
        cleaned = cntextfix.clean(case.raw)
        good = case_is_right(case, cleaned)
        right[case.kind] += good
        untouched[case.kind] += case_is_right(case, case.raw)
        mistakes += [] if good else [tell(f"{case.id} ({case.kind}): {case.why}", (case.want, cleaned.splitlines()))]
    figures = [
        count(f"{part}.all", len(cases)),
        count(f"{part}.right", right.total(), Better.HIGHER),
        count(f"{part}.untouched", untouched.total()),
    ]
    for kind in KINDS:
        total = sum(case.kind == kind for case in cases)
        figures += [count(f"{part}.{kind}.right", right[kind], Better.HIGHER)] if total else []
    return Outcome(tuple(figures), tuple(mistakes))
