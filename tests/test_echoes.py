"""Pages printed twice, and what only looks so."""

from __future__ import annotations

import pytest

import cntextfix
from cntextfix.overprint.echoes import find

APPLY = 10.0
PROSE = [
    "每天天不亮，护河员邱守田就沿着青螺江的江堤慢",
    "慢往下游走。江面雾气沉沉，水声潺潺，他手里那",
    "根三米长的竹竿一下一下点着石阶，从上游一直走",
    "到下游。以前这里的水又黑又臭，家家户户都关着",
    "窗子，现在好了，天天有人来钓鱼。老邱笑呵呵地",
    "说：“江水清了，人心也就齐了，这日子越过越有",
    "滋味。”",
]
SONG = ["小小竹排江中游", "巍巍青山两岸走", "雄鹰展翅飞千里", "党的光辉照心头"]


def gone(lines: list[str]) -> list[int]:
    """The numbers of the lines that are copies, by echoes strong enough to be applied."""
    return sorted(n for echo in find(lines) if echo.evidence >= APPLY for n in echo.copies)


def test_block_printed_again_at_once() -> None:
    assert gone(PROSE * 2) == list(range(7, 14))


def test_block_printed_again_further_down() -> None:
    lines = [*PROSE, "白塔镇的十字街口有一座修锁摊。", "摊子不大。", *PROSE]
    assert gone(lines) == list(range(9, 16))


def test_blank_lines_do_not_count() -> None:
    lines = [part for line in PROSE for part in (line, "")]
    assert gone([*lines, *PROSE]) == list(range(14, 21))


def test_a_line_of_the_second_printing_may_be_missing() -> None:
    lines = [*PROSE, *PROSE]
    more = [f"{line}{n}" for n, line in enumerate(lines[:6])]
    assert gone([*PROSE, *more, *PROSE, *more[:5]]) == list(range(13, 25))


def test_a_block_that_is_little_of_its_page_is_held() -> None:
    others = [f"第{n}条　有关部门应当依照各自的职责，做好有关工作，" for n in range(20)]
    lines = [*others[:10], *PROSE[:4], *others[10:], *PROSE[:4]]
    (echo,) = find(lines)
    assert 0 < echo.evidence < APPLY


def test_what_stands_three_times_is_no_page_printed_again() -> None:
    job = ["负责门店日常管理，带领五人团队完成月度", "销售目标，组织促销活动，处理客户投诉。"]
    assert gone(["甲店", *job, "乙店", *job, "丙店", *job]) == []


@pytest.mark.parametrize(
    "lines",
    [
        SONG * 2,
        [*SONG, "间奏", *SONG],
        ["加油！", "加油！", "加油！"],
        ["是", "否", "是", "否", "是", "否"] * 10,
        ["0", "0", "0", "1.5", "1.5", "—", "—"],
        ["第一章 总则", "第二章 机构", "第一章 总则", "第二章 机构"],
        ["塔里木油田今年油气产量已突破3000万吨", "塔里木油田今年油气产量已突破3000万吨", "当量，比去年同期增长。"],
        [*PROSE[:2], *["这里说的是另一件事情，和上面没有关系。" + str(n) for n in range(300)], *PROSE[:2]],
        [],
        [""],
    ],
)
def test_honest_repetition_stays(lines: list[str]) -> None:
    assert gone(lines) == []


DOUBLED = "".join(f"{line}\n{line}\n" for line in PROSE)
BESIDE = """放了学，我们一个个扑通扑
块圆石，像谁家新媳妇
块圆石，像谁家新媳妇
通往水里跳，比赛谁憋气憋
的脚步，悄悄的，怯怯
的脚步，悄悄的，怯怯
得久。
"""


def cleaned(text: str) -> str:
    return cntextfix.clean(text, cntextfix.Recipe.default().only("dedouble"))


def test_copies_taken_out_of_a_page_speak_for_the_lines_that_stand_twice() -> None:
    rest = "".join(f"第{n}车间今天生产了{n * 7}件，比昨天多。\n" for n in range(1, 151))
    once = BESIDE.replace("块圆石，像谁家新媳妇\n", "", 1).replace("的脚步，悄悄的，怯怯\n", "", 1)
    assert cleaned(DOUBLED + BESIDE + rest) == "\n".join(PROSE) + "\n" + once + rest
    assert cleaned(BESIDE + rest) == BESIDE + rest


def test_a_long_list_printed_again_at_once_goes_in_a_document_printed_twice() -> None:
    places = ("供电", "纺织", "教育", "卫健")
    medals = "".join(f"{place}代表团\n金牌{n}\n银\n牌{n + 3}\n" for n, place in enumerate(places, 5))
    blocks = "".join(f"{line}\n" for line in PROSE * 2)
    assert cleaned(blocks + "奖牌榜：\n" + medals * 2) == "\n".join(PROSE) + "\n奖牌榜：\n" + medals
    assert cleaned("奖牌榜：\n" + medals * 2) == "奖牌榜：\n" + medals * 2


def test_a_weak_zone_between_two_sure_ones_is_undone() -> None:
    recipe = cntextfix.Recipe.default().only("tandem-repeat")
    other = "清晨六点，山里的雾还没有散，营地已经醒了\n老队员挑水，新队员生火，各人做各人的事情\n"
    below = "".join(f"{line}\n{line}\n" for line in other.split())
    twice = "着男子四百米接力最后一\n邮递员边防防先失两\n邮递员边防防先失两\n棒冲过终点，历时五天的\n"
    once = twice.replace("邮递员边防防先失两\n", "", 1)
    assert cntextfix.clean(DOUBLED + twice + below, recipe) == "\n".join(PROSE) + "\n" + once + other
    assert cntextfix.clean(DOUBLED + twice + other, recipe) == "\n".join(PROSE) + "\n" + twice + other


def test_short_columns_of_a_vertical_page_are_columns() -> None:
    recipe = cntextfix.Recipe.default().only("tandem-repeat")
    prose = "清晨六點，白石渡的船工老梁已經把第一班渡船撐到了江心。他今年六十三歲，在這條江上擺渡整整四十年。"
    prose += "哪裡有暗流、哪裡水淺，閉著眼睛也說得出來。去年冬天大橋通車以後，坐船的人少了，他卻沒有收起竹篙。"
    verse = "風走的時候", "吹得鼓鼓的"

    def column(text: str, copies: int) -> str:
        return "".join(f"{char}\n" * copies if char not in "，。、" else f"{char * copies}\n" for char in text)

    printed = "\n".join(column(text, 2) for text in (prose, *verse))
    read = cntextfix.clean(printed, recipe)
    assert read.split() == list(prose + "".join(verse))
    assert "\n\n" not in read[: 2 * len(prose)]
    cells = "\n".join(column(text, 2) for text in verse)
    assert cntextfix.clean(cells, recipe) == cells


def with_a_pair(label: str) -> str:
    """Four lines drawn twice, and ``label`` on two lines between lines drawn once."""
    drawn = ["活动简报", "清晨六点，山里的雾还没有散，营地已经醒了", "老队员挑水，新队员生火，各人做各人的事情"]
    drawn.append("上午要走十一公里，路不算远，坡却很陡")
    once = ["带领队员两次赴现场勘察，提出改进的意见。", "早饭是白粥和咸菜，谁都吃得很香。"]
    lines = [line for line in drawn for _ in range(2)] + [*once, label, label, "饭后集合点名，一个也不少。"]
    return "\n".join(lines) + "\n"


def test_a_short_line_that_was_a_copy_elsewhere_is_one_again() -> None:
    assert cntextfix.clean(with_a_pair("活动简报")).count("活动简报") == 2
    assert cntextfix.clean(with_a_pair("训练简报")).count("训练简报") == 2
