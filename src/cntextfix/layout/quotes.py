"""Pull quotes: larger lines between two rules of equal length."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cntextfix.document.model import Role
from cntextfix.layout.draft import Draft
from cntextfix.layout.figures import DrawnRule
from cntextfix.layout.frame import Span, around
from cntextfix.layout.lines import GlyphLine

_QUOTE_SIZES = (1.12, 1.7)
"""Pull quotes are set larger than the body by this much. Chosen."""
_DEEPEST = 16
"""Their rules are at most this many em of the body apart. Chosen."""
_WIDEST = 0.85
"""Their rules are shorter than this share of what is set on the page: text goes on beside a pull quote, and a rule
over all of it stands under a running head, or about a heading. Chosen: over two columns of three they reach 0.7."""
_SAME = 3.0
"""Their rules begin and end together, to this many points. Chosen."""


class Quote(NamedTuple):
    """The rules above and below, and the lines between them."""

    top: DrawnRule
    bottom: DrawnRule
    lines: list[GlyphLine]

    def draft(self) -> Draft:
        """The block; its extent is that of its rules, which text runs round."""
        draft = Draft(Role.QUOTE, self.lines).closed()
        draft.span = Span(self.top.low, self.top.at, self.top.high, self.bottom.at)
        return draft

    def owns(self, rule: DrawnRule, body: float) -> bool:
        """Whether a rule is one of its own, or stands double with one."""
        near = min(abs(rule.at - self.top.at), abs(rule.at - self.bottom.at)) < body
        return rule.level and near and abs(rule.low - self.top.low) <= _SAME and abs(rule.high - self.top.high) <= _SAME


def rules_of_quotes(rules: Sequence[DrawnRule], lines: Sequence[GlyphLine]) -> list[DrawnRule]:
    """The rules that may be those of a pull quote on a page of these lines."""
    length = around([line.span for line in lines]).length if lines else 0.0
    return [rule for rule in rules if rule.level and not rule.edge and rule.high - rule.low < _WIDEST * length]


def pull_quotes(lines: Sequence[GlyphLine], rules: Sequence[DrawnRule], body: float) -> list[Quote]:
    """The pull quotes among these lines, whose body is set in size ``body``, between ``rules`` of quotes. No line is in
    two of them: a rule that is drawn twice counts once, and quotes that share a rule are rows of a table."""
    level = sorted(rules, key=lambda r: r.at)
    order = sorted(lines, key=lambda line: line.span.v0)
    starts = [line.span.v0 for line in order]
    found: list[Quote] = []
    for top, bottom in _pairs(level, body):
        first, stop = bisect_right(starts, top.at - 2), bisect_right(starts, bottom.at)
        inside = [line for line in order[first:stop] if _between(line.span, top, bottom, body)]
        if inside and all(_QUOTE_SIZES[0] * body < line.size < _QUOTE_SIZES[1] * body for line in inside):
            found.append(Quote(top, bottom, inside))
    shared = {quote.top for quote in found} & {quote.bottom for quote in found}
    out: list[Quote] = []
    taken: set[int] = set()
    for quote in found:
        own = {id(line) for line in quote.lines}
        if quote.top in shared or quote.bottom in shared or own & taken:
            continue
        taken |= own
        out.append(quote)
    return out


def _pairs(level: Sequence[DrawnRule], body: float) -> Iterator[tuple[DrawnRule, DrawnRule]]:
    """Each rule with the next below it that begins and ends where it does, where both may be those of a quote; of rules
    that stand double, the inner ones. ``level`` is sorted."""
    cells: dict[tuple[int, int], list[DrawnRule]] = defaultdict(list)
    for rule in level:
        cells[int(rule.low // _SAME), int(rule.high // _SAME)].append(rule)
    for top in level:
        low, high = int(top.low // _SAME), int(top.high // _SAME)
        below: list[DrawnRule] = []
        for cell in ((a, b) for a in (low - 1, low, low + 1) for b in (high - 1, high, high + 1)):
            own = cells.get(cell, [])
            below += [
                r for r in _next(own, top.at) if abs(r.low - top.low) <= _SAME and abs(r.high - top.high) <= _SAME
            ]
        bottom = min(below, key=lambda r: r.at, default=None)
        if bottom is not None and body <= bottom.at - top.at <= _DEEPEST * body:
            yield top, bottom


def _next(rules: Sequence[DrawnRule], at: float) -> Sequence[DrawnRule]:
    """The first few of these sorted rules below ``at``."""
    first = bisect_right(rules, at, key=lambda r: r.at)
    return rules[first : first + 4]


def _between(span: Span, top: DrawnRule, bottom: DrawnRule, body: float) -> bool:
    level = top.at - 2 < span.v0 and span.v1 < bottom.at + 2
    return level and span.u0 > top.low - body and span.u1 < top.high + body
