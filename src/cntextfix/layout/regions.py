"""Regions of a page: cut along rules, then along white space over which a headline starts; in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cntextfix.layout import insets, titles
from cntextfix.layout.figures import DrawnRule
from cntextfix.layout.frame import NOWHERE, Span, around
from cntextfix.layout.lines import GlyphLine
from cntextfix.layout.titles import HEADING_SIZE, KICKER_SIZE, TEXT_LINES

_COVER = 0.85
"""A rule cuts a region if it covers this share of its width. Chosen."""
_SLACK = 1.5
"""Points by which ink may reach over a rule without being cut by it (descenders, line widths). Chosen."""
_FIRST = 1.4
"""In the first band of a page a headline this much larger than the others' is read first. Chosen."""
_JOINT = 2.0
"""Rules in one line are one if so many em lie between them at the most: the side of a box goes on in a rule under it.
Chosen."""
_SPREAD = 1.2
"""Text on two pages of a spread is this much longer than deep. Chosen: a page is 1.4 times as deep as long."""
_FOLD = 3.0
"""White over the fold of a spread is so many em wide at least. Chosen: gutters have 1 to 2 em."""
_GROUND = 0.6
"""A picture that is longer than this share of the text may lie under all of it. Chosen."""
_LONG_ROW = 8.0
"""A row of text is longer than so many em; cells of a table are shorter. Chosen."""
_ROWS = 5
"""So many such rows stand on each page of a spread. Chosen."""
_RUNS_ON = 3
"""A rule crosses a white gap if it goes on for so many em of the body on both sides of it. Chosen."""
_MAX_DEPTH = 24
"""Times that a region is cut, and its parts are. Chosen: more is damage."""


@dataclass(slots=True)
class Region:
    """A part of the page that is one article, or part of one: its lines and pictures, and its own extent."""

    lines: list[GlyphLine]
    pictures: list[Span]
    span: Span = NOWHERE


def page_regions(
    lines: Sequence[GlyphLine], pictures: Sequence[Span], rules: Sequence[DrawnRule], body: float
) -> list[Region]:
    """The regions of a page in reading order. ``body`` is the size of body type."""
    whole = Region(list(lines), list(pictures))
    if not lines:
        return []
    return [r for side in _sides(whole, rules, body) for r in _cut(side, _within(list(rules), side), body, 0)]


def _sides(whole: Region, rules: Sequence[DrawnRule], body: float) -> list[Region]:
    """The two pages of a spread: nothing is printed over its fold, no row of cells of a table either, and text stands
    on both sides of it."""
    span = around([line.span for line in whole.lines])
    if span.length < _SPREAD * span.depth:
        return [whole]
    middle = (span.u0 + span.u1) / 2
    sides = [
        [line for line in whole.lines if (line.span.u0 + line.span.u1 > 2 * middle) is right] for right in (False, True)
    ]
    before = max((line.span.u1 for line in sides[0]), default=middle)
    behind = min((line.span.u0 for line in sides[1]), default=middle)
    text = [sum(line.span.length > _LONG_ROW * body for line in side) for side in sides]
    crossed = any(low < before and high > behind for _, low, high, _ in _long(list(rules), body, level=True))
    crossed = crossed or any(
        p.u0 < behind and p.u1 > before and p.length < _GROUND * span.length for p in whole.pictures
    )
    if behind - before < _FOLD * body or min(text) < _ROWS or crossed:
        return [whole]
    return _parts(whole, [(before + behind) / 2], level=False)


def _cut(region: Region, rules: list[DrawnRule], body: float, depth: int) -> list[Region]:
    region.span = around([line.span for line in region.lines] + region.pictures)
    if depth < _MAX_DEPTH and len(region.lines) > 1:
        for level in (True, False):
            parts = _by_rules(region, rules, body, level=level)
            if len(parts) < 2:
                parts = _by_white(region, rules, body, level=level)
            if len(parts) > 1:
                return [r for part in parts for r in _cut(part, _within(rules, part), body, depth + 1)]
        inner = insets.find(region.lines, rules, body)
        if inner:
            parts = _taken_out(region, inner)
            return [r for part in parts for r in _cut(part, _within(rules, part), body, depth + 1)]
    return [region]


def _taken_out(region: Region, inner: list[GlyphLine]) -> list[Region]:
    """A region without the article inside it, and that article."""
    known = {id(line) for line in inner}
    span = around([line.span for line in inner])
    own = [p for p in region.pictures if p.u0 < span.u1 and p.u1 > span.u0 and span.v0 < p.v0 and p.v1 < span.v1]
    outer = [line for line in region.lines if id(line) not in known]
    return [Region(outer, [p for p in region.pictures if p not in own]), Region(inner, own)]


def _within(rules: list[DrawnRule], part: Region) -> list[DrawnRule]:
    """Rules that touch a part at all; the others need not be looked at again."""
    span = around([line.span for line in part.lines] + part.pictures)
    return [
        r for r in rules
        if (span.v0 < r.at < span.v1 and r.low < span.u1 and r.high > span.u0 if r.level
            else span.u0 < r.at < span.u1 and r.low < span.v1 and r.high > span.v0)
    ]  # fmt: skip


def _by_rules(region: Region, rules: list[DrawnRule], body: float, *, level: bool) -> list[Region]:
    span = region.span
    low, high = (span.u0, span.u1) if level else (span.v0, span.v1)
    cuts: list[float] = []
    for at, a, b, edge in _long(rules, body, level=level):
        if min(b, high) - max(a, low) < _COVER * (high - low) or _crossed(region, at, level=level):
            continue
        if level or edge or _begins(region, at, body):
            cuts.append(at)
    return _parts(region, sorted(cuts), level=level)


def _begins(region: Region, at: float, body: float) -> bool:
    """Whether what stands behind an upright rule begins like an article, not like the next column of one: its first
    line is larger than the body, or set in another font and no section heading."""
    behind = [line for line in region.lines if line.span.u0 > at - _SLACK]
    if not behind:
        return True
    first = min(behind, key=lambda line: line.span.v0)
    fonts = Counter(line.font for line in behind if abs(line.size - body) < 0.03 * body)
    other = bool(fonts) and first.font != fonts.most_common(1)[0][0]
    return first.size > KICKER_SIZE * body or (other and first.size < HEADING_SIZE * body)


def _long(rules: list[DrawnRule], body: float, *, level: bool) -> list[tuple[float, float, float, bool]]:
    """Rules of one direction: where, from, to, and whether they are edges of frames; pieces in a row are one rule."""
    out: list[tuple[float, float, float, bool]] = []
    for rule in sorted((r for r in rules if r.level is level), key=lambda r: (round(r.at), r.low)):
        if out and abs(out[-1][0] - rule.at) < _SLACK and rule.low - out[-1][2] < _JOINT * body:
            out[-1] = (out[-1][0], out[-1][1], max(out[-1][2], rule.high), out[-1][3] or rule.edge)
        else:
            out.append((rule.at, rule.low, rule.high, rule.edge))
    return out


def _crossed(region: Region, at: float, *, level: bool) -> bool:
    for s in [line.span for line in region.lines] + region.pictures:
        start, stop = (s.v0, s.v1) if level else (s.u0, s.u1)
        if start + _SLACK < at < stop - _SLACK:
            return True
    return False


def _parts(region: Region, cuts: list[float], *, level: bool) -> list[Region]:
    """The region cut at these places; empty parts are left out."""
    if not cuts:
        return []
    parts = [Region([], []) for _ in range(len(cuts) + 1)]

    def place(s: Span) -> int:
        middle = (s.v0 + s.v1) / 2 if level else (s.u0 + s.u1) / 2
        return sum(middle > at for at in cuts)

    for line in region.lines:
        parts[place(line.span)].lines.append(line)
    for picture in region.pictures:
        parts[place(picture)].pictures.append(picture)
    kept: list[Region] = []
    for part in parts:
        if part.lines:
            kept.append(part)
        elif part.pictures and kept:
            kept[-1].pictures += part.pictures
        elif part.pictures:
            parts[parts.index(part) + 1].pictures += part.pictures
    return kept


def _by_white(region: Region, rules: list[DrawnRule], body: float, *, level: bool) -> list[Region]:
    """Cut where nothing is printed over the whole width, nor a rule drawn, and a headline stands behind the gap."""
    lines = [line.span for line in region.lines]
    spans = lines + (region.pictures if level else _among(region.pictures, lines))
    edges = sorted((s.v0, s.v1) if level else (s.u0, s.u1) for s in spans)
    cuts: list[float] = []
    reach = edges[0][1]
    for start, stop in edges[1:]:
        at = (reach + start) / 2
        if start - reach > body * (0.6 if level else 0.8) and not _ruled(rules, at, body, level=level):
            cuts += [at] if _starts(region, at, body, level=level) else []
        reach = max(reach, stop)
    return _parts(region, cuts, level=level)


def _among(pictures: list[Span], lines: list[Span]) -> list[Span]:
    """The pictures but those above all text and below all of it: a banner over two articles lets a gutter pass."""
    top, bottom = min(line.v0 for line in lines), max(line.v1 for line in lines)
    return [picture for picture in pictures if picture.v1 > top and picture.v0 < bottom]


def _ruled(rules: list[DrawnRule], at: float, body: float, *, level: bool) -> bool:
    """Whether a rule runs across a gap: what it divides stands on both sides of the gap."""
    reach = _RUNS_ON * body
    return any(r.level is not level and not r.edge and r.low < at - reach and r.high > at + reach for r in rules)


def _starts(region: Region, at: float, body: float, *, level: bool) -> bool:
    """Whether what lies behind a white gap begins like an article: with a headline, body text before the gap."""
    if level:
        behind = [line for line in region.lines if line.span.v0 > at]
        before = [line for line in region.lines if line.span.v1 < at]
        text = sum(abs(line.size - body) < 0.1 * body for line in before) >= TEXT_LINES
        begins = text and titles.titled(behind, body) and not titles.parts_head(before, behind, body)
        return begins and not titles.count_back(before, behind, body)
    behind = [line for line in region.lines if line.span.u0 > at]
    before = [line for line in region.lines if line.span.u1 < at]
    top = min(line.span.v0 for line in region.lines)
    return all(titles.headed(side, body, top) for side in (before, behind))


def leading_first(regions: list[Region], sizes: list[float]) -> list[int]:
    """The order of regions when a much larger headline in the first band goes first; ``sizes`` are headline sizes."""
    order = list(range(len(regions)))
    if not order:
        return order
    top = regions[0].span
    band = [i for i in order if regions[i].span.v0 < top.v1 and sizes[i] > 0]
    tops = [i for i in band if regions[i].span.v0 - top.v0 < 30]
    if len(tops) > 1:
        big = max(tops, key=lambda i: sizes[i])
        if all(i == big or sizes[i] * _FIRST <= sizes[big] for i in band):
            order.remove(big)
            order.insert(0, big)
    return order
