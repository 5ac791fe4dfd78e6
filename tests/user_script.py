# ruff: noqa: T201 - a script prints
"""What a user's script looks like that uses every public name. Type checkers read it (``mypy --strict``, pyright), and
a test runs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cntextfix
from cntextfix import (
    Change,
    Cleaned,
    CntextfixError,
    Document,
    Evidence,
    InkLost,
    InputTypeError,
    Line,
    Page,
    Recipe,
    RecipeError,
    ReplayError,
    Report,
    Role,
    SourceError,
)


def cleaned_text(text: str | None) -> str | None:
    """A cell of a column with holes."""
    return None if text is None else cntextfix.clean(text)


def headlines(document: Document) -> list[str]:
    """The headlines of a document."""
    lines: Iterator[Line] = document.lines()
    return [line.text for line in lines if line.role is Role.HEADLINE]


def told(change: Change) -> str:
    """A change in a line."""
    bits: float = change.evidence
    return f"{change.document}:{change.page} {change.rule} {change.before} -> {change.after} ({bits:.1f} bits)"


def streamed(pages: list[Page]) -> tuple[list[Page], Report]:
    """Pages one by one, with what all of them have in common."""
    evidence: Evidence = cntextfix.survey(pages)
    done = list(cntextfix.clean_pages(pages, None, evidence))
    return [page for page, _ in done], sum((report for _, report in done), Report())


def read(path: Path) -> Document | None:
    """A PDF, if it can be read."""
    try:
        pages: Iterator[Page] = cntextfix.pdf_pages(path)
        next(pages)
        return cntextfix.read_pdf(path)
    except (SourceError, InkLost, InputTypeError) as error:
        problem: CntextfixError = error
        print(problem)
        return None


def main(path: Path) -> None:
    """Everything once."""
    print(cntextfix.__version__, cleaned_text("资金金进出"), cleaned_text(None))
    try:
        recipe = Recipe.default().without("captions")
    except RecipeError:
        recipe = Recipe.default()
    made: Cleaned = cntextfix.explain("重重点点项项目目、、人人居居环环境境", recipe)
    print(made.text, made.origin(0), made.where(0), *map(told, made.report.applied), sep="\n")
    document = read(path)
    if document is None:
        return
    done = cntextfix.clean_document(document, recipe)
    print(headlines(cntextfix.follow_jumps(done.document)), done.report.counts())
    try:
        assert cntextfix.replay(document, done.report.applied) == done.document
    except ReplayError as error:
        print(error)
    pages, report = streamed(list(cntextfix.read_text("一\f二").pages))
    print(len(pages), report.needs_ocr(), *report.json_lines())
