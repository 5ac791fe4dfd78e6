"""Properties of cleaning, tried on generated pages."""

from __future__ import annotations

import random
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cntextfix
import extractors
from cntextfix import Recipe
from helpers import assert_sound
from strategies import ARTICLES, BLOCKWISE, INLINE, page, pages, printed_again, texts

DEDOUBLE = Recipe.default().only("dedouble")


EXACT = {"run": 0.97, "char": 0.97, "word": 0.9, "line inline": 0.97, "line": 0.97, "block": 0.92}
"""Share of generated pages that come out to the last character. The articles are dense with traps (1111, 噼噼啪啪) that
a page printed twice may share with one printed four times, so that it cannot be all of them. Of blocks printed again
at once some are short verse or a list, which may be said twice in earnest, and are held."""


@pytest.mark.parametrize("kind", INLINE + BLOCKWISE)
def test_overprinting_leaves_no_trace(kind: str) -> None:
    """On 150 pages, the same in every run: what is outside the zone never changes, what is inside comes out exact."""
    wrong: list[str] = []
    for number in range(150):
        lines, how, copied = printed_again(random.Random(f"{kind} {number}"), kind)
        got = cntextfix.clean("\n".join(copied) + "\n", DEDOUBLE).splitlines()
        assert got[: how.first] == lines[: how.first], "a line before the zone was changed"
        after = lines[how.stop :]
        assert not after or got[-len(after) :] == after, "a line after the zone was changed"
        if got != lines:
            pairs = [pair for pair in zip(got, lines, strict=False) if pair[0] != pair[1]]
            wrong.append(f"{number} {how}: {pairs[:1] or len(got) - len(lines)}")
    share = 1 - len(wrong) / 150
    assert share >= EXACT[kind], f"{share:.1%} of the pages exact:\n" + "\n".join(wrong)


AS_EXTRACTED = {"stairs": 0.75, "few stairs": 0.65, "shuffled": 0.7, "spaced": 0.9, "woven": 0.97, "wide": 0.8}
"""Share of the printed lines that come out exact, whichever extractor gave them. Nothing tells a word said twice over a
line end (一分⏎一分) from one printed twice there, and a short line alone from one that stands twice in earnest."""


@pytest.mark.parametrize("extractor", AS_EXTRACTED)
def test_copies_on_lines_of_their_own(extractor: str) -> None:
    """On 40 pages of articles, runs or whole lines of one to all lines printed again as an extractor gives them."""
    right = size = outside = changed = 0
    for number in range(40):
        rnd = random.Random(f"{extractor} {number}")
        lines = page(rnd)
        first = rnd.randrange(len(lines) - 1)
        stop = min(len(lines), first + rnd.choice((1, 2, 3, len(lines))))
        unit = "line" if extractor in ("woven", "wide") else rnd.choice(("run", "line"))
        how = extractors.Print("", rnd.choice((2, 2, 2, 3, 4)), unit=unit)
        raw = extractors.printed_again(lines, extractor, how, first, stop, rnd)
        want = ["".join(line.split()) for line in extractors.as_printed(lines, extractor)]
        zone = range(
            len(extractors.as_printed(lines[:first], extractor)), len(extractors.as_printed(lines[:stop], extractor))
        )
        got = ["".join(line.split()) for line in cntextfix.clean("\n".join(raw) + "\n", DEDOUBLE).splitlines()]
        got = [line for line in got if line]
        blocks = SequenceMatcher(None, want, got, autojunk=False).get_matching_blocks()
        found = {block.a + n for block in blocks for n in range(block.size)}
        surplus = max(0, len(got) - len(want))
        right += max(0, len(found.intersection(zone)) - surplus)
        size += len(zone)
        outside += len(want) - len(zone)
        changed += len(set(range(len(want))) - found - set(zone))
    assert right >= AS_EXTRACTED[extractor] * size, f"{right} of {size} lines exact"
    assert changed <= 0.01 * outside, f"{changed} of {outside} lines outside of the zones were changed"


@given(pages, st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_clean_pages_come_back(lines: list[str], end: str) -> None:
    page = end.join(lines) + end
    assert cntextfix.clean(page, DEDOUBLE) == page


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.splitlines()[0])
def test_articles_stay(article: str) -> None:
    """Whole articles, one paragraph a line, verse and tables as they are: full of what looks like damage and is not."""
    assert assert_sound(article, Recipe.default()).text == article


@given(pages)
def test_sound_on_pages(lines: list[str]) -> None:
    assert_sound("\n".join(lines) + "\n", Recipe.default())


@given(texts)
def test_sound_on_anything(text: str) -> None:
    assert_sound(text, Recipe.default())


@given(texts)
def test_sound_on_anything_dedoubled(text: str) -> None:
    assert_sound(text, DEDOUBLE)


@pytest.mark.parametrize("before", ["", "一", "\n", "一\n\n", "　　\n一"])
@pytest.mark.parametrize("head", ["", "\n", " \n", "\n \n", "\r"])
def test_streaming_gives_the_same(before: str, head: str) -> None:
    document = cntextfix.read_text(f"{before}\f{head}人人民民日日报报评评论论员员\n社论\n")
    streamed = cntextfix.clean_pages(iter(document.pages), DEDOUBLE, cntextfix.survey(document.pages))
    assert [page for page, _ in streamed] == list(cntextfix.clean_document(document, DEDOUBLE).document.pages)


@given(st.randoms(use_true_random=False), st.sampled_from(INLINE + BLOCKWISE))
def test_sound_on_overprinted_pages(rnd: random.Random, kind: str) -> None:
    _, _, copied = printed_again(rnd, kind)
    assert_sound("\n".join(copied) + "\n", Recipe.default())
