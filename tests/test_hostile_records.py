"""Records, issues, recipes and ledgers that are damaged, or made to do harm: what fails is counted and named, and all
else comes out as it was."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import cntextfix
from batches import CLEAN, GARBLED, ONLY, run, status_of, tree
from cli_runner import Runner
from cntextfix import Recipe, RecipeError
from cntextfix.batch.job import Reason, Status, Style, Target
from cntextfix.batch.outputs import status
from cntextfix.batch.outputs.ledger import FOLDER, Ledger, LedgerUnknown
from cntextfix.batch.storage import files

PAGE, DONE = GARBLED.format(n=""), CLEAN.format(n="")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch) -> Runner:
    return Runner(monkeypatch)


# Pages of an issue


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_that_cannot_be_read_does_not_cost_its_issue(archive: Path, tmp_path: Path, packed: bool) -> None:
    import zipfile

    pages = {f"20230101_{n}.txt": f"第{n}版。\n".encode() for n in range(1, 5)}
    pages["20230101_3.txt"] = b"\x00\x01\x02\xff" * 500
    for name, data in pages.items():
        if packed:
            with zipfile.ZipFile(archive / "a.zip", "a") as made:
                made.writestr(name, data)
        else:
            (archive / name).write_bytes(data)
    name = "a.zip/20230101" if packed else "20230101"
    for run_again in range(2):
        watch = run(archive, tmp_path / "out", group_by=r"(\d{8})", retry_failed=bool(run_again))
        outcome = watch.outcomes[name]
        assert (outcome.status, outcome.reason) == (Status.UNCHANGED, Reason.UNREADABLE)
        assert dict(outcome.records) == {Status.UNCHANGED: 1, Status.FAILED: 1}
        assert re.match("1 of 4 pages failed: .*20230101_3.txt: ", outcome.detail)
        assert tree(tmp_path / "out") == {f"{name}.txt": "第1版。\n第2版。\n第4版。\n".encode()}
    assert run(archive, tmp_path / "out", group_by=r"(\d{8})").outcomes == {}
    assert [row.name for row in status.failures(tmp_path / "out")] == [name]


def test_a_pdf_page_file_that_cannot_be_read_does_not_cost_its_issue(archive: Path, tmp_path: Path) -> None:
    from pdf import sample

    (archive / "20230101_1.pdf").write_bytes(sample.page())
    (archive / "20230101_2.pdf").write_bytes(b"%PDF-1.4 nothing")
    (archive / "20230101_3.xml").write_bytes(b"<alto><Layout><Page>")
    (archive / "20230101_4.xml").write_bytes(b"<alto><Layout><Page/>")
    watch = run(archive, tmp_path / "out", group_by=r"(\d{8})")
    assert watch.outcomes["20230101.pdf"].partly == 1
    assert "20230101_2.pdf" in watch.outcomes["20230101.pdf"].detail
    assert status_of(watch, "20230101.alto") == (Status.FAILED, "unreadable")
    assert "20230101_3.xml" in watch.outcomes["20230101.alto"].detail


def test_a_page_that_is_not_there_is_tried_again(archive: Path, tmp_path: Path) -> None:
    (archive / "20230101_1.txt").write_text("一。\n", encoding="utf-8")
    (archive / "20230101_2.txt").symlink_to(tmp_path / "later.txt")
    watch = run(archive, tmp_path / "out", group_by=r"(\d{8})")
    assert watch.outcomes["20230101"].reason is Reason.CANNOT_READ
    (tmp_path / "later.txt").write_text("二。\n", encoding="utf-8")
    assert run(archive, tmp_path / "out", group_by=r"(\d{8})").outcomes["20230101"].reason is None
    assert tree(tmp_path / "out") == {"20230101.txt": "一。\n二。\n".encode()}


# Records


def test_failed_records_are_counted_named_and_told(archive: Path, tmp_path: Path, cli: Runner) -> None:
    lines = ['{"text": "好。"}', "{", '{"text": 3}', '{"id": 1}', "[" * 3000, "[1]", '{"text": "又。"}']
    (archive / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (archive / "b.jsonl").write_text("no\njson\n", encoding="utf-8")
    watch = run(archive, tmp_path / "out")
    outcome = watch.outcomes["a.jsonl/part-00000"]
    assert dict(outcome.records) == {Status.UNCHANGED: 2, Status.FAILED: 5}
    assert (outcome.status, outcome.reason) == (Status.UNCHANGED, Reason.UNREADABLE)
    assert outcome.detail.startswith("5 of 7 records failed: a.jsonl/part-00000:2: unreadable: not JSON: ")
    assert "the text is a number, not a string" in outcome.detail
    assert "it has no field 'text'" in outcome.detail
    assert "Missing" not in outcome.detail
    assert status_of(watch, "b.jsonl/part-00000") == (Status.FAILED, "unreadable")
    written = (tmp_path / "out/a.jsonl/part-00000.jsonl").read_text(encoding="utf-8").splitlines()
    assert (written[1], written[4], written[5]) == ("{", "[" * 3000, "[1]")
    result = cli("batch", archive, "-o", tmp_path / "out2", "-j", "1")
    assert result.code == 3
    assert "a.jsonl/part-00000: not readable as what it is: 5 of 7 records failed" in result.err
    assert "5 records or pages of 1 of the inputs that came out failed" in result.err
    assert cli("batch", archive, "-o", tmp_path / "out2", "-j", "1").code == 3, "and no less on the next run"
    told = cli("batch", "--status", tmp_path / "out2")
    assert told.code == 3
    assert "7 failed" in told.text
    assert "a.jsonl/part-00000: " in told.text


EXACT = [
    '{"text":%s,"n":1E400,"m":1e-400,"long":0.1000000000000000055511151231257827021181583404541015625}',
    '{"a":1,"a":2,"text": %s ,"a":3,"cntextfix_status":"mine"}',
    '{ "big": 123456789012345678901234567890, "text"\t:%s, "u": "\\u4e2d\\/", "x": {"text": "日报日报"} }',
    '{"text": "日报日报", "text": %s, "nan": NaN}',
]


@pytest.mark.parametrize("line", EXACT)
@pytest.mark.parametrize("text", [PAGE, "好。", "\ud800", ""])
def test_other_fields_stay_byte_for_byte(archive: Path, tmp_path: Path, line: str, text: str) -> None:
    (archive / "a.jsonl").write_text(line % json.dumps(text) + "\r\n", encoding="utf-8", newline="")
    run(archive, tmp_path / "out")
    (data,) = tree(tmp_path / "out").values()
    written = data.decode()
    done = json.dumps(DONE, ensure_ascii=False) if text == PAGE else json.dumps(text)
    head = (line % done).rstrip()[:-1].rstrip()
    assert written.startswith(head)
    suffix = "_2" if "cntextfix_status" in line else ""
    more = json.loads("{" + written[len(head) :].lstrip(", "))
    assert list(more) == [f"cntextfix_{one}{suffix}" for one in ("status", "reason", "changes")]
    assert more[f"cntextfix_status{suffix}"] == ("ok" if text == PAGE else "unchanged")


def test_numbers_of_any_length(archive: Path, tmp_path: Path) -> None:
    line = f'{{"n": {"9" * 6000}, "f": 1.{"7" * 6000}, "text": "好。"}}'
    (archive / "a.jsonl").write_text(line, encoding="utf-8")
    assert run(archive, tmp_path / "out", style=Style(id_field="n")).counts == {"unchanged": 1}
    assert line[:-1].encode() in next(iter(tree(tmp_path / "out").values()))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "utf-8-sig"])
def test_records_in_any_unicode(archive: Path, tmp_path: Path, encoding: str) -> None:
    lines = "".join(json.dumps({"n": n, "text": PAGE}, ensure_ascii=False) + "\n" for n in range(3))
    (archive / "a.jsonl").write_bytes(lines.encode(encoding))
    assert run(archive, tmp_path / "out").counts == {"ok": 1}
    (data,) = tree(tmp_path / "out").values()
    assert [json.loads(line)["text"] for line in data.decode().splitlines()] == [DONE] * 3
    if encoding.startswith("utf-16"):
        (archive / "a.jsonl").write_bytes(lines.encode(encoding) + b"\0")
        watch = run(archive, tmp_path / "out2")
        assert status_of(watch, "a.jsonl") == (Status.FAILED, "unreadable")
        assert "a.jsonl/part-00000" in watch.outcomes, "what stands before the odd byte is done"


def test_parquet_with_columns_that_are_there_twice_and_texts_that_are_no_utf8(archive: Path, tmp_path: Path) -> None:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    texts = pa.array([PAGE.encode(), b"\xff\xfe", None, "好。".encode()], pa.binary()).view(pa.string())
    other = pa.array([b"a", b"\xff", None, b"b"], pa.binary()).view(pa.string())
    pq.write_table(pa.table({"text": texts, "other": other, "cntextfix_status": [1, 2, 3, 4]}), archive / "a.parquet")
    two = pa.Table.from_arrays([texts, texts], names=["text", "text"])
    pq.write_table(two, archive / "b.parquet")
    pq.write_table(pa.Table.from_arrays([other, other, texts], names=["o", "o", "text"]), archive / "c.parquet")
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), archive / "d.parquet")
    watch = run(archive, tmp_path / "out")
    outcome = watch.outcomes["a.parquet/part-00000"]
    assert dict(outcome.records) == {Status.OK: 1, Status.UNCHANGED: 2, Status.FAILED: 1}
    assert "a.parquet/part-00000:2: unreadable: not UTF-8: byte 0 (0xFF)" in outcome.detail
    done = pq.read_table(tmp_path / "out/a.parquet/part-00000.parquet")
    assert done["text"].cast(pa.binary()).to_pylist() == [DONE.encode(), b"\xff\xfe", None, "好。".encode()]
    assert done["other"].cast(pa.binary()).to_pylist() == [b"a", b"\xff", None, b"b"]
    assert done["cntextfix_status"].to_pylist() == [1, 2, 3, 4]
    assert done["cntextfix_status_2"].to_pylist() == ["ok", "failed", "unchanged", "unchanged"]
    assert watch.outcomes["b.parquet/part-00000"].detail == "there are 2 columns 'text'"
    assert watch.outcomes["c.parquet/part-00000"].partly == 1
    assert status_of(watch, "d.parquet/part-00000") == (Status.UNCHANGED, "")


@pytest.mark.parametrize("seed", range(8))
def test_damaged_parquet_is_an_outcome_on_every_run(archive: Path, tmp_path: Path, seed: int) -> None:
    import random

    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    pq.write_table(pa.table({"text": [f"第{n}条。" for n in range(50)], "n": list(range(50))}), archive / "a.parquet")
    data, chance = bytearray((archive / "a.parquet").read_bytes()), random.Random(seed)
    for _ in range(6):
        data[chance.randrange(len(data) - 8)] ^= 1 << chance.randrange(8)
    (archive / "a.parquet").write_bytes(data)
    (archive / "z.txt").write_text("好。", encoding="utf-8")
    for _ in range(2):
        run(archive, tmp_path / "out")
    assert "z.txt" in tree(tmp_path / "out")


# Recipes


SLOW = "a" * 30_000 + "!"


def test_a_pattern_that_goes_back_and_forth_is_named(archive: Path, tmp_path: Path, cli: Runner) -> None:
    recipe = Recipe(ONLY.rules, ("(a+)+$",))
    with pytest.raises(RecipeError, match=re.escape("the pattern '(a+)+$' takes more than 2.03 seconds")):
        cntextfix.clean(SLOW, recipe)
    (archive / "慢.txt").write_text(SLOW, encoding="utf-8")
    (archive / "快.txt").write_text("好。", encoding="utf-8")
    watch = run(archive, tmp_path / "out", recipe=recipe)
    assert status_of(watch, "慢.txt") == (Status.FAILED, "recipe")
    assert status_of(watch, "快.txt")[0] is Status.UNCHANGED
    (tmp_path / "r.toml").write_text('keep = ["(a+)+$"]', encoding="utf-8")
    result = cli("clean", "--recipe", tmp_path / "r.toml", archive / "慢.txt")
    assert result.code == 3
    assert "(a+)+$" in result.err


def test_a_pattern_of_names_that_goes_back_and_forth_ends_the_batch(tmp_path: Path, cli: Runner) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / f"{'a' * 200}!.txt").write_text("好。", encoding="utf-8")
    result = cli("batch", tmp_path / "in", "-o", tmp_path / "out", "--group-by", "(.*?a){40}P", "-j", "1")
    assert result.code == 3
    assert "(.*?a){40}P" in result.err


@pytest.mark.parametrize("pattern", [r"\d{0004}年", "(?x) 第 [0-9]{1,3} 版 # folio", "a{,100000000}", "[{]0000{}"])
def test_sound_patterns_are_none_that_do_harm(pattern: str) -> None:
    assert cntextfix.clean("2023年第1版\n", Recipe(Recipe.default().rules, (pattern,))) == "2023年第1版\n"


def test_scripts_are_known_in_patterns() -> None:
    recipe = Recipe(Recipe.default().rules, (r"\p{Han}{2}日报日报",))
    assert "日报日报" in cntextfix.clean("大江日报日报评论评论员员文文章章\n", recipe)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[" * 100_000, "not valid TOML"),
        ("keep = " + "[" * 100_000, "not valid TOML"),
        ("keep = ['" + "(" * 100_000 + "']", "too deep"),
        ("keep = ['a{100000000}']", "repeats something"),
        ("keep = ['((a{1000}){1000}){1000}']", "repeats something"),
        ("keep = ['a{" + "0" * 70 + "1139717322}']", "repeats something"),
        ("keep = ['a{" + "9" * 9000 + "}']", "repeats something"),
        ("keep = ['(?x) a { 100000000 }']", "repeats something"),
        ("keep = ['(?x)((a{1000}) {1000}) {1000}']", "repeats something"),
        ('keep = ["(?x)((a{1000}) # so\\n{1000}) # often\\n{1000}"]', "repeats something"),
        ("keep = ['[z-a]']", "not a valid pattern"),
        ("#" * (2 << 20), "larger than"),
    ],
)
def test_recipes_made_to_do_harm(tmp_path: Path, cli: Runner, text: str, what: str) -> None:
    (tmp_path / "r.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RecipeError, match=what):
        Recipe.from_toml(tmp_path / "r.toml")
    result = cli("clean", "--recipe", tmp_path / "r.toml", stdin="好。".encode())
    assert (result.code, len(result.err) < 2000) == (2, True)
    assert "Traceback" not in result.err


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero here")
@pytest.mark.parametrize(
    "words",
    [
        ["clean", "/dev/zero"],
        ["clean", "--recipe", "/dev/zero", __file__],
        ["batch", "/dev/zero", "-o", "{out}"],
        ["batch", "{in}", "-o", "{out}", "--evidence", "/dev/zero"],
        ["batch", "{in}", "-o", "{out}", "--recipe", "/dev/zero"],
        ["batch", "-", "-o", "{out}"],
    ],
    ids=" ".join,
)
def test_a_file_without_end(archive: Path, tmp_path: Path, words: list[str]) -> None:
    """In a process that may take a gigabyte."""
    import resource

    words = [word.format(**{"in": str(archive), "out": str(tmp_path / "out")}) for word in words]

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (1 << 30, 1 << 30))

    with Path("/dev/zero").open("rb") as zeros:
        done = subprocess.run(
            [sys.executable, "-m", "cntextfix", *words],
            stdin=zeros,
            capture_output=True,
            check=False,
            preexec_fn=limited,
        )
    assert done.returncode in (2, 3), done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Error" not in done.stderr


# The ledger


def test_a_ledger_of_a_newer_version_is_told(archive: Path, tmp_path: Path, cli: Runner) -> None:
    (archive / "a.txt").write_text("好。", encoding="utf-8")
    out = tmp_path / "out"
    run(archive, out)
    base = sqlite3.connect(out / FOLDER / "ledger.sqlite")
    base.execute("PRAGMA user_version = 99")
    base.close()
    with pytest.raises(LedgerUnknown, match="newer version"):
        Ledger(out / FOLDER / "ledger.sqlite", readonly=True)
    for words in (["batch", archive, "-o", out], ["batch", "--status", out], ["batch", "--verify", out]):
        for more in ([], ["--dry-run"] if "-o" in words else []):
            result = cli(*words, *more)
            assert result.code in (2, 3)
            assert "newer version" in result.err
            assert "Traceback" not in result.err


@pytest.mark.parametrize("column", ["status", "reason"])
def test_a_status_that_nobody_knows_is_told(archive: Path, tmp_path: Path, cli: Runner, column: str) -> None:
    (archive / "a.txt").write_text("好。", encoding="utf-8")
    out = tmp_path / "out"
    run(archive, out)
    with sqlite3.connect(out / FOLDER / "ledger.sqlite") as base:
        base.execute(f"UPDATE documents SET {column} = 'perhaps'")
    base.close()
    for words in (
        ["batch", archive, "-o", out],
        ["batch", "--status", out],
        ["batch", archive, "-o", out, "--dry-run"],
    ):
        result = cli(*words)
        assert result.code in (2, 3)
        assert "'perhaps'" in result.err
        assert "Traceback" not in result.err


def test_a_ledger_of_the_version_before_goes_on(archive: Path, tmp_path: Path) -> None:
    (archive / "a.txt").write_text("好。", encoding="utf-8")
    out = tmp_path / "out"
    run(archive, out)
    with sqlite3.connect(out / FOLDER / "ledger.sqlite") as base:
        base.execute("DROP TABLE outputs")
        base.execute("PRAGMA user_version = 0")
    base.close()
    assert run(archive, out).outcomes == {}


@pytest.mark.skipif(os.name == "nt", reason="folders cannot be synced there")
def test_a_new_name_is_synced_with_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    events: list[tuple[str, str]] = []
    fsync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        events.append(("sync", str(Path(f"/proc/self/fd/{handle}").resolve()) if Path("/proc").exists() else "?"))
        fsync(handle)

    def renamed(self: Path, target: Path) -> Path:
        events.append(("rename", str(target)))
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", renamed)
    files.write(Target(str(tmp_path / "a/b/c.txt")), b"x")
    kinds = [kind for kind, _ in events]
    at = kinds.index("rename")
    assert kinds[:at].count("sync") == 3, "the file, and the folders in which folders were made"
    assert kinds[at + 1 :] == ["sync"]
    if Path("/proc").exists():
        assert {place for _, place in events[: at - 1]} == {str(tmp_path), str(tmp_path / "a")}
        assert events[-1] == ("sync", str(tmp_path / "a/b"))


def test_nothing_mixes_bytes_and_text(archive: Path, tmp_path: Path) -> None:
    (archive / "a.jsonl").write_text('{"text": "好。"}\n', encoding="utf-8")
    (archive / "a.txt").write_text(PAGE, encoding="utf-8")
    words = [sys.executable, "-bb", "-m", "cntextfix", "batch", str(archive), "-o", str(tmp_path / "out"), "-j", "1"]
    assert subprocess.run(words, check=False).returncode == 0
    words = [sys.executable, "-bb", "-m", "cntextfix", "clean", "--report", str(tmp_path / "r"), str(archive / "a.txt")]
    assert subprocess.run(words, check=False, capture_output=True).returncode == 0
