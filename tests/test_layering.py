"""The shape of the code, checked on its syntax trees: which module may import which, what may stand at the top of a
module, how long things may be, and that the library neither prints nor reads the environment."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cntextfix.rules import RULES
from helpers import ROOT

SRC = ROOT / "src"
PACKAGE = "cntextfix"

LAYERS: dict[str, tuple[str, ...]] = {
    # Each layer, and the layers it may import besides itself. Leaves are pure functions and tables that know nothing.
    "errors": (),
    "chars": (),
    "leaf": ("errors", "chars"),
    "model": ("errors", "chars", "leaf"),
    "changes": ("model", "errors", "chars", "leaf"),
    "edits": ("changes", "model", "errors", "chars", "leaf"),
    "offsets": ("model", "errors"),
    "report": ("offsets", "changes", "model", "errors", "leaf"),
    "safety": ("changes", "model", "errors", "report"),
    "evidence": ("changes", "model", "errors", "chars", "leaf"),
    "layout": ("model", "errors", "chars", "leaf"),
    "rules": ("evidence", "changes", "model", "errors", "chars", "leaf", "layout"),
    "pipeline": ("edits", "rules", "evidence", "report", "safety", "changes", "model", "errors", "leaf"),
    "recipe": ("pipeline", "rules", "errors", "leaf"),
    "sources": ("model", "errors", "chars", "leaf", "layout"),
    "sinks": ("model", "report", "changes", "errors", "chars", "leaf"),
    "public": (
        *("edits", "recipe", "pipeline", "safety", "report", "rules", "evidence", "changes", "model", "errors"),
        *("sources", "sinks"),
    ),
    "batch": ("public", "recipe", "report", "evidence", "model", "errors", "leaf", "sources", "sinks"),
    "cli": (
        "public",
        "batch",
        "recipe",
        "rules",
        "report",
        "changes",
        "evidence",
        "model",
        "errors",
        "sinks",
        "sources",
        "leaf",
    ),
    "main": ("cli",),
}
"""The arrows of the design: model ← changes ← rules ← pipeline (with evidence) ← recipe ← the public face ← cli and
batch; sources and sinks see the records."""

TOP = {
    "__init__": "public",
    "__main__": "main",
    "face": "public",
    "keep": "pipeline",
    "desk": "pipeline",
    "parts": "pipeline",
    "offsets": "changes",
    "recipe_file": "recipe",
}
"""Modules in the package's own folder that are not called like their layer; all others there are leaves."""

WORDS = {"sinks.words", "sinks.texts", "sinks.rule_texts"}
"""Tables of words and pure functions that fill them in: leaves, although they are with those who print them. A change
tells its reason with them."""

HEAVY = {"opencc", "pdfminer", "pypdfium2", "regex", "pyarrow", "ray", "datatrove", "pebble", "rich", "tqdm", "numpy"}
"""Third-party modules that cost start-up time: imported where they are used, never at the top of a module."""

MODULE_LINES, FUNCTION_LINES = 300, 40


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the package: its dotted name, its file, its syntax tree."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def layer(self) -> str:
        parts = self.name.split(".")[1:]
        first = parts[0] if parts else "__init__"
        if ".".join(parts) in WORDS:
            return "leaf"
        if first in TOP:
            return TOP[first]
        return first if first in LAYERS else "leaf"


def read() -> list[Module]:
    modules: list[Module] = []
    for path in sorted((SRC / PACKAGE).rglob("*.py")):
        parts = path.relative_to(SRC).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        modules.append(Module(name, path, ast.parse(path.read_text(encoding="utf8"))))
    return modules


MODULES = read()
NAMES = {module.name: module for module in MODULES}
ALL = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)


def imported(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Modules that a tree imports, with their lines; ``from package import module`` counts as the module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: write imports in full"
            base = node.module or ""
            for alias in node.names:
                full = f"{base}.{alias.name}"
                yield (full if full in NAMES else base), node.lineno


def at_top(tree: ast.Module) -> ast.Module:
    """The tree without function bodies and without what only type checkers read."""

    class Pruned(ast.NodeTransformer):
        def visit_FunctionDef(self, node: ast.FunctionDef) -> None: ...

        def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None: ...

        def visit_If(self, node: ast.If) -> ast.If | list[ast.stmt]:
            if "TYPE_CHECKING" in ast.dump(node.test):
                return node.orelse
            return node

    copy = ast.parse(ast.unparse(tree))
    pruned = Pruned().visit(copy)
    assert isinstance(pruned, ast.Module)
    return pruned


@ALL
def test_arrows_point_one_way(module: Module) -> None:
    wrong = []
    for name, line in imported(module.tree):
        if name.split(".")[0] != PACKAGE:
            continue
        target = NAMES.get(name)
        assert target, f"{module.path}:{line}: no module {name}"
        if target.layer != module.layer and target.layer not in LAYERS[module.layer]:
            wrong.append(f"{module.path}:{line}: {module.name} ({module.layer}) imports {name} ({target.layer})")
    assert not wrong, "\n".join(wrong)


@ALL
def test_private_names_stay_at_home(module: Module) -> None:
    private = [
        f"{module.path}:{node.lineno}: {alias.name} of {node.module}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == PACKAGE
        for alias in node.names
        if alias.name.startswith("_") and not alias.name.startswith("__")
    ]
    assert not private, "\n".join(private)


@ALL
def test_heavy_modules_are_imported_where_used(module: Module) -> None:
    heavy = {name for name, _ in imported(at_top(module.tree)) if name.split(".")[0] in HEAVY}
    assert not heavy, f"{module.path}: import {', '.join(sorted(heavy))} inside the function that needs it"


@ALL
def test_cli_alone_prints_and_reads_the_environment(module: Module) -> None:
    if module.layer in ("cli", "main"):
        return
    wrong = [f"line {line}: import {name}" for name, line in imported(module.tree) if name in ("locale", "getpass")]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "input"):
            wrong.append(f"line {node.lineno}: {node.func.id}(")
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            used = f"{node.value.id}.{node.attr}"
            if used in ("os.environ", "os.getenv", "sys.stdout", "sys.stderr", "sys.stdin", "sys.argv"):
                wrong.append(f"line {node.lineno}: {used}")
        if isinstance(node, ast.Global):
            wrong.append(f"line {node.lineno}: global {', '.join(node.names)}")
    assert not wrong, f"{module.path}: " + "; ".join(wrong)


@ALL
def test_length(module: Module) -> None:
    lines = len(module.path.read_text(encoding="utf8").splitlines())
    long = [f"{lines} lines in one module"] if lines > MODULE_LINES else []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = (node.end_lineno or node.lineno) - node.lineno + 1
            if size > FUNCTION_LINES:
                long.append(f"line {node.lineno}: {size} lines in {node.name}")
    assert not long, f"{module.path}: split by idea: " + "; ".join(long)


@ALL
def test_every_module_says_what_it_is(module: Module) -> None:
    assert ast.get_docstring(module.tree), f"{module.path}: no docstring"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_is_where_its_name_says(rule: object) -> None:
    name, family = getattr(rule, "name", ""), getattr(rule, "family", "")
    assert type(rule).__name__ == "".join(word.capitalize() for word in name.split("-"))
    assert type(rule).__module__ == f"{PACKAGE}.rules.{family}.{name.replace('-', '_')}"
    doc = type(rule).__doc__ or ""
    assert "Example:" in doc or ">>>" in doc, f"{name}: the docstring needs an example"
