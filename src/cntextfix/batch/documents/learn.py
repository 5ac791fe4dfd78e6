"""What the pages of one title have in common, learnt in a pass of its own: running heads, folios and the like, and the
measures of its columns.

A batch by itself learns nothing beyond the document in hand, so adding files never changes what others become.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import cntextfix
from cntextfix.batch.documents import document
from cntextfix.batch.job import Job, JobFailed, Kind, Outcome, ParquetRows, Reason, failed
from cntextfix.batch.storage import files
from cntextfix.document.model import Document, Line, Page, Role
from cntextfix.errors import MissingSourceError, SourceError
from cntextfix.paragraphs.decode import boundaries
from cntextfix.paragraphs.measure import WIDEST
from cntextfix.recipe.recipe import Recipe
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.recurring import running_keys

_SAMPLE = 20_000
"""Pages kept: those whose content has the smallest sha256. That is a fair sample, and the same one in whatever order
and by however many workers the pages are read; with twelve lines a page it takes some 50 MB."""
_LEAST_PAGES = 20
"""A line is furniture of the title if it ends or begins so many pages. Chosen."""
_LEAST_SHARE = 0.2
"""… and this share of them. Lower than for one document, because a title has several running heads, and safe, because
no sentence begins every fifth page. Chosen."""
_MEASURE_PAGES = 5
"""A measure is usual in the title if so many pages are set to it. Chosen."""
_MEASURE_SHARE = 0.05
"""… and this share of those that are set to one at all. Chosen."""
_MOST_MEASURES = 8
"""Measures of a title: of more the commonest count. A newspaper has two to five. Chosen."""
_SURE_LINES = 4
"""Line ends of a page that have to be wraps at a measure, for the page to be set to it. Chosen."""
_SURE_BITS = 8.0
"""… by so many bits each. Chosen."""
_LONGEST = 64 << 20
"""Bytes of a file of evidence; one of a title has some kilobytes. ``/dev/zero`` has no end. Chosen."""
_JUMP = re.compile("[转轉接续續見见].{0,4}版")
_FORMAT = "cntextfix-evidence-1"


@dataclass(frozen=True, slots=True)
class Seen:
    """What is kept of a page: its folded first and last lines, and the measures it is set to, in half-width columns."""

    edges: frozenset[str]
    measures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """Pages by the sha256 of their text. Samples add up, in any order."""

    pages: tuple[tuple[str, Seen], ...] = ()

    def __add__(self, other: Sample) -> Sample:
        both = dict(self.pages) | dict(other.pages)
        return Sample(tuple((key, both[key]) for key in sorted(both)[:_SAMPLE]))

    def evidence(self) -> Evidence:
        """What recurs in the sample. Where a line jumps to another page is no furniture, however often it stands."""
        edges: Counter[str] = Counter()
        measures: Counter[int] = Counter()
        for _, page in self.pages:
            edges.update(page.edges)
            measures.update(page.measures)
        least = max(_LEAST_PAGES, _LEAST_SHARE * len(self.pages))
        recurring = tuple(sorted(k for k, n in edges.items() if n >= least and not _JUMP.search(k)))
        least = max(_MEASURE_PAGES, _MEASURE_SHARE * sum(1 for _, page in self.pages if page.measures))
        usual = sorted((-n, measure) for measure, n in measures.items() if n >= least)[:_MOST_MEASURES]
        return Evidence(recurring=recurring, measures=tuple(sorted(measure for _, measure in usual)))


@dataclass(frozen=True, slots=True)
class Sampling:
    """What a worker does: a job in, the sample of its pages out; an Outcome for what cannot be read."""

    def __call__(self, job: Job, tick: Callable[[int], None]) -> Sample | Outcome:
        """The sample of a job, or why there is none."""
        try:
            return sampled(_pages(job))
        except JobFailed as failure:
            return failed(job, failure.reason, failure.detail)
        except SourceError as error:
            return failed(job, Reason.UNREADABLE, str(error))


def sampled(pages: Iterable[Page]) -> Sample:
    """The sample of some pages."""
    found: dict[str, Seen] = {}
    recipe = Recipe.default().only("dedouble")
    for page in pages:
        text = page.text
        if text.strip():
            key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            found[key] = _seen(page, recipe)
    return Sample() + Sample(tuple(found.items()))


def _seen(page: Page, recipe: Recipe) -> Seen:
    """What is to be kept of a page. What is overprinted is read first: doubled lines are twice as wide."""
    if page.layout is None:
        page = cntextfix.clean_document(Document("", (page,)), recipe).document.pages[0]
    lines = [line for line in page.lines if line.role is not Role.ECHO]
    edges = frozenset(running_keys([line.text for line in lines], page.number))
    return Seen(edges, _measures(lines) if page.layout is None else ())


def _measures(lines: Sequence[Line]) -> tuple[int, ...]:
    """The measures of a page, each an even number of half-width columns, as columns are so many characters wide."""
    texts = [line.text for line in lines if line.text.strip()]
    found: Counter[int] = Counter()
    for boundary in boundaries(texts, [False] * len(texts)):
        if boundary.bits >= _SURE_BITS:
            found[boundary.measure + boundary.measure % 2] += 1
    return tuple(sorted(measure for measure, n in found.items() if n >= _SURE_LINES))


def _pages(job: Job) -> Iterable[Page]:
    if job.kind is Kind.JSONL:
        texts = [
            one.get(job.style.text_field) for line in files.read(job.parts[0]).splitlines() if (one := _object(line))
        ]
    elif job.kind is Kind.PARQUET:
        from cntextfix.batch.documents import parquet

        texts = parquet.texts_of(parquet.read(job.parts[0].path, job.rows or ParquetRows(()))[0], job.style.text_field)
    else:
        return document.read(job, [files.read(part) for part in job.parts]).document.pages
    return (page for text in texts if isinstance(text, str) for page in cntextfix.read_text(text).pages)


def _object(line: bytes) -> dict[str, object]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def fingerprint(evidence: Evidence | None) -> str:
    """The sha256 of evidence, in hex; nothing for none."""
    if not evidence:
        return ""
    whole = ", ".join(f"{one.name}={getattr(evidence, one.name)!r}" for one in fields(evidence))
    return files.sha256(f"Evidence({whole})".encode("utf-8", "surrogatepass"))


def evidence_json(evidence: Evidence, pages: int) -> str:
    """Evidence as a file: what recurs, the column measures, the number of pages it was seen in, and its sha256."""
    record = {
        "format": _FORMAT,
        "pages": pages,
        "recurring": list(evidence.recurring),
        "measures": list(evidence.measures),
        "sha256": fingerprint(evidence),
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def load(path: str) -> Evidence:
    """The evidence in a file that ``learn`` wrote. Raises SourceError."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(_LONGEST + 1)
        if len(data) > _LONGEST:
            raise ValueError(f"larger than {_LONGEST} bytes")
        record = json.loads(data)
    except FileNotFoundError as error:
        raise MissingSourceError(f"{path}: no such file; check the name") from error
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{path}: not a file that cntextfix learn wrote: {error}") from error
    lines = record.get("recurring") if isinstance(record, dict) else None
    if record.get("format") != _FORMAT if isinstance(record, dict) else True:
        raise SourceError(f"{path}: not a file that cntextfix learn wrote: no format {_FORMAT!r}")
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise SourceError(f"{path}: 'recurring' has to be a list of strings")
    measures = record.get("measures", [])
    if not isinstance(measures, list) or not all(isinstance(one, int) and 0 < one <= WIDEST for one in measures):
        raise SourceError(f"{path}: 'measures' has to be a list of whole numbers from 1 to {WIDEST}")
    return Evidence(recurring=tuple(sorted(set(lines))), measures=tuple(sorted(set(measures))))
