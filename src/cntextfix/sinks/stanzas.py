"""Lines of verse that make one stanza, for a sink that writes paragraphs and stanzas."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from cntextfix.document.model import Line, Role

_VERSE = re.compile(r"[“‘「『《（]?[\u3400-\u9fff][^\sA-Za-z]{1,17}")
"""A line of verse: 2 to 18 characters, without gaps and letters, that begins with a Han character."""
_ITEM = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|[^：]{1,6}：|第.{1,3}[条章节條節]|.*[；、]$")
"""What items of lists, speakers and entries of forms begin or end with."""
_STOPS = ("。", "！", "？", "。”", "！”", "？”", "。」", "！」", "？」")
_COMMAS = ("，", ",")
_FEWEST = 4
"""Lines of a stanza, at the least. Chosen: two couplets."""
_FEWEST_COMMAS = 2
"""Lines that stop at a comma, at the least, if the last one has no full stop. Chosen: lists have none."""
_MOST_STOPS = 0.5
"""Share of lines that end a sentence, at the most: short paragraphs all do. Chosen."""
_MOST_ALIKE = 0.6
"""Share of lines of one length, at the most, of those that stop without marks: in a column all are as long. Chosen."""
_NARROWEST = 8
"""Characters of a line that may be cut by a column, at the least. Chosen."""
_MARKS = re.compile("[，。！？；：、…—”」]$")


def in_stanzas(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """The lines, those of a stanza together."""
    for verse, group in groupby(range(len(lines)), lambda n: _may_be_verse(lines[n])):
        run = [lines[n] for n in group]
        for part in _parted(run) if verse else ():
            yield from _stanzas(part) if _is_verse(part) else ([line] for line in part)
        if not verse:
            yield from ([line] for line in run)


def _may_be_verse(line: Line) -> bool:
    text = line.text.strip()
    return line.role == Role.BODY and _VERSE.fullmatch(text) is not None and not _ITEM.match(text)


def _parted(run: Sequence[Line]) -> Iterator[list[Line]]:
    """The run, cut at blank lines, page ends and the ends of articles."""
    part: list[Line] = []
    for line in run:
        if part and (part[-1].end not in ("\n", "\r\n") or part[-1].article != line.article):
            yield part
            part = []
        part.append(line)
    yield part


def _is_verse(part: Sequence[Line]) -> bool:
    texts = [line.text.strip() for line in part]
    if len(texts) < _FEWEST or sum(text.endswith(_STOPS) for text in texts) > _MOST_STOPS * len(texts):
        return False
    if not texts[-1].endswith(_STOPS) and sum(text.endswith(_COMMAS) for text in texts) < _FEWEST_COMMAS:
        return False
    bare = [len(text) for text in texts if not _MARKS.search(text)]
    wide = Counter(size for size in bare if size >= _NARROWEST)
    return len(bare) < _FEWEST or max(wide.values(), default=0) <= _MOST_ALIKE * len(bare)


def _stanzas(part: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """The stanzas of verse without blank lines: as many as are of one length and end with sentences."""
    for size in range(_FEWEST, len(part) // 2 + 1):
        ends = range(size - 1, len(part), size)
        if len(part) % size == 0 and all(part[n].text.rstrip().endswith(_STOPS) for n in ends):
            yield from (part[n : n + size] for n in range(0, len(part), size))
            return
    yield part
