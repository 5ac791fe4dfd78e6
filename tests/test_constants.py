"""A number that stands at the top of a module stands alone and says what set it: a figure of what it was measured on or
held against, a definition, or the word "Chosen" where there was none (docs/maintaining/evidence.md)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from test_layering import MODULES, Module

SOURCE = re.compile(r"\d|\b(?:chosen|counted|fitted|measur|definition)", re.IGNORECASE)
"""What tells where a value is from: a figure, or one of these words."""
CODE = re.compile(r"``[^`]*``")


class Constant(NamedTuple):
    """One assignment of numbers: its names, and the docstring right under it."""

    names: tuple[str, ...]
    docstring: str


def is_number(value: ast.expr) -> bool:
    """Whether this is a number, arithmetic on numbers, or a tuple or dict of numbers."""
    match value:
        case ast.Constant(value=int() | float() as number):
            return not isinstance(number, bool)
        case ast.UnaryOp(operand=operand):
            return is_number(operand)
        case ast.BinOp(left=left, right=right):
            return is_number(left) and is_number(right)
        case ast.Tuple(elts=parts):
            return bool(parts) and all(is_number(part) for part in parts)
        case ast.Dict(values=parts):
            return bool(parts) and all(is_number(part) for part in parts)
    return False


def has_number(target: ast.expr, value: ast.expr) -> bool:
    """Whether one of the names that are set here is a number."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return any(is_number(part) for part in value.elts)
    return is_number(value)


def constants(tree: ast.Module) -> Iterator[Constant]:
    for n, node in enumerate(tree.body):
        match node:
            case ast.Assign(targets=[target], value=value) | ast.AnnAssign(target=target, value=ast.expr() as value):
                if has_number(target, value):
                    names = tuple(one.id for one in ast.walk(target) if isinstance(one, ast.Name))
                    yield Constant(names, docstring(tree.body[n + 1 : n + 2]))


def docstring(after: list[ast.stmt]) -> str:
    match after:
        case [ast.Expr(value=ast.Constant(value=str() as text))]:
            return " ".join(text.split())
    return ""


def wrong(tree: ast.Module) -> list[str]:
    """The constants that do not say what set them, or do not stand alone."""
    out: list[str] = []
    for names, text in constants(tree):
        name = ", ".join(names)
        if len(names) > 1:
            out.append(f"{name}: set each alone, with a docstring of its own")
        if not text:
            out.append(f"{name}: no docstring; it tells the unit and what set the value")
        elif not SOURCE.search(CODE.sub("", text)):
            out.append(f"{name}: no source; a figure and what it was measured on, or Chosen: {text}")
    return out


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_number_says_what_set_it(module: Module) -> None:
    found = wrong(module.tree)
    assert not found, f"{module.path}:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('NEAR = 4.0\n"""Em. Chosen."""', 0),
        ('NEAR = 4.0\n"""Em. Of 300 pages 297 have less."""', 0),
        ('NEAR: float = -4.0\n"""Em, by definition."""', 0),
        ('NAME = "near"', 0),
        ("ON = True", 0),
        ("NEAR = 4.0", 1),
        ("NEAR: float = 4.0", 1),
        ("NEAR = 4.0  # em; chosen", 1),
        ('NEAR = 1 << 20\n"""Bytes read at once."""', 1),
        ('NEAR = (1.0, 2.0)\n"""Em, as ``far4`` has them."""', 1),
        ('COSTS = {"a": 1.0}\n"""Bits."""', 1),
        ('NEAR, FAR = 1, 2\n"""Lines. Chosen."""', 1),
        ("NEAR, FAR = 1, 2", 2),
    ],
)
def test_it_is_seen(source: str, count: int) -> None:
    assert len(wrong(ast.parse(source))) == count
