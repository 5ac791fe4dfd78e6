"""Draws the sample page of ``samples/``: three articles, overprinted heads, captions, a pull quote, a foot line.

``python tests/pdf/sample.py`` writes it, with the text a reader reads off it.
"""

from __future__ import annotations

from pathlib import Path

from pdf.draw import Pen, broken

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
NAME = "river-page"
TWICE = ((0.0, 0.0), (0.35, 0.0))
FOUR = ((-0.3, 0.3), (0.3, 0.3), (-0.3, -0.3), (0.3, -0.3))
LEAD = [
    "天刚蒙蒙亮，柳溪镇的渡口就热闹起来。挑担的、赶车的、骑自行车的，三三两两聚到岸边，等第一班渡船靠岸。"
    "撑船的老宋今年62岁，在这条江上撑了整整40年。",
    "“早些年水浑，鱼也少，船板上天天一层泥。”老宋说，“现在好了，站在船头能看见江底的石头，一块一块的。”",
    "变化从2019年开始。镇里关停了上游的11家小作坊，又投入880万元修建污水管网，"
    "把全镇5个村、2222户人家的生活污水都收了进来。",
    "水清了，人也来了。今年头九个月，到柳溪镇看江的游客超过12万人次，比去年同期多出一倍还多。",
    "沿江的老街上，空了多年的铺面一间一间地开了张，有卖鱼圆的，有做竹编的，也有画画写字的。",
    "“撑一天船，心里踏实一天。”老宋把竹篙往岸边一点，渡船慢慢离了岸，江面上留下长长的一道水纹。",
]
SIDE = [
    "本报讯 县图书馆昨日起延长开放时间，每天早上8:00开门，晚上10:00闭馆，周末和节假日照常开放。",
    "馆内新添了300个座位和22台自助借还机，读者凭身份证就可以借书，一次最多借20本。",
]
NOTE = [
    "入冬以来，天干物燥，请大家注意用火用电安全，睡前检查一遍煤气和插座，出门随手关好门窗。",
]
CAPTION = "老宋撑着渡船慢慢离岸。"
CREDIT = "记者 江一鸣 摄"
QUOTE = "撑一天船，心里踏实一天。"


def page() -> bytes:
    """The page as a PDF."""
    pen = Pen(560, 700)
    pen.line("05版", 40, 30, 14, shifts=TWICE)
    pen.line("县域", 90, 30, 14)
    pen.line("2023年11月8日　星期三", 200, 33, 9)
    pen.line("责任编辑：方晓　版式：俞可", 200, 45, 8)
    pen.line("云溪日报", 464, 30, 14)
    pen.rule(40, 60, 520, 60)
    pen.line("走基层：一江一河看变化", 40, 74, 13)
    pen.line("渡口的老宋和一江清水", 40, 96, 30, shifts=FOUR)
    pen.line("——柳溪镇治水四年见闻", 40, 132, 14, shifts=TWICE)
    pen.line("本报记者 江一鸣", 40, 154, shifts=TWICE)
    _lead(pen)
    pen.rule(352, 66, 352, 520)
    pen.line("县图书馆天天开到晚上十点", 362, 74, 13, shifts=TWICE)
    pen.column(broken(SIDE, 15), 366, 100)
    pen.rule(362, 300, 520, 300)
    pen.line("冬季防火提示", 362, 314, 18, shifts=TWICE, unit="char")
    pen.column(broken(NOTE, 15), 366, 344)
    pen.rule(40, 530, 520, 530)
    pen.line("公益广告", 44, 540, 8)
    pen.picture(160, 545, 240, 90)
    pen.rule(40, 660, 520, 660)
    pen.line("新闻热线：0571-88880000　邮箱：news@yunxi.example", 40, 668, 8)
    return pen.done()


def _lead(pen: Pen) -> None:
    """Two columns of 14 em; a picture and a pull quote in the second one."""
    rows = broken(LEAD, 14)
    pen.column(rows[:22], 40, 176, 1.5)
    pen.picture(200, 176, 140, 84)
    pen.line(CAPTION, 200, 264, 8.5)
    pen.line(CREDIT, 285, 276, 7.8)
    v = pen.column(rows[22:27], 200, 296, 1.5)
    pen.rule(200, v + 2, 340, v + 2)
    pen.line(QUOTE, 200, v + 10, 11.6)
    pen.rule(200, v + 28, 340, v + 28)
    pen.column(rows[27:], 200, v + 38, 1.5)


EXPECTED = [
    "走基层：一江一河看变化", "渡口的老宋和一江清水", "——柳溪镇治水四年见闻", "本报记者 江一鸣",
    *LEAD, QUOTE, CAPTION, CREDIT, "县图书馆天天开到晚上十点", *SIDE, "冬季防火提示", *NOTE,
]  # fmt: skip


def main() -> None:
    SAMPLES.joinpath(f"{NAME}.pdf").write_bytes(page())
    SAMPLES.joinpath(f"{NAME}.expected.txt").write_text("".join(f"{line}\n" for line in EXPECTED), encoding="utf-8")


if __name__ == "__main__":
    main()
