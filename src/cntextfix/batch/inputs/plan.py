"""What is to be done: folders, lists of files and archives as jobs, one at a time and in a fixed order."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from cntextfix.batch.engine import MEMORY
from cntextfix.batch.inputs import containers
from cntextfix.batch.inputs.containers import distinct, refused
from cntextfix.batch.inputs.names import SNIFFED, file_kind, issue_name, issue_of, natural, what_is
from cntextfix.batch.job import MANY, Job, Kind, Outcome, Part, Reason, Status, Style
from cntextfix.batch.storage import files, remote
from cntextfix.errors import SourceError


class Size(NamedTuple):
    """The bytes of all files that will be looked at, and how many documents they are; 0 where that shows only on the
    way (archives, records)."""

    size: int
    documents: int


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file found: its name relative to the input folder, with ``/``, and its path, or its place below a URI. ``stat``
    are its size and time where these are known, ``size`` is -1 where it is not."""

    name: str
    path: str
    stat: str = ""
    size: int = -1


@dataclass(frozen=True, slots=True)
class Plan:
    """Which files to take, and how to put them together.

    ``archive`` are folders or files; a single folder's own name is no part of the names in it. ``listing`` are files
    (or folders) that have their names already, and what could not become one. ``globs`` choose files by name (all kinds
    known, without one); ``group_by`` makes one document of the page files of an issue: those in one ``folder``, or
    those whose name matches a pattern with the same text (its groups, if it has any), in the same folder or below it;
    in a tar, these have to follow each other. ``leave_out`` is a folder not to look into. ``left_out`` counts files of
    other kinds by suffix, and by what they are (``what_is``) those that are no files. ``memory`` is what a worker may
    take: a file in an archive, or an issue of such, may have a part of it.
    """

    archive: tuple[str, ...]
    style: Style = field(default_factory=Style)
    globs: tuple[str, ...] = ()
    group_by: str = ""
    leave_out: str = ""
    left_out: Counter[str] = field(default_factory=Counter)
    listing: tuple[InputFile | Outcome, ...] = ()
    memory: int = MEMORY

    def jobs(self) -> Iterator[Job | Outcome]:
        """The jobs, without outputs; an Outcome for what fails before it can become one (an unreadable folder)."""
        if not self.group_by:
            for found in self.files():
                yield from [found] if isinstance(found, Outcome) else self._jobs_of(found)
            return
        yield from distinct(self._by_issue())

    def _by_issue(self) -> Iterator[Job | Outcome]:
        pages: list[tuple[InputFile, Kind]] = []
        for found in self.files():
            kind = found if isinstance(found, Outcome) else self._known(found)
            if isinstance(kind, Outcome):
                yield kind
            elif isinstance(found, InputFile) and (kind in (None, *MANY) or containers.is_archive(found.name)):
                yield from self._jobs_of(found)
            elif isinstance(found, InputFile) and kind:
                pages.append((found, kind))
        yield from self._grouped(pages)

    def size(self) -> Size:
        """How much there is to do, for a progress bar; quick, nothing is read."""
        total = 0
        names: set[tuple[str, Kind | None]] | None = set()
        for found in replace(self, left_out=Counter()).files():
            if isinstance(found, InputFile):
                total += _size(found)
                kind = file_kind(found.name, None, trusted=bool(self.globs))
                if kind in MANY or containers.is_archive(found.name):
                    names = None  # nobody knows yet what is in them
                elif kind and names is not None:
                    names.add((self._issue(found.name) if self.group_by else found.name, kind))
        return Size(total, len(names or ()))

    def files(self) -> Iterator[InputFile | Outcome]:
        """The files found; an Outcome for a folder that cannot be read."""
        single = len(self.archive) == 1
        for path in self.archive:
            if remote.is_uri(path):
                yield from self._below(path, "" if single else path.rstrip("/").rpartition("/")[2] + "/")
                continue
            name = Path(path).absolute().name
            if Path(path).is_dir():
                yield from self._walk(path, "" if single else name + "/")
            else:
                yield _named(name, path)
        for found in self.listing:
            if isinstance(found, InputFile) and Path(found.path).is_dir():
                yield from self._walk(found.path, found.name + "/")
            else:
                yield _named(found.name, found.path) if isinstance(found, InputFile) else found

    def _walk(self, folder: str, prefix: str) -> Iterator[InputFile | Outcome]:
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: natural(entry.name))
        except OSError as error:
            yield refused(prefix or folder, Reason.CANNOT_READ, f"{folder}: {error.strerror}")
            return
        for entry in found:
            name = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                if os.path.realpath(entry.path) != self.leave_out and entry.name != ".cntextfix":
                    yield from self._walk(entry.path, name + "/")
            elif (what := what_is(entry.path)) and self._wanted(name):
                self.left_out[what] += 1
            elif self._wanted(name):
                yield InputFile(name, entry.path)
            else:
                self.left_out[PurePosixPath(name).suffix.lower() or entry.name] += 1

    def _below(self, base: str, prefix: str) -> Iterator[InputFile | Outcome]:
        """The files below a URI; of one that is a file itself the name is its last part."""
        out = f"{remote.place(self.leave_out)}/" if remote.is_uri(self.leave_out) else ""
        try:
            found = sorted(remote.files(base), key=lambda one: [natural(part) for part in one.name.split("/")])
        except OSError as error:
            yield refused(prefix or base, Reason.CANNOT_READ, f"{base}: {error}")
            return
        for one in found:
            alone = base.endswith(f"/{one.name}") and len(found) == 1
            if (out and remote.place(remote.join(base, one.name)).startswith(out)) or ".cntextfix" in one.name.split(
                "/"
            ):
                continue
            if alone or self._wanted(prefix + one.name):
                path = base if alone else remote.join(base, one.name)
                yield InputFile(one.name if alone else prefix + one.name, path, one.stat, one.size)
            else:
                self.left_out[PurePosixPath(one.name).suffix.lower() or one.name] += 1

    def _wanted(self, name: str) -> bool:
        return not self.globs or any(fnmatch(name, g) or fnmatch(name.rsplit("/", 1)[-1], g) for g in self.globs)

    def _known(self, file: InputFile) -> Kind | Outcome | None:
        """What kind of file it is, None for no kind of ours; the outcome for one that has to be looked into for that
        and cannot be."""
        try:
            return file_kind(file.name, lambda: _head(file.path), trusted=bool(self.globs))
        except (OSError, ValueError, SourceError) as error:
            return refused(file.name, Reason.CANNOT_READ, f"{file.path}: {_words(error)}")

    def _jobs_of(self, file: InputFile) -> Iterator[Job | Outcome]:
        kind = self._known(file)
        try:
            if containers.is_archive(file.name):
                yield from self._members(file)
            elif isinstance(kind, Outcome):
                yield kind
            elif kind is Kind.JSONL:
                yield from containers.shards(file.path, file.name, self.style, containers.largest(self.memory))
            elif kind is Kind.PARQUET:
                yield from self._parquet(file)
            elif kind is None:
                self.left_out[PurePosixPath(file.name).suffix.lower() or file.name] += 1
            else:
                yield Job(file.name, (_part(file),), kind, style=self.style, weight=_size(file))
        except SourceError as error:
            yield refused(file.name, Reason.UNREADABLE, str(error))
        except OSError as error:
            yield refused(file.name, Reason.CANNOT_READ, f"{file.path}: {_words(error)}")
        except MemoryError:
            yield refused(file.name, Reason.MEMORY, "")
        except Exception as error:  # a bug of ours, or of a library below us, must cost this file only
            yield refused(file.name, Reason.BUG, f"{type(error).__name__}: {error}"[:500])

    def _members(self, file: InputFile) -> Iterator[Job | Outcome]:
        """The documents in an archive of files; with ``group_by``, its pages put together. One with nothing in it is
        an outcome."""
        before, none = self.left_out.total(), True
        order = (lambda name: (self._issue(name), natural(name))) if self.group_by else None
        most = containers.largest(self.memory)
        found = containers.members(file.path, file.name, self._member, most, self._leave, order)
        for one in distinct(self._together(found, most)) if self.group_by else found:
            none = False
            yield one
        if none and before == self.left_out.total():
            yield Outcome(file.name, Status.UNCHANGED)

    def _leave(self, what: str) -> None:
        self.left_out[what] += 1

    def _together(self, pages: Iterable[Job | Outcome], most: int) -> Iterator[Job | Outcome]:
        """Pages of one issue that follow each other as one document; such as are too large together one by one."""
        for (issue, kind), group in groupby(pages, key=self._issue_of):
            jobs: list[Job] = []
            held = 0
            for one in group:
                if isinstance(one, Outcome) or kind is None:
                    yield one
                    continue
                jobs.append(one)
                held += sum(len(part.data or b"") for part in one.parts)
                if held > most:
                    yield refused(issue, Reason.UNREADABLE, f"its pages are larger than {most} bytes; see --memory")
                    yield from jobs
                    jobs, kind = [], None
            if jobs and kind:
                parts = tuple(part for job in jobs for part in job.parts)
                name = issue_name(issue, kind, jobs[0].name)
                yield replace(jobs[0], name=name, parts=parts, weight=sum(job.weight for job in jobs))

    def _issue_of(self, page: Job | Outcome) -> tuple[str, Kind | None]:
        return (self._issue(page.name), page.kind) if isinstance(page, Job) else (page.name, None)

    def _parquet(self, file: InputFile) -> Iterator[Job]:
        from cntextfix.batch.documents import parquet

        for n, (rows, size) in enumerate(parquet.row_bundles(file.path)):
            name = f"{file.name}/part-{n:05}"
            yield Job(name, (_part(file),), Kind.PARQUET, style=self.style, rows=rows, weight=size)

    def _member(self, name: str, data: bytes) -> Job | None:
        """A job for a file in an archive; None for one of another kind, which is counted."""
        kind = file_kind(name, lambda: data[:SNIFFED], trusted=bool(self.globs))
        if not self._wanted(name) or kind in (None, Kind.PARQUET, Kind.JSONL):
            self.left_out[PurePosixPath(name).suffix.lower() or name] += 1
            return None
        return Job(name, (Part(name, data),), kind or Kind.TEXT, style=self.style)

    def _grouped(self, found: Sequence[tuple[InputFile, Kind]]) -> Iterator[Job]:
        keyed = sorted((self._issue(file.name), kind, n) for n, (file, kind) in enumerate(found))
        for (name, kind), group in groupby(keyed, key=lambda one: one[:2]):
            pages = [found[n][0] for _, _, n in group]
            parts = tuple(_part(file) for file in pages)
            weight = sum(_size(file) for file in pages)
            yield Job(issue_name(name, kind, pages[0].name), parts, kind, style=self.style, weight=weight)

    def _issue(self, name: str) -> str:
        return issue_of(name, self.group_by)


def listed(names: Sequence[str], root: str, plan: Plan) -> Plan:
    """The plan for a list of files, each named relative to ``root``. Raises nothing: a file outside it is refused."""
    base = os.path.normpath(Path(root).absolute())
    found: list[InputFile | Outcome] = []
    for given in dict.fromkeys(names):
        path = os.path.normpath(Path(base) / given)
        name = os.path.relpath(path, base).replace(os.sep, "/")
        if name.startswith("../"):
            found.append(refused(given, Reason.CANNOT_READ, f"{given}: not under {base}"))
        else:
            found.append(InputFile(name, path))
    return replace(plan, archive=(), listing=tuple(found))


def _named(name: str, path: str) -> InputFile | Outcome:
    """A file that was named; the outcome for what is none."""
    what = what_is(path)
    return refused(name, Reason.CANNOT_READ, f"{path}: a {what}, and no file") if what else InputFile(name, path)


def _words(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _head(path: str) -> bytes:
    with files.opened(path) as file:
        return file.read(SNIFFED)


def _part(file: InputFile) -> Part:
    return Part(file.path, stat=file.stat)


def _size(file: InputFile) -> int:
    if file.size >= 0:
        return file.size
    try:
        return Path(file.path).stat().st_size
    except OSError:
        return 0
