"""The shape of the code, checked on its syntax trees: which module may import which, what may stand at the top of a
module, how long things may be, and that the library neither prints nor reads the environment."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cntextfix.rules import RULES
from helpers import ROOT

SRC = ROOT / "src"
PACKAGE = "cntextfix"

LAYERS: dict[str, tuple[str, ...]] = {
    # Each folder (or module) of the package, and those it may import besides itself; docs/architecture.md has the same.
    "errors": (),
    "nearest": (),
    "brief": (),
    "chinese": (),
    "wording": (),
    "structured": (),
    "language": ("chinese",),
    "overprint": ("chinese",),
    "paragraphs": ("chinese", "language"),
    "document": ("brief", "errors"),
    "layout": ("chinese", "document", "errors", "language"),
    "changes": ("brief", "document", "errors", "wording"),
    "rules": (
        *("brief", "changes", "chinese", "document", "errors", "language", "overprint", "paragraphs"),
        *("structured", "wording"),
    ),
    "pipeline": ("changes", "document", "rules"),
    "recipe": ("brief", "changes", "errors", "nearest", "rules"),
    "sources": ("chinese", "document", "errors", "layout"),
    "sinks": ("changes", "document", "errors", "sources", "wording"),
    "face": ("changes", "document", "errors", "pipeline", "recipe", "rules", "sinks", "sources"),
    "__init__": ("changes", "document", "errors", "face", "recipe", "rules", "sinks", "sources"),
    "batch": (*("__init__", "changes", "document", "errors", "paragraphs", "recipe", "rules", "sinks", "sources"),),
    "cli": (
        *("__init__", "batch", "changes", "document", "errors", "nearest", "recipe", "rules", "sinks", "sources"),
        "wording",
    ),
    "__main__": ("cli",),
}
"""The arrows of the design: what is known of Chinese ← documents ← changes ← rules ← pipeline ← recipe ← the public
face ← batch and cli; sources make documents, and sinks write them."""

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
        """The folder of the package that it stands in, or its own name."""
        return [*self.name.split("."), "__init__"][1]


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


def run(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """What a module imports when it runs, sooner or later."""
    typed = [node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)]
    waits = {line for node in typed for one in node.body for _, line in imported(one)}
    yield from ((name, line) for name, line in imported(tree) if line not in waits)


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


def test_what_may_be_imported_is_imported() -> None:
    """An arrow that nobody uses is no part of the design."""
    used: dict[str, set[str]] = {layer: set() for layer in LAYERS}
    for module in MODULES:
        used[module.layer] |= {NAMES[name].layer for name, _ in imported(module.tree) if name in NAMES}
    unused = {layer: set(others) - used[layer] for layer, others in LAYERS.items()}
    assert not any(unused.values()), unused


def test_the_table_of_folders_is_the_same() -> None:
    """A row of docs/architecture.md for each, with what it may import."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf8")
    rows = re.findall(r"^\| `(\w+)(?:/|\.py)` \|.*\| (.*) \|$", text, re.MULTILINE)
    assert {name: sorted(re.findall(r"`(\w+)`", others)) for name, others in rows} == {
        layer: sorted(others) for layer, others in LAYERS.items()
    }


def test_no_import_comes_back_to_itself() -> None:
    """Nor may one that waits in a function; what only type checkers read may."""
    arrows = {module.name: {name for name, _ in run(module.tree) if name in NAMES} for module in MODULES}
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail[trail.index(name) :], name))
        if name not in done:
            for other in sorted(arrows[name] - {name}):
                walk(other, (*trail, name))
            done.add(name)

    for name in arrows:
        walk(name, ())


def test_what_a_package_imports_imports_nothing_of_it() -> None:
    """Whoever imports a module of a package runs the package's own first: were that to need the importer, a command
    would end at once if the importer is what it loads first."""
    arrows = {module.name: {name for name, _ in imported(at_top(module.tree)) if name in NAMES} for module in MODULES}

    def within(name: str, package: str) -> bool:
        return f"{name}.".startswith(f"{package}.")

    wrong = []
    for package in (module.name for module in MODULES if module.path.stem == "__init__"):
        seen, left = {package}, [package]
        while left:
            name = left.pop()
            if not within(name, package):
                wrong += [f"{package} → … → {name} → {back}" for back in arrows[name] if within(back, package)]
            left += arrows[name] - seen
            seen |= arrows[name]
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
def test_no_constant_is_set_twice(module: Module) -> None:
    """The second value would hold for all of the module, whatever the first one says."""
    set_once: set[str] = set()
    for node in module.tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        names = {one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)}
        assert names.isdisjoint(set_once), f"{module.path}: {', '.join(names & set_once)}"
        set_once |= names


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
