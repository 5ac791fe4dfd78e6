"""Files on any file system that pyarrow knows, by URI (``s3://bucket/raw``, ``gs://…``, ``hdfs://…``, ``file:///…``).

A file below a URI is written ``URI#name``, with the name as it is: a URI itself has no ``#``, names may have anything.
"""

from __future__ import annotations

import errno
import io
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast
from urllib.parse import quote

from cntextfix.errors import SourceError

if TYPE_CHECKING:
    import pyarrow
    import pyarrow.fs
    from _typeshed import WriteableBuffer

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_ATOMIC = frozenset({"s3", "gcs", "abfs"})
"""Object stores: a file is there once it is closed. Elsewhere it is written beside its place and renamed."""


_BUFFER = 1 << 20
"""Bytes fetched at once. Chosen."""


class RemoteFile(NamedTuple):
    """A file below a URI: its name, its size in bytes, and size and time as one text."""

    name: str
    size: int
    stat: str


def is_uri(path: str) -> bool:
    r"""Whether a path is a URI.

    >>> is_uri("s3://bucket/raw#a/b.txt"), is_uri("/raw/a.txt"), is_uri("C:\\raw")
    (True, False, False)
    """
    return _URI.match(path) is not None


def join(base: str, name: str) -> str:
    """The address of a file below a URI.

    >>> join(join("s3://bucket/raw/", "2023"), "第1版.txt")
    's3://bucket/raw#2023/第1版.txt'
    """
    return f"{base}/{name}" if "#" in base else f"{base.rstrip('/')}#{name}"


def opened(address: str) -> BinaryIO:
    """A file to be read at any place. Raises OSError, SourceError."""
    system, path = _at(address)
    return cast(BinaryIO, io.BufferedReader(_File(system.open_input_file(path)), _BUFFER))


class _File(io.RawIOBase):
    """A file of pyarrow's as Python's own readers want it: a place before its start is an OSError."""

    def __init__(self, file: pyarrow.NativeFile) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        data = self._file.read(len(view))
        view[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        try:
            return int(self._file.seek(offset, whence))
        except ValueError as error:
            raise OSError(errno.EINVAL, str(error)) from error

    def tell(self) -> int:
        return int(self._file.tell())

    def close(self) -> None:
        self._file.close()
        super().close()


def read(address: str) -> bytes:
    """The bytes of a file. Raises OSError, SourceError."""
    with opened(address) as file:
        return file.read()


def put(address: str, data: bytes) -> None:
    """Write a file: complete, or not at all. Raises OSError, SourceError."""
    system, path = _at(address)
    if system.type_name in _ATOMIC:
        with system.open_output_stream(path) as file:
            file.write(data)
        return
    folder, _, name = path.rpartition("/")
    system.create_dir(folder, recursive=True)
    with system.open_output_stream(f"{folder}/.{name}.tmp") as file:
        file.write(data)
    system.move(f"{folder}/.{name}.tmp", path)


def place(address: str) -> str:
    """The file system and the path on it, the same however the URI is written. Raises SourceError."""
    system, path = _at(address)
    return f"{system.type_name}:{path}"


def remove(address: str) -> None:
    """Remove a file. Raises OSError, SourceError."""
    system, path = _at(address)
    system.delete_file(path)


def exists(address: str) -> bool:
    """Whether there is a file or folder. Raises OSError, SourceError."""
    import pyarrow.fs

    system, path = _at(address)
    return bool(system.get_file_info(path).type != pyarrow.fs.FileType.NotFound)


def files(base: str) -> Iterator[RemoteFile]:
    """All files below a URI, or the one that it is (with the last part of it for a name), in no order. Raises OSError,
    SourceError."""
    import pyarrow.fs

    system, root = _at(base)
    whole = system.get_file_info(root)
    if whole.type == pyarrow.fs.FileType.File:
        yield _found(whole, root.rpartition("/")[2])
        return
    for info in system.get_file_info(pyarrow.fs.FileSelector(root, allow_not_found=True, recursive=True)):
        if info.type == pyarrow.fs.FileType.File:
            yield _found(info, info.path[len(root) :].lstrip("/"))


def _found(info: pyarrow.fs.FileInfo, name: str) -> RemoteFile:
    return RemoteFile(name, info.size or 0, f"{info.size}:{info.mtime_ns}")


def _at(address: str) -> tuple[pyarrow.fs.FileSystem, str]:
    base, _, name = address.partition("#")
    system, root = _system(base)
    return system, f"{root.rstrip('/')}/{name}" if name else root


@lru_cache(maxsize=16)
def _system(base: str) -> tuple[pyarrow.fs.FileSystem, str]:
    try:
        import pyarrow as pa
        import pyarrow.fs
    except ImportError:
        raise SourceError("a URI needs pyarrow: pip install 'cntextfix[parquet]'") from None
    try:
        system, root = pyarrow.fs.FileSystem.from_uri(quote(base, safe="%/:=&?~+!$,;'@()*[]"))
    except (pa.ArrowException, ValueError) as error:
        raise SourceError(f"{base}: pyarrow knows no such file system: {error}") from error
    return system, root
