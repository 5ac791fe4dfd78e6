"""The terminal: messages on stderr, colour where it is seen, and what the exit code will be."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from enum import StrEnum
from typing import TextIO

from cntextfix.cli.messages import problem_text, say
from cntextfix.cli.problems import Problem
from cntextfix.errors import InkLost
from cntextfix.wording.words import Lang

OK = 0
"""Exit code: nothing was wrong. By definition, as all four."""
CHANGED = 1
"""Exit code of ``check`` and ``--diff``: something would change. By definition."""
USAGE = 2
"""Exit code: the command line was not understood. By definition."""
FAILED = 3
"""Exit code: an input could not be read, or an output not written. By definition."""

_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\uf8ff\ufeff\U000f0000-\U0010ffff]"
)


class Ansi(StrEnum):
    """ANSI styles by what they mean."""

    TITLE = "1"
    RULE = "36"
    DIM = "2"
    OLD = "31"
    NEW = "32"
    HUNK = "36"
    HELD = "33"
    BAD = "31;1"


class Console:
    """Speaks one language, counts failures, colours only what goes to a terminal (and not with NO_COLOR)."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.colon = "：" if lang is Lang.ZH else ": "
        self.failures = 0
        self._told: list[Callable[[str, str], None]] = []
        self.colour = _coloured(sys.stdout)
        self._colour_errors = _coloured(sys.stderr)

    def text(self, code: str, **fields: str | int) -> str:
        """A message in words."""
        return say(code, self.lang, **fields)

    def note(self, code: str, about: str = "", **fields: str | int) -> None:
        """Tell the user something on stderr."""
        self._print(about, self.text(code, **fields))

    def fail(self, about: str, error: Exception) -> None:
        """Tell the user that something failed; the exit code will say so too."""
        self.failures += 1
        if isinstance(error, InkLost):
            error = Problem("bug", message=str(error))
        message = problem_text(error, self.lang)
        self._print(about, paint(message, Ansi.BAD, on=self._colour_errors))
        for tell in self._told:
            tell(about, message)

    def on_failure(self, tell: Callable[[str, str], None]) -> None:
        """Have failures told to an output as well: the name of the input, and what is wrong in words."""
        self._told.append(tell)

    def failed(self, code: int = OK) -> int:
        """The exit code: 3 if anything failed, else the one given."""
        return FAILED if self.failures else code

    def paint(self, text: str, style: Ansi) -> str:
        """Text for stdout, coloured if that is a terminal."""
        return paint(text, style, on=self.colour)

    def told(self, about: str, text: str) -> str:
        """A line for stderr: who speaks, of what, and what there is to say."""
        return self.colon.join(["cntextfix", *([visible(about)] if about else []), text]) + "\n"

    def _print(self, about: str, text: str) -> None:
        stream: TextIO | None = sys.stderr
        if stream is not None:
            stream.write(self.told(about, text))
            stream.flush()


def paint(text: str, style: Ansi, *, on: bool) -> str:
    """Text in a style, or as it is."""
    return f"\x1b[{style}m{text}\x1b[0m" if on and text else text


def visible(text: str) -> str:
    r"""Text that cannot upset a terminal: line ends as ⏎, control and private-use characters and the
    like as their code points.

    >>> visible("能担\n当\x1b[2J")
    '能担⏎当<U+001B>[2J'
    """
    return _CONTROL.sub(lambda found: f"<U+{ord(found[0]):04X}>", text.replace("\r\n", "⏎").replace("\n", "⏎"))


def is_terminal(stream: object) -> bool:
    """Whether a person sits at this stream; not if the shell closed it."""
    isatty = getattr(stream, "isatty", None)
    return bool(isatty and isatty())


def _coloured(stream: object) -> bool:
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
