"""Reasons, roles and rules in words, Chinese and English.

To give a new reason its words, add one entry to ``REASONS``: its code, then the English and the Chinese text. ``{0}``
is the first of the proposal's numbers; ``{0 line}`` is the number with its noun, plural where it has to be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Lang(StrEnum):
    """The languages messages can be had in."""

    EN = "en"
    ZH = "zh"


class Words(NamedTuple):
    """One text in both languages."""

    en: str
    zh: str

    def in_(self, lang: Lang) -> str:
        """The text in one of them."""
        return self.zh if lang is Lang.ZH else self.en


_REASONS: dict[str, tuple[str, str]] = {
    "overprint": (
        "{1 character} in {0 unit} each printed {2} times; in a zone of {3 line}, coverage {4} %",
        "{0} 个单元共 {1} 字各印了 {2} 次；所在区段 {3} 行，覆盖率 {4}%",
    ),
    "echo-lines": (
        "{0 line} ({1 character}) printed again right below; each printed {2} times",
        "{0} 行（共 {1} 字）紧接着又印了一遍；每行共印 {2} 次",
    ),
    "echo-block": (
        "{0 line} ({1 character}) printed again, {2 line} further down",
        "{0} 行（共 {1} 字）在 {2} 行之后又印了一遍",
    ),
}

_REASONS |= {
    "headline-names-sections": (
        "{0 heading} after it take up the words that the headline quotes",
        "其后有 {0} 个小标题承接主题中加引号的词",
    ),
    "headline-with-byline": ("a headline with its byline at the end of the page", "主题与署名印在版面末尾"),
    "labels-name-parts": (
        "two labels on one line; {0 line} belong to the first, {1 line} to the second",
        "一行里有两个栏题；{0} 行属于前者，{1} 行属于后者",
    ),
    "labels-side-by-side": ("two labels on one line", "一行里有两个栏题"),
    "lead-repeats-headline": (
        "{0 paragraph} set far wider than the sections, {1 phrase} in common with the headline",
        "{0} 段排得比各节宽得多，与主题有 {1} 处相同的词句",
    ),
    "sentence-goes-on": (
        "{0 line} ({1 character}) interrupt a sentence that goes on after them",
        "{0} 行（共 {1} 字）打断了一个句子，句子在其后接续",
    ),
    "caption-pieces": ("{0 piece} of captions", "{0} 行图片说明的片段"),
    "captions-at-end": ("{0 short line} after the end of the text are captions", "正文之后的 {0} 个短行是图片说明"),
    "wrap": (
        "the line is full, {0 column} short of a measure of {1}, and the text goes on",
        "此行已排满（版心宽 {1} 半角，还差 {0}），文字在下一行接续",
    ),
    "one-paragraph-a-line": (
        "{0 wrap} undone: one paragraph a line, without indents and blank lines",
        "已接回 {0} 处断行：一段一行，去掉段首空格与空行",
    ),
}

_RULES: dict[str, str] = {
    "tandem-repeat": "字、词或整行连印了 n 次，只留一次",
    "echo": "整行或整段又印了一遍，多出的不再印",
    "late-headline": "主题印在了自己文章的正文之后",
    "side-labels": "左右两栏的栏题连成了一行",
    "late-lead": "导语印在了它所引出的文章之后",
    "intruding-caption": "图片说明或引语插进了句子中间",
    "split-caption": "图片说明被切成了几行",
    "hard-wrap": "段落按栏宽断成了多行",
}

_FAMILIES: dict[str, tuple[str, str]] = {
    "dedouble": ("what was printed several times", "重复印刷"),
    "furniture": ("mastheads, folios, date lines", "报头、版次、日期等版面信息"),
    "characters": ("characters that stand for others", "错用的字符"),
    "spaces": ("stray spaces", "多余的空格"),
    "order": ("reading order", "阅读顺序"),
    "captions": ("captions and credits", "图片说明与署名"),
    "reflow": ("wrapped lines and paragraphs", "断行与段落"),
    "script": ("simplified and traditional", "简体与繁体"),
}

_HELD: dict[str, tuple[str, str]] = {
    "evidence": ("the evidence is too weak", "证据不足"),
    "overlap": ("it touches what another change touches", "与另一处改动重叠"),
    "keep": ("the recipe keeps this text as it is", "配方要求保留原文"),
}

_SKIPPED: dict[str, tuple[str, str]] = {
    "no-geometry": ("it needs the places of the characters on the page, which plain text does not have",
                    "需要字符在版面上的位置，纯文本没有"),
}  # fmt: skip

_ROLES: dict[str, tuple[str, str]] = {
    "body": ("body", "正文"),
    "furniture": ("furniture", "版面信息"),
    "kicker": ("kicker", "引题"),
    "headline": ("headline", "主题"),
    "subhead": ("subhead", "副题"),
    "byline": ("byline", "署名"),
    "jump": ("jump", "转版"),
    "label": ("label", "栏题"),
    "heading": ("heading", "小标题"),
    "quote": ("quote", "引语"),
    "caption": ("caption", "图片说明"),
    "credit": ("credit", "图片署名"),
    "echo": ("echo", "重印"),
    "hidden": ("hidden", "隐藏文字"),
}


def _table(entries: dict[str, tuple[str, str]]) -> Mapping[str, Words]:
    return MappingProxyType({code: Words(*texts) for code, texts in entries.items()})


REASONS = _table(_REASONS)
"""Why a change is proposed: ``Proposal.code`` to its template."""
RULES_ZH: Mapping[str, str] = MappingProxyType(_RULES)
"""Rule names to their summaries in Chinese; the English one is the first line of the rule's docstring."""
FAMILIES = _table(_FAMILIES)
HELD = _table(_HELD)
SKIPPED = _table(_SKIPPED)
ROLES = _table(_ROLES)

_FIELD = re.compile(r"\{(\d+)(?: ([a-z ]+))?\}")


def reason(code: str, numbers: Sequence[int | float | str], lang: Lang) -> str:
    """A reason in words. A code without an entry, or with fewer numbers than its entry wants, is given as it stands.

    >>> reason("echo-block", (1, 22, 40), Lang.EN)
    '1 line (22 characters) printed again, 40 lines further down'
    >>> reason("sun-spots", (3, 0.5), Lang.ZH)
    'sun-spots (3, 0.5)'
    """
    words = REASONS.get(code)
    if words is None or any(int(n) >= len(numbers) for n, _ in _FIELD.findall(words.in_(lang))):
        return f"{code} ({', '.join(map(_number, numbers))})" if numbers else code
    return _FIELD.sub(lambda field: _filled(numbers[int(field[1])], field[2]), words.in_(lang))


def held_reason(code: str, lang: Lang) -> str:
    """Why a change was held (``Change.held_for``)."""
    return HELD[code].in_(lang) if code in HELD else code


def skipped_reason(code: str, lang: Lang) -> str:
    """Why a rule could not run (``Skipped.code``)."""
    return SKIPPED[code].in_(lang) if code in SKIPPED else code


def rule_summary(name: str, docstring: str, lang: Lang) -> str:
    """What a rule is for, in one line; the docstring's first line where there is no Chinese one."""
    english = docstring.strip().split("\n", 1)[0].rstrip(".")
    return RULES_ZH.get(name, english) if lang is Lang.ZH else english


def _filled(number: int | float | str, noun: str | None) -> str:
    if not noun:
        return _number(number)
    return f"{_number(number)} {noun}{'' if number == 1 else 's'}"


def _number(number: int | float | str) -> str:
    return f"{number:g}" if isinstance(number, float) else str(number)
