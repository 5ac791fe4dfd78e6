"""A record of a change reads right by itself: whole units, places as people count, a reason that is a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import cntextfix
from cntextfix import Change, InputTypeError
from cntextfix.changes.extent import AROUND, extent
from cntextfix.changes.verbs import Join, Move
from cntextfix.sinks.places import Places
from helpers import ROOT

PAGE = (ROOT / "samples" / "xixi-2023.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "edits", "before"),
    [
        ("第第33版版", [(1, 2, ""), (3, 4, ""), (5, 6, "")], "第第33版版"),  # each unit with its copy
        ("甲工作工作工作乙", [(3, 7, "")], "工作工作工作"),  # several copies of one unit
        ("家新家新季", [(0, 2, "")], "家新家新"),  # the last copy is the one that stays
        ("发展能源政 策，乙", [(5, 6, "")], "发展能源政 策"),
        ("结合本市,实际", [(4, 5, "，")], "结合本市,实际"),
        ("甲" * 20 + "⻝" + "乙" * 20, [(20, 21, "食")], "甲" * AROUND + "⻝" + "乙" * AROUND),
        ("。⻝。", [(1, 2, "食")], "⻝"),
        ("  一", [(0, 2, "")], "  一"),
        ("", [(0, 0, "甲")], ""),
    ],
)
def test_extent(text: str, edits: list[tuple[int, int, str]], before: str) -> None:
    low, high = extent(text, edits)
    assert text[low:high] == before
    assert low <= edits[0][0] <= edits[-1][1] <= high


def test_both_sides_are_whole() -> None:
    changes = cntextfix.explain(
        "第第33版版  乡乡镇镇新新闻闻\n青禾镇青禾镇2323名农技员送技上门名农技员送技上门\n"
    ).report.applied
    pictures = [(change.before, change.after) for change in changes if change.rule == "tandem-repeat"]
    assert ("第第33版版  乡乡镇镇新新闻闻", "第3版  乡镇新闻") in pictures
    single = cntextfix.explain("浙江省能源政⼯程\n").report.applied[0]
    assert (single.before, single.after) == ("浙江省能源政⼯程"[-8:], "浙江省能源政工程"[-8:])


def test_places_are_those_of_the_file_and_moves_say_from_where_to_where() -> None:
    done = cntextfix.explain(PAGE)
    places = Places(done.source)
    lines = PAGE.split("\n")
    for change in done.report.applied:
        assert (change.line, change.column) == places.of(change.start)[1:]
        assert 1 <= change.line <= len(lines)
    moves = [change for change in done.report.applied if any(isinstance(op, Move) for op in change.ops)]
    assert moves
    for change in moves:
        assert change.to == -1 or 1 <= change.to <= len(lines)
        assert f"moved from line {change.line} to " in change.reason()
        assert f"从第 {change.line} 行移到" in change.reason("zh")
    assert not any(change.to for change in done.report.applied if change not in moves)


def test_pages_that_stream_have_the_same_places() -> None:
    text = "一江春水。\f" + "甲\n\n" + "⽤⼈单位\n" + "\f第⽤⼈单位⻝堂\n"
    document = cntextfix.read_text(text)
    whole = cntextfix.clean_document(document).report
    parts = [report for _, report in cntextfix.clean_pages(document.pages)]
    stamped = [(one.line, one.column) for report in parts for one in report.applied]
    assert stamped == [(one.line, one.column) for one in whole.applied]
    assert (3, 1) in stamped


def test_pages_of_a_pdf_have_no_lines() -> None:
    document = cntextfix.read_pdf(ROOT / "samples" / "river-page.pdf")
    report = cntextfix.clean_document(document).report
    assert {(change.line, change.column, change.to) for change in report.applied} == {(0, 0, 0)}
    assert json.loads(next(report.json_lines()))["line"] is None


def test_a_record_has_its_reason_in_the_language_asked_for() -> None:
    report = cntextfix.explain("重要通知重要通知").report
    (held,) = report.held
    assert held.reason().endswith(f"; held: {held.evidence:.1f} bits, 10 needed")
    assert held.reason("zh").endswith(f"；暂不改动：证据 {held.evidence:.1f} 比特，需 10")
    record = json.loads(next(report.json_lines("zh")))
    assert (record["reason"], record["line"], record["column"], record["needed"]) == (held.reason("zh"), 1, 5, 10)
    assert json.loads(next(report.json_lines()))["reason"] == held.reason()
    wrong = "fr"
    with pytest.raises(InputTypeError, match="'en' or 'zh'"):
        held.reason(wrong)  # type: ignore[arg-type]


def test_every_change_of_a_real_page_reads_by_itself() -> None:
    """Nothing of it is empty, both sides differ or the reason says what was done."""
    for change in cntextfix.explain(PAGE).report.applied:
        assert change.before.strip(), change
        assert change.after.strip() or change.code in ("furniture-by-form", "overprint"), change
        assert change.reason() != change.code
        assert any("\u4e00" <= char <= "\u9fff" for char in change.reason("zh"))


def test_joins_show_both_sides() -> None:
    joins = [c for c in cntextfix.explain(PAGE).report.applied if c.code == "wrap" and isinstance(c.ops[0], Join)]
    assert joins
    assert all("\n" in change.before and "\n" not in change.after for change in joins[:20])


def test_a_change_made_by_hand_still_works(tmp_path: Path) -> None:
    change = Change("d", 1, "r", (), "code", (1,), 3.0, (), "a", "b")
    assert (change.needed, change.line, change.column, change.to) == (0.0, 0, 0, 0)
    assert change.reason() == "code (1)"
