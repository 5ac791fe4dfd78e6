"""A JSON schema of recipe files, for editors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args, get_origin

from cntextfix.recipe.options import AS_TEXT, fields_of, hints_of, option_texts, rule_purpose
from cntextfix.rules import FAMILIES, KNOWN


def schema() -> dict[str, object]:
    """A JSON schema (draft 2020-12) of recipe files, for editors."""
    names = sorted({rule.name for rule in KNOWN} | set(FAMILIES))
    chosen = {"type": "array", "items": {"enum": names}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "cntextfix recipe",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "only": {**chosen, "description": "Run just these rules or families."},
            "without": {**chosen, "description": "Run all but these rules or families."},
            "as_text": {"type": "boolean", "default": False, "description": AS_TEXT},
            "keep": {
                "type": "array",
                "items": {"type": "string", "format": "regex"},
                "description": "Regular expressions of text that no rule may touch.",
            },
            "rules": {"type": "object", "additionalProperties": False, "properties": dict(_tables())},
        },
    }


def _tables() -> Iterator[tuple[str, object]]:
    switches: dict[str, object] = {
        "enabled": {"type": "boolean"},
        "hold": {"type": "boolean", "description": "Show what the rule would do, and do nothing."},
    }
    bits: dict[str, object] = {"apply_at": {"type": "number"}, "show_at": {"type": "number"}}
    for family in FAMILIES:
        yield family, {"type": "object", "additionalProperties": False, "properties": {**switches, **bits}}
    for rule in KNOWN:
        hints, texts = hints_of(type(rule)), option_texts(rule)
        options = {
            option: {**_shape(value, hints[option]), "default": value, "description": texts.get(option, "")}
            for option, value in fields_of(rule).items()
        }
        yield (
            rule.name,
            {
                "type": "object",
                "description": rule_purpose(rule),
                "additionalProperties": False,
                "properties": {**switches, **options},
            },
        )


def _shape(value: object, hint: object) -> dict[str, object]:
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    types = {bool: "boolean", int: "integer", float: "number", str: "string", tuple: "array"}
    return {"type": types.get(type(value), "string")}
