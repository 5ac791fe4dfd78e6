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
MOST = 240
"""A region with more characters than this is not furniture."""


def at_edges(lines: Sequence[Line], figures: Sequence[Figure], width: float, height: float) -> list[Line]:
    """The lines above a rule under the page's head, and below one over its foot."""
    found: list[Line] = []
    for figure in figures:
        box = figure.box
        if figure.kind is not FigureKind.RULE or box.width < ACROSS * width:
            continue
        for beyond in (
            [line for line in lines if line.box.y0 > box.y0 - 2] if box.y0 > height * (1 - EDGE) else [],
            [line for line in lines if line.box.y1 < box.y1 + 2] if box.y1 < height * EDGE / 2 else [],
        ):
            texts = [line.text for line in beyond]
            if sum(map(len, texts)) < MOST and any(map(_WORDS.search, texts)):
                found += [line for line in beyond if line not in found]
    return found


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
