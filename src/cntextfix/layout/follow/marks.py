"""What marks say: ends of sentences, list marks, brackets that are open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cntextfix.layout.follow.facts import Facts, em
from cntextfix.layout.follow.fit import SPARE, ems, needs, room
from cntextfix.layout.follow.pairs import Pair

_END = re.compile(r"[。！？!?…][”’」』）)】》\"']*$|[A-Za-z]{2}\.$")
_SOFT = re.compile(r"[：:；;][”’」』）)】》\"']*$")
_RUNS = re.compile(r"[，、,（(「『“‘《〈—\-–~～和與与及的是在]$")
_CLOSES = re.compile(r"^[，。、；：！？”’」』）)】》〉!?,;:]|^[…—]+$")
ITEM_START = re.compile(
    r"^\s*(?:[•·‧∙●○◎■□◆◇★☆▲△▶►➢➤✓✔※⊙♦❑❖▪\uf000-\uf0ff\ufffd\-–—*](?![—\-])"
    r"|[—─]{3,}|\d{1,2}(?:\.\d{1,2}){2,4}(?![\d%％])"
    r"|[（(【\[]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z]|[ivx]{1,4}|[IVX]{1,4}|[甲乙丙丁])(?:[)）】\]]|[．.、:：](?!\d))"
    r"|第[一二三四五六七八九十百零\d]+[条條章節节項项款回]|[①-⑳⑴-⒇㈠-㈩]|[\u3400-\u9fff]{1,4}[：:]"
    r"|[A-Z]{2,6}[：:](?!//)|【)"
)
"""How items, questions and answers, articles of a law begin. Of signs of a font of pictures (Wingdings) nobody may know
which they are: at the head of a row they are bullets."""
_MARK = re.compile(
    r"[•·‧∙●○◎■□◆◇★☆▲△▶►➢➤✓✔※⊙♦❑❖▪\uf000-\uf0ff\ufffd]|\d{1,2}(?:\.\d{1,2}){1,4}|[①-⑳⑴-⒇㈠-㈩]"
    r"|[（(【\[]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z]|[ivx]{1,4}|[IVX]{1,4})[)）】\]．.、]"
    r"|第[一二三四五六七八九十百零\d]+[条條章節节項项款]"
)
"""What stands by itself in front of an item; white behind it parts no cells."""
_BULLET = re.compile(r"\s*[•·‧∙●○◎■□◆◇★☆▲△▶►➢➤✓✔※⊙♦❑❖▪\uf000-\uf0ff\ufffd]")
"""Signs in front of items that nothing else begins with."""
_DASHES = re.compile(r"\s*[—─]{2}")
"""Standards set a dash of two em before each item; a sentence goes on behind one, but hardly twice in a row."""
_LABEL = re.compile(r"\s*(?:[A-Z][A-Za-z]{1,5}|(?![第一二三四五六七八九十百])[\u3400-\u9fff]{2,4})[：:](?!//)")
"""A word that says what the row is of: of a list of values each row has one."""
_PAGE = re.compile(r"(?:^|(?<=[\s.．·⋅・‥…—─\-_(（\ufffd]))(?:\d{1,4}|[ivxlc]{1,6}|[IVXLC]{1,6})\s*[)）]?\s*$")
_LEADS = ".．·⋅・‥…—─-_\ufffd"
"""Dots or dashes that lead to the number of a page at the end of a row of contents. Of some fonts nobody knows which
signs they are."""
_LED = 3
"""So many of them there are at least. Chosen."""
_TAIL = 12
"""So many characters at the end of a row hold the number. Chosen."""
_ALIKE = 4
"""So many characters that two rows both begin with are counted. Chosen."""
_OPEN, _CLOSE = "（(「『“‘《〈【[", "）)」』”’》〉】]"


def hear(facts: Facts, pair: Pair) -> Iterator[tuple[str, float]]:
    """What marks say of a pair."""
    one, two = pair.one.text, pair.two.text
    goes_on = "a" <= two[:1] <= "z" and not ITEM_START.match(two)
    end = bool(_END.search(one)) and not goes_on
    yield "end", float(end)
    yield "half an end", float(bool(_SOFT.search(one)))
    yield "runs on", float(bool(_RUNS.search(one)))
    yield "closes", float(bool(_CLOSES.match(two)))
    yield "mark", float(bool(ITEM_START.match(two)))
    yield "marks both", float(bool(ITEM_START.match(one)) and bool(ITEM_START.match(two)))
    alike = any(sign.match(one) and sign.match(two) for sign in (_DASHES, _LABEL))
    sign = two.lstrip()[:1] if _BULLET.match(two) else ""
    yield "one bullet", float(alike or (bool(sign) and (one.lstrip()[:1] == sign or sign in facts.signs)))
    yield "leader", float(led(one))
    yield "counts on", float(pair.two.counts)
    yield "both count on", float(pair.one.counts and pair.two.counts)
    yield "mark after half an end", float(bool(ITEM_START.match(two)) and bool(_SOFT.search(one)))
    yield "open", float(_open(one))
    spare = (pair.one.stop - pair.one.span.u1) / em(pair.one, pair.two)
    yield "end with room", float(end and spare > 1 + SPARE)
    speaks = one[-1:] in ":：" and two[:1] in "「『“‘"
    fits = room(pair) > needs(pair.two) + SPARE
    yield "half an end with room", float(bool(_SOFT.search(one)) and fits and not speaks)
    words = one[-1:].isascii() and two[:1].isascii()  # the space may be one between words
    if not words:
        yield "space behind", facts.spaces * pair.one.spaced
        yield "no space behind", facts.spaces * (not pair.one.spaced)
    yield "no words", float(_figures(one) or _figures(two))
    yield "few", float(ems(one) < 3 or ems(two) < 3)
    yield "begin alike", float(max(0, _alike(one, two) - 1))


def only_mark(text: str) -> bool:
    """Whether text is the mark of an item and nothing else.

    >>> [only_mark(text) for text in ("•", "（三）", "第十八条", "2.1", "12", "姓名：")]
    [True, True, True, True, False, False]
    """
    return bool(_MARK.fullmatch(text.strip()))


def bulleted(text: str) -> bool:
    """Whether text begins with a sign that stands in front of items."""
    return bool(_BULLET.match(text))


def ended(text: str) -> bool:
    """Whether text ends a sentence, or half of one."""
    return bool(_END.search(text) or _SOFT.search(text))


def _alike(one: str, two: str) -> int:
    """How many characters that are not Latin both texts begin with."""
    for n, (char, other) in enumerate(zip(one[:_ALIKE], two[:_ALIKE], strict=False)):
        if char != other or not "\u2e80" <= char <= "\u9fff":
            return n
    return min(len(one), len(two), _ALIKE)


def _figures(text: str) -> bool:
    """Whether a row has neither words nor marks of a sentence: figures of a table, the number of a page."""
    return not any(char.isalpha() or char in "，。、；：！？" for char in text)


def led(text: str) -> bool:
    """Whether a row ends as those of contents do: with a leader and the number of a page.

    >>> [led(text) for text in ("第一章 绪论 ...... 12", "前言 · · · · （iv）", "他说……", "共 12", "�������１")]
    [True, True, False, False, True]
    """
    text = text.rstrip("\ufffd")
    found = _PAGE.search(text[-_TAIL:])
    if not found:
        return False
    rest = text[: len(text) - len(found[0])].rstrip("(（ \u3000")
    lead = rest[len(rest.rstrip(_LEADS + " \u3000")) :]
    return sum(char in _LEADS for char in lead) >= _LED


def _open(text: str) -> bool:
    """Whether a bracket or quote is open at the end of a row that was not closed in it."""
    depth = 0
    for char in text:
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
    return depth > 0
