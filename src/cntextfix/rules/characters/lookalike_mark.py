"""Dashes and ellipses drawn with characters that only look like them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Proposal, Replace
from cntextfix.chinese.characters import HAN, MARK, kinds
from cntextfix.chinese.mark_use import BOX_DASH
from cntextfix.document.model import Page
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import ReasonWords, RuleWords

_ELLIPSES = "⋯┄┅┈┉"
_BARS = "―─━"
# Exactly two bars are a dash; one may be a minus, a range or a sign, more are a ruled line.
_FOUND = re.compile(
    rf"[{_ELLIPSES}…]+(?: [{_ELLIPSES}…]+)*|(?<![—{_BARS}])[—{_BARS}]{{2}}(?![—{_BARS}])|(?<!·)·{{6}}(?!·)"
)
_DETECT = re.compile(f"[{_ELLIPSES}{_BARS}]")
_DOTS = "·" * 6
_FRAME = re.compile(r"[\u2502\u2503\u2506\u2507\u250a-\u257f]")  # corners, crossings and uprights: this is a drawing
_KANA = re.compile(r"[\u3041-\u30fa\u30fd-\u30ff]")  # Japanese sets its dash with U+2015: no look-alike there

_STYLE = 6.0
"""Bits of ── in traditional text that has no —— at all: a habit of those who write in Big5."""
_BOTH_SIDES = 20.0
"""Bits where Chinese stands on both sides. In 2.7 M characters of clean text every hit with Chinese beside it is a dash
or an ellipsis; those with none are drawings."""
_ONE_SIDE = 12.0
"""Bits where it stands on one, with a line end or another character on the other side. All are right in the same 2.7 M
characters."""


@dataclass(frozen=True, slots=True)
class LookalikeMark:
    """A midline ellipsis in place of …… and box-drawing lines in place of ——.

    Only beside Chinese: mathematics (``1, 2, ⋯, n``), ruled lines, frames and trees stay, and so do Japanese dashes.
    A traditional document that sets ── throughout and —— nowhere is shown, not changed.

    Example: ``游客⋯⋯青山`` becomes ``游客……青山``, ``會議──無人車`` becomes ``會議——無人車``.

    Options:
        apply_at: bits from which a mark is put right.
        show_at: bits from which it is held and shown.
        min_stops: how many commas, stops and the like make a text long enough to have habits.
    """

    name: ClassVar[str] = "lookalike-mark"
    family: ClassVar[str] = "characters"
    needs_geometry: ClassVar[bool] = False
    again: ClassVar[bool] = True
    words: ClassVar[RuleWords] = RuleWords(
        summary="用制表线、居中点等代替的破折号和省略号",
        text=(
            "居中的省略号改为……，制表线改为——。须挨着汉字；算式、横线、框线、树状图和日文的线保留。"
            "全文都用制表线的繁体文本只提出，不改动。"
        ),
        example="“游客⋯⋯青山” → “游客……青山”，“會議──無人車” → “會議——無人車”",
        options={
            "min_stops": "多少个逗号、句号等以上的文字才看得出习惯",
        },
        reasons={
            "lookalike-ellipsis": ReasonWords("{old} in place of {new}", "{old} 应作 {new}", ("old", "new")),
            "lookalike-dash": ReasonWords("{old} in place of {new}", "{old} 应作 {new}", ("old", "new")),
        },
    )

    apply_at: float = 10.0
    show_at: float = 4.0
    min_stops: int = 20

    def fires(self, text: str) -> bool:
        """Whether any such character is there."""
        return _DOTS in text or _DETECT.search(text) is not None

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a mark, however many characters it was drawn with."""
        has_usage = evidence.script == "traditional" and evidence.stops >= self.min_stops
        habit = has_usage and any(use.mark == BOX_DASH and not use.plain for use in evidence.marks)
        for line in page.lines:
            if not self.fires(line.text) or _FRAME.search(line.text):
                continue
            japanese = _KANA.search(line.text) is not None
            for match in _FOUND.finditer(line.text):
                old = match.group()
                new = _right(old)
                bits = _evidence(line.text, match.start(), match.end())
                if habit and old == BOX_DASH:
                    bits = min(bits, _STYLE)
                if new == old or not bits or (japanese and new[0] == "—"):
                    continue
                yield Proposal(
                    (Replace(line.id, match.start(), match.end(), new),),
                    "lookalike-ellipsis" if new[0] == "…" else "lookalike-dash",
                    (old, new),
                    bits,
                )


def _right(old: str) -> str:
    if old[0] == "·":
        return "……"
    if old[0] in _ELLIPSES + "…":
        return "".join(" " if char == " " else "…" for char in old)
    return "—" * len(old)


def _evidence(text: str, start: int, stop: int) -> float:
    beside = kinds(text[start - 1 : start] + text[stop : stop + 1])
    chinese = sum(kind in (HAN, MARK) for kind in beside)
    if text[start] == "·" and chinese < 2:
        return 0.0  # a dot leader: 第一章······12
    return (0.0, _ONE_SIDE, _BOTH_SIDES)[chinese]
