"""The yardstick itself: scorers give known answers and see a deliberate error; README says what is stored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cntextfix import Change
from evaluation.__main__ import main
from evaluation.figures import Better, Figure, compare, count, read_baseline, write_baseline
from evaluation.making.articles import read_articles
from evaluation.making.garbled import GarbledCase, garbled_cases
from evaluation.readme_figures import PAGES, READMES, marked_figures, with_figures
from evaluation.scoring.cases import RealCase, case_is_right, read_cases
from evaluation.scoring.clean_text import changes_of_structure, lines_changed
from evaluation.scoring.overprint import score_overprint
from evaluation.scoring.paragraphs import score_paragraphs
from evaluation.settings import BASELINE, DATA, MissingError, Setting

CASE = GarbledCase(
    "x", "run", False, False, "甲甲\n乙\n丙丙\n", "甲\n乙\n丙\n", frozenset({0, 2}), paragraphs=("甲乙丙",)
)


@pytest.mark.parametrize("path", [*READMES, *PAGES], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_readme_says_what_is_stored(path: Path) -> None:
    text = path.read_text(encoding="utf8")
    assert marked_figures(text)
    assert with_figures(text, read_baseline(BASELINE)) == text, "run `python -m evaluation.readme_figures`"


@pytest.mark.parametrize("pair", [READMES, PAGES], ids=["readme", "figures"])
def test_both_languages_have_the_same_figures(pair: tuple[Path, Path]) -> None:
    one, other = (sorted(set(marked_figures(path.read_text(encoding="utf8")))) for path in pair)
    assert one == other


def test_the_printed_text_of_every_case_scores_full_marks() -> None:
    for case in garbled_cases(read_articles()):
        score = score_overprint(case, case.printed)
        assert (score.wrong, score.changed, score.mistakes) == (0, 0, ())


def test_garbled_text_is_damaged_and_the_same_each_time() -> None:
    cases = list(garbled_cases(read_articles()))
    assert cases == list(garbled_cases(read_articles()))
    assert all((case.raw == case.printed) == (not case.touched) for case in cases)


@pytest.mark.parametrize(
    ("cleaned", "wrong", "changed"),
    [
        ("甲\n乙\n丙\n", 0, 0),
        ("甲 \n\n乙\n丙\n", 0, 0),
        ("甲甲\n乙\n丙\n", 1, 0),
        ("甲\n丁\n丙\n", 0, 1),
        ("甲\n甲\n乙\n丙\n", 1, 0),
        ("", 2, 1),
    ],
)
def test_overprint_score_sees_errors(cleaned: str, wrong: int, changed: int) -> None:
    score = score_overprint(CASE, cleaned)
    assert (score.touched, score.others, score.wrong, score.changed) == (2, 1, wrong, changed)


def test_paragraph_score_sees_errors() -> None:
    split = score_paragraphs("x", ["one two", "three"], "one two\nth\nree\n")
    assert (split.exact, split.wanted, split.given, split.badly_spaced) == (1, 2, 3, 0)
    spaced = score_paragraphs("x", ["one two"], "onetwo\n")
    assert (spaced.exact, spaced.badly_spaced) == (1, 1)


@pytest.mark.parametrize(
    ("case", "cleaned", "right"),
    [
        (RealCase("a", "text", "甲\n乙", "", apart=(("甲", "乙"),)), "甲\n乙", True),
        (RealCase("a", "text", "甲\n乙", "", apart=(("甲", "乙"),)), "甲乙", False),
        (RealCase("a", "text", "甲\n乙", ""), "甲乙", True),
        (RealCase("a", "text", "甲\n乙", ""), "甲", False),
        (RealCase("a", "lines", "甲\n乙", ""), "甲乙", False),
        (RealCase("a", "lines", "甲\n乙", "", also=("甲乙",)), "甲乙", True),
        (RealCase("a", "mend", "甲甲", "", want=("甲", "乙")), "乙", True),
        (RealCase("a", "mend", "甲甲", "", want=("甲",)), "甲甲", False),
        (RealCase("a", "mend", "甲", "", want=("甲 乙",)), "甲乙", True),
        (RealCase("a", "mend", "甲", "", want=("甲 乙",), spaces=True), "甲乙", False),
    ],
)
def test_cases_are_judged_by_kind(case: RealCase, cleaned: str, right: bool) -> None:
    assert case_is_right(case, cleaned) is right


@pytest.mark.parametrize("name", ["real_text_cases.json", "extractor_cases.json"])
def test_answers_of_cases_are_right(name: str) -> None:
    for case in read_cases(DATA / name):
        assert case_is_right(case, case.want[0] if case.kind == "mend" else case.raw), case.id


def test_clean_text_that_changes_without_a_report_is_seen() -> None:
    assert lines_changed("甲\n乙\n", "甲\n乙\n", 0).changed == 0
    assert lines_changed("甲\n乙\n", "甲乙\n", 0).silent
    assert not lines_changed("甲\n乙\n", "甲乙\n", 1).silent


def test_only_changes_of_structure_are_counted() -> None:
    change = Change("x", 1, "hard-wrap", (), "wrap", (), 20.0, (), "甲\n乙", "甲乙")
    found = changes_of_structure([change, replace(change, rule="lookalike-mark")])
    assert found == {"hard-wrap": 1}


def test_slack_is_for_figures_that_hang_on_a_clock() -> None:
    fast = Figure("speed.rate", 95.0, Better.HIGHER, slack=0.1)
    assert compare([fast], {"speed.rate": 100.0}) == []
    assert compare([replace(fast, slack=0.0)], {"speed.rate": 100.0})[0].verdict == "worse"
    assert compare([count("a.n", 1)], {})[0].verdict == "new"


def test_storing_a_part_keeps_the_others(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    write_baseline(path, [count("a.x", 1), count("a.gone", 1), count("ab.x", 2)], ["a", "ab"])
    write_baseline(path, [count("a.x", 3)], ["a"])
    assert read_baseline(path) == {"a.x": 3, "ab.x": 2}


def test_what_is_missing_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(MissingError, match=r"no \*\.txt"):
        Setting(corpora=tmp_path).need_corpora()
    assert main(["--part", "wrapped"]) == 2
    assert "--wrapped FILE" in capsys.readouterr().err


def test_the_command_compares(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "baseline.json"
    assert main(["--part", "excerpts", "--write", str(path)]) == 0
    assert main(["--part", "excerpts", "--against", str(path)]) == 0
    stored = path.read_text(encoding="utf8")
    path.write_text(stored.replace('"excerpts.exact": 10', '"excerpts.exact": 11'), encoding="utf8")
    capsys.readouterr()
    assert main(["--part", "excerpts", "--against", str(path)]) == 1
    assert "worse  excerpts.exact: 11 -> 10" in capsys.readouterr().out
