"""Batches as tests run them: made-up archives, and what becomes of them."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from cntextfix import Recipe
from cntextfix.batch.engine import MEMORY, Engine, Limits
from cntextfix.batch.inputs.plan import Plan
from cntextfix.batch.job import Job, Outcome, Status, Style
from cntextfix.batch.outputs.ledger import FOLDER, LedgerRow
from cntextfix.batch.run import Batch
from cntextfix.batch.workers.local import Local
from poison import Poison

PARENT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from batches import WHOLE, run
from cntextfix.batch.workers.local import Local
if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]), engine=Local(2), recipe=WHOLE)
"""

GARBLED = (
    "完善工作\n"
    "工作机制工作机制，，开展重点场所开展重点场所{n}\n"
    "联合督查行动联合督查行动，，形成督查通报形成督查通报\n"
    "完了。\n"
)
CLEAN = "完善工作\n工作机制，开展重点场所{n}\n联合督查行动，形成督查通报\n完了。\n"
WHOLE = Recipe.default()
WHOLE_POISONED = WHOLE.with_rule(Poison())
ONLY = Recipe.default().only("dedouble")
POISONED = Recipe(ONLY.rules).with_rule(Poison())


class Watch:
    """Notes what a batch tells."""

    def __init__(self) -> None:
        self.outcomes: dict[str, Outcome] = {}
        self.before: list[str] = []

    def skipped(self, job: Job, row: LedgerRow) -> None:
        self.before.append(job.name)

    def done(self, outcome: Outcome, weight: int) -> None:
        assert outcome.name not in self.outcomes, f"{outcome.name} has two outcomes"
        self.outcomes[outcome.name] = outcome

    @property
    def counts(self) -> dict[str, int]:
        return dict(Counter(str(one.status) for one in self.outcomes.values()))


def pages(folder: Path, count: int, start: int = 0) -> None:
    """Write so many small pages, in folders of ten."""
    for n in range(start, start + count):
        path = folder / f"{n // 10:03}" / f"p{n}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(GARBLED.format(n="村" * (n % 7)) if n % 3 else f"第{n}页没有问题。\n", encoding="utf-8")


def mixed(folder: Path) -> None:
    """Write some input of every kind: pages, a PDF, records, Parquet, ALTO and hOCR, an archive, a damaged file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    import ocr
    from pdf import sample

    pages(folder / "pages", 12)
    record = {"id": 1, "text": GARBLED.format(n="")}
    (folder / "a.jsonl").write_text("".join(json.dumps(record | {"id": n}) + "\n" for n in range(7)), encoding="utf-8")
    (folder / "b.jsonl.gz").write_bytes(gzip.compress((folder / "a.jsonl").read_bytes()))
    pq.write_table(pa.Table.from_pylist([record | {"id": n} for n in range(7)]), folder / "c.parquet")
    pdf = sample.page()
    (folder / "p.pdf").write_bytes(pdf)
    (folder / "p.xml").write_bytes(ocr.alto(list(ocr.read(pdf))))
    (folder / "p.hocr").write_bytes(ocr.hocr(list(ocr.read(pdf))))
    with zipfile.ZipFile(folder / "z.zip", "w") as archive:
        archive.writestr("一.txt", GARBLED.format(n="村"))
        archive.writestr("二.pdf", pdf)
    (folder / "坏.pdf").write_bytes(pdf[:300])


def run(
    archive: Path | str,
    out: Path | str,
    *,
    recipe: Recipe = ONLY,
    engine: Engine | None = None,
    limits: Limits | None = None,
    retry_failed: bool = False,
    style: Style | None = None,
    group_by: str = "",
    jobs: Iterable[Job | Outcome] | None = None,
    report: Path | str | None = None,
    pack: str = "",
    memory: int = MEMORY,
) -> Watch:
    """One run, in this process unless an engine is given."""
    watch = Watch()
    plan = Plan((str(archive),), style or Style(), group_by=group_by, memory=memory)
    batch = Batch(out, recipe, watch, None, limits or Limits(), retry_failed, report, pack)
    counts = batch.run(plan.jobs() if jobs is None else jobs, engine or Local(0))
    assert counts.total() == len(watch.outcomes)
    return watch


def count(folder: Path) -> int:
    """How many outputs there are below a folder."""
    return sum(1 for path in folder.rglob("*.txt") if FOLDER not in path.parts)


def run_and_kill(archive: Path, out: Path, script: Path, after: float) -> bool:
    """Start a batch in a process of its own and kill that ``after`` some seconds from its first new output; whether
    it was still at work."""
    script.write_text(PARENT, encoding="utf-8")
    before, begun = count(out), time.monotonic()
    words = [sys.executable, str(script), str(archive), str(out), str(Path(__file__).parent)]
    with subprocess.Popen(words) as parent:
        while count(out) == before and parent.poll() is None and time.monotonic() - begun < 60:
            time.sleep(0.01)
        time.sleep(after)
        parent.kill()
        parent.wait()
        return parent.returncode == -signal.SIGKILL


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder by name, but for the ledger's."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and FOLDER not in path.parts
    }


def status_of(watch: Watch, name: str) -> tuple[Status, str]:
    """The status of a job and why it failed."""
    outcome = watch.outcomes[name]
    return outcome.status, str(outcome.reason or "")
