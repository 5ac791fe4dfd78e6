"""``cntextfix batch`` and ``cntextfix learn`` on the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from batches import CLEAN, pages, tree
from cli_runner import Runner


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Runner:
    return Runner(monkeypatch)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    pages(folder, 5)
    (folder / "x.jpg").write_bytes(b"x")
    return folder


ONLY = ("--only", "dedouble", "-j", "1")


def test_run_status_verify(run: Runner, archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = run("batch", archive, "-o", out, *ONLY)
    assert (first.code, first.text) == (0, "")
    assert "5 done" in first.err
    assert "3 cleaned, 2 with nothing to change" in first.err
    assert "left out, of other kinds: .jpg 1" in first.err
    assert (out / "000/p1.txt").read_text(encoding="utf-8") == CLEAN.format(n="村")
    assert "5 were done before" in run("batch", archive, "-o", out, *ONLY).err
    told = run("batch", "--status", out)
    assert told.code == 0
    assert "5 inputs, 0 begun and not finished" in told.text
    assert "tandem-repeat" in told.text
    assert run("batch", "--verify", out).code == 0
    (out / "000/p1.txt").write_text("x", encoding="utf-8")
    broken = run("batch", "--verify", out)
    assert broken.code == 3
    assert "000/p1.txt: is not what was written" in broken.err


def test_failures_are_told_and_make_the_exit_code(run: Runner, archive: Path, tmp_path: Path) -> None:
    (archive / "坏.txt").write_bytes(b"\x00\x01\xff" * 99)
    out = tmp_path / "out"
    first = run("batch", archive, "-o", out, *ONLY)
    assert first.code == 3
    assert "坏.txt: not readable as what it is" in first.err
    again = run("batch", archive, "-o", out, *ONLY)
    assert again.code == 3
    assert "--retry-failed" in again.err
    assert "坏.txt" in run("batch", "--status", out).text
    assert "1 done" in run("batch", archive, "-o", out, "--retry-failed", *ONLY).err


def test_quiet_tells_failures_only(run: Runner, archive: Path, tmp_path: Path) -> None:
    assert run("batch", archive, "-o", tmp_path / "out", "--quiet", *ONLY).err == ""
    (archive / "坏.txt").write_bytes(b"\x00\x01\xff" * 99)
    told = run("batch", archive, "-o", tmp_path / "out", "--quiet", *ONLY)
    assert (told.code, told.err.count("\n")) == (3, 1)
    assert "坏.txt" in told.err


def test_status_counts_records(run: Runner, tmp_path: Path) -> None:
    archive = tmp_path / "in"
    archive.mkdir()
    lines = [json.dumps({"text": text}) for text in ("好。", CLEAN.format(n=""), 3)]
    (archive / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    run("batch", archive, "-o", tmp_path / "out", *ONLY)
    told = run("batch", "--status", tmp_path / "out").text
    assert "1 inputs" in told
    assert "of their records: 0 cleaned, 2 with nothing to change, 0 without text, 1 failed" in told


def test_dry_run_writes_nothing(run: Runner, archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run("batch", archive, "-o", out, "--dry-run", "--format", "json", *ONLY)
    assert result.code == 0
    assert "000/p0.txt: would be cleaned to 000/p0.json" in result.text
    assert "5 to do, 0 done" in result.err
    assert not out.exists()


def test_log_json_is_json(run: Runner, archive: Path, tmp_path: Path) -> None:
    result = run("batch", archive, "-o", tmp_path / "out", "--log-json", *ONLY)
    *records, summary = [json.loads(line) for line in result.err.splitlines()]
    assert (summary["ok"], summary["unchanged"], summary["left_out"]) == (3, 2, {".jpg": 1})
    assert {record["name"] for record in records} == {f"000/p{n}.txt" for n in range(5)}
    assert {record["status"] for record in records} == {"ok", "unchanged"}


def test_progress_as_json(run: Runner, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cntextfix.cli.progress._TOLD", 0.0)
    words = ("batch", archive, "-o", tmp_path / "out", "--log-json", *ONLY)
    told = [json.loads(line) for line in run(*words).err.splitlines()]
    progress = [one for one in told if one["event"] == "progress"]
    assert [one["done"] for one in progress] == [1, 2, 3, 4, 5]
    assert progress[-1]["changes"] == sum(sum(one["changes"].values()) for one in told if one["event"] == "done")
    assert (progress[-1]["failed"], progress[-1]["per_second"] > 0) == (0, True)
    assert progress[-1]["seconds_left"] in (None, 0)


def test_all_documents_in_one_shard(run: Runner, archive: Path, tmp_path: Path) -> None:
    run("batch", archive, "-o", tmp_path / "out", "--format", "jsonl", *ONLY)
    lines = (tmp_path / "out/documents-00000.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [f"000/p{n}.txt" for n in range(5)]
    assert run("batch", "--verify", tmp_path / "out").code == 0


def test_reports_in_one_file(run: Runner, archive: Path, tmp_path: Path) -> None:
    report = tmp_path / "all.jsonl"
    run("batch", archive, "-o", tmp_path / "out", "--report", report, *ONLY)
    records = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    assert {record["document"] for record in records} == {"000/p1.txt", "000/p2.txt", "000/p4.txt"}


def test_reports_in_parquet(run: Runner, archive: Path, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    report = tmp_path / "all.parquet"
    run("batch", archive, "-o", tmp_path / "out", "--report", report, *ONLY)
    table = pq.read_table(report)
    assert set(table["rule"].to_pylist()) == {"tandem-repeat"}
    assert json.loads(table["spans"].to_pylist()[0])


def test_a_missing_package_is_told_before_the_work(
    run: Runner, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for words in (("--format", "parquet"), ("--report", tmp_path / "all.parquet")):
        result = run("batch", archive, "-o", tmp_path / "out", *words, *ONLY)
        assert (result.code, "pip install 'cntextfix[parquet]'" in result.err) == (3, True)
        assert not (tmp_path / "out").exists()


def test_wrong_usage(run: Runner, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "x/in").mkdir(parents=True)
    for words, said in (
        (("batch",), "no ARCHIVE"),
        (("batch", archive), "no output folder"),
        (("batch", tmp_path / "none", "-o", tmp_path / "out"), "no such file or folder"),
        (("batch", archive, "-o", archive), "the archive itself"),
        (("batch", archive, tmp_path / "x/in", "-o", tmp_path / "out"), "are called in"),
        (("batch", "--status", tmp_path), "no ledger there"),
        (("batch", archive, "-o", "x", "--group-by", "("), "not a valid pattern"),
        (("batch", archive, "-o", "x", "--memory", "much"), "not a size"),
        (("batch", archive, "-o", "x", "--evidence", tmp_path / "none"), "none"),
        (("batch", archive, "-o", "x", "--evidence", archive / "x.jpg"), "not a file that cntextfix learn wrote"),
        (("learn",), "no ARCHIVE"),
    ):
        result = run(*words)
        assert result.code == 2, words
        assert said in result.err


def test_help_in_both_languages(run: Runner) -> None:
    for command in ("batch", "learn"):
        assert "ARCHIVE" in run(command, "--help").text
        assert "档案" in run("batch", "--help", lang="zh").text


def test_a_list_on_stdin(run: Runner, archive: Path, tmp_path: Path) -> None:
    names = b"000/p1.txt\n000/p2.txt\n"
    run("batch", "-", "--root", archive, "-o", tmp_path / "out", *ONLY, stdin=names)
    assert set(tree(tmp_path / "out")) == {"000/p1.txt", "000/p2.txt"}


def test_learn_then_use(run: Runner, tmp_path: Path) -> None:
    archive = tmp_path / "in"
    archive.mkdir()
    for n in range(30):
        body = "".join(f"{chr(0x5000 + 20 * n + m)}写的是别的{chr(0x6000 + 20 * n + m)}事情。\n" for m in range(12))
        (archive / f"{n}.txt").write_text(f"云川特刊·乡镇风采\n{body}", encoding="utf-8")
    (archive / "bad.txt").write_bytes(b"\x00\x01\xff" * 99)
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    result = run("learn", archive, "-o", first, "-j", "1")
    assert (result.code, "bad.txt: not readable" in result.err) == (3, True), "one file failed, the rest was learnt"
    assert run("learn", archive / "3.txt", archive, "-o", second, "-j", "2").code == 3
    assert "30 pages; lines that recur: 1; usual column measures, in characters: none" in result.err
    assert first.read_bytes() == second.read_bytes(), "the order and number of workers make no difference"
    furniture = ("--only", "furniture", "-j", "1")
    run("batch", archive / "3.txt", "-o", tmp_path / "a", *furniture)
    run("batch", archive / "3.txt", "-o", tmp_path / "b", *furniture, "--evidence", first)
    assert "云川特刊" in (tmp_path / "a/3.txt").read_text(encoding="utf-8")
    assert "云川特刊" not in (tmp_path / "b/3.txt").read_text(encoding="utf-8")
    assert (
        "0 were done before"
        in run("batch", archive / "3.txt", "-o", tmp_path / "a", *furniture, "--evidence", first).err
    )
