"""The parts that need text from outside the repository."""

from __future__ import annotations

import json
from collections import defaultdict

import cntextfix
from cntextfix import Recipe
from evaluation.figures import Better, Outcome, count
from evaluation.parts.repository import paragraph_figures
from evaluation.scoring.clean_text import changes_of_structure, lines_changed
from evaluation.scoring.paragraphs import ParagraphScore, score_paragraphs
from evaluation.settings import Setting

DOCUMENT = 15_000
"""Characters of one document of clean text. Chosen: documents of archives are not a million characters long."""


def measure_clean(setting: Setting) -> Outcome:
    """Clean text: lines changed by dedouble and by the whole recipe, and changes of structure."""
    dedouble = Recipe.default().only("dedouble")
    lines = characters = by_dedouble = by_default = silent = structure = 0
    mistakes: list[str] = []
    for path in setting.need_corpora():
        text = path.read_text(encoding="utf8")[: setting.characters]
        characters += len(text)
        for recipe in (dedouble, Recipe.default()):
            result = cntextfix.explain(text, recipe)
            found = lines_changed(text, result.text, len(result.report.applied))
            silent += found.silent
            if recipe is dedouble:
                lines += found.lines
                by_dedouble += found.changed
            else:
                by_default += found.changed
        for start in range(0, len(text), DOCUMENT):
            applied = cntextfix.explain(text[start : start + DOCUMENT]).report.applied
            wrong = changes_of_structure(applied)
            structure += wrong.total()
            mistakes += [f"{path.stem} {c.rule}: {c.before!r} -> {c.after!r}" for c in applied if c.rule in wrong]
    figures = (
        count("clean.lines", lines),
        count("clean.characters", characters),
        count("clean.changed_by_dedouble", by_dedouble, Better.LOWER),
        count("clean.changed_by_default", by_default, Better.LOWER),
        count("clean.changes_of_structure", structure, Better.LOWER),
        count("clean.silent", silent, Better.LOWER),
    )
    return Outcome(figures, tuple(mistakes))


def measure_wrapped(setting: Setting) -> Outcome:
    """Really wrapped text with its paragraphs."""
    by_kind: defaultdict[str, ParagraphScore] = defaultdict(ParagraphScore)
    for text in json.loads(setting.need_wrapped().read_text(encoding="utf8")):
        kind = "indents_kept" if text["indented"] else "indents_lost"
        by_kind[kind] += score_paragraphs(text["id"], text["paragraphs"], cntextfix.clean(text["raw"]))
    return paragraph_figures("wrapped", by_kind)
