"""A font as it is handed to pdfminer: without the parts that would take it for ever, or more memory than there is."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from cntextfix.sources.pdf.streams import MAX_INNER, content

MAX_CODES = 300_000
"""Codes that the tables of one font give something to, at most; the largest Chinese fonts know 90,000 characters."""
_MAX_CID = 0xFFFF
"""The highest number that a character of a font can have. By definition (two bytes)."""
MAX_TABLES = 64
"""Tables of a font file looked at; TrueType knows 50."""


def light(spec: Mapping[str, object], *, composite: bool, known: bool) -> tuple[dict[str, object], bool]:
    """A font without ToUnicode, which is read elsewhere, and whether something in it was longer than any real font's.

    If the texts of its codes are ``known``, its file is left out as well: unpacking it takes longer than the page. Else
    it is, if its table of characters names more than there are.
    """
    from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
    from pdfminer.psparser import LIT

    made = dict(spec)
    if isinstance(resolve1(spec.get("ToUnicode")), PDFStream):
        del made["ToUnicode"]
    if not composite:
        return made, False
    inner = dict(dict_value(list_value(spec["DescendantFonts"])[0]))
    descriptor = dict(dict_value(inner.get("FontDescriptor", {})))
    file = resolve1(descriptor.get("FontFile2"))
    good = known or not isinstance(file, PDFStream) or modest(file)
    if known or not good:
        descriptor.pop("FontFile2", None)
    inner["FontDescriptor"] = descriptor
    for key, size in (("W", 3), ("W2", 5)):
        if key in inner:
            widths, whole = _widths(list_value(inner[key]), size)
            inner[key], good = widths, good and whole
    made["DescendantFonts"] = [inner]
    if known:
        made["ToUnicode"] = LIT("Identity-H")
    return made, not good


def _widths(values: Sequence[object], size: int) -> tuple[list[object], bool]:
    """A list of widths that names no character beyond the last, and none more often than is any use; whether it is
    the whole list. ``size`` is that of a range: first, last, and what all have in common."""
    from pdfminer.pdftypes import resolve1

    out: list[object] = []
    group: list[object] = []
    room = MAX_CODES
    for value in map(resolve1, values):
        group.append(value)
        if isinstance(value, list) and len(group) == 2:
            room -= len(value)
        elif len(group) == size:
            first, last = group[:2]
            if not (isinstance(first, int) and isinstance(last, int)):
                group = []
                continue
            group[1] = min(last, _MAX_CID)
            room -= max(0, min(last, _MAX_CID) - max(first, 0))
            if not 0 <= first <= _MAX_CID:
                group = []
                continue
        else:
            continue
        if room < 0:
            return out, False
        out += group
        group = []
    return out, True


def modest(file: object) -> bool:
    """Whether the tables of characters in a TrueType file name no more than there are."""
    data, whole = content(file, MAX_INNER)
    if not whole and len(data) >= MAX_INNER:
        return False
    try:
        return sum(islice(_named(data), MAX_CODES)) <= MAX_CODES
    except struct.error:  # cut off: so is pdfminer's reading of it
        return True


def _named(data: bytes) -> Iterator[int]:
    """How many characters each part of the tables of characters names. Each part counts as one at the least."""
    for n in range(min(struct.unpack_from(">H", data, 4)[0], MAX_TABLES)):
        tag, _, start, _ = struct.unpack_from(">4s3I", data, 12 + 16 * n)
        if tag != b"cmap":
            continue
        for k in range(struct.unpack_from(">H", data, start + 2)[0]):
            place = start + struct.unpack_from(">I", data, start + 8 + 8 * k)[0]
            yield 1
            yield from _parts(data, place)


def _parts(data: bytes, at: int) -> Iterator[int]:
    (kind,) = struct.unpack_from(">H", data, at)
    if kind == 4:
        count = struct.unpack_from(">H", data, at + 6)[0] // 2
        ends = struct.unpack_from(f">{count}H", data, at + 14)
        starts = struct.unpack_from(f">{count}H", data, at + 16 + 2 * count)
        yield from (max(1, end - start + 1) for start, end in zip(starts, ends, strict=True))
    elif kind == 12:
        for n in range(struct.unpack_from(">I", data, at + 12)[0]):
            start, end = struct.unpack_from(">2I", data, at + 16 + 12 * n)
            yield max(1, end - start + 1)
    elif kind == 2:
        keys = struct.unpack_from(">256H", data, at + 6)
        for n in range(max(keys) // 8 + 1):
            yield max(1, struct.unpack_from(">H", data, at + 520 + 8 * n)[0])
    else:
        yield 256
