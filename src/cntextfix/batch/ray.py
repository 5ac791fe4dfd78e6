"""Ray: a dataset cleaned in a cluster, and an engine for jobs that all nodes can read, by URI or on a shared disk.

Ray tries a task whose worker died again and again, so a single poisonous record would stop a whole run. Therefore each
actor has a child process that does the work, and only that dies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, cast

from cntextfix.batch.documents.records import Cleaner
from cntextfix.batch.engine import Limits
from cntextfix.batch.job import Job, Outcome, Reason, failed
from cntextfix.batch.workers.local import Cleaning, outcomes
from cntextfix.batch.workers.pool import Pool
from cntextfix.batch.workers.texts import CleanTexts, TextsDone, TextsTask, cleaned_texts
from cntextfix.errors import SourceError
from cntextfix.recipe.recipe import Recipe
from cntextfix.rules.evidence import Evidence

if TYPE_CHECKING:
    import pyarrow as pa
    import ray.data

_BATCH_ROWS = 256
"""Records in a batch: seconds of work, and little to do again when a node is lost. Chosen."""
_RETRIES = 3
"""Times that Ray starts an actor, or a job in it, again. Chosen."""


def clean_dataset(
    dataset: ray.data.Dataset,
    recipe: Recipe | None = None,
    *,
    text_column: str = "text",
    evidence: Evidence | None = None,
    limits: Limits | None = None,
    workers: int | None = None,
) -> ray.data.Dataset:
    """The dataset with its text column cleaned and the columns of ``records.FIELDS`` added; lazy, as all of Ray Data.

    Rows keep their number and, within a block, their order. A record that fails, kills its worker or takes too long
    has its text as it was and the reason in ``cntextfix_reason``; nothing is raised but for a dataset without that
    column. ``workers`` is the most actors to use (all processors if None).
    """
    ray = _ray()
    made = {
        "cleaner": Cleaner(recipe or Recipe.default(), evidence),
        "text_column": text_column,
        "limits": limits or Limits(),
    }
    most = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
    return dataset.map_batches(
        CleanBatch,
        fn_constructor_kwargs=made,
        batch_format="pyarrow",
        batch_size=_BATCH_ROWS,
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=most),  # a fixed size can starve the reader
    )


class CleanBatch:
    """Cleans Arrow tables; made once in each actor, with a child process of its own."""

    def __init__(self, cleaner: Cleaner, text_column: str, limits: Limits) -> None:
        self._column = text_column
        self._pool: Pool[TextsTask, TextsDone] = Pool(CleanTexts(cleaner), 1, limits)

    def __call__(self, table: pa.Table) -> pa.Table:
        """The table with its texts cleaned, and columns that tell what became of each."""
        from cntextfix.batch.documents import parquet

        texts = parquet.texts_of(table, self._column)
        return parquet.with_records(table, self._column, cleaned_texts(self._pool, texts))


@dataclass(frozen=True, slots=True)
class RayEngine:
    """An engine on a Ray cluster, or on this machine for an empty address. The files of the jobs are known by URI, or
    are on a disk that all nodes see. ``workers`` 0 is one for each processor of the cluster."""

    address: str = ""
    workers: int = 0

    def __call__(
        self, jobs: Iterator[Job], recipe: Recipe, evidence: Evidence | None, limits: Limits
    ) -> Iterator[tuple[Job, Outcome]]:
        """Each job with its outcome, in whatever order the cluster does them."""
        ray = _ray()
        started = not ray.is_initialized()
        if started:
            _connect(self.address)
        try:
            size = self.workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
            yield from self._run(jobs, size, lambda: _actor(recipe, evidence, limits))
        finally:
            if started:
                ray.shutdown()

    def _run(self, jobs: Iterator[Job], size: int, start: Callable[[], _Handle]) -> Iterator[tuple[Job, Outcome]]:
        ray = _ray()
        idle: list[_Handle] = []
        running: dict[object, tuple[_Handle, Job]] = {}
        count = 0
        while True:
            while (idle or count < size) and (job := next(jobs, None)):
                if not idle:
                    idle.append(start())
                    count += 1
                actor = idle.pop()
                running[actor.clean.remote(job)] = actor, job
            if not running:
                return
            done, _ = ray.wait(list(running), num_returns=1)
            actor, job = running.pop(done[0])
            try:
                yield job, ray.get(done[0])
                idle.append(actor)
            except ray.exceptions.RayError as error:  # its node was lost as often as Ray tries
                count -= 1
                yield job, failed(job, Reason.CRASHED, type(error).__name__)


class _Handle:
    """What we use of a Ray actor handle; for type checkers only."""

    clean: _Remote


class _Remote:
    def remote(self, job: Job) -> object: ...


class _Actor:
    def __init__(self, recipe: Recipe, evidence: Evidence | None, limits: Limits) -> None:
        self._pool: Pool[Job, Outcome] = Pool(Cleaning(recipe, evidence), 1, limits)

    def clean(self, job: Job) -> Outcome:
        return next(outcome for _, outcome in outcomes(self._pool, iter([job])))


def _actor(recipe: Recipe, evidence: Evidence | None, limits: Limits) -> _Handle:
    remote = _ray().remote(num_cpus=1, max_restarts=_RETRIES, max_task_retries=_RETRIES)(_Actor)
    handle: _Handle = remote.remote(recipe, evidence, limits)
    return handle


def _connect(address: str) -> None:
    ray = _ray()
    if address:
        ray.init(address=address, log_to_driver=False)
    else:  # reachable from this machine only
        ray.init(include_dashboard=False, log_to_driver=False, _node_ip_address="127.0.0.1")


def _ray() -> ModuleType:
    try:
        import ray
        import ray.data
    except ImportError:
        raise SourceError("this engine needs Ray: pip install 'cntextfix[ray]'") from None
    return cast(ModuleType, ray)
