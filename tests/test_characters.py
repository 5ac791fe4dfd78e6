"""The character rules and their tables: each table derived anew, every ideograph left as it is, what is only told."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cntextfix
import tables
from cntextfix import Recipe, explain, replay
from cntextfix.changes.report import Report
from cntextfix.chinese.characters import width
from cntextfix.chinese.data import table
from cntextfix.chinese.scripts import script_of
from cntextfix.pipeline import run
from cntextfix.rules import KNOWN
from cntextfix.rules.characters.compatibility_ideograph import CompatibilityIdeograph
from cntextfix.rules.characters.kangxi_radical import KangxiRadical

UNICODE = Path("/usr/share/unicode/EquivalentUnifiedIdeograph.txt")  # Debian's unicode-data
CHARACTERS = Recipe.default().only("characters")


def unified() -> list[str]:
    """Every CJK unified ideograph that this Python knows, with the twelve in the compatibility block."""
    return [
        chr(n)
        for n in range(0x3400, 0x323B0)
        if unicodedata.name(chr(n), "").startswith("CJK UNIFIED IDEOGRAPH-")
        or (0xF900 <= n <= 0xFAFF and unicodedata.category(chr(n)) == "Lo" and not unicodedata.decomposition(chr(n)))
    ]


def test_every_unified_ideograph_passes_every_default_rule() -> None:
    all_of_them = unified()
    assert len(all_of_them) > 92_000
    lines = ["".join(all_of_them[n : n + 40]) for n in range(0, len(all_of_them), 40)]
    result = explain("\n".join(lines), CHARACTERS)
    assert result.text == "\n".join(lines)
    assert not result.report.held
    in_text = "\n".join(f"{char}字" for char in all_of_them[::7])
    assert explain(in_text, CHARACTERS).text == in_text
    twelve = [char for char in all_of_them if "\uf900" <= char <= "\ufaff"]
    assert len(twelve) == 12


def test_a_page_of_ideographs_passes_the_whole_default_recipe() -> None:
    text = "".join(unified()[::9])
    lines = "\n".join(text[n : n + 40] for n in range(0, len(text), 40))
    assert "".join(cntextfix.clean(lines).split()) == text


def test_kangxi_block_is_what_nfkc_says() -> None:
    for code in range(0x2F00, 0x2FD6):
        plain = unicodedata.normalize("NFKC", chr(code))
        assert cntextfix.clean(f"用{chr(code)}這個", Recipe((KangxiRadical(),))) == f"用{plain}這個"


def test_radicals_supplement_is_a_table_of_look_alikes() -> None:
    pairs = table("radicals")
    named = {chr(n) for n in range(0x2E80, 0x2F00) if unicodedata.name(chr(n), "")}
    assert set(pairs) == named - {"⺀"}
    for radical, ideograph in pairs.items():
        assert len(ideograph) == 1
        assert unicodedata.name(ideograph, "CJK UNIFIED IDEOGRAPH-").startswith("CJK UNIFIED IDEOGRAPH-")
        plain = unicodedata.normalize("NFKC", radical)
        assert plain in (radical, ideograph)


@pytest.mark.skipif(not UNICODE.exists(), reason="needs Debian's unicode-data")
def test_radicals_supplement_is_what_unicode_says() -> None:
    assert table("radicals") == tables.radicals(UNICODE)


def test_compatibility_ideographs_are_what_nfc_says() -> None:
    rule = Recipe((CompatibilityIdeograph(),))
    for code in [*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)]:
        char = chr(code)
        assert cntextfix.clean(f"甲{char}", rule) == f"甲{unicodedata.normalize('NFC', char)}"


def test_presentation_forms_are_what_unicode_says() -> None:
    assert table("presentation") == tables.presentation()
    for form, plain in table("presentation").items():
        assert form not in plain
        name = unicodedata.name(form)
        assert any(word in name for word in ("VERTICAL", "SMALL", "HALFWIDTH", "LIGATURE", "LEADER")), name


def test_signs_are_what_opencc_and_the_standards_say() -> None:
    # Dictionaries change between releases: a few characters may differ, a wrong table differs in hundreds.
    derived = tables.signs()
    for script, chars in table("signs").items():
        assert len(set(chars)) == len(chars) > 2000
        assert len(set(chars) ^ set(derived[script])) <= (0 if opencc.__version__ == "1.4.2" else 40)
    assert not set(table("signs")["simplified"]) & set(table("signs")["traditional"])


def test_common_characters() -> None:
    simplified, traditional = table("common")["simplified"], table("common")["traditional"]
    assert len(simplified) == len(set(simplified)) == tables.COMMON
    assert simplified[0] == "一"
    assert {"的", "是", "我", "国"} <= set(simplified)
    assert {"這", "國", "們", "會"} <= set(traditional)
    assert all(char.encode("gb2312") for char in simplified)
    assert script_of(traditional) == "traditional"
    assert set(opencc.OpenCC("tw2s").convert(traditional)) <= set(simplified) | {"著"}


@pytest.mark.parametrize("name", ["radicals", "signs", "common", "presentation"])
def test_tables_say_where_they_come_from(name: str) -> None:
    lines = (tables.DATA / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    notice = [line for line in lines if line.startswith("# NOTICE: ")]
    assert lines[: len(notice)] == notice
    assert any(origin in "".join(notice) for origin in ("Unicode", "OpenCC", "jieba"))
    assert any(char.isdigit() for char in notice[0]), "no version"


def notices(text: str) -> list[tuple[str, tuple[object, ...]]]:
    return [(notice.code, notice.numbers) for notice in explain(text).report.noticed]


@pytest.mark.parametrize(
    "text",
    [
        "条条来往，未来村本来在木杆村",
        "李木杏、木村村，都是杂木条来的",
        "本本本本，机机机机，术术术术",
        "使用杂杁杒杔",
        "在地坛的场地坐在地块上，坐在地坛，在场地",
    ],
)
def test_chinese_is_no_alphabet(text: str) -> None:
    assert notices(text) == []


def test_unreadable_characters_are_told_with_count_and_share() -> None:
    assert notices("(cid:12)(cid:345)年好") == [("unreadable-cid", (2, 50.0))]
    assert notices("\ue000年\n\uf0b7月") == [("unreadable-private", (2, 50.0))]
    assert notices("甲\ufffd\ufffd乙") == [("unreadable-replaced", (2, 50.0))]
    assert notices("锟斤拷锟斤拷人人都来") == [("unreadable-misread", (6, 60.0))]
    page = "使用杂杁杒杔，再用杇杏杔札朲，共朳朰朰步"
    assert notices(page) == [("unreadable-shifted", (12, 60.0, "BART"))]
    page = "日期圲地圱圷圯圱地圯圲圱，学号坐坂圱圶地圳地，定义了坷坩坮坤坯坷类型"
    assert notices(page) == [("unreadable-shifted", (23, 67.6, "2017/10/21"))]
    assert notices("甲\x85乙") == []
    assert notices("一页好好的字") == []


def test_lost_bytes_are_told_and_make_no_rare_characters() -> None:
    data = bytearray("大会听取了秘书处关于各项议案审议情况的说明，会议由主席团主持".encode("gb18030"))
    del data[40], data[9]
    text = data.decode("latin-1")
    cleaned = explain(text)
    assert cleaned.text == text
    assert [notice.code for notice in cleaned.report.noticed if notice.rule == "misread-bytes"] == ["misread-lossy"]


def test_a_notice_says_where_and_changes_nothing() -> None:
    text = "第一行\n\ue000\ue001年，月\ue002"
    result = explain(text)
    assert result.text == text
    assert not result.report.applied
    (notice,) = result.report.noticed
    assert notice.spans == ((4, 6), (9, 10))
    assert notice.before == "\ue000\ue001\n\ue002"
    assert notice.page == 1


def test_a_page_that_is_mostly_unreadable_says_so_first() -> None:
    text = "人人民民日日报报评评论论员员\f" + "(cid:7)" * 50 + "年\n\f好好的一页"
    report = explain(text, Recipe.default().only("dedouble", "characters")).report
    assert report.needs_ocr() == (2,)
    first, *others = [json.loads(line) for line in report.json_lines()]
    assert (first["status"], first["code"], first["page"], first["numbers"]) == ("noticed", "needs-ocr", 2, [50, 98.0])
    assert {record["status"] for record in others} == {"applied", "noticed", "skipped"}
    assert (report + Report()).needs_ocr() == (2,)


def test_a_few_bad_characters_need_no_ocr() -> None:
    assert explain("\ue000\ue001").report.needs_ocr() == ()


def test_long_notices_are_cut_for_display() -> None:
    (notice, *_) = explain("\ue000" * 5000).report.noticed
    assert len(notice.before) == 80


def test_evidence_of_marks_is_that_of_the_whole_document() -> None:
    page = "清晨，江面起雾，老邱出门，沿堤慢走，看水，看岸，看网，看船，看人，看天，看风，看浪，看桥，看闸，"
    assert cntextfix.clean(f"{page}{page[:40][::-1]}\f结合实际,制定本法").endswith("结合实际，制定本法")
    assert cntextfix.clean("结合实际,制定本法") == "结合实际,制定本法"


@pytest.mark.parametrize("char", ["⽤", "\uf90a", "⋯", "︰", "\u200b", "\ue000", "ÖÐ", "e\u0301", ",", "\x01", "　"])
def test_a_long_line_of_them_is_no_trouble(char: str) -> None:
    source = cntextfix.read_text(f"中{char}" * 5_000)
    assert replay(source, run(source, CHARACTERS.rules)[1].applied).pages


MIXTURE = st.text(
    st.sampled_from(
        "中文字這国后，。、；：,;:﹐﹔︰︵︶()─—―⋯…·⽤⻝⼾ 1Ａ１ÈÕ±¾ä¸å›½锟斤拷"
        "\uf90a\u200b\u00ad\u0301e\xad\ue000\ufffd\x01\n"
    ),
    max_size=80,
)
LONG = "清晨，江面起霧，老邱出門，沿堤慢走，看水，看岸，看網，看船，看人，看天，看風，看浪，看橋，看閘，看雲，記下，"


@settings(max_examples=150, deadline=None)
@given(MIXTURE, st.booleans())
def test_any_mixture_is_sound(text: str, long: bool) -> None:
    text = LONG * 2 + text if long else text
    recipe = Recipe(tuple(rule for rule in KNOWN if rule.family == "characters"))
    result = explain(text, recipe)
    assert replay(result.source, result.report.applied) == result.document
    assert explain(result.text, recipe).text == result.text
    for n in range(len(result.text)):
        place = result.origin(n)
        assert place is None or result.where(place) == n


def test_width_is_the_same_however_it_is_reckoned() -> None:
    """Lines of usual characters are reckoned at once."""
    for char in map(chr, range(0x20000)):
        wide = unicodedata.east_asian_width(char) in "WFA"
        assert width(f"a{char}中") == 4 + wide, f"{ord(char):x}"
