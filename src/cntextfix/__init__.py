"""Clean, ordered, readable text from garbled Chinese PDF text.

>>> import cntextfix
>>> cntextfix.clean("人人民民日日报报评评论论员员")
'人民日报评论员'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cntextfix.changes.apply import replay
    from cntextfix.changes.report import Cleaned, Report
    from cntextfix.changes.verbs import Change
    from cntextfix.document.model import Document, Line, Page, Role
    from cntextfix.errors import CntextfixError, InkLost, RecipeError, ReplayError, SourceError
    from cntextfix.recipe.recipe import Recipe
    from cntextfix.rules.evidence import Evidence, survey
    from cntextfix.rules.rule import Rule as Rule
    from cntextfix.sinks.jumps import follow_jumps
    from cntextfix.sources.pdf import pdf_pages, read_pdf
    from cntextfix.sources.text import read_text

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
    "follow_jumps",
    "pdf_pages",
    "read_pdf",
    "read_text",
    "replay",
    "survey",
]

_HOMES = {
    "changes.apply": ("replay",),
    "changes.report": ("Cleaned", "Report"),
    "changes.verbs": ("Change",),
    "document.model": ("Document", "Line", "Page", "Role"),
    "errors": ("CntextfixError", "InkLost", "RecipeError", "ReplayError", "SourceError"),
    "recipe.recipe": ("Recipe",),
    "rules.evidence": ("Evidence", "survey"),
    "rules.rule": ("Rule",),
    "sinks.jumps": ("follow_jumps",),
    "sources.pdf": ("pdf_pages", "read_pdf"),
    "sources.text": ("read_text",),
}
"""Where each name lives. Programs that import the package and then have nothing to clean pay nothing for the rules and
their patterns: a module is loaded when a name of it is first asked for."""


if not TYPE_CHECKING:  # type checkers know all names from above, and so can tell a wrong one

    def __getattr__(name: str) -> object:
        for home, names in _HOMES.items():
            if name in names:
                value = getattr(import_module(f"{__name__}.{home}"), name)
                globals()[name] = value  # so that the next look-up is a plain one
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


def clean(text: str, recipe: Recipe | None = None) -> str:
    """The text, cleaned by the recipe (the default one if none is given). Text in which nothing is wrong comes back
    as it is, to the last line end.

    >>> clean("资金金进出，天天向上。")
    '资金金进出，天天向上。'
    """
    return explain(text, recipe).text


def explain(text: str, recipe: Recipe | None = None) -> Cleaned:
    """The cleaned text with its report: every change with rule, place, before, after and reason; the held ones too."""
    from cntextfix.sources.text import read_text

    return clean_document(read_text(text), recipe)


def clean_document(document: Document, recipe: Recipe | None = None, evidence: Evidence | None = None) -> Cleaned:
    """A document cleaned by a recipe. ``evidence`` is what is known of its title (``cntextfix learn``), added to what
    its own pages tell. Raises InkLost, rather than give out text with something missing."""
    from cntextfix.changes.ink import check_ink
    from cntextfix.changes.report import Cleaned
    from cntextfix.pipeline import run
    from cntextfix.recipe.recipe import Recipe
    from cntextfix.sinks.text import to_text

    recipe = recipe or Recipe.default()
    cleaned, report = run(document, recipe.rules, recipe.keep, evidence, recipe.as_text)
    check_ink(document, cleaned, report.applied)
    return Cleaned(document, cleaned, report, to_text(cleaned))


def clean_pages(
    pages: Iterable[Page], recipe: Recipe | None = None, evidence: Evidence | None = None
) -> Iterator[tuple[Page, Report]]:
    """The streaming form of ``clean_document``: cleaned pages one by one, each with its report.

    ``evidence`` is what ``survey`` found in a first pass; without it each page is judged by itself alone.
    """
    from cntextfix.pipeline import run_pages
    from cntextfix.recipe.recipe import Recipe

    recipe = recipe or Recipe.default()
    yield from run_pages(pages, recipe.rules, evidence, recipe.keep, "", _check_page, recipe.as_text)


def _check_page(page: Page, cleaned: Page, report: Report) -> None:
    from cntextfix.changes.ink import check_ink
    from cntextfix.document.model import Document

    check_ink(Document("", (page,)), Document("", (cleaned,)), report.applied)
