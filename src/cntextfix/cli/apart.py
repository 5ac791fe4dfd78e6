"""pdfium in a process of its own, as in a batch: a file that brings it down costs only itself."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cntextfix.cli.pdfs import read_pdfs
from cntextfix.cli.problems import Problem
from cntextfix.document.model import Document
from cntextfix.errors import SourceError

if TYPE_CHECKING:
    from cntextfix.sources.pdf import LineOrder


@dataclass(frozen=True, slots=True)
class Pdf:
    """What to read: the bytes of a file, or of the page files of an issue, and how."""

    data: tuple[bytes, ...]
    name: str
    password: str
    pages: tuple[int, ...] | None
    order: LineOrder = "reading"


@dataclass(frozen=True, slots=True)
class Read:
    """The document, or why there is none: ``bug`` says in words what nobody foresaw."""

    document: Document | None
    error: SourceError | None = None
    bug: str = ""


Reader = Callable[[Pdf], Document]


@contextmanager
def read_apart(work: Callable[[Pdf, Callable[[int], None]], Read]) -> Iterator[Reader]:
    """What reads PDFs by ``work`` in another process. That starts with the first file and ends with the block; in place
    of one that has died another one takes the next file. The reader raises SourceError, or Problem if it has died."""
    from cntextfix.batch.engine import Limits
    from cntextfix.batch.workers.pool import Death, Pool

    with Pool[Pdf, Read](work, 1, Limits(0.0, 0)) as pool:

        def read(pdf: Pdf) -> Document:
            ((_, found),) = pool.results(iter([pdf]))
            if isinstance(found, Death):
                raise Problem("engine-died", how=found.detail)
            if found.document is None:
                raise found.error or Problem("crash", message=found.bug)
            return found.document

        yield read


def by_pdfium(pdf: Pdf, tick: Callable[[int], None]) -> Read:
    """What the other process does with a file. ``tick`` is not called: there is no limit of time."""
    end_with_parent()
    try:
        return Read(read_pdfs(pdf.data, pdf.name, pdf.password, pdf.pages, "pdfium", pdf.order))
    except SourceError as error:
        return Read(None, error)
    except Exception as error:  # a bug of ours must not cost the user the other files
        return Read(None, bug=f"{type(error).__name__}: {error}")


@cache
def end_with_parent() -> None:
    """Have this process end when its parent does: one that is killed cannot say so, and pdfium may be at work."""
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is not None:
        gone = parent.sentinel
        threading.Thread(target=lambda: (connection.wait([gone]), os._exit(1)), daemon=True).start()
