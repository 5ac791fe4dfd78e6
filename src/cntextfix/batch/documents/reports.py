"""The reports of all documents put together in one file: JSON lines, or Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

_ROWS = 20_000
"""Records of a report that are written at once. Chosen."""
_TEXTS = ("status", "document", "rule", "code", "reason", "before", "after", "held_for")
_REST = ("numbers", "spans", "ops")


def collect(folder: Path, out: Path) -> None:
    """Write all reports below ``folder`` to ``out``, by name of document. Raises OSError, SourceError."""
    if out.suffix == ".parquet":
        _parquet(folder, out)
        return
    temporary = out.with_name(f".{out.name}.tmp")
    with temporary.open("wb") as file:
        for path in _reports(folder):
            file.write(path.read_bytes())
    temporary.replace(out)


def _reports(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.rglob("*.report.jsonl"))


def _parquet(folder: Path, out: Path) -> None:
    from cntextfix.batch.documents import parquet

    parquet.needed()
    import pyarrow as pa
    import pyarrow.parquet as pq

    fields = [(name, pa.string()) for name in (*_TEXTS, *_REST)]
    fields += [(name, pa.int32()) for name in ("page", "line", "column")]
    fields += [(name, pa.float64()) for name in ("evidence", "confidence", "needed")]
    schema = pa.schema(fields)
    temporary = out.with_name(f".{out.name}.tmp")
    records = (json.loads(line) for path in _reports(folder) for line in path.open(encoding="utf-8"))
    with pq.ParquetWriter(temporary, schema, compression="zstd") as writer:
        while some := list(islice(records, _ROWS)):
            rows = [
                record | {k: json.dumps(record[k], ensure_ascii=False) for k in _REST if k in record} for record in some
            ]
            writer.write_table(pa.Table.from_pylist(rows, schema))
    temporary.replace(out)
