"""Batches that are hurt: workers that die, hang or eat all memory, a parent that is killed, a full disk."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from batches import CLEAN, GARBLED, POISONED, WHOLE, WHOLE_POISONED, count, pages, run, run_and_kill, tree
from cntextfix.batch.engine import Limits
from cntextfix.batch.inputs.plan import Plan
from cntextfix.batch.job import Job, Outcome, Status, Target
from cntextfix.batch.outputs import status
from cntextfix.batch.workers.local import Local
from cntextfix.batch.workers.pool import Pool, WorkersFail
from poison import EAT, HANG, KILL, SLOW, bad_files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals")


def test_one_poisonous_file_of_each_kind_among_a_thousand(tmp_path: Path) -> None:
    archive = tmp_path / "in"
    bad = bad_files()
    pages(archive, 1000 - len(bad))
    run(archive, tmp_path / "expected", recipe=WHOLE)
    for name, (data, _, _) in bad.items():
        (archive / name).write_bytes(data)
    limits = Limits(4.0, 512 << 20)
    watch = run(archive, tmp_path / "out", recipe=WHOLE_POISONED, engine=Local(2), limits=limits)
    assert len(watch.outcomes) == 1000
    found = {name: (watch.outcomes[name].status, watch.outcomes[name].reason) for name in bad}
    assert found == {name: (wanted, reason) for name, (_, wanted, reason) in bad.items()}
    assert watch.outcomes["杀.txt"].detail == "SIGKILL"
    made = tree(tmp_path / "out")
    assert {name: data for name, data in made.items() if "/" in name} == tree(tmp_path / "expected")
    assert {name for name in made if "/" not in name} == {"空.txt", "码.txt"}


def test_a_poisonous_record_fails_alone(tmp_path: Path) -> None:
    archive = tmp_path / "in"
    archive.mkdir()
    texts = [GARBLED.format(n=""), KILL, GARBLED.format(n=""), HANG, EAT, "好。"]
    lines = [json.dumps({"text": text, "n": n}) for n, text in enumerate(texts)]
    (archive / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    watch = run(archive, tmp_path / "out", recipe=POISONED, engine=Local(1), limits=Limits(2.0, 320 << 20))
    outcome = watch.outcomes["a.jsonl/part-00000"]
    assert dict(outcome.records) == {Status.FAILED: 3, Status.OK: 2, Status.UNCHANGED: 1}
    written = (tmp_path / "out/a.jsonl/part-00000.jsonl").read_text(encoding="utf-8").splitlines()
    assert ['"cntextfix_reason": "crashed"' in written[1], '"cntextfix_reason": "timeout"' in written[3]] == [True] * 2
    assert CLEAN.format(n="").replace("\n", "\\n") in written[2]


def test_workers_killed_at_any_moment(tmp_path: Path) -> None:
    """Only a task whose worker was killed twice is lost; the next run does those."""
    archive = tmp_path / "in"
    pages(archive, 200)
    run(archive, tmp_path / "expected", recipe=WHOLE)
    chance = random.Random(5)
    engine = Local(2)
    kills = 0

    def killing(jobs: Iterator[Job | Outcome]) -> Iterator[Job | Outcome]:
        nonlocal kills
        import multiprocessing

        for job in jobs:
            if chance.random() < 0.1:
                for child in multiprocessing.active_children():
                    if chance.random() < 0.6 and child.pid:
                        os.kill(child.pid, signal.SIGKILL)
                        kills += 1
            yield job

    plan = Plan((str(archive),)).jobs()
    watch = run(archive, tmp_path / "out", engine=engine, jobs=killing(plan), recipe=WHOLE)
    assert kills >= 10
    assert len(watch.outcomes) == 200
    assert {str(o.reason) for o in watch.outcomes.values() if o.reason} <= {"crashed"}
    run(archive, tmp_path / "out", retry_failed=True, recipe=WHOLE)
    assert tree(tmp_path / "out") == tree(tmp_path / "expected")


def test_parent_killed_at_any_moment(tmp_path: Path) -> None:
    archive = tmp_path / "in"
    pages(archive, 150)
    run(archive, tmp_path / "expected", recipe=WHOLE)
    out = tmp_path / "out"
    chance = random.Random(1)
    cut = sum(run_and_kill(archive, out, tmp_path / "parent.py", chance.random() * 0.1) for _ in range(4))
    assert cut
    assert count(out) > 4
    watch = run(archive, out, recipe=WHOLE)
    assert len(watch.outcomes) + len(watch.before) == 150
    assert not [o for o in watch.outcomes.values() if o.reason], "nothing of ours was taken for somebody else's"
    assert tree(out) == tree(tmp_path / "expected")
    assert status.summary(out).unfinished == 0
    assert set(dict(status.verify(out)).values()) == {"ok"}


def test_ctrl_c_finishes_what_is_begun(tmp_path: Path) -> None:
    archive = tmp_path / "in"
    pages(archive, 400)
    out = tmp_path / "out"
    words = [sys.executable, "-m", "cntextfix", "batch", str(archive), "-o", str(out), "-j", "2", "--lang", "en"]
    with subprocess.Popen(
        words,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
    ) as parent:
        while not (out / "000").exists() and parent.poll() is None:
            time.sleep(0.01)
        os.killpg(parent.pid, signal.SIGINT)  # as a terminal does: to the workers as well
        _, errors = parent.communicate(timeout=90)
    assert parent.returncode == 130, errors.decode()
    assert b"goes on from here" in errors
    found = status.summary(out)
    assert 0 < found.jobs.total() < 400
    assert not found.jobs[Status.FAILED]
    assert len(tree(out)) == found.jobs.total()


def test_a_full_disk_stops_the_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    from cntextfix.batch.outputs.ledger import BatchStopped
    from cntextfix.batch.storage import files

    archive = tmp_path / "in"
    pages(archive, 30)
    put, left = files.put, 10

    def full(target: Target, data: bytes) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        put(target, data)

    monkeypatch.setattr(files, "put", full)
    with pytest.raises(BatchStopped, match="No space left"):
        run(archive, tmp_path / "out")
    monkeypatch.undo()
    watch = run(archive, tmp_path / "out")
    assert (len(watch.before), watch.counts["ok"] + watch.counts["unchanged"]) == (10, 20)


class _Unbearable:
    """Cannot be unpickled: no worker that gets it comes up."""

    def __call__(self, task: str, tick: object) -> str:
        return task

    def __reduce__(self) -> tuple[object, ...]:
        return _never, ()


def _never() -> None:
    raise SystemExit(7)


def test_workers_that_never_come_up_are_told_of() -> None:
    with Pool[str, str](_Unbearable(), 2, Limits()) as pool, pytest.raises(WorkersFail, match="exit code 7"):
        list(pool.results(iter("abc")))


def _slow(task: str, tick: object) -> str:
    time.sleep(0.05 if SLOW in task else 0)
    return task


def test_the_pool_takes_tasks_only_as_it_can_do_them() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[str]:
        for n in range(40):
            taken.append(n)
            yield f"{n}{SLOW}"

    with Pool[str, str](_slow, 2, Limits()) as pool:
        for done, _ in enumerate(pool.results(tasks()), 1):
            assert len(taken) - done <= 3
    assert len(taken) == 40
