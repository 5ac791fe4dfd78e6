"""The text objects of a page as pdfium knows them.

pdfium hands out the characters of a page with their boxes and the objects they belong to, in an order of its own.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from typing import Any

from cntextfix.geometry import Box, Style
from cntextfix.sources.pdf.engine import MAX_GLYPHS, Canvas, white
from cntextfix.sources.pdf.fonts import UNREADABLE, plain_name
from cntextfix.sources.pdf.matrix import ASCENT, DESCENT, IDENTITY, Matrix, area, multiply, transform
from cntextfix.sources.pdf.pdfium_calls import Calls, address

HANGS = 0.4
"""Characters this many em below their place are set vertically; they hang by 0.88 em."""
_Glyph = tuple[str, float, float, float, float]


class _Look:
    """Style and direction of text objects; ``level`` if it is upright, ``low`` and ``high`` the em box
    about its baseline."""

    __slots__ = ("advances", "cos", "font", "high", "level", "low", "number", "sin", "style", "white")

    def __init__(self, style: Style, number: int, cos: float, sin: float, white: bool, font: int = 0) -> None:
        self.style, self.number, self.cos, self.sin, self.white = style, number, cos, sin, white
        self.font, self.advances = font, dict[int, float]()
        self.level, self.low, self.high = False, 0.0, 0.0


class Text:
    """The characters of a text object that pdfium hands out; ``axis`` is where it is set, on the page from the left:
    characters set vertically hang from there by the middle."""

    __slots__ = ("axis", "glyphs", "look")

    def __init__(self, look: _Look, axis: float, glyphs: list[_Glyph]) -> None:
        self.look, self.axis, self.glyphs = look, axis, glyphs


class Texts:
    """The texts of one page, ``known`` by the address of their object: ``load`` reads the characters, ``draw`` puts
    those of one object on the canvas."""

    def __init__(self, raw: Any, calls: Calls, canvas: Canvas, matrix: Matrix) -> None:
        self.raw, self.calls, self.canvas, self.matrix = raw, calls, canvas, matrix
        self._upright = matrix[:4] == IDENTITY[:4]
        self.known: dict[int, Text] = {}
        self._looks: dict[tuple[object, ...], _Look] = {}

    def load(self, text: Any) -> None:
        """Read all characters. What those of one text object share is asked for once."""
        calls, page = self.calls, address(text)
        unicode_of, object_of, box_of = calls.unicode_of, calls.object_of, calls.box
        last, dx, dy = 0, *self.matrix[4:]
        low = high = 0.0
        one: Text | None = None
        for i in range(min(self.raw.FPDFText_CountChars(text), 4 * MAX_GLYPHS)):
            key = object_of(page, i)
            if not key:
                continue  # a space or line end that pdfium made up
            if key != last or one is None:
                last = key
                x, y = calls.origin(page, i)
                one = self.known.get(key) or self._begun(text, page, i, key, x, y)
                low, high = y + one.look.low + dy, y + one.look.high + dy
            code = unicode_of(page, i)
            if code < 33 or code > 0xDFFF:
                code = self._odd(text, i, code)
                if code < 0:
                    continue
            box = box_of(page, i)
            if one.look.level:  # all characters of one object stand on its baseline
                one.glyphs.append((chr(code), box[0] + dx, low, box[2] + dx, high))
            else:
                x, y = calls.origin(page, i)
                one.glyphs.append((chr(code), *self._turned(x, y, one, code, box)))

    def _begun(self, text: Any, page: int, i: int, key: int, x: float, y: float) -> Text:
        """A new object, of which character ``i`` is the first; its origin is at ``x`` and ``y``."""
        matrix = self.calls.matrix(page, i)
        look = self._look(text, page, i, key, matrix, x, y)
        found = self.known[key] = Text(look, transform(self.matrix, matrix[4], matrix[5])[0], [])
        return found

    def _odd(self, text: Any, i: int, code: int) -> int:
        """What stands for a character beyond the usual ranges: itself, U+FFFD if it cannot be known, -1 for none."""
        if self.raw.FPDFText_IsGenerated(text, i) == 1:
            return -1
        if self.raw.FPDFText_IsHyphen(text, i) == 1:  # at a line's end it goes by another number
            return ord("-")
        if code == 0 or self.raw.FPDFText_HasUnicodeMapError(text, i) == 1:
            return ord(UNREADABLE)
        return code if code >= 32 else -1

    def _turned(self, x: float, y: float, one: Text, code: int, box: Sequence[float]) -> Box:
        """The em box of a character that is not upright on its page, or set vertically."""
        look = one.look
        px, py = transform(self.matrix, x, y)
        em, cos, sin = look.style.size, look.cos, look.sin
        if look.style.vertical and cos > 0.9999:
            return Box(one.axis - em / 2, py + DESCENT * em, one.axis + em / 2, py + ASCENT * em)
        advance = self._advance(look, code)
        if not advance:
            left, top, right, bottom = box
            loose = area(self.matrix, left, bottom, right, top)
            advance = loose.width if abs(cos) >= abs(sin) else loose.height
        corners = [(a, b) for a in (0.0, advance) for b in (DESCENT * em, ASCENT * em)]
        xs, ys = [px + a * cos - b * sin for a, b in corners], [py + a * sin + b * cos for a, b in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))

    def _advance(self, look: _Look, code: int) -> float:
        """How far a character leads by its font, in points; 0 if that is unknown. The box that pdfium gives for a
        turned one has room for its accents."""
        known = look.advances.get(code)
        if known is None:
            width = self.calls.advance(look.font, code, look.style.size) if look.font else 0.0
            known = look.advances[code] = width if 0 < width < 2 * look.style.size else 0.0
        return known

    def draw(self, one: int) -> None:
        """Put the glyphs of the text object at this address on the canvas."""
        canvas, text = self.canvas, self.known.get(one)
        if text is None or canvas.full():
            return
        look, right, top = text.look, 2 * canvas.width, 2 * canvas.height
        glyphs = text.glyphs[: MAX_GLYPHS - len(canvas.chars)]
        for char, x0, y0, x1, y1 in glyphs:
            style = look.number
            x, y = x0 + x1, y0 + y1
            if not (0 <= x <= right and 0 <= y <= top) or (look.white and not canvas.painted(x / 2, y / 2)):
                style = canvas.style_index(look.style._replace(hidden=True))
            canvas.chars.append(char)
            canvas.x0.append(x0)
            canvas.y0.append(y0)
            canvas.x1.append(x1)
            canvas.y1.append(y1)
            canvas.style.append(style)

    def _look(
        self, text: Any, page: int, i: int, one: int, matrix: Sequence[float], x: float, y: float
    ) -> _Look:  # fmt: skip
        """What the characters of one text object share; ``x`` and ``y`` are the origin of its first one."""
        calls = self.calls
        a, b, c, d, e, f = matrix
        # In vertical setting characters hang from the place at which the text is set; pdfium gives their baseline.
        low, length = b * (x - e) - a * (y - f), math.hypot(a, b)
        if not self._upright:
            a, b, c, d, _, _ = multiply((a, b, c, d, 0.0, 0.0), (*self.matrix[:4], 0.0, 0.0))
        em = round(calls.size_of(page, i) * math.hypot(c, d), 3)
        below = low > HANGS * em * length
        color, font = calls.color(page, i), calls.font_of(one) or 0
        key = (font, em, color, a, b, below, calls.mode_of(one))
        known = self._looks.get(key)
        if known is None:
            shade = tuple(round(value / 255, 3) for value in color)
            turn = round(math.degrees(math.atan2(b, a)), 1)
            style = Style(self._font_name(text, i), em, shade, turn, below, key[-1] in (3, 7))
            length = math.hypot(a, b) or 1.0
            known = _Look(style, self.canvas.style_index(style), a / length, b / length, white(shade), font)
            known.level = known.cos > 0.9999 and not below and self._upright
            known.low, known.high = DESCENT * em, ASCENT * em
            self._looks[key] = known
        return known

    def _font_name(self, text: Any, i: int) -> str:
        buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
        length = self.raw.FPDFText_GetFontInfo(text, i, buffer, 256, flags)
        return plain_name(buffer.raw[: max(0, min(length, 256) - 1)])


def matrix_of(raw: Any, one: Any) -> Matrix:
    """The matrix of a page object."""
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(one, found):
        return IDENTITY
    return (found.a, found.b, found.c, found.d, found.e, found.f)
