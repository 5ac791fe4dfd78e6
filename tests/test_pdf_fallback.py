"""No page costs its file: where the layout fails, the page has its plain lines, says so, and the others come out."""

from __future__ import annotations

import pytest

import cntextfix
from cntextfix.errors import InkLost
from cntextfix.layout import page as layout_page
from cntextfix.layout.page import Sheet, find_lines
from cntextfix.sources.pdf import EngineName
from pdf.draw import Pen, broken
from pdf.sound import assert_sound_document

TEXT = "每天天不亮，护河员邱守田就沿着青螺江的江堤慢慢往下游走，江面雾气沉沉，水声潺潺。"
SHEETS = "cntextfix.sources.sheets"
ENGINES: list[EngineName] = ["pdfminer", "pdfium"]


def three_pages() -> bytes:
    pen = Pen()
    for number in "一二三":
        pen.line(f"第{number}章", 40, 40, 20, shifts=((0, 0), (0.4, 0)))
        pen.column(broken([TEXT], 14), 40, 90)
        pen.line("看不见的字", 40, 300, mode=3)
        pen.turn_page()
    return pen.done()


def failing(monkeypatch: pytest.MonkeyPatch, name: str, error: Exception, page: int) -> None:
    """Let a step of the layout fail on one page (counted from 1)."""
    right, count = getattr(layout_page, name), iter(range(1, 100))

    def stumble(*arguments: object) -> object:
        if next(count) == page:
            raise error
        return right(*arguments)

    monkeypatch.setattr(f"{SHEETS}.{name}", stumble)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("error", [InkLost("lost"), IndexError("a bug"), RecursionError()], ids=repr)
@pytest.mark.parametrize("step", ["lay_out", "find_lines"])
def test_the_page_falls_back(monkeypatch: pytest.MonkeyPatch, step: str, error: Exception, engine: EngineName) -> None:
    failing(monkeypatch, step, error, 2)
    document = cntextfix.read_pdf(three_pages(), engine=engine)
    assert [[t.code for t in page.trouble] for page in document.pages] == [[], ["plain-lines"], []]
    cleaned = assert_sound_document(document)
    whole = cntextfix.clean_document(cntextfix.read_pdf(three_pages(), engine=engine))
    for n in (0, 2):
        assert [(one.text, one.role) for one in cleaned.document.pages[n].lines] == [
            (one.text, one.role) for one in whole.document.pages[n].lines
        ]
    printed = "".join(line.text for line in cleaned.document.pages[1].lines if line.role != "hidden")
    assert printed.replace("第二章第二章", "第二章") == f"第二章{TEXT}"  # without lines no copies are known
    if step == "lay_out":
        assert cleaned.text.count("第二章") == 1
    assert "看不见的字" not in cleaned.text
    assert [(notice.page, notice.code) for notice in cleaned.report.noticed] == [(2, "plain-lines")]


def test_lines_that_lack_a_glyph_are_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def lossy(*arguments: object) -> Sheet:
        sheet = find_lines(*arguments)  # type: ignore[arg-type]
        del sheet.lines[-1]
        return sheet

    monkeypatch.setattr(f"{SHEETS}.find_lines", lossy)
    cleaned = assert_sound_document(cntextfix.read_pdf(three_pages()))
    assert {notice.code for notice in cleaned.report.noticed} == {"plain-lines"}
    assert all(char in cleaned.text for char in TEXT)


def test_no_paragraph_goes_over_a_page_that_fell_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its text would stand in the middle of a sentence of the pages around it, or behind it."""
    pen = Pen()
    rows = broken([TEXT[:-1] * 5], 14)
    for number in range(3):
        pen.column(rows[5 * number : 5 * number + 5], 40, 60)
        pen.turn_page()
    data = pen.done()
    assert len(cntextfix.clean_document(cntextfix.read_pdf(data)).text.splitlines()) < 3
    failing(monkeypatch, "lay_out", InkLost("lost"), 2)
    document = cntextfix.read_pdf(data)
    places = [page.number for page in document.pages for _ in page.lines]
    glyphs = [(page.glyphs.first, page.glyphs.first + len(page.glyphs)) for page in document.pages if page.glyphs]
    assert places == sorted(places)
    for page, (first, stop) in zip(document.pages, glyphs, strict=True):
        assert all(first <= start < stop for line in page.lines for start, _ in line.spans())


@pytest.mark.parametrize("engine", ENGINES)
def test_double_rules_and_tables_make_no_two_quotes_of_a_line(engine: EngineName) -> None:
    """Weekly bulletins have double rules above and below a larger line, and tables of larger type."""
    pen = Pen()
    pen.column(broken([TEXT, TEXT], 14), 40, 60)
    for v in (232, 236, 262, 266):
        pen.rule(40, v, 180, v)
    pen.line("水清了，岸绿了", 50, 243, 13)
    for n in range(5):
        pen.rule(220, 80 + 30 * n, 380, 80 + 30 * n)
        pen.rule(220, 80 + 30 * n, 380, 80 + 30 * n)
        if n < 4:
            pen.line(f"第{'一二三四'[n]}小组", 230, 87 + 30 * n, 13)
    document = cntextfix.read_pdf(pen.done(), engine=engine)
    assert not document.pages[0].trouble
    cleaned = assert_sound_document(document)
    roles = {line.text: line.role.value for line in cleaned.document.lines()}
    assert roles["水清了，岸绿了"] == "quote"
    assert all(role != "quote" for text, role in roles.items() if "小组" in text)
    assert all(f"第{number}小组" in cleaned.text for number in "一二三四")
