"""Page furniture by position: mastheads, running heads, folios, foot lines, advertisements."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cntextfix.geometry import Figure, FigureKind
from cntextfix.layout.frame import Frame
from cntextfix.layout.lines import Line
from cntextfix.layout.regions import Region

_WORDS = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|星期[一二三四五六日天]|责任编辑|責任編輯|责编|版式|版面|美编|校对|[A-Z]?\d{1,3}版|第[0-9一二三四五六七八九十]+版"
    r"|热线|熱線|邮箱|電郵|总第|刊号|出版物号|登记|登記|今日\d+版|第\d+[期號号]"
)
_NUMBER = re.compile(r"[0-9０-９]+|[〇零一二三四五六七八九十百]+")
_AD = re.compile(r"^(?:公益)?(?:广告|廣告)$")
EDGE = 0.16
"""Furniture stands within this share of the page's height from its top, or half of it from its foot."""
ACROSS = 0.7
"""A rule that runs over this share of the page's width sets its head or foot off."""
HEAD, FOOT = 0.92, 0.08
"""What recurs from page to page is furniture above and below these shares of the page's height …"""
LONGEST = 40
"""… if it has at most so many characters."""
WHITE = 0.7
"""So many em of the body set head and foot off where no rule does."""
MOST = 240
"""A region with more characters than this is not furniture."""


def at_edges(lines: Sequence[Line], figures: Sequence[Figure], width: float, height: float, body: float) -> list[Line]:
    """The lines above a rule under the page's head, and below one over its foot; where no rule is drawn, those set off
    by white. ``body`` is the size of body type."""
    heads = [f.box.y0 for f in figures if f.kind is FigureKind.RULE and f.box.width > ACROSS * width]
    feet = [f.box.y1 for f in figures if f.kind is FigureKind.RULE and f.box.width > ACROSS * width]
    above = [[line for line in lines if line.box.y0 > y - 2] for y in heads if y > height * (1 - EDGE)]
    below = [[line for line in lines if line.box.y1 < y + 2] for y in feet if y < height * EDGE / 2]
    found = {id(line): line for group in (*above, *below) if _says_so(group) for line in group}
    if not found:
        groups = (_set_off(lines, height * (1 - EDGE / 2), body, True), _set_off(lines, height * EDGE / 2, body, False))
        found = {id(line): line for group in groups if _says_so(group) for line in group}
    return list(found.values())


def _says_so(lines: Sequence[Line]) -> bool:
    """Whether these lines are few and speak of dates, pages and editors."""
    return sum(len(line.text) for line in lines) < MOST and any(_WORDS.search(line.text) for line in lines)


def _set_off(lines: Sequence[Line], limit: float, body: float, head: bool) -> list[Line]:
    """The lines beyond the first white gap from the page's edge, if all of them stand beyond ``limit``."""
    order = sorted(lines, key=lambda line: -line.box.y1 if head else line.box.y0)
    group: list[Line] = []
    for line in order:
        if group:
            gap = min(o.box.y0 for o in group) - line.box.y1 if head else line.box.y0 - max(o.box.y1 for o in group)
            if gap > WHITE * body:
                break
        if (line.box.y0 < limit) if head else (line.box.y1 > limit):
            return []
        group.append(line)
    return group if len(group) < len(order) else []


def edge_keys(lines: Sequence[Line], height: float) -> list[tuple[str, Line]]:
    """The short lines at the head and foot of a page, each with a key that furniture shares from page to page: its
    text without numbers, and its place in fiftieths of the page's height."""
    found: list[tuple[str, Line]] = []
    for line in lines:
        place = (line.box.y0 + line.box.y1) / 2 / height
        if len(line.text) <= LONGEST and not FOOT < place < HEAD:
            key = _NUMBER.sub("0", "".join(line.text.split()))
            found.append((f"{round(place * 50)} {key}", line))
    return found


def is_furniture(region: Region, frame: Frame, body: float) -> bool:
    """Whether a whole region is furniture: an advertisement, or short lines at the edge of the page with a date, a
    folio, the editors' names."""
    texts = [line.text for line in region.lines]
    if all(_AD.match(text) for text in texts):
        return True
    if sum(map(len, texts)) > MOST:
        return False
    tops = [line.box.y1 for line in region.lines]
    bottoms = [line.box.y0 for line in region.lines]
    top = min(bottoms) > frame.height * (1 - EDGE)
    foot = max(tops) < frame.height * EDGE / 2
    return (top or foot) and any(_WORDS.search(text) for text in texts)
