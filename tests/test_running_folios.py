"""Page numbers in a text without page breaks: told from numbers of sections, items and rows."""

from __future__ import annotations

import pytest

import cntextfix
from cntextfix.rules.furniture.running_folios import running_folios

PROSE = (
    "县里的图书馆去年秋天搬进了新楼，原来的小楼改成了少年活动中心。新馆有三层，一层是借书的地方，二层放着报纸和杂志，"
    "三层留给需要安静的读者。馆长说，搬家以前他们用两个月的时间把八万册图书重新登记了一遍，发现有些书已经二十年没有人借过，"
    "也有一些书因为借的人太多，书脊都断了。现在读者可以在家里用电脑查到每一本书放在哪里，也可以请馆里把书送到乡镇的分馆。"
)
WIDTH = 11


def lines_of(pages: int, size: int) -> list[list[str]]:
    """Pages of so many lines of prose that goes on from one to the next."""
    text = PROSE * (1 + pages * size * WIDTH // len(PROSE))
    lines = [text[at : at + WIDTH] for at in range(0, pages * size * WIDTH, WIDTH)]
    return [lines[at : at + size] for at in range(0, len(lines), size)]


def numbered(pages: list[list[str]], form: str, first: int = 3) -> list[str]:
    return [line for n, page in enumerate(pages) for line in (*page, form.format(n + first))]


def test_bare_numbers_that_sentences_go_on_over() -> None:
    texts = numbered(lines_of(8, 20), "{}")
    assert [texts[n] for n in running_folios(texts)] == [str(n) for n in range(3, 11)]


def test_numbers_that_say_so_need_no_sentences() -> None:
    texts = numbered([["第一节。"] * 9] * 3, "第 {} 页 共 9 页")
    assert [texts[n] for n in running_folios(texts)] == [f"第 {n} 页 共 9 页" for n in (3, 4, 5)]


def test_numbers_between_dashes_stand_where_no_sentence_ends() -> None:
    page = [*["第一节。"] * 8, "第一节的第二"]
    for form in ("- {} -", "第 {} 页"):
        assert len(running_folios(numbered([page] * 3, form))) == 3


@pytest.mark.parametrize("form", ["- {} -", "— 0{} —", "-{}-", "第{}页"])
def test_numbers_above_sections_are_no_page_numbers(form: str) -> None:
    story = ["我们在河边坐了很久，谁也没有开口。", "后来天就黑了。"] * 5
    poem = ["风从很远的地方来", "带着海的味道", "你没有说话"] * 4
    for section in (story, poem):
        assert not running_folios(numbered([section] * 4, form))
        assert not running_folios([form.format(1), *numbered([section] * 4, form, first=2)])


def test_what_does_not_count_on_is_no_page_number() -> None:
    pages = lines_of(8, 20)
    assert not running_folios([*numbered(pages, "{}"), "7"])
    assert not running_folios([line for page in pages for line in (*page, "5")])
    assert not running_folios(numbered([["第一节。"] * 9] * 3, "- 7 -"))


def test_numbers_of_sections_interrupt_nothing() -> None:
    assert not running_folios(numbered([[*page[:-1], "他们就这样回去了。"] for page in lines_of(8, 20)], "{}"))


def test_numbers_of_unlike_stretches_are_no_pages() -> None:
    pages = lines_of(8, 20)
    assert not running_folios(numbered([page[: 4 + 4 * (n % 4)] for n, page in enumerate(pages)], "{}"))


def test_few_numbers_show_nothing() -> None:
    assert not running_folios(numbered(lines_of(4, 20), "{}"))
    assert not running_folios([])


def test_they_are_labelled_and_the_text_goes_on() -> None:
    cleaned = cntextfix.explain("\n".join(numbered(lines_of(8, 20), "{}")))
    assert [change.before for change in cleaned.report.applied if change.code == "folios-run"] == [
        str(n) for n in range(3, 11)
    ]
    assert "\n7\n" not in cleaned.text
