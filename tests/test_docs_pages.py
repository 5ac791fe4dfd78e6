"""The pages of ``docs/``: what is generated is current, every page is in the menu, every file that is named exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cntextfix
from generators.make_rules import MARK, PAGE, with_reference
from helpers import ROOT

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
DECISIONS = sorted(DOCS.glob("adr/0*.md"))
ALL = pytest.mark.parametrize(
    "path", [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"], ids=lambda path: path.stem
)


def test_the_rules_reference_is_current() -> None:
    page = PAGE.read_text(encoding="utf8")
    assert page.count(MARK) == 1
    assert with_reference(page) == page, "run `python tests/generators/make_rules.py`"


def test_every_page_is_in_the_menu_once() -> None:
    menu = re.findall(r": ([\w/-]+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf8"), re.MULTILINE)
    pages = [path.relative_to(DOCS).as_posix() for path in PAGES if path not in DECISIONS]
    assert sorted(menu) == sorted(pages)


def test_decisions_are_numbered_and_listed() -> None:
    listed = re.findall(
        r"^- \[(\d+)\. (.*)\]\((.*)\)$", (DOCS / "adr/README.md").read_text(encoding="utf8"), re.MULTILINE
    )
    found = [(path, path.read_text(encoding="utf8").splitlines()[0]) for path in DECISIONS]
    assert [(f"# {number}. {title}", name) for number, title, name in listed] == [
        (head, path.name) for path, head in found
    ]
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    assert all(len(path.read_text(encoding="utf8").split()) < 300 for path in DECISIONS)


@ALL
def test_files_that_are_named_exist(path: Path) -> None:
    """Named as ``folder/file.py``, from the package, from ``tests`` or from the root."""
    roots = (ROOT, ROOT / "tests", ROOT / "src" / "cntextfix")
    named = re.findall(r"`((?:\w+/)+[\w.]+\.(?:py|txt|bin|json|toml))`", path.read_text(encoding="utf8"))
    left_out = ("raw/", "clean/", "a/")
    wrong = {one for one in named if not one.startswith(left_out) and not any((root / one).exists() for root in roots)}
    assert not wrong


def test_all_public_names_are_in_the_api() -> None:
    text = (DOCS / "api.md").read_text(encoding="utf8")
    told = {name.rsplit(".", 1)[1] for name in re.findall(r"^::: (\S+)$", text, re.MULTILINE)}
    assert set(cntextfix.__all__) - {"__version__"} <= told


def test_readme_is_short() -> None:
    """A newcomer reads it to the end; what is more stands in the guide."""
    assert len((ROOT / "README.md").read_text(encoding="utf8").splitlines()) <= 130
