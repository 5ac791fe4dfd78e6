"""Outputs: stdout as UTF-8 bytes, and files that are either written whole or not touched."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
import sys
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, TextIO

from cntextfix.cli.problems import Problem

OUT = "-"


def encoded(text: str) -> bytes:
    """UTF-8. Lone surrogates, which strict reading never gives, come out as the bytes they stand for."""
    return text.encode("utf-8", "surrogatepass")


class Output:
    """Where results go: stdout for ``-``, or a file that takes its place only when ``commit`` is called.

    A context manager: leaving it without ``commit`` (an error, Ctrl-C) leaves the target as it was. Devices and pipes
    (``/dev/stdout``) are written directly. Raises Problem where writing fails, and for nothing else.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._target: Path | None = None
        self._temporary: Path | None = None
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        if self._name == OUT:
            return self
        try:
            self._open()
        except (OSError, ValueError) as error:
            self._discard()
            raise _write_problem(error, self._name) from error
        except BaseException:  # Ctrl-C: nobody calls __exit__ when __enter__ was interrupted
            self._discard()
            raise
        return self

    def _open(self) -> None:
        target = Path(os.path.realpath(self._name))  # through a symbolic link, which is to stay one
        if target.is_dir():
            raise Problem("output-is-directory", name=self._name)
        if target.exists() and not target.is_file():
            self._file = target.open("wb", buffering=0)
            return
        if _is_pdf(target):
            raise Problem("over-pdf", name=self._name)
        self._target = target
        # The name is known before the file exists (mkstemp tells it after), so that Ctrl-C at any moment finds it.
        self._temporary = target.parent / f".{target.name[:40]}.{secrets.token_hex(8)}.tmp"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        self._file = os.fdopen(os.open(self._temporary, flags, 0o600), "wb")
        _same_rights(target, self._temporary)

    def write(self, text: str) -> None:
        """Add text. On stdout a BrokenPipeError goes through: whoever reads has had enough."""
        data = encoded(text)
        if self._file is None:
            write_stdout(data)
            return
        try:
            self._file.write(data)
        except OSError as error:
            raise _write_problem(error, self._name) from error

    def commit(self) -> None:
        """Put what was written in its place, all of it at once."""
        if self._file is None:
            flush_stdout()
            return
        try:
            self._file.flush()
            if self._temporary is not None and self._target is not None:
                os.fsync(self._file.fileno())  # a full disk is often noticed only here
                self._file.close()
                self._temporary.replace(self._target)
                self._temporary = None
        except OSError as error:
            raise _write_problem(error, self._name) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._discard()

    def _discard(self) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
        if self._temporary is not None:
            with contextlib.suppress(OSError):  # it may never have come into being
                self._temporary.unlink()


def _is_pdf(target: Path) -> bool:
    """Whether a file is there that is a PDF: what is written is none."""
    if not target.exists():
        return False
    with target.open("rb") as file:
        return file.read(5) == b"%PDF-"


def write_stdout(data: bytes) -> None:
    """Write to stdout. A full disk behind it is a Problem, a reader that has gone away a BrokenPipeError."""
    try:
        _stdout().buffer.write(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _write_problem(error, "stdout") from error


def flush_stdout() -> None:
    """Flush stdout; errors as for ``write_stdout``."""
    try:
        _stdout().flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _write_problem(error, "stdout") from error


def _stdout() -> TextIO:
    stream: TextIO | None = sys.stdout
    if stream is None:  # closed by the shell (>&-)
        raise Problem("cannot-write", name="stdout", message=os.strerror(errno.EBADF))
    return stream


def back_up(name: str, suffix: str) -> str:
    """Copy a file beside itself before it is overwritten; the copy's name. Never over an older copy."""
    backup = name + suffix
    if os.path.lexists(backup):
        raise Problem("backup-exists", backup=backup)
    try:
        shutil.copy2(name, backup)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(backup).unlink(missing_ok=True)
        raise _write_problem(error, backup) from error
    return backup


def _same_rights(target: Path, temporary: Path) -> None:
    """Give a new file the mode and owner of the one it will replace, or the mode any new file would have."""
    if not target.exists():
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        return
    have = target.stat()
    if hasattr(os, "chown") and (have.st_uid, have.st_gid) != (os.geteuid(), os.getegid()):
        with contextlib.suppress(OSError):  # only root may; the mode below still comes out right
            os.chown(temporary, have.st_uid, have.st_gid)
    temporary.chmod(stat.S_IMODE(have.st_mode))


def _write_problem(error: Exception, name: str) -> Problem:
    return Problem("cannot-write", name=name, message=getattr(error, "strerror", None) or str(error))
