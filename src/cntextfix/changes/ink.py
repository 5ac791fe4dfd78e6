"""The ink check: nothing that was printed in the source may leave the record.

Run after every cleaning (black's ``assert_equivalent`` for text). White space is not ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from cntextfix.changes.verbs import Change, Join, Replace
from cntextfix.document.model import Document
from cntextfix.errors import InkLost

SourceSpan: TypeAlias = tuple[int, int]
"""A stretch of a source: its first place, and the one behind its last."""


def check_ink(source: Document, cleaned: Document, applied: Sequence[Change]) -> None:
    """Raise InkLost unless every source character is in a line of ``cleaned`` (printed or labelled away) or in the
    spans of an applied change, none is there twice, each stands for itself, and ink that the source does not have
    was put there by a recorded change. Linear but for one sort of the stretches.

    ``source`` may be some pages of a document: places count from wherever its text begins.
    """
    if cleaned is source or not applied:
        return
    printed = _Printed(*_untouched(source))
    printed.read(cleaned)
    owed = sum(map(_put_in, applied))
    if printed.added > owed:
        raise InkLost(f"{printed.added} characters were put in, {owed} of them by a recorded change")
    edits = [change for change in applied if any(isinstance(op, Replace) for op in change.ops)]
    gone = [span for change in edits for span in change.spans]
    _check_owned(printed.altered, gone)
    printed.check_whole(gone)


@dataclass(slots=True)
class _Printed:
    """What the lines of a cleaned document print of a source ``text`` whose first character stands at ``base``:
    stretches of the source, those of them with other characters in their place, and how much ink has no place."""

    text: str
    base: int
    kept: list[SourceSpan] = field(default_factory=list)
    altered: list[SourceSpan] = field(default_factory=list)
    added: int = 0

    def read(self, cleaned: Document) -> None:
        """Go through all lines. Raises InkLost where a character says that it is another one, or says nothing."""
        for line in cleaned.lines():
            at = 0
            for run in line.origin:
                part = line.text[at : at + run.length]
                at += run.length
                if run.start < 0:
                    self.added += _ink(part)
                    continue
                start, stop = run.start, run.start + run.length
                self.kept.append((start, stop))
                if run.altered:
                    self.added += _ink(part)
                    self.altered.append((start, stop))
                elif self._source(start, stop) != part:
                    raise InkLost(f"characters {start} to {stop} of the source were altered: {part[:40]!r}")
            if at != len(line.text):
                raise InkLost(f"line {line.id!r} has {len(line.text) - at} characters without an origin")

    def check_whole(self, gone: list[SourceSpan]) -> None:
        """Raise InkLost if a character is printed twice, or neither printed nor ``gone``."""
        self.kept.sort()
        for (_, stop), (start, _) in pairwise(self.kept):
            if start < stop:
                raise InkLost(f"the source character at {start} is printed twice")
        at, end = self.base, self.base + len(self.text)
        for start, stop in [*sorted(self.kept + gone), (end, end)]:
            if start > at and _ink(self._source(at, start)):
                lost = self._source(at, start).strip()
                raise InkLost(f"characters {at} to {start} of the source were lost: {lost[:40]!r}")
            at = max(at, stop)

    def _source(self, start: int, stop: int) -> str:
        return self.text[start - self.base : stop - self.base]


def _untouched(source: Document) -> tuple[str, int]:
    """The source's text and the place of its first character: for a PDF, whose lines stand in reading order, what they
    hold by glyph number, with blanks for spaces that no line holds."""
    if all(page.glyphs is None for page in source.pages):
        return source.text, _begins(source)
    parts: list[tuple[int, str]] = []
    for line in source.lines():
        at = 0
        for start, length, _ in line.origin:
            if start >= 0:
                parts.append((start, line.text[at : at + length]))
            at += length
    parts.sort()
    base = place = parts[0][0] if parts else 0
    out: list[str] = []
    for start, part in parts:
        if start > place:
            out.append(" " * (start - place))
        out.append(part)
        place = start + len(part)
    return "".join(out), base


def _begins(source: Document) -> int:
    """The place of the first character of this text in the source: that of its first line with one, less what stands
    before it here."""
    before = 0
    for line in source.lines():
        if line.origin:
            return line.origin[0].start - before
        before += len(line.text) + len(line.end)
    return 0


def _check_owned(altered: list[SourceSpan], owned: list[SourceSpan]) -> None:
    """Raise InkLost unless a recorded change owns every altered character."""
    union: list[list[int]] = []
    for start, stop in sorted(owned):
        if union and start <= union[-1][1]:
            union[-1][1] = max(union[-1][1], stop)
        else:
            union.append([start, stop])
    at = 0
    for start, stop in sorted(altered):
        while at < len(union) and union[at][1] < stop:
            at += 1
        if at == len(union) or union[at][0] > start:
            raise InkLost(f"characters {start} to {stop} of the source were altered, and no change says so")


def _put_in(change: Change) -> int:
    texts = (op.text if isinstance(op, Replace) else op.sep for op in change.ops if isinstance(op, Replace | Join))
    return sum(map(_ink, texts))


def _ink(text: str) -> int:
    return sum(map(len, text.split()))
