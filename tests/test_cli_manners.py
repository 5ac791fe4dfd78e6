"""What a person at a shell meets in the first hour."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import cntextfix
from cli_runner import CLEAN, GARBLED, Runner

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
    assert done.stderr.decode() == "cntextfix: 没有命令；要清理传入的文字，请用：… | cntextfix clean\n"


def test_help_is_there_for_who_asks(run: Runner) -> None:
    assert "Commands" in run("--help").text.title()
    assert run("--version").code == 0
