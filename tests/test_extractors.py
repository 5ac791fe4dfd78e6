"""The garbler itself: each character as often as it was printed, in the shape the extractors give."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from extractors import EXTRACTORS, Print, as_printed, blocks, few_stairs, printed_again, runs, shuffled, stairs, suffix

UNITS = ("run", "glyph", "line")
EXACTLY = [name for name in EXTRACTORS if name not in ("suffix", "few stairs", "wide")]


def ink(lines: Sequence[str]) -> Counter[str]:
    return Counter(char for line in lines for char in line if not char.isspace())


def printed(line: Print) -> Counter[str]:
    """How often each character is printed."""
    times: Counter[str] = Counter()
    for unit, often in line.pieces():
        times.update({char: often * unit.count(char) for char in set(unit) if not char.isspace()})
    return times


@st.composite
def prints(draw: st.DrawFn) -> Print:
    text = draw(strategies.pages)[0]
    start = draw(st.integers(0, len(text) // 2))
    stop = draw(st.none() | st.integers(start, len(text)))
    classes = "h" + "".join(sorted(draw(st.sets(st.sampled_from("dap")))))
    return Print(text, draw(st.sampled_from((2, 3, 4, 8))), start, stop, classes, draw(st.sampled_from(UNITS)))


@given(prints())
def test_pieces_make_the_line(line: Print) -> None:
    assert "".join(unit for unit, _ in line.pieces()) == line.text
    assert "".join(runs(line.text)) == line.text


@pytest.mark.parametrize("name", EXACTLY)
@given(prints(), st.randoms(use_true_random=False))
def test_every_copy_is_there(name: str, line: Print, rnd: random.Random) -> None:
    assert ink(EXTRACTORS[name](line, rnd)) == printed(line)


@given(prints(), st.randoms(use_true_random=False))
def test_wide_lines_are_whole(line: Print, rnd: random.Random) -> None:
    whole = ink([line.text])
    assert ink(EXTRACTORS["wide"](line, rnd)) == Counter({char: line.copies * n for char, n in whole.items()})


@given(prints(), st.randoms(use_true_random=False))
def test_some_extractors_drop_copies(line: Print, rnd: random.Random) -> None:
    """But never a character that is printed once, nor the last copy."""
    for name in ("suffix", "few stairs"):
        got = ink(EXTRACTORS[name](line, rnd))
        assert ink([line.text]) <= got <= printed(line)


@pytest.mark.parametrize("name", EXTRACTORS)
@given(prints(), st.randoms(use_true_random=False))
def test_nothing_printed_again_nothing_changed(name: str, line: Print, rnd: random.Random) -> None:
    once = Print(line.text, 1, line.start, line.stop, line.classes, line.unit)
    if name != "suffix":
        assert EXTRACTORS[name](once, rnd) == as_printed([line.text], name)


@given(strategies.pages, st.sampled_from(sorted(EXTRACTORS)), st.randoms(use_true_random=False))
def test_lines_outside_stay(lines: list[str], name: str, rnd: random.Random) -> None:
    first = rnd.randrange(len(lines))
    got = printed_again(lines, name, Print("", 3), first, first + 1, rnd)
    before, after = as_printed(lines[:first], name), as_printed(lines[first + 1 :], name)
    assert got[: len(before)] == before
    assert not after or got[-len(after) :] == after
    assert len(got) >= len(before) + len(after) + 1


def test_as_poppler_gives_an_annual_report() -> None:
    assert stairs(Print("2011 年年度报告", 4)) == [*["2011"] * 3, "2011 年年度报告", *["年年度报告"] * 3]
    assert stairs(Print("你行》", 2)) == ["你行", "你行》", "》"]
    assert stairs(Print("1. 工作报告", 4, start=3)) == ["1. 工作报告", *["工作报告"] * 3]
    assert stairs(Print("提供海外聯絡，方便", 3, start=2, stop=6)) == ["提供海外聯絡", "海外聯絡", "海外聯絡，方便"]
    assert stairs(Print("乐知", 3, unit="glyph")) == ["乐", "乐", "乐知", "知", "知"]
    assert stairs(Print("在Java中", 2, classes="h")) == ["在", "在Java中", "中"]


def test_as_mupdf_gives_it() -> None:
    assert few_stairs(Print("2022年7月22日", 2)) == ["2022", "2022年7月22", "22日"]


def test_as_pdfminer_gives_it() -> None:
    got = shuffled(Print("2011 年年度报告", 4), random.Random(0))
    assert sorted(line.rstrip() for line in got) == sorted([*["2011"] * 3, "2011 年年度报告", *["年年度报告"] * 3])
    inline = shuffled(Print("代码：3月", 4), random.Random(0))
    assert inline == ["代码代码代码代码：：：：3333月月月月"]


def test_as_pdfium_gives_it() -> None:
    got = {suffix(Print("代码：300", 2), random.Random(n))[0] for n in range(20)}
    assert got == {"代码：300 代码：300", "代码：300 ：300", "代码：300 300"}


def test_blocks() -> None:
    assert blocks(["甲", "乙"], 3) == ["甲", "乙"] * 3
