"""What cannot be mended and has to be known: notices of rules, those about pages that need OCR before all others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cntextfix.changes.report import Cleaned, Report
from cntextfix.changes.verbs import OCR_CODES, Change
from cntextfix.cli.console import Console
from cntextfix.document.model import Document
from cntextfix.rules.characters.page_trouble import PageTrouble
from cntextfix.rules.characters.unreadable import Unreadable
from cntextfix.rules.dedouble.echo import Echo
from cntextfix.rules.dedouble.tandem_repeat import TandemRepeat
from cntextfix.rules.known_words import reason


def tell(name: str, cleaned: Cleaned, console: Console) -> None:
    """Say on stderr which pages need OCR, which pages of a PDF could not be read whole, or have glyphs of which it does
    not say what they are, and where overprint was only partly undone."""
    report = cleaned.report
    drawn = {page.number for page in cleaned.source.pages if page.glyphs is not None}
    pages = report.needs_ocr()
    if pages:
        console.note("needs-ocr", name, pages=page_list(pages))
    groups: dict[str, list[int]] = {}
    for notice in report.noticed:
        told = notice.rule == PageTrouble.name or (notice.rule == Unreadable.name and notice.page in drawn)
        if told and not urgent(notice):
            groups.setdefault(reason(notice.code, notice.numbers, console.lang), []).append(notice.page)
    for words, numbers in groups.items():
        console.note("page-trouble", name, pages=page_list(numbers), message=words)
    if left := overprint_left(report):
        console.note("overprint-left", name, count=len(left))


def tell_damage(document: Document, console: Console) -> bool:
    """Say on stderr why pages of a document without text could not be read, if that is not for want of OCR; whether
    there was anything to say."""
    groups: dict[str, list[int]] = {}
    for page in document.pages:
        for trouble in page.trouble:
            if trouble.code not in (*OCR_CODES, "no-text"):
                groups.setdefault(reason(trouble.code, trouble.numbers, console.lang), []).append(page.number)
    for words, numbers in groups.items():
        console.note("page-trouble", document.name, pages=page_list(numbers), message=words)
    return bool(groups)


def overprint_left(report: Report) -> tuple[Change, ...]:
    """What looks overprinted and was left, in a document in which overprint was undone."""
    if not any(change.rule == TandemRepeat.name for change in report.applied):
        return ()
    return tuple(change for change in report.held if change.rule in (TandemRepeat.name, Echo.name))


def urgent(notice: Change) -> bool:
    """Whether it is about a page that needs OCR."""
    return notice.code in OCR_CODES


def urgent_first(report: Report) -> tuple[Change, ...]:
    """The notices by place, the urgent ones before all others."""
    return tuple(sorted(report.noticed, key=lambda notice: (not urgent(notice), notice.page, notice.start)))


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
