"""Reasons, roles and rules in words, Chinese and English; their texts are in ``texts``."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, NamedTuple, Protocol

from cntextfix.wording import texts


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


def _table(entries: dict[str, tuple[str, str]]) -> Mapping[str, Words]:
    return MappingProxyType({code: Words(*texts) for code, texts in entries.items()})


REASONS = _table(texts.REASONS)
"""Why a change is proposed: ``Proposal.code`` to its template."""
RULES_ZH: Mapping[str, str] = MappingProxyType(texts.RULES)
"""Rule names to their summaries in Chinese; the English one is the first sentence of the rule's docstring."""
FAMILIES = _table(texts.FAMILIES)
HELD = _table(texts.HELD)
_SKIPPED = _table(texts.SKIPPED)
ROLES = _table(texts.ROLES)

_PARTS_ZH = {"text": "文字", "recursion": "循环引用"}

_SENTENCE = re.compile(r"(?<=[.:]) (?=[A-Z])")
_FIELD = re.compile(r"\{(\d+)(?: ([a-z -]+))?\}")


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
    return _FIELD.sub(lambda field: _filled(_in(numbers[int(field[1])], lang), field[2]), words.in_(lang))


class Told(Protocol):
    """What a change tells of itself."""

    @property
    def code(self) -> str: ...
    @property
    def numbers(self) -> Sequence[int | float | str]: ...
    @property
    def evidence(self) -> float: ...
    @property
    def needed(self) -> float: ...
    @property
    def held_for(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def to(self) -> int: ...


def sentence(change: Told, lang: Lang | Literal["en", "zh"]) -> str:
    """The reason of a change with all that belongs to it: where its lines went, why it was held."""
    lang = Lang(lang)
    parts = [made(change, lang), *([held(change, lang)] if change.held_for else [])]
    return ("；" if lang is Lang.ZH else "; ").join(parts)


def made(change: Told, lang: Lang) -> str:
    """The reason of a change, and from where to where lines went."""
    why = reason(change.code, change.numbers, lang)
    if not change.to or not change.line:
        return why
    where = texts.MOVED["end" if change.to < 0 else "line"][lang is Lang.ZH]
    return why + ("；" if lang is Lang.ZH else "; ") + where.format(line=change.line, to=change.to)


def held(change: Told, lang: Lang) -> str:
    """Why a change was held (``Change.held_for``), in a word or two: the bits it has and those it needs."""
    code = "hold" if change.held_for == "evidence" and change.needed == math.inf else change.held_for
    words = HELD[code].in_(lang) if code in HELD else code
    return words.format(bits=f"{change.evidence:.1f}".removesuffix(".0"), needed=f"{change.needed:g}")


def role_name(role: str, lang: Lang) -> str:
    """What a role is called.

    >>> role_name("headline", Lang.ZH)
    '主题'
    """
    return ROLES[role].in_(lang) if role in ROLES else role


def skipped_reason(code: str, lang: Lang) -> str:
    """Why a rule could not run (``Skipped.code``)."""
    return _SKIPPED[code].in_(lang) if code in _SKIPPED else code


def rule_summary(name: str, docstring: str, lang: Lang) -> str:
    """What a rule is for: the first sentence of its docstring, without the full stop; or its Chinese summary, if there
    is one.

    >>> rule_summary("", "Wide letters,\\n    to ASCII. A matter of style.\\n\\n    Options: none", Lang.EN)
    'Wide letters, to ASCII'
    """
    paragraph = " ".join(docstring.partition("\n\n")[0].split())
    english = _SENTENCE.split(paragraph)[0].rstrip(".:")
    return RULES_ZH.get(name, english) if lang is Lang.ZH else english


def _in(number: int | float | str, lang: Lang) -> int | float | str:
    """What fills a text, in its language: some are no numbers but roles, and what of a page is damaged."""
    if lang is Lang.EN or not isinstance(number, str):
        return number
    return ROLES[number].zh if number in ROLES else _PARTS_ZH.get(number, number)


def _filled(number: int | float | str, noun: str | None) -> str:
    if not noun:
        return _number(number)
    return f"{_number(number)} {noun}{'' if number == 1 else 's'}"


def _number(number: int | float | str) -> str:
    return f"{number:g}" if isinstance(number, float) else str(number)
