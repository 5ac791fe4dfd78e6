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
    text = source.text
    base = next((run.start for line in source.lines() for run in line.origin), 0)  # a page may start anywhere
    base -= next((n for n, char in enumerate(text) if char not in "\r\n\f"), 0)
    kept: list[tuple[int, int]] = []
    altered: list[tuple[int, int]] = []
    added = 0
    for line in cleaned.lines():
        at = 0
        for run in line.origin:
            part = line.text[at : at + run.length]
            at += run.length
            if run.start < 0:
                added += _ink(part)
                continue
            kept.append((run.start, run.start + run.length))
            if run.altered:
                added += _ink(part)
                altered.append(kept[-1])
            elif text[run.start : run.start + run.length] != part:
                stop = run.start + run.length
                raise InkLost(f"characters {run.start} to {stop} of the source were altered: {part[:40]!r}")
        if at != len(line.text):
            raise InkLost(f"line {line.id!r} has {len(line.text) - at} characters without an origin")
    owed = sum(map(_put_in, applied))
    if added > owed:
        raise InkLost(f"{added} characters were put in, {owed} of them by a recorded change")
    kept.sort()
    for (_, stop), (start, _) in pairwise(kept):
        if start < stop:
            raise InkLost(f"the source character at {start} is printed twice")
    gone = [span for change in applied for span in change.spans if any(isinstance(op, Replace) for op in change.ops)]
    _check_owned(altered, gone)
    at = 0
    for start, stop in [*sorted(kept + gone), (len(text), len(text))]:
        if start > at and _ink(text[at:start]):
            raise InkLost(f"characters {at} to {start} of the source were lost: {text[at:start].strip()[:40]!r}")
        at = max(at, stop)


def _check_owned(altered: list[tuple[int, int]], owned: list[tuple[int, int]]) -> None:
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
