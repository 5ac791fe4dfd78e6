"""Pages whose content cannot be unpacked whole: pdfium reads what comes before the damage, and does not say so."""

from __future__ import annotations

import re
from base64 import a85decode
from collections.abc import Iterator

from cntextfix.sources.pdf.rebuild import File
from cntextfix.sources.pdf.streams import inflated

MAX_FILE = 32 * 1024 * 1024
"""Files with more bytes are not looked at: it takes a tenth of a second for this many."""
_CONTENTS = re.compile(rb"/Contents\s*(\[[^\]]*\]|[0-9]{1,7}\s+[0-9]{1,5}\s+R)")
_REFERENCE = re.compile(rb"([0-9]{1,7})\s+[0-9]{1,5}\s+R")
_TREE = re.compile(rb"/Pages\s+([0-9]{1,7})\s+[0-9]{1,5}\s+R")


def broken_contents(data: bytes, count: int) -> frozenset[int]:
    """The indices of the pages of which a content stream breaks off, in a file of ``count`` pages that are plain
    objects; nothing is known of encrypted files and of pages in object streams."""
    if len(data) > MAX_FILE or b"/Encrypt" in data:
        return frozenset()
    file = File(data)
    pages = list(_pages(file))
    if len(pages) != count:
        return frozenset()
    return frozenset(n for n, page in enumerate(pages) if any(_broken(file, one) for one in _streams(file, page)))


def _pages(file: File) -> Iterator[int]:
    """The pages in the order of the tree."""
    for catalogue in file.of(b"Catalog")[-1:]:
        root = _TREE.search(file.objects[catalogue].head)
        open_, seen = [int(root[1])] if root else [], set[int]()
        while open_:
            number = open_.pop()
            if number in seen or number not in file.objects:
                continue
            seen.add(number)
            if file.objects[number].kind == b"Page":
                yield number
            else:
                open_ += reversed(file.kids(number))


def _streams(file: File, page: int) -> Iterator[int]:
    found = _CONTENTS.search(file.objects[page].head)
    for one in _REFERENCE.finditer(found[1]) if found else ():
        if int(one[1]) in file.objects:
            yield int(one[1])


def _broken(file: File, number: int) -> bool:
    head, data = file.objects[number].head, file.packed(number)
    layers = head.count(b"Decode")
    if b"/ASCII85Decode" in head:
        layers -= 1
        try:
            data = a85decode(data.strip().removesuffix(b"~>"))
        except ValueError:
            return True
    return layers == 1 and b"/FlateDecode" in head and not inflated(data)[1]
