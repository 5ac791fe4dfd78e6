"""One document of a batch: bytes in, cleaned text out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cntextfix
from cntextfix.batch.documents import render
from cntextfix.batch.documents.records import summed_up
from cntextfix.batch.job import Job, JobFailed, Kind, Outcome, Part, Reason, Status
from cntextfix.batch.storage import files
from cntextfix.changes.report import Cleaned
from cntextfix.document.model import Document, Line, Page, Run
from cntextfix.errors import SourceError
from cntextfix.recipe.recipe import Recipe
from cntextfix.rules.evidence import Evidence
from cntextfix.sinks.jumps import followed
from cntextfix.sources.encoding import decode_bytes

if TYPE_CHECKING:
    from cntextfix.sources.pdf import EngineName


@dataclass(frozen=True, slots=True)
class Source:
    """A document as read. ``bom``: it began with a byte order mark, which is no text but is written again. ``lost`` are
    the places that could not be decoded, and are U+FFFD."""

    document: Document
    bom: bool
    sha256: str
    size: int
    lost: int = 0


def clean(job: Job, recipe: Recipe, evidence: Evidence | None, tick: Callable[[int], None]) -> Outcome:
    """The outcome of a job that is one document. Raises JobFailed, SourceError."""
    if job.style.format == "alto" and job.kind is not Kind.ALTO:
        raise SourceError("not ALTO, and so it cannot come out as ALTO; choose another --format for it")
    source, data, bad = _source(job)
    if not source.document.text.strip() and job.kind is not Kind.TEXT and source.document.pages:
        return _told(_outcome(job, source, Status.NEEDS_OCR), job, bad)
    cleaned = cntextfix.clean_document(source.document, recipe, evidence)
    if job.style.follow_jumps:
        cleaned = followed(cleaned)
    text = render.rendered(cleaned, job, data, bom=source.bom)
    written = text.encode("utf-8", "surrogatepass")
    changed = bool(cleaned.report.applied)
    outcome = _outcome(job, source, Status.OK if changed else Status.UNCHANGED, cleaned)
    if job.report:
        files.write(job.report, render.report(cleaned.report, job.style.lang))
    if job.output:
        outcome = replace(outcome, output_sha256=files.write(job.output, written), bytes_out=len(written))
    return _told(outcome, job, bad)


def _source(job: Job) -> tuple[Source, list[bytes], list[JobFailed]]:
    """The document of a job, the bytes that it is from, and the failures of those of its files that cannot be read:
    a page that is damaged does not cost its issue. Raises JobFailed, SourceError if nothing is left."""
    if len(job.parts) == 1:
        data = [files.read(job.parts[0])]
        return read(job, data), data, []
    read_files: dict[int, bytes] = {}
    bad: dict[int, JobFailed] = {}
    for n, part in enumerate(job.parts):
        try:
            read_files[n] = files.read(part)
        except JobFailed as failure:
            bad[n] = failure
    data = list(read_files.values())
    try:
        source = read(job, data) if data else None
    except MemoryError:
        raise
    except Exception:  # now file by file, to see which it is
        alone = {n: why for n, one in read_files.items() if (why := _failure(job, job.parts[n], one))}
        if not alone:
            raise
        bad |= alone
        data = [one for n, one in read_files.items() if n not in alone]
        source = read(job, data) if data else None
    failures = [bad[n] for n in sorted(bad)]
    if source is None:
        raise JobFailed(failures[0].reason, summed_up([one.detail for one in failures], len(job.parts), "pages"))
    whole = files.digest([files.sha256(one) for one in read_files.values()])  # as those who look for changes see it
    return replace(source, sha256=whole, size=sum(map(len, read_files.values()))), data, failures


def _failure(job: Job, part: Part, data: bytes) -> JobFailed | None:
    """Why one file of several cannot be read, by its name; None if it can."""
    try:
        read(job, [data])
    except SourceError as error:
        return JobFailed(Reason.UNREADABLE, f"{part.path}: {error}")
    except MemoryError:
        raise
    except Exception as error:  # a bug of ours, or of a library below us, must cost this page only
        return JobFailed(Reason.BUG, f"{part.path}: {type(error).__name__}: {error}"[:500])
    return None


def _told(outcome: Outcome, job: Job, bad: Sequence[JobFailed]) -> Outcome:
    """The outcome of a document with its pages that failed counted and named."""
    if not bad:
        return outcome
    detail = summed_up([one.detail for one in bad], len(job.parts), "pages")
    return replace(outcome, reason=bad[0].reason, detail=detail, records=(*outcome.records, (Status.FAILED, len(bad))))


def read(job: Job, data: Sequence[bytes]) -> Source:
    """The document in a job's bytes, its files one after the other as pages. Raises SourceError."""
    hashes = [files.sha256(one) for one in data]
    lost = 0
    if job.kind is Kind.PDF:
        from cntextfix.sources.pdf import read_pdfs

        engine: EngineName = "pdfium" if job.style.pdf_engine == "pdfium" else "pdfminer"
        document, bom = read_pdfs(data, job.style.password, engine, job.name, job.style.order), False
    elif job.kind in (Kind.ALTO, Kind.HOCR):
        from cntextfix.sources.ocr import alto, boxes, hocr

        leaves = alto.leaves if job.kind is Kind.ALTO else hocr.leaves
        document, bom = boxes.document([leaf for one in data for leaf in leaves(one)], job.name), False
    else:
        found = [decode_bytes(one, job.style.encoding, job.style.errors) for one in data]
        texts = [cntextfix.read_text(one.text, job.name) for one in found]
        document = texts[0] if len(texts) == 1 else _joined(texts, job.name)
        bom = found[0].bom and found[0].encoding == "utf-8"
        lost = sum(one.lost for one in found)
    return Source(document, bom, files.digest(hashes), sum(map(len, data)), lost)


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
        detail=f"{source.lost} places could not be decoded, with U+FFFD in the text" if source.lost else "",
        changes=cleaned.report.counts() if cleaned else (),
        held=len(cleaned.report.held) if cleaned else 0,
        pages=len(source.document.pages),
        records=((status, 1),),
        bytes_in=source.size,
        input_sha256=source.sha256,
    )
