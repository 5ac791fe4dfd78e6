"""What a ledger tells: how far an output folder is, and whether its files are still those that were written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cntextfix.batch.job import Status
from cntextfix.batch.outputs.journal import SharedLedger
from cntextfix.batch.outputs.ledger import ANY, FOLDER, Ledger, LedgerRow, known_status
from cntextfix.batch.outputs.places import place_of
from cntextfix.batch.storage import files, remote


@dataclass(slots=True)
class Summary:
    """Jobs by status (``unfinished`` were begun by a run that was cut short, or one that is still on), documents by
    status, changes by rule; pages, bytes in and out, seconds of work."""

    jobs: Counter[Status] = field(default_factory=Counter)
    unfinished: int = 0
    documents: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    bytes_in: int = 0
    bytes_out: int = 0
    seconds: float = 0.0


def ledger_of(folder: Path) -> Path:
    """Where the ledger of an output folder is. Raises FileNotFoundError if there is none."""
    path = folder / FOLDER / "ledger.sqlite"
    if not path.is_file():
        raise FileNotFoundError(str(path))
    return path


def opened(folder: str | Path) -> Ledger:
    """The ledger of an output folder, to be looked at. Raises FileNotFoundError, sqlite3.Error."""
    if remote.is_uri(str(folder)):
        return SharedLedger(str(folder), readonly=True)
    return Ledger(ledger_of(Path(folder)), readonly=True)


def summary(folder: str | Path) -> Summary:
    """The whole ledger, summed up. Raises FileNotFoundError, sqlite3.Error."""
    out = Summary()
    with opened(folder) as ledger:
        for status, changes, records, pages, size_in, size_out, seconds in ledger.totals():
            if status:
                out.jobs[known_status(str(folder), status)] += 1
            else:
                out.unfinished += 1
            out.changes.update(json.loads(changes))
            out.documents.update(json.loads(records))
            out.pages += pages
            out.bytes_in += size_in
            out.bytes_out += size_out
            out.seconds += seconds
    return out


def failures(folder: str | Path) -> Iterator[LedgerRow]:
    """The rows of what failed, as a whole or in part, by name."""
    with opened(folder) as ledger:
        yield from (row for row in ledger.rows() if row.status and row.reason)


def verify(folder: str | Path) -> Iterator[tuple[str, str]]:
    """Every output with ``ok``, ``missing`` or ``changed``, by its bytes. Raises FileNotFoundError, sqlite3.Error."""
    with opened(folder) as ledger:
        for row in ledger.rows():
            if not row.output or row.ours in ("", ANY):
                continue
            try:
                same = files.file_sha256(place_of(folder).target(row.output, "").path) == row.ours
            except OSError:
                yield row.output, "missing"
                continue
            yield row.output, "ok" if same else "changed"
