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

    def number(self, char: str) -> int:
        """The number of a character."""
        return self._numbers[char]

    def one(self, char: int) -> float:
        """Bits of a character wherever it stands: minus the logarithm of its probability."""
        return self._single[char]

    def two(self, before: int, char: int) -> float:
        """Bits of a character after another."""
        found = self._table.get(before << BITS | char)
        return found / STEP if found >= 0 else self._back[before] + self._single[char]

    def three(self, first: int, second: int, char: int) -> float:
        """Bits of a character after two others."""
        get, before = self._table.get, first << BITS | second
        found = get(before << BITS | char)
        if found >= 0:
            return found / STEP
        back = get(before << BITS)
        return (back / STEP if back > 0 else 0.0) + self.two(second, char)

    def seam(self, before: int, last: int, first: int, second: int) -> float:
        """How much likelier two characters are after two others than anywhere, in bits; the same as ``one`` and ``two``
        say of them less what ``three`` does, with nothing looked up twice."""
        get, known = self._table.get, last << BITS | first
        bits = self._single[first] - self.three(before, last, first)
        if (found := get(known << BITS | second)) >= 0:
            return bits + (self.two(first, second) - found / STEP)
        return bits - max(0, get(known << BITS)) / STEP  # all are eighths of a bit: nothing is rounded


@cache
def model() -> Model:
    """The model that is in the package."""
    from importlib.resources import files

    return Model((files("cntextfix.chinese.data") / "language.bin").read_bytes())
