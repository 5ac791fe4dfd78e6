"""Where outputs go: a folder of this machine, or one on any file system that pyarrow knows."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from cntextfix.batch.job import Target
from cntextfix.batch.outputs.journal import SharedLedger
from cntextfix.batch.outputs.ledger import FOLDER, Ledger
from cntextfix.batch.storage import remote
from cntextfix.batch.storage.lock import locked


@dataclass(frozen=True, slots=True)
class Pace:
    """How often the ledger is written: so many jobs begun at once, so many outcomes or seconds."""

    begun: int
    done: int
    seconds: float


class OutputFolder(Protocol):
    """An output folder."""

    @property
    def pace(self) -> Pace:
        """How often the ledger of such a folder is written."""
        ...

    @property
    def scratch(self) -> str:
        """A folder for temporary files that the workers see, too; empty if there is none."""
        ...

    def opened(self) -> AbstractContextManager[Ledger]:
        """Make the folder ready for a run, and give its ledger. Raises Busy, SourceError, OSError, sqlite3.Error."""
        ...

    def size(self, name: str) -> int | None:
        """The size of a file below it; None if there is none."""
        ...

    def target(self, name: str, ours: str) -> Target:
        """The target that leads to a file below it."""
        ...


@dataclass(frozen=True, slots=True)
class Here:
    """A folder of this machine, or one that all machines see alike."""

    path: Path
    pace: Pace = Pace(32, 64, 1.0)

    @property
    def scratch(self) -> str:
        """A folder beside the ledger."""
        return str(self.path / FOLDER / "tmp")

    @contextlib.contextmanager
    def opened(self) -> Iterator[Ledger]:
        """Lock the folder, empty its scratch, and give its ledger."""
        folder = self.path / FOLDER
        (folder / "tmp").mkdir(parents=True, exist_ok=True)
        with locked(folder / "lock"):
            shutil.rmtree(folder / "tmp")
            (folder / "tmp").mkdir()
            with Ledger(folder / "ledger.sqlite") as ledger:
                yield ledger

    def size(self, name: str) -> int | None:
        """The size of a file, asked of the disk."""
        try:
            return (self.path / name).stat().st_size
        except OSError:
            return None

    def target(self, name: str, ours: str) -> Target:
        """A file in the folder, written by way of the scratch."""
        return Target(str(self.path / name), self.scratch, ours)


@dataclass(slots=True)
class There:
    """A folder known by its URI. It is listed once, before a run; nothing there keeps two runs apart."""

    base: str
    pace: Pace = Pace(500, 1000, 30.0)
    _sizes: dict[str, int] = field(default_factory=dict)

    @property
    def scratch(self) -> str:
        """None: what is stored remotely appears whole, or not at all."""
        return ""

    @contextlib.contextmanager
    def opened(self) -> Iterator[Ledger]:
        """List what is there, and give the ledger that is kept beside it."""
        self._sizes.update((found.name, found.size) for found in remote.files(self.base))
        with SharedLedger(self.base) as ledger:
            yield ledger

    def size(self, name: str) -> int | None:
        """The size of a file, as it was listed."""
        return self._sizes.get(name)

    def target(self, name: str, ours: str) -> Target:
        """A file below the URI."""
        return Target(remote.join(self.base, name), ours=ours)


def place_of(out: str | Path) -> OutputFolder:
    """The place that a path or a URI is."""
    return There(str(out)) if remote.is_uri(str(out)) else Here(Path(out))
