"""``apply``, the only code that edits text, and ``replay``, which does it all again from the record.

All operations that are applied together are applied in one go (edits, labels, moves, ends, joins), so that no rule has
to reckon with the work of another and the whole is linear.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from cntextfix.changes.verbs import Change, End, Join, Label, Move, Op, Replace, Split
from cntextfix.document.model import DROPPED, Document, Line, LineId, Page, Run, merge
from cntextfix.errors import ReplayError, wrong_type


def apply(pages: Sequence[Page], ops: Iterable[Op]) -> tuple[Page, ...]:
    """Pages with all operations carried out. Lines no operation names are the same objects as before.

    Raises ReplayError if an operation names a line or place that does not exist.
    """
    sorted_out = _Sorted()
    for op in ops:
        sorted_out.add(op)
    flat = _labelled(_pieces(pages, sorted_out.edits), sorted_out.labels)
    flat = _joined(_ended(_moved(flat, sorted_out.moves), sorted_out.ends), sorted_out.joins)
    by_page: dict[int, list[Line]] = defaultdict(list)
    for number, line in flat:
        by_page[number].append(line)
    return tuple(
        page
        if len(page.lines) == len(by_page[n]) and all(map(_same, page.lines, by_page[n]))
        else replace(page, lines=tuple(by_page[n]))
        for n, page in enumerate(pages)
    )


@dataclass(slots=True)
class _Sorted:
    """Operations by kind, and within a kind by line where one line has one of them."""

    edits: dict[LineId, list[Replace | Split]] = field(default_factory=lambda: defaultdict(list))
    labels: list[Label] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    joins: dict[LineId, str] = field(default_factory=dict)
    ends: dict[LineId, str] = field(default_factory=dict)

    def add(self, op: Op) -> None:
        match op:
            case Replace() | Split():
                self.edits[op.line].append(op)
            case Label():
                self.labels.append(op)
            case Move():
                self.moves.append(op)
            case Join():
                self.joins[op.line] = op.sep
            case End():
                self.ends[op.line] = op.text


def _pieces(pages: Sequence[Page], edits: dict[LineId, list[Replace | Split]]) -> list[tuple[int, Line]]:
    """All lines with the number of their page, replaced in and split as ``apply`` say."""
    flat: list[tuple[int, Line]] = []
    for number, page in enumerate(pages):
        for line in page.lines:
            if line.id in edits:
                flat += [(number, piece) for piece in _edited(line, edits.pop(line.id))]
            else:
                flat.append((number, line))
    if edits:
        raise ReplayError(f"no line {next(iter(edits))!r} to edit: this report belongs to another document")
    return flat


def _same(one: Line, other: Line) -> bool:
    return one is other


def _edited(line: Line, edits: list[Replace | Split]) -> list[Line]:
    """The line after its replacements, in as many pieces as it was split into."""
    edits.sort(key=lambda op: (op.start, op.stop) if isinstance(op, Replace) else (op.at, op.at))
    pieces: list[Line] = []
    texts: list[str] = []
    runs: list[Run] = []
    name, done = line.id, 0
    ruler = _Ruler(line)
    for op in edits:
        start = op.start if isinstance(op, Replace) else op.at
        if start < done or start > len(line.text):
            raise ReplayError(f"no place {start} in line {line.id!r}: this report belongs to another document")
        texts.append(line.text[done:start])
        runs += ruler.take(start)
        done = start
        if isinstance(op, Split):
            pieces.append(replace(line, id=name, text="".join(texts), origin=merge(runs), end="\n"))
            name, texts, runs = (line.id, op.at), [], []
        else:
            texts.append(op.text)
            replaced = ruler.take(op.stop)
            if len(op.text) == op.stop - start:
                runs += [Run(run.start, run.length, run.start >= 0) for run in replaced]
            else:
                runs.append(Run(-1, len(op.text)))
            done = op.stop
    texts.append(line.text[done:])
    runs += ruler.take(len(line.text))
    pieces.append(replace(line, id=name, text="".join(texts), origin=merge(runs)))
    return pieces


class _Ruler:
    """Hands out a line's origin from left to right; each run is looked at once, so a million edits stay linear."""

    def __init__(self, line: Line) -> None:
        self._runs = line.origin
        self._at = self._run = self._used = 0

    def take(self, stop: int) -> list[Run]:
        if len(self._runs) == 1:  # most lines
            run, start = self._runs[0], self._at
            self._at = max(start, min(stop, run.length))
            step = self._at - start
            return [Run(run.start + start if run.start >= 0 else -1, step, run.altered)] if step > 0 else []
        out: list[Run] = []
        while self._at < stop and self._run < len(self._runs):
            run = self._runs[self._run]
            step = min(run.length - self._used, stop - self._at)
            out.append(Run(run.start + self._used if run.start >= 0 else -1, step, run.altered))
            self._at += step
            self._used += step
            if self._used == run.length:
                self._run, self._used = self._run + 1, 0
        return out


def _labelled(flat: list[tuple[int, Line]], labels: list[Label]) -> list[tuple[int, Line]]:
    if not labels:
        return flat
    roles = {op.line: op.role for op in labels if op.role is not None}
    articles = {op.line: op.article for op in labels if op.article is not None}
    out: list[tuple[int, Line]] = []
    for n, line in flat:
        role, article = roles.get(line.id, line.role), articles.get(line.id, line.article)
        if role is not line.role or article != line.article:  # all lines of a PDF: ``replace`` would take twice as long
            line = Line(line.id, line.text, line.origin, line.end, role, article)
        out.append((n, line))
    return out


def _moved(flat: list[tuple[int, Line]], moves: list[Move]) -> list[tuple[int, Line]]:
    """Lines in their new order, all moves at once. What ends a page (nothing, or a form feed) stays at its end."""
    if not moves:
        return flat
    by_name = {line.id: line for _, line in flat}
    names = [name for move in moves for name in move.lines]
    taken = set(names)
    targets = {move.before for move in moves}
    known = by_name.keys()
    if len(taken) != len(names) or not taken <= known or targets & taken or not targets - {None} <= known:
        raise ReplayError(f"cannot move lines {names[:9]!r}: this report belongs to another document")
    inserts: dict[LineId | None, list[Line]] = defaultdict(list)
    for move in moves:
        inserts[move.before] += [by_name[name] for name in move.lines]
    out: list[tuple[int, Line]] = []
    for n, line in flat:
        out += [(n, moved) for moved in inserts.get(line.id, ())]
        if line.id not in taken:
            out.append((n, line))
    last_page = flat[-1][0]
    out += [(last_page, moved) for moved in inserts.get(None, ())]
    return _page_ends_kept(flat, out)


def _page_ends_kept(old: list[tuple[int, Line]], new: list[tuple[int, Line]]) -> list[tuple[int, Line]]:
    was = dict(old)
    now = dict(new)
    fixed: dict[LineId, str] = {}
    for n, line in now.items():
        if was[n].id != line.id:
            fixed[was[n].id] = line.end if "\n" in line.end else "\n"
            fixed[line.id] = was[n].end
    return [(n, replace(line, end=fixed[line.id])) if line.id in fixed else (n, line) for n, line in new]


def _joined(flat: list[tuple[int, Line]], joins: dict[LineId, str]) -> list[tuple[int, Line]]:
    if not joins:
        return flat
    out: list[tuple[int, Line]] = []
    group: list[Line] = []
    seps: list[str] = []
    aside: list[tuple[int, Line]] = []
    home = 0
    end = ""  # a paragraph that goes over a page ends where its own page does
    for n, line in flat:
        if group and (line.role in DROPPED or not line.text.strip()):
            aside.append((n, line))  # what is not printed does not stand between two lines
            continue
        if not group:
            home = n
        if n == home:
            end = line.end
        group.append(line)
        if line.id in joins:
            seps.append(joins[line.id])
            continue
        out += [(home, _one(group, seps, end)), *aside]
        group, seps, aside = [], [], []
    if group:
        raise ReplayError(f"nothing after line {group[-1].id!r} to join it with")
    return out


def _one(group: list[Line], seps: list[str], end: str) -> Line:
    if not seps:
        return group[0]
    texts, runs = [group[0].text], list(group[0].origin)
    for sep, line in zip(seps, group[1:], strict=True):
        texts += [sep, line.text]
        runs += [Run(-1, len(sep)), *line.origin]
    return replace(group[0], text="".join(texts), origin=merge(runs), end=end)


def _ended(flat: list[tuple[int, Line]], ends: dict[LineId, str]) -> list[tuple[int, Line]]:
    """Ends set by name, before any lines are joined."""
    if not ends:
        return flat
    return [(n, replace(line, end=ends[line.id])) if line.id in ends else (n, line) for n, line in flat]


def replay(source: Document, applied: Sequence[Change]) -> Document:
    """The cleaned document again, from the untouched source and what was recorded.

    Raises ReplayError if the changes belong to another document.
    """
    if not isinstance(source, Document):
        raise wrong_type("the Document that was cleaned", source, "it is cleaned.source")
    if not isinstance(applied, Sequence) or not all(isinstance(change, Change) for change in applied):
        raise wrong_type("the changes of a report", applied, "they are report.applied")
    pages = list(source.pages)
    places = {page.number: n for n, page in enumerate(pages)}
    for (number, through, _, _), batch in groupby(applied, key=_batch):
        n, last = places.get(number, -1), places.get(through or number, -1)
        if n < 0 or last < n:
            raise ReplayError(f"no page {number}: this report belongs to another document")
        pages[n : last + 1] = apply(pages[n : last + 1], (op for change in batch for op in change.ops))
    return replace(source, pages=tuple(pages))


def _batch(change: Change) -> tuple[int, int, str, int]:
    """What the changes that were made at once have in common."""
    return change.page, change.through, change.rule, change.sweep
