"""A worker process: takes jobs from a pipe one at a time, cleans them, gives back outcomes, until the pipe closes."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

from cntextfix.batch.engine import Limits
from cntextfix.batch.job import Outcome, Reason

Task = TypeVar("Task")
Result = TypeVar("Result")

Work = Callable[[Task, Callable[[int], None]], Result]
"""What a worker does: a task, and ``tick``, to be called with the place of each record, gives a result."""

READY = -2
"""The place told when a worker has come up. By definition: no record has it."""
BEGUN = -1
"""The place told when a task is begun, before any of its records. By definition."""

_ORPHANED = 2.0
"""After so many time limits a worker ends itself: only one whose parent was killed is still there by then. Chosen."""


def serve(pipe: Connection, work: Work[Task, Result], limits: Limits) -> None:
    """The life of a worker. Messages to the parent are ``int`` (the record about to be cleaned) or a result."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the parent says what happens
    _limit_memory(limits.memory)

    def tick(place: int) -> None:
        _alarm(limits.seconds)
        pipe.send(place)

    with contextlib.suppress(OSError):
        pipe.send(READY)
    while True:
        try:
            task: Task = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            tick(BEGUN)
            result = work(task, tick)
            _alarm(0)
            pipe.send(result)
        except OSError:  # the parent has gone
            return
        if isinstance(result, Outcome) and result.reason is Reason.MEMORY:
            return  # a fresh process has all its memory again


def _alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds * _ORPHANED)


def _limit_memory(size: int) -> None:
    """Where the system can (not on Windows). RLIMIT_DATA, for address space that is only reserved costs nothing."""
    if size:
        with contextlib.suppress(ImportError, ValueError, OSError, AttributeError):
            import resource

            resource.setrlimit(resource.RLIMIT_DATA, (size, size))
