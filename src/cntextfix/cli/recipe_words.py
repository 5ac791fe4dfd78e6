"""Recipe files and their schema with Chinese in place of the English comments that the library writes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cntextfix.recipe.recipe import Recipe
from cntextfix.rules.known_words import option_text, rule_summary
from cntextfix.wording.words import Lang

_TOP = {
    "keep": "任何规则都不得改动的文字，写成正则",
    "as_text": "把 JSON、表格、标记语言和程序代码也当作文章清理",
    "only": "只用这些规则或类",
    "without": "不用这些规则或类",
}
_SWITCHES = {"enabled": "是否启用", "hold": "只提出，不改动"}
_TABLE = re.compile(r"\[rules\.([\w-]+)\]")
_ENTRY = re.compile(r"(\w+) = (.*?)(?:  # .*)?")


def recipe_text(recipe: Recipe, lang: Lang) -> str:
    """The whole recipe as TOML; what it says does not depend on the language, only what is said about it."""
    text = recipe.to_toml()
    return text if lang is Lang.EN else "".join(f"{line}\n" for line in _chinese(text.splitlines()))


def _chinese(lines: list[str]) -> Iterator[str]:
    rule = ""
    for line in lines:
        if line.startswith("#"):
            continue
        if table := _TABLE.fullmatch(line):
            rule = table[1]
            yield f"# {rule_summary(rule, '', Lang.ZH)}"
            yield line
        elif not rule and (entry := _ENTRY.fullmatch(line)):
            yield f"# {_TOP[entry[1]]}"
            yield line
        elif entry := _ENTRY.fullmatch(line):
            text = _SWITCHES.get(entry[1]) or option_text(rule, entry[1])
            yield f"{entry[1]} = {entry[2]}  # {text}"
        else:
            yield line


def schema_of(lang: Lang) -> dict[str, object]:
    """The JSON schema of recipe files, for editors."""
    found = Recipe.json_schema()
    return found if lang is Lang.EN else _described(found, "", "")


def _described(node: dict[str, object], name: str, rule: str) -> dict[str, object]:
    """A schema with Chinese descriptions. ``name`` is the key it is about, ``rule`` the rule whose option that is."""
    out: dict[str, object] = {}
    for key, value in node.items():
        if key == "properties" and isinstance(value, dict):
            of = "" if name == "rules" else name
            parts = ((one, part) for one, part in value.items() if isinstance(part, dict))
            out[key] = {one: _described(part, one, of) for one, part in parts}
        else:
            out[key] = _text(name, rule) if key == "description" else value
    return out


def _text(name: str, rule: str) -> str:
    return _TOP.get(name) or _SWITCHES.get(name) or option_text(rule, name) or rule_summary(name, "", Lang.ZH)
