"""The command line, command by command."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import cntextfix
from cli_runner import CLEAN, GARBLED, Runner
from cntextfix import Recipe
from cntextfix.cli.messages import language
from cntextfix.cli.wrap import terminal_columns
from cntextfix.rules import KNOWN, OPTIONAL
from cntextfix.rules.script.script_conversion import ScriptConversion
from cntextfix.wording.words import Lang


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Runner:
    return Runner(monkeypatch)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "版面.txt"
    path.write_bytes(GARBLED.encode())
    return path


# clean


def test_clean_from_file_and_from_stdin(run: Runner, page: Path) -> None:
    assert run("clean", page).text == CLEAN
    assert run("clean", stdin=GARBLED.encode()).text == CLEAN
    assert run("clean", "-", stdin=GARBLED.encode()).text == CLEAN


def test_clean_text_comes_out_byte_for_byte(run: Runner) -> None:
    for data in ("　　一、甲\r\n\r\n乙 \t\r丙\f丁", "\ufeff甲\n", "\n\n\n", " "):
        result = run("clean", stdin=data.encode())
        assert (result.code, result.out, result.err) == (0, data.encode(), "")


def test_line_ends_and_byte_order_mark_are_kept(run: Runner) -> None:
    garbled = "\ufeff" + GARBLED.replace("\n", "\r\n")
    assert run("clean", stdin=garbled.encode()).text == "\ufeff" + CLEAN.replace("\n", "\r\n")


def test_several_files_follow_one_another(run: Runner, page: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.txt"
    other.write_bytes("\ufeff乙".encode())
    assert run("clean", page, other).text == CLEAN + "乙"
    assert run("clean", other, page).text == "\ufeff乙" + CLEAN
    records = [json.loads(line) for line in run("clean", "--format", "json", page, other).text.splitlines()]
    assert [record["source"] for record in records] == [str(page), str(other)]
    assert run("clean", "--format", "markdown", other, other).text == "乙\n\n乙\n"


def test_as_one_joins_files_as_pages(run: Runner, tmp_path: Path) -> None:
    one, two = tmp_path / "1.txt", tmp_path / "2.txt"
    one.write_bytes("甲\f乙".encode())
    two.write_bytes("丙\n".encode())
    assert run("clean", "--as-one", one, two).text == "甲\f乙\n丙\n"
    record = json.loads(run("clean", "--as-one", "--format", "json", one, two).text)
    assert [page["number"] for page in record["pages"]] == [1, 2, 3]
    assert [page["blocks"][0]["spans"] for page in record["pages"]] == [[[1, 0, 1]], [[2, 2, 3]], [[3, 4, 5]]]


def test_as_one_still_says_which_file(run: Runner, page: Path, tmp_path: Path) -> None:
    first = tmp_path / "1.txt"
    first.write_bytes("甲\n乙".encode())
    lines = run("check", "--as-one", first, page).text.splitlines()
    assert lines[0].startswith(f"{page}:2:")
    assert lines[1].startswith(f"{page}:3:")


def test_options_may_stand_anywhere(run: Runner, page: Path) -> None:
    result = run("clean", page, "--format", "json", page)
    assert len(result.text.splitlines()) == 2


def test_output_to_a_file(run: Runner, page: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    assert run("clean", page, "-o", target).out == b""
    assert target.read_text(encoding="utf-8") == CLEAN
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.txt", "版面.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="no modes or links there")
def test_output_keeps_mode_and_link(run: Runner, page: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "out.txt", tmp_path / "link.txt"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    assert run("clean", page, "-o", link).code == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == CLEAN
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    new = tmp_path / "new.txt"
    assert run("clean", page, "-o", new).code == 0
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(new.stat().st_mode) == 0o666 & ~mask


def test_in_place_keeps_the_original(run: Runner, page: Path) -> None:
    result = run("clean", "--in-place", page)
    assert (result.code, result.out) == (0, b"")
    assert page.read_text(encoding="utf-8") == CLEAN
    assert Path(f"{page}.bak").read_text(encoding="utf-8") == GARBLED
    assert "changes: 2" in result.err
    again = run("clean", "--in-place", page)
    assert "nothing to change" in again.err
    assert Path(f"{page}.bak").read_text(encoding="utf-8") == GARBLED


def test_in_place_never_writes_over_a_backup(run: Runner, page: Path) -> None:
    backup = Path(f"{page}.bak")
    backup.write_text("precious")
    result = run("clean", "--in-place", page)
    assert result.code == 3
    assert ".bak is there already" in result.err
    assert page.read_text(encoding="utf-8") == GARBLED
    assert backup.read_text() == "precious"
    assert run("clean", "--in-place", "--backup", "~", page).code == 0
    assert Path(f"{page}~").read_text(encoding="utf-8") == GARBLED


def test_in_place_without_backup(run: Runner, page: Path) -> None:
    assert run("clean", "--in-place", "--backup", "", page).code == 0
    assert [p.name for p in page.parent.iterdir()] == [page.name]
    assert page.read_text(encoding="utf-8") == CLEAN


def test_diff_leaves_everything_as_it_is(run: Runner, page: Path) -> None:
    result = run("clean", "--diff", page)
    assert result.code == 1
    assert "-工作机制工作机制，，开展重点场所开展重点场所。。\n" in result.text
    assert "+工作机制，开展重点场所。\n" in result.text
    assert "\x1b" not in result.text
    assert page.read_text(encoding="utf-8") == GARBLED
    same = run("clean", "--diff", stdin=CLEAN.encode())
    assert (same.code, same.out) == (0, b"")


def test_what_was_left_out_can_be_included(run: Runner) -> None:
    lines = ("测深的竹竿一下一下点着石头的声音传来\n", "沿江而下的人都听得见，也都认得出是\n")
    data = ("前面的一行字。\n" + lines[0] * 2 + lines[1] * 2 + "后面的一行字。\n").encode()
    out = run("clean", stdin=data).text
    assert [out.count(line) for line in lines] == [1, 1]
    assert run("clean", "--include", "furniture,echo", stdin=data).out == data


def test_blank_lines_leave_clean_text_alone(run: Runner) -> None:
    assert run("clean", "--blank-lines", stdin=CLEAN.encode()).text == CLEAN


def test_report_holds_every_change(run: Runner, page: Path, tmp_path: Path) -> None:
    report = tmp_path / "why.jsonl"
    assert run("clean", page, "--report", report).text == CLEAN
    records = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    assert {record["rule"] for record in records if record["status"] == "applied"} == {"tandem-repeat"}
    assert records[0]["document"] == str(page)


def test_only_and_without(run: Runner, page: Path) -> None:
    assert run("clean", "--only", "echo", page).text == GARBLED
    assert run("clean", "--without", "dedouble", page).text == GARBLED
    assert run("clean", "--only", "echo,tandem-repeat", page).text == CLEAN
    assert run("clean", "--only", "echo", "--only", "tandem-repeat", page).text == CLEAN
    assert run("clean", "--only", "dedouble", "--without", "tandem-repeat", page).text == GARBLED


def test_to_converts(run: Runner, tmp_path: Path) -> None:
    text, simplified = "這是繁體中文的軟體。\n", "这是繁体中文的软体。\n"
    data = text.encode()
    assert run("clean", stdin=data).text == text
    assert run("clean", "--to", "simp", stdin=data).text == simplified
    assert run("clean", "--to", "none", stdin=data).text == text
    assert run("clean", "--to", "simp", "--only", "dedouble", stdin=data).text == simplified
    assert run("clean", "--to", "twp", stdin="这是软件。\n".encode()).text == "這是軟體。\n"
    assert "converted to simplified" in run("check", "--to", "simp", stdin=data).text
    assert "script-conversion" in run("explain", "--to", "simp", stdin=data).text
    recipe = tmp_path / "r.toml"
    recipe.write_text('[rules.script-conversion]\nto = "simp"\n')
    assert run("clean", "--recipe", recipe, stdin=data).text == simplified
    assert run("clean", "--recipe", recipe, "--to", "none", stdin=data).text == text


def test_recipe_file(run: Runner, page: Path, tmp_path: Path) -> None:
    recipe = tmp_path / "r.toml"
    recipe.write_text("[rules.tandem-repeat]\nhold = true\n")
    assert run("clean", "--recipe", recipe, page).text == GARBLED
    recipe.write_text("[rules.tandem-repeat]\nholt = true\n")
    wrong = run("clean", "--recipe", recipe, page)
    assert (wrong.code, wrong.out) == (2, b"")
    assert "rules.tandem-repeat.holt" in wrong.err
    assert run("clean", "--recipe", tmp_path / "none.toml", page).code == 2


@pytest.mark.parametrize(
    "words",
    [
        ["clean", "--in-place"],
        ["clean", "--in-place", "-"],
        ["clean", "--in-place", "x", "-o", "y"],
        ["clean", "--in-place", "x", "--diff"],
        ["clean", "--in-place", "x", "--as-one"],
        ["clean", "--in-place", "x", "--format", "json"],
        ["clean", "--diff", "--format", "json"],
        ["clean", "--backup", "b", "x"],
        ["clean", "--in-place", "--backup", "../b", "x"],
        ["clean", "--format", "html"],
        ["clean", "--only", "nope"],
        ["clean", "--include", "body"],
        ["clean", "--max-line", "0"],
        ["clean", "--nope"],
        ["clean", "-", "-"],
        ["clean", "--encoding", "gbq"],
        ["clean", "--encoding", "base64"],
        ["clean", "--errors", "ignore"],
        ["clean", "--to", "jp"],
        ["clean", "--pages", "3-1"],
        ["clean", "--pages", "0"],
        ["clean", "--pages", "1,,2"],
        ["clean", "--pdf-engine", "nope"],
        ["clean", "--in-place", "--errors", "report", "--backup", "", "x"],
        ["rules", "nope"],
        ["rules", "--schema", "echo"],
        ["rules", "--schema", "--recipe"],
        ["rules", "--recipe", "--only", "nope"],
        ["rules", "--recipe", "no-such-file.toml"],
        ["claen"],
        ["--nope"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_wrong_usage(run: Runner, words: list[str], lang: str) -> None:
    result = run(*words, lang=lang)
    assert (result.code, result.out) == (2, b"")
    assert result.err.startswith(("cntextfix: ", "cntextfix："))
    assert result.err.count("\n") == 1


def test_a_file_in_place_of_a_command(run: Runner, page: Path) -> None:
    assert f"cntextfix clean {page}" in run(page).err
    assert "did you mean clean?" in run("claen").err


# check


def test_check_gives_a_line_a_finding(run: Runner, page: Path) -> None:
    result = run("check", page)
    assert result.code == 1
    lines = result.text.splitlines()
    assert lines[0].startswith(f"{page}:2:5 tandem-repeat ")
    assert lines[1].startswith(f"{page}:3:7 tandem-repeat ")
    assert "1 would change (2 findings)" in result.err
    assert "个单元" in run("check", page, lang="zh").text
    assert page.read_text(encoding="utf-8") == GARBLED


def test_check_of_clean_text(run: Runner) -> None:
    result = run("check", stdin=CLEAN.encode())
    assert (result.code, result.out) == (0, b"")


def test_check_as_json_is_as_honest(run: Runner, page: Path, tmp_path: Path) -> None:
    missing = tmp_path / "none.txt"
    result = run("check", "--format", "json", page, missing)
    records = [json.loads(line) for line in result.text.splitlines()]
    assert result.code == 3
    assert [(r["file"], r["line"], r["column"]) for r in records[:2]] == [(str(page), 2, 5), (str(page), 3, 7)]
    assert records[0]["before"].startswith("工作机制")
    assert records[2] == {"file": str(missing), "error": "no such file; check the name"}
    assert run("check", "--format", "json", page).code == 1
    assert run("check", "--format", "json", stdin=CLEAN.encode()).code == 0


# explain


def test_explain_tells_everything(run: Runner, page: Path) -> None:
    result = run("explain", page)
    assert result.code == 0
    for part in ("changes: 2", "tandem-repeat", "2:5", "工作机制工作机制，，", "→", "工作机制，", "confidence > 99"):
        assert part in result.text
    assert "\x1b" not in result.text
    assert "可信度" in run("explain", page, lang="zh").text
    assert "nothing to change" in run("explain", stdin=CLEAN.encode()).text


def test_explain_shows_the_held_ones(run: Runner, page: Path, tmp_path: Path) -> None:
    recipe = tmp_path / "r.toml"
    recipe.write_text("[rules.tandem-repeat]\nhold = true\n")
    result = run("explain", "--recipe", recipe, page)
    assert "held: 2" in result.text
    assert "held: the recipe holds this rule" in result.text


def test_explain_lets_nothing_through_to_the_terminal(run: Runner) -> None:
    result = run("explain", stdin="工作\x1b[2J机制工作\x1b[2J机制，，开展重点场所开展重点场所\n".encode())
    assert "\x1b" not in result.text


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
@pytest.mark.parametrize("no_colour", ["", "1"])
@pytest.mark.parametrize("words", [["explain"], ["clean", "--diff"]], ids=" ".join)
def test_colour_is_for_terminals(page: Path, words: list[str], no_colour: str) -> None:
    import pty

    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm", "NO_COLOR": no_colour}
    subprocess.run([sys.executable, "-m", "cntextfix", *words, str(page)], stdout=theirs, env=env, check=False)
    os.close(theirs)
    seen = b""
    try:
        while data := os.read(ours, 65536):
            seen += data
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(ours)
    assert "开展重点场所".encode() in seen
    assert (b"\x1b[" in seen) == (not no_colour)


# rules, help, version, language


def test_rules_lists_all_and_describes_one(run: Runner) -> None:
    for lang in ("en", "zh"):
        listed = run("rules", lang=lang)
        assert listed.code == 0
        assert all(f"  {rule.name} " in listed.text for rule in KNOWN)
    one = run("rules", "tandem-repeat").text
    assert "Example: " in one
    assert "apply_at = 10.0" in one
    assert "[rules.echo]" in run("rules", "dedouble").text


@pytest.mark.parametrize(("lang", "mark"), [("en", "(off by default)"), ("zh", "（默认关闭）")])
def test_rules_marks_what_is_off(run: Runner, lang: str, mark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "500")
    marked = [line for line in run("rules", lang=lang).text.splitlines() if mark in line]
    assert [line.split()[0] for line in marked] == [rule.name for rule in KNOWN if rule in OPTIONAL]
    assert "--only fullwidth-latin" in run("rules", "fullwidth-latin", lang=lang).text
    assert "--only echo" not in run("rules", "echo", lang=lang).text
    lines = run("rules", "--only", "echo,variant-form").text.splitlines()
    listed = {line.split()[0]: line for line in lines if line.startswith("  ")}
    assert not [name for name in ("echo", "variant-form") if "(off" in listed[name]]
    assert listed["tandem-repeat"].endswith("(off)")
    assert listed["fullwidth-latin"].endswith("(off by default)")


def test_rules_prints_the_effective_recipe(run: Runner, tmp_path: Path) -> None:
    default = run("rules", "--recipe")
    assert (default.code, default.text) == (0, Recipe.default().to_toml())
    mine = tmp_path / "mine.toml"
    mine.write_text('keep = ["甲"]\n[rules.script-conversion]\napply_at = 3.5\n', encoding="utf-8")
    words = ("--without", "captions", "--only", "dedouble,captions,script", "--to", "simp")
    printed = tmp_path / "printed.toml"
    printed.write_bytes(run("rules", "--recipe", mine, *words).out)
    want = Recipe.from_toml(mine).only("dedouble", "captions", "script").without("captions")
    want = want.with_rule(ScriptConversion(to="simp", apply_at=3.5))
    assert Recipe.from_toml(printed) == want


def test_rules_prints_the_schema(run: Runner) -> None:
    def no_constant(name: str) -> None:
        raise AssertionError(f"{name} is not JSON")

    printed = json.loads(run("rules", "--schema").text, parse_constant=no_constant)
    assert printed == json.loads(json.dumps(Recipe.json_schema()))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "words", [["--help"], ["clean", "--help"], ["check", "-h"], ["explain", "-h"], ["rules", "-h"]]
)
def test_help(run: Runner, words: list[str], lang: str) -> None:
    result = run(*words, lang=lang)
    assert (result.code, result.err) == (0, "")
    assert "cntextfix" in result.text
    assert ("usage: " in result.text) == (lang == "en")
    assert ("用法：" in result.text) == (lang == "zh")
    assert all(terminal_columns(line) <= 100 for line in result.text.splitlines())


def test_version(run: Runner) -> None:
    assert run("--version").text == f"cntextfix {cntextfix.__version__}\n"


def test_no_command(run: Runner) -> None:
    result = run()
    assert (result.code, result.out) == (2, b"")
    assert "… | cntextfix clean" in result.err


def test_language_comes_from_the_option_or_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_TW.UTF-8")
    assert language(["clean"]) is Lang.ZH
    assert language(["clean", "--lang", "en"]) is Lang.EN
    assert language(["--lang", "zh", "clean", "--lang=en"]) is Lang.EN
    assert language(["clean", "--", "--lang=en"]) is Lang.ZH
    monkeypatch.setenv("LC_ALL", "C")
    assert language(["clean"]) is Lang.EN
    assert language(["clean", "--lang"]) is Lang.EN


def test_a_stray_control_character_is_taken_out_and_told(run: Runner, tmp_path: Path) -> None:
    report = tmp_path / "report.jsonl"
    assert run("clean", "--report", report, stdin="规\x00定\n".encode()).text == "规定\n"
    assert "control-character" in report.read_text(encoding="utf-8")
