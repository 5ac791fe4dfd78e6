"""Issues of two to four pages, drawn line by line, with the text a reader would read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pdf.draw import Pen, broken

A = [
    "云溪县地处三县交界，青螺江干流在境内长达88公里，沿岸分布着1111户渔民、三座码头和一个湿地公园。",
    "治水先摸底。县水务局抽调66名干部，分成11个小组，用了整整99天，把每一条河汊都走了一遍又一遍。",
    "水清了，岸绿了，人也渐渐多了起来。周末的江滩公园里，孩子们跑跑跳跳，老人们说说笑笑。",
    "治理远没有到歇歇脚的时候。上游的两座老矿山还在渗水，下游的涉水项目也得一个一个地过。",
]
B = [
    "从鹿角村到县城66公里，要翻两座山、拐108道弯，当地人叫它“十八弯”，其实何止十八。",
    "以前没有班车，村里人进城要走一天一夜，鸡叫头遍出门，月亮升起来才到。",
]
MEASURE = 16


@dataclass(frozen=True, slots=True)
class Issue:
    """A PDF, the text of its pages in reading order, and how often each article is on how many pages."""

    pdf: bytes
    paragraphs: Sequence[str]
    articles: int
    followed: Sequence[str] = ()


def _furniture(pen: Pen, number: int, ruled: bool = False) -> None:
    left = number % 2 == 0
    pen.line(f"{number:02d}版", 40 if left else 355, 24, 9)
    pen.line("云溪日报", 355 if left else 40, 24, 9)
    pen.line("2022年12月28日　星期三", 160, 24, 9)
    if ruled:
        pen.rule(40, 38, 380, 38)


def _two_columns(pen: Pen, rows: Sequence[tuple[str, float]], v: float, first: int) -> None:
    pen.column(rows[:first], 40, v)
    pen.column(rows[first:], 220, v)


def recurring_furniture() -> Issue:
    """Running heads without a rule, on alternating sides, known by coming again."""
    pen = Pen()
    for number, (head, texts) in enumerate(
        [("慢慢回来的江水", A[:2]), ("十八弯上的班车", B), ("热闹起来的江岸", A[2:])], 2
    ):
        _furniture(pen, number)
        pen.line(head, 40, 60, 20)
        _two_columns(pen, broken(texts, MEASURE), 95, 4)
        pen.turn_page()
    return Issue(pen.done(), ["慢慢回来的江水", *A[:2], "十八弯上的班车", *B, "热闹起来的江岸", *A[2:]], 3)


def ruled_furniture() -> Issue:
    """Running heads over a rule, the same on each page but for the number."""
    pen = Pen()
    for number, (head, texts) in enumerate([("慢慢回来的江水", A), ("十八弯上的班车", B)], 1):
        _furniture(pen, number, ruled=True)
        pen.line(head, 40, 60, 20)
        _two_columns(pen, broken(texts, MEASURE), 95, 7)
        pen.turn_page()
    return Issue(pen.done(), ["慢慢回来的江水", *A, "十八弯上的班车", *B], 2)


def jump_pair() -> Issue:
    """下转第3版 on the front page, 上接第1版 on the third; another article between them."""
    pen = Pen()
    _furniture(pen, 1, ruled=True)
    pen.line("慢慢回来的江水", 40, 60, 20)
    _two_columns(pen, [*broken(A[:2], MEASURE), ("（下转第3版）", 8)], 95, 5)
    pen.turn_page()
    _furniture(pen, 2, ruled=True)
    pen.line("十八弯上的班车", 40, 60, 20)
    _two_columns(pen, broken(B, MEASURE), 95, 4)
    pen.turn_page()
    _furniture(pen, 3, ruled=True)
    pen.line("慢慢回来的江水", 40, 60, 20)
    _two_columns(pen, [("（上接第1版）", 0), *broken(A[2:], MEASURE)], 95, 5)
    head = "慢慢回来的江水"
    return Issue(
        pen.done(),
        [head, *A[:2], "（下转第3版）", "十八弯上的班车", *B, head, "（上接第1版）", *A[2:]],
        2,
        [head, *A, "（下转第3版）", "十八弯上的班车", *B, head, "（上接第1版）"],
    )


def paragraph_over_a_page() -> Issue:
    """The second paragraph is cut by the end of the page, between two lines."""
    pen = Pen()
    rows = broken(A, MEASURE)
    _furniture(pen, 1, ruled=True)
    pen.line("慢慢回来的江水", 40, 60, 20)
    pen.column(rows[:6], 40, 95)
    pen.turn_page()
    _furniture(pen, 2, ruled=True)
    pen.column(rows[6:], 40, 60)
    return Issue(pen.done(), ["慢慢回来的江水", *A], 1)


def article_over_two_pages() -> Issue:
    """The article goes on with a new paragraph; a second one with its own headline follows under a rule."""
    pen = Pen()
    first = broken(A[:2], MEASURE)
    _furniture(pen, 1, ruled=True)
    pen.line("慢慢回来的江水", 40, 60, 20)
    _two_columns(pen, first, 95, 5)
    pen.turn_page()
    _furniture(pen, 2, ruled=True)
    _two_columns(pen, broken(A[2:], MEASURE), 60, 4)
    pen.rule(40, 160, 380, 160)
    pen.line("十八弯上的班车", 40, 175, 20)
    _two_columns(pen, broken(B, MEASURE), 210, 4)
    return Issue(pen.done(), ["慢慢回来的江水", *A, "十八弯上的班车", *B], 2)


def overprinted_over_a_page() -> Issue:
    """All of it printed twice, a paragraph cut by the end of a page and by a column."""
    pen = Pen()
    rows, twice = broken(A, MEASURE), ((0.0, 0.0), (0.3, 0.0))
    pen.line("慢慢回来的江水", 40, 60, 20, shifts=twice)
    pen.column(rows[:3], 40, 95, shifts=twice)
    pen.column(rows[3:6], 220, 95, shifts=twice)
    pen.turn_page()
    pen.column(rows[6:10], 40, 60, shifts=twice)
    pen.column(rows[10:], 220, 60, shifts=twice)
    return Issue(pen.done(), ["慢慢回来的江水", *A], 1)


def four_pages() -> Issue:
    """Four pages, two jumps that cross each other."""
    pen = Pen()
    for number, (head, rows) in enumerate(
        [
            ("慢慢回来的江水", [*broken(A[:1], MEASURE), ("（下转第四版）", 8)]),
            ("十八弯上的班车", [*broken(B[:1], MEASURE), ("（下转第三版）", 8)]),
            ("十八弯上的班车", [("（上接第二版）", 0), *broken(B[1:], MEASURE)]),
            ("慢慢回来的江水", [("（上接第一版）", 0), *broken(A[1:2], MEASURE)]),
        ],
        1,
    ):
        _furniture(pen, number, ruled=True)
        pen.line(head, 40, 60, 20)
        pen.column(rows, 40, 95)
        pen.turn_page()
    a, b = "慢慢回来的江水", "十八弯上的班车"
    return Issue(
        pen.done(),
        [a, A[0], "（下转第四版）", b, B[0], "（下转第三版）", b, "（上接第二版）", B[1], a, "（上接第一版）", A[1]],
        2,
        [a, *A[:2], "（下转第四版）", b, *B, "（下转第三版）", b, "（上接第二版）", a, "（上接第一版）"],
    )


ISSUES: dict[str, Callable[[], Issue]] = {
    one.__name__: one
    for one in (
        recurring_furniture, ruled_furniture, jump_pair, paragraph_over_a_page, article_over_two_pages,
        overprinted_over_a_page, four_pages,
    )
}  # fmt: skip
