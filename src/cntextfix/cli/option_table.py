"""The one table of what can be given to which command."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import NamedTuple

from cntextfix.cli import values
from cntextfix.cli.help_texts import help_text
from cntextfix.cli.options import AUTO, PACKED
from cntextfix.wording.words import Lang

_CLEANING = ("clean", "check", "explain", "batch")
_SINGLE = ("clean", "check", "explain")
_READING = (*_CLEANING, "learn")
_RECIPES = (*_CLEANING, "rules")
_ARCHIVES = ("batch", "learn")
_SCRIPTS = ("simp", "trad", "tw", "hk", "twp", "none")
_ENGINES = (AUTO, "pdfminer", "pdfium")
_FORMATS = ("text", "markdown", "json")


class Option(NamedTuple):
    """One option (or argument: its name has no dashes) of some commands, under a heading. ``text`` is the key of its
    help, ``shown`` what stands for its value there; ``kind`` reads the value, ``choices`` are all there are; ``takes``
    is how often (``flag`` for none, ``?``, ``*``, ``many`` for an option that can be repeated, each time with one value
    or a comma list)."""

    heading: str
    names: tuple[str, ...]
    commands: tuple[str, ...]
    text: str
    shown: str = ""
    kind: Callable[[str], object] | None = None
    choices: tuple[str, ...] = ()
    takes: str = ""


TABLE = (
    Option("input", ("rule",), ("rules",), "rule_name", "NAME", takes="?"),
    Option("input", ("files",), _SINGLE, "files", "FILE", takes="*"),
    Option("input", ("files",), ("layout",), "placed_file", "FILE", takes="*"),
    Option("input", ("--page",), ("layout",), "page", "N", values.positive),
    Option("input", ("archive",), _ARCHIVES, "archive", "ARCHIVE", takes="*"),
    Option("input", ("--as-one",), _SINGLE, "as_one", takes="flag"),
    Option("input", ("--group-by",), _CLEANING, "group_by", "folder|REGEX", values.pattern),
    Option("input", ("--glob",), _ARCHIVES, "glob", "PATTERN", takes="many"),
    Option("input", ("--root",), _ARCHIVES, "root", "DIR"),
    Option("input", ("--as-text",), _CLEANING, "as_text", takes="flag"),
    Option("input", ("--max-line",), _SINGLE, "max_line", "N", values.positive),
    Option("input", ("--encoding",), _READING, "encoding", "NAME"),
    Option("input", ("--errors",), _READING, "errors", "HOW", choices=("strict", "report")),
    Option("input", ("--text-field",), _ARCHIVES, "text_field", "NAME"),
    Option("input", ("--id-field",), ("batch",), "id_field", "NAME"),
    Option("pdfs", ("--pages",), _SINGLE, "pages", "1-3,5", values.pages),
    Option("pdfs", ("--password",), (*_SINGLE, "layout"), "password", "TEXT"),
    Option("pdfs", ("--password-file",), (*_READING, "layout"), "password_file", "FILE"),
    Option(
        "pdfs", ("--pdf-engine",), (*_READING, "layout"), "pdf_engine", "NAME", choices=(AUTO, "pdfminer", "pdfium")
    ),
    Option("pdfs", ("--order",), _CLEANING, "order", "ORDER", choices=("reading", "file")),
    Option("what", ("--only",), _RECIPES, "only", "RULE", values.names, takes="many"),
    Option("what", ("--without",), _RECIPES, "without", "RULE", values.names, takes="many"),
    Option("what", ("--to",), _RECIPES, "to", "SCRIPT", choices=_SCRIPTS),
    Option("what", ("--recipe",), _CLEANING, "recipe", "FILE.toml"),
    Option("what", ("--recipe",), ("rules",), "recipe_shown", "FILE.toml", takes="?"),
    Option("what", ("--schema",), ("rules",), "schema", takes="flag"),
    Option("what", ("--evidence",), _CLEANING, "evidence", "FILE.json"),
    Option("output", ("-o", "--output"), ("clean",), "output_file", "FILE"),
    Option("output", ("-o", "--output"), ("layout",), "svg_output", "FILE.svg"),
    Option("output", ("-o", "--output"), ("batch",), "batch_output", "DIR"),
    Option("output", ("-o", "--output"), ("learn",), "learn_output", "FILE.json"),
    Option("output", ("--in-place",), ("clean",), "in_place", takes="flag"),
    Option("output", ("--backup",), ("clean",), "backup", "SUFFIX"),
    Option("output", ("--format",), ("clean",), "format", "FORMAT", choices=_FORMATS),
    Option("output", ("--format",), ("check",), "check_format", "FORMAT", choices=("text", "json")),
    Option("output", ("--format",), ("batch",), "batch_format", "FORMAT", choices=(*_FORMATS, "alto", *PACKED)),
    Option("output", ("--diff",), ("clean",), "diff", takes="flag"),
    Option("output", ("--report",), ("clean",), "report", "FILE.jsonl"),
    Option("output", ("--report",), ("batch",), "batch_report", "DIR|FILE"),
    Option("output", ("--blank-lines",), ("clean", "batch"), "blank_lines", takes="flag"),
    Option("output", ("--follow-jumps",), ("clean", "batch"), "follow_jumps", takes="flag"),
    Option("output", ("--include",), ("clean", "batch"), "include", "ROLE", values.roles, takes="many"),
    Option("output", ("--status",), ("batch",), "status", "DIR"),
    Option("output", ("--verify",), ("batch",), "verify", "DIR"),
    Option("running", ("-j", "--jobs"), _ARCHIVES, "jobs", "N", values.count),
    Option("running", ("--timeout",), _ARCHIVES, "timeout", "SECONDS", values.seconds),
    Option("running", ("--memory",), _ARCHIVES, "memory", "SIZE", values.size),
    Option("running", ("--engine",), ("batch",), "engine", "ENGINE", choices=("local", "ray")),
    Option("running", ("--address",), ("batch",), "address", "ADDRESS"),
    Option("running", ("--retry-failed",), ("batch",), "retry_failed", takes="flag"),
    Option("running", ("--dry-run",), ("batch",), "dry_run", takes="flag"),
    Option("running", ("--quiet",), _ARCHIVES, "quiet", takes="flag"),
    Option("running", ("--log-json",), _ARCHIVES, "log_json", takes="flag"),
)
"""In the order in which help shows them."""

_CHINESE = {
    "FILE": "文件", "ARCHIVE": "档案", "DIR": "文件夹", "DIR|FILE": "文件夹|文件", "NAME": "名称", "RULE": "规则",
    "folder|REGEX": "folder|正则", "PATTERN": "通配符", "HOW": "方式", "TEXT": "密码", "SCRIPT": "简繁",
    "FILE.toml": "文件.toml", "FILE.json": "文件.json", "FILE.jsonl": "文件.jsonl", "FILE.svg": "文件.svg",
    "SUFFIX": "后缀", "FORMAT": "格式",
    "ROLE": "类别", "SECONDS": "秒数", "SIZE": "大小", "ENGINE": "引擎", "ADDRESS": "地址", "ORDER": "次序",
}  # fmt: skip
"""What stands for values, in Chinese help."""


def add_options(parser: argparse.ArgumentParser, command: str, lang: Lang) -> None:
    """Give a parser what its command takes. What is not given is not in the result."""
    groups: dict[str, argparse._ArgumentGroup] = {}
    for option in TABLE:
        if command in option.commands:
            if option.heading not in groups:
                groups[option.heading] = parser.add_argument_group(help_text(option.heading, lang))
            shown = _CHINESE.get(option.shown, option.shown) if lang is Lang.ZH else option.shown
            _add(groups[option.heading], option._replace(shown=shown), help_text(option.text, lang))


def _add(group: argparse._ArgumentGroup, option: Option, text: str) -> None:
    if option.takes == "flag":
        group.add_argument(*option.names, action="store_true", default=argparse.SUPPRESS, help=text)
        return
    many = option.takes == "many"
    of_lists = many and option.kind is not None  # these values are lists themselves
    is_argument = not option.names[0].startswith("-")
    group.add_argument(
        *option.names,
        action="extend" if of_lists else "append" if many else "store",
        metavar=option.shown,
        help=text,
        default=[] if option.takes == "*" else "" if is_argument else argparse.SUPPRESS,
        **({"type": option.kind} if option.kind else {}),  # type: ignore[arg-type]
        **({"choices": option.choices} if option.choices else {}),  # type: ignore[arg-type]
        **({"nargs": option.takes} if option.takes in ("?", "*") else {}),  # type: ignore[arg-type]
        **({"const": ""} if option.takes == "?" and not is_argument else {}),  # type: ignore[arg-type]
    )
