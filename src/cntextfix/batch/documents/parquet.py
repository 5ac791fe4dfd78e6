"""Parquet by row groups, and Arrow tables: the text column cleaned, every other column as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from cntextfix.batch.documents.records import Cleaner, Record, clean_all, fields_beside, names_of
from cntextfix.batch.job import Job, JobFailed, ParquetRows, Reason
from cntextfix.batch.storage import files, remote
from cntextfix.errors import SourceError

if TYPE_CHECKING:
    import pyarrow as pa

_SHARD_ROWS = 5_000
"""Row groups are put together up to so many rows: some megabytes, seconds to minutes of work. Chosen."""


class BadText(NamedTuple):
    """A text that is no UTF-8, and why."""

    data: bytes
    why: str


def needed() -> None:
    """Raises SourceError where pyarrow is not installed."""
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise SourceError("Parquet needs pyarrow: pip install 'cntextfix[parquet]'") from None


def _source(path: str) -> str | BinaryIO:
    return files.opened(path) if remote.is_uri(path) else path


def row_bundles(path: str) -> Iterator[tuple[ParquetRows, int]]:
    """The rows of a file in bundles, each with its bytes: small row groups together, large ones in windows.
    Raises SourceError for a damaged file."""
    needed()
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        meta = pq.ParquetFile(_source(path)).metadata
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise SourceError(f"not a Parquet file: {error}") from error
    together: list[int] = []
    count = total = 0
    for n in range(meta.num_row_groups):
        group = meta.row_group(n)
        size = sum(group.column(c).total_compressed_size for c in range(group.num_columns))
        if together and count + group.num_rows > _SHARD_ROWS:
            yield ParquetRows(tuple(together)), total
            together, count, total = [], 0, 0
        if group.num_rows > _SHARD_ROWS:
            starts = range(0, group.num_rows, _SHARD_ROWS)
            yield from ((ParquetRows((n,), start, start + _SHARD_ROWS), size // len(starts)) for start in starts)
        else:
            together.append(n)
            count, total = count + group.num_rows, total + size
    if together or not meta.num_row_groups:
        yield ParquetRows(tuple(together)), total


def read(path: str, rows: ParquetRows) -> tuple[pa.Table, str, int]:
    """Some rows, with the sha256 and the number of the bytes they stand in. Raises JobFailed."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(_source(path)) as file:
            sha, size = _hashed(path, file, rows)
            if rows.stop is None:
                return file.read_row_groups(list(rows.groups)), sha, size
            return _window(file, rows), sha, size
    except pa.ArrowException as error:
        raise JobFailed(Reason.UNREADABLE, f"not readable as Parquet: {error}") from error
    except OSError as error:
        raise JobFailed(Reason.CANNOT_READ, f"{path}: {error}") from error


def _window(file: pq.ParquetFile, rows: ParquetRows) -> pa.Table:  # type: ignore[name-defined] # noqa: F821
    """Rows out of the middle of a row group, which is decoded up to there but not held."""
    import pyarrow as pa

    found: list[pa.RecordBatch] = []
    at = 0
    for batch in file.iter_batches(_SHARD_ROWS, row_groups=list(rows.groups)):
        low, high = max(rows.start - at, 0), min((rows.stop or 0) - at, batch.num_rows)
        if low < high:
            found.append(batch.slice(low, high - low))
        at += batch.num_rows
        if at >= (rows.stop or 0):
            break
    return pa.Table.from_batches(found, file.schema_arrow)


def rows_sha256(path: str, rows: ParquetRows) -> str:
    """The sha256 of some rows as they stand in the file."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(_source(path)) as file:
        return _hashed(path, file, rows)[0]


def _hashed(path: str, file: pq.ParquetFile, rows: ParquetRows) -> tuple[str, int]:  # type: ignore[name-defined] # noqa: F821
    made, size = hashlib.sha256(f"{file.schema_arrow} {rows.start} {rows.stop}".encode()), 0
    with files.opened(path) as raw:
        for n in rows.groups:
            group = file.metadata.row_group(n)
            for c in range(group.num_columns):
                column = group.column(c)
                raw.seek(min(column.dictionary_page_offset or column.data_page_offset, column.data_page_offset))
                made.update(raw.read(column.total_compressed_size))
                size += column.total_compressed_size
    return made.hexdigest(), size


def cleaned(
    table: pa.Table, job: Job, cleaner: Cleaner, tick: Callable[[int], None]
) -> tuple[list[Record], list[str], bytes]:
    """The records of a table, what they are called, and the bytes of the Parquet file to write (zstd). Raises
    JobFailed."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    field = job.style.text_field
    texts = texts_of(table, field)
    names = names_of(job.name, _ids(table, job.style.id_field))
    records = clean_all(texts, names, cleaner, dict(job.bad_rows), tick)
    out = pa.BufferOutputStream()
    pq.write_table(with_records(table, field, records), out, compression="zstd")
    return records, names, out.getvalue().to_pybytes()


def _ids(table: pa.Table, field: str) -> list[object]:
    """The ids of a table's rows; None for each without a field. Raises JobFailed if there is no such column."""
    if not field:
        return [None] * table.num_rows
    _has(table, field)
    return list(table.column(field).to_pylist())


def _has(table: pa.Table, field: str) -> None:
    if field not in table.column_names:
        have = ", ".join(map(repr, table.column_names))
        raise JobFailed(Reason.UNREADABLE, f"no column {field!r}; there are {have}")
    if table.column_names.count(field) > 1:
        raise JobFailed(Reason.UNREADABLE, f"there are {table.column_names.count(field)} columns {field!r}")


def texts_of(table: pa.Table, field: str) -> list[object]:
    """The texts of a table. Raises JobFailed if it has no such column, or one that is not text."""
    import pyarrow as pa

    _has(table, field)
    column = table.column(field)
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)):
        raise JobFailed(Reason.UNREADABLE, f"column {field!r} is {column.type}, not text")
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        return [_decoded(one) for one in column.cast(kind).cast(_binary(kind)).to_pylist()]


def _array(texts: Sequence[str | None], kind: pa.DataType, old: pa.ChunkedArray) -> pa.Array:
    """Texts as a column; where there is none, what stood there, should that be no UTF-8."""
    import pyarrow as pa

    if all(text is not None for text in texts):
        return pa.array(texts, kind)
    before = old.cast(kind).cast(_binary(kind)).to_pylist()
    data = [was if text is None else text.encode() for text, was in zip(texts, before, strict=True)]
    return pa.array(data, _binary(kind)).view(kind)


def _binary(kind: pa.DataType) -> pa.DataType:
    import pyarrow as pa

    return pa.large_binary() if pa.types.is_large_string(kind) else pa.binary()


def _decoded(data: bytes | None) -> object:
    try:
        return None if data is None else data.decode()
    except UnicodeDecodeError as error:
        return BadText(data or b"", f"not UTF-8: byte {error.start} (0x{(data or b'')[error.start]:02X})")


def with_records(table: pa.Table, field: str, records: Sequence[Record]) -> pa.Table:
    """The table with cleaned texts in place of the old ones, and the columns of ``FIELDS`` at its end, by other names
    where it has such columns already. A text that is no UTF-8 stays as it is."""
    import pyarrow as pa

    place = table.schema.get_field_index(field)
    old = table.schema.field(place)
    kind = old.type.value_type if pa.types.is_dictionary(old.type) else old.type
    texts = _array([record.text for record in records], kind, table.column(place))
    table = table.set_column(place, pa.field(field, kind, old.nullable, old.metadata), texts)
    kinds = (pa.string(), pa.string(), pa.int32())
    columns = zip(*(record.fields() for record in records), strict=True) if records else ((), (), ())
    for name, type_, values in zip(fields_beside(table.column_names), kinds, columns, strict=True):
        table = table.append_column(name, pa.array(list(values), type_))
    return table
