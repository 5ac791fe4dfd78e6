"""How the pipeline weighs what rules propose, and the ink check that follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

import cntextfix
from cntextfix import Document, InkLost, Page, Recipe, Role
from cntextfix.changes.ink import check_ink
from cntextfix.changes.verbs import Change, Join, Label, Move, Op, Proposal, Replace
from cntextfix.document.model import Line, Run
from cntextfix.rules.evidence import Evidence
from fakes import Fake, Geometric, proposal
from helpers import assert_sound

TEXT = "人人民民日报\n社论\n"


def done(*proposals: tuple[float, Op], keep: tuple[str, ...] = ()) -> cntextfix.Cleaned:
    rule = Fake(tuple(proposal(op, evidence=bits) for bits, op in proposals))
    return cntextfix.explain(TEXT, Recipe((rule,), keep))


def test_evidence_decides() -> None:
    cleaned = done((10.0, Replace(0, 1, 2)), (9.9, Replace(0, 3, 4)), (3.9, Replace(0, 5, 6)))
    assert cleaned.text == "人民民日报\n社论\n"
    assert [change.held_for for change in cleaned.report.held] == ["evidence"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Replace(0, 1, 3), Replace(0, 2, 4)),
        (Replace(0, 1, 1, "甲"), Replace(0, 1, 1, "乙")),
        (Join(0), Join(0, " ")),
        (Move((0,), None), Move((0,), 1)),
        (Label(0, Role.CAPTION), Label(0, Role.HEADLINE)),
    ],
    ids=lambda op: type(op).__name__,
)
def test_of_two_that_overlap_the_first_wins(one: Op, other: Op) -> None:
    cleaned = done((20.0, one), (30.0, other))
    assert [change.ops for change in cleaned.report.applied] == [(one,)]
    assert [(change.ops, change.held_for) for change in cleaned.report.held] == [((other,), "overlap")]


def test_neighbours_do_not_overlap() -> None:
    assert done((20.0, Replace(0, 1, 2)), (20.0, Replace(0, 2, 3))).text == "人民日报\n社论\n"


def test_all_operations_of_a_proposal_or_none() -> None:
    rule = Fake((proposal(Replace(0, 0, 1)), proposal(Replace(1, 0, 1), Replace(0, 0, 2))))
    assert cntextfix.clean(TEXT, Recipe((rule,))) == "人民民日报\n社论\n"


def test_keep_protects() -> None:
    cleaned = done((20.0, Replace(0, 1, 2)), (20.0, Replace(1, 0, 1)), keep=("人+民",))
    assert cleaned.text == "人人民民日报\n论\n"
    assert [change.held_for for change in cleaned.report.held] == ["keep"]


def test_a_change_tells_what_and_where() -> None:
    (change,) = done((12.5, Replace(0, 1, 2))).report.applied
    assert (change.rule, change.page, change.code, change.numbers) == ("fake", 1, "fake", (1,))
    assert (change.evidence, change.spans, change.start) == (12.5, ((1, 2),), 1)


def test_rules_that_need_geometry_are_skipped_on_text_and_named() -> None:
    cleaned = cntextfix.explain(TEXT, Recipe((Geometric((proposal(Replace(0, 0, 1)),)),)))
    assert cleaned.text == TEXT
    assert [(skipped.rule, skipped.code) for skipped in cleaned.report.skipped] == [("fake", "no-geometry")]


def test_a_rule_that_does_not_fire_is_not_asked() -> None:
    assert cntextfix.clean(TEXT, Recipe((Fake((proposal(Replace(0, 0, 1)),), quiet=True),))) == TEXT


def test_a_later_rule_sees_what_an_earlier_one_did() -> None:
    one, other = Fake((proposal(Replace(0, 0, 1)),)), Fake((proposal(Replace(0, 0, 3)),))
    assert cntextfix.clean(TEXT, Recipe((one, other))) == "日报\n社论\n"


class Persistent(Fake):
    """A rule that is asked again."""

    again = True


class Other(Persistent):
    """Another one."""

    name = "other"


def test_a_rule_about_spaces_and_line_ends_is_asked_again() -> None:
    one_more = proposal(Replace(0, 0, 1)), proposal(Replace(1, 0, 1), evidence=8.0)
    assert cntextfix.clean(TEXT, Recipe((Fake(one_more),))) == "人民民日报\n社论\n"
    cleaned = cntextfix.explain(TEXT, Recipe((Persistent(one_more),)))
    assert cleaned.text == "日报\n社论\n", "four times, and no more"
    assert len(cleaned.report.applied) == 4
    assert len(cleaned.report.held) == 1, "what is still held is told once"
    assert cntextfix.replay(cleaned.source, cleaned.report.applied) == cleaned.document


class Growing(Persistent):
    """A rule that finds two characters where it has taken out one."""

    name = "growing"

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """The first character, or the first two."""
        size = {6: 1, 5: 2}.get(len(page.lines[0].text), 0)
        yield from (proposal(Replace(0, n, n + 1)) for n in range(size))


def test_more_than_a_rule_found_before_is_not_believed_if_nobody_else_did_anything() -> None:
    assert cntextfix.clean(TEXT, Recipe((Growing(),))) == "人民民日报\n社论\n"
    other = Persistent((proposal(Replace(1, 0, 2)),))
    assert cntextfix.clean(TEXT, Recipe((Growing(), other))) == "民日报\n\n"


def test_lines_joined_in_two_sweeps_replay() -> None:
    text = (
        "\n    两个冤家，都难丢下，想着你\n来又记挂着他．两个人形\n\n    容俊俏，都难描画．想昨宵幽\n"
        "期私订在荼さ架，一个偷情，\n\n"
    )
    cleaned = assert_sound(text)
    assert {change.sweep for change in cleaned.report.applied if change.rule == "hard-wrap"} == {0, 1}


def test_a_join_is_shown_with_the_line_it_is_joined_to() -> None:
    text = "投资机会，规避抢抓机遇过程\n\n11 / 195\n\n中的不确定性风险\n"
    ops = proposal(Label(1, Role.FURNITURE)), proposal(Join(0))
    (_, join) = cntextfix.explain(text, Recipe(tuple(Fake((op,)) for op in ops))).report.applied
    assert (join.before, join.after) == (
        "资机会，规避抢抓机遇过程\n中的不确定性风险",
        "资机会，规避抢抓机遇过程中的不确定性风险",
    )


CHANGE = Change("d", 1, "r", (Replace(0, 9, 9),), "c", (), 20.0, (), "", "")


def tampered(line: Line) -> Document:
    source = cntextfix.read_text(TEXT)
    return replace(source, pages=(Page(1, (line, *source.pages[0].lines[1:])),))


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (Line(0, "人民民日报", (Run(0, 1), Run(2, 4))), "were lost"),
        (Line(0, "人人民民日社", (Run(0, 6),)), "altered"),
        (Line(0, "人人民民日报社", (Run(0, 6), Run(-1, 1))), "put in"),
        (Line(0, "人人民民日报社", (Run(0, 6),)), "origin"),
        (Line(0, "人人民民日报论", (Run(0, 6), Run(8, 1))), "twice"),
    ],
    ids=["lost", "altered", "put in", "no origin", "twice"],
)
def test_the_ink_check_catches(line: Line, what: str) -> None:
    with pytest.raises(InkLost, match=what):
        check_ink(cntextfix.read_text(TEXT), tampered(line), (CHANGE,))


def test_the_ink_check_lets_white_space_go() -> None:
    source = cntextfix.read_text("人 民\n")
    document = replace(source, pages=(Page(1, (Line(0, "人民", (Run(0, 1), Run(2, 1))),)),))
    check_ink(source, document, (CHANGE,))


def test_a_paragraph_goes_over_several_pages() -> None:
    pages = (
        "他们沿着河堤慢慢走，一边看水一边说着今年的收成，说到高兴处便停下脚步，把手里的烟",
        "袋在鞋底上轻轻磕一磕，又望着远处的船帆和新修的码头，想了一想还是接着往前走，后来天",
        "色渐渐暗了下来，两个人才回到村口的大槐树下，约好明天一早再去看那片新开的水田。\n",
    )
    cleaned = assert_sound("\f".join(pages))
    assert cleaned.text == "".join(pages)[:-1] + "\f", "it ends where its first page does"
    assert [(change.page, change.through) for change in cleaned.report.applied if change.through] == [(1, 2), (1, 3)]
