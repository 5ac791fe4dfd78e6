"""The words by which lines of a newspaper are known: bylines, jumps; whether a line goes on in the next."""

from __future__ import annotations

import re

from cntextfix.language import reads_on

JUMP = re.compile(r"(?:下[转轉]|上接|[转轉接])\s?第?[A-Z0-9０-９〇零一二三四五六七八九十百]+\s?版")
BYLINE_WORDS = re.compile(
    r"^[□■●◎○（(【\s]*(?:本报|本報|新华社|特约|特約|见习|見習|首席|实习|實習)?\s*"
    r"(?:记者|記者|通讯员|通訊員|评论员|評論員|作者|编译|整理|采写|採訪|采访|撰文|文|图|圖|摄影|攝影|读者|讀者)"
    r"[／/:：\s　]?"
)
NEWS = re.compile(r"^本[报報台][讯訊][（(][^（()）]{2,20}[）)]$")
PERSON = re.compile(
    r"^(?:[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{2}[ \u3000][\u3400-\u9fff]{2,3}|[\u3400-\u9fff]{3,5}[馆会局社部院])$"
)
WORDS = re.compile(r"[\u3400-\u9fff]|[A-Za-z]{3}")
_SMALL = 2.0
"""Bits of a small Latin letter that begins a line. Chosen."""


def begins_small(text: str) -> bool:
    """Whether text begins with a small Latin letter, as no sentence does."""
    return "a" <= text[:1] <= "z"


def bits_of_going_on(one: str, two: str) -> float:
    """Bits for one line going on in the next; in Latin a small letter does."""
    if two[:1].isascii() and two[:1].isalpha():
        return _SMALL if begins_small(two) and " " in one.strip() else 0.0  # no address has a space
    return reads_on(one, two)
