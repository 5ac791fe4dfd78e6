"""``cntextfix rules``: the rules by family, or one in full."""

from __future__ import annotations

import dataclasses
import inspect
import shutil
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from cntextfix.cli.console import OK, Console, Style
from cntextfix.cli.outputs import OUT, Output
from cntextfix.cli.parser import Options
from cntextfix.cli.problems import UsageProblem
from cntextfix.cli.recipes import known_rules
from cntextfix.cli.wrap import wrap
from cntextfix.sinks.words import FAMILIES, Lang, rule_summary

if TYPE_CHECKING:
    from cntextfix import Rule


def rules(options: Options, console: Console) -> int:
    """Print the list, or what one rule (or each of a family) does. Raises UsageProblem for an unknown name."""
    chosen = [rule for rule in known_rules() if not options.rule or options.rule in (rule.name, rule.family)]
    if not chosen:
        raise UsageProblem("no-rule", name=options.rule)
    with Output(OUT) as out:
        for line in _described(chosen, console) if options.rule else _listed(chosen, console):
            out.write(line + "\n")
        out.commit()
    return OK


def _listed(chosen: list[Rule], console: Console) -> Iterator[str]:
    columns = shutil.get_terminal_size((100, 24)).columns - 1
    longest = max(len(rule.name) for rule in chosen)
    for n, (family, group) in enumerate(groupby(chosen, key=lambda rule: rule.family)):
        if n:
            yield ""
        words = FAMILIES[family].in_(console.lang) if family in FAMILIES else ""
        yield console.paint(family, Style.TITLE) + (f"  {console.paint(words, Style.DIM)}" if words else "")
        for rule in group:
            name = console.paint(rule.name, Style.RULE) + " " * (longest - len(rule.name))
            first, *rest = wrap(_summary(rule, console), columns - longest - 4)
            yield f"  {name}  {first}"
            yield from (" " * (longest + 4) + line for line in rest)


def _described(chosen: list[Rule], console: Console) -> Iterator[str]:
    for n, rule in enumerate(chosen):
        if n:
            yield ""
        yield f"{console.paint(rule.name, Style.TITLE)}  {console.paint(rule.family, Style.DIM)}"
        if console.lang is Lang.ZH:
            yield _summary(rule, console)
        yield ""
        yield inspect.cleandoc(rule.__doc__ or "")
        yield ""
        yield console.paint(console.text("options-title"), Style.DIM)
        yield console.paint(f"[rules.{rule.name}]", Style.RULE)
        yield from _options(rule)
        if rule.needs_geometry:
            yield ""
            yield console.text("needs-geometry")


def _options(rule: Rule) -> Iterator[str]:
    """Options as a recipe file has them."""
    if dataclasses.is_dataclass(rule):
        for field in dataclasses.fields(rule):
            yield f"{field.name} = {_toml(getattr(rule, field.name))}"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple | list | frozenset):
        return f"[{', '.join(map(_toml, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _summary(rule: Rule, console: Console) -> str:
    return rule_summary(rule.name, rule.__doc__ or "", console.lang)
