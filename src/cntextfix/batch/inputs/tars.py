"""Tar archives read to their end, in one stream: what stands where a header should be is passed over and counted, and
what comes after it is read.

Python's own reader takes the first block that is no header for the end of the archive.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator, Mapping
from typing import BinaryIO, NamedTuple

_BLOCK = tarfile.BLOCKSIZE
_LONGEST = 1 << 20
"""Bytes of a header of names and the like; a name has a few thousand at most. Chosen."""
_STEP = 1 << 20
"""Bytes passed over at once. Chosen."""


class Member(NamedTuple):
    """A file in an archive, or a link (``link``) to one. ``data`` is None for one that is too large, or sparse."""

    name: str
    size: int
    data: bytes | None = b""
    link: bool = False


class _CutError(Exception):
    """The archive ends in the middle of something."""


class Tar:
    """An archive, of which only the first ``sound`` bytes are used; members of more than ``most`` bytes are not read.

    To be read once; then ``count`` says how many files were in it, and ``trouble`` what is wrong with it, if anything.
    """

    def __init__(self, file: BinaryIO, sound: int, most: int) -> None:
        self._file, self._left, self._most = file, sound, most
        self._holes = 0
        self._ended = self._cut = False
        self._begun = False
        self.count = 0

    @property
    def trouble(self) -> str:
        """What is wrong with it, in words; empty for nothing."""
        if not self.count and self._holes:
            return "not a tar archive"
        if not self._begun:
            return "there is nothing in it"
        found = [f"{self._holes} places in it are damaged, and the files there are lost"] if self._holes else []
        if self._cut:
            found.append("it is cut off")
        elif not self._ended:
            found.append("it is cut off: its end is missing")
        return "; ".join(found)

    def __iter__(self) -> Iterator[Member]:
        try:
            yield from self._members()
        except _CutError:
            self._cut = True

    def _members(self) -> Iterator[Member]:
        names: dict[str, str] = {}
        hole = False
        while block := self._read(_BLOCK):
            self._begun = True
            if not block.strip(b"\0"):
                self._ended = not hole
                continue
            if len(block) < _BLOCK:
                raise _CutError
            try:
                info = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
            except (tarfile.HeaderError, ValueError):
                self._holes += not hole
                hole, names = True, {}
                continue
            if info.size < 0:
                self._holes += not hole
                hole = True
                continue
            hole = self._ended = False
            if info.type in (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.XGLTYPE):
                found = _records(self._data(info.size, _LONGEST) or b"")
                names = names | found if info.type != tarfile.XGLTYPE else names
            elif info.type in (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK):
                data = self._data(info.size, _LONGEST) or b""
                if info.type == tarfile.GNUTYPE_LONGNAME:
                    names["path"] = data.rstrip(b"\0").decode("utf-8", "surrogateescape")
            else:
                yield from self._member(info, block, names)
                names = {}

    def _member(self, info: tarfile.TarInfo, block: bytes, names: Mapping[str, str]) -> Iterator[Member]:
        name = names.get("path", info.name)
        size = int(names["size"]) if names.get("size", "").isdecimal() else info.size
        if info.type in (tarfile.LNKTYPE, tarfile.SYMTYPE):
            yield Member(name, 0, link=True)
        elif info.type == tarfile.GNUTYPE_SPARSE:
            more = block[482]
            while more:
                more = self._exactly(_BLOCK)[504]
            self._data(size, -1)
            self.count += 1
            yield Member(name, size, None)
        elif info.isreg() or info.type not in tarfile.SUPPORTED_TYPES:
            sparse = "GNU.sparse.major" in names or "GNU.sparse.map" in names
            data = self._data(size, -1 if sparse else self._most)
            self.count += 1
            yield Member(names.get("GNU.sparse.name", name), size, data)

    def _data(self, size: int, most: int) -> bytes | None:
        """What stands after a header, and its padding passed over; None if it has more than ``most`` bytes."""
        data: bytes | None = None
        if size <= most:
            data = self._exactly(size)
        else:
            left = size
            while left:
                left -= len(self._exactly(min(left, _STEP)))
        self._read(-size % _BLOCK)  # a file that ends here is whole
        return data

    def _exactly(self, size: int) -> bytes:
        data = self._read(size)
        if len(data) < size:
            raise _CutError
        return data

    def _read(self, size: int) -> bytes:
        data = self._file.read(min(size, self._left))
        self._left -= len(data)
        return data


def _records(data: bytes) -> dict[str, str]:
    r"""The records of a pax header: ``LENGTH KEY=VALUE`` and a line feed each; as many as are well-formed.

    >>> _records("12 path=甲\n".encode())
    {'path': '甲'}
    """
    out: dict[str, str] = {}
    at = 0
    while at < len(data):
        digits = data[at : at + 20].partition(b" ")[0]
        stop = at + int(digits) if digits.isdigit() else at
        key, equals, value = data[at + len(digits) + 1 : stop - 1].partition(b"=")
        if stop <= at or not equals:
            break
        out[key.decode("utf-8", "replace")] = value.decode("utf-8", "surrogateescape")
        at = stop
    return out
