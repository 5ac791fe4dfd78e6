"""The data of a stream, as far as it can be unpacked, and never more than fits."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO

MAX_CONTENT = 128 * 1024 * 1024
"""Bytes of one unpacked content stream read at most. The largest real ones, maps with a million lines, have 40 MB."""
MAX_INNER = 64 * 1024 * 1024
"""The same for what pdfminer asks for: font files, tables, objects. The largest Chinese font files have 40 MB."""
_CHUNK = 4096
"""Bytes unpacked at once. Chosen."""


def content(stream: object, limit: int = MAX_CONTENT) -> tuple[bytes, bool]:
    """A stream's decoded data, and whether it is whole: what comes before the damage, or within the limit, is kept."""
    try:
        data = _raw(stream)
        whole = True
        for name, params in stream.get_filters():  # type: ignore[attr-defined]
            data, good = _decoded(str(getattr(name, "name", name)), params, data, limit)
            whole = whole and good
    except Exception:  # pdfminer lets through whatever its decoders raise
        return b"", False
    return data[:limit], whole and len(data) <= limit


def _raw(stream: object) -> bytes:
    raw = stream.rawdata  # type: ignore[attr-defined]
    decipher = getattr(stream, "decipher", None)
    if decipher is None:
        return bytes(raw)
    return bytes(decipher(stream.objid, stream.genno, raw, stream.attrs))  # type: ignore[attr-defined]


def _decoded(name: str, params: object, data: bytes, limit: int) -> tuple[bytes, bool]:
    """Data without one of its layers, and whether that could be read to its end."""
    from pdfminer.ascii85 import ascii85decode, asciihexdecode
    from pdfminer.lzw import LZWDecoder

    if name in ("FlateDecode", "Fl"):
        data, whole = inflated(data, limit)
    elif name in ("LZWDecode", "LZW"):
        data, whole = _taken(LZWDecoder(BytesIO(data)).run(), limit)
    elif name in ("RunLengthDecode", "RL"):
        data, whole = _taken(_runs(data), limit)
    elif name in ("ASCII85Decode", "A85", "ASCIIHexDecode", "AHx"):
        unpack: Callable[[bytes], bytes] = ascii85decode if "85" in name else asciihexdecode
        data, whole = unpack(data), True
    else:
        whole = name in ("DCTDecode", "DCT", "JPXDecode", "JBIG2Decode", "CCITTFaxDecode", "CCF")
    return _without_predictor(params, data), whole


def _taken(parts: Iterable[bytes], limit: int) -> tuple[bytes, bool]:
    out: list[bytes] = []
    size = 0
    for part in parts:
        out.append(part)
        size += len(part)
        if size > limit:
            return b"".join(out), False
    return b"".join(out), True


def _runs(data: bytes) -> Iterable[bytes]:
    at = 0
    while at + 1 < len(data) and data[at] != 128:
        length = data[at]
        if length < 128:
            yield data[at + 1 : at + 2 + length]
            at += 2 + length
        else:
            yield data[at + 1 : at + 2] * (257 - length)
            at += 2


def _without_predictor(params: object, data: bytes) -> bytes:
    from pdfminer.pdftypes import int_value
    from pdfminer.utils import apply_png_predictor, apply_tiff_predictor

    if not isinstance(params, Mapping) or int_value(params.get("Predictor", 1)) < 2:
        return data
    kind = int_value(params["Predictor"])
    colors, columns, bits = (int_value(params.get(key, n)) for key, n in _SHAPE)
    if kind == 2:
        return apply_tiff_predictor(colors, columns, bits, data)
    return apply_png_predictor(kind, colors, columns, bits, data)


_SHAPE = (("Colors", 1), ("Columns", 1), ("BitsPerComponent", 8))


def inflated(raw: bytes, limit: int = MAX_CONTENT) -> tuple[bytes, bool]:
    """Unpacked bytes, and whether they are whole: what comes before the damage is kept."""
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(raw, limit)
        return data, unpacker.eof or (not unpacker.unconsumed_tail and _ended(raw, limit))
    except zlib.error:
        pass
    unpacker = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    try:
        for at in range(0, len(raw), _CHUNK):
            parts.append(unpacker.decompress(raw[at : at + _CHUNK], limit - size))
            size += len(parts[-1])
            if size >= limit:
                break
    except zlib.error:
        parts.append(_last_bytes(raw[at : at + _CHUNK], parts, raw[:at], limit))
    return b"".join(parts), False


def _ended(raw: bytes, limit: int) -> bool:
    """Whether a stream that lacks its checksum has its last block: all that was packed is there. So has an empty one.
    Programs that count the length wrongly cut the last bytes off."""
    if not raw.strip():
        return True
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        unpacker.decompress(raw[2:], limit)
    except zlib.error:
        return False
    return unpacker.eof


def _last_bytes(chunk: bytes, parts: list[bytes], before: bytes, limit: int) -> bytes:
    """What can be had of the chunk that broke, byte by byte."""
    unpacker = zlib.decompressobj()
    done = unpacker.decompress(before, limit) if before else b""
    out: list[bytes] = []
    try:
        for at in range(len(chunk)):
            out.append(unpacker.decompress(chunk[at : at + 1], limit))
    except zlib.error:
        pass
    return (done + b"".join(out))[sum(map(len, parts)) :]
