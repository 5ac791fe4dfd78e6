"""A batch from end to end: what is to be done, less what is done, through an engine, into the ledger."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import Protocol

from cntextfix.batch.documents.learn import fingerprint
from cntextfix.batch.engine import Engine, Limits
from cntextfix.batch.inputs.names import output_name
from cntextfix.batch.job import PASSING, Job, Kind, Outcome, ParquetRows, Reason, Status, Style, Target, failed
from cntextfix.batch.outputs import pack, status
from cntextfix.batch.outputs.ledger import ANY, FOLDER, BatchStopped, Ledger, LedgerRow, Settings
from cntextfix.batch.outputs.places import OutputFolder, place_of
from cntextfix.batch.storage import files, remote
from cntextfix.batch.storage.spool import Spool
from cntextfix.recipe.recipe import Recipe
from cntextfix.rules.evidence import Evidence


class Watcher(Protocol):
    """Whoever wants to know how a batch goes on."""

    def skipped(self, job: Job, row: LedgerRow) -> None:
        """A job was done in an earlier run."""

    def done(self, outcome: Outcome, weight: int) -> None:
        """A job has come to its end, and is written down or about to be."""


@dataclass(slots=True)
class Batch:
    """One run. ``out`` is the output folder, or the URI of one; ``stop`` is asked before each job: True ends the run
    after those begun.

    ``report`` is the folder (or the URI of one) for one report a document, mirrored like the outputs; none without it.
    ``pack`` (``jsonl`` or ``parquet``) keeps the texts of documents aside and puts them together in shards at the end,
    in a folder of this machine only.
    """

    out: str | Path
    recipe: Recipe
    watcher: Watcher
    evidence: Evidence | None = None
    limits: Limits = field(default_factory=Limits)
    retry_failed: bool = False
    report: str | Path | None = None
    pack: str = ""
    stop: Callable[[], bool] = lambda: False
    _place: OutputFolder = field(init=False)
    _settings: dict[Style, Settings] = field(default_factory=dict)
    _stats: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._place = place_of(self.out)

    def run(self, plan: Iterable[Job | Outcome], engine: Engine) -> Counter[Status]:
        """Do what is left to do; how many jobs came out how. Raises BatchStopped; OSError for the output folder."""
        try:
            with self._place.opened() as ledger:
                counts = self._run(plan, engine, ledger)
                if self.pack and not self.stop():
                    pack.write(Path(self.out), ledger, self.pack)
                return counts
        except sqlite3.Error as error:
            raise BatchStopped(f"{self.out}: {FOLDER}/ledger.sqlite: {error}") from error

    def prospect(self, plan: Iterable[Job | Outcome]) -> Iterator[tuple[Job, bool]]:
        """Each job, and whether it is done already; nothing is written. What cannot be read is left to the run."""
        with contextlib.ExitStack() as stack:
            ledger: Ledger | None = None
            with contextlib.suppress(FileNotFoundError):
                ledger = stack.enter_context(status.opened(self.out))
            for job in plan:
                if isinstance(job, Job):
                    row = ledger.get(job.name) if ledger else None
                    wanted = ledger.place(job.name, self._name(job)) if ledger else ""
                    yield job, bool(row and self.is_done(job, row, _stat(job), wanted))

    def _run(self, plan: Iterable[Job | Outcome], engine: Engine, ledger: Ledger) -> Counter[Status]:
        counts: Counter[Status] = Counter()
        pace = self._place.pace
        finished: list[tuple[Outcome, Style]] = []
        written = time.monotonic()
        refused: deque[tuple[Job, Outcome]] = deque()
        spool = Spool(self._place.scratch)
        jobs = self._begun(plan, ledger, refused, spool)
        ledger.forget_refused()
        found = _with(refused, engine(jobs, self.recipe, self.evidence, self.limits))
        try:
            for job, outcome in found:
                if outcome.reason is Reason.DISK_FULL:
                    raise BatchStopped(outcome.detail)
                counts[outcome.status] += 1
                spool.free(job)
                finished.append((outcome, job.style))
                if len(finished) >= pace.done or time.monotonic() - written > pace.seconds:
                    self._finish(ledger, finished)
                    written = time.monotonic()
                self.watcher.done(outcome, job.weight)
        finally:
            found.close()  # the engine with it: nothing is at work when this ends
            self._finish(ledger, finished)
        return counts

    def _finish(self, ledger: Ledger, finished: list[tuple[Outcome, Style]]) -> None:
        for style in {style for _, style in finished}:
            done = [(one, self._stats.pop(one.name, "")) for one, its in finished if its == style]
            ledger.finish(done, self.settings(style))
        finished.clear()

    def _begun(
        self, plan: Iterable[Job | Outcome], ledger: Ledger, refused: deque[tuple[Job, Outcome]], spool: Spool
    ) -> Iterator[Job]:
        """Jobs that are to be run, with their targets, each noted in the ledger."""
        left = self._left(plan, ledger, refused, spool)
        while ahead := list(islice(left, self._place.pace.begun)):
            taken = ledger.begin([(job.name, name, job.output.ours) for job, name in ahead if job.output])
            for job, name in ahead:
                if self.stop():
                    return
                if job.name in taken:
                    refused.append((job, failed(job, Reason.OUTPUT_TAKEN, name)))
                else:
                    yield job

    def _left(
        self, plan: Iterable[Job | Outcome], ledger: Ledger, refused: deque[tuple[Job, Outcome]], spool: Spool
    ) -> Iterator[tuple[Job, str]]:
        for job in plan:
            if self.stop():
                return
            if isinstance(job, Outcome):
                refused.append((Job(job.name, ()), job))
                continue
            row = ledger.get(job.name)
            stat, name = _stat(job), ledger.place(job.name, self._name(job))
            if row and self.is_done(job, row, stat, name):
                if stat != row.stat:
                    ledger.touch([(job.name, stat)])
                self.watcher.skipped(job, row)
                continue
            self._stats[job.name] = stat
            yield spool.kept(self._aimed(job, row, name)), name

    def is_done(self, job: Job, row: LedgerRow, stat: str, name: str) -> bool:
        """Whether a row says that this very input was done with these settings, and its output is still there (at
        ``name``, relative to ``out``). What failed in part counts as failed."""
        same = row.settings == self.settings(job.style).key and row.output == name
        if row.status is None or not same:
            return False
        if row.reason is not None and (self.retry_failed or row.reason in PASSING):
            return False
        if row.reason is Reason.UNREADABLE and job.style.may_help(job.kind):
            return False
        if row.reason is None and row.detail and job.style.errors == "strict":
            return False  # it came out with bytes lost, which is not wanted now
        if row.status is Status.FAILED:
            pass
        elif row.status is not Status.NEEDS_OCR and not self._stands(row):
            return False
        return (bool(stat) and stat == row.stat) or (bool(row.input_sha256) and _sha256(job) == row.input_sha256)

    def _stands(self, row: LedgerRow) -> bool:
        return self._place.size(str(row.output)) == row.bytes_out

    def _aimed(self, job: Job, row: LedgerRow | None, name: str) -> Job:
        """The job with where its results go, and what there is ours."""
        ours = ANY
        if self._place.size(name) is not None:
            ours = row.ours if row and row.output == name else ""
            if ours == ANY and row and row.status is not None:
                ours = ""  # only a run that was cut short leaves a file of ours without its sha256
        target = self._place.target(name, ours)
        plain = name.removeprefix(f"{FOLDER}/texts/")
        report = self._report(f"{plain}.report.jsonl", target.scratch) if self.report else None
        return replace(job, output=target, report=report)

    def _report(self, name: str, scratch: str) -> Target:
        folder = str(self.report)
        path = remote.join(folder, name) if remote.is_uri(folder) else str(Path(folder) / name)
        return Target(path, scratch, ANY)

    def _name(self, job: Job) -> str:
        """Where the output of a job is to go, relative to ``out``, if no other one's is there."""
        aside = self.pack and job.kind not in (Kind.JSONL, Kind.PARQUET)
        return f"{FOLDER}/texts/{output_name(job)}" if aside else output_name(job)

    def settings(self, style: Style) -> Settings:
        """What outputs of this run depend on besides their input."""
        if style not in self._settings:
            recipe, evidence = self.recipe.fingerprint(), fingerprint(self.evidence)
            versions = _versions()
            shape = style.choices()
            key = files.sha256(repr((recipe, evidence, versions, shape, bool(self.report))).encode())[:16]
            self._settings[style] = Settings(key, recipe, evidence, versions)
        return self._settings[style]


def _with(
    refused: deque[tuple[Job, Outcome]], found: Iterator[tuple[Job, Outcome]]
) -> Generator[tuple[Job, Outcome], None, None]:
    """Outcomes of the engine, and those of jobs that never came to it."""
    for one in found:
        yield from _drained(refused)
        yield one
    yield from _drained(refused)


def _drained(refused: deque[tuple[Job, Outcome]]) -> Iterator[tuple[Job, Outcome]]:
    while refused:
        yield refused.popleft()


def _versions() -> str:
    names = ("cntextfix", "opencc", "pdfminer.six")
    found = []
    for name in names:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} ?")
    return ", ".join(found)


def _stat(job: Job) -> str:
    """Sizes and times of a job's files: while these stay the content is taken to be the same. Empty where the bytes
    are at hand anyway."""
    out: list[str] = []
    for part in job.parts:
        if part.data is not None:
            return ""
        if part.stat:
            out.append(part.stat)
            continue
        try:
            found = Path(part.path).stat()
        except (OSError, ValueError):
            return ""
        out.append(f"{found.st_size}:{found.st_mtime_ns}")
    return f"{files.digest([files.sha256(one.encode()) for one in out])[:24]}{job.rows or ''}"


def _sha256(job: Job) -> str:
    """The sha256 of what a job will read; empty if that cannot be read."""
    try:
        if job.kind is Kind.PARQUET:
            from cntextfix.batch.documents import parquet

            return parquet.rows_sha256(job.parts[0].path, job.rows or ParquetRows(()))
        return files.digest(
            [files.sha256(p.data) if p.data is not None else files.file_sha256(p.path) for p in job.parts]
        )
    except Exception:  # not there, or damaged as only a library below us can tell: the job itself will say what it is
        return ""
