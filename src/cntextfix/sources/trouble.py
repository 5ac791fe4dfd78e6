"""What a reader has to know about a page, told from what was read of it.

Codes: ``no-text-layer`` (pictures but no text), ``no-text`` (nothing at all), ``unseen-text`` (all text is hidden: how
many characters), ``hidden-layer`` (its text is that of a hidden layer: how many characters; see ``layer``). Engines add
``damaged-page``, ``damaged-content``, ``damaged-operator``, ``endless-form``, ``too-long``, ``too-many-glyphs``,
``rebuilt-file``, the layout adds ``plain-lines``. The rule page-trouble reports them.
"""

from __future__ import annotations

from collections.abc import Iterator

from cntextfix.document.geometry import FigureKind, Trouble
from cntextfix.sources.raw import RawPage


def trouble_of(page: RawPage) -> Iterator[Trouble]:
    """The trouble with a page's text."""
    glyphs = page.glyphs
    inked = sum(map(len, glyphs.text.split()))
    if not inked:
        pictures = any(figure.kind is not FigureKind.RULE for figure in page.figures)
        yield Trouble("no-text-layer" if pictures else "no-text")
        return
    seen = {look for look, style in enumerate(glyphs.styles) if not style.hidden}
    if not any(look in seen and not char.isspace() for char, look in zip(glyphs.text, glyphs.style, strict=True)):
        yield Trouble("unseen-text", (inked,))
