"""What takes the copies of overprinted units away, and puts the printed line together again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from cntextfix.changes.verbs import Join, Label, Op, Replace
from cntextfix.chinese.characters import NO_HEADS
from cntextfix.document.model import Line, Role
from cntextfix.overprint.decode import Unit


def ops(lines: Sequence[Line], found: Sequence[Unit]) -> tuple[Op, ...]:
    """What undoes some units of one zone: one copy of each is left, and one printed line of what it held."""
    return (*without_copies(lines, found), *run_on(lines, found))


def by_line(lines: Sequence[Line], found: Iterable[Unit]) -> Iterator[list[Unit]]:
    """The units of one line after the other; lines that copies reach into go together."""
    group: list[Unit] = []
    for unit in found:
        if group and unit.line > group[-1].end[0] and not _hangs(lines, group[-1], unit):
            yield group
            group = []
        group.append(unit)
    yield group


def _hangs(lines: Sequence[Line], one: Unit, other: Unit) -> bool:
    """Whether a unit stands on lines of its own below another, though its mark may not begin a line: then one printed
    line holds both."""
    before, after = lines[one.end[0]].text[one.end[1] :], lines[other.line].text
    below = other.line > one.end[0] and not any(line.text.strip() for line in lines[one.end[0] + 1 : other.line])
    return below and not before.strip() and not after[: other.start].strip() and after[other.start] in NO_HEADS


def run_on(lines: Sequence[Line], found: Sequence[Unit]) -> Iterator[Op]:
    """Put units together that one printed line holds, though no copy of theirs shares a line."""
    for one, other in pairwise(found):
        if other.surplus[0][0] < other.surplus[1][0] and _hangs(lines, one, other):
            yield Join(lines[_last_kept(lines, one)].id)


def _last_kept(lines: Sequence[Line], unit: Unit) -> int:
    """The line on which the copy of a unit ends that is kept: the last one, or the first where all others go."""
    (first, start), last = unit.surplus
    if _is_line(lines, unit):
        return first
    if last < unit.end:
        return unit.end[0]
    return first if start else first - 1


def without_copies(lines: Sequence[Line], found: Sequence[Unit]) -> Iterator[Op]:
    """What takes the copies of all units away. Of whole lines the first is kept, which has the indent."""
    for unit, after in zip(found, (*found[1:], None), strict=True):
        free = after is None or (after.line, after.start) >= unit.end
        if free and _is_line(lines, unit):
            (first, _), (last, _) = unit.surplus
            yield from (Label(line.id, Role.ECHO) for line in lines[first + 1 : last + 1] if line.text.strip())
        else:
            yield from _without_others(lines, unit)


def _is_line(lines: Sequence[Line], unit: Unit) -> bool:
    """Whether each copy of a unit is a line."""
    (first, start), (last, stop) = unit.surplus
    whole = not lines[first].text[:start].strip() and not lines[last].text[unit.end[1] :].strip()
    full = sum(1 for line in lines[first : last + 1] if line.text.strip())
    return whole and not stop and unit.end[0] == last and full == unit.copies


def _without_others(lines: Sequence[Line], unit: Unit) -> Iterator[Op]:
    """What takes a unit's copies away. What stands before the first in its line then stands before the last."""
    (first, start), (last, stop) = unit.surplus
    if first == last:
        text = lines[first].text
        whole = not (text[:start] + text[stop:]).strip()  # a character of a column
        yield Label(lines[first].id, Role.ECHO) if whole else Replace(lines[first].id, start, stop)
        return
    if lines[first].text[:start].strip():
        yield Replace(lines[first].id, start, len(lines[first].text))
        yield Join(lines[first].id)
    else:
        yield Label(lines[first].id, Role.ECHO)
    for line in lines[first + 1 : last]:
        if line.text.strip():
            yield Label(line.id, Role.ECHO)
    if stop and not lines[last].text[stop:].strip():
        yield Label(lines[last].id, Role.ECHO)
    elif stop:
        yield Replace(lines[last].id, 0, stop)
    if unit.cut:
        yield from (Join(line.id) for line in lines[last : unit.end[0]] if line.text.strip())
