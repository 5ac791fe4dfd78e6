"""Bytes into text: which encoding it is, and strict decoding with errors that say where and what to do.

Detection has to hold on damaged text, where detectors that trust every byte fail: decode as each candidate, with
replacement, and see which one gives Chinese.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from cntextfix.chinese.data import table
from cntextfix.errors import EncodingError
from cntextfix.sources.binary import binary_of, said
from cntextfix.sources.step import ENCODINGS, reading

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5": "big5hkscs", "utf_8_sig": "utf-8"}
"""What is read in place of an encoding that is asked for: the larger one, in which files so labelled really are."""

_SAMPLE = 1 << 16
"""Bytes looked at, from the first that is not ASCII on. Chosen."""
_LOST = 5.0
"""What a character that could not be decoded costs, in common characters. Chosen."""
_STRANGE = 2.0
"""What one costs that no page prints (private use, control). Chosen."""
_PLAUSIBLE = 0.2
"""Score below which it is not Chinese in any of the candidates. Right decodes of 50 characters have 0.5 and more, even
with one byte in a thousand damaged; the best wrong ones 0.1."""
_UNTEXTLIKE = 0.05
"""Share of characters that no page prints from which four bytes each are numbers and no text. Text with one byte in a
thousand damaged has 0.004; files of small whole numbers have 0.9."""
_PIECE = 48
"""Bytes in which the double-byte encodings are looked at where nothing is plausible: one lost byte puts all pairs after
it out of step, up to the next line end. Chosen."""
BIG5_MARKS = str.maketrans("•､‾∼♁☉¥¢£", "‧﹑¯～⊕⊙￥￠￡")
"""Marks that Python's big5hkscs takes from an old table, to those of Windows and the web: one code each."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text read from bytes. ``encoding`` is Python's name for it; ``bom`` tells of a byte order mark, which ``text``
    does not have; ``lost`` counts the places that could not be decoded and are U+FFFD in ``text``."""

    text: str
    encoding: str
    bom: bool = False
    lost: int = 0


def decode_bytes(data: bytes, encoding: str = "auto", errors: Literal["strict", "report"] = "strict") -> Decoded:
    """The text that ``data`` holds, in the encoding named, or the one detected for ``auto``.

    Raises EncodingError where a byte cannot be decoded (``errors="report"`` puts U+FFFD there and counts), where no
    encoding fits, or where the name is unknown.

    >>> decode_bytes("日本 GB 18030".encode("gb18030"))
    Decoded(text='日本 GB 18030', encoding='gb18030', bom=False, lost=0)
    """
    mark, marked = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), (b"", ""))
    if encoding == "auto":
        name = marked or detect(data)
    else:
        name = _named(encoding)
        if name in ("utf-16", "utf-32"):
            name = marked if marked.startswith(name) else f"{name}-le"
        if name != marked:
            mark = b""
    data = data[len(mark) :]
    other = reading(data, name) if name in ENCODINGS else None
    if other and errors == "report":
        return Decoded(_marked(other.text, name), name, bool(mark), other.lost)
    if other:
        advice = _advice(data, other.first, name, len(mark), guessed=encoding == "auto")
        raise EncodingError(advice, "undecodable", name, other.first + len(mark))
    try:
        return Decoded(_marked(data.decode(name), name), name, bool(mark))
    except UnicodeDecodeError as error:
        second = "cp950" if name == "big5hkscs" else "cp936" if name == "gb18030" else ""
        if second and (text := _strictly(data, second)) is not None:
            return Decoded(text, second, bool(mark))  # the euro sign of Windows and what else its code pages add
        if errors == "strict":
            advice = _advice(data, error.start, name, len(mark), guessed=encoding == "auto")
            raise EncodingError(advice, "undecodable", name, error.start + len(mark)) from None
    text = data.decode(name, "replace")
    lost = text.count("\ufffd") - data.decode(name, "ignore").count("\ufffd")
    return Decoded(_marked(text, name), name, bool(mark), lost)


def detect(data: bytes) -> str:
    """Python's name of the encoding of ``data``, which has no byte order mark: the one whose decoding reads most like
    Chinese. Whatever is valid UTF-8 is UTF-8. Raises EncodingError if it is text in none of them.

    >>> detect("這是繁體中文".encode("big5")), detect("这是简体中文".encode("gbk")), detect("這是".encode("utf-16-be"))
    ('big5hkscs', 'gb18030', 'utf-16-be')
    """
    kind = binary_of(data)
    if kind:
        raise EncodingError(said(kind), "no-text", kind.code)
    wide = _wide(data)
    if wide:
        return wide
    if _strictly(data, "utf-8") is not None:
        return "utf-8"
    first = re.search(rb"[\x80-\xff]", data)
    start = first.start() if first else 0
    best = _best(data, start) or _best(data, start, piecewise=True)
    if not best:
        binary = b"\0" in data[:_SAMPLE]
        what = "a binary file" if binary else "in none of the encodings of Chinese"
        message = f"this is {what}: if it is text, name its encoding, for example --encoding cp1252"
        raise EncodingError(message, "binary" if binary else "not-chinese")
    return best


def _best(data: bytes, start: int, *, piecewise: bool = False) -> str:
    best, score = "", _PLAUSIBLE
    for name in _CANDIDATES:
        begin = start & ~1 if name.startswith("utf-16") else start
        sample = data[begin : begin + _SAMPLE]
        found = _by_pieces(sample, name) if piecewise else chineseness(sample.decode(name, "replace"))
        if found > score:
            best, score = name, found
    return best


def _by_pieces(sample: bytes, name: str) -> float:
    """The mean score of short pieces, each read from its first byte or its second, whichever gives more Chinese."""
    pieces = [sample[n : n + _PIECE] for n in range(0, len(sample), _PIECE)]
    best = [max(chineseness(piece[n:].decode(name, "ignore")) for n in (0, 1)) for piece in pieces]
    return sum(best) / len(best) if best and not sample.count(0) else 0.0


def _marked(text: str, name: str) -> str:
    return text.translate(BIG5_MARKS) if name == "big5hkscs" else text


def chineseness(text: str) -> float:
    """How much a text reads like Chinese, at most 1: the share of common characters, less what speaks against it.

    >>> chineseness("这是中文。"), chineseness("\ufffd\ufffd是"), chineseness("")
    (1.0, -3.0, 0.0)
    """
    good, plain, strange = _patterns()
    size = len(text) - len(plain.findall(text))
    if not size:
        return 0.0
    minus = _LOST * text.count("\ufffd") + _STRANGE * len(strange.findall(text))
    return round((len(good.findall(text)) - minus) / size, 4)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Common characters and marks; ASCII, which proves nothing; characters that no page prints."""
    common = "".join(table("common").values())
    return (
        re.compile(f"[{common}，。、：；！？“”‘’（）《》「」『』—…·【】\u3000]"),
        re.compile(r"[\t\n\r\f -~]"),
        re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\U000f0000-\U0010ffff]"),
    )


_ALWAYS_ZERO = 0.95
"""Share of zeros from which a byte of each four is the highest of UTF-32, which is always 0. Chosen."""
_MOSTLY_ZERO = 0.5
"""Share from which it is the next one, which is 0 but for rare characters. Chosen."""
_ZERO_IN_HIGH = 0.4
"""Share of zeros above which a byte of each two is the higher one of UTF-16, in text that is ASCII to so large a part.
Chosen."""
_ZERO_IN_LOW = 0.1
"""Share below which it is the lower one. Chosen."""


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32 by where its zero bytes stand, for text with enough ASCII (line ends do); empty otherwise."""
    head = data[: _SAMPLE & ~3]
    if not head or b"\0" not in head:
        return ""
    if not head.strip(b"\0"):
        return ""
    zeros = [head[n::4].count(0) / max(1, len(head[n::4])) for n in range(4)]
    if len(data) % 4 == 0 and zeros[3] > _ALWAYS_ZERO and zeros[2] > _MOSTLY_ZERO:
        return "utf-32-le" if _is_text(head.decode("utf-32-le", "replace")) else ""
    if len(data) % 4 == 0 and zeros[0] > _ALWAYS_ZERO and zeros[1] > _MOSTLY_ZERO:
        return "utf-32-be" if _is_text(head.decode("utf-32-be", "replace")) else ""
    if len(data) % 2 == 0 and _strictly(head, "utf-8") is not None:
        low, high = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
        if high > _ZERO_IN_HIGH and low < _ZERO_IN_LOW:
            return "utf-16-le"
        if low > _ZERO_IN_HIGH and high < _ZERO_IN_LOW:
            return "utf-16-be"
    return ""


def _is_text(text: str) -> bool:
    """Whether it is text, and not a file of numbers whose upper bytes are zero."""
    strange = text.count("\ufffd") + len(_patterns()[2].findall(text))
    return strange <= _UNTEXTLIKE * len(text)


def _named(encoding: str) -> str:
    try:
        found = codecs.lookup(encoding)
        " ".encode(found.name)  # refuses what is no text encoding, such as base64
    except LookupError:
        known = "utf-8, gb18030, big5, big5-hkscs, utf-16, utf-32"
        message = f"unknown encoding {encoding!r}; use auto, {known} or another name Python knows"
        raise EncodingError(message, "unknown-name", encoding) from None
    name = found.name
    return _SUPERSETS.get(name.replace("-", "_"), name)


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _advice(data: bytes, at: int, name: str, shift: int, *, guessed: bool) -> str:
    seen = data[at : at + 4].hex(" ")
    how = "detected as" if guessed else "read as"
    return (
        f"byte {at + shift} ({seen}) is not valid in {name}, {how} which the file is decoded: "
        "use --errors report to go on with \ufffd in its place, or --encoding NAME if it is in another encoding"
    )
