"""A unified diff that patch understands, aligned by origins."""

from __future__ import annotations

import difflib
import re

from hypothesis import given, settings
from hypothesis import strategies as st

import cntextfix
from cntextfix.changes.apply import apply
from cntextfix.changes.verbs import Join, Label, Move, Op, Replace, Split
from cntextfix.document.model import Document, Line, Page, Role, Run
from cntextfix.sinks.diff import to_diff
from cntextfix.sinks.text import to_text

_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n")
_NO_END = "\n\\ No newline at end of file\n"


def edited(source: Document, *ops: Op) -> Document:
    return Document(source.name, apply(source.pages, ops))


def patched(text: str, diff: list[str]) -> str:
    """The text after a unified diff, done as strictly as patch does without fuzz."""
    old = re.findall(r"[^\n]*\n|[^\n]+$", text)
    out: list[str] = []
    at = 0
    for line in diff[2:]:
        hunk = _HUNK.fullmatch(line)
        if hunk:
            start = int(hunk[1]) - (hunk[2] != "0")
            out += old[at:start]
            at = start
            assert len(out) == int(hunk[3]) - (hunk[4] != "0")
            continue
        body = line[1:].removesuffix(_NO_END)
        if line[0] in " -":
            assert old[at] == body
            at += 1
        if line[0] in " +":
            out.append(body)
    return "".join(out + old[at:])


def check(source: Document, cleaned: Document) -> list[str]:
    """The diff, after seeing that it leads from one text to the other."""
    diff = list(to_diff(source, cleaned))
    assert (patched(source.text, diff) if diff else source.text) == to_text(cleaned)
    return diff


def test_no_difference_gives_no_diff() -> None:
    source = cntextfix.read_text("甲\n乙\n", "a")
    assert list(to_diff(source, source)) == []


def test_it_reads_as_diff_does() -> None:
    text = "".join(f"第{n}行\n" for n in range(20))
    source = cntextfix.read_text(text, "a.txt")
    cleaned = edited(source, Replace(10, 0, 1), Replace(12, 0, 1))
    expected = difflib.unified_diff(text.splitlines(True), to_text(cleaned).splitlines(True), "a.txt", "a.txt")
    assert check(source, cleaned) == list(expected)


def test_far_changes_are_hunks_of_their_own() -> None:
    source = cntextfix.read_text("".join(f"{n}\n" for n in range(40)), "a")
    diff = check(source, edited(source, Replace(2, 0, 1), Replace(30, 0, 1)))
    assert sum(line.startswith("@@") for line in diff) == 2


def test_joined_split_moved_and_dropped_lines() -> None:
    source = cntextfix.read_text("一\n\n二\n\n三甲\n\n四\n\n五\n\n六\n", "a")
    diff = check(source, edited(source, Join(0), Split(2, 1), Move((4,), 3), Label(5, Role.ECHO)))
    assert "+一二\n" in diff
    assert "-六\n" in diff


def test_a_moved_block_costs_only_itself() -> None:
    source = cntextfix.read_text("".join(f"{n}\n" for n in range(100)), "a")
    diff = check(source, edited(source, Move((90, 91, 92), 5)))
    assert sum(line[0] == "-" for line in diff[2:]) == 3
    assert sum(line[0] == "+" for line in diff[2:]) == 3


def test_a_missing_last_line_feed_is_said() -> None:
    source = cntextfix.read_text("甲甲\n乙", "a")
    assert "-甲甲\n" in check(source, edited(source, Replace(0, 0, 1)))
    assert "-乙" + _NO_END in check(source, edited(source, Replace(1, 0, 1, "丙")))


def test_lines_end_as_they_did() -> None:
    source = cntextfix.read_text("甲甲\r\n乙\r\n", "a")
    assert "+甲\r\n" in check(source, edited(source, Replace(0, 0, 1)))


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["一", "二", "", "一二"]), min_size=1, max_size=12), st.data())
def test_the_diff_always_leads_to_the_cleaned_text(lines: list[str], data: st.DataObject) -> None:
    end = data.draw(st.sampled_from(["\n", "\n\n", "\r\n"]))
    source = cntextfix.read_text(end.join(lines) + data.draw(st.sampled_from(["", "\n", "\f"])), "a")
    ops: list[Op] = []
    for line in source.lines():
        kind = data.draw(st.sampled_from(["keep", "edit", "drop", "move"]))
        if kind == "edit":
            ops.append(Replace(line.id, 0, 0, "新"))
        elif kind == "drop":
            ops.append(Label(line.id, Role.HIDDEN))
        elif kind == "move":
            ops.append(Move((line.id,), None))
    check(source, edited(source, *ops))


def test_lines_in_reading_order_are_compared_as_read() -> None:
    """A PDF's lines stand in reading order, wherever their glyphs came in the stream."""
    lines = (Line(0, "甲甲乙", (Run(3, 3),)), Line(1, "丙丁", (Run(6, 2),)), Line(2, "戊戊己", (Run(0, 3),)))
    source = Document("a.pdf", (Page(1, lines),))
    cleaned = edited(source, Replace(0, 1, 2), Replace(2, 1, 2))
    diff = list(to_diff(source, cleaned))
    assert diff[3:] == ["-甲甲乙\n", "+甲乙\n", " 丙丁\n", "-戊戊己\n", "+戊己\n"]
    assert patched(source.text, diff) == "甲乙\n丙丁\n戊己\n"
