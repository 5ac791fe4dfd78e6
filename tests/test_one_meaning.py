"""A name that a module shows to others means one thing in the whole package, but for those that are named here."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from test_layering import MODULES, Module

VERBS = frozenset(["read", "find", "hear", "opened", "write", "put", "load", "leaves"])
"""What modules of one kind all do, and what is called with the module's name: ``remote.read``, ``style.hear``."""
FACES = frozenset(["clean", "explain", "run", "read_pdfs", "read_text"])
"""Commands of the terminal that are called what the function of the library is called, and do the same."""
TABLES = frozenset({"MESSAGES"})
"""Tables of the same form, which one reader puts together."""


def shown(module: Module) -> Iterator[str]:
    """The names that a module defines at its top, but for private ones."""
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found = [node.name]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found = [one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)]
        else:
            continue
        yield from (name for name in found if not name.startswith("_"))


def test_a_name_means_one_thing() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for module in MODULES:
        for name in shown(module):
            places[name].append(module.name)
    twice = {name: modules for name, modules in places.items() if len(modules) > 1}
    allowed = VERBS | FACES | TABLES
    new = [f"{name}: {', '.join(twice[name])}" for name in sorted(twice.keys() - allowed)]
    assert not new, "\n".join(new)
    assert not sorted(allowed - twice.keys()), "these have one meaning now: take them out of the list"
