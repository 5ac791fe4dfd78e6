"""Which lines of plain text are taken for headings."""

from __future__ import annotations

import pytest

import cntextfix
from cntextfix import Role

BEFORE = "渡船每天早上六点开出，到晚上九点才收班，坐船的多是对岸的菜农，挑着担子，说说笑笑，一趟只要十分钟。"
AFTER = "大桥通车以后，坐船的人少了一半，可老梁还是每天准时开船，他说只要还有一个人等着，他就得来，这是规矩。"


def role_of(line: str) -> Role:
    """The role of a line between two paragraphs."""
    cleaned = cntextfix.explain(f"{BEFORE}\n{line}\n{AFTER}\n")
    return next(one.role for one in cleaned.document.pages[0].lines if one.text.strip() == line)


@pytest.mark.parametrize(
    "line",
    [
        "渡口的四十年",
        "二、大桥通车以后",
        "（三）规矩",
        "**渡口的四十年**",
        "1.2 渡口",
        "一、判断题（50 个题，每题 1 分，共 50 分）",
        "大桥通车，渡船还开",
    ],
)
def test_a_heading(line: str) -> None:
    assert role_of(line) == Role.HEADING


@pytest.mark.parametrize(
    "line",
    [
        "- 自带雨伞", "• 自带雨伞", "![渡口](images/dukou.png)", "% 以下未完", "<!-- 未完 -->", "> 摘自日记", "－12－",
        "详见 https://example.org/dukou", "(01)同意 (02)不同意 (98)不知道", "\\item 自带雨伞",
        "图5 渡口旧貌", "表 2 历年客数", "1. 渡口的船长是（ ）", "大桥通车以后，坐船的人，已经少了一",
        "他准时开船。老梁说只", "第 VI 页", "第1頁，共 14 頁", "(一 )", "首先，解开渡口的缆绳",
        "（Ferry）", "const ferry = {", "import { ferry } from 'river';",
    ],
)  # fmt: skip
def test_no_heading(line: str) -> None:
    assert role_of(line) == Role.BODY


def test_a_short_paragraph_of_a_novel() -> None:
    """Where all paragraphs are indented, what is indented as they are is one, but for the names of chapters."""
    lines = ["第二章 渡口", BEFORE, "老梁笑了笑", AFTER, "会有船吗", BEFORE]
    cleaned = cntextfix.explain("".join(f"    {line}\n" for line in lines))
    roles = {line.text.strip(): line.role for line in cleaned.document.pages[0].lines}
    assert [roles[line] for line in lines[:5]] == [Role.HEADLINE, *[Role.BODY] * 4]
