"""Paragraphs broken into lines by the column measure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import ClassVar

from cntextfix.changes.verbs import End, Join, Op, Proposal, Replace
from cntextfix.document.model import DROPPED, Line, Page, Role
from cntextfix.paragraphs.decode import boundaries
from cntextfix.paragraphs.entries import entry_ends
from cntextfix.paragraphs.features import features
from cntextfix.paragraphs.intruders import doubtful, gaping, labelled, scattered, strangers, unread
from cntextfix.paragraphs.measure import share_measure
from cntextfix.paragraphs.reading import Boundary
from cntextfix.paragraphs.separators import seam
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.reflow.marks_first import cut_rows, is_cut, said_in
from cntextfix.rules.reflow.pieces import whole_lines
from cntextfix.rules.several import FEWEST_ARTICLES, articles, others
from cntextfix.wording.records import ReasonWords, RuleWords

_ONE_SPACE = (" ", "\u3000")
"""A single space at a wrap was set there, between Chinese as well as between words."""
_NOISE = 0.3
"""Where more of the lines have one at their ends, the extractor put it there. Chosen."""
_FEWEST_ENDS = 2
"""Line ends without which nothing tells a measure, but for one that was learnt. Chosen."""
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u04ff]+")


@dataclass(frozen=True, slots=True)
class HardWrap:
    """Paragraphs broken into lines by the column measure.

    Line ends are weighed by how full the line is against the measure of its neighbours, by whether it stops in
    mid-phrase or the next one begins like a paragraph, over the whole page at once; text that is not set to a measure
    is left as it is. On a page of several articles lines beside pictures are set to measures of their own, and nothing
    is joined to bylines and lines of the paper. Where lines are joined, the page gets one paragraph a line, without
    indents and without the blank lines that an extractor put between all lines.

    Example: ``在小镇客厅内设立“请你来协商`` and ``议事堂”。`` on two lines become one.

    Options:
        apply_at: bits from which two lines are joined.
        show_at: bits from which the join is held and shown.
        mark_first: bits for joining a line that begins with a comma, a full stop or the like to one that ends with a
            closing bracket or quotation mark: some extractors break a line behind these.
        entry: bits for joining the lines between two numbers of a bibliography, [4] and [5].
        doubt: bits that a join to what may be an intruding caption has, at the most.
        language: whether what reads on in what, by counts of Chinese, is asked: where the measure changes beside a
            picture, before a line that closes a paragraph without a mark, as a headline does, and after one that is
            far from full.
    """

    name: ClassVar[str] = "hard-wrap"
    family: ClassVar[str] = "reflow"
    needs_geometry: ClassVar[bool] = False
    again: ClassVar[bool] = True
    words: ClassVar[RuleWords] = RuleWords(
        summary="段落按栏宽断成了多行",
        text=(
            "看各行离栏宽差多少、是否在半截停下、下一行是否像段首，整页一起掂量；不按栏宽排的文字照原样。"
            "有几篇文章的报纸页上，图旁的窄行也接；署名和报头、日期等行不与正文相接。"
            "接过行的页一段一行，去掉段首空格和各行之间的空行。"
        ),
        example="“在小镇客厅内设立“请你来协商”和“议事堂”。”两行接成一行",
        options={
            "mark_first": "以逗号、句号等开头的行接到以后括号或后引号结尾的行，多少比特：有的程序在这些符号之后断行",
            "entry": "参考文献两个编号（[4] 和 [5]）之间的各行相接，多少比特",
            "doubt": "接到疑似图片说明的行，至多多少比特",
            "language": (
                "是否看文字接不接得上（按汉字统计）：图旁栏宽变化之处，段末一行没有标点、像标题的地方，以及远未排满的行"
            ),
        },
        reasons={
            "wrap": ReasonWords(
                "the line is full, {missing:column} short of a measure of {measure}, and the text goes on",
                "此行已满（栏宽 {measure} 半角，差 {missing}），文字接到下一行",
                ("missing", "measure"),
            ),
            "mark-first": ReasonWords(
                "the next line begins with a mark that ends what stands here, behind a bracket or a quotation mark",
                "下一行以标点开头，标点属于此行末的括号或引号",
            ),
            "entry": ReasonWords(
                "the line stands between two numbers of a bibliography", "此行在参考文献的两个编号之间"
            ),
            "pieces": ReasonWords(
                "the line was cut behind its marks: its pieces together are as wide as the lines around",
                "此行在标点之后被断开：各段合起来正好是一整行的宽度",
            ),
            "one-paragraph-a-line": ReasonWords(
                "{wraps:wrap} undone: one paragraph a line, without indents and blank lines",
                "已接回 {wraps} 处断行：一段一行，去掉段首空格与空行",
                ("wraps",),
            ),
        },
    )

    # The best guess: at 0 as many joins are wrong as missed, and a paragraph too long is as bad as one in two.
    apply_at: float = 0.0
    show_at: float = -2.0
    doubt: float = -1.0
    # Of 72 read of 533 in 35 million characters of 190 publishers 70 were right, the other two behind no bracket.
    mark_first: float = 12.0
    # Of 115 in texts of three publishers 60 were read, all right; widths and marks say little of such lines.
    entry: float = 8.0
    language: bool = True

    def fires(self, text: str) -> bool:
        """Whether there are lines that could be set to a measure."""
        return "\n" in text

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a line end that is a wrap, and one for what this does to the rest of the page."""
        if page.text.count("\n") < _FEWEST_ENDS and not evidence.measures:
            return
        lines = [line for line in page.lines if line.role not in DROPPED and line.text.strip()]
        rows = whole_lines(list(cut_rows(lines)))
        found = self._ends(lines, rows, evidence)
        words = set(_WORD.findall("\n".join(line.text for line in lines)))
        spaces_tell = sum(line.text[-1:] in _ONE_SPACE or line.text[:1] == " " for line in lines) < _NOISE * len(lines)
        for row in rows:
            for one, other in pairwise(row):
                code = "mark-first" if is_cut(one, other) else "pieces"
                yield Proposal(_joined(one, other, words, spaces_tell=False), code, (), self.mark_first)
        for before, after, boundary in zip(rows, rows[1:], found, strict=False):
            if boundary.bits >= self.show_at:
                ops = _joined(before[-1], after[0], words, spaces_tell=spaces_tell)
                if boundary.measure:
                    yield Proposal(ops, "wrap", (max(boundary.missing, 0), boundary.measure), boundary.bits)
                else:
                    yield Proposal(ops, "entry", (), boundary.bits)
        wraps = [boundary.bits >= self.apply_at for boundary in found]
        if any(wraps):
            joined = [join for row, wrap in zip(rows, [*wraps, False], strict=True) for join in _joins(row, wrap=wrap)]
            gaps = [line.end.count("\n") > 1 for line in lines]
            yield from _one_a_line(page, lines, gaps, joined[:-1], max(b.bits for b in found))

    def _ends(self, lines: Sequence[Line], rows: Sequence[Sequence[Line]], evidence: Evidence) -> list[Boundary]:
        """The line ends between rows, with the bits for being wraps."""
        blanks = [row[-1].end.count("\n") > 1 for row in rows]
        real = [one[-1].role != Role.BODY or other[0].role != Role.BODY for one, other in pairwise(rows)]
        texts = [said_in(row) for row in rows]
        own = others([row[0] for row in rows]) if share_measure(texts, evidence.measures) else []
        several = bool(own) and articles(lines, own) >= FEWEST_ARTICLES
        found = list(boundaries(texts, blanks, real, evidence.measures, language=self.language, printed=several))
        if several:
            self._hold(found, _around(own))
        if any(boundary.bits >= self.apply_at for boundary in found):
            read = features(texts, blanks)
            held = doubtful(read, found) | scattered(read, found)
            if self.language:
                held |= strangers(read, found) | gaping(read, found) | labelled(read, found)
                held |= unread(read, found) if not evidence.measures else set()  # a known measure is sign enough
            self._hold(found, held)
        for n in entry_ends(texts, [a or b for a, b in zip(real, blanks, strict=False)]):
            if found[n].bits < self.entry:
                found[n] = Boundary(self.entry, 0, 0, set=True)
        for n, (before, after) in enumerate(pairwise(rows)):
            if is_cut(before[-1], after[0]):
                found[n] = found[n]._replace(bits=max(found[n].bits, self.mark_first))
        return found

    def _hold(self, found: list[Boundary], ends: Iterable[int]) -> None:
        """Give these line ends no more bits than are held."""
        for n in ends:
            found[n] = found[n]._replace(bits=min(found[n].bits, self.doubt))


def _joins(row: Sequence[Line], *, wrap: bool) -> Iterator[bool]:
    """Whether each line of a row is joined to the next one."""
    yield from (True for _ in row[1:])
    yield wrap


def _around(own: Sequence[bool]) -> set[int]:
    """The line ends before and after lines that are their own."""
    return {n for n, pair in enumerate(pairwise(own)) if any(pair)}


def _joined(one: Line, other: Line, words: set[str], *, spaces_tell: bool) -> tuple[Op, ...]:
    left, right = one.text.rstrip(), other.text.lstrip()
    how = seam(left, right, words.__contains__)
    ops: list[Op] = []
    around = one.text[len(left) :], other.text[: len(other.text) - len(right)]
    if spaces_tell and any(space in _ONE_SPACE for space in around):
        how = how._replace(sep=" ")
    if how.cut or len(left) < len(one.text):
        ops.append(Replace(one.id, len(left) - how.cut, len(one.text)))
    if len(right) < len(other.text):
        ops.append(Replace(other.id, 0, len(other.text) - len(right)))
    return (*ops, Join(one.id, how.sep))


def _one_a_line(
    page: Page, lines: Sequence[Line], blanks: Sequence[bool], joined: Sequence[bool], bits: float
) -> Iterator[Proposal]:
    """Ends and indents of all paragraphs; blank lines stay where they mean something (wraps
    have none) and no line was joined."""
    mean = sum(blank for blank, join in zip(blanks, joined, strict=False) if join) <= sum(joined) / 2
    touched = [(n > 0 and joined[n - 1]) or (n < len(joined) and joined[n]) for n in range(len(lines))]
    ops: list[Op] = []
    for n, line in enumerate(lines):
        if n < len(joined) and joined[n]:
            continue
        alone = not touched[n] and (n + 1 == len(lines) or not touched[n + 1])
        if blanks[n] and "\f" not in line.end and not (mean and alone):
            ops.append(End(line.id, "\n"))
    for n, line in enumerate(lines):
        if touched[n] or not mean:
            text = line.text
            left, right = len(text) - len(text.lstrip()), len(text.rstrip())
            if left and not (n and joined[n - 1]):
                ops.append(Replace(line.id, 0, left))
            if right < len(text) and not (n < len(joined) and joined[n]):
                ops.append(Replace(line.id, right, len(text)))
    if not mean or touched[0]:  # far from a join nothing changes
        before = takewhile(lambda line: line.id != lines[0].id, page.lines)
        ops += [End(line.id, "") for line in before if not line.text.strip() and line.end.strip("\n\r") == ""]
    if ops:
        yield Proposal(tuple(ops), "one-paragraph-a-line", (sum(joined),), bits)
