"""Batches: every input has one outcome, done work stays done, and nothing that is not ours is overwritten."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from batches import CLEAN, GARBLED, ONLY, POISONED, WHOLE, mixed, pages, run, status_of, tree
from cntextfix import Recipe
from cntextfix.batch.documents.clean_file import clean_file
from cntextfix.batch.inputs.names import output_name
from cntextfix.batch.inputs.plan import Plan
from cntextfix.batch.job import Job, Kind, Part, Reason, Status, Style, Target
from cntextfix.batch.outputs import status
from cntextfix.batch.outputs.ledger import FOLDER
from cntextfix.batch.storage.lock import Busy, locked
from cntextfix.batch.workers.local import Local
from poison import RAISE


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    pages(folder, 12)
    return folder


def test_contract_in_a_plain_loop(tmp_path: Path) -> None:
    source, out = tmp_path / "a.txt", tmp_path / "b.txt"
    source.write_text(GARBLED.format(n=""), encoding="utf-8")
    outcome = clean_file(Job("a.txt", (Part(str(source)),), output=Target(str(out))), ONLY)
    assert (outcome.status, [rule for rule, _ in outcome.changes], outcome.pages) == (Status.OK, ["tandem-repeat"], 1)
    assert out.read_text(encoding="utf-8") == CLEAN.format(n="")
    assert outcome.bytes_in == source.stat().st_size
    assert outcome.bytes_out == out.stat().st_size
    assert clean_file(Job("x", (Part(str(tmp_path / "none")),)), ONLY).reason is Reason.CANNOT_READ


def test_outputs_mirror_the_tree_and_a_second_run_does_nothing(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = run(archive, out)
    assert first.counts == {"ok": 8, "unchanged": 4}
    assert set(tree(out)) == set(tree(archive))
    assert (out / "000/p1.txt").read_text(encoding="utf-8") == CLEAN.format(n="村")
    assert (out / "000/p3.txt").read_bytes() == (archive / "000/p3.txt").read_bytes()
    before = tree(out)
    second = run(archive, out)
    assert (second.outcomes, len(second.before)) == ({}, 12)
    assert tree(out) == before


def test_only_what_is_new_or_changed_is_done(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(archive, out)
    pages(archive, 1, start=12)
    (archive / "000/p0.txt").write_text("改了。\n", encoding="utf-8")
    os.utime(archive / "000/p1.txt", (1, 1))  # another time, the same content
    assert set(run(archive, out).outcomes) == {"000/p0.txt", "001/p12.txt"}
    (out / "000/p2.txt").unlink()
    assert set(run(archive, out).outcomes) == {"000/p2.txt"}


def test_another_recipe_is_done_again_and_the_first_one_too(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(archive, out)
    before = tree(out)
    nothing = Recipe(())
    assert run(archive, out, recipe=nothing).counts == {"unchanged": 12}
    assert tree(out) == tree(archive)
    assert run(archive, out).counts == {"ok": 8, "unchanged": 4}
    assert tree(out) == before


def test_both_folders_can_be_moved(archive: Path, tmp_path: Path) -> None:
    run(archive, tmp_path / "out")
    archive, out = archive.rename(tmp_path / "elsewhere"), (tmp_path / "out").rename(tmp_path / "moved")
    assert run(archive, out).outcomes == {}


def test_files_of_others_are_never_overwritten(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "000").mkdir(parents=True)
    (out / "000/p1.txt").write_text("我的", encoding="utf-8")
    for _ in range(2):
        watch = run(archive, out)
        assert status_of(watch, "000/p1.txt") == (Status.FAILED, "output-exists")
        assert (out / "000/p1.txt").read_text(encoding="utf-8") == "我的"
    (out / "000/p1.txt").unlink()
    assert run(archive, out).counts == {"ok": 1}


def test_an_output_that_was_edited_is_not_overwritten(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(archive, out)
    (out / "000/p1.txt").write_text("手工改过", encoding="utf-8")
    watch = run(archive, out, recipe=Recipe(()))
    assert status_of(watch, "000/p1.txt") == (Status.FAILED, "output-edited")
    assert (out / "000/p1.txt").read_text(encoding="utf-8") == "手工改过"


def test_failures_are_kept_and_tried_again_on_demand(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (archive / "000/p4.txt").write_text(RAISE, encoding="utf-8")
    (archive / "000/p5.txt").write_bytes(b"\x00\x01\x02\xff\xfe\x00\x80" * 99)
    watch = run(archive, out, recipe=POISONED)
    assert status_of(watch, "000/p4.txt") == (Status.FAILED, "bug")
    assert "ZeroDivisionError: 中毒" in watch.outcomes["000/p4.txt"].detail
    assert status_of(watch, "000/p5.txt") == (Status.FAILED, "unreadable")
    assert not (out / "000/p4.txt").exists()
    assert run(archive, out, recipe=POISONED).outcomes == {}
    assert set(run(archive, out, recipe=POISONED, retry_failed=True).outcomes) == {"000/p4.txt", "000/p5.txt"}
    assert [row.name for row in status.failures(out)] == ["000/p4.txt", "000/p5.txt"]
    found = status.summary(out)
    assert (found.jobs[Status.FAILED], found.jobs.total(), found.unfinished) == (2, 12, 0)


def test_what_the_system_forbids_is_tried_again(archive: Path, tmp_path: Path) -> None:
    (archive / "000/p1.txt").chmod(0)
    (archive / "001").chmod(0)
    if os.access(archive / "000/p1.txt", os.R_OK):
        pytest.skip("this user reads everything")
    watch = run(archive, tmp_path / "out")
    assert status_of(watch, "000/p1.txt") == (Status.FAILED, "cannot-read")
    assert status_of(watch, "001/") == (Status.FAILED, "cannot-read")
    (archive / "000/p1.txt").chmod(0o600)
    (archive / "001").chmod(0o700)
    assert set(run(archive, tmp_path / "out").outcomes) == {"000/p1.txt", "001/p10.txt", "001/p11.txt"}
    assert not list(status.failures(tmp_path / "out"))


def test_a_folder_that_cannot_be_written_to(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(archive, out)
    pages(archive, 1, start=12)
    (out / "001").chmod(0o500)
    if os.access(out / "001", os.W_OK):
        pytest.skip("this user writes everywhere")
    assert status_of(run(archive, out), "001/p12.txt") == (Status.FAILED, "cannot-write")
    (out / "001").chmod(0o700)
    assert run(archive, out).counts == {"unchanged": 1}


def test_a_missing_file_is_an_outcome(tmp_path: Path) -> None:
    archive = tmp_path / "in"
    archive.mkdir()
    (archive / "断.txt").symlink_to(tmp_path / "nowhere")
    assert status_of(run(archive, tmp_path / "out"), "断.txt") == (Status.FAILED, "cannot-read")


def test_two_inputs_never_have_one_output(tmp_path: Path) -> None:
    names = ["a.txt", "a.pdf", "a.pdf.txt", "a.xml", "b/a.txt"]
    kinds = [Kind.TEXT, Kind.PDF, Kind.TEXT, Kind.ALTO, Kind.TEXT]
    for style in ("text", "markdown", "json"):
        jobs = [Job(n, (Part(n),), k, style=Style(style)) for n, k in zip(names, kinds, strict=True)]
        outs = [output_name(job) for job in jobs]
        assert len(set(outs)) >= len(outs) - 1, "only a.pdf.txt may meet a.pdf"
    archive = tmp_path / "in"
    archive.mkdir()
    (archive / "a.pdf.txt").write_text("一\n", encoding="utf-8")
    (archive / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    watch = run(archive, tmp_path / "out")
    assert len(watch.outcomes) == 2, "each has an outcome"


def test_the_order_of_pages_in_an_issue(tmp_path: Path) -> None:
    archive = tmp_path / "in"
    for name in ("20230101_10.txt", "20230101_9.txt", "20230102_1.txt", "散页.txt"):
        (archive / "a").mkdir(parents=True, exist_ok=True)
        (archive / "a" / name).write_text(f"{name[:-4]}", encoding="utf-8")
    run(archive, tmp_path / "out", group_by=r"(\d{8})")
    assert tree(tmp_path / "out") == {
        "a/20230101.txt": b"20230101_9\n20230101_10",
        "a/20230102.txt": b"20230102_1",
        "a/散页.txt": "散页".encode(),
    }
    run(archive, tmp_path / "out2", group_by="folder")
    assert list(tree(tmp_path / "out2")) == ["a.txt"]


def test_pages_of_an_issue_share_what_they_tell(tmp_path: Path) -> None:
    """A line that recurs on all pages of an issue is furniture; on one page nobody can tell."""
    archive = tmp_path / "in"
    archive.mkdir()
    for n in range(1, 5):
        text = f"云川日报特刊\n甲{n}说明如下\n乙{n}。\n丙\n丁\n戊\n己\n庚\n辛\n"
        (archive / f"20230101_{n}.txt").write_text(text, encoding="utf-8")
    alone = run(archive, tmp_path / "out", recipe=Recipe.default().only("furniture"))
    together = run(archive, tmp_path / "out2", recipe=Recipe.default().only("furniture"), group_by=r"(\d{8})")
    assert alone.counts == {"unchanged": 4}
    assert together.counts == {"ok": 1}
    assert "云川日报特刊" not in (tmp_path / "out2/20230101.txt").read_text(encoding="utf-8")


def test_a_page_added_to_an_issue_redoes_that_issue(tmp_path: Path) -> None:
    archive = tmp_path / "in"
    archive.mkdir()
    for name in ("20230101_1.txt", "20230102_1.txt"):
        (archive / name).write_text(name, encoding="utf-8")
    run(archive, tmp_path / "out", group_by=r"\d{8}")
    (archive / "20230101_2.txt").write_text("二", encoding="utf-8")
    assert set(run(archive, tmp_path / "out", group_by=r"\d{8}").outcomes) == {"20230101"}


def test_one_batch_at_a_time(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(archive, out)
    with locked(out / FOLDER / "lock"), pytest.raises(Busy, match="another batch"):
        run(archive, out)


def test_outputs_inside_the_archive_are_not_inputs(archive: Path) -> None:
    out = archive / "clean"
    plan = Plan((str(archive),), leave_out=str(out.resolve()))
    run(archive, out, jobs=plan.jobs())
    again = run(archive, out, jobs=Plan((str(archive),), leave_out=str(out.resolve())).jobs())
    assert (again.outcomes, len(again.before)) == ({}, 12)


def test_verify_sees_what_was_changed(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(archive, out)
    (out / "000/p1.txt").write_bytes(b"x")
    (out / "000/p2.txt").unlink()
    states = dict(status.verify(out))
    assert (states.pop("000/p1.txt"), states.pop("000/p2.txt")) == ("changed", "missing")
    assert set(states.values()) == {"ok"}


def test_any_number_of_workers_gives_the_same_bytes_every_time(archive: Path, tmp_path: Path) -> None:
    mixed(archive)
    run(archive, tmp_path / "out", recipe=WHOLE, report=tmp_path / "reports")
    expected, reports = tree(tmp_path / "out"), tree(tmp_path / "reports")
    assert len(expected) == 32
    for n, workers in enumerate((1, 2, 4, 2)):
        out, report = tmp_path / f"out{n}", tmp_path / f"reports{n}"
        run(archive, out, recipe=WHOLE, engine=Local(workers), report=report)
        assert tree(out) == expected
        assert tree(report) == reports


def test_one_report_a_document(archive: Path, tmp_path: Path) -> None:
    run(archive, tmp_path / "out", report=tmp_path / "reports")
    lines = (tmp_path / "reports/000/p1.txt.report.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines
    assert all('"document": "000/p1.txt"' in line for line in lines if '"applied"' in line)
