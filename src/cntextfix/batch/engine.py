"""What an engine is: something that turns jobs into outcomes, in any order, and its limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from cntextfix.batch.job import Job, Outcome
from cntextfix.recipe.recipe import Recipe
from cntextfix.rules.evidence import Evidence

TIMEOUT = 300.0
"""Seconds for a document. A newspaper PDF takes a tenth of a second a page, a thousand pages less than this. Chosen."""
MEMORY = 2 << 30
"""Bytes a worker may take; it needs 40 to 60 MB itself, and about a hundred times the size of a text."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for one document (a record of a shard, too), and bytes of memory for one worker; 0: no limit."""

    seconds: float = TIMEOUT
    memory: int = MEMORY


class Engine(Protocol):
    """One outcome for each job, as they come. ``jobs`` is read only as fast as the work goes on."""

    def __call__(
        self, jobs: Iterator[Job], recipe: Recipe, evidence: Evidence | None, limits: Limits
    ) -> Iterator[tuple[Job, Outcome]]:
        """Each job with its outcome, in whatever order they are done."""
        ...
