"""What can be given to ``batch`` and ``learn``."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from cntextfix.cli.help_texts import help_text
from cntextfix.cli.values import count, names, pattern, roles, seconds, size
from cntextfix.document.model import Role
from cntextfix.sinks.words import Lang

PACKED = ("jsonl", "parquet")
"""Formats that put all documents together in shards."""


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """What was given to ``batch`` or ``learn``. ``jobs`` 0 is as many as there are processors."""

    archive: tuple[str, ...] = ()
    root: str = "."
    glob: tuple[str, ...] = ()
    group_by: str = ""
    encoding: str = "auto"
    text_field: str = "text"
    id_field: str = ""
    output: str = ""
    format: str = "text"
    report: str = ""
    include: frozenset[Role] = frozenset()
    blank_lines: bool = False
    evidence: str = ""
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    recipe: str = ""
    jobs: int = 0
    timeout: float = 0.0
    memory: int = 0
    engine: str = "local"
    address: str = ""
    retry_failed: bool = False
    dry_run: bool = False
    quiet: bool = False
    log_json: bool = False
    status: str = ""
    verify: str = ""


def add_batch_options(parser: argparse.ArgumentParser, command: str, lang: Lang) -> None:
    """Give a parser the options of ``batch`` or ``learn``."""
    group = parser.add_argument_group(help_text("input", lang))
    group.add_argument("archive", nargs="*", metavar="ARCHIVE", help=help_text("archive", lang))
    group.add_argument("--glob", action="append", default=[], metavar="PATTERN", help=help_text("glob", lang))
    group.add_argument("--root", default=".", metavar="DIR", help=help_text("root", lang))
    if command == "batch":
        group.add_argument(
            "--group-by", default="", type=pattern, metavar="folder|REGEX", help=help_text("group_by", lang)
        )
    group.add_argument("--encoding", default="auto", metavar="NAME", help=help_text("batch_encoding", lang))
    group.add_argument("--text-field", default="text", metavar="NAME", help=help_text("text_field", lang))
    if command == "batch":
        group.add_argument("--id-field", default="", metavar="NAME", help=help_text("id_field", lang))
    output = parser.add_argument_group(help_text("output", lang))
    if command == "learn":
        output.add_argument("-o", "--output", default="", metavar="FILE.json", help=help_text("learn_output", lang))
    else:
        _outputs(output, lang)
        _recipe(parser.add_argument_group(help_text("what", lang)), lang)
    _running(parser.add_argument_group(help_text("running", lang)), command, lang)


def _outputs(group: argparse._ArgumentGroup, lang: Lang) -> None:
    formats = ("text", "markdown", "json", "alto", *PACKED)
    group.add_argument("-o", "--output", default="", metavar="DIR", help=help_text("batch_output", lang))
    group.add_argument(
        "--format", choices=formats, default="text", metavar="FORMAT", help=help_text("batch_format", lang)
    )
    group.add_argument("--report", default="", metavar="DIR|FILE", help=help_text("batch_report", lang))
    group.add_argument("--blank-lines", action="store_true", help=help_text("blank_lines", lang))
    group.add_argument(
        "--include", action="extend", type=roles, default=[], metavar="ROLE", help=help_text("include", lang)
    )
    group.add_argument("--status", default="", metavar="DIR", help=help_text("status", lang))
    group.add_argument("--verify", default="", metavar="DIR", help=help_text("verify", lang))


def _recipe(group: argparse._ArgumentGroup, lang: Lang) -> None:
    for name in ("only", "without"):
        group.add_argument(
            f"--{name}", action="extend", type=names, default=[], metavar="RULE", help=help_text(name, lang)
        )
    group.add_argument("--recipe", default="", metavar="FILE.toml", help=help_text("recipe", lang))
    group.add_argument("--evidence", default="", metavar="FILE.json", help=help_text("evidence", lang))


def _running(group: argparse._ArgumentGroup, command: str, lang: Lang) -> None:
    from cntextfix.batch.engine import MEMORY, TIMEOUT

    group.add_argument("-j", "--jobs", type=count, default=0, metavar="N", help=help_text("jobs", lang))
    group.add_argument("--timeout", type=seconds, default=TIMEOUT, metavar="SECONDS", help=help_text("timeout", lang))
    group.add_argument("--memory", type=size, default=MEMORY, metavar="SIZE", help=help_text("memory", lang))
    if command == "batch":
        engines = ("local", "ray")
        group.add_argument(
            "--engine", choices=engines, default="local", metavar="ENGINE", help=help_text("engine", lang)
        )
        group.add_argument("--address", default="", metavar="ADDRESS", help=help_text("address", lang))
        group.add_argument("--retry-failed", action="store_true", help=help_text("retry_failed", lang))
        group.add_argument("--dry-run", action="store_true", help=help_text("dry_run", lang))
    group.add_argument("--quiet", action="store_true", help=help_text("quiet", lang))
    group.add_argument("--log-json", action="store_true", help=help_text("log_json", lang))
