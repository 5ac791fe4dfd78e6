"""What a person at a shell meets in the first hour."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

import cntextfix
from cli_runner import CLEAN, GARBLED, Runner
from cntextfix.batch.job import Style
from cntextfix.cli.option_table import TABLE
from cntextfix.cli.options import BatchOptions, Options
from helpers import ROOT
from pdf.draw import Pen

SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n"
)
"""A page with nothing on it that could be read."""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Runner:
    return Runner(monkeypatch)


@pytest.mark.parametrize("data", [SCAN, b"\f\f", b" \n\f"], ids=["pdf", "pdftotext", "blank"])
@pytest.mark.parametrize("command", ["clean", "check", "explain"])
def test_a_scan_fails_with_advice_and_leaves_no_file(run: Runner, tmp_path: Path, command: str, data: bytes) -> None:
    scan, out = tmp_path / "scan.pdf", tmp_path / "out.txt"
    scan.write_bytes(data)
    words = ["-o", out] if command == "clean" else []
    result = run(command, scan, *words)
    assert result.code == 3
    assert "a scan needs OCR first" in result.err
    assert not out.exists()


@pytest.mark.parametrize(("lang", "says"), [("en", "for it is damaged"), ("zh", "文件已损坏，读不出文字")])
def test_a_damaged_pdf_without_text_is_no_scan(run: Runner, tmp_path: Path, lang: str, says: str) -> None:
    path, pen = tmp_path / "cut.pdf", Pen()
    pen.line("一江清水慢慢回来了", 40, 40, 24)
    whole = pen.done()
    path.write_bytes(whole[: len(whole) * 2 // 3])
    result = run("clean", path, lang=lang)
    assert result.code == 3
    assert says in result.err
    assert "ocrmypdf" not in result.err


def test_a_scan_beside_text_costs_only_itself(run: Runner, tmp_path: Path) -> None:
    scan, page, out = tmp_path / "scan.pdf", tmp_path / "page.txt", tmp_path / "out.txt"
    scan.write_bytes(SCAN)
    page.write_text(GARBLED, encoding="utf-8")
    assert run("clean", scan, page, "-o", out).code == 3
    assert out.read_text(encoding="utf-8") == CLEAN


@pytest.mark.parametrize("data", [b"", b"\n", b" \n \n"], ids=["empty", "line", "blank"])
def test_empty_text_is_no_scan(run: Runner, data: bytes) -> None:
    result = run("clean", stdin=data)
    assert (result.code, result.out) == (0, data)


def test_help_never_goes_into_a_pipe_s_file(tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    source = str(Path(cntextfix.__file__).parent.parent)
    code = f"import sys; sys.path.insert(0, {source!r}); from cntextfix.cli import run; run()"
    with out.open("wb") as file:
        done = subprocess.run(
            [sys.executable, "-c", code, "--lang", "zh"], input=b"\n", stdout=file, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert out.read_bytes() == b""
    assert done.stderr.decode() == "cntextfix：没有命令；要清理传入的文字，请用：… | cntextfix clean\n"


def test_help_is_there_for_who_asks(run: Runner) -> None:
    assert "Commands" in run("--help").text.title()
    assert run("--version").code == 0


SAMPLE = ROOT / "samples" / "river-page.pdf"


def locked(path: Path) -> Path:
    """A PDF that opens with ``geheim``."""
    pen = Pen(password="geheim")
    pen.line("第一行文字", 72, 100)
    path.write_bytes(pen.done())
    return path


@pytest.mark.parametrize("command", ["clean", "batch"])
def test_a_password_comes_from_a_file(run: Runner, tmp_path: Path, command: str) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    pdf, word = locked(folder / "a.pdf"), tmp_path / "word"
    word.write_bytes(b"geheim\r\nmore\n")
    where = [pdf] if command == "clean" else [folder, "-o", out]
    refused = run(command, *where)
    assert refused.code == 3
    assert "--password-file" in refused.err
    opened = run(command, *where, "--password-file", word)
    assert opened.code == 0, opened.err
    text = opened.text if command == "clean" else (out / "a.pdf.txt").read_text(encoding="utf-8")
    assert "第一行文字" in text
    assert b"geheim" not in b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert run("clean", pdf, "--password-file", tmp_path / "none").code == 2
    assert run("clean", pdf, "--password-file", word, "--password", "x").code == 2


def test_batch_takes_what_clean_takes(run: Runner, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "bad.txt").write_bytes("這是".encode() + b"\xff" + "繁體中文。\n".encode())
    assert "--errors report" in run("batch", folder, "-o", out).err
    result = run("batch", folder, "-o", out, "--errors", "report", "--to", "simp", "--follow-jumps", "--lang", "en")
    assert result.code == 0, result.err
    assert "bad.txt: 1 places could not be decoded, with U+FFFD in the text" in result.err
    assert (out / "bad.txt").read_text(encoding="utf-8") == "这是\ufffd繁体中文。\n"
    again = run("batch", folder, "-o", out, "--errors", "report", "--to", "simp", "--follow-jumps")
    assert "1 were done before" in again.err
    assert run("batch", folder, "-o", out, "--to", "simp", "--follow-jumps").code == 3


def test_what_is_advised_redoes_only_what_failed(run: Runner, tmp_path: Path) -> None:
    folder, out, word = tmp_path / "in", tmp_path / "out", tmp_path / "word"
    folder.mkdir()
    word.write_text("geheim\n")
    locked(folder / "locked.pdf")
    (folder / "bad.txt").write_bytes(GARBLED.encode() + b"\xff\n")
    (folder / "good.txt").write_text(GARBLED, encoding="utf-8")
    assert "2 failed" in run("batch", folder, "-o", out).err
    again = run("batch", folder, "-o", out, "--errors", "report", "--password-file", word)
    assert again.code == 0, again.err
    assert "2 done in" in again.err
    assert "1 were done before" in again.err


def test_what_is_done_stays_done_where_nothing_new_is_asked_for() -> None:
    assert Style().choices() == ("text", [], False, "auto", "text", "")
    assert Style(password="geheim").choices() == Style().choices()
    assert Style(follow_jumps=True).choices() != Style().choices()
    assert "geheim" not in repr(Style(password="geheim"))


def test_every_option_means_the_same_in_every_command() -> None:
    """A name has one meaning: it is read in the same way wherever it is taken."""
    fields = {one.name for kind in (Options, BatchOptions) for one in dataclasses.fields(kind)}
    for option in TABLE:
        assert option.names[-1].lstrip("-").replace("-", "_") in fields
    kinds = {(option.names[-1], option.kind) for option in TABLE}
    assert len(kinds) == len({name for name, _ in kinds})
    shared = {"--errors", "--to", "--pdf-engine", "--password-file", "--evidence", "--group-by", "--only", "--recipe"}
    for command in ("clean", "check", "explain", "batch"):
        taken = {name for option in TABLE if command in option.commands for name in option.names}
        assert shared <= taken, command


@pytest.mark.parametrize("group_by", ["folder", r"(\d{8})"])
def test_explain_puts_pages_of_an_issue_together(run: Runner, tmp_path: Path, group_by: str) -> None:
    folder = tmp_path / "20240322"
    folder.mkdir()
    for n in (2, 10):
        (folder / f"p{n}.txt").write_text(GARBLED, encoding="utf-8")
    result = run("explain", "--group-by", group_by, *sorted(folder.iterdir()))
    assert result.code == 0
    assert result.text.startswith(f"{folder}\n")
    assert f"{folder}/p2.txt:2:5" in result.text
    assert result.text.index("p2.txt:2:5") < result.text.index("p10.txt:2:5")
    assert run("explain", "--group-by", "folder").code == 2
    assert run("explain", "--group-by", "folder", "--as-one", folder / "p2.txt").code == 2


def test_explain_puts_pdfs_of_an_issue_together(run: Runner, tmp_path: Path) -> None:
    for n in (1, 2):
        (tmp_path / f"p{n}.pdf").write_bytes(SAMPLE.read_bytes())
    result = run("explain", "--group-by", "folder", *sorted(tmp_path.iterdir()))
    assert result.code == 0, result.err
    assert "p2  " in result.text


def test_evidence_is_what_batch_takes(run: Runner, tmp_path: Path) -> None:
    page, evidence = tmp_path / "page.txt", tmp_path / "title.json"
    page.write_text(GARBLED, encoding="utf-8")
    assert run("learn", page, "-o", evidence).code == 0
    for command in ("clean", "check", "explain"):
        assert run(command, page, "--evidence", evidence).code in (0, 1)
    missing = run("explain", page, "--evidence", tmp_path / "none")
    assert (missing.code, "no such file" in missing.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["clean", "--pasword", "x"], "--password"),
        (["batch", "--retry-fail"], "--retry-failed"),
        (["rules", "tandem"], "tandem-repeat"),
        (["clean", "--only", "dedupe"], "dedouble"),
        (["clene"], "clean"),
    ],
)
def test_did_you_mean(run: Runner, words: list[str], meant: str) -> None:
    result = run(*words)
    assert result.code == 2
    assert f"did you mean {meant}?" in result.err
    assert f"是否想用 {meant}？" in run(*words, lang="zh").err or words[0] == "clean"


def test_progress_shows_the_total(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cntextfix.cli.progress._TOLD", 0.0)
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(GARBLED, encoding="utf-8")
    result = run("batch", folder, "-o", tmp_path / "out", "-j", "1")
    assert "3 of 3 done" in result.err
    (folder / "more.jsonl").write_text('{"text": "一"}\n', encoding="utf-8")
    assert "% of the input" in run("batch", folder, "-o", tmp_path / "out2", "-j", "1").err
