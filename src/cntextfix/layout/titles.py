"""Headlines by their size and place: what begins an article."""

from __future__ import annotations

import re

from cntextfix.layout.follow.numbers import numbers
from cntextfix.layout.frame import overlap
from cntextfix.layout.lines import GlyphLine

CERTAIN_HEADLINE = 1.38
"""Type this much larger than the body is a headline's; labels over halves of an article reach 1.3."""
HEADING_SIZE = 1.03
"""Type larger than this is not the body's; section headings are set at 1.06."""
KICKER_SIZE = 1.08
"""A line this much larger than the body may stand over a headline. Chosen."""
TEXT_LINES = 3
"""So many lines of body type make a text: above a line they are no kicker. Chosen."""
CLOSE = 0.8
"""Lines of one headline, and a kicker and its headline, have less white between them, in em of the headline. Chosen."""
_PLAIN = re.compile(r"\s*(\d{1,2})(?:\s|(?=[\u3400-\u9fff]))")
"""The number of a heading with no mark behind it. Years have more figures, and dates a word of their own."""
_DATE = re.compile(r"\s*\d{1,2}\s*[年月日号號时時点點]")


def count_back(before: list[GlyphLine], behind: list[GlyphLine], body: float) -> bool:
    """Whether headings behind a gap have smaller numbers than some before it: they stand in columns of their own."""
    first, later = _numbers(before, body), _numbers(behind, body)
    return any(max(first[kind]) > min(later[kind]) for kind in first.keys() & later.keys())


def _numbers(lines: list[GlyphLine], body: float) -> dict[tuple[str, ...], list[int]]:
    """The numbers that lines in large type begin with, by the way they are written."""
    out: dict[tuple[str, ...], list[int]] = {}
    for line in lines:
        if line.size < KICKER_SIZE * body or _DATE.match(line.text):
            continue
        plain = _PLAIN.match(line.text)
        if plain:
            out.setdefault((), []).append(int(plain[1]))
        for one in numbers(line.text):
            out.setdefault(one.kind, []).append(one.value)
    return out


def parts_head(before: list[GlyphLine], behind: list[GlyphLine], body: float) -> bool:
    """Whether a gap runs through a headline: large type stands right above the first large type behind it."""
    title = min(
        (line for line in behind if line.size >= CERTAIN_HEADLINE * body), key=lambda line: line.span.v0, default=None
    )
    return title is not None and any(
        line.size > KICKER_SIZE * body and title.span.v0 - line.span.v1 < CLOSE * title.size
        and overlap(line.span, title.span) > 0.3
        for line in before
    )  # fmt: skip


def titled(lines: list[GlyphLine], body: float) -> bool:
    """Whether a headline stands at the top of these lines: nothing over it but a kicker, and no column of text before
    it, in which something else goes on."""
    for title in (line for line in lines if line.size >= CERTAIN_HEADLINE * body):
        over = [
            line for line in lines if line.span.v1 < title.span.v0 + 0.3 * body and overlap(line.span, title.span) > 0
        ]
        if all(line.size > KICKER_SIZE * body for line in over) and not _goes_on_before(title, lines, body):
            return True
    return False


def _goes_on_before(title: GlyphLine, lines: list[GlyphLine], body: float) -> bool:
    """Whether what stands to the left of a headline begins with text, level with it or above."""
    before = [line for line in lines if line.span.u1 <= title.span.u0]
    top = min(before, key=lambda line: line.span.v0, default=None)
    return top is not None and top.size <= KICKER_SIZE * body and top.span.v0 < title.span.v1 + body


def headed(lines: list[GlyphLine], body: float, top: float) -> bool:
    """Whether a headline and text under it stand in these lines, near the ``top`` of their region."""
    tops = sorted(lines, key=lambda line: line.span.v0)[:4]
    head = [line for line in tops if line.size >= CERTAIN_HEADLINE * body]
    return (
        bool(head) and head[0].span.v0 - top < 4 * body and sum(line.size < 1.1 * body for line in lines) >= TEXT_LINES
    )
