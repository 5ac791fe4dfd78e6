"""Headlines, headings and bylines that plain text does not tell from body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import Label, Op, Proposal
from cntextfix.chinese.characters import width
from cntextfix.document.model import Line, Page, Role
from cntextfix.paragraphs.features import (
    BYLINE,
    CITED,
    CLOSED,
    DASHED,
    LISTED,
    MID,
    QUOTED,
    SENTENCE,
    end_class,
    start_class,
)
from cntextfix.rules.captions.looks import caption_bits
from cntextfix.rules.evidence import Evidence
from cntextfix.rules.lines import printed
from cntextfix.rules.reflow.bylines import is_byline
from cntextfix.rules.reflow.paper_titles import PaperLine, paper_titles
from cntextfix.rules.several import FEWEST_ARTICLES, articles
from cntextfix.wording.records import ReasonWords, RuleWords

_NO_TITLE = re.compile(
    r"[-+•·●>|%<\\]|\*(?!\*)|!\[|:::|.*(?:https?://|www\.)|(?:.*[(（]\d{1,2}[)）]){2}|[\W\d]*$"
    r"|Page \d+$|第 ?[\dIVXivx]{1,5} ?[页頁]|[（(][一二三四五六七八九十]{1,3} ?[)）]$|(?:首先|然后|然後|其次)，"
    r"|.*[;{}]$|(?!第|专题|專題)[^\s：:，。]{1,12} ?[：:]\s*\S"
)
"""Items of lists, pictures and comments of markup, addresses, rows of answers, folios, numbers of formulas, and what
somebody says or a field says: of 1,030 lines taken for titles in texts of 65 publishers 196 were such but for the last
two, which are 7 of 13 wrong ones of 60 read of 1,880 in texts of 32 publishers."""
_NO_HEADING = re.compile(r"—|(?:[图圖表]|Fig(?:ure)?\.?|Table) ?\d|.*[（(] +[）)]")
"""Sources behind a dash, captions of figures and tables, questions with a blank: of 1,315 headings in texts of 59
publishers 11 were such but for the first."""
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")
_CLAUSES = 2
"""Commas outside brackets that a line has which is prose cut short, and no heading: 80 of 85 such were. A stop inside
is as good as two. Chosen."""
_MOST_TITLES = 3
"""Titles in a row: more are a list. Chosen."""


_ARTICLES_A_PAGE = 100
"""Articles are numbered within their page, and pages apart: 101 is the first one of the second page."""


@dataclass(frozen=True, slots=True)
class UnmarkedRole:
    """Headlines, headings and bylines that plain text does not tell from body.

    Lines are labelled by their looks and their place, once paragraphs are whole; nothing is changed in the text. A
    headline with what belongs to it begins a new article.

    Example: ``一江清水慢慢回来了`` over ``本报记者 林远舟`` is a headline with its byline.

    Options:
        apply_at: bits from which a line is labelled.
        show_at: bits from which the label is held and shown.
        widest: columns that a headline or a heading has at most.
        paragraph: columns that a line has at least to be a paragraph, on a page of articles.
    """

    name: ClassVar[str] = "unmarked-role"
    family: ClassVar[str] = "reflow"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="纯文本里没有标出的标题和署名",
        text="段落接好之后，按形式和位置给标题、小标题和署名加标签，文字不变。主题连同署名开始一篇新文章。",
        example="“一江清水慢慢回来了”下面是“本报记者 林远舟”：主题与署名",
        options={
            "widest": "标题至多多少半角宽",
            "paragraph": "有文章的页上，段落至少多少半角宽",
        },
        reasons={
            "looks-like-title": ReasonWords("a headline or heading, by its looks and place", "按形式和位置看是标题"),
            "looks-like-byline": ReasonWords("a byline, by its form", "按形式看是署名"),
            "articles": ReasonWords("{articles:article} on the page", "本页有 {articles} 篇文章", ("articles",)),
        },
    )

    # Labels change nothing that is printed: the likelier role is taken.
    apply_at: float = 1.0
    show_at: float = 1.0
    widest: int = 64
    paragraph: int = 60

    def fires(self, text: str) -> bool:
        """Whether there are lines of several kinds."""
        return text.count("\n") >= 2

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One proposal a line, and one for the articles of a page that has several."""
        lines = printed(page)
        long = [width(line.text) >= self.paragraph for line in lines]
        if len(lines) < 3 or not any(long):
            return
        roles = [line.role for line in lines]
        for n, line in enumerate(lines):
            text = line.text.strip()
            if line.role == Role.BODY and len(text) <= self.widest and is_byline(text):
                roles[n] = Role.BYLINE
                yield Proposal((Label(line.id, Role.BYLINE),), "looks-like-byline", (), 6.0)
        titles = [role == Role.BODY and self._is_title(line) for role, line in zip(roles, lines, strict=True)]
        titles = [title and not text for title, text in zip(titles, _set_as_text(lines, long), strict=True)]
        several = sum(role in (Role.BYLINE, Role.JUMP) for role in roles) >= _FEWEST
        for n in range(len(lines)):
            if titles[n]:
                roles[n] = _title(lines, roles, titles, long, n, several=several)
                if roles[n] != Role.BODY:
                    yield Proposal((Label(lines[n].id, roles[n]),), "looks-like-title", (), 3.0)
        if _was_set(lines) and (several or articles(lines) >= FEWEST_ARTICLES):
            texts = [line.text.strip() for line in lines]
            bare = [title and _may_head(text.lstrip("—")) for title, text in zip(titles, texts, strict=True)]
            told = [PaperLine(*one) for one in zip(texts, roles, bare, long, strict=True)]
            for group in paper_titles(told):
                for n in group:
                    roles[n] = _of_paper(told, group, n)
                    yield Proposal((Label(lines[n].id, roles[n]),), "looks-like-title", (), 2.0)
        ops = _articles(lines, roles, (page.number - 1) * _ARTICLES_A_PAGE)
        if ops:
            yield Proposal(ops, "articles", (len({op.article for op in ops if isinstance(op, Label)}),), 3.0)

    def _is_title(self, line: Line) -> bool:
        text = line.text.strip()
        ends = end_class(text) in (MID, CITED, CLOSED, DASHED)
        fits = 4 <= width(text) <= self.widest
        return ends and fits and start_class(text) != BYLINE and not _NO_TITLE.match(text)


def _set_as_text(lines: Sequence[Line], long: Sequence[bool]) -> Iterator[bool]:
    """For each line, whether nothing but its length tells it from the paragraphs, which are indented as it is."""
    indents = Counter(_indent(line.text) for line, is_long in zip(lines, long, strict=True) if is_long)
    usual, count = indents.most_common(1)[0]
    typed = bool(usual) and count >= _INDENTED * indents.total()
    for line in lines:
        text = line.text.strip()
        own = typed and _indent(line.text) == usual
        yield own and start_class(text) != LISTED and not _NUMBERED.match(text)


def _indent(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


_INDENTED = 0.8
"""Share of the paragraphs that are indented alike in a text whose indents mean something. Chosen."""
_NUMBERED = re.compile("[第卷#【《〈]")
"""How titles begin that stand where paragraphs do."""
_FEWEST = 2
"""Bylines and jumps on a page of several articles, at the least. Chosen."""
_NAME = re.compile(r"[\u3400-\u9fff]{2,4}$")


_PIECES = 3
"""Lines of a paragraph that was set to a measure, at the least. Chosen."""
_FEWEST_SET = 3
"""Such paragraphs on a page that was set in columns, at the least. Chosen: web pages whose lines are paragraphs have
bylines, too, and their menus are no titles."""


def _was_set(lines: Sequence[Line]) -> bool:
    """Whether paragraphs of the page were put together out of several lines."""
    return sum(len(line.spans()) >= _PIECES for line in lines) >= _FEWEST_SET


def _of_paper(told: Sequence[PaperLine], group: range, n: int) -> Role:
    """What line ``n`` of a group of titles on a paper's page is. One alone heads an article only above a byline."""
    text = told[n].text
    if _VIEW.match(text) or caption_bits(text) >= _CAPTION:
        return Role.CAPTION
    if len(group) == 1 and not (group.stop < len(told) and told[group.stop].role == Role.BYLINE):
        return Role.HEADING
    return _in_group(text, n - group.start, len(group))


_VIEW = re.compile("航拍|俯瞰|鸟瞰|鳥瞰|[^，。]{2,16}(?:一角|瞬间|瞬間|现场|現場)[：:]")
"""What names a picture begins so: a view from above, or a place and what is to be seen there."""
_CAPTION = 5.0
"""Bits from which a line between texts is no title, but names a picture. Chosen."""


def _title(
    lines: Sequence[Line],
    roles: Sequence[Role],
    titles: Sequence[bool],
    long: Sequence[bool],
    n: int,
    *,
    several: bool,
) -> Role:
    """What a title is: a headline with its neighbours at the top of an article, or a heading in the text."""
    first, stop = n, n + 1
    while (
        first
        and n - first < _MOST_TITLES
        and (titles[first - 1] or roles[first - 1] in (Role.HEADLINE, Role.KICKER, Role.SUBHEAD))
    ):
        first -= 1
    while stop < len(lines) and stop - n <= _MOST_TITLES and titles[stop]:
        stop += 1
    after = roles[stop] if stop < len(lines) else None
    body_after = stop < len(lines) and (long[stop] or after == Role.BYLINE)
    if not body_after or stop - first > _MOST_TITLES:
        return Role.BODY
    reported = after == Role.BYLINE or start_class(lines[stop].text.strip()) == BYLINE
    if first == 0 or reported:
        return _in_group(lines[n].text.strip(), n - first, stop - first)
    before = end_class(lines[first - 1].text.strip()) if roles[first - 1] == Role.BODY else SENTENCE
    text = lines[n].text.strip()
    if stop - first == 1 and before in (SENTENCE, QUOTED):
        return Role.HEADING if _may_head(text) else Role.BODY
    if several and before in (SENTENCE, QUOTED):
        named = stop - first > 1 and _NAME.match(lines[stop - 1].text.strip()) is not None
        if named and n == stop - 1:
            return Role.BYLINE
        return _in_group(text, n - first, stop - first - named)
    listed = start_class(text) == LISTED
    return Role.HEADING if listed and before in (SENTENCE, QUOTED) and _may_head(text) else Role.BODY


def _may_head(text: str) -> bool:
    """Whether a line that looks like a title can be a heading in the text.

    >>> _may_head("二、大桥通车以后，老梁"), _may_head("痢成噤口，脾胃俱惫矣，故用潞党"), _may_head("图5 渡口旧貌")
    (True, False, False)
    """
    if text.startswith("#"):
        return True  # Markdown says so
    if _NO_HEADING.match(text) or _IN_BRACKETS.fullmatch(text):
        return False
    plain = _IN_BRACKETS.sub("", text)
    return plain.count("，") + plain.count("；") < _CLAUSES and "。" not in plain


def _in_group(text: str, place: int, size: int) -> Role:
    """Of up to three titles in a row: 引题, 主题, 副题; of two, the second is a 副题 if it begins with a dash."""
    if text.startswith("—"):
        return Role.SUBHEAD if place else Role.HEADLINE
    if size == 3:
        return (Role.KICKER, Role.HEADLINE, Role.SUBHEAD)[place]
    return Role.HEADLINE


def _articles(lines: Sequence[Line], roles: Sequence[Role], base: int) -> tuple[Op, ...]:
    """Article numbers for all lines, if there are several: one begins with each group of headline lines."""
    heads = (Role.KICKER, Role.HEADLINE, Role.SUBHEAD)
    numbers: list[int] = []
    number = 1
    for n, role in enumerate(roles):
        if n and role in heads and roles[n - 1] not in heads:
            number += 1
        numbers.append(base + number)
    if number == 1:
        return ()
    return tuple(Label(line.id, None, which) for line, which in zip(lines, numbers, strict=True))
