"""pdfium in a process of its own: what becomes of a file that brings it down, and of both processes when one ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from apart import fragile
from cli_runner import Runner
from cntextfix.cli.apart import Pdf, read_apart
from helpers import ROOT, SAMPLES

SAMPLE = SAMPLES / "river-page.pdf"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Runner:
    return Runner(monkeypatch)


@pytest.mark.parametrize("command", ["clean", "explain", "check"])
def test_a_file_that_kills_pdfium_costs_only_itself(
    run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    monkeypatch.setattr("cntextfix.cli.apart.by_pdfium", fragile)
    files = [tmp_path / name for name in ("a.pdf", "bad.pdf", "bug.pdf", "z.pdf")]
    for file, word in zip(files, ("whole", "abort", "bug", "whole"), strict=True):
        file.write_text(f"%PDF-1.4 {word}")
    result = run(command, "--pdf-engine", "pdfium", *files)
    assert result.code == 3
    told = [line for line in result.err.splitlines() if ".pdf" in line]
    assert [line.split(": ")[1] for line in told] == [str(files[1]), str(files[2])]
    assert "SIGKILL" in told[0]
    assert "--pdf-engine pdfminer" in told[0]
    assert "IndexError: 7" in told[1]
    if command == "clean":
        assert result.text == "True\nTrue\n"


def test_what_pdfium_reads_apart_is_what_it_reads(run: Runner) -> None:
    pytest.importorskip("pypdfium2")
    here, there = (run("clean", "--pdf-engine", engine, "--pages", "1", SAMPLE) for engine in ("pdfminer", "pdfium"))
    assert (there.code, there.text, there.err) == (0, here.text, here.err)
    beyond = run("clean", "--pdf-engine", "pdfium", "--pages", "9", SAMPLE)
    assert (beyond.code, beyond.text) == (3, "")
    assert "no page 9" in beyond.err


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_end_of_one_is_the_end_of_both(tmp_path: Path, number: signal.Signals) -> None:
    note = tmp_path / "number"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])}
    call = [sys.executable, str(ROOT / "tests/apart.py"), str(note)]
    with subprocess.Popen(call, env=environment, stderr=subprocess.DEVNULL) as parent:
        child = int(_soon(lambda: note.read_text() if note.exists() else ""))
        parent.send_signal(number)
        assert parent.wait(60)
    assert _soon(lambda: "gone" if _ended(child) else "") == "gone"


def test_the_process_ends_with_the_block(tmp_path: Path) -> None:
    with read_apart(fragile) as read:
        assert read(Pdf((b"",), "a.pdf", "", None)).text == "True\n"
    assert not multiprocessing.active_children()


def _soon(look: Callable[[], str]) -> str:
    """What it finds as soon as it finds anything; empty after a minute."""
    for _ in range(600):
        if found := look():
            return found
        time.sleep(0.1)
    return ""


def _ended(number: int) -> bool:
    """Whether a process is no more, or waits for nothing but to be buried by the system."""
    try:
        os.kill(number, 0)
        state = Path(f"/proc/{number}/stat")
        return state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z"
    except (ProcessLookupError, FileNotFoundError):
        return True
