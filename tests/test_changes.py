"""The verbs, one by one and all together, and replay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cntextfix
from cntextfix import ReplayError, Report, Role
from cntextfix.changes.apply import apply
from cntextfix.changes.ink import check_ink
from cntextfix.changes.verbs import Change, End, Join, Label, Move, Op, Replace, Split
from cntextfix.pipeline import run
from fakes import Fake, proposal
from helpers import assert_ink, assert_recorded

TEXT = "第一行\n第二行\n\n第三行\n第四行\n"


def after(*ops: Op, text: str = TEXT) -> str:
    document = cntextfix.read_text(text)
    return "".join(page.text for page in apply(document.pages, ops))


def test_replace() -> None:
    assert after(Replace(0, 1, 2)) == "第行\n第二行\n\n第三行\n第四行\n"
    assert after(Replace(0, 3, 3, "。"), Replace(0, 0, 1, "首")) == "首一行。\n第二行\n\n第三行\n第四行\n"


def test_split_names_the_right_half() -> None:
    assert after(Split(1, 1), Join((1, 1), "、")) == "第一行\n第\n二行、第三行\n第四行\n"


def test_join_takes_the_end_of_the_last_line() -> None:
    assert after(Join(0), Join(1, " ")) == "第一行第二行 第三行\n第四行\n"


def test_move_and_join_in_one_go() -> None:
    assert after(Move((3,), 0), Join(3)) == "第四行第一行\n第二行\n\n第三行\n"
    assert after(Move((0,), None)) == "第二行\n\n第三行\n第四行\n第一行\n"


def test_label_leaves_the_text() -> None:
    document = cntextfix.read_text(TEXT)
    (page,) = apply(document.pages, [Label(2, Role.CAPTION, 3)])
    assert page.text == TEXT
    assert (page.lines[2].role, page.lines[2].article) == (Role.CAPTION, 3)


def test_join_goes_over_what_is_not_printed() -> None:
    document = cntextfix.read_text(TEXT)
    (page,) = apply(document.pages, [Label(1, Role.FURNITURE), Join(0)])
    assert [line.text for line in page.lines] == ["第一行第三行", "第二行", "第四行"]


def test_end() -> None:
    assert after(End(1, "\n")) == "第一行\n第二行\n第三行\n第四行\n"


def test_what_no_operation_names_is_the_same_object() -> None:
    document = cntextfix.read_text("一\n二\f三\n四")
    pages = apply(document.pages, [Replace(0, 0, 1)])
    assert pages[1] is document.pages[1]
    assert pages[0].lines[1] is document.pages[0].lines[1]


@pytest.mark.parametrize(
    "op",
    [Replace(9, 0, 1), Replace(0, 4, 5), Split(7, 1), Move((8,), 0), Move((0,), 8), Join(3), Move((0, 0), 1)],
    ids=repr,
)
def test_a_report_of_another_document_is_refused(op: Op) -> None:
    with pytest.raises(ReplayError):
        after(op)


def test_replay_of_a_page_that_is_not_there() -> None:
    change = Change("d", 7, "r", (Replace(0, 0, 1),), "c", (), 20.0, (), "", "")
    with pytest.raises(ReplayError, match="no page 7"):
        cntextfix.replay(cntextfix.read_text(TEXT), (change,))


@st.composite
def operations(draw: st.DrawFn) -> tuple[str, list[list[Op]]]:
    """A text of some lines, and proposals of every verb for it; either lines are joined, or moved and labelled
    (moved lines and their targets are kept apart)."""
    texts = draw(st.lists(st.text(alphabet="人天一，。 A1\u3000\U00020000", max_size=12), min_size=2, max_size=9))
    text = "".join(line + draw(st.sampled_from(["\n", "\r\n", "\n\n", "\n \n"])) for line in texts)
    lines = next(iter(cntextfix.read_text(text).pages)).lines if text.strip("\r\n") else ()
    joining = draw(st.booleans())
    movable = [] if joining else draw(st.permutations([line.id for line in lines]))[: len(lines) // 2]
    fixed = [line.id for line in lines if line.id not in movable]
    last = max((n for n, line in enumerate(lines) if line.text.strip()), default=0)  # a join needs text behind it
    proposals: list[list[Op]] = []
    for n, line in enumerate(lines):
        put = ["换", "两字"] if joining and n == last else ["", "换", "两字"]
        places = sorted(draw(st.lists(st.integers(0, len(line.text)), max_size=4)))
        for start, stop in zip(places[::2], places[1::2], strict=False):
            proposals.append([Replace(line.id, start, stop, draw(st.sampled_from(put)))])
        if line.text and draw(st.booleans()):
            proposals.append([Split(line.id, draw(st.integers(0, len(line.text))))])
        if joining and n < last and draw(st.booleans()):
            proposals.append([Join(line.id, draw(st.sampled_from(["", " "])))])
        if not joining and draw(st.booleans()):
            proposals.append([Label(line.id, draw(st.sampled_from(Role)), draw(st.integers(0, 3)))])
        if line.id in movable and draw(st.booleans()):
            proposals.append([Move((line.id,), draw(st.sampled_from(fixed)))])
        if draw(st.booleans()):
            proposals.append([End(line.id, "\n")])
    return text, proposals


@given(operations())
def test_any_operations_replay_and_keep_the_ink(made: tuple[str, list[list[Op]]]) -> None:
    text, proposals = made
    rule = Fake(tuple(proposal(*ops) for ops in proposals))
    source = cntextfix.read_text(text)
    document, report = run(source, [rule])
    cleaned = cntextfix.Cleaned(source, document, report, document.text)
    check_ink(source, document, report.applied)
    assert cntextfix.replay(source, report.applied) == document
    assert_ink(cleaned)
    assert_recorded(cleaned)
    assert len(report.applied) + len(report.held) == len(proposals)
    assert report + Report() == report
