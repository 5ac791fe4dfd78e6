"""A shard of records: some thousand JSON lines, or row groups of a Parquet file, cleaned and written as one file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from cntextfix.batch.documents import render
from cntextfix.batch.documents.jsonlines import JsonLine, Missing, parsed
from cntextfix.batch.documents.records import Cleaner, Record, clean_all, names_of, status_of, tally, why_failed
from cntextfix.batch.job import Job, JobFailed, Kind, Outcome, ParquetRows, Reason
from cntextfix.batch.storage import codecs, files
from cntextfix.changes.report import Report
from cntextfix.recipe.recipe import Recipe
from cntextfix.rules.evidence import Evidence


def clean(job: Job, recipe: Recipe, evidence: Evidence | None, tick: Callable[[int], None]) -> Outcome:
    """The outcome of a job that is a shard. Raises JobFailed where the shard as a whole cannot be dealt with."""
    cleaner = Cleaner(recipe, evidence)
    if job.kind is Kind.PARQUET:
        from cntextfix.batch.documents import parquet

        data, sha, size = parquet.read(job.parts[0].path, job.rows or ParquetRows(()))
        records, names, written = parquet.cleaned(data, job, cleaner, tick)
    else:
        lines = files.read(job.parts[0])
        sha, size = files.sha256(lines), len(lines)
        records, names, written = _jsonl(lines, job, cleaner, tick)
    total = sum((record.report for record in records), Report())
    if job.report:
        files.write(job.report, render.report(total, job.style.lang))
    changes = Counter(change.rule for change in total.applied)
    out = files.write(job.output, written) if job.output else ""
    reason, detail = why_failed(records, names)
    return Outcome(
        job.name,
        status_of(records),
        reason,
        detail,
        changes=tuple(sorted(changes.items())),
        held=len(total.held),
        pages=len(records),
        records=tally(records),
        bytes_in=size,
        bytes_out=len(written),
        input_sha256=sha,
        output_sha256=out,
    )


def _jsonl(
    data: bytes, job: Job, cleaner: Cleaner, tick: Callable[[int], None]
) -> tuple[list[Record], list[str], bytes]:
    """The records of JSON lines, what they are called, and the lines to write. A line that is no JSON object goes out
    as it came in."""
    lines = [line for line in data.split(b"\n") if line.strip()]
    found = [parsed(line) for line in lines]
    field, id_field = job.style.text_field, job.style.id_field
    have = [one for one in found if isinstance(one, JsonLine)]
    for wanted in filter(None, (field, id_field)):
        if have and not any(one.get(wanted) for one in have):
            keys = ", ".join(repr(one.key) for one in have[0].fields)
            raise JobFailed(Reason.UNREADABLE, f"no record has a field {wanted!r}; there are {keys}")
    names = names_of(job.name, [one.name(id_field) if isinstance(one, JsonLine) else None for one in found])
    records = clean_all([_text(one, field) for one in found], names, cleaner, dict(job.bad_rows), tick)
    written = [
        one.written(field, record) if isinstance(one, JsonLine) else raw.rstrip(b"\r") + b"\n"
        for raw, one, record in zip(lines, found, records, strict=True)
    ]
    suffix = job.output.path if job.output else ""
    return records, names, codecs.compressed(b"".join(written), suffix)


def _text(line: JsonLine | Missing, field: str) -> object:
    if isinstance(line, Missing):
        return line
    found = line.get(field)
    return found.value if found else Missing(f"it has no field {field!r}")
