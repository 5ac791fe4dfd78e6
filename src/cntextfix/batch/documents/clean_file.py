"""``clean_file``: a job in, its outcome out, whatever goes wrong. Engines (a loop, the local pool, Ray) call nothing
else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from cntextfix.batch.documents import document, shard
from cntextfix.batch.job import Job, JobFailed, Kind, Outcome, Reason, failed
from cntextfix.errors import RecipeError, SourceError
from cntextfix.recipe.recipe import Recipe
from cntextfix.rules.evidence import Evidence


def clean_file(
    job: Job, recipe: Recipe, evidence: Evidence | None = None, tick: Callable[[int], None] | None = None
) -> Outcome:
    """Clean one job: read, clean, write its output, all or nothing. Never raises an Exception: failures are outcomes.

    ``tick`` is called with the place of each record of a shard before it is cleaned, and may raise to give up.
    """
    begun = perf_counter()
    work = shard.clean if job.kind in (Kind.JSONL, Kind.PARQUET) else document.clean
    try:
        outcome = work(job, recipe, evidence, tick or _ignore)
    except JobFailed as failure:
        outcome = failed(job, failure.reason, failure.detail)
    except SourceError as error:
        outcome = failed(job, Reason.UNREADABLE, str(error))
    except RecipeError as error:
        outcome = failed(job, Reason.RECIPE, str(error))
    except MemoryError:
        outcome = failed(job, Reason.MEMORY)
    except Exception as error:  # a bug of ours, or of a library below us, must cost this document only
        outcome = failed(job, Reason.BUG, f"{type(error).__name__}: {error}"[:500])
    return _timed(outcome, perf_counter() - begun)


def _ignore(place: int) -> None:
    pass


def _timed(outcome: Outcome, seconds: float) -> Outcome:
    return replace(outcome, seconds=round(seconds, 4))
