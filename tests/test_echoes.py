"""Lines and blocks printed again."""

from __future__ import annotations

import pytest

from cntextfix.echoes import find

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


def gone(lines: list[str], help_bits: float = 0.0) -> list[int]:
    """The numbers of the lines that are copies, by echoes strong enough to be applied."""
    return sorted(n for echo in find(lines, help_bits) if echo.evidence >= APPLY for n in echo.copies)


@pytest.mark.parametrize("times", [2, 3, 4, 8])
def test_each_line_printed_again(times: int) -> None:
    lines = [line for line in PROSE for _ in range(times)]
    assert gone(lines) == [n for n in range(len(lines)) if n % times]


def test_block_printed_again_at_once() -> None:
    assert gone(PROSE * 2) == list(range(7, 14))


def test_block_printed_again_further_down() -> None:
    lines = [*PROSE, "白塔镇的十字街口有一座修锁摊。", "摊子不大。", *PROSE]
    assert gone(lines) == list(range(9, 16))


def test_blank_lines_do_not_count() -> None:
    assert gone([part for line in PROSE for part in (line, "", line, "")]) == list(range(2, 28, 4))


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


def test_strong_zones_elsewhere_help_a_short_line() -> None:
    lines = ["三次“刀下留树”", "三次“刀下留树”", "正文从这里开始。"]
    assert gone(lines) == []
    assert gone(lines, help_bits=16.0) == [1]
