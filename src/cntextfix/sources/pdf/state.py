"""The graphics state of a content stream, as far as text and figures need it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cntextfix.document.geometry import Box
from cntextfix.sources.pdf.matrix import Matrix
from cntextfix.sources.pdf.tokens import Operand

if TYPE_CHECKING:
    from cntextfix.sources.pdf.fonts import Font


@dataclass(slots=True)
class GraphicsState:
    """What ``q`` saves and ``Q`` restores."""

    ctm: Matrix
    clip: Box
    font: Font | None = None
    size: float = 1.0
    char_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    fill: tuple[float, ...] = (0.0,)
    space: str = "DeviceGray"


def floats(operands: list[Operand], count: int) -> list[float]:
    """The last ``count`` operands, which have to be numbers; raises ValueError if they are not."""
    values = [v for v in operands[-count:] if isinstance(v, float)]
    if len(values) != count:
        raise ValueError("a number is missing")
    return values


def matrix(operands: list[Operand]) -> Matrix:
    """The last six operands as a matrix; raises ValueError if they are not numbers."""
    a, b, c, d, e, f = floats(operands, 6)
    return (a, b, c, d, e, f)


def meet(one: Box, two: Box) -> Box:
    """What two boxes share; turned inside out if they share nothing."""
    return Box(max(one.x0, two.x0), max(one.y0, two.y0), min(one.x1, two.x1), min(one.y1, two.y1))
