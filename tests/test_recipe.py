"""Recipes: values, TOML files with errors that name line and key, the effective recipe, the schema."""

from __future__ import annotations

import json
import math
import tomllib
from dataclasses import fields, replace
from pathlib import Path

import pytest

from cntextfix import Recipe, RecipeError, clean, explain
from cntextfix.recipe.options import option_texts, rule_purpose
from cntextfix.rules import FAMILIES, KNOWN, OPTIONAL, RULES
from cntextfix.rules.characters.fullwidth_latin import FullwidthLatin
from cntextfix.rules.characters.kangxi_radical import KangxiRadical
from cntextfix.rules.script.script_conversion import ScriptConversion

DEFAULT = Recipe.default()


def names(recipe: Recipe) -> list[str]:
    return [rule.name for rule in recipe.rules]


def from_text(folder: Path, text: str) -> Recipe:
    path = folder / "recipe.toml"
    path.write_text(text, encoding="utf-8")
    return Recipe.from_toml(path)


def test_rules_stand_in_the_order_of_their_families() -> None:
    places = [FAMILIES.index(rule.family) for rule in KNOWN]
    assert places == sorted(places)
    assert [rule for rule in KNOWN if rule not in OPTIONAL] == list(RULES)


def test_optional_rules_are_known_and_off() -> None:
    assert "fullwidth-latin" not in names(DEFAULT)
    assert names(DEFAULT.only("fullwidth-latin")) == ["fullwidth-latin"]
    assert "fullwidth-latin" not in names(DEFAULT.only("characters"))
    assert clean("２０２３年", DEFAULT) == "２０２３年"
    assert clean("２０２３年", DEFAULT.with_rule(FullwidthLatin())) == "2023年"


def test_a_rule_is_put_where_its_family_runs() -> None:
    recipe = DEFAULT.with_rule(FullwidthLatin())
    assert names(recipe).index("echo") < names(recipe).index("fullwidth-latin") < names(recipe).index("misread-bytes")
    recipe = DEFAULT.without("kangxi-radical").with_rule(KangxiRadical(show_at=1.0))
    assert names(recipe) == names(DEFAULT)


def test_unknown_names() -> None:
    with pytest.raises(RecipeError, match=r"no rule or family 'kangxi'; did you mean kangxi-radical"):
        DEFAULT.without("kangxi")


def test_settings(tmp_path: Path) -> None:
    recipe = from_text(
        tmp_path,
        """
keep = ['后宫\\w+']
without = ["echo"]
[rules.fullwidth-latin]
enabled = true
[rules.kangxi-radical]
hold = true
[rules.script-conversion]
to = "simp"
show_at = 5
[rules.misread-bytes]
enabled = false
""",
    )
    assert recipe.keep == ("后宫\\w+",)
    assert {"echo", "misread-bytes"}.isdisjoint(names(recipe))
    assert FullwidthLatin() in recipe.rules
    assert KangxiRadical(apply_at=math.inf) in recipe.rules
    assert ScriptConversion(to="simp", show_at=5.0) in recipe.rules
    report = explain("⽤⼈单位", recipe).report
    assert not report.applied
    assert [change.held_for for change in report.held] == ["evidence"]


def test_a_family_table_speaks_for_all_of_its_rules_that_are_on(tmp_path: Path) -> None:
    recipe = from_text(tmp_path, "[rules.characters]\nenabled = false\n")
    assert names(recipe) == [rule.name for rule in RULES if rule.family != "characters"]
    recipe = from_text(tmp_path, "[rules.characters]\nhold = true\n")
    held = [rule for rule in recipe.rules if rule.family == "characters"]
    assert held
    assert all(rule.apply_at == math.inf for rule in held)
    assert "fullwidth-latin" not in names(recipe)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\nkep = []", "recipe.toml:2: kep: no key 'kep'; did you mean keep"),
        ("only = 'echo'", "recipe.toml:1: only: want a list of strings, got 'echo'"),
        ("\n\nwithout = ['no-such']", "recipe.toml:3: without: no rule or family 'no-such'; known: "),
        ("keep = ['a',\n'(']", "recipe.toml:1: keep: '\\(' is not a valid pattern: "),
        ("[rules.echo]\napply_at = 'x'", "recipe.toml:2: rules.echo.apply_at: want a number, got 'x'"),
        ("[rules.echo]\napply_at = nan", "recipe.toml:2: rules.echo.apply_at: want a number, got nan"),
        (
            "# x\n[rules.echo]\nshow_at = 1\nfoo = 1",
            "recipe.toml:4: rules.echo.foo: no option 'foo'; known: ",
        ),
        ("[rules]\necho.enabled = 1", "recipe.toml:2: rules.echo.enabled: want true or false, got 1"),
        ("[rules.\"echo\"]\nhold = 'no'", "recipe.toml:2: rules.echo.hold: want true or false, got 'no'"),
        ("[rules.ecko]\nhold = true", "recipe.toml:1: rules.ecko: no rule or family 'ecko'; did you mean echo"),
        ("rules = 3", "recipe.toml:1: rules: write \\[rules.NAME\\] tables"),
        ("[rules]\necho = 3", "recipe.toml:2: rules.echo: write a table \\[rules.echo\\]"),
        ("[rules.fullwidth-latin]\nshow_at = 1", "recipe.toml:1: rules.fullwidth-latin: this rule is switched off by "),
        (
            "[rules.script-conversion]\nto = 'cn'",
            "recipe.toml:2: rules.script-conversion.to: want one of 'none', 'simp'",
        ),
        (
            "[rules.halfwidth-mark]\nmin_count = 1.5",
            "recipe.toml:2: rules.halfwidth-mark.min_count: want a whole number",
        ),
        ("keep = []\nonly = x", "recipe.toml: not valid TOML: .*line 2"),
    ],
)
def test_errors_name_line_and_key(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RecipeError, match=message):
        from_text(tmp_path, text)


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "recipe.toml"
    path.write_bytes("keep = ['后宫']".encode("gbk"))
    with pytest.raises(RecipeError, match="not in UTF-8"):
        Recipe.from_toml(path)
    with pytest.raises(FileNotFoundError):
        Recipe.from_toml(tmp_path / "missing.toml")


@pytest.mark.parametrize(
    "recipe",
    [
        DEFAULT,
        DEFAULT.only("script"),
        DEFAULT.without("characters").with_rule(ScriptConversion(to="twp", show_at=2.5)),
        DEFAULT.with_rule(KangxiRadical(apply_at=math.inf)),
        replace(DEFAULT.with_rule(FullwidthLatin(apply_at=1.0)), keep=("a'b", "\\d+", '"', "\x7f\n", "后宫.*?传")),
        Recipe(KNOWN),
    ],
)
def test_the_effective_recipe_reads_back_equal(tmp_path: Path, recipe: Recipe) -> None:
    again = from_text(tmp_path, recipe.to_toml())
    assert again == recipe
    assert again.fingerprint() == recipe.fingerprint()


def test_the_fingerprint_sees_every_option_and_pattern() -> None:
    prints = {DEFAULT.fingerprint(), replace(DEFAULT, keep=("x",)).fingerprint()}
    for rule in KNOWN:
        prints.add(DEFAULT.with_rule(replace(rule, show_at=3.25)).fingerprint())  # type: ignore[type-var]
    assert len(prints) == len(KNOWN) + 2


def test_every_option_is_documented() -> None:
    for rule in KNOWN:
        assert set(option_texts(rule)) == {field.name for field in fields(rule)}, rule.name  # type: ignore[arg-type]
        assert rule_purpose(rule).endswith((".", ":")), rule.name


def test_the_schema_knows_all_keys_of_the_effective_recipe() -> None:
    schema = json.loads(json.dumps(Recipe.json_schema()))
    tables = schema["properties"]["rules"]["properties"]
    data = tomllib.loads(Recipe(KNOWN, ("x",)).to_toml())
    assert set(data) <= set(schema["properties"])
    for name, table in data["rules"].items():
        assert set(table) <= set(tables[name]["properties"])
    assert set(FAMILIES) <= set(tables)
    assert tables["script-conversion"]["properties"]["to"]["enum"] == ["none", "simp", "trad", "tw", "hk", "twp"]
