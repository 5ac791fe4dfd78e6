"""Golden pages: every file of ``pages/`` through the whole default recipe.

A file is a page as extracted, a line ``=== expected ===``, and what has to come out, written by reading the page. A
file without that line must stay as it is.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cntextfix import Recipe
from helpers import PAGES, assert_sound

MARKER = "=== expected ===\n"
FILES = sorted(PAGES.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_page(path: Path) -> None:
    before, marker, after = path.read_bytes().decode("utf8").partition(MARKER)
    assert assert_sound(before, Recipe.default()).text == (after if marker else before)


def test_there_are_pages_that_must_stay() -> None:
    texts = [path.read_bytes().decode("utf8") for path in FILES]
    assert any(MARKER in text for text in texts)
    assert any(MARKER not in text for text in texts)
