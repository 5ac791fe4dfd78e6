"""Text operators: where each glyph of a string stands."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cntextfix.document.geometry import TypeStyle
from cntextfix.sources.pdf.engine import Canvas, white
from cntextfix.sources.pdf.matrix import ASCENT, DESCENT, IDENTITY, multiply
from cntextfix.sources.pdf.state import GraphicsState, floats, matrix
from cntextfix.sources.pdf.tokens import Operand

if TYPE_CHECKING:
    from cntextfix.sources.pdf.fonts import Font
    from cntextfix.sources.pdf.resources import Resources

_BIG = 1e7
"""Coordinates and sizes beyond this, in points, are damage. Chosen."""


class TextOperators:
    """The text matrices of a content stream, and the operators that set text."""

    def __init__(self, canvas: Canvas, resources: Resources) -> None:
        self.canvas, self.resources = canvas, resources
        self.tm = self.line = IDENTITY
        self._style: tuple[object, ...] = ()
        self._style_index = 0
        self._white = False

    def begin(self, state: GraphicsState, _: list[Operand]) -> None:
        """``BT``: a text begins."""
        self.tm = self.line = IDENTITY

    def set_font(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``Tf``: font and size."""
        state.font = self.resources.font(str(operands[0]))
        (state.size,) = floats(operands, 1)

    def move(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``Td``: to a line so far from the start of this one."""
        x, y = floats(operands, 2)
        a, b, c, d, e, f = self.line
        self.tm = self.line = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)

    def move_leading(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``TD``: the same, and that far apart lines are from now on."""
        state.leading = -floats(operands, 2)[1]
        self.move(state, operands)

    def set_matrix(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``Tm``: the text matrix."""
        self.tm = self.line = matrix(operands)

    def next_line(self, state: GraphicsState, _: list[Operand]) -> None:
        """``T*``: to the next line."""
        self.move(state, [0.0, -state.leading])

    def set_char_space(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``Tc``: room after each glyph."""
        (state.char_space,) = floats(operands, 1)

    def set_word_space(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``Tw``: room after each space."""
        (state.word_space,) = floats(operands, 1)

    def set_scale(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``Tz``: how wide glyphs are set, in hundredths."""
        state.scale = floats(operands, 1)[0] / 100

    def set_leading(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``TL``: how far apart lines are."""
        (state.leading,) = floats(operands, 1)

    def set_rise(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``Ts``: how far glyphs stand above the line."""
        (state.rise,) = floats(operands, 1)

    def set_mode(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``Tr``: filled, drawn, or not shown at all."""
        state.mode = int(floats(operands, 1)[0])

    def show(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``Tj``: a string."""
        self.show_array(state, [operands[-1:]])

    def line_show(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``'``: a string on the next line."""
        self.next_line(state, [])
        self.show(state, operands)

    def spaced_show(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``"``: a string on the next line, with its room between words and glyphs."""
        state.word_space, state.char_space = floats(operands[:2], 2)
        self.line_show(state, operands)

    def show_array(self, state: GraphicsState, operands: list[Operand]) -> None:
        """Put the glyphs of strings on the canvas; numbers between them move the pen back, in thousandths of the em."""
        font, parts = state.font, operands[-1]
        if font is None or not isinstance(parts, list):
            return
        size, vertical = state.size, font.vertical
        a, b, c, d, e, f = multiply(self.tm, state.ctm)
        scale = state.scale
        em = abs(size * font.scale) * math.hypot(c, d)
        if not 0 < em < _BIG:
            return
        place = _Place.of(a, b, c, d, size * font.scale, scale, vertical=vertical)
        pen = 0.0  # along the line, in text space units
        char_space, word_space, rise = state.char_space, state.word_space, state.rise
        style = self._style_of(state, font, em, math.degrees(math.atan2(b, a)) if (b or a < 0) else 0.0)
        put = self._put
        for part in parts:
            if isinstance(part, float):
                pen -= part * 0.001 * size
            elif isinstance(part, bytes):
                for code in font.codes(part):
                    tx, ty = (0.0, pen + rise) if vertical else (pen * scale, rise)
                    advance = code.advance * size
                    put(state, code.text, tx * a + ty * c + e, tx * b + ty * d + f, advance, place, style)
                    pen += advance + char_space  # downwards the pen falls: there a negative space widens
                    if code.space:
                        pen += word_space
        shift = (0.0, pen) if vertical else (pen * scale, 0.0)
        ta, tb, tc, td, te, tf = self.tm
        self.tm = (ta, tb, tc, td, shift[0] * ta + shift[1] * tc + te, shift[0] * tb + shift[1] * td + tf)

    def _put(
        self, state: GraphicsState, text: str, x: float, y: float, advance: float, place: _Place, style: int
    ) -> None:
        """One glyph, by the place of its origin; ligatures share their box out among their characters."""
        canvas = self.canvas
        dx, dy = advance * place.along_x, advance * place.along_y
        x0, x1 = (x + place.left, x + dx + place.right) if dx >= 0 else (x + dx + place.left, x + place.right)
        y0, y1 = (y + place.low, y + dy + place.high) if dy >= 0 else (y + dy + place.low, y + place.high)
        if not (max(x1, y1) < _BIG and min(x0, y0) > -_BIG):
            return
        clip, cx, cy = state.clip, (x0 + x1) / 2, (y0 + y1) / 2
        if not (clip.x0 <= cx <= clip.x1 and clip.y0 <= cy <= clip.y1) or (self._white and not canvas.painted(cx, cy)):
            style = canvas.style_index(canvas.styles[style]._replace(hidden=True, layer=False))
        for n, char in enumerate(text) if len(text) > 1 else ((0, text),):
            canvas.chars.append(char)
            canvas.x0.append(x0 + dx * n / len(text) if n else x0)
            canvas.x1.append(x1 if n == len(text) - 1 else x1 - dx * (len(text) - 1 - n) / len(text))
            canvas.y0.append(y0)
            canvas.y1.append(y1)
            canvas.style.append(style)

    def _style_of(self, state: GraphicsState, font: Font, em: float, turn: float) -> int:
        key = (font, em, turn, state.fill, state.mode)
        if key != self._style:
            self._style = key
            self._white = white(state.fill)
            unseen = state.mode in (3, 7)
            self._style_index = self.canvas.style_index(
                TypeStyle(font.name, round(em, 3), state.fill, round(turn, 1), font.vertical, unseen, unseen)
            )
        return self._style_index


@dataclass(frozen=True, slots=True)
class _Place:
    """How an em box lies about a glyph's origin on the page: per unit of advance, and on its four sides."""

    along_x: float
    along_y: float
    left: float
    right: float
    low: float
    high: float

    @classmethod
    def of(cls, a: float, b: float, c: float, d: float, em: float, scale: float, *, vertical: bool) -> _Place:
        if vertical:  # the origin is in the middle of the top side
            xs, ys = (-0.5 * em * a * scale, 0.5 * em * a * scale), (-0.5 * em * b * scale, 0.5 * em * b * scale)
            return cls(c, d, min(xs), max(xs), min(ys), max(ys))
        xs, ys = (DESCENT * em * c, ASCENT * em * c), (DESCENT * em * d, ASCENT * em * d)
        return cls(a * scale, b * scale, min(xs), max(xs), min(ys), max(ys))
