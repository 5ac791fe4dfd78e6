"""A paragraph that goes on over the end of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile
from math import inf, log2
from typing import ClassVar

from cntextfix.changes.verbs import Join, Label, Op, Proposal, Replace
from cntextfix.chinese.characters import CLOSERS, OPENERS, is_han, width
from cntextfix.chinese.lexicon import meetings
from cntextfix.document.model import Line, Page, Role
from cntextfix.language import reads_on
from cntextfix.paragraphs import costs
from cntextfix.paragraphs.features import LEAST_INDENT, QUOTED, SENTENCE, end_class, start_class
from cntextfix.paragraphs.separators import seam
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.lines import printed
from cntextfix.wording.records import ReasonWords, RuleWords


@dataclass(frozen=True, slots=True)
class PageWrap:
    """A paragraph that goes on over the end of a page.

    Evidence: the last body line of the page stops in mid-sentence, a bracket or a word is open, and the first of the
    next page does not begin like a paragraph. Furniture between them does not count: page numbers and names of files
    there are labelled so. A running head that was not found keeps the paragraph in two.

    Example: ``…谁来管、`` at the end of a page and ``怎么管…`` at the beginning of the next are one paragraph.

    Options:
        apply_at: bits from which the paragraph is joined.
        show_at: bits from which the join is held and shown.
        shortest: characters without which a line at the end of a page is no paragraph.
        open_pair: bits for an open bracket or quote.
        language: whether what reads on in what, by counts of Chinese, is asked.
    """

    name: ClassVar[str] = "page-wrap"
    family: ClassVar[str] = "reflow"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="段落跨页",
        text="页末一行在半截停下，或括号、词语没有收口，而下一页首行不像段首，就接起来。其间的版次、文件名不算。",
        example="页末“……谁来管、”，次页开头“怎么管……”是同一段",
        options={
            "shortest": "页末的行至少多少字才算段落",
            "open_pair": "括号、引号没有收口，加多少比特",
            "language": "是否看两页的文字接不接得上（按汉字统计）",
        },
        reasons={
            "paragraph-over-page": ReasonWords(
                "a paragraph goes on over the end of page {page}", "一段话跨过第 {page} 页的页末", ("page",)
            ),
        },
    )

    # A line that stops in mid-phrase has 2.4 bits, at a comma 4.2; one that ends a sentence has none. Of 27 different
    # joins in 29 real files by seven extractors those with 3.5 bits are right (18); the highest of 9 wrong ones has
    # 2.7. Held out are pages of news, an encyclopaedia and a weekly, cut in mid-paragraph: at 3.5 bits 43 to 52 % are
    # joined with their own rest, and 4 to 8 % with that of another text (at 4 bits, before what reads on was asked,
    # 66 to 76 and 37 to 48 %). Few pages begin with the rest of a stranger.
    apply_at: float = 3.5
    show_at: float = 1.5
    shortest: int = 15
    open_pair: float = 4.0
    language: bool = True

    def fires(self, text: str) -> bool:
        """Never: on a page by itself there is nothing to do."""
        return False

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """Nothing."""
        yield from ()

    def propose_seam(self, one: Page, other: Page, evidence: Evidence) -> Iterator[Proposal]:
        """At most one proposal."""
        between = [*_edge(printed(one)[::-1]), *_edge(printed(other))]
        ends, starts = _last(one, between), _first(other, between)
        if ends is None or starts is None or len(ends.text) < self.shortest:
            return
        bits = self._bits(ends.text, starts.text)
        after = next(iter(_below(other, starts)), None)
        if after and self._bits(ends.text.rstrip() + starts.text.lstrip(), after.text) >= self.apply_at:
            bits = min(bits, self.show_at)
        if bits < self.show_at:
            return
        left, right = ends.text.rstrip(), starts.text.lstrip()
        ops: list[Op] = [Label(line.id, Role.FURNITURE) for line in between]
        if len(left) < len(ends.text):
            ops.append(Replace(ends.id, len(left), len(ends.text)))
        if len(right) < len(starts.text):
            ops.append(Replace(starts.id, 0, len(starts.text) - len(right)))
        how = seam(left, right, lambda word: False)
        yield Proposal((*ops, Join(ends.id, how.sep)), "paragraph-over-page", (one.number,), bits)

    def _bits(self, left: str, right: str) -> float:
        """How much speaks for the second line's going on with the first."""
        left = left.rstrip()
        if not (_MARK.search(left) and _stops_in_text(left) and _reads_on(right)) or _STATEMENT.fullmatch(left):
            return -inf
        right = right.lstrip()
        end, start = end_class(left), start_class(right)
        bits = _ended(end) - costs.WRAP_END[end] + costs.FIRST_START[start] - costs.NEXT_START[start]
        if sum(char in OPENERS for char in left) > sum(char in CLOSERS for char in left):
            bits += self.open_pair
        met = meetings([left, right])[0]
        bits += 0.0 if met is None else met.bits
        if self.language:  # of white space nothing is counted
            bits += reads_on("".join(left[-_ROOM:].split()), "".join(right[:_ROOM].split()))
        if len(right) < self.shortest and end_class(right) not in (SENTENCE, QUOTED):
            bits -= costs.DEEP  # a heading
        return bits


_ROOM = 4
"""Characters in which two are looked for beside white space. By definition: a space after each."""
_LONE = 2.0
"""Bits against a page's ending with a line of its own: an address, an imprint, a credit, a row. Chosen between 1 and 3
by the joins read in 29 real files: 2 parts the right ones from the wrong ones."""
_MOST = 3
"""Lines of the page, not of its text, at one end of it, at the most. Chosen."""
_MARK = re.compile(r"[，。、；：！？,;]")
_STATEMENT = re.compile(r"[^\u3400-\u9fff]*[\w)\]}\x22'] ?;")
"""A line of a program, as far as it can be told from a sentence: no Chinese, and a semicolon at its end."""
_FIELD = re.compile(r"\x22[^\x22]{1,30}\x22 ?[:：]")
"""A field of a record that the page shows."""
_SIGNS = frozenset("【■□◆◇●○▲△▼▽★☆◎➢※")
_NUMBER = re.compile(r"[^\w\s]*\s*(?:第\s*)?\d{1,4}\s*(?:[页頁]|[/／]\s*\d{1,4})?\s*[^\w\s]*")
_FILE = re.compile(
    r"\S[^，。；！？]*\.(?:indd|qxd|fit|fbd|docx?|wps|pdf|pptx?|xlsx?|cdr|ai|ps|txt|html?)(?:\W.*)?|(?:https?|file):\S+",
    re.IGNORECASE,
)
"""What an office program or a printing house puts at the edge of a page."""


def _ended(end: str) -> float:
    """Bits of a line's stopping so at the end of a page where a paragraph ends, or where it is a line of its own."""
    return -log2(2.0 ** -costs.LAST_END[end] + 2.0 ** -(_LONE + costs.HEADING_END[end]))


def _edge(lines: Sequence[Line]) -> list[Line]:
    """Page numbers and names of files at the beginning of these lines: a sentence may go on over them."""
    return list(takewhile(_is_edge, lines[:_MOST]))


def _is_edge(line: Line) -> bool:
    text = line.text.strip()
    return _NUMBER.fullmatch(text) is not None or _FILE.fullmatch(text) is not None


def _stops_in_text(text: str) -> bool:
    """Whether a line stops with a character of text. With letters, figures and signs stop addresses, rows of code and
    lines that a folio is glued to."""
    last = text[-1]
    return is_han(last) or _MARK.match(last) is not None or last in OPENERS or last in CLOSERS


def _reads_on(text: str) -> bool:
    """Whether a line can be text that goes on: no indent, no sign of a headline or an item, and a mark, which running
    heads and headings have not."""
    indent = width(text[: len(text) - len(text.lstrip())])
    text = text.lstrip()
    return (
        indent < LEAST_INDENT and text[:1] not in _SIGNS and not _FIELD.match(text) and _MARK.search(text) is not None
    )


def _below(page: Page, line: Line) -> list[Line]:
    """The line of body after ``line``, if no blank line parts them. Were it to go on, too, the page would break there
    once the two pages are joined, and a second pass would join more."""
    rest = [*dropwhile(lambda other: other is not line, printed(page))][1:]
    below = rest[len(_edge(rest)) :][:1] if line.end.count("\n") < 2 else []
    return [one for one in below if one.role == Role.BODY]


def _last(page: Page, skipped: Sequence[Line]) -> Line | None:
    """The page's last line of body, if nothing but captions and credits comes after it."""
    for line in reversed(printed(page)):
        if line in skipped:
            continue
        if line.role == Role.BODY:
            return line
        if line.role not in (Role.CAPTION, Role.CREDIT, Role.QUOTE):
            return None
    return None


def _first(page: Page, skipped: Sequence[Line]) -> Line | None:
    """The page's first printed line that is not skipped, if it is body."""
    line = next((line for line in printed(page) if line not in skipped), None)
    return line if line is not None and line.role == Role.BODY else None
