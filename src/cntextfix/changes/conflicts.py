"""Where proposals are laid side by side: which of them overlap, and how each of them reads."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from cntextfix.changes.apply import apply
from cntextfix.changes.extent import extent
from cntextfix.changes.protected import Kept
from cntextfix.changes.verbs import End, Join, Label, Move, Op, Point, Replace, Split
from cntextfix.document.model import DROPPED, Line, LineId, Origins, Page


@dataclass(slots=True)
class _Taken:
    """What accepted proposals of one rule already touch on one line."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    end: bool = False
    moved: bool = False
    role: bool = False


class Desk:
    """Finds overlaps between the proposals of one rule on one page, or on two in a row, and says how a change reads."""

    CONTEXT = 12  # characters shown on both sides of a line end
    SHOWN = 80  # characters shown of what a notice is about; a page can have thousands

    def __init__(self, lines: Sequence[Line], kept: Kept) -> None:
        self._lines = lines
        self._at: dict[LineId, int] = {line.id: n for n, line in enumerate(lines)}
        self._taken: dict[LineId, _Taken] = {}
        self._origins: dict[LineId, Origins] = {}
        self._kept = kept

    def objection(self, ops: Sequence[Op]) -> str:
        """Why these operations cannot be done: ``keep``, ``overlap``, or nothing."""
        for op in ops:
            if isinstance(op, Move):
                if any(self._taken[name].moved for name in op.lines if name in self._taken):
                    return "overlap"
                continue
            taken = self._taken.get(op.line)
            if taken and self._clash(op, taken):
                return "overlap"
            if self._kept and self._kept.touched(op):
                return "keep"
        return ""

    def _clash(self, op: Op, taken: _Taken) -> bool:
        match op:
            case Join() | End():
                return taken.end
            case Label():
                return taken.role and op.role is not None
            case Replace() | Split():
                start, stop = _span(op)
                at = bisect_left(taken.spans, (start, stop))
                near = taken.spans[max(0, at - 1) : at + 1]
                return any(a < stop and start < b for a, b in near) or (start, stop) in near
            case _:
                return False

    def take(self, ops: Sequence[Op]) -> None:
        """Note what accepted operations touch."""
        for op in ops:
            if isinstance(op, Move):
                for name in op.lines:
                    self._touched(name).moved = True
                continue
            taken = self._touched(op.line)
            match op:
                case Replace() | Split():
                    span = _span(op)
                    if taken.spans and span < taken.spans[-1]:
                        taken.spans.insert(bisect_left(taken.spans, span), span)
                    else:
                        taken.spans.append(span)
                case Label():
                    taken.role = taken.role or op.role is not None
                case Join() | End():
                    taken.end = True

    def _touched(self, name: LineId) -> _Taken:
        """What is known of a line, from now on if nothing was before."""
        taken = self._taken.get(name)
        if taken is None:
            taken = self._taken[name] = _Taken()
        return taken

    def _line(self, name: LineId) -> Line:
        while name not in self._at and isinstance(name, tuple):
            name = name[0]
        return self._lines[self._at[name]]

    def picture(self, ops: Sequence[Op]) -> tuple[tuple[tuple[int, int], ...], str, str]:
        """Source spans of a proposal, and how the lines concerned read before and after."""
        if len(ops) == 1 and isinstance(ops[0], Replace):  # of most there are most
            only = ops[0]
            text = self._line(only.line).text
            low, high = extent(text, [(only.start, only.stop, only.text)])
            after = text[low : only.start] + only.text + text[only.stop : high]
            return _merged(self._places(only.line, only.start, only.stop)), text[low:high], after
        if len(ops) == 1 and isinstance(ops[0], Join):  # of others, too
            return self._join(ops[0])
        if self._is_rewritten(ops):
            return self._rewritten(ops)
        return self._several(ops)

    def _join(self, op: Join) -> tuple[tuple[tuple[int, int], ...], str, str]:
        """``picture`` of two lines that are put together."""
        one, other = self._around(op.line)
        return tuple(self._end_span(op.line)), f"{one}\n{other}", f"{one}{op.sep}{other}"

    def _is_rewritten(self, ops: Sequence[Op]) -> bool:
        """Whether operations join several lines, or edit lines and drop or join the very same ones, so that only the
        whole of them reads."""
        kinds = set(map(type, ops))
        if kinds <= {Replace, Join} and sum(isinstance(op, Join) for op in ops) > 1:
            return True
        if Replace not in kinds or not kinds & {Join, Label} or not kinds <= {Replace, Join, Label}:
            return False
        if any(isinstance(op, Label) and op.role in DROPPED for op in ops):
            return True
        edited = {op.line for op in ops if isinstance(op, Replace)}
        return all(op.line in edited for op in ops if isinstance(op, Join))

    def _rewritten(self, ops: Sequence[Op]) -> tuple[tuple[tuple[int, int], ...], str, str]:
        """``picture`` of neighbouring lines that are edited and put together: all of them, before and after."""
        spans: list[tuple[int, int]] = []
        numbers = [self._at[op.line] for op in ops if isinstance(op, Replace | Join | Label)]
        last = max(numbers)
        dropped = {op.line for op in ops if isinstance(op, Label) and op.role in DROPPED}
        joined = max((self._at[op.line] for op in ops if isinstance(op, Join)), default=len(self._lines))
        below = (n for n, line in enumerate(self._lines[joined + 1 :], joined + 1) if line.id not in dropped)
        last = max(last, next((n for n in below if self._is_printed(self._lines[n])), last))
        lines = self._lines[min(numbers) : last + 1]
        for op in ops:
            if isinstance(op, Replace):
                spans += self._places(op.line, op.start, op.stop)
            elif isinstance(op, Label) and op.role in DROPPED:
                spans += self._line(op.line).spans()
            elif isinstance(op, Join):
                spans += self._end_span(op.line)
        done = apply([Page(1, tuple(lines))], ops)[0].lines
        after = "\n".join(line.text for line in done if self._is_printed(line))
        return _merged(sorted(spans)), "\n".join(line.text for line in lines if line.text.strip()), after

    @staticmethod
    def _is_printed(line: Line) -> bool:
        return line.role not in DROPPED and bool(line.text.strip())

    def _several(self, ops: Sequence[Op]) -> tuple[tuple[tuple[int, int], ...], str, str]:
        """``picture`` of operations of any kind and number."""
        spans: list[tuple[int, int]] = []
        before, after = list[str](), list[str]()
        edits: dict[LineId, list[Replace | Split]] = {}
        elsewhere = any(isinstance(o, Move | Split) for o in ops)  # what is moved or split is shown by that
        for op in ops:
            match op:
                case Replace() | Split():
                    edits.setdefault(op.line, []).append(op)
                case Move():
                    for name in op.lines:
                        line = self._line(name)
                        spans += line.spans()
                        before.append(line.text)
                        after.append(line.text)
                case Label() if op.role is not None and not elsewhere:
                    line = self._line(op.line)
                    spans += line.spans()
                    before.append(line.text)
                    after += [] if op.role in DROPPED else [line.text]
                case Point():
                    spans += self._places(op.line, op.start, op.stop)
                    before.append(self._line(op.line).text[op.start : op.stop])
                case Join():
                    place, told, done = self._join(op)
                    spans += place
                    before.append(told)
                    after.append(done)
                case _:
                    continue
        for name, some in edits.items():
            line = self._line(name)
            some = sorted(some, key=_span)
            spans += [part for op in some for part in self._places(name, *_span(op))]
            replaced = [(op.start, op.stop, op.text) for op in some if isinstance(op, Replace)]
            low, high = extent(line.text, replaced) if len(replaced) == len(some) else (0, len(line.text))
            before.append(line.text[low:high])
            after.append(_edited_text(line.text, some, low, high))
        return _merged(spans), "\n".join(before), "\n".join(after)

    def _places(self, name: LineId, start: int, stop: int) -> list[tuple[int, int]]:
        origins = self._origins.get(name)
        if origins is None:
            origins = self._origins[name] = Origins(self._line(name))
        return origins.parts(start, stop)

    def _around(self, name: LineId) -> tuple[str, str]:
        """The end of a line, and the beginning of the one that it is joined to: the next that is printed."""
        at = self._at.get(name, len(self._lines))
        below = (self._lines[n].text for n in range(at + 1, len(self._lines)) if self._is_printed(self._lines[n]))
        return self._line(name).text[-self.CONTEXT :], next(below, "")[: self.CONTEXT]

    def _end_span(self, name: LineId) -> list[tuple[int, int]]:
        line = self._line(name)
        spans = line.spans()
        return [(spans[-1][1], spans[-1][1] + len(line.end))] if spans else []


def _span(op: Replace | Split) -> tuple[int, int]:
    return (op.start, op.stop) if isinstance(op, Replace) else (op.at, op.at)


def _edited_text(text: str, edits: Sequence[Replace | Split], low: int, high: int) -> str:
    out: list[str] = []
    for op in edits:
        start, stop = _span(op)
        out += [text[low:start], op.text if isinstance(op, Replace) else "\n"]
        low = stop
    return "".join([*out, text[low:high]])


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    out: list[tuple[int, int]] = []
    for start, stop in spans:
        if out and out[-1][1] == start:
            out[-1] = (out[-1][0], stop)
        else:
            out.append((start, stop))
    return tuple(out)
