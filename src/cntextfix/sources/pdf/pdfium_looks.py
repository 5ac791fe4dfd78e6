"""How the text objects of a page look: their style and direction."""

from __future__ import annotations

import ctypes
import math
from typing import Any

from cntextfix.document.geometry import TypeStyle
from cntextfix.sources.pdf.engine import Canvas, white
from cntextfix.sources.pdf.fonts import plain_name
from cntextfix.sources.pdf.matrix import ASCENT, DESCENT, IDENTITY, Matrix, multiply
from cntextfix.sources.pdf.pdfium_calls import Calls

_HANGS = 0.4
"""Characters this many em below their place are set vertically; they hang by 0.88 em."""
_Look = tuple[bytes, float, int, int, bool]
"""Colour and matrix, size in the font's space, font and render mode, whether characters hang from their place."""


class Look:
    """Style and direction of text objects; ``level`` if it is upright, ``low`` and ``high`` the em box
    about its baseline."""

    __slots__ = ("advances", "cos", "font", "high", "level", "low", "number", "sin", "style", "white")

    def __init__(self, style: TypeStyle, number: int, cos: float, sin: float, *, white: bool, font: int = 0) -> None:
        self.style, self.number, self.cos, self.sin, self.white = style, number, cos, sin, white
        self.font, self.advances = font, dict[int, float]()
        self.level, self.low, self.high = False, DESCENT * style.size, ASCENT * style.size


class Looks:
    """The looks of one page, whose space has the given matrix; each is made once."""

    def __init__(self, raw: Any, calls: Calls, canvas: Canvas, matrix: Matrix) -> None:
        self._raw, self._calls, self._canvas, self._matrix = raw, calls, canvas, matrix
        self._known: dict[_Look, Look] = {}

    def of(self, shared: _Look, text: Any, i: int) -> Look:
        """What the characters of all text objects share that have ``shared`` in common; ``i`` is one of them."""
        found = self._known.get(shared)
        if found is None:
            found = self._known[shared] = self._made(shared, self._font_name(text, i))
        return found

    def hangs(self, packed: bytes, size: float, dx: float, dy: float) -> bool:
        """Whether characters hang from the place at which their text is set, as in vertical setting; pdfium gives their
        baseline, which begins at ``dx`` and ``dy`` from there."""
        a, b, c, d = self._calls.unpacked(packed)[1]
        return b * dx - a * dy > _HANGS * size * math.hypot(c, d) * math.hypot(a, b)

    def _made(self, shared: _Look, font_name: str) -> Look:
        packed, size, font, mode, hangs = shared
        color, matrix = self._calls.unpacked(packed)
        a, b, c, d, _, _ = multiply((*matrix, 0.0, 0.0), (*self._matrix[:4], 0.0, 0.0))
        shade = tuple(round(value / 255, 3) for value in color)
        turn = round(math.degrees(math.atan2(b, a)), 1)
        unseen = mode in (3, 7)
        style = TypeStyle(font_name, round(size * math.hypot(c, d), 3), shade, turn, hangs, unseen, unseen)
        length = math.hypot(a, b) or 1.0
        look = Look(style, self._canvas.style_index(style), a / length, b / length, white=white(shade), font=font)
        look.level = look.cos > 0.9999 and not hangs and self._matrix[:4] == IDENTITY[:4]
        return look

    def _font_name(self, text: Any, i: int) -> str:
        buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
        length = self._raw.FPDFText_GetFontInfo(text, i, buffer, 256, flags)
        return plain_name(buffer.raw[: max(0, min(length, 256) - 1)])
