"""The functions of pdfium that are called for every character or object, with plain addresses in place of the typed
pointers of pypdfium2, which cost more than what pdfium does."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import byref, c_char, c_double, c_float, c_int, c_uint, c_void_p
from functools import cache
from struct import Struct
from typing import Any

_DOUBLES, _FLOATS = Struct("=2d"), Struct("=4f")
_LOOK = Struct("=4I4f")
_PLACE = Struct("=2f")


def address(handle: Any) -> int:
    """Where a handle of pypdfium2 points to; 0 for none."""
    return ctypes.cast(handle, c_void_p).value or 0


def argument(address: int) -> Any:
    """An address to be given to functions many times: made an argument once."""
    return c_void_p.from_param(address)


@cache
def _plain(raw: Any, name: str, result: Any, *arguments: Any) -> Any:
    """A function by its address; made once, for that takes as long as 50 calls. It keeps Python's lock: giving it up
    takes longer than what pdfium does.

    Only the types of the first ``arguments`` are named, where they are addresses that change from call to call. The
    others are arguments made beforehand, or small numbers, which ctypes takes for a C int; checking each against a type
    takes as long as the call.
    """
    return ctypes.PYFUNCTYPE(result, *arguments)(address(getattr(raw, name)))


class Calls:
    """Functions of one page's reading; results come as numbers. ``page`` and ``text`` are made by ``argument``, ``one``
    (an object), ``clip`` and ``font`` are addresses, ``i`` and ``n`` count from 0."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self.object_at = _plain(raw, "FPDFPage_GetObject", c_void_p)  # (page, n)
        self.kind_of = _plain(raw, "FPDFPageObj_GetType", c_int, c_void_p)  # (one)
        self.object_of = _plain(raw, "FPDFText_GetTextObject", c_void_p)  # (text, i); None for none
        self.unicode_of = _plain(raw, "FPDFText_GetUnicode", c_uint)  # (text, i)
        self.guessed = _plain(raw, "FPDFText_HasUnicodeMapError", c_int)  # (text, i): 1 if so
        self.size_of = _plain(raw, "FPDFText_GetFontSize", c_double)  # (text, i)
        self.font_of = _plain(raw, "FPDFTextObj_GetFont", c_void_p, c_void_p)  # (one); None for none
        self.mode_of = _plain(raw, "FPDFTextObj_GetTextRenderMode", c_int, c_void_p)  # (one)
        self._box = _plain(raw, "FPDFText_GetLooseCharBox", c_int)
        self._ink = _plain(raw, "FPDFText_GetCharBox", c_int)
        self._origin = _plain(raw, "FPDFText_GetCharOrigin", c_int)
        self._matrix = _plain(raw, "FPDFText_GetMatrix", c_int)
        self._color = _plain(raw, "FPDFText_GetFillColor", c_int)
        self._bounds = _plain(raw, "FPDFPageObj_GetBounds", c_int, c_void_p)
        self.segments_of = _plain(raw, "FPDFPath_CountSegments", c_int, c_void_p)  # (one)
        self.clip_of = _plain(raw, "FPDFPageObj_GetClipPath", c_void_p, c_void_p)  # (one); None for none
        self.clip_paths = _plain(raw, "FPDFClipPath_CountPaths", c_int, c_void_p)  # (clip)
        self.clip_segments = _plain(raw, "FPDFClipPath_CountPathSegments", c_int, c_void_p)  # (clip, n)
        self._segment = _plain(raw, "FPDFPath_GetPathSegment", c_void_p, c_void_p)
        self._clip_segment = _plain(raw, "FPDFClipPath_GetPathSegment", c_void_p, c_void_p)
        self._segment_kind = _plain(raw, "FPDFPathSegment_GetType", c_int, c_void_p)
        self._point = _plain(raw, "FPDFPathSegment_GetPoint", c_int, c_void_p)
        self._width = _plain(raw, "FPDFFont_GetGlyphWidth", c_int, c_void_p, c_uint, c_float)
        self._doubles, self._floats = (c_double * 2)(), (c_float * 4)()
        self._sides = (c_double * 4)()
        self._double_places = [byref(self._doubles, 8 * n) for n in range(2)]
        self._side_places = [byref(self._sides, 8 * n) for n in range(4)]
        self._float_places = [byref(self._floats, 4 * n) for n in range(4)]
        self._facts = (c_char * (_LOOK.size + _PLACE.size))()
        self._color_places, self._matrix_place = [byref(self._facts, 4 * n) for n in range(4)], byref(self._facts, 16)
        self._float_place = self._float_places[0]

    def typed(self, one: int) -> Any:
        """The handle of an object as pypdfium2 wants it."""
        return ctypes.cast(one, self._raw.FPDF_PAGEOBJECT)

    def boxes(self, text: Any) -> Callable[[int], tuple[float, float, float, float]]:
        """What gives the box of each character with its em: left, top, right, bottom."""
        fetch, place, floats, unpack = self._box, self._float_place, self._floats, _FLOATS.unpack

        def box(i: int) -> Any:
            fetch(text, i, place)
            return unpack(floats)

        return box

    def origin(self, text: Any, i: int) -> tuple[float, float]:
        """Where a character is set, x and y."""
        self._origin(text, i, *self._double_places)
        return _DOUBLES.unpack(self._doubles)

    def ink(self, text: Any, i: int) -> tuple[float, float]:
        """From where to where the ink of a character goes, from left to right."""
        self._ink(text, i, *self._side_places)
        return self._sides[0], self._sides[1]

    def look(self, text: Any, i: int) -> bytes:
        """Colour and matrix of a character's text object, packed: to be compared, or read by ``unpacked``."""
        self._color(text, i, *self._color_places)
        self._matrix(text, i, self._matrix_place)
        return self._facts.raw[: _LOOK.size]

    @staticmethod
    def unpacked(look: bytes) -> tuple[tuple[int, int, int], tuple[float, float, float, float]]:
        """Red, green and blue of the filling, 0 to 255; the first four numbers of the matrix."""
        red, green, blue, _, a, b, c, d = _LOOK.unpack(look)
        return (red, green, blue), (a, b, c, d)

    def place(self) -> tuple[float, float]:
        """Where the text object is set of which ``look`` was asked last: the last two numbers of its matrix."""
        return _PLACE.unpack_from(self._facts, _LOOK.size)

    def bounds(self, one: int) -> tuple[float, float, float, float]:
        """The box of an object's ink: left, bottom, right, top."""
        self._bounds(one, *self._float_places)
        return _FLOATS.unpack(self._floats)

    def segment(self, one: int, n: int) -> tuple[int, float, float]:
        """The kind of segment ``n`` of a path, and the point to which it goes, x and y."""
        segment = self._segment(one, n)
        self._point(segment, *self._float_places[:2])
        return self._segment_kind(segment), self._floats[0], self._floats[1]

    def clip_point(self, clip: int, n: int, i: int) -> tuple[float, float]:
        """The point to which segment ``i`` of path ``n`` of a clip goes, x and y."""
        self._point(self._clip_segment(clip, n, i), *self._float_places[:2])
        return self._floats[0], self._floats[1]

    def clip_key(self, clip: int, count: int) -> int:
        """What clips of ``count`` paths share that end with one and the same."""
        return self._clip_segment(clip, count - 1, 0) or 0

    def advance(self, font: int, code: int, size: float) -> float:
        """How far a character leads by its font, in points; 0 if that is unknown."""
        return self._floats[0] if self._width(font, code, size, self._float_place) else 0.0
