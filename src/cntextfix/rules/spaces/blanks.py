"""Spaces before marks that are meant: blanks to fill in, and places where a character was lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cntextfix.changes.verbs import Proposal

BEFORE_MARK = "space-before-mark"
"""The reason for taking out spaces before marks."""
SPACELESS = frozenset("，。、；！？")
"""Marks that no space stands before."""
_BLANK = frozenset("是为為有在于於和与與及叫称稱即由用选選填")
"""Before a blank to fill in, of which only a space is left."""
BEFORE_BRACKET = _BLANK | frozenset("：:")
"""… and before a closing bracket: （编号： ）."""
_BEFORE_MARK = BEFORE_BRACKET | frozenset("？！。、，")
_OTHERS = ("其他", "其它")
"""The last item of a form, with a blank behind it: 5.其他 。"""
_LOST = re.compile("[、（(][\u3400-\u9fff]$")
"""One character of a name in a list, before the space that shows where the other one was lost: 王时敏、王 、王鉴."""
_EMPTY = re.compile(r"[（(]\d{1,2}[）)]$")
"""The number of an answer, before the space that shows where it was lost: （2） ；（3） ；"""
_LONGEST = 4
"""Characters of such a number. By definition."""
_FORM = re.compile(
    r"(?<![\d〇零一二三四五六七八九十])(?<![\d〇零一二三四五六七八九十] )年 {1,6}月 {1,6}日|[：:] {1,12}[。；）)]"
    r"|第 {1,12}[种種项項条條款]"
)
"""Blanks to fill in that nothing else looks like: a date without figures, nothing behind a colon, no number."""


def blanks_of_form(text: str) -> int:
    """How many blanks to fill in a page has for sure.

    >>> blanks_of_form("服务期限 年，即： 年 月 日。按照第 种方式结算（项目编号： ）。"), blanks_of_form("二〇年 1 月")
    (3, 0)
    """
    return sum(1 for _ in _FORM.finditer(text))


def is_hole(text: str, start: int, stop: int) -> bool:
    """Whether a space stands where something was lost that is described: 长度为 的文本."""
    return text[stop] == "的" and text[start - 1] in _BLANK


def is_blank(text: str, start: int, stop: int) -> bool:
    """Whether a space before a mark may be left of a blank to fill in, or of a character that was lost.

    >>> [is_blank(text, text.index(" "), text.index(" ") + 1) for text in ("我国的首都是 。", "5.其他 。", "去北京 。")]
    [True, True, False]
    """
    if text[stop] not in SPACELESS:
        return False
    if text[start - 1] in _BEFORE_MARK or text.endswith(_OTHERS, 0, start):
        return True
    if _EMPTY.search(text, max(0, start - _LONGEST), start):
        return True
    return text[stop] == "、" and _LOST.search(text, max(0, start - 2), start) is not None


def all_or_none(proposed: Sequence[Proposal]) -> Iterator[Proposal]:
    """What is proposed for the sentences of one line: spaces before its marks stay if those of one of them are meant,
    for what left that one empty may have done so with the others."""
    least = min((proposal.evidence for proposal in proposed if proposal.code == BEFORE_MARK), default=0.0)
    for proposal in proposed:
        yield replace(proposal, evidence=least) if proposal.code == BEFORE_MARK else proposal
