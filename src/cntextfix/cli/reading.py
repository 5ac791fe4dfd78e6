"""What the command line names, read one document at a time: files, stdin, PDFs, folders that are issues."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import cntextfix
from cntextfix.cli.groups import grouped
from cntextfix.cli.inputs import STDIN, Input, PdfReader, as_one_document, password_of, read, read_bytes
from cntextfix.cli.notices import page_list
from cntextfix.cli.pdfs import read_pdfs
from cntextfix.cli.problems import Problem
from cntextfix.document.model import Document
from cntextfix.errors import MissingPageError

if TYPE_CHECKING:
    from cntextfix.cli.console import Console
    from cntextfix.cli.options import Options


def inputs(options: Options, console: Console) -> Iterator[Input]:
    """The documents, one at a time; the console is told of each file that cannot be read, and the rest goes on."""
    if options.group_by:
        with _reader(options, console) as read_pdf:
            yield from grouped(options, console, read_pdf)
        return
    found = _each(options, console)
    if not options.as_one:
        yield from found
        return
    pages_of = [one for one in found if not _refused(one, console.fail)]
    if pages_of:
        yield as_one_document(pages_of)


def _each(options: Options, console: Console) -> Iterator[Input]:
    with _reader(options, console) as read_pdf:
        for name in options.files or (STDIN,):
            shown_name = "<stdin>" if name == STDIN else name
            try:
                one = read(read_bytes(name), shown_name, options, console, read_pdf)
            except (Problem, cntextfix.CntextfixError) as error:
                console.fail(shown_name, error)
                continue
            yield one


def _refused(one: Input, failed: Callable[[str, Exception], None]) -> bool:
    if one.is_placed:
        failed(one.name, Problem("placed-as-one"))
    return one.is_placed


@contextmanager
def _reader(options: Options, console: Console) -> Iterator[PdfReader]:
    """What makes documents of the bytes and names of PDFs. It raises SourceError; Problem where pdfium dies of one."""
    password, engine, order = password_of(options), options.pdf_engine, options.order
    if engine == "pdfium":
        from cntextfix.cli.apart import Pdf, by_pdfium, read_apart

        with read_apart(by_pdfium) as apart_from_us:
            yield _cut(
                lambda data, name, pages: apart_from_us(Pdf(data, name, password, pages, order)), options, console
            )
    else:
        yield _cut(lambda data, name, pages: read_pdfs(data, name, password, pages, engine, order), options, console)


def _cut(
    read_pages: Callable[[tuple[bytes, ...], str, tuple[int, ...] | None], Document], options: Options, console: Console
) -> PdfReader:
    """The reader that takes those of the pages asked for that a file has, and says so where that is not all. What has
    none of them is refused."""

    def read_pdf(data: tuple[bytes, ...], name: str) -> Document:
        try:
            return read_pages(data, name, options.pages)
        except MissingPageError as error:
            there = tuple(number for number in options.pages or () if number <= error.count)
            if not there:
                raise
            console.note("pages-cut", name, count=error.count, pages=page_list(there))
            return read_pages(data, name, there)

    return read_pdf
