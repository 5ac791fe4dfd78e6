"""What files are and what they are called: kinds by suffix, names of outputs and issues, the order of names."""

from __future__ import annotations

import hashlib
import re
import stat
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from cntextfix.batch.documents.render import SUFFIXES
from cntextfix.batch.job import Job, Kind
from cntextfix.changes.patterns import Pattern

_FOLDER = "folder"
_KINDS = {".txt": Kind.TEXT, ".text": Kind.TEXT, ".pdf": Kind.PDF, ".parquet": Kind.PARQUET, ".hocr": Kind.HOCR}
FOLDER_LINK, PIPE, SOCKET, DEVICE = "link to a folder", "pipe", "socket", "device"
_LONGEST = 200
"""Bytes of a name: file systems have 255, and ``.report.jsonl`` and ``~2`` go with it."""
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f]|[. ]$')
_DEVICES = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)", re.IGNORECASE)
SNIFFED = 4096
"""Bytes looked at to tell ALTO from other XML, hOCR from other HTML. Chosen."""


def file_kind(name: str, head: object, *, trusted: bool) -> Kind | None:
    """What a file is, by its suffix; ``head`` gives its first bytes, looked at for XML and HTML only. ``trusted``: it
    was chosen by name, so that text may have any suffix."""
    base = name.lower().removesuffix(".gz").removesuffix(".zst")
    suffix = PurePosixPath(base).suffix
    if suffix in (".jsonl", ".ndjson"):
        return Kind.JSONL
    if base != name.lower():
        return None
    if suffix in (".xml", ".alto", ".html", ".htm", ".xhtml") and callable(head):
        start = bytes(head()).lower()
        if b"<alto" in start or b":alto" in start:
            return Kind.ALTO
        if b"ocr_page" in start or b"ocr-system" in start:
            return Kind.HOCR
        return None
    return _KINDS.get(suffix, Kind.TEXT if trusted else None)


def what_is(path: str) -> str:
    """What a path leads to that is no file to be read: a link to a folder, a pipe, a socket, a device. Empty for a
    file, and for what is not there or cannot be looked at: reading it says so."""
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError):
        return ""
    kinds = ((stat.S_ISDIR, FOLDER_LINK), (stat.S_ISFIFO, PIPE), (stat.S_ISSOCK, SOCKET))
    return "" if stat.S_ISREG(mode) else next((what for is_it, what in kinds if is_it(mode)), DEVICE)


def issue_of(name: str, group_by: str) -> str:
    r"""The name of the issue that a page file belongs to, by its ``folder`` or by what a pattern finds in its name; a
    page that no pattern matches is its own.

    >>> issue_of("a/20240322/p1.txt", "folder"), issue_of("a/20240322-01.txt", r"(\d{8})")
    ('a/20240322', 'a/20240322')
    """
    folder = name.rpartition("/")[0]
    if group_by == _FOLDER:
        return folder or "pages"
    found = Pattern(group_by).search(name)
    if not found:
        return name
    above = name[: found.start()].rpartition("/")[0]
    key = "-".join(one for one in found.groups() if one) or found[0]
    return f"{above}/{key}" if above else key


def issue_name(issue: str, kind: Kind, first: str) -> str:
    """The name of the document that an issue's files of one kind are; ``first`` is that of the first of them."""
    return issue if kind is Kind.TEXT or issue == first else f"{issue}.{kind}"


def output_name(job: Job) -> str:
    """The name of a job's output, relative to the output folder: that of the input with the suffix of the format.

    Only ``.txt`` makes way for it, any other suffix stays, so that two inputs never have one output.

    >>> output_name(Job("a/b.txt", ())), output_name(Job("a/b.pdf", (), Kind.PDF))
    ('a/b.txt', 'a/b.pdf.txt')
    """
    if job.kind is Kind.PARQUET:
        return job.name + ".parquet"
    if job.kind is Kind.JSONL:
        suffixes = PurePosixPath(job.name.rpartition("/")[0]).suffixes
        return job.name + "".join(suffixes[-2:] if suffixes[-1] in (".gz", ".zst") else suffixes[-1:])
    suffix = SUFFIXES[job.style.format]
    if len(job.parts) > 1 or job.name.endswith(suffix):
        return job.name if job.name.endswith(suffix) else job.name + suffix
    return job.name.removesuffix(".txt") + suffix


def folded(place: str) -> str:
    """A place as disks see it that do not tell A from a (of Windows and macOS): two of which this is the same meet.

    >>> folded("A/X.TXT") == folded("a/x.txt"), folded("é") == folded("e\u0301")
    (True, True)
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", place).casefold())


def free_place(wanted: str, is_file: Callable[[str], bool], is_folder: Callable[[str], bool]) -> str:
    """``wanted``, or the next place with ``~2``, ``~3``, … in its name that is neither a file nor a folder, nor below a
    file; its parts as every system can have them."""
    *folders, last = (portable(part) for part in wanted.split("/"))
    base = ""
    for folder in folders:
        n, found = 1, base + folder
        while is_file(found):
            n += 1
            found = f"{base}{folder}~{n}"
        base = f"{found}/"
    path = PurePosixPath(last)
    n, found = 1, base + last
    while is_file(found) or is_folder(found):
        n += 1
        found = f"{base}{path.stem}~{n}{path.suffix}"
    return found


def portable(part: str, *, windows: bool = sys.platform == "win32") -> str:
    """A name of a file or folder as the system can have it: none has more than 255 bytes (with what reports add), and
    ``windows`` knows no ``:`` or ``?``, no space or dot at the end, and no file called ``con``.

    >>> [portable(name, windows=True) for name in ("a:b?.txt", "con.txt", "尾. ")], portable("a:b", windows=False)
    (['a%3Ab%3F.txt', 'con~.txt', '尾.%20'], 'a:b')
    """
    if windows:
        part = _FORBIDDEN.sub(lambda found: f"%{ord(found[0]):02X}", part)
        part = _DEVICES.sub(r"\1~", part)
    data = part.encode("utf-8", "surrogatepass")
    if len(data) <= _LONGEST:
        return part
    end = PurePosixPath(part).suffix[-20:]
    mark = hashlib.sha256(data).hexdigest()[:12]
    return f"{data[: _LONGEST - 50].decode('utf-8', 'ignore')}~{mark}{end}"


def natural(name: str) -> tuple[list[tuple[int, str]], str]:
    """Sorts page2 before page10, and the same everywhere."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", name)
    return [(int(p), "") if p[0] in "0123456789" else (1 << 62, p) for p in pieces], name
