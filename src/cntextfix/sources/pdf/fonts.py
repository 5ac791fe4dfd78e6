"""Fonts as pdfminer reads them, made quick (everything about a code is worked out once) and mended where it is silent:
embedded CMaps, ToUnicode by code and not by CID, damaged fonts, names in GBK bytes."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

if TYPE_CHECKING:
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFResourceManager

UNREADABLE = "\ufffd"
"""Stands for a glyph of which the PDF does not say what character it is."""


class Code(NamedTuple):
    """A character code in a string: its text (empty for nothing), its advance in em, whether it is a single byte 32."""

    text: str
    advance: float
    space: bool


class Font:
    """A font of one document. ``scale`` is the em in text space units, 1 for all but Type 3."""

    def __init__(self, name: str, vertical: bool, scale: float, reader: _Reader | None) -> None:
        self.name, self.vertical, self.scale = name, vertical, scale
        self._reader = reader
        self._strings: dict[bytes, list[Code]] = {}

    def codes(self, data: bytes) -> list[Code]:
        """The codes of a string."""
        known = self._strings.get(data)
        if known is None:
            known = self._reader.codes(data) if self._reader else []
            if len(data) <= 4:  # strings of one or two characters come again and again, longer ones do not
                self._strings[data] = known
        return known


class _Reader(Protocol):
    def codes(self, data: bytes) -> list[Code]: ...


class _PdfminerReader:
    def __init__(self, font: PDFFont, to_unicode: dict[int, str]) -> None:
        self._font = font
        self._to_unicode = to_unicode
        self._codes: dict[tuple[int, int, int], Code] = {}
        self._trie: dict[int, object] | None = None
        self._pairs = False
        self._multibyte = font.is_multibyte()
        if self._multibyte:
            cmap = cast("_Cid", font).cmap
            kind = type(cmap).__name__
            self._pairs = kind == "IdentityCMap"
            self._trie = None if kind.startswith("Identity") else cmap.code2cid

    def codes(self, data: bytes) -> list[Code]:
        if self._pairs:
            pairs = [data[i] << 8 | data[i + 1] for i in range(0, len(data) - 1, 2)]
            found = [(pair, pair, 2) for pair in pairs]
        elif self._trie is not None:
            found = _walk(self._trie, data)
        else:
            found = [(byte, byte, 1) for byte in data]
        known = self._codes
        out: list[Code] = []
        for key in found:
            code = known.get(key)
            if code is None:
                code = known[key] = self._look_up(*key)
            out.append(code)
        return out

    def _look_up(self, code: int, cid: int, length: int) -> Code:
        text = self._to_unicode.get(code) if self._to_unicode else None
        if text is None:
            try:
                text = self._font.to_unichr(cid)
            except Exception:  # damaged font: whatever pdfminer raises, the character cannot be known
                text = UNREADABLE
        try:
            advance = float(self._font.char_width(cid))
        except Exception:
            advance = 1.0 if self._multibyte else 0.5
        if not -4 < advance < 4:
            advance = 1.0
        return Code(_plain(text), advance, code == 32 and length == 1)


class _Cid(Protocol):
    @property
    def cmap(self) -> _Trie: ...


class _Trie(Protocol):
    code2cid: dict[int, object]


def _plain(text: str) -> str:
    """A glyph's text without what is no character: NULs, other controls; empty text counts as unreadable."""
    if text.isprintable() and text:
        return text
    kept = "".join(c for c in text if c >= " " and c != "\x7f")
    return kept or UNREADABLE


def _walk(trie: dict[int, object], data: bytes) -> list[tuple[int, int, int]]:
    """Code, CID and length of every code in a string, by a CMap's tree. What is in no range counts as CID 0."""
    out: list[tuple[int, int, int]] = []
    at = 0
    while at < len(data):
        node: object = trie
        code = length = 0
        while isinstance(node, dict) and at + length < len(data):
            byte = data[at + length]
            code = code << 8 | byte
            length += 1
            node = node.get(byte)
        if isinstance(node, int):
            out.append((code, node, length))
            at += length
        else:
            step = max(1, length if node is None and length > 1 else 1)
            out.append((code, 0, step))
            at += step
    return out


def load(manager: PDFResourceManager, objid: object, spec: dict[str, object]) -> Font:
    """The font of a resource. Never raises: a font that cannot be read has no codes or unreadable ones."""
    from pdfminer.pdftypes import PDFStream, resolve1

    table: dict[int, str] = {}
    try:
        to_unicode = resolve1(spec.get("ToUnicode"))
        if isinstance(to_unicode, PDFStream):
            table = unicode_table(to_unicode.get_data())
    except Exception:  # a damaged table: pdfminer may make more of it
        table = {}
    composite = "Type0" in str(spec.get("Subtype", ""))
    try:
        font = manager.get_font(objid, _light(spec, composite) if table else spec)
    except Exception:
        return Font("unreadable", False, 1.0, _Fallback(composite))
    if table and composite:
        font.unicode_map = None  # type: ignore[attr-defined]
    encoding = resolve1(spec.get("Encoding"))
    vertical = bool(font.is_vertical())
    if font.is_multibyte() and isinstance(encoding, PDFStream):
        vertical = _read_cmap(font, encoding) or vertical
    scale = 1.0
    if type(font).__name__ == "PDFType3Font":
        scale = abs(font.get_height()) or 1.0
    return Font(plain_name(font.fontname), vertical, scale, _PdfminerReader(font, table))


def _light(spec: dict[str, object], composite: bool) -> dict[str, object]:
    """A font without the parts that pdfminer would read for its texts, which are known: its own parser for ToUnicode is
    slow, and unpacking a font file takes longer than the page."""
    from pdfminer.pdftypes import dict_value, list_value
    from pdfminer.psparser import LIT

    light = {key: value for key, value in spec.items() if key != "ToUnicode"}
    if composite:
        inner = dict(dict_value(list_value(spec["DescendantFonts"])[0]))
        descriptor = dict(dict_value(inner.get("FontDescriptor", {})))
        descriptor.pop("FontFile2", None)
        inner["FontDescriptor"] = descriptor
        light["DescendantFonts"] = [inner]
        light["ToUnicode"] = LIT("Identity-H")
    return light


class _Fallback:
    """For a font that pdfminer cannot open: places without characters, so that the loss can be counted."""

    def __init__(self, pairs: bool) -> None:
        self._pairs = pairs

    def codes(self, data: bytes) -> list[Code]:
        code = Code(UNREADABLE, 1.0 if self._pairs else 0.5, False)
        return [code] * (len(data) // 2 if self._pairs else len(data))


def _read_cmap(font: PDFFont, stream: object) -> bool:
    """Give a font its embedded CMap, for which pdfminer has an empty one; whether it writes downwards."""
    from pdfminer.cmapdb import CMapDB, CMapParser, FileCMap
    from pdfminer.pdftypes import PDFStream, resolve1

    assert isinstance(stream, PDFStream)
    cid_font = cast("_Cid", font)
    if getattr(cid_font.cmap, "code2cid", True):
        return False
    cmap = FileCMap()
    try:
        base = resolve1(stream.attrs.get("UseCMap"))
        if isinstance(base, PDFStream):
            CMapParser(cmap, BytesIO(base.get_data())).run()
        elif base is not None:
            cmap.use_cmap(CMapDB.get_cmap(str(getattr(base, "name", base))))
        CMapParser(cmap, BytesIO(stream.get_data())).run()
    except Exception:
        return False
    if cmap.code2cid:
        font.cmap = cmap  # type: ignore[attr-defined]
    vertical = bool(resolve1(stream.attrs.get("WMode", 0)))
    if vertical:
        font.vertical = True  # type: ignore[attr-defined]
    return vertical


_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end(?:bfchar|bfrange)", re.S)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
MAX_RANGE = 0x10000


def unicode_table(data: bytes) -> dict[int, str]:
    """The codes of a ToUnicode CMap with their text.

    >>> unicode_table(b"2 beginbfchar <01> <4E2D> <02> <00660069> endbfchar 1 beginbfrange <03> <04> <6587> endbfrange")
    {1: '中', 2: 'fi', 3: '文', 4: '斈'}
    """
    table: dict[int, str] = {}
    for section in _SECTION.finditer(data):
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
    while at + 2 < len(tokens):
        low, high, text = tokens[at : at + 3]
        at += 3
        if not (low.isalnum() and high.isalnum()):
            continue
        start, stop = int(low, 16), min(int(high, 16), int(low, 16) + MAX_RANGE)
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


def plain_name(raw: object) -> str:
    """A font's name without its subset tag; pdfminer gives names that are not ASCII as bytes or Latin-1."""
    text = str(raw)
    if isinstance(raw, str) and re.fullmatch(r"""b(['"]).*\1""", text):  # pdfminer printed the bytes of the name
        raw = text[2:-1].encode("latin-1", "replace").decode("unicode_escape").encode("latin-1", "replace")
    data = raw if isinstance(raw, bytes) else text.encode("latin-1", "replace")
    for encoding in ("ascii", "utf-8", "gbk"):
        try:
            name = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        name = data.decode("latin-1")
    return name[7:] if len(name) > 7 and name[6] == "+" else name
