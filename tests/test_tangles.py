"""Which tangles are of pages that were read across."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from cntextfix.rules.order.cells import Cell, lattice
from cntextfix.rules.order.tangles import Tangle, is_of_prose
from helpers import CASES

_ROWS = ["镇里牵头成立，农机合作社以后一台", "插秧机一天能插，四十亩每亩还能省"] * 20
_STRAIGHT = -40.0
_OWN = 60.0


def _tangle(strand_of: Callable[[int], int]) -> Tangle:
    """A tangle of lines, each in the strand that a function names; the bits speak for it."""
    strands: dict[int, list[Cell]] = {}
    for n, (edge,) in enumerate(own for own in lattice(_ROWS) if own):
        strands.setdefault(strand_of(n), []).append(edge.piece)
    return Tangle(tuple(map(tuple, strands.values())), len(_ROWS), _OWN, _STRAIGHT)


@pytest.mark.parametrize(
    ("strand_of", "woven"),
    [
        pytest.param(lambda n: n % 2, True, id="row by row"),
        pytest.param(lambda n: n % 2 if n < 16 else 0, True, id="one column longer"),
        pytest.param(lambda n: int(n % 7 == 3), False, id="labels in a column"),
    ],
)
def test_strands_change_all_the_time_on_a_page_read_across(strand_of: Callable[[int], int], *, woven: bool) -> None:
    assert is_of_prose(_tangle(strand_of)) is woven


_BITS = "import sys, cntextfix; print([one.evidence for one in cntextfix.explain(sys.stdin.read()).report.applied])"


def test_bits_are_the_same_in_every_run() -> None:
    """Sets have another order in every run, and a sum over one is rounded otherwise."""
    text = json.loads((CASES / "side-by-side.json").read_text(encoding="utf-8"))[1]["before"]
    runs = set()
    for seed in "12345":
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
        words = [sys.executable, "-c", _BITS]
        runs.add(subprocess.run(words, input=text.encode(), capture_output=True, env=env, check=True).stdout)
    assert len(runs) == 1
