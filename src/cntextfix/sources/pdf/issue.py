"""The pages of one issue put together: articles and paragraphs that go on over a page, jumps and where they lead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cntextfix.document.geometry import Block
from cntextfix.document.model import Page, Role
from cntextfix.layout.issue_page import IssuePage
from cntextfix.layout.overleaf import STOPPED, overleaf
from cntextfix.layout.seams import separator

_DIGITS = "〇一二三四五六七八九"
_NUMBER = r"([A-Z]?[0-9０-９]{1,3}|[〇零一二三四五六七八九十]{1,3})"
_FOLIO = re.compile(rf"第?{_NUMBER}\s?版")
_FORTH = re.compile(rf"下[转轉]\s?第?{_NUMBER}\s?版")
_BACK = re.compile(rf"(?:上|紧|緊)接\s?第?{_NUMBER}\s?版")
_NEAR = 3
"""One of the first so many blocks of a page goes on from the page before: a running head or a byline may come first.
Chosen."""
_HEADS = frozenset({Role.KICKER, Role.HEADLINE})


def linked(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages with articles numbered through: what goes on from another page has the number of its article, and a
    paragraph cut by the end of a page stands whole where it starts."""
    sheets = [IssuePage(page) if page.layout is not None and not page.layout.plain else None for page in pages]
    for before, after in pairwise(sheets):
        if before and after:
            _go_on(before, after)
            found = overleaf(before, after)
            if found:
                _carry(before, after, *found)
    issue = [sheet for sheet in sheets if sheet]
    _follow(issue)
    done = {sheet.page.number: sheet.done() for sheet in issue}
    return tuple(done.get(page.number, page) for page in pages)


def _go_on(before: IssuePage, after: IssuePage) -> None:
    """Text without a headline at the head of a page belongs to an article of the page before. What is open there is set
    in the same type as what goes on: imprints stand between them."""
    later = after.printed()
    earlier = [block for block in before.printed() if block.role == Role.BODY]
    if not later or not earlier:
        return
    open_ = [block for block in earlier if not block.ends and not STOPPED.search(before.text(block))]
    types = {before.type_of(block, -1) for block in open_}
    going_on = (block for block in later[:_NEAR] if block.role == Role.BODY and not block.begins)
    first = next((block for block in going_on if after.type_of(block, 0) in types), later[0])
    if first.role != Role.BODY or any(block.role in _HEADS for block in later if block.article == first.article):
        return
    alike = [block for block in open_ if before.type_of(block, -1) == after.type_of(first, 0)]
    source = (alike or open_ or earlier)[-1]
    if first is later[0]:
        after.rename(first.article, source.article)


def _carry(before: IssuePage, after: IssuePage, source: Block, first: Block) -> None:
    """The second half of a paragraph stands with its first half, on the page where it starts."""
    names = set(first.lines)
    moved = [line for line in after.lines if line.id in names]
    after.lines = [line for line in after.lines if line.id not in names]
    after.blocks = [block for block in after.blocks if block.lines != first.lines]
    seam = separator(before.text(source), moved[0].text, stanza=False)
    whole = source._replace(
        lines=(*source.lines, *first.lines), seps=(*source.seps, seam, *first.seps), ends=first.ends
    )
    before.blocks = [whole if block.lines == source.lines else block for block in before.blocks]
    place = next(n for n, line in enumerate(before.lines) if line.id == source.lines[-1]) + 1
    before.lines[place:place] = moved
    before.copies += [unit for unit in after.copies if unit.line in names]
    after.copies = [unit for unit in after.copies if unit.line not in names]


def _follow(issue: list[IssuePage]) -> None:
    """Give the continuation of a jump the number of its article."""
    folios = {_folio(sheet): sheet for sheet in reversed(issue)}
    for sheet in issue:
        for block in sheet.printed():
            found = _FORTH.search(sheet.text(block)) if block.role == Role.JUMP else None
            target = folios.get(_number(found[1])) if found else None
            if target is None or target is sheet:
                continue
            goes_on = _continuation(target, sheet, block.article)
            if goes_on:
                target.rename(goes_on, block.article)


def _continuation(target: IssuePage, sheet: IssuePage, article: int) -> int:
    """The article of ``target`` that comes from this one; 0 if there is none. Of several the one whose headline shares
    most with it."""
    head = _headline(sheet, article)
    best, share = 0, -1.0
    for block in target.printed():
        found = _BACK.search(target.text(block)) if block.role == Role.JUMP else None
        if found and _number(found[1]) == _folio(sheet) and block.article != article:
            other = _headline(target, block.article)
            shared = len(head & other) / max(1, len(head | other))
            if shared > share:
                best, share = block.article, shared
    return best


def _headline(sheet: IssuePage, article: int) -> set[str]:
    return {char for block in sheet.blocks if block.article == article and block.role in _HEADS
            for char in sheet.text(block)}  # fmt: skip


def _folio(sheet: IssuePage) -> str:
    """The page's printed number; its place in the file if none is printed."""
    for block in sheet.blocks:
        found = _FOLIO.search(sheet.text(block)) if block.role == Role.FURNITURE else None
        if found:
            return _number(found[1])
    return str(sheet.page.number)


def _number(printed: str) -> str:
    """A printed page number in plain digits.

    >>> _number("二十二"), _number("０３"), _number("A02")
    ('22', '3', 'A2')
    """
    if printed[0] in "〇零十" + _DIGITS:
        tens, ten, ones = printed.replace("零", "〇").rpartition("十")
        if not ten:
            return str(int("".join(str(_DIGITS.index(c)) for c in printed.replace("零", "〇"))))
        return str(10 * (_DIGITS.index(tens) if tens else 1) + (_DIGITS.index(ones) if ones else 0))
    head = printed[0] if printed[0].isalpha() else ""
    return head + str(int(printed[len(head) :]))
