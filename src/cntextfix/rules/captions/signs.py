"""The signs by which a caption is known for one: what opens it (图为, 图①, ▲), and the credit that closes it (… 摄)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from cntextfix.chinese.lexicon import meetings

_SHAPE = "[▲▼◀▶◄►△▽]"
_GAP = r"[ \u3000]{0,4}"
_NAMES = r"[\u3400-\u9fff·]{2,5}(?:[ \u3000、]+[\u3400-\u9fff·]{2,4}){0,3}"
_TOOK = "(?<![拍统統航偷盗盜录錄])[摄攝](?![影像制製取氏食政于於])"
_SOURCE = "[资資]料[图圖照]片?"
_INNER = r"[^（()）【】\[\]。！？；]{0,30}"
_TITLE = "(?:本[报報]|特[约約]|[实實][习習]|[见見][习習])?(?:记者|記者|通[讯訊][员員])"
_CLOSES = re.compile(
    "(?:"
    + "|".join(
        (
            rf"[（(【\[]{_INNER}(?:{_TOOK}|[摄攝]影|供[图圖]|提供|{_SOURCE})[）)】\]]",
            rf"[（(【\[](?:{_SOURCE}|翻[摄攝]|(?:[摄攝]影|供[图圖]|[图圖]片?[来來]源)[：:／/ ]){_INNER}[）)】\]]",
            rf"{_TITLE}{_GAP}[：:／/]?{_GAP}{_NAMES}{_GAP}[／/]?{_GAP}{_TOOK}",
            rf"(?:(?<=^)|(?<=[ \u3000。]))[\u3400-\u9fff·]{{2,4}}(?:{_GAP}[／/]{_GAP}|[ \u3000]+){_TOOK}",
        )
    )
    + ")。?"
)
"""A photographer's credit: in brackets, after a reporter's title, or a name set apart from 摄."""
_CALLED = re.compile(
    rf"(?:{_SHAPE}|[■█])*{_GAP}[左右上下本]?[图圖](?:[为為](?!了|此|[什甚何])|[①-⑳][：: \u3000]?)|{_SOURCE}[：:]"
)
_SHAPED = re.compile(rf"{_SHAPE}+{_GAP}(?=[\u3400-\u9fff“《「])")
_BOXED = re.compile(rf"(?:■|█+){_GAP}(?=[\u3400-\u9fff“《「])")

_CALLED_BITS = 8.0
"""Bits for a caption that says so: 图为, 图①. Chosen."""
SHAPED_BITS = 5.0
"""Bits for one that begins with a shape. Chosen."""
_BOXED_BITS = 2.0
"""Bits for one that begins with a box. Chosen."""


_ANY = re.compile(
    r"[摄攝▲▼◀▶◄►△▽■█]|供[图圖]|[图圖][为為①-⑳]|料[图圖照]|提供[）)】\]]|[图圖]片?[来來]源"
    r"|^[—―─－ \u3000]+[\u3400-\u9fff]{2,8}\s*$",
    re.MULTILINE,
)


def has_sign(text: str) -> bool:
    """Whether there can be a sign anywhere in a text; quick."""
    return _ANY.search(text) is not None


def opens(text: str) -> float:
    """Bits for a caption's beginning here, by its sign.

    >>> [opens(text) for text in ("▲图为渡口", "图①：渡口", "▼渡口", "■ 渡口", "图为了", "渡口")]
    [8.0, 8.0, 5.0, 2.0, 0.0, 0.0]
    """
    text = text.lstrip()
    if _CALLED.match(text):
        return _CALLED_BITS
    return SHAPED_BITS if _SHAPED.match(text) else _BOXED_BITS if _BOXED.match(text) else 0.0


def closes(text: str) -> bool:
    """Whether a credit ends this text.

    >>> [closes(text) for text in ("渡口。（记者 林远舟 摄）", "渡口 林远舟／摄", "渡口（县委宣传部供图）", "正在拍摄")]
    [True, True, True, False]
    """
    text = text.rstrip(" \u3000。")[-_REACH:]
    return any(
        match.end() == len(text) and text[: match.start()].rstrip()[-1:] not in _COMMAS
        for match in _CLOSES.finditer(text)
    )


def credit_lines(texts: Sequence[str], at: int) -> int:
    """How many lines from ``at`` on are a credit in brackets and nothing else: one, or two it was cut over, or none.

    Such a credit is the end of its caption's paragraph, wherever the caption stands; one without brackets is a line by
    itself.

    >>> [credit_lines(lines, 0) for lines in (["（资料图片）"], ["（记者 林远", "舟 摄）"], ["林远舟 摄"], ["（文）"])]
    [1, 2, 0, 0]
    """
    said = ""
    for count, text in enumerate(texts[at : at + _CREDIT_LINES], 1):
        said += text.strip()
        if said[:1] not in _BRACKETS or len(said) > _REACH:
            return 0
        match = _CLOSES.match(said)
        if match is not None and match.end() == len(said):
            return count
        if said[-1] in _CLOSED:
            return 0
    return 0


_CREDIT_LINES = 2
"""Lines that a credit in brackets is cut over, at the most. Chosen."""
_BRACKETS, _CLOSED = tuple("（(【["), "）)】]。"
_COMMAS = ("，", ",", "、", "；")
_REACH = 80
"""Characters from a caption's sign inside a line to its end, at most; longer ones were not seen. Chosen."""
_BEFORE = "▲▼◀▶◄►△▽■█ \u3000"
_INSIDE = re.compile(
    rf"(?<!{_SHAPE}){_SHAPE}{{1,4}}{_GAP}(?=[\u3400-\u9fff“《「])"
    r"|(?<=[ \u3000])[左右上下本]?[图圖][为為①-⑳]|[左右上下本]?[图圖][为為]"
)


def seams(text: str) -> list[int]:
    """Places inside a line at which a caption may begin, or end with its credit; in order, none twice. Linear."""
    closed = [match.end() for match in _CLOSES.finditer(text)]
    signs = [0] if opens(text[:_REACH]) else []
    for match in _INSIDE.finditer(text):
        at = match.start()
        if text[max(0, at - _SPACE) : at].rstrip()[-1:] in _BEFORE:
            continue  # the sign began before
        if text[at] in "图圖左右上下本" and not text[at - 1 : at].isspace():
            credit = bisect_right(closed, at)
            far = credit == len(closed) or closed[credit] - at > _REACH
            if far or in_word(text[at - 1 : at], text[at : at + 1]):
                continue
        signs.append(at)
    stops = [stop + 1 for at in signs if (stop := text.find("。", at, at + _REACH)) >= 0]
    first, last = len(text) - len(text.lstrip(_BEFORE)), len(text.rstrip(" \u3000。"))
    return sorted({at for at in (*closed, *signs, *stops) if first < at < last})


_SPACE = 8
"""Characters looked back on for the beginning of a sign: a shape and the space after it. Chosen."""


def in_word(one: str, other: str) -> bool:
    """Whether what seems to open a caption goes with the character before it (试图为…, 地图①)."""
    met = meetings([one.rstrip(), other.lstrip()])[0]
    return met is not None and met.known
