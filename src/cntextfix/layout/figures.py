"""What was drawn, sorted into pictures, rules and frames, in the reading frame."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cntextfix.document.geometry import Figure, FigureKind
from cntextfix.layout.frame import Frame, Span

THICKEST_RULE = 3.0
"""A rule is at most this thick, in points. Chosen."""
SHORTEST_RULE = 12.0
"""Shorter rules, in points, separate nothing: underlines, ticks, ornaments. Chosen."""
SMALL = 16.0
"""Pictures with a shorter side, in points, are ornaments: bullets, icons, stamps. Chosen."""
_PAPER = 0.85
"""A fill that covers this share of the page is paper, not a picture. Chosen."""


@dataclass(frozen=True, slots=True)
class DrawnRule:
    """A drawn line: at ``at``, from ``low`` to ``high``. ``level`` ones run along u and separate above from below.
    ``edge`` if it is one side of a frame."""

    at: float
    low: float
    high: float
    level: bool
    edge: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """All that is drawn on a page: pictures (merged pieces), rules (edges of frames among them), frames and panels
    (tinted areas with text on them)."""

    pictures: tuple[Span, ...]
    rules: tuple[DrawnRule, ...]
    frames: tuple[Span, ...]


def sort_out(figures: Iterable[Figure], frame: Frame, texts: list[Span]) -> Drawn:
    """The pictures, rules and frames of a page; ``texts`` are its lines of text, which tell a panel from a picture."""
    page = frame.page
    fills: list[Span] = []
    rules: list[DrawnRule] = []
    frames: list[Span] = []
    for figure in figures:
        span = frame.span(figure.box)
        if figure.kind is FigureKind.RULE:
            rules += _rule(span)
        elif figure.kind is FigureKind.FRAME:
            frames.append(span)
            rules += _edges(span)
        elif span.length * span.depth < _PAPER * page.length * page.depth and not _white(figure):
            fills.append(span)
    pictures = []
    for merged in _merged(fills):
        inside = sum(t.u0 >= merged.u0 - 1 and t.u1 <= merged.u1 + 1 and t.v0 >= merged.v0 - 1 and t.v1 <= merged.v1 + 1
                     for t in texts)  # fmt: skip
        if inside:
            frames.append(merged)
        elif min(merged.length, merged.depth) >= SMALL:
            pictures.append(merged)
    return Drawn(tuple(pictures), tuple(rules), tuple(frames))


def _white(figure: Figure) -> bool:
    color = figure.color
    return figure.kind is FigureKind.FILL and (
        (len(color) in (1, 3) and min(color) >= 0.98) or (len(color) == 4 and max(color) <= 0.02)
    )


def _rule(span: Span) -> list[DrawnRule]:
    if span.depth <= THICKEST_RULE and span.length >= SHORTEST_RULE:
        return [DrawnRule((span.v0 + span.v1) / 2, span.u0, span.u1, level=True)]
    if span.length <= THICKEST_RULE and span.depth >= SHORTEST_RULE:
        return [DrawnRule((span.u0 + span.u1) / 2, span.v0, span.v1, level=False)]
    return []


def _edges(span: Span) -> list[DrawnRule]:
    level = [DrawnRule(at, span.u0, span.u1, level=True, edge=True) for at in (span.v0, span.v1)]
    return level + [DrawnRule(at, span.v0, span.v1, level=False, edge=True) for at in (span.u0, span.u1)]


def _merged(spans: list[Span]) -> list[Span]:
    """Spans that touch or overlap, joined: a photograph is often stored in strips. Sweeps along v; nearly linear."""
    out: list[Span] = []
    active: list[Span] = []
    for span in sorted(spans, key=lambda s: s.v0):
        keep = []
        for other in active:
            if other.v1 < span.v0 - 1:
                out.append(other)
            elif other.u0 <= span.u1 + 1 and span.u0 <= other.u1 + 1:
                span = Span(
                    min(span.u0, other.u0), min(span.v0, other.v0), max(span.u1, other.u1), max(span.v1, other.v1)
                )  # fmt: skip
            else:
                keep.append(other)
        active = [*keep, span]
    return out + active
