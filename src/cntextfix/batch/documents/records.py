"""Records: documents that stand many in a file, each with a text and other fields that pass through untouched.

An error is a value beside the text, never an exception, so that records keep their number and their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import cntextfix
from cntextfix.batch.job import Reason, Status
from cntextfix.changes.report import Report
from cntextfix.errors import RecipeError
from cntextfix.recipe.recipe import Recipe
from cntextfix.rules.evidence import Evidence

_FIELDS = ("cntextfix_status", "cntextfix_reason", "cntextfix_changes")
"""What is added to each record: a Status; why it failed, or null; the number of changes applied."""
_KINDS: dict[type, str] = {int: "a number", float: "a number", bool: "true or false", list: "a list", dict: "an object"}
_NAMED = 3
"""Failed records, or pages, that are named in the outcome of their shard or issue; all have their reason with them.
Chosen."""


def fields_beside(taken: Collection[str]) -> tuple[str, ...]:
    """``_FIELDS``, or these with the first number behind them with which none is taken.

    >>> fields_beside({"text", "cntextfix_status"})
    ('cntextfix_status_2', 'cntextfix_reason_2', 'cntextfix_changes_2')
    """
    n = 1
    names: tuple[str, ...] = _FIELDS
    while any(name in taken for name in names):
        n += 1
        names = tuple(f"{name}_{n}" for name in _FIELDS)
    return names


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
            what = f"the text is {_KINDS.get(type(text), type(text).__name__)}, not a string"
            return Record(None, Status.FAILED, Reason.UNREADABLE, getattr(text, "why", what))
        try:
            done = cntextfix.clean_document(cntextfix.read_text(text, name), self.recipe, self.evidence)
        except MemoryError:
            return Record(text, Status.FAILED, Reason.MEMORY)
        except RecipeError as error:
            return Record(text, Status.FAILED, Reason.RECIPE, str(error))
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
        """The values of ``_FIELDS``."""
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
    """The status of a shard: failed if all of it did, ok if anything in it was changed, unchanged if nothing had to be;
    other failed records are counted, not held against their neighbours."""
    if records and all(record.status is Status.FAILED for record in records):
        return Status.FAILED
    return Status.OK if any(record.status is Status.OK for record in records) else Status.UNCHANGED


def why_failed(records: Sequence[Record], names: Sequence[str]) -> tuple[Reason | None, str]:
    """Why the first of the failed records failed, and how many and which did; None if none did."""
    bad = [(record, name) for record, name in zip(records, names, strict=True) if record.reason]
    if not bad:
        return None, ""
    return bad[0][0].reason, summed_up([f"{name}: {record.why}" for record, name in bad], len(records), "records")


def summed_up(told: Sequence[str], count: int, what: str) -> str:
    """How many of ``count`` things failed, and the first of them.

    >>> summed_up(["p2: bad"], 4, "pages")
    '1 of 4 pages failed: p2: bad'
    """
    more = f"; and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
    return f"{len(told)} of {count} {what} failed: {'; '.join(told[:_NAMED])}{more}"


def tally(records: Sequence[Record]) -> tuple[tuple[Status, int], ...]:
    """How many records came out how."""
    return tuple(sorted(Counter(record.status for record in records).items()))
