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
    "drawn-again": (
        "{0 character} drawn {1} times in the same place, at most {2} hundredths of an em apart",
        "{0} 个字在同一位置印了 {1} 次，最多相差 {2}% 字宽",
    ),
    "placed-furniture": (
        "{0 line} of page furniture by their place and words",
        "按位置和用语看，{0} 行是版面信息",
    ),
    "unseen": ("{0 line} that nobody can see on the page", "{0} 行在版面上看不见"),
    "placed-role": ("a {0} of article {1}, by its place and type", "按位置和字体看，是第 {1} 篇的{0}"),
    "placed-article": ("{1 paragraph} of article {0}, by their place", "按位置看，{1} 段属于第 {0} 篇"),
    "placed-wrap": ("{0 line} of one {1}, by columns, indents and pictures", "按栏、缩进和图片看，{0} 行属于同一{1}"),
    "needs-ocr": ("the page has pictures but no text layer: it needs OCR", "本页只有图像，没有文字层，需要 OCR"),
    "no-text": ("the page has no text", "本页没有文字"),
    "hidden-layer": (
        "all {0 character} of the page are hidden (an OCR layer under a scan?): --include hidden prints them",
        "本页 {0} 个字都是隐藏的（扫描图下的 OCR 层？）：用 --include hidden 输出",
    ),
    "unreadable": (
        "{0 glyph} ({1} %) cannot be read: the PDF does not say what characters they are",
        "{0} 个字形（{1}%）无法识别：PDF 没有注明是什么字",
    ),
    "damaged-page": ("the page is damaged ({0}); what could be read is here", "本页已损坏（{0}），只读出了一部分"),
    "damaged-content": ("part of the page's content cannot be unpacked", "本页部分内容无法解开"),
    "damaged-operator": (
        "the page has damaged instructions ({0}), which were passed over",
        "本页有损坏的指令（{0}），已跳过",
    ),
    "endless-form": ("a form on the page contains itself; it was read once", "本页有自我嵌套的表单，只读一次"),
    "too-long": ("the page has more than {0} instructions; the rest was not read", "本页指令超过 {0} 条，其余未读"),
    "too-many-glyphs": ("the page has more than {0} glyphs; the rest was not read", "本页字形超过 {0} 个，其余未读"),
    "echo-lines": (
        "{0 line} ({1 character}) printed again right below; each printed {2} times",
        "{0} 行（共 {1} 字）紧接着又印了一遍；每行共印 {2} 次",
    ),
    "echo-block": (
        "{0 line} ({1 character}) printed again, {2 line} further down",
        "{0} 行（共 {1} 字）在 {2} 行之后又印了一遍",
    ),
}

_RULES: dict[str, str] = {
    "overprint": "同一位置重复印出的字，只留一次",
    "placed-furniture": "按版面位置认出报头、版次、页脚、广告和看不见的文字",
    "placed-role": "按版面位置认出标题、署名、图片说明等，并分出各篇文章",
    "placed-wrap": "按栏、缩进和图片把断行接成段落",
    "tandem-repeat": "字、词或整行连印了 n 次，只留一次",
    "echo": "整行或整段又印了一遍，多出的不再印",
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
    "geometry": ("the layout of the page has settled it", "版面的几何位置已有定论"),
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
