"""The overprint decoder: what it undoes, what it leaves alone, and what it says of it."""

from __future__ import annotations

from itertools import accumulate

import pytest

from cntextfix.overprint import suspects, unfinished
from cntextfix.overprint.decode import Prior, decode

APPLY = 10.0


def undone(text: str, prior: Prior | None = None) -> str:
    """The text without the copies in zones strong enough to be applied."""
    lines = text.split("\n")
    heads = [0, *accumulate(len(line) + 1 for line in lines)]
    surplus: list[tuple[int, int]] = []
    for zone in decode(lines, prior):
        if zone.evidence >= APPLY:
            surplus += [(heads[a] + x, heads[b] + y) for unit in zone.units for (a, x), (b, y) in [unit.surplus]]
    for start, stop in sorted(surplus, reverse=True):  # the last copy of a unit may begin the next one
        text = text[:start] + text[stop:]
    return text


@pytest.mark.parametrize(
    ("raw", "want"),
    [
        ("人人民民日日报报评评论论员员", "人民日报评论员"),
        ("一一、、●●云云游游戏戏", "一、●云游戏"),
        ("蜜桃节现场蜜桃节现场", "蜜桃节现场"),
        ("目目目目录录录录\n湖湖湖湖北北北北城城城城\n金金金金山山山山大大大大道道道道", "目录\n湖北城\n金山大道"),
        ("在在Java程程序序中中，，出出现现这这种种情情况况，，会会报报错错", "在Java程序中，出现这种情况，会报错"),
        ("#3.3.1　　使使用用方方法法sort() 对对列列表表排排序序", "#3.3.1　　使用方法sort() 对列表排序"),
        ("发展概况发展概况发展概况 发展概况", "发展概况"),
        (
            "面积面积43024302..6565平方米平方米，，总投资总投资15781578..66万万\n元元，，年内建成年内建成。。",
            "面积4302.65平方米，总投资1578.6万\n元，年内建成。",
        ),
        (
            "山风吹过竹林山风吹过竹林，，沙沙沙沙，，沙沙沙沙，，\n仿佛也在跟着笑仿佛也在跟着笑。。",
            "山风吹过竹林，沙沙，沙沙，\n仿佛也在跟着笑。",
        ),
        ("要在高高兴兴要在高高兴兴，，平平安安平平安安中过年中过年。。", "要在高高兴兴，平平安安中过年。"),
        (
            "前两日天气晴好前两日天气晴好，，\n\n程程\n\n门门前立雪者众前立雪者众，，",
            "前两日天气晴好，\n\n程\n\n门前立雪者众，",
        ),
    ],
)
def test_undoes_overprinting(raw: str, want: str) -> None:
    assert undone(raw) == want


@pytest.mark.parametrize(
    "text",
    [
        "高高兴兴上班，平平安安回家",
        "高高兴兴、平平安安、热热闹闹、红红火火、风风光光",
        "寻寻觅觅，冷冷清清，凄凄惨惨戚戚。",
        "打扮打扮，收拾收拾，商量商量，合计合计，这事就成了。",
        "是不是是不是？好不好好不好？行不行行不行？",
        "爸爸妈妈、爷爷奶奶、叔叔伯伯、哥哥姐姐、弟弟妹妹都来了。",
        "ドキドキワクワク、キラキラピカピカ、雨がザーザー降っている。",
        "万盟关于加强员工工作作风的公告",
        "第十五条 列入市人民代表大会会议议程的地方性法规案",
        "1111  2222  3333  4444\n5555  6666  7777  8888",
        "AAAABBBBCCCCDDDDEEEEFFFFGGGG==",
        "网址：https://www.example.com//aabbccdd/1122334455?aa=bb&cc=dd",
        "不错" * 20,
        "一个一个" * 12,
        "",
        "\n\n\n",
        "  ",
    ],
)
@pytest.mark.parametrize("bits", [0.0, 8.0])
def test_leaves_prose_alone(text: str, bits: float) -> None:
    prior = Prior(help=bits)
    assert undone(text) == text
    if bits and "\n" not in text and "、" not in text:  # with strong zones elsewhere prose still is prose
        assert undone(f"他说：{text}", prior) == f"他说：{text}"


def test_zone_says_what_it_found() -> None:
    (zone,) = decode(["前言", "工作机制工作机制，，不断完善不断完善。。"])
    assert (zone.copies, zone.coverage, len(zone.units)) == (2, 1.0, 4)
    assert [(u.line, u.start, u.length) for u in zone.units] == [(1, 0, 4), (1, 8, 1), (1, 10, 4), (1, 18, 1)]
    assert zone.units[0].surplus == ((1, 4), (1, 8))
    assert zone.evidence > 20.0


def test_units_are_places_in_the_text() -> None:
    lines = ["能担能担", "当当、、善作善作", "", "善成善成。。敢为敢为", "人先人先。。", "敢为", "敢为"]
    zones = decode(lines)
    assert zones
    for zone in zones:
        for unit in zone.units:
            (first, at), (last, stop) = unit.surplus
            assert unit.line <= first <= last < len(lines)
            assert 0 <= at <= len(lines[first])
            assert 0 <= stop <= len(lines[last])


def test_blank_lines_do_not_part_a_zone_from_its_end() -> None:
    (zone,) = decode(["山那边传来回声山那边传来回声：：冲冲冲冲冲冲，，不不", "", "怕怕痛痛…………"])
    assert zone.units[-1].line == 2


def test_help_is_for_zones_of_the_same_copies() -> None:
    heading = ["报报告告摘摘要要"]
    base = decode(heading, Prior())
    same, other = decode(heading, Prior(help=5.0, copies=2)), decode(heading, Prior(help=5.0, copies=3))
    assert same[0].evidence == pytest.approx(sum(zone.evidence for zone in base) + 5.0)
    assert [zone.evidence for zone in other] == [zone.evidence for zone in base]


def test_line_printed_again_is_no_zone_inside_it() -> None:
    lines = ["算啦算啦。」", "算啦算啦。」"]
    assert undone("\n".join(lines), Prior(help=8.0)) == "\n".join(lines)


def test_nothing_suspicious_in_prose() -> None:
    prose = ["天天向上，一个个都来了。", "https://tv.cctv.com/2023/10/10/VIDE.shtml", "好的，好的。"]
    assert suspects.flags(prose) == [False, False, False]
    assert suspects.flags(["开头", "人人民民日日报报"]) == [False, True]


def test_long_unit_is_seen_behind_a_short_repeat() -> None:
    line = "我试了试，又试了试，上不去。最后是四位素不相识的年轻" * 2
    assert suspects.flags([line]) == [True]
    assert undone(line) == line[: len(line) // 2]


@pytest.mark.parametrize(
    ("text", "length", "told"),
    [
        ("《家新伴你\n《家新伴你行》", 5, True),
        ("《家新伴你\n《家新伴你行》走四方》", 5, False),  # each has its partner
        ("《春江花月夜》\n《春江花月夜》赏析", 7, False),
        ("家新伴你\n家新伴你行", 4, False),
    ],
)
def test_a_bracket_that_stays_open_is_not_said_twice(text: str, length: int, told: bool) -> None:
    assert (unfinished.bits(text, 0, length, 2, 2 * length + 1) > 0) is told
