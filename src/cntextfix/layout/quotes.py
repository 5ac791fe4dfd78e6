"""Pull quotes: larger lines between two rules of equal length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cntextfix.layout.draft import Draft
from cntextfix.layout.figures import Rule
from cntextfix.layout.frame import Span
from cntextfix.layout.lines import Line
from cntextfix.model import Role

LARGER = (1.12, 1.7)
"""Pull quotes are set larger than the body by this much."""
DEEPEST = 16
"""Their rules are at most this many em of the body apart."""
SAME = 3.0
"""Their rules begin and end together, to this many points."""


class Quote(NamedTuple):
    """The rules above and below, and the lines between them."""

    top: Rule
    bottom: Rule
    lines: list[Line]

    def draft(self) -> Draft:
        """The block; its extent is that of its rules, which text runs round."""
        draft = Draft(Role.QUOTE, self.lines).closed()
        draft.span = Span(self.top.low, self.top.at, self.top.high, self.bottom.at)
        return draft


def pull_quotes(lines: Sequence[Line], rules: Sequence[Rule], body: float) -> list[Quote]:
    """The pull quotes among these lines, whose body is set in size ``body``."""
    level = sorted((r for r in rules if r.level and not r.edge), key=lambda r: r.at)
    out: list[Quote] = []
    for n, top in enumerate(level):
        for bottom in level[n + 1 :]:
            if bottom.at - top.at > DEEPEST * body:
                break
            if abs(bottom.low - top.low) > SAME or abs(bottom.high - top.high) > SAME or bottom.at - top.at < body:
                continue
            inside = [line for line in lines if _between(line.span, top, bottom, body)]
            if inside and all(LARGER[0] * body < line.size < LARGER[1] * body for line in inside):
                out.append(Quote(top, bottom, sorted(inside, key=lambda line: line.span.v0)))
            break
    return out


def _between(span: Span, top: Rule, bottom: Rule, body: float) -> bool:
    level = top.at - 2 < span.v0 and span.v1 < bottom.at + 2
    return level and span.u0 > top.low - body and span.u1 < top.high + body
