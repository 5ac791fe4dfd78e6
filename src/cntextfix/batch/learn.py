"""What the pages of one title have in common, learnt in a pass of its own: running heads, folios and the like.

A batch by itself learns nothing beyond the document in hand, so adding files never changes what others become.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import cntextfix
from cntextfix.batch import document, files
from cntextfix.batch.job import Job, JobFailed, Kind, Outcome, Reason, Rows, failed
from cntextfix.errors import SourceError
from cntextfix.evidence import Evidence
from cntextfix.model import Page
from cntextfix.recurring import edge_keys

SAMPLE = 20_000
"""Pages kept: those whose content has the smallest sha256. That is a fair sample, and the same one in whatever order
and by however many workers the pages are read; with twelve lines a page it takes some 50 MB."""
LEAST_PAGES, LEAST_SHARE = 20, 0.2
"""A line is furniture of the title if it ends or begins so many pages, and this share of them. Lower than for one
document, because a title has several running heads, and safe, because no sentence begins every fifth page."""
_JUMP = re.compile("[转轉接续續見见].{0,4}版")
_FORMAT = "cntextfix-evidence-1"


@dataclass(frozen=True, slots=True)
class Sample:
    """Pages by the sha256 of their text, each with its folded first and last lines. Samples add up, in any order."""

    pages: tuple[tuple[str, frozenset[str]], ...] = ()

    def __add__(self, other: Sample) -> Sample:
        both = dict(self.pages) | dict(other.pages)
        return Sample(tuple((key, both[key]) for key in sorted(both)[:SAMPLE]))

    def evidence(self) -> Evidence:
        """What recurs in the sample. Where a line jumps to another page is no furniture, however often it stands."""
        counts: Counter[str] = Counter()
        for _, keys in self.pages:
            counts.update(keys)
        least = max(LEAST_PAGES, LEAST_SHARE * len(self.pages))
        return Evidence(recurring=tuple(sorted(k for k, n in counts.items() if n >= least and not _JUMP.search(k))))


@dataclass(frozen=True, slots=True)
class Sampling:
    """What a worker does: a job in, the sample of its pages out; an Outcome for what cannot be read."""

    def __call__(self, job: Job, tick: Callable[[int], None]) -> Sample | Outcome:
        try:
            return sampled(_pages(job))
        except JobFailed as failure:
            return failed(job, failure.reason, failure.detail)
        except SourceError as error:
            return failed(job, Reason.UNREADABLE, str(error))


def sampled(pages: Iterable[Page]) -> Sample:
    """The sample of some pages."""
    found: dict[str, frozenset[str]] = {}
    for page in pages:
        text = page.text
        if text.strip():
            key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            found[key] = frozenset(edge_keys([line.text for line in page.lines]))
    return Sample() + Sample(tuple(found.items()))


def _pages(job: Job) -> Iterable[Page]:
    if job.kind is Kind.JSONL:
        texts = [
            one.get(job.style.text_field) for line in files.read(job.parts[0]).splitlines() if (one := _object(line))
        ]
    elif job.kind is Kind.PARQUET:
        from cntextfix.batch import parquet

        texts = parquet.texts_of(parquet.read(job.parts[0].path, job.rows or Rows(()))[0], job.style.text_field)
    else:
        return document.read(job, [files.read(part) for part in job.parts]).document.pages
    return (page for text in texts if isinstance(text, str) for page in cntextfix.read_text(text).pages)


def _object(line: bytes) -> dict[str, object]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def fingerprint(evidence: Evidence | None) -> str:
    """The sha256 of evidence, in hex; nothing for none."""
    return files.sha256(repr(evidence).encode("utf-8", "surrogatepass")) if evidence else ""


def to_json(evidence: Evidence, pages: int) -> str:
    """Evidence as a file: what recurs, the number of pages it was seen in, and its sha256."""
    record = {
        "format": _FORMAT,
        "pages": pages,
        "recurring": list(evidence.recurring),
        "sha256": fingerprint(evidence),
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def load(path: str) -> Evidence:
    """The evidence in a file that ``learn`` wrote. Raises SourceError, OSError."""
    try:
        record = json.loads(Path(path).read_text(encoding="utf-8"))
    except ValueError as error:
        raise SourceError(f"{path}: not a file that cntextfix learn wrote: {error}") from error
    lines = record.get("recurring") if isinstance(record, dict) else None
    if record.get("format") != _FORMAT if isinstance(record, dict) else True:
        raise SourceError(f"{path}: not a file that cntextfix learn wrote: no format {_FORMAT!r}")
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise SourceError(f"{path}: 'recurring' has to be a list of strings")
    return Evidence(recurring=tuple(sorted(set(lines))))
