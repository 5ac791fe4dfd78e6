"""The ledger: one SQLite file in the output folder, a row for every input, and what is done stays done.

An output is at its place before its row says so. A row is begun before its output is written, so that after a crash
the next run knows which files are its own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from cntextfix.batch.job import Outcome, Reason, Status
from cntextfix.batch.outputs.claims import Claims
from cntextfix.errors import CntextfixError

FOLDER = ".cntextfix"
"""The folder, in the output folder, of the ledger, the lock, temporary files and reports to be put together."""
ANY = "*"
_VERSION = 1
"""The form in which a ledger is written, by definition; one of a later version may say what this one does not
understand."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
  name TEXT PRIMARY KEY, output TEXT UNIQUE, ours TEXT NOT NULL DEFAULT '',
  settings TEXT, recipe TEXT, evidence TEXT, versions TEXT,
  stat TEXT, input_sha256 TEXT, bytes_in INTEGER,
  status TEXT, reason TEXT, detail TEXT, changes TEXT, held INTEGER, pages INTEGER, records TEXT,
  seconds REAL, bytes_out INTEGER, finished TEXT
) WITHOUT ROWID
"""


class LedgerUnknown(CntextfixError):  # noqa: N818 - what it is
    """The ledger of an output folder says what this version does not understand."""


class BatchStopped(CntextfixError):  # noqa: N818 - what happened
    """The batch cannot go on: the disk is full, or the ledger cannot be written. What is done is done."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an output depends on besides its input: fingerprint of the recipe, sha256 of the evidence, versions of the
    packages that have a say, and the style. ``key`` stands for all of it."""

    key: str
    recipe: str
    evidence: str
    versions: str


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row. ``ours`` is the sha256 of the output we wrote, or ``"*"``: nothing was there when the row was begun.
    ``status`` is None while the job has not come to an end."""

    name: str
    output: str | None
    ours: str
    settings: str
    stat: str
    input_sha256: str
    status: Status | None
    reason: Reason | None
    detail: str
    bytes_out: int


_COLUMNS = "name, output, ours, settings, stat, input_sha256, status, reason, detail, bytes_out"


class Ledger:
    """A context manager. Raises sqlite3.Error where the disk fails it."""

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        target = f"file:{_quoted(path)}?mode=ro" if readonly else f"file:{_quoted(path)}"
        self._base = sqlite3.connect(target, uri=True, isolation_level=None)
        try:
            self._prepare(path, readonly=readonly)
        except BaseException:
            self._base.close()
            raise

    def _prepare(self, path: Path, *, readonly: bool) -> None:
        (version,) = self._base.execute("PRAGMA user_version").fetchone()
        if version > _VERSION:
            raise LedgerUnknown(f"{path}: this ledger is of a newer version of cntextfix; use that, or another folder")
        if not readonly:
            self._base.execute(f"PRAGMA user_version={_VERSION}")
            self._base.execute("PRAGMA journal_mode=WAL")
            self._base.execute("PRAGMA synchronous=NORMAL")  # safe with WAL; a lost row is a job done twice
            self._base.execute(_SCHEMA)
            self._base.execute("CREATE TABLE IF NOT EXISTS shards (name TEXT PRIMARY KEY, sha256 TEXT)")
        self.claims = Claims(self._base, readonly=readonly)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def get(self, name: str) -> LedgerRow | None:
        """The row of an input."""
        found = self._base.execute(f"SELECT {_COLUMNS} FROM documents WHERE name = ?", (_key(name),)).fetchone()
        return _row(found) if found else None

    def rows(self) -> Iterator[LedgerRow]:
        """All rows, by name."""
        for found in self._base.execute(f"SELECT {_COLUMNS} FROM documents ORDER BY name"):
            yield _row(found)

    def place(self, name: str, wanted: str) -> str:
        """Where the output of an input goes: at ``wanted``, or beside that where the place is another input's. It is
        the same place on every run."""
        return self.claims.place(_key(name), _key(wanted))

    def begin(self, jobs: Sequence[tuple[str, str | None, str]]) -> list[str]:
        """Note that jobs are about to be run: name, output and which file there is ours. All at once; the names of
        those whose output belongs to another input, which ``place`` never gives."""
        taken: list[str] = []
        self._base.execute("BEGIN")
        for name, output, ours in jobs:
            try:
                self._base.execute(
                    "INSERT INTO documents (name, output, ours) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE "
                    "SET output = excluded.output, ours = excluded.ours, status = NULL, reason = NULL",
                    (_key(name), _key(output) if output else None, ours),
                )
            except sqlite3.IntegrityError:
                taken.append(name)
        self._base.execute("COMMIT")
        return taken

    def refused(self) -> list[str]:
        """The names of what could not even be made a job."""
        return [str(name) for (name,) in self._base.execute("SELECT name FROM documents WHERE output IS NULL")]

    def all_rows(self, names: Sequence[str] | None = None) -> Iterator[str]:
        """Whole rows as JSON objects: all, or those of some names."""
        if names is None:
            names = [str(name) for (name,) in self._base.execute("SELECT name FROM documents")]
        for name in names:
            found = self._base.execute("SELECT * FROM documents WHERE name = ?", (_key(name),))
            columns = [column[0] for column in found.description]
            yield from (json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) for row in found)

    def put_rows(self, lines: Sequence[str]) -> None:
        """Rows back from JSON objects, in place of those there are; ``{"gone": name}`` drops one."""
        self._base.execute("BEGIN")
        for row in map(json.loads, lines):
            if "gone" in row:
                self._base.execute("DELETE FROM documents WHERE name = ?", (_key(row["gone"]),))
            else:
                marks = ", ".join("?" * len(row))
                words = f"INSERT OR REPLACE INTO documents ({', '.join(row)}) VALUES ({marks})"
                self._base.execute(words, tuple(row.values()))
        self._base.execute("COMMIT")

    def forget_refused(self) -> None:
        """Drop the rows of what could not even be made a job: the run that begins will find it again, or not."""
        self._base.execute("DELETE FROM documents WHERE output IS NULL")

    def finish(self, done: Sequence[tuple[Outcome, str]], settings: Settings) -> None:
        """Write down outcomes, each with the ``stat`` of its input. All at once."""
        self._base.execute("BEGIN")
        self._base.executemany(
            f"INSERT INTO documents (name, ours, {', '.join(_TOLD)}, finished) "
            f"VALUES ({', '.join('?' * (2 + len(_TOLD)))}, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) "
            "ON CONFLICT (name) DO UPDATE SET ours = CASE excluded.ours WHEN '' THEN ours ELSE excluded.ours END, "
            f"{', '.join(f'{column} = excluded.{column}' for column in (*_TOLD, 'finished'))}",
            [_values(outcome, stat, settings) for outcome, stat in done],
        )
        self._base.execute("COMMIT")

    def touch(self, stats: Sequence[tuple[str, str]]) -> None:
        """New ``stat`` of inputs whose content is the old one."""
        self._base.execute("BEGIN")
        self._base.executemany("UPDATE documents SET stat = ? WHERE name = ?", [(s, _key(n)) for n, s in stats])
        self._base.execute("COMMIT")

    def texts(self, folder: str) -> Iterator[tuple[str, str, str, str, str, int, int]]:
        """The documents whose output is to be below ``folder``, by name: name, output, sha256 of it, status, reason
        with its particulars, changes, pages."""
        found = self._base.execute(
            "SELECT name, output, ours, status, reason, detail, changes, pages FROM documents "
            "WHERE status IS NOT NULL AND substr(output, 1, ?) = ? ORDER BY name",
            (len(folder) + 1, f"{folder}/"),
        )
        for name, output, ours, status, reason, detail, changes, pages in found:
            why = f"{reason}: {detail}" if reason and detail else reason or ""
            yield name, output, ours, status, why, sum(json.loads(changes).values()), pages

    def shards(self) -> dict[str, str]:
        """The shards that were put together, with their sha256."""
        return dict(self._base.execute("SELECT name, sha256 FROM shards"))

    def set_shards(self, shards: Mapping[str, str]) -> None:
        """Write down the shards there are, in place of all those before."""
        self._base.execute("BEGIN")
        self._base.execute("DELETE FROM shards")
        self._base.executemany("INSERT INTO shards VALUES (?, ?)", shards.items())
        self._base.execute("COMMIT")

    def totals(self) -> Iterator[tuple[str, str, str, int, int, int, float]]:
        """Per row: status (empty while running), changes and records as JSON, pages, bytes in and out, seconds."""
        yield from self._base.execute(
            "SELECT coalesce(status, ''), coalesce(changes, '{}'), coalesce(records, '{}'), coalesce(pages, 0), "
            "coalesce(bytes_in, 0), coalesce(bytes_out, 0), coalesce(seconds, 0) FROM documents"
        )


_TOLD = (
    *("settings", "recipe", "evidence", "versions"),
    *("stat", "input_sha256", "bytes_in", "status", "reason", "detail"),
    *("changes", "held", "pages", "records"),
    *("seconds", "bytes_out"),
)
"""The columns in which an outcome is told, in the order of ``_values``."""


def _values(outcome: Outcome, stat: str, settings: Settings) -> tuple[object, ...]:
    return (
        *(_key(outcome.name), outcome.output_sha256),
        *(settings.key, settings.recipe, settings.evidence, settings.versions),
        *(stat, outcome.input_sha256, outcome.bytes_in, outcome.status, outcome.reason, _key(outcome.detail)),
        *(json.dumps(dict(outcome.changes)), outcome.held, outcome.pages, json.dumps(dict(outcome.records))),
        *(outcome.seconds, outcome.bytes_out),
    )


def _row(found: Sequence[object]) -> LedgerRow:
    name, output, ours, settings, stat, sha, status, reason, detail, size = found
    return LedgerRow(
        str(name),
        str(output) if output is not None else None,
        str(ours),
        str(settings or ""),
        str(stat or ""),
        str(sha or ""),
        known_status(str(name), str(status)) if status else None,
        _known_reason(str(name), str(reason)) if reason else None,
        str(detail or ""),
        int(str(size or 0)),
    )


def known_status(name: str, status: str) -> Status:
    """The status in a row. Raises LedgerUnknown."""
    try:
        return Status(status)
    except ValueError:
        raise LedgerUnknown(f"{name}: the ledger has an unknown status {status!r}; {_UPDATE}") from None


def _known_reason(name: str, reason: str) -> Reason:
    try:
        return Reason(reason)
    except ValueError:
        raise LedgerUnknown(f"{name}: the ledger has an unknown reason {reason!r}; {_UPDATE}") from None


_UPDATE = "it is of a newer version of cntextfix, or damaged: use that version, or another output folder"


def _key(name: str) -> str:
    """A file name as SQLite can hold it: bytes that are no UTF-8 are escaped."""
    return name.encode("utf-8", "backslashreplace").decode()


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path.absolute()))
