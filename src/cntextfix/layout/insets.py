"""Articles inside another: a headline over some of its columns takes what stands below it, the text goes on beside."""

from __future__ import annotations

from collections.abc import Sequence

from cntextfix.layout.figures import DrawnRule
from cntextfix.layout.frame import Span, around, overlap
from cntextfix.layout.lines import GlyphLine
from cntextfix.layout.titles import CERTAIN_HEADLINE, CLOSE, KICKER_SIZE, TEXT_LINES

_NAMES = 2
"""Letters or Han of a headline, at the least: one is an initial, and numerals stand before questions. Chosen."""
_MOST = 100
"""Large lines that are looked at as headlines, at the most: each is held against all lines. Chosen: no page of a paper
has so many, and a made page of 1,500 in ten columns took four seconds."""
_ROOM = 0.1
"""Lines that share less than so many em of their length with a column stand beside it. Chosen."""
_UNDER = 8.0
"""Text begins at most so many em of the body below its headline: a byline, a subhead stand between. Chosen."""
_LONG = 8.0
"""A row of text is longer than so many em; cells of a table are shorter. Chosen."""
_INDENT = 1.0
"""A paragraph begins at least so many em inside its column. Chosen."""
_CUTS = 0.85
"""A rule ends an article if it runs under this share of its width. Chosen."""


def find(lines: Sequence[GlyphLine], rules: Sequence[DrawnRule], body: float) -> list[GlyphLine]:
    """The lines of the first article inside the one of these lines; none, if nothing inside begins like one.

    It has a headline over two columns or more, of which the first begins with a paragraph; text stands above the
    headline, and beside what is below it.
    """
    large = [
        line for line in lines if line.size >= CERTAIN_HEADLINE * body and sum(map(str.isalpha, line.text)) >= _NAMES
    ]
    if len(large) > _MOST:
        return []
    for title in sorted(large, key=lambda one: one.span.v0):
        head = _head(title, lines, body)
        own = _below(head, lines, rules, body)
        if own and _inside(head, own, lines, body):
            return [*head, *own]
    return []


def _head(title: GlyphLine, lines: Sequence[GlyphLine], body: float) -> list[GlyphLine]:
    """A headline with the large type right above it and under it."""
    head = [title]
    large = [line for line in lines if line is not title and line.size > KICKER_SIZE * body]
    for line in sorted(large, key=lambda one: abs(one.span.v0 - title.span.v0)):
        span = around([one.span for one in head])
        apart = max(line.span.v0 - span.v1, span.v0 - line.span.v1)
        if apart < CLOSE * title.size and overlap(line.span, span) > 0:
            head.append(line)
    return head


def _below(
    head: Sequence[GlyphLine], lines: Sequence[GlyphLine], rules: Sequence[DrawnRule], body: float
) -> list[GlyphLine]:
    """What stands below a head, down to the next rule: lines under it, and those of the columns these stand in."""
    span = around([line.span for line in head])
    known = {id(line) for line in head}
    under = [line for line in lines if id(line) not in known and line.span.v0 > span.v1 - _ROOM * body]
    low, high = span.u0, span.u1
    while True:
        own = [line for line in under if min(line.span.u1, high) - max(line.span.u0, low) > _ROOM * body]
        wide = around([line.span for line in own]) if own else span
        if wide.u0 >= low and wide.u1 <= high:
            break
        low, high = min(low, wide.u0), max(high, wide.u1)
    ends = [
        rule.at for rule in rules
        if rule.level and rule.at > span.v1 + body and min(rule.high, high) - max(rule.low, low) > _CUTS * (high - low)
    ]  # fmt: skip
    end = min(ends, default=float("inf"))
    return [line for line in own if line.span.v1 < end + _ROOM * body]


def _inside(head: Sequence[GlyphLine], own: Sequence[GlyphLine], lines: Sequence[GlyphLine], body: float) -> bool:
    """Whether a head and what is below it stand inside another article, and are one."""
    top, bottom = min(line.span.v0 for line in head), max(line.span.v1 for line in own)
    wide = around([line.span for line in (*head, *own)])
    known = {id(line) for line in (*head, *own)}
    text = [line for line in lines if id(line) not in known and abs(line.size - body) < 0.1 * body]
    above = [line for line in text if line.span.v1 < top + _ROOM * body and overlap(line.span, wide) > 0.5]
    beside = [line for line in text if line.span.v1 > top and line.span.v0 < bottom and _apart(line.span, wide)]
    return len(above) >= TEXT_LINES and len(beside) >= TEXT_LINES and _columns(head, own, body)


def _apart(span: Span, wide: Span) -> bool:
    return span.u1 <= wide.u0 or span.u0 >= wide.u1


def _columns(head: Sequence[GlyphLine], own: Sequence[GlyphLine], body: float) -> bool:
    """Whether columns of text stand side by side under a head, the first of which begins with a paragraph."""
    foot = max(line.span.v1 for line in head)
    text = sorted((line for line in own if abs(line.size - body) < 0.1 * body), key=lambda line: line.span.u0)
    if not text or min(line.span.v0 for line in text) > foot + _UNDER * body:
        return False
    first = [line for line in text if overlap(line.span, text[0].span) > 0.5]
    rest = [line for line in text if line.span.u0 > max(one.span.u1 for one in first)]
    top = min(first, key=lambda line: line.span.v0)
    begins = top.span.u0 - text[0].span.u0 > _INDENT * body or (len(first) > 1 and _short(top, first, body))
    long = [sum(line.span.length > _LONG * body for line in column) for column in (first, rest)]
    return min(long) >= TEXT_LINES and begins


def _short(top: GlyphLine, column: Sequence[GlyphLine], body: float) -> bool:
    """Whether the top of a column is a short line, as a byline is."""
    return max(line.span.u1 for line in column) - top.span.u1 > _UNDER / 2 * body
