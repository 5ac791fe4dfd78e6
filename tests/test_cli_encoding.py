"""The command line on files that are not UTF-8: read as what they are, and said so; output is UTF-8."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest

from cli_runner import CLEAN, GARBLED, Runner

ENCODINGS = {
    "gb18030": ("gb18030", "gb18030"),
    "gbk": ("gbk", "gb18030"),
    "utf-16": ("utf-16-le", "utf-16-le"),
    "utf-16-be": ("utf-16-be", "utf-16-be"),
}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Runner:
    return Runner(monkeypatch)


@pytest.mark.parametrize(("encoding", "found"), ENCODINGS.values(), ids=ENCODINGS)
def test_other_encodings_are_read_and_said(run: Runner, tmp_path: Path, encoding: str, found: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(GARBLED.encode(encoding))
    result = run("clean", file)
    assert (result.code, result.text) == (0, CLEAN)
    assert result.err == f"cntextfix: {file}: read as {found}\n"
    for command in (["check"], ["explain"], ["clean", "--diff"], ["clean", "--format", "json"]):
        other = run(*command, file, lang="zh")
        assert other.err.count(f"{file}：按 {found} 读取\n") == 1
        file.write_bytes(GARBLED.encode())
        assert run(*command, file, lang="zh").out == other.out
        file.write_bytes(GARBLED.encode(encoding))


def test_big5(run: Runner) -> None:
    text = "雲溪縣地處三縣交界，「以前這裡的水又黑又臭，家家戶戶都關著窗子。」\n"
    result = run("clean", stdin=text.encode("big5"))
    assert (result.code, result.text, result.err) == (0, text, "cntextfix: <stdin>: read as big5-hkscs\n")
    assert run("clean", "--encoding", "big5-hkscs", stdin=text.encode("big5")).text == text


def test_a_named_encoding_is_obeyed_without_a_word(run: Runner) -> None:
    for name in ("gbk", "GB2312", "gb18030"):
        result = run("clean", "--encoding", name, stdin=GARBLED.encode("gbk"))
        assert (result.code, result.text, result.err) == (0, CLEAN, "")
    french = "Les élèves français étudient à l'école\n"
    assert run("clean", "--encoding", "cp1252", stdin=french.encode("cp1252")).text == french
    zipped = b"PK\x03\x04 x\n"
    assert run("clean", "--encoding", "utf-8", "--only", "echo", stdin=zipped).out == zipped


def test_utf_8_is_read_without_a_word(run: Runner) -> None:
    assert run("clean", stdin=GARBLED.encode()).err == ""
    assert run("clean", stdin=codecs.BOM_UTF8 + GARBLED.encode()).err == ""


def test_only_the_mark_of_utf_8_comes_out_again(run: Runner) -> None:
    assert run("clean", stdin=codecs.BOM_UTF8 + GARBLED.encode()).text == "\ufeff" + CLEAN
    assert run("clean", stdin=codecs.BOM_UTF16_BE + GARBLED.encode("utf-16-be")).text == CLEAN
    assert run("clean", stdin=b"\x84\x31\x95\x33" + GARBLED.encode("gb18030")).text == CLEAN


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["offset {} (0xFF, line 2)", "not valid", "--errors report", "--encoding"]),
        ("zh", ["偏移 {} 处的字节 0xFF（第 2 行）", "不合", "--errors report", "--encoding"]),
    ],
)
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8], ids=["", "bom"])
@pytest.mark.parametrize("options", [[], ["--encoding", "utf-8"]], ids=" ".join)
def test_a_byte_that_cannot_be_there(run: Runner, lang: str, words: list[str], mark: bytes, options: list[str]) -> None:
    before = mark + "完善工作机制\n开展".encode()
    result = run("clean", *options, stdin=before + b"\xff" + "重点场所\n".encode(), lang=lang)
    assert (result.code, result.out) == (3, b"")
    assert all(word.format(len(before)) in result.err for word in words)
    assert "utf-8" in result.err
    assert result.err.count("\n") == 1


def test_the_line_of_a_bad_byte_in_two_byte_encodings(run: Runner) -> None:
    data = "上上上\n开展".encode("utf-16-be") + b"\xdc\x00" + "重点\n".encode("utf-16-be")  # 上 is 4E 0A
    assert "offset 12 (0xDC, line 2)" in run("clean", "--encoding", "utf-16-be", stdin=data).err


def test_errors_report_goes_on_and_counts(run: Runner) -> None:
    data = GARBLED.encode() + b"\xff\n\xfe\n"
    result = run("clean", "--errors", "report", stdin=data)
    assert (result.code, result.text) == (0, CLEAN + "\ufffd\n\ufffd\n")
    assert "utf-8, with U+FFFD in the text: 2" in result.err
    assert "2 处不合 utf-8" in run("clean", "--errors", "report", stdin=data, lang="zh").err
    findings = run("check", "--errors", "report", stdin=data)
    assert "2 replacement characters (U+FFFD)" in findings.text
    assert "U+FFFD" not in run("clean", "--errors", "report", stdin=GARBLED.encode()).err


@pytest.mark.parametrize(
    ("data", "en", "zh"),
    [
        (bytes(range(256)) * 8, "binary data", "二进制数据"),
        ("Les élèves français étudient".encode("cp1252"), "nor Chinese in any other encoding", "也不是其他编码的中文"),
    ],
    ids=["binary", "french"],
)
def test_what_is_not_chinese_text(run: Runner, data: bytes, en: str, zh: str) -> None:
    for lang, words in (("en", en), ("zh", zh)):
        result = run("clean", stdin=data, lang=lang)
        assert (result.code, result.out) == (3, b"")
        assert words in result.err
        assert "--encoding" in result.err
        assert result.err.count("\n") == 1


def test_unknown_names_are_told_before_anything_is_read(run: Runner, tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    result = run("clean", "--encoding", "gbq", "missing.txt", "-o", target)
    assert (result.code, target.exists()) == (2, False)
    assert "no encoding 'gbq'; use auto, utf-8, gb18030, big5" in result.err
    assert "没有编码 'gbq'" in run("check", "--encoding", "gbq", lang="zh").err


def test_in_place_becomes_utf_8_and_keeps_the_original(run: Runner, tmp_path: Path) -> None:
    file, fine = tmp_path / "a.txt", tmp_path / "b.txt"
    file.write_bytes(GARBLED.encode("gb18030"))
    fine.write_bytes(CLEAN.encode("gb18030"))
    result = run("clean", "--in-place", file, fine)
    assert result.code == 0
    assert file.read_bytes() == CLEAN.encode()
    assert Path(f"{file}.bak").read_bytes() == GARBLED.encode("gb18030")
    assert f"{file}: was gb18030, is UTF-8 now\n" in result.err
    assert fine.read_bytes() == CLEAN.encode("gb18030")  # nothing to change, and so it is not touched
    assert f"{fine}: was" not in result.err


def test_bytes_that_cannot_be_decoded_are_never_lost_in_place(run: Runner, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    data = GARBLED.encode() + b"\xff\n"
    file.write_bytes(data)
    assert run("clean", "--in-place", file).code == 3
    assert run("clean", "--in-place", "--errors", "report", "--backup", "", file).code == 2
    assert file.read_bytes() == data
    assert run("clean", "--in-place", "--errors", "report", file).code == 0
    assert file.read_text(encoding="utf-8") == CLEAN + "\ufffd\n"
    assert Path(f"{file}.bak").read_bytes() == data


def test_files_of_one_document_may_differ(run: Runner, tmp_path: Path) -> None:
    one, two = tmp_path / "1.txt", tmp_path / "2.txt"
    one.write_bytes(CLEAN.encode("gb18030"))
    two.write_bytes(GARBLED.encode())
    result = run("clean", "--as-one", one, two)
    assert result.text == CLEAN * 2
    assert result.err == f"cntextfix: {one}: read as gb18030\n"


def test_failures_are_findings_in_json(run: Runner, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes("一\n".encode() + b"\xff")
    record = json.loads(run("check", "--format", "json", "--encoding", "utf-8", bad).text)
    assert record["file"] == str(bad)
    assert "offset 4 (0xFF, line 2)" in record["error"]
