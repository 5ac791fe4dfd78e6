"""``cntextfix layout``: one page as its layout sees it, drawn as SVG."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import cntextfix
from cntextfix.cli.console import OK, Console, is_terminal
from cntextfix.cli.inputs import STDIN, is_pdf, password_of, read_bytes
from cntextfix.cli.options import Options
from cntextfix.cli.outputs import OUT, Output
from cntextfix.cli.problems import Problem, UsageProblem
from cntextfix.cli.structured import boxed
from cntextfix.document.model import Page
from cntextfix.errors import CntextfixError, MissingPageError
from cntextfix.sinks.svg.page import to_svg

if TYPE_CHECKING:
    from cntextfix.sources.pdf import EngineName


def layout(options: Options, console: Console) -> int:
    """Draw a page of the one file that is named, or of stdin."""
    if len(options.files) > 1:
        raise UsageProblem("one-page")
    name = options.files[0] if options.files else STDIN
    shown_name = "<stdin>" if name == STDIN else name
    if name == STDIN and is_terminal(sys.stdin):
        console.note("from-terminal", key="Ctrl-Z Enter" if sys.platform == "win32" else "Ctrl-D")
    try:
        page = _page(read_bytes(name), shown_name, options)
    except (Problem, CntextfixError) as error:
        console.fail(shown_name, error)
        return OK
    if not page.lines:
        console.note("nothing-drawn", shown_name, page=page.number)
    with Output(options.output or OUT) as out:
        out.write(to_svg(page, Path(shown_name).name, console.lang))
        out.commit()
    return OK


def _page(data: bytes, name: str, options: Options) -> Page:
    if is_pdf(data):
        return _pdf_page(data, options)
    found = boxed(data, name)
    if found is None:
        raise Problem("layout-of-text")
    for page in found.pages:
        if page.number == options.page:
            return page
    raise MissingPageError(options.page, len(found.pages))


def _pdf_page(data: bytes, options: Options) -> Page:
    """The page, laid out with a look at its neighbours. Raises SourceError."""
    from cntextfix.sources.sheets import NEIGHBOURS

    engine: EngineName = "pdfium" if options.pdf_engine == "pdfium" else "pdfminer"
    password = password_of(options)
    first, last = max(1, options.page - NEIGHBOURS), options.page + NEIGHBOURS
    try:
        pages = list(cntextfix.pdf_pages(data, password, range(first, last + 1), engine))
    except MissingPageError as error:
        if error.count < options.page:
            raise MissingPageError(options.page, error.count) from None
        pages = list(cntextfix.pdf_pages(data, password, range(first, error.count + 1), engine))
    return next(page for page in pages if page.number == options.page)
