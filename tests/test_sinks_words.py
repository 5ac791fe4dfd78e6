"""Every reason, role and rule has its words in both languages."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from cntextfix.changes.verbs import Change
from cntextfix.document.model import Role
from cntextfix.recipe.options import fields_of
from cntextfix.rules import KNOWN
from cntextfix.rules.known_words import REASONS, reason, rule_summary
from cntextfix.rules.rule import Rule
from cntextfix.wording import texts
from cntextfix.wording.words import Lang, held, skipped_reason

_FIELD = re.compile(r"\{(\w+)(?::[a-z -]+)?\}")


@pytest.mark.parametrize("code", sorted(REASONS))
def test_each_code_has_words_in_both_languages(code: str) -> None:
    words = REASONS[code]
    assert words.en
    assert words.zh
    assert words.en != words.zh
    assert len(set(words.numbers)) == len(words.numbers)
    for lang in Lang:
        assert set(_FIELD.findall(words.in_(lang))) <= set(words.numbers)
        assert not set("{}") & set(reason(code, (1, 2, 3, 4, 5), lang))


def test_no_two_rules_have_a_code_in_common() -> None:
    """A code tells which rule it is, so that its words can be found by it."""
    codes = Counter(code for rule in KNOWN for code in rule.words.reasons)
    assert [code for code, count in codes.items() if count > 1] == []


@pytest.mark.parametrize("rule", KNOWN, ids=lambda rule: rule.name)
def test_each_rule_has_words_in_both_languages(rule: Rule) -> None:
    words = rule.words
    assert words.summary
    assert words.text
    assert words.example
    assert words.reasons
    assert words.options.keys() <= fields_of(rule).keys()
    assert words.options.keys().isdisjoint(texts.OPTIONS.keys()) or rule.name == "unreadable"
    assert rule_summary(rule.name, type(rule).__doc__ or "", Lang.EN)
    assert rule.family in texts.FAMILY_NAMES


@pytest.mark.parametrize("role", list(Role))
def test_each_role_has_a_name(role: Role) -> None:
    assert texts.ROLES[role].zh


def test_the_reasons_the_pipeline_holds_for_have_words() -> None:
    assert {"evidence", "overlap", "keep"} <= set(texts.HELD)
    assert held(_held("keep"), Lang.ZH) == "暂不改动：配方要求保留原文"
    assert held(_held("evidence"), Lang.EN) == "held: 8.4 bits, 10 needed"
    assert "plain text" in skipped_reason("no-geometry", Lang.EN)


def test_numbers_fill_the_words_and_nouns_follow_them() -> None:
    assert reason("overprint", (1, 4, 2, 1, 100), Lang.EN).startswith("4 characters in 1 unit each printed 2 times")
    assert "1 个单元共 4 字各印了 2 次" in reason("overprint", (1, 4, 2, 1, 100), Lang.ZH)


@pytest.mark.parametrize("lang", list(Lang))
def test_an_unknown_code_speaks_for_itself(lang: Lang) -> None:
    assert reason("sun-spots", (), lang) == "sun-spots"
    assert reason("sun-spots", (1, 2.5, "x"), lang) == "sun-spots (1, 2.5, x)"
    assert held(_held("whim"), lang) == "whim"
    assert skipped_reason("whim", lang) == "whim"
    assert rule_summary("unheard-of", "What it does.\n\nMore.", lang) == "What it does"


def test_too_few_numbers_do_not_crash() -> None:
    assert reason("echo-block", (3,), Lang.EN) == "echo-block (3)"


def test_braces_in_a_number_are_no_template() -> None:
    assert "{9}" in reason("echo-block", ("{9}", 1, 1), Lang.EN)


def _held(why: str) -> Change:
    return Change("d", 1, "r", (), "fake", (), 8.4, (), "", "", why, 0, 10.0)
