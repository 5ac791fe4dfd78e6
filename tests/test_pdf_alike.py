"""What one engine alone used to read: spaces that nobody sees, text printed over itself sign by sign, text on a painted
ground, fonts of old Windows."""

from __future__ import annotations

import pytest

import cntextfix
from cntextfix.document.geometry import Glyphs
from cntextfix.sources.pdf import EngineName
from pdf.draw import one_page
from pdf.squares import Squares

ENGINES: tuple[EngineName, ...] = ("pdfminer", "pdfium")


def glyphs_of(data: bytes, engine: EngineName) -> Glyphs:
    glyphs = cntextfix.read_pdf(data, engine=engine).pages[0].glyphs
    assert glyphs is not None
    return glyphs


def spaces(glyphs: Glyphs) -> list[tuple[int, int]]:
    """Where spaces are set, from the left and from below."""
    return [(round(glyphs.x0[n]), round(glyphs.y0[n])) for n, char in enumerate(glyphs.text) if char.isspace()]


@pytest.mark.parametrize("unit", ["run", "char"])
def test_spaces_at_the_end_of_lines(unit: str) -> None:
    page = Squares()
    for n, text in enumerate(["慢慢走好好看 ", "江水回来的时候 ", "他们都在岸边"]):
        page.line(text, 40, 40 + 16 * n, unit=unit)
    mine, theirs = (glyphs_of(page.done(), engine) for engine in ENGINES)
    assert len(spaces(mine)) == 2
    assert spaces(theirs) == spaces(mine)


@pytest.mark.parametrize("unit", ["run", "char"])
@pytest.mark.parametrize("shifts", [[(0.0, 0.0)], [(0.0, 0.0), (0.3, 0.0)]])
def test_spaces_in_a_row(unit: str, shifts: list[tuple[float, float]]) -> None:
    """They hold a line together whose parts stand far from each other."""
    page = Squares()
    page.line("会长：蔡荣兴      顾问：罗德麟", 40, 40, unit=unit, shifts=shifts)
    mine, theirs = (cntextfix.read_pdf(page.done(), engine=engine) for engine in ENGINES)
    assert [line.text for line in theirs.lines()] == [line.text for line in mine.lines()]
    assert len(theirs.pages[0].layout.blocks if theirs.pages[0].layout else ()) == 1


def test_spaces_in_a_row_within_one_text() -> None:
    page = Squares()
    page.draw(f"BT /H 10 Tf 40 500 Td <{page.codes('电话：二三四      传真：五六七')}> Tj ET")
    mine, theirs = (glyphs_of(page.done(), engine) for engine in ENGINES)
    assert theirs.text == mine.text
    assert theirs.text.count(" ") == 6


def test_a_lone_space_behind_the_number_of_an_item() -> None:
    """What follows stands an em and a half on; that makes no ideographic space of it."""
    page = Squares()
    page.line("２．", 40, 40)
    page.line(" ", 60, 40)
    page.line("今日下午开会", 75, 40)
    for engine in ENGINES:
        assert "\u3000" not in glyphs_of(page.done(), engine).text


def test_text_printed_over_itself_sign_by_sign() -> None:
    """Three times in one text, as LaTeX makes bold Han; pdfium takes the copies for slips."""
    page = Squares()
    parts = " ".join(f"<{code}> 985 <{code}> 985 <{code}>" for code in map(page.codes, "线性代数"))
    page.draw(f"BT /H 10 Tf 40 500 Td [{parts}] TJ ET")
    page.line("期中考试", 40, 140)
    mine, theirs = (glyphs_of(page.done(), engine) for engine in ENGINES)
    assert mine.text.count("线") == 3
    assert theirs.text == mine.text
    assert not cntextfix.read_pdf(page.done(), engine="pdfium").pages[0].trouble


@pytest.mark.parametrize("engine", ENGINES)
def test_a_path_of_two_parts_clips_to_both(engine: EngineName) -> None:
    """White text stands on a ground that is seen through two windows."""
    page = Squares()
    page.draw("q 30 490 100 30 re 200 490 100 30 re W n 0 g 0 480 420 60 re f Q 1 g")
    page.line("白字也要看得见", 40, 80)
    page.line("这里也一样", 210, 80)
    document = cntextfix.read_pdf(page.done(), engine=engine)
    assert document.pages[0].glyphs is not None
    assert not any(style.hidden for style in document.pages[0].glyphs.styles)


@pytest.mark.parametrize("engine", ENGINES)
def test_white_text_on_a_page_of_too_many_figures_is_not_hidden(
    engine: EngineName, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is behind it is not known any more."""
    for module in ("engine", "paths", "pdfium"):
        monkeypatch.setattr(f"cntextfix.sources.pdf.{module}.MAX_FIGURES", 2)
    page = Squares()
    page.draw("0 g 0 0 9 9 re f 0 20 9 9 re f 0 480 420 60 re f 1 g")
    page.line("白字也要看得见", 40, 80)
    glyphs = glyphs_of(page.done(), engine)
    assert not any(style.hidden for style in glyphs.styles)


GBK_FONT = (
    b"<</Type/Font/Subtype/TrueType/BaseFont/#CB#CE#CC#E5/Encoding/WinAnsiEncoding/FirstChar 0/LastChar 255/Widths[%s]"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/#CB#CE#CC#E5/Flags 4/FontBBox[0 -200 1000 1000]/ItalicAngle 0"
    b"/Ascent 1000/Descent -200/CapHeight 1000/StemV 100>>>>"
) % (b" 500" * 256)


@pytest.mark.parametrize("engine", ENGINES)
def test_fonts_of_old_windows_have_gbk_in_two_bytes(engine: EngineName) -> None:
    content = b"BT /F1 20 Tf 20 100 Td (" + "目录 A1".encode("gbk") + b") Tj ET"
    data = one_page(content, GBK_FONT, resources=b"<</Font<</F1 5 0 R>>>>")
    glyphs = glyphs_of(data, engine)
    assert glyphs.text == "目录 A1"
    assert [round(glyphs.x0[n]) for n in (0, 1)] == [20, 40]
