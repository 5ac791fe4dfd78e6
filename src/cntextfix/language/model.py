"""How likely one character is after two others, from counts; read on first use."""

from __future__ import annotations

from functools import cache

from cntextfix.language.table import Table

STEP = 4
"""Steps of a bit in which the table holds minus the logarithms of probabilities. By definition: the table is written
so."""
BITS = 14
"""Bits of a character's number. By definition: the table is written so."""
NONE, EDGE = "\0", "\n"
"""Stand for a character that the counts have not, and for the beginning and the end of a paragraph."""
_SAME = str.maketrans("「」『』,;:?!().﹔．", "“”‘’，；：？！（）。；。")


class _Numbers(dict[str, int]):
    """The number of each character; what the counts have not is looked at once: figures and letters are two classes."""

    def __missing__(self, char: str) -> int:
        self[char] = number = self.get(kind_of(char), 0)
        return number


def kind_of(char: str) -> str:
    """The character that stands for this one in the counts: figures are all alike, and letters, and the half width
    is the full one.

    >>> "".join(map(kind_of, "7Ｂz「,中"))
    '0aa“，中'
    """
    if 0xFF01 <= ord(char) <= 0xFF5E:
        char = chr(ord(char) - 0xFEE0)
    if char.isascii() and char.isalnum():
        return "0" if char.isdigit() else "a"
    return char.translate(_SAME)


class Model:
    """Probabilities by the counts of three, two and one characters (absolute discounting, backed off)."""

    __slots__ = ("_back", "_numbers", "_single", "_table")

    def __init__(self, raw: bytes) -> None:
        """``raw`` as ``tests/generators/make_language.py`` writes it: the length of what comes next; the characters,
        a line for all that share a number; for each number its own bits and those of backing off from it; the table."""
        size = int.from_bytes(raw[:4], "little")
        groups = raw[4 : 4 + size].decode("utf-8").split("\n")
        count = len(groups)
        self._numbers = _Numbers({char: n for n, group in enumerate(groups) for char in group or EDGE})
        at = 4 + size
        self._single = [value / (2 * STEP) for value in raw[at : at + count]]
        self._back = [value / (2 * STEP) for value in raw[at + count : at + 2 * count]]
        self._table = Table(raw[at + 2 * count :])

    def seam(self, left: str, right: str) -> float:
        """How much likelier the first two characters of one text are after the last two of another than anywhere, in
        bits: minus the logarithms of their probabilities. Both have to have one."""
        get, numbers = self._table.get, self._numbers
        before, last = numbers[left[-2]] if len(left) > 1 else numbers[EDGE], numbers[left[-1]]
        first = numbers[right[0]]
        bits = self._single[first] - self._three(before, last, first)
        if len(right) < 2:
            return bits
        known, second = last << BITS | first, numbers[right[1]]
        if (found := get(known << BITS | second)) >= 0:
            return bits + (self._two(first, second) - found / STEP)
        return bits - max(0, get(known << BITS)) / STEP  # all are eighths of a bit: nothing is rounded

    def _two(self, before: int, char: int) -> float:
        """Bits of a character after another."""
        found = self._table.get(before << BITS | char)
        return found / STEP if found >= 0 else self._back[before] + self._single[char]

    def _three(self, first: int, second: int, char: int) -> float:
        """Bits of a character after two others."""
        get, before = self._table.get, first << BITS | second
        found = get(before << BITS | char)
        return found / STEP if found >= 0 else max(0, get(before << BITS)) / STEP + self._two(second, char)


@cache
def model() -> Model:
    """The model that is in the package."""
    from importlib.resources import files

    return Model((files("cntextfix.chinese.data") / "language.bin").read_bytes())
