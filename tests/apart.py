"""Stands in for pdfium in its own process: reads names, and dies of some."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from cntextfix.cli.apart import Pdf, Read, end_with_parent, read_apart
from cntextfix.sources.text import read_text


def fragile(pdf: Pdf, tick: Callable[[int], None]) -> Read:
    """Dies of bytes with ``abort`` in them, and makes a document of the others."""
    if b"abort" in pdf.data[0]:
        os.kill(os.getpid(), signal.SIGKILL)  # an abort would leave a core file
    if b"bug" in pdf.data[0]:
        return Read(None, bug="IndexError: 7")
    return Read(read_text(f"{multiprocessing.parent_process() is not None}\n", pdf.name))


def endless(pdf: Pdf, tick: Callable[[int], None]) -> Read:
    """Writes its number down and never comes back."""
    end_with_parent()
    Path(pdf.name).write_text(str(os.getpid()))
    while True:
        time.sleep(1)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background of a shell ignores it
    with read_apart(endless) as read:
        read(Pdf((b"",), sys.argv[1], "", None))
