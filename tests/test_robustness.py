"""A few damaged files of every kind; ``python tests/robustness/run.py`` tries any number."""

from __future__ import annotations

from pathlib import Path

import pytest

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
