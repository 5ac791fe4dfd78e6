"""Archives and files of records: read in one stream by whoever plans the work, handed out as jobs with their bytes."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO

from cntextfix.batch import codecs, files
from cntextfix.batch.job import Job, Kind, Outcome, Part, Reason, Status, Style
from cntextfix.errors import SourceError

SHARD_LINES, SHARD_BYTES = 1_000, 4 << 20
"""JSON lines in a shard: seconds to a minute of work, and little lost when a worker dies."""
MOST = 1 << 30
"""Bytes of one file in an archive; a larger one is refused, lest a zip bomb fill the memory."""

_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2")
_Make = Callable[[str, bytes], Job | None]
_Order = Callable[[str], tuple[str, tuple[list[tuple[int, str]], str]]]
"""A key to sort members by: the issue, and the name with its numbers as such."""


def is_archive(name: str) -> bool:
    """Whether a file is an archive of files, by its name."""
    return name.lower().endswith(_ARCHIVES)


def members(path: str, name: str, make: _Make, order: _Order | None = None) -> Iterator[Job | Outcome]:
    """Jobs for the files in an archive, called ``name/member``, in its own order, or in that of the key ``order`` of
    their names if it is one that can be read in any order. Raises SourceError, OSError."""
    yield from distinct(_zip(path, name, make, order) if name.lower().endswith(".zip") else _tar(path, name, make))


def distinct(jobs: Iterable[Job | Outcome]) -> Iterator[Job | Outcome]:
    """Archives may hold two files of one name; the second is called ``name~2``."""
    seen: Counter[str] = Counter()
    for job in jobs:
        seen[job.name] += 1
        if seen[job.name] > 1:
            path = PurePosixPath(job.name)
            job = replace(job, name=str(path.with_name(f"{path.stem}~{seen[job.name]}{path.suffix}")))
        yield job


def _zip(path: str, name: str, make: _Make, order: _Order | None) -> Iterator[Job | Outcome]:
    try:
        with files.opened(path) as file, zipfile.ZipFile(file) as archive:
            found = [(f"{name}/{_safe(_zip_name(info))}", info) for info in archive.infolist() if not info.is_dir()]
            if order:
                found.sort(key=lambda one: order(one[0]))
            for full, info in found:
                if info.file_size > MOST:
                    yield _refused(full, f"larger than {MOST} bytes")
                    continue
                try:
                    job = make(full, archive.read(info))
                except (RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError) as error:
                    yield _refused(full, str(error))  # encrypted, an unknown method, damaged
                    continue
                if job:
                    yield replace(job, weight=info.compress_size)
    except zipfile.BadZipFile as error:
        raise SourceError(f"a damaged zip archive: {error}") from error


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: zips made in China have GBK names that zipfile reads as cp437."""
    if info.flag_bits & 0x800:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _tar(path: str, name: str, make: _Make) -> Iterator[Job | Outcome]:
    try:
        with files.opened(path) as file, tarfile.open(fileobj=file, mode="r|*") as archive:
            for info in archive:
                if not info.isfile():
                    continue
                full = f"{name}/{_safe(info.name)}"
                if info.size > MOST:
                    yield _refused(full, f"larger than {MOST} bytes")
                    continue
                member = archive.extractfile(info)
                job = make(full, member.read() if member else b"")
                if job:
                    yield replace(job, weight=info.size)
    except (tarfile.TarError, zlib.error, EOFError) as error:
        raise SourceError(f"a damaged tar archive: {error}") from error


def _safe(name: str) -> str:
    """A member's name without what would lead out of the output folder."""
    return "/".join(part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", "."))


def shards(path: str, name: str, style: Style) -> Iterator[Job]:
    """JSON lines in jobs of some thousand. Raises SourceError, OSError."""
    with files.opened(path) as raw:
        seen = 0
        try:
            for n, data in enumerate(_bundles(codecs.opened(raw, path))):
                weight, seen = raw.tell() - seen, raw.tell()
                part = Part(path, data)
                yield Job(f"{name}/part-{n:05}", (part,), Kind.JSONL, style=style, weight=weight)
        except (EOFError, zlib.error) as error:
            raise SourceError(f"damaged: {error}") from error
        except Exception as error:
            if type(error).__name__ == "ZstdError":  # zstandard is not imported where it is not used
                raise SourceError(f"damaged: {error}") from error
            raise


def _bundles(file: BinaryIO) -> Iterator[bytes]:
    lines: list[bytes] = []
    size = 0
    for line in file:
        lines.append(line)
        size += len(line)
        if len(lines) >= SHARD_LINES or size >= SHARD_BYTES:
            yield b"".join(lines)
            lines, size = [], 0
    if lines:
        yield b"".join(lines)


def _refused(name: str, detail: str) -> Outcome:
    return Outcome(name, Status.FAILED, Reason.UNREADABLE, detail, records=((Status.FAILED, 1),))
