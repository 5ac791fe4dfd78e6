"""Which paragraph goes on overleaf: the last one of a page in the first one of the next, and only if all speaks for it.

A paragraph left in two pieces is a join that was missed; two that were put together are a sentence that nobody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cntextfix.document.geometry import Block
from cntextfix.document.model import Role
from cntextfix.language import reads_on
from cntextfix.layout.folios import is_folio
from cntextfix.layout.follow.marks import ITEM_START
from cntextfix.layout.issue_page import IssuePage, SetAs
from cntextfix.layout.rows import CELL_SPACE

STOPPED = re.compile(r"[。！？!?…：:；;.][”’」』）)】]*$")
_ITEM = re.compile(rf"{ITEM_START.pattern}|\s*\d{{1,2}}(?:\.\d{{1,2}})+\s")
"""How an item begins; at the head of a page a number of two levels is none of a sentence."""
_LEADER = re.compile(r"[.…·．]{4}|[.…·．\s]{6}")
_WORDS = re.compile(r"[\u3400-\u9fff]|[A-Za-z]{2}")
_ASIDE = frozenset({Role.CAPTION, Role.CREDIT, Role.QUOTE})
"""What stands between the two halves and is no text is passed over."""
_SMALLER = 0.95
"""So do footnotes, imprints and labels of pictures, which are set smaller than this share of the text. Chosen."""
_SIZES = 0.03
"""Type sizes that differ by less than this share are one size. Chosen."""
_MEASURE = 3.0
"""The longest lines of the two halves are as long as each other to so many em: of two lines one may be indented, and
ragged ones stop earlier. Chosen."""
_LEAST = -2.5
"""Bits for the second half reading on in the first, at least: of 90 that do, two had less (-2.9, -4.6). Letters and
figures get none."""
_UNTOLD = 3.0
"""So many where the measure is another on the next page, or paragraphs end without a stop. Chosen: eight to one."""
_LONG = 20
"""So many characters are a sentence, which has a stop at its end; items of lists have none. Chosen."""


def overleaf(before: IssuePage, after: IssuePage) -> tuple[Block, Block] | None:
    """The block of a page that goes on on the next one, and the block there that it goes on in; None if none surely
    does."""
    source, first = _next_to(before.printed()[::-1], before), _next_to(after.printed(), after)
    if source is None or first is None or source.ends or first.begins:
        return None
    left, right = before.text(source), after.text(first)
    if STOPPED.search(left) or _ITEM.match(right) or any(_is_row(text) for text in (left, right)):
        return None
    one, two = before.set_as(source), after.set_as(first)
    if one is None or two is None or one.font != two.font or abs(one.size - two.size) > _SIZES * one.size:
        return None
    short = len(first.lines) == 1
    if short and first.ends and not STOPPED.search(right):  # a heading or a label would stand so, too
        return None
    told = _even(one, two, short=short) and _stops(before) and _stops(after)
    return (source, first) if reads_on(left, right) > (_LEAST if told else _UNTOLD) else None


def _next_to(blocks: Sequence[Block], page: IssuePage) -> Block | None:
    """The block of text that is next to the end of the page, past what is no text or is set smaller."""
    usual = page.usual_size()
    for block in blocks:
        known = page.set_as(block)
        if block.role in _ASIDE or (block.role == Role.BODY and known and known.size < _SMALLER * usual):
            continue
        return block if block.role == Role.BODY else None
    return None


def _is_row(text: str) -> bool:
    """Whether a block is a row of a table or of a list of contents, or a number."""
    return CELL_SPACE in text.strip() or bool(_LEADER.search(text)) or not _WORDS.search(text) or is_folio(text)


def _even(one: SetAs, two: SetAs, *, short: bool) -> bool:
    """Whether two blocks are set in one measure; ``short`` if the second has one line, which may stop before."""
    longer = two.measure - one.measure
    return longer < _MEASURE * one.size and (short or -longer < _MEASURE * one.size)


def _stops(page: IssuePage) -> bool:
    """Whether the paragraphs of a page mostly end with a stop, so that one without may be half of one."""
    texts = [page.text(block) for block in page.printed() if block.role == Role.BODY and block.ends]
    ended = [bool(STOPPED.search(text)) for text in texts if len(text) >= _LONG]
    return 2 * sum(ended) >= len(ended)
