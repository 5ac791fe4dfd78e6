"""What the lines of a region are, and the blocks they make, in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cntextfix.chinese.characters import is_han
from cntextfix.document.model import Role
from cntextfix.layout import captions, columns, heads, turned
from cntextfix.layout.draft import Draft
from cntextfix.layout.figures import DrawnRule
from cntextfix.layout.follow.marks import bulleted, led
from cntextfix.layout.follow.numbers import numbered, numbers
from cntextfix.layout.frame import Span, around, overlap
from cntextfix.layout.lines import GlyphLine
from cntextfix.layout.quotes import pull_quotes
from cntextfix.layout.regions import Region
from cntextfix.layout.roles import ends_text, in_sentences, of_heading, role_of, text_fonts
from cntextfix.layout.rows import Row, rows_of
from cntextfix.layout.seams import separator
from cntextfix.layout.titles import HEADING_SIZE
from cntextfix.layout.words import BYLINE_WORDS, JUMP, NEWS, PERSON

_CENTRED = 3.0
"""A line this many em further inside than the next is centred; paragraphs start 2 em inside."""
_EVEN = 0.1
"""Rows begin at one place to this many em; centred rows do only if they are equally long. Chosen."""
_ENOUGH = 6
"""So many rows in one style are text. Chosen."""

_APART = 4.0
"""Headings that stand side by side have more em of white between them. Chosen: titles are spaced by two."""
_REACHES = 1.2
"""A caption that is longer than this many times its column is of several. Chosen."""
_NUMBERED = 3
"""… and more Han each. Chosen: 第一章 has three."""
_FOREIGN = 100
"""So many Latin characters count as much as a Han in telling the font of a vertical body: more than in any row.
Chosen."""

_MARKS = re.compile("[。！？，；：:…“”]")
"""What stands in sentences, and not in bylines without the word before the names."""


@dataclass(slots=True)
class Article:
    """The blocks of a region, sorted by kind; ``size`` is the headline's type size, 0 without one."""

    head: list[Draft]
    body: list[Draft]
    quotes: list[Draft]
    captions: list[Draft]
    size: float = 0.0

    def blocks(self) -> list[Draft]:
        """In reading order: head, jump from elsewhere, body, jump to elsewhere, quotes, captions with credits."""
        return [*self.head, *self.body, *self.quotes, *self.captions]


def arrange(region: Region, rules: Sequence[DrawnRule], page_body: float, page_length: float) -> Article:
    """The article a region holds. ``page_body`` is the size of body type on the page, ``page_length`` how far its lines
    reach along them."""
    lines = list(region.lines)
    body, font = _body_type(lines, page_body)
    quotes = [quote.draft() for quote in pull_quotes(lines, rules, body, page_length)]
    lines = _without(lines, quotes)
    shown = captions.find(lines, region.pictures, body)
    lines = _without(lines, shown)
    head = heads.find(lines, region, body, font)
    lines = _without(lines, head)
    beside = turned.find(lines, body)
    lines = _without(lines, beside)
    inner = [draft for draft in beside[: turned.MOST_TURNED] if turned.is_further_down(draft, lines, body)]
    head += [draft for draft in beside if draft not in inner]
    round_ = [*region.pictures, *(d.span for d in quotes), *captions.obstacles(region.pictures, shown)]
    if head:
        round_.append(around([d.span for d in head]))
    flow = _flow(lines, round_, body, font, headed=bool(head))
    flow, shown = _in_place(turned.placed(inner, flow, body), shown)
    size = max((d.lines[0].size for d in head if d.role is Role.HEADLINE), default=0.0)
    return Article(head, flow, quotes, shown, size)


def _without(lines: list[GlyphLine], drafts: list[Draft]) -> list[GlyphLine]:
    taken = {id(line) for draft in drafts for line in draft.lines}
    return [line for line in lines if id(line) not in taken]


def _body_type(lines: Sequence[GlyphLine], page_body: float) -> tuple[float, str]:
    """The size and font in which most of a region is set; the page's size if the region is small."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    size, count = sizes.most_common(1)[0]
    if count < 60 and any(abs(s - page_body) < 0.06 * page_body for s in sizes):
        size = page_body
    fonts: Counter[str] = Counter()
    for line in lines:
        if abs(line.size - size) < 0.03 * size:
            fonts[line.font] += len(line.text)
            if line.vertical:  # words set sideways say little about the font of the text
                fonts[line.font] += _FOREIGN * sum(char > "\u2e7f" for char in line.text)
    return size, fonts.most_common(1)[0][0] if fonts else ""


def _flow(lines: list[GlyphLine], obstacles: list[Span], body: float, font: str, *, headed: bool) -> list[Draft]:
    """What runs through the columns, in reading order."""
    found = [c for zone in _zones(lines, body, font) for c in columns.find(zone, body)]
    rows = rows_of(found, obstacles, body)
    tops = {id(min(c.lines, key=lambda line: line.span.v0)) for c in found}
    fonts, said = text_fonts(rows, body, font), in_sentences(rows, body)
    out: list[Draft] = []
    for n, row in enumerate(rows):
        after = rows[n + 1] if n + 1 < len(rows) else None
        text = bool(out) and out[-1].role is Role.BODY
        begins = headed and not text and (not out or _goes_on(out, row))
        jump = _wrapped_jump(row, after)
        role = _byline(rows[n : n + 3], body, font, first=begins and not out)
        role = role or role_of(row, body, fonts, top=id(row.line) in tops, said=n in said)
        large = row.line.size > HEADING_SIZE * body and n not in said
        if role is Role.BODY and large and of_heading(row, rows[n - 1] if n else None, after):
            role = Role.HEADING
        if role is Role.HEADING and not large and text and ends_text(rows[n - 1], row):
            role = Role.BODY
        row.headed = bool(out) and n > 0 and _headed(out[-1], row) and rows[n - 1].home is row.home
        wrapped = role is Role.BODY and out and _wraps(rows[n - 1], row, body)
        if begins and row.line.size < HEADING_SIZE * body and (role is Role.HEADING or wrapped):
            role = Role.BYLINE
        if jump or (out and out[-1].role is Role.JUMP and _wrapped_jump(rows[n - 1], row)):
            role = Role.JUMP
        if (
            out and role is out[-1].role and role in (Role.HEADING, Role.LABEL, Role.BYLINE, Role.JUMP)
            and abs(out[-1].lines[-1].size - row.line.size) < 0.02 * body
            and 0 < row.line.span.v0 - out[-1].span.v1 < body
            and not led(out[-1].lines[-1].text) and not numbers(row.text) and not bulleted(row.text)
            and not (row.table or rows[n - 1].table)
        ):  # fmt: skip
            out[-1].seps += [separator(out[-1].lines[-1].text, row.text, stanza=False), *row.seams()]
            out[-1].lines += row.cells
            out[-1].closed()
        else:
            several = role in (Role.HEADING, Role.LABEL) and _several(row, rows[n - 1] if n else None, after)
            out += [Draft(role, [one]).closed() for one in row.cells] * several
            out += [_block(row, role, alone=len(rows) == 1)] * (not several)
    return _jumps_in_place(out)


def _in_place(flow: list[Draft], shown: list[Draft]) -> tuple[list[Draft], list[Draft]]:
    """The flow of a region with the numbered captions (图3) at their places in its columns, and the other captions: the
    text of reports and papers speaks of such pictures where they stand."""
    placed, rest = list(flow), list[Draft]()
    for draft in shown:
        home = _column_of(draft, placed) if numbered(draft.lines[0].text) else None
        if home is None:
            rest.append(draft)
            continue
        own = [n for n, one in enumerate(placed) if one.row is not None and one.row.home is home]
        below = (n for n in range(own[0], own[-1] + 1) if placed[n].span.v0 > draft.span.v0)
        placed.insert(next(below, own[-1] + 1), draft)
    return placed, rest


def _column_of(draft: Draft, flow: Sequence[Draft]) -> columns.Column | None:
    """The column in which a caption stands; the only one, if there are no others; none if it reaches over several."""
    homes = (one.row.home for one in flow if one.row is not None)
    known = {id(home): home for home in homes if home is not None}
    middle = (draft.span.u0 + draft.span.u1) / 2
    found = [
        home for home in known.values()
        if len(known) == 1 or (home.low < middle < home.high and draft.span.length < _REACHES * (home.high - home.low))
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _zones(lines: list[GlyphLine], body: float, font: str) -> tuple[list[GlyphLine], list[GlyphLine], list[GlyphLine]]:
    """What stands above all text, the text, and what stands below all of it: bylines and imprints that stand over or
    under one column belong to none."""
    text = [line for line in lines if abs(line.size - body) < 0.03 * body and line.font == font]
    if len(text) < _ENOUGH:
        return [], lines, []
    top, bottom = min(line.span.v0 for line in text), max(line.span.v1 for line in text)
    head = _alone([line for line in lines if line.span.v1 < top + 0.3 * body], lines, up=False)
    foot = _alone([line for line in lines if line.span.v0 > bottom - 0.3 * body], lines, up=True)
    known = {id(line) for line in (*head, *foot)}
    return head, [line for line in lines if id(line) not in known], foot


def _alone(found: list[GlyphLine], lines: list[GlyphLine], *, up: bool) -> list[GlyphLine]:
    """The first of the ``found`` lines from the top, or the foot, up to one that stands beside another, as headings of
    columns do, or goes on in the line next to it that is left."""
    order = sorted(found, key=lambda line: -line.span.v1 if up else line.span.v0)
    kept: list[GlyphLine] = []
    for n, line in enumerate(order):
        if any(other is not line and _level(other, line) for other in order[max(0, n - 3) : n + 4]):
            break
        kept.append(line)
    known = {id(line) for line in kept}
    while kept and any(id(other) not in known and _next_to(kept[-1], other) for other in lines):
        known.remove(id(kept.pop()))
    return kept


def _next_to(one: GlyphLine, other: GlyphLine) -> bool:
    """Whether two lines are set alike, one right under the other."""
    alike = one.font == other.font and abs(one.size - other.size) < 0.03 * one.size
    apart = max(one.span.v0 - other.span.v1, other.span.v0 - one.span.v1)
    return alike and 0 < apart < one.size and overlap(one.span, other.span) > 0.3


def _level(one: GlyphLine, two: GlyphLine) -> bool:
    """Whether two lines stand side by side."""
    shared = min(one.span.v1, two.span.v1) - max(one.span.v0, two.span.v0)
    return shared > 0.5 * min(one.span.depth, two.span.depth)


def _several(row: Row, before: Row | None, after: Row | None) -> bool:
    """Whether headings stand side by side in a row, each over what is its own. Tables and forms have more such rows."""
    if any(one and len(one.cells) > 1 for one in (before, after)) or len(row.cells) < 2:
        return False
    far = all(two.span.u0 - one.span.u1 > _APART * one.size for one, two in pairwise(row.cells))
    return far and all(sum(map(is_han, one.text)) > _NUMBERED for one in row.cells)


def _block(row: Row, role: Role, *, alone: bool) -> Draft:
    """The block of a row. If it is the only one, nothing tells how long a row may be: it counts as whole."""
    draft = Draft(role, list(row.cells), row.seams()).closed()
    if role is Role.BODY:
        draft.begins, draft.ends, draft.row = alone or row.indented, alone or row.short, row
    return draft


def _wrapped_jump(row: Row, after: Row | None) -> bool:
    """Whether a jump line starts here that goes on in the next row."""
    if after is None or not row.text.startswith(("（", "(")) or len(row.text + after.text) > 24:
        return False
    return not JUMP.search(row.text) and bool(JUMP.search(row.text + after.text))


def _headed(last: Draft, row: Row) -> bool:
    """Whether the block before a row is a heading that stands above it."""
    above = last.span.v1 < row.line.span.v0 + 0.5 * row.size and overlap(last.span, row.line.span) > 0
    return last.role in (Role.HEADING, Role.LABEL) and above


def _goes_on(out: list[Draft], row: Row) -> bool:
    """Whether a row may be the second line of a byline."""
    last = out[-1].lines[-1]
    near = 0 < row.line.span.v0 - last.span.v1 < last.size
    return len(out) == 1 and out[0].role is Role.BYLINE and near and row.line.font == last.font and row.short


def _wraps(last: Row, row: Row, body: float) -> bool:
    """Whether a byline that fills its row goes on in the next: at the edge or centred, not as far inside as paragraphs
    start, nor as the byline itself, and ending no sentence."""
    start = row.line.span.u0 - last.line.span.u0
    inside = 0 < start < _CENTRED * body or (row.indented and abs(start) < _EVEN * body)
    return not (last.short or inside or row.text[-1:] in "。！？”")


def _byline(found: list[Row], body: float, font: str, *, first: bool) -> Role | None:
    """A byline at the head of the first column: by its words, or a bare name, on a line of its own. ``found`` is the
    row asked about and those behind it."""
    row, after, third = [*found, None, None][:3]
    if not first or row is None or after is None:
        return None
    text = row.text
    if row.line.size > HEADING_SIZE * body or text[-1:] in "。，；！？":
        return None
    centred = row.line.span.u0 - after.line.span.u0 > _CENTRED * body
    alone = after.indented or row.line.font != font or bool(JUMP.search(after.text)) or _wrapped_jump(after, third)
    apart = alone or _names(row, after, third) or centred
    if NEWS.match(text) and (row.short or alone):
        return Role.BYLINE
    if NEWS.match(text + after.text) and after.short and third is not None and third.indented:
        return Role.BYLINE
    named = PERSON.match(text) and (row.short or centred)
    return Role.BYLINE if named or (apart and BYLINE_WORDS.match(text)) else None


def _names(row: Row, after: Row, third: Row | None) -> bool:
    """Whether a byline in the body's type starts here that goes on in the next row: no sentence, and the first
    paragraph comes behind it."""
    if third is None or _MARKS.search(row.text + after.text):
        return False
    apart = third.indented or bool(JUMP.search(third.text))
    return not (row.short or after.indented) and after.short and apart and third.column == row.column


def _jumps_in_place(drafts: list[Draft]) -> list[Draft]:
    """A jump from elsewhere in front of all text, one to elsewhere behind it."""
    back = [d for d in drafts if d.role is Role.JUMP and "接" in d.lines[0].text]
    forth = [d for d in drafts if d.role is Role.JUMP and d not in back]
    bylines = [d for d in drafts if d.role is Role.BYLINE]
    rest = [d for d in drafts if d.role not in (Role.JUMP, Role.BYLINE)]
    return [*bylines, *back, *rest, *forth]
