"""Changes stamped with the places that people count: line and column of the file, and where moved lines went."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from cntextfix.changes.report import Report
from cntextfix.changes.verbs import Change, Move
from cntextfix.document.model import Document, Line, LineId, Page
from cntextfix.sinks.places import Places

_KEPT = 16
"""Pages of which the lines are kept in a stream: a change over the end of a page is told some pages later, if those
between have nothing on them. Chosen."""


def with_places(report: Report, source: Document) -> Report:
    """The report of a document, its changes with their places; on pages of a PDF they have none."""
    if not (report.applied or report.held or report.noticed):
        return report
    pages = {page.number: page for page in source.pages if page.glyphs is None}
    places = Places(source) if pages else None
    return _stamped(report, lambda number: (pages[number], places) if places and number in pages else None)


class Stream:
    """The same for pages that stream: it sees each page as it goes in, and each report as it comes out."""

    def __init__(self) -> None:
        self._pages: OrderedDict[int, tuple[Page, Places]] = OrderedDict()
        self._next = (1, 0)

    def watched(self, pages: Iterable[Page]) -> Iterator[Page]:
        """The pages, with their lines counted."""
        for page in pages:
            if page.glyphs is None:
                places = Places(Document("", (page,)), *self._next)
                self._next = places.end
                self._pages[page.number] = page, places
                if len(self._pages) > _KEPT:
                    self._pages.popitem(last=False)
            yield page

    def with_places(self, report: Report) -> Report:
        """The report, its changes with their places."""
        return _stamped(report, self._pages.get)


def _stamped(report: Report, page_of: Callable[[int], tuple[Page, Places] | None]) -> Report:
    applied, held, noticed = (
        tuple(_change(change, page_of(change.page)) for change in changes)
        for changes in (report.applied, report.held, report.noticed)
    )
    return Report(applied, held, report.skipped, noticed)


def _change(change: Change, at: tuple[Page, Places] | None) -> Change:
    if at is None or not change.spans:
        return change
    page, places = at
    _, line, column = places.of(change.start)
    move = next((op for op in change.ops if isinstance(op, Move)), None)
    to = _line_of(move.before, page, places) if move else 0
    return replace(change, line=line, column=column, to=to)


def _line_of(name: LineId | None, page: Page, places: Places) -> int:
    """The number of the line called so in the file; -1 for the end of the page. Halves of a line are where it is."""
    while isinstance(name, tuple):
        name = name[0]
    found: Line | None = next((line for line in page.lines if line.id == name and line.origin), None)
    return places.of(found.origin[0].start).line if found else -1
