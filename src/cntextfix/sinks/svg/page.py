"""A page as its layout sees it, as a drawing: the printed text at its place, blocks with their roles over it, numbered
in reading order. One SVG that needs nothing else; the text is set in what Chinese font there is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from cntextfix.document.geometry import FigureKind
from cntextfix.document.model import DROPPED, Page, Role
from cntextfix.sinks.svg.arrows import OTHER, Arrows
from cntextfix.sinks.svg.fragments import Fragment, fragments
from cntextfix.sinks.svg.marks import dashes, drawn_width, escaped, number, rect
from cntextfix.sinks.svg.words import words
from cntextfix.wording.words import Lang, role_name

COLORS: dict[Role, str] = {
    Role.HEADLINE: "#c0392b", Role.KICKER: "#d35400", Role.SUBHEAD: "#e67e22", Role.HEADING: "#b7791f",
    Role.LABEL: "#8d6e63", Role.BYLINE: "#8e44ad", Role.BODY: "#2468a8", Role.QUOTE: "#00838f",
    Role.CAPTION: "#2e7d32", Role.CREDIT: "#689f38", Role.JUMP: "#c2185b", Role.FURNITURE: "#78838c",
    Role.HIDDEN: "#b0b6bb", Role.ECHO: "#b0b6bb",
}  # fmt: skip
_LABELS = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',Helvetica,Arial,sans-serif"
_MARGIN = 26.0
"""White about the page, in its own points, for numbers that stand outside of it. Chosen."""
_FAINT = 0.98
"""Figures as light as this, or lighter, are not drawn: they are the paper. Chosen."""
_GROUND = 0.5
"""What fills this share of the page is its ground, and is not drawn. Chosen."""
_HAIR = 0.3
"""Lines are drawn at least so thick, in points. Chosen."""
_SHOWN = 40
"""So many characters of a block are shown where the pointer rests on it. Chosen."""
_WORDS = {
    "page": ("page {0}", "第 {0} 页"),
    "elsewhere": ("reading goes on elsewhere", "转到别处接着读"),
    "paragraph": ("the paragraph goes on", "同一段落，接到别处"),
    "dropped": ("not printed", "不输出"),
    "plain": ("could not be laid out", "无法排版"),
}


def to_svg(page: Page, name: str = "", lang: Lang = Lang.EN) -> str:
    """The drawing, as text that ends with a line feed. ``page`` is one that ``read_pdf`` gave, as it was laid out;
    ``name`` stands above it. What was printed several times is drawn once. A page without places is an empty one."""
    return _Drawing(page, name, lang).text()


class _Drawing:
    def __init__(self, page: Page, name: str, lang: Lang) -> None:
        self._page, self._name, self._lang = page, name, lang
        self._parts = fragments(page)
        self._vertical = page.layout is not None and page.layout.vertical
        self._width, self._height = _size(page, self._parts)
        self._unit = min(max(math.sqrt(self._width * self._height) / 700, 0.7), 3.0)  # of labels, by the page's size

    def text(self) -> str:
        unit, margin, head = self._unit, _MARGIN * self._unit, 22 * self._unit
        legend, foot = self._legend()
        wide, high = self._width + 2 * margin, head + self._height + foot + margin
        size = f'width="{number(wide)}" height="{number(high)}"'
        title = self._title()
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(wide)} {number(high)}" {size}>',
                f"<title>{escaped(title)}</title>",
                rect(0, 0, wide, high, 'fill="#f4f5f7"'),
                self._label(margin, head - 8 * unit, title, 9, "#4a5560"),
                f'<g transform="translate({number(margin)} {number(head)})">',
                *self._layers(),
                "</g>",
                f'<g transform="translate({number(margin)} {number(head + self._height)})">',
                *legend,
                "</g>",
                "</svg>\n",
            ]
        )

    def _layers(self) -> Iterator[str]:
        """The page from its paper to the numbers on top."""
        paper = f'fill="#fff" stroke="#c9ced3" stroke-width="{number(0.8 * self._unit)}"'
        yield rect(0, 0, self._width, self._height, paper)
        yield from self._figures()
        yield from words(self._page, self._height)
        yield from map(self._box, self._parts)
        printed = [part for part in self._parts if part.number]
        arrows = Arrows(self._height, self._unit, vertical=self._vertical)
        yield from arrows.between(printed, [COLORS[part.role] for part in printed])
        yield from (self._badge(part) for part in printed if not part.goes_on)

    def _title(self) -> str:
        plain = self._page.layout is not None and self._page.layout.plain
        page = self._said("page").format(self._page.number)
        return " · ".join(filter(None, (self._name, page, self._said("plain") if plain else "")))

    def _said(self, key: str) -> str:
        return _WORDS[key][self._lang is Lang.ZH]

    def _down(self, y: float) -> float:
        return self._height - y

    def _label(self, x: float, y: float, text: str, size: float, color: str, more: str = "") -> str:
        """Words of the drawing itself; ``size`` is in units."""
        looks = f'font-family="{_LABELS}" font-size="{number(size * self._unit)}" fill="{color}"{more}'
        return f'<text x="{number(x)}" y="{number(y)}" {looks}>{escaped(text)}</text>'

    def _figures(self) -> Iterator[str]:
        """Pictures, grounds, frames and rules, so faint that text is read over them."""
        for figure in self._page.figures or ():
            box, kind, looks = figure.box, figure.kind, ""
            if box.width * box.height > _GROUND * self._width * self._height:
                continue
            if kind is FigureKind.IMAGE:
                looks = 'fill="#e9edf0"'
            elif kind is FigureKind.RULE:
                looks = 'fill="#c3c9ce"'
            elif kind is FigureKind.FRAME:
                looks = 'fill="none" stroke="#c3c9ce" stroke-width="0.6"'
            elif len(figure.color) != 4 and min(figure.color, default=0.0) < _FAINT:
                looks = 'fill="#8894a0" fill-opacity="0.12"'
            if looks:
                yield rect(box.x0, self._down(box.y1), max(box.width, _HAIR), max(box.height, _HAIR), looks)

    def _looks(self, role: Role, ground: float, line: float) -> str:
        """How the box of a role is drawn."""
        unit = self._unit
        dash = dashes(3 * unit, 2 * unit) if role in DROPPED else ""
        return (
            f'rx="{number(2 * unit)}" fill="{COLORS[role]}" fill-opacity="{ground}" stroke="{COLORS[role]}" '
            f'stroke-width="{number(line * unit)}" stroke-opacity="0.8"{dash}'
        )

    def _box(self, part: Fragment) -> str:
        air, box = 1.2 * self._unit, part.box
        about = f"{part.number or '–'} · {role_name(part.role, self._lang)} · {part.text[:_SHOWN]}"
        return rect(
            box.x0 - air, self._down(box.y1) - air, box.width + 2 * air, box.height + 2 * air,
            self._looks(part.role, 0.07, 0.7), f"<title>{escaped(about)}</title>",
        )  # fmt: skip

    def _badge(self, part: Fragment) -> str:
        """The number of a block, at the corner where it begins, outside of it."""
        unit, text = self._unit, str(part.number)
        size = 7.5 * unit
        wide, high = (0.62 * len(text) + 0.6) * size, 1.3 * size
        if self._vertical:
            x, y = part.first.x1 - wide, self._down(part.box.y1) - high - 1.5 * unit
        else:
            x, y = part.box.x0 - wide - 1.8 * unit, self._down(part.first.y1) - 0.2 * unit
        middle = ' font-weight="bold" text-anchor="middle"'
        ground = rect(x, y, wide, high, f'rx="{number(0.35 * size)}" fill="{COLORS[part.role]}"')
        return ground + self._label(x + wide / 2, y + 0.98 * size, text, 7.5, "#fff", middle)

    def _legend(self) -> tuple[list[str], float]:
        """What colours and lines mean, in rows below the page, and how high they are."""
        unit, out = self._unit, list[str]()
        x, y = 0.0, 16 * unit
        for text, mark in self._items():
            wide = (34 + 8.5 * drawn_width(text)) * unit
            if x and x + wide > self._width:
                x, y = 0.0, y + 15 * unit
            out += [self._swatch(x, y, mark), self._label(x + 18 * unit, y, text, 8.5, "#4a5560")]
            x += wide
        return out, y + 4 * unit

    def _items(self) -> Iterator[tuple[str, Role | bool]]:
        """Roles with how many blocks have them, then the kinds of arrows: True for one within a paragraph."""
        counts = Counter(part.role for part in self._parts if not part.goes_on)
        for role in COLORS:
            if counts[role]:
                dropped = f" ({self._said('dropped')})" if role in DROPPED else ""
                yield f"{role_name(role, self._lang)} {counts[role]}{dropped}", role
        if any(part.goes_on for part in self._parts):
            yield self._said("paragraph"), True
        if len(self._parts) > 1:
            yield self._said("elsewhere"), False

    def _swatch(self, x: float, y: float, mark: Role | bool) -> str:  # noqa: FBT001 - a mark to draw, no switch
        unit = self._unit
        if isinstance(mark, Role):
            return rect(x, y - 7.5 * unit, 13 * unit, 9 * unit, self._looks(mark, 0.15, 0.8))
        color, dash = (COLORS[Role.BODY], "") if mark else (OTHER, dashes(4 * unit, 2.5 * unit))
        line = f'd="M{number(x)} {number(y - 3 * unit)}h{number(9 * unit)}" stroke-width="{number(1.1 * unit)}"'
        tip = (x + 14 * unit, y - 3 * unit), (x + 9 * unit, y - 5.4 * unit), (x + 9 * unit, y - 0.6 * unit)
        head = " ".join(f"{number(a)},{number(b)}" for a, b in tip)
        return f'<path {line} stroke="{color}"{dash}/><polygon points="{head}" fill="{color}"/>'


def _size(page: Page, parts: Sequence[Fragment]) -> tuple[float, float]:
    """Width and height of a page; where they are not known, as far as its text goes."""
    if page.layout is not None and page.layout.size is not None:
        return page.layout.size
    return max([part.box.x1 for part in parts], default=595.0), max([part.box.y1 for part in parts], default=842.0)
