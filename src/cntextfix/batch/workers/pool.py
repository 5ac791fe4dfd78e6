"""A pool of worker processes of which any may die, hang or be killed at any moment, and only its own task suffers.

Each worker has a pipe of its own and one task at a time: the parent knows which task a dead worker had, and there is no
lock or queue that a worker could take with it. (Pools that share a queue lose it: with workers killed at random, all
those measured, Pebble 5.2.3 among them, stop or lose tasks of other workers.)
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Generic, Self

from cntextfix.batch.engine import Limits
from cntextfix.batch.workers.worker import BEGUN, READY, Result, Task, Work, serve
from cntextfix.errors import CntextfixError

_ATTEMPTS = 2
"""A worker may have been killed for no fault of its task, so that is tried once more; then it is to blame. Chosen."""
_POLL = 0.5
"""Seconds between looks at the clock. Chosen."""
_START = 120.0
"""Seconds that a process may take to start. Chosen: it takes half of one, on a machine with nothing else to do."""
_STARTS = 5
"""So many workers in a row that never came up, and there is no use in more. Chosen."""


class WorkersFail(CntextfixError):  # noqa: N818 - what happens
    """Worker processes end before they can do anything: an installation that was changed meanwhile, no memory left."""


@dataclass(frozen=True, slots=True)
class Death:
    """A task that brought its worker to its end. ``place`` is the last record it told of, -1 without any;
    ``timeout``: it had to be stopped; ``code`` is the exit code, negative for a signal."""

    place: int
    timeout: bool
    code: int

    @property
    def detail(self) -> str:
        """The end in a word, for people: the name of the signal or the exit code."""
        if self.timeout:
            return ""
        try:
            return signal.Signals(-self.code).name
        except ValueError:
            return f"exit code {self.code}"


@dataclass(slots=True)
class _Worker(Generic[Task]):
    process: SpawnProcess
    pipe: Connection
    task: Task | None = None
    attempt: int = 0
    place: int = BEGUN
    ready: bool = False
    deadline: float = float("inf")


@dataclass(slots=True)
class Pool(Generic[Task, Result]):
    """``work`` is done by ``size`` processes, which live until ``close``, or the end of the ``with`` block."""

    work: Work[Task, Result]
    size: int
    limits: Limits
    _workers: list[_Worker[Task]] = field(default_factory=list)
    _again: deque[tuple[Task, int]] = field(default_factory=deque)
    _failed_starts: int = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def results(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Result | Death]]:
        """What became of each task, as they come. A task is taken only when a worker is free for it."""
        while True:
            while self._has_room() and (chosen := self._next(tasks)):
                self._give(self._free(), *chosen)
            busy = [worker for worker in self._workers if worker.task is not None]
            if not busy:
                return
            ready = wait([worker.pipe for worker in busy], _POLL)
            now = time.monotonic()
            for worker in busy:
                done: tuple[Task, Result | Death] | None = None
                if worker.pipe in ready:
                    done = self._heard(worker)
                elif now > worker.deadline:
                    done = self._stopped(worker)
                if done is not None:
                    yield done

    def once_more(self, task: Task) -> None:
        """Put a task before all others; for use while ``results`` are read."""
        self._again.append((task, 1))

    def close(self) -> None:
        """End all workers; those at work are killed. The pool can be used again."""
        for worker in self._workers:
            worker.pipe.close()
            if worker.task is not None:
                worker.process.kill()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()

    def _next(self, tasks: Iterator[Task]) -> tuple[Task, int] | None:
        if self._again:
            return self._again.popleft()
        task = next(tasks, None)
        return None if task is None else (task, 1)

    def _has_room(self) -> bool:
        return len(self._workers) < self.size or any(worker.task is None for worker in self._workers)

    def _free(self) -> _Worker[Task]:
        for worker in self._workers:
            if worker.task is None:
                return worker
        context = multiprocessing.get_context("spawn")  # a fork would take threads' locks and our memory along
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self.work, self.limits), daemon=True)
        process.start()
        theirs.close()
        fresh: _Worker[Task] = _Worker(process, ours)
        self._workers.append(fresh)
        return fresh

    def _give(self, worker: _Worker[Task], task: Task, attempt: int) -> None:
        worker.task, worker.attempt, worker.place = task, attempt, BEGUN
        worker.deadline = time.monotonic() + _START  # the task's own time begins when the worker says so
        try:
            worker.pipe.send(task)
        except OSError:  # it died while it was idle: no fault of this task
            self._bury(worker)
            self._again.appendleft((task, attempt))

    def _wind(self, worker: _Worker[Task]) -> None:
        if self.limits.seconds:
            worker.deadline = time.monotonic() + self.limits.seconds

    def _heard(self, worker: _Worker[Task]) -> tuple[Task, Result | Death] | None:
        task = worker.task
        assert task is not None
        try:
            message: int | Result = worker.pipe.recv()
        except (EOFError, OSError):
            return self._died(worker, task)
        if message == READY:
            worker.ready = True
            self._failed_starts = 0
            return None
        if isinstance(message, int):
            worker.place = message
            self._wind(worker)
            return None
        worker.task, worker.deadline = None, float("inf")
        return task, message

    def _died(self, worker: _Worker[Task], task: Task) -> tuple[Task, Death] | None:
        code = self._bury(worker)
        if not worker.ready:  # no fault of the task, which it never saw
            self._again.append((task, worker.attempt))
            self._failed_starts += 1
            if self._failed_starts >= _STARTS:
                raise WorkersFail(
                    f"worker processes end before they can begin (exit code {code}); more on that stands above"
                )
            return None
        if code == -getattr(signal, "SIGALRM", 0):
            return task, Death(worker.place, timeout=True, code=code)
        if worker.attempt < _ATTEMPTS:
            self._again.append((task, worker.attempt + 1))
            return None
        return task, Death(worker.place, timeout=False, code=code)

    def _stopped(self, worker: _Worker[Task]) -> tuple[Task, Death]:
        task = worker.task
        assert task is not None
        worker.process.kill()
        return task, Death(worker.place, timeout=True, code=self._bury(worker))

    def _bury(self, worker: _Worker[Task]) -> int:
        worker.pipe.close()
        worker.process.join()
        self._workers.remove(worker)
        return worker.process.exitcode or 0
