"""Part: made newspaper pages, recognised by tesseract, cleaned from its hOCR and from its ALTO."""

from __future__ import annotations

import cntextfix
from cntextfix.document.model import Document
from cntextfix.sources.ocr import alto, hocr
from evaluation.figures import Better, Figure, Outcome, count, share
from evaluation.making.pages import MadePage, made_pages
from evaluation.making.recognised import Recognised, need_tesseract, recognised
from evaluation.scoring.ocr_pages import OcrScore, score_ocr
from evaluation.settings import Setting

PAGES = 6
"""Chosen: two minutes on one core."""
SEED = 2027


def measure_ocr(setting: Setting) -> Outcome:
    """Real OCR (tesseract) of made pages, as hOCR and ALTO: paragraphs in one piece, spaces, characters lost."""
    need_tesseract()
    scores = {"hocr": OcrScore(), "alto": OcrScore()}
    for page in made_pages(PAGES, SEED):
        read = recognised(page.plain)
        for kind in scores:
            scores[kind] += score_page(page, read, kind)
    figures = [figure for kind, score in scores.items() for figure in ocr_figures(f"ocr.{kind}", score)]
    return Outcome((count("ocr.pages", PAGES), *figures), scores["hocr"].mistakes)


def score_page(page: MadePage, read: Recognised, kind: str) -> OcrScore:
    """One page by the route of OCR files, of one format."""
    document = hocr.read(read.hocr, "") if kind == "hocr" else alto.read(read.alto, "")
    texts, bodies = [block.text for block in page.blocks], [block.text for block in page.blocks if block.role == "body"]
    return score_ocr(page.name, texts, bodies, read.text, blocks_of(document))


def blocks_of(document: Document) -> list[str]:
    """The blocks that come out of a document, all of them with text."""
    lines = cntextfix.clean_document(document).document.lines()
    return [line.text for line in lines if line.role.value not in ("echo", "hidden") and line.text]


def ocr_figures(part: str, score: OcrScore) -> tuple[Figure, ...]:
    """The figures of recognised pages; ``lost`` and ``spaces`` a thousand characters, ``cer`` and what OCR itself has
    not read as shares."""
    return (
        count(f"{part}.paragraphs", score.bodies),
        share(f"{part}.whole", score.whole, score.bodies),
        share(f"{part}.spaces", score.spaces, score.given / 1000, Better.LOWER),
        share(f"{part}.unread", score.unread, score.characters, Better.NEITHER),
        share(f"{part}.cer", score.wrong, score.characters, Better.LOWER),
        share(f"{part}.lost", score.lost, score.read / 1000, Better.LOWER),
    )
