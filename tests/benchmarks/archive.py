"""Archives of made-up pages, as many as wanted: small pages of text, and PDF pages of two columns."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

from pdf.draw import ONCE, Pen, broken

ARTICLES = Path(__file__).resolve().parents[1] / "data" / "articles.json"
TWICE = ((0.0, 0.0), (0.35, 0.0))
LEAST, MOST = 600, 1200
"""Characters on a page of text, before anything is printed twice."""


def paragraphs() -> list[str]:
    """The paragraphs of all articles that are prose."""
    articles = json.loads(ARTICLES.read_text(encoding="utf-8"))
    found = [text for one in articles for section in one["sections"] for text in section.get("paragraphs", [])]
    return [text for text in found if isinstance(text, str) and len(text) > 30]


def write(folder: Path, texts: int, pdfs: int = 0, seed: int = 7) -> None:
    """Write so many pages of text, in folders of a hundred, and PDFs of one page, the same for the same numbers."""
    chance = random.Random(seed)
    known = paragraphs()
    for n in range(texts):
        path = folder / f"{n // 100:04}" / f"{n:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_page(known, n, chance), encoding="utf-8")
    for n in range(pdfs):
        path = folder / "pdf" / f"{n:04}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pdf_page(known, n, chance))


def text_page(known: Sequence[str], number: int, chance: random.Random) -> str:
    """A folio, a headline and paragraphs set to a measure; every third page is overprinted, every seventh one has no
    line breaks in its paragraphs and nothing to mend."""
    some = _some(known, chance)
    if number % 7 == 3:
        return "".join(f"{text}\n" for text in some)
    measure = chance.choice((16, 18, 22, 25))
    lines = [f"第{number % 16 + 1:02}版", chance.choice(known)[:14].rstrip("，。：；、")]
    for text, indent in broken(some, measure):
        lines.append("　　" + text if indent else text)
    if number % 3 == 0:
        lines = ["".join(char if char == "　" else char * 2 for char in line) for line in lines]
    return "\n".join(lines) + "\n"


def pdf_page(known: Sequence[str], number: int, chance: random.Random) -> bytes:
    """Two columns under a headline that is printed twice, with a folio, a picture and its caption."""
    pen = Pen()
    pen.line(f"{number % 16 + 1:02}版", 40, 24, 9)
    pen.line("云溪日报　2022年12月28日　星期三", 160, 24, 9)
    pen.rule(40, 38, 380, 38)
    pen.line(chance.choice(known)[:12], 40, 56, 20, shifts=TWICE)
    rows = broken(_some(known, chance), 16)
    half = min(len(rows) // 2, 30)
    pen.column(rows[:half], 40, 95, shifts=TWICE if number % 3 == 0 else ONCE)
    below = pen.column(rows[half : 2 * half], 220, 95)
    if below < 480:
        pen.picture(220, below + 8, 160, 60)
        pen.line("图为渡口一景。", 220, below + 74, 8.5)
    return pen.done()


def _some(known: Sequence[str], chance: random.Random) -> list[str]:
    wanted = chance.randint(LEAST, MOST)
    out: list[str] = []
    while wanted > 0:
        text = chance.choice(known)[:wanted]
        out.append(text)
        wanted -= len(text)
    return out
