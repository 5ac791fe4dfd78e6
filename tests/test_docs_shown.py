"""What READMEs and guide show is what comes out: under each command its output, the excerpts of the sample page, the
recipe; and every small input of ``samples/`` gives what stands beside it.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from cli_runner import Runner
from cntextfix import Recipe
from cntextfix.rules import FAMILIES, KNOWN
from helpers import ROOT, SAMPLES, assert_sound
from readme import fences

READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh-CN.md"}
GUIDES = {"en": ROOT / "docs" / "guide", "zh": ROOT / "docs" / "zh"}
RULES = {"en": ROOT / "docs" / "rules.md", "zh": ROOT / "docs" / "zh" / "rules.md"}
TEXTS = {lang: path.read_text(encoding="utf8") for lang, path in READMES.items()}
PAGES = [(lang, READMES[lang]) for lang in READMES]
PAGES += [(lang, path) for lang, folder in GUIDES.items() for path in sorted(folder.glob("*.md"))]
BOTH = pytest.mark.parametrize("lang", TEXTS)
SHOWN = [
    pytest.param(lang, command, output, id=f"{lang}-{path.stem}-{command}")
    for lang, path in PAGES
    for body in fences(path.read_text(encoding="utf8"), "console")
    for command, output in re.findall(r"^\$ cntextfix (.*)\n((?:(?!\$ ).*\n)*)", body, re.MULTILINE)
]
INPUTS = [path for path in sorted(SAMPLES.glob("*.txt")) if path.with_name(f"{path.stem}.expected.txt").exists()]


@pytest.mark.parametrize(("lang", "command", "output"), SHOWN)
def test_output_under_a_command(lang: str, command: str, output: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    assert Runner(monkeypatch)(*shlex.split(command), lang=lang).text == output


@BOTH
def test_excerpts_of_the_sample_page(lang: str) -> None:
    before, after, *_ = fences(TEXTS[lang], "text")
    assert before in (SAMPLES / "xixi-2023.txt").read_text(encoding="utf8")
    assert after in (SAMPLES / "xixi-2023.expected.txt").read_text(encoding="utf8")


@BOTH
def test_recipe(lang: str) -> None:
    shown = (GUIDES[lang] / "recipes.md").read_text(encoding="utf8")
    assert fences(shown, "toml") == [(SAMPLES / "recipe.toml").read_text(encoding="utf8")]


@BOTH
def test_the_table_of_rules_is_whole(lang: str) -> None:
    table: dict[str, set[str]] = {}
    family = ""
    text = RULES[lang].read_text(encoding="utf8")
    for first, rule in re.findall(r"^\| ?(\w*)[^|]*\| `([\w-]+)` \|.*\|$", text, re.MULTILINE):
        family = first or family
        table.setdefault(family, set()).add(rule)
    assert tuple(table) == FAMILIES
    assert table == {family: {rule.name for rule in KNOWN if rule.family == family} for family in FAMILIES}


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.stem)
def test_sample(path: Path) -> None:
    want = path.with_name(f"{path.stem}.expected.txt").read_bytes().decode("utf8")
    assert assert_sound(path.read_bytes().decode("utf8"), Recipe.default()).text == want


def test_a_sample_with_nothing_wrong() -> None:
    text = (SAMPLES / "good.txt").read_bytes().decode("utf8")
    assert assert_sound(text, Recipe.default()).text == text
