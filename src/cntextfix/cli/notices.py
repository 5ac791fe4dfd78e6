"""What cannot be mended and has to be known: notices of rules, and the trouble a PDF's reader had with pages."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cntextfix.changes import NEEDS_OCR, Change
from cntextfix.cli.console import Console
from cntextfix.model import Document
from cntextfix.report import Cleaned, Report
from cntextfix.sinks.words import reason

READER = "read-pdf"
"""Who gives notice of trouble with a PDF's page."""


def with_trouble(cleaned: Cleaned) -> Cleaned:
    """The same, its report giving notice of the trouble with the source's pages too."""
    found = tuple(_troubles(cleaned.source))
    if not found:
        return cleaned
    return replace(cleaned, report=Report(noticed=found) + cleaned.report)


def _troubles(document: Document) -> Iterator[Change]:
    """Pages of text have no trouble; those of a PDF have a code with numbers for each."""
    for page in document.pages:
        for code, numbers in getattr(page, "trouble", ()):
            yield Change(document.name, page.number, READER, (), code, tuple(numbers), math.inf, (), "", "")


def tell(name: str, report: Report, console: Console) -> None:
    """Say on stderr which pages need OCR, and which could not be read whole."""
    pages = report.needs_ocr()
    if pages:
        console.note("needs-ocr", name, pages=page_list(pages))
    groups: dict[str, list[int]] = {}
    for notice in report.noticed:
        if notice.rule == READER and notice.code != NEEDS_OCR:
            groups.setdefault(reason(notice.code, notice.numbers, console.lang), []).append(notice.page)
    for words, numbers in groups.items():
        console.note("page-trouble", name, pages=page_list(numbers), message=words)


def urgent_first(report: Report) -> tuple[Change, ...]:
    """The notices by place, those about pages that need OCR before all others."""
    return tuple(sorted(report.noticed, key=lambda notice: (notice.code != NEEDS_OCR, notice.page, notice.start)))


def page_list(numbers: Iterable[int]) -> str:
    """Page numbers as ``--pages`` takes them.

    >>> page_list([1, 2, 3, 5])
    '1-3,5'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ",".join(_run(run) for run in runs)


def _run(run: Sequence[int]) -> str:
    return "-".join(map(str, run))
