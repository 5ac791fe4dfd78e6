"""What cannot be mended, as each command tells it: noticed, never counted as a change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli_runner import GARBLED, Runner

LOST = "(cid:12)(cid:13)\n" + "云溪县地处三县交界，沿岸分布着渔民和行政村。\n"
SCANNED = "甲\n" + "\ue001" * 40 + "\n"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Runner:
    return Runner(monkeypatch)


def test_check_has_a_line_and_counts_no_change(run: Runner) -> None:
    result = run("check", stdin=LOST.encode())
    assert result.code == 0
    assert result.text.startswith("<stdin>:1:1 unreadable (only noticed) 2 characters without text, as (cid:N): ")
    assert len(result.text.splitlines()) == 1
    assert "0 would change (0 findings), 1 clean" in result.err
    assert "not counted above: 1" in result.err
    assert "（仅提示）" in run("check", stdin=LOST.encode(), lang="zh").text
    assert "notices" not in run("check", stdin=GARBLED.encode()).err


def test_check_tells_changes_and_notices_apart(run: Runner) -> None:
    data = (GARBLED + LOST).encode()
    result = run("check", "--format", "json", stdin=data)
    records = [json.loads(line) for line in result.text.splitlines()]
    assert result.code == 1
    assert [(r["status"], r["code"], r["line"]) for r in records] == [
        ("noticed", "unreadable-cid", 5), ("applied", "overprint", 2), ("applied", "overprint", 3),
    ]  # fmt: skip
    assert "1 would change (2 findings)" in result.err


def test_pages_that_need_ocr_come_first(run: Runner) -> None:
    data = (GARBLED + LOST + "\f" + SCANNED).encode()
    assert run("check", stdin=data).text.splitlines()[0].endswith("it needs OCR")
    told = run("explain", stdin=data).text.splitlines()
    assert told[6].startswith("page 2: ")
    assert "it needs OCR" in told[6]
    assert [line for line in told if "OCR" in line] == [told[6]]
    assert "需要 OCR" in run("explain", stdin=data, lang="zh").text.splitlines()[6]


def test_explain_shows_notices_after_all_changes(run: Runner) -> None:
    text = run("explain", stdin=(GARBLED + LOST).encode()).text
    assert "changes: 2 (tandem-repeat 2)" in text.splitlines()[2]
    assert "held: 0 · noticed: 1" in text.splitlines()[4]
    assert text.index("\ntandem-repeat") < text.index("Noticed: nothing was done") < text.index("(cid:12)(cid:13)")
    only = run("explain", stdin=LOST.encode()).text
    assert only.startswith("<stdin>\n  pages: 1, lines: 2, ")
    assert "held: 0 · noticed: 1" in only
    assert "2 characters without text" in only
    assert "confidence" not in only
    assert "Noticed" not in run("explain", stdin=GARBLED.encode()).text


def test_explain_names_private_use_characters(run: Runner) -> None:
    text = run("explain", stdin=("\ue123" + LOST).encode()).text
    assert "<U+E123>" in text
    assert "\ue123" not in text


def test_clean_warns_of_pages_that_need_ocr(run: Runner, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    pages = ("云溪县地处三县交界。\n", SCANNED, SCANNED, "云溪县地处三县交界。\n", SCANNED)
    file.write_bytes("\f".join(pages).encode())
    result = run("clean", file)
    assert result.code == 0
    assert f"{file}: no text or mostly unreadable, needs OCR: page 2-3,5\n" in result.err
    assert "需要 OCR：第 2-3,5 页" in run("clean", file, lang="zh").err
    assert run("clean", stdin=LOST.encode()).err == ""


def test_json_has_them(run: Runner) -> None:
    report = json.loads(run("clean", "--format", "json", stdin=(LOST + "\f" + SCANNED).encode()).text)["report"]
    assert report["needs_ocr"] == [2]
    codes = [(r["page"], r["status"], r["code"]) for r in report["noticed"]]
    assert sorted(codes) == [
        (1, "noticed", "unreadable-cid"), (2, "noticed", "needs-ocr"), (2, "noticed", "unreadable-private"),
    ]  # fmt: skip
    report = json.loads(run("clean", "--format", "json", stdin=GARBLED.encode()).text)["report"]
    assert report["needs_ocr"] == report["noticed"] == []
