"""Reading PDFs: what can be given, what is refused and how, and the odd files that other extractors stumble over."""

from __future__ import annotations

import pickle
from io import BytesIO
from pathlib import Path

import pytest

import cntextfix
from cntextfix.sources.pdf import EngineName
from pdf.draw import Pen, broken, one_page, raw_pdf, stream
from pdf.sound import assert_sound_document

TEXT = ["每天天不亮，护河员就沿着江堤慢慢往下游走。", "水清了，岸绿了，人也渐渐多了起来。"]
HELVETICA = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>%s>>"


def page(text: str = TEXT[0], **options: str) -> bytes:
    pen = Pen(**options)  # type: ignore[arg-type]
    pen.column(broken([text], 16), 40, 40)
    return pen.done()


def test_path_bytes_and_file(tmp_path: Path) -> None:
    data = page()
    path = tmp_path / "页.pdf"
    path.write_bytes(data)
    texts = {cntextfix.clean_document(cntextfix.read_pdf(one)).text for one in (path, str(path), data, BytesIO(data))}
    assert texts == {TEXT[0] + "\n"}
    assert cntextfix.read_pdf(path).name == str(path)


def test_pages_are_chosen_by_number() -> None:
    pen = Pen()
    for text in TEXT:
        pen.column(broken([text], 16), 40, 40)
        pen.turn_page()
    document = cntextfix.read_pdf(pen.done(), pages=[2])
    assert [p.number for p in document.pages] == [2]
    assert cntextfix.clean_document(document).text == TEXT[1] + "\n"
    with pytest.raises(cntextfix.SourceError, match="no page 3: this file has 2"):
        cntextfix.read_pdf(pen.done(), pages=[3])


def test_pages_stream_with_ids_and_glyphs_numbered_through() -> None:
    pen = Pen()
    for n in range(4):
        pen.column(broken([f"{'甲乙丙丁'[n]}段：{text}" for text in TEXT], 16), 40, 100)
        pen.turn_page()
    pages = list(cntextfix.pdf_pages(pen.done()))
    ids = [line.id for p in pages for line in p.lines]
    assert len(ids) == len(set(ids))
    assert [p.glyphs.first for p in pages if p.glyphs] == [n * len(pages[0].glyphs or ()) for n in range(4)]
    cleaned = [p for p, _ in cntextfix.clean_pages(pages)]
    assert [[line.text[3:] for line in p.lines] for p in cleaned] == [TEXT] * 4


def test_what_is_no_pdf() -> None:
    with pytest.raises(cntextfix.SourceError, match="not a PDF"):
        cntextfix.read_pdf(b"hello")


@pytest.mark.parametrize("engine", ["pdfminer", "pdfium"])
def test_encrypted(engine: EngineName) -> None:
    data = page(password="secret")
    with pytest.raises(cntextfix.SourceError, match="is encrypted: give its password"):
        cntextfix.read_pdf(data, engine=engine)
    with pytest.raises(cntextfix.SourceError, match="does not open it"):
        cntextfix.read_pdf(data, "wrong", engine=engine)
    assert cntextfix.clean_document(cntextfix.read_pdf(data, "secret", engine=engine)).text == TEXT[0] + "\n"


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_truncated(cut: float) -> None:
    data = page()
    try:
        document = cntextfix.read_pdf(data[: int(len(data) * cut)])
    except cntextfix.SourceError as error:
        assert "damaged" in str(error) or "no readable page" in str(error)  # noqa: PT017 - either outcome is right
    else:
        assert document.pages[0].trouble or document.pages[0].lines


def test_a_damaged_page_leaves_the_others() -> None:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 5 0 R/Resources 7 0 R>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 6 0 R/Resources 7 0 R>>",
        stream(b"\x01\x02broken", b"/Filter/FlateDecode"), stream(b"BT /F1 12 Tf 50 100 Td (fine) Tj ET"),
        HELVETICA % b"",
    ]  # fmt: skip
    document = cntextfix.read_pdf(raw_pdf(objects))
    assert [t.code for t in document.pages[0].trouble] == ["damaged-content", "no-text"]
    assert [line.text for line in document.pages[1].lines] == ["fine"]


def test_a_scan_says_so() -> None:
    pen = Pen()
    pen.picture(0, 0, pen.width - 30, pen.height - 30)
    assert [t.code for t in cntextfix.read_pdf(pen.done()).pages[0].trouble] == ["no-text-layer"]


def test_a_scan_with_a_hidden_layer_says_so() -> None:
    pen = Pen()
    pen.picture(0, 0, pen.width - 30, pen.height - 30)
    pen.line("隐藏的文字层", 40, 40, mode=3)
    document = cntextfix.read_pdf(pen.done())
    assert [(t.code, t.numbers) for t in document.pages[0].trouble] == [("hidden-layer", (6,))]
    assert cntextfix.clean_document(document).text == "隐藏的文字层\n"


def test_an_empty_page_is_not_silent() -> None:
    pen = Pen()
    pen.turn_page()
    document = cntextfix.read_pdf(pen.done())
    assert not document.pages[0].lines
    assert [t.code for t in document.pages[0].trouble] == ["no-text"]


def test_text_inside_a_form_stands_in_its_place() -> None:
    pen = Pen()
    rows = broken(TEXT, 16)
    pen.column(rows[:1], 40, 40)
    pen.canvas.beginForm("part")
    pen.column(rows[1:2], 40, 55)
    pen.canvas.endForm()
    pen.canvas.doForm("part")
    pen.column(rows[2:], 40, 70)
    assert assert_sound_document(cntextfix.read_pdf(pen.done())).text == "".join(t + "\n" for t in TEXT)


def test_a_form_that_contains_itself_ends() -> None:
    form = stream(b"BT /F1 12 Tf 50 100 Td (once) Tj ET /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 300 200]")
    document = cntextfix.read_pdf(one_page(b"/X Do", form, resources=HELVETICA % b"/XObject<</X 5 0 R>>"))
    assert [line.text for line in document.pages[0].lines] == ["once"]
    assert "endless-form" in [t.code for t in document.pages[0].trouble]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_turned_pages(rotate: int) -> None:
    turns = {0: "1 0 0 1 0 0", 90: "0 1 -1 0 300 0", 180: "-1 0 0 -1 300 200", 270: "0 -1 1 0 0 200"}
    data = one_page(
        b"%s cm BT /F1 12 Tf 20 100 Td (upright) Tj ET" % turns[rotate].encode(), resources=HELVETICA % b"",
        extra=b"/Rotate %d" % rotate,
    )  # fmt: skip
    document = cntextfix.read_pdf(data)
    (line,) = document.pages[0].lines
    box = document.pages[0].box(line)
    assert line.text == "upright"
    assert box
    assert (round(box.x0), round(box.y0), round(box.y1)) == (20, 99, 111)


def font(to_unicode: bytes = b"", encoding: bytes = b"/Identity-H") -> bytes:
    return (
        b"<</Font<</F1<</Type/Font/Subtype/Type0/BaseFont/A/Encoding %s/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType0/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>]"
        b"%s>>>>>>" % (encoding, to_unicode)
    )


CODES = b"BT /F1 12 Tf 20 100 Td <000100020003> Tj ET"
TABLE = b"3 beginbfchar <0001> <4E2D> <0002> <6587> <0003> <5B57> endbfchar"


def test_an_embedded_cmap_is_read() -> None:
    cmap = (
        b"begincmap /CMapName /Mine def 1 begincodespacerange <0000> <FFFF> endcodespacerange "
        b"1 begincidrange <0001> <00FF> 1 endcidrange endcmap"
    )
    data = one_page(
        CODES, stream(cmap, b"/Type/CMap/CMapName/Mine"), stream(TABLE), resources=font(b"/ToUnicode 6 0 R", b"5 0 R")
    )
    assert [line.text for line in cntextfix.read_pdf(data).pages[0].lines] == ["中文字"]


def test_glyphs_without_characters_are_counted() -> None:
    document = cntextfix.read_pdf(one_page(CODES, resources=font()))
    assert [line.text for line in document.pages[0].lines] == ["\ufffd" * 3]
    noticed = cntextfix.clean_document(document).report.noticed
    assert [(n.code, n.numbers[0]) for n in noticed] == [("unreadable-replaced", 3)]


def test_marked_content_says_what_glyphs_without_characters_are() -> None:
    """As Chrome and Google Docs write it: the table has nothing for a glyph, the content stream has."""
    content = (
        b"BT /F1 12 Tf 20 100 Td /P <</MCID 0>> BDC <0001> Tj /Span<</ActualText <FEFF6587>>> BDC <0002> Tj EMC "
        b"/Span<</ActualText <FEFF4E00>>> BDC <0003> Tj EMC EMC ET"
    )
    table = b"3 beginbfchar <0001> <4E2D> <0002> <0000> <0003> <5B57> endbfchar"
    data = one_page(content, stream(table), resources=font(b"/ToUnicode 5 0 R"))
    assert [line.text for line in cntextfix.read_pdf(data).pages[0].lines] == ["中文字"]


def test_private_use_characters_are_counted() -> None:
    table = b"3 beginbfchar <0001> <E001> <0002> <E002> <0003> <E003> endbfchar"
    document = cntextfix.read_pdf(one_page(CODES, stream(table), resources=font(b"/ToUnicode 5 0 R")))
    noticed = cntextfix.clean_document(document).report.noticed
    assert [(n.code, n.numbers[0]) for n in noticed] == [("unreadable-private", 3)]


@pytest.mark.parametrize("box", [b"[0 0 1e9 1e9]", b"[0 0 0 0]", b"[a b]", b"[300 200 0 0]"])
def test_odd_page_boxes(box: bytes) -> None:
    data = one_page(b"BT /F1 12 Tf 20 100 Td (text) Tj ET", resources=HELVETICA % b"", extra=b"/MediaBox" + box)
    assert [line.text for line in cntextfix.read_pdf(data).pages[0].lines] == ["text"]


def test_a_font_that_is_missing_does_not_stop_the_page() -> None:
    content = b"BT /F9 12 Tf 20 150 Td (lost) Tj /F1 12 Tf 0 -30 Td (kept) Tj ET"
    document = cntextfix.read_pdf(one_page(content, resources=HELVETICA % b""))
    assert "kept" in [line.text for line in document.pages[0].lines]


def test_the_document_pickles() -> None:
    cleaned = cntextfix.clean_document(cntextfix.read_pdf(page()))
    assert pickle.loads(pickle.dumps(cleaned)).text == cleaned.text


def test_the_pdfium_extra_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(cntextfix.SourceError, match=r"pip install 'cntextfix\[pdfium\]'"):
        cntextfix.read_pdf(page(), engine="pdfium")


def test_vertical_forms_on_a_vertical_page() -> None:
    text = "四局打完15︓13︐冠軍︒"
    table = "".join(f"<{n:04X}> <{ord(char):04X}> " for n, char in enumerate(text, 1))
    shown = "".join(f"1 0 0 1 100 {180 - 12 * n} Tm <{n:04X}> Tj " for n in range(1, len(text) + 1))
    data = one_page(
        f"BT /F1 12 Tf {shown} ET".encode(),
        stream(f"{len(text)} beginbfchar {table} endbfchar".encode()),
        resources=font(b"/ToUnicode 5 0 R"),
    )
    assert cntextfix.clean_document(cntextfix.read_pdf(data)).text == "四局打完15：13，冠軍。\n"


def test_trouble_is_in_the_report() -> None:
    pen = Pen()
    pen.picture(0, 0, pen.width - 30, pen.height - 30)
    noticed = cntextfix.clean_document(cntextfix.read_pdf(pen.done())).report.noticed
    assert [(notice.page, notice.rule, notice.code) for notice in noticed] == [(1, "page-trouble", "no-text-layer")]
