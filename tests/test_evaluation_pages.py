"""The yardstick of pages: makers make what they say, scorers see a deliberate error, gold is what it was."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import cntextfix
from evaluation.__main__ import main
from evaluation.gold.groups import GoldBlock, blocks_of, digest, read_groups
from evaluation.gold.lines import lines_of
from evaluation.gold.places import public_pdfs
from evaluation.making.natural import KINDS, Library, natural_document, own_library, planted
from evaluation.making.pages import MANNERS, MadePage, PageBlock, PrintedLine, made_pages
from evaluation.parts.made_pages import lines_by, routes, score_page
from evaluation.parts.natural import cleaned_far_away, cleaned_twice
from evaluation.parts.peers import cleaner_figures
from evaluation.parts.real import golden, printed
from evaluation.peers.extractors import EXTRACTORS
from evaluation.scoring.blocks import score_blocks
from evaluation.scoring.exact_lines import score_lines
from evaluation.scoring.real_pages import alike, score_real
from evaluation.settings import MissingError, Setting
from pdf.draw import Pen

SMALL = Library({"x": [f"第{number}行是一行很平常的文字，说的是很平常的事情。" for number in range(90)]}, ("甲甲",))
LINES = [PrintedLine("云溪县", True), PrintedLine("水清了", False), PrintedLine("第3版", True)]
PLAIN = "云溪县\n水清了\n第3版\n"
GOLD = [
    GoldBlock("headline", 1, "慢慢回来的江水"),
    GoldBlock("body", 1, "云溪县地处三县交界，沿岸有渔民。"),
    GoldBlock("body", 1, "治水先摸底。", doubtful=True),
    GoldBlock("body", 1, "水清了，岸绿了，人也渐渐多了。"),
]
BLOCKS = [
    PageBlock("furniture", 0, "03版"),
    PageBlock("headline", 1, "江水 回来"),
    PageBlock("body", 1, "一。"),
    PageBlock("body", 1, "二。"),
    PageBlock("caption", 2, "图"),
]


@pytest.fixture(scope="module")
def pages() -> list[MadePage]:
    return list(made_pages(2))


def test_natural_documents_are_the_same_each_time() -> None:
    library = own_library()
    for kind in KINDS:
        one, other = (natural_document(library, kind, random.Random(5)) for _ in range(2))
        assert one == other
        assert one.strip()


def test_planted_damage_is_between_what_has_to_stay() -> None:
    case = planted(SMALL, random.Random(1))
    assert case.raw != case.clean
    assert case.raw.startswith(case.head)
    assert case.raw.endswith(case.tail)


def test_what_changes_on_the_second_run_or_far_away_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cntextfix, "clean", lambda text: text + "!")
    assert {one.name: one.value for one in cleaned_twice("x", SMALL, 9).figures}["x.changed"] == 9
    monkeypatch.setattr(cntextfix, "clean", lambda text: text if "第" in text[:5] and text.count("第") < 60 else "")
    assert [one.name for one in cleaned_far_away("x", SMALL, 2).figures] == ["x.texts", "x.changed"]


def test_made_pages_are_the_same_each_time(pages: Sequence[MadePage]) -> None:
    assert pages == list(made_pages(2))
    assert [page.manner for page in pages] == [manner.name for manner in MANNERS[:2]]
    assert pages[0].pdf == pages[0].plain
    assert pages[1].pdf != pages[1].plain
    assert any(line.overprinted for line in pages[1].lines)


def test_a_made_page_is_what_its_answer_says(pages: Sequence[MadePage]) -> None:
    """All printed characters are in the blocks; a page without copies scores full marks for its text."""
    for page in pages:
        lines, blocks = ("".join(one.text for one in each) for each in (page.lines, page.blocks))
        assert sorted("".join(lines.split())) == sorted("".join(blocks.split()))
    score = score_page(pages[0])
    assert (score.surplus, score.missing, score.pages) == (0, 0, 1)
    assert score.bodies_exact > 10


def test_block_score_of_the_answer_itself() -> None:
    score = score_blocks("x", BLOCKS, BLOCKS)
    assert (score.bodies_exact, score.right_roles, score.captions_exact, score.order) == (2, 5, 1, 1.0)
    assert (score.mates, score.mates_given, score.mates_right, score.spaced_right) == (3, 3, 3, score.spaced)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ([replace(BLOCKS[1], text="江水回来"), *BLOCKS[2:], BLOCKS[0]], "spaced_right"),
        ([replace(BLOCKS[0], role="body"), *BLOCKS[1:]], "right_roles"),
        ([*BLOCKS[:2], BLOCKS[3], BLOCKS[2], BLOCKS[4]], "order"),
        ([*BLOCKS[:2], replace(BLOCKS[2], text="一。一。"), *BLOCKS[3:]], "bodies_exact"),
        ([*BLOCKS[:4], replace(BLOCKS[4], article=1)], "mates_given"),
        (BLOCKS[:4], "captions_exact"),
    ],
)
def test_block_score_sees_errors(given: Sequence[PageBlock], wrong: str) -> None:
    assert getattr(score_blocks("x", BLOCKS, given), wrong) != getattr(score_blocks("x", BLOCKS, BLOCKS), wrong)


@pytest.mark.parametrize(
    ("cleaned", "wrong"),
    [
        (PLAIN, 0),
        ("云溪县 水清了\n第3版\n", 0),
        ("云溪县\n云溪县\n水清了\n第3版\n", 1),
        ("云溪县\n水清了\n第3\n版第3版\n", 1),
        ("云溪\n县\n水清了\n第3版\n", 1),
        ("水清了\n", 2),
        ("云溪县水清了\n第3版\n", 0),
        ("云溪县甲\n水清了\n第3版\n", 1),
    ],
)
def test_exact_lines_see_errors(cleaned: str, wrong: int) -> None:
    score = score_lines(PLAIN, LINES, cleaned)
    assert (score.counted, score.wrong, score.torn) == (2, wrong, 0)


def test_a_line_that_is_torn_without_copies_does_not_count() -> None:
    score = score_lines("云\n溪\n县\n水清了\n第3版\n", LINES, "第3版\n")
    assert (score.counted, score.torn) == (2, 0), "white space inside is the extractor's"
    score = score_lines("县云溪\n水清了\n第3版\n", LINES, PLAIN)
    assert (score.counted, score.torn) == (1, 1)


def test_pages_as_text_of_an_extractor(pages: Sequence[MadePage], tmp_path: Path) -> None:
    pdfminer = next(one for one in EXTRACTORS if one.name == "pdfminer")
    score = lines_by(pdfminer, pages[1])
    assert score.counted > 20
    assert score.wrong < score.counted / 4
    path = tmp_path / "a.pdf"
    path.write_bytes(pages[0].pdf)
    figures = {one.name: one.value for one in routes("x", [path]).figures}
    assert (figures["x.refused"], figures["x.pdfminer.surplus"], figures["x.pdfminer.lost"]) == (0, 0, 0)


def test_groups_of_gold() -> None:
    lines = {1: ["慢慢", "回来的", "江水"], 2: ["接着", "一", "二"]}
    text = f"page 1\narticle\nH 0-1 = {digest(['慢慢回来的'])}\nB? 2:0-1 p2/0 # 一句话\npage 2\nT 1-2\n"
    blocks = blocks_of(read_groups(text), lines.__getitem__)
    assert blocks == [
        GoldBlock("headline", 1, "慢慢回来的"),
        GoldBlock("body", 1, "江接着", doubtful=True),
        GoldBlock("table", 1, "一"),
        GoldBlock("table", 1, "二"),
    ]
    with pytest.raises(ValueError, match="read otherwise"):
        blocks_of(read_groups(text.replace("H 0-1", "H 0-2")), lines.__getitem__)
    with pytest.raises(ValueError, match="line 1"):
        read_groups("X 3")


def test_all_gold_of_the_repository_can_be_read() -> None:
    pdfs = public_pdfs()
    assert len(pdfs) == 139
    assert all(group.digest for pdf in pdfs for group in read_groups(pdf.gold))
    assert all(len(pdf.commit) == 40 and len(pdf.sha256) == 64 and " " not in pdf.address for pdf in pdfs)


def test_lines_of_a_pdf_are_counted_without_copies(tmp_path: Path) -> None:
    pytest.importorskip("pymupdf")
    pen = Pen()
    pen.line("云溪日报", 40, 40, shifts=((0.0, 0.0), (0.3, 0.0)))
    pen.line("天天向上", 40, 60)
    path = tmp_path / "a.pdf"
    path.write_bytes(pen.done())
    assert [line.strip() for line in lines_of(path)(1)] == ["云溪日报", "天天向上"]


@pytest.mark.parametrize(
    ("lines", "body", "head", "neighbours"),
    [
        ([block.text for block in GOLD], 2, 1, 2),
        ([GOLD[0].text, GOLD[1].text + GOLD[2].text, GOLD[3].text], 2, 1, 2),
        ([GOLD[1].text, GOLD[3].text, GOLD[0].text], 2, 1, 1),
        ([GOLD[0].text + GOLD[1].text, GOLD[3].text], 1, 0, 2),
        ([], 0, 0, 0),
    ],
)
def test_real_score_sees_errors(lines: Sequence[str], body: int, head: int, neighbours: int) -> None:
    score = score_real("x", GOLD, lines)
    assert (score.body, score.head, score.neighbours, score.refused) == (2, 1, 2, not lines)
    assert (score.body_exact, score.head_exact, score.neighbours_right) == (body, head, neighbours)


def test_texts_that_differ_in_a_glyph_are_alike() -> None:
    text = "".join(chr(0x4E00 + number) for number in range(200))
    assert alike(text, text[:100] + "□" + text[101:])
    assert not alike(text, text[:90])
    assert not alike("甲乙", "甲丙")


def test_only_known_files_have_a_gold(tmp_path: Path, pages: Sequence[MadePage]) -> None:
    with pytest.raises(MissingError, match="none of the PDFs"):
        golden(Setting(pdfs=tmp_path))
    path = tmp_path / f"{public_pdfs()[0].id}.pdf"
    path.write_bytes(pages[0].pdf)
    with pytest.raises(MissingError, match="not the file"):
        golden(Setting(pdfs=tmp_path))
    assert printed(path, {1})
    assert printed(path, {2}) == []


def test_places_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--places"]) == 0
    assert capsys.readouterr().out.count(".pdf  https://") == 139


def test_a_program_that_does_nothing_is_a_peer() -> None:
    figures = {one.name: one.value for one in cleaner_figures("nothing", lambda text: text)}
    assert figures["peers.nothing.clean_lines_changed"] == 0
    assert figures["peers.nothing.overprinted_lines_exact"] < 0.1
