"""Parts: real PDFs, which lie in a folder of the user's, with the gold of this repository."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import cntextfix
from evaluation.figures import Better, Figure, Outcome, count, share
from evaluation.gold.groups import GoldBlock, Group, blocks_of, read_groups
from evaluation.gold.lines import lines_of
from evaluation.gold.places import PublicPdf, public_pdfs
from evaluation.parts.made_pages import routes
from evaluation.scoring.real_pages import RealScore, score_real
from evaluation.settings import MissingError, Setting


def measure_real(setting: Setting) -> Outcome:
    """Pages of real PDFs with their gold, by the PDF route: paragraphs, heads, captions, neighbours."""
    total = RealScore()
    for pdf, path in golden(setting):
        groups = read_groups(pdf.gold)
        total += score_real(pdf.id, gold_of(path, groups), printed(path, {group.page for group in groups}))
    return Outcome(real_figures("real", total), total.mistakes)


def measure_real_routes(setting: Setting) -> Outcome:
    """All PDFs of --pdfs as text of the installed extractors, against the PDF route."""
    return routes("real_routes", sorted(setting.need_pdfs().glob("*.pdf")))


def golden(setting: Setting) -> list[tuple[PublicPdf, Path]]:
    """The PDFs of the folder that have a gold. Raises MissingError if there is none, or one is another file."""
    folder = setting.need_pdfs()
    found = [(pdf, folder / f"{pdf.id}.pdf") for pdf in public_pdfs() if (folder / f"{pdf.id}.pdf").exists()]
    if not found:
        raise MissingError(f"--pdfs {folder}: none of the PDFs that have a gold; --places tells where they are")
    for pdf, path in found:
        if sha256(path.read_bytes()).hexdigest() != pdf.sha256:
            raise MissingError(f"{path}: not the file that {pdf.address} has")
    return found


def gold_of(path: Path, groups: list[Group]) -> list[GoldBlock]:
    """The blocks of a gold with their text, read from the PDF."""
    return blocks_of(groups, lines_of(path))


def printed(path: Path, pages: set[int]) -> list[str]:
    """What the PDF route prints of these pages, one paragraph a line; nothing if it refuses the file. Others are not
    read: a paragraph that goes on there would be one that no reader of these pages sees."""
    try:
        cleaned = cntextfix.clean_document(cntextfix.read_pdf(path, pages=sorted(pages)))
    except cntextfix.CntextfixError:
        return []
    seen = [line for line in cleaned.document.lines() if line.role.value not in ("echo", "hidden")]
    return [text for line in seen for text in line.text.split("\n")]


def real_figures(part: str, score: RealScore) -> tuple[Figure, ...]:
    """The figures of real pages."""
    captions = [share(f"{part}.captions", score.caption_exact, score.caption)] if score.caption else []
    return (
        count(f"{part}.files", score.files),
        count(f"{part}.refused", score.refused, Better.LOWER),
        count(f"{part}.paragraphs", score.body),
        share(f"{part}.paragraphs.recall", score.body_exact, score.body),
        share(f"{part}.paragraphs.precision", score.body_exact, score.body_given),
        share(f"{part}.heads", score.head_exact, score.head),
        *captions,
        share(f"{part}.neighbours", score.neighbours_right, score.neighbours),
        share(f"{part}.missing", score.missing, score.characters, Better.LOWER),
        share(f"{part}.surplus", score.surplus, score.characters, Better.LOWER),
    )
