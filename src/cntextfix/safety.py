"""The ink check: nothing that was printed in the source may leave the record.

Run after every cleaning (black's ``assert_equivalent`` for text). White space is not ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cntextfix.changes import Change, Join, Replace
from cntextfix.errors import InkLost
from cntextfix.model import Document


def check_ink(source: Document, cleaned: Document, applied: Sequence[Change]) -> None:
    """Raise InkLost unless every source character is in a line of ``cleaned`` (printed or labelled away) or in the
    spans of an applied change, none is there twice, each stands for itself, and ink that the source does not have
    was put there by a recorded change. Linear but for one sort of the stretches.
    """
    if cleaned is source or not applied:
        return
    text, base = _source_text(source)
    kept, added = _kept(cleaned, text, base)
    owed = sum(_ink(op.text) for c in applied for op in c.ops if isinstance(op, Replace))
    owed += sum(_ink(op.sep) for c in applied for op in c.ops if isinstance(op, Join))
    if added > owed:
        raise InkLost(f"{added} characters were put in, {owed} of them by a recorded change")
    kept.sort()
    for (_, stop), (start, _) in pairwise(kept):
        if start < stop:
            raise InkLost(f"the source character at {start} is printed twice")
    gone = [
        (start - base, stop - base)
        for change in applied
        if any(isinstance(op, Replace) for op in change.ops)
        for start, stop in change.spans
    ]
    at = 0
    for start, stop in [*sorted(kept + gone), (len(text), len(text))]:
        if start > at and _ink(text[at:start]):
            raise InkLost(f"characters {at} to {start} of the source were lost: {text[at:start].strip()[:40]!r}")
        at = max(at, stop)


def _kept(cleaned: Document, text: str, base: int) -> tuple[list[tuple[int, int]], int]:
    """The stretches of the source that are still in a line, and how much ink rules put in."""
    kept: list[tuple[int, int]] = []
    added = 0
    for line in cleaned.lines():
        at = 0
        for run in line.origin:
            part = line.text[at : at + run.length]
            at += run.length
            if run.start < 0:
                added += _ink(part)
                continue
            start, stop = run.start - base, run.start - base + run.length
            kept.append((start, stop))
            if text[start:stop] != part:
                raise InkLost(f"characters {start} to {stop} of the source were altered: {part[:40]!r}")
        if at != len(line.text):
            raise InkLost(f"line {line.id!r} has {len(line.text) - at} characters without an origin")
    return kept, added


def _source_text(source: Document) -> tuple[str, int]:
    """The untouched source that origins count in, and where it starts: for a PDF what its lines hold, by glyph number
    (they stand in reading order); for text the lines with their ends (a single page may start anywhere)."""
    if any(page.glyphs is not None for page in source.pages):
        return _by_number(source)
    text = source.text
    base = next((run.start for line in source.lines() for run in line.origin), 0)
    return text, base - next((n for n, char in enumerate(text) if char not in "\r\n\f"), 0)


def _by_number(source: Document) -> tuple[str, int]:
    """The lines of a PDF put back into stream order, blanks for the spaces that no line holds."""
    parts: list[tuple[int, str]] = []
    for line in source.lines():
        at = 0
        for run in line.origin:
            if run.start >= 0:
                parts.append((run.start, line.text[at : at + run.length]))
            at += run.length
    parts.sort()
    base = place = parts[0][0] if parts else 0
    out: list[str] = []
    for start, part in parts:
        out.append(" " * (start - place) + part)
        place = start + len(part)
    return "".join(out), base


def _ink(text: str) -> int:
    return sum(map(len, text.split()))
