"""What most users call: text or a document in, cleaned text and its report out.

The functions live here and not in the package itself, so that their type hints can be resolved: importing the package
loads nothing, and hints are looked up among the names that a module has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cntextfix.changes.ink import check_ink
from cntextfix.changes.report import Cleaned, Report
from cntextfix.document.model import Document, Page
from cntextfix.errors import InputTypeError, wrong_type
from cntextfix.pipeline import run, run_pages
from cntextfix.recipe.recipe import Recipe
from cntextfix.rules.evidence import Evidence, checked
from cntextfix.sinks.text import to_text
from cntextfix.sinks.whereabouts import Stream, with_places
from cntextfix.sources.text import read_text


def clean(text: str, recipe: Recipe | None = None) -> str:
    """The text, cleaned by the recipe (the default one if none is given). Text in which nothing is wrong comes back
    as it is, to the last line end. Raises InputTypeError for what is no string.

    >>> clean("资金金进出，天天向上。")
    '资金金进出，天天向上。'
    """
    return _done(_read(text), recipe).text


def explain(text: str, recipe: Recipe | None = None) -> Cleaned:
    """The cleaned text with its report: every change with rule, place, before, after and reason; the held ones too."""
    return clean_document(_read(text), recipe)


def clean_document(document: Document, recipe: Recipe | None = None, evidence: Evidence | None = None) -> Cleaned:
    """A document cleaned by a recipe. ``evidence`` is what is known of its title (``cntextfix learn``), added to what
    its own pages tell. Raises InkLost, rather than give out text with something missing."""
    if not isinstance(document, Document):
        raise wrong_type("a Document", document, "read_text and read_pdf make one; clean and explain take text")
    _check_evidence(evidence)
    done = _done(document, recipe, evidence)
    return replace(done, report=with_places(done.report, document))


def _done(document: Document, recipe: Recipe | None, evidence: Evidence | None = None) -> Cleaned:
    """The document, cleaned; its changes do not know their lines yet, which takes time and is not always wanted."""
    recipe = _recipe(recipe)
    cleaned, report = run(document, recipe.rules, recipe.keep, evidence, as_text=recipe.as_text)
    check_ink(document, cleaned, report.applied)
    return Cleaned(document, cleaned, report, to_text(cleaned))


def _read(text: object) -> Document:
    if not isinstance(text, str):
        raise _no_text(text)
    return read_text(text)


def clean_pages(
    pages: Iterable[Page], recipe: Recipe | None = None, evidence: Evidence | None = None
) -> Iterator[tuple[Page, Report]]:
    """The streaming form of ``clean_document``: cleaned pages one by one, each with its report.

    ``evidence`` is what ``survey`` found in a first pass; without it each page is judged by itself alone.
    """
    recipe = _recipe(recipe)
    _check_evidence(evidence)
    stream = Stream()
    seen = stream.watched(checked(pages))
    for page, report in run_pages(seen, recipe.rules, evidence, recipe.keep, "", _check_page, as_text=recipe.as_text):
        yield page, stream.with_places(report)


def _check_page(page: Page, cleaned: Page, report: Report) -> None:
    check_ink(Document("", (page,)), Document("", (cleaned,)), report.applied)


def _recipe(recipe: object) -> Recipe:
    if recipe is None:
        return Recipe.default()
    if isinstance(recipe, Recipe):
        return recipe
    raise wrong_type("a Recipe", recipe, "to convert: Recipe.default().with_rule(ScriptConversion(to='simp'))")


def _check_evidence(evidence: object) -> None:
    if evidence is not None and not isinstance(evidence, Evidence):
        raise wrong_type(
            "the Evidence of a title", evidence, "survey(pages) finds it, cntextfix.batch.documents.learn.load reads it"
        )


_HOLES = (
    "for a column with holes, pandas: s.map(cntextfix.clean, na_action='ignore'); "
    "Polars: s.map_elements(cntextfix.clean, return_dtype=pl.String); "
    "DuckDB: con.create_function('clean', lambda text: cntextfix.clean(text), ['VARCHAR'], 'VARCHAR'); "
    "datasets: ds.map(lambda row: {'text': row['text'] and cntextfix.clean(row['text'])})"
)
"""The lines that skip the holes, tried with pandas 3.1, Polars 2.1, DuckDB 2.0 and datasets 5.2."""


def _no_text(value: object) -> InputTypeError:
    """What to do with a value that is no string, in a letter to whoever gave it."""
    if isinstance(value, bytes | bytearray | memoryview):
        return wrong_type("a string", value, "decode bytes first, data.decode('utf-8'); a PDF goes through read_pdf")
    if isinstance(value, Document):
        return wrong_type("a string", value, "use clean_document")
    if isinstance(value, Iterable):
        return wrong_type("a string", value, "for several texts, [cntextfix.clean(text) for text in texts]")
    return wrong_type("a string", value, _HOLES)
