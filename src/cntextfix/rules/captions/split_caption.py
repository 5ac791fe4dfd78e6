"""Captions cut into pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import ClassVar

from cntextfix.changes.verbs import Join, Label, Op, Proposal, Replace
from cntextfix.chinese.characters import width
from cntextfix.chinese.lexicon import cuts_words
from cntextfix.document.model import Line, Page, Role
from cntextfix.paragraphs.decode import LONG_PAGE
from cntextfix.paragraphs.features import LISTED, QUOTED, SENTENCE, end_class, start_class
from cntextfix.rules.blocks import TextBlock, blocks
from cntextfix.rules.captions.looks import caption_bits, is_credit, next_piece
from cntextfix.rules.captions.row import PIECES, row_start
from cntextfix.rules.captions.signs import closes, credit_lines
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.lines import consecutive, printed
from cntextfix.wording.records import ReasonWords, RuleWords


@dataclass(frozen=True, slots=True)
class SplitCaption:
    """Captions cut into pieces.

    Pieces are found in a row at the end of a page that is set to a measure, or were taken out of the text by
    ``intruding-caption``. A caption's last piece is the shorter one, the one that names a scene (…现场) or the
    photographer; brackets and words go over a cut. A credit in brackets on a line of its own is the end of the caption
    above it.

    Example: ``寺口村“十八罗汉”``, ``（村干部）化身群演``, ``帮剧组“救场”``, ``蜜桃节现场`` are two captions.

    Options:
        apply_at: bits, for all pieces together, from which they are labelled and joined.
        show_at: bits from which this is held and shown.
        most_pieces: how many there may be in a row.
        widest: their width at most, as a share of the widest body lines.
        set_to_measure: bits for standing after text that is set to a measure.
    """

    name: ClassVar[str] = "split-caption"
    family: ClassVar[str] = "captions"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="图片说明被切成了几行",
        text=(
            "图片说明切成几行，排在按栏宽排的版面末尾，或由 intruding-caption 从文中取出。末一行较短，"
            "写明场景（……现场）或摄影者。"
        ),
        example="“寺口村“十八罗汉””“（村干部）化身群演”“帮剧组“救场””“蜜桃节现场”是两条图片说明",
        options={
            "most_pieces": "连续至多多少行",
            "widest": "至多为正文最宽行的多少",
            "set_to_measure": "前文按栏宽排，加多少比特",
        },
        reasons={
            "caption-pieces": ReasonWords("{pieces:piece} of captions", "{pieces} 行图片说明的片段", ("pieces",)),
            "captions-at-end": ReasonWords(
                "{lines:short line} after the end of the text are captions",
                "正文之后的 {lines} 个短行是图片说明",
                ("lines",),
            ),
        },
    )

    # Two pieces that look like captions, or one that names its photographer: what ends notices, letters and verse
    # (dates, names of offices, short lines) has 3 or less.
    apply_at: float = 8.0
    show_at: float = 5.0
    most_pieces: int = 16
    widest: float = 0.75
    set_to_measure: float = 3.0

    def fires(self, text: str) -> bool:
        """Whether there are lines enough for body text and a caption."""
        return text.count("\n") >= 3

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for each row of pieces."""
        lines = printed(page)
        known = [n for n, line in enumerate(lines) if line.role in (Role.CAPTION, Role.QUOTE)]
        first = self._tail(lines)
        for run in consecutive([n for n in known if n < first]):
            start, stop = run.start, run.stop
            yield Proposal(_put_together(lines[start:stop]), "caption-pieces", (stop - start,), float(self.apply_at))
        tail = lines[first:]
        if tail:
            own = [caption_bits(line.text) for line in tail if line.role == Role.BODY]
            bits = self.set_to_measure + sum(own) if own else self.apply_at
            if own and _are_other([line.text.strip() for line in tail]):
                bits = min(bits, self.show_at)
            yield Proposal(_put_together(tail), "captions-at-end", (len(tail),), bits)

    def _tail(self, lines: Sequence[Line]) -> int:
        """Where the row of short lines at the end of the page begins, after text that is set to a measure."""
        before = 0 if len(lines) <= LONG_PAGE else len(lines) - self.most_pieces - _CONTEXT  # a page is read once
        return before + self._tail_of(lines[before:])

    def _tail_of(self, lines: Sequence[Line]) -> int:
        found = blocks(lines)
        body = [block for block in found if block.stop - block.start > 1 and lines[block.start].role == Role.BODY]
        if not body:
            return len(lines)
        widest = max(block.width for block in body[-3:])
        short = [
            is_short
            for block in found
            for is_short in repeat(self._is_short(lines[block.start], block, widest), block.stop - block.start)
        ]
        start = row_start(lines, short)
        if not start or start == len(lines) or len(lines) - start > self.most_pieces:
            return len(lines)
        ended = end_class(lines[start - 1].text.strip()) in (SENTENCE, QUOTED)
        return start if ended or lines[start].role != Role.BODY else len(lines)

    def _is_short(self, first: Line, block: TextBlock, widest: int) -> bool:
        """Whether a block with such a ``first`` line may be of pieces."""
        return first.role in PIECES or (first.role == Role.BODY and block.width <= self.widest * widest)


_HAN = re.compile("[\u3400-\u9fff]")
_FEWEST_HAN = 2
"""Han characters of a piece of a caption, at the least. Chosen."""


def _are_other(texts: Sequence[str]) -> bool:
    """Whether short lines are the labels of a drawing or rows of a formula (Y, N, (2.3)), items of a list, or what a
    line with a colon tells: of 18 such rows in 15 real files eleven were put together as captions, all wrongly.

    >>> _are_other(["拍摄身份证照片", "上传到服务器", "Y"]), _are_other(["老梁在白石渡", "等候客人上船现场"])
    (True, False)
    """
    return any(
        text.endswith(("：", ":"))
        or start_class(text) == LISTED
        or (len(_HAN.findall(text)) < _FEWEST_HAN and not is_credit(text))
        for text in texts
    )


_CONTEXT = 60
"""Lines before the row that tell what the page is set to, where it is long. Chosen."""


_NUMBER = re.compile(r"[图圖表]\s?(?:[一二三四五六七八九十]{1,3}|\d{1,3}(?:[.-]\d{1,2})?)")
"""A caption that is its number alone, or the label of a part of a drawing: 圖二 and 地面 below it are two."""

_BEGINS = re.compile(r"[图圖表]\s?\d|[(（][一二三四五六七八九十\d]{1,3}[)）]\S|\d{1,2}\.\d{1,2}")
"""What begins with a number of its own: the next caption, or a heading."""


def _put_together(lines: Sequence[Line]) -> tuple[Op, ...]:
    """Labels for all pieces, joins for those that one caption was cut into."""
    texts = [line.text.strip() for line in lines]
    cuts = cuts_words(texts)
    ops: list[Op] = []
    measure = width(texts[0])
    closing: set[int] = set()
    for n, line in enumerate(lines):
        credit = n not in closing and is_credit(line.text)
        role = Role.CREDIT if credit else Role.QUOTE if line.role == Role.QUOTE else Role.CAPTION
        if line.role != role:
            ops.append(Label(line.id, role))
        if n + 1 == len(lines):
            break
        own = 0 if credit or role != Role.CAPTION or closes(texts[n]) else credit_lines(texts, n + 1)
        closing |= set(range(n + 1, n + 1 + own))
        whole = closes(texts[n]) or _NUMBER.fullmatch(texts[n]) or _BEGINS.match(texts[n + 1])
        if n + 1 in closing or (not whole and next_piece(texts[n], texts[n + 1], measure, cuts=cuts[n]) > 0):
            ops += [*_trimmed(line, lines[n + 1]), Join(line.id)]
            measure = max(measure, width(texts[n + 1]))
            continue
        measure = width(texts[n + 1])
    return tuple(ops)


def _trimmed(one: Line, other: Line) -> Iterator[Op]:
    left, right = one.text.rstrip(), other.text.lstrip()
    if len(left) < len(one.text):
        yield Replace(one.id, len(left), len(one.text))
    if len(right) < len(other.text):
        yield Replace(other.id, 0, len(other.text) - len(right))
