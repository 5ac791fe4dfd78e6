"""What marks say: ends of sentences, list marks, brackets that are open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cntextfix.layout.follow.facts import Facts, em
from cntextfix.layout.follow.fit import SPARE, ems
from cntextfix.layout.follow.pairs import Pair

_END = re.compile(r"[。！？!?…][”’」』）)】》\"']*$|[A-Za-z]{2}\.$")
_SOFT = re.compile(r"[：:；;][”’」』）)】》\"']*$")
_RUNS = re.compile(r"[，、,（(「『“‘《〈—\-–~～和與与及的是在]$")
_CLOSES = re.compile(r"^[，。、；：！？”’」』）)】》〉!?,;:]|^[…—]+$")
ITEM_START = re.compile(
    r"^\s*(?:[•·●○◎■□◆◇★☆▲△▶►➢➤✓✔※⊙♦\uf000-\uf0ff\ufffd\-–—*](?![—\-])"
    r"|\d{1,2}(?:\.\d{1,2}){2,4}(?![\d%％])"
    r"|[（(【\[]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z]|[ivx]{1,4}|[甲乙丙丁])[)）】\]．.、:：](?!\d)"
    r"|第[一二三四五六七八九十百零\d]+[条條章節节項项款回]|[①-⑳⑴-⒇㈠-㈩]|[\u3400-\u9fff]{1,4}[：:]|【)"
)
"""How items, questions and answers, articles of a law begin. Of signs of a font of pictures (Wingdings) nobody may know
which they are: at the head of a row they are bullets."""
_BULLET = re.compile(r"\s*[•·●○◎■□◆◇★☆▲△▶►➢➤✓✔※⊙♦❑❖▪\uf000-\uf0ff\ufffd]")
"""Signs in front of items that nothing else begins with."""
_OPEN, _CLOSE = "（(「『“‘《〈【[", "）)」』”’》〉】]"


def hear(facts: Facts, pair: Pair) -> Iterator[tuple[str, float]]:
    """What marks say of a pair."""
    one, two = pair.one.text, pair.two.text
    end = bool(_END.search(one)) and not ("a" <= two[:1] <= "z")
    yield "end", float(end)
    yield "half an end", float(bool(_SOFT.search(one)))
    yield "runs on", float(bool(_RUNS.search(one)))
    yield "closes", float(bool(_CLOSES.match(two)))
    yield "mark", float(bool(ITEM_START.match(two)))
    yield "marks both", float(bool(ITEM_START.match(one)) and bool(ITEM_START.match(two)))
    yield "one bullet", float(bool(_BULLET.match(two)) and one.lstrip()[:1] == two.lstrip()[:1])
    yield "mark after half an end", float(bool(ITEM_START.match(two)) and bool(_SOFT.search(one)))
    yield "open", float(_open(one))
    spare = (pair.one.stop - pair.one.span.u1) / em(pair.one, pair.two)
    yield "end with room", float(end and spare > 1 + SPARE)
    words = one[-1:].isascii() and two[:1].isascii()  # the space may be one between words
    if not words:
        yield "space behind", facts.spaces * pair.one.spaced
        yield "no space behind", facts.spaces * (not pair.one.spaced)
    yield "no words", float(_figures(one) or _figures(two))
    yield "few", float(ems(one) < 3 or ems(two) < 3)


def _figures(text: str) -> bool:
    """Whether a row has neither words nor marks of a sentence: figures of a table, the number of a page."""
    return not any(char.isalpha() or char in "，。、；：！？" for char in text)


def _open(text: str) -> bool:
    """Whether a bracket or quote is open at the end of a row that was not closed in it."""
    depth = 0
    for char in text:
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
    return depth > 0
