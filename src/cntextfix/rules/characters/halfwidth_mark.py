"""Halfwidth marks between Chinese characters, in a document that otherwise sets fullwidth ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes import Op, Proposal, Replace
from cntextfix.evidence import Evidence
from cntextfix.marks import HALFWIDTH_MARK, HALFWIDTH_PAIR
from cntextfix.model import Page

FULLWIDTH = dict(zip(",;:!()", "，；：！（）", strict=True))
USUAL = 15.0
"""Bits for a mark that the document sets fullwidth elsewhere. Read one by one, all 110 changes this makes in 2.7 M
characters of clean text are right; with ``?`` among the marks 19 would be wrong (it stands for lost characters)."""


@dataclass(frozen=True, slots=True)
class HalfwidthMark:
    """``,`` ``;`` ``:`` ``!`` between two Chinese characters, and ``( )`` around some, where the document's own usage
    is fullwidth. A document that mixes both, or sets halfwidth marks, keeps them; so do Latin and numbers.

    Never ``?``, which often stands for a lost character, and never ``.``, which may be a point.

    Example: ``法律、法规的规定,结合本市实际`` becomes ``法律、法规的规定，结合本市实际``.

    Options:
        apply_at: bits from which a mark is widened.
        show_at: bits from which it is held and shown.
        min_count: how often the document has to set the mark fullwidth.
        max_share: how large a share of halfwidth ones it may have, from 0 to 1.
    """

    name: ClassVar[str] = "halfwidth-mark"
    family: ClassVar[str] = "characters"
    needs_geometry: ClassVar[bool] = False
    codes: ClassVar[tuple[str, ...]] = ("halfwidth-mark",)

    apply_at: float = 10.0
    show_at: float = 4.0
    min_count: int = 20
    max_share: float = 0.05

    def fires(self, text: str) -> bool:
        """Whether any stands between Chinese characters."""
        return HALFWIDTH_MARK.search(text) is not None or HALFWIDTH_PAIR.search(text) is not None

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a mark, or a pair of them."""
        usual = {use.mark: use for use in evidence.marks if use.is_exception(self.min_count, self.max_share)}
        for line in page.lines:
            found = [(m.group(), [m.start()]) for m in HALFWIDTH_MARK.finditer(line.text)]
            found += [("(", [m.start(), m.end() - 1]) for m in HALFWIDTH_PAIR.finditer(line.text)]
            for mark, places in found:
                if mark in usual:
                    ops: tuple[Op, ...] = tuple(Replace(line.id, at, at + 1, FULLWIDTH[line.text[at]]) for at in places)
                    yield Proposal(ops, "halfwidth-mark", (mark, usual[mark].seen, usual[mark].plain), USUAL)
