"""Spaces inside words and sentences, where the extractor met a line end or a gap."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from cntextfix.changes.verbs import Proposal, Replace
from cntextfix.chinese.lexicon import Meeting, meetings
from cntextfix.document.model import Line, Page
from cntextfix.language import reads_on
from cntextfix.paragraphs.reading import Boundary
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.lines import printed
from cntextfix.rules.spaces.blanks import (
    BEFORE_BRACKET,
    BEFORE_MARK,
    SPACELESS,
    all_or_none,
    blanks_of_form,
    is_blank,
    is_hole,
)
from cntextfix.rules.spaces.gaps import (
    LOOSE,
    NUMBERED,
    closes_quote,
    has_clauses,
    is_set_wide,
    keeps_figures,
    loose_spaces,
    sentences,
)
from cntextfix.rules.spaces.line_ends import as_lines
from cntextfix.rules.spaces.segmented import are_words_apart
from cntextfix.wording.records import ReasonWords, RuleWords

_MARKS = re.compile("[，。；！？,;]")
_ITEM_AGAIN = re.compile(r"(?:^|\s)(\S{4,16}) \1")
"""An item of a menu that stands twice, one after the other."""
_NUMERALS = frozenset("〇零一二三四五六七八九十百千")
"""Between two of these stand cells as often as a line end: 五 二年 of a table of years is no 五二年."""


@dataclass(frozen=True, slots=True)
class StraySpace:
    """Spaces inside words and sentences, where the extractor met a line end or a gap.

    Some extractors put a space where a line ended. Such spaces cut words in two, as often as line ends do; real ones do
    not. All spaces of a sentence are weighed together, with those of the page, and go together or stay. A space before
    a comma, a full stop or a closing quote is stray. Headlines, names set wide (张 三), 第一条 为了… keep theirs.

    Example: ``规范校外托管机构 管理，县市场监管局、教育 局等部门`` has lost its line ends; ``能源政 策`` is cut.

    Options:
        apply_at: bits from which the spaces of a sentence are taken out.
        show_at: bits from which it is held and shown.
        prior: bits against the spaces of a sentence: most are meant.
        usual: bits that the page's other spaces can add, or take away, by how often they cut words.
        prose: what they can add in a sentence with commas.
        together: bits that spaces at one measure get from each other: one extractor put them all.
        before_mark: bits for a space before a comma or full stop.
    """

    name: ClassVar[str] = "stray-space"
    family: ClassVar[str] = "spaces"
    needs_geometry: ClassVar[bool] = False
    again: ClassVar[bool] = True
    words: ClassVar[RuleWords] = RuleWords(
        summary="词句中间多余的空格",
        text=(
            "提取程序在行尾或空隙处留下的空格。这种空格会切断词语，有意的空格不会。一句的空格连同本页的一起掂量，"
            "要么全去，要么全留。逗号、句号、后引号前的空格是多余的。标题、疏排的人名（张 三）、“第一条 为了……”保留。"
        ),
        example="“能源政 策” → “能源政策”",
        options={
            "prior": "一句里的空格多半有意，先减多少比特",
            "usual": "本页其他空格按切断词语的多少，至多加减多少比特",
            "prose": "有逗号的句子里，这项至多加多少比特",
            "together": "间隔相同的空格互相加多少比特：出自同一提取程序",
            "before_mark": "逗号、句号前的空格算多少比特",
        },
        reasons={
            "space-at-wrap": ReasonWords(
                "a space where a line ended: the pieces are as wide as each other, about {columns} columns",
                "空格处原是行尾：各片段一样宽，约 {columns} 半角",
                ("columns",),
            ),
            "space-in-word": ReasonWords(
                "{spaces:space} of a sentence that cut words in two",
                "一句话里的 {spaces} 个空格把词切断了",
                ("spaces",),
            ),
            "space-before-mark": ReasonWords(
                "{spaces:space} before commas, stops or closing quotes",
                "逗号、句号或后引号前的 {spaces} 个空格",
                ("spaces",),
            ),
        },
    )

    # Real spaces between Chinese characters in the clean corpora: 2 of 8,500 have 4 bits.
    apply_at: float = 4.0
    show_at: float = 2.0
    prior: float = 4.0
    usual: float = 6.0
    prose: float = 20.0
    together: float = 3.0
    before_mark: float = 8.0

    def fires(self, text: str) -> bool:
        """Whether a space stands between Chinese characters anywhere."""
        return LOOSE.search(text) is not None

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal for the spaces of each sentence."""
        lines = printed(page)
        if are_words_apart(line.text for line in lines):
            return
        found = _gaps(lines)
        if not any(found):
            return
        whole = _own([gap for some in found for gap in some])
        places = ((line.text, gap) for line, some in zip(lines, found, strict=True) for gap in some)
        blanks = blanks_of_form(page.text) + sum(is_blank(text, gap.start, gap.stop) for text, gap in places)
        figures_apart = keeps_figures(page.text)
        for line, some in zip(lines, found, strict=True):
            odds, firm = _own(some) if some and some[0].alone else whole
            starts = [gap.start for gap in some]
            proposed: list[Proposal] = []
            for start, stop in _parts(line.text, some):
                here = some[bisect_left(starts, start) : bisect_left(starts, stop)]
                gaps = [gap for gap in here if not gap.kept]
                if figures_apart:
                    gaps = [gap for gap in gaps if not gap.by_figure]
                if blanks > _MOST_BLANKS:
                    gaps = [gap for gap in gaps if not is_blank(line.text, gap.start, gap.stop)]
                prose = has_clauses(line.text[start:stop])
                if gaps and not _are_meant(line.text, gaps, prose=prose):
                    proposed += self._weighed(line, gaps, (odds, firm, blanks), prose=prose)
            yield from all_or_none(proposed)

    def _weighed(
        self, line: Line, gaps: Sequence[Gap], others: tuple[float, int, int], *, prose: bool
    ) -> Iterator[Proposal]:
        """The spaces of one sentence: all of them, or those before marks. ``others`` are the bits of all spaces of the
        page, how many of them stand at a measure, and how many for a blank."""
        odds, firm, blanks = others
        own = sum(gap.met.bits for gap in gaps if gap.met)
        usual = max(-self.usual, min(self.prose if prose else self.usual, odds / 2))
        bits = own + usual - self.prior + (_said(line.text, gaps) if prose and odds > 0 else 0.0)
        known = any(gap.met and gap.met.known for gap in gaps)
        ends = [gap.wrap for gap in gaps if gap.at_measure] if firm else []
        wrap = sum(end.bits for end in ends) / len(ends) + min(self.together, firm / 2) if ends else 0.0
        wrap += min(0.0, own) + min(0.0, odds / 2)  # line ends cut words; the gutter between columns does not
        marks = [gap for gap in gaps if gap.before_mark]
        least = self.apply_at if marks else self.show_at
        if all(gap.by_figure for gap in gaps):  # 9 of 10 such in 8 million characters were meant: 在 Sect.2 中
            wrap = min(wrap, self.show_at)
        if 2 * len(ends) >= len(gaps) and wrap >= max(bits, least):
            yield Proposal(_out(line, gaps), "space-at-wrap", (ends[0].measure,), wrap)
        elif bits >= least and (known or prose):
            yield Proposal(_out(line, gaps), "space-in-word", (len(gaps),), bits)
        elif marks:
            meant = own < 0.0 or odds < _LOST or blanks > _MOST_BLANKS
            meant = meant or any(gap.stop - gap.start > 1 or is_blank(line.text, gap.start, gap.stop) for gap in marks)
            bits = self.show_at if meant else self.before_mark
            yield Proposal(_out(line, marks), BEFORE_MARK, (len(marks),), bits)


def _own(gaps: Sequence[Gap]) -> tuple[float, int]:
    """The bits of some spaces for their cutting words, and how many of them stand at a measure, if several do."""
    firm = sum(gap.at_measure for gap in gaps)
    return sum(gap.met.bits for gap in gaps if gap.met), firm if firm >= _FEWEST_ENDS else 0


def _are_meant(text: str, gaps: Sequence[Gap], *, prose: bool) -> bool:
    """Whether the text does not read on over the spaces of a sentence: a heading and its text, or items in a row."""
    if any(gap.before_mark or gap.at_measure for gap in gaps):
        return False
    if prose and (len(gaps) > 1 or _MARKS.search(text, 0, gaps[0].start)):
        return False
    bits = [reads_on(text[: gap.start], text[gap.stop :]) for gap in gaps]
    return sum(bits) < (_PARTED if prose else 0.0) * len(bits) or _ITEM_AGAIN.search(text) is not None


def _said(text: str, gaps: Sequence[Gap]) -> float:
    """Bits for a sentence's reading on over its spaces, if all stand between Han characters or beside marks, and a mark
    comes after them: the heads of columns may make a word (截止日期 刊载日期)."""
    if not _MARKS.search(text, gaps[-1].stop) or not all(
        gap.met or gap.before_mark or _MARKS.match(text, gap.start - 1) for gap in gaps
    ):
        return 0.0
    said = [reads_on(text[: gap.start], text[gap.stop :]) for gap in gaps if gap.met]
    return bits if (bits := sum(max(-_SAYS, min(_SAYS, one)) for one in said)) >= _LEAST_SAID else 0.0


_SAYS = 3.0
"""Bits that what reads on over one space adds, or takes, at the most. Chosen."""
_LEAST_SAID = 1.5
"""… and what all of a sentence add, at the least. In 36 million characters of 340 publishers 55 sentences more are
closed with none but the first; of 50 that were read 45 are right, two are blanks before a mark of ASCII."""


class Gap(NamedTuple):
    """A space at ``[start, stop)`` of a line; what meets there, if two Han characters do; ``kept``: it is meant, by its
    form; whether it stands by a figure or before a mark; what it would be as a line end, whether it is one, and whether
    its own line alone says so."""

    start: int
    stop: int
    met: Meeting | None
    kept: bool
    by_figure: bool
    before_mark: bool
    wrap: Boundary
    at_measure: bool
    alone: bool

    @property
    def breaks(self) -> bool:
        """Whether pieces that are set to a measure do not go on over it: a headline before its text."""
        return self.wrap.set and self.wrap.bits < _BREAKS and not (self.met and self.met.known)


_PARTED = -0.5
"""Bits of what reads on in what, below which the only space of a sentence is meant, if no mark stands before it: the
four such of 514 real texts are, between a heading and its text. Where there are no marks at all, spaces are meant over
which nothing reads on, as in a list."""
_BREAKS = -4.0
"""Bits at which a space between pieces that are set to a measure is a real one: a headline before its text. Chosen."""


def _gaps(lines: Sequence[Line]) -> list[list[Gap]]:
    """The spaces of each line."""
    spans = [list(loose_spaces(line.text)) if " " in line.text else [] for line in lines]
    at_wraps = iter(as_lines(lines, spans))
    places = [(line.text, *span) for line, some in zip(lines, spans, strict=True) for span in some]
    pieces = [piece for text, start, stop in places for piece in (text[start - 1], text[stop])]
    met = iter(meetings(pieces)[::2])
    out: list[list[Gap]] = []
    for line, some in zip(lines, spans, strict=True):
        text, label = line.text, NUMBERED.match(line.text)
        gaps: list[Gap] = []
        for start, stop in some:
            meeting, (wrap, alone) = next(met), next(at_wraps)
            kept = (is_set_wide(text, start, stop) and text[stop] not in SPACELESS) or (
                (label is not None and start <= label.end()) or is_hole(text, start, stop)
            )
            figure = text[start - 1].isdigit() or text[stop].isdigit()
            if text[start - 1] in _NUMERALS and text[stop] in _NUMERALS:
                meeting = None  # shows nothing of the others, either
                kept = kept or not wrap.set or wrap.bits <= 0
            mark = text[stop] in SPACELESS or (
                closes_quote(text, start, stop) and text[start - 1] not in BEFORE_BRACKET
            )
            gaps.append(Gap(start, stop, meeting, kept, figure, mark, wrap, wrap.set and wrap.bits > 0, alone))
        out.append(gaps)
    return [[gap._replace(at_measure=False) for gap in some] for some in out] if _gutter(out) else out


_FEWEST = 3
"""Lines with one space at a measure each, from which on the spaces are the gutter between two columns. Chosen."""
_SHARE = 0.6
"""Their share of all that have one: line ends that were lost leave several spaces in a line. Chosen."""


def _gutter(found: Sequence[Sequence[Gap]]) -> bool:
    counts = [count for some in found if (count := sum(gap.at_measure for gap in some))]
    single = counts.count(1)
    return single >= _FEWEST and single >= _SHARE * len(counts)


def _parts(text: str, gaps: Sequence[Gap]) -> Iterator[tuple[int, int]]:
    """The sentences of a line that has such spaces, cut where a space is a real one."""
    if not gaps:
        return
    breaks = [gap.start for gap in gaps if gap.breaks]
    for start, stop in sentences(text):
        for at in breaks[bisect_left(breaks, start) : bisect_left(breaks, stop)]:
            yield start, at
            start = at + 1
        yield start, stop


_LOST = -1.0
"""Bits of a page's spaces at which they are not stray, but show where glyphs were lost: two that cut no word have
less. Chosen."""
_FEWEST_ENDS = 2
"""Spaces at a measure that show one. Chosen."""
_MOST_BLANKS = 1
"""Blanks to fill in on a page, beyond which all spaces before marks may be such. Chosen."""


def _out(line: Line, gaps: Sequence[Gap]) -> tuple[Replace, ...]:
    return tuple(Replace(line.id, gap.start, gap.stop) for gap in gaps)
