"""Codes of simple fonts of which nothing says what character they are; pdfminer takes them for those of its standard
encoding, so that a prime or a Han comes out as a letter or digit."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from cntextfix.sources.pdf.fontspec import MAX_TABLES
from cntextfix.sources.pdf.streams import MAX_INNER, content

_SYMBOLIC = 4
"""The flag of fonts whose characters are not those of Latin text. By definition (bit 3 of PDF's flags)."""
_SPACES = (32, 160)
"""Codes that print nothing in a font that has no glyph for them. By definition: the space and the one that does not
break."""
_ALL = frozenset(range(256))


def unnamed(spec: Mapping[str, object]) -> frozenset[int]:
    """The codes of a simple font, by its resource, that have a glyph whose name is no character's, or that nothing but
    a guess stands for. Type 3 fonts count as sure: their glyphs have made-up names, and most are letters under their
    own codes."""
    from pdfminer.pdftypes import dict_value, resolve1

    if "Type3" in str(spec.get("Subtype", "")) or "Type0" in str(spec.get("Subtype", "")):
        return frozenset()
    encoding = resolve1(spec.get("Encoding"))
    table: Mapping[str, object] = encoding if isinstance(encoding, dict) else {}
    named = dict(_differences(resolve1(table.get("Differences"))))
    unsure = {code for code, known in named.items() if not known}
    if (not encoding or (table and "BaseEncoding" not in table)) and "TrueType" in str(spec.get("Subtype", "")):
        descriptor = dict_value(spec.get("FontDescriptor", {}))
        if _silent(descriptor):
            unsure |= _ALL - named.keys()
    return frozenset(unsure)


def _differences(parts: object) -> Iterator[tuple[int, bool]]:
    """The codes of an encoding that are given a name, and whether it is a character's."""
    from pdfminer.encodingdb import name2unicode
    from pdfminer.psparser import PSLiteral

    code = 0
    for part in parts if isinstance(parts, list) else []:
        if isinstance(part, int):
            code = part
        elif isinstance(part, PSLiteral):
            try:
                known = bool(name2unicode(str(part.name)))
            except (KeyError, ValueError):
                known = part.name == ".notdef" and code in _SPACES
            yield code, known
            code += 1


def _silent(descriptor: Mapping[str, object]) -> bool:
    """Whether a symbolic font's own file has no table from characters to glyphs but one for symbols, or none at all."""
    from pdfminer.pdftypes import PDFStream, resolve1

    flags, file = resolve1(descriptor.get("Flags")), resolve1(descriptor.get("FontFile2"))
    if not (isinstance(flags, int) and flags & _SYMBOLIC and isinstance(file, PDFStream)):
        return False
    try:
        return not any(
            platform in (0, 1) or number in (1, 10) for platform, number in _tables(content(file, MAX_INNER)[0])
        )
    except struct.error:  # cut off
        return True


def _tables(data: bytes) -> Iterator[tuple[int, int]]:
    """Platform and number of each character table of a TrueType file."""
    for n in range(min(struct.unpack_from(">H", data, 4)[0], MAX_TABLES)):
        tag, _, start, _ = struct.unpack_from(">4s3I", data, 12 + 16 * n)
        if tag == b"cmap":
            for k in range(min(struct.unpack_from(">H", data, start + 2)[0], MAX_TABLES)):
                platform, number = struct.unpack_from(">2H", data, start + 4 + 8 * k)
                yield platform, number
