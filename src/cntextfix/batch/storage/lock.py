"""One batch at a time in one output folder."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

from cntextfix.errors import CntextfixError


class Busy(CntextfixError):  # noqa: N818 - a state, not an error
    """Another batch is at work in this output folder."""


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock; the system lets go of it when this process ends, however it does. Raises Busy, OSError."""
    with path.open("a+b") as file:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            raise Busy(
                f"another batch is at work in {path.parent.parent}; wait for it, or use another folder"
            ) from None
        yield
