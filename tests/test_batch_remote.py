"""Archives and output folders known by a URI: read and written by pyarrow, with the ledger in shards beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from batches import CLEAN, GARBLED, WHOLE, Watch, mixed, pages, run, tree
from cli_runner import Runner
from cntextfix.batch.inputs.plan import Plan
from cntextfix.batch.job import Job, Outcome, Status
from cntextfix.batch.outputs import journal, status
from cntextfix.batch.outputs.ledger import FOLDER, BatchStopped
from cntextfix.batch.storage import remote
from cntextfix.batch.workers.local import Local

pytest.importorskip("pyarrow")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "入 口"
    folder.mkdir()
    return folder


def test_the_same_bytes_as_in_folders_of_this_machine(archive: Path, tmp_path: Path) -> None:
    mixed(archive)
    run(archive, tmp_path / "here", recipe=WHOLE, report=tmp_path / "r1")
    there = (tmp_path / "there").as_uri()
    watch = run(archive.as_uri(), there, recipe=WHOLE, engine=Local(2), report=(tmp_path / "r2").as_uri())
    assert tree(tmp_path / "there") == tree(tmp_path / "here")
    assert tree(tmp_path / "r2") == tree(tmp_path / "r1")
    assert run(archive.as_uri(), there, recipe=WHOLE, report=(tmp_path / "r2").as_uri()).outcomes == {}
    found = status.summary(there)
    assert (found.jobs.total(), found.unfinished) == (len(watch.outcomes), 0)
    assert set(dict(status.verify(there)).values()) == {"ok"}


def test_only_what_is_new_or_changed_is_done(archive: Path, tmp_path: Path) -> None:
    pages(archive, 5)
    out = (tmp_path / "out").as_uri()
    assert len(run(archive.as_uri(), out).outcomes) == 5
    (archive / "000/p1.txt").write_text(GARBLED.format(n="新"), encoding="utf-8")
    pages(archive, 2, start=5)
    watch = run(archive.as_uri(), out)
    assert set(watch.outcomes) == {"000/p1.txt", "000/p5.txt", "000/p6.txt"}
    assert len(watch.before) == 4
    assert (tmp_path / "out/000/p1.txt").read_text(encoding="utf-8") == CLEAN.format(n="新")
    (tmp_path / "out/000/p2.txt").unlink()
    assert set(run(archive.as_uri(), out).outcomes) == {"000/p2.txt"}


def test_files_of_others_are_never_overwritten(archive: Path, tmp_path: Path) -> None:
    pages(archive, 4)
    (tmp_path / "out/000").mkdir(parents=True)
    (tmp_path / "out/000/p1.txt").write_text("我的", encoding="utf-8")
    out = (tmp_path / "out").as_uri()
    watch = run(archive.as_uri(), out)
    assert str(watch.outcomes["000/p1.txt"].reason) == "output-exists"
    (tmp_path / "out/000/p2.txt").write_text("改了", encoding="utf-8")
    (archive / "000/p2.txt").write_text(GARBLED.format(n="新"), encoding="utf-8")
    assert str(run(archive.as_uri(), out).outcomes["000/p2.txt"].reason) == "output-edited"
    assert (tmp_path / "out/000/p1.txt").read_text(encoding="utf-8") == "我的"


class Cut(Exception):  # noqa: N818
    pass


def test_a_run_that_was_cut_short_goes_on(archive: Path, tmp_path: Path) -> None:
    """What was written after the last shard of the ledger is ours all the same: it was begun before."""
    pages(archive, 30)
    run(archive, tmp_path / "expected")
    out = (tmp_path / "out").as_uri()

    class Cutting(Watch):
        def done(self, outcome: Outcome, weight: int) -> None:
            super().done(outcome, weight)
            if len(self.outcomes) == 10:
                raise Cut

    from cntextfix.batch.run import Batch

    finish = journal.SharedLedger.finish
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(journal.SharedLedger, "finish", lambda self, done, settings: None)
        with pytest.raises(Cut):
            Batch(out, WHOLE.only("dedouble"), Cutting()).run(Plan((archive.as_uri(),)).jobs(), Local(0))
    assert journal.SharedLedger.finish is finish
    watch = run(archive.as_uri(), out)
    assert len(watch.outcomes) == 30
    assert not [one for one in watch.outcomes.values() if one.reason]
    assert tree(tmp_path / "out") == tree(tmp_path / "expected")


def test_a_ledger_that_cannot_be_written_stops_the_batch(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages(archive, 3)
    put = remote.put

    def full(address: str, data: bytes) -> None:
        if FOLDER in address:
            raise OSError(28, "No space left on device")
        put(address, data)

    monkeypatch.setattr(remote, "put", full)
    with pytest.raises(BatchStopped, match="No space left"):
        run(archive.as_uri(), (tmp_path / "out").as_uri())
    monkeypatch.undo()
    assert len(run(archive.as_uri(), (tmp_path / "out").as_uri()).outcomes) == 3


def test_shards_of_the_ledger_are_put_together(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_MOST", 2)
    out = (tmp_path / "out").as_uri()
    for n in range(4):
        pages(archive, 1, start=n)
        run(archive.as_uri(), out)
    shards = sorted((tmp_path / "out" / FOLDER / "ledger").iterdir())
    assert len(shards) <= 4
    rows = [json.loads(line) for shard in shards for line in shard.read_text(encoding="utf-8").splitlines()]
    assert {row["name"] for row in rows} == {f"000/p{n}.txt" for n in range(4)}
    assert status.summary(out).jobs.total() == 4


def test_failures_are_kept_and_what_is_gone_is_forgotten(archive: Path, tmp_path: Path) -> None:
    (archive / "坏.txt").write_bytes(b"\x00\x01\xff" * 99)
    (archive / "坏.zip").write_bytes(b"PK")
    out = (tmp_path / "out").as_uri()
    watch = run(archive.as_uri(), out)
    assert {one.status for one in watch.outcomes.values()} == {Status.FAILED}
    assert {row.name for row in status.failures(out)} == {"坏.txt", "坏.zip"}
    (archive / "坏.zip").unlink()
    assert run(archive.as_uri(), out).outcomes == {}
    assert {row.name for row in status.failures(out)} == {"坏.txt"}


def test_one_file_and_outputs_below_the_archive(archive: Path) -> None:
    pages(archive, 2)
    alone = list(Plan(((archive / "000/p1.txt").as_uri(),)).jobs())
    assert [job.name for job in alone] == ["p1.txt"]
    out = f"{archive.as_uri()}/清"
    run(archive.as_uri(), out)
    jobs: Iterator[Job | Outcome] = Plan((archive.as_uri(),), leave_out=out).jobs()
    assert [job.name for job in jobs] == ["000/p0.txt", "000/p1.txt"]


def test_on_the_command_line(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cli = Runner(monkeypatch)
    pages(archive, 5)
    uri, out = archive.as_uri(), (tmp_path / "out").as_uri()
    dry = cli("batch", uri, "-o", out, "--dry-run")
    assert "5 to do, 0 done" in dry.err
    assert not (tmp_path / "out").exists()
    first = cli("batch", uri, "-o", out, "-j", "1", "--only", "dedouble")
    assert (first.code, "5 done" in first.err) == (0, True)
    assert "5 inputs" in cli("batch", "--status", out).text
    assert "5 outputs as written" in cli("batch", "--verify", out).err
    for words, said in (
        (("batch", uri, "-o", uri), "the archive itself"),
        (("batch", uri, "-o", out, "--format", "jsonl"), "a URI takes no"),
        (("batch", uri, "-o", out, "--report", "all.jsonl"), "a URI takes no"),
        (("batch", f"{uri}/none", "-o", out), "no such file or folder"),
        (("batch", "nowhere://x/y", "-o", out), "pyarrow knows no such file system"),
        (("batch", "--status", uri), "no ledger there"),
    ):
        result = cli(*words)
        assert (result.code, said in result.err) == (2, True), (words, result.err)


def test_addresses() -> None:
    assert remote.join("file:///a/", "b#c.txt") == "file:///a#b#c.txt"
    assert remote.join("file:///a#b", "c") == "file:///a#b/c"
