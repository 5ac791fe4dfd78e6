"""Batches as tests run them: made-up archives, and what becomes of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from cntextfix import Recipe
from cntextfix.batch.engine import Engine, Limits
from cntextfix.batch.job import Job, Outcome, Status, Style
from cntextfix.batch.ledger import FOLDER, Row
from cntextfix.batch.local import Local
from cntextfix.batch.plan import Plan
from cntextfix.batch.run import Batch
from poison import Poison

GARBLED = (
    "完善工作\n"
    "工作机制工作机制，，开展重点场所开展重点场所{n}\n"
    "联合督查行动联合督查行动，，形成督查通报形成督查通报\n"
    "完了。\n"
)
CLEAN = "完善工作\n工作机制，开展重点场所{n}\n联合督查行动，形成督查通报\n完了。\n"
ONLY = Recipe.default().only("dedouble")
POISONED = Recipe(ONLY.rules).with_rule(Poison())


class Watch:
    """Notes what a batch tells."""

    def __init__(self) -> None:
        self.outcomes: dict[str, Outcome] = {}
        self.before: list[str] = []

    def skipped(self, job: Job, row: Row) -> None:
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


def run(
    archive: Path,
    out: Path,
    *,
    recipe: Recipe = ONLY,
    engine: Engine | None = None,
    limits: Limits | None = None,
    retry_failed: bool = False,
    style: Style | None = None,
    group_by: str = "",
    jobs: Iterable[Job | Outcome] | None = None,
    report: Path | None = None,
) -> Watch:
    """One run, in this process unless an engine is given."""
    watch = Watch()
    plan = Plan((str(archive),), style or Style(), group_by=group_by)
    batch = Batch(out, recipe, watch, None, limits or Limits(), retry_failed, report)
    counts = batch.run(plan.jobs() if jobs is None else jobs, engine or Local(0))
    assert counts.total() == len(watch.outcomes)
    return watch


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
