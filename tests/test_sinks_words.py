"""Every reason, role and rule has its words in both languages."""

from __future__ import annotations

import pytest

from cntextfix.changes.verbs import Change
from cntextfix.document.model import Role
from cntextfix.rules import RULES
from cntextfix.rules.rule import Rule
from cntextfix.wording.words import (
    FAMILIES,
    HELD,
    REASONS,
    ROLES,
    RULES_ZH,
    Lang,
    held,
    reason,
    rule_summary,
    skipped_reason,
)


@pytest.mark.parametrize("code", sorted({code for rule in RULES for code in rule.codes}))
def test_each_code_has_words_in_both_languages(code: str) -> None:
    assert REASONS[code].en
    assert REASONS[code].zh
    assert REASONS[code].en != REASONS[code].zh
    for lang in Lang:
        assert not set("{}") & set(reason(code, (1, 2, 3, 4, 5), lang))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_has_a_summary_in_both_languages(rule: Rule) -> None:
    assert RULES_ZH[rule.name]
    assert rule_summary(rule.name, type(rule).__doc__ or "", Lang.EN)
    assert rule.family in FAMILIES


@pytest.mark.parametrize("role", list(Role))
def test_each_role_has_a_name(role: Role) -> None:
    assert ROLES[role].zh


def test_the_reasons_the_pipeline_holds_for_have_words() -> None:
    assert {"evidence", "overlap", "keep"} <= set(HELD)
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
