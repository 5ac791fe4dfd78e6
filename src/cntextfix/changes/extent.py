"""How much of a line has to be shown for an edit to read right by itself: whole units, never the second half of one."""

from __future__ import annotations

from collections.abc import Sequence

AROUND = 6
"""Characters shown on each side of an edit at most, up to the next mark or space; a Chinese word has four at most.
Chosen."""


def extent(text: str, edits: Sequence[tuple[int, int, str]]) -> tuple[int, int]:
    """The stretch of a line to be shown for its edits (start, stop, new text), in order: a copy that goes with the unit
    that stays, anything else with what stands around it.

    >>> extent("第第33版版", [(1, 2, ""), (3, 4, ""), (5, 6, "")]), extent("发展能源政 策。", [(5, 6, "")])
    ((0, 6), (0, 7))
    """
    low, high = edits[0][0], edits[-1][1]
    first, last = _unit(text, edits[0]), _unit(text, edits[-1])
    low = min(low, first[0]) if first else _left(text, low)
    high = max(high, last[1]) if last else _right(text, high)
    return low, high


def _unit(text: str, edit: tuple[int, int, str]) -> tuple[int, int] | None:
    """Where the unit stands of which a deletion takes copies, with these; None if it takes something else."""
    start, stop, new = edit
    gone = text[start:stop]
    if new or not gone.strip():
        return None
    size = (gone + gone).find(gone, 1)  # of the unit: what is gone may be several copies
    if text[start - size : start] == gone[:size] and start >= size:
        return start - size, stop
    return (start, stop + size) if text.startswith(gone[:size], stop) else None


def _left(text: str, at: int) -> int:
    stop = max(0, at - AROUND)
    while at > stop and text[at - 1].isalnum():
        at -= 1
    return at


def _right(text: str, at: int) -> int:
    stop = min(len(text), at + AROUND)
    while at < stop and text[at].isalnum():
        at += 1
    return at
