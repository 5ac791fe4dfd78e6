"""Compressed files by their suffix: ``.gz`` and ``.zst``."""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from types import ModuleType
from typing import BinaryIO, cast

from cntextfix.errors import SourceError


def opened(file: BinaryIO, name: str) -> BinaryIO:
    """A reader of what is in ``file``, by the suffix of its name. Raises SourceError where a package is missing."""
    match Path(name).suffix:
        case ".gz":
            return cast(BinaryIO, gzip.GzipFile(fileobj=file))
        case ".zst":
            return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, _zstd().ZstdDecompressor().stream_reader(file))))
        case _:
            return file


def compressed(data: bytes, name: str) -> bytes:
    """The bytes for a file of that name; the same on every run."""
    match Path(name).suffix:
        case ".gz":
            return gzip.compress(data, 6, mtime=0)
        case ".zst":
            return bytes(_zstd().ZstdCompressor(3).compress(data))
        case _:
            return data


def _zstd() -> ModuleType:
    try:
        import zstandard
    except ImportError:
        raise SourceError("reading and writing .zst needs zstandard: pip install 'cntextfix[zstd]'") from None
    return zstandard
