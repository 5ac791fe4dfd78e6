"""Pull quotes: larger lines between two rules of equal length."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cntextfix.document.model import Role
from cntextfix.layout.draft import Draft
from cntextfix.layout.figures import DrawnRule
from cntextfix.layout.frame import Span
from cntextfix.layout.lines import GlyphLine

_QUOTE_SIZES = (1.12, 1.7)
"""Pull quotes are set larger than the body by this much. Chosen."""
_DEEPEST = 16
"""Their rules are at most this many em of the body apart. Chosen."""
_WIDEST = 0.85
"""Rules longer than this share of what is set on the page may stand under a running head, or about a heading. Chosen:
those over two columns of three reach 0.7."""
_INTO_TEXT = 2.0
"""Between such rules it is a pull quote if text stops at most so many em above it and goes on so many below. Chosen."""
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


def pull_quotes(lines: Sequence[GlyphLine], rules: Sequence[DrawnRule], body: float, length: float) -> list[Quote]:
    """The pull quotes among these lines, whose body is set in size ``body``, on a page whose lines reach over
    ``length``. No line is in two of them: a rule that is drawn twice counts once, and quotes that share a rule are rows
    of a table. Where text that is wider than the rules stands between them, they are lines under headings."""
    level = sorted((r for r in rules if r.level and not r.edge), key=lambda r: r.at)
    order = sorted(lines, key=lambda line: line.span.v0)
    starts = [line.span.v0 for line in order]
    found: list[Quote] = []
    for top, bottom in _pairs(level, body):
        first, stop = bisect_right(starts, top.at - 2), bisect_right(starts, bottom.at)
        there = [line for line in order[first:stop] if _shares(line.span, top) and line.span.v1 < bottom.at + 2]
        inside = [line for line in there if _between(line.span, top, bottom, body)]
        large = all(_QUOTE_SIZES[0] * body < line.size < _QUOTE_SIZES[1] * body for line in inside)
        wide = top.high - top.low > _WIDEST * length
        if inside and len(inside) == len(there) and large and not (wide and not _in_text(top, bottom, lines, body)):
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


def _in_text(top: DrawnRule, bottom: DrawnRule, lines: Sequence[GlyphLine], body: float) -> bool:
    """Whether two lines of text end close above the upper rule, and two begin close below the lower one."""
    text = [line.span for line in lines if line.size < _QUOTE_SIZES[0] * body and _shares(line.span, top)]
    above = sorted(top.at - span.v1 for span in text if span.v1 < top.at + 1)[:2]
    below = sorted(span.v0 - bottom.at for span in text if span.v0 > bottom.at - 1)[:2]
    leading = 2 * body
    return all(len(far) == 2 and far[0] < _INTO_TEXT * body and far[1] < far[0] + leading for far in (above, below))


def _shares(span: Span, rule: DrawnRule) -> bool:
    return span.u0 < rule.high and span.u1 > rule.low


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
