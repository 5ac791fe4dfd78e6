"""The command line: what can be given to each command, and what was."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import stat
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import cntextfix
from cntextfix.cli.batch_options import BatchOptions, add_batch_options
from cntextfix.cli.console import is_terminal
from cntextfix.cli.decoding import AUTO
from cntextfix.cli.help_texts import help_text
from cntextfix.cli.inputs import MAX_LINE
from cntextfix.cli.outputs import write_stdout
from cntextfix.cli.problems import UsageProblem
from cntextfix.cli.values import names, pages, positive, roles
from cntextfix.cli.wrap import wrap
from cntextfix.model import Role
from cntextfix.sinks.words import Lang

if TYPE_CHECKING:
    from cntextfix.rules.script.script_conversion import Target

COMMANDS = ("clean", "check", "explain", "rules", "batch", "learn")
_OF_BATCH = ("batch", "learn")
_SCRIPTS = ("simp", "trad", "tw", "hk", "twp", "none")


@dataclass(frozen=True, slots=True)
class Options:
    """What was given on the command line; each command looks at its own."""

    files: tuple[str, ...] = ()
    as_one: bool = False
    as_text: bool = False
    max_line: int = MAX_LINE
    encoding: str = AUTO
    errors: Literal["strict", "report"] = "strict"
    pages: tuple[int, ...] | None = None
    password: str = ""
    pdf_engine: Literal["auto", "pdfminer", "pdfium"] = "auto"
    output: str = ""
    in_place: bool = False
    backup: str | None = None
    format: str = "text"
    diff: bool = False
    report: str = ""
    blank_lines: bool = False
    follow_jumps: bool = False
    include: frozenset[Role] = frozenset()
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    recipe: str | None = None
    to: Target | None = None
    schema: bool = False
    rule: str = ""


def parse(argv: Sequence[str], lang: Lang) -> tuple[str, Options | BatchOptions]:
    """The command and its options. Prints help or the version and exits where asked to. Raises UsageProblem."""
    lead, rest = _split(argv)
    if not rest and not set(lead) & {"-h", "--help", "--version"} and not _is_asking():
        raise UsageProblem("stdin-bare")
    _main_parser(lang).parse_args(lead or ([] if rest else ["--help"]))
    if not rest:
        raise UsageProblem("no-command", commands=", ".join(COMMANDS))
    command, *words = rest
    if command not in COMMANDS:
        raise _unknown_command(command)
    given: dict[str, Any] = vars(_command_parser(command, lang).parse_intermixed_args(words))
    given.pop("lang")
    values = {name: _frozen(name, value) for name, value in given.items()}
    return command, BatchOptions(**values) if command in _OF_BATCH else Options(**values)


def _is_asking() -> bool:
    """Whether somebody who typed no command is there to read the help: not if it would go into a pipe's file."""
    if not is_terminal(sys.stdin):
        return False
    try:
        return not stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError, AttributeError):
        return True


def _split(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """What stands before the command, and the command with what follows."""
    at = 0
    while at < len(argv) and argv[at].startswith("-"):
        at += 2 if argv[at] == "--lang" else 1
    return list(argv[:at]), list(argv[at:])


def _unknown_command(word: str) -> UsageProblem:
    import difflib
    from pathlib import Path

    near = difflib.get_close_matches(word, COMMANDS, 1)
    if near:
        return UsageProblem("near-command", word=word, near=near[0])
    if Path(word).exists():
        return UsageProblem("file-as-command", word=word)
    return UsageProblem("unknown-command", word=word, commands=", ".join(COMMANDS))


def _frozen(name: str, value: Any) -> Any:
    if name == "include":
        return frozenset(value) if isinstance(value, list) else frozenset()
    return tuple(value) if isinstance(value, list) else value


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help wrapped by columns, not characters, under headings in the language of the parser."""

    usage_word = "usage: "

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=min(100, shutil.get_terminal_size().columns) - 2)

    def add_usage(
        self,
        usage: str | None,
        actions: object,
        groups: object,
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or self.usage_word)  # type: ignore[arg-type]

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(text, width)


class _ChineseFormatter(_Formatter):
    usage_word = "用法："


class _Parser(argparse.ArgumentParser):
    """Wrong usage goes the way of all problems, instead of a usage text of ten lines and an exit."""

    def __init__(self, prog: str, about: str, epilog: str, lang: Lang, usage: str | None = None) -> None:
        width = min(100, shutil.get_terminal_size().columns) - 2
        super().__init__(
            prog,
            usage=usage,
            description="\n".join(wrap(about, width)),
            epilog=epilog,
            formatter_class=_ChineseFormatter if lang is Lang.ZH else _Formatter,
            add_help=False,
            allow_abbrev=False,
        )
        self._lang = lang

    def format_help(self) -> str:
        text = super().format_help()
        return re.sub(r"^([^\x00-\x7f]+):$", r"\1：", text, flags=re.MULTILINE)  # headings end as Chinese ones do

    def _print_message(self, message: str, file: object = None) -> None:
        """Help and version in UTF-8, as all that goes to stdout."""
        write_stdout(message.encode("utf-8"))

    def error(self, message: str) -> NoReturn:
        raise UsageProblem("usage", message=message, command=self.prog)


def _main_parser(lang: Lang) -> _Parser:
    more = "\n".join(help_text(key, lang) for key in ("commands", "main-examples"))
    about, codes = help_text("about", lang), help_text("exit-codes", lang)
    parser = _Parser("cntextfix", about, codes, lang, "cntextfix COMMAND [OPTION ...] [FILE ...]")
    parser.description = f"{parser.description}\n\n{more}"
    general = _general(parser, lang)
    version = f"cntextfix {cntextfix.__version__}"
    general.add_argument("--version", action="version", version=version, help=help_text("version", lang))
    return parser


def _command_parser(command: str, lang: Lang) -> _Parser:
    what = {
        "rules": "[OPTION ...] [NAME]",
        "batch": "ARCHIVE ... -o DIR [OPTION ...]",
        "learn": "ARCHIVE ... [OPTION ...]",
    }
    usage = f"cntextfix {command} " + what.get(command, "[OPTION ...] [FILE ...]")
    parser = _Parser(
        f"cntextfix {command}", help_text(command, lang), help_text(f"{command}-examples", lang), lang, usage
    )
    if command == "rules":
        parser.add_argument_group(help_text("input", lang)).add_argument(
            "rule", nargs="?", default="", metavar="NAME", help=help_text("rule_name", lang)
        )
        _recipe(parser, lang, shown=True)
    elif command in _OF_BATCH:
        add_batch_options(parser, command, lang)
    else:
        _inputs(parser, lang)
        _pdfs(parser, lang)
        _recipe(parser, lang)
    if command == "clean":
        _outputs(parser, lang)
    if command == "check":
        parser.add_argument_group(help_text("output", lang)).add_argument(
            "--format", choices=("text", "json"), default="text", metavar="FORMAT", help=help_text("check_format", lang)
        )
    _general(parser, lang)
    return parser


def _inputs(parser: _Parser, lang: Lang) -> None:
    group = parser.add_argument_group(help_text("input", lang))
    group.add_argument("files", nargs="*", metavar="FILE", help=help_text("files", lang))
    group.add_argument("--as-one", action="store_true", help=help_text("as_one", lang))
    group.add_argument("--as-text", action="store_true", help=help_text("as_text", lang))
    group.add_argument("--max-line", type=positive, default=MAX_LINE, metavar="N", help=help_text("max_line", lang))
    group.add_argument("--encoding", default=AUTO, metavar="NAME", help=help_text("encoding", lang))
    group.add_argument(
        "--errors", choices=("strict", "report"), default="strict", metavar="HOW", help=help_text("errors", lang)
    )


def _pdfs(parser: _Parser, lang: Lang) -> None:
    group = parser.add_argument_group(help_text("pdfs", lang))
    engines = (AUTO, "pdfminer", "pdfium")
    group.add_argument("--pages", type=pages, default=None, metavar="1-3,5", help=help_text("pages", lang))
    group.add_argument("--password", default="", metavar="TEXT", help=help_text("password", lang))
    group.add_argument(
        "--pdf-engine", choices=engines, default=AUTO, metavar="NAME", help=help_text("pdf_engine", lang)
    )


def _recipe(parser: _Parser, lang: Lang, shown: bool = False) -> None:
    """Options that make a recipe. ``shown``: ``--recipe`` asks for it to be printed, and a file is optional."""
    group = parser.add_argument_group(help_text("what", lang))
    for name in ("only", "without"):
        group.add_argument(
            f"--{name}", action="extend", type=names, default=[], metavar="RULE", help=help_text(name, lang)
        )
    group.add_argument("--to", choices=_SCRIPTS, default=None, metavar="SCRIPT", help=help_text("to", lang))
    if shown:
        help_shown = help_text("recipe_shown", lang)
        group.add_argument("--recipe", nargs="?", const="", default=None, metavar="FILE.toml", help=help_shown)
        group.add_argument("--schema", action="store_true", help=help_text("schema", lang))
    else:
        group.add_argument("--recipe", default=None, metavar="FILE.toml", help=help_text("recipe", lang))


def _outputs(parser: _Parser, lang: Lang) -> None:
    group = parser.add_argument_group(help_text("output", lang))
    formats = ("text", "markdown", "json")
    group.add_argument("-o", "--output", default="", metavar="FILE", help=help_text("output_file", lang))
    group.add_argument("--in-place", action="store_true", help=help_text("in_place", lang))
    group.add_argument("--backup", default=None, metavar="SUFFIX", help=help_text("backup", lang))
    group.add_argument("--format", choices=formats, default="text", metavar="FORMAT", help=help_text("format", lang))
    group.add_argument("--diff", action="store_true", help=help_text("diff", lang))
    group.add_argument("--report", default="", metavar="FILE.jsonl", help=help_text("report", lang))
    group.add_argument("--blank-lines", action="store_true", help=help_text("blank_lines", lang))
    group.add_argument("--follow-jumps", action="store_true", help=help_text("follow_jumps", lang))
    group.add_argument(
        "--include", action="extend", type=roles, default=[], metavar="ROLE", help=help_text("include", lang)
    )


def _general(parser: _Parser, lang: Lang) -> argparse._ArgumentGroup:
    group = parser.add_argument_group(help_text("general", lang))
    languages = tuple(one.value for one in Lang)
    group.add_argument("--lang", choices=languages, metavar="zh|en", help=help_text("lang", lang))
    group.add_argument("-h", "--help", action="help", help=help_text("help", lang))
    return group
