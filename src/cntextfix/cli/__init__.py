"""The command line ``cntextfix``: calls the public API, and is the only part that prints or reads the environment.

``parser`` reads the command line, ``inputs`` and ``outputs`` move bytes, ``clean``, ``check``, ``explain``, ``layout``
and ``rules`` are a command each, ``console`` speaks to the user in the words of ``messages`` and ``help_texts``.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NoReturn

from cntextfix.cli.problems import INTERRUPTED

if TYPE_CHECKING:
    from cntextfix.cli import console
    from cntextfix.cli.options import BatchOptions, Options


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line (``sys.argv`` without one). The exit code: 0 fine, 1 something would change (``check``,
    ``clean --diff``), 2 wrong usage, 3 some input failed, 130 interrupted."""
    from cntextfix.cli import console
    from cntextfix.cli.messages import language

    words = list(sys.argv[1:] if argv is None else argv)
    screen = console.Console(language(words))
    try:
        return _run(words, screen)
    except KeyboardInterrupt:
        screen.note("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        _hush()
        return screen.failed()


def run() -> NoReturn:
    """``main`` as a process of its own: does not come back. Ends with the code that ``main`` gives, always."""
    try:
        code = main()
        if code != INTERRUPTED:
            sys.exit(code)
    except KeyboardInterrupt:  # before main could catch it, or after
        pass
    # An interrupt inside exec (dataclasses are made with it) marks CPython as interrupted for good, although it was
    # caught: in place of our code the process would then end by a signal, or not, as luck has it.
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(INTERRUPTED)


def _run(words: Sequence[str], screen: console.Console) -> int:
    from cntextfix.cli import console, parser
    from cntextfix.cli.options import BatchOptions
    from cntextfix.cli.outputs import flush_stdout
    from cntextfix.cli.problems import Problem, UsageProblem
    from cntextfix.errors import CntextfixError

    try:
        command, options = parser.parse(words, screen.lang)
        code = (
            _batch(command, options, screen)
            if isinstance(options, BatchOptions)
            else _command(command)(options, screen)
        )
        flush_stdout()
    except SystemExit:  # argparse, after it printed help or the version
        flush_stdout()
        return console.OK
    except UsageProblem as problem:
        screen.fail("", problem)
        return console.USAGE
    except (Problem, CntextfixError) as problem:
        screen.fail("", problem)
        return console.FAILED
    return screen.failed(code)


def _command(name: str) -> Callable[[Options, console.Console], int]:
    """The function behind a command; only its own module is imported."""
    match name:
        case "clean":
            from cntextfix.cli.clean import clean as command
        case "check":
            from cntextfix.cli.check import check as command
        case "explain":
            from cntextfix.cli.explain import explain as command
        case "layout":
            from cntextfix.cli.layout import layout as command
        case _:
            from cntextfix.cli.rules import rules as command
    return command


def _batch(name: str, options: BatchOptions, screen: console.Console) -> int:
    if name == "learn":
        from cntextfix.cli.learn import learn

        return learn(options, screen)
    from cntextfix.cli.batch import batch

    return batch(options, screen)


def _hush() -> None:
    """Whoever read stdout has gone: nothing more is written there, not even when the interpreter shuts down."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
