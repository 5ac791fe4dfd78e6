"""Places in the cleaned text and in its source, both ways."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cntextfix import Recipe, explain, read_text
from cntextfix.changes.apply import apply
from cntextfix.changes.verbs import End, Join, Label, Move, Op, Replace, Split
from cntextfix.document.model import Document, Line, Page, Role, Run
from cntextfix.document.offsets import Offsets
from cntextfix.rules import KNOWN
from cntextfix.rules.script.script_conversion import ScriptConversion
from cntextfix.sinks.text import to_text

ALL = Recipe(KNOWN).with_rule(ScriptConversion(to="twp"))


def offsets(source: str, *ops: Op) -> tuple[str, list[int | None], Offsets]:
    document = read_text(source)
    cleaned = replace(document, pages=apply(document.pages, ops))
    text = to_text(cleaned)
    found = Offsets(document, cleaned)
    return text, [found.origin(n) for n in range(len(text))], found


def test_untouched_text_maps_to_itself() -> None:
    text = "一\r\n\r\n\n二三\f四\n\n"
    _, places, found = offsets(text)
    assert places == list(range(len(text)))
    assert [found.where(n) for n in range(len(text))] == places
    assert found.where(len(text)) is None
    with pytest.raises(IndexError):
        found.origin(len(text))
    with pytest.raises(IndexError):
        found.origin(-1)


def test_deleted_copies_are_nowhere() -> None:
    text, places, found = offsets("甲甲乙乙\n丙", Replace(0, 1, 2), Replace(0, 3, 4))
    assert text == "甲乙\n丙"
    assert places == [0, 2, 4, 5]
    assert [found.where(n) for n in range(6)] == [0, None, 1, None, 2, 3]


def test_replacements_of_equal_length_keep_every_place() -> None:
    _, places, found = offsets("用後宮的", Replace(0, 1, 3, "后宫"))
    assert places == [0, 1, 2, 3]
    assert found.where(2) == 2


def test_replacements_of_other_lengths_map_from_the_left() -> None:
    text, places, _ = offsets("看打印机吗\n好", Replace(0, 1, 4, "印"))
    assert text == "看印吗\n好"
    assert places == [0, 1, 4, 5, 6]
    text, places, _ = offsets("用ﬃ字", Replace(0, 1, 2, "ffi"))
    assert text == "用ffi字"
    assert places == [0, 1, None, None, 2]


def test_insertions_have_no_place() -> None:
    text, places, _ = offsets("甲乙\n丙", Replace(0, 2, 2, "！"), Replace(0, 1, 1, "、"), Replace(0, 0, 0, "“"))
    assert text == "“甲、乙！\n丙"
    assert places == [None, 0, None, 1, None, 2, 3]


def test_joins_splits_moves_and_ends() -> None:
    text, places, _ = offsets("the\ncity\n甲", Join(0, " "))
    assert text == "the city\n甲"
    assert places == list(range(10))
    text, places, _ = offsets("甲\n乙\n丙", Join(0), End(1, "\n\n"))
    assert text == "甲乙\n\n丙"
    assert places == [0, 2, 3, None, 4]
    text, places, _ = offsets("甲乙\n丙", Split(0, 1))
    assert text == "甲\n乙\n丙"
    assert places == [0, None, 1, 2, 3]
    text, places, found = offsets("甲\n乙\n丙\n", Move((2,), 0))
    assert text == "丙\n甲\n乙\n"
    assert places == [4, 5, 0, 1, 2, 3]
    assert found.where(4) == 0


def test_dropped_lines_are_nowhere() -> None:
    text, places, found = offsets("甲\n第3版\f乙\n", Label(1, Role.FURNITURE))
    assert text == "甲\n\f乙\n"
    assert places == [0, 1, None, 6, 7]
    assert found.where(3) is None


def test_a_source_of_glyphs_out_of_order() -> None:
    lines = (Line(0, "乙丙", (Run(5, 2),)), Line(1, "甲", (Run(0, 1),)))
    document = Document("p.pdf", (Page(1, lines),))
    found = Offsets(document, document)
    assert [found.origin(n) for n in range(4)] == [5, 6, None, 0]
    assert found.where(5) == 0


def test_cleaned_forwards_and_pickles() -> None:
    cleaned = explain("⽤⽤⼈⼈单单位位⻝⻝堂堂⋯⋯⋯⋯好好，，真真的的\n\u200b天天", ALL)
    assert cleaned.text.startswith("用人單位食堂")
    at = cleaned.text.index("食")
    assert cleaned.source.text[cleaned.origin(at) or 0] == "⻝"
    assert cleaned.where(cleaned.origin(at) or 0) == at
    assert pickle.loads(pickle.dumps(cleaned)) == cleaned


def test_characters_that_came_through_are_the_same_in_the_source() -> None:
    source = "他用鼠标点打印机，软件坏了——这一年⋯⋯\n“‘荷’美三联”ＧＤＰ﹐第\u200b一条\n" * 3
    cleaned = explain(source, ALL)
    for n, char in enumerate(cleaned.text):
        place = cleaned.origin(n)
        if place is not None and source[place] == char:
            assert cleaned.where(place) == n
    unknown = [char for n, char in enumerate(cleaned.text) if cleaned.origin(n) is None]
    assert unknown == []


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("用后宫宫天天，,—⋯─⽤⻝︰(a\n\f\u200b 　１2軟软件"), max_size=60))
def test_both_ways_agree(source: str) -> None:
    cleaned = explain(source, ALL)
    for n in range(len(cleaned.text)):
        place = cleaned.origin(n)
        assert place is None or (0 <= place < len(source) and cleaned.where(place) == n)
