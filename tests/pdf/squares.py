"""Pages in an embedded font of squares: every character has an outline of its own size, so that readers which look at
outlines (pdfium does) see them, and a space has none. Set run by run, character by character, across or downwards."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from pdf.draw import ONCE, Shifts, raw_pdf, stream

EM = 1000


def _table(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % 4)


def _square(side: int) -> bytes:
    """A glyph of one contour: a square of this side in the middle of the em box, which hangs 120 below the baseline."""
    low, left = 380 - side // 2, 500 - side // 2
    head = struct.pack(">hhhhh", 1, left, low, left + side, low + side)
    points = struct.pack(">HH4B", 3, 0, 1, 1, 1, 1)
    return head + points + struct.pack(">8h", left, side, 0, -side, low, 0, side, 0)


def font_file(count: int, blank: frozenset[int], wide: frozenset[int] = frozenset()) -> bytes:
    """A TrueType font of glyphs 0 to ``count``, each a square of another size; those in ``blank`` are empty, and those
    in ``wide`` nearly fill their em."""
    sides = [900 if n in wide else 400 + 2 * (n % 200) for n in range(count + 1)]
    glyphs = [b"" if n in blank else _table(_square(side)) for n, side in enumerate(sides)]
    places = [0]
    for glyph in glyphs:
        places.append(places[-1] + len(glyph))
    tables = {
        b"glyf": b"".join(glyphs),
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, EM, 0, 0, 0, -120, 1000, 880, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 880, -120, 0, EM, *[0] * 11, 1),
        b"hmtx": struct.pack(">Hh", EM, 0) + b"\0\0" * count,
        b"loca": struct.pack(f">{len(places)}I", *places),
        b"maxp": struct.pack(">IH13H", 0x10000, count + 1, 4, 1, *[0] * 11),
    }
    out = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 32)
    at = 12 + 16 * len(tables)
    for name, data in sorted(tables.items()):
        out += struct.pack(">4sIII", name, 0, at, len(data))
        at += len(_table(data))
    return out + b"".join(_table(data) for _, data in sorted(tables.items()))


class Squares:
    """A page under construction; lengths in points, ``x`` from the left, ``v`` from the top."""

    def __init__(self, width: float = 420.0, height: float = 595.0, halves: str = "") -> None:
        """``halves`` are characters that lead by half an em, as a space does, and are drawn nearly an em wide."""
        self.width, self.height, self._halves = width, height, {" ", *halves}
        self._codes: dict[str, int] = {}
        self._parts: list[str] = []

    def line(
        self, text: str, x: float, v: float, size: float = 10.0, *, down: bool = False, pitch: float = 1.0,
        shifts: Shifts = ONCE, unit: str = "run",
    ) -> None:  # fmt: skip
        """One line from ``x`` and ``v`` on, to the right or ``down`` (then ``x`` is its middle), a character every
        ``pitch`` em and half as much for a space. Each run up to a space, or each ``char``, is a text of its own, drawn
        once for each shift; so is each space."""
        for part in self._units(text, unit):
            for dx, dy in shifts:
                place = f"{x + dx:.2f} {self.height - v - (0 if down else 0.88 * size) + dy:.2f}"
                codes = self.codes(part)
                space = (1 - pitch if down else pitch - 1) * size
                font = "V" if down else "H"
                self._parts.append(f"BT /{font} {size:g} Tf {space:.3f} Tc 1 0 0 1 {place} Tm <{codes}> Tj ET")
            step = sum((0.5 if char == " " else 1.0) - 1 + pitch for char in part) * size
            x, v = (x, v + step) if down else (x + step, v)

    def codes(self, text: str) -> str:
        """The codes of these characters in the font of the page, as a string of hexadecimal digits."""
        return "".join(f"{self._codes.setdefault(char, len(self._codes) + 1):04X}" for char in text)

    def draw(self, operators: str) -> None:
        """Put operators of any kind into the content; the fonts are called H and V."""
        self._parts.append(operators)

    def _units(self, text: str, unit: str) -> list[str]:
        if unit == "char":
            return list(text)
        runs: list[str] = []
        for char in text:
            if runs and not char.isspace() and not runs[-1][-1].isspace():
                runs[-1] += char
            else:
                runs.append(char)
        return runs

    def shuffled(self, order: Sequence[int]) -> None:
        """Put the texts set so far into another order: ``order`` has an index of each."""
        self._parts = [self._parts[n] for n in order]

    def __len__(self) -> int:
        return len(self._parts)

    def done(self) -> bytes:
        """The finished PDF."""
        blank = frozenset(code for char, code in self._codes.items() if char.isspace())
        wide = frozenset(code for char, code in self._codes.items() if char in self._halves)
        file = font_file(len(self._codes), blank, wide - blank)
        rows = "\n".join(f"<{code:04X}> <{char.encode('utf-16-be').hex()}>" for char, code in self._codes.items())
        table = (
            "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            f"{len(self._codes)} beginbfchar\n{rows}\nendbfchar endcmap end"
        )
        half = "".join(f"{code}[500]" for char, code in self._codes.items() if char in self._halves)
        down = "".join(f"{code}[-500 250 880]" for char, code in self._codes.items() if char == " ")
        font = b"<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Squares/Encoding/Identity-%s/DescendantFonts[9 0 R]" \
            b"/ToUnicode 8 0 R>>"  # fmt: skip
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {self.width:g} {self.height:g}]/Contents 4 0 R" \
            "/Resources<</Font<</H 5 0 R/V 6 0 R>>>>>>"  # fmt: skip
        descendant = (
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Squares/CIDSystemInfo<</Registry(Adobe)"
            "/Ordering(Identity)/Supplement 0>>/FontDescriptor 7 0 R/DW 1000/CIDToGIDMap/Identity"
            f"/W[{half}]/DW2[880 -1000]/W2[{down}]>>"
        )
        return raw_pdf(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                page.encode(),
                stream("\n".join(self._parts).encode()),
                font % b"H",
                font % b"V",
                b"<</Type/FontDescriptor/FontName/AAAAAA+Squares/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0"
                b"/Ascent 880/Descent -120/CapHeight 700/StemV 80/FontFile2 10 0 R>>",
                stream(table.encode()),
                descendant.encode(),
                stream(file, b"/Length1 %d" % len(file)),
            ]
        )
