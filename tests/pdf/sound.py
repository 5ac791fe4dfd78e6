"""What every test of a PDF asserts, whatever else it looks at."""

from __future__ import annotations

import json
import pickle

import cntextfix
from cntextfix import Cleaned, Document


def assert_sound_document(source: Document) -> Cleaned:
    """Clean a document that was read from a PDF; every glyph is in a line or owned by a change, once, and the report
    replays, pickles and is JSON."""
    cleaned = cntextfix.clean_document(source)
    assert cntextfix.replay(source, cleaned.report.applied) == cleaned.document
    assert pickle.loads(pickle.dumps(cleaned)) == cleaned
    for line in cleaned.report.json_lines():
        json.loads(line)
    owned = {n for change in cleaned.report.applied for start, stop in change.spans for n in range(start, stop)}
    printed: list[int] = []
    for line_ in cleaned.document.lines():
        printed += [n for start, stop in line_.spans() for n in range(start, stop)]
    assert len(printed) == len(set(printed)), "a glyph is printed twice"
    there = owned | set(printed)
    for page in source.pages:
        assert page.glyphs is not None
        for n, char in enumerate(page.glyphs.text, page.glyphs.first):
            assert char.isspace() or n in there, f"glyph {n} {char!r} is lost"
    return cleaned
