"""The text objects of a page as pdfium knows them.

pdfium hands out the characters of a page with their boxes and the objects they belong to, in an order of its own.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

from cntextfix.document.geometry import Box, picked
from cntextfix.sources.pdf.engine import MAX_GLYPHS, Canvas
from cntextfix.sources.pdf.fonts import UNREADABLE
from cntextfix.sources.pdf.matrix import ASCENT, DESCENT, IDENTITY, Matrix, area, transform
from cntextfix.sources.pdf.pdfium_calls import Calls, address, argument
from cntextfix.sources.pdf.pdfium_looks import Look, Looks

_WIDEST = 1.01
"""A box wider than this many em reaches over what is drawn, to the left too; characters begin at their origin.
Chosen."""
_GLYPHLESS = "GlyphLessFont"
"""The font in which Tesseract and what is built on it set the text of a scan. Its codes are its characters; pdfium
reads but the first 256 of its table, and calls the others a guess."""


class Texts:
    """The texts of one page. ``load`` reads the characters, ``draw`` puts those of one object where they belong in
    painting order, ``done`` puts all that was drawn on the canvas.

    All is in columns, as there are thousands of everything, and an object for each would cost as much again. ``known``
    has the number of a text by the address of its object; its characters and their boxes stand from ``starts`` to
    ``stops``; ``axes`` has where it is set, on the page from the left: characters set vertically hang from there by the
    middle; ``ends`` which characters of the page were its first and last.
    """

    def __init__(self, raw: Any, calls: Calls, canvas: Canvas, matrix: Matrix) -> None:
        self.raw, self.calls, self.canvas, self.matrix = raw, calls, canvas, matrix
        self._upright = matrix[:4] == IDENTITY[:4]
        self.known: dict[int, int] = {}
        self.looks: list[Look] = []
        self.axes: list[float] = []
        self.starts, self.stops = list[int](), list[int]()
        self.ends: list[tuple[int, int]] = []
        self._firsts: list[int] = []  # of stretches of characters of one text
        self.chars: list[str] = []
        self.x0, self.y0, self.x1, self.y1 = list[float](), list[float](), list[float](), list[float]()
        self._looks = Looks(raw, calls, canvas, matrix)
        self._drawn: list[int] = []  # places in the columns
        self._styles: list[int] = []

    def load(self, text: Any) -> None:
        """Read all characters. What those of one text object share is asked for once."""
        calls, page = self.calls, argument(address(text))
        object_of, guessed, box_of = calls.object_of, calls.guessed, calls.boxes(page)
        columns = (self.x0, self.y0, self.x1, self.y1)
        put_char, (put_left, put_low, put_right, put_high) = self.chars.append, (column.append for column in columns)
        dx, last = self.matrix[4], 0
        owners, starts = list[int](), list[int]()  # texts by number, and where their stretches begin
        for i, char in enumerate(chars := self._chars(text, page)):
            key = object_of(page, i)
            if not key:
                continue  # a space or line end that pdfium made up
            if key != last:
                last, (number, look, low, high) = key, self._entered(text, page, i, key)
                level, font = look.level, look.style.font
                doubted, widest = font != _GLYPHLESS, _WIDEST * look.style.size
                owners.append(number)
                starts.append(len(self.chars))
            if not ("!" <= char <= "\udfff" or "\uff01" <= char <= "\uff5e"):
                char = self._odd(text, i, ord(char))
                if not char:
                    continue
            elif doubted and guessed(page, i) == 1 and (font or char > "\udfff"):
                char = UNREADABLE  # the font does not tell, and pdfium gives the code
            left, top, right, bottom = box_of(i)
            if level:  # all characters of one object stand on its baseline
                if char > "\udfff":  # a mark may be drawn wider than it leads
                    right = min(right, left + (self._advance(look, ord(char)) or right - left))
                if right - left > widest:
                    left = max(left, calls.origin(page, i)[0])
                left, right = left + dx, right + dx
            else:
                box = left, top, right, bottom
                left, low, right, high = self._turned(calls.origin(page, i), number, ord(char), box)
            put_char(char)
            put_left(left)
            put_low(low)
            put_right(right)
            put_high(high)
        self._part(owners, starts, len(chars))

    def _entered(self, text: Any, page: Any, i: int, key: int) -> tuple[int, Look, float, float]:
        """The text object that character ``i`` is of: its number, its look, and how low and high its em box reaches if
        it is level."""
        x, y = self.calls.origin(page, i)
        self._firsts.append(i)
        number = self.known.get(key, -1)
        if number < 0:
            number = self._begun(text, page, i, key, x, y)
        look, dy = self.looks[number], self.matrix[5]
        return number, look, y + look.low + dy, y + look.high + dy

    def _ended(self, owners: Sequence[int], count: int) -> None:
        """Take down which of ``count`` characters of the page are a text's, from its first to its last."""
        self.ends = [(-1, -1)] * len(self.known)
        for owner, (first, after) in zip(owners, pairwise([*self._firsts, count]), strict=True):
            self.ends[owner] = (first if self.ends[owner][0] < 0 else self.ends[owner][0], after - 1)

    def _part(self, owners: Sequence[int], starts: list[int], count: int) -> None:
        """Tell texts which stretches of the columns, from one start to the next, are theirs. In writing from right to
        left pdfium goes to and fro between text objects: then their characters are put side by side. The page has
        ``count`` characters."""
        self._ended(owners, count)
        stops = [*starts[1:], len(self.chars)] if starts else []
        if len(owners) == len(self.known):
            self.starts, self.stops = starts, stops
            return
        places: list[list[int]] = [[] for _ in self.known]
        for owner, start, stop in zip(owners, starts, stops, strict=True):
            places[owner] += range(start, stop)
        order = [place for own in places for place in own]
        (self.chars,) = map(list, picked(order, self.chars))
        self.x0, self.y0, self.x1, self.y1 = map(list, picked(order, self.x0, self.y0, self.x1, self.y1))
        self.stops = [*accumulate(map(len, places))]
        self.starts = [0, *self.stops[:-1]]

    def _chars(self, text: Any, page: Any) -> str | list[str]:
        """All characters of the page. pdfium hands them out at once, but leaves out those that it does not know; if
        there are any, or halves of surrogate pairs, they are asked for one by one."""
        count = min(self.raw.FPDFText_CountChars(text), 4 * MAX_GLYPHS)
        buffer = (ctypes.c_ushort * (2 * count + 1))()  # beyond the basic plane a character takes two units
        got = self.raw.FPDFText_GetText(text, 0, count, buffer) - 1  # the last is a NUL
        chars = bytes(memoryview(buffer)[: max(got, 0)]).decode("utf-16-le", "surrogatepass")
        if len(chars) == count:
            return chars
        return [chr(self.calls.unicode_of(page, i)) for i in range(count)]

    def _begun(self, text: Any, page: Any, i: int, key: int, x: float, y: float) -> int:
        """The number of a new text, of which character ``i`` is the first; its origin is at ``x`` and ``y``."""
        calls = self.calls
        packed, size, font, mode = calls.look(page, i), calls.size_of(page, i), calls.font_of(key), calls.mode_of(key)
        e, f = calls.place()
        hangs = (x != e or y != f) and self._looks.hangs(packed, size, x - e, y - f)
        shared = (packed, size, font or 0, mode, hangs)
        look = self._looks.of(shared, text, i)
        axis = e + self.matrix[4] if self._upright else transform(self.matrix, e, f)[0]
        number = self.known[key] = len(self.looks)
        self.looks.append(look)
        self.axes.append(axis)
        return number

    def _odd(self, text: Any, i: int, code: int) -> str:
        """What stands for a character beyond the usual ranges: itself, U+FFFD if it cannot be known, "" for nothing."""
        if self.raw.FPDFText_IsGenerated(text, i) == 1:
            return ""
        if self.raw.FPDFText_IsHyphen(text, i) == 1:  # at a line's end it goes by another number
            return "-"
        if code == 0 or self.raw.FPDFText_HasUnicodeMapError(text, i) == 1:
            return UNREADABLE
        return chr(code) if code >= 32 else ""

    def _turned(self, place: tuple[float, float], number: int, code: int, box: Sequence[float]) -> Box:
        """The em box of a character that is not upright on its page, or set vertically; ``place`` is its origin."""
        look = self.looks[number]
        px, py = transform(self.matrix, *place)
        em, cos, sin = look.style.size, look.cos, look.sin
        if look.style.vertical and cos > 0.9999:
            axis = self.axes[number]
            return Box(axis - em / 2, py + DESCENT * em, axis + em / 2, py + ASCENT * em)
        advance = self._advance(look, code)
        if not advance:
            left, top, right, bottom = box
            loose = area(self.matrix, left, bottom, right, top)
            advance = loose.width if abs(cos) >= abs(sin) else loose.height
        corners = [(a, b) for a in (0.0, advance) for b in (DESCENT * em, ASCENT * em)]
        xs, ys = [px + a * cos - b * sin for a, b in corners], [py + a * sin + b * cos for a, b in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))

    def _advance(self, look: Look, code: int) -> float:
        """How far a character leads by its font, in points; 0 if that is unknown. The box that pdfium gives for a
        turned one has room for its accents."""
        known = look.advances.get(code)
        if known is None:
            width = self.calls.advance(look.font, code, look.style.size) if look.font else 0.0
            known = look.advances[code] = width if 0 < width < 2 * look.style.size else 0.0
        return known

    def copy(self, key: int, original: int, dx: float, dy: float) -> None:
        """A text that pdfium leaves out as a copy of another one, which stands so far from it."""
        start, stop = self.starts[original], self.stops[original]
        self._add(key, self.looks[original], self.axes[original] + dx, stop - start)
        self.chars += self.chars[start:stop]
        self.x0 += map(dx.__add__, self.x0[start:stop])
        self.y0 += map(dy.__add__, self.y0[start:stop])
        self.x1 += map(dx.__add__, self.x1[start:stop])
        self.y1 += map(dy.__add__, self.y1[start:stop])

    def set_like(self, key: int, like: int, char: str, boxes: Sequence[tuple[float, float, float, float]]) -> None:
        """A text that pdfium leaves out, one character as often as there are boxes, set as another text is."""
        self._add(key, self.looks[like], self.axes[like], len(boxes))
        self.chars += char * len(boxes)
        for column, sides in zip((self.x0, self.y0, self.x1, self.y1), zip(*boxes, strict=True), strict=True):
            column += sides

    def widen(self, number: int, runs: Sequence[tuple[int, int]]) -> None:
        """Repeat characters of a level text behind themselves: pairs of a place and how often. Its characters are put
        behind all others."""
        start, stop = self.starts[number], self.stops[number]
        self.starts[number] = len(self.chars)
        for place, times in (*runs, (stop - 1, 0)):
            for column in (self.chars, self.x0, self.y0, self.x1, self.y1):
                column += column[start : place + 1]  # type: ignore[operator]
            wide = self.x1[place] - self.x0[place]
            for n in range(times):
                left = self.x1[place] + n * wide
                self.chars.append(self.chars[place])
                sides = left, self.y0[place], left + wide, self.y1[place]
                for column, side in zip((self.x0, self.y0, self.x1, self.y1), sides, strict=True):
                    column.append(side)
            start = place + 1
        self.stops[number] = len(self.chars)

    def _add(self, key: int, look: Look, axis: float, count: int) -> None:
        """A new text, whose characters will be put behind all others."""
        self.known[key] = len(self.looks)
        self.looks.append(look)
        self.axes.append(axis)
        self.starts.append(len(self.chars))
        self.stops.append(len(self.chars) + count)

    def box(self, place: int) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of what stands at a place of the columns."""
        return self.x0[place], self.y0[place], self.x1[place], self.y1[place]

    def draw(self, numbers: Sequence[int], clip: Box | None = None) -> None:
        """Put the glyphs of these texts behind those that are drawn already. What is outside of ``clip`` is hidden."""
        drawn, styles, starts, stops = self._drawn, self._styles, self.starts, self.stops
        for number in numbers:
            look, start, count = self.looks[number], starts[number], stops[number] - starts[number]
            room = MAX_GLYPHS - len(drawn)
            if count > room:
                self.canvas.note("too-many-glyphs", MAX_GLYPHS)
                count = room
            drawn += range(start, start + count)
            styles += [look.number] * count
            if look.white:
                seen = [self._painted(place) for place in range(start, start + count)]
                styles[len(styles) - count :] = [look.number if one else self._hidden(look.number) for one in seen]
            for n in range(len(styles) - count, len(styles)) if clip else ():
                if not self._within(drawn[n], clip):
                    styles[n] = self._hidden(styles[n])

    def _painted(self, place: int) -> bool:
        return self.canvas.painted((self.x0[place] + self.x1[place]) / 2, (self.y0[place] + self.y1[place]) / 2)

    def _within(self, place: int, clip: Box | None) -> bool:
        x0, y0, x1, y1 = self.box(place)
        return clip is None or (clip.x0 <= (x0 + x1) / 2 <= clip.x1 and clip.y0 <= (y0 + y1) / 2 <= clip.y1)

    def done(self) -> None:
        """Put what was drawn on the canvas."""
        canvas = self.canvas
        if not self._drawn:
            return
        (canvas.chars,) = map(list, picked(self._drawn, self.chars))
        sides = [*map(list, picked(self._drawn, self.x0, self.y0, self.x1, self.y1))]
        canvas.x0, canvas.y0, canvas.x1, canvas.y1 = x0, y0, x1, y1 = sides
        canvas.style = self._styles
        for low, high, limit in ((x0, x1, canvas.width), (y0, y1, canvas.height)):
            if min(low) < 0 or min(high) < 0 or max(low) > limit or max(high) > limit:
                for n, (one, two) in enumerate(zip(low, high, strict=True)):
                    if not 0 <= one + two <= 2 * limit:
                        self._styles[n] = self._hidden(self._styles[n])

    def _hidden(self, style: int) -> int:
        """The style of what nobody can see."""
        return self.canvas.style_index(self.canvas.styles[style]._replace(hidden=True, layer=False))
