"""``cntextfix rules``: the rules by family, one in full, or the recipe that the options make."""

from __future__ import annotations

import dataclasses
import inspect
import json
import shutil
from collections.abc import Iterator, Sequence, Set
from itertools import groupby
from typing import TYPE_CHECKING

from cntextfix.cli.console import OK, Ansi, Console
from cntextfix.cli.options import Options
from cntextfix.cli.outputs import OUT, Output
from cntextfix.cli.problems import UsageProblem
from cntextfix.cli.recipe_words import recipe_text, schema_of
from cntextfix.cli.recipes import known_rules, off_by_default, recipe_from
from cntextfix.cli.wrap import wrap
from cntextfix.nearest import nearest
from cntextfix.rules.known_words import DESCRIPTIONS, option_text, rule_summary
from cntextfix.wording.texts import FAMILY_NAMES
from cntextfix.wording.words import Lang

if TYPE_CHECKING:
    from cntextfix import Recipe, Rule


def rules(options: Options, console: Console) -> int:
    """Print the list, or what one rule (or each of a family) does, or the effective recipe as TOML, or the schema of
    recipe files. Raises UsageProblem for an unknown name, and for two of these at once."""
    asked = {"NAME": bool(options.rule), "--recipe": options.recipe is not None, "--schema": options.schema}
    given = [name for name, is_given in asked.items() if is_given]
    if len(given) > 1:
        raise UsageProblem("one-of", one=given[0], other=given[1])
    recipe = recipe_from(options.recipe, options.only, options.without, options.to)
    with Output(OUT) as out:
        out.write(_text(recipe, options, console))
        out.commit()
    return OK


def _text(recipe: Recipe, options: Options, console: Console) -> str:
    if options.schema:
        return json.dumps(schema_of(console.lang), ensure_ascii=False, indent=2) + "\n"
    if options.recipe is not None:
        return recipe_text(recipe, console.lang)
    present = {rule.name: rule for rule in recipe.rules}
    chosen = [
        present.get(rule.name, rule)
        for rule in known_rules()
        if not options.rule or options.rule in (rule.name, rule.family)
    ]
    if not chosen:
        near = nearest(options.rule, {name for rule in known_rules() for name in (rule.name, rule.family)})
        raise UsageProblem("near-rule" if near else "no-rule", name=options.rule, near=near)
    lines = _described(chosen, console) if options.rule else _listed(chosen, present.keys(), console)
    return "".join(line + "\n" for line in lines)


def _listed(chosen: Sequence[Rule], on: Set[str], console: Console) -> Iterator[str]:
    columns = shutil.get_terminal_size((100, 24)).columns - 1
    longest = max(len(rule.name) for rule in chosen)
    for n, (family, group) in enumerate(groupby(chosen, key=lambda rule: rule.family)):
        if n:
            yield ""
        words = FAMILY_NAMES[family].in_(console.lang) if family in FAMILY_NAMES else ""
        yield console.paint(family, Ansi.TITLE) + (f"  {console.paint(words, Ansi.DIM)}" if words else "")
        for rule in group:
            name = console.paint(rule.name, Ansi.RULE) + " " * (longest - len(rule.name))
            summary = _summary(rule, console) + ("" if rule.name in on else _off(rule, console))
            first, *rest = wrap(summary, columns - longest - 4)
            yield f"  {name}  {first}"
            yield from (" " * (longest + 4) + line for line in rest)


def _off(rule: Rule, console: Console) -> str:
    return console.text("off-by-default" if rule.name in off_by_default() else "off")


def _described(chosen: Sequence[Rule], console: Console) -> Iterator[str]:
    for n, rule in enumerate(chosen):
        if n:
            yield ""
        yield f"{console.paint(rule.name, Ansi.TITLE)}  {console.paint(rule.family, Ansi.DIM)}"
        if console.lang is Lang.ZH:
            yield _summary(rule, console)
            yield ""
            for part in DESCRIPTIONS[rule.name].split("\n"):
                yield from wrap(part, _columns())
        else:
            yield ""
            yield inspect.cleandoc(rule.__doc__ or "")
        yield ""
        yield console.paint(console.text("options-title"), Ansi.DIM)
        yield console.paint(f"[rules.{rule.name}]", Ansi.RULE)
        yield from _options(rule, console.lang)
        if rule.name in off_by_default():
            yield ""
            yield console.text("switch-on", name=rule.name)
        if rule.needs_geometry:
            yield ""
            yield console.text("needs-geometry")


def _options(rule: Rule, lang: Lang) -> Iterator[str]:
    """Options as a recipe file has them; in Chinese with what they mean, which in English stands above."""
    if dataclasses.is_dataclass(rule):
        for field in dataclasses.fields(rule):
            text = f"  # {option_text(rule.name, field.name)}" if lang is Lang.ZH else ""
            yield f"{field.name} = {_toml(getattr(rule, field.name))}{text}"


def _columns() -> int:
    return min(100, shutil.get_terminal_size((100, 24)).columns) - 1


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple | list | frozenset):
        return f"[{', '.join(map(_toml, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _summary(rule: Rule, console: Console) -> str:
    return rule_summary(rule.name, rule.__doc__ or "", console.lang)
