"""A page with blocks of code, tables and the like in its prose: what rules see of them, and may not touch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from cntextfix.changes.report import Report
from cntextfix.changes.verbs import Change, End, Join, Label, Move, Op, Point, Proposal, Replace, Split
from cntextfix.document.model import Line, LineId, Page, Run
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.rule import Rule
from cntextfix.structured.blocks import no_prose
from cntextfix.wording.records import ReasonWords

_NAME = "structured-text"
"""What stands in the report in place of a rule's name: no rule looked at such text."""
_CERTAIN = 20.0
"""Bits of a notice: nothing is changed. Chosen."""
SHOWN = 80
"""Characters shown of what a notice is about. Chosen."""

STRUCTURED: Mapping[str, ReasonWords] = {
    "structured-alto": ReasonWords("this is ALTO XML, no prose: nothing was done", "这是 ALTO XML，不是文章：未作处理"),
    "structured-hocr": ReasonWords("this is hOCR, no prose: nothing was done", "这是 hOCR，不是文章：未作处理"),
    "structured-xml": ReasonWords("this is XML, no prose: nothing was done", "这是 XML，不是文章：未作处理"),
    "structured-html": ReasonWords("this is HTML, no prose: nothing was done", "这是 HTML，不是文章：未作处理"),
    "structured-jsonl": ReasonWords(
        "this is JSON lines, no prose: nothing was done", "这是 JSON lines，不是文章：未作处理"
    ),
    "structured-json": ReasonWords("this is JSON, no prose: nothing was done", "这是 JSON，不是文章：未作处理"),
    "structured-csv": ReasonWords(
        "this is a table (CSV), no prose: nothing was done", "这是表格（CSV），不是文章：未作处理"
    ),
    "structured-tsv": ReasonWords(
        "this is a table (TSV), no prose: nothing was done", "这是表格（TSV），不是文章：未作处理"
    ),
    "structured-subtitles": ReasonWords(
        "this is subtitles or lyrics with times, no prose: nothing was done",
        "这是带时间的字幕或歌词，不是文章：未作处理",
    ),
    "structured-settings": ReasonWords(
        "this is a file of settings (YAML, INI), no prose: nothing was done",
        "这是配置文件（YAML、INI），不是文章：未作处理",
    ),
    "structured-code": ReasonWords(
        "this is program code, no prose: nothing was done", "这是程序代码，不是文章：未作处理"
    ),
    "structured-block": ReasonWords(
        "{blocks:block} of code, tables or markup ({lines:line}) left as they are",
        "{blocks} 处代码、表格或标记（共 {lines} 行）保持原样",
        ("blocks", "lines"),
    ),
}
"""The reasons of notices about text that is no prose."""


def blocks_of(page: Page) -> tuple[tuple[Line, ...], ...]:
    """The blocks of a page of plain text that are no prose, each with its lines."""
    if page.layout is not None:
        return ()
    return tuple(page.lines[one.start : one.stop] for one in no_prose([line.text for line in page.lines]))


class View:
    """What rules see of a page: the whole of its prose, so that it tells of its habits, and a short line of no meaning
    in place of each block. What they propose is cut down to the prose."""

    def __init__(self, blocks: Sequence[Sequence[Line]]) -> None:
        self._first = {block[0].id: _stand_in(block[0], n) for n, block in enumerate(blocks, 1)}
        self._fixed = {line.id for block in blocks for line in block}
        self._of: Page | None = None
        self._seen, self._text = Page(0, ()), ""

    def proposals(self, rule: Rule, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """What a rule proposes for a page."""
        if page is not self._of:  # most rules change nothing
            self._of, self._seen = page, self._view(page) if self._fixed else page
            self._text = self._seen.text
        if not rule.fires(self._text):
            return
        found = rule.propose(self._seen, evidence)
        if not self._fixed:
            yield from found
            return
        before = {one.id for one, other in pairwise(page.lines) if other.id in self._fixed}
        for proposal in found:
            ops = tuple(op for op in proposal.ops if not self._left_out(op, before))
            if ops and not any(self._breaks(op, before) for op in ops):
                yield proposal if len(ops) == len(proposal.ops) else replace(proposal, ops=ops)

    def _view(self, page: Page) -> Page:
        lines = (self._first.get(line.id, line) for line in page.lines)
        return replace(
            page, lines=tuple(line for line in lines if line.id in self._first or line.id not in self._fixed)
        )

    def _left_out(self, op: Op, before: Set[LineId]) -> bool:
        """Whether an operation is about a block, or what parts it from the prose, and the others do without it."""
        match op:
            case End():
                return op.line in self._fixed or op.line in before
            case Label():
                return op.line in self._fixed and op.role is not None
            case Point():
                return op.line in self._fixed
            case _:
                return False

    def _breaks(self, op: Op, before: Set[LineId]) -> bool:
        """Whether an operation would change or move a block, or join prose with it."""
        match op:
            case Replace() | Split():
                return _whole(op.line) in self._fixed
            case Join():
                return op.line in self._fixed or op.line in before
            case Move():
                return any(name in self._fixed for name in op.lines)
            case _:
                return False


def _whole(name: LineId) -> LineId:
    while isinstance(name, tuple):
        name = name[0]
    return name


def _stand_in(line: Line, number: int) -> Line:
    text = f"<{number}>"
    return replace(line, text=text, origin=(Run(-1, len(text)),), end="\n")


def form_notice(name: str, page: Page, form: str) -> Report:
    """The report on a page of a document that is no prose: nothing was done."""
    return _noticed(name, page, f"structured-{form}", (), page.lines[:1])


def block_notice(name: str, page: Page, found: Sequence[Sequence[Line]]) -> Report:
    """The report on the blocks of a page that were left as they are; their places are those of their first lines."""
    return _noticed(name, page, "structured-block", (len(found), sum(map(len, found))), [block[0] for block in found])


def _noticed(name: str, page: Page, code: str, numbers: tuple[int, ...], lines: Sequence[Line]) -> Report:
    ops = tuple(Point(line.id, 0, len(line.text)) for line in lines)
    spans = tuple(span for line in lines for span in line.spans())
    shown = "\n".join(line.text for line in lines)[:SHOWN]
    notice = Change(
        name, page.number, _NAME, ops, code, numbers, _CERTAIN, spans, shown, "", words=STRUCTURED[code]
    )  # fmt: skip
    return Report(noticed=(notice,))


def is_parted(one: Page, other: Page) -> bool:
    """Whether a block stands where one page ends and the other begins, so that no sentence goes on there."""
    before, after = blocks_of(one), blocks_of(other)
    ends = bool(before) and before[-1][-1].id == one.lines[-1].id
    return ends or (bool(after) and after[0][0].id == other.lines[0].id)
