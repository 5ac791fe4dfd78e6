"""Reasons and roles in words, Chinese and English. A change brings the words of its rule; the rest is in ``texts``."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Literal, Protocol

from cntextfix.wording.records import Lang as Lang
from cntextfix.wording.records import ReasonWords
from cntextfix.wording.texts import HELD, MOVED_TO, ROLES, SKIPPED

_PARTS_ZH = {"text": "文字", "recursion": "循环引用"}

_FIELD = re.compile(r"\{(\w+)(?::([a-z -]+))?\}")


def filled(words: ReasonWords | None, code: str, numbers: Sequence[int | float | str], lang: Lang) -> str:
    """A reason with its numbers. Without words, or with fewer numbers than they want, the code is given as it stands.

    >>> filled(ReasonWords("{lines:line} printed again", "{lines} 行又印了一遍", ("lines",)), "again", (2,), Lang.EN)
    '2 lines printed again'
    >>> filled(None, "sun-spots", (3, 0.5), Lang.ZH)
    'sun-spots (3, 0.5)'
    """
    if words is None or len(numbers) < len(words.numbers):
        return f"{code} ({', '.join(map(_number, numbers))})" if numbers else code
    by_name = dict(zip(words.numbers, numbers, strict=False))
    return _FIELD.sub(lambda field: _with_noun(_in(by_name[field[1]], lang), field[2]), words.in_(lang))


class Told(Protocol):
    """What a change tells of itself."""

    @property
    def code(self) -> str:
        """The code of its reason."""
        ...

    @property
    def words(self) -> ReasonWords | None:
        """The words of its reason, if its rule has any."""
        ...

    @property
    def numbers(self) -> Sequence[int | float | str]:
        """What fills the words, in their order."""
        ...

    @property
    def evidence(self) -> float:
        """The bits that speak for it."""
        ...

    @property
    def needed(self) -> float:
        """The bits from which its rule makes a change."""
        ...

    @property
    def held_for(self) -> str:
        """The code of why it was held; empty if it was not."""
        ...

    @property
    def line(self) -> int:
        """The line where it stands, from 1; 0 where lines cannot be counted."""
        ...

    @property
    def to(self) -> int:
        """The line before which moved lines now stand; -1 for the end of the page, 0 if none were."""
        ...


def sentence(change: Told, lang: Lang | Literal["en", "zh"]) -> str:
    """The reason of a change with all that belongs to it: where its lines went, why it was held."""
    lang = Lang(lang)
    parts = [made(change, lang), *([held(change, lang)] if change.held_for else [])]
    return ("；" if lang is Lang.ZH else "; ").join(parts)


def made(change: Told, lang: Lang) -> str:
    """The reason of a change, and from where to where lines went."""
    why = filled(change.words, change.code, change.numbers, lang)
    if not change.to or not change.line:
        return why
    where = MOVED_TO["end" if change.to < 0 else "line"].in_(lang)
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
    return SKIPPED[code].in_(lang) if code in SKIPPED else code


def _in(number: int | float | str, lang: Lang) -> int | float | str:
    """What fills a text, in its language: some are no numbers but roles, and what of a page is damaged."""
    if lang is Lang.EN or not isinstance(number, str):
        return number
    return ROLES[number].zh if number in ROLES else _PARTS_ZH.get(number, number)


def _with_noun(number: int | float | str, noun: str | None) -> str:
    if not noun:
        return _number(number)
    return f"{_number(number)} {noun}{'' if number == 1 else 's'}"


def _number(number: int | float | str) -> str:
    return f"{number:g}" if isinstance(number, float) else str(number)
