"""The local engine: worker processes on this machine, or this process alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from cntextfix.batch.documents.clean_file import clean_file
from cntextfix.batch.engine import Limits
from cntextfix.batch.job import Job, Kind, Outcome, Reason, failed
from cntextfix.batch.workers.pool import Death, Pool
from cntextfix.recipe.recipe import Recipe
from cntextfix.rules.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Local:
    """An engine of ``workers`` processes; 0 runs the jobs in this process, without limits of time and memory."""

    workers: int

    def __call__(
        self, jobs: Iterator[Job], recipe: Recipe, evidence: Evidence | None, limits: Limits
    ) -> Iterator[tuple[Job, Outcome]]:
        """Each job with its outcome, in whatever order the workers do them."""
        if not self.workers:
            for job in jobs:
                yield job, clean_file(job, recipe, evidence)
            return
        with Pool[Job, Outcome](Cleaning(recipe, evidence), self.workers, limits) as pool:
            yield from outcomes(pool, jobs)


def outcomes(pool: Pool[Job, Outcome], jobs: Iterator[Job]) -> Iterator[tuple[Job, Outcome]]:
    """What became of jobs in a pool. A shard whose worker came to its end goes in again, less the record it had."""
    for job, result in pool.results(jobs):
        if isinstance(result, Outcome):
            yield job, result
        elif job.kind in (Kind.JSONL, Kind.PARQUET) and result.place >= 0:
            bad = (result.place, reason_of(result))
            pool.once_more(replace(job, bad_rows=(*job.bad_rows, bad)))
        else:
            yield job, failed(job, reason_of(result), result.detail)


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What a worker does with a job."""

    recipe: Recipe
    evidence: Evidence | None

    def __call__(self, job: Job, tick: Callable[[int], None]) -> Outcome:
        """Clean one document, and say what became of it."""
        return clean_file(job, self.recipe, self.evidence, tick)


def reason_of(death: Death) -> Reason:
    """Why a task failed whose worker came to its end."""
    return Reason.TIMEOUT if death.timeout else Reason.CRASHED
