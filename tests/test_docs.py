"""What the READMEs tell a newcomer to type is typed here, in both languages; Python examples of READMEs and
guide are run, and links lead somewhere."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from helpers import ROOT, SAMPLES
from readme import commands, fences, fresh


def shown_name(path: Path) -> str:
    """The name of a file in the names of tests."""
    return str(path.relative_to(ROOT).as_posix())


GUIDE, CHINESE = ROOT / "docs" / "guide", ROOT / "docs" / "zh"
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
BOTH = pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
DOCS = sorted((ROOT / "docs").rglob("*.md"))
RUN = pytest.mark.parametrize("path", [*READMES, GUIDE / "python.md", CHINESE / "python.md"], ids=shown_name)
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "venv", ".*_cache", ".hypothesis", "__pycache__", "build", "dist")


@BOTH
def test_the_two_commands_are_there(path: Path) -> None:
    text = path.read_text(encoding="utf8")
    assert "samples/xixi-2023.txt" in fresh(text, "clean")
    assert "[dev]" in fresh(text, "tests")


def test_both_readmes_give_the_same_commands() -> None:
    one, other = (path.read_text(encoding="utf8") for path in READMES)
    assert [fresh(one, what) for what in ("clean", "tests")] == [fresh(other, what) for what in ("clean", "tests")]
    assert len(commands(one)) == len(commands(other))


def test_ci_takes_the_test_command_from_the_readme() -> None:
    """The second command is not run here, because it runs this very test: ``.ci/run`` runs it."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf8")
    assert "tests/readme.py README.md tests" in script
    assert 'bash -euo pipefail -c "$tests"' in script
    assert "pytest" not in script.replace("-m pytest -m engine", ""), "but for the adapters of engines"


@pytest.mark.network
@pytest.mark.skipif(os.name == "nt", reason="the command is written for a POSIX shell")
def test_the_first_command_cleans_the_sample(tmp_path: Path) -> None:
    """For real: a fresh copy of the files, a fresh environment, pip, and the sample page comes out clean."""
    tree = tmp_path / "tree"
    shutil.copytree(ROOT, tree, ignore=LEFT_OUT)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    command = fresh(READMES[0].read_text(encoding="utf8"), "clean")
    assert fresh(READMES[1].read_text(encoding="utf8"), "clean") == command
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=tree, env=environment, capture_output=True)
    assert done.returncode == 0, done.stderr.decode("utf8", "replace")
    want = (SAMPLES / "xixi-2023.expected.txt").read_text(encoding="utf8")
    assert done.stdout.decode("utf8").endswith(want)


@RUN
def test_python_examples(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = "\n\n".join(fences(path.read_text(encoding="utf8"), "python", "pycon"))
    test = doctest.DocTestParser().get_doctest(examples, {}, path.name, str(path), 0)
    assert test.examples, f"{path.name} shows no example that can be run (>>> …)"
    heard: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=lambda text: heard.append(text))
    assert not result.failed, "".join(heard)


@pytest.mark.parametrize("path", [*READMES, *DOCS, ROOT / "CONTRIBUTING.md"], ids=shown_name)
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf8")
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text):
        assert (path.parent / target).exists(), f"{path.name} links to {target}, which is not there"


@pytest.mark.parametrize("path", sorted(GUIDE.glob("*.md")), ids=shown_name)
def test_the_guide_is_there_in_both_languages(path: Path) -> None:
    """With the same commands and the same examples, but for their comments."""
    one, other = (each.read_text(encoding="utf8") for each in (path, CHINESE / path.name))
    assert commands(one) == commands(other)
    assert len(fences(one, "python", "pycon")) == len(fences(other, "python", "pycon"))
