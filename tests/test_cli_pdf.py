"""PDFs on the command line: what is handed to their reader, and how places, diffs and trouble are told. Most of it on
a stand-in for the reader, the rest on the sample page."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import cntextfix
from cli_runner import Runner
from cntextfix.document.geometry import Layout, Trouble
from cntextfix.document.model import Document, Page
from helpers import SAMPLES
from pdf.draw import one_page
from pdf.issues import ISSUES

FIRST = "完善工作机制，开展重点场所联合督查行动。"
GARBLED = "工作机制工作机制，，开展重点场所开展重点场所。。"
CLEAN = "工作机制，开展重点场所。"
SAMPLE = SAMPLES / "river-page.pdf"


@dataclass
class Reader:
    """Notes what it is asked for, and makes two pages of anything."""

    asked: list[dict[str, object]] = field(default_factory=list)
    trouble: tuple[Trouble, ...] = ()

    def __call__(
        self,
        source: bytes,
        password: str = "",
        pages: tuple[int, ...] | None = None,
        engine: str = "the usual one",
        name: str = "",
        order: str = "the usual one",
    ) -> Document:
        self.asked.append({"password": password, "pages": pages, "engine": engine, "name": name, "order": order})
        if b"damaged" in source:
            raise cntextfix.SourceError("cannot be read: there is no page in it")
        (page,) = cntextfix.read_text(f"{FIRST}\n{GARBLED}\n").pages
        return Document(name, (page, Page(2, (), layout=Layout(), trouble=self.trouble)))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Runner:
    return Runner(monkeypatch)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    reader = Reader()
    monkeypatch.setattr(cntextfix, "read_pdf", reader, raising=False)
    return reader


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n\xff")
    return path


def test_options_go_to_the_reader(run: Runner, pdf: Path, reader: Reader) -> None:
    assert run("clean", pdf).text == f"{FIRST}\n{CLEAN}\n"
    more = ("--pdf-engine", "pdfminer", "--order", "file")
    run("check", "--pages", "5, 1-3,2", "--password", "geheim", *more, pdf)
    assert reader.asked == [
        {"name": str(pdf), "pages": None, "password": "", "engine": "the usual one", "order": "reading"},
        {"name": str(pdf), "pages": (1, 2, 3, 5), "password": "geheim", "engine": "pdfminer", "order": "file"},
    ]


@pytest.mark.parametrize("before", [b"", b"\n", b"\xef\xbb\xbf", b"\0\r\n"])
def test_pdfs_are_known_by_their_first_bytes(run: Runner, reader: Reader, before: bytes) -> None:
    assert CLEAN in run("clean", stdin=before + b"%PDF-1.4 \xff").text
    assert reader.asked[0]["name"] == "<stdin>"


def test_text_about_pdfs_is_text(run: Runner, reader: Reader) -> None:
    assert run("clean", stdin=b"a file that begins with %PDF-1.4\n").code == 0
    assert not reader.asked


def test_pages_of_a_text_are_an_error(run: Runner, reader: Reader, pdf: Path, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("x\n")
    result = run("clean", "--pages", "1", text, pdf)
    assert result.code == 3
    assert CLEAN in result.text
    assert f"{text}: is not a PDF" in result.err


def test_the_readers_errors_cost_one_file_only(run: Runner, reader: Reader, pdf: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "b.pdf"
    damaged.write_bytes(b"%PDF-damaged")
    result = run("clean", damaged, pdf)
    assert result.code == 3
    assert CLEAN in result.text
    assert f"{damaged}: cannot be read: there is no page in it" in result.err


def test_not_in_place_and_not_as_one(run: Runner, reader: Reader, pdf: Path) -> None:
    before = pdf.read_bytes()
    for words in (["--in-place"], ["--as-one"]):
        assert run("clean", *words, pdf).code == 3
    assert pdf.read_bytes() == before


def test_check_and_explain_tell_pages(run: Runner, reader: Reader, pdf: Path) -> None:
    result = run("check", pdf)
    assert result.code == 1
    assert result.text.startswith(f"{pdf}:p1 tandem-repeat ")
    record = json.loads(run("check", "--format", "json", pdf).text)
    assert (record["file"], record["page"], record["line"], record["column"]) == (str(pdf), 1, None, None)
    assert "       p1  " in run("explain", pdf).text


def test_a_diff_is_against_the_lines_as_read(run: Runner, reader: Reader, pdf: Path) -> None:
    result = run("clean", "--diff", pdf)
    assert result.code == 1
    assert result.text.splitlines()[2:] == ["@@ -1,2 +1,2 @@", f" {FIRST}", f"-{GARBLED}", f"+{CLEAN}"]


def test_glyphs_without_characters_are_told(run: Runner, tmp_path: Path) -> None:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/Differences[48/g23]>>>>"
    content = b"BT /F1 20 Tf 20 100 Td (y00 = y0) Tj ET"
    file = tmp_path / "a.pdf"
    file.write_bytes(one_page(content, font, resources=b"<</Font<</F1 5 0 R>>>>"))
    result = run("clean", file)
    assert (result.code, result.text) == (0, "y\ufffd\ufffd = y\ufffd\n")
    assert result.err == f"cntextfix: {file}: page 1: 3 replacement characters (U+FFFD): 50 % of the page\n"


def test_trouble_with_pages_is_told_by_every_command(run: Runner, reader: Reader, pdf: Path, tmp_path: Path) -> None:
    reader.trouble = (Trouble("sun-spots", (3,)), Trouble("no-text-layer"))
    report = tmp_path / "why.jsonl"
    err = run("clean", pdf, "--report", report).err.splitlines()
    assert err == [
        f"cntextfix: {pdf}: no text or mostly unreadable, needs OCR: page 2",
        f"cntextfix: {pdf}: page 2: sun-spots (3)",
    ]
    assert json.loads(report.read_text(encoding="utf-8").splitlines()[0])["code"] == "no-text-layer"
    lines = run("check", pdf).text.splitlines()
    assert lines[0].startswith(f"{pdf}:p2 page-trouble (only noticed) ")
    assert lines[1] == f"{pdf}:p2 page-trouble (only noticed) sun-spots (3)"
    told = run("explain", pdf).text
    assert told.index("page 2: ") < told.index("\ntandem-repeat") < told.index("       p2  sun-spots (3)")
    record = json.loads(run("clean", "--format", "json", pdf).text)["report"]
    assert record["needs_ocr"] == [2]
    assert [r["rule"] for r in record["noticed"]] == ["page-trouble", "page-trouble"]


def test_the_sample_page(run: Runner) -> None:
    want = SAMPLE.with_suffix(".expected.txt").read_bytes()
    result = run("clean", SAMPLE)
    assert (result.code, result.out, result.err) == (0, want, "")
    for engine in ("pdfminer", "auto"):
        assert run("clean", "--pdf-engine", engine, "--pages", "1", SAMPLE).out == want


@pytest.mark.parametrize("engine", ["auto", "pdfminer", "pdfium"])
def test_pages_past_the_end_are_cut_with_a_word(run: Runner, engine: str) -> None:
    if engine == "pdfium":
        pytest.importorskip("pypdfium2")
    want = SAMPLE.with_suffix(".expected.txt").read_bytes()
    cut = run("clean", "--pdf-engine", engine, "--pages", "1-3", SAMPLE)
    assert (cut.code, cut.out) == (0, want)
    assert cut.err == f"cntextfix: {SAMPLE}: --pages goes past the last page, 1; read: 1\n"
    assert "共 1 页" in run("clean", "--pdf-engine", engine, "--pages", "1-3", SAMPLE, lang="zh").err
    beyond = run("clean", "--pdf-engine", engine, "--pages", "2-3", SAMPLE)
    assert (beyond.code, beyond.out) == (3, b"")
    assert "no page 2: this file has 1" in beyond.err


def test_the_sample_page_as_json_has_boxes(run: Runner) -> None:
    record = json.loads(run("clean", "--format", "json", SAMPLE).text)
    boxes = [block["bbox"] for block in record["pages"][0]["blocks"]]
    assert all(box[0] < box[2] and box[1] < box[3] for box in boxes)
    headline = next(block for block in record["pages"][0]["blocks"] if block["role"] == "headline")
    body = next(block for block in record["pages"][0]["blocks"] if block["role"] == "body")
    assert headline["bbox"][1] > body["bbox"][3]  # y grows upwards


def test_a_diff_of_the_sample_page_is_in_reading_order(run: Runner) -> None:
    result = run("clean", "--diff", SAMPLE)
    lines = result.text.splitlines()
    taken, put = (["".join(line[1:] for line in lines[3:] if line[0] in marks)] for marks in (" -", " +"))
    assert result.code == 1
    assert put == ["".join(SAMPLE.with_suffix(".expected.txt").read_text(encoding="utf-8").split("\n"))]
    read = cntextfix.read_pdf(SAMPLE).text.split("\n")
    assert taken == ["".join(read)]


def test_findings_of_the_sample_page_have_its_page(run: Runner) -> None:
    result = run("check", SAMPLE)
    assert result.code == 1
    assert all(line.startswith(f"{SAMPLE}:p1 ") for line in result.text.splitlines())
    told = run("explain", SAMPLE).text
    assert "       p1  05版\n" in told
    assert not [line for line in told.splitlines() if line.strip() == "p1"]


@pytest.fixture
def jump(tmp_path: Path) -> tuple[Path, list[str], list[str]]:
    """A paper with a jump: where it is, its text as printed, and followed."""
    issue = ISSUES["jump_pair"]()
    path = tmp_path / "paper.pdf"
    path.write_bytes(issue.pdf)
    return path, list(issue.paragraphs), list(issue.followed)


def test_jumps_are_followed_on_request(run: Runner, jump: tuple[Path, list[str], list[str]]) -> None:
    path, printed, followed = jump
    assert run("clean", path).text.splitlines() == printed
    assert run("clean", "--follow-jumps", path).text.splitlines() == followed
    assert run("clean", "--follow-jumps", "--diff", path).code == 1
    spaced = run("clean", "--follow-jumps", "--blank-lines", path).text
    assert [line for line in spaced.splitlines() if line] == followed
    with_heads = run("clean", "--follow-jumps", "--include", "furniture", path).text.splitlines()
    assert [line for line in with_heads if line in followed] == followed
    assert len(with_heads) > len(followed)


def test_followed_jumps_in_markdown_and_json(run: Runner, jump: tuple[Path, list[str], list[str]]) -> None:
    path, _, followed = jump
    marked = run("clean", "--follow-jumps", "--format", "markdown", path).text
    assert [line.lstrip("# ") for line in marked.splitlines() if line] == followed
    record = json.loads(run("clean", "--follow-jumps", "--format", "json", path).text)
    blocks = [b for page in record["pages"] for b in page["blocks"] if b["role"] != "furniture"]
    assert [b["text"] for b in blocks] == followed
    moved = record["pages"][0]["blocks"][-2]
    assert moved["role"] == "body"
    assert {span[0] for span in moved["spans"]} == {3}  # it still says where it was printed
    assert len({b["article"] for b in blocks}) == 2


def test_following_jumps_changes_nothing_where_there_is_none(run: Runner) -> None:
    want = SAMPLE.with_suffix(".expected.txt").read_bytes()
    assert run("clean", "--follow-jumps", SAMPLE).out == want
    assert run("clean", "--follow-jumps", stdin="天天向上（下转第3版）\n".encode()).text == "天天向上（下转第3版）\n"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_tells_of_following_jumps(run: Runner, lang: str) -> None:
    assert "--follow-jumps" in run("clean", "--help", "--lang", lang).text


@pytest.mark.parametrize("command", ["clean", "layout"])
def test_a_pdf_is_never_written_over(run: Runner, tmp_path: Path, command: str) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(SAMPLE.read_bytes())
    done = run(command, target, "-o", target)
    assert done.code == 3
    assert "would be lost" in done.err
    assert target.read_bytes() == SAMPLE.read_bytes()
