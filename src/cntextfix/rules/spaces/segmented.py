"""Whether a page has its words set apart, as corpora of Chinese have: then its spaces say something."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cntextfix.chinese import lexicon

_SPACED = 0.2
"""Spaces for each character of such a page, at the least: its words have two characters or less on the
average. Chosen."""
_FEWEST = 15
"""Words of two characters that tell, at the least. Chosen."""
_KNOWN = 0.75
"""Share of them that are known words, at the least: of seven segmented texts 0.82 to 0.86; where an extractor set
spaces into words, 0.28 to 0.61 are."""
_APART = 0.95
"""Share of the marks with a space on both sides, at the least. In seven segmented texts
all have. Chosen."""
_SINGLE = 0.8
"""Share of the words that have one character, at the most: 0.55 to 0.59 there, 1 where a line is set wide."""
_LONG = 0.05
"""Share of the characters in runs of six and more, at the most. Chosen."""
_WORD = re.compile(r"(?<![^\s])[\u3400-\u9fff]+(?![^\s])")
_RUN = re.compile(r"[\u3400-\u9fff]{6,}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_MARK = re.compile(r"[，。、；：！？]")
_MARK_APART = re.compile(r"(?<![^\s])[，。、；：！？](?![^\s])")


def are_words_apart(texts: Iterable[str]) -> bool:
    """Whether the words of these lines are set apart.

    >>> are_words_apart(["等 的 时候 一 个 男 的 进来 说 要 买 东西 ， 老板 就 给 他 拿 了 一 个 。"] * 5)
    True
    >>> are_words_apart(["过 椭球 面 中 心 的平 面 与 其相 交线 的图 解分 析 ， 因 此 得出 结论 。"] * 5)
    False
    """
    text = "\n".join(texts)
    if text.count(" ") + text.count("\u3000") < _SPACED * len(text):
        return False
    words = _WORD.findall(text)
    pairs = [word for word in words if len(word) == 2]
    marks = len(_MARK.findall(text))
    if len(pairs) < _FEWEST or not marks or len(_MARK_APART.findall(text)) < _APART * marks:
        return False
    single = sum(len(word) == 1 for word in words)
    long = sum(map(len, _RUN.findall(text)))
    if single > _SINGLE * len(words) or long > _LONG * len(_HAN.findall(text)):
        return False
    known = lexicon.word_pairs()
    return sum(lexicon.simplified(word) in known for word in pairs) >= _KNOWN * len(pairs)
