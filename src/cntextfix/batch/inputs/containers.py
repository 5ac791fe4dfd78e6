"""Archives and files of records: read in one stream by whoever plans the work, handed out as jobs with their bytes."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePosixPath

from cntextfix.batch.inputs import lines, zips
from cntextfix.batch.inputs.tars import Tar
from cntextfix.batch.job import Job, Kind, Outcome, Part, Reason, Status, Style
from cntextfix.batch.storage import codecs, files
from cntextfix.errors import SourceError

_SHARD_LINES = 1_000
"""JSON lines in a shard: seconds to a minute of work, and little lost when a worker dies. Chosen."""
_SHARD_BYTES = 4 << 20
"""Bytes of them. Chosen."""
_MOST = 1 << 30
"""Bytes of one file in an archive or of one record, where the memory has no limit; a larger one is refused, lest it
fill the memory. Chosen."""
_SHARE = 8
"""Else it may have this part of a worker's memory: it is there a few times while it is handed on, and a text of a
twentieth of that cannot be cleaned in it anyway. Chosen."""
_RECORDS = 4
"""A record may have this part of what a member may: it is text in any case, and is there a few times while it is cut
out of its file. Chosen."""
_STEPS = {zipfile.ZIP_STORED: 1 << 20, zipfile.ZIP_DEFLATED: 1 << 20}
"""Bytes unpacked at once, by method. Chosen."""
_STEP = 4096
"""Bytes unpacked at once where the method has no limit for what comes of them: bzip2 makes at most 82 MB of so many."""

_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2")
_Make = Callable[[str, bytes], Job | None]
_Order = Callable[[str], tuple[str, tuple[list[tuple[int, str]], str]]]
"""A key to sort members by: the issue, and the name with its numbers as such."""

LINKED = "link"
"""What members that are links to others are counted as, among what is left out."""


def is_archive(name: str) -> bool:
    """Whether a file is an archive of files, by its name."""
    return name.lower().endswith(_ARCHIVES)


def largest(memory: int) -> int:
    """Bytes that a file in an archive, or a record, may have, by the memory of a worker; 0 is no limit for that."""
    return min(_MOST, memory // _SHARE) if memory else _MOST


def members(
    path: str, name: str, make: _Make, most: int, left_out: Callable[[str], None], order: _Order | None = None
) -> Iterator[Job | Outcome]:
    """Jobs for the files in an archive, called ``name/member``, in its own order, or in that of the key ``order`` of
    their names if it is one that can be read in any order. Members of more than ``most`` bytes, and such as cannot be
    read, are outcomes; links are ``left_out``. Raises SourceError, OSError."""
    zipped = name.lower().endswith(".zip")
    yield from distinct(
        _zip(path, name, make, most, left_out, order) if zipped else _tar(path, name, make, most, left_out)
    )


def distinct(jobs: Iterable[Job | Outcome]) -> Iterator[Job | Outcome]:
    """Archives may hold two files of one name; the second is called ``name~2``, or by the next number that is free."""
    seen: set[str] = set()
    for job in jobs:
        path, name, n = PurePosixPath(job.name), job.name, 1
        while name in seen:
            n += 1
            name = str(path.with_name(f"{path.stem}~{n}{path.suffix}"))
        seen.add(name)
        yield job if name == job.name else replace(job, name=name)


def _zip(
    path: str, name: str, make: _Make, most: int, left_out: Callable[[str], None], order: _Order | None
) -> Iterator[Job | Outcome]:
    with files.opened(path) as file:
        try:
            archive = zipfile.ZipFile(file)
            found = [(f"{name}/{_safe(_zip_name(info))}", info) for info in archive.infolist() if not info.is_dir()]
        except OSError:
            raise
        except Exception as error:  # BadZipFile, NotImplementedError, UnicodeDecodeError, struct.error, …
            raise SourceError(f"a damaged zip archive: {error}") from error
        trouble, overlapping = zips.trouble(file, archive), _overlapping([info for _, info in found])
        if order:
            found.sort(key=lambda one: order(one[0]))
        for full, info in found:
            if stat.S_ISLNK(info.external_attr >> 16):
                left_out(LINKED)
            elif info.header_offset in overlapping:
                yield refused(full, Reason.UNREADABLE, "it overlaps with another file of the archive")
            else:
                yield from _unzipped(archive, info, full, make, most)
    if trouble:
        raise SourceError(f"a damaged zip archive: {trouble}; what could be read is done")


def _overlapping(found: Iterable[zipfile.ZipInfo]) -> set[int]:
    """Where the members stand into which the one before reaches: what one piece of data is unpacked from many times."""
    out: set[int] = set()
    stop = 0
    for info in sorted(found, key=lambda one: one.header_offset):
        if info.header_offset < stop:
            out.add(info.header_offset)
        stop = max(stop, info.header_offset + info.compress_size)
    return out


def _unzipped(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, make: _Make, most: int
) -> Iterator[Job | Outcome]:
    """The job for one member, or the outcome where it cannot be read, whatever the reason."""
    if info.file_size > most:
        yield _too_large(name, most)
        return
    try:
        with archive.open(info) as file:
            step = _STEPS.get(info.compress_type, _STEP)
            data = b"".join(iter(lambda: file.read(step), b""))
        job = make(name, data)
    except MemoryError:
        yield refused(name, Reason.MEMORY, "")
        return
    except Exception as error:  # encrypted, an unknown method, damaged: each method has errors of its own
        yield refused(name, Reason.UNREADABLE, str(error) or type(error).__name__)
        return
    if job:
        yield replace(job, weight=info.compress_size)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: zips made in China have GBK names that zipfile reads as cp437."""
    if info.flag_bits & 0x800:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    return info.filename


def _tar(path: str, name: str, make: _Make, most: int, left_out: Callable[[str], None]) -> Iterator[Job | Outcome]:
    how = codecs.sniffed(path)
    sound = codecs.looked_through(path, how)
    with files.opened(path) as file:
        archive = Tar(codecs.opened(file, how), sound.size, most)
        for member in archive:
            full = f"{name}/{_safe(member.name)}"
            if member.link:
                left_out(LINKED)
            elif member.data is None:
                yield _too_large(full, most)
            elif job := make(full, member.data):
                yield replace(job, weight=member.size)
    if trouble := sound.trouble or archive.trouble:
        raise SourceError(f"a damaged archive: {trouble}; {archive.count} files in it could be read")


def _safe(name: str) -> str:
    """A member's name without what would lead out of the output folder."""
    parts = PurePosixPath(name.replace("\\", "/").replace("\0", "")).parts
    return "/".join(part for part in parts if part not in ("/", "//", "..", ".")) or "~"


def shards(path: str, name: str, style: Style, most: int) -> Iterator[Job | Outcome]:
    """JSON lines in jobs of some thousand; an outcome for each line that is too large, where a member may have ``most``
    bytes. A file without any is one empty job. Raises SourceError, OSError."""
    most //= _RECORDS
    how = codecs.packing(path)
    sound = codecs.looked_through(path, how)
    with files.opened(path) as raw:
        seen = n = large = 0
        for found in lines.bundles(codecs.opened(raw, how), sound, most, _SHARD_LINES, _SHARD_BYTES):
            if isinstance(found, int):
                large += 1
                yield _too_large(f"{name}/line-{found}", most)
                continue
            weight, seen = raw.tell() - seen, raw.tell()
            yield Job(f"{name}/part-{n:05}", (Part(path, found),), Kind.JSONL, style=style, weight=weight)
            n += 1
    if sound.trouble:
        raise SourceError(f"{sound.trouble}; the records before that are done")
    if not n and not large:
        yield Job(f"{name}/part-00000", (Part(path, b""),), Kind.JSONL, style=style)


def _too_large(name: str, most: int) -> Outcome:
    return refused(name, Reason.UNREADABLE, f"larger than {most} bytes (see --memory), or a sparse file")


def refused(name: str, reason: Reason, detail: str) -> Outcome:
    """The outcome of an input that could not even be made a job."""
    return Outcome(name, Status.FAILED, reason, detail, records=((Status.FAILED, 1),))
