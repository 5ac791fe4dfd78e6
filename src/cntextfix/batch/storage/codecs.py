"""Compressed files by their suffix: ``.gz``, ``.bz2``, ``.xz`` and ``.zst``, unpacked in one stream of known memory.

A compressed stream is looked through before it is used (``looked_through``): only what its checksums vouch for, or what
stands before the place where it is cut off, is ever taken for what was packed. A flipped byte may alter text and be
found out at the very end.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath
from types import ModuleType
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol, cast

from cntextfix.batch.storage import files
from cntextfix.errors import SourceError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PIECE = 1 << 18
"""Bytes unpacked at once; ten times as much is not measurably faster."""
_FED = 2048
"""Bytes given to zstd at once, which has no limit for what comes out: at most 4 bytes become a block of 128 KB, so 64
MB. Real text gives some kilobytes, and takes no longer than with larger pieces."""
_WINDOW = 256 << 20
"""Bytes of memory that unpacking xz may take; its strongest preset needs 65 MB."""
BOMB_SIZE = 1 << 28
"""Bytes that anything may unpack to. Chosen."""
_BOMB_RATIO = 200
"""What unpacks to more than that, and to more than so many times its own size, is no text: that packs 3 to 20 times,
pages of one form some 60 times."""
_MAGIC = ((b"\x1f\x8b", ".gz"), (b"BZh", ".bz2"), (b"\xfd7zXZ\0", ".xz"), (b"\x28\xb5\x2f\xfd", ".zst"))


class Sound(NamedTuple):
    """How far a compressed stream can be trusted: so many bytes of what it holds; and what is wrong after them, empty
    if nothing is."""

    size: int
    trouble: str


class DamagedStreamError(SourceError):
    """A compressed stream that ends too early or does not unpack."""


class _Machine(Protocol):
    """What unpacks one stream (a file may have several): zlib's, bz2's and lzma's objects, and zstandard's in coat."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def packing(name: str) -> str:
    """The suffix that says how a file is packed; empty for one that is not.

    >>> packing("a.jsonl.gz"), packing("a.jsonl.ZST"), packing("a.jsonl")
    ('.gz', '.zst', '')
    """
    suffix = PurePosixPath(name.lower()).suffix
    return suffix if suffix in (".gz", ".zst") else ""


def sniffed(path: str) -> str:
    """How a file is packed, by its first bytes. Raises OSError, SourceError."""
    with files.opened(path) as file:
        head = file.read(6)
    return next((how for magic, how in _MAGIC if head.startswith(magic)), "")


def opened(file: BinaryIO, how: str) -> BinaryIO:
    """A reader of what is in ``file``; ``how`` it is packed is a suffix. Raises SourceError where a package is missing,
    and when it is read DamagedStreamError."""
    return cast(BinaryIO, io.BufferedReader(_Unpacked(file, how), _PIECE)) if how else file


def looked_through(path: str, how: str) -> Sound:
    """How much of a file's content can be trusted; all of it for one that is not compressed. Reads it to its end.
    Raises OSError, and SourceError for what unpacks to much more than any text."""
    if not how:
        return Sound(1 << 62, "")
    with files.opened(path) as file:
        reader = _Unpacked(file, how)
        try:
            while reader.piece():
                if reader.size > BOMB_SIZE and reader.size > _BOMB_RATIO * file.tell():
                    raise SourceError(f"more than {_BOMB_RATIO} times as large unpacked as packed: this is no text")
        except DamagedStreamError as error:
            if reader.cut and not _has_its_end(file, how, reader.size):
                return Sound(reader.size, str(error))
            return Sound(reader.vouched, f"{error}, or damaged" if reader.cut else str(error))
    return Sound(reader.size, "")


def _has_its_end(file: BinaryIO, how: str, size: int) -> bool:
    """Whether a stream that seems to be cut off ends as a whole one does, or in zeros: then it is damaged somewhere
    before, and what was read past that is anything. A gzip ends in the size of what is in it, an xz in ``YZ``."""
    file.seek(0, 2)
    file.seek(-min(file.tell(), 8), 2)
    tail = file.read(8)
    if not tail.strip(b"\0"):
        return bool(size)
    told = int.from_bytes(tail[-4:], "little")
    return (how == ".gz" and size >> 1 <= told <= 2 * size + _PIECE) or (how == ".xz" and tail.endswith(b"YZ"))


class _Unpacked(io.RawIOBase):
    """A compressed file read as what is in it, all its streams one after the other. ``size`` bytes have come out,
    ``vouched`` of them of streams whose end and checksum are right; ``cut``: the file ends before its last stream."""

    def __init__(self, file: BinaryIO, how: str) -> None:
        self._file, self._fresh = file, _machines(how)
        self._step = _FED if how == ".zst" else _PIECE >> 2
        self._machine: _Machine | None = None
        self._packed = self._left = b""
        self.size = self.vouched = 0
        self.cut = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        if not self._left:
            self._left = self.piece()
        part, self._left = self._left[: len(view)], self._left[len(view) :]
        view[: len(part)] = part
        return len(part)

    def piece(self) -> bytes:
        """Some bytes; none at the end. Raises DamagedStreamError."""
        while machine := self._stream():
            hungry = machine.needs_input
            packed = self._next() if hungry else b""
            try:
                data = machine.decompress(packed, _PIECE)
            except MemoryError:
                raise
            except Exception as error:  # zlib.error, OSError, LZMAError, ZstdError: one for each package
                raise DamagedStreamError(f"what is packed in it is damaged: {error}") from error
            self.size += len(data)
            if machine.eof:
                self.vouched, self._packed = self.size, machine.unused_data
            if data:
                return data
            if hungry and not packed and not machine.eof:
                self._fail("it is cut off")
        return b""

    def _stream(self) -> _Machine | None:
        """What unpacks the stream that is being read or comes next; None at the end of the file."""
        if self._machine is not None and not self._machine.eof:
            return self._machine
        packed = self._packed or self._next()
        if self._machine is not None:  # zeros after a stream are how tapes and disks fill their blocks
            while packed and not packed.strip(b"\0"):
                packed = self._file.read(self._step)
            packed = packed.lstrip(b"\0")
        elif not packed:
            self._fail("it is cut off: there is nothing in it")
        self._packed = packed
        self._machine = self._fresh() if packed else None
        return self._machine

    def _next(self) -> bytes:
        packed, self._packed = self._packed[: self._step], self._packed[self._step :]
        return packed or self._file.read(self._step)

    def _fail(self, why: str) -> None:
        self.cut = True
        raise DamagedStreamError(why)


class _Gzip:
    """zlib's object, which checks a gzip's checksum and length when its end has come."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(31)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, most: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail or data, most)


class _Zstd:
    """zstandard's object, which knows no limit: it is fed with little at once."""

    needs_input = True

    def __init__(self) -> None:
        self._inner = _zstd().ZstdDecompressor().decompressobj()

    @property
    def eof(self) -> bool:
        return bool(self._inner.eof)

    @property
    def unused_data(self) -> bytes:
        return bytes(self._inner.unused_data)

    def decompress(self, data: bytes, most: int) -> bytes:
        return bytes(self._inner.decompress(data)) if data else b""


def _machines(how: str) -> Callable[[], _Machine]:
    """What makes an unpacker for each stream of a file."""
    match how:
        case ".gz":
            return _Gzip
        case ".zst":
            _zstd()
            return _Zstd
        case ".bz2":
            import bz2

            return bz2.BZ2Decompressor
        case _:
            import lzma

            return lambda: lzma.LZMADecompressor(memlimit=_WINDOW)


def compressed(data: bytes, name: str) -> bytes:
    """The bytes for a file of that name; the same on every run."""
    match packing(name):
        case ".gz":
            import gzip

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
