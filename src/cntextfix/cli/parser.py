"""The command line: what can be given to each command, and what was."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import stat
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import cntextfix
from cntextfix.cli.console import is_terminal
from cntextfix.cli.help_texts import help_text
from cntextfix.cli.option_table import add_options
from cntextfix.cli.options import BatchOptions, Options
from cntextfix.cli.outputs import write_stdout
from cntextfix.cli.problems import UsageProblem
from cntextfix.cli.wrap import terminal_columns, wrap
from cntextfix.nearest import nearest
from cntextfix.wording.words import Lang

COMMANDS = ("clean", "check", "explain", "layout", "rules", "batch", "learn")
_OF_BATCH = ("batch", "learn")


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
    from pathlib import Path

    near = nearest(word, COMMANDS)
    if near:
        return UsageProblem("near-command", word=word, near=near)
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

    def _format_action(self, action: argparse.Action) -> str:
        """Chinese characters are two columns wide, and argparse counts them as one."""
        text, head = super()._format_action(action), self._format_action_invocation(action)
        spare = " " * (terminal_columns(head) - len(head))
        return text.replace(f"{head}  {spare}", f"{head}  ", 1)


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
        return re.sub(r"^(.*[^\x00-\x7f]):$", r"\1：", text, flags=re.MULTILINE)  # headings end as Chinese ones do

    def _print_message(self, message: str, file: object = None) -> None:
        """Help and version in UTF-8, as all that goes to stdout."""
        write_stdout(message.encode("utf-8"))

    def error(self, message: str) -> NoReturn:
        wrong = re.search(r"unrecognized arguments: (--?[^\s=]+)", message)
        near = nearest(wrong[1], self._option_string_actions) if wrong else ""
        if wrong and near:
            raise UsageProblem("near-option", word=wrong[1], near=near, command=self.prog)
        raise UsageProblem("usage", message=message, command=self.prog)


def _main_parser(lang: Lang) -> _Parser:
    more = "\n".join(help_text(key, lang) for key in ("commands", "main-examples"))
    about, codes = help_text("about", lang), help_text("exit-codes", lang)
    parser = _Parser("cntextfix", about, codes, lang, _usage("cntextfix COMMAND [OPTION ...] [FILE ...]", lang))
    parser.description = f"{parser.description}\n\n{more}"
    general = _general(parser, lang)
    version = f"cntextfix {cntextfix.__version__}"
    general.add_argument("--version", action="version", version=version, help=help_text("version", lang))
    return parser


def _usage(text: str, lang: Lang) -> str:
    """How a command is called; what stands for something is in the language asked for."""
    words = {"COMMAND": "命令", "OPTION": "选项", "FILE": "文件", "NAME": "名称", "ARCHIVE": "档案", "DIR": "文件夹"}
    return re.sub(r"[A-Z]+", lambda found: words[found[0]], text) if lang is Lang.ZH else text


def _command_parser(command: str, lang: Lang) -> _Parser:
    what = {
        "rules": "[OPTION ...] [NAME]",
        "layout": "[OPTION ...] [FILE]",
        "batch": "ARCHIVE ... -o DIR [OPTION ...]",
        "learn": "ARCHIVE ... [OPTION ...]",
    }
    usage = f"cntextfix {command} " + _usage(what.get(command, "[OPTION ...] [FILE ...]"), lang)
    parser = _Parser(
        f"cntextfix {command}", help_text(command, lang), help_text(f"{command}-examples", lang), lang, usage
    )
    add_options(parser, command, lang)
    _general(parser, lang)
    return parser


def _general(parser: _Parser, lang: Lang) -> argparse._ArgumentGroup:
    group = parser.add_argument_group(help_text("general", lang))
    languages = tuple(one.value for one in Lang)
    group.add_argument("--lang", choices=languages, metavar="zh|en", help=help_text("lang", lang))
    group.add_argument("-h", "--help", action="help", help=help_text("help", lang))
    return group
