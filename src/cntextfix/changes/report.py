"""What was done, what was only proposed, and what could not run: the record that comes with every cleaned text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from cntextfix.brief import SAMPLE_WIDTH, Brief, clipped, many
from cntextfix.changes.verbs import OCR_CODES, Change, End, Join, Label, Move, Op, Point, Replace, Split
from cntextfix.document.model import Document
from cntextfix.document.offsets import Offsets


@dataclass(frozen=True, slots=True)
class Skipped:
    """A rule that could not run on a page, and the code of the reason (``no-geometry``)."""

    rule: str
    page: int
    code: str


@dataclass(frozen=True, slots=True, repr=False)
class Report(Brief):
    """Changes ``applied`` in the order in which they were, those ``held``, rules ``skipped``, and what was ``noticed``:
    characters that cannot be mended, with place, count and share (their ``after`` is empty, and nothing was done).

    Reports add up: ``sum(reports, Report())`` is the report of an archive.
    """

    applied: tuple[Change, ...] = ()
    held: tuple[Change, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    noticed: tuple[Change, ...] = ()

    def __add__(self, other: Report) -> Report:
        return Report(
            self.applied + other.applied,
            self.held + other.held,
            self.skipped + other.skipped,
            self.noticed + other.noticed,
        )

    def _title(self) -> str:
        rules = ", ".join(f"{rule} {count}" for rule, count in self.counts())
        made = f"Report of {many(len(self.applied), 'change')}{f' ({rules})' if rules else ''}"
        return f"{made}, {len(self.held)} held, {len(self.noticed)} noticed"

    def needs_ocr(self) -> tuple[int, ...]:
        """The numbers of the pages of which most cannot be read, or that are pictures without text."""
        return tuple(notice.page for notice in self.noticed if notice.code in OCR_CODES)

    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many changes each rule made, in the order in which the rules ran."""
        return tuple(Counter(change.rule for change in self.applied).items())

    def json_lines(self, lang: Literal["en", "zh"] = "en") -> Iterator[str]:
        """One JSON object a line: pages that need OCR, applied changes in order, held ones, notices, skipped rules.
        ``lang`` is the language of reasons."""
        urgent = tuple(notice for notice in self.noticed if notice.code in OCR_CODES)
        others = tuple(notice for notice in self.noticed if notice.code not in OCR_CODES)
        parts = (("noticed", urgent), ("applied", self.applied), ("held", self.held), ("noticed", others))
        for status, changes in parts:
            for change in changes:
                yield json.dumps(change_record(change, status, lang), ensure_ascii=False)
        for skipped in self.skipped:
            yield json.dumps(
                {"status": "skipped", "rule": skipped.rule, "page": skipped.page, "code": skipped.code},
                ensure_ascii=False,
            )


@dataclass(frozen=True, slots=True, repr=False)
class Cleaned(Brief):
    """A cleaned document: ``text`` to print, ``document`` with origins, ``report``, and the untouched ``source``."""

    source: Document
    document: Document
    report: Report
    text: str
    _offsets: Offsets | None = field(default=None, init=False, compare=False)

    def origin(self, index: int) -> int | None:
        """The place in the source of character ``index`` of ``text``; None for what a rule put in where nothing stood.

        Characters put in place of others have the place of those. Raises PlaceError (an IndexError) outside the text.
        """
        return self._map().origin(index)

    def where(self, source_index: int) -> int | None:
        """The place in ``text`` of a source character; None where it is not printed (a copy, a dropped line)."""
        return self._map().where(source_index)

    def _title(self) -> str:
        name = clipped(self.source.name, SAMPLE_WIDTH)
        return f"Cleaned {name!r}, {many(len(self.text), 'character')}: {self.report._title()}"

    def _sample(self) -> str:
        return self.text

    def _map(self) -> Offsets:
        offsets = self._offsets
        if offsets is None:  # two threads would build equal ones
            offsets = Offsets(self.source, self.document)
            object.__setattr__(self, "_offsets", offsets)
        return offsets


def change_record(change: Change, status: str, lang: Literal["en", "zh"] = "en") -> dict[str, object]:
    """A change as JSON has it. Everything needed to do it again is in ``ops``."""
    record: dict[str, object] = {
        "status": status,
        "document": change.document,
        "page": change.page,
        "line": change.line or None,
        "column": change.column or None,
        "rule": change.rule,
        "reason": change.reason(lang),
        "code": change.code,
        "numbers": list(change.numbers),
        "evidence": round(change.evidence, 2) if change.evidence < float("inf") else None,
        "confidence": change.confidence,
        "spans": [list(span) for span in change.spans],
        "before": change.before,
        "after": change.after,
        "ops": [op_record(op) for op in change.ops],
    }
    if change.to:
        record["to_line"] = change.to if change.to > 0 else None
    if change.held_for:
        record["held_for"] = change.held_for
        record["needed"] = change.needed if change.needed < float("inf") else None
    return record


def op_record(op: Op) -> list[object]:
    """An operation as a JSON array, its name first; the fields follow in the order of the class."""
    match op:
        case Replace():
            return ["replace", op.line, op.start, op.stop, op.text]
        case Split():
            return ["split", op.line, op.at]
        case Join():
            return ["join", op.line, op.sep]
        case Move():
            return ["move", list(op.lines), op.before]
        case Label():
            return ["label", op.line, op.role, op.article]
        case End():
            return ["end", op.line, op.text]
        case Point():
            return ["point", op.line, op.start, op.stop]
