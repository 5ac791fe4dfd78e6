"""A unified diff of the source text and the cleaned text, aligned by where each line came from.

difflib guesses which lines belong together, and is quadratic where many are alike. The document knows: lines that
come out as they went in are the anchors, the longest run of them that is in order is kept (moved lines are not in
it), and what lies between two anchors is replaced. Linear but for the bisections inside that choice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from cntextfix.document.model import Document, LineId, Role
from cntextfix.sinks.text import printed_lines

_CONTEXT = 3
"""Lines around a change that are shown, as ``diff -u`` does: 3."""


class _Gap(NamedTuple):
    """Lines ``[old, old_stop)`` of the source that are lines ``[new, new_stop)`` of the cleaned text."""

    old: int
    old_stop: int
    new: int
    new_stop: int


def to_diff(
    source: Document, cleaned: Document, include: Set[Role] = frozenset(), blank_lines: Set[int] = frozenset()
) -> Iterator[str]:
    """The lines of the diff, line ends included; nothing if both texts are the same. ``patch`` understands them.

    ``include`` and ``blank_lines`` as for ``to_text``.
    """
    came_from, text = _origins(source, cleaned, include, blank_lines)
    old, new = _lines(source.text), _lines(text)
    if old == new:
        return
    anchors = [(i, j) for i, j in came_from if j < len(new) and old[i] == new[j]]
    gaps = _gaps(_in_order(anchors), old, new)
    yield f"--- {source.name}\n"
    yield f"+++ {source.name}\n"
    hunk: list[_Gap] = []
    for gap in gaps:
        if hunk and gap.old - hunk[-1].old_stop > 2 * _CONTEXT:
            yield from _written(hunk, old, new)
            hunk = []
        hunk.append(gap)
    yield from _written(hunk, old, new)


def _lines(text: str) -> list[str]:
    """Lines with their ends as diff and patch see them: only a line feed ends one."""
    lines = text.split("\n")
    last = lines.pop()
    return [line + "\n" for line in lines] + ([last] if last else [])


def _origins(
    source: Document, cleaned: Document, include: Set[Role], blank_lines: Set[int]
) -> tuple[list[tuple[int, int]], str]:
    """Pairs of line numbers (source, cleaned), counting from 0, where a line starts that both have; and the text."""
    at: dict[LineId, int] = {}
    number = 0
    for line in source.lines():
        at[line.id] = number
        number += line.end.count("\n")
    pairs: list[tuple[int, int]] = []
    texts: list[str] = []
    number, fresh = 0, True
    for text, line in printed_lines(cleaned, include, blank_lines):
        if fresh and line.id in at:
            pairs.append((at[line.id], number))
        number += text.count("\n")
        fresh = text.endswith("\n")
        texts.append(text)
    return pairs, "".join(texts)


def _in_order(anchors: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the anchors in which the source's lines ascend too (patience sorting)."""
    tops: list[int] = []  # the least source line on which a run of each length can end
    ends: list[int] = []  # the anchor it ends on
    before: list[int] = []
    for n, (i, _) in enumerate(anchors):
        pile = bisect_left(tops, i)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [i]
        ends[pile : pile + 1] = [n]
    out: list[tuple[int, int]] = []
    n = ends[-1] if ends else -1
    while n >= 0:
        out.append(anchors[n])
        n = before[n]
    return out[::-1]


def _gaps(anchors: Sequence[tuple[int, int]], old: Sequence[str], new: Sequence[str]) -> Iterator[_Gap]:
    """What lies between anchors and differs; equal lines at the edges (blank ones above all) are no part of it."""
    i = j = 0
    for i_stop, j_stop in [*anchors, (len(old), len(new))]:
        next_i, next_j = i_stop + 1, j_stop + 1
        while i < i_stop and j < j_stop and old[i] == new[j]:
            i, j = i + 1, j + 1
        while i < i_stop and j < j_stop and old[i_stop - 1] == new[j_stop - 1]:
            i_stop, j_stop = i_stop - 1, j_stop - 1
        if i < i_stop or j < j_stop:
            yield _Gap(i, i_stop, j, j_stop)
        i, j = next_i, next_j


def _written(gaps: Sequence[_Gap], old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """One hunk: its gaps with the lines around and between them."""
    lead = min(_CONTEXT, gaps[0].old)
    tail = min(_CONTEXT, len(old) - gaps[-1].old_stop)
    first_old, first_new = gaps[0].old - lead, gaps[0].new - lead
    old_range = _range(first_old, gaps[-1].old_stop + tail)
    new_range = _range(first_new, gaps[-1].new_stop + tail)
    yield f"@@ -{old_range} +{new_range} @@\n"
    at = first_old
    for gap in gaps:
        yield from _marked(" ", old[at : gap.old])
        yield from _marked("-", old[gap.old : gap.old_stop])
        yield from _marked("+", new[gap.new : gap.new_stop])
        at = gap.old_stop
    yield from _marked(" ", old[at : at + tail])


def _marked(mark: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield mark + line if line.endswith("\n") else f"{mark}{line}\n\\ No newline at end of file\n"


def _range(start: int, stop: int) -> str:
    """As diff -u has it: counted from 1, the length left out where it is 1, and 0 lines stand after the line named."""
    length = stop - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"
