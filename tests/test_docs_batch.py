"""What the guide shows of archives runs as it stands: every command, and every piece of Python."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from batches import GARBLED, pages
from helpers import ROOT
from pdf import sample
from readme import commands, fences

GUIDES = ("docs/guide/archives.md", "docs/zh/archives.md")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell")


def guide(name: str) -> str:
    """What the guide has on archives."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the archives that the examples name, to be in."""
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    (tmp_path / "last-run").touch()
    os.utime(tmp_path / "last-run", (1, 1))
    pages(tmp_path / "scans", 6)
    (tmp_path / "scans/a.pdf").write_bytes(sample.page())
    pages(tmp_path / "daily", 6)
    (tmp_path / "corpus").mkdir()
    pq.write_table(pa.table({"content": [GARBLED.format(n=""), "好。"]}), tmp_path / "corpus/a.parquet")
    pages(tmp_path / "raw", 1)
    (tmp_path / "raw/a.txt").write_text(GARBLED.format(n=""), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shell(command: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the guide with this package's ``cntextfix``, in a folder of its own but for the archives."""
    (home / "bin").mkdir(exist_ok=True)
    script = home / "bin/cntextfix"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cntextfix "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    path = f"{script.parent}{os.pathsep}{os.environ['PATH']}"
    source = str(ROOT / "src")
    env = {**os.environ, "PATH": path, "PYTHONPATH": source, "LC_ALL": "C.UTF-8"}
    return subprocess.run(["sh", "-c", command], cwd=home, env=env, capture_output=True, text=True, timeout=120)


def shown(name: str) -> list[str]:
    """The commands of a guide that need nothing but this machine."""
    told = guide(name)
    found = [one for one in commands(told) if one.startswith(("cntextfix", "find")) and "s3://" not in one]
    return found + re.findall(r"^\| `(cntextfix batch [^`]+)` \|", told, re.MULTILINE)


def test_commands(home: Path) -> None:
    found = shown(GUIDES[0])
    assert len(found) >= 9
    assert shown(GUIDES[1]) == found, "both languages show the same"
    for command in found:
        if "daily" not in command and not any(word in command for word in ("--status", "--verify", "--retry", "--dry")):
            shutil.rmtree(home / "clean", ignore_errors=True)
        done = shell(command, home)
        assert done.returncode == 0, (command, done.stderr)
    assert (home / "daily.evidence.json").is_file()


def python(name: str, word: str) -> str:
    (found,) = [body for body in fences(guide(name), "python") if word in body]
    return found


@pytest.mark.parametrize("name", GUIDES)
def test_the_contract(name: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(python(name, "clean_file"), name, "exec"), {})
    assert (home / "clean/a.txt").read_text(encoding="utf-8").startswith("完善工作")
    assert capsys.readouterr().out.startswith("ok (")


class Rows:
    """A dataset as Hugging Face's ``datasets`` has them, as far as the example goes."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self.rows = rows

    def map(self, function: Callable[[dict[str, str]], dict[str, str]], num_proc: int) -> Rows:
        return Rows([row | function(row) for row in self.rows])


@pytest.mark.parametrize("name", GUIDES)
def test_datasets_map(name: str) -> None:
    names: dict[str, object] = {"dataset": Rows([{"id": "1", "text": "日报日报评论评论员员文文章章"}])}
    exec(compile(python(name, "dataset.map"), name, "exec"), names)
    clean = names["clean"]
    assert isinstance(clean, Rows)
    assert clean.rows == [{"id": "1", "text": "日报评论员文章"}]


@pytest.mark.engine
@pytest.mark.parametrize("name", GUIDES)
def test_ray_and_its_engine(name: str, home: Path) -> None:
    pytest.importorskip("ray.data")
    import pyarrow as pa
    import pyarrow.parquet as pq

    (home / "bucket/raw").mkdir(parents=True)
    pq.write_table(pa.table({"text": [GARBLED.format(n=""), "好。"]}), home / "bucket/raw/a.parquet")
    bucket = (home / "bucket").as_uri()
    script = home / "example.py"
    body = python(name, "clean_dataset").replace("s3://bucket", bucket)
    script.write_text(f"import ray\nray.init(num_cpus=2, include_dashboard=False)\n{body}", encoding="utf-8")
    done = shell(f'"{sys.executable}" example.py', home)
    assert done.returncode == 0, done.stderr
    rows = pq.read_table(home / "bucket/clean").to_pylist()
    assert [row["cntextfix_status"] for row in rows] == ["ok", "unchanged"]

    (command,) = [one for one in commands(guide(name)) if "s3://" in one]
    command = command.replace("s3://bucket", bucket).replace(" --address auto", "").replace("/clean", "/done")
    done = shell(f"{command} -j 2", home)
    assert done.returncode == 0, done.stderr
    assert (home / "bucket/done/a.parquet/part-00000.parquet").is_file()


@pytest.mark.engine
@pytest.mark.parametrize("name", GUIDES)
def test_datatrove(name: str, home: Path) -> None:
    pytest.importorskip("datatrove")
    (home / "raw/a.jsonl").write_text(json.dumps({"text": GARBLED.format(n=""), "id": "1"}), encoding="utf-8")
    body = python(name, "CntextfixFormatter")
    script = home / "example.py"
    script.write_text(
        "from datatrove.executor import LocalPipelineExecutor\n"
        "from datatrove.pipeline.readers import JsonlReader\nfrom datatrove.pipeline.writers import JsonlWriter\n"
        f"{body}\nif __name__ == '__main__':\n"
        "    pipeline[0].glob_pattern = '*.jsonl'\n"
        "    LocalPipelineExecutor(pipeline=pipeline, logging_dir='log', tasks=1).run()\n",
        encoding="utf-8",
    )
    done = shell(f'"{sys.executable}" example.py', home)
    assert done.returncode == 0, done.stderr
    (written,) = (home / "clean").glob("*.jsonl.gz")
    assert json.loads(gzip.decompress(written.read_bytes()))["metadata"]["cntextfix_status"] == "ok"
