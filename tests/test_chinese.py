"""Under ``zh`` no message has an English word that is not a name, and terms are those of a newspaper's editor."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import cntextfix
from cli_runner import Runner
from cntextfix.cli import batch_texts, help_texts, messages, structured_texts
from cntextfix.cli.library_texts import MESSAGES, SYSTEM
from cntextfix.cli.option_table import TABLE
from cntextfix.cli.parser import COMMANDS
from cntextfix.cli.translated import translated
from cntextfix.document.model import Role
from cntextfix.recipe.options import fields_of
from cntextfix.rules import FAMILIES, KNOWN
from cntextfix.rules.known_words import DESCRIPTIONS, REASONS, option_text
from cntextfix.wording import texts
from cntextfix.wording.words import Lang
from helpers import ROOT

OURS = {
    *COMMANDS,
    *FAMILIES,
    *(rule.name for rule in KNOWN),
    *(role.value for role in Role),
    *(name for option in TABLE for name in (*option.names, *option.choices)),
    *(name for rule in KNOWN for name in fields_of(rule)),
}
"""What the program itself calls by a name: commands, rules, options, what can be given to them."""

_NAMES = """
ALTO Ctrl CSV Excel F90A FFFD GBK GDP HKSCS HTML INI JSON Markdown MB OCR Office OpenCC OpenDocument PDF Parquet PNG
PowerPoint Python RTF Ray TOML TSV URI UTF Unicode Word XML YAML Big5 BOM 91D1 200B A13 GB18030 gb18030 big5 hkscs utf
cp1252 auto bzip2 cat chi cid class cntextfix datatrove dataclass doc docx en epub evidence folder format hOCR hocr
html install jq json jsonl keep less lines measures ms newspaper ocr ocrmypdf odt page pandoc parquet pdf pdfium
pdfminer pdftotext pip plain pptx pyarrow qpdf ray recipe recurring root rules scan schema sim tar text toml true false
enabled txt why mine wps xls xlsx xml zh zip zst zstandard zstd p1 p2 hold as opencc x7
CAJ DjVu JPEG SVG TIFF GIF gzip Zstandard xz RAR Zip
"""
FOREIGN = frozenset(_NAMES.split())
"""Names of formats, programs and encodings, and words of commands that are typed as they stand."""

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
_NOT_WORDS = re.compile(
    r"\{[^{}]*\}|(?<![\w-])--?[a-z][a-z-]*|U\+[0-9A-F]{4}|\S+\.(?:txt|pdf|svg|jsonl?|toml|bak)|'[^']*'|\[[^\]]*\]|s3://|\.[a-z]+\w*"
    r"|cntextfix (?:batch|clean|check|explain|rules|learn)[^；，。（\n]*|\$\.\[\]|jq -c[^；，。（]*"
)


def english_in(text: str) -> list[str]:
    """Words of a Chinese text that are English and no names."""
    left = _NOT_WORDS.sub(" ", text)
    return [word for word in _WORD.findall(left) if word not in OURS and not _is_foreign(word)]


def _is_foreign(word: str) -> bool:
    return all(part in FOREIGN or part.isdigit() or len(part) == 1 for part in re.split("[-_]", word))


def _tables() -> Iterator[tuple[str, str]]:
    for name, table in (
        *(("messages", messages._MESSAGES), ("batch", batch_texts.MESSAGES), ("batch help", batch_texts.HELP)),
        *(("structured", structured_texts.MESSAGES), ("help", help_texts._TEXTS)),
        *(
            ("families", texts.FAMILY_NAMES),
            ("held", texts.HELD),
            ("skipped", texts.SKIPPED),
            ("moved", texts.MOVED_TO),
        ),
        ("roles", texts.ROLES),
    ):
        yield from ((f"{name} {key}", words[1]) for key, words in table.items())
    yield from ((f"reasons {code}", words.zh) for code, words in REASONS.items())
    yield from ((f"library {n}", chinese) for n, (_, chinese) in enumerate(MESSAGES))
    yield from (("system", chinese) for chinese in SYSTEM.values())
    yield from ((f"rule {rule.name}", rule.words.summary) for rule in KNOWN)
    yield from ((f"description {name}", text) for name, text in DESCRIPTIONS.items())
    for rule in KNOWN:
        yield from ((f"option {rule.name}.{name}", option_text(rule.name, name)) for name in fields_of(rule))


ALL = list(_tables())


@pytest.mark.parametrize(("name", "text"), ALL, ids=[name for name, _ in ALL])
def test_no_english_is_left(name: str, text: str) -> None:
    assert text
    assert not english_in(text), name
    assert not re.search(r"[\u4e00-\u9fff）” ]:(?!/)", text), f"{name}: a fullwidth colon goes there"


FORBIDDEN = {
    "报名": "报纸名称", "重印": "叠印", "套印": "叠印", "重复印刷": "叠印", "版心宽": "栏宽", "小写": "小型标点",
    "不见了": "缺失", "默认不用": "默认关闭", "把握": "可信度", "目录": "文件夹", "选项卡": "选项",
}  # fmt: skip


@pytest.mark.parametrize("term", FORBIDDEN)
def test_a_thing_has_one_name(term: str) -> None:
    assert not [(name, text) for name, text in ALL if term in text], f"say {FORBIDDEN[term]}"


def test_the_terms_are_there() -> None:
    whole = "".join(text for _, text in ALL)
    for term in ("报纸名称", "叠印", "栏宽", "小型标点", "缺失", "默认关闭", "可信度"):
        assert term in whole


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Runner:
    return Runner(monkeypatch)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_chinese(run: Runner, command: str) -> None:
    text = run(*([command] if command else []), "--help", lang="zh").text
    assert not english_in(text)
    assert "FILE" not in text
    assert "default" not in text


@pytest.mark.parametrize("rule", [rule.name for rule in KNOWN])
def test_rules_are_told_in_chinese(run: Runner, rule: str) -> None:
    result = run("rules", rule, lang="zh")
    assert result.code == 0
    assert not english_in(result.text)


def test_usage_errors_are_chinese(run: Runner) -> None:
    for words in (
        ["clean", "--format", "x"], ["clean", "--format"], ["clean", "--in-place=3"], ["clean", "--zzzz"],
        ["clean", "--pages", "a"], ["batch", "x", "--timeout", "y"], ["batch", "x", "--memory", "y"], ["rules", "zz"],
        ["batch", "x", "-j", "0"], ["clean", "--only", "zz"], ["clean", "--include", "zz"], ["clean", "--recipe", "zz"],
        ["clean", "--max-line", "0"], ["batch", "x", "--group-by", "("], ["explain", "--evidence", "zz"], ["xyz"],
    ):  # fmt: skip
        result = run(*words, lang="zh")
        assert result.code == 2, words
        assert not english_in(result.err.replace("zz", "").replace("xyz", "")), result.err
        assert re.search("[\u4e00-\u9fff]", result.err)


RAISED = {
    *("RecipeError", "SourceError", "MissingSourceError", "MissingRecipeError", "DamagedFileError"),
    *("DamagedStreamError", "BatchStopped", "LedgerUnknown", "ArgumentTypeError", "_FaultError", "Missing", "InkLost"),
}
"""What a user of the command line can come to read."""


def _raised() -> Iterator[tuple[str, str]]:
    """Where in the sources such an error is made, and its text; parts that change are a letter."""
    for path in sorted(Path(cntextfix.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in RAISED:
                for text in node.args:
                    where = f"{path.name}:{node.lineno}"
                    if isinstance(text, ast.Constant) and isinstance(text.value, str) and " " in text.value:
                        yield where, text.value
                    if isinstance(text, ast.JoinedStr):
                        parts = [part.value if isinstance(part, ast.Constant) else "7" for part in text.values]
                        yield where, "".join(map(str, parts))


RAISES = sorted(_raised())


@pytest.mark.parametrize(("where", "text"), RAISES, ids=[where for where, _ in RAISES])
def test_what_the_library_says_is_known_in_chinese(where: str, text: str) -> None:
    chinese = translated(text, Lang.ZH)
    assert re.sub("[7:： .,]|/ledger.sqlite", "", chinese) == "" or re.search("[\u4e00-\u9fff]", chinese), text
    assert not english_in(chinese.replace("ledger.sqlite", "")), chinese


def test_messages_are_known_again_by_their_form() -> None:
    for english, chinese in MESSAGES:
        fields = english.count("{}")
        assert {int(n) for n in re.findall(r"\{(\d)f?\}", chinese)} <= set(range(fields)), english
    told = translated("2 of 3 pages failed: a.txt: a.txt: this is a PNG picture, not text: it needs OCR first", Lang.ZH)
    assert told == "3 页中 2 页失败：a.txt：a.txt：这是 PNG 图片，不是文本；请先做 OCR"
    assert translated("r.toml: not valid TOML: Expected '=' after a key (at line 3, column 5)", Lang.ZH) == (
        "r.toml：不是有效的 TOML：第 3 行第 5 列有误"
    )
    assert translated("a/b.txt: Permission denied", Lang.ZH) == "a/b.txt：没有权限"
    told = "2 of 9 records failed: r:2: unreadable: the text is a number, not a string; r:3: timeout"
    assert translated(told, Lang.ZH) == (
        "9 条记录中 2 条失败：r:2：内容无法识读：文字栏是数字，不是字符串；r:3：超过时限"
    )
    assert translated("a damaged zip archive: File is not a zip file", Lang.ZH) == "zip 压缩包已损坏：不是 zip 文件"
    assert translated("谁也没说过", Lang.ZH) == "谁也没说过"
    assert translated("anything at all", Lang.EN) == "anything at all"
    assert translated("a: " * 2000, Lang.ZH) == "a: " * 2000


def test_recipe_files_say_the_same_in_both_languages(run: Runner) -> None:
    english, chinese = (run("rules", "--recipe", "--to", "simp", lang=lang).text for lang in ("en", "zh"))
    assert tomllib.loads(english) == tomllib.loads(chinese)
    assert not english_in("".join(re.findall(r"# (.*)", chinese)))
    assert len(re.findall(r"^# ", chinese, re.MULTILINE)) == len(KNOWN) + 2


def test_the_schema_says_the_same_in_both_languages(run: Runner) -> None:
    english, chinese = (json.loads(run("rules", "--schema", lang=lang).text) for lang in ("en", "zh"))
    told = list(_descriptions(chinese))
    assert len(told) == len(list(_descriptions(english)))
    assert not [text for text in told if english_in(text) or not re.search("[\u4e00-\u9fff]", text)]
    assert english["properties"].keys() == chinese["properties"].keys()


def _descriptions(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "description" and isinstance(value, str):
                yield value
            yield from _descriptions(value)


def test_reasons_of_a_whole_page_are_chinese() -> None:
    document = cntextfix.read_pdf(ROOT / "samples" / "river-page.pdf")
    for change in cntextfix.clean_document(document).report.applied:
        assert not english_in(change.reason("zh"))
