"""Which rules run, with which options: a value that can be compared, hashed, printed and read from TOML."""

from __future__ import annotations

import dataclasses
import hashlib
import math
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from cntextfix.errors import RecipeError
from cntextfix.rules import RULES
from cntextfix.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Recipe:
    """Rules in the order in which they run, and ``keep``: patterns of text that no rule may touch."""

    rules: tuple[Rule, ...]
    keep: tuple[str, ...] = ()

    @classmethod
    def default(cls) -> Recipe:
        """What is right for every reader; changing punctuation style or script is not in it."""
        return cls(tuple(RULES))

    def only(self, *names: str) -> Recipe:
        """Just these rules or families.

        >>> [rule.name for rule in Recipe.default().only("dedouble").rules]
        ['overprint', 'tandem-repeat', 'echo']
        """
        wanted = _known(names, self.rules)
        return dataclasses.replace(self, rules=tuple(r for r in self.rules if wanted(r)))

    def without(self, *names: str) -> Recipe:
        """All but these rules or families."""
        unwanted = _known(names, self.rules)
        return dataclasses.replace(self, rules=tuple(r for r in self.rules if not unwanted(r)))

    def with_rule(self, rule: Rule) -> Recipe:
        """This rule with its options in place of the one of the same name; put in its place if it was not there."""
        order = [r.name for r in RULES]
        others = [r for r in self.rules if r.name != rule.name]
        if rule.name not in order:
            return dataclasses.replace(self, rules=(*others, rule))
        at = sum(r.name in order and order.index(r.name) < order.index(rule.name) for r in others)
        return dataclasses.replace(self, rules=(*others[:at], rule, *others[at:]))

    def fingerprint(self) -> str:
        """16 hex digits that change with any rule, option or keep pattern; every field counts, none is listed."""
        text = repr([(type(r).__name__, _options(r)) for r in self.rules]) + repr(self.keep)
        return hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()[:16]

    @classmethod
    def from_toml(cls, path: str | PathLike[str]) -> Recipe:
        """The recipe a TOML file describes, starting from the default one.

        Keys: ``only``, ``without`` and ``keep`` (lists of strings) at the top, and a table ``[rules.NAME]`` with
        ``enabled``, ``hold`` and the rule's own options. Raises RecipeError naming the key, OSError as open does.
        """
        try:
            data = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise RecipeError(f"{path}: not valid TOML: {error}") from error
        try:
            return cls.default()._with_settings(data)
        except RecipeError as error:
            raise RecipeError(f"{path}: {error}") from None

    def _with_settings(self, data: dict[str, object]) -> Recipe:
        unknown = set(data) - {"only", "without", "keep", "rules"}
        if unknown:
            raise RecipeError(f"unknown key {min(unknown)!r}; known: keep, only, rules, without")
        recipe = dataclasses.replace(self, keep=_patterns(_strings(data, "keep")))
        tables = data.get("rules", {})
        if not isinstance(tables, dict):
            raise RecipeError("rules: write [rules.NAME] tables")
        for name, options in tables.items():
            _known([name], recipe.rules)
            if not isinstance(options, dict):
                raise RecipeError(f"rules.{name}: write a table [rules.{name}]")
            recipe = recipe._with_options(name, dict(options))
        if "only" in data:
            recipe = recipe.only(*_strings(data, "only"))
        return recipe.without(*_strings(data, "without"))

    def _with_options(self, name: str, options: dict[str, object]) -> Recipe:
        recipe = self
        for rule in [r for r in self.rules if name in (r.name, r.family)]:
            chosen = dict(options)
            if chosen.pop("enabled", True) is False:
                recipe = recipe.without(rule.name)
                continue
            if chosen.pop("hold", False) is True:
                chosen["apply_at"] = math.inf
            recipe = recipe.with_rule(_configured(rule, chosen))
        return recipe


def _configured(rule: Rule, options: dict[str, object]) -> Rule:
    fields = _options(rule)
    for key, value in options.items():
        if key not in fields:
            raise RecipeError(
                f"rules.{rule.name}.{key}: unknown option; known: {', '.join(['enabled', 'hold', *fields])}"
            )
        have = fields[key]
        if isinstance(have, float) and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if type(value) is not type(have):
            raise RecipeError(f"rules.{rule.name}.{key}: want {type(have).__name__}, got {value!r}")
        fields[key] = value
    return type(rule)(**fields)


def _options(rule: Rule) -> dict[str, object]:
    """Every field of a rule's dataclass, so that none can be forgotten."""
    if not dataclasses.is_dataclass(rule):
        raise RecipeError(f"rules.{rule.name}: a rule has to be a frozen dataclass whose fields are its options")
    return {f.name: getattr(rule, f.name) for f in dataclasses.fields(rule)}


def _known(names: Sequence[str], rules: Sequence[Rule]) -> Callable[[Rule], bool]:
    known = {r.name for r in (*RULES, *rules)} | {r.family for r in (*RULES, *rules)}
    for name in names:
        if name not in known:
            raise RecipeError(f"no rule or family {name!r}; known: {', '.join(sorted(known))}")
    return lambda rule: rule.name in names or rule.family in names


def _strings(data: dict[str, object], key: str) -> list[str]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise RecipeError(f"{key}: want a list of strings, got {value!r}")
    return value


def _patterns(patterns: Sequence[str]) -> tuple[str, ...]:
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise RecipeError(f"keep: {pattern!r} is not a valid pattern: {error}") from error
    return tuple(patterns)
