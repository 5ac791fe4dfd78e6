"""One document of a batch: bytes in, cleaned text out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import cntextfix
from cntextfix.batch import files, render
from cntextfix.batch.job import Job, Kind, Outcome, Status
from cntextfix.errors import SourceError
from cntextfix.evidence import Evidence
from cntextfix.model import Document, Line, Page, Run
from cntextfix.recipe import Recipe
from cntextfix.report import Cleaned
from cntextfix.sources.encoding import decode


@dataclass(frozen=True, slots=True)
class Source:
    """A document as read. ``bom``: it began with a byte order mark, which is no text but is written again."""

    document: Document
    bom: bool
    sha256: str
    size: int


def clean(job: Job, recipe: Recipe, evidence: Evidence | None, tick: Callable[[int], None]) -> Outcome:
    """The outcome of a job that is one document. Raises JobFailed, SourceError."""
    if job.style.format == "alto" and job.kind is not Kind.ALTO:
        raise SourceError("not ALTO, and so it cannot come out as ALTO; choose another --format for it")
    data = [files.read(part) for part in job.parts]
    source = read(job, data)
    if not source.document.text.strip() and job.kind is not Kind.TEXT and source.document.pages:
        return _outcome(job, source, Status.NEEDS_OCR)
    cleaned = cntextfix.clean_document(source.document, recipe, evidence)
    text = render.rendered(cleaned, job, data, source.bom)
    written = text.encode("utf-8", "surrogatepass")
    changed = bool(cleaned.report.applied)
    outcome = _outcome(job, source, Status.OK if changed else Status.UNCHANGED, cleaned)
    if job.report:
        files.write(job.report, render.report(cleaned.report))
    if job.output:
        outcome = replace(outcome, output_sha256=files.write(job.output, written), bytes_out=len(written))
    return outcome


def read(job: Job, data: Sequence[bytes]) -> Source:
    """The document in a job's bytes, its files one after the other as pages. Raises SourceError."""
    hashes = [files.sha256(one) for one in data]
    if job.kind is Kind.PDF:
        from cntextfix.sources.pdf import read_pdfs

        document, bom = read_pdfs(data, name=job.name), False
    elif job.kind in (Kind.ALTO, Kind.HOCR):
        from cntextfix.batch import alto, hocr
        from cntextfix.sources import boxes

        leaves = alto.leaves if job.kind is Kind.ALTO else hocr.leaves
        document, bom = boxes.document([leaf for one in data for leaf in leaves(one)], job.name), False
    else:
        found = [_read_part(job, one) for one in data]
        document = found[0][0] if len(found) == 1 else _joined([one for one, _ in found], job.name)
        bom = found[0][1]
    return Source(document, bom, files.digest(hashes), sum(map(len, data)))


def _read_part(job: Job, data: bytes) -> tuple[Document, bool]:
    found = decode(data, job.style.encoding)
    return cntextfix.read_text(found.text, job.name), found.bom and found.encoding == "utf-8"


def _joined(documents: Sequence[Document], name: str) -> Document:
    """Several documents as the pages of one, numbered through; a missing last line feed is put in between."""
    pages: list[Page] = []
    start = ids = 0
    for n, document in enumerate(documents):
        for page in document.pages:
            lines = [
                replace(line, id=ids + m, origin=tuple(Run(run.start + start, run.length) for run in line.origin))
                for m, line in enumerate(page.lines)
            ]
            ids += len(lines)
            pages.append(replace(page, number=len(pages) + 1, lines=tuple(lines)))
        start += len(document.text)
        if n + 1 < len(documents) and pages and pages[-1].lines and not pages[-1].lines[-1].end:
            pages[-1] = _ended(pages[-1])
            start += 1
    return Document(name, tuple(pages))


def _ended(page: Page) -> Page:
    *others, last = page.lines
    closed: Line = replace(last, end="\n")
    return replace(page, lines=(*others, closed))


def _outcome(job: Job, source: Source, status: Status, cleaned: Cleaned | None = None) -> Outcome:
    return Outcome(
        job.name,
        status,
        changes=cleaned.report.counts() if cleaned else (),
        held=len(cleaned.report.held) if cleaned else 0,
        pages=len(source.document.pages),
        records=((status, 1),),
        bytes_in=source.size,
        input_sha256=source.sha256,
    )
