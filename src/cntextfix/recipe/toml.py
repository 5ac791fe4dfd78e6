"""Recipes as TOML files: read with errors that name line and key, and written in full."""

from __future__ import annotations

import dataclasses
import json
import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Literal, TypeVar, get_args, get_origin

from cntextfix.changes.patterns import Pattern
from cntextfix.errors import RecipeError
from cntextfix.nearest import unknown
from cntextfix.recipe.options import AS_TEXT, fields_of, hints_of, option_texts, rule_purpose
from cntextfix.recipe.selection import Selection
from cntextfix.rules import FAMILIES, KNOWN
from cntextfix.rules.rule import Rule

Chosen = TypeVar("Chosen", bound=Selection)
_TOP = ("as_text", "keep", "only", "rules", "without")
_WIDTH = 100
"""Columns within which an option's explanation stands beside it; a longer one stands above. Chosen."""
_SWITCHES = ("enabled", "hold")
_TABLE = re.compile(r"\s*\[\s*([^\]#]+?)\s*\]")
_KEY = re.compile(r"\s*([\w\-.\"']+)\s*=")

Key = tuple[str, ...]


class _FaultError(Exception):
    """What is wrong with the value of a key; the reader adds file and line."""

    def __init__(self, key: Key, message: str) -> None:
        super().__init__(key, message)
        self.key, self.message = key, message


def read(text: str, name: str, base: Chosen) -> Chosen:
    """``base`` with what the TOML ``text`` says; ``name`` is how errors call the file.

    Raises RecipeError: ``NAME:LINE: KEY: what is wrong``.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RecipeError(f"{name}: not valid TOML: {error}") from error
    except RecursionError:
        raise RecipeError(f"{name}: not valid TOML: it is nested too deeply") from None
    try:
        return _with_settings(base, data)
    except _FaultError as fault:
        line = _line_of(text, fault.key)
        where = f"{name}:{line}" if line else name
        raise RecipeError(f"{where}: {'.'.join(fault.key)}: {fault.message}") from None


def _with_settings(recipe: Chosen, data: Mapping[str, object]) -> Chosen:
    for key in data:
        if key not in _TOP:
            raise _FaultError((key,), unknown("key", key, _TOP))
    if "keep" in data:
        recipe = dataclasses.replace(recipe, keep=_patterns(_strings(data, "keep")))
    if "as_text" in data:
        recipe = dataclasses.replace(
            recipe, as_text=_checked(("as_text",), data["as_text"], recipe.as_text, bool) is True
        )
    tables = data.get("rules", {})
    if not isinstance(tables, dict):
        raise _FaultError(("rules",), "write [rules.NAME] tables")
    for name, options in tables.items():
        _check_name(("rules", name), name)
        if not isinstance(options, dict):
            raise _FaultError(("rules", name), f"write a table [rules.{name}]")
        for rule in [r for r in KNOWN if name in (r.name, r.family)]:
            recipe = _with_options(recipe, rule, name, options)
    for key in ("only", "without"):
        if key in data:
            names = _strings(data, key)
            for name in names:
                _check_name((key,), name)
            recipe = recipe.only(*names) if key == "only" else recipe.without(*names)
    return recipe


def _with_options(recipe: Chosen, rule: Rule, name: str, options: Mapping[str, object]) -> Chosen:
    """The recipe with a rule's table; ``name`` is the rule's or its family's, whose tables can switch on nothing."""
    key = ("rules", name)
    for switch in _SWITCHES:
        if type(options.get(switch, True)) is not bool:
            raise _FaultError((*key, switch), f"want true or false, got {options[switch]!r}")
    present = {r.name: r for r in recipe.rules}
    enabled = options.get("enabled", rule.name in present)
    if not enabled or (name == rule.family and rule.name not in present):
        if name == rule.name and "enabled" not in options:
            raise _FaultError(key, "this rule is switched off by default; add enabled = true")
        return recipe.without(rule.name) if rule.name in present else recipe
    chosen = {option: value for option, value in options.items() if option not in _SWITCHES}
    if options.get("hold"):
        chosen["apply_at"] = math.inf
    return recipe.with_rule(_configured(present.get(rule.name, rule), key, chosen))


def _configured(rule: Rule, key: Key, options: Mapping[str, object]) -> Rule:
    fields = fields_of(rule)
    hints = hints_of(type(rule))
    for option, value in options.items():
        if option not in fields:
            raise _FaultError((*key, option), unknown("option", option, [*_SWITCHES, *fields]))
        fields[option] = _checked((*key, option), value, fields[option], hints[option])
    return type(rule)(**fields)


def _checked(key: Key, value: object, have: object, hint: object) -> object:
    if get_origin(hint) is Literal:
        choices = get_args(hint)
        if value not in choices:
            raise _FaultError(key, f"want one of {', '.join(map(repr, choices))}, got {value!r}")
        return value
    if isinstance(have, float) and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if isinstance(have, tuple) and isinstance(value, list):
        value = tuple(value)
    if type(value) is not type(have) or value != value:  # a nan is no number to compare with
        raise _FaultError(key, f"want {_type_name(have)}, got {value!r}")
    return value


def _type_name(value: object) -> str:
    names = {float: "a number", int: "a whole number", str: "a string", bool: "true or false", tuple: "a list"}
    return names.get(type(value), type(value).__name__)


def _check_name(key: Key, name: str) -> None:
    known = {rule.name for rule in KNOWN} | set(FAMILIES)
    if name not in known:
        raise _FaultError(key, unknown("rule or family", name, known))


def _strings(data: Mapping[str, object], key: str) -> list[str]:
    value = data[key]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _FaultError((key,), f"want a list of strings, got {value!r}")
    return value


def _patterns(patterns: Sequence[str]) -> tuple[str, ...]:
    for pattern in patterns:
        try:
            Pattern(pattern)
        except RecipeError as error:
            raise _FaultError(("keep",), str(error)) from error
    return tuple(patterns)


def _line_of(text: str, key: Key) -> int:
    """The number of the line that sets a key, or opens its table; 0 if it is written in no way that this knows."""
    table: Key = ()
    best = 0
    for number, line in enumerate(text.splitlines(), 1):
        if header := _TABLE.match(line):
            table = _split_key(header.group(1))
            best = best or (number if table == key else 0)
        elif (found := _KEY.match(line)) and (*table, *_split_key(found.group(1))) == key:
            return number
    return best or (_line_of(text, key[:-1]) if len(key) > 1 else 0)


def _split_key(text: str) -> Key:
    return tuple(part.strip(" \"'") for part in text.split("."))


def write(recipe: Selection) -> str:
    """The recipe as TOML, with every rule and every option; ``read`` makes an equal one of it."""
    present = {rule.name: rule for rule in recipe.rules}
    lines = ["# Text that no rule may touch, as regular expressions.", f"keep = {_value(recipe.keep)}"]
    lines += ["", f"# {AS_TEXT}", f"as_text = {_value(recipe.as_text)}"]
    for rule in KNOWN:
        chosen = present.get(rule.name, rule)
        lines += ["", f"# {rule_purpose(rule)}", f"[rules.{rule.name}]"]
        lines.append(f"enabled = {_value(rule.name in present)}")
        texts = option_texts(rule)
        for option, value in fields_of(chosen).items():
            lines += _entry(option, value, texts.get(option, ""))
    lines += ["", *(f"# {name}: a rule of yours, which a file cannot name" for name in present if not _is_known(name))]
    return "\n".join(lines).rstrip() + "\n"


def _entry(option: str, value: object, text: str) -> list[str]:
    held = option == "apply_at" and value == math.inf
    line = "hold = true" if held else f"{option} = {_value(value)}"
    if not text:
        return [line]
    return [f"{line}  # {text}"] if len(line + text) < _WIDTH else [f"# {text}", line]


def _is_known(name: str) -> bool:
    return any(rule.name == name for rule in KNOWN)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, str):
        if "\\" in value and "'" not in value and value.isprintable():
            return f"'{value}'"  # patterns read better without doubled backslashes
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return repr(value)
