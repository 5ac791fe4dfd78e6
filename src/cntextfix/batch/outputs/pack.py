"""Documents put together in shards, a record each: ``documents-00000.jsonl`` or ``.parquet``.

Made anew from the texts kept aside whenever a run comes to its end, in the order of names: what is in a shard does not
depend on when or by whom a document was cleaned.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cntextfix.batch.job import JobFailed, Target
from cntextfix.batch.outputs.ledger import FOLDER, Ledger
from cntextfix.batch.storage import files
from cntextfix.errors import SourceError
from cntextfix.sinks.json import dumps

SHARD_DOCUMENTS = 10_000
"""Documents that go into a shard at most. Chosen."""
_SHARD_BYTES = 128 << 20
"""Bytes of them at most; all of a shard is in memory while it is written. Chosen."""


class Packed(NamedTuple):
    """A document as it stands in a shard; one that failed or needs OCR has no text."""

    id: str
    text: str | None
    status: str
    reason: str | None
    changes: int
    pages: int


def write(out: Path, ledger: Ledger, kind: str) -> None:
    """Write all shards of an output folder. Raises SourceError where a file stands that is not ours."""
    before = ledger.shards()
    now: dict[str, str] = {}
    for n, some in enumerate(_bundles(_packed(out, ledger))):
        name = f"documents-{n:05}.{kind}"
        data = _parquet(some) if kind == "parquet" else _jsonl(some)
        target = Target(str(out / name), str(out / FOLDER / "tmp"), before.get(name, ""))
        ledger.set_shards({**before, **now, name: files.sha256(data)})  # ours, even if we are cut short after it
        try:
            now[name] = files.write(target, data)
        except JobFailed as failure:
            raise SourceError(f"{name}: {failure.reason}: {failure.detail}") from failure
    for name in before.keys() - now.keys():
        if (out / name).exists() and files.file_sha256(out / name) == before[name]:
            (out / name).unlink()  # fewer documents than before, or another kind
    ledger.set_shards(now)


def _packed(out: Path, ledger: Ledger) -> Iterator[Packed]:
    for name, output, ours, status, why, changes, pages in ledger.texts(f"{FOLDER}/texts"):
        text = None
        if status in ("ok", "unchanged") and ours:
            text = (out / output).read_bytes().decode("utf-8", "surrogatepass")
        yield Packed(name, text, status, why or None, changes, pages)


def _bundles(documents: Iterator[Packed]) -> Iterator[list[Packed]]:
    some: list[Packed] = []
    size = 0
    for document in documents:
        some.append(document)
        size += 3 * len(document.text or "")
        if len(some) >= SHARD_DOCUMENTS or size >= _SHARD_BYTES:
            yield some
            some, size = [], 0
    if some:
        yield some


def _jsonl(some: list[Packed]) -> bytes:
    return "".join(dumps(document._asdict()) + "\n" for document in some).encode()


def _parquet(some: list[Packed]) -> bytes:
    from cntextfix.batch.documents import parquet

    parquet.needed()
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = (pa.string(), pa.large_string(), pa.string(), pa.string(), pa.int32(), pa.int32())
    columns = [pa.array(column, kind) for column, kind in zip(zip(*some, strict=True), kinds, strict=True)]
    out = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(columns, names=Packed._fields), out, compression="zstd")
    return bytes(out.getvalue().to_pybytes())
