"""The recipe's ``keep`` patterns: what they match, no rule may touch.

They are looked for on the page as each rule sees it and on the untouched one, so that no rule can free a text by first
spoiling what a pattern stands for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from cntextfix.changes.ink import SourceSpan
from cntextfix.changes.patterns import Pattern
from cntextfix.changes.verbs import End, Join, Label, Op, Proposal, Replace, Split
from cntextfix.document.model import DROPPED, Line, LineId, Origins, Page


class Kept:
    """What is kept on one page: stretches of its lines, and line ends."""

    def __init__(self, patterns: Sequence[Pattern], page: Page, source: Sequence[SourceSpan] = ()) -> None:
        """``source`` are the stretches of the untouched source that are kept, sorted and apart."""
        self._patterns = patterns
        self._spans: dict[LineId, list[SourceSpan]] = {}
        self._ends: set[LineId] = set()
        self._source = source
        if patterns:
            self._look(page)

    @classmethod
    def untouched(cls, patterns: Sequence[Pattern], page: Page) -> Kept:
        """What is kept on a page that no rule has seen yet; remembered for ``after``."""
        kept = cls(patterns, page)
        places = {line.id: Origins(line) for line in page.lines if line.id in kept._spans}
        kept._source = _union(
            part for name, spans in kept._spans.items() for span in spans for part in places[name].parts(*span)
        )
        return kept

    def __bool__(self) -> bool:
        return bool(self._spans or self._ends)

    def after(self, page: Page) -> Kept:
        """What is kept on the same page as rules have left it."""
        return Kept(self._patterns, page, self._source) if self._patterns else self

    def _look(self, page: Page) -> None:
        marks = _union(span for pattern in self._patterns for span in pattern.spans(page.text))
        at = first = 0
        for line in page.lines:
            stop = at + len(line.text)
            while first < len(marks) and marks[first][1] <= at:
                first += 1
            spans = list(_from_source(line, self._source)) if self._source else []
            for low, high in marks[first:]:
                if low >= stop:
                    break
                spans.append((max(low, at) - at, min(high, stop) - at))
                if high > stop and line.end:
                    self._ends.add(line.id)
            if spans:
                self._spans[line.id] = _union(spans)
            at = stop + len(line.end)

    def touched(self, op: Op) -> bool:
        """Whether an operation would change, cut, join or drop what is kept."""
        match op:
            case Replace() | Split():
                start, stop = (op.start, op.stop) if isinstance(op, Replace) else (op.at, op.at)
                return bool(self._near(op.line, start, stop))
            case Join() | End():
                return op.line in self._ends
            case Label():
                return op.role in DROPPED and op.line in self._spans
            case _:
                return False

    def parted(self, proposal: Proposal) -> list[Proposal]:
        """The proposal; a separable one that would touch what is kept, in two: what may be done, and the rest."""
        if not proposal.separable or not self._spans or not any(map(self.touched, proposal.ops)):
            return [proposal]
        free: list[Op] = []
        rest: list[Op] = []
        for op in proposal.ops:
            for piece in self._cut(op) if isinstance(op, Replace) else (op,):
                (rest if self.touched(piece) else free).append(piece)
        return [replace(proposal, ops=tuple(ops), numbers=(_size(ops),)) for ops in (free, rest) if ops]

    def _cut(self, op: Replace) -> Iterator[Replace]:
        """A replacement of characters one for one, cut at the borders of what is kept; any other one whole."""
        near = self._near(op.line, op.start, op.stop) if len(op.text) == op.stop - op.start else []
        borders = {op.start, op.stop} | {min(max(end, op.start), op.stop) for span in near for end in span}
        places = sorted(borders)
        if len(places) < 3:
            yield op
            return
        for low, high in pairwise(places):
            yield Replace(op.line, low, high, op.text[low - op.start : high - op.start])

    def _near(self, name: LineId, start: int, stop: int) -> list[SourceSpan]:
        """The kept stretches that ``[start, stop)`` of a line overlaps, or that a split there would cut."""
        shift = 0
        while name not in self._spans and isinstance(name, tuple):  # the right half of a line that is being split
            name, at = name
            shift += at
        start, stop = start + shift, stop + shift
        spans = self._spans.get(name, [])
        first = bisect_right(spans, start, key=lambda span: span[1])
        last = first
        while last < len(spans) and spans[last][0] < stop:
            last += 1
        return [(low - shift, high - shift) for low, high in spans[first:last]]


def _from_source(line: Line, source: Sequence[SourceSpan]) -> Iterator[SourceSpan]:
    """Where a line prints characters of these stretches of the source."""
    at = 0
    for run in line.origin:
        if run.start >= 0:
            n = bisect_right(source, run.start, key=lambda span: span[1])
            while n < len(source) and source[n][0] < run.start + run.length:
                low, high = max(source[n][0], run.start), min(source[n][1], run.start + run.length)
                yield at + low - run.start, at + high - run.start
                n += 1
        at += run.length


def _size(ops: Iterable[Op]) -> int:
    return sum(op.stop - op.start for op in ops if isinstance(op, Replace))


def _union(spans: Iterable[SourceSpan]) -> list[SourceSpan]:
    out: list[SourceSpan] = []
    for start, stop in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], stop))
        elif start < stop:
            out.append((start, stop))
    return out
