"""Data-driven cases: one file a rule in ``cases/``, each case through its rule alone and through the default recipe.

A case is ``{"label", "comment", "kind", "before", "after"}``. Kinds: ``wild`` (seen in a real file), ``synthetic``,
``negative`` (must stay as it is; ``after`` may then be left out) and ``known-failure`` (what should come out but does
not yet; strict, so that a case that starts to pass has to be moved). ``after_default`` says what the default recipe
(with the rule, if it is opt-in) makes of it, where that is something else; without it, a text of several lines is
compared there without its white space, because joining its lines is the work of other rules.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from cntextfix import Recipe
from cntextfix.rules import RULES
from helpers import CASES, alone, assert_sound

KINDS = {"wild", "synthetic", "negative", "known-failure"}


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a file; ``after_default`` is None where the file leaves it out."""

    rule: str
    label: str
    kind: str
    before: str
    after: str
    after_default: str | None


def read(path: Path) -> list[Case]:
    cases: list[Case] = []
    for entry in json.loads(path.read_text(encoding="utf8")):
        unknown = set(entry) - {"label", "comment", "kind", "before", "after", "after_default"}
        assert not unknown, f"{path.name}: {entry.get('label')}: unknown keys {sorted(unknown)}"
        after = entry.get("after", entry["before"])
        cases.append(Case(path.stem, entry["label"], entry["kind"], entry["before"], after, entry.get("after_default")))
    return cases


FILES = sorted(CASES.glob("*.json"))
ALL = [case for path in FILES for case in read(path)]
PARAMS = [
    pytest.param(
        case, id=f"{case.rule}-{case.label}", marks=[pytest.mark.xfail] if case.kind == "known-failure" else []
    )
    for case in ALL
]


@pytest.mark.parametrize("case", PARAMS)
def test_alone(case: Case) -> None:
    assert assert_sound(case.before, alone(case.rule)).text == case.after


@pytest.mark.parametrize("case", PARAMS)
def test_default(case: Case) -> None:
    recipe = Recipe.default()
    for rule in alone(case.rule).rules:
        if rule.name not in [other.name for other in recipe.rules]:
            recipe = recipe.with_rule(rule)  # an opt-in rule, among all the others
    text = assert_sound(case.before, recipe).text
    if case.after_default is not None:
        assert text == case.after_default
    elif "\n" in case.before:
        assert "".join(text.split()) == "".join(case.after.split())
    else:
        assert text == case.after


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file(path: Path) -> None:
    cases = read(path)
    labels = Counter(case.label for case in cases)
    assert not [label for label, times in labels.items() if times > 1], "a label names one case"
    texts = Counter(case.before for case in cases)
    assert not [text for text, times in texts.items() if times > 1], "a text stands once"
    assert {case.kind for case in cases} <= KINDS
    for case in cases:
        if case.kind == "negative":
            assert case.before == case.after, f"{case.label}: a negative case stays as it is"
        else:
            assert case.before != case.after or case.kind == "known-failure", f"{case.label}: nothing to mend"
    negatives = sum(case.kind == "negative" for case in cases)
    assert 2 * negatives >= len(cases), f"{negatives} negative cases of {len(cases)}: must be half of them or more"


def test_every_text_rule_has_cases() -> None:
    wanting = {rule.name for rule in RULES if not rule.needs_geometry} - {path.stem for path in FILES}
    assert not wanting


def test_every_file_belongs_to_a_rule() -> None:
    for path in FILES:
        assert [rule.name for rule in alone(path.stem).rules] == [path.stem]
