"""Which lines of a page rules look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cntextfix.document.model import DROPPED, Line, Page


def printed(page: Page) -> list[Line]:
    """The lines of a page that are printed and have text."""
    return [line for line in page.lines if line.role not in DROPPED and line.text.strip()]


def consecutive(numbers: Sequence[int]) -> Iterator[range]:
    """The stretches of numbers, given in order, that follow one another.

    >>> list(consecutive([1, 2, 3, 7, 8]))
    [range(1, 4), range(7, 9)]
    """
    start = 0
    for n in range(1, len(numbers) + 1):
        if n == len(numbers) or numbers[n] != numbers[n - 1] + 1:
            yield range(numbers[start], numbers[n - 1] + 1)
            start = n
