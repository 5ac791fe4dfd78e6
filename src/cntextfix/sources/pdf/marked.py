"""Marked content that says what its glyphs stand for (``ActualText``), as programs write it that draw Han of which
their fonts know no character: Chrome, Google Docs, Canva."""

from __future__ import annotations

from cntextfix.sources.pdf.engine import Canvas
from cntextfix.sources.pdf.fonts import UNREADABLE
from cntextfix.sources.pdf.state import GraphicsState
from cntextfix.sources.pdf.tokens import Operand

_MAX_DEPTH = 1_000
"""Stretches inside one another that are told apart at most; programs nest 10. Deeper ones are counted only. Chosen."""


class Spans:
    """The stretches of marked content of one stream that are open: where each began, and the text it stands for."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._open: list[tuple[int, str]] = []
        self._deeper = 0

    def begin(self, state: GraphicsState, operands: list[Operand]) -> None:
        """``BDC`` or ``BMC``: a stretch begins."""
        if len(self._open) >= _MAX_DEPTH:
            self._deeper += 1
            return
        known = operands[-1] if operands else None
        text = known.get("ActualText") if isinstance(known, dict) else None
        self._open.append((len(self._canvas.chars), _decoded(text) if isinstance(text, bytes) else ""))

    def end(self, state: GraphicsState, _: list[Operand]) -> None:
        """``EMC``: the last stretch ends. Glyphs that say what they are stay as they are: a text that stands for many
        of them need not be what is drawn."""
        if self._deeper:
            self._deeper -= 1
        elif self._open:
            start, text = self._open.pop()
            if not text or len(self._canvas.chars) - start != len(text):
                return
            drawn = self._canvas.chars[start:]
            if UNREADABLE in drawn:
                pairs = zip(drawn, text, strict=True)
                self._canvas.chars[start:] = [told if char == UNREADABLE else char for char, told in pairs]


def _decoded(data: bytes) -> str:
    """A text string of a PDF; empty if a character of it is damaged, or is none.

    >>> _decoded(bytes.fromhex("FEFF53CA")), _decoded(bytes.fromhex("FEFF53CA65")), _decoded(bytes.fromhex("FEFF0000"))
    ('及', '', '')
    """
    wide = data[:2] in (b"\xfe\xff", b"\xff\xfe")
    encoding = "utf-16" if wide else "utf-8-sig" if data[:3] == b"\xef\xbb\xbf" else "latin-1"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return ""
    return text if text.isprintable() else ""
