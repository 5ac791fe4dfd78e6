"""Whoever adds a rule as CONTRIBUTING says has a rule: its example, put into a copy of the tree, passes its tests."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from helpers import ROOT
from readme import fences

_TESTS = ("conftest.py", "helpers.py", "cli_runner.py")
_RUN = ("test_cases.py", "test_sinks_words.py", "test_chinese.py", "test_layering.py")
"""Tests that have a parameter for each rule."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a rule touches, with the rule of CONTRIBUTING in it."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "src", root / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests" / "cases", root / "tests" / "cases")
    for name in (*_TESTS, *_RUN):
        shutil.copy(ROOT / "tests" / name, root / "tests" / name)
    shutil.copytree(ROOT / "samples", root / "samples")
    shutil.copy(ROOT / "pyproject.toml", root)
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf8").partition("## Add a rule\n")[2].partition("\n## ")[0]
    (cases,), (rule,) = (map(dedent, fences(guide, language)) for language in ("json", "python"))
    rules = root / "src" / "cntextfix" / "rules"
    (root / "tests" / "cases" / "stray-comma.json").write_text(cases, encoding="utf8")
    (rules / "characters" / "stray_comma.py").write_text(rule, encoding="utf8")
    registry = (rules / "registry.py").read_text(encoding="utf8")
    last = "from cntextfix.rules.characters.vertical_form import VerticalForm\n"
    assert last in registry
    registry = registry.replace(last, f"from cntextfix.rules.characters.stray_comma import StrayComma\n{last}")
    registry = registry.replace("    SpacedOut(),\n", "    StrayComma(),\n    SpacedOut(),\n")
    (rules / "registry.py").write_text(registry, encoding="utf8")
    return root


def _python(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join([str(root / "src"), str(root / "tests")])
    return subprocess.run(
        [sys.executable, *words], cwd=root, env={**os.environ, "PYTHONPATH": paths}, capture_output=True,
        encoding="utf8", check=False,
    )  # fmt: skip


def test_its_cases_and_words_pass(copy: Path) -> None:
    tests = [str(Path("tests", name)) for name in _RUN]
    run = _python(copy, "-m", "pytest", "-p", "no:cacheprovider", "-k", "stray-comma or stray_comma", *tests)
    assert run.returncode == 0, run.stdout
    passed = re.search(r"(\d+) passed", _python(copy, "-m", "pytest", "-v", "-k", "stray-comma", *tests[:1]).stdout)
    assert passed
    assert int(passed[1]) == 5, "two cases, alone and among all rules, and the file"


def test_it_cleans_and_says_so(copy: Path) -> None:
    code = "one = cntextfix.explain('他走了，。').report.applied[0]; print(one.reason(), one.reason('zh'))"
    run = _python(copy, "-X", "utf8", "-c", f"import cntextfix; {code}")
    assert run.stdout.split("\n")[0] == "1 comma before a full stop 句号前有 1 个逗号", run.stderr


def test_what_is_missing_is_told(copy: Path) -> None:
    """A rule whose words lack a code that it proposes fails its own cases."""
    path = copy / "src" / "cntextfix" / "rules" / "characters" / "stray_comma.py"
    whole = path.read_text(encoding="utf8")
    path.write_text(
        whole.replace('yield Proposal(ops, "stray-comma"', 'yield Proposal(ops, "stray-mark"'), encoding="utf8"
    )
    try:
        run = _python(copy, "-m", "pytest", "-p", "no:cacheprovider", "-k", "stray-comma", "tests/test_cases.py")
    finally:
        path.write_text(whole, encoding="utf8")
    assert run.returncode == 1
    assert "stray-comma has no words for stray-mark" in run.stdout
