"""What every test of cleaning asserts, whatever else it looks at."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import cntextfix
from cntextfix import Cleaned, Recipe
from cntextfix.rules import RULES

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
PAGES = ROOT / "tests" / "pages"
SAMPLES = ROOT / "samples"


def alone(name: str) -> Recipe:
    """The recipe with one rule in it, opt-in or not; a family name gives all rules of the family."""
    chosen = tuple(rule for rule in RULES if name in (rule.name, rule.family))
    assert chosen, f"no rule or family {name!r}"
    return Recipe(chosen)


def assert_sound(text: str, recipe: Recipe | None = None) -> Cleaned:
    """Clean ``text`` and assert what holds for every text and every recipe; gives the result for further looks."""
    source = cntextfix.read_text(text)
    assert source.text == text, "reading a text must not change it"
    cleaned = cntextfix.clean_document(source, recipe)
    assert cleaned.source is source
    assert cntextfix.clean(text, recipe) == cleaned.text, "explain must not change the result"
    assert cntextfix.replay(source, cleaned.report.applied) == cleaned.document, "the report must replay"
    assert_ink(cleaned)
    assert_recorded(cleaned)
    if not cleaned.report.applied:
        assert cleaned.text == text, "the text changed and the report is empty"
    again = cntextfix.explain(cleaned.text, recipe)
    assert again.text == cleaned.text, "cleaning must be idempotent"
    return cleaned


def assert_ink(cleaned: Cleaned) -> None:
    """Every source character that is no white space is in a line or owned by an applied change, and every character
    of a line that claims a place in the source is what stands there. Reckoned apart from ``cntextfix.safety``."""
    text = cleaned.source.text
    owned = bytearray(len(text))
    for line in cleaned.document.lines():
        at = 0
        for start, length in line.origin:
            part = line.text[at : at + length]
            at += length
            if start < 0:
                continue
            assert text[start : start + length] == part, f"characters from {start} on were altered: {part!r}"
            assert not any(owned[start : start + length]), f"characters from {start} on are printed twice: {part!r}"
            owned[start : start + length] = b"\1" * length
        assert at == len(line.text)
    for change in cleaned.report.applied:
        for start, stop in change.spans:
            owned[start:stop] = b"\1" * (stop - start)
    lost = [n for n, char in enumerate(text) if not owned[n] and not char.isspace()]
    assert not lost, f"characters lost at {lost[:5]}: {''.join(text[n] for n in lost[:20])!r}"


def assert_recorded(cleaned: Cleaned) -> None:
    """The report is JSON, adds up, and everything survives pickling (batch runs send it between processes)."""
    records = [json.loads(line) for line in cleaned.report.json_lines()]
    changes = [*cleaned.report.applied, *cleaned.report.held]
    assert len(records) == len(changes) + len(cleaned.report.skipped)
    for change, record in zip(changes, records, strict=False):
        assert record["rule"] == change.rule
        assert record["before"] == change.before
        assert 0 <= change.confidence <= 1
        assert all(0 <= start <= stop <= len(cleaned.source.text) for start, stop in change.spans)
    assert pickle.loads(pickle.dumps(cleaned)) == cleaned
