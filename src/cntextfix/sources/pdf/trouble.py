"""What a reader has to know about a page, told from what was read of it.

Codes: ``no-text-layer`` (pictures but no text), ``no-text`` (nothing at all), ``hidden-layer`` (all text is hidden: how
many characters). Engines add ``damaged-page``, ``damaged-content``, ``damaged-operator``, ``endless-form``,
``too-long``, ``too-many-glyphs``, ``rebuilt-file``. The rule page-trouble reports them.
"""

from __future__ import annotations

from collections.abc import Iterator

from cntextfix.geometry import FigureKind, Trouble
from cntextfix.sources.pdf.engine import RawPage


def trouble_of(page: RawPage) -> Iterator[Trouble]:
    """The trouble with a page's text."""
    glyphs = page.glyphs
    inked = [i for i, char in enumerate(glyphs.text) if not char.isspace()]
    if not inked:
        pictures = any(figure.kind is not FigureKind.RULE for figure in page.figures)
        yield Trouble("no-text-layer" if pictures else "no-text")
        return
    if all(glyphs.styles[glyphs.style[i]].hidden for i in inked):
        yield Trouble("hidden-layer", (len(inked),))
