"""Language as evidence: that its bits are honest, in both scripts, for any text."""

from __future__ import annotations

import json
from itertools import pairwise, zip_longest
from math import log2
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cntextfix import Recipe, explain
from cntextfix.language import begins, reads_on
from cntextfix.language.model import model
from cntextfix.language.table import Table, pack
from cntextfix.rules.order.woven_columns import WovenColumns
from helpers import ROOT

ARTICLES = json.loads((ROOT / "tests" / "data" / "articles.json").read_text(encoding="utf-8"))
PARAGRAPHS = [text for article in ARTICLES for part in article["sections"] for text in part["paragraphs"]]
NEVER_FIRST = frozenset("，。；：？！、”’）》】…—·")


def lines(paragraph: str, measure: int) -> list[str]:
    """A paragraph cut by a measure; marks hang over."""
    out = [""]
    for char in paragraph:
        if len(out[-1]) >= measure and char not in NEVER_FIRST:
            out.append("")
        out[-1] += char
    return out


def seams() -> list[tuple[float, bool]]:
    """What is said of line ends with the lines that follow, and with others."""
    draw = Random(19)
    real: list[tuple[str, str]] = []
    for measure in (11, 14, 17, 20, 23):
        for paragraph in PARAGRAPHS:
            own = lines(paragraph, measure)
            real += pairwise(own)
    out = [(reads_on(one, other), True) for one, other in real]
    return out + [(reads_on(one, draw.choice(real)[1]), False) for one, _ in real]


def test_bits_are_honest() -> None:
    """Of seams that get b bits, 2^b to 1 are real, within a bit and a half of b."""
    found = seams()
    for low, high in (
        (-9.0, -3.0),
        (-3.0, -1.5),
        (-1.5, -0.5),
        (-0.5, 0.5),
        (0.5, 2.0),
        (2.0, 4.0),
        (4.0, 6.0),
    ):
        own = [(bits, is_real) for bits, is_real in found if low <= bits < high]
        real = sum(is_real for _, is_real in own)
        assert len(own) > 100
        said = sum(bits for bits, _ in own) / len(own)
        assert abs(log2((real + 0.5) / (len(own) - real + 0.5)) - said) < 1.5, (low, len(own), real, said)


def test_what_reads_on_has_more_bits() -> None:
    found = sorted((one for one in seams() if one[0]), key=lambda one: one[0])
    below, better = 0, 0
    for _, is_real in found:
        below += not is_real
        better += below if is_real else 0
    assert better / below / (len(found) - below) > 0.81


@pytest.mark.parametrize(
    ("simple", "traditional"),
    [
        ("在动物园围栏中被毒蛇咬|伤，侥幸存活", "在動物園圍欄中被毒蛇咬|傷，僥倖存活"),
        ("他说：“国家|图书馆”", "他說：「國家|圖書館」"),
    ],
)
def test_both_scripts_are_one(simple: str, traditional: str) -> None:
    assert reads_on(*simple.split("|")) == reads_on(*traditional.split("|"))


def test_white_space_and_width_do_not_count() -> None:
    assert reads_on("人民代 ", "\u3000表大会,") == reads_on("人民代", "表大会，")


def test_letters_figures_and_signs_tell_nothing() -> None:
    for left, right in (("19", "84年"), ("共计", "12人"), ("STORE mem", "该计算机"), ("图A", "B型"), ("其中→", "的是")):
        assert reads_on(left, right) == 0.0


def test_nothing_is_known_of_nothing() -> None:
    assert reads_on("", "好") == reads_on("好", " ") == begins("") == 0.0


@given(st.text(st.characters(), max_size=4), st.text(st.characters(), max_size=4))
def test_any_text_has_bits(left: str, right: str) -> None:
    assert -20 < reads_on(left, right) < 10
    assert -40 < begins(right) < 40


def test_a_table_keeps_what_was_put_in() -> None:
    numbers = {key * 2654435761: key % 64 for key in range(20_000)}
    table = Table(pack(numbers))
    assert all(table.get(key) == number for key, number in numbers.items())
    others = sum(table.get(key * 2654435761 + 1) >= 0 for key in range(20_000))
    assert others < 60  # one in 1,024, by chance


def test_the_package_stays_small() -> None:
    size = (ROOT / "src" / "cntextfix" / "chinese" / "data" / "language.bin").stat().st_size
    assert size < 6_000_000
    assert model() is model()


def test_language_can_be_switched_off() -> None:
    """A page that only what reads on can undo stays as it is without it."""
    cases = json.loads((ROOT / "tests" / "cases" / "woven-columns.json").read_text(encoding="utf-8"))
    page = next(case["before"] for case in cases if case["label"] == "wide")
    for language in (True, False):
        recipe = Recipe.default().only("woven-columns").with_rule(WovenColumns(language=language))
        assert bool(explain(page, recipe=recipe).report.applied) == language


@pytest.mark.parametrize("columns", [3, 4, 5])
def test_columns_woven_line_by_line_are_put_in_order(columns: int) -> None:
    """Of made pages of three columns and more, at least three in four; those that are not put in order stay."""
    draw, exact, wrong = Random(columns), 0, 0
    long = [text for text in PARAGRAPHS if len(text) > 60 and "\n" not in text]
    recipe = Recipe.default().only("woven-columns")
    for _ in range(40):
        rows, measure = draw.randint(6, 9), draw.randint(10, 16)
        apart = [column(draw, long, rows, measure) for _ in range(columns)]
        woven = [line for row in zip(*apart, strict=True) for line in row]
        page = explain("\n".join(woven), recipe=recipe).document.pages[0]
        got = [line.text for line in page.lines]
        right = [line for part in apart for line in part]
        exact += got == right
        wrong += got not in (right, woven)
    assert exact >= 30
    assert wrong <= 1


def column(draw: Random, paragraphs: list[str], rows: int, measure: int) -> list[str]:
    """The first lines of some paragraphs, set to a measure."""
    out: list[str] = []
    while len(out) < rows:
        out += lines(draw.choice(paragraphs), measure)
    return out[:rows]


def test_lines_left_over_go_to_their_columns() -> None:
    """Three columns of which one or two are longer: the order is told in one page of four at least."""
    draw, exact = Random(3), 0
    long = [text for text in PARAGRAPHS if len(text) > 60 and "\n" not in text]
    recipe = Recipe.default().only("woven-columns")
    for number in range(40):
        longer = ((1, 1, 0), (1, 0, 0), (0, 1, 1), (0, 0, 1))[number % 4]
        apart = [column(draw, long, 7 + more, 14) for more in longer]
        woven = [line for row in zip_longest(*apart) for line in row if line]
        page = explain("\n".join(woven), recipe=recipe).document.pages[0]
        exact += [line.text for line in page.lines] == [line for part in apart for line in part]
    assert exact >= 10
