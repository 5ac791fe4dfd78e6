"""Which lines are worth decoding: those that hold more repetition than prose has, by themselves or with the next ones.

Most lines of most texts are let go at C speed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from operator import eq

from cntextfix.chinese.characters import HAN, MARK, NO_HEADS, kinds
from cntextfix.overprint import repeats
from cntextfix.overprint.lattice import CUT_LENGTH, MAX_COPIES
from cntextfix.overprint.prose_costs import PAIR_AFTER_PAIR, PAIRED
from cntextfix.overprint.repeat_costs import natural_repeat

_LINK = 64
"""Characters at a line end that are looked for at the beginning of the next line. Chosen."""
_COLUMN_PIECE = 4
"""Characters of lines that may be columns of vertical text, one or a few of them a line. Chosen."""
_BLOCK = 64
"""Lines of a block printed again at once. Chosen."""
_CLOSE = 8
"""Lines within which a line stands again that comes, then and now, after the same words. Chosen."""
_LONGEST_FILL = 8
"""Characters of the word of a filler, at most. Chosen."""
_ALIKE = 0.8
"""The share of them that is the same: at its ends they may have been cut. Chosen."""


def flags(lines: Sequence[str]) -> list[bool]:
    """For each of these lines, none of them blank, whether it is worth decoding."""
    out = [(_flagged if len(line) > _REMEMBERED else _remembered)(line) for line in lines]
    keys = _keys(lines)
    dull = _dull(keys)
    for first, stop in _together(keys, dull):
        out[first:stop] = [True] * (stop - first)
    for forward in (range(1, len(out)), range(len(out) - 1, 0, -1)):  # figures and letters go with what they stand by
        for n in forward:
            if (
                n not in dull
                and not (out[n - 1] and out[n])
                and any(out[max(0, n - 2) : n + 2])
                and overlap_of_ends(keys[n - 1], keys[n])
            ):
                out[n - 1] = out[n] = True
    for first, stop in _fillers(keys, out):
        out[first:stop] = [False] * (stop - first)
    return out


def _fillers(keys: Sequence[str], flagged: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Stretches of lines that say one word on and on, from line to line, oftener than any unit is printed: what stands
    in the sample pages of templates."""
    start, size, word = 0, 0, 0
    for n, key in enumerate([*keys, ""]):
        period = _period(key) if n < len(keys) and flagged[n] and tells(key[:_LONGEST_FILL]) else 0
        if period and period == word and key[:word] == keys[n - 1][-word:]:
            size += len(key)
            continue
        if word and n - start > 1 and size > MAX_COPIES * word:
            yield start, n
        start, size, word = n, len(key), period


def _period(key: str) -> int:
    """The characters of the word that a line says on and on, two to eight; 0 if it does not."""
    return next((size for size in range(2, _LONGEST_FILL + 1) if 2 * size < len(key) and key[size:] == key[:-size]), 0)


def _keys(lines: Sequence[str]) -> list[str]:
    """Lines without their white space, for copies may differ in it."""
    return ["".join(line.split()) for line in lines]


def _dull(keys: Sequence[str]) -> set[int]:
    """The numbers of lines that stand in longer rows of equal ones than any unit is printed: fillers, columns."""
    dull: set[int] = set()
    start = 0
    for _, group in groupby(keys):
        size = sum(1 for _ in group)
        if size > MAX_COPIES:
            dull.update(range(start, start + size))
        start += size
    return dull


def _together(keys: Sequence[str], dull: set[int]) -> Iterator[tuple[int, int]]:
    """Stretches of lines that repeat together what one of them does not: links from line to line, columns of vertical
    text, blocks printed again at once."""
    pairs: dict[tuple[str, str], int] = {}
    last: dict[str, int] = {}
    column = 0
    for n, key in enumerate(keys):
        if len(key) > _COLUMN_PIECE or n in dull:
            if n - column > 1 and _flagged("".join(keys[column:n])):
                yield column, n
            column = n + 1
        if n in dull:
            continue
        if n and tells(overlap_of_ends(keys[n - 1], key)):
            yield n - 1, n + 1
        if n > 1 and _in_pieces(keys[n - 2], keys[n - 1], key):
            yield n - 2, n + 1
        before = last.get(key, 0)
        if before and 1 < n - before <= _CLOSE and keys[n - 1].endswith(keys[before - 1]):
            yield before - 1, min(n + 2, len(keys))
        last[key] = n
        if n + 1 < len(keys):
            pair = key, keys[n + 1]
            size = n - pairs.get(pair, n)
            if 1 < size <= _BLOCK and sum(map(eq, keys[n - size : n], keys[n : n + size])) >= _ALIKE * size:
                yield n - size, min(n + size, len(keys))
            pairs[pair] = n
    if len(keys) - column > 1 and _flagged("".join(keys[column:])):
        yield column, len(keys)


def overlap_of_ends(one: str, other: str) -> str:
    """The longest end of a line with which the next one begins; all of it, if the next one begins with that."""
    head = other[0]
    if head not in one:
        return ""
    if len(one) > _LINK and other.startswith(one):
        return one
    tail = one[-_LINK:]
    at = tail.find(head)
    while at >= 0:
        if other.startswith(tail[at:]):
            return tail[at:]
        at = tail.find(head, at + 1)
    return ""


def _in_pieces(line: str, one: str, other: str) -> bool:
    """Whether the end of a line stands again on the next two, cut before a mark that may not begin a line.

    >>> _in_pieces("地方回过神来了。", "地方回过神来了", "。歪歪桥")
    True
    """
    rest = line.rpartition(one)[2] if other[0] in NO_HEADS else ""
    cut = 0 < len(rest) < len(line) and other.startswith(rest)
    return cut and len(one) + len(rest) >= CUT_LENGTH


def tells(link: str) -> bool:
    """Whether a link can be one of an overprinted unit: figures and letters alone never are."""
    kind = kinds(link)
    return HAN in kind or MARK in kind


_SHORT = re.compile(r"(\S.{0,2}?)\1+")
_FLAG = 12.0
"""Bits of repetition in one place from which a line is decoded: no zone with less has bits enough to be shown, not even
with the help of strong zones elsewhere. Chosen."""
_ROW = 2.0
"""Bits for each further character of a row. Chosen: no row is too cheap to be looked at that the decoder pays for."""
_LONGEST_ROW = 2
"""Further characters that count, at most. Chosen."""
_FLAG_AT_HEAD = 7.0
"""The same at the head of a line. Chosen."""
_FLAG_WITHOUT_HAN = 20.0
"""The same in one without Han. Chosen."""


def _flagged(line: str) -> bool:
    """Whether a line holds more repetition in one place than prose has."""
    if _pairs(line) or (_recurs(line) and _long(line)):
        return True
    return not line.isascii() and (" " in line or "\u3000" in line) and _spaced(line.split())


_REMEMBERED = 1000
"""Characters of a line, at the most, that is remembered: the survey of a document and the rule look at the same lines,
and one page after the other has the same head. Chosen."""
_remembered = lru_cache(maxsize=4096)(_flagged)


def _spaced(words: Sequence[str]) -> bool:
    """Whether words repeat over the spaces between them what they do not repeat by themselves."""
    if len(words) < 2:
        return False
    if any(tells(overlap_of_ends(one, other)) for one, other in pairwise(words)):
        return True
    line = "".join(words)
    return _recurs(line) and _long(line)


def _pairs(line: str) -> bool:
    """Whether short units stand so close together that they may be a zone."""
    score, han, at_head = 0.0, False, False
    at = -1
    for match in _SHORT.finditer(line):
        start, unit = match.start(), match.group(1)
        kind = kinds(unit)
        if start != at and score:
            between = kinds(line[at:start])
            score = max(0.0, score - 4.0 * between.count(HAN) - (0.0 if han else 2.0 * len(between)))
        if not score:
            han, at_head = False, not line[:start].strip()
        if len(unit) > 1:
            score += natural_repeat(kind, len(match.group()) // len(unit), whole_line=False)
        else:
            score += PAIR_AFTER_PAIR if start == at else PAIRED[kind]
            score += _ROW * min(len(match.group()) - 2, _LONGEST_ROW)
        han = han or HAN in kind
        if score >= ((_FLAG_AT_HEAD if at_head else _FLAG) if han else _FLAG_WITHOUT_HAN):
            return True
        at = match.end()
    return False


def _recurs(line: str) -> bool:
    """Whether any four characters stand in a line twice: at C speed, and true of few lines. In such a line four stand
    where they did before."""
    size = len(line) - 3
    if len(set(line)) >= size:
        return False
    return len(set(zip(line, line[1:], line[2:], line[3:], strict=False))) < size


def _long(line: str) -> bool:
    """Whether a unit of four characters or more, Han among them, is printed twice in a row."""
    fours = list(zip(line, line[1:], line[2:], line[3:], strict=False))
    last = dict(zip(fours, range(len(fours)), strict=True))
    for before in [at for at, four in enumerate(fours) if last[four] != at]:
        at = line.find(line[before : before + 4], before + 1, before + repeats.NEAR + 4)
        if at - before >= 4 and _doubled(line, at, at - before):
            return True
    return len(line) > 2 * repeats.NEAR and repeats.far(line)


def _doubled(line: str, at: int, size: int) -> bool:
    """Whether the four characters that stand at ``at`` and ``size`` before belong to a unit of that size."""
    for _ in range(size):
        if at <= size or line[at - 1] != line[at - 1 - size]:
            break
        at -= 1
    unit = line[at - size : at]
    return line[at : at + size] == unit and HAN in kinds(unit)
