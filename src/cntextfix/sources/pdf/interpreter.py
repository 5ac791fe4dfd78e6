"""Carries out a page's content stream: text state and matrices in, glyphs and figures on the canvas out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from cntextfix.document.geometry import Box
from cntextfix.sources.pdf.engine import MAX_FORMS, Canvas
from cntextfix.sources.pdf.marked import Spans
from cntextfix.sources.pdf.matrix import Matrix, area, multiply
from cntextfix.sources.pdf.paths import Paths
from cntextfix.sources.pdf.resources import Resources, XObject
from cntextfix.sources.pdf.state import GraphicsState, floats, matrix, meet
from cntextfix.sources.pdf.texts import TextOperators
from cntextfix.sources.pdf.tokens import Operand, operations

_MAX_OPERATIONS = 3_000_000
"""Operators carried out for one page at most (about 6 s); the fullest pages measured have 300,000."""
MAX_RUNS = 20_000
"""Forms carried out for one page at most (2 s); maps draw each of their signs as one, 3,000 in all."""
_MAX_SAVED = 1_000
"""Graphics states saved at most; programs nest 30. Deeper ones are counted only, so that each ``Q`` finds its ``q``."""
_Operator: TypeAlias = Callable[[GraphicsState, list[Operand]], None]


class Interpreter:
    """Runs content streams on a canvas. ``budget`` operators are left to all of a page's streams together."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.budget = _MAX_OPERATIONS
        self._forms: list[int] = []
        self._runs = MAX_RUNS

    def run(self, data: bytes, resources: Resources, ctm: Matrix, clip: Box | None = None) -> None:
        """Carry out one content stream. ``ctm`` leads from its space to the displayed page."""
        page = Box(0.0, 0.0, self.canvas.width, self.canvas.height)
        state = GraphicsState(ctm, clip or page)
        self._run(data, resources, state)

    def _run(self, data: bytes, resources: Resources, state: GraphicsState) -> None:
        stream = _Stream(self, resources, state)
        operators = stream.operators
        for word, operands in operations(data):
            self.budget -= 1
            if self.budget < 0:
                self.canvas.note("too-long", _MAX_OPERATIONS)
                return
            act = operators.get(word)
            if act is None:
                continue
            try:
                act(stream.state, operands)
            except (ValueError, TypeError, IndexError, OverflowError):
                self.canvas.note("damaged-operator", word)
            if self.canvas.full():
                return

    def form(self, found: XObject, resources: Resources, state: GraphicsState) -> None:
        """Carry out a Form XObject in place."""
        if found.form is None or self.budget < 0:
            return
        if found.key in self._forms:
            self.canvas.note("endless-form", found.key)
            return
        if self._runs <= 0 or len(self._forms) >= MAX_FORMS:
            self.canvas.note("too-many-forms", found.key)
            return
        self._runs -= 1
        self._forms.append(found.key)
        try:
            data, whole = found.form()
            if not whole:
                self.canvas.note("damaged-content", found.key)
            self._run(data, found.resources or resources, state)
        finally:
            self._forms.pop()


class _Stream:
    """One content stream under way: its state and saved states."""

    def __init__(self, interpreter: Interpreter, resources: Resources, state: GraphicsState) -> None:
        self.interpreter, self.resources, self.state = interpreter, resources, state
        self.saved: list[GraphicsState] = []
        self.deeper = 0
        self.paths = Paths(interpreter.canvas)
        self.operators = self._table()

    def _table(self) -> dict[str, _Operator]:
        texts, paths = TextOperators(self.interpreter.canvas, self.resources), self.paths
        marked = Spans(self.interpreter.canvas)
        return {
            "q": self.save, "Q": self.restore, "cm": self.concat, "gs": self.extended, "Do": self.do,
            "g": self.gray, "rg": self.rgb, "k": self.cmyk, "cs": self.set_space, "sc": self.color, "scn": self.color,
            "BT": texts.begin, "Tf": texts.set_font, "Td": texts.move, "TD": texts.move_leading,
            "Tm": texts.set_matrix, "T*": texts.next_line, "Tc": texts.set_char_space, "Tw": texts.set_word_space,
            "Tz": texts.set_scale, "TL": texts.set_leading, "Ts": texts.set_rise, "Tr": texts.set_mode,
            "Tj": texts.show, "TJ": texts.show_array, "'": texts.line_show, '"': texts.spaced_show,
            "m": paths.move, "l": paths.point, "c": paths.curve, "v": paths.curve, "y": paths.curve, "re": paths.rect,
            "h": paths.close, "S": paths.stroke, "s": paths.close_stroke,
            "f": paths.fill, "F": paths.fill, "f*": paths.fill, "B": paths.fill_stroke, "B*": paths.fill_stroke,
            "b": paths.close_fill_stroke, "b*": paths.close_fill_stroke,
            "BDC": marked.begin, "BMC": marked.begin, "EMC": marked.end,
            "n": paths.end_path, "W": paths.clip, "W*": paths.clip, "sh": paths.shade, "ID": paths.image,
        }  # fmt: skip

    def save(self, state: GraphicsState, _: list[Operand]) -> None:
        if len(self.saved) < _MAX_SAVED:
            self.saved.append(replace(state))
        else:
            self.deeper += 1
            self.interpreter.canvas.note("too-deep", _MAX_SAVED)

    def restore(self, state: GraphicsState, _: list[Operand]) -> None:
        if self.deeper:
            self.deeper -= 1
        elif self.saved:
            self.state = self.saved.pop()

    def concat(self, state: GraphicsState, operands: list[Operand]) -> None:
        state.ctm = multiply(matrix(operands), state.ctm)

    def extended(self, state: GraphicsState, operands: list[Operand]) -> None:
        found = self.resources.state_font(str(operands[-1]))
        if found:
            state.font, state.size = found

    def gray(self, state: GraphicsState, operands: list[Operand]) -> None:
        state.fill, state.space = tuple(floats(operands, 1)), "DeviceGray"

    def rgb(self, state: GraphicsState, operands: list[Operand]) -> None:
        state.fill, state.space = tuple(floats(operands, 3)), "DeviceRGB"

    def cmyk(self, state: GraphicsState, operands: list[Operand]) -> None:
        state.fill, state.space = tuple(floats(operands, 4)), "DeviceCMYK"

    def set_space(self, state: GraphicsState, operands: list[Operand]) -> None:
        state.space = self.resources.color_space(str(operands[-1]))
        state.fill = (0.0, 0.0, 0.0, 1.0) if state.space == "DeviceCMYK" else (0.0,)

    def color(self, state: GraphicsState, operands: list[Operand]) -> None:
        values = tuple(v for v in operands if isinstance(v, float))
        if state.space in ("Separation", "DeviceN") and values:
            values = (1.0 - max(values),)  # tint 0 is no ink
        elif state.space not in ("DeviceGray", "DeviceRGB", "DeviceCMYK") or len(values) not in (1, 3, 4):
            values = (0.0,)
        state.fill = values

    def do(self, state: GraphicsState, operands: list[Operand]) -> None:
        found = self.resources.xobject(str(operands[-1]))
        if found is None:
            return
        if found.form is None:
            self.paths.image(state, operands)
            return
        inner = replace(state, ctm=multiply(found.matrix, state.ctm))
        if found.box:
            inner.clip = meet(inner.clip, area(inner.ctm, *found.box))
        self.interpreter.form(found, self.resources, inner)
