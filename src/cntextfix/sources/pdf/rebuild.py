"""Damaged files put together again: a new cross-reference table, and a page tree where there is none left."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from cntextfix.sources.pdf.streams import MAX_CONTENT, inflated

_HEAD = 1 << 20
"""Bytes of an object looked at: its dictionary. The longest are lists of a page tree's kids. Chosen."""
_MAX_NUMBER = 8_388_607
"""The highest object number that readers have to know (PDF 1.7, annex C)."""
_OBJECT = re.compile(rb"obj(?![A-Za-z])")
_NAMED = re.compile(rb"(?<![0-9])([0-9]{1,7})[ \t\r\n]+([0-9]{1,5})[ \t\r\n]+$")
_NAME = 32
"""Bytes in front of ``obj`` in which an object's number and generation stand. Chosen."""
_STREAM = re.compile(rb"stream\r?\n")
_TYPE = re.compile(rb"/Type\s*/(Pages|Page|Catalog|ObjStm)(?![A-Za-z])")
_PARENT = re.compile(rb"/Parent\s+([0-9]{1,7})\s+[0-9]{1,5}\s+R")
_TREE = re.compile(rb"/Pages\s+([0-9]{1,7})\s+[0-9]{1,5}\s+R")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_REFERENCE = re.compile(rb"([0-9]{1,7})\s+[0-9]{1,5}\s+R")
_KEPT = (re.compile(rb"/Encrypt\s+[0-9]{1,7}\s+[0-9]{1,5}\s+R"), re.compile(rb"/ID\s*\[[^\]]*\]"))
_COUNT, _FIRST = re.compile(rb"/N\s+([0-9]{1,6})"), re.compile(rb"/First\s+([0-9]{1,9})")
_EMPTY_PAGE = b"<</Type/Page/MediaBox[0 0 612 792]/Parent %d 0 R>>"


class Object(NamedTuple):
    """Where an object begins, its generation, what it is, and its dictionary."""

    start: int
    generation: int
    kind: bytes
    head: bytes


def rebuilt(data: bytes, *, tree: bool = True) -> bytes | None:
    """The file with what it takes to find its objects behind it; None if there is not one page in it. Linear.

    Pages that the page tree lists and that are gone are empty ones, so that the others keep their numbers. Without
    ``tree`` that of the file is left alone, and the pages stand in the order of their objects.
    """
    file = File(data)
    file.unpack()
    if not file.of(b"Page"):
        return None
    if not tree:
        file.forget((b"Pages", b"Catalog"))
    return file.finished()


class File:
    """A file as its bytes tell, without its table: its objects by number, and what is written behind it."""

    def __init__(self, data: bytes) -> None:
        self._data, self._added = data, bytearray(b"\n")
        self.objects: dict[int, Object] = {}
        self._unpacked = 0
        found = [
            (named, one.end())
            for one in _OBJECT.finditer(data)
            if (named := _NAMED.search(data, max(0, one.start() - _NAME), one.start()))
        ]
        stops = [*(named.start() for named, _ in found[1:]), len(data)]
        for (named, end), stop in zip(found, stops, strict=False):
            if int(named[1]) <= _MAX_NUMBER:  # a later one of the same number takes its place
                high = min(stop, end + _HEAD)
                behind = data.find(b"stream", end, high)
                head = data[end : behind if behind >= 0 else high]
                self._put(int(named[1]), named.start(), int(named[2]), head)

    def _put(self, number: int, start: int, generation: int, head: bytes) -> None:
        kind = _TYPE.search(head)
        self.objects[number] = Object(start, generation, kind[1] if kind else b"", head)

    def _add(self, number: int, body: bytes) -> None:
        self._put(number, len(self._data) + len(self._added), 0, body)
        self._added += b"%d 0 obj\n%s\nendobj\n" % (number, body)

    def of(self, kind: bytes) -> list[int]:
        """The numbers of the objects of one kind, in the order of the file."""
        return sorted((n for n, one in self.objects.items() if one.kind == kind), key=lambda n: self.objects[n].start)

    def forget(self, kinds: Iterable[bytes]) -> None:
        """Leave objects of some kinds out of the new table."""
        for number in [number for kind in kinds for number in self.of(kind)]:
            del self.objects[number]

    def unpack(self) -> None:
        """Write out what stands in object streams, but for what there is already."""
        for number in self.of(b"ObjStm"):
            one = self.objects[number]
            count, first = _COUNT.search(one.head), _FIRST.search(one.head)
            if count and first and b"FlateDecode" in one.head and self._unpacked < MAX_CONTENT:
                text = inflated(self.packed(number))[0]
                self._unpacked += len(text)
                self._take(text, int(first[1]))

    def packed(self, number: int) -> bytes:
        """The bytes of an object's stream as they stand in the file."""
        begin = _STREAM.search(self._data, self.objects[number].start)
        stop = self._data.find(b"endstream", begin.end()) if begin else -1
        return self._data[begin.end() : stop if stop >= 0 else len(self._data)] if begin else b""

    def _take(self, text: bytes, first: int) -> None:
        numbers = [int(word) for word in text[:first].split() if word.isdigit()]
        places = list(zip(numbers[::2], numbers[1::2], strict=False))
        for n, (number, at) in enumerate(places):
            stop = places[n + 1][1] if n + 1 < len(places) else len(text)
            if number <= _MAX_NUMBER and number not in self.objects:
                self._add(number, text[first + at : first + stop])

    def finished(self) -> bytes:
        """The file with page tree, table and trailer."""
        fresh = max(self.objects) + 1
        listed = set[int]()
        for node in self.of(b"Pages"):
            for kid in self.kids(node):
                listed.add(kid)
                if kid not in self.objects:
                    self._add(kid, _EMPTY_PAGE % node)
        orphans: dict[int, list[int]] = {}
        for page in self.of(b"Page"):
            if page not in listed:
                orphans.setdefault(self._parent(page) or fresh, []).append(page)
        for node, kids in orphans.items():
            if node not in self.objects:
                self._add(node, _node(kids))
        root = self._root(fresh + 1)
        return bytes(self._data + self._added) + self._table(root)

    def kids(self, node: int) -> list[int]:
        """The numbers of a node's kids."""
        kids = _KIDS.search(self.objects[node].head)
        return [int(kid[1]) for kid in _REFERENCE.finditer(kids[1])] if kids else []

    def _parent(self, page: int) -> int:
        found = _PARENT.search(self.objects[page].head)
        return int(found[1]) if found else 0

    def _root(self, fresh: int) -> int:
        """The catalogue, made if there is none; the tree it names, too."""
        tops = [n for n in self.of(b"Pages") if self._parent(n) not in self.objects]
        catalogues = self.of(b"Catalog")
        named = _TREE.search(self.objects[catalogues[-1]].head) if catalogues else None
        if named and int(named[1]) in self.objects:
            return catalogues[-1]
        tree = int(named[1]) if named else tops[0] if len(tops) == 1 else fresh
        if tree not in self.objects:
            self._add(tree, _node(tops))
        if named:
            return catalogues[-1]
        self._add(fresh + 1, b"<</Type/Catalog/Pages %d 0 R>>" % tree)
        return fresh + 1

    def _table(self, root: int) -> bytes:
        rows = [b"xref\n0 1\n0000000000 65535 f \n"]
        numbers = sorted(self.objects)
        for number in numbers:
            one = self.objects[number]
            rows.append(b"%d 1\n%010d %05d n \n" % (number, one.start, one.generation))
        kept = b"".join(found[-1] for found in (one.findall(self._data) for one in _KEPT) if found)
        place = len(self._data) + len(self._added)
        trailer = b"trailer\n<</Size %d/Root %d %d R%s>>\nstartxref\n%d\n%%%%EOF\n"
        return b"".join(rows) + trailer % (numbers[-1] + 1, root, self.objects[root].generation, kept, place)


def _node(kids: Iterable[int]) -> bytes:
    names = [b"%d 0 R" % kid for kid in kids]
    return b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(names), b" ".join(names))
