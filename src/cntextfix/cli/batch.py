"""``cntextfix batch``: an archive into a folder, and what the ledger of such a folder tells."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import FrameType

from cntextfix.batch.documents import parquet, reports
from cntextfix.batch.engine import MEMORY, TIMEOUT, Engine, Limits
from cntextfix.batch.inputs.containers import LINKED
from cntextfix.batch.inputs.names import DEVICE, FOLDER_LINK, PIPE, SOCKET, output_name
from cntextfix.batch.inputs.plan import Plan, Size, listed
from cntextfix.batch.job import Job, Outcome, Status, Style
from cntextfix.batch.outputs import status
from cntextfix.batch.outputs.ledger import FOLDER, BatchStopped
from cntextfix.batch.run import Batch
from cntextfix.batch.storage import remote
from cntextfix.batch.workers.local import Local
from cntextfix.cli.console import FAILED, OK, Console, visible
from cntextfix.cli.inputs import STDIN, password_of, read_bytes
from cntextfix.cli.options import PACKED, BatchOptions
from cntextfix.cli.outputs import write_stdout
from cntextfix.cli.problems import INTERRUPTED, Problem, UsageProblem
from cntextfix.cli.progress import Progress, reason_text, span
from cntextfix.cli.recipes import evidence_from, recipe_from
from cntextfix.errors import CntextfixError
from cntextfix.wording.words import Lang

_NO_FILES = {FOLDER_LINK: "a-folder-link", PIPE: "a-pipe", SOCKET: "a-socket", DEVICE: "a-device", LINKED: "a-link"}
_COLLECTED = (".jsonl", ".parquet")


def batch(options: BatchOptions, console: Console) -> int:
    """Run a batch, or tell about one. 3 if anything failed or is not as it should be."""
    if options.status:
        return _status(options.status, console)
    if options.verify:
        return _verify(options.verify, console)
    check_archive(options)
    if not options.output:
        raise UsageProblem("no-output")
    if options.format == "alto" and options.group_by:
        raise UsageProblem("alto-only")
    if any(_same(options.output, one) for one in options.archive):
        raise UsageProblem("into-itself")
    if remote.is_uri(options.output) and (options.format in PACKED or options.report.endswith(_COLLECTED)):
        raise UsageProblem("not-there")
    return _Run(options, console).dry() if options.dry_run else _Run(options, console).real()


def check_archive(options: BatchOptions) -> None:
    """Raises UsageProblem unless all that was given is there."""
    if not options.archive:
        raise UsageProblem("no-archive")
    for name in options.archive:
        if name != STDIN and not (_there(name) if remote.is_uri(name) else os.path.lexists(name)):
            raise UsageProblem("no-such-archive", name=name)
    names = [Path(name).absolute().name for name in options.archive]
    for name in names:
        if names.count(name) > 1:
            raise UsageProblem("same-name", name=name)


def _same(one: str, other: str) -> bool:
    if remote.is_uri(one) or remote.is_uri(other):
        return one.rstrip("/") == other.rstrip("/")
    return os.path.realpath(one) == os.path.realpath(other)


def _there(uri: str) -> bool:
    try:
        return remote.exists(uri)
    except CntextfixError as error:
        raise UsageProblem("recipe", message=str(error)) from error
    except OSError as error:
        raise UsageProblem("recipe", message=f"{uri}: {error}") from error


def planned(options: BatchOptions, style: Style) -> tuple[Plan, Iterable[Job | Outcome]]:
    """What is to be done, and the plan that counts what is left out."""
    leave_out = options.output
    if leave_out and not remote.is_uri(leave_out):
        leave_out = os.path.realpath(leave_out)
    plan = Plan(options.archive, style, options.glob, options.group_by, leave_out, memory=limits(options).memory)
    if options.archive != (STDIN,):
        return plan, plan.jobs()
    names = [line for line in os.fsdecode(read_bytes(STDIN)).splitlines() if line.strip()]
    plan = listed(names, options.root, replace(plan, archive=()))
    return plan, plan.jobs()


class _Run:
    """One run of ``cntextfix batch ARCHIVE -o DIR``."""

    def __init__(self, options: BatchOptions, console: Console) -> None:
        self._options, self._console = options, console
        self._stop = threading.Event()
        recipe = recipe_from(options.recipe, options.only, options.without, options.to)
        recipe = replace(recipe, as_text=recipe.as_text or options.as_text)
        packed = options.format if options.format in PACKED else ""
        style = Style(
            "text" if packed else options.format,
            *(options.include, options.blank_lines, options.encoding, options.text_field, options.id_field),
            options.errors,
            options.follow_jumps,
            options.pdf_engine,
            password_of(options),
            order=options.order,
            lang="zh" if console.lang is Lang.ZH else "en",
        )
        self._plan, self._jobs = planned(options, style)
        sized = Size(0, 0) if options.quiet else self._plan.size()
        self._progress = Progress(console, sized, quiet=options.quiet, as_json=options.log_json)
        self._collect = options.report.endswith(_COLLECTED)
        self._reports = Path(options.output) / FOLDER / "reports"
        report = self._reports if self._collect else options.report or None
        self._batch = Batch(
            options.output,
            recipe,
            self._progress,
            evidence_from(options.evidence),
            limits(options),
            options.retry_failed,
            report,
            packed,
            self._stop.is_set,
        )

    def real(self) -> int:
        """Do it."""
        before = self._catch()
        try:
            if "parquet" in (self._options.format, Path(self._options.report).suffix[1:]):
                parquet.needed()  # now, and not when all the work is done
            self._batch.run(self._jobs, _engine(self._options))
            if self._collect and not self._stop.is_set():
                reports.collect(self._reports, Path(self._options.report))
        except BatchStopped as error:
            self._progress.close()
            self._console.fail("", Problem("batch-stopped", message=str(error)))
            return FAILED
        except CntextfixError as error:
            self._progress.close()
            self._console.fail("", error)
            return FAILED
        except OSError as error:
            self._progress.close()
            name, message = self._options.output, error.strerror or str(error)
            self._console.fail("", Problem("cannot-write", name=name, message=message))
            return FAILED
        finally:
            self._progress.close()
            for number, handler in before:
                signal.signal(number, handler)
        self._sum_up()
        if self._stop.is_set():
            self._console.note("stopped")
            return INTERRUPTED
        return FAILED if self._failures() or self._progress.failed_before else OK

    def _failures(self) -> int:
        return self._progress.jobs[Status.FAILED] + self._progress.partly

    def dry(self) -> int:
        """Say what would be done."""
        todo = done = 0
        for job, ready in self._batch.prospect(self._jobs):
            todo, done = todo + (not ready), done + ready
            text = self._console.text("would-skip" if ready else "would-clean", output=output_name(job))
            if not self._options.quiet:
                write_stdout(f"{visible(job.name)}{self._console.colon}{text}\n".encode("utf-8", "backslashreplace"))
        self._console.note("dry-summary", todo=todo, done=done)
        self._left_out()
        return OK

    def _catch(self) -> list[tuple[int, signal.Handlers]]:
        """Ctrl-C and a polite kill end the run after what is begun; a second one at once."""
        if threading.current_thread() is not threading.main_thread():
            return []

        def handle(number: int, frame: FrameType | None) -> None:
            if self._stop.is_set():
                raise KeyboardInterrupt
            self._stop.set()
            self._progress.close()
            self._console.note("stopping")

        both = (signal.SIGINT, signal.SIGTERM)
        caught = [number for number in both if signal.getsignal(number) is not signal.SIG_IGN]  # nohup, a script's &
        return [(number, signal.signal(number, handle)) for number in caught]  # type: ignore[misc]

    def _sum_up(self) -> None:
        jobs, console = self._progress.jobs, self._console
        if self._options.log_json:
            self._progress.log_summary(self._plan.left_out)
            return
        if self._options.quiet:
            return
        if self._failures() > 20:
            console.note("more-failures", count=self._failures() - 20, folder=self._options.output)
        counts: dict[str, str | int] = {**_counts(jobs), "jobs": jobs.total(), "skipped": self._progress.before}
        console.note("batch-summary", "", time=span(self._progress.seconds), **counts)
        if self._progress.partly:
            console.note("partly-failed", jobs=self._progress.partly, count=self._progress.lost)
        if self._progress.failed_before:
            console.note("old-failures", count=self._progress.failed_before)
        self._left_out()

    def _left_out(self) -> None:
        if self._plan.left_out:
            words = {what: self._console.text(code) for what, code in _NO_FILES.items()}
            found = self._plan.left_out.most_common(8 + len(words))
            kinds = ", ".join(f"{words.get(what, what)} {count}" for what, count in found)
            self._console.note("left-out", kinds=visible(kinds))


def _engine(options: BatchOptions) -> Engine:
    if options.engine == "ray":
        from cntextfix.batch.ray import RayEngine

        return RayEngine(options.address, options.jobs)
    return Local(options.jobs or workers())


def workers() -> int:
    """A worker for each processor this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def limits(options: BatchOptions) -> Limits:
    """Those given, and the usual ones for the rest."""
    seconds, memory = options.timeout, options.memory
    return Limits(TIMEOUT if seconds is None else seconds, MEMORY if memory is None else memory)


def _counts(jobs: dict[Status, int]) -> dict[str, int]:
    names = {"ok": Status.OK, "unchanged": Status.UNCHANGED, "ocr": Status.NEEDS_OCR, "failed": Status.FAILED}
    return {name: jobs.get(status, 0) for name, status in names.items()}


def _status(folder: str, console: Console) -> int:
    """What the ledger tells, on stdout."""
    with _ledger(folder):
        found = status.summary(folder)
        failures = list(status.failures(folder))
    begun = found.jobs.total() + found.unfinished
    records = {Status(name): count for name, count in found.documents.items()}
    lines = [
        console.text("status-title", folder=folder, jobs=begun, unfinished=found.unfinished),
        console.text("status-line", **_counts(found.jobs)),
        *([console.text("status-records", **_counts(records))] if found.documents.total() > found.jobs.total() else []),
        console.text(
            "status-work", pages=found.pages, size_in=_size(found.bytes_in), size_out=_size(found.bytes_out),
            time=span(found.seconds),
        ),
    ]  # fmt: skip
    lines += [console.text("status-change", rule=rule, count=count) for rule, count in found.changes.most_common()]
    for row in failures:
        text = reason_text(row.reason, row.detail, console) if row.reason else ""
        lines.append(f"{visible(row.name)}{console.colon}{text}")
    write_stdout("".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace"))
    return FAILED if failures else OK


def _verify(folder: str, console: Console) -> int:
    counts = {"ok": 0, "changed": 0, "missing": 0}
    with _ledger(folder):
        for name, state in status.verify(folder):
            counts[state] += 1
            if state != "ok":
                console.note(f"verify-{state}", name)
    console.note("verify-summary", "", **counts)
    return FAILED if counts["changed"] or counts["missing"] else OK


@contextlib.contextmanager
def _ledger(folder: str) -> Iterator[None]:
    """Says what is wrong with a folder that has no ledger to be read."""
    try:
        yield
    except (FileNotFoundError, sqlite3.Error) as error:
        raise UsageProblem("no-ledger", name=folder) from error


def _size(count: float) -> str:
    for unit in ("B", "kB", "MB", "GB"):
        if count < 1000:
            return f"{count:.3g} {unit}"
        count /= 1000
    return f"{count:.3g} TB"
