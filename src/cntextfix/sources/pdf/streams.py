"""The data of a stream, as far as it can be unpacked, and never more than fits."""

from __future__ import annotations

import zlib

MAX_CONTENT = 128 * 1024 * 1024
"""Bytes of one unpacked content stream read at most. The largest real ones, maps with a million lines, have 40 MB."""
_CHUNK = 4096


def content(stream: object) -> tuple[bytes, bool]:
    """A stream's decoded data, and whether it is whole: what comes before the damage is kept."""
    filters = _filters(stream)
    raw = getattr(stream, "rawdata", None)
    plain = getattr(stream, "decipher", None) is None
    if isinstance(raw, bytes) and plain and filters == ["FlateDecode"]:
        return inflated(raw)
    try:
        data = stream.get_data()  # type: ignore[attr-defined]
    except Exception:  # pdfminer lets through whatever its decoders raise
        return b"", False
    return (data[:MAX_CONTENT], len(data) <= MAX_CONTENT) if isinstance(data, bytes) else (b"", False)


def _filters(stream: object) -> list[str]:
    """The names of a stream's filters; one that has parameters counts as unknown."""
    try:
        pairs = stream.get_filters()  # type: ignore[attr-defined]
        return [str(getattr(name, "name", name)) if not params else "?" for name, params in pairs]
    except Exception:
        return ["?"]


def inflated(raw: bytes) -> tuple[bytes, bool]:
    """Unpacked bytes, and whether they are whole: what comes before the damage is kept."""
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(raw, MAX_CONTENT)
        return data, unpacker.eof or not unpacker.unconsumed_tail
    except zlib.error:
        pass
    unpacker = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    try:
        for at in range(0, len(raw), _CHUNK):
            parts.append(unpacker.decompress(raw[at : at + _CHUNK], MAX_CONTENT - size))
            size += len(parts[-1])
            if size >= MAX_CONTENT:
                break
    except zlib.error:
        parts.append(_last_bytes(raw[at : at + _CHUNK], parts, raw[:at]))
    return b"".join(parts), False


def _last_bytes(chunk: bytes, parts: list[bytes], before: bytes) -> bytes:
    """What can be had of the chunk that broke, byte by byte."""
    unpacker = zlib.decompressobj()
    done = unpacker.decompress(before, MAX_CONTENT) if before else b""
    out: list[bytes] = []
    try:
        for at in range(len(chunk)):
            out.append(unpacker.decompress(chunk[at : at + 1], MAX_CONTENT))
    except zlib.error:
        pass
    return (done + b"".join(out))[sum(map(len, parts)) :]
