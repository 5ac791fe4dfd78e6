"""No input takes the decoder more than linear time: twice the text may take no more than about twice the steps.

Steps are counted, not seconds: every character read, edge weighed and line compared is a line of code executed.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING

import pytest

from cntextfix.overprint import decode as units
from cntextfix.overprint import echoes

if TYPE_CHECKING:
    from _typeshed import TraceFunction

HAN = "".join(chr(0x4E00 + 7 * n) for n in range(400))


def fibonacci(size: int) -> str:
    """The word with the most squares in it."""
    one, two = "甲", "甲乙"
    while len(two) < size:
        one, two = two, two + one
    return two[:size]


def scrambled(size: int) -> str:
    """Han characters in no order, the same ones every time."""
    return "".join(random.Random(1).choices(HAN, k=size))


TEXTS: dict[str, Callable[[int], str]] = {
    "ab": lambda size: "ab" * (size // 2),
    "甲乙": lambda size: "甲乙" * (size // 2),
    "one character": lambda size: "的" * size,
    "digits": lambda size: "".join(random.Random(1).choices("0123456789", k=size)),
    "random": scrambled,
    "fibonacci": fibonacci,
    "aabb": lambda size: "".join(2 * char for char in scrambled(size // 2)),
    "spaced": lambda size: "甲 " * (size // 2),
    "period 10": lambda size: "0149656941" * (size // 10),
    "period 40": lambda size: scrambled(40) * (size // 40),
    "marks": lambda size: "，，" * (size // 2),
    "equal lines": lambda size: "好的\n" * (size // 3),
    "lines aabb": lambda size: "".join(2 * (scrambled(size)[n : n + 5] + "\n") for n in range(0, size // 2, 6)),
    "block again": lambda size: 2 * ("\n".join(scrambled(size)[n : n + 20] for n in range(0, size // 2, 21)) + "\n"),
}


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python a piece of work executes."""
    count = 0

    def trace(frame: FrameType, event: str, arg: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", TEXTS)
def test_steps_grow_with_the_text(name: str) -> None:
    def work(size: int) -> int:
        lines = TEXTS[name](size).split("\n")
        return steps(lambda: (units.decode(lines), echoes.find(lines)))

    few, many = work(1200), work(2400)
    assert many <= 2.5 * few + 2000
