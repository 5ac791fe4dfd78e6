"""Halfwidth marks between Chinese characters, in a document that otherwise sets fullwidth ones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from cntextfix.changes import Op, Proposal, Replace
from cntextfix.evidence import Evidence
from cntextfix.marks import HALFWIDTH_MARK, HALFWIDTH_PAIR
from cntextfix.model import Page

FULLWIDTH = dict(zip(",;:!()", "，；：！（）", strict=True))
USUAL = 15.0
"""Bits for a mark that the document sets fullwidth elsewhere. Read one by one, all 127 changes this makes in 2.7 M
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
        text = page.text
        found = [(m.group(), [m.start()]) for m in HALFWIDTH_MARK.finditer(text)]
        found += [("(", [m.start(), m.end() - 1]) for m in HALFWIDTH_PAIR.finditer(text)]
        starts = list(accumulate((len(line.text) + len(line.end) for line in page.lines), initial=0))
        for mark, places in found:
            if mark in usual:
                ops: list[Op] = []
                for at in places:
                    n = bisect_right(starts, at) - 1
                    start = at - starts[n]
                    ops.append(Replace(page.lines[n].id, start, start + 1, FULLWIDTH[text[at]]))
                yield Proposal(tuple(ops), "halfwidth-mark", (mark, usual[mark].seen, usual[mark].plain), USUAL)
