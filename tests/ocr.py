"""ALTO and hOCR files as OCR would write them of the pages of a PDF: its printed lines, out of order, with boxes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from cntextfix.document.geometry import Box, Figure, FigureKind, hull
from cntextfix.layout.page import Sheet, find_lines
from cntextfix.sources.pdf.miner import MinerEngine
from cntextfix.sources.raw import RawPage

DOTS = 300
LOW, MARKS = frozenset("一—…"), frozenset("，。、；：")


class OcrWord(NamedTuple):
    """A word and its box in pixels: left, top, right, bottom."""

    text: str
    box: tuple[int, int, int, int]


class OcrPage(NamedTuple):
    """A page in pixels: its size, its lines of words, the boxes of its pictures and rules."""

    width: int
    height: int
    lines: list[list[OcrWord]]
    pictures: list[tuple[int, int, int, int]]
    rules: list[tuple[int, int, int, int]]


def read(pdf: bytes, seed: int = 3, dots: int = DOTS, single: bool = True) -> Iterator[OcrPage]:
    """The pages of a PDF, lines shuffled, each box off by up to a pixel. ``single``: each Han character is a word."""
    chance = random.Random(seed)
    engine = MinerEngine(pdf, "")
    for n in range(len(engine)):
        raw = engine.page(n, 0)
        sheet = find_lines(raw.glyphs, raw.figures, raw.width, raw.height)

        def pixels(box: Box, raw: RawPage = raw) -> tuple[int, int, int, int]:
            edges = (box.x0, raw.height - box.y1, box.x1, raw.height - box.y0)
            a, b, c, d = (round(edge * dots / 72) + chance.choice((-1, 0, 0, 1)) for edge in edges)
            return a, b, c, d

        lines = [list(_words(sheet, n, single)) for n, line in enumerate(sheet.lines) if not line.hidden]
        chance.shuffle(lines)
        yield OcrPage(
            round(raw.width * dots / 72),
            round(raw.height * dots / 72),
            [[OcrWord(text, pixels(box)) for text, box in words] for words in lines],
            [pixels(f.box) for f in raw.figures if f.kind in (FigureKind.IMAGE, FigureKind.FILL)],
            [pixels(side) for f in raw.figures for side in _rules(f)],
        )
    engine.close()


def _rules(figure: Figure) -> Iterator[Box]:
    """A rule, or the four sides of a frame, with some thickness."""
    box = figure.box
    if figure.kind is FigureKind.RULE:
        yield Box(box.x0, box.y0, max(box.x1, box.x0 + 0.5), max(box.y1, box.y0 + 0.5))
    elif figure.kind is FigureKind.FRAME:
        yield from (box._replace(y1=box.y0 + 0.5), box._replace(y0=box.y1 - 0.5))
        yield from (box._replace(x1=box.x0 + 0.5), box._replace(x0=box.x1 - 0.5))


def _words(sheet: Sheet, n: int, single: bool) -> Iterator[tuple[str, Box]]:
    glyphs, parts = sheet.glyphs, sheet.woven[id(sheet.lines[n])]
    word: list[int] = []
    for part in [*parts, " "]:
        space = isinstance(part, str) or glyphs.text[part].isspace()
        cut = (
            single and word and not (not space and glyphs.text[int(part)].isascii() and glyphs.text[word[-1]].isascii())
        )
        if word and (space or cut):
            box = hull(_ink(sheet, i) for i in word)
            assert box is not None
            yield "".join(glyphs.text[i] for i in word), box
            word = []
        if not space:
            word.append(int(part))


def _ink(sheet: Sheet, i: int) -> Box:
    box, char = sheet.glyphs.box(i), sheet.glyphs.text[i]
    size = sheet.glyphs.styles[sheet.glyphs.style[i]].size
    if char in LOW:
        return box._replace(y0=box.y0 + 0.42 * size, y1=box.y0 + 0.52 * size)
    if char in MARKS:
        return Box(box.x0 + 0.08 * size, box.y0 + 0.05 * size, box.x0 + 0.36 * size, box.y0 + 0.32 * size)
    return Box(box.x0 + 0.03 * size, box.y0 + 0.04 * size, box.x1 - 0.03 * size, box.y1 - 0.04 * size)


def alto(pages: Sequence[OcrPage]) -> bytes:
    """The pages as ALTO 4."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">'
        "<Description><MeasurementUnit>pixel</MeasurementUnit></Description><Layout>"
        + "".join(
            f'<Page WIDTH="{page.width}" HEIGHT="{page.height}"><PrintSpace>'
            + "".join(f"<Illustration {_at(box)}/>" for box in page.pictures)
            + "".join(f"<GraphicalElement {_at(box)}/>" for box in page.rules)
            + "\n".join(
                "<TextBlock><TextLine>"
                + "<SP/>".join(f"<String CONTENT={quoteattr(word.text)} {_at(word.box)}/>" for word in line)
                + "</TextLine></TextBlock>"
                for line in page.lines
            )
            + "</PrintSpace></Page>"
            for page in pages
        )
        + "</Layout></alto>"
    ).encode()


def _at(box: tuple[int, int, int, int]) -> str:
    left, top, right, bottom = box
    return f'HPOS="{left}" VPOS="{top}" WIDTH="{right - left}" HEIGHT="{bottom - top}"'


def hocr(pages: Sequence[OcrPage], dots: int = DOTS) -> bytes:
    """The pages as hOCR."""
    return (
        "<html><body>"
        + "".join(
            f"<div class='ocr_page' title='bbox 0 0 {page.width} {page.height}; scan_res {dots} {dots}'>"
            + "".join(f"<div class='ocr_photo' title='bbox {_four(box)}'></div>" for box in page.pictures)
            + "".join(f"<div class='ocr_separator' title='bbox {_four(box)}'></div>" for box in page.rules)
            + "\n".join(
                "<div class='ocr_carea'><span class='ocr_line'>"
                + " ".join(
                    f"<span class='ocrx_word' title='bbox {_four(word.box)}; x_wconf 93'>{escape(word.text)}</span>"
                    for word in line
                )
                + "</span></div>"
                for line in page.lines
            )
            + "</div>"
            for page in pages
        )
        + "</body></html>"
    ).encode()


def _four(box: tuple[int, int, int, int]) -> str:
    return " ".join(map(str, box))
