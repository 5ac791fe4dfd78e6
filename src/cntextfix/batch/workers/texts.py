"""Texts cleaned in a child process, so that one that kills it or never ends fails alone: for engines that hand over
many records at a time and cannot do that themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cntextfix.batch.documents.records import Cleaner, Record, clean_all
from cntextfix.batch.job import Reason, Status
from cntextfix.batch.workers.local import reason_of
from cntextfix.batch.workers.pool import Pool


@dataclass(frozen=True, slots=True)
class TextsTask:
    """Texts for one go, and the places of those not to be touched."""

    texts: tuple[object, ...]
    bad: tuple[tuple[int, Reason], ...] = ()


@dataclass(frozen=True, slots=True)
class TextsDone:
    """One record a text, in order."""

    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class CleanTexts:
    """What the child does with texts."""

    cleaner: Cleaner

    def __call__(self, task: TextsTask, tick: Callable[[int], None]) -> TextsDone:
        """One record for each text of the task."""
        names = ("",) * len(task.texts)
        return TextsDone(tuple(clean_all(task.texts, names, self.cleaner, dict(task.bad), tick)))


def cleaned_texts(pool: Pool[TextsTask, TextsDone], texts: Sequence[object]) -> list[Record]:
    """The records of some texts; those that bring the child to its end are failures, the others come out right."""
    task = TextsTask(tuple(texts))
    while True:
        _, done = next(pool.results(iter([task])))
        if isinstance(done, TextsDone):
            return list(done.records)
        reason = reason_of(done)
        if done.place < 0:  # it could not even begin
            return [Record(one if isinstance(one, str) else None, Status.FAILED, reason) for one in texts]
        task = replace(task, bad=(*task.bad, (done.place, reason)))
