"""Articles that were continued on another page, put together for printing."""

from __future__ import annotations

import re
from dataclasses import replace

from cntextfix.changes.report import Cleaned
from cntextfix.document.model import DROPPED, Document, Line, Role, merge
from cntextfix.errors import wrong_type
from cntextfix.sinks.text import to_text

_TEXT = frozenset({Role.BODY, Role.HEADING, Role.LABEL})
_HEADS = frozenset({Role.KICKER, Role.HEADLINE, Role.SUBHEAD, Role.BYLINE, Role.JUMP})
_END = re.compile(r"[。！？!?…：:；;.][”’」』）)】]*$")


def follow_jumps(document: Document) -> Document:
    """A cleaned document in which the text of a jump's continuation stands where the jump is.

    Articles are known by their number, which ``read_pdf`` gives to both halves. Headlines and jump lines of the
    continuation stay on its page; a sentence that the jump cut goes on in one line.
    """
    if not isinstance(document, Document):
        raise wrong_type("a Document", document, "one that was cleaned is cleaned.document")
    pages = [list(page.lines) for page in document.pages]
    homes: dict[int, int] = {}
    moved = False
    for number, lines in enumerate(pages):
        for article in dict.fromkeys(line.article for line in lines if line.article and line.role not in DROPPED):
            home = homes.setdefault(article, number)
            text = [line for line in lines if line.article == article and line.role not in DROPPED | _HEADS]
            if home != number and text and _insert(pages[home], article, text):
                taken = {line.id for line in text}
                pages[number] = [line for line in lines if line.id not in taken]
                lines = pages[number]
                moved = True
    if not moved:
        return document
    done = zip(document.pages, pages, strict=True)
    return replace(document, pages=tuple(replace(page, lines=tuple(lines)) for page, lines in done))


def followed(cleaned: Cleaned) -> Cleaned:
    """With the rest of continued articles where their jumps are."""
    document = follow_jumps(cleaned.document)
    return cleaned if document is cleaned.document else replace(cleaned, document=document, text=to_text(document))


def _insert(lines: list[Line], article: int, text: list[Line]) -> bool:
    """Put text behind the last text of its article; False if the article has none here."""
    own = [n for n, line in enumerate(lines) if line.article == article and line.role in _TEXT]
    if not own:
        return False
    last, first = lines[own[-1]], text[0]
    if first.role is last.role is Role.BODY and not _END.search(last.text):
        lines[own[-1]] = replace(
            last, text=last.text + first.text, origin=merge([*last.origin, *first.origin]), end=first.end
        )
        text = text[1:]
    lines[own[-1] + 1 : own[-1] + 1] = text
    return True
