"""The words of all known rules, by code and by name: for who has a name and not the rule."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from cntextfix.rules.parts import STRUCTURED
from cntextfix.rules.registry import KNOWN
from cntextfix.wording import texts
from cntextfix.wording.records import Lang, ReasonWords, RuleWords
from cntextfix.wording.words import filled

REASONS: Mapping[str, ReasonWords] = MappingProxyType(
    {code: words for of in (*(rule.words.reasons for rule in KNOWN), STRUCTURED) for code, words in of.items()}
)
"""Every reason that there is: ``Proposal.code`` to its words. No two rules have a code in common."""
_WORDS: Mapping[str, RuleWords] = MappingProxyType({rule.name: rule.words for rule in KNOWN})
DESCRIPTIONS: Mapping[str, str] = MappingProxyType(
    {name: f"{words.text}\n例：{words.example}" for name, words in _WORDS.items()}
)
"""What each rule does, with an example, in Chinese; in English the rules' docstrings say it."""
_SENTENCE = re.compile(r"(?<=[.:]) (?=[A-Z])")


def reason(code: str, numbers: Sequence[int | float | str], lang: Lang) -> str:
    """The reason of that code in words. An unknown code, or one with too few numbers, is given as it stands.

    >>> reason("echo-block", (1, 22, 40), Lang.EN)
    '1 line (22 characters) printed again, 40 lines further down'
    """
    return filled(REASONS.get(code), code, numbers, lang)


def rule_summary(name: str, docstring: str, lang: Lang) -> str:
    r"""What a rule is for: the first sentence of its docstring, without the full stop; or its Chinese summary, if there
    is one.

    >>> rule_summary("", "Wide letters,\n    to ASCII. A matter of style.\n\n    Options: none", Lang.EN)
    'Wide letters, to ASCII'
    """
    paragraph = " ".join(docstring.partition("\n\n")[0].split())
    english = _SENTENCE.split(paragraph)[0].rstrip(".:")
    return _WORDS[name].summary if lang is Lang.ZH and name in _WORDS else english


def option_text(rule: str, option: str) -> str:
    """What an option of a rule means, in Chinese; nothing if there is none of that name."""
    own = _WORDS[rule].options if rule in _WORDS else {}
    return own.get(option) or texts.OPTIONS.get(option, "")
