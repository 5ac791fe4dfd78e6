"""What is changed in text that is right: lines, and changes of structure by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cntextfix import Change
from evaluation.texts import align

STRUCTURE = frozenset(
    {
        *("tandem-repeat", "stray-copy", "echo", "intruding-caption", "split-caption"),
        *("hard-wrap", "spaced-out", "stray-space"),
        *("woven-columns", "late-lead", "late-headline", "side-labels", "page-line", "page-wrap"),
    }
)
"""Rules that join, move, take out or leave out. In clean text each of their changes is wrong."""


@dataclass(frozen=True, slots=True)
class LinesChanged:
    """How many of the lines of a clean text did not come out as they are. ``silent`` where no change was reported."""

    lines: int
    changed: int
    silent: bool


def lines_changed(text: str, cleaned: str, reported: int) -> LinesChanged:
    r"""Compare a clean text with what came out; ``reported`` is the number of changes in the report.

    >>> lines_changed("a\nb\n", "a\nc\n", 0)
    LinesChanged(lines=2, changed=1, silent=True)
    """
    want = [line.strip() for line in text.splitlines() if line.strip()]
    got = [line.strip() for line in cleaned.splitlines() if line.strip()]
    changed = 0 if want == got else len(want) - len(align(want, got).right)
    return LinesChanged(len(want), changed, want != got and not reported)


def changes_of_structure(changes: Iterable[Change]) -> Counter[str]:
    """How many changes of structure there are, by rule."""
    return Counter(change.rule for change in changes if change.rule in STRUCTURE)
