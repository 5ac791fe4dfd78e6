"""A page as whoever reads a file hands it over: what the layout of any source begins with."""

from __future__ import annotations

from dataclasses import dataclass

from cntextfix.document.geometry import Figure, Glyphs, Trouble


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as an engine read it: its displayed size in points, glyphs in stream order, figures in painting order."""

    width: float
    height: float
    glyphs: Glyphs
    figures: tuple[Figure, ...]
    trouble: tuple[Trouble, ...]
