"""Bytes as text: UTF-8, and for anything else a guess at what it is, so that the message can say what to do."""

from __future__ import annotations

import re

from cntextfix.cli.problems import Problem

# What people most often hand over by mistake, by the first bytes.
_MAGIC = (
    (b"PK\x03\x04", "docx / xlsx / zip"),
    (b"\xd0\xcf\x11\xe0", "doc / xls"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "gzip"),
)
_BOMS = ((b"\xff\xfe", "UTF-16LE"), (b"\xfe\xff", "UTF-16BE"))
_CANDIDATES = ("GB18030", "Big5-HKSCS", "UTF-16LE", "UTF-16BE")
# Control bytes that text does not have; more than one in fifty, and it is no text in any encoding.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 100_000  # bytes that are looked at
# The commonest characters of both scripts, with marks: about a third of any running Chinese text, next to none of
# what the wrong encoding makes of it.
_COMMON = frozenset(
    "的一是不了在有人我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里日工本新"
    "這個們來為國說時會對過發後裡經還長學業，。、：“”；（）「」"
)
_LEAST = 0.05  # share of common characters below which nothing is claimed


def decoded(data: bytes) -> str:
    """Strict UTF-8. Raises Problem: ``wrong-encoding`` with the likely one and the place, ``binary`` for no text."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        kind = next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")
        if kind:
            raise Problem("not-text", kind=kind) from None
        likely = likely_encoding(data)
        if likely:
            raise Problem("wrong-encoding", encoding=likely) from None
        sample = data[:_SAMPLE]
        if len(_CONTROL.findall(sample)) * 50 > len(sample):
            raise Problem("binary") from None
        line = data.count(b"\n", 0, error.start) + 1
        raise Problem("bad-utf8", line=line, byte=f"0x{data[error.start]:02X}") from None


def likely_encoding(data: bytes) -> str:
    """The encoding, other than UTF-8, that makes most sense of the bytes; nothing if none makes any.

    >>> likely_encoding("在中国的人们".encode("gb18030"))
    'GB18030'
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    sample = data[:_SAMPLE]
    best = max(_CANDIDATES, key=lambda name: _share(sample, name))
    return best if _share(sample, best) >= _LEAST else ""


def _share(sample: bytes, encoding: str) -> float:
    """The share of common characters, minus what does not decode; ASCII counts for nothing either way."""
    text = [char for char in sample.decode(encoding, "replace") if char > "\x7f"]
    return (sum(char in _COMMON for char in text) - 5 * text.count("\ufffd")) / max(1, len(text))
