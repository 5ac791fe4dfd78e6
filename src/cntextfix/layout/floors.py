"""The rule under a row that is no underline: the floor of its cell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import inf

from cntextfix.layout.figures import DrawnRule
from cntextfix.layout.frame import Span

_NEAR = 2.5
"""The floor of a cell stands at most so many em under its last row. Chosen."""
_RISE = 0.3
"""Em by which letters reach below the box of their row, at most. Chosen."""
_BEYOND = 0.5
"""Em by which the floor of a cell reaches beyond the row; an underline stops where its row does. Chosen."""
_SLACK = 2.0
"""Points by which a rule may begin inside the row. Chosen."""


class Floors:
    """The level rules of a page, by their height."""

    def __init__(self, rules: Sequence[DrawnRule]) -> None:
        self._rules = sorted((rule for rule in rules if rule.level), key=lambda rule: rule.at)
        self._at = [rule.at for rule in self._rules]

    def under(self, span: Span, size: float) -> float:
        """Where the first rule under a row runs that is longer than it; infinity if there is none."""
        first = bisect_left(self._at, span.v1 - _RISE * size)
        for rule in self._rules[first : bisect_left(self._at, span.v1 + _NEAR * size)]:
            if rule.low < span.u0 + _SLACK and rule.high > span.u1 + _BEYOND * size:
                return rule.at
        return inf
