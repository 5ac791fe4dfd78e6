"""Inputs: files and stdin as documents. ``read_input`` is where text is decoded, ``read_pdf`` where PDFs go."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

import cntextfix
from cntextfix.cli.encodings import decoded
from cntextfix.cli.problems import Problem
from cntextfix.model import Document, Line, Page, Run

STDIN = "-"
MAX_LINE = 50_000_000  # characters; a line of 20 million takes some seconds, one of a billion would fill the memory
_BOM = "\ufeff"
_PDF = b"%PDF-"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an input: its name, and where in the document its characters and lines begin."""

    name: str
    start: int = 0
    lines_before: int = 0


@dataclass(frozen=True, slots=True)
class Input:
    """One document to work on and the files it is from. ``bom``: it began with a byte order mark, which is no text."""

    document: Document
    parts: tuple[Part, ...]
    bom: bool = False
    is_pdf: bool = False

    @property
    def name(self) -> str:
        return self.document.name

    def part_of(self, offset: int) -> Part:
        """The file a source character is from."""
        return max((p for p in self.parts if p.start <= offset), key=lambda part: part.start, default=self.parts[0])


def inputs(
    names: Sequence[str], as_one: bool, max_line: int, failed: Callable[[str, Exception], None]
) -> Iterator[Input]:
    """The documents, one at a time; ``failed`` is told of each file that cannot be read, and the rest goes on."""
    found = _each(names or [STDIN], max_line, failed)
    if not as_one:
        yield from found
        return
    pages_of = [one for one in found if not _refused(one, failed)]
    if pages_of:
        yield joined(pages_of)


def _each(names: Sequence[str], max_line: int, failed: Callable[[str, Exception], None]) -> Iterator[Input]:
    for name in names:
        shown = "<stdin>" if name == STDIN else name
        try:
            one = read(name, shown, max_line)
        except (Problem, cntextfix.CntextfixError) as error:
            failed(shown, error)
            continue
        yield one


def _refused(one: Input, failed: Callable[[str, Exception], None]) -> bool:
    if one.is_pdf:
        failed(one.name, Problem("pdf-as-one"))
    return one.is_pdf


def read(name: str, shown: str, max_line: int) -> Input:
    """One file as a document of its own. Raises Problem or SourceError."""
    data = read_bytes(name)
    if data.startswith(_PDF):
        return Input(read_pdf(data, shown), (Part(shown),), is_pdf=True)
    text = read_input(data)
    bom = text.startswith(_BOM)
    text = text[1:] if bom else text
    longest = max(map(len, text.split("\n")))
    if longest > max_line:
        raise Problem("line-too-long", length=longest, limit=max_line)
    return Input(cntextfix.read_text(text, shown), (Part(shown),), bom)


def read_bytes(name: str) -> bytes:
    """The bytes of a file, or of stdin for ``-``. Raises Problem where there are none to be had."""
    stdin: TextIO | None = sys.stdin
    if name == STDIN and stdin is None:  # closed by the shell (<&-)
        raise Problem("system", message=os.strerror(errno.EBADF))
    try:
        return sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise os_problem(error, name) from error


def read_input(data: bytes) -> str:
    """The text in a file's bytes, a byte order mark still before it. Raises Problem for anything but UTF-8."""
    return decoded(data)


def read_pdf(data: bytes, name: str) -> Document:
    """The document in a PDF's bytes. Raises Problem where this version has no reader for PDFs."""
    reader: Callable[[bytes], Document] | None = getattr(cntextfix, "read_pdf", None)
    if reader is None:
        raise Problem("no-pdf")
    return replace(reader(data), name=name)


def os_problem(error: Exception, name: str) -> Problem:
    """What the system says is wrong, with a code that has an advice to go with it."""
    if isinstance(error, FileNotFoundError):
        return Problem("missing")
    if isinstance(error, IsADirectoryError) or (isinstance(error, PermissionError) and Path(name).is_dir()):
        return Problem("directory", name=name)
    if isinstance(error, PermissionError):
        return Problem("permission")
    return Problem("system", message=getattr(error, "strerror", None) or str(error))


def joined(found: Sequence[Input]) -> Input:
    """Several files as the pages of one document, in the order given; a missing last line feed is put in between."""
    pages: list[Page] = []
    parts: list[Part] = []
    start = ids = breaks = 0
    for one in found:
        parts.append(Part(one.name, start, breaks))
        last = one is found[-1]
        for page in one.document.pages:
            lines = [_shifted(line, ids + n, start) for n, line in enumerate(page.lines)]
            ids += len(lines)
            pages.append(Page(len(pages) + 1, tuple(lines)))
        if pages and pages[-1].lines and not last:
            pages[-1] = _ended(pages[-1])
        text = "".join(page.text for page in pages[len(pages) - len(one.document.pages) :])
        start += len(text)
        breaks += text.count("\n") + text.count("\r") - text.count("\r\n")
    name = ", ".join(one.name for one in found)
    return Input(Document(name, tuple(pages)), tuple(parts), found[0].bom)


def _shifted(line: Line, name: int, by: int) -> Line:
    return replace(line, id=name, origin=tuple(Run(run.start + by, run.length) for run in line.origin))


def _ended(page: Page) -> Page:
    *others, last = page.lines
    return page if last.end else Page(page.number, (*others, replace(last, end="\n")))
