"""Batches at full size: how fast, how steady, and what they survive. Not part of the test suite, which does the same
with smaller counts.

    python tests/benchmarks/batch.py speed  [--pages 20000]     a plain loop, one worker, two workers, in turn
    python tests/benchmarks/batch.py kills  [--pages 2000]      parent and workers killed at 20 moments each
    python tests/benchmarks/batch.py poison [--pages 1000]      one bad file of each kind
    python tests/benchmarks/batch.py disk --folder DIR          DIR: a file system with some MB left
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from batches import POISONED, Watch, run, run_and_kill, tree  # noqa: E402
from cntextfix import Recipe  # noqa: E402
from cntextfix.batch import status  # noqa: E402
from cntextfix.batch.engine import Limits  # noqa: E402
from cntextfix.batch.job import Job, Outcome, Status, clean_file  # noqa: E402
from cntextfix.batch.local import Local  # noqa: E402
from cntextfix.batch.plan import Plan  # noqa: E402
from cntextfix.batch.run import Batch  # noqa: E402
from poison import EAT, HANG, KILL, RAISE  # noqa: E402


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def sentences() -> list[str]:
    articles = json.loads((HERE.parent / "data" / "articles.json").read_text(encoding="utf-8"))
    found = [text for one in articles for section in one["sections"] for text in section.get("paragraphs", [])]
    return [text for text in found if isinstance(text, str)]


def archive(folder: Path, count: int) -> None:
    """Pages of 15 wrapped lines of 20 characters, every third one overprinted."""
    texts = sentences()
    chance = random.Random(7)
    for n in range(count):
        text = "".join(chance.choices(texts, k=4))
        at = chance.randrange(max(1, len(text) - 300))
        lines = [text[m : m + 20] for m in range(at, min(len(text), at + 300), 20)]
        if n % 3 == 0:
            lines = ["".join(char * 2 for char in line) for line in lines]
        path = folder / f"{n // 100:04}" / f"{n:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


class Meter(Watch):
    """Notes the memory of the workers now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.memory: list[float] = []

    def done(self, outcome: Outcome, weight: int) -> None:
        super().done(outcome, weight)
        if len(self.outcomes) % 500 == 0:
            self.memory.append(max(map(rss, children()), default=0.0))


def children() -> list[int]:
    import multiprocessing

    return [child.pid for child in multiprocessing.active_children() if child.pid]


def rss(pid: int) -> float:
    """Megabytes of a process in memory (Linux)."""
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return 0.0


def speed(folder: Path, pages: int, only: list[str]) -> None:
    archive(folder / "in", pages)
    recipe = Recipe.default().only(*only) if only else Recipe.default()
    some = [job for job in Plan((str(folder / "in"),)).jobs() if isinstance(job, Job)]
    begun, used = time.perf_counter(), time.process_time()
    for job in some:
        clean_file(job, recipe)
    loop, loop_cpu = time.perf_counter() - begun, time.process_time() - used
    say(f"plain loop (writes nothing): {pages / loop:7.1f} files/s   CPU {loop_cpu:.1f} s")
    rates = []
    for workers in (1, 2):
        meter = Meter()
        batch = Batch(folder / f"out{workers}", recipe, meter)
        begun, own, theirs = time.perf_counter(), cpu(resource.RUSAGE_SELF), cpu(resource.RUSAGE_CHILDREN)
        batch.run(Plan((str(folder / "in"),)).jobs(), Local(workers))
        spent = time.perf_counter() - begun
        own, theirs = cpu(resource.RUSAGE_SELF) - own, cpu(resource.RUSAGE_CHILDREN) - theirs
        rates.append(pages / spent)
        memory = f"{meter.memory[0]:.0f} MB after 500, {meter.memory[-1]:.0f} MB at the end" if meter.memory else "?"
        say(
            f"{workers} workers: {rates[-1]:7.1f} files/s   CPU of workers {theirs:.1f} s, of the parent {own:.2f} s "
            f"({100 * own / (own + theirs):.1f} %)   memory of a worker {memory}"
        )
    say(f"two workers: {rates[1] / rates[0]:.2f} x one; one: {rates[0] * loop / pages:.2f} x the loop")
    say(f"same bytes: {tree(folder / 'out1') == tree(folder / 'out2')}")
    begun = time.perf_counter()
    watch = Meter()
    Batch(folder / "out2", recipe, watch).run(Plan((str(folder / "in"),)).jobs(), Local(2))
    say(f"again, with nothing to do: {len(watch.before) / (time.perf_counter() - begun):.0f} files/s")


def kills(folder: Path, pages: int) -> None:
    archive(folder / "in", pages)
    run(folder / "in", folder / "expected", engine=Local(2))
    expected = tree(folder / "expected")
    chance = random.Random()
    most = pages / 2000  # seconds, so that the last kills still find work to do
    cut = 0
    for _ in range(20):
        cut += run_and_kill(folder / "in", folder / "out", folder / "parent.py", chance.uniform(0, most))
    watch = run(folder / "in", folder / "out", engine=Local(2))
    whole(watch, folder / "out", pages, expected, f"parent killed {cut} times")

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

    run(folder / "in", folder / "out3", engine=Local(2), jobs=killing(Plan((str(folder / "in"),)).jobs()))
    watch = run(folder / "in", folder / "out3", retry_failed=True)
    whole(watch, folder / "out3", pages, expected, f"workers killed {killed} times")


def whole(watch: Watch, out: Path, pages: int, expected: dict[str, bytes], what: str) -> None:
    found = status.summary(out)
    right = tree(out) == expected and found.jobs.total() == pages and not found.unfinished
    states = Counter(state for _, state in status.verify(out))
    say(f"{what}: {len(watch.outcomes)} left to the last run; all as if undisturbed: {right}; verify: {dict(states)}")


def poison(folder: Path, pages: int) -> None:
    archive(folder / "in", pages - 7)
    bad = {
        "杀.txt": (KILL.encode(), "crashed"),
        "挂.txt": (HANG.encode(), "timeout"),
        "吃.txt": (EAT.encode(), "memory"),
        "错.txt": (RAISE.encode(), "bug"),
        "零.txt": (b"\x00\x01\x02\xff" * 500, "unreadable"),
        "码.txt": ("这是别的编码的文字，读得出来。\n".encode("gb18030"), ""),
        "损.pdf": (b"%PDF-1.4\n1 0 obj\n<</Type", "unreadable"),
    }
    for name, (data, _) in bad.items():
        (folder / "in" / name).write_bytes(data)
    limits = Limits(5.0, 512 << 20)
    watch = run(folder / "in", folder / "out", recipe=POISONED, engine=Local(2), limits=limits)
    right = all(str(watch.outcomes[name].reason or "") == reason for name, (_, reason) in bad.items())
    failed = [name for name, outcome in watch.outcomes.items() if outcome.status is Status.FAILED]
    say(f"{len(watch.outcomes)} outcomes of {pages}, {len(failed)} failed; each bad file as it should be: {right}")
    for name in sorted(failed):
        say(f"  {name}: {watch.outcomes[name].reason} {watch.outcomes[name].detail}")


def disk(folder: Path, pages: int, small: Path) -> None:
    archive(folder / "in", pages)
    run(folder / "in", folder / "expected", engine=Local(2))
    ballast = small / "ballast"
    free = os.statvfs(small)
    ballast.write_bytes(b"x" * max(0, free.f_bavail * free.f_frsize - 3_000_000))
    try:
        run(folder / "in", small / "out", engine=Local(2))
        say("the disk was not full")
    except Exception as error:
        say(f"stopped: {type(error).__name__}: {error}")
    ballast.unlink()
    watch = run(folder / "in", small / "out", engine=Local(2))
    whole(watch, small / "out", pages, tree(folder / "expected"), "after the disk was full")


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("speed", "kills", "poison", "disk"))
    parser.add_argument("--pages", type=int, default=0)
    parser.add_argument("--folder", type=Path, help="for disk: where little room is left")
    parser.add_argument("--only", nargs="*", default=[], metavar="RULE", help="for speed: rules or families to run")
    chosen = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        match chosen.what:
            case "speed":
                speed(folder, chosen.pages or 20_000, chosen.only)
            case "kills":
                kills(folder, chosen.pages or 2_000)
            case "poison":
                poison(folder, chosen.pages or 1_000)
            case _:
                disk(folder, chosen.pages or 2_000, chosen.folder or parser.error("disk wants --folder"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
