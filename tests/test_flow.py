"""How lines are read as paragraphs: what a page's own habits are, and pages that are unlike any other."""

from __future__ import annotations

import pytest

import cntextfix
from cntextfix import Recipe
from cntextfix.paragraphs.decode import boundaries, read
from cntextfix.paragraphs.features import features
from cntextfix.paragraphs.fit import Fit
from cntextfix.paragraphs.gutters import gutter_ends
from cntextfix.paragraphs.habits import FIRST, FREE, LAST, NEXT, first_habits, second_habits
from cntextfix.paragraphs.intruders import gaping, labelled, scattered
from cntextfix.paragraphs.items import own_ends
from cntextfix.paragraphs.limits import MOST_LACK, MOST_OVER, learnt, learnt_ragged
from cntextfix.paragraphs.measure import measures
from cntextfix.paragraphs.own import own
from cntextfix.paragraphs.reading import Boundary
from cntextfix.rules.reflow.hard_wrap import HardWrap

SHORT = "这份报告说明了各地今年的工作进展，以及明年的打算，其中包括水利交通"


def nonsense(length: int, step: int) -> str:
    """Text that repeats nothing and stops in mid-phrase."""
    return "".join(chr(0x4E00 + n * step % 3000) for n in range(length - 3)) + "，还有"


@pytest.mark.parametrize("length", [8, 40, 90, 180, 190, 400, 3000])
def test_lines_of_any_length_beside_short_ones(length: int) -> None:
    lines = [SHORT, SHORT[2:] + "方面", *(nonsense(length, step) for step in (37, 41, 43, 47))]
    assert len(read(lines, [False] * len(lines)).boundaries) == len(lines) - 1
    assert sorted("".join(cntextfix.clean("\n".join(lines)).split())) == sorted("".join(lines))


PAGE = [
    "清淤的船一早就开进了河汊，岸上站满了看",
    "热闹的人。",
    "河水清了",
    "县水务局抽调了六十六名干部，分成十一个",
    "小组，沿着河走了一个月。",
    "岸也绿了",
    "到了秋天，江滩上添了步道和长椅，老人们",
    "一早就来散步。",
]


def test_a_page_with_headings_has_more_of_them() -> None:
    found = features(PAGE, [False] * len(PAGE))
    fit = Fit(found, measures([one.full for one in found], 4), 0)
    first = first_habits(fit, ragged=False)
    plain = second_habits(first, fit, [FIRST, NEXT, NEXT, NEXT, NEXT, NEXT, NEXT, LAST])
    headed = second_habits(first, fit, [FIRST, LAST, LAST, FIRST, LAST, LAST, FIRST, LAST])
    assert headed.heading < first.heading
    assert headed.heading < plain.heading


def test_blank_lines_after_the_last_lines_of_paragraphs_are_learned() -> None:
    blanks = [False, True, True, False, True, True, False, False]
    found = features(PAGE, blanks)
    fit = Fit(found, measures([one.full for one in found], 4), 0)
    first = first_habits(fit, ragged=False)
    habits = second_habits(first, fit, [FIRST, LAST, LAST, FIRST, LAST, LAST, FIRST, LAST])
    unread = second_habits(first, fit, [FREE] * len(PAGE))
    assert habits.blank_wrap[True] > unread.blank_wrap[True]


def test_limits_of_a_ragged_page() -> None:
    """What lines lack is as likely as the limits between which they stop; few reach the measure."""
    usual = [1.0 if 0 <= n <= 8 else 0.001 for n in range(-MOST_OVER, MOST_LACK + 1)]
    ragged = learnt([(1, 2), (3, 4), (5, 6), (7, 8), (0, 0)] * 4, usual, most=12)
    assert ragged.between((1, 4)) < ragged.between((1, 2)) < ragged.between((20, 21))
    reached = ragged.reached()[MOST_OVER:]
    assert reached[8] < 0.1 < reached[4] < reached[0]
    assert learnt([(20, 21)] * 9, usual, most=12).shares == learnt([], usual, most=12).shares


def test_the_range_of_a_ragged_page_is_learned() -> None:
    """Limits are alike up to what most lines lack; what is met once beyond it is no habit."""
    narrow = learnt_ragged([(0, 1), (1, 2), (3, 4)] * 8, most=12)
    wide = learnt_ragged([(0, 1), (3, 4), (5, 6), (7, 8)] * 8, most=12)
    assert wide.between((7, 8)) + 4 < narrow.between((7, 8))
    once = learnt_ragged([*[(0, 1), (3, 4), (5, 6), (7, 8)] * 8, (11, 12)], most=12)
    twice = learnt_ragged([*[(0, 1), (3, 4), (5, 6), (7, 8)] * 8, (11, 12), (11, 12)], most=12)
    assert twice.between((11, 12)) + 1 < once.between((11, 12))


COLUMN = [
    "清淤的船一早就开进了河汊，岸上站满了看",
    "热闹的人。大家都说这条河有救了，孩子们",
    "跑来跑去地喊。",
    "县水务局抽调了六十六名干部，分成十一个",
    "小组，沿着河走了一个月，把每一处排污口",
    "都记了下来。",
]


def test_ends_that_are_known_are_ends_of_paragraphs_and_say_nothing_of_the_others() -> None:
    usual = read(COLUMN, [False] * 6).boundaries
    known = read(COLUMN, [False] * 6, [False, False, True, False, False]).boundaries
    assert [end.bits >= 0 for end in usual] == [True, True, False, True, True]
    assert [end.bits >= 0 for end in known] == [True, True, False, True, True]


MESSAGES = [
    "到家了没啊，路上慢点",
    "哦！那我先睡了，你也早点",
    "明天几点的车，我去接你吧",
    "不用啦，我打车就行，省得你跑",
]


def test_lines_of_their_own_cost_little_in_their_manner() -> None:
    """Widths that merely lie near each other, and marks that are not at the ends, are no surprise in messages."""
    toll, bits = own(features(MESSAGES, [False] * len(MESSAGES)))
    wide, cut = own(features([MESSAGES[0], PAGE[0] * 3, PAGE[3], "，" + PAGE[5]], [False] * 4))
    assert toll + sum(bits) < wide + sum(cut)
    assert own([]) == (0.0, [])


def test_verse_without_final_marks_is_known_by_where_its_marks_stand() -> None:
    alike = ["帆影兮迢迢，桨声兮摇摇", "云垂兮水阔，人去兮城遥", "采莲兮不归，望月兮中宵", "寄书兮无雁，空对兮寒潮"]
    plain = [line.replace("，", "") for line in alike]
    shifted = [line[:at] + "，" + line[at:] for line, at in zip(plain, (2, 8, 5, 2), strict=True)]
    costs = [own(features(lines, [False] * 4)) for lines in (alike, shifted)]
    assert costs[0][0] + sum(costs[0][1]) + 3 < costs[1][0] + sum(costs[1][1])


@pytest.mark.parametrize(
    ("lines", "ends"),
    [
        (["·甲", "·乙", "丙"], [True, False]),
        (["（一）甲", "乙", "（二）丙"], [False, True]),
        (["九、甲", "十、乙", "十一、丙"], [True, True]),
        (["Ⅱ. 甲", "Ⅲ. 乙"], [True]),
        (["A．甲", "B．乙", "D．丙"], [True, False]),
        (["12. 甲", "2. 乙"], [False]),
        (["甲12，", "13、乙"], [False]),
        (["/circle6甲", "/circle6乙"], [True]),
        (["/home/user", "/home/used"], [False]),
        (["渡口的舟声", "渡口的舟声"], [True]),
        (["========", "甲"], [True]),
        (["渡口的舟声……12", "堤岸的灯"], [True]),
        (["", "甲"], [False]),
        (["甲　　1,200　　88", "乙　　3,100　　92"], [True]),
        (["在 3 月 5 日，他说", "到 4 月 6 日，再来"], [False]),
    ],
)
def test_items_and_rows(lines: list[str], ends: list[bool]) -> None:
    assert own_ends(lines) == ends


def test_an_item_begins_after_a_line_of_any_kind() -> None:
    assert own_ends(["会议要求：", "一、抓好春耕", "二、管好渡口"]) == [True, True]


BESIDE = [
    "柳河大桥今日零时正式通车",
    "本报讯　今日零时，随着一声长长",
    "的汽笛，全长两千米的柳河大桥正式",
    "通车。",
    "从此，柳河两岸居民往来由原来",
    "的一个钟头缩短",
    "到五分钟，“隔",
    "河喊得应，见面",
    "走半天”的历史",
    "一去不返。",
    "柳河大桥于前年",
    "八月开工建设，",
    "桥面宽三十米，",
    "双向六车道，设",
    "计时速八十公里，总投资十亿元。大",
    "桥建设者先后攻克了深水基础、大体",
    "积混凝土温控等十一道难关，培养了",
    "一大批年轻的技术骨干。",
]
"""The measure is halved beside a picture."""


def test_lines_beside_a_picture_are_joined() -> None:
    one, two, three = BESIDE[1:4], BESIDE[4:10], BESIDE[10:]
    assert cntextfix.clean("\n".join(BESIDE)).split("\n") == [BESIDE[0], *("".join(part) for part in (one, two, three))]


def test_without_language_the_measure_does_not_change() -> None:
    recipe = Recipe.default().with_rule(HardWrap(language=False))
    assert "缩短\n到五分钟，“隔\n河喊得应" in cntextfix.clean("\n".join(BESIDE), recipe=recipe)


def test_verse_of_few_widths_stays_among_lines_of_another_measure() -> None:
    verse = [
        "夜很深，很深了",
        "對面樓的燈",
        "一格一格地暗下去",
        "只剩下一格",
        "還亮著，還亮著",
        "我不知道他是誰",
        "他也不知道",
        "我是誰。",
    ]
    text = "\n".join([*BESIDE[10:], "窗", *verse])
    assert cntextfix.clean(text).endswith("\n".join(["窗", *verse]))


CUT = [
    "云溪县地处三县交界，青螺江干流在境内长",
    "达八十八公里，沿岸分布着一千多户渔民和",
    "二十二个行政村。",
    "治水先摸底。县水务局抽调六十六名干部，",
    "分成十一个小组，用了整整九十九天，把每",
    "一条河汊、每一个排口都走了一遍又一遍。",
    "摸底发现的两千多个问题全部登记造册，编",
    "上号码，一个个对账，一个个销号。到了秋",
    "绿茵场上的“娃娃兵”",
    "□ 雷奔奔",
    "学校只有九十九名学生、十一名教师，却有",
    "一支赫赫有名的足球队。建队时，全队只有",
    "一个球，还是教练自己掏钱买的。",
]
"""A column ends in the middle of a paragraph, and the next article begins."""


def test_text_is_not_joined_to_a_headline_it_does_not_read_on_in() -> None:
    glued = CUT[7] + CUT[8]
    recipe = Recipe.default().with_rule(HardWrap(language=False))
    assert glued in cntextfix.clean("\n".join(CUT), recipe=recipe)
    assert "\n" + CUT[8] + "\n" in cntextfix.clean("\n".join(CUT))


TYPED = [
    "清淤的船一早就开进了河汊，岸上站满了看热闹的人，",
    "孩子们把书包放在石阶上，数着船头挖起来的泥有几",
    "斗，老人们说这条河已经三十年没有这样深过，从前",
    "这里可以行大船，运的是山里的木头、茶叶和桐油，",
    "回来的时候装着盐和布，码头上一天到晚都是人声，",
    "夜里也点着灯。",
]


def test_lines_that_are_all_indented_and_set_off_are_their_own() -> None:
    blanks = [True] * len(TYPED)
    assert any(end.bits > 0 for end in boundaries(TYPED, blanks))
    assert not any(end.bits > 0 for end in boundaries(["\u3000\u3000" + line for line in TYPED], blanks))
    noise = [" " * 6 + line for line in TYPED]  # the margin, as an extractor keeps it
    assert any(end.bits > 0 for end in boundaries(noise, blanks))


def _ends(lines: list[str], bits: float, missing: int) -> tuple[set[int], set[int]]:
    found = features(lines, [False] * len(lines))
    ends = [Boundary(bits, missing if n == 1 else 0, 48, set=True) for n in range(len(lines) - 1)]
    return gaping(found, ends), scattered(found, ends[:1] + [Boundary(-1, 0, 48, set=True)] * (len(lines) - 2))


@pytest.mark.parametrize(
    ("line", "after", "held"),
    [
        ("出貨", "处理完成之后，系统会把结果写回数据库，通知提交的", True),
        ("2013年的 Word2vec", "，用来计算词的向量，有两种算法，后面的章节都要用", False),  # a mark goes on
        ("并且通知提交任务的", "人，同时记录处理的时间，用来估计以后需要多长时间", False),  # reads on
        ("称为「分级处理（发", "展）」，后面的章节都用这个名称，不再一一说明来源", False),  # an open bracket
        ("因为时间已经很晚，", "出貨的人都回家了，仓库里只剩下看门的老梁一个人在", False),  # a comma
    ],
)
def test_a_line_far_from_full_goes_on_only_where_something_says_so(line: str, after: str, held: bool) -> None:
    lines = [
        "在实际的系统当中，每一个任务都要先经过检查才能进",
        line,
        after,
        "那里，第二天早上才发现少了两箱货，没有人知道去向",
    ]
    assert (1 in _ends(lines, 4.0, 30)[0]) is held
    assert not _ends(lines, 4.0, 6)[0]


def test_a_name_and_a_colon_go_on_only_where_they_read_on() -> None:
    lines = [
        "在生物体里有许多高分子（蛋白质）",
        "功能：酶催化，信号",
        "传导，还有别的。不超出它的范围，这意",
        "味着：先写清楚",
    ]
    found = features(lines, [False] * len(lines))
    assert labelled(found, [Boundary(4.0, 0, 32, set=True)] * 3) == {0}
    assert labelled(found, [Boundary(-1.0, 0, 32, set=True)] * 3) == set()


def test_after_a_sentence_a_few_bits_among_few_wraps_are_not_enough() -> None:
    lines = ["检查的内容包括它的来源、它的大小和它需要的资源。", "这样可以避免把不完整的任务交给后面的机器去处理，"]
    assert _ends([*lines, *lines], 2.0, 0)[1] == {0}
    assert _ends([*lines, *lines], 3.0, 0)[1] == set()
    assert _ends([lines[1], *lines], 2.0, 0)[1] == set()


def test_what_the_lines_of_papers_begin_with() -> None:
    ends = own_ends(
        ["made and not found.", "Keywords: river, mud", "因此本文", "关键词：河流；泥沙", "见下", "表 3：泥沙", "iv"]
    )
    assert ends == [True, False, True, False, True, True]
    assert own_ends(["这些都要做到；", "——便于查找；", "也便于借阅，", "——便于保管。"]) == [False] * 3
    assert own_ends(["这些都要做到；", "——便于查找；", "也便于借阅；", "——便于保管。"]) == [True, False, True]


def test_halves_in_two_scripts() -> None:
    woven = [
        "我們相信家長是學校最好的夥伴 and in the autumn we hold",
        "在兩者同心的地方學得最多因此 evening at which parents",
    ]
    woven.append("一向把大門打開聽取每個家庭的 teachers of their children")
    assert gutter_ends(["words of the other column", *woven, "家長的意見"]) == [True] * 4
    assert gutter_ends(["本文提出了一种新的方法 support vector machine", "用来计算词的向量，有两种算法"]) == [False]
