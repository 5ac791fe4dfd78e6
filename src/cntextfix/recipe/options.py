"""What a rule's options are, and what its docstring says of them."""

from __future__ import annotations

import dataclasses
import re
from functools import cache
from inspect import cleandoc
from typing import get_type_hints

from cntextfix.errors import RecipeError
from cntextfix.rules.rule import Rule

AS_TEXT = "Clean JSON, tables, markup and program code as if they were prose."
"""What ``as_text`` does."""


def fields_of(rule: Rule) -> dict[str, object]:
    """Every field of a rule's dataclass with its value, so that none can be forgotten."""
    if not dataclasses.is_dataclass(rule):
        raise RecipeError(f"rules.{rule.name}: a rule has to be a frozen dataclass whose fields are its options")
    return {f.name: getattr(rule, f.name) for f in dataclasses.fields(rule)}


@cache
def hints_of(rule: type) -> dict[str, object]:
    """The types of a rule's options, by name, looked up once."""
    return get_type_hints(rule)


def rule_purpose(rule: Rule) -> str:
    """The first sentence of a rule's docstring, on one line.

    >>> from cntextfix.rules.dedouble.echo import Echo
    >>> rule_purpose(Echo())
    'A page printed twice: all its lines again, behind the first printing.'
    """
    paragraph = " ".join((rule.__doc__ or "").partition("\n\n")[0].split())
    return re.split(r"(?<=[.:]) (?=[A-Z])", paragraph)[0]


def option_texts(rule: Rule) -> dict[str, str]:
    """What the docstring of a rule says of its options: the part after ``Options:``, one entry an option."""
    _, _, part = cleandoc(rule.__doc__ or "").partition("Options:")  # Python 3.13 takes the indent off, 3.12 does not
    out: dict[str, str] = {}
    for entry in re.findall(r"^ {4}(\w[\w, ]*): (.*(?:\n {8}.*)*)", part, re.MULTILINE):
        for option in entry[0].split(", "):
            out[option] = " ".join(entry[1].split())
    return out
