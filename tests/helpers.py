"""What every test of cleaning asserts, whatever else it looks at."""

from __future__ import annotations

import json
import pickle
from dataclasses import fields
from pathlib import Path

import cntextfix
from cntextfix import Cleaned, Recipe
from cntextfix.rules import KNOWN

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
PAGES = ROOT / "tests" / "pages"
SAMPLES = ROOT / "samples"
_OURS = {rule.name for rule in KNOWN}


def alone(name: str) -> Recipe:
    """The recipe with one rule in it, opt-in or not; a family name gives all rules of the family."""
    return Recipe.default().only(name)


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
    """Every source character that is no white space is in a line or owned by an applied change; none is there twice;
    a character that claims a place is what stands there, unless a change owns it. Apart from
    ``cntextfix.changes.ink``."""
    text = cleaned.source.text
    changed = bytearray(len(text))
    for change in cleaned.report.applied:
        for start, stop in change.spans:
            changed[start:stop] = b"\1" * (stop - start)
    printed = bytearray(len(text))
    for line in cleaned.document.lines():
        at = 0
        for run in line.origin:
            part = line.text[at : at + run.length]
            at += run.length
            if run.start < 0:
                continue
            place = slice(run.start, run.start + run.length)
            assert text[place] == part or all(changed[place]), f"altered from {run.start} on: {part!r}"
            assert not any(printed[place]), f"printed twice, from {run.start} on: {part!r}"
            printed[place] = b"\1" * run.length
        assert at == len(line.text), f"line {line.id!r} has characters without an origin"
    lost = [n for n, char in enumerate(text) if not printed[n] and not changed[n] and not char.isspace()]
    assert not lost, f"characters lost at {lost[:5]}: {''.join(text[n] for n in lost[:20])!r}"


def assert_recorded(cleaned: Cleaned) -> None:
    """The report is JSON, adds up, and everything survives pickling (batch runs send it between processes)."""
    report = cleaned.report
    records = [json.loads(line) for line in report.json_lines()]
    assert len(records) == sum(len(getattr(report, field.name)) for field in fields(report))
    for status, changes in (("applied", report.applied), ("held", report.held)):
        told = [record for record in records if record["status"] == status]
        for change, record in zip(changes, told, strict=True):
            assert (record["rule"], record["before"], record["after"]) == (change.rule, change.before, change.after)
            assert 0 <= change.confidence <= 1
            assert all(0 <= start <= stop <= len(cleaned.source.text) for start, stop in change.spans)
    for change in (*report.applied, *report.held, *report.noticed):
        assert change.words or change.rule not in _OURS, f"{change.rule} has no words for {change.code}"
        assert not change.words or len(change.numbers) == len(change.words.numbers), f"numbers of {change.code}"
    assert pickle.loads(pickle.dumps(cleaned)) == cleaned
