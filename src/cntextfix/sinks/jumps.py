"""Articles that were continued on another page, put together for printing."""

from __future__ import annotations

import re
from dataclasses import replace

from cntextfix.changes import Join, Move, Op
from cntextfix.edits import apply
from cntextfix.model import DROPPED, Document, Line, Role

_TEXT = frozenset({Role.BODY, Role.HEADING, Role.LABEL})
_HEADS = frozenset({Role.KICKER, Role.HEADLINE, Role.SUBHEAD, Role.BYLINE, Role.JUMP})
_END = re.compile(r"[。！？!?…：:；;.][”’」』）)】]*$")


def follow_jumps(document: Document) -> Document:
    """A cleaned document in which the text of a jump's continuation stands where the jump is.

    Articles are known by their number, which ``read_pdf`` gives to both halves. Headlines and jump lines of the
    continuation stay on its page; a sentence that the jump cut goes on in one line.
    """
    homes: dict[int, int] = {}
    for page in document.pages:
        for line in page.lines:
            if line.article and line.role not in DROPPED:
                homes.setdefault(line.article, page.number)
    ops: list[Op] = []
    for page in document.pages:
        for article in dict.fromkeys(line.article for line in page.lines if line.article):
            if homes[article] == page.number:
                continue
            moved = [line for line in page.lines if line.article == article and line.role not in DROPPED | _HEADS]
            if moved:
                ops += _moved(document, homes[article], article, moved)
    return replace(document, pages=apply(document.pages, ops)) if ops else document


def _moved(document: Document, home: int, article: int, moved: list[Line]) -> list[Op]:
    lines = [line for page in document.pages for line in page.lines]
    numbers = [page.number for page in document.pages for _ in page.lines]
    own = [n for n, line in enumerate(lines) if numbers[n] == home and line.article == article and line.role in _TEXT]
    if not own:
        return []
    last = own[-1]
    target = lines[last + 1].id if last + 1 < len(lines) else None
    if target in {line.id for line in moved}:
        return []
    ops: list[Op] = [Move(tuple(line.id for line in moved), target)]
    if moved[0].role is Role.BODY and lines[last].role is Role.BODY and not _END.search(lines[last].text):
        ops.append(Join(lines[last].id))
    return ops
