"""What the recipe keeps, no rule touches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

import pytest

from cntextfix.changes.ink import check_ink
from cntextfix.changes.patterns import Pattern
from cntextfix.changes.protected import Kept
from cntextfix.changes.verbs import End, Join, Label, Op, Proposal, Replace, Split
from cntextfix.document.model import Document, Page, Role
from cntextfix.errors import InkLost
from cntextfix.pipeline import run
from cntextfix.rules.evidence import Evidence
from cntextfix.sources.text import read_text
from cntextfix.wording.records import RuleWords


def kept(text: str, *patterns: str) -> Kept:
    return Kept.untouched([Pattern(p) for p in patterns], read_text(text).pages[0])


def test_edits_inside_and_across_are_touches_and_neighbours_are_not() -> None:
    what = kept("看后宫甄嬛传时", "后宫甄嬛传")
    assert what.touched(Replace(0, 5, 6, "甄"))
    assert what.touched(Replace(0, 0, 2, "看後"))
    assert what.touched(Split(0, 3))
    assert not what.touched(Split(0, 1))
    assert not what.touched(Replace(0, 0, 1, "見"))
    assert not what.touched(Replace(0, 6, 7, "時"))


def test_the_right_half_of_a_line_that_is_being_split() -> None:
    what = kept("一二三四五", "四")
    assert what.touched(Replace((0, 2), 1, 2, "肆"))
    assert not what.touched(Replace((0, 2), 2, 3, "伍"))


def test_line_ends_and_dropped_lines() -> None:
    what = kept("甲乙\n丙丁\n戊己", "乙\n丙", "己")
    assert what.touched(Join(0))
    assert what.touched(End(0, "\n\n"))
    assert not what.touched(Join(1))
    assert what.touched(Label(2, Role.FURNITURE))
    assert not what.touched(Label(2, Role.HEADING))


@dataclass(frozen=True, slots=True)
class Swap:
    """A rule for tests: puts ``new`` for each ``old``, in one separable proposal a line."""

    name: ClassVar[str] = "swap"
    family: ClassVar[str] = "characters"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords()

    old: str = "甲"
    new: str = "乙"
    whole: bool = False
    apply_at: float = 0.0
    show_at: float = 0.0

    def fires(self, text: str) -> bool:
        return self.old in text

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        for line in page.lines:
            ops: tuple[Op, ...] = tuple(
                Replace(line.id, m.start(), m.end(), self.new) for m in re.finditer(self.old, line.text)
            )
            if self.whole:
                ops = (Replace(line.id, 0, len(line.text), line.text.replace(self.old, self.new)),)
            yield Proposal(ops, "swap", (len(ops),), 20.0, separable=True)


@pytest.mark.parametrize("whole", [False, True])
def test_a_separable_proposal_is_cut_around_what_is_kept(whole: bool) -> None:
    source = read_text("甲丙甲丁甲")
    document, report = run(source, [Swap(whole=whole)], ["丙甲丁"])
    assert document.text == "乙丙甲丁乙"
    check_ink(source, document, report.applied)
    assert [change.held_for for change in report.held] == ["keep"]


def test_patterns_match_the_untouched_source_too() -> None:
    document, _ = run(read_text("甲丙"), [Swap("丙", "丁"), Swap("甲", "乙")], ["甲丙"])
    assert document.text == "甲丙"
    document, _ = run(read_text("甲丙"), [Swap("丙", "丁"), Swap("甲", "乙")], ["甲丁"])
    assert document.text == "甲丁"


def test_altered_characters_keep_their_place_and_have_to_be_owned() -> None:
    source = read_text("丙甲丁")
    document, report = run(source, [Swap()])
    line = document.pages[0].lines[0]
    assert [line.where(n) for n in range(3)] == [0, 1, 2]
    assert line.spans() == ((0, 1), (1, 2), (2, 3))
    check_ink(source, document, report.applied)
    disowned = [replace(change, spans=((0, 1),)) for change in report.applied]
    with pytest.raises(InkLost, match="altered"):
        check_ink(source, document, disowned)


def test_nothing_is_kept_without_patterns() -> None:
    assert not Kept((), Page(1, ())).touched(Replace(0, 0, 1))
    assert run(Document("d"), [Swap()], ["x"])[0] == Document("d")
