"""OpenCC, and what it changed: conversions as the smallest replacements that make one text of the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from typing import TypeAlias

from cntextfix.changes.verbs import Proposal, Replace
from cntextfix.document.model import Line, LineId

Edit: TypeAlias = tuple[int, int, str]
"""Characters ``[start, stop)`` of a text, and what is to stand in their place."""

# OpenCC works on UTF-8, which has no surrogates, and stops at a NUL. The others are noncharacters, which no dictionary
# knows: they stand in for those, and between the texts, so that no word goes over the end of one.
_FOREIGN = re.compile("[\ud800-\udfff\0\ufdd0\ufdd1]")
_STAND_IN, _BETWEEN = "\ufdd0", "\ufdd1"
_CLAUSE = re.compile("([\\s，。、；：！？“”‘’「」『』（）《》…—,.;:!?()]+)")

LONGEST_GAP = 16
"""Equal characters that two differences may have between them and be one replacement: converted text differs every
third character, and each keeps its place all the same. With 8 the replacements cover a tenth less, and are half as many
again."""
_WIDE = bytes(LONGEST_GAP + 1)
_RUN = re.compile(rb"\x01(?:\0{0,%d}\x01)*" % LONGEST_GAP)
_ONES = bytes([0] + [1] * 255)
BLOCK_LINES = 256
"""Lines compared together: enough for C speed, and a rare character (U+10000 and up) slows only its own block.
Chosen."""
LONGEST_CLAUSE = 120
"""Characters of a clause that are compared one by one where the lengths differ; a longer one is replaced as a whole.
Chosen."""
_CERTAIN = 30.0
"""Bits: the user asked for it. Chosen."""


def convert(texts: Sequence[str], configs: Sequence[str]) -> list[str]:
    """Each text converted by OpenCC configurations (``t2s``, ``s2twp`` …), one after another."""
    if not texts:
        return []
    joined = _BETWEEN.join(texts)
    if joined.count(_BETWEEN) == len(texts) - 1 and "\0" not in joined and _STAND_IN not in joined:
        with suppress(UnicodeEncodeError):  # a surrogate; a search for one takes as long as all else here
            return _through(configs, joined).split(_BETWEEN)
    foreign = iter([char for text in texts for char in _FOREIGN.findall(text)])
    joined = _BETWEEN.join([_FOREIGN.sub(_STAND_IN, text) for text in texts])
    return [re.sub(_STAND_IN, lambda _: next(foreign), text) for text in _through(configs, joined).split(_BETWEEN)]


def _through(configs: Sequence[str], text: str) -> str:
    for config in configs:
        text = _converter(config)(text)
    return text


@cache
def _converter(config: str) -> Callable[[str], str]:
    import opencc  # 2 ms and, with the first dictionary, up to 110 ms: only for those who convert

    convert_text: Callable[[str], str] = opencc.OpenCC(config).convert
    return convert_text


def version() -> str:
    """Name and version of the converter: its dictionaries, and so the output, change between releases."""
    import opencc

    return f"opencc {opencc.__version__}"


def proposals(lines: Iterable[Line], news: Iterable[str], code: str) -> Iterator[Proposal]:
    """What makes each line read as its new text: one proposal for every line that differs, in the order given."""
    changed = [(line, new) for line, new in zip(lines, news, strict=True) if new != line.text]
    for first in range(0, len(changed), BLOCK_LINES):
        yield from _proposals(changed[first : first + BLOCK_LINES], code)


def _proposals(changed: Sequence[tuple[Line, str]], code: str) -> Iterator[Proposal]:
    even = [(line.text, new) for line, new in changed if len(line.text) == len(new)]
    differ = _differences("".join([old for old, _ in even]), "".join([new for _, new in even]))
    find, last = differ.find, differ.rfind
    at = 0
    for line, new in changed:
        end = at + len(new)
        if len(line.text) != len(new):
            yield _several(line.id, edits(line.text, new), code)
            continue
        low, high = find(1, at, end), last(1, at, end) + 1
        if find(_WIDE, low, high) < 0:  # most lines; all here is written for their sake
            op = Replace(line.id, low - at, high - at, new[low - at : high - at])
            yield Proposal((op,), code, (high - low,), _CERTAIN, separable=True)
        else:
            yield _several(line.id, _runs(differ[at:end], new), code)
        at = end


def _several(name: LineId, found: Iterable[Edit], code: str) -> Proposal:
    ops = tuple([Replace(name, *edit) for edit in found])
    return Proposal(ops, code, (sum([op.stop - op.start for op in ops]),), _CERTAIN, separable=True)


def edits(old: str, new: str) -> Iterator[Edit]:
    """Stretches ``(start, stop, text)`` to replace in ``old``, apart and in order. Linear: where lengths differ, clause
    is held against clause, since marks are not converted.

    >>> list(edits("乾隆與後主", "乾隆与后主")), list(edits("用鼠标吧", "用滑鼠吧"))
    ([(2, 4, '与后')], [(1, 3, '滑鼠')])
    """
    olds, news = _CLAUSE.split(old), _CLAUSE.split(new)
    if len(old) == len(new) or olds[1::2] != news[1::2]:
        olds, news = [old], [new]
    at = 0
    for one, other in zip(olds, news, strict=True):
        if one != other:
            yield from _runs(_differences(one, other), other, at) if len(one) == len(other) else _uneven(one, other, at)
        at += len(one)


def _runs(differ: bytes, new: str, shift: int = 0) -> Iterator[Edit]:
    for match in _RUN.finditer(differ):
        start, stop = match.span()
        yield shift + start, shift + stop, new[start:stop]


def _differences(old: str, new: str) -> bytes:
    """A byte for each character of two texts of one length: 1 where they differ, else 0. Reckoned on the texts as two
    large numbers, which is five times as fast as character by character."""
    code, width = "utf-16-le", 2
    one, other = old.encode(code, "surrogatepass"), new.encode(code, "surrogatepass")
    if len(one) > width * len(old) or len(other) > width * len(new):
        code, width = "utf-32-le", 4
        one, other = old.encode(code, "surrogatepass"), new.encode(code, "surrogatepass")
    bits = int.from_bytes(one, "little") ^ int.from_bytes(other, "little")
    bits |= bits >> 8  # the lowest byte of each character gets what is in its others
    bits |= bits >> 16 if width == 4 else 0
    return bits.to_bytes(len(one), "little")[::width].translate(_ONES)


def _uneven(old: str, new: str, shift: int) -> Iterator[Edit]:
    if max(len(old), len(new)) > LONGEST_CLAUSE:
        yield shift, shift + len(old), new
        return
    from difflib import SequenceMatcher  # 5 ms, for those who convert words

    for tag, start, stop, low, high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield shift + start, shift + stop, new[low:high]
