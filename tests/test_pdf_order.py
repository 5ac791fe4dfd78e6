"""``--order file``: the lines of a PDF as the file draws them, for comparison and as a way out."""

from __future__ import annotations

from pathlib import Path

import pytest

import cntextfix
from cli_runner import Runner
from cntextfix import SourceError
from cntextfix.batch.job import Style
from pdf.draw import Pen

LEFT = ["左栏第一行写得满满当当的", "左栏第二行写完了。"]
RIGHT = ["右栏第一行写得满满当当的", "右栏第二行写完了。"]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Runner:
    return Runner(monkeypatch)


@pytest.fixture
def columns(tmp_path: Path) -> Path:
    """Two columns, the right one drawn first, the left one from its foot to its head; twice over."""
    pen = Pen()
    for n, text in enumerate(RIGHT):
        pen.line(text, 220, 40 + 15 * n, shifts=[(0, 0), (0.3, 0)])
    for n, text in reversed([*enumerate(LEFT)]):
        pen.line(text, 40, 40 + 15 * n, shifts=[(0, 0), (0.3, 0)])
    path = tmp_path / "columns.pdf"
    path.write_bytes(pen.done())
    return path


def test_lines_as_the_file_draws_them(columns: Path) -> None:
    drawn = [*RIGHT, *reversed(LEFT)]
    plain = cntextfix.read_pdf(columns, order="file")
    assert [line.text[: len(want)] for line, want in zip(plain.lines(), drawn, strict=True)] == drawn
    cleaned = cntextfix.clean_document(plain)
    assert cleaned.text.splitlines()[0].startswith(RIGHT[0])
    assert cleaned.text.index(LEFT[1]) < cleaned.text.index(LEFT[0])
    assert not plain.pages[0].trouble
    laid_out = "".join(cntextfix.clean_document(cntextfix.read_pdf(columns)).text.split())
    assert laid_out == "".join([*LEFT, *RIGHT])
    assert sorted("".join(cleaned.text.split())) == sorted(laid_out)


def test_on_the_command_line(run: Runner, columns: Path) -> None:
    rest = ("--without", "reflow,order,captions,furniture")
    for more in ((), ("--pdf-engine", "pdfminer"), ("--group-by", "folder")):
        result = run("clean", *more, "--order", "file", *rest, columns)
        assert (result.code, result.text.splitlines()) == (0, [*RIGHT, *reversed(LEFT)]), more
    assert run("clean", "--order", "reading", columns).text == run("clean", columns).text
    pytest.importorskip("pypdfium2")
    other = run("clean", "--pdf-engine", "pdfium", "--order", "file", *rest, columns)
    assert other.text.splitlines() == [*RIGHT, *reversed(LEFT)]


def test_text_has_one_order_only(run: Runner, tmp_path: Path, columns: Path) -> None:
    text = tmp_path / "page.txt"
    text.write_text("好好学习。\n", encoding="utf-8")
    refused = run("clean", "--order", "file", text, columns)
    assert refused.code == 3
    assert refused.err == f"cntextfix: {text}: is not a PDF: its lines have one order only; leave out --order file\n"
    assert RIGHT[0] in refused.text  # the PDF comes out all the same
    assert "只有一种次序" in run("clean", "--order", "file", text, lang="zh").err
    assert run("clean", "--order", "reading", text).code == 0


def test_another_order_is_another_output() -> None:
    assert Style(order="file").choices() != Style().choices()


def test_an_order_that_there_is_not(columns: Path) -> None:
    for read in (cntextfix.read_pdf, lambda path, order: list(cntextfix.pdf_pages(path, order=order))):
        with pytest.raises(SourceError, match="no order 'backwards' of lines; known: reading, file"):
            read(columns, order="backwards")  # type: ignore[arg-type]
