"""The quick engine: pypdfium2, from the extra ``cntextfix[pdfium]``. Ten times as fast in reading as pdfminer.

pdfium hands out the characters of a page with their origins and advances. It has already left out some copies of
overprinted text; the others are found by the layout as on any page.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING, Any

from cntextfix.errors import SourceError
from cntextfix.geometry import Box, FigureKind, Style
from cntextfix.sources.pdf.engine import Canvas, RawPage, white
from cntextfix.sources.pdf.fonts import UNREADABLE, plain_name
from cntextfix.sources.pdf.matrix import ASCENT, DESCENT, IDENTITY, Matrix, area, displayed, multiply, transform

if TYPE_CHECKING:
    import pypdfium2

_LOCK = Lock()
"""pdfium is not thread safe; one page is read at a time."""
MAX_FORMS = 20


class PdfiumEngine:
    """See ``Engine``."""

    def __init__(self, data: bytes, password: str = "") -> None:
        try:
            import pypdfium2
            from pypdfium2 import raw
        except ImportError:
            raise SourceError("the pdfium engine is not installed: pip install 'cntextfix[pdfium]'") from None
        self._raw: Any = raw
        with _LOCK:
            try:
                self._document = pypdfium2.PdfDocument(data, password=password or None)
                self._count = len(self._document)
            except pypdfium2.PdfiumError as error:
                raise SourceError(_letter(str(error), bool(password))) from None
        if not self._count:
            raise SourceError("this PDF has no readable page: repair it, for instance with qpdf")

    def __len__(self) -> int:
        return self._count

    def close(self) -> None:
        """Let go of the document."""
        with _LOCK:
            self._document.close()

    def page(self, index: int, first: int) -> RawPage:
        import pypdfium2

        with _LOCK:
            try:
                page = self._document[index]
            except pypdfium2.PdfiumError:
                canvas = Canvas(612.0, 792.0)
                canvas.note("damaged-page", "PdfiumError")
                return canvas.page(first)
            try:
                return _Reader(self._raw, page).read().page(first)
            finally:
                page.close()


def _letter(error: str, given: bool) -> str:
    if "assword" in error:
        if given:
            return "this PDF is encrypted and the password does not open it: give the right one with --password"
        return "this PDF is encrypted: give its password with --password"
    return f"this PDF is damaged and cannot be opened ({error}): repair it, for instance with qpdf"


class _Reader:
    """Reads one page."""

    def __init__(self, raw: Any, page: pypdfium2.PdfPage) -> None:
        self.raw, self.handle = raw, page.raw
        box = raw.FS_RECTF()
        if not raw.FPDF_GetPageBoundingBox(self.handle, box):
            box = raw.FS_RECTF(0, 792, 612, 0)
        rotate = 90 * raw.FPDFPage_GetRotation(self.handle)
        self.matrix, width, height = displayed((box.left, box.bottom, box.right, box.top), rotate)
        self.canvas = Canvas(width, height)
        self._found = raw.FS_MATRIX()
        self._parts = [ctypes.c_uint() for _ in range(4)]
        self._looks: dict[tuple[object, ...], _Look] = {}

    def read(self) -> Canvas:
        """All figures, then all glyphs."""
        count = self.raw.FPDFPage_CountObjects(self.handle)
        self._figures([self.raw.FPDFPage_GetObject(self.handle, n) for n in range(count)], self.matrix, 0)
        text = self.raw.FPDFText_LoadPage(self.handle)
        if text:
            try:
                self._glyphs(text)
            finally:
                self.raw.FPDFText_ClosePage(text)
        else:
            self.canvas.note("damaged-page", "text")
        return self.canvas

    def _glyphs(self, text: Any) -> None:
        """Put all characters on the canvas. What the characters of one text object share is asked for once."""
        raw, canvas = self.raw, self.canvas
        unicode_of, box_of, object_of = (
            raw.FPDFText_GetUnicode,
            raw.FPDFText_GetLooseCharBox,
            raw.FPDFText_GetTextObject,
        )
        address, box = ctypes.addressof, raw.FS_RECTF()
        last, look = 0, None
        low = high = 0.0
        dx, dy = self.matrix[4:]
        origin_of, at_x, at_y = raw.FPDFText_GetCharOrigin, ctypes.c_double(), ctypes.c_double()
        for i in range(raw.FPDFText_CountChars(text)):
            handle = object_of(text, i)
            if not handle:
                continue  # a space or line end that pdfium made up
            code = unicode_of(text, i)
            if code < 33 or code > 0xDFFF:
                code = self._odd(text, i, code)
                if code < 0:
                    continue
            key = address(handle.contents)
            if key != last or look is None:
                if canvas.full():
                    return
                last, look = key, self._look(text, i, handle)
                low, high = look.low + dy, look.high + dy
            box_of(text, i, box)
            origin_of(text, i, at_x, at_y)
            if look.level:
                x, y = at_x.value + dx, at_y.value
                self._put(chr(code), look, x, y + low, x + box.right - box.left, y + high)
            else:
                self._put(chr(code), look, *self._turned(text, i, look, box))

    def _odd(self, text: Any, i: int, code: int) -> int:
        """What stands for a character beyond the usual ranges: itself, U+FFFD if it cannot be known, -1 for none."""
        if self.raw.FPDFText_IsGenerated(text, i) == 1:
            return -1
        if code == 0 or self.raw.FPDFText_HasUnicodeMapError(text, i) == 1:
            return ord(UNREADABLE)
        return code if code >= 32 else -1

    def _turned(self, text: Any, i: int, look: _Look, box: Any) -> Box:
        """The em box of a character that is not upright on the page."""
        x, y = ctypes.c_double(), ctypes.c_double()
        self.raw.FPDFText_GetCharOrigin(text, i, x, y)
        px, py = transform(self.matrix, x.value, y.value)
        loose = area(self.matrix, box.left, box.bottom, box.right, box.top)
        advance = loose.width if abs(look.cos) >= abs(look.sin) else loose.height
        em, cos, sin = look.style.size, look.cos, look.sin
        corners = [(a, b) for a in (0.0, advance) for b in (DESCENT * em, ASCENT * em)]
        return _around([(px + a * cos - b * sin, py + a * sin + b * cos) for a, b in corners])

    def _put(self, char: str, look: _Look, x0: float, y0: float, x1: float, y1: float) -> None:
        canvas, style = self.canvas, look.number
        inside = x0 + x1 >= 0 and y0 + y1 >= 0 and x0 + x1 <= 2 * canvas.width and y0 + y1 <= 2 * canvas.height
        if not inside or (look.white and not canvas.painted((x0 + x1) / 2, (y0 + y1) / 2)):
            style = canvas.style_index(look.style._replace(hidden=True))
        canvas.chars.append(char)
        canvas.x0.append(x0)
        canvas.y0.append(y0)
        canvas.x1.append(x1)
        canvas.y1.append(y1)
        canvas.style.append(style)

    def _look(self, text: Any, i: int, handle: Any) -> _Look:
        """What the characters of one text object share."""
        raw, found, parts = self.raw, self._found, self._parts
        raw.FPDFText_GetMatrix(text, i, found)
        a, b, c, d, _, _ = multiply((found.a, found.b, found.c, found.d, 0.0, 0.0), (*self.matrix[:4], 0.0, 0.0))
        em = round(raw.FPDFText_GetFontSize(text, i) * math.hypot(c, d), 3)
        raw.FPDFText_GetFillColor(text, i, *parts)
        color = (parts[0].value, parts[1].value, parts[2].value)
        font = raw.FPDFTextObj_GetFont(handle)
        key = (
            ctypes.addressof(font.contents) if font else 0,
            em,
            color,
            a,
            b,
            raw.FPDFTextObj_GetTextRenderMode(handle),
        )
        known = self._looks.get(key)
        if known is None:
            shade = tuple(round(value / 255, 3) for value in color)
            turn = round(math.degrees(math.atan2(b, a)), 1)
            style = Style(self._font_name(text, i), em, shade, turn, False, key[-1] in (3, 7))
            length = math.hypot(a, b) or 1.0
            known = _Look(style, self.canvas.style_index(style), a / length, b / length, white(shade))
            known.level = known.cos > 0.9999 and self.matrix[:4] == IDENTITY[:4]
            known.low, known.high = DESCENT * em, ASCENT * em
            self._looks[key] = known
        return known

    def _font_name(self, text: Any, i: int) -> str:
        buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
        length = self.raw.FPDFText_GetFontInfo(text, i, buffer, 256, flags)
        return plain_name(buffer.raw[: max(0, min(length, 256) - 1)])

    def _figures(self, objects: list[Any], matrix: Matrix, depth: int) -> None:
        raw = self.raw
        for one in objects:
            kind = raw.FPDFPageObj_GetType(one)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(one, matrix)
            elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
                image = kind == raw.FPDF_PAGEOBJ_IMAGE
                self.canvas.figure(
                    FigureKind.IMAGE if image else FigureKind.FILL, self._bounds(one, matrix), () if image else (0.5,)
                )
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_FORMS:
                count = raw.FPDFFormObj_CountObjects(one)
                inner = multiply(_matrix(raw, one), matrix)
                self._figures([raw.FPDFFormObj_GetObject(one, n) for n in range(count)], inner, depth + 1)

    def _bounds(self, one: Any, matrix: Matrix) -> Box:
        sides = [ctypes.c_float() for _ in range(4)]
        self.raw.FPDFPageObj_GetBounds(one, *sides)
        left, bottom, right, top = (s.value for s in sides)
        return area(matrix, left, bottom, right, top)

    def _path(self, one: Any, matrix: Matrix) -> None:
        raw = self.raw
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(one, filled, stroked)
        if not filled.value and not stroked.value:
            return
        rects: list[list[tuple[float, float]]] = []
        rest: list[list[tuple[float, float]]] = []
        for points in self._subpaths(one, multiply(_matrix(raw, one), matrix)):
            (rects if _rectangle(points) else rest).append(points)
        boxes = [_around(points) for points in rects]
        if filled.value:
            parts = [ctypes.c_uint() for _ in range(4)]
            raw.FPDFPageObj_GetFillColor(one, *parts)
            color = tuple(round(p.value / 255, 3) for p in parts[:3])
            for box in [*boxes, *([_around([p for points in rest for p in points])] if rest else [])]:
                self.canvas.figure(FigureKind.FILL, box, color)
        if stroked.value:
            for box in boxes:
                self.canvas.figure(FigureKind.FRAME if min(box.width, box.height) > 3 else FigureKind.RULE, box)
            for points in rest:
                for (x0, y0), (x1, y1) in pairwise(points):
                    if abs(x0 - x1) < 0.5 or abs(y0 - y1) < 0.5:
                        self.canvas.figure(FigureKind.RULE, _around([(x0, y0), (x1, y1)]))

    def _subpaths(self, one: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
        raw = self.raw
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        for n in range(raw.FPDFPath_CountSegments(one)):
            segment = raw.FPDFPath_GetPathSegment(one, n)
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
                yield points
                points = []
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            points.append(transform(matrix, x.value, y.value))
        if points:
            yield points


class _Look:
    """Style and direction of text objects; ``level`` if it is upright, ``low`` and ``high`` the em box
    about its baseline."""

    __slots__ = ("cos", "high", "level", "low", "number", "sin", "style", "white")

    def __init__(self, style: Style, number: int, cos: float, sin: float, white: bool) -> None:
        self.style, self.number, self.cos, self.sin, self.white = style, number, cos, sin, white
        self.level, self.low, self.high = False, 0.0, 0.0


def _matrix(raw: Any, one: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(one, found):
        return IDENTITY
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _rectangle(points: list[tuple[float, float]]) -> bool:
    if len(points) not in (4, 5):
        return False
    return all(abs(x0 - x1) < 0.1 or abs(y0 - y1) < 0.1 for (x0, y0), (x1, y1) in pairwise(points))
