"""The contract between this package and whatever runs it: a job goes in, an outcome comes out.

Everything here pickles. ``cleaning.clean_file`` does a job.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple

from cntextfix.document.model import Role


class Kind(StrEnum):
    """What a job's files hold: one document (the first four), or a shard of many, each a record."""

    TEXT = "text"
    PDF = "pdf"
    ALTO = "alto"
    HOCR = "hocr"
    JSONL = "jsonl"
    PARQUET = "parquet"


MANY = (Kind.JSONL, Kind.PARQUET)
"""Kinds of many records a file."""


class Status(StrEnum):
    """How a document came out. ``NEEDS_OCR``: it has pages, and no text on any of them."""

    OK = "ok"
    UNCHANGED = "unchanged"
    NEEDS_OCR = "needs-ocr"
    FAILED = "failed"


class Reason(StrEnum):
    """Why a job failed; ``Outcome.detail`` has the particulars, and the command line puts both into words."""

    CANNOT_READ = "cannot-read"
    UNREADABLE = "unreadable"
    CANNOT_WRITE = "cannot-write"
    DISK_FULL = "disk-full"
    OUTPUT_EXISTS = "output-exists"
    OUTPUT_EDITED = "output-edited"
    OUTPUT_TAKEN = "output-taken"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"
    RECIPE = "recipe"
    BUG = "bug"


PASSING = frozenset(
    {Reason.CANNOT_READ, Reason.CANNOT_WRITE, Reason.DISK_FULL}
    | {Reason.OUTPUT_EXISTS, Reason.OUTPUT_EDITED, Reason.OUTPUT_TAKEN}
)
"""Reasons that lie outside the document: the next run tries such jobs again, unasked."""


@dataclass(frozen=True, slots=True)
class Style:
    """How documents are read and written; part of what decides whether an output is up to date.

    ``format`` is ``text``, ``markdown``, ``json`` or ``alto``; ``encoding`` is ``auto`` or a codec's name;
    ``text_field`` is the field or column of a record that is cleaned, ``id_field`` the one that names it in reports.
    ``errors`` is ``report`` where bytes that cannot be decoded are to be U+FFFD; ``follow_jumps`` puts the rest of an
    article where its jump is. ``password`` opens PDFs, ``pdf_engine`` reads them, ``order`` is
    that of their lines. ``lang`` is the language of the
    reasons in reports.
    """

    format: str = "text"
    include: frozenset[Role] = frozenset()
    blank_lines: bool = False
    encoding: str = "auto"
    text_field: str = "text"
    id_field: str = ""
    errors: Literal["strict", "report"] = "strict"
    follow_jumps: bool = False
    pdf_engine: Literal["auto", "pdfminer", "pdfium"] = "auto"
    password: str = field(default="", repr=False)
    order: Literal["reading", "file"] = "reading"
    lang: Literal["en", "zh"] = "en"

    def choices(self) -> tuple[object, ...]:
        """What outputs depend on. ``errors`` and the password are none of it: they say whether there is an output.
        Choices that came later count only where they were made, so that what was done before them stays done."""
        later = (
            "follow" if self.follow_jumps else "",
            self.pdf_engine if self.pdf_engine != "auto" else "",
            "file" if self.order == "file" else "",
        )
        return (
            *(self.format, sorted(self.include), self.blank_lines, self.encoding, self.text_field, self.id_field),
            *filter(None, later),
        )

    def may_help(self, kind: Kind) -> bool:
        """Whether a file that could not be read may be readable now: a password is given, or bytes that cannot be
        decoded are let through."""
        return bool(self.password) if kind is Kind.PDF else kind is Kind.TEXT and self.errors == "report"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a document, by its path or its place below a URI (see ``remote``). ``data`` are its bytes where the
    path alone does not lead to them (in an archive), ``aside`` a file that has them for the time being; ``stat`` are
    its size and time, where they are known already."""

    path: str
    data: bytes | None = None
    stat: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a result goes: ``path``, by way of a temporary file in ``scratch`` (on the same file system); or a place
    below a URI.

    ``ours`` says which file may be replaced there: none (``""``), one with this sha256, or any (``"*"``). One that
    holds the very bytes to be written is always in order.
    """

    path: str
    scratch: str = ""
    ours: str = ""


class ParquetRows(NamedTuple):
    """Rows of a Parquet file: all of some row groups, or rows ``[start, stop)`` of a single large one."""

    groups: tuple[int, ...]
    start: int = 0
    stop: int | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One document (a file, or the page files of one issue in order), or one shard of records.

    ``name`` is relative to the input folder, with ``/``; it is what the document is called in outputs. Without
    ``output`` nothing is written; ``report`` is for the changes as JSON lines. ``rows`` says which rows are a Parquet
    shard; ``bad_rows`` are records not to be touched (by place in the shard), with the reason: an engine that saw a
    worker die on one puts it there. ``weight`` is the job's share of the work, in bytes of input.
    """

    name: str
    parts: tuple[Part, ...]
    kind: Kind = Kind.TEXT
    output: Target | None = None
    report: Target | None = None
    style: Style = field(default_factory=Style)
    rows: ParquetRows | None = None
    bad_rows: tuple[tuple[int, Reason], ...] = ()
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job.

    ``changes`` counts applied changes by rule; ``held`` those only proposed; ``records`` the documents of each
    status (a shard has many, any other job one, and its pages that failed). One that came out and has a ``reason``
    came out in part: ``detail`` says what of it failed. ``sha256`` are hex digests: of what was read (see ``digest``)
    and of what was written.
    """

    name: str
    status: Status
    reason: Reason | None = None
    detail: str = ""
    changes: tuple[tuple[str, int], ...] = ()
    held: int = 0
    pages: int = 0
    records: tuple[tuple[Status, int], ...] = ()
    seconds: float = 0.0
    bytes_in: int = 0
    bytes_out: int = 0
    input_sha256: str = ""
    output_sha256: str = ""

    @property
    def partly(self) -> int:
        """How many records or pages failed of an input that came out; 0 for one that failed as a whole."""
        return 0 if self.status is Status.FAILED else dict(self.records).get(Status.FAILED, 0)


class JobFailed(Exception):  # noqa: N818 - it is the job that failed
    """A failure with a known reason, on its way to becoming an Outcome."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


def failed(job: Job, reason: Reason, detail: str = "") -> Outcome:
    """The outcome of a job that failed."""
    return Outcome(job.name, Status.FAILED, reason, detail, records=((Status.FAILED, 1),))
