"""Files read and written whole: a result is at its place complete, or not at all."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from cntextfix.batch.job import JobFailed, Part, Reason, Target
from cntextfix.batch.storage import remote

_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


def sha256(data: bytes) -> str:
    """The sha256 of bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def opened(path: str | Path) -> BinaryIO:
    """A file to be read, by its path or its place below a URI. Raises OSError; SourceError for a URI nobody knows."""
    return remote.opened(str(path)) if remote.is_uri(str(path)) else Path(path).open("rb")


def file_sha256(path: str | Path) -> str:
    """The sha256 of a file's bytes, in hex; the file is not held in memory. Raises OSError, SourceError."""
    made = hashlib.sha256()
    with opened(path) as file:
        while part := file.read(1 << 20):
            made.update(part)
    return made.hexdigest()


def digest(hashes: Sequence[str]) -> str:
    """The sha256 that stands for an input of several files: that of their hashes, one a line; of one file, its own."""
    return hashes[0] if len(hashes) == 1 else sha256("".join(f"{one}\n" for one in hashes).encode())


def read(part: Part) -> bytes:
    """The bytes of one file of a job. Raises JobFailed."""
    if part.data is not None:
        return part.data
    if part.aside:
        return Path(part.aside).read_bytes()
    try:
        return remote.read(part.path) if remote.is_uri(part.path) else Path(part.path).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise JobFailed(Reason.CANNOT_READ, f"{part.path}: {_words(error)}") from error


def write(target: Target, data: bytes) -> str:
    """Put ``data`` at the target by a temporary file, fsync and rename; its sha256.

    Raises JobFailed where that is not possible, and where a file stands that the target does not own.
    """
    wanted = sha256(data)
    try:
        if _stands(target, wanted):
            return wanted
        put(target, data)
    except OSError as error:
        reason = Reason.DISK_FULL if error.errno in _FULL else Reason.CANNOT_WRITE
        raise JobFailed(reason, f"{target.path}: {_words(error)}") from error
    return wanted


def _stands(target: Target, wanted: str) -> bool:
    """Whether the very bytes are there already. Raises JobFailed for somebody else's file."""
    try:
        found = file_sha256(target.path)
    except FileNotFoundError:
        return False
    if found == wanted:
        return True
    if not target.ours:
        raise JobFailed(Reason.OUTPUT_EXISTS, target.path)
    if target.ours not in ("*", found):
        raise JobFailed(Reason.OUTPUT_EDITED, target.path)
    return False


def put(target: Target, data: bytes) -> None:
    """Write and rename, whatever stands at the target. Raises OSError."""
    if remote.is_uri(target.path):
        remote.put(target.path, data)
        return
    path = Path(target.path)
    _make_folder(path.parent)
    handle, name = tempfile.mkstemp(prefix="cntextfix-", suffix=".tmp", dir=target.scratch or path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # a full disk is often noticed only here; and a row in the ledger is a promise
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
        _sync(path.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it that are not there, each written down in the one above."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync(folder.parent)


def _sync(folder: Path) -> None:
    """Have the system write down the names in a folder: what was renamed could be gone after a power cut. Not on
    Windows, which knows no such thing, nor on file systems that refuse it."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _words(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
