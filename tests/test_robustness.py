"""A few damaged files of every kind; ``python tests/robustness/run.py`` tries any number."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import ROOT
from robustness.guards import CHANGES
from robustness.guards import Change as Guard
from robustness.inputs import KINDS, damaged
from robustness.judge import judged


@pytest.mark.parametrize("name", KINDS)
def test_damaged_files(tmp_path: Path, name: str) -> None:
    if name.endswith((".zst", ".parquet")):
        pytest.importorskip("zstandard" if name.endswith(".zst") else "pyarrow")
    sound = KINDS[name]()
    assert judged(tmp_path / "sound", name, sound) == "read"
    for seed in range(6):
        judged(tmp_path / str(seed), name, damaged(sound, seed))


@pytest.mark.parametrize("guard", CHANGES, ids=lambda guard: f"{guard.path}: {guard.old.strip().splitlines()[0]}")
def test_guards_stand_where_the_table_has_them(guard: Guard) -> None:
    """So that ``robustness/guards.py`` can take them away, wherever modules have moved to."""
    text = (ROOT / "src" / "cntextfix" / guard.path).read_text(encoding="utf8")
    assert guard.old in text
