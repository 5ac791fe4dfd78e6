"""Importing the package is quick, because it loads nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import cntextfix
from test_layering import HEAVY

LIGHT = {
    *("collections", "contextlib", "copyreg", "enum", "functools", "importlib", "itertools", "keyword"),
    *("operator", "re", "reprlib", "types", "typing", "warnings", "annotationlib", "ast", "abc"),
}
"""Modules of Python's own library that ``import cntextfix`` may load: what ``typing`` needs, which is loaded at the
start of nearly every program, and takes 10 ms where it is not."""
NEW = (
    "import sys; old = set(sys.modules); sys.path.insert(0, {path!r}); import cntextfix; "
    "print(*sorted(set(sys.modules) - old))"
)

CHECK = "import sys, {name}; {name}.Recipe.default(); print(*sorted({{name.split('.')[0] for name in sys.modules}}))"


def test_import_loads_little() -> None:
    """Of the package itself nothing but its face: the rest comes when it is first used. What is loaded is what takes
    time, and it is the same on a machine that is busy."""
    code = NEW.format(path=str(Path(cntextfix.__file__).parent.parent))
    done = subprocess.run([sys.executable, "-I", "-c", code], check=True, capture_output=True, text=True)
    loaded = done.stdout.split()
    assert [name for name in loaded if name.startswith("cntextfix")] == ["cntextfix"]
    others = {name.split(".")[0].strip("_") for name in loaded} - {"cntextfix", "sre", "future"}
    assert others <= LIGHT, f"import cntextfix loads {', '.join(sorted(others - LIGHT))}"


def test_import_loads_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHECK.format(name="cntextfix")], check=True, capture_output=True, text=True
    )
    loaded = set(done.stdout.split())
    assert "cntextfix" in loaded
    slow = HEAVY | {"argparse", "asyncio", "multiprocessing", "sqlite3", "subprocess", "logging", "xml", "html"}
    assert not loaded & slow


@pytest.mark.parametrize("name", cntextfix.__all__)
def test_public_names_are_there(name: str) -> None:
    assert name in dir(cntextfix)
    assert getattr(cntextfix, name) is getattr(cntextfix, name)


def test_a_wrong_name_is_an_attribute_error() -> None:
    name = "nothing"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(cntextfix, name)
