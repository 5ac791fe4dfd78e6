"""A shard of records: some thousand JSON lines, or row groups of a Parquet file, cleaned and written as one file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable

from cntextfix.batch import codecs, files, render
from cntextfix.batch.job import Job, JobFailed, Kind, Outcome, Reason, Rows
from cntextfix.batch.records import FIELDS, Cleaner, Record, clean_all, names_of, status_of, tally
from cntextfix.evidence import Evidence
from cntextfix.recipe import Recipe
from cntextfix.report import Report
from cntextfix.sinks.json import dumps


def clean(job: Job, recipe: Recipe, evidence: Evidence | None, tick: Callable[[int], None]) -> Outcome:
    """The outcome of a job that is a shard. Raises JobFailed where the shard as a whole cannot be dealt with."""
    cleaner = Cleaner(recipe, evidence)
    if job.kind is Kind.PARQUET:
        from cntextfix.batch import parquet

        data, sha, size = parquet.read(job.parts[0].path, job.rows or Rows(()))
        records, written = parquet.cleaned(data, job, cleaner, tick)
    else:
        lines = files.read(job.parts[0])
        sha, size = files.sha256(lines), len(lines)
        records, written = _jsonl(lines, job, cleaner, tick)
    total = sum((record.report for record in records), Report())
    if job.report:
        files.write(job.report, render.report(total))
    changes = Counter(change.rule for change in total.applied)
    out = files.write(job.output, written) if job.output else ""
    return Outcome(
        job.name,
        status_of(records),
        changes=tuple(sorted(changes.items())),
        held=len(total.held),
        pages=len(records),
        records=tally(records),
        bytes_in=size,
        bytes_out=len(written),
        input_sha256=sha,
        output_sha256=out,
    )


def _jsonl(data: bytes, job: Job, cleaner: Cleaner, tick: Callable[[int], None]) -> tuple[list[Record], bytes]:
    """The records of JSON lines, and the lines to write. A line that is no JSON object goes out as it came in."""
    lines = [line for line in data.split(b"\n") if line.strip()]
    parsed = [_parsed(line) for line in lines]
    field, id_field = job.style.text_field, job.style.id_field
    have = [one for one in parsed if isinstance(one, dict)]
    for wanted in filter(None, (field, id_field)):
        if have and not any(wanted in one for one in have):
            raise JobFailed(
                Reason.UNREADABLE, f"no record has a field {wanted!r}; there are {', '.join(map(repr, have[0]))}"
            )
    names = names_of(job.name, [one.get(id_field) if isinstance(one, dict) else None for one in parsed])
    texts = [one.get(field, _Missing()) if isinstance(one, dict) else _Missing() for one in parsed]
    records = clean_all(texts, names, cleaner, dict(job.bad_rows), tick)
    written = [_line(raw, one, record, field) for raw, one, record in zip(lines, parsed, records, strict=True)]
    suffix = job.output.path if job.output else ""
    return records, codecs.compressed(b"".join(written), suffix)


class _Missing:
    """Stands for the text of a record that has none."""


def _parsed(line: bytes) -> object:
    try:
        return json.loads(line)
    except ValueError:  # no JSON, or no UTF-8
        return None


def _line(raw: bytes, parsed: object, record: Record, field: str) -> bytes:
    if not isinstance(parsed, dict):
        return raw.rstrip(b"\r") + b"\n"
    if record.text is not None:
        parsed[field] = record.text
    parsed.update(zip(FIELDS, record.fields(), strict=True))
    return (dumps(parsed) + "\n").encode()
