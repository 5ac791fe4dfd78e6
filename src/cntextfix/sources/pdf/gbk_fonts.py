"""Simple fonts that take two bytes for a Han in GBK, as Windows printer drivers of the nineties wrote them.

Nothing in the file says so but the font's name, which is in GBK itself. pdfium and MuPDF know these fonts by it, too.
"""

from __future__ import annotations

from collections.abc import Mapping

_NAMES = ("宋体", "楷体", "黑体", "仿宋", "新宋")
"""How the fonts of Chinese Windows are called, or begin."""
_LEAD = range(0x81, 0xFF)
"""The first bytes of pairs."""


def is_gbk(spec: Mapping[str, object]) -> bool:
    """Whether a font's resource is of a simple font that is not in the file, and called as one of these."""
    from pdfminer.pdftypes import resolve1

    descriptor = resolve1(spec.get("FontDescriptor"))
    inside = isinstance(descriptor, dict) and any(str(key).startswith("FontFile") for key in descriptor)
    name = getattr(resolve1(spec.get("BaseFont")), "name", "")
    raw = name if isinstance(name, bytes) else str(name).encode("latin-1", "replace")
    return "TrueType" in str(spec.get("Subtype", "")) and not inside and raw.startswith(_RAW)


def gbk_characters(data: bytes) -> list[tuple[str, bool]]:
    """The characters of a string, each with whether it is a Han, an em wide; a byte that begins no pair stands for
    itself.

    >>> gbk_characters(bytes.fromhex("c4bf 20"))
    [('目', True), (' ', False)]
    """
    out: list[tuple[str, bool]] = []
    at = 0
    while at < len(data):
        length = 2 if data[at] in _LEAD and at + 1 < len(data) else 1
        text = data[at : at + length].decode("gbk", "replace")
        out.append((text, length == 2))
        at += length
    return out


_RAW = tuple(name.encode("gbk") for name in _NAMES)
