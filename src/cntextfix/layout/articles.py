"""What the lines of a region are: headline and its company, captions, quotes, body; and the blocks they make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cntextfix.layout import columns, paragraphs
from cntextfix.layout.figures import Rule
from cntextfix.layout.frame import NOWHERE, Span, around
from cntextfix.layout.lines import Line
from cntextfix.layout.regions import Region
from cntextfix.model import Role

HEADLINE = 1.3
LARGER = 1.08
HEADING = 1.03
LABEL = 1.35
SMALLER = 0.95
QUOTE = (1.12, 1.7)
_JUMP = re.compile(r"(?:下[转轉]|上接|[转轉接])\s?第?[A-Z0-9０-９〇零一二三四五六七八九十百]+\s?版")
_BYLINE = re.compile(
    r"^[□■●◎○（(【\s]*(?:本报|本報|新华社|特约|特約|见习|見習|首席|实习|實習)?\s*"
    r"(?:记者|記者|通讯员|通訊員|评论员|評論員|作者|编译|整理|采写|採訪|采访|撰文|文|图|圖|摄影|攝影|读者|讀者)"
    r"[／/:：\s　]?"
)
_NAME = re.compile(
    r"^(?:[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{2}[ \u3000][\u3400-\u9fff]{2,3}|[\u3400-\u9fff]{5,6}[馆会局社部院])$"
)
_CREDIT = re.compile(r"(?:摄|攝|供图|供圖|制图|製圖|提供|资料图|漫画|新华社发)[）)]?$|^(?:摄影|攝影|图|圖)[／/:：]")


@dataclass(slots=True)
class Draft:
    """A block in the making."""

    role: Role
    lines: list[Line]
    seps: list[str] = field(default_factory=list)
    span: Span = NOWHERE

    def closed(self) -> Draft:
        """With its extent, and with plain seams if it has none yet."""
        self.span = around([line.span for line in self.lines])
        if len(self.seps) != len(self.lines) - 1:
            texts = [line.text for line in self.lines]
            self.seps = [paragraphs.separator(a, b, False) for a, b in pairwise(texts)]
        return self


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


def arrange(region: Region, rules: Sequence[Rule], page_body: float) -> Article:
    """The article a region holds. ``page_body`` is the size of body type on the page."""
    lines = list(region.lines)
    body, font = _body_type(lines, page_body)
    quotes = _quotes(lines, rules, body)
    lines = _without(lines, quotes)
    captions = _captions(lines, region.pictures, body)
    lines = _without(lines, captions)
    head = _head(lines, region, body, font)
    lines = _without(lines, head)
    obstacles = [*region.pictures, *(d.span for d in quotes), *_groups(region.pictures, captions)]
    if head:
        obstacles.append(around([d.span for d in head]))
    flow = _flow(lines, obstacles, body, font, headed=bool(head))
    size = max((d.lines[0].size for d in head if d.role is Role.HEADLINE), default=0.0)
    return Article(head, flow, quotes, captions, size)


def _groups(pictures: Sequence[Span], captions: list[Draft]) -> list[Span]:
    """What text runs round: captions with their credits, and pictures with the captions on their sides."""
    groups: list[Span] = []
    for draft in captions:
        if draft.role is Role.CREDIT and groups:
            groups[-1] = around([groups[-1], draft.span])
        else:
            groups.append(draft.span)
    out = []
    for picture in pictures:
        near = [g for g in groups if _beside(g, picture) and _distance(g, picture) < 2 * g.depth + 10]
        if near:
            out.append(around([picture, *near]))
    return [*groups, *out]


def _beside(caption: Span, picture: Span) -> bool:
    """Whether a caption stands within one side of a picture."""
    across = min(caption.v1, picture.v1) - max(caption.v0, picture.v0)
    return _overlap(caption, picture) > 0.5 or across > 0.5 * min(caption.depth, picture.depth)


def _without(lines: list[Line], drafts: list[Draft]) -> list[Line]:
    taken = {id(line) for draft in drafts for line in draft.lines}
    return [line for line in lines if id(line) not in taken]


def _body_type(lines: Sequence[Line], page_body: float) -> tuple[float, str]:
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
    return size, fonts.most_common(1)[0][0] if fonts else ""


def _quotes(lines: list[Line], rules: Sequence[Rule], body: float) -> list[Draft]:
    """Pull quotes: larger lines between two rules of equal length."""
    level = sorted((r for r in rules if r.level), key=lambda r: r.at)
    out: list[Draft] = []
    for n, top in enumerate(level):
        for bottom in level[n + 1 :]:
            if bottom.at - top.at > 16 * body:
                break
            if abs(bottom.low - top.low) > 3 or abs(bottom.high - top.high) > 3 or bottom.at - top.at < body:
                continue
            inside = [
                line for line in lines
                if top.at - 2 < line.span.v0 and line.span.v1 < bottom.at + 2
                and line.span.u0 > top.low - body and line.span.u1 < top.high + body
            ]  # fmt: skip
            if inside and all(QUOTE[0] * body < line.size < QUOTE[1] * body for line in inside):
                inside.sort(key=lambda line: line.span.v0)
                draft = Draft(Role.QUOTE, inside).closed()
                draft.span = Span(top.low, top.at, top.high, bottom.at)
                out.append(draft)
            break
    return out


def _captions(lines: list[Line], pictures: Sequence[Span], body: float) -> list[Draft]:
    """Small lines near a picture, as blocks: a caption, and the credit that follows it."""
    if not pictures:
        return []
    small = sorted(
        (line for line in lines if line.size < SMALLER * body), key=lambda line: (line.span.v0, line.span.u0)
    )
    groups: list[list[Line]] = []
    for line in small:
        for one in reversed(groups):
            last = one[-1]
            if (
                abs(line.size - last.size) < 0.03 * body
                and -0.3 * body < line.span.v0 - last.span.v1 < 0.8 * body
                and _overlap(line.span, around([x.span for x in one])) > 0.3
            ):
                one.append(line)
                break
        else:
            groups.append([line])
    drafts = [Draft(Role.CAPTION, g).closed() for g in groups]
    drafts = [d for d in drafts if min(_distance(d.span, p) for p in pictures) < 8 * body]
    return _credited(drafts, pictures, body)


def _turned(line: Line) -> bool:
    """Whether a line of vertical text is all Latin, which is often set a little smaller."""
    return line.vertical and all(char < "\u2e80" for char in line.text)


def _credited(drafts: list[Draft], pictures: Sequence[Span], body: float) -> list[Draft]:
    """Captions in the order of their pictures; a credit after the caption it stands under."""
    for draft in drafts:
        text = "".join(line.text for line in draft.lines)
        near = [d for d in drafts if d is not draft and _under(draft.span, d.span, pictures, body)]
        if any(d.lines[0].size > draft.lines[0].size * 1.03 for d in near) or (
            near and len(text) < 24 and _CREDIT.search(text)
        ):
            draft.role = Role.CREDIT
    captions = [d for d in drafts if d.role is Role.CAPTION]
    credits_ = [d for d in drafts if d.role is Role.CREDIT]
    if not captions:
        return drafts
    after: dict[int, list[Draft]] = {}
    for draft in credits_:
        home = min(captions, key=lambda d: _distance(d.span, draft.span))
        after.setdefault(id(home), []).append(draft)

    def place(draft: Draft) -> tuple[float, float]:
        picture = min(pictures, key=lambda p: _distance(draft.span, p))
        return picture.v0, picture.u0

    captions.sort(key=place)
    return [d for caption in captions for d in (caption, *after.get(id(caption), []))]


def _under(one: Span, two: Span, pictures: Sequence[Span], body: float) -> bool:
    """Whether ``one`` stands right under ``two``, on one side or the other of the same picture."""
    if not -0.5 * body < one.v0 - two.v1 < body:
        return False
    if _overlap(one, two) > 0:
        return True
    return any(
        _overlap(one, p) > 0.5 and _overlap(two, p) > 0.5 and min(_distance(one, p), _distance(two, p)) < 2 * body
        for p in pictures
    )


def _overlap(one: Span, two: Span) -> float:
    """The share of the shorter one's length on which both stand."""
    return (min(one.u1, two.u1) - max(one.u0, two.u0)) / max(1.0, min(one.length, two.length))


def _distance(one: Span, two: Span) -> float:
    du = max(one.u0 - two.u1, two.u0 - one.u1, 0.0)
    dv = max(one.v0 - two.v1, two.v0 - one.v1, 0.0)
    return du + dv


def _head(lines: list[Line], region: Region, body: float, font: str) -> list[Draft]:
    """Kicker, headline, subhead and a byline under them."""
    title = _title(lines, region, body, font)
    if not title:
        return []
    out: list[Draft] = []
    span = around([line.span for line in title])
    kicker = [
        line for line in lines
        if line.size > HEADING * body and line.span.v1 < span.v0 + 0.3 * line.size and line not in title
        and _overlap(line.span, span) > 0.3
    ]  # fmt: skip
    if kicker:
        out.append(Draft(Role.KICKER, sorted(kicker, key=lambda line: line.span.v0)).closed())
    out.append(Draft(Role.HEADLINE, title).closed())
    span = around([span, *(line.span for line in kicker)])
    rest = sorted((line for line in lines if line not in title and line not in kicker), key=lambda line: line.span.v0)
    subhead: list[Line] = []
    for line in rest:
        gap = line.span.v0 - around([span, *(s.span for s in subhead)]).v1
        alone = not any(o is not line and _level(o, line) and o.size > LARGER * body for o in rest)
        near = -0.3 * line.size < gap < 1.0 * line.size and _overlap(line.span, span) > 0.3
        if line.size > LARGER * body and near and alone:
            subhead.append(line)
    if subhead:
        out.append(Draft(Role.SUBHEAD, subhead).closed())
    byline = _byline_under(
        [line for line in rest if line not in subhead], around([span, *(s.span for s in subhead)]), body
    )
    if byline:
        out.append(Draft(Role.BYLINE, byline).closed())
    return out


def _level(one: Line, two: Line) -> bool:
    return abs((one.span.v0 + one.span.v1) - (two.span.v0 + two.span.v1)) < two.size


def _title(lines: list[Line], region: Region, body: float, font: str) -> list[Line]:
    """The lines of the headline: the largest type, or, in narrow columns, type of its own at the top."""
    big = [line for line in lines if line.size > HEADLINE * body]
    if big:
        size = max(line.size for line in big)
        same = sorted((line for line in big if line.size > 0.97 * size), key=lambda line: line.span.v0)
        title = same[:1]
        for line in same[1:]:
            if line.span.v0 - title[-1].span.v1 < 0.8 * size and _overlap(line.span, title[-1].span) > 0.2:
                title.append(line)
        return title
    tops = sorted(lines, key=lambda line: line.span.v0)
    title = []
    for line in tops[:3]:
        other = line.font != font or abs(line.size - body) > 0.03 * body
        if (
            not other
            or line.span.v0 - region.span.v0 > 5 * body
            or (title and abs(line.size - title[0].size) > 0.02 * body)
        ):
            break
        title.append(line)
    return title


def _byline_under(lines: list[Line], head: Span, body: float) -> list[Line]:
    """A line of body size right below the head, set off from the text under it."""
    below = [line for line in lines if line.span.v0 > head.v1 - 0.3 * body and line.span.v0 < head.v1 + 2.2 * body]
    below = [line for line in below if _overlap(line.span, head) >= 0.5]
    for line in sorted(below, key=lambda line: line.span.v0)[:3]:
        if abs(line.size - body) > 0.12 * body or len(line.text) > 40 or line.text[-1:] in "。，；！？":
            continue
        same = [o for o in lines if o is not line and _level(o, line) and _overlap(o.span, head) > 0.3]
        under = [o.span.v0 for o in lines if o.span.v0 > line.span.v0 + 0.5 * body and _overlap(o.span, head) > 0]
        next_ = min(under, default=1e9)
        if not same and (next_ - line.span.v0 > 1.9 * body or _BYLINE.match(line.text)):
            return [line]
    return []


def _flow(lines: list[Line], obstacles: list[Span], body: float, font: str, headed: bool) -> list[Draft]:
    """What runs through the columns, in reading order."""
    found = columns.find(lines, body)
    rows = paragraphs.rows(found, obstacles, body)
    tops = {id(c.lines[0]) for c in found if c.lines}
    out: list[Draft] = []
    run: list[paragraphs.Row] = []

    def close() -> None:
        for paragraph in paragraphs.group(run):
            draft = Draft(Role.BODY, [row.line for row in paragraph.rows], paragraph.seams())
            out.append(draft.closed())
        run.clear()

    for n, row in enumerate(rows):
        after = rows[n + 1] if n + 1 < len(rows) else None
        begins = headed and not run and (not out or _goes_on(out, row))
        role = _byline(row, after, body, font, begins and not out) or _role(row, body, font, id(row.line) in tops)
        if role is Role.HEADING and begins and row.line.size < HEADING * body:
            role = Role.BYLINE
        if role is Role.BODY:
            run.append(row)
            continue
        close()
        if (
            out and role is out[-1].role and role in (Role.HEADING, Role.LABEL, Role.BYLINE)
            and abs(out[-1].lines[-1].size - row.line.size) < 0.02 * body
            and 0 < row.line.span.v0 - out[-1].span.v1 < body
        ):  # fmt: skip
            out[-1].lines.append(row.line)
            out[-1].closed()
        else:
            out.append(Draft(role, [row.line]).closed())
    close()
    return _jumps_in_place(out)


def _goes_on(out: list[Draft], row: paragraphs.Row) -> bool:
    """Whether a row may be the second line of a byline."""
    last = out[-1].lines[-1]
    near = 0 < row.line.span.v0 - last.span.v1 < last.size
    return len(out) == 1 and out[0].role is Role.BYLINE and near and row.line.font == last.font and row.short


def _byline(row: paragraphs.Row, after: paragraphs.Row | None, body: float, font: str, first: bool) -> Role | None:
    """A byline at the head of the first column: by its words, or a bare name, on a line of its own."""
    if not first or after is None or row.line.size > HEADING * body:
        return None
    text = row.line.text
    apart = after.indented or row.line.font != font
    return Role.BYLINE if (_BYLINE.match(text) and apart) or (_NAME.match(text) and row.short) else None


def _role(row: paragraphs.Row, body: float, font: str, top: bool) -> Role:
    """What a line of the columns is, by its size, font, words and place."""
    line = row.line
    if _JUMP.search(line.text) and len(line.text) < 24:
        return Role.JUMP
    ratio = line.size / body
    if top and LARGER < ratio < LABEL:
        return Role.LABEL
    if ratio > HEADING:
        return Role.HEADING
    other = line.font != font and abs(ratio - 1) < 0.04 and not _latin(line.text)
    return Role.HEADING if other and row.short and line.text[-1:] not in "。，；" else Role.BODY


def _latin(text: str) -> bool:
    return sum(c.isascii() for c in text) > len(text) / 2


def _jumps_in_place(drafts: list[Draft]) -> list[Draft]:
    """A jump from elsewhere in front of all text, one to elsewhere behind it."""
    back = [d for d in drafts if d.role is Role.JUMP and "接" in d.lines[0].text]
    forth = [d for d in drafts if d.role is Role.JUMP and d not in back]
    bylines = [d for d in drafts if d.role is Role.BYLINE]
    rest = [d for d in drafts if d.role not in (Role.JUMP, Role.BYLINE)]
    return [*bylines, *back, *rest, *forth]
