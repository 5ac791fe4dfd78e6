"""The real page of ``samples/`` comes out to the last character."""

from __future__ import annotations

from cntextfix import Recipe
from helpers import SAMPLES, assert_sound

SURPLUS = 907
"""Characters (white space apart) that the page holds too many: the difference between it and what a reader reads."""


def ink(text: str) -> int:
    return sum(map(len, text.split()))


def test_the_real_page() -> None:
    page = (SAMPLES / "xixi-2023.txt").read_text(encoding="utf8")
    want = (SAMPLES / "xixi-2023.expected.txt").read_text(encoding="utf8")
    assert len(want.splitlines()) == 31
    assert ink(page) - ink(want) == SURPLUS
    cleaned = assert_sound(page, Recipe.default())
    assert cleaned.text == want


def test_dedouble_alone_removes_the_surplus_and_nothing_else() -> None:
    page = (SAMPLES / "xixi-2023.txt").read_text(encoding="utf8")
    cleaned = assert_sound(page, Recipe.default().only("dedouble"))
    assert ink(page) - ink(cleaned.text) == SURPLUS
    for kept in ("1189\n\n户", "2022年", "村村携手", "一个个追逐", "一幅幅", "回顾2022年—— 展望2023年——", "溪水潺\n潺"):
        assert kept in cleaned.text
