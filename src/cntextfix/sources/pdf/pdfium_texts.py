"""The text objects of a page as pdfium knows them, and what it leaves out of them.

pdfium hands out the characters of a page with their origins and advances, but not all of them: most copies of
overprinted text are gone, and so is a space that is set on its own behind a gap. Both are text objects without
characters. A copy is as large as its original, which stands beside it, and gets its characters from there; what has no
extent is a space.
"""

from __future__ import annotations

import ctypes
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cntextfix.geometry import Box, Style
from cntextfix.sources.pdf.engine import MAX_GLYPHS, Canvas, white
from cntextfix.sources.pdf.fonts import UNREADABLE, plain_name
from cntextfix.sources.pdf.matrix import ASCENT, DESCENT, IDENTITY, Matrix, area, multiply, transform

NEAR = 0.5
"""A copy stands within this many em of its original; shadows, the widest, are 0.22 em off."""
OWN = 0.3
"""A space is no nearer than this to the beginning of a text, in em: the narrowest letter is as wide."""
SAME = 0.02
"""Original and copy have the same extent to this many points: what single precision leaves at 2,000 points."""
WIDE = 0.85
"""With this much room in em a space is an ideographic one; half an em and the widest justification come to 0.82."""
HANGS = 0.4
"""Characters this many em below their place are set vertically; they hang by 0.88 em."""
AHEAD = 4
"""The tracking is told from the next few objects, in each of which there may be one character, with its copies."""
FAR = 3.0
"""A wider gap in em is no space: columns stand that far apart."""
STRAIGHT = 0.1
"""A space stands on the baseline of what follows, to this many em."""
CELL = 16.0
"""Size in points of the cells in which originals are looked up; the largest shadows are 13 pt off."""
MOST_NEAR = 200
"""Originals kept in a cell at most; a page has 10 at most, damaged ones anything."""
_Glyph = tuple[str, float, float, float, float]


class _Look:
    """Style and direction of text objects; ``level`` if it is upright, ``low`` and ``high`` the em box
    about its baseline."""

    __slots__ = ("advances", "cos", "font", "high", "level", "low", "number", "sin", "style", "white")

    def __init__(self, style: Style, number: int, cos: float, sin: float, white: bool, font: Any = None) -> None:
        self.style, self.number, self.cos, self.sin, self.white = style, number, cos, sin, white
        self.font, self.advances = font, dict[int, float]()
        self.level, self.low, self.high = False, 0.0, 0.0


class _Text:
    """The characters of a text object that pdfium hands out; ``axis`` is where it is set, on the page from the left:
    characters set vertically hang from there by the middle."""

    __slots__ = ("axis", "glyphs", "look")

    def __init__(self, look: _Look, axis: float, glyphs: list[_Glyph]) -> None:
        self.look, self.axis, self.glyphs = look, axis, glyphs


class Texts:
    """The texts of one page: ``load`` reads the characters, ``match`` finds what was left out, ``draw`` puts the
    characters of one object on the canvas."""

    def __init__(self, raw: Any, canvas: Canvas, matrix: Matrix) -> None:
        self.raw, self.canvas, self.matrix = raw, canvas, matrix
        self._texts: dict[int, _Text] = {}
        self._looks: dict[tuple[object, ...], _Look] = {}
        self._found = raw.FS_MATRIX()
        self._parts = [ctypes.c_uint() for _ in range(4)]
        self._sides = [ctypes.c_float() for _ in range(4)]

    def load(self, text: Any) -> None:
        """Read all characters. What those of one text object share is asked for once."""
        raw = self.raw
        unicode_of, box_of, object_of = (
            raw.FPDFText_GetUnicode,
            raw.FPDFText_GetLooseCharBox,
            raw.FPDFText_GetTextObject,
        )
        address, box_of, box = ctypes.addressof, raw.FPDFText_GetLooseCharBox, raw.FS_RECTF()
        origin_of, at_x, at_y = raw.FPDFText_GetCharOrigin, ctypes.c_double(), ctypes.c_double()
        last, found = 0, self._found
        one = _Text(_Look(Style("", 0.0, (), 0.0, False, False), 0, 1.0, 0.0, False), 0.0, [])
        low = high = 0.0
        dx, dy = self.matrix[4:]
        for i in range(min(raw.FPDFText_CountChars(text), 4 * MAX_GLYPHS)):
            handle = object_of(text, i)
            if not handle:
                continue  # a space or line end that pdfium made up
            origin_of(text, i, at_x, at_y)
            key = address(handle.contents)
            if key != last:
                last = key
                known = self._texts.get(key)
                if known is None:
                    look = self._look(text, i, handle, at_x.value, at_y.value)
                    known = self._texts[key] = _Text(look, transform(self.matrix, found.e, found.f)[0], [])
                one = known
                low, high = one.look.low + dy, one.look.high + dy
            code = unicode_of(text, i)
            if code < 33 or code > 0xDFFF:
                code = self._odd(text, i, code)
                if code < 0:
                    continue
            box_of(text, i, box)
            if one.look.level:
                x, y = at_x.value + dx, at_y.value
                one.glyphs.append((chr(code), x, y + low, x + box.right - box.left, y + high))
            else:
                one.glyphs.append((chr(code), *self._turned(at_x.value, at_y.value, one, code, box)))

    def _odd(self, text: Any, i: int, code: int) -> int:
        """What stands for a character beyond the usual ranges: itself, U+FFFD if it cannot be known, -1 for none."""
        if self.raw.FPDFText_IsGenerated(text, i) == 1:
            return -1
        if code == 0 or self.raw.FPDFText_HasUnicodeMapError(text, i) == 1:
            return ord(UNREADABLE)
        return code if code >= 32 else -1

    def _turned(self, x: float, y: float, one: _Text, code: int, box: Any) -> Box:
        """The em box of a character that is not upright on its page, or set vertically."""
        look = one.look
        px, py = transform(self.matrix, x, y)
        em, cos, sin = look.style.size, look.cos, look.sin
        if look.style.vertical and cos > 0.9999:
            return Box(one.axis - em / 2, py + DESCENT * em, one.axis + em / 2, py + ASCENT * em)
        advance = self._advance(look, code)
        if not advance:
            loose = area(self.matrix, box.left, box.bottom, box.right, box.top)
            advance = loose.width if abs(cos) >= abs(sin) else loose.height
        corners = [(a, b) for a in (0.0, advance) for b in (DESCENT * em, ASCENT * em)]
        xs, ys = [px + a * cos - b * sin for a, b in corners], [py + a * sin + b * cos for a, b in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))

    def _advance(self, look: _Look, code: int) -> float:
        """How far a character leads by its font, in points; 0 if that is unknown. The box that pdfium gives for a
        turned one has room for its accents."""
        known = look.advances.get(code)
        if known is None:
            width = ctypes.c_float()
            found = look.font and self.raw.FPDFFont_GetGlyphWidth(look.font, code, look.style.size, width)
            known = look.advances[code] = width.value if found and 0 < width.value < 2 * look.style.size else 0.0
        return known

    def match(self, objects: Sequence[tuple[Any, Matrix]]) -> None:
        """Give text objects without characters theirs. ``objects`` are all of the page in painting order, each with the
        matrix of its space. Linear: originals are looked up by their place."""
        keys = [ctypes.addressof(one.contents) for one, _ in objects]
        if all(key in self._texts for key in keys):
            return
        areas = [self._extent(one, matrix) for one, matrix in objects]
        grid: dict[tuple[float, float], list[int]] = defaultdict(list)
        for n, key in enumerate(keys):
            place = areas[n].x0 // CELL, areas[n].y0 // CELL
            if key in self._texts and len(grid[place]) < MOST_NEAR:
                grid[place].append(n)
        found: dict[int, tuple[float, int]] = {}
        for n, key in enumerate(keys):
            if key not in self._texts and max(areas[n].width, areas[n].height) >= SAME:
                found.update((n, twin) for twin in [min(self._twins(n, keys, areas, grid), default=None)] if twin)
        for n, (_, twin) in found.items():
            self._copy(keys[n], self._texts[keys[twin]], areas[twin], areas[n])
        after: list[_Text] = []  # the texts of the next few objects
        for n in range(len(keys) - 1, -1, -1):
            text = self._texts.get(keys[n])
            if text is None and max(areas[n].width, areas[n].height) < SAME:
                if not any(self._begins_at(areas[n], keys[k]) for k in _near(areas[n], grid)):
                    self._space(keys[n], areas[n], after)
            elif text is not None and text.glyphs and text.glyphs[0][0] != " ":
                after = [text, *after[:AHEAD]]

    def _extent(self, one: Any, matrix: Matrix) -> Box:
        """The box of an object's ink on the page."""
        left, bottom, right, top = self._sides
        self.raw.FPDFPageObj_GetBounds(one, left, bottom, right, top)
        return area(matrix, left.value, bottom.value, right.value, top.value)

    def _twins(
        self, n: int, keys: Sequence[int], areas: Sequence[Box], grid: Mapping[tuple[float, float], Sequence[int]]
    ) -> Iterator[tuple[float, int]]:
        """The objects with characters of which object ``n`` may be a copy, each with its distance."""
        own = areas[n]
        for k in _near(own, grid):
            other = areas[k]
            far = max(abs(own.x0 - other.x0), abs(own.y0 - other.y0))
            alike = abs(own.width - other.width) < SAME and abs(own.height - other.height) < SAME
            if alike and far < NEAR * self._texts[keys[k]].look.style.size:
                yield far, k

    def _begins_at(self, own: Box, key: int) -> bool:
        """Whether an object with characters begins where one without extent does, which then may be a copy of it: where
        a font is neither in the file nor on the machine, nothing has an extent."""
        text = self._texts[key]
        if not text.glyphs:
            return False
        em = text.look.style.size
        _, x0, y0, _, _ = text.glyphs[0]
        return abs(own.x0 - x0) < OWN * em and abs(own.y0 + DESCENT * em - y0) < OWN * em

    def _copy(self, key: int, original: _Text, at: Box, own: Box) -> None:
        dx, dy = own.x0 - at.x0, own.y0 - at.y0
        glyphs = [(char, x0 + dx, y0 + dy, x1 + dx, y1 + dy) for char, x0, y0, x1, y1 in original.glyphs]
        self._texts[key] = _Text(original.look, original.axis + dx, glyphs)

    def _space(self, key: int, own: Box, after: Sequence[_Text]) -> None:
        """A space, as wide as the room in front of the next glyph; none where nothing follows on its line."""
        if not after:
            return
        text = after[0]
        _, x0, y0, x1, y1 = text.glyphs[0]
        em, vertical = text.look.style.size, text.look.style.vertical
        if vertical:
            top = own.y0 + ASCENT * em
            room = top - y1
            box = (text.axis - em / 2, top - em, text.axis + em / 2, top)
            level = abs(own.x0 - text.axis + em / 4) < (0.25 + STRAIGHT) * em  # half a space to the left
        else:
            room = x0 - own.x0
            box = (own.x0, y0, own.x0 + em, y1)
            level = abs(own.y0 + DESCENT * em - y0) < STRAIGHT * em
        if level and 0 < room < FAR * em:
            gaps = [y0 - g[4] if vertical else g[1] - x1 for one in after for g in one.glyphs[:2]]
            tracking = next((gap for gap in gaps if 0 <= gap < em), 0.0)  # copies stand right on their originals
            self._texts[key] = _Text(text.look, text.axis, [("\u3000" if room - tracking > WIDE * em else " ", *box)])

    def draw(self, one: Any) -> None:
        """Put the glyphs of a text object on the canvas."""
        canvas, text = self.canvas, self._texts.get(ctypes.addressof(one.contents))
        if text is None:
            return
        look = text.look
        for char, x0, y0, x1, y1 in text.glyphs:
            if canvas.full():
                return
            style = look.number
            inside = x0 + x1 >= 0 and y0 + y1 >= 0 and x0 + x1 <= 2 * canvas.width and y0 + y1 <= 2 * canvas.height
            if not inside or (look.white and not canvas.painted((x0 + x1) / 2, (y0 + y1) / 2)):
                style = canvas.style_index(look.style._replace(hidden=True))
            canvas.chars.append(char)
            canvas.x0.append(x0)
            canvas.y0.append(y0)
            canvas.x1.append(x1)
            canvas.y1.append(y1)
            canvas.style.append(style)

    def _look(self, text: Any, i: int, handle: Any, x: float, y: float) -> _Look:
        """What the characters of one text object share; ``x`` and ``y`` are the origin of its first one."""
        raw, found, parts = self.raw, self._found, self._parts
        raw.FPDFText_GetMatrix(text, i, found)
        a, b, c, d, _, _ = multiply((found.a, found.b, found.c, found.d, 0.0, 0.0), (*self.matrix[:4], 0.0, 0.0))
        em = round(raw.FPDFText_GetFontSize(text, i) * math.hypot(c, d), 3)
        raw.FPDFText_GetFillColor(text, i, *parts)
        color = (parts[0].value, parts[1].value, parts[2].value)
        # In vertical setting characters hang from the place at which the text is set; pdfium gives their baseline.
        below = found.b * (x - found.e) - found.a * (y - found.f) > HANGS * em * math.hypot(found.a, found.b)
        font = raw.FPDFTextObj_GetFont(handle)
        place = ctypes.addressof(font.contents) if font else 0
        key = (place, em, color, a, b, below, raw.FPDFTextObj_GetTextRenderMode(handle))
        known = self._looks.get(key)
        if known is None:
            shade = tuple(round(value / 255, 3) for value in color)
            turn = round(math.degrees(math.atan2(b, a)), 1)
            style = Style(self._font_name(text, i), em, shade, turn, below, key[-1] in (3, 7))
            length = math.hypot(a, b) or 1.0
            known = _Look(style, self.canvas.style_index(style), a / length, b / length, white(shade), font)
            known.level = known.cos > 0.9999 and not below and self.matrix[:4] == IDENTITY[:4]
            known.low, known.high = DESCENT * em, ASCENT * em
            self._looks[key] = known
        return known

    def _font_name(self, text: Any, i: int) -> str:
        buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
        length = self.raw.FPDFText_GetFontInfo(text, i, buffer, 256, flags)
        return plain_name(buffer.raw[: max(0, min(length, 256) - 1)])


def _near(own: Box, grid: Mapping[tuple[float, float], Sequence[int]]) -> Iterator[int]:
    """What stands in the cells around the corner of a box."""
    column, row = own.x0 // CELL, own.y0 // CELL
    for place in [(column + a, row + b) for a in (-1, 0, 1) for b in (-1, 0, 1)]:
        yield from grid.get(place, ())


def matrix_of(raw: Any, one: Any) -> Matrix:
    """The matrix of a page object."""
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(one, found):
        return IDENTITY
    return (found.a, found.b, found.c, found.d, found.e, found.f)
