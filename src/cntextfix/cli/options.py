"""What was given on the command line. Each command looks at its own; what several take is called the same in all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cntextfix.document.model import Role

if TYPE_CHECKING:
    from cntextfix.rules.script.script_conversion import TargetScript

AUTO = "auto"
_MAX_LINE = 50_000_000
"""Characters of a line. One of 20 million takes some seconds, one of a billion would fill the memory."""
PACKED = ("jsonl", "parquet")
"""Formats that put all documents of a batch together in shards."""


@dataclass(frozen=True, slots=True)
class Common:
    """What ``clean``, ``check``, ``explain`` and ``batch`` have in common."""

    encoding: str = AUTO
    errors: Literal["strict", "report"] = "strict"
    group_by: str = ""
    as_text: bool = False
    password: str = ""
    password_file: str = ""
    pdf_engine: Literal["auto", "pdfminer", "pdfium"] = "auto"
    order: Literal["reading", "file"] = "reading"
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    recipe: str | None = None
    to: TargetScript | None = None
    evidence: str = ""
    output: str = ""
    format: str = "text"
    report: str = ""
    blank_lines: bool = False
    follow_jumps: bool = False
    include: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Options(Common):
    """What was given to ``clean``, ``check``, ``explain``, ``layout`` or ``rules``."""

    files: tuple[str, ...] = ()
    as_one: bool = False
    max_line: int = _MAX_LINE
    pages: tuple[int, ...] | None = None
    page: int = 1
    in_place: bool = False
    backup: str | None = None
    diff: bool = False
    schema: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class BatchOptions(Common):
    """What was given to ``batch`` or ``learn``. ``jobs`` 0 is as many as there are processors; ``timeout`` and
    ``memory`` are None where the usual ones are meant."""

    archive: tuple[str, ...] = ()
    root: str = "."
    glob: tuple[str, ...] = ()
    text_field: str = "text"
    id_field: str = ""
    jobs: int = 0
    timeout: float | None = None
    memory: int | None = None
    engine: str = "local"
    address: str = ""
    retry_failed: bool = False
    dry_run: bool = False
    quiet: bool = False
    log_json: bool = False
    status: str = ""
    verify: str = ""
