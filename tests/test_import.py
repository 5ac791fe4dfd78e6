"""Importing the package is quick, because it loads nothing heavy."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

import cntextfix
from test_layering import HEAVY

LIMIT = 0.060
"""Seconds that ``import cntextfix`` may add to the start of an interpreter."""

CHECK = "import sys, {name}; {name}.Recipe.default(); print(*sorted({{name.split('.')[0] for name in sys.modules}}))"


def seconds(code: str) -> float:
    """How long a new interpreter takes for this code, with bytecode kept as an installed package has it."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    return time.perf_counter() - start


def test_import_is_quick() -> None:
    """The best of nine starts with the import against the best of nine without: a busy machine slows both."""
    bare = min(seconds("pass") for _ in range(9))
    full = min(seconds("import cntextfix") for _ in range(9))
    assert full - bare < LIMIT, f"import cntextfix takes {1000 * (full - bare):.0f} ms"


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
