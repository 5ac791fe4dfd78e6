"""A look at a page before pdfium reads it: what pdfium would read in part only, without a word, and what would take it
minutes, or all memory, or end its process."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cntextfix.document.geometry import Trouble
from cntextfix.sources.pdf.fonts import MAX_TABLE
from cntextfix.sources.pdf.leaves import MAX_PARTS
from cntextfix.sources.pdf.miner import MinerEngine
from cntextfix.sources.pdf.resources import dict_of, number_of, resolved
from cntextfix.sources.pdf.streams import content
from cntextfix.sources.raw import RawPage

_MAX_WEIGHT = 4 * 1024 * 1024
"""Bytes of content, those of forms as often as they are drawn, up to which pdfium reads a page: of 24 newspaper pages
and 190 others the heaviest had 2 MB. From 4 MB of ``q`` pdfium makes 360 MB; from 100 MB it ends its process."""
_MAX_FILE = 256 * 1024 * 1024
"""Bytes of an unpacked font file up to which pdfium is given it: it takes twice as much memory. Chosen."""
_MAX_FORMS = 12
"""Forms within forms up to which pdfium reads a page; drawings have four. Chosen."""
_PACKED = 1100
"""A compressed stream cannot unpack to more than so many times its length. By definition of deflate: 1,032 at most."""
_DRAWN = re.compile(rb"/([^\s()<>\[\]{}/%]+)\s+Do\b")
_FILES = ("FontFile", "FontFile2", "FontFile3")


class _Seen(NamedTuple):
    """What is known of a content or form with all that it draws, or of a font: its weight, what breaks off."""

    weight: int
    cut: tuple[Trouble, ...] = ()

    def plus(self, other: _Seen, times: int = 1) -> _Seen:
        return _Seen(min(self.weight + times * other.weight, _TOO_MUCH), (*self.cut, *other.cut))


_TOO_MUCH = _MAX_WEIGHT + 1


class Watch:
    """Looks at the pages of a file of ``count`` pages with the other engine's eyes. If that counts them differently,
    nothing can be said of any. Raises SourceError if it cannot open the file."""

    def __init__(self, data: bytes, password: str, count: int) -> None:
        self._engine = engine = MinerEngine(data, password)
        self._files = _may_burst(data)
        self._paired = len(engine) == count
        self._known: dict[int, _Seen] = {}

    def look(self, index: int, first: int) -> tuple[RawPage | None, tuple[Trouble, ...]]:
        """The page as the other engine reads it, if it is too much for pdfium, else None; and the trouble with it that
        pdfium does not see."""
        if not self._paired:
            return None, ()
        leaf = self._engine.leaf(index)
        seen = _Seen(0)
        resources = dict_of(leaf.resources)
        for one in leaf.contents()[:MAX_PARTS]:
            seen = seen.plus(self._content(one, resources, ()))
            if seen.weight > _MAX_WEIGHT:
                return self._engine.page(index, first), ()
        told = (Trouble(code, (number,)) for code, number in self._engine.told())
        return None, tuple({trouble.code: trouble for trouble in (*told, *reversed(seen.cut))}.values())

    def other(self, index: int, first: int) -> RawPage | None:
        """The page as the other engine reads it, if it is the same page."""
        return self._engine.page(index, first) if self._paired else None

    def _content(self, stream: object, resources: Mapping[str, object], path: tuple[int, ...]) -> _Seen:
        """A content with the fonts and forms of its resources; ``path`` are the forms that it is in."""
        if not hasattr(stream, "get_data"):
            return _Seen(0, (Trouble("damaged-content", (0,)),))
        data, whole = content(stream, _TOO_MUCH)
        cut = whole or len(data) > _MAX_WEIGHT
        seen = _Seen(len(data), () if cut else (Trouble("damaged-content", (number_of(stream),)),))
        for font in dict_of(resources.get("Font")).values():
            seen = seen.plus(self._font(font))
        forms = dict_of(resources.get("XObject"))
        if forms and b"Do" in data:
            drawn = _DRAWN.findall(data)
            for name in dict.fromkeys(drawn):
                form = resolved(forms.get(name.decode("latin-1")))
                seen = seen.plus(self._form(form, resources, path), drawn.count(name))
        return seen

    def _form(self, form: object, resources: Mapping[str, object], path: tuple[int, ...]) -> _Seen:
        attrs = getattr(form, "attrs", None)
        if not isinstance(attrs, dict) or str(getattr(resolved(attrs.get("Subtype")), "name", "")) != "Form":
            return _Seen(1)
        number = number_of(form)
        if number in path or len(path) >= _MAX_FORMS:
            return _Seen(_TOO_MUCH)
        if number not in self._known:
            own = dict_of(attrs["Resources"]) if "Resources" in attrs else resources
            self._known[number] = self._content(form, own, (*path, number))
        return self._known[number]

    def _font(self, reference: object) -> _Seen:
        number = number_of(reference)
        if number not in self._known or not number:
            self._known[number] = self._read(dict_of(reference))
        return self._known[number]

    def _read(self, spec: Mapping[str, object]) -> _Seen:
        """What its tables and files are to pdfium: nothing, or too much."""
        seen = _Seen(0)
        table = resolved(spec.get("ToUnicode"))
        if hasattr(table, "get_data"):
            data, whole = content(table, MAX_TABLE)
            if len(data) >= MAX_TABLE:
                seen = _Seen(_TOO_MUCH)
            elif not whole:
                seen = _Seen(0, (Trouble("damaged-object", (number_of(table),)),))
        if self._files and any(map(_longer, _files(spec))):
            seen = seen.plus(_Seen(_TOO_MUCH))
        return seen


def _may_burst(data: bytes) -> bool:
    """Whether there is a stream so long that it could unpack to more than pdfium is given. Reading the fonts to find
    out which it is takes a tenth of the time of a page."""
    if b"/Encrypt" in data:
        return True
    at = data.find(b"stream")
    while at >= 0:
        stop = data.find(b"endstream", at)
        photograph = data[at + 6 : at + 10].lstrip().startswith(b"\xff\xd8")
        if not photograph and _PACKED * ((stop if stop >= 0 else len(data)) - at) > _MAX_FILE:
            return True
        at = data.find(b"stream", stop + 9) if stop >= 0 else -1
    return False


def _files(spec: Mapping[str, object]) -> Iterator[object]:
    """The files embedded for a font."""
    inner = resolved(spec.get("DescendantFonts"))
    parts = [spec, *(dict_of(one) for one in (inner if isinstance(inner, list) else [])[:1])]
    for part in parts:
        descriptor = dict_of(part.get("FontDescriptor"))
        yield from (resolved(descriptor.get(key)) for key in _FILES)


def _longer(file: object) -> bool:
    """Whether a file unpacks to more than pdfium is given."""
    raw = getattr(file, "rawdata", None) or b""
    return _PACKED * len(raw) > _MAX_FILE and len(content(file, _MAX_FILE)[0]) >= _MAX_FILE
