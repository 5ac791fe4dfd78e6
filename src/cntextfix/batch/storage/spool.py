"""The bytes of large members of archives, laid aside in files until their jobs are done: the one who plans reads ahead
of the workers, and would hold all of them in memory."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import replace
from pathlib import Path

from cntextfix.batch.job import Job, Part

_LARGE = 1 << 20
"""Bytes from which a member is laid aside. Some fifty jobs are planned ahead; a page of text has some kilobytes.
Chosen."""


class Spool:
    """Files in ``folder`` that hold the bytes of jobs; without a folder these stay in memory."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def kept(self, job: Job) -> Job:
        """The job with its large parts in files. Raises OSError."""
        if not self._folder or not any(_large(part) for part in job.parts):
            return job
        return replace(job, parts=tuple(self._aside(part) if _large(part) else part for part in job.parts))

    def free(self, job: Job) -> None:
        """Remove the files of a job that is done."""
        for part in job.parts:
            if part.aside:
                with contextlib.suppress(OSError):
                    Path(part.aside).unlink()

    def _aside(self, part: Part) -> Part:
        handle, name = tempfile.mkstemp(prefix="spool-", dir=self._folder)
        with os.fdopen(handle, "wb") as file:
            file.write(part.data or b"")
        return replace(part, data=None, aside=name)


def _large(part: Part) -> bool:
    return part.data is not None and len(part.data) > _LARGE
