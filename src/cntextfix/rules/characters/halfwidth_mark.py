"""Halfwidth marks between Chinese characters, in a document that otherwise sets fullwidth ones."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from cntextfix.changes.verbs import Proposal, Replace
from cntextfix.chinese.mark_use import HALFWIDTH_MARK, brackets, one_sided
from cntextfix.document.model import Page
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import ReasonWords, RuleWords

_FULLWIDTH = dict(zip(",;:!()", "，；：！（）", strict=True))
_USUAL = 15.0
"""Bits for a mark that the document sets fullwidth elsewhere. Read one by one, all changes this makes in 2.1 M
characters of clean text are right; with ``?`` among the marks 19 would be wrong (it stands for lost characters)."""
_HABIT = 6.0
"""Bits for one in a part of it that has a habit of its own: a row of them, or others around it that stay halfwidth.
Chosen."""
_AROUND = 150
"""Characters before and after a mark in which few halfwidth marks may stay: some lines. Chosen."""
_CLOSE = 40
"""Characters before and after it in which none may: a sentence, half of which mended is worse than none. Chosen."""
_PLAIN = re.compile("[，。、；：？！（）]")
_LITERAL = re.compile(r"\x22[^\x22\n，。；：！？（）]{1,20}\x22")
"""What an example quotes as it is to be typed ("化学,生物"): short, in quotes of ASCII, with no fullwidth mark."""


@dataclass(frozen=True, slots=True)
class HalfwidthMark:
    """``,`` ``;`` ``:`` ``!`` between two Chinese characters, and ``( )`` around some, where the document's own usage
    is fullwidth. Each mark is decided by its own use. A document that mixes both, or sets halfwidth marks for a while,
    keeps them; so do Latin and numbers; brackets stay if one pair of them has to.

    Never ``?``, which often stands for a lost character, and never ``.``, which may be a point.

    Example: ``法律、法规的规定,结合本市实际`` becomes ``法律、法规的规定，结合本市实际``.

    Options:
        apply_at: bits from which a mark is widened.
        show_at: bits from which it is held and shown.
        min_count: how often the document has to set the mark fullwidth.
        max_share: how large a share of halfwidth ones it may have, from 0 to 1.
        max_row: how many may follow each other without a fullwidth one between them; more are a habit.
        max_near: how many halfwidth marks that stay may be among the marks around it, as a share from 0 to 1.
    """

    name: ClassVar[str] = "halfwidth-mark"
    family: ClassVar[str] = "characters"
    needs_geometry: ClassVar[bool] = False
    again: ClassVar[bool] = True
    words: ClassVar[RuleWords] = RuleWords(
        summary="全文用全角标点时，汉字之间的半角标点",
        text=(
            "汉字之间的半角逗号、分号、冒号、叹号和括号，在全文惯用全角时改为全角。逐个标点看用法；"
            "两种混用的文本照原样。问号常代替丢失的字，句点可能是小数点，都不改。"
        ),
        example="“法律、法规的规定,结合本市实际” → “法律、法规的规定，结合本市实际”",
        options={
            "max_row": "连续多少个半角标点以内才改；更多便是习惯",
            "max_near": "附近不改的半角标点所占比例的上限，0 到 1",
        },
        reasons={
            "halfwidth-mark": ReasonWords(
                "halfwidth {mark} between Chinese: {halfwidth} in this document, fullwidth {fullwidth}",
                "中文之间的半角 {mark}：本文半角 {halfwidth} 处，全角 {fullwidth} 处",
                ("mark", "halfwidth", "fullwidth"),
            ),
        },
    )

    apply_at: float = 10.0
    show_at: float = 4.0
    min_count: int = 20
    max_share: float = 0.05
    max_row: int = 2
    max_near: float = 0.1

    def fires(self, text: str) -> bool:
        """Whether any stands between Chinese characters."""
        return HALFWIDTH_MARK.search(text) is not None or "(" in text or ")" in text

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a mark, or a pair of them."""
        usual = {use.mark: use for use in evidence.marks if use.is_exception(self.min_count, self.max_share)}
        text = page.text
        found: dict[str, list[tuple[int, ...]]] = {}
        for match in HALFWIDTH_MARK.finditer(text) if usual else ():
            found.setdefault(match.group(), []).append((match.start(),))
        for pair in (one for one in brackets(text) if one.sure) if "(" in usual else ():
            found.setdefault("(", []).append(tuple(at for at in (pair.start, pair.stop) if text[at] in _FULLWIDTH))
        found = {mark: places for mark, places in found.items() if mark in usual}
        if not found:
            return
        starts = list(accumulate((len(line.text) + len(line.end) for line in page.lines), initial=0))
        stays = _staying(text, found)
        typed = {at for match in _LITERAL.finditer(text) for at in range(*match.span())} if '"' in text else set()
        plain = [match.start() for match in _PLAIN.finditer(text)]
        for mark, marks in found.items():
            use = usual[mark]
            for row in _rows(marks, text, _FULLWIDTH[mark]):
                for places in row:
                    near = _near(stays, places[0], _AROUND), _near(plain, places[0], _AROUND)
                    ours = near[0] <= self.max_near * sum(near) and not _near(stays, places[0], _CLOSE)
                    ops = tuple(_widened(page, starts, at, text[at]) for at in places)
                    if places[0] in typed:
                        continue
                    bits = _USUAL if ours and len(row) <= self.max_row else _HABIT
                    yield Proposal(ops, "halfwidth-mark", (mark, use.seen, use.plain), bits)


def _staying(text: str, found: dict[str, list[tuple[int, ...]]]) -> list[int]:
    """Places of halfwidth marks in Chinese that are not to be widened."""
    gone = {at for places in found.values() for some in places for at in some}
    kept = [at for at, _ in one_sided(text) if at not in gone]
    kept += [pair.start for pair in brackets(text) if pair.start not in gone and pair.stop not in gone]
    return sorted(kept)


def _near(places: Sequence[int], at: int, reach: int) -> int:
    return bisect_left(places, at + reach) - bisect_left(places, at - reach)


def _rows(found: list[tuple[int, ...]], text: str, plain: str) -> Iterator[list[tuple[int, ...]]]:
    """Marks that follow each other with no fullwidth one between them."""
    row: list[tuple[int, ...]] = []
    for places in found:
        if row and text.find(plain, row[-1][0], places[0]) >= 0:
            yield row
            row = []
        row.append(places)
    if row:
        yield row


def _widened(page: Page, starts: list[int], at: int, mark: str) -> Replace:
    n = bisect_right(starts, at) - 1
    start = at - starts[n]
    return Replace(page.lines[n].id, start, start + 1, _FULLWIDTH[mark])
