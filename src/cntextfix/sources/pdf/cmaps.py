"""CMaps inside a PDF: ToUnicode tables, and encodings of a font's own, for which pdfminer yields nothing."""

from __future__ import annotations

import re
from bisect import bisect_right

from cntextfix.sources.pdf.fontspec import MAX_CODES

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)(?:end(?:bfchar|bfrange)|\Z)", re.S)
_CODES = re.compile(rb"begin(codespacerange|cidchar|cidrange)(.*?)end(?:codespacerange|cidchar|cidrange)", re.S)
_PART = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\d+)")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_MAX_RANGE = 0x10000
"""Codes of one range read at most: as many as two bytes can name. By definition."""


def unicode_table(data: bytes) -> dict[int, str]:
    """The codes of a ToUnicode CMap with their text.

    >>> unicode_table(b"2 beginbfchar <01> <4E2D> <02> <00660069> endbfchar 1 beginbfrange <03> <04> <6587> endbfrange")
    {1: '中', 2: 'fi', 3: '文', 4: '斈'}
    """
    table: dict[int, str] = {}
    for section in _SECTION.finditer(data):
        if len(table) >= MAX_CODES:
            break
        tokens = [m[2] or m[3] or b"".join(m[1].split()) for m in _HEX.finditer(section[2])]
        if section[1] == b"bfchar":
            for code, text in zip(tokens[::2], tokens[1::2], strict=False):
                if b"[" not in (code, text) and code:
                    table[int(code, 16)] = _utf16(text)
        else:
            _ranges(tokens, table)
    return table


def _ranges(tokens: list[bytes], table: dict[int, str]) -> None:
    at = 0
    room = 2 * MAX_CODES  # ranges may name the same codes again
    while at + 2 < len(tokens) and room > 0 and len(table) < MAX_CODES:
        low, high, text = tokens[at : at + 3]
        at += 3
        if not (low.isalnum() and high.isalnum()):
            continue
        start, stop = int(low, 16), min(int(high, 16), int(low, 16) + _MAX_RANGE)
        room -= max(stop - start, 0)
        if text == b"[":
            for code in range(start, stop + 1):
                if at >= len(tokens) or tokens[at] == b"]":
                    break
                table[code] = _utf16(tokens[at])
                at += 1
            while at < len(tokens) and tokens[at] != b"]":
                at += 1
            at += 1
            continue
        if not text:
            continue
        base = int(text, 16)
        width = len(text) + len(text) % 2
        for n in range(stop - start + 1):
            table[start + n] = _utf16(b"%0*X" % (width, base + n))


def _utf16(digits: bytes) -> str:
    raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    if len(raw) == 1:
        raw = b"\0" + raw
    return raw.decode("utf-16-be", "ignore")


class CodeMap:
    """How the codes of an embedded CMap are cut out of a string, and their CIDs."""

    def __init__(self, spaces: list[tuple[int, int, int]], ranges: list[tuple[int, int, int]]) -> None:
        self._spaces = sorted(spaces)
        self._ranges = sorted(ranges)
        self._starts = [low for low, _, _ in self._ranges]
        self._least = self._spaces[0][0] if self._spaces else 2

    def codes(self, data: bytes) -> list[tuple[int, int, int]]:
        """Code, CID (0 if it has none) and length of every code of a string."""
        out: list[tuple[int, int, int]] = []
        at = 0
        while at < len(data):
            length, code = self._least, int.from_bytes(data[at : at + self._least], "big")
            for size, low, high in self._spaces:
                value = int.from_bytes(data[at : at + size], "big")
                if low <= value <= high and at + size <= len(data):
                    length, code = size, value
                    break
            out.append((code, self._cid(code), length))
            at += length
        return out

    def _cid(self, code: int) -> int:
        n = bisect_right(self._starts, code) - 1
        if n < 0:
            return 0
        low, high, cid = self._ranges[n]
        return cid + code - low if code <= high else 0


def code_map(data: bytes) -> CodeMap:
    """The code map of an embedded CMap; one without ranges takes two bytes a code and knows no CID.

    >>> text = b"1 begincodespacerange <00> <7F> endcodespacerange 1 begincidrange <41> <42> 7 endcidrange"
    >>> code_map(text).codes(b"AB")
    [(65, 7, 1), (66, 8, 1)]
    """
    spaces: list[tuple[int, int, int]] = []
    ranges: list[tuple[int, int, int]] = []
    for section in _CODES.finditer(data):
        parts = [(m[1] is not None, b"".join((m[1] or m[2]).split())) for m in _PART.finditer(section[2])]
        values = [(int(text or b"0", 16) if coded else int(text), (len(text) + 1) // 2) for coded, text in parts]
        if section[1] == b"codespacerange":
            for (low, size), (high, _) in zip(values[::2], values[1::2], strict=False):
                spaces.append((max(1, size), low, high))
        elif section[1] == b"cidchar":
            ranges += [(code, code, cid) for (code, _), (cid, _) in zip(values[::2], values[1::2], strict=False)]
        else:
            triples = zip(values[::3], values[1::3], values[2::3], strict=False)
            ranges += [(low, high, cid) for (low, _), (high, _), (cid, _) in triples]
    return CodeMap(spaces, ranges)
