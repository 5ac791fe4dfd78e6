"""Blocks of Markdown that are no prose: fenced code, tables, front matter, lines of tags alone, records of JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cntextfix.structured.forms import is_record

_SIGNS = ("|", "<", "{", "[", "```", "~~~", "---")
"""One of these is in every block; looked for before all else, because prose has none of them."""
_MAY_HOLD = re.compile(r"[ \t>]*+(?:`{3}|~{3}|(?:[-*+]|\d{1,3}\.)[ \t]+[`~]|<[/!A-Za-z]|[\[{])|---|[^|]*\|")
_FENCE = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,3}\.)[ \t]++)?(`{3,}+|~{3})[ \t]*+([^`~]*)$")
_RULER = re.compile(r"[ \t>]*+\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$")
_ROW = re.compile(r"[ \t>]*+\|.*\|[ \t]*$")
_TAGS = re.compile(r"[ \t]*(?:</?[A-Za-z][\w:-]{0,40}(?:/|\s[^<>]*)?>[ \t]*|<!--(?:[^-]|-(?!->))*-->[ \t]*)+$")
_ELEMENT = re.compile(
    r"[ \t]*</?(?:t[dhr]|table|thead|tbody|li|ul|ol|d[ltd]|p|div|h[1-6]|pre|option|script|style|center)[\s/>].*>[ \t]*$"
)
_KEY = re.compile(r"\s*(?:-\s|[\w\u4e00-\u9fff-]{1,40}\s*:|#)")
_FRONT = "---"
_LONGEST_FRONT = 60
"""Lines of front matter; what goes on longer is no such thing. Chosen."""


def no_prose(lines: Sequence[str]) -> list[range]:
    """The lines that are no prose, in order, as ranges that do not touch.

    >>> no_prose(["说明", "```python", "x = 11", "```", "完了"])
    [range(1, 4)]
    >>> no_prose(["甲 | 乙", "--- | ---", "11 | 22", "完了", "{好} | 坏"])
    [range(0, 3)]
    """
    text = "\n".join(lines)
    if not any(sign in text for sign in _SIGNS) or not any(map(_MAY_HOLD.match, lines)):
        return []
    found: list[range] = []
    closers = _closers(lines)
    at = 0
    while at < len(lines):
        stop = _front(lines) if at == 0 else 0
        stop = stop or _fenced(lines, at, closers) or _table(lines, at) or _single(lines[at], at)
        if not stop:
            at += 1
            continue
        if found and found[-1].stop == at:
            found[-1] = range(found[-1].start, stop)
        else:
            found.append(range(at, stop))
        at = stop
    return found


def _single(line: str, at: int) -> int:
    """A line of tags alone, or a record."""
    first = line.lstrip()[:1]
    one = (first == "<" and (_TAGS.match(line) or _ELEMENT.match(line))) or (
        first and first in "{[" and is_record(line)
    )
    return at + 1 if one else 0


def _front(lines: Sequence[str]) -> int:
    if lines[0].rstrip() != _FRONT:
        return 0
    for n, line in enumerate(lines[1 : _LONGEST_FRONT + 1], 1):
        if line.rstrip() == _FRONT:
            return n + 1
        if not _KEY.match(line):
            return 0
    return 0


def _closers(lines: Sequence[str]) -> dict[str, int]:
    """The last line of each mark that can end a block of code. With it each line is looked at once."""
    marks = ((n, _FENCE.match(line)) for n, line in enumerate(lines))
    return {found[1]: n for n, found in marks if found and not found[2].strip()}


def _fenced(lines: Sequence[str], at: int, closers: Mapping[str, int]) -> int:
    """Where a block of code that begins here ends. Without its end it goes on to the last line if it is said to be
    code in some language: rows of such marks are ornaments as well."""
    opened = _FENCE.match(lines[at])
    if opened is None:
        return 0
    mark, language = opened[1], opened[2].strip()
    if not language.isascii():
        return 0
    if any(last > at and closer.startswith(mark) for closer, last in closers.items()):
        for n in range(at + 1, len(lines)):
            if (closed := _FENCE.match(lines[n])) and closed[1].startswith(mark) and not closed[2].strip():
                return n + 1
    return len(lines) if language and mark[0] == "`" else 0


def _table(lines: Sequence[str], at: int) -> int:
    """Where a table that begins here ends: a head with a ruler under it and all rows after it, or rows with a bar at
    both ends, two of them or more."""
    stop = at
    if at + 1 < len(lines) and "|" in lines[at] and "|" in lines[at + 1] and _RULER.match(lines[at + 1]):
        stop = at + 2
        while stop < len(lines) and "|" in lines[stop]:
            stop += 1
        return stop
    while stop < len(lines) and _ROW.match(lines[stop]):
        stop += 1
    return stop if stop - at >= 2 else 0
