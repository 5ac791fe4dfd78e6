"""Draws small newspaper pages: a pen that sets lines, columns, pictures and rules, with every kind of overprinting.

Text is set in reportlab's built-in Chinese CID font, of which every PDF reader knows the characters and widths.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import count
from typing import TypeAlias

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

SONG, BOLD = "STSong-Light", "HeiseiKakuGo-W5"
BODY = 10.0
WIDTH, HEIGHT = 420.0, 595.0
Shifts: TypeAlias = Sequence[tuple[float, float]]
ONCE: Shifts = ((0.0, 0.0),)
NO_START = "，。、；：！？”）》"


class Pen:
    """A PDF under construction; lengths in points from the top left corner, v downwards."""

    def __init__(self, width: float = WIDTH, height: float = HEIGHT, password: str = "") -> None:
        for name in (SONG, BOLD):
            pdfmetrics.registerFont(UnicodeCIDFont(name))
        self.width, self.height = width, height
        self._out = BytesIO()
        self.canvas = Canvas(self._out, (width, height), pageCompression=1, invariant=1, encrypt=password or None)

    def line(
        self, text: str, u: float, v: float, size: float = BODY, *, font: str = SONG, spacing: float = 0.0,
        mode: int = 0, shifts: Shifts = ONCE, unit: str = "line",
    ) -> None:  # fmt: skip
        """One line with its top at ``v``, drawn once for each shift: as a whole (``line``), or each ``char``."""
        parts = [text] if unit == "line" else list(text)
        at = u
        for part in parts:
            for du, dv in shifts:
                pen = self.canvas.beginText(at + du, self.height - v - 0.88 * size + dv)
                pen.setFont(font, size)
                pen.setCharSpace(spacing * size)
                pen.setTextRenderMode(mode)
                pen.textOut(part)
                pen.setCharSpace(0)
                pen.setTextRenderMode(0)
                self.canvas.drawText(pen)
            at += pdfmetrics.stringWidth(part, font, size) + spacing * size * len(part)

    @staticmethod
    def wide(text: str, size: float = BODY, font: str = SONG) -> float:
        """How wide a line is."""
        return float(pdfmetrics.stringWidth(text, font, size))

    def rule(self, u0: float, v0: float, u1: float, v1: float) -> None:
        """A thin line."""
        self.canvas.line(u0, self.height - v0, u1, self.height - v1)

    def picture(self, u: float, v: float, width: float, height: float) -> None:
        """A grey area that stands for a photograph."""
        self.canvas.setFillGray(0.6)
        self.canvas.rect(u, self.height - v - height, width, height, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def column(
        self, rows: Sequence[tuple[str, float]], u: float, v: float, leading: float = 1.5, shifts: Shifts = ONCE
    ) -> float:
        """Rows, each a text and its indent in em, from ``v`` downwards; the place below the last one."""
        for text, indent in rows:
            if text:
                self.line(text, u + indent * BODY, v, shifts=shifts)
            v += leading * BODY
        return v

    def turn_page(self) -> None:
        self.canvas.showPage()

    def done(self) -> bytes:
        """The finished PDF."""
        if not self._out.getvalue():
            self.canvas.save()
        return self._out.getvalue()


def broken(paragraphs: Sequence[str], measure: int) -> list[tuple[str, float]]:
    """Paragraphs as rows of ``measure`` em, the first of each indented by 2 em; no row starts with a mark."""
    rows: list[tuple[str, float]] = []
    for paragraph in paragraphs:
        indent, rest = 2, paragraph
        while rest:
            stop, used = 0, 0.0
            while stop < len(rest) and used + (0.5 if rest[stop].isascii() else 1) <= measure - indent:
                used += 0.5 if rest[stop].isascii() else 1
                stop += 1
            full = max(stop, 1)
            while 0 < stop < len(rest) and (
                rest[stop] in NO_START or (rest[stop].isascii() and rest[stop - 1].isascii())
            ):
                stop -= 1
            stop = stop or full  # a stretch of Latin that is longer than the measure is cut
            rows.append((rest[:stop].strip(), indent))
            rest = rest[stop:]
            indent = 0
    return rows


def raw_pdf(objects: Sequence[bytes], version: str = "1.5") -> bytes:
    """A PDF out of numbered objects, the first of which is the catalogue: for what no library would write."""
    out = bytearray(f"%PDF-{version}\n".encode())
    places = []
    for number, body in zip(count(1), objects, strict=False):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start)
    return bytes(out)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), extra, data)


def one_page(content: bytes, *others: bytes, resources: bytes = b"<<>>", extra: bytes = b"") -> bytes:
    """A PDF of one page with this content; ``others`` are objects from number 5 on."""
    return raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources %s%s>>" % (resources, extra),
            stream(content),
            *others,
        ]
    )
