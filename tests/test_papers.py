"""Pages of several articles as text: which lines are titles, which are verse, and what JSON makes of these."""

from __future__ import annotations

from cntextfix import clean_document, read_text
from cntextfix.document.model import Role

FERRY = """清晨六点，白石渡的船工老梁已经
把第一班渡船撑到了江心。他今年
六十三岁，在这条江上摆渡整整四
十年，哪里有暗流、哪里水浅，闭
着眼睛也说得出来。
"""
FIELDS = """今年开春以来，柳川县石桥镇抢抓
农时，组织党员干部下到田间地头，
帮助农户检修水泵、疏通沟渠，把
农资送到家门口。截至目前，全镇
已完成春耕面积六成。
"""
BRIDGE = """去年冬天大桥通车以后，坐船的人
少了大半，他却没有收起那支竹篙。
记者在渡口看到，来坐船的多是对
岸种菜的农户，挑着担子。
"""
PAPER = (
    "公益广告\n走基层\n船工老梁的一天\n——白石渡见闻\n本报记者 林远舟\n"
    + FERRY
    + "春耕正当时\n本报记者 周敏\n"
    + FIELDS
    + "渡口新事\n記者陳柯／石橋報導\n"
    + BRIDGE
)
POEM = """江风吹过来的时候
先敲一敲窗
再敲一敲门
最后敲一敲
外婆的膝盖
她说，明天要下雨了。
"""


def roles(text: str) -> dict[str, Role]:
    return {line.text: line.role for line in clean_document(read_text(text)).document.lines()}


def test_titles_in_groups_of_four() -> None:
    found = roles(PAPER)
    assert found["走基层"] != Role.BODY
    assert found["船工老梁的一天"] == Role.HEADLINE
    assert found["——白石渡见闻"] == Role.SUBHEAD
    assert found["記者陳柯／石橋報導"] == Role.BYLINE
    assert sum(role == Role.BODY for role in found.values()) == 3


def test_menus_of_web_pages_are_no_titles() -> None:
    page = "篮球。\n足球\n其他\n" + (FERRY.replace("\n", "") + "本报记者 林远舟\n") * 3
    found = roles(page)
    assert found["足球"] == found["其他"] == Role.BODY


def test_verse_on_a_page_of_a_paper_stays() -> None:
    text = clean_document(read_text(PAPER + "江畔的风\n" + POEM + POEM)).document.text
    assert POEM + POEM in text
