"""Records: documents that stand many in a file, each with a text and other fields that pass through untouched.

An error is a value beside the text, never an exception, so that records keep their number and their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import cntextfix
from cntextfix.batch.job import Reason, Status
from cntextfix.evidence import Evidence
from cntextfix.recipe import Recipe
from cntextfix.report import Report

FIELDS = ("cntextfix_status", "cntextfix_reason", "cntextfix_changes")
"""What is added to each record: a Status; why it failed, or null; the number of changes applied."""


@dataclass(frozen=True, slots=True)
class Cleaner:
    """All that cleaning a record needs. Pickles; a record is cleaned by calling it.

    >>> Cleaner(cntextfix.Recipe.default()).clean("日报日报评论评论员员文文章章").status
    <Status.OK: 'ok'>
    """

    recipe: Recipe
    evidence: Evidence | None = None

    def clean(self, text: object, name: str = "") -> Record:
        """One record. What is not a string fails, but for None, which is no text and stays that."""
        if text is None:
            return Record(None, Status.UNCHANGED)
        if not isinstance(text, str):
            return Record(None, Status.FAILED, Reason.UNREADABLE, f"the text is {type(text).__name__}, not a string")
        try:
            done = cntextfix.clean_document(cntextfix.read_text(text, name), self.recipe, self.evidence)
        except MemoryError:
            return Record(text, Status.FAILED, Reason.MEMORY)
        except Exception as error:  # a bug must cost this record only
            return Record(text, Status.FAILED, Reason.BUG, f"{type(error).__name__}: {error}"[:500])
        changed = Status.OK if done.report.applied else Status.UNCHANGED
        return Record(done.text, changed, report=done.report)


@dataclass(frozen=True, slots=True)
class Record:
    """A cleaned record. One that failed has its text as it was."""

    text: str | None
    status: Status
    reason: Reason | None = None
    detail: str = ""
    report: Report = field(default_factory=Report)

    @property
    def why(self) -> str | None:
        """The reason and its particulars in one string; None for a record that did not fail."""
        if self.reason is None:
            return None
        return f"{self.reason}: {self.detail}" if self.detail else str(self.reason)

    def fields(self) -> tuple[str, str | None, int]:
        """The values of ``FIELDS``."""
        return str(self.status), self.why, len(self.report.applied)


def names_of(job: str, ids: Sequence[object]) -> list[str]:
    """What the records of a shard are called in reports: by their ids, and by their number where they have none.

    >>> names_of("a.jsonl/part-00000", ["r7", None, 12])
    ['a.jsonl/part-00000:r7', 'a.jsonl/part-00000:2', 'a.jsonl/part-00000:12']
    """
    return [f"{job}:{n if one is None else one}" for n, one in enumerate(ids, 1)]


def clean_all(
    texts: Iterable[object],
    names: Iterable[str],
    cleaner: Cleaner,
    bad: Mapping[int, Reason],
    tick: Callable[[int], None],
) -> list[Record]:
    """All records in order. ``bad`` are places not to be touched; ``tick`` is told each place before its turn."""
    out: list[Record] = []
    for place, (text, name) in enumerate(zip(texts, names, strict=True)):
        if place in bad:
            out.append(Record(text if isinstance(text, str) else None, Status.FAILED, bad[place]))
            continue
        tick(place)
        out.append(cleaner.clean(text, name))
    return out


def status_of(records: Sequence[Record]) -> Status:
    """The status of a shard: ok if anything in it was changed, unchanged if nothing had to be; failed records are
    counted, not held against their neighbours."""
    return Status.OK if any(record.status is Status.OK for record in records) else Status.UNCHANGED


def tally(records: Sequence[Record]) -> tuple[tuple[Status, int], ...]:
    """How many records came out how."""
    return tuple(sorted(Counter(record.status for record in records).items()))
