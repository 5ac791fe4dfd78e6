"""A page laid out: glyphs in, lines in reading order and what they are out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from cntextfix.document.geometry import Block, Copies, Figure, Glyphs, Layout
from cntextfix.document.model import Line as TextLine
from cntextfix.document.model import Role
from cntextfix.errors import InkLost
from cntextfix.layout import copies, regions
from cntextfix.layout.advances import set_advances
from cntextfix.layout.agreed import in_agreed_order
from cntextfix.layout.articles import Article, arrange
from cntextfix.layout.bullets import with_bullets
from cntextfix.layout.draft import Draft
from cntextfix.layout.figures import sort_out
from cntextfix.layout.frame import Frame, around
from cntextfix.layout.furniture import at_edges, is_furniture, recurs
from cntextfix.layout.holes import parted
from cntextfix.layout.ink import Ink
from cntextfix.layout.lines import GlyphLine, build, given, trim
from cntextfix.layout.paragraphs import merged
from cntextfix.layout.pieces import mostly_vertical
from cntextfix.layout.printed import printed_line, written
from cntextfix.layout.quotes import pull_quotes
from cntextfix.layout.rejoin import rejoin
from cntextfix.layout.staggered import set_level
from cntextfix.layout.text import as_read, place_spaces
from cntextfix.layout.tilted import set_upright
from cntextfix.layout.walls import Walls

_TURNED_LATIN = 0.85
"""Latin turned in a vertical line is set a little smaller than its Han, at 0.9."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of which the lines are known: its glyphs and figures, its frame, its lines with their glyphs and spaces,
    and for each glyph the one it is a copy of, or -1. ``by_word``: the lines were given, with the places of words."""

    glyphs: Glyphs
    figures: Sequence[Figure]
    frame: Frame
    lines: list[GlyphLine]
    woven: dict[int, Sequence[int | str]]
    original: list[int]
    by_word: bool = False


def find_lines(
    glyphs: Glyphs, figures: Sequence[Figure], width: float, height: float, rows: Sequence[range] | None = None
) -> Sheet:
    """The first half of the work: copies and lines of a page whose size is given in points. ``rows`` are the glyphs of
    each line where these are known already, as OCR knows them."""
    ink = Ink(glyphs, height)
    original = copies.find(ink)
    originals = [i for i, of in enumerate(original) if of < 0]
    set_upright(ink)
    set_level(ink, originals)
    set_advances(ink, originals)
    if rows is None:
        vertical = mostly_vertical(ink, originals)
        walls = Walls(figures, height)
        lines = rejoin(ink, trim(ink, list(walls.split(ink, build(ink, originals, vertical=vertical)))), walls)
        lines = with_bullets(ink, lines, walls)
    else:
        lines = trim(ink, given(ink, [[i for i in row if original[i] < 0] for row in rows]))
        vertical = 2 * sum(len(line.glyphs) for line in lines if line.vertical) > len(originals)
    frame = Frame(width, height, vertical)
    woven: dict[int, Sequence[int | str]] = {}
    for line in lines:
        line.span = frame.span(line.box)
        parts = woven[id(line)] = place_spaces(ink, line)
        line.text = as_read(written(ink.text, parts))
    if vertical:
        _level_latin(lines)
    return Sheet(glyphs, figures, frame, lines, woven, original, rows is not None)


def lay_out(
    sheet: Sheet, first_id: int = 0, articles: int = 0, page: int = 0, recurring: Container[str] = ()
) -> tuple[tuple[TextLine, ...], Layout]:
    """The second half: the lines of a page in reading order, ids counting from ``first_id``, and its layout.

    ``articles`` are those of the pages before it, ``page`` its place in the file, ``recurring`` what other pages have
    at the same places of their edges (see ``furniture.edge_keys``). Raises InkLost if a glyph is in no line or in two:
    a bug.
    """
    blocks = [(number + articles if number else 0, draft) for number, draft in _blocks(sheet, page, recurring)]
    found, layout = _written(blocks, sheet.woven, sheet.glyphs, sheet.original, first_id)
    layout = replace(
        layout, vertical=sheet.frame.vertical, by_word=sheet.by_word, size=(sheet.frame.width, sheet.frame.height)
    )
    if ink_of(found) != sheet.glyphs.inked():
        raise InkLost("the layout of a page has lost or doubled glyphs")
    return found, layout


def ink_of(lines: Sequence[TextLine]) -> int:
    """How many characters these lines have that are no white space."""
    return sum(len(part) for line in lines for part in line.text.split())


def _blocks(sheet: Sheet, page: int, recurring: Container[str]) -> list[tuple[int, Draft]]:
    """All blocks of the page in reading order, each with the number of its article."""
    lines, figures, frame = sheet.lines, sheet.figures, sheet.frame
    seen = [line for line in lines if not line.hidden]
    hidden = [(0, Draft(Role.HIDDEN, [line]).closed()) for line in lines if line.hidden]
    if not seen:
        return hidden
    body = _body_size(seen)
    drawn = sort_out(figures, frame, [line.span for line in seen])
    edge = at_edges(seen, figures, frame.width, frame.height, body)
    known = {id(line) for line in edge}
    edge += [line for line in recurs(seen, frame.height, page, recurring, known) if id(line) not in known]
    furniture = [Draft(Role.FURNITURE, [line]).closed() for line in edge]
    known = {id(line) for line in edge}
    inner = [line for line in seen if id(line) not in known]
    length = around([line.span for line in inner]).length if inner else 0.0
    quotes = pull_quotes(inner, drawn.rules, body, length)
    dividing = [rule for rule in drawn.rules if not any(quote.owns(rule, body) for quote in quotes)]
    parts = regions.page_regions(inner, drawn.pictures, dividing, body)
    found: list[Article] = []
    homes: list[regions.Region] = []
    for part in parts:
        if is_furniture(part, frame):
            furniture += [Draft(Role.FURNITURE, [line]).closed() for line in part.lines]
            continue
        homes.append(part)
        found.append(arrange(part, drawn.rules, body, length))
    order = regions.leading_first(homes, [a.size for a in found])
    out = [(0, draft) for draft in furniture]
    left_out = [line for draft in furniture for line in draft.lines]
    running = [(number, draft) for number, n in enumerate(order, 1) for draft in found[n].blocks()]
    for number, draft in in_agreed_order(merged(running, sheet.glyphs, dividing)):
        out += [(number, part) for part in parted([draft], left_out)]
    return out + hidden


def _level_latin(lines: list[GlyphLine]) -> None:
    """Words in Latin that fill a vertical line count as large as the text they stand in."""
    body = _body_size(lines) if lines else 0.0
    for line in lines:
        if line.vertical and _TURNED_LATIN * body <= line.size < body and all(char < "\u2e80" for char in line.text):
            line.size = body


def _body_size(lines: list[GlyphLine]) -> float:
    sizes: dict[float, int] = defaultdict(int)
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=sizes.__getitem__)


def _written(
    blocks: list[tuple[int, Draft]],
    woven: Mapping[int, Sequence[int | str]],
    glyphs: Glyphs,
    original: list[int],
    first: int,
) -> tuple[tuple[TextLine, ...], Layout]:
    """Lines and layout in the records of the text pipeline."""
    again = copies.by_original(original)
    lines: list[TextLine] = []
    found: list[Copies] = []
    out: list[Block] = []
    for article, draft in blocks:
        names: list[int] = []
        for line in draft.lines:
            done, behind = printed_line(first + len(lines), woven[id(line)], glyphs, again)
            names.append(first + len(lines))
            lines.append(done)
            found += behind
        out.append(Block(draft.role, article, tuple(names), tuple(draft.seps), draft.begins, draft.ends))
    return tuple(lines), Layout(tuple(found), tuple(out))
