"""From script to script through OpenCC: what is converted, what is left alone, what is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import get_args

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cntextfix import Recipe, explain, read_text, replay
from cntextfix.changes.verbs import Replace
from cntextfix.chinese.scripts import script_of
from cntextfix.rules.script.convert import BLOCK_LINES, LONGEST_CLAUSE, LONGEST_GAP, convert, edits, proposals
from cntextfix.rules.script.script_conversion import ScriptConversion, TargetScript
from cntextfix.rules.script.variant_form import VariantForm


def to(target: TargetScript, text: str, *keep: str) -> str:
    return explain(text, replace(Recipe((ScriptConversion(target),)), keep=keep)).text


@pytest.mark.parametrize(
    ("target", "before", "after"),
    [
        ("none", "這是繁體", "這是繁體"),
        ("simp", "這是繁體，他看著乾隆的著作，在後面", "这是繁体，他看着乾隆的著作，在后面"),
        ("trad", "这是简体，后来在里面", "這是簡體，後來在裏面"),
        ("tw", "这是简体，后来在里面", "這是簡體，後來在裡面"),
        ("hk", "这是简体，为什么在里面", "這是簡體，為什麼在裏面"),
        ("twp", "这是用鼠标和打印机的软件", "這是用滑鼠和印表機的軟體"),
    ],
)
def test_targets(target: TargetScript, before: str, after: str) -> None:
    assert to(target, before) == after


@pytest.mark.parametrize("target", get_args(TargetScript))
def test_text_in_the_script_wanted_is_left_alone(target: TargetScript) -> None:
    simplified, traditional = "这是简体，慰藉与狼藉，乾隆", "這是皇后與后羿的故事，一里長"
    assert to(target, traditional if target != "simp" else simplified) in (traditional, simplified)


def test_each_line_goes_by_its_own_script_or_its_page_s() -> None:
    assert to("simp", "这是简体，乾隆慰藉\n國家\n乾淨") == "这是简体，乾隆慰藉\n国家\n干净"
    assert to("tw", "這是皇后\n这是后来\n皇后") == "這是皇后\n這是後來\n皇后"


def test_regional_variants_of_traditional_text() -> None:
    assert to("hk", "這裡為什麼看著") == "這裏為什麼看着"
    assert to("tw", "這裏為什麼看着") == "這裡為什麼看著"
    assert to("trad", "這裡為什麼看著") == "這裡為什麼看著"


def test_kept_text_is_not_converted() -> None:
    assert to("simp", "我看後宮甄嬛傳時，後來", "後宮甄嬛傳") == "我看後宮甄嬛傳时，后来"
    assert to("twp", "用鼠标，名叫鼠标的鼠标", "名叫鼠标") == "用滑鼠，名叫鼠标的滑鼠"
    report = explain("後來", replace(Recipe((ScriptConversion("simp"),)), keep=("後",))).report
    assert [(change.held_for, change.before) for change in report.held] == [("keep", "後來")]
    assert [change.after for change in report.applied] == ["後来"]


def test_every_change_is_in_the_report() -> None:
    source = "這是繁體\n沒有\nabc"
    result = explain(source, Recipe((ScriptConversion("simp"),)))
    assert [(c.code, c.before, c.after) for c in result.report.applied] == [
        ("script-simp", "這是繁體", "这是繁体"),
        ("script-simp", "沒有", "没有"),
    ]
    assert replay(result.source, result.report.applied) == result.document
    assert [result.origin(n) for n in range(len(source))] == list(range(len(source)))
    json.dumps([change.numbers for change in result.report.applied])


def test_places_where_lengths_differ() -> None:
    result = explain("这里用打印机打字", Recipe((ScriptConversion("twp"),)))
    assert result.text == "這裡用印表機打字"
    result = explain("在硬盘里和服务器上的信息，程序", Recipe((ScriptConversion("twp"),)))
    at = result.text.index("，")
    assert result.origin(at) == result.source.text.index("，")
    assert result.where(result.source.text.index("，")) == at


def test_what_opencc_cannot_read_comes_back() -> None:
    assert to("simp", "這\ud800是\0個\udfff") == "这\ud800是\0个\udfff"
    assert convert(["\ud800", "後\n前後\ufdd1", ""], ["t2s"]) == ["\ud800", "后\n前后\ufdd1", ""]
    assert convert([], ["t2s"]) == []


def test_no_word_goes_over_the_end_of_a_line() -> None:
    assert to("twp", "这是鼠\n标，鼠标") == "這是鼠\n標，滑鼠"
    assert convert(["鼠", "标", "鼠标"], ["s2twp"]) == ["鼠", "標", "滑鼠"]


@pytest.mark.parametrize("odd", ["\U0002a6a5", "\ud800", "\0", "\ufdd0", "\ufdd1", "\ufffe", "\u2028", "\U0010ffff"])
def test_odd_characters_change_nothing_around_them(odd: str) -> None:
    before = f"這是{odd}繁體\n{odd}\n後來{odd}{odd}"
    result = explain(before, Recipe((ScriptConversion("simp"),)))
    assert result.text == before.replace("這", "这").replace("體", "体").replace("後來", "后来")
    assert [result.origin(n) for n in range(len(before))] == list(range(len(before)))


def test_variant_forms() -> None:
    def clean(text: str, rule: VariantForm) -> str:
        return explain(text, Recipe((rule,))).text

    assert clean("爲什麼站着，這裏", VariantForm()) == "為什麼站著，這裡"
    assert clean("為什麼站著，這裡，著名", VariantForm("hk")) == "為什麼站着，這裏，著名"
    assert clean("為什麼站著，這裡", VariantForm("opencc")) == "爲什麼站着，這裏"
    assert clean("为什么站着，这里，著名", VariantForm()) == "为什么站着，这里，著名"


def test_the_converter_s_version_is_in_the_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    off, on = Recipe((ScriptConversion(),)), Recipe((ScriptConversion("simp"),))
    before = off.fingerprint(), on.fingerprint()
    monkeypatch.setattr(opencc, "__version__", "9.9")
    assert off.fingerprint() == before[0]
    assert on.fingerprint() != before[1]


def test_script_of() -> None:
    assert script_of("这国") == "simplified"
    assert script_of("這國") == "traditional"
    assert script_of("這国") == script_of("中文 abc") == ""


def applied(old: str, new: str) -> str:
    out, at = [], 0
    for start, stop, text in edits(old, new):
        assert at <= start < stop or start == stop
        out += [old[at:start], text]
        at = stop
    return "".join([*out, old[at:]])


@settings(max_examples=200, deadline=None)
@given(st.text("甲乙丙，。 ", max_size=40), st.text("甲乙丙，。 ", max_size=40))
def test_edits_make_one_text_of_the_other(old: str, new: str) -> None:
    assert applied(old, new) == new


def test_edits_of_long_clauses() -> None:
    old, new = "甲" * LONGEST_CLAUSE + "乙", "乙" + "甲" * LONGEST_CLAUSE + "丙"
    assert applied(old, new) == new
    assert applied("甲乙丙", "") == ""
    assert list(edits("甲乙", "甲乙")) == []


HAN = st.text("甲乙丙\U00020000", max_size=LONGEST_GAP + 4)
PAIRS = st.lists(
    st.tuples(HAN, HAN) | st.text("甲乙", max_size=3 * LONGEST_GAP).map(lambda text: (text, text.replace("乙", "丙")))
)


@settings(max_examples=100, deadline=None)
@given(PAIRS, st.sampled_from([1, BLOCK_LINES]))
def test_proposals_make_each_line_its_new_text(pairs: list[tuple[str, str]], times: int) -> None:
    pairs = pairs[:3] * times if times > 1 else pairs
    lines = [replace(read_text("甲").pages[0].lines[0], id=n, text=old) for n, (old, _) in enumerate(pairs)]
    found = list(proposals(lines, [new for _, new in pairs], "script-simp"))
    differ = [n for n, (old, new) in enumerate(pairs) if old != new]
    assert [{op.line for op in p.ops if isinstance(op, Replace)} for p in found] == [{n} for n in differ]
    for n, proposal in zip(differ, found, strict=True):
        old, new = pairs[n]
        ops = [op for op in proposal.ops if isinstance(op, Replace)]
        assert [(op.start, op.stop, op.text) for op in ops] == list(edits(old, new))
        assert proposal.numbers == (sum(op.stop - op.start for op in ops),)
        assert applied(old, new) == new


def test_replacements_begin_and_end_with_a_difference_and_leave_wide_gaps_alone() -> None:
    near, far = "丁" * LONGEST_GAP, "丁" * (LONGEST_GAP + 1)
    assert list(edits(f"丁甲{near}甲丁", f"丁乙{near}乙丁")) == [(1, LONGEST_GAP + 3, f"乙{near}乙")]
    assert list(edits(f"丁甲{far}甲丁", f"丁乙{far}乙丁")) == [(1, 2, "乙"), (LONGEST_GAP + 3, LONGEST_GAP + 4, "乙")]
    changes = explain(f"後{far}後{near}後\n{far}後", Recipe((ScriptConversion("simp"),))).report.applied
    assert [len(change.ops) for change in changes] == [2, 1]
    assert [change.numbers for change in changes] == [(LONGEST_GAP + 3,), (1,)]
