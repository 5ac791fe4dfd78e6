"""Batches at full size, with the whole default recipe: how fast, how steady, and what they survive. Not part of the
test suite, which does the same with smaller counts.

    python tests/benchmarks/batch.py speed  [--pages 20000] [--pdfs 300]   a plain loop, then 1, 2 and 4 workers
    python tests/benchmarks/batch.py kills  [--pages 2000]   parent and workers killed at 20 moments each
    python tests/benchmarks/batch.py poison [--pages 1000]   one bad file of each kind
    python tests/benchmarks/batch.py disk --folder DIR       DIR: an empty file system of 4 to 20 MB (a tmpfs)

Each prints what it found and ends with 1 if something is not as it should be.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

import archive  # noqa: E402

from batches import WHOLE, WHOLE_POISONED, Watch, run, run_and_kill, tree  # noqa: E402
from cntextfix.batch.documents.clean_file import clean_file  # noqa: E402
from cntextfix.batch.engine import Limits  # noqa: E402
from cntextfix.batch.inputs.names import output_name  # noqa: E402
from cntextfix.batch.inputs.plan import Plan  # noqa: E402
from cntextfix.batch.job import Job, Outcome, Status, Target  # noqa: E402
from cntextfix.batch.outputs import status  # noqa: E402
from cntextfix.batch.outputs.ledger import BatchStopped  # noqa: E402
from cntextfix.batch.run import Batch  # noqa: E402
from cntextfix.batch.workers.local import Local  # noqa: E402
from poison import bad_files  # noqa: E402


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


class Meter(Watch):
    """Notes the memory of the workers and of this process ten times in a run."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self._step = max(1, total // 10)
        self.workers: list[float] = []
        self.parent: list[float] = []

    def done(self, outcome: Outcome, weight: int) -> None:
        super().done(outcome, weight)
        if len(self.outcomes) % self._step == 0:
            self.workers.append(max(map(rss, children()), default=0.0))
            self.parent.append(rss(os.getpid()))


def children() -> list[int]:
    import multiprocessing

    return [child.pid for child in multiprocessing.active_children() if child.pid]


def rss(pid: int) -> float:
    """Megabytes of a process in memory (Linux)."""
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return 0.0


def speed(folder: Path, pages: int, pdfs: int, looped: int, workers: list[int]) -> bool:
    archive.write(folder / "in", pages, pdfs)
    total = pages + pdfs
    jobs = [job for job in Plan((str(folder / "in"),)).jobs() if isinstance(job, Job)]
    some = random.Random(1).sample(jobs, min(looped, total))  # every third page is overprinted: no steps
    begun, used = time.perf_counter(), time.process_time()
    for job in some:
        clean_file(replace(job, output=Target(str(folder / "loop" / output_name(job)))), WHOLE)
    loop = len(some) / (time.perf_counter() - begun)
    say(f"plain loop over {len(some)} of the files: {loop:.1f} files/s, CPU {time.process_time() - used:.1f} s")
    rates: dict[int, float] = {}
    for count in workers:
        rates[count] = _timed(folder, count, total)
    for count, rate in rates.items():
        say(f"{count} workers: {rate / rates[workers[0]]:.2f} x {workers[0]}; {rate / loop:.2f} x the plain loop")
    trees = [tree(folder / f"out{count}") for count in workers]
    same = all(one == trees[0] for one in trees) and len(trees[0]) == total
    same = same and all(trees[0][name] == data for name, data in tree(folder / "loop").items())
    say(f"every input has its output, and all runs gave the same bytes as the loop: {same}")
    begun = time.perf_counter()
    watch = Watch()
    Batch(folder / f"out{workers[-1]}", WHOLE, watch).run(Plan((str(folder / "in"),)).jobs(), Local(workers[-1]))
    say(f"again, with nothing to do: {len(watch.before) / (time.perf_counter() - begun):.0f} files/s")
    return same and len(watch.before) == total


def _timed(folder: Path, count: int, total: int) -> float:
    meter = Meter(total)
    batch = Batch(folder / f"out{count}", WHOLE, meter)
    begun, own, theirs = time.perf_counter(), cpu(resource.RUSAGE_SELF), cpu(resource.RUSAGE_CHILDREN)
    batch.run(Plan((str(folder / "in"),)).jobs(), Local(count))
    spent = time.perf_counter() - begun
    own, theirs = cpu(resource.RUSAGE_SELF) - own, cpu(resource.RUSAGE_CHILDREN) - theirs
    say(
        f"{count} workers: {total / spent:.1f} files/s in {spent:.0f} s; CPU of workers {theirs:.1f} s, of the parent "
        f"{own:.2f} s ({100 * own / (own + theirs):.1f} %)\n"
        f"  MB of the largest worker, at each tenth of the run: {' '.join(f'{mb:.0f}' for mb in meter.workers)}\n"
        f"  MB of the parent: {' '.join(f'{mb:.0f}' for mb in meter.parent)}"
    )
    return total / spent


def kills(folder: Path, pages: int) -> bool:
    archive.write(folder / "in", pages)
    begun = time.monotonic()
    run(folder / "in", folder / "expected", engine=Local(2), recipe=WHOLE)
    most = 2 * (time.monotonic() - begun) / 30  # seconds, so that the last kills still find work to do
    expected = tree(folder / "expected")
    chance = random.Random()
    cut = 0
    for _ in range(20):
        cut += run_and_kill(folder / "in", folder / "out", folder / "parent.py", chance.uniform(0, most))
    watch = run(folder / "in", folder / "out", engine=Local(2), recipe=WHOLE)
    right = whole(watch, folder / "out", pages, expected, f"parent killed {cut} times")

    moments = sorted(chance.sample(range(pages), 20))
    killed = 0

    def killing(jobs: Iterator[Job | Outcome]) -> Iterator[Job | Outcome]:
        nonlocal killed
        for n, job in enumerate(jobs):
            while moments and moments[0] <= n:
                moments.pop(0)
                time.sleep(chance.uniform(0, 0.01))
                for pid in chance.sample(children(), min(1, len(children()))):
                    os.kill(pid, signal.SIGKILL)
                    killed += 1
            yield job

    plan = Plan((str(folder / "in"),)).jobs()
    run(folder / "in", folder / "out3", engine=Local(2), jobs=killing(plan), recipe=WHOLE)
    watch = run(folder / "in", folder / "out3", retry_failed=True, recipe=WHOLE)
    return whole(watch, folder / "out3", pages, expected, f"workers killed {killed} times") and right


def whole(watch: Watch, out: Path, pages: int, expected: dict[str, bytes], what: str) -> bool:
    found = status.summary(out)
    right = tree(out) == expected and found.jobs.total() == pages and not found.unfinished
    states = Counter(state for _, state in status.verify(out))
    say(f"{what}: {len(watch.outcomes)} left to the last run; all as if undisturbed: {right}; verify: {dict(states)}")
    return right and set(states) == {"ok"}


def poison(folder: Path, pages: int) -> bool:
    bad = bad_files()
    archive.write(folder / "in", pages - len(bad))
    run(folder / "in", folder / "expected", engine=Local(2), recipe=WHOLE_POISONED)
    expected = tree(folder / "expected")
    for name, (data, _, _) in bad.items():
        (folder / "in" / name).write_bytes(data)
    limits = Limits(5.0, 512 << 20)
    watch = run(folder / "in", folder / "out", recipe=WHOLE_POISONED, engine=Local(2), limits=limits)
    right = len(watch.outcomes) == pages
    for name, (_, wanted, reason) in bad.items():
        found = watch.outcomes[name]
        as_wanted = (found.status, found.reason) == (wanted, reason)
        right = right and as_wanted
        say(f"  {name}: {found.status} {found.reason or ''} {found.detail} {'' if as_wanted else 'WRONG'}")
    made = tree(folder / "out")
    others = {name: data for name, data in made.items() if name in expected} == expected
    failed = sum(outcome.status is Status.FAILED for outcome in watch.outcomes.values())
    say(f"{len(watch.outcomes)} outcomes of {pages}, {failed} failed; the others as without the bad ones: {others}")
    return right and others


def disk(folder: Path, pages: int, small: Path) -> bool:
    archive.write(folder / "in", pages)
    run(folder / "in", folder / "expected", engine=Local(2), recipe=WHOLE)
    free = os.statvfs(small)
    if free.f_blocks * free.f_frsize > 64 << 20:
        raise SystemExit(f"{small} is larger than 64 MB: make a small file system for this")
    ballast = small / "ballast"
    ballast.write_bytes(b"x" * max(0, free.f_bavail * free.f_frsize - 2_000_000))
    stopped = False
    try:
        run(folder / "in", small / "out", engine=Local(2), recipe=WHOLE)
        say("the disk was not full")
    except BatchStopped as error:
        stopped = True
        say(f"stopped: {error}")
    ballast.unlink()
    watch = run(folder / "in", small / "out", engine=Local(2), recipe=WHOLE)
    return whole(watch, small / "out", pages, tree(folder / "expected"), "after the disk was full") and stopped


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("speed", "kills", "poison", "disk"))
    parser.add_argument("--pages", type=int, default=0)
    parser.add_argument("--pdfs", type=int, default=300, help="for speed: PDF pages besides")
    parser.add_argument("--loop", type=int, default=2_000, help="for speed: about so many files in the plain loop")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4], help="for speed")
    parser.add_argument("--folder", type=Path, help="for disk: a small file system")
    chosen = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        match chosen.what:
            case "speed":
                right = speed(folder, chosen.pages or 20_000, chosen.pdfs, chosen.loop, chosen.workers)
            case "kills":
                right = kills(folder, chosen.pages or 2_000)
            case "poison":
                right = poison(folder, chosen.pages or 1_000)
            case _:
                right = disk(folder, chosen.pages or 1_000, chosen.folder or parser.error("disk wants --folder"))
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
