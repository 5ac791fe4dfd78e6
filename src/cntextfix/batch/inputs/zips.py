"""Whether a zip archive's list of files is whole: Python's own reader takes what it can make of a damaged one for all
there is."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence
from typing import BinaryIO

_LOCAL, _END, _END64 = b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x06"
_TAIL = 65_535 + 22 + 20 + 56
"""Bytes that the end of an archive can take, by definition: a comment, and the three records of it."""
_HEAD = 30
"""Bytes of what stands before a file, without its name, by definition."""
_IN_END64 = 0xFFFF
"""How many files there are by an end that has no room for the number, by definition: the longer one has it."""
_STEP = 1 << 20
"""Bytes looked through at once. Chosen."""


def trouble(file: BinaryIO, archive: zipfile.ZipFile) -> str:
    """What is wrong with an archive's list of files; empty for nothing. Raises OSError."""
    found = archive.infolist()
    told = _told(file)
    if told >= 0 and told != len(found):
        return f"its list of files has {len(found)} of {told}"
    if _hidden(file, found, archive.start_dir):
        return "there are files in it that its list does not name"
    return ""


def _told(file: BinaryIO) -> int:
    """How many files there are by what the end of the archive says; -1 if it does not."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    at = tail.rfind(_END)
    if at < 0 or at + 22 > len(tail):
        return -1
    (count,) = struct.unpack_from("<H", tail, at + 10)
    if count != _IN_END64:
        return int(count)
    at = tail.rfind(_END64, 0, at)
    return int(struct.unpack_from("<Q", tail, at + 32)[0]) if 0 <= at <= len(tail) - 56 else int(count)


def _hidden(file: BinaryIO, found: Sequence[zipfile.ZipInfo], stop: int) -> bool:
    """Whether a file begins somewhere between those of the list, which stands at ``stop``."""
    at = 0
    for info in sorted(found, key=lambda one: one.header_offset):
        if _begins(file, at, info.header_offset):
            return True
        file.seek(info.header_offset)
        head = file.read(_HEAD)
        if len(head) == _HEAD and head.startswith(_LOCAL):
            name, extra = struct.unpack_from("<HH", head, 26)
            at = max(at, info.header_offset + _HEAD + name + extra + info.compress_size)
        else:
            at = max(at, info.header_offset + 4)
    return _begins(file, at, stop)


def _begins(file: BinaryIO, start: int, stop: int) -> bool:
    """Whether there is the mark of a file's beginning in ``[start, stop)``."""
    file.seek(start)
    last = b""
    while start < stop and (part := file.read(min(_STEP, stop - start))):
        if _LOCAL in last + part:
            return True
        start, last = start + len(part), part[-3:]
    return False
