"""Damaged PDFs: no crash, no hang, and never an empty page without a word. ``pdf/damage.py`` tries more of them."""

from __future__ import annotations

import time

import pytest

from pdf.damage import damaged, outcome, whole

WHOLE = whole()


def test_the_sound_one_is_read() -> None:
    assert outcome(WHOLE) == "read"


@pytest.mark.parametrize("start", range(0, 150, 30))
def test_damaged(start: int) -> None:
    begin = time.perf_counter()
    for seed in range(start, start + 30):
        assert outcome(damaged(WHOLE, seed)) in {"refused", "trouble", "read"}
    assert time.perf_counter() - begin < 60
