"""How well overprinting was undone: exact lines of a garbled text, and what else was changed."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.making.garbled import GarbledCase
from evaluation.texts import align, inked_lines, tell


@dataclass(frozen=True, slots=True)
class OverprintScore:
    """``wrong`` of ``touched`` overprinted lines are not exact; ``changed`` of ``others`` are not as they were."""

    touched: int
    wrong: int
    others: int
    changed: int
    mistakes: tuple[str, ...]


def score_overprint(case: GarbledCase, cleaned: str) -> OverprintScore:
    """Compare line by line, white space apart. A copy that is left as a line of its own makes one line wrong."""
    want, got = inked_lines(case.printed), inked_lines(cleaned)
    sides = align(want, got)
    left_over = max(0, len(got) - len(want))
    wrong = len(case.touched - sides.right) + min(left_over, len(case.touched & sides.right))
    others = set(range(len(want))) - case.touched
    mistakes = tuple(tell(case.id, difference) for difference in sides.differences)
    return OverprintScore(len(case.touched), wrong, len(others), len(others - sides.right), mistakes)
