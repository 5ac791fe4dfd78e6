"""The commands that a README gives, taken from its code fences: ``python tests/readme.py README.md tests``.

A command line of a fence for a shell (``console``, ``sh``, ``bash``, ``shell``; prompts ``$`` are dropped) that sets up
a virtual environment is one of the two for a fresh machine: ``tests`` runs pytest, ``clean`` cleans the sample page.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

SHELLS = ("console", "sh", "bash", "shell", "shell-session")
_FENCE = re.compile(r"^ *```+ *([\w-]*)[^\n]*\n(.*?)^ *```+ *$", re.MULTILINE | re.DOTALL)


def fences(markdown: str, *languages: str) -> list[str]:
    r"""What stands in the code fences of these languages.

    >>> fences("```sh\nls\n```\n\n```python\n1\n```\n", "sh")
    ['ls\n']
    """
    return [body for language, body in _FENCE.findall(markdown) if language in languages]


def commands(markdown: str) -> list[str]:
    r"""Every command line of the shell fences, without prompts and comments, continued lines put together.

    >>> commands("```console\n$ a \\\n  --b  # why\nits output\n$ c\n```\n")
    ['a --b', 'c']
    """
    found: list[str] = []
    for body in fences(markdown, *SHELLS):
        lines = re.sub(r"\\\n\s*", "", body).splitlines()
        prompted = [line[2:] for line in lines if line.startswith("$ ")]
        found += prompted or [line for line in lines if line.strip() and not line.startswith("#")]
    return [re.sub(r"\s+#\s.*", "", command).strip() for command in found]


def fresh(markdown: str, what: str) -> str:
    """The command for a fresh machine: ``clean`` or ``tests``. Raises LookupError if there is not exactly one."""
    marks = {"clean": r"cntextfix clean\b", "tests": r"\bpytest\b"}
    found = [
        command
        for command in commands(markdown)
        if re.match(r"python3? -m venv", command) and re.search(marks[what], command)
    ]
    if len(set(found)) != 1:
        raise LookupError(f"want one command that sets up an environment and matches {marks[what]}, got {found}")
    return found[0]


if __name__ == "__main__":
    sys.stdout.write(fresh(Path(sys.argv[1]).read_text(encoding="utf8"), sys.argv[2]) + "\n")
