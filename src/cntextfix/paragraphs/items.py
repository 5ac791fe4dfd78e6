"""Items of lists, and rows of tables: lines that are their own whatever stands around them.

A mark at the beginning of one line proves little (a measure may cut before 12. or before a dash), but two of a kind do:
the same bullet again, or the number after the last one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cntextfix.chinese.characters import width

_HAN = "一二三四五六七八九十"
_BULLET = re.compile(
    r"(?P<mark>[·•∙●○◎■□◆◇▲△▼▽★☆☞▶►▸※➢➤✓✔✦✧▪▫‣⁃➔❖\ue000-\uf8ff]|/[a-z]+\d*(?![a-z\d/.])|[-–—*+](?=[\s　])|>)[\s　]*\S"
)
_NUMBER = re.compile(
    rf"(?P<before>[（(\[【第]|步骤|[QA])?(?P<value>\d{{1,3}}|[{_HAN}]{{1,3}}|[A-Za-z]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[甲乙丙丁戊己庚辛壬癸])"
    r"(?P<after>[.．](?!\d)|、|[)）\]】]|[:：]|[条條章节節款編编题題][\s　、：:]"
    r"|(?<=\d)[\s　](?=[\u3400-\u9fff])(?![年月日]))"
)
_KEY = re.compile(r"\[([A-Z][a-z]+|[\u3400-\u9fff]{2,4})\b[^\[\]]{0,40}, (?:19|20)\d\d[a-z]?\]\s*\1")
"""An entry of a bibliography with names for a number, and the first of these behind it: [Zhang et al., 2016] Zhang."""
_CIRCLED = ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "❶❷❸❹❺❻❼❽❾❿", "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽", "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑", "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩")
_ORDERS = ("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", "甲乙丙丁戊己庚辛壬癸", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_FIGURE = re.compile(r"[^\u3400-\u9fff]*\d[^\u3400-\u9fff]*")
_PROSE = re.compile(r"[，。；！？]")
_LABEL = re.compile(
    r"(?:关 ?键 ?[词字]|關 ?鍵 ?[詞字]|\[?(?:Key ?words?|KEY ?WORDS?|Index [Tt]erms)\]?|作者[签簽]名"
    r"|[表图圖] ?\d{1,3}) ?[:：]"
)
"""What begins a line in papers: the words that stand below an abstract, a signature, the name of a table or figure."""
_LEADER = re.compile(r"(?:(?:[.．·‥⋯] ?){4,}|…{2,} ?)[\dIVXivx]{1,5}$")
"""What ends an entry of a table of contents: dots, and a page."""
_MOST_OF_ENTRY = 12
"""Characters at the end of a line in which such dots are looked for. Chosen."""
_HEADED = re.compile(
    r"\d{1,2}(?:\.\d{1,2}){1,3}[ 　]?[\u3400-\u9fff][^，。；！？、：]{1,30}"
    r"|[图圖表] ?\d{1,3}(?:[.\-–—]\d{1,3})*[.．]?[ 　]+(?!所示|可[以见見知]|[中为為是给給显顯说說])[\u3400-\u9fff]"
    r"[^，。；！？、）)]{1,40}"
)
"""A line that is a heading with the number of a section, or the name of a figure or table: no mark ends or parts it."""
_COLONS = ("：", ":")
_STOPS = re.compile("[。.]{2,}")
_GLOSS = re.compile(r"[!-~][ -~]{3,40}[\u3400-\u9fff]{1,8}")
"""A name or statement in letters, and a few characters that say what it is: xor rd,rs,rt 异或. Two are rows."""
_TAG = re.compile(r"<[a-zA-Z]\w* [\w-]+=|</?[a-zA-Z]\w*/?>$|[\w-]+=\x22[^\x22]*\x22 ?/?>$")
"""A line that begins with a tag of markup, or is the end of one."""
_OPEN_TAG = re.compile(r"<[a-zA-Z]\w* [\w-]+=[^<>]*$")
_LONGEST_TAG = 6
"""Lines of a tag, at the most. Chosen."""
_REFERENCE = re.compile(r"\[[^\[\]]{1,60}\]:(?:\s|$)")
"""A line of Markdown that says where a link leads to."""
_LINK = re.compile("[\u3400-\u9fff][：:] ?(?:https?:|www[.])")
"""A name and its address."""
_NAMED_LINK = re.compile(r"[^：:]{1,30}[：:] ?(?:https?:|www[.])")
"""A line that begins with them."""
_KEYED = re.compile(r"[A-Za-z][\w./-]{1,30}(?:\(\w*\))? ?(?:：|:(?=[\s　\u3400-\u9fff]))(?=.*[\u3400-\u9fff])")
"""An item that begins with a name in letters and a colon: WebRoot/views: 此目录……"""
_FIELD = re.compile(r"\x22[^\x22]{1,30}\x22 ?[:：]")
"""A field of a record that a page shows: \x22title\x22: …"""
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")
"""A line that is nothing but an address."""
_BARE = re.compile(r"[^，。；！？、：:,;]+")
_LONGEST_NAME = 20
"""Characters of what is named above its address, at the most; it has no mark. Chosen."""
_HAN_FIRST = re.compile("[\u3400-\u9fff]")
_DATED = re.compile(
    r"(?:[12]\d{3}|[一二][〇○零一二三四五六七八九]{3}) ?年|\d{1,2} ?月 ?\d{1,2} ?日"
    r"|[12]\d{3}[./-]\d{1,2}(?:[./-]\d{1,2})?[ 　]"
)
"""An entry of a chronology."""
_BEFORE_DATE = frozenset("，、；,;：:（(《“「『—至到自从從在于於和与與及是为為由的以即年月日后後前起。！？!?.”’」』")
"""What a sentence stops with whose date was cut to the next line, or that stands before any other sentence."""
_DATE = "年"
_NEAR_DATE = 6
"""Lines between two entries of a chronology, at the most: a wrapped text seldom has so near dates at beginnings of its
lines. Chosen."""
_AROUND = 6
"""Lines on each side of a line that is asked whether it is full. Chosen."""
_SAME = 2
"""Columns by which full lines differ: one character, for the marks that may not begin a line. By definition."""
_FEWEST_FULL = 4
"""Full lines among them, at the least: entries of a list have one width by chance, too. Chosen."""
_PHRASES = re.compile(r"[\u3400-\u9fff“”《》]{3,}(?: [\u3400-\u9fff“”《》]{3,}){2,}")
"""A headline of three phrases and more (林远舟致辞 周敏出席并讲话 陈柯主持)."""
_DRAWN = re.compile(r"([=\-—_*~#═─━])\1{7,}")
"""A rule drawn with marks."""
_DASH = re.compile("(?P<mark>—{2,4})[^—\\s]")
_BEFORE_DASH = frozenset("；：。;:.")
"""What stops the line before an item that begins with two dashes: sentences are cut before a dash, too."""
_FOLIO = re.compile("[ivxl]{1,6}|[0-9]{1,4}")
_DASHES = 2
"""Dashes of a sentence, at the most: a definition."""
_LINE_END = "¶"
"""A mark for the end of a line of the original: lines that have one are kept as they were."""
_CELL = r"\S+(?: \S+)*"
_GAPS = re.compile(rf"{_CELL}(?:(?:\t|　|[ 　]{{2,}}){_CELL}){{2,}}")
_CELLS = 3
"""Cells that a row has at the least. Chosen."""


class _Mark(NamedTuple):
    """``kind``: what all items of one list begin with; ``value``: their number, 0 for a bullet."""

    kind: str
    value: int


def own_ends(texts: Sequence[str]) -> list[bool]:
    """For each line but the last, whether it ends for sure: an item begins after it, it and the next are rows, or the
    next two are; it or the next is nothing but a number, or a drawn rule; it is the next one again, has a mark for its
    end, is an entry of a table of contents or made of phrases with spaces between; or the next has a label, or is a
    heading with a section's number or the name of a figure.

    >>> own_ends(["1. 关好门窗", "2. 拔下插头", "并擦干净", "甲　　2,100　　88", "乙　　5,310　　92"])
    [True, False, True, True]
    """
    first = set(items(texts))
    rows = [_is_row(text) for text in texts]
    pairs = [one and other for one, other in pairwise(rows)]
    tags = set(_inside_tags(texts))
    alone = [_FOLIO.fullmatch(text) is not None for text in texts]
    return [
        n + 1 in first or n in tags or pair or after or alone[n] or alone[n + 1] or _own_end(texts[n], texts[n + 1])
        for n, (pair, after) in enumerate(zip(pairs, [*pairs[1:], False], strict=True))
    ]


def _inside_tags(texts: Sequence[str]) -> Iterator[int]:
    """The line ends inside tags of markup."""
    left = 0
    for n, text in enumerate(texts):
        left = _LONGEST_TAG if _OPEN_TAG.search(text) else 0 if ">" in text else left - 1
        if left > 0:
            yield n


def _own_end(one: str, other: str) -> bool:
    if one == other or one.endswith(_LINE_END) or _PHRASES.fullmatch(one):
        return True
    if one.endswith(_COLONS) and other.endswith(_COLONS) and not _PROSE.search(other):
        return True
    if _ADDRESS.fullmatch(one) and _HAN_FIRST.match(other):
        return True
    if _ADDRESS.fullmatch(other) and len(one) <= _LONGEST_NAME and _BARE.fullmatch(one):
        return True
    if _GLOSS.fullmatch(one) and _GLOSS.fullmatch(other):
        return True
    if _TAG.match(other) or _REFERENCE.match(other) or _REFERENCE.fullmatch(one):
        return True
    if one.endswith("();") or _STOPS.fullmatch(other) or (_LINK.search(one) and _NAMED_LINK.match(other)):
        return True
    if _LABEL.match(other) or _HEADED.fullmatch(other) or _DRAWN.fullmatch(one) or _DRAWN.fullmatch(other):
        return True
    entry = one[-1:].isalnum() and _LEADER.search(one, max(0, len(one) - _MOST_OF_ENTRY)) is not None
    return entry and not _PROSE.search(one)


def _is_row(text: str) -> bool:
    """Whether a line is made of cells: some figures, or wide gaps between all."""
    cells = text.split()
    if len(cells) < _CELLS or _PROSE.search(text.rstrip("。；")):
        return False
    figures = sum(_FIGURE.fullmatch(cell) is not None for cell in cells)
    return 2 * figures >= len(cells) or _GAPS.fullmatch(text) is not None


def items(texts: Sequence[str]) -> Iterator[int]:
    """The lines that begin an item of a list that has several."""
    last: dict[str, tuple[int, int]] = {}
    for n, text in enumerate(texts):
        mark = _after(texts, n) or _mark(text)
        if mark is None:
            continue
        before = last.get(mark.kind)
        last[mark.kind] = (mark.value, n)
        if before is not None and mark.kind == _DATE and n - before[1] > _NEAR_DATE:
            continue
        if before is not None and (mark.value == 0 or mark.value == before[0] + 1):
            yield before[1]
            yield n


def _mark(text: str) -> _Mark | None:
    if bullet := _BULLET.match(text):
        return _Mark(bullet["mark"], 0)
    for kind in _CIRCLED:
        if text[:1] and text[0] in kind:
            return _Mark(kind, kind.index(text[0]))
    if _KEY.match(text):
        return _Mark("[", 0)
    if _KEYED.match(text):
        return _Mark(":", 0)
    if _FIELD.match(text):
        return _Mark("\x22", 0)
    if _ADDRESS.fullmatch(text):
        return _Mark("/", 0)
    if number := _NUMBER.match(text):
        order, value = _value(number["value"])
        return _Mark(f"{number['before']}{order}{number['after']}", value)
    return None


def _after(texts: Sequence[str], n: int) -> _Mark | None:
    """An item of a standard, ———便于转移；, or an entry of a chronology, by what stands before it."""
    before, text = texts[n - 1] if n else "", texts[n]
    if before[-1:] not in _BEFORE_DATE and _DATED.match(text) and (_DATED.match(before) or not _is_full(texts, n - 1)):
        return _Mark(_DATE, 0)
    dash = _DASH.match(text)
    if dash and (len(dash["mark"]) > _DASHES or before[-1:] in _BEFORE_DASH):
        return _Mark(dash["mark"], 0)
    return None


def _is_full(texts: Sequence[str], n: int) -> bool:
    """Whether a line is as wide as several around it, none of which is wider: a sentence may go on after it."""
    if n < 0:
        return False
    own = width(texts[n])
    around = [width(text) - own for text in texts[max(0, n - _AROUND) : n + _AROUND + 1]]
    return max(around) <= _SAME and sum(other >= -_SAME for other in around) >= _FEWEST_FULL


def _value(text: str) -> tuple[str, int]:
    if text.isdecimal():
        return "0", int(text)
    for order in _ORDERS:
        if text in order:
            return order[0], order.index(text) + 1
    tens, ten, ones = text.rpartition("十")
    value = (_HAN.index(tens) + 1 if tens and tens in _HAN else 1) * 10 if ten else 0
    return _HAN[0], value + (_HAN.index(ones) + 1 if ones and ones in _HAN else 0)
