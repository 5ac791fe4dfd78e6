"""What a reader has to know about a page, told from what was read of it.

Codes: ``needs-ocr`` (pictures but no text), ``no-text`` (nothing at all), ``hidden-layer`` (all text is hidden: how
many characters), ``unreadable`` (glyphs of which the PDF does not say what they are: how many, percent of all). Engines
add ``damaged-page``, ``damaged-content``, ``damaged-operator``, ``endless-form``, ``too-long``, ``too-many-glyphs``.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category

from cntextfix.geometry import FigureKind, Trouble
from cntextfix.sources.pdf.engine import RawPage
from cntextfix.sources.pdf.fonts import UNREADABLE

SHARE = 2
"""Unreadable glyphs are told from this many percent on; single ones are ornaments and bullets."""


def trouble_of(page: RawPage) -> Iterator[Trouble]:
    """The trouble with a page's text."""
    glyphs = page.glyphs
    inked = [i for i, char in enumerate(glyphs.text) if not char.isspace()]
    if not inked:
        pictures = any(figure.kind is not FigureKind.RULE for figure in page.figures)
        yield Trouble("needs-ocr" if pictures else "no-text")
        return
    if all(glyphs.styles[glyphs.style[i]].hidden for i in inked):
        yield Trouble("hidden-layer", (len(inked),))
    lost = sum(glyphs.text[i] == UNREADABLE or category(glyphs.text[i]) == "Co" for i in inked)
    percent = round(100 * lost / len(inked))
    if percent >= SHARE:
        yield Trouble("unreadable", (lost, percent))
