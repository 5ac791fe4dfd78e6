"""Names of the files under version control: every system can have them, and no two are the same to any."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from unicodedata import normalize

import pytest

from helpers import ROOT

FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]')
DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
LONGEST = 160
"""Characters of a path. Chosen: Windows has 260 for all of it, and a copy may lie deep in a home folder."""


def wrong_with(path: str) -> str:
    """What Windows has against a path; nothing if it has nothing.

    >>> wrong_with("a/nul.txt"), wrong_with("a/b."), wrong_with("a/b.txt")
    ('nul.txt is a device', 'b. ends with a dot or space', '')
    """
    for part in path.split("/"):
        if FORBIDDEN.search(part):
            return f"{part} has a character that is forbidden"
        if part.endswith((".", " ")):
            return f"{part} ends with a dot or space"
        if DEVICES.fullmatch(part):
            return f"{part} is a device"
    return f"longer than {LONGEST} characters" if len(path) > LONGEST else ""


def tracked() -> list[str]:
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("this copy of the files is under no version control")
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [path for path in done.stdout.decode("utf8").split("\0") if path]


def test_windows_can_have_every_file() -> None:
    wrong = {path: why for path in tracked() if (why := wrong_with(path))}
    assert not wrong


def test_no_two_names_are_the_same_to_a_disk() -> None:
    """Neither to one that does not tell A from a, nor to one that puts letters and their accents together."""
    folded = Counter(normalize("NFC", path).casefold() for path in tracked())
    assert [path for path, often in folded.items() if often > 1] == []
