"""The pages of a document: a walk through its page tree that no file can make endless."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cntextfix.sources.pdf.matrix import Matrix, displayed
from cntextfix.sources.pdf.resources import resolved

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument

MAX_PAGES = 10_000
"""Pages of one file read at most; the longest real ones, yearbooks and collected laws, have 5,000, and 10,000 small
ones take 12 s."""
_MAX_NODES = 100_000
"""Nodes of a page tree looked at, at most. Chosen."""
MAX_PARTS = 10_000
"""Streams of one page's content read at most; programs that write one for each paragraph reach 300."""
_MAX_SIDE = 20_000.0
"""The longest side of a page in points; PDF itself allows 14,400. Larger boxes are damage and are cut to this."""
_INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: its entries, with those that it inherits."""

    entries: Mapping[str, object]

    @property
    def resources(self) -> object:
        """What its content refers to by name."""
        return self.entries.get("Resources")

    def contents(self) -> Sequence[object]:
        """The streams of its content, or what stands in their place; lists in the list are laid flat."""
        found = resolved(self.entries.get("Contents"))
        parts = found if isinstance(found, list) else [found] if "Contents" in self.entries else []
        flat: list[object] = []
        for part in parts[: MAX_PARTS + 1]:
            one = resolved(part)
            flat += one if isinstance(one, list) else [one]
        return [resolved(part) for part in flat[: MAX_PARTS + 1]]

    def displayed(self) -> tuple[Matrix, float, float]:
        """The matrix from its own space to the page as displayed, and the displayed width and height."""
        media = _sane(self.entries.get("MediaBox"))
        box = _sane(self.entries.get("CropBox")) or media or (0.0, 0.0, 612.0, 792.0)
        if media:
            met = max(box[0], media[0]), max(box[1], media[1]), min(box[2], media[2]), min(box[3], media[3])
            box = _sane(list(met)) or media
        turn = resolved(self.entries.get("Rotate"))
        return displayed(box, turn % 360 if isinstance(turn, int) else 0)


def _sane(box: object) -> tuple[float, float, float, float] | None:
    """A box of four numbers that a page may have; None for any other."""
    found = resolved(box)
    values = [resolved(value) for value in found] if isinstance(found, list) else []
    if len(values) != 4:
        return None
    try:
        a, b, c, d = (float(value) for value in values if isinstance(value, int | float))
    except (ValueError, OverflowError):
        return None
    x0, y0, x1, y1 = min(a, c), min(b, d), max(a, c), max(b, d)
    if not (x1 - x0 >= 1 and y1 - y0 >= 1 and max(map(abs, (x0, y0, x1, y1))) < 1e7):
        return None
    return x0, y0, min(x1, x0 + _MAX_SIDE), min(y1, y0 + _MAX_SIDE)


def leaves(document: PDFDocument) -> list[Leaf]:
    """The pages in their order, one more than ``MAX_PAGES`` if there are so many; where no tree leads to any, all
    pages in the order of their numbers."""
    found: list[Leaf] = []
    for walk in (_walked, _strewn):
        for leaf in walk(document):
            found.append(leaf)
            if len(found) > MAX_PAGES:
                break
        if found:
            break
    return found


def _walked(document: PDFDocument) -> Iterator[Leaf]:
    open_: list[tuple[object, Mapping[str, object]]] = [(document.catalog.get("Pages"), document.catalog)]
    seen: set[object] = set()
    while open_ and len(seen) < _MAX_NODES:
        reference, parent = open_.pop()
        node = resolved(reference)
        if not isinstance(node, dict):
            continue
        entries = {key: parent[key] for key in _INHERITED if key in parent} | node
        kind = str(getattr(resolved(node.get("Type", node.get("type"))), "name", ""))
        kids = resolved(node.get("Kids"))
        if kind == "Pages" and isinstance(kids, list):
            key = getattr(reference, "objid", id(node))
            if key not in seen:
                seen.add(key)
                open_ += [(kid, entries) for kid in reversed(kids)]
        elif kind == "Page":
            yield Leaf(entries)


def _strewn(document: PDFDocument) -> Iterator[Leaf]:
    for xref in document.xrefs:
        for number in xref.get_objids():
            try:
                found = document.getobj(number)
            except Exception:  # pdfminer lets through whatever a damaged object makes it raise
                continue
            if isinstance(found, dict) and str(getattr(found.get("Type"), "name", "")) == "Page":
                yield Leaf(found)
