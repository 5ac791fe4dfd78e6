"""Copies by their place, on glyphs that no sound file has."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import pytest

from cntextfix.document.geometry import Glyphs, TypeStyle
from cntextfix.layout import copies
from cntextfix.layout.ink import Ink


def dots(lefts: Sequence[float], width: float) -> Ink:
    """Full stops on one line, 10 points high, by their left edges."""
    count = len(lefts)
    x0, x1 = array("f", lefts), array("f", [x + width for x in lefts])
    y0, y1 = array("f", [100.0] * count), array("f", [110.0] * count)
    return Ink(Glyphs(0, "." * count, x0, y0, x1, y1, array("I", [0] * count), (TypeStyle("F", 10.0),)), 842.0)


def test_drawn_again() -> None:
    assert copies.find(dots([100.0, 100.3, 105.0], 2.5)) == [-1, 0, -1]


def test_first_drawn_is_the_original() -> None:
    """A glyph within reach of two originals, which are out of reach of each other, is a copy of the first."""
    assert copies.find(dots([100.0, 102.0, 101.0], 2.5)) == [-1, -1, 0]


def test_on_the_edge_of_a_cell() -> None:
    found = [copies.find(dots([x, x + 0.5], 2.5)) for x in range(60, 180)]
    assert found == [[-1, 0]] * len(found)


@pytest.mark.parametrize("step", [0.0, 0.0005])
def test_piles_without_width(step: float) -> None:
    """They are no copies of each other, and not compared one by one with all of the others."""
    pile = dots([100.0 + n * step for n in range(20_000)], 0.0)
    assert set(copies.find(pile)) == {-1}


def test_dots_above_each_other() -> None:
    """⋮ as mathematics is set: three full stops a third of an em apart; and one drawn again as a shadow."""
    apart = [100.0, 103.3, 106.6, 101.8]
    x0, x1 = array("f", [50.0] * 4), array("f", [52.5] * 4)
    y0, y1 = array("f", apart), array("f", [y + 10.0 for y in apart])
    drawn = Ink(Glyphs(0, "." * 4, x0, y0, x1, y1, array("I", [0] * 4), (TypeStyle("F", 10.0),)), 842.0)
    assert copies.find(drawn) == [-1, -1, -1, 0]
