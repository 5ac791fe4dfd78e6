"""Lines of a stream in bundles, in known memory, as UTF-8 whatever Unicode they are in."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cntextfix.batch.storage.codecs import Sound
from cntextfix.errors import SourceError

_STEP = 1 << 20
"""Bytes read at once. Chosen."""
_WIDE = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ZEROS = (("000x", "utf-32-be"), ("x000", "utf-32-le"), ("0x", "utf-16-be"), ("x0", "utf-16-le"))


def bundles(file: BinaryIO, sound: Sound, most: int, count: int, size: int) -> Iterator[bytes | int]:
    """The lines in the sound part of a file, so many at a time or of so many bytes; the number of each line of more
    than ``most`` bytes in its place. Where the file is damaged a last line without its end is none.
    Raises SourceError for bytes that are not in the encoding that the first ones are in, after all lines before it."""
    some: list[bytes] = []
    total = 0
    try:
        for line in _lines(_as_utf8(_read(file, sound.size)), most):
            if isinstance(line, int):
                yield line
                continue
            if sound.trouble and not line.endswith(b"\n"):
                break
            some.append(line)
            total += len(line)
            if len(some) >= count or total >= size:
                yield b"".join(some)
                some, total = [], 0
    except SourceError:
        if some:
            yield b"".join(some)
        raise
    if some:
        yield b"".join(some)


def _read(file: BinaryIO, left: int) -> Iterator[bytes]:
    while left and (data := file.read(min(_STEP, left))):
        left -= len(data)
        yield data


def _lines(parts: Iterable[bytes], most: int) -> Iterator[bytes | int]:
    """Lines, each with its line feed; the number of each that is too long."""
    number, size = 1, 0
    begun: list[bytes] = []
    for part in parts:
        for line in _split(part):
            size += len(line)
            if size <= most:
                begun.append(line)
            else:
                begun.clear()
            if line.endswith(b"\n"):
                yield b"".join(begun) if size <= most else number
                begun, size, number = [], 0, number + 1
    if size:
        yield b"".join(begun) if size <= most else number


def _split(part: bytes) -> list[bytes]:
    *whole, last = part.split(b"\n")
    return [*(line + b"\n" for line in whole), *([last] if last else [])]


def _as_utf8(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The same text in UTF-8, without a byte order mark."""
    decoder: codecs.IncrementalDecoder | None = None
    for n, part in enumerate(parts):
        if not n:
            name, mark = _encoding(part)
            part = part[mark:]
            decoder = codecs.getincrementaldecoder(name)() if name else None
        yield _decoded(decoder, part) if decoder else part
    if decoder:
        _decoded(decoder, b"", final=True)


def _encoding(head: bytes) -> tuple[str, int]:
    """The encoding of JSON by its first bytes, empty for UTF-8, and the length of its byte order mark: its first two
    characters are ASCII."""
    for mark, name in _WIDE:
        if head.startswith(mark):
            return name, len(mark)
    zeros = "".join("0" if not byte else "x" for byte in head[:4])
    wide = next((name for form, name in _ZEROS if zeros.startswith(form)), "")
    return wide, 3 if head.startswith(codecs.BOM_UTF8) else 0


def _decoded(decoder: codecs.IncrementalDecoder, data: bytes, *, final: bool = False) -> bytes:
    try:
        return decoder.decode(data, final).encode()
    except UnicodeError as error:
        raise SourceError(
            f"not in the encoding that it begins in: {error}; the records before that are done"
        ) from error
