"""What a content stream refers to by name: fonts, colour spaces, XObjects; looked up when first used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cntextfix.sources.pdf.fonts import Font, load
from cntextfix.sources.pdf.streams import content

if TYPE_CHECKING:
    from pdfminer.pdfinterp import PDFResourceManager


@dataclass(frozen=True, slots=True)
class XObject:
    """An image (``form`` is None) or a form: its number, its content and whether that is whole, its matrix, box and
    resources (None: those of its parent)."""

    key: int
    form: Callable[[], tuple[bytes, bool]] | None
    matrix: tuple[float, float, float, float, float, float]
    box: tuple[float, float, float, float] | None
    resources: Resources | None


class Shared:
    """What all pages of a document share: pdfminer's manager, and the fonts that were read."""

    def __init__(self, manager: PDFResourceManager, cut: list[int]) -> None:
        self.manager = manager
        self.fonts: dict[int, Font] = {}
        self._cut, self._long = cut, list[int]()

    def long_font(self, number: int) -> None:
        """Take down that a table of a font was not read to its end, for it is longer than any real one."""
        self._long.append(number)

    def told(self) -> Iterator[tuple[str, int]]:
        """The objects of which something could not be read since this was last asked, each with a code of trouble."""
        for code, numbers in (("damaged-object", self._cut), ("long-font", self._long)):
            yield from ((code, number) for number in numbers)
            numbers.clear()


class Resources:
    """The resources of one content stream. Look-ups never raise; what cannot be read is None or the plainest kind."""

    def __init__(self, spec: object, shared: Shared) -> None:
        self._spec = dict_of(spec)
        self._shared = shared
        self._fonts: dict[str, Font | None] = {}
        self._parts: dict[str, Mapping[str, object]] = {}

    def _part(self, kind: str) -> Mapping[str, object]:
        if kind not in self._parts:
            self._parts[kind] = dict_of(self._spec.get(kind))
        return self._parts[kind]

    def font(self, name: str) -> Font | None:
        """The font called ``name``; None if there is none."""
        if name not in self._fonts:
            self._fonts[name] = self._load(self._part("Font").get(name))
        return self._fonts[name]

    def _load(self, reference: object) -> Font | None:
        key = getattr(reference, "objid", None)
        if key is not None and key in self._shared.fonts:
            return self._shared.fonts[key]
        spec = dict_of(reference)
        if not spec:
            return None
        font, long = load(self._shared.manager, key, dict(spec))
        if long:
            self._shared.long_font(key or 0)
        if key is not None:
            self._shared.fonts[key] = font
        return font

    def state_font(self, name: str) -> tuple[Font, float] | None:
        """The font and size that an extended graphics state sets; None if it sets none."""
        pair = resolved(dict_of(self._part("ExtGState").get(name)).get("Font"))
        if not isinstance(pair, list) or len(pair) != 2 or not isinstance(pair[1], int | float):
            return None
        font = self._load(pair[0])
        return (font, float(pair[1])) if font else None

    def color_space(self, name: str) -> str:
        """The kind of a colour space: ``DeviceGray``, ``DeviceRGB``, ``DeviceCMYK``, ``Separation``, ``Pattern``…"""
        spec = resolved(self._part("ColorSpace").get(name, name))
        if isinstance(spec, list) and spec:
            kind = str(getattr(resolved(spec[0]), "name", spec[0]))
            if kind == "ICCBased" and len(spec) > 1:
                count = getattr(resolved(spec[1]), "attrs", {}).get("N")
                return {"1": "DeviceGray", "3": "DeviceRGB", "4": "DeviceCMYK"}.get(str(count), kind)
            return {"CalGray": "DeviceGray", "CalRGB": "DeviceRGB"}.get(kind, kind)
        return str(getattr(spec, "name", spec))

    def xobject(self, name: str) -> XObject | None:
        """The form or image called ``name``; None if there is none or it is neither."""
        stream = resolved(self._part("XObject").get(name))
        attrs = getattr(stream, "attrs", None)
        if not isinstance(attrs, dict):
            return None
        kind = str(getattr(resolved(attrs.get("Subtype")), "name", ""))
        if kind == "Image":
            return XObject(0, None, (1, 0, 0, 1, 0, 0), None, None)
        if kind != "Form":
            return None
        matrix = _numbers(attrs.get("Matrix"), 6) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        box = _numbers(attrs.get("BBox"), 4)
        own = resolved(attrs.get("Resources"))
        a, b, c, d, e, f = matrix
        return XObject(
            number_of(stream) or id(stream), lambda: content(stream), (a, b, c, d, e, f),
            (box[0], box[1], box[2], box[3]) if box else None,
            Resources(own, self._shared) if own else None,
        )  # fmt: skip


def number_of(value: object) -> int:
    """The number of an object; 0 for one without."""
    found = getattr(value, "objid", None)
    return found if isinstance(found, int) else 0


def resolved(value: object) -> object:
    """What a reference leads to; None if that is damaged."""
    from pdfminer.pdftypes import resolve1

    try:
        found: object = resolve1(value)
    except Exception:  # a damaged object
        return None
    return found


def dict_of(value: object) -> Mapping[str, object]:
    """The dictionary that a reference leads to, or the one of a stream; an empty one for anything else."""
    found = resolved(value)
    if isinstance(found, dict):
        return found
    attrs = getattr(found, "attrs", None)
    return attrs if isinstance(attrs, dict) else {}


def _numbers(value: object, count: int) -> tuple[float, ...] | None:
    found = resolved(value)
    if not isinstance(found, list) or len(found) != count:
        return None
    values = [resolved(v) for v in found]
    return (
        tuple(float(v) for v in values if isinstance(v, int | float))
        if all(isinstance(v, int | float) for v in values)
        else None
    )
