"""Inputs: files and stdin as documents. ``read_text`` is where text is decoded."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO, TypeAlias

import cntextfix
from cntextfix.cli.decoding import decoded, shown
from cntextfix.cli.options import AUTO
from cntextfix.cli.problems import Problem, UsageProblem
from cntextfix.cli.structured import boxed, refuse
from cntextfix.document.model import Document, Line, Page, Run

if TYPE_CHECKING:
    from cntextfix.cli.console import Console
    from cntextfix.cli.options import Common, Options

PdfReader: TypeAlias = Callable[[tuple[bytes, ...], str], Document]
"""What makes one document of the bytes of PDFs, page files in order, and its name."""

STDIN = "-"
_MOST_PIPED = 1 << 28
"""Bytes read from a pipe or a device: ``/dev/zero`` has no end, and cleaning a text takes a hundred times its size.
Chosen."""
UTF_8 = "utf-8"
_PDF = b"%PDF-"
_BEFORE_PDF = b"\xef\xbb\xbf\0 \t\r\n"  # what some programs put before it


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of an input: its name, and where in the document its characters and lines begin."""

    name: str
    start: int = 0
    lines_before: int = 0


@dataclass(frozen=True, slots=True)
class Input:
    """One document to work on and the files it is from. ``bom``: it was UTF-8 that began with a byte order mark, which
    is no text. ``encoding`` is Python's name for the one it was in. ``is_placed``: its characters have places on pages,
    and no lines that anyone could count (PDF, ALTO, hOCR)."""

    document: Document
    parts: tuple[SourceFile, ...]
    bom: bool = False
    encoding: str = UTF_8
    is_placed: bool = False

    @property
    def name(self) -> str:
        """What its document is called."""
        return self.document.name

    def part_of(self, offset: int) -> SourceFile:
        """The file a source character is from."""
        return max((p for p in self.parts if p.start <= offset), key=lambda part: part.start, default=self.parts[0])


def is_pdf(data: bytes) -> bool:
    """Whether a file is a PDF, by its beginning."""
    return data[:1024].lstrip(_BEFORE_PDF).startswith(_PDF)


def read(data: bytes, shown_name: str, options: Options, console: Console, read_pdf: PdfReader) -> Input:
    """One file's bytes as a document of its own. Raises Problem or SourceError."""
    if is_pdf(data):
        return Input(read_pdf((data,), shown_name), (SourceFile(shown_name),), is_placed=True)
    if options.order != "reading":
        raise Problem("order-of-text")
    if not options.as_text and options.pages is None and (found := boxed(data, shown_name)):
        return Input(found, (SourceFile(shown_name),), is_placed=True)
    return read_text(data, shown_name, options, console)


def read_bytes(name: str) -> bytes:
    """The bytes of a file, or of stdin for ``-``. Raises Problem where there are none to be had."""
    stdin: TextIO | None = sys.stdin
    if name == STDIN and stdin is None:  # closed by the shell (<&-)
        raise Problem("system", message=os.strerror(errno.EBADF))
    try:
        if name == STDIN:
            return _whole(sys.stdin.buffer)
        if not os.path.lexists(name) or Path(name).is_file():
            return Path(name).read_bytes()
        with Path(name).open("rb") as file:
            return _whole(file)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise os_problem(error, name) from error


def _whole(file: BinaryIO) -> bytes:
    """All of a file; of what is none (a pipe, a device), ``_MOST_PIPED`` bytes at most. Raises Problem, OSError."""
    try:
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return file.read()
    except (OSError, ValueError):  # no file of the system's at all
        return file.read()
    data = bytearray()
    while part := file.read(1 << 20):
        data += part
        if len(data) > _MOST_PIPED:
            raise Problem("endless", limit=_MOST_PIPED)
    return bytes(data)


def read_text(data: bytes, name: str, options: Options, console: Console) -> Input:
    """The document in a text file's bytes. The console is told of an encoding that was guessed and of what could not
    be decoded. Raises Problem for what is no text or no prose, is in another encoding, or has too long a line."""
    if options.pages is not None:
        raise Problem("pages-of-text")
    got = decoded(data, options.encoding, options.errors)
    longest = max(map(len, got.text.split("\n")))
    if longest > options.max_line:
        raise Problem("line-too-long", length=longest, limit=options.max_line)
    if options.encoding == AUTO and got.encoding != UTF_8:
        console.note("read-as", name, encoding=shown(got.encoding))
    if got.lost:
        console.note("lost", name, count=got.lost, encoding=shown(got.encoding))
    document = cntextfix.read_text(got.text, name)
    if not options.as_text:
        refuse(document, name)
    return Input(document, (SourceFile(name),), got.bom and got.encoding == UTF_8, got.encoding)


def password_of(options: Common) -> str:
    """The password given, or the first line of the file that has it. Raises UsageProblem, Problem."""
    if not options.password_file:
        return options.password
    if options.password:
        raise UsageProblem("one-of", one="--password", other="--password-file")
    try:
        return read_bytes(options.password_file).decode("utf-8-sig").partition("\n")[0].rstrip("\r")
    except Problem as problem:
        raise UsageProblem("bad-password-file", name=options.password_file) from problem
    except UnicodeDecodeError as error:
        raise UsageProblem("bad-password-file", name=options.password_file) from error


def os_problem(error: Exception, name: str) -> Problem:
    """What the system says is wrong, with a code that has an advice to go with it."""
    if isinstance(error, FileNotFoundError):
        return Problem("missing")
    if isinstance(error, IsADirectoryError) or (isinstance(error, PermissionError) and Path(name).is_dir()):
        return Problem("directory", name=name)
    if isinstance(error, PermissionError):
        return Problem("permission")
    return Problem("system", message=getattr(error, "strerror", None) or str(error))


def as_one_document(found: Sequence[Input], name: str = "") -> Input:
    """Several files as the pages of one document, in the order given; a missing last line feed is put in between."""
    pages: list[Page] = []
    parts: list[SourceFile] = []
    start = ids = breaks = 0
    for one in found:
        parts.append(SourceFile(one.name, start, breaks))
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
    name = name or ", ".join(one.name for one in found)
    encodings = {one.encoding for one in found}
    encoding = encodings.pop() if len(encodings) == 1 else UTF_8
    return Input(Document(name, tuple(pages)), tuple(parts), found[0].bom, encoding)


def _shifted(line: Line, name: int, by: int) -> Line:
    return replace(line, id=name, origin=tuple(Run(run.start + by, run.length) for run in line.origin))


def _ended(page: Page) -> Page:
    *others, last = page.lines
    return page if last.end else Page(page.number, (*others, replace(last, end="\n")))
