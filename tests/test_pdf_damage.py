"""Damaged PDFs: no crash, no hang, and never an empty page without a word. ``pdf/damage.py`` tries more of them."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from math import inf, nan

import pytest

import cntextfix
from cntextfix.document.geometry import Box, FigureKind, TypeStyle
from cntextfix.layout.page import find_lines, lay_out
from cntextfix.sources.pdf import EngineName
from cntextfix.sources.pdf.engine import Canvas
from pdf.damage import damaged, outcome, whole
from pdf.draw import one_page, raw_pdf, stream
from pdf.issues import ISSUES
from pdf.sound import assert_sound_document
from pdf.squares import Squares

WHOLE = whole()


def test_the_sound_one_is_read() -> None:
    assert outcome(WHOLE) == "read"


@pytest.mark.parametrize("start", range(0, 150, 30))
def test_damaged(start: int) -> None:
    begin = time.perf_counter()
    for seed in range(start, start + 30):
        assert outcome(damaged(WHOLE, seed)) in {"refused", "trouble", "read"}
    assert time.perf_counter() - begin < 60


def _four_pages() -> tuple[bytes, list[str]]:
    issue = ISSUES["four_pages"]()
    return issue.pdf, list(issue.paragraphs)


def _with_wrong_table(data: bytes) -> bytes:
    start = data.rindex(b"xref", 0, data.rindex(b"startxref"))
    return data[:start] + data[start:].replace(b"0 ", b"7 ", 12)


WRECKS: dict[str, Callable[[bytes], bytes]] = {
    "a wrong table": _with_wrong_table,
    "no table": lambda data: data[: data.rindex(b"xref", 0, data.rindex(b"startxref"))],
    "no startxref": lambda data: data[: data.rindex(b"startxref")],
    "a wrong startxref": lambda data: data[: data.rindex(b"startxref")] + b"startxref\n99\n%%EOF\n",
    "bytes in front": lambda data: b"HTTP/1.1 200 OK\r\n\r\n" + data,
    "no page tree": lambda data: data.replace(b"/Type /Pages", b"/Type /Ruins"),
    "no catalogue": lambda data: data.replace(b"/Type /Catalog", b"/Type /Nothing"),
}


@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
@pytest.mark.parametrize("name", WRECKS)
def test_wrecks_are_put_together_again(name: str, engine: EngineName) -> None:
    data, want = _four_pages()
    wreck = WRECKS[name](data)
    assert wreck != data
    cleaned = assert_sound_document(cntextfix.read_pdf(wreck, engine=engine))
    assert cleaned.text.splitlines() == want


@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
def test_the_pages_before_a_cut_come_out(engine: EngineName) -> None:
    data, want = _four_pages()
    document = cntextfix.read_pdf(data[: int(len(data) * 0.8)], engine=engine)
    text = cntextfix.clean_document(document).text.splitlines()
    assert text == want[: len(text)]
    assert len(text) > len(want) / 2
    assert document.pages[0].trouble[0].code == "rebuilt-file"
    assert all(page.lines or page.trouble for page in document.pages)


def test_lost_pages_keep_their_places() -> None:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 9 0 R 4 0 R]/Count 3>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 5 0 R/Resources 7 0 R>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 6 0 R/Resources 7 0 R>>",
        stream(b"BT /F1 12 Tf 50 100 Td (one) Tj ET"), stream(b"BT /F1 12 Tf 50 100 Td (three) Tj ET"),
        b"<</Font<</F1 8 0 R>>>>", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    document = cntextfix.read_pdf(raw_pdf(objects)[:-60])
    assert [[line.text for line in page.lines] for page in document.pages] == [["one"], [], ["three"]]
    assert "no-text" in [trouble.code for trouble in document.pages[1].trouble]


def test_objects_in_streams_are_found_again() -> None:
    inner = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    places = [sum(len(body) + 1 for body in inner[:n]) for n in range(len(inner))]
    index = b" ".join(b"%d %d" % (n, place) for n, place in enumerate(places, 1)) + b"\n"
    packed = zlib.compress(index + b"\n".join(inner))
    whole = b"%%PDF-1.5\n5 0 obj\n%s\nendobj\n6 0 obj\n%s\nendobj\n" % (
        stream(b"BT /F1 12 Tf 50 100 Td (found) Tj ET"),
        stream(packed, b"/Type/ObjStm/N 4/First %d/Filter/FlateDecode" % len(index)),
    )
    assert cntextfix.clean_document(cntextfix.read_pdf(whole)).text == "found\n"


@pytest.mark.parametrize("data", [b"", b"1 0 obj " * 50_000, b"1 0 obj\n<</Type/Pages>>", b"1 0 obj\n<</Type/Page"])
def test_where_there_is_no_page_it_is_said(data: bytes) -> None:
    with pytest.raises(cntextfix.SourceError, match=r"damaged|no readable page"):
        cntextfix.read_pdf(b"%PDF-1.4\n" + data)


@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
def test_a_content_stream_that_breaks_off_is_told_of(engine: EngineName) -> None:
    """Not compressed in a second layer as reportlab has it, so that the text before the damage can be read."""
    lines = b"\n".join(b"BT /F1 12 Tf 20 %d Td (line %d) Tj ET" % (190 - n, n) for n in range(400))
    packed = bytearray(zlib.compress(lines))
    packed[len(packed) // 2 : len(packed) // 2 + 30] = b"A" * 30
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    page = one_page(b"", font, resources=b"<</Font<</F1 5 0 R>>>>")
    objects = [part.split(b" obj\n", 1)[1] for part in page.split(b"\nendobj\n")[:-1]]
    objects[3] = stream(bytes(packed), b"/Filter/FlateDecode")
    document = cntextfix.read_pdf(raw_pdf(objects), engine=engine)
    assert "damaged-content" in [trouble.code for trouble in document.pages[0].trouble]


@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
@pytest.mark.parametrize("size", [0.0, 1e-4, 1e6])
def test_text_of_any_size(size: float, engine: EngineName) -> None:
    """Damaged newspaper pages have text of no size and of sizes that no page has; neither may stop the rest."""
    page = Squares()
    page.line("江面雾气沉沉，水声潺潺。", 40, 40)
    page.line("慢慢走", 40, 80, size, pitch=0.0)
    document = cntextfix.read_pdf(page.done(), engine=engine)
    assert "江面雾气沉沉，水声潺潺。" in cntextfix.clean_document(document).text


@pytest.mark.parametrize("place", [nan, inf, 1e39])
def test_glyphs_at_no_place(place: float) -> None:
    """They stay in the record, out of the text, and stop nothing; figures at no place are none."""
    canvas = Canvas(200.0, 300.0)
    look = canvas.style_index(TypeStyle("Song", 10.0))
    for n, char in enumerate("江水青"):
        at = 40.0 + 10 * n
        canvas.chars.append(char)
        for column, side in ((canvas.x0, at), (canvas.y0, 50.0), (canvas.x1, at + 10), (canvas.y1, 60.0)):
            column.append(place if char == "青" else side)
        canvas.style.append(look)
    canvas.figure(FigureKind.FILL, Box(place, place, place, place), (0.0,))
    assert not canvas.painted(place, 20.0)
    assert not canvas.painted(20.0, place)
    page = canvas.page(0)
    assert page.figures == ()
    assert [page.glyphs[n].style.hidden for n in range(3)] == [False, False, True]
    lines, _ = lay_out(find_lines(page.glyphs, page.figures, page.width, page.height))
    assert sorted(line.text for line in lines) == ["江水", "青"]
