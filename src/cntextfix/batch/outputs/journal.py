"""The ledger of an output folder that is no folder of this machine: its rows go into shards beside the outputs, and a
run puts them together in a ledger of its own.

A shard is written whole, after the outputs of its rows; what a run that was killed did after its last shard is done
again.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType

from cntextfix.batch.job import Outcome
from cntextfix.batch.outputs.ledger import FOLDER, BatchStopped, Ledger, Settings
from cntextfix.batch.storage import remote

_MOST = 200
"""Shards that are read one by one; a run that finds more puts them together in one. Chosen."""


class SharedLedger(Ledger):
    """A Ledger below a URI. Raises FileNotFoundError if it is ``readonly`` and there is none; SourceError, OSError; and
    BatchStopped where its rows cannot be written."""

    def __init__(self, base: str, *, readonly: bool = False) -> None:
        self._shards = remote.join(base, f"{FOLDER}/ledger")
        found = sorted(one.name for one in remote.files(self._shards) if one.name.endswith(".jsonl"))
        if readonly and not found:
            raise FileNotFoundError(self._shards)
        self._own = tempfile.TemporaryDirectory(prefix="cntextfix-")
        super().__init__(Path(self._own.name) / "ledger.sqlite")
        for name in found:
            self.put_rows(remote.read(remote.join(self._shards, name)).decode().splitlines())
        self.claims.take_all()
        self._next = int(found[-1].split(".")[0]) + 1 if found else 0
        if len(found) > _MOST and not readonly:
            self._write(self.all_rows())
            for name in found:
                remote.remove(remote.join(self._shards, name))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        self._own.cleanup()

    def begin(self, jobs: Sequence[tuple[str, str | None, str]]) -> list[str]:
        """As in a Ledger, and for all to see."""
        taken = super().begin(jobs)
        self._write(self.all_rows([name for name, _, _ in jobs if name not in taken]))
        return taken

    def finish(self, done: Sequence[tuple[Outcome, str]], settings: Settings) -> None:
        """As in a Ledger, and for all to see."""
        super().finish(done, settings)
        self._write(self.all_rows([outcome.name for outcome, _ in done]))

    def touch(self, stats: Sequence[tuple[str, str]]) -> None:
        """As in a Ledger, and for all to see."""
        super().touch(stats)
        self._write(self.all_rows([name for name, _ in stats]))

    def forget_refused(self) -> None:
        """As in a Ledger, and for all to see."""
        gone = self.refused()
        super().forget_refused()
        self._write(json.dumps({"gone": name}) for name in gone)

    def _write(self, lines: Iterable[str]) -> None:
        data = "".join(f"{line}\n" for line in lines).encode()
        if data:
            place = remote.join(self._shards, f"{self._next:010}.jsonl")
            try:
                remote.put(place, data)
            except OSError as error:
                raise BatchStopped(f"{place}: {error}") from error
            self._next += 1
