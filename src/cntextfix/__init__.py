"""Clean, ordered, readable text from garbled Chinese PDF text.

>>> import cntextfix
>>> cntextfix.clean("人人民民日日报报评评论论员员")
'人民日报评论员'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cntextfix.changes import Change
from cntextfix.edits import replay
from cntextfix.errors import CntextfixError, InkLost, RecipeError, ReplayError, SourceError
from cntextfix.evidence import Evidence, survey
from cntextfix.model import Document, Line, Page, Role
from cntextfix.pipeline import run, run_pages
from cntextfix.recipe import Recipe
from cntextfix.report import Cleaned, Report
from cntextfix.safety import check_ink
from cntextfix.sinks.text import to_text
from cntextfix.sources.text import read_text

if TYPE_CHECKING:
    from cntextfix.rules.rule import Rule as Rule

__version__ = "0.1.0"

__all__ = [
    "Change",
    "Cleaned",
    "CntextfixError",
    "Document",
    "Evidence",
    "InkLost",
    "Line",
    "Page",
    "Recipe",
    "RecipeError",
    "ReplayError",
    "Report",
    "Role",
    "SourceError",
    "__version__",
    "clean",
    "clean_document",
    "clean_pages",
    "explain",
    "read_text",
    "replay",
    "survey",
]


def clean(text: str, recipe: Recipe | None = None) -> str:
    """The text, cleaned by the recipe (the default one if none is given). Text in which nothing is wrong comes back
    as it is, to the last line end.

    >>> clean("资金金进出，天天向上。")
    '资金金进出，天天向上。'
    """
    return explain(text, recipe).text


def explain(text: str, recipe: Recipe | None = None) -> Cleaned:
    """The cleaned text with its report: every change with rule, place, before, after and reason; the held ones too."""
    return clean_document(read_text(text), recipe)


def clean_document(document: Document, recipe: Recipe | None = None, evidence: Evidence | None = None) -> Cleaned:
    """A document cleaned by a recipe. ``evidence`` is what is known of its kind beforehand (``cntextfix learn``); that
    of its own pages is added to it. Raises InkLost, rather than give out text with something missing."""
    recipe = recipe or Recipe.default()
    cleaned, report = run(document, recipe.rules, recipe.keep, evidence)
    check_ink(document, cleaned, report.applied)
    return Cleaned(document, cleaned, report, to_text(cleaned))


def clean_pages(
    pages: Iterable[Page], recipe: Recipe | None = None, evidence: Evidence | None = None
) -> Iterator[tuple[Page, Report]]:
    """The streaming form of ``clean_document``: cleaned pages one by one, each with its report.

    ``evidence`` is what ``survey`` found in a first pass; without it each page is judged by itself alone.
    """
    recipe = recipe or Recipe.default()
    yield from run_pages(pages, recipe.rules, evidence, recipe.keep, "", _check_page)


def _check_page(page: Page, cleaned: Page, report: Report) -> None:
    check_ink(Document("", (page,)), Document("", (cleaned,)), report.applied)
