"""OpenCC, and what it changed: conversions as the smallest replacements that make one text of the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from operator import ne

from cntextfix.changes import Proposal, Replace
from cntextfix.model import Line

# OpenCC works on UTF-8, which has no surrogates, and stops at a NUL. The others are noncharacters, which no dictionary
# knows: they stand in for those, and between the texts.
_FOREIGN = re.compile("[\ud800-\udfff\0\ufdd0\ufdd1]")
_STAND_IN, _BETWEEN = "\ufdd0", "\ufdd1"
_CLAUSE = re.compile("([\\s，。、；：！？“”‘’「」『』（）《》…—,.;:!?()]+)")

_RUN = re.compile(rb"\x01(?:\x00{0,8}\x01)*")
"""Differences and, between them, up to eight equal characters: together they are one replacement. Converted text
differs every third character, and each keeps its place all the same."""
LONGEST = 120
"""Characters of a clause that are compared one by one where the lengths differ; a longer one is replaced as a whole."""
CERTAIN = 30.0
"""Bits: the user asked for it."""


def convert(texts: Sequence[str], configs: Sequence[str]) -> list[str]:
    """Each text converted by OpenCC configurations (``t2s``, ``s2twp`` …), one after another."""
    foreign = [char for text in texts for char in _FOREIGN.findall(text)]
    joined = _BETWEEN.join(_FOREIGN.sub(_STAND_IN, text) for text in texts) if foreign else _BETWEEN.join(texts)
    for config in configs:
        joined = _converter(config)(joined)
    if foreign:
        back = iter(foreign)
        return [re.sub(_STAND_IN, lambda _: next(back), text) for text in joined.split(_BETWEEN)]
    return joined.split(_BETWEEN) if texts else []


@cache
def _converter(config: str) -> Callable[[str], str]:
    import opencc  # 2 ms and, with the first dictionary, up to 110 ms: only for those who convert

    convert_text: Callable[[str], str] = opencc.OpenCC(config).convert
    return convert_text


def version() -> str:
    """Name and version of the converter: its dictionaries, and so the output, change between releases."""
    import opencc

    return f"opencc {opencc.__version__}"


def proposal(line: Line, new: str, code: str) -> Proposal:
    """The replacements that make a line read ``new``."""
    ops = tuple(Replace(line.id, *edit) for edit in edits(line.text, new))
    size = sum(op.stop - op.start for op in ops)
    return Proposal(ops, code, (size,), CERTAIN, separable=True)


def edits(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Stretches ``(start, stop, text)`` to replace in ``old``, apart and in order. Linear: where lengths differ, clause
    is held against clause, since marks are not converted.

    >>> list(edits("乾隆與後主", "乾隆与后主")), list(edits("用鼠标吧", "用滑鼠吧"))
    ([(2, 4, '与后')], [(1, 3, '滑鼠')])
    """
    if len(old) == len(new):
        yield from _same_length(old, new, 0)
        return
    olds, news = _CLAUSE.split(old), _CLAUSE.split(new)
    if olds[1::2] != news[1::2]:
        olds, news = [old], [new]
    at = 0
    for one, other in zip(olds, news, strict=True):
        if len(one) == len(other):
            yield from _same_length(one, other, at)
        else:
            yield from _clause(one, other, at)
        at += len(one)


def _same_length(old: str, new: str, shift: int) -> Iterator[tuple[int, int, str]]:
    if old != new:
        for match in _RUN.finditer(bytes(map(ne, old, new))):
            start, stop = match.span()
            yield shift + start, shift + stop, new[start:stop]


def _clause(old: str, new: str, shift: int) -> Iterator[tuple[int, int, str]]:
    if max(len(old), len(new)) > LONGEST:
        yield shift, shift + len(old), new
        return
    from difflib import SequenceMatcher  # 5 ms, for those who convert words

    for tag, start, stop, low, high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield shift + start, shift + stop, new[low:high]
