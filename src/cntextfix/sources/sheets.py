"""Pages whose lines are known, one after the other, as pages of a document: for every source with geometry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cntextfix.document.geometry import Trouble
from cntextfix.document.model import Page
from cntextfix.layout.frame import Frame
from cntextfix.layout.furniture import edge_keys
from cntextfix.layout.page import Sheet, find_lines, lay_out
from cntextfix.layout.plain import plain_lines
from cntextfix.sources.raw import RawPage
from cntextfix.sources.trouble import trouble_of

NEIGHBOURS = 2
"""Pages on each side of a page that tell what recurs on it: left and right pages differ. Chosen."""


def pages_of(sheets: Iterable[tuple[int, RawPage, Sheet]], *, plain: bool = False) -> Iterator[Page]:
    """The pages, each laid out with a look at its neighbours; their numbers are given, lines and articles are numbered
    through. A page whose layout fails, or does not hold every glyph once, has its plain lines, and trouble says so.
    With ``plain`` all have their plain lines, in the order of the file, and that is no trouble."""
    lines = articles = 0
    for number, raw, sheet, recurring in _with_neighbours(sheets):
        trouble = raw.trouble
        try:
            found, layout = plain_lines(sheet, lines) if plain else lay_out(sheet, lines, articles, number, recurring)
        except Exception as error:  # whatever goes wrong with one page, it and the others come out
            found, layout = plain_lines(sheet, lines)
            trouble = (*trouble, Trouble("plain-lines", (type(error).__name__,)))
        articles = max([articles, *(block.article for block in layout.blocks)])
        lines += len(found)
        yield Page(number, found, raw.glyphs, raw.figures, layout, (*trouble, *trouble_of(raw)))


def sheet_of(raw: RawPage) -> Sheet:
    """The lines of a page; none if they cannot be found, so that ``pages_of`` takes the glyphs as they come."""
    try:
        return find_lines(raw.glyphs, raw.figures, raw.width, raw.height)
    except Exception:  # as above
        frame = Frame(raw.width, raw.height)
        return Sheet(raw.glyphs, raw.figures, frame, [], {}, [-1] * len(raw.glyphs))


def _with_neighbours(
    sheets: Iterable[tuple[int, RawPage, Sheet]],
) -> Iterator[tuple[int, RawPage, Sheet, frozenset[str]]]:
    """Each sheet with what the two pages before and the two behind it have at their edges: left and right pages differ,
    so that a page's own furniture comes again on the next but one."""
    window: list[tuple[int, RawPage, Sheet, frozenset[str]]] = []
    at = 0

    def ready() -> tuple[int, RawPage, Sheet, frozenset[str]]:
        near = [keys for n, (*_, keys) in enumerate(window) if n != at and abs(n - at) <= NEIGHBOURS]
        return (*window[at][:3], frozenset().union(*near))

    for number, raw, sheet in sheets:
        keys = frozenset(edge_keys(sheet.lines, raw.height, number))
        window.append((number, raw, sheet, keys))
        if len(window) - at > NEIGHBOURS:
            yield ready()
            at += 1
            if at > NEIGHBOURS:
                window.pop(0)
                at -= 1
    while at < len(window):
        yield ready()
        at += 1
