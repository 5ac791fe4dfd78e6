"""What can go wrong with the command line or one input: a code and what fills it in; ``texts`` has the words."""

from __future__ import annotations

INTERRUPTED = 130
"""What shells make of a process that Ctrl-C ended: 128 + SIGINT."""


class Problem(Exception):  # noqa: N818 - most are nobody's error
    """One input or output cannot be dealt with; the others still are. Exit code 3 in the end."""

    def __init__(self, code: str, **fields: str | int) -> None:
        super().__init__(code, fields)
        self.code = code
        self.fields = fields


class UsageProblem(Problem):
    """The command line makes no sense as it stands. Exit code 2, at once."""
