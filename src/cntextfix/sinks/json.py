"""A cleaned document as JSON: pages of blocks, each with its role, places in the source and confidence."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

from cntextfix.changes.report import Cleaned, Report, change_record
from cntextfix.changes.verbs import Change, Move
from cntextfix.document.model import Document, Line, LineId, Page, Role
from cntextfix.sinks.places import Places

_DROPPED = frozenset({Role.ECHO, Role.HIDDEN})  # furniture is a block: it was on the page, once, to be read
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(cleaned: Cleaned, lang: Literal["en", "zh"] = "en") -> str:
    """One JSON object on one line, without the line feed: ``source``, ``pages`` and ``report``.

    A span is ``[page, start, end]``, in characters of the whole source. A block's confidence is the least of the
    changes that touched it, 1.0 if none did. ``bbox`` is where a block of a PDF page stands, in points
    from its bottom left corner: left, bottom, right, top; null on text. ``lang`` is the language of reasons.
    """
    places = Places(cleaned.source)
    articles = _articles(cleaned.document)
    confidence = _Confidence(cleaned.document, cleaned.report.applied, places)
    record = {
        "source": cleaned.source.name,
        "pages": [_page(page, places, confidence, articles) for page in cleaned.document.pages],
        "report": _report(cleaned.report, lang),
    }
    return dumps(record)


def dumps(record: object) -> str:
    r"""JSON on one line, Chinese as it is; lone surrogates escaped, because UTF-8 has no bytes for them.

    >>> print(dumps({"字": "\ud800"}))
    {"字": "\ud800"}
    """
    return escape_surrogates(json.dumps(record, ensure_ascii=False))


def escape_surrogates(text: str) -> str:
    r"""JSON text that can be written as UTF-8: lone surrogates as ``\uXXXX``."""
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _box(page: Page, line: Line) -> list[float] | None:
    box = page.box(line)
    return [round(side, 1) for side in box] if box else None


def _page(page: Page, places: Places, confidence: _Confidence, articles: dict[int, int]) -> dict[str, object]:
    lines = [line for line in page.lines if line.text.strip()]
    return {
        "number": page.number,
        "blocks": [
            {
                "role": line.role.value,
                "article": None if line.role == Role.FURNITURE else articles[line.article],
                "text": line.text,
                "confidence": confidence.of(line),
                "spans": _spans(line, places),
                "bbox": _box(page, line),
            }
            for line in lines
            if line.role not in _DROPPED
        ],
        "dropped": [
            {"role": line.role.value, "text": line.text, "spans": _spans(line, places)}
            for line in lines
            if line.role in _DROPPED
        ],
    }


def _articles(document: Document) -> dict[int, int]:
    """The numbers that articles go by, counted from 1 in the order in which they are printed; one if none is known."""
    known = dict.fromkeys(line.article for line in document.lines() if line.role != Role.FURNITURE)
    return {number: n for n, number in enumerate(known, 1)}


def _spans(line: Line, places: Places) -> list[list[int]]:
    """Each stretch with the page its characters come from, which for a joined or moved line may be another one."""
    return [[places.of(start).page, start, stop] for start, stop in line.spans()]


def _report(report: Report, lang: Literal["en", "zh"]) -> dict[str, object]:
    return {
        "counts": dict(report.counts()),
        "needs_ocr": list(report.needs_ocr()),
        "applied": [change_record(change, "applied", lang) for change in report.applied],
        "held": [change_record(change, "held", lang) for change in report.held],
        "noticed": [change_record(change, "noticed", lang) for change in report.noticed],
        "skipped": [{"rule": s.rule, "page": s.page, "code": s.code} for s in report.skipped],
    }


class _Confidence:
    """The least confidence of the changes that touched a line, found by where both stand in the source."""

    def __init__(self, document: Document, changes: Sequence[Change], places: Places) -> None:
        lines = list(document.lines()) if changes else []
        self._places = places
        self._stretches = sorted(((*span, n) for n, line in enumerate(lines) for span in line.spans()))
        self._starts = [start for start, _, _ in self._stretches]
        self._names = [line.id for line in lines]
        known = set(self._names)
        self._least: dict[LineId, float] = {}
        for change in changes:
            for name in set(self._cut(change) if change.spans else _named(change)) & known:
                self._least[name] = min(self._least.get(name, 1.0), change.confidence)

    def of(self, line: Line) -> float:
        return self._least.get(line.id, 1.0)

    def _cut(self, change: Change) -> Iterator[LineId]:
        for start, stop in change.spans:
            n = bisect_right(self._starts, start)
            first = n - 1 if n and self._stretches[n - 1][1] > start else n
            last = bisect_left(self._starts, stop)
            if first < last:
                yield from (self._names[self._stretches[m][2]] for m in range(first, last))
            else:  # nothing of it is left: it touched what stood beside it on its source line
                yield from self._beside(start, n)

    def _beside(self, start: int, n: int) -> Iterator[LineId]:
        line = self._places.of(start).line
        for m, end in ((n - 1, 1), (n, 0)):
            if 0 <= m < len(self._stretches):
                stretch = self._stretches[m]
                if self._places.of(stretch[1] - 1 if end else stretch[0]).line == line:
                    yield self._names[stretch[2]]
                    return


def _named(change: Change) -> Iterator[LineId]:
    """The lines that operations name: all there is to go by where something was only put in."""
    for op in change.ops:
        yield from op.lines if isinstance(op, Move) else (op.line,)
