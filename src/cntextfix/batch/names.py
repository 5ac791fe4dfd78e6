"""What files are and what they are called: kinds by suffix, names of outputs and issues, the order of names."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from cntextfix.batch.job import Job, Kind
from cntextfix.batch.render import SUFFIXES

_KINDS = {".txt": Kind.TEXT, ".text": Kind.TEXT, ".pdf": Kind.PDF, ".parquet": Kind.PARQUET, ".hocr": Kind.HOCR}
SNIFFED = 4096  # bytes looked at to tell ALTO from other XML, hOCR from other HTML


def kind_of(name: str, head: object, trusted: bool) -> Kind | None:
    """What a file is, by its suffix; ``head`` gives its first bytes, looked at for XML and HTML only. ``trusted``: it
    was chosen by name, so that text may have any suffix."""
    base = name.lower().removesuffix(".gz").removesuffix(".zst")
    suffix = PurePosixPath(base).suffix
    if suffix in (".jsonl", ".ndjson"):
        return Kind.JSONL
    if base != name.lower():
        return None
    if suffix in (".xml", ".alto", ".html", ".htm", ".xhtml") and callable(head):
        start = bytes(head()).lower()
        if b"<alto" in start or b":alto" in start:
            return Kind.ALTO
        if b"ocr_page" in start or b"ocr-system" in start:
            return Kind.HOCR
        return None
    return _KINDS.get(suffix, Kind.TEXT if trusted else None)


def issue_name(issue: str, kind: Kind, first: str) -> str:
    """The name of the document that an issue's files of one kind are; ``first`` is that of the first of them."""
    return issue if kind is Kind.TEXT or issue == first else f"{issue}.{kind}"


def output_name(job: Job) -> str:
    """The name of a job's output, relative to the output folder: that of the input with the suffix of the format.

    Only ``.txt`` makes way for it, any other suffix stays, so that two inputs never have one output.

    >>> output_name(Job("a/b.txt", ())), output_name(Job("a/b.pdf", (), Kind.PDF))
    ('a/b.txt', 'a/b.pdf.txt')
    """
    if job.kind is Kind.PARQUET:
        return job.name + ".parquet"
    if job.kind is Kind.JSONL:
        suffixes = PurePosixPath(job.name.rpartition("/")[0]).suffixes
        return job.name + "".join(suffixes[-2:] if suffixes[-1] in (".gz", ".zst") else suffixes[-1:])
    suffix = SUFFIXES[job.style.format]
    if len(job.parts) > 1 or job.name.endswith(suffix):
        return job.name if job.name.endswith(suffix) else job.name + suffix
    return job.name.removesuffix(".txt") + suffix


def natural(name: str) -> tuple[list[tuple[int, str]], str]:
    """Sorts page2 before page10, and the same everywhere."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", name)
    return [(int(p), "") if p[0] in "0123456789" else (1 << 62, p) for p in pieces], name
