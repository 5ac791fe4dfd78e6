"""What words are kept in: a text in both languages, a reason with its numbers, all that is said of a rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Lang(StrEnum):
    """The languages messages can be had in."""

    EN = "en"
    ZH = "zh"


class Bilingual(NamedTuple):
    """One text in both languages."""

    en: str
    zh: str

    def in_(self, lang: Lang) -> str:
        """The text in one of them."""
        return self.zh if lang is Lang.ZH else self.en


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """Why a change is proposed, in English and Chinese, and what the numbers of the proposal are, in their order.

    ``{lines}`` in a text is the number of that name; ``{lines:line}`` is the number with its noun, which takes an s
    where the number is not 1. ``wording.words.filled`` puts the numbers in.
    """

    en: str
    zh: str
    numbers: tuple[str, ...] = ()

    def in_(self, lang: Lang) -> str:
        """The text in one language, with the names of the numbers still in it."""
        return self.zh if lang is Lang.ZH else self.en


@dataclass(frozen=True, slots=True)
class RuleWords:
    """What is said of a rule that its docstring does not say.

    In Chinese: ``summary``, what the rule is for, on one line; ``text``, what it does and leaves; ``example``;
    ``options``, what each option means (those of ``wording.texts.OPTIONS`` mean the same in all rules and are left
    out). In English the docstring says all this. ``reasons``: the codes of its proposals, each with its words.
    """

    summary: str = ""
    text: str = ""
    example: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, ReasonWords] = field(default_factory=dict)
