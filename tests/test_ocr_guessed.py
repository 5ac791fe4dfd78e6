"""OCR whose boxes are guesses: tesseract finds lines first, and where words begin and end in them afterwards."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from cntextfix.document.geometry import Box
from cntextfix.sources.ocr import alto, boxes, hocr
from cntextfix.sources.ocr.gutters import parted_at_gutters
from cntextfix.sources.ocr.leaf import OcrLine, OcrPage, Word
from cntextfix.sources.ocr.rows import Placed, row_place, squared
from cntextfix.sources.ocr.setting import closed, loose_of
from cntextfix.sources.ocr.sizes import sizes_of
from evaluation.making.recognised import need_tesseract
from evaluation.parts.recognised import blocks_of
from evaluation.scoring.ocr_pages import score_ocr
from evaluation.settings import MissingError

FOLDER = Path(__file__).parent / "data" / "ocr"
TEXT = "青螺江的江面雾气沉沉水声潺潺"
EM = 20.0


def _leaves(kind: str) -> list[OcrPage]:
    if kind == "hocr":
        return hocr.leaves((FOLDER / "page.hocr").read_bytes())
    return alto.leaves((FOLDER / "page.alto.xml").read_bytes())


def _row(text: str, left: float = 0.0, top: float = 0.0, off: float = 0.0, block: int = -1) -> OcrLine:
    """A word for each character, every third of which is ``off`` by so many em; the line's own box is exact."""
    words = []
    for n, char in enumerate(text):
        start = left + (n + (off if n % 3 == 1 else 0.0)) * EM
        words.append(Word(char, Box(start + 1, top - 8 * (n % 3 == 1 and off > 0), start + EM - 1, top + EM - 1)))
    return OcrLine(tuple(words), Box(left, top, left + len(text) * EM, top + EM - 1), block=block)


def _placed(rows: list[OcrLine]) -> list[tuple[list[Word], Placed]]:
    out = []
    for row in rows:
        found = row_place(row)
        assert found is not None
        out.append((list(row.words), found))
    return out


def _text(words: list[Word]) -> str:
    return "".join(word.text for word in words)


@pytest.mark.parametrize("kind", ["hocr", "alto"])
def test_paragraphs_that_tesseract_read_come_out_in_one_piece(kind: str) -> None:
    leaves = _leaves(kind)
    paragraphs = (FOLDER / "paragraphs.txt").read_text(encoding="utf8").splitlines()
    read = "".join(row.text for leaf in leaves for row in leaf.rows)
    score = score_ocr(kind, paragraphs, paragraphs, read, blocks_of(boxes.document(leaves, "")))
    assert score.bodies == 8
    assert score.whole >= 7, score.mistakes
    assert 1000 * score.spaces <= 3 * score.given
    assert score.lost == 0


def test_a_line_is_as_high_as_its_own_box_and_not_as_words_that_are_guessed() -> None:
    exact, guessed = (_placed([_row(TEXT, off=off)])[0][1] for off in (0.0, 0.4))
    assert exact.size == pytest.approx(guessed.size, rel=0.02)


def test_a_line_with_a_speck_is_as_high_as_its_characters_stand_apart() -> None:
    row = _row(TEXT)
    tall = tuple(word._replace(box=word.box._replace(y1=2.5 * EM)) for word in row.words if word.box)
    found = row_place(OcrLine(tall))
    assert found is not None
    assert squared(found).rough
    assert squared(found).size == pytest.approx(EM, rel=0.1)
    assert found.size > 2 * EM


def test_spaces_that_are_told_between_chinese_characters_say_nothing_of_their_distance() -> None:
    row = _row(TEXT)
    told = [part for word in row.words for part in (word, Word(" ", space=True))]
    assert row_place(row) == row_place(row._replace(words=tuple(told[:-1])))


def test_how_far_off_boxes_are_is_told_by_the_page() -> None:
    assert loose_of(_placed([_row(TEXT, top=30.0 * n) for n in range(4)])) == 0.0
    assert 0.5 < loose_of(_placed([_row(TEXT, top=30.0 * n, off=0.4) for n in range(4)])) < 1.5


def test_gaps_that_mean_nothing_are_closed_and_blank_paper_is_not() -> None:
    rows = _placed([_row(TEXT, top=30.0 * n, off=0.4) for n in range(4)])
    words, place = rows[0]
    wide = [word if n < 5 else word._replace(box=_moved(word.box, 3 * EM)) for n, word in enumerate(words)]
    even = closed(wide, place._replace(box=place.box._replace(x1=place.box.x1 + 3 * EM)), loose_of(rows))
    gaps = [two.box.x0 - one.box.x1 for one, two in pairwise(even) if one.box and two.box]
    assert [n for n, gap in enumerate(gaps) if gap > 0.1] == [4]


def _moved(box: Box | None, by: float) -> Box:
    assert box is not None
    return box._replace(x0=box.x0 + by, x1=box.x1 + by)


def test_rows_that_run_over_a_gutter_are_parted() -> None:
    gap = 1.5 * EM
    rows = []
    for n in range(4):
        left, right = _row(TEXT, top=30.0 * n), _row(TEXT, left=len(TEXT) * EM + gap, top=30.0 * n)
        rows.append(OcrLine(left.words + right.words))
    assert [_text(words) for words, _ in parted_at_gutters(_placed(rows), 1.0)] == [TEXT] * 8


def test_a_gap_that_the_rows_above_and_below_run_over_is_no_gutter() -> None:
    rows = [_row(TEXT + TEXT, top=30.0 * n) for n in range(5)]
    moved = [word._replace(box=_moved(word.box, 1.2 * EM)) for word in rows[2].words[9:]]
    rows[2] = OcrLine((*rows[2].words[:9], *moved))
    assert len(parted_at_gutters(_placed(rows), 1.0)) == 5


def test_a_row_of_low_characters_has_the_size_of_its_paragraph_where_boxes_are_guesses() -> None:
    rows = [(place, 14) for _, place in _placed([_row(TEXT, top=30.0 * n, block=1) for n in range(4)])]
    low = rows[0][0]._replace(size=0.8 * rows[0][0].size, pitch=0.0)
    guessed, exact = (sizes_of([*rows, (low, 3)], guessed=guess) for guess in (True, False))
    assert guessed[-1] == guessed[0]
    assert exact[-1] < 0.85 * exact[0]


def test_captions_keep_their_size() -> None:
    rows = [(place, 14) for _, place in _placed([_row(TEXT, top=30.0 * n, block=1) for n in range(4)])]
    small = rows[0][0]._replace(size=0.85 * rows[0][0].size, pitch=0.85 * EM)
    assert sizes_of([*rows, (small, 14)], guessed=True)[-1] < 0.9 * rows[0][0].size


def test_pages_without_chinese_are_read() -> None:
    words = tuple(Word("word", Box(60.0 * n, 0, 60.0 * n + 50, 14)) for n in range(9))
    document = boxes.document([OcrPage([OcrLine(words), OcrLine(words, Box(0, 40, 530, 60), block=1)], [])], "")
    assert "".join(line.text for line in document.lines()).count("word") == 18


def test_the_score_of_recognised_pages_sees_errors() -> None:
    body = "水清了，岸绿了，人也渐渐多了起来。"
    exact = score_ocr("x", [body], [body], body, [body])
    assert (exact.whole, exact.spaces, exact.wrong, exact.lost) == (1, 0, 0, 0)
    torn = score_ocr("x", [body], [body], body, [body[:8], body[8:]])
    assert (torn.whole, torn.lost, torn.mistakes) == (0, 0, (f"x: {body}",))
    lost = score_ocr("x", [body], [body], body, ["水 清了，岸绿了，人也渐渐多了起"])
    assert (lost.whole, lost.spaces, lost.wrong, lost.lost) == (1, 1, 2, 2)


def test_where_there_is_no_tesseract_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evaluation.making.recognised.shutil.which", lambda name: None)
    with pytest.raises(MissingError, match="there is no tesseract"):
        need_tesseract()


def test_lines_of_exact_boxes_stay_lines() -> None:
    rows = []
    for n in range(4):
        left, right = _row(TEXT, top=30.0 * n), _row(TEXT, left=(len(TEXT) + 3) * EM, top=30.0 * n)
        rows.append(OcrLine(left.words + right.words))
    document = boxes.document([OcrPage(rows, [], 800.0, 400.0)], "")
    assert "".join(line.text for line in document.lines()) == f"{TEXT}\u3000{TEXT}" * 4
