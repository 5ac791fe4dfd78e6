"""Input that is not text, cannot be read, or is far too big; outputs that fail half-way. Nothing is lost in silence."""

from __future__ import annotations

import errno
import gzip
import io
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import cntextfix
from cli_runner import CLEAN, GARBLED, Runner
from cntextfix.document.model import Document

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Runner:
    return Runner(monkeypatch)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_bytes(GARBLED.encode())
    return path


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "cntextfix", "--lang", "en", *map(str, words)]


def test_empty(run: Runner, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    for result in (run("clean"), run("clean", empty)):
        assert (result.code, result.out) == (0, b"")
        assert "empty, nothing to do" in result.err
    assert run("check", empty).code == 0
    assert run("clean", "--format", "markdown", empty).out == b""
    assert b'"pages": []' in run("clean", "--format", "json", empty).out


@pytest.mark.parametrize("commands", [["clean"], ["clean", "--diff"], ["check"], ["explain"]], ids=" ".join)
@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04\xff\xfe", "a zip archive, not text"),
        (b"\x89PNG\r\n\x1a\n\x00", "a PNG picture, not text: it needs OCR first"),
        (gzip.compress(b"x"), "gzip file"),
        (bytes(range(256)) * 8, "binary"),
        ("一行\n二".encode() + b"\xff" + "行\n".encode(), "offset 10 (0xFF, line 2)"),
        ("Les élèves français".encode("cp1252"), "--encoding cp1252"),
    ],
    ids=["zip", "png", "gzip", "binary", "one bad byte", "french"],
)
def test_not_text(run: Runner, page: Path, tmp_path: Path, commands: list[str], data: bytes, says: str) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(data)
    result = run(*commands, bad, page)
    assert result.code == 3
    assert f"{bad}: " in result.err
    assert says in result.err
    assert result.out == run(*commands, page).out  # the rest is still done


def test_missing(run: Runner, page: Path, tmp_path: Path) -> None:
    result = run("clean", tmp_path / "none.txt", page)
    assert (result.code, result.text) == (3, CLEAN)
    assert "no such file" in result.err


def test_a_name_no_file_can_have(run: Runner) -> None:
    assert run("clean", "a\0b").code == 3


def test_a_directory(run: Runner, tmp_path: Path) -> None:
    result = run("clean", tmp_path)
    assert (result.code, result.out) == (3, b"")
    assert f"{tmp_path}/*.txt" in result.err


def test_no_permission(run: Runner, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)  # simulated, because root may read everything
    result = run("clean", page)
    assert result.code == 3
    assert "no permission to read" in result.err


def test_everything_failed_leaves_the_output_alone(run: Runner, tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")
    assert run("clean", tmp_path / "none.txt", "-o", target).code == 3
    assert target.read_text() == "old"


def test_nuls_and_controls_are_text(run: Runner) -> None:
    data = "甲\x00\x01\x7f\x85\u2028乙\n".encode()
    result = run("clean", stdin=data)
    assert (result.code, result.out) == (0, data)


def test_a_stray_nul_is_taken_out_and_told(run: Runner) -> None:
    data = "规\x00定\n".encode()
    assert run("clean", stdin=data).text == "规定\n"
    told = run("check", stdin=data)
    assert (told.code, told.text.count("invisible-character")) == (1, 1)


def test_a_line_beyond_max_line(run: Runner, page: Path) -> None:
    result = run("clean", "--max-line", "10", page)
    assert (result.code, result.out) == (3, b"")
    assert "--max-line 10" in result.err
    assert run("clean", "--max-line", "100", page).code == 0


def test_long_inputs_are_done(run: Runner) -> None:
    lines = "".join(f"第{n}行的文字。\n" for n in range(20_000)).encode()
    assert run("clean", stdin=lines).out == lines
    line = "".join(f"第{n}个字，" for n in range(20_000)).encode()
    assert run("clean", stdin=line).out == line


def test_lost_ink_is_no_output(run: Runner, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(*_: object) -> None:
        raise cntextfix.InkLost("characters 1 to 2 of the source were lost")

    monkeypatch.setattr(cntextfix, "clean_document", lose)
    result = run("clean", "--in-place", page)
    assert result.code == 3
    assert "safety check" in result.err
    assert page.read_text(encoding="utf-8") == GARBLED


def test_a_bug_costs_one_file_only(run: Runner, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other.txt"
    other.write_bytes(b"x\n")
    right = cntextfix.clean_document

    def stumble(
        document: Document, recipe: cntextfix.Recipe | None = None, evidence: cntextfix.Evidence | None = None
    ) -> cntextfix.Cleaned:
        if document.name == str(other):
            raise IndexError("list index out of range")
        return right(document, recipe, evidence)

    monkeypatch.setattr(cntextfix, "clean_document", stumble)
    result = run("clean", other, page)
    assert (result.code, result.text) == (3, CLEAN)
    assert "IndexError: list index out of range. Please report this" in result.err


@POSIX
@pytest.mark.parametrize(("closed", "code"), [(">&-", 3), ("<&-", 3), ("2>&-", 0)])
def test_streams_the_shell_closed(page: Path, closed: str, code: int) -> None:
    words = command("clean") if closed == "<&-" else command("clean", page)
    line = f"{shlex.join(words)} {closed}"
    done = subprocess.run(["sh", "-c", line], input=b"", capture_output=True, check=False)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


class FullDisk(io.BytesIO):
    """A file that takes nothing."""

    def write(self, data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("words", [["-o", "{}"], ["--in-place", "{}"], ["{}", "--report", "{}.jsonl"]], ids=str)
def test_a_full_disk_leaves_files_whole(
    run: Runner, page: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    def opened(handle: int, mode: str) -> FullDisk:
        os.close(handle)
        return FullDisk()

    monkeypatch.setattr(os, "fdopen", opened)
    result = run("clean", *(word.format(page) for word in words), stdin=GARBLED.encode())
    assert result.code == 3
    assert "No space left on device" in result.err
    assert [p.name for p in page.parent.iterdir()] == [page.name]
    assert page.read_text(encoding="utf-8") == GARBLED


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_dev_full(page: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command("clean", page), stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 3
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr
    done = subprocess.run(command("clean", page, "-o", "/dev/full"), capture_output=True, check=False)
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr


def test_an_output_that_cannot_be_opened(run: Runner, page: Path, tmp_path: Path) -> None:
    for target in (tmp_path, tmp_path / "no" / "dir.txt"):
        result = run("clean", page, "-o", target)
        assert (result.code, result.out) == (3, b"")
        assert str(target) in result.err


def _heed_interrupts() -> None:
    """A shell's background jobs inherit an ignored SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@POSIX
@pytest.mark.parametrize("after", [0, 0.01, 0.03, 0.06, 0.1, 0.2])
def test_ctrl_c(tmp_path: Path, after: float) -> None:
    """At whatever moment it comes: while its modules are being read, or while it waits for its input."""
    target = tmp_path / "out.txt"
    target.write_text("old")
    with subprocess.Popen(
        command("clean", "-", "-o", target),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        preexec_fn=_heed_interrupts,
    ) as process:
        deadline = time.monotonic() + 90
        while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < deadline:  # it has opened its temporary file
            time.sleep(0.001)
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=90)
    assert process.returncode == 130
    assert out == b""
    assert err == b"cntextfix: interrupted; nothing is half-written\n"
    assert [p.name for p in tmp_path.iterdir()] == ["out.txt"]
    assert target.read_text() == "old"


@POSIX
def test_a_reader_that_goes_away() -> None:
    text = "".join(f"第{n}行的文字。\n" for n in range(20_000)).encode()
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(command("clean"), input=text, stdout=write, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(write)
    assert done.stderr == b""
    assert done.returncode == 0


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "ascii", "cp950"])
def test_stdout_is_utf8_in_every_code_page(page: Path, encoding: str) -> None:
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    for words in (["clean"], ["explain"], ["clean", "--format", "json"]):
        done = subprocess.run(command(*words, page), capture_output=True, env=env, check=False)
        assert "开展重点场所" in done.stdout.decode("utf-8")
        assert (done.returncode, done.stderr) == (0, b"")
    done = subprocess.run(command("--lang", "zh", "clean", "--help"), capture_output=True, env=env, check=False)
    assert "用法：" in done.stdout.decode("utf-8")
