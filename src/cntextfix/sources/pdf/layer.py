"""Text that is drawn without ink over a scan, as OCR does it: where it is all the text there is, it is the text."""

from __future__ import annotations

from dataclasses import replace

from cntextfix.document.geometry import FigureKind, Trouble
from cntextfix.sources.raw import RawPage

_MOST = 4
"""A layer over a picture of the page counts as its text if it has so many times as many characters as are seen: stamps,
folios and watermarks on scans have a tenth of them at most. Chosen."""
_PICTURE = 0.5
"""Pictures cover at least this share of a page that is a scan. Chosen."""
_UNREADABLE = ("\ufffd", "\ue000", "\uf8ff")
"""What stands for a glyph of unknown text, and the private use area from its first to its last character."""


def with_layer(page: RawPage) -> RawPage:
    """The page, with its layer of text shown and trouble that says so, if that is all its text, or nearly all and the
    page is a picture. A layer of which most cannot be read stays hidden."""
    glyphs = page.glyphs
    layer = {n for n, style in enumerate(glyphs.styles) if style.layer}
    if not layer:
        return page
    seen = {n for n, style in enumerate(glyphs.styles) if not style.hidden}
    drawn = [(char, look) for char, look in zip(glyphs.text, glyphs.style, strict=True) if not char.isspace()]
    under = [char for char, look in drawn if look in layer]
    visible = sum(look in seen for _, look in drawn)
    readable = sum(map(_readable, under))
    alone = not visible or (len(under) >= _MOST * visible and _scanned(page))
    if not alone or 2 * readable < len(under) or not under:
        return page
    styles = tuple(style._replace(hidden=False) if style.layer else style for style in glyphs.styles)
    told = Trouble("hidden-layer", (len(under),))
    return replace(page, glyphs=replace(glyphs, styles=styles), trouble=(*page.trouble, told))


def _readable(char: str) -> bool:
    unknown, first, last = _UNREADABLE
    return char != unknown and not first <= char <= last


def _scanned(page: RawPage) -> bool:
    covered = sum(one.box.width * one.box.height for one in page.figures if one.kind is FigureKind.IMAGE)
    return covered >= _PICTURE * page.width * page.height
