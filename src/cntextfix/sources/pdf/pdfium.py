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
        raw, canvas, number = self.raw, self.canvas, ctypes.c_double
        x, y, box = number(), number(), raw.FS_RECTF()
        looks: dict[int, _Look] = {}
        for i in range(raw.FPDFText_CountChars(text)):
            handle = raw.FPDFText_GetTextObject(text, i)
            if not handle or raw.FPDFText_IsGenerated(text, i) == 1:
                continue  # a space or line end that pdfium made up
            if canvas.full():
                return
            key = ctypes.addressof(handle.contents)
            look = looks.get(key)
            if look is None:
                look = looks[key] = self._look(text, i, handle)
            code = raw.FPDFText_GetUnicode(text, i)
            char = chr(code) if code and raw.FPDFText_HasUnicodeMapError(text, i) != 1 else UNREADABLE
            if char < " ":
                continue
            raw.FPDFText_GetCharOrigin(text, i, x, y)
            raw.FPDFText_GetLooseCharBox(text, i, box)
            self._put(char, look, transform(self.matrix, x.value, y.value), box)

    def _put(self, char: str, look: _Look, origin: tuple[float, float], box: Any) -> None:
        canvas = self.canvas
        loose = area(self.matrix, box.left, box.bottom, box.right, box.top)
        em = look.style.size
        if look.style.vertical:
            found = loose
        else:
            advance = loose.x1 - loose.x0 if abs(look.cos) >= abs(look.sin) else loose.y1 - loose.y0
            (px, py), cos, sin = origin, look.cos, look.sin
            xs = [px + a * cos - b * sin for a in (0.0, advance) for b in (DESCENT * em, ASCENT * em)]
            ys = [py + a * sin + b * cos for a in (0.0, advance) for b in (DESCENT * em, ASCENT * em)]
            found = Box(min(xs), min(ys), max(xs), max(ys))
        cx, cy = (found.x0 + found.x1) / 2, (found.y0 + found.y1) / 2
        inside = 0 <= cx <= canvas.width and 0 <= cy <= canvas.height
        seen = inside and not (look.white and not canvas.painted(cx, cy))
        canvas.chars.append(char)
        canvas.x0.append(found.x0)
        canvas.y0.append(found.y0)
        canvas.x1.append(found.x1)
        canvas.y1.append(found.y1)
        canvas.style.append(look.number if seen else canvas.style_index(look.style._replace(hidden=True)))

    def _look(self, text: Any, i: int, handle: Any) -> _Look:
        """What the characters of one text object share."""
        raw = self.raw
        found = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text, i, found)
        a, b, c, d, _, _ = multiply((found.a, found.b, found.c, found.d, 0.0, 0.0), (*self.matrix[:4], 0.0, 0.0))
        em = raw.FPDFText_GetFontSize(text, i) * math.hypot(c, d)
        buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
        length = raw.FPDFText_GetFontInfo(text, i, buffer, 256, flags)
        name = plain_name(buffer.raw[: max(0, min(length, 256) - 1)])
        parts = [ctypes.c_uint() for _ in range(4)]
        raw.FPDFText_GetFillColor(text, i, *parts)
        color = tuple(round(p.value / 255, 3) for p in parts[:3])
        mode = raw.FPDFTextObj_GetTextRenderMode(handle)
        length_ = math.hypot(a, b) or 1.0
        turn = round(math.degrees(math.atan2(b, a)), 1)
        style = Style(name, round(em, 3), color, turn, False, mode in (3, 7))
        return _Look(style, self.canvas.style_index(style), a / length_, b / length_, white(color))

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
    """Style and direction of one text object."""

    __slots__ = ("cos", "number", "sin", "style", "white")

    def __init__(self, style: Style, number: int, cos: float, sin: float, white: bool) -> None:
        self.style, self.number, self.cos, self.sin, self.white = style, number, cos, sin, white


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
