"""Markdown that shows the text itself."""

from __future__ import annotations

import pytest

from cntextfix.document.model import Document, Line, Page, Role, Run
from cntextfix.sinks.markdown import escape, to_markdown


def page_of(*lines: tuple[Role, str], article: int = 1) -> Document:
    """One page of lines with their roles."""
    made: list[Line] = []
    start = 0
    for n, (role, text) in enumerate(lines):
        made.append(Line(n, text, (Run(start, len(text)),), "\n", role, article))
        start += len(text) + 1
    return Document("page", (Page(1, tuple(made)),))


def test_each_role_has_its_form() -> None:
    document = page_of(
        (Role.KICKER, "青山行不尽"),
        (Role.HEADLINE, "西溪镇新篇章"),
        (Role.SUBHEAD, "书写共富新篇"),
        (Role.BYLINE, "本报记者 张三"),
        (Role.HEADING, "热潮"),
        (Role.BODY, "第一段。"),
        (Role.BODY, "第二段。"),
        (Role.QUOTE, "绿水青山"),
        (Role.CAPTION, "蜜桃节现场"),
        (Role.CREDIT, "李四 摄"),
        (Role.CAPTION, "北湾古镇"),
    )
    assert to_markdown(document) == (
        "*青山行不尽*\n\n# 西溪镇新篇章\n\n*书写共富新篇*\n\n本报记者 张三\n\n## 热潮\n\n第一段。\n\n第二段。\n\n"
        "> 绿水青山\n\n> 蜜桃节现场\n>\n> 李四 摄\n\n> 北湾古镇\n"
    )


def test_headings_stand_below_their_label() -> None:
    document = page_of((Role.HEADLINE, "题"), (Role.LABEL, "回顾2022年——"), (Role.HEADING, "热潮"), (Role.BODY, "文"))
    assert to_markdown(document) == "# 题\n\n## 回顾2022年——\n\n### 热潮\n\n文\n"


def test_the_next_article_starts_afresh() -> None:
    one = page_of((Role.LABEL, "回顾"), (Role.HEADING, "甲")).pages[0]
    two = page_of((Role.HEADING, "乙"), article=2).pages[0]
    assert to_markdown(Document("d", (one, two))) == "## 回顾\n\n### 甲\n\n## 乙\n"


def test_what_is_not_printed_is_left_out_unless_included() -> None:
    document = page_of((Role.FURNITURE, "第3版"), (Role.BODY, "文"), (Role.ECHO, "文"), (Role.HIDDEN, "水印"))
    assert to_markdown(document) == "文\n"
    assert to_markdown(document, frozenset({Role.FURNITURE, Role.HIDDEN})) == "第3版\n\n文\n\n水印\n"


def test_nothing_gives_nothing() -> None:
    assert to_markdown(Document("d")) == ""
    assert to_markdown(page_of((Role.BODY, ""), (Role.BODY, "　"))) == ""


def test_a_stanza_keeps_its_lines() -> None:
    assert to_markdown(page_of((Role.BODY, "床前明月光\n疑是地上霜"))) == "床前明月光\\\n疑是地上霜\n"
    assert to_markdown(page_of((Role.QUOTE, "甲\n乙"))) == "> 甲\\\n> 乙\n"
    assert to_markdown(page_of((Role.HEADLINE, "甲\n乙"))) == "# 甲 乙\n"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# 号", r"\# 号"),
        ("###### 六", r"\###### 六"),
        ("#标签", "#标签"),
        ("> 大于", r"\> 大于"),
        (">大于", r"\>大于"),
        ("- 一", r"\- 一"),
        ("+ 一", r"\+ 一"),
        ("* 一", r"\* 一"),
        ("-一", "-一"),
        ("---", r"\---"),
        ("- - -", r"\- - -"),
        ("===", r"\==="),
        ("1. 一", r"1\. 一"),
        ("12) 一", r"12\) 一"),
        ("1.5倍", "1.5倍"),
        ("2023年。", "2023年。"),
        ("1", "1"),
        ("一*二*三", r"一\*二\*三"),
        ("a_b", r"a\_b"),
        ("`x`", r"\`x\`"),
        ("[1] 注", r"\[1] 注"),
        ("3~5和6~8", r"3\~5和6\~8"),
        ("a|b", r"a\|b"),
        ("<b>", r"\<b>"),
        ("1 < 2", "1 < 2"),
        ("AT&T", "AT&T"),
        ("&lt;", r"\&lt;"),
        ("反\\斜", r"反\\斜"),
        ("    四格", "四格"),
        ("　　缩进", "缩进"),
        ("“争”上奋笔 “美”中挥毫——……", "“争”上奋笔 “美”中挥毫——……"),
    ],
)
def test_markup_is_escaped_and_nothing_else(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_a_headline_keeps_its_hashes() -> None:
    assert to_markdown(page_of((Role.HEADLINE, "C #"))) == "# C \\#\n"
    assert to_markdown(page_of((Role.HEADLINE, "# 一"))) == "# \\# 一\n"
