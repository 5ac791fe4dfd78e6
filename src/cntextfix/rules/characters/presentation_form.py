"""Forms that only say how a character is to be drawn: upright in vertical lines, small, halfwidth, joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Proposal, Replace
from cntextfix.chinese.characters import CLOSERS, HAN, MARK, kinds
from cntextfix.chinese.data import table
from cntextfix.document.model import Line, Page
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import ReasonWords, RuleWords

_DETECT = re.compile("[\ufb00-\ufb06\ufe10-\ufe19\ufe30-\ufe32\ufe35-\ufe48\ufe50-\ufe5e\uff61-\uff65]")
_JAPANESE = re.compile("[\uff66-\uff9f\u3041-\u30fa]")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_OPENERS = "︗︵︷︹︻︽︿﹁﹃﹇﹙﹛﹝｢"
_CLOSERS = "︘︶︸︺︼︾﹀﹂﹄﹈﹚﹜﹞｣"
_PARTNER = dict(zip(_CLOSERS, _OPENERS, strict=True))
_BRACKET = re.compile(f"[{_OPENERS}{_CLOSERS}]")
_CLOSED = 4
"""Characters before a mark in which Chinese may stand before closing brackets. Chosen."""
_CLOSING = "".join(CLOSERS) + _CLOSERS
_REACH = 200
"""Characters between two brackets of a pair, at most. Chosen."""

_STYLE = 6.0
"""Bits of a small mark in a document that has its own usage, and not clearly the plain one: a novel in Big5 can have ﹔
on every page and ； on none."""
_LETTERS = 20.0
"""Bits of a ligature. Chosen."""
_BOTH_SIDES = 20.0
"""Bits of a mark with Chinese on both sides. Chosen."""
_ONE_SIDE = 12.0
"""Bits of one with Chinese on one side. Chosen."""
_PAIRED = 15.0
"""Bits of brackets that pair around Chinese. Chosen."""
_LONELY = 0.0
"""Bits of all the others: ︶︿︶ and ╯﹏╰ are faces. Chosen."""


@dataclass(frozen=True, slots=True)
class PresentationForm:
    """Vertical, small and halfwidth forms of Chinese marks, and Latin ligatures, in place of the plain characters.

    Marks only beside Chinese, brackets only where they pair around it: in faces such as ``︶︿︶`` they stay, and so
    do the halfwidth marks of Japanese. Small marks only where the document otherwise sets the plain ones, or is too
    short to have a usage: what it does throughout is its style.

    Example: ``地址︰北京﹐上海`` becomes ``地址：北京，上海``, ``︽紅樓夢︾`` becomes ``《紅樓夢》``.

    Options:
        apply_at: bits from which a form is replaced.
        show_at: bits from which it is held and shown.
        min_count: how often the document has to set the plain mark; with fewer marks in all it has no usage.
        max_share: how large a share of small ones it may have, from 0 to 1.
    """

    name: ClassVar[str] = "presentation-form"
    family: ClassVar[str] = "characters"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="竖排标点、小型标点、半角标点和拉丁连字",
        text=(
            "竖排、小型、半角形式的标点和拉丁连字，改为普通形式。标点须挨着汉字，括号须成对；"
            "颜文字和日文半角标点保留。小型标点只在全文另用普通标点、或文字太短看不出习惯时才改。"
        ),
        example="“地址︰北京﹐上海” → “地址：北京，上海”，“︽紅樓夢︾” → “《紅樓夢》”",
        reasons={
            "presentation-form": ReasonWords(
                "presentation form {form} in place of {plain}", "{form} 是变形符号，应作 {plain}", ("form", "plain")
            ),
        },
    )

    apply_at: float = 10.0
    show_at: float = 4.0
    min_count: int = 20
    max_share: float = 0.05

    def fires(self, text: str) -> bool:
        """Whether there is any such form."""
        return _DETECT.search(text) is not None

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a character."""
        plain = table("presentation")
        pairs = _pairs(page.text)
        uses = [] if evidence.stops < self.min_count else evidence.marks
        style = {use.mark for use in uses if not use.is_exception(self.min_count, self.max_share)}
        at = 0
        for line in page.lines:
            for match in _DETECT.finditer(line.text):
                form = match.group()
                bits = _PAIRED if at + match.start() in pairs else _evidence(line, match.start(), form)
                if form in style:
                    bits = min(bits, _STYLE)
                if form in plain and bits > 0:
                    op = Replace(line.id, match.start(), match.end(), plain[form])
                    yield Proposal((op,), "presentation-form", (form, plain[form]), bits)
            at += len(line.text) + len(line.end)


def _evidence(line: Line, at: int, form: str) -> float:
    if form in _OPENERS + _CLOSERS:
        return _LONELY
    if "ﬀ" <= form <= "ﬆ":
        return _LETTERS
    if form >= "｡" and _JAPANESE.search(line.text):
        return _LONELY
    before = line.text[max(0, at - _CLOSED) : at]
    beside = kinds(before.rstrip(_CLOSING)[-1:] + line.text[at + 1 : at + 2])
    return (_LONELY, _ONE_SIDE, _BOTH_SIDES)[sum(kind in (HAN, MARK) for kind in beside)] if HAN in beside else _LONELY


def _pairs(text: str) -> set[int]:
    """Places of brackets that open and close around Chinese, nested ones too."""
    japanese = _JAPANESE.search(text) is not None
    out: set[int] = set()
    opened: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(text):
        char, at = match.group(), match.start()
        if japanese and char in "｢｣":
            continue
        if char in _OPENERS:
            opened.append((char, at))
        elif opened and opened[-1][0] == _PARTNER[char]:
            _, start = opened.pop()
            if at - start <= _REACH and _HAN.search(text, start + 1, at):
                out |= {start, at}
        else:
            opened.clear()
    return out
