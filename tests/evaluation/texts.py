"""Lines of text compared with other lines: what every scorer of text stands on."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass


def squashed(text: str) -> str:
    r"""The text without white space.

    >>> squashed(" a b\n")
    'ab'
    """
    return "".join(text.split())


def inked_lines(text: str) -> list[str]:
    r"""The lines that are not blank, without white space.

    >>> inked_lines("a b\n\n c\n")
    ['ab', 'c']
    """
    return [squashed(line) for line in text.splitlines() if line.strip()]


def evenly_spaced(line: str) -> str:
    """The line with one space for each stretch of white space."""
    return " ".join(line.split())


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two lists of lines laid side by side. ``right`` are the numbers of wanted lines that came out; ``differences``
    are stretches of wanted lines and what stands in their place."""

    right: frozenset[int]
    differences: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


def align(want: Sequence[str], got: Sequence[str]) -> Alignment:
    """Find each wanted line in what came out, in order.

    >>> align(["a", "b", "c"], ["a", "x", "c"])
    Alignment(right=frozenset({0, 2}), differences=((('b',), ('x',)),))
    """
    matcher = difflib.SequenceMatcher(None, want, got, autojunk=False)
    right = {block.a + offset for block in matcher.get_matching_blocks() for offset in range(block.size)}
    differences = [
        (tuple(want[first:last]), tuple(got[start:stop]))
        for tag, first, last, start, stop in matcher.get_opcodes()
        if tag != "equal"
    ]
    return Alignment(frozenset(right), tuple(differences))


def tell(label: str, difference: tuple[Sequence[str], Sequence[str]]) -> str:
    """One difference as text for a reader."""
    want, got = difference
    return "\n".join([label, *(f"   want {line}" for line in want), *(f"   got  {line}" for line in got)])
