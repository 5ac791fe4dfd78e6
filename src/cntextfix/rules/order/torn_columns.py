"""Columns that go on in another one, after the columns of other articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from cntextfix.changes.verbs import Move, Proposal
from cntextfix.document.model import Line, LineId, Page, Role
from cntextfix.paragraphs.features import BYLINE, Feature, features
from cntextfix.paragraphs.measure import share_measure
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.lines import printed
from cntextfix.rules.order.column_ends import SAME_WIDTH, Onward, pairs
from cntextfix.rules.order.links import goes_on, stops
from cntextfix.rules.several import FEWEST_ARTICLES, articles, is_other
from cntextfix.wording.records import ReasonWords, RuleWords


@dataclass(frozen=True, slots=True)
class TornColumns:
    """Columns that go on in another one, after the columns of other articles.

    An extractor that reads column by column goes on with what stands below an article, and comes back to it in the
    next column. Evidence: a line stops in mid-phrase before something else, and reads on in a line on which nothing
    before it reads on; both are of one measure, and of one subject; and columns go on in the order in which they
    stopped. It is looked for on pages of several articles, with bylines and lines of the paper between them, that no
    other rule has put in order.

    Example: ``件件都跟老人有关，能``, another article, ``不能给我们说一说？`` on its own: this goes to the first line.

    Options:
        apply_at: bits from which a column is moved.
        show_at: bits from which the move is held and shown.
        together: bits that all columns of the page that go on have to have.
    """

    name: ClassVar[str] = "torn-columns"
    family: ClassVar[str] = "order"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="一篇文章的下一栏排在了别的文章之后",
        text=(
            "逐栏读的提取程序，一栏到底，把下面别的文章也读了，才回到下一栏。一行在半截停下，接的是别的内容；"
            "后面有一行前无所承，与它读得通、栏宽相同、说的是同一件事，才移到一起。"
            "全页各处的证据合计要够；别的规则已经调整过顺序的页不动。"
        ),
        example="“您今年带来了5份建议，件件都跟老人有关，能”……别的文章……“不能给我们说一说？”",
        options={"together": "全页各处断栏的证据合计至少多少比特"},
        reasons={
            "goes-on-further-down": ReasonWords(
                "the column goes on {lines:line} further down; {moved:line} moved to it",
                "此栏在往下第 {lines} 行接续，移来 {moved} 行",
                ("lines", "moved"),
            ),
        },
    )

    # Of 414 column ends of 27 made newspaper pages by two extractors 49 have one bit on a page that has four in all,
    # and one that has is wrong (they set it); on 53 pages whose columns are not torn none is moved, and eight were
    # without the four. In 340 real files, hardly any of them papers, none is.
    apply_at: float = 1.0
    show_at: float = 0.0
    together: float = 4.0

    def fires(self, text: str) -> bool:
        """Whether there are lines enough."""
        return text.count("\n") >= 12

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for each column that is moved, with those that go on with it."""
        lines = printed(page)
        if not share_measure([line.text for line in lines]) or _was_put_in_order(lines):
            return
        if articles(lines) < FEWEST_ARTICLES:
            return
        found = features([line.text for line in lines], [False] * len(lines))
        body = [line.role == Role.BODY and not is_other(line.text.strip()) for line in lines]
        told = [pair for pair in pairs(found, body) if pair.start - pair.end >= _APART]
        if sum(pair.bits for pair in told) < self.together:
            return
        sure = [pair for pair in told if pair.bits >= self.apply_at]
        stretches = {pair.end: range(pair.start, _stop(found, body, pair, told)) for pair in told}
        taken = {n for pair in sure for n in stretches[pair.end]}
        for pair in told:
            if pair not in sure:
                yield _moved(lines, pair, list(stretches[pair.end]), taken)
            elif pair.end not in taken:
                chain = list(_chain(pair, sure, stretches))
                own = [n for one in chain for n in stretches[one.end]]
                yield _moved(lines, pair._replace(bits=min(one.bits for one in chain)), own, taken)


_APART = 4
"""Lines from a column's end to the next one's beginning: over fewer a line was put between, or columns are woven. In
340 real files, most of them no papers, nine of ten moves were wrong without this, and on pages of one article."""


def _was_put_in_order(lines: Sequence[Line]) -> bool:
    """Whether another rule has put the lines in order: a page that was read across has no columns that are torn."""
    return any(_source(one.id) > _source(other.id) for one, other in pairwise(lines))


def _source(name: LineId) -> int:
    """The line of the source that a line is a piece of."""
    while isinstance(name, tuple):
        name = name[0]
    return name


def _stop(found: Sequence[Feature], body: Sequence[bool], pair: Onward, told: Sequence[Onward]) -> int:
    """Where the text stops that a column begins: before the next open end or beginning, or what may be a title."""
    ends, starts = {one.end for one in told}, {one.start for one in told}
    for n in range(pair.start, len(found) - 1):
        one, other = found[n], found[n + 1]
        if n in ends or n + 1 in starts or not body[n + 1]:
            return n + 1
        if stops(one) and (_may_be_title(other) or other.start == BYLINE or _is_full(found, n + 1)):
            return n + 1
    return len(found)


def _may_be_title(one: Feature) -> bool:
    return not one.marks and not stops(one) and (not goes_on(one) or one.width <= _TITLE)


_TITLE = 20
"""Columns of a line without marks that may be a title, at the most. Chosen."""


def _is_full(found: Sequence[Feature], n: int) -> bool:
    """Whether a line that should begin a paragraph lacks no indent."""
    measure = max((line.width for line in found[n + 1 : n + 4] if goes_on(line)), default=0)
    return goes_on(found[n]) and abs(measure - found[n].width) <= SAME_WIDTH


def _chain(pair: Onward, sure: Sequence[Onward], stretches: dict[int, range]) -> Iterator[Onward]:
    """A pair, and those whose columns go on where its own stops."""
    by_end = {one.end: one for one in sure}
    here: Onward | None = pair
    while here is not None:
        yield here
        own = stretches[here.end]
        here = by_end.get(own[-1])


def _moved(lines: Sequence[Line], pair: Onward, own: Sequence[int], taken: set[int]) -> Proposal:
    after = next((n for n in range(pair.end + 1, len(lines)) if n not in taken and n not in own), len(lines))
    before = lines[after].id if after < len(lines) else None
    move = Move(tuple(lines[n].id for n in own), before)
    return Proposal((move,), "goes-on-further-down", (pair.start - pair.end, len(own)), pair.bits)
