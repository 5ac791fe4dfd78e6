"""Carries out a page's content stream: text state and matrices in, glyphs and figures on the canvas out."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from cntextfix.geometry import Box, FigureKind, Style
from cntextfix.sources.pdf.engine import Canvas, white
from cntextfix.sources.pdf.fonts import Font
from cntextfix.sources.pdf.matrix import ASCENT, DESCENT, IDENTITY, Matrix, area, multiply, transform
from cntextfix.sources.pdf.resources import Resources
from cntextfix.sources.pdf.tokens import Operand, operations

MAX_FORMS = 20
"""Form XObjects nested deeper than this are a loop."""
MAX_OPERATIONS = 3_000_000
"""Operators carried out for one page at most (about 6 s); the fullest pages measured have 300,000."""
MAX_SAVED = 1_000
BIG = 1e7


@dataclass(slots=True)
class _State:
    """The graphics state, as far as text and figures need it; ``q`` copies it."""

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


class Interpreter:
    """Runs content streams on a canvas. ``budget`` operators are left to all of a page's streams together."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.budget = MAX_OPERATIONS
        self._forms: list[int] = []

    def run(self, data: bytes, resources: Resources, ctm: Matrix, clip: Box | None = None) -> None:
        """Carry out one content stream. ``ctm`` leads from its space to the displayed page."""
        page = Box(0.0, 0.0, self.canvas.width, self.canvas.height)
        state = _State(ctm, clip or page)
        self._run(data, resources, state)

    def _run(self, data: bytes, resources: Resources, state: _State) -> None:
        stream = _Stream(self, resources, state)
        operators = stream.operators
        for word, operands in operations(data):
            self.budget -= 1
            if self.budget < 0:
                self.canvas.note("too-long", MAX_OPERATIONS)
                return
            act = operators.get(word)
            if act is None:
                continue
            try:
                act(operands)
            except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
                self.canvas.note("damaged-operator", word)
            if self.canvas.full():
                return

    def form(self, key: int, data: bytes, resources: Resources, state: _State) -> None:
        """Carry out a Form XObject in place."""
        if key in self._forms or len(self._forms) >= MAX_FORMS:
            self.canvas.note("endless-form")
            return
        self._forms.append(key)
        try:
            self._run(data, resources, state)
        finally:
            self._forms.pop()


class _Stream:
    """One content stream under way: its state, saved states and path."""

    def __init__(self, interpreter: Interpreter, resources: Resources, state: _State) -> None:
        self.interpreter, self.resources, self.state = interpreter, resources, state
        self.canvas = interpreter.canvas
        self.saved: list[_State] = []
        self.tm = self.line = IDENTITY
        self.path: list[tuple[float, float]] = []
        self.rects: list[Box] = []
        self.clipping = False
        self._style: tuple[object, ...] = ()
        self._style_index = 0
        self._white = False
        self.operators = self._operators()

    def _operators(self) -> dict[str, Callable[[list[Operand]], None]]:
        return {
            "q": self.save, "Q": self.restore, "cm": self.concat,
            "BT": self.begin, "Tf": self.set_font, "Td": self.move, "TD": self.move_leading, "Tm": self.set_matrix,
            "T*": self.next_line, "Tc": self.set_char_space, "Tw": self.set_word_space, "Tz": self.set_scale,
            "TL": self.set_leading, "Ts": self.set_rise, "Tr": self.set_mode,
            "Tj": self.show, "TJ": self.show_array, "'": self.line_show, '"': self.spaced_show,
            "g": self.gray, "rg": self.rgb, "k": self.cmyk, "cs": self.set_space, "sc": self.color, "scn": self.color,
            "m": self.point, "l": self.point, "c": self.curve, "v": self.curve, "y": self.curve, "re": self.rect,
            "S": self.stroke, "s": self.stroke, "f": self.fill, "F": self.fill, "f*": self.fill,
            "B": self.fill_stroke, "B*": self.fill_stroke, "b": self.fill_stroke, "b*": self.fill_stroke,
            "n": self.end_path, "W": self.clip, "W*": self.clip, "sh": self.shade, "Do": self.do, "EI": self.image,
            "ID": self.image, "gs": self.extended,
        }  # fmt: skip

    # graphics state

    def save(self, _: list[Operand]) -> None:
        if len(self.saved) < MAX_SAVED:
            self.saved.append(replace(self.state))

    def restore(self, _: list[Operand]) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def concat(self, operands: list[Operand]) -> None:
        self.state.ctm = multiply(_matrix(operands), self.state.ctm)

    def extended(self, operands: list[Operand]) -> None:
        found = self.resources.state_font(str(operands[-1]))
        if found:
            self.state.font, self.state.size = found

    def gray(self, operands: list[Operand]) -> None:
        self.state.fill, self.state.space = tuple(_floats(operands, 1)), "DeviceGray"

    def rgb(self, operands: list[Operand]) -> None:
        self.state.fill, self.state.space = tuple(_floats(operands, 3)), "DeviceRGB"

    def cmyk(self, operands: list[Operand]) -> None:
        self.state.fill, self.state.space = tuple(_floats(operands, 4)), "DeviceCMYK"

    def set_space(self, operands: list[Operand]) -> None:
        self.state.space = self.resources.color_space(str(operands[-1]))
        self.state.fill = (0.0, 0.0, 0.0, 1.0) if self.state.space == "DeviceCMYK" else (0.0,)

    def color(self, operands: list[Operand]) -> None:
        values = tuple(v for v in operands if isinstance(v, float))
        if self.state.space in ("Separation", "DeviceN") and values:
            values = (1.0 - max(values),)  # tint 0 is no ink
        elif self.state.space not in ("DeviceGray", "DeviceRGB", "DeviceCMYK") or len(values) not in (1, 3, 4):
            values = (0.0,)
        self.state.fill = values

    # text state

    def begin(self, _: list[Operand]) -> None:
        self.tm = self.line = IDENTITY

    def set_font(self, operands: list[Operand]) -> None:
        self.state.font = self.resources.font(str(operands[0]))
        (self.state.size,) = _floats(operands, 1)

    def move(self, operands: list[Operand]) -> None:
        x, y = _floats(operands, 2)
        a, b, c, d, e, f = self.line
        self.tm = self.line = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)

    def move_leading(self, operands: list[Operand]) -> None:
        self.state.leading = -_floats(operands, 2)[1]
        self.move(operands)

    def set_matrix(self, operands: list[Operand]) -> None:
        self.tm = self.line = _matrix(operands)

    def next_line(self, _: list[Operand]) -> None:
        self.move([0.0, -self.state.leading])

    def set_char_space(self, operands: list[Operand]) -> None:
        (self.state.char_space,) = _floats(operands, 1)

    def set_word_space(self, operands: list[Operand]) -> None:
        (self.state.word_space,) = _floats(operands, 1)

    def set_scale(self, operands: list[Operand]) -> None:
        self.state.scale = _floats(operands, 1)[0] / 100

    def set_leading(self, operands: list[Operand]) -> None:
        (self.state.leading,) = _floats(operands, 1)

    def set_rise(self, operands: list[Operand]) -> None:
        (self.state.rise,) = _floats(operands, 1)

    def set_mode(self, operands: list[Operand]) -> None:
        self.state.mode = int(_floats(operands, 1)[0])

    # showing text

    def show(self, operands: list[Operand]) -> None:
        self.show_array([operands[-1:]])

    def line_show(self, operands: list[Operand]) -> None:
        self.next_line([])
        self.show(operands)

    def spaced_show(self, operands: list[Operand]) -> None:
        self.state.word_space, self.state.char_space = _floats(operands[:2], 2)
        self.line_show(operands)

    def show_array(self, operands: list[Operand]) -> None:
        """Put the glyphs of strings on the canvas; numbers between them move the pen back, in thousandths of the em."""
        state, font, parts = self.state, self.state.font, operands[-1]
        if font is None or not isinstance(parts, list):
            return
        size, vertical = state.size, font.vertical
        a, b, c, d, e, f = multiply(self.tm, state.ctm)
        scale = state.scale
        em = abs(size * font.scale) * math.hypot(c, d)
        if not 0 < em < BIG:
            return
        place = _Place.of(a, b, c, d, size * font.scale, scale, vertical)
        pen = 0.0  # along the line, in text space units
        char_space, word_space, rise = state.char_space, state.word_space, state.rise
        style = self._style_of(font, em, math.degrees(math.atan2(b, a)) if (b or a < 0) else 0.0)
        put = self._put
        for part in parts:
            if isinstance(part, float):
                pen -= part * 0.001 * size
            elif isinstance(part, bytes):
                for code in font.codes(part):
                    tx, ty = (0.0, pen + rise) if vertical else (pen * scale, rise)
                    advance = code.advance * size
                    put(code.text, tx * a + ty * c + e, tx * b + ty * d + f, advance, place, style)
                    pen += advance + (-char_space if vertical else char_space)
                    if code.space:
                        pen += -word_space if vertical else word_space
        shift = (0.0, pen) if vertical else (pen * scale, 0.0)
        ta, tb, tc, td, te, tf = self.tm
        self.tm = (ta, tb, tc, td, shift[0] * ta + shift[1] * tc + te, shift[0] * tb + shift[1] * td + tf)

    def _put(self, text: str, x: float, y: float, advance: float, place: _Place, style: int) -> None:
        """One glyph, by the place of its origin; ligatures share their box out among their characters."""
        canvas = self.canvas
        dx, dy = advance * place.along_x, advance * place.along_y
        x0, x1 = (x + place.left, x + dx + place.right) if dx >= 0 else (x + dx + place.left, x + place.right)
        y0, y1 = (y + place.low, y + dy + place.high) if dy >= 0 else (y + dy + place.low, y + place.high)
        if not (max(x1, y1) < BIG and min(x0, y0) > -BIG):
            return
        clip, cx, cy = self.state.clip, (x0 + x1) / 2, (y0 + y1) / 2
        if not (clip.x0 <= cx <= clip.x1 and clip.y0 <= cy <= clip.y1) or (self._white and not canvas.painted(cx, cy)):
            style = canvas.style_index(canvas.styles[style]._replace(hidden=True))
        for n, char in enumerate(text) if len(text) > 1 else ((0, text),):
            canvas.chars.append(char)
            canvas.x0.append(x0 + dx * n / len(text) if n else x0)
            canvas.x1.append(x1 if n == len(text) - 1 else x1 - dx * (len(text) - 1 - n) / len(text))
            canvas.y0.append(y0)
            canvas.y1.append(y1)
            canvas.style.append(style)

    def _style_of(self, font: Font, em: float, turn: float) -> int:
        key = (font, em, turn, self.state.fill, self.state.mode)
        if key != self._style:
            self._style = key
            self._white = white(self.state.fill)
            self._style_index = self.canvas.style_index(
                Style(
                    font.name, round(em, 3), self.state.fill, round(turn, 1), font.vertical, self.state.mode in (3, 7)
                )
            )
        return self._style_index

    # figures

    def point(self, operands: list[Operand]) -> None:
        x, y = _floats(operands, 2)
        if len(self.path) < MAX_OPERATIONS:
            self.path.append(transform(self.state.ctm, x, y))

    def curve(self, operands: list[Operand]) -> None:
        values = [v for v in operands if isinstance(v, float)]
        self.path += [transform(self.state.ctm, x, y) for x, y in zip(values[::2], values[1::2], strict=False)]

    def rect(self, operands: list[Operand]) -> None:
        x, y, w, h = _floats(operands, 4)
        self.rects.append(area(self.state.ctm, x, y, x + w, y + h))

    def _boxes(self) -> Iterator[Box]:
        yield from self.rects
        if self.path:
            xs, ys = [p[0] for p in self.path], [p[1] for p in self.path]
            yield Box(min(xs), min(ys), max(xs), max(ys))

    def stroke(self, _: list[Operand]) -> None:
        if len(self.path) > 2 and not self.rects:
            self._outline()
        else:
            for box in self._boxes():
                self._add(FigureKind.FRAME if min(box.width, box.height) > 3 else FigureKind.RULE, box)
        self.end_path([])

    def _outline(self) -> None:
        """A stroked path of several points: a rule wherever it runs straight."""
        for (x0, y0), (x1, y1) in pairwise(self.path):
            if abs(x0 - x1) < 0.5 or abs(y0 - y1) < 0.5:
                self._add(FigureKind.RULE, Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def fill(self, _: list[Operand]) -> None:
        for box in self._boxes():
            self._add(FigureKind.FILL, box, self.state.fill)
        self.end_path([])

    def fill_stroke(self, operands: list[Operand]) -> None:
        rects, path = self.rects[:], self.path[:]
        self.fill(operands)
        self.rects, self.path = rects, path
        self.stroke(operands)

    def end_path(self, _: list[Operand]) -> None:
        if self.clipping:
            for box in self._boxes():
                self.state.clip = _meet(self.state.clip, box)
        self.path, self.rects, self.clipping = [], [], False

    def clip(self, _: list[Operand]) -> None:
        self.clipping = True

    def shade(self, _: list[Operand]) -> None:
        self._add(FigureKind.FILL, self.state.clip, (0.5,))

    def image(self, _: list[Operand]) -> None:
        self._add(FigureKind.IMAGE, area(self.state.ctm, 0, 0, 1, 1))

    def _add(self, kind: FigureKind, box: Box, color: tuple[float, ...] = ()) -> None:
        box = _meet(box, self.state.clip)
        if box.x0 <= box.x1 and box.y0 <= box.y1:
            self.canvas.figure(kind, box, color)

    def do(self, operands: list[Operand]) -> None:
        found = self.resources.xobject(str(operands[-1]))
        if found is None:
            return
        if found.form is None:
            self.image(operands)
            return
        state = replace(self.state, ctm=multiply(found.matrix, self.state.ctm))
        if found.box:
            state.clip = _meet(state.clip, area(state.ctm, *found.box))
        self.interpreter.form(found.key, found.form(), found.resources or self.resources, state)


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
    def of(cls, a: float, b: float, c: float, d: float, em: float, scale: float, vertical: bool) -> _Place:
        if vertical:  # the origin is in the middle of the top side
            xs, ys = (-0.5 * em * a * scale, 0.5 * em * a * scale), (-0.5 * em * b * scale, 0.5 * em * b * scale)
            return cls(c, d, min(xs), max(xs), min(ys), max(ys))
        xs, ys = (DESCENT * em * c, ASCENT * em * c), (DESCENT * em * d, ASCENT * em * d)
        return cls(a * scale, b * scale, min(xs), max(xs), min(ys), max(ys))


def _meet(one: Box, two: Box) -> Box:
    return Box(max(one.x0, two.x0), max(one.y0, two.y0), min(one.x1, two.x1), min(one.y1, two.y1))


def _floats(operands: list[Operand], count: int) -> list[float]:
    """The last ``count`` operands, which have to be numbers; raises ValueError if they are not."""
    values = [v for v in operands[-count:] if isinstance(v, float)]
    if len(values) != count:
        raise ValueError("a number is missing")
    return values


def _matrix(operands: list[Operand]) -> Matrix:
    a, b, c, d, e, f = _floats(operands, 6)
    return (a, b, c, d, e, f)
