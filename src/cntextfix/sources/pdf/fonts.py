"""Fonts as pdfminer reads them, made quick (everything about a code is worked out once) and mended where it is silent:
embedded CMaps, ToUnicode by code and not by CID, damaged fonts, names in GBK bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from cntextfix.sources.pdf.cmaps import CodeMap, code_map, unicode_table
from cntextfix.sources.pdf.fontspec import MAX_CODES, light
from cntextfix.sources.pdf.gbk_fonts import gbk_characters, is_gbk
from cntextfix.sources.pdf.streams import content
from cntextfix.sources.pdf.unnamed import unnamed

if TYPE_CHECKING:
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFResourceManager

MAX_TABLE = 8 * 1024 * 1024
"""Bytes of a font's unpacked table read at most; one line for each of 65,536 characters takes 2 MB."""
_MAX_ADVANCE = 4.0
"""Em that a glyph is wide at most; a width above is an error in the file. Chosen."""
_NARROWEST = 0.2
"""Em that the widest glyph of a Type 3 font has at least: a full stop alone has 0.25. Chosen."""
_WIDEST = 2.5
"""… and at most: a long dash has two. Chosen."""
UNREADABLE = "\ufffd"
"""Stands for a glyph of which the PDF does not say what character it is."""


class Code(NamedTuple):
    """A character code in a string: its text (empty for nothing), its advance in text space units (em, but for some
    Type 3 fonts), whether it is a single byte 32."""

    text: str
    advance: float
    space: bool


class Font:
    """A font of one document. ``scale`` is the em in text space units, 1 for all but Type 3."""

    def __init__(self, name: str, *, vertical: bool, scale: float, reader: _Reader | None) -> None:
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
    def __init__(
        self, font: PDFFont, em: float, to_unicode: dict[int, str], embedded: CodeMap | None, unsure: frozenset[int]
    ) -> None:
        self._em = em
        self._font, self._embedded, self._unsure = font, embedded, unsure
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
        if self._embedded is not None:
            found = self._embedded.codes(data)
        elif self._pairs:
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
        if text is None and code in self._unsure:
            text = UNREADABLE
        if text is None:
            try:
                text = self._font.to_unichr(cid)
            except Exception:  # damaged font: whatever pdfminer raises, the character cannot be known
                text = UNREADABLE
        try:
            advance = float(self._font.char_width(cid))
        except Exception:
            advance = 1.0 if self._multibyte else 0.5
        if not -_MAX_ADVANCE < advance / self._em < _MAX_ADVANCE:
            advance = self._em
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


def load(manager: PDFResourceManager, objid: object, spec: dict[str, object]) -> tuple[Font, bool]:
    """The font of a resource, and whether a part of it was left out for being longer than any real one. Never raises: a
    font that cannot be read has no codes or unreadable ones."""
    from pdfminer.pdftypes import PDFStream, resolve1

    composite = "Type0" in str(spec.get("Subtype", ""))
    try:
        table, long = _to_unicode(resolve1(spec.get("ToUnicode")))
        plain, longer = light(spec, composite=composite, known=bool(table))
        font = manager.get_font(objid, plain)
    except Exception:
        return Font("unreadable", vertical=False, scale=1.0, reader=_Fallback(pairs=composite)), False
    if table and composite:
        font.unicode_map = None  # type: ignore[attr-defined]
    encoding = resolve1(spec.get("Encoding"))
    vertical = bool(font.is_vertical())
    embedded: CodeMap | None = None
    if font.is_multibyte() and isinstance(encoding, PDFStream):
        embedded = code_map(content(encoding, MAX_TABLE)[0])
        vertical = vertical or resolve1(encoding.attrs.get("WMode", 0)) == 1
    if font.is_multibyte() and not table and getattr(font, "unicode_map", None) is None:
        _take_collection(font, str(getattr(encoding, "name", "")), vertical=vertical)
    scale = _em(cast("_Drawn", font)) if type(font).__name__ == "PDFType3Font" else 1.0
    gbk = not composite and not table and is_gbk(spec)
    reader = _GbkReader() if gbk else _PdfminerReader(font, scale, table, embedded, unnamed(spec))
    return Font(plain_name(font.fontname), vertical=vertical, scale=scale, reader=reader), long or longer


class _Drawn(Protocol):
    """What pdfminer knows of a Type 3 font."""

    widths: dict[int | str, float]
    hscale: float

    def get_height(self) -> float: ...


def _em(font: _Drawn) -> float:
    """The em of a Type 3 font in text space units. Most are made so that it is 1, whatever they say of their box: of
    eleven in real files five have a box of one glyph unit, and six one of ten times their glyphs' size. Others draw
    in pixels or points of their own; then the widest glyph tells, or the box if they agree."""
    widest = max((abs(width * font.hscale) for width in font.widths.values()), default=0.0)
    height = abs(font.get_height())
    if not widest:
        return height or 1.0
    return next((em for em in (1.0, height) if em and _NARROWEST < widest / em < _WIDEST), widest)


def _to_unicode(stream: object) -> tuple[dict[int, str], bool]:
    """The texts of codes, and whether there are more than a font can have, or a longer table."""
    data, whole = content(stream, MAX_TABLE) if hasattr(stream, "get_data") else (b"", True)
    if not whole and len(data) < MAX_TABLE:
        stream.get_data()  # type: ignore[attr-defined]  # it breaks off, and that is taken down
    table = unicode_table(data)
    return table, len(table) >= MAX_CODES or len(data) >= MAX_TABLE


_COLLECTIONS = (
    (re.compile(r"^(Uni)?GB"), "Adobe-GB1"),
    (re.compile(r"^(UniCNS|ET|B5|HK|CNS)"), "Adobe-CNS1"),
    (re.compile(r"^(UniJIS|83pv|90|Add|EUC-|Ext|H$|V$|78)"), "Adobe-Japan1"),
    (re.compile(r"^(UniKS|KSC)"), "Adobe-Korea1"),
)


def _take_collection(font: PDFFont, encoding: str, *, vertical: bool) -> None:
    """Give a font the character collection that its encoding belongs to, where its own is missing or scrambled."""
    from pdfminer.cmapdb import CMapDB

    for pattern, collection in _COLLECTIONS:
        if pattern.match(encoding):
            try:
                font.unicode_map = CMapDB.get_unicode_map(collection, vertical)  # type: ignore[attr-defined]
            except CMapDB.CMapNotFound:
                return
            return


class _GbkReader:
    """For a simple font of which two bytes are a Han."""

    def codes(self, data: bytes) -> list[Code]:
        return [Code(_plain(text), 1.0 if han else 0.5, text == " ") for text, han in gbk_characters(data)]


class _Fallback:
    """For a font that pdfminer cannot open: places without characters, so that the loss can be counted."""

    def __init__(self, *, pairs: bool) -> None:
        self._pairs = pairs

    def codes(self, data: bytes) -> list[Code]:
        code = Code(UNREADABLE, 1.0 if self._pairs else 0.5, space=False)
        return [code] * (len(data) // 2 if self._pairs else len(data))


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
