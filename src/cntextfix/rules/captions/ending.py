"""Where the article ends that a caption belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cntextfix.document.model import Line, LineId, Role
from cntextfix.paragraphs.features import CITED, CLOSED, MID, QUOTED, SENTENCE, end_class

_OPENS_ARTICLE = re.compile(r"[【（(]?(?:本[报報刊][讯訊]|新[华華]社|中新社)")
_TITLES = (Role.KICKER, Role.HEADLINE)
_REACH = 60
"""Lines to the end of an article, at most: where none is seen so near, a caption stays near its place, and goes to the
end of the paragraph. Chosen."""


def ending(lines: Sequence[Line], start: int) -> LineId | None:
    """The line before which the article of line ``start`` ends; None for the end of the page."""
    for n in range(start + 1, min(len(lines), start + _REACH)):
        text = lines[n].text.strip()
        if lines[n].role in _TITLES:
            return lines[n].id
        if _OPENS_ARTICLE.match(text) and end_class(lines[n - 1].text.strip()) in (
            SENTENCE,
            QUOTED,
            MID,
            CITED,
            CLOSED,
        ):
            first = _headline(lines, start, n)
            if first is not None:
                return lines[first].id
    if len(lines) - start <= _REACH:
        return None
    for n in range(start, min(len(lines) - 1, start + _REACH)):
        if end_class(lines[n].text.strip()) in (SENTENCE, QUOTED):
            return lines[n + 1].id
    return None


def _headline(lines: Sequence[Line], start: int, n: int) -> int | None:
    """Where the headline above line ``n`` begins; the line itself if a sentence ends just before it; None if the line
    is in the middle of a sentence."""
    first = n
    while first - 1 > start and end_class(lines[first - 1].text.strip()) in (MID, CITED, CLOSED):
        first -= 1
        if n - first > _TITLE_LINES:
            return None
    return first if end_class(lines[first - 1].text.strip()) in (SENTENCE, QUOTED) else None


_TITLE_LINES = 3
"""Lines in a headline, at most. Chosen."""
