"""Whose a place in the output folder is: every input has one of its own, and the same on every run."""

from __future__ import annotations

import sqlite3

from cntextfix.batch.inputs.names import folded, free_place

_SCHEMA = """
CREATE TABLE IF NOT EXISTS outputs (
  key TEXT PRIMARY KEY, name TEXT NOT NULL, output TEXT NOT NULL, wanted TEXT NOT NULL
) WITHOUT ROWID
"""
"""``key`` is the place as disks see it that do not tell A from a."""


class Claims:
    """A table of the ledger ``base``. Raises sqlite3.Error where the disk fails it."""

    def __init__(self, base: sqlite3.Connection, *, readonly: bool) -> None:
        self._base, self._readonly = base, readonly
        if not readonly:
            base.execute(_SCHEMA)
            base.execute("CREATE INDEX IF NOT EXISTS claims ON outputs (name)")
            if not base.execute("SELECT 1 FROM outputs LIMIT 1").fetchone():
                self.take_all()
        self._there = bool(base.execute("SELECT 1 FROM sqlite_master WHERE name = 'outputs'").fetchone())

    def take_all(self) -> None:
        """The places of all rows, in a ledger that has none: of an earlier version, or just put together."""
        rows = self._base.execute("SELECT name, output FROM documents WHERE output IS NOT NULL").fetchall()
        self._base.execute("BEGIN")
        claims = [(folded(output), name, output, output) for name, output in rows]
        self._base.executemany("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?)", claims)
        self._base.execute("COMMIT")

    def place(self, name: str, wanted: str) -> str:
        """The place of an input's output: ``wanted``, or beside that where it is another input's."""
        if not self._there:
            return wanted
        mine = self._base.execute("SELECT output, wanted FROM outputs WHERE name = ?", (name,)).fetchone()
        if mine and mine[1] == wanted:
            return str(mine[0])
        if self._readonly:
            return wanted
        self._base.execute("DELETE FROM outputs WHERE name = ?", (name,))
        output = free_place(wanted, self._is_file, self._is_folder)
        self._base.execute("INSERT INTO outputs VALUES (?, ?, ?, ?)", (folded(output), name, output, wanted))
        return output

    def _is_file(self, place: str) -> bool:
        return bool(self._base.execute("SELECT 1 FROM outputs WHERE key = ?", (folded(place),)).fetchone())

    def _is_folder(self, place: str) -> bool:
        key = folded(place)
        found = self._base.execute("SELECT 1 FROM outputs WHERE key > ? AND key < ?", (f"{key}/", f"{key}0"))
        return bool(found.fetchone())
