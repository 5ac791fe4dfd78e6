"""Text that is no prose: which form it has, that it comes back as it is, and that prose with some of it is cleaned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import cntextfix
from cli_runner import Runner
from cntextfix import Recipe
from cntextfix.rules.evidence import document_form
from cntextfix.structured.blocks import no_prose
from cntextfix.structured.forms import HEAD_LENGTH
from helpers import assert_sound

DATA = Path(__file__).parent / "data"
FORMS = [pytest.param(one, id=one["label"]) for one in json.loads((DATA / "structured_forms.json").read_text("utf8"))]
PROSE = [pytest.param(one, id=one["label"]) for one in json.loads((DATA / "structured_prose.json").read_text("utf8"))]
RECORDS = '{"id": "1111", "content": "人人民民日日报报评评论论员员"}\n{"id": "2222", "content": "天天向上"}\n'
PARAGRAPH = "清晨，江面起了薄雾，老邱沿着河堤慢慢地走，看水色，看岸线，看渔网，也看往来的船只和人。\n"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Runner:
    return Runner(monkeypatch)


def form(text: str) -> str:
    return document_form(cntextfix.read_text(text).pages)


@pytest.mark.parametrize("case", FORMS)
def test_what_is_no_prose_comes_back_as_it_is(case: dict[str, str]) -> None:
    text = case["text"]
    assert form(text) == case["form"]
    cleaned = assert_sound(text)
    assert cleaned.text == text
    assert [notice.code for notice in cleaned.report.noticed] == [f"structured-{case['form']}"]


@pytest.mark.parametrize("case", PROSE)
def test_prose_with_some_of_it_is_cleaned(case: dict[str, str]) -> None:
    assert form(case["before"]) == ""
    assert assert_sound(case["before"]).text == case["after"]


def test_prose_is_prose_however_long() -> None:
    assert form(PARAGRAPH * 1000) == ""
    assert form(PARAGRAPH + RECORDS) == ""
    assert form(RECORDS + PARAGRAPH * 3) == ""
    assert form(RECORDS * HEAD_LENGTH + PARAGRAPH * 1000) == "", "records at the beginning only"
    assert form(RECORDS * HEAD_LENGTH) == "jsonl"


def test_as_text_cleans_it_all_the_same() -> None:
    recipe = Recipe(Recipe.default().rules, as_text=True)
    assert "人民日报评论员" in cntextfix.clean(RECORDS, recipe)
    assert "人人民民日日报报评评论论员员" in cntextfix.clean(RECORDS)
    assert "人人民民日日报报评评论论员员" in cntextfix.clean(RECORDS, Recipe.default().only("dedouble"))
    assert Recipe.default().fingerprint() != recipe.fingerprint()


def test_a_page_by_itself_is_told_too() -> None:
    pages = cntextfix.read_text(RECORDS).pages
    ((page, report),) = cntextfix.clean_pages(pages)
    assert page is pages[0]
    assert [notice.code for notice in report.noticed] == ["structured-jsonl"]


def test_a_notice_says_how_much_stays() -> None:
    text = f"{PARAGRAPH}```\nx = 11\n```\n{PARAGRAPH}| 甲 | 11 |\n| 乙 | 22 |\n"
    (notice,) = assert_sound(text).report.noticed
    assert (notice.code, notice.numbers) == ("structured-block", (2, 5))
    assert [text[start:stop] for start, stop in notice.spans] == ["```", "| 甲 | 11 |"]


def test_no_sentence_goes_on_over_a_block() -> None:
    lines = [PARAGRAPH[n : n + 14] for n in (0, 14, 28)]
    text = "\n".join([*lines, "```", "x = 11", "```", *lines]) + "\n"
    cleaned = assert_sound(text).text
    assert "\n```\nx = 11\n```\n" in cleaned
    over = f"{PARAGRAPH.strip()[:-1]}\f```\nx = 11\n```\n"
    assert cntextfix.clean(over) == over, "nor over the end of a page"


@pytest.mark.parametrize(
    "line",
    [
        "`" * 9,
        "```a",
        "~~~ a",
        "|",
        "| - ",
        "<br />",
        "<!-- -->",
        "{",
        '{"a":',
        '"',
        "a,b",
        "(",
        " ",
        "<a",
        "-",
        "--- |",
    ],
)
def test_a_long_text_of_them_is_no_trouble(line: str) -> None:
    lines = [line] * 20_000 + ["x"]
    no_prose(lines)
    no_prose([line * 20_000 + "x"] * 2)
    form("\n".join(lines))
    form(line * 20_000 + "x\n" + line)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.jsonl", RECORDS, "cntextfix batch {path} -o DIR --text-field content"),
        ("a.txt", RECORDS, "cntextfix batch FILE.jsonl -o DIR --text-field content"),
        ("a.json", '[{"a": "11"}, {"a": "22"}]', "jq -c '.[]' {path} > FILE.jsonl"),
        ("a.csv", "id,name\n1,甲\n2,乙\n", "is a table (CSV)"),
        ("a.html", "<html>\n<p>人人民民</p>\n</html>\n", "pandoc -t plain"),
        ("a.py", "x = 11\ny = [22]\n", "is program code"),
    ],
)
def test_the_command_line_refuses_it(run: Runner, tmp_path: Path, name: str, text: str, words: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf8")
    for command in ("clean", "check", "explain"):
        result = run(command, path)
        assert result.code == 3
        assert words.format(path=path) in result.err
    assert "--as-text" in run("clean", path, lang="zh").err
    assert run("clean", "--as-text", path).code == 0
    recipe = tmp_path / "r.toml"
    recipe.write_text("as_text = true\n")
    assert run("clean", "--recipe", recipe, path).code == 0
    assert run("clean", "--in-place", path).code == 3
    assert path.read_text(encoding="utf8") == text


ALTO = (
    '<?xml version="1.0"?>\n<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout><Page><PrintSpace><TextBlock>\n'
    '<TextLine><String CONTENT="人人民民日日报报"/></TextLine>\n<TextLine><String CONTENT="评评论论员员"/></TextLine>\n'
    "</TextBlock></PrintSpace></Page></Layout></alto>\n"
)
HOCR = (
    "<html><body><div class='ocr_page' title='bbox 0 0 1000 1000'>\n"
    "<span class='ocr_line'>人人民民日日报报</span>\n<span class='ocr_line'>评评论论员员</span>\n</div></body></html>\n"
)


@pytest.mark.parametrize(("name", "text"), [("a.xml", ALTO), ("a.hocr", HOCR), ("a.html", HOCR)])
def test_alto_and_hocr_are_documents(run: Runner, tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf8")
    assert "".join(run("clean", path).text.split()) == "人民日报评论员"
    assert "".join(run("clean", stdin=text.encode()).text.split()) == "人民日报评论员"
    assert run("check", path).code == 1
    assert "人人民民" in run("clean", "--as-text", "--only", "spaces", path).text
    assert "in place" in run("clean", "--in-place", path).err
    assert path.read_text(encoding="utf8") == text
