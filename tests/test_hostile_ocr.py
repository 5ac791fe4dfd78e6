"""OCR files whose text stands where none is expected, or whose words are single characters: none of it is lost."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

import cntextfix
from cntextfix import Recipe
from cntextfix.errors import SourceError
from cntextfix.sources.ocr import alto, hocr

HEAD = '<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout>'


def alto_text(page: str) -> str:
    return alto.read(
        f'{HEAD}<Page WIDTH="900" HEIGHT="900"><PrintSpace>{page}</PrintSpace></Page></Layout></alto>'.encode(), "x"
    ).text


def hocr_text(body: str) -> str:
    head = "<html><head><title>no text</title><style>p {}</style></head><body>"
    return hocr.read(f"{head}{body}</body></html>".encode(), "x").text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ('<TextBlock><String CONTENT="散"/><SP/><String CONTENT="字"/></TextBlock>', "散 字\n\n"),
        (
            '<TextBlock><TextLine><String CONTENT="一行"/></TextLine><String CONTENT="散字"/>'
            '<TextLine><String CONTENT="二行"/></TextLine></TextBlock>',
            "一行\n散字\n二行\n\n",
        ),
        ('<ComposedBlock><String CONTENT="散字"/></ComposedBlock>', "散字\n\n"),
        ('<TextBlock><TextLine><Group><String CONTENT="里面"/></Group></TextLine></TextBlock>', "里面\n\n"),
        ("<TextBlock><TextLine>裸字</TextLine>还有</TextBlock>尾", "裸字\n还有\n\n尾\n"),
        ('<TextBlock><TextLine><String CONTENT="甲"/>乙</TextLine></TextBlock>', "甲\n乙\n\n"),
    ],
)
def test_alto_text_outside_of_lines_comes_out(page: str, text: str) -> None:
    assert alto_text(page) == text


def test_alto_text_outside_of_pages_is_reported() -> None:
    for inner in ('<TextBlock><TextLine><String CONTENT="字"/></TextLine></TextBlock>', '<String CONTENT="字"/>'):
        with pytest.raises(SourceError, match="outside of its pages"):
            alto.leaves(f"{HEAD}{inner}<Page/></Layout></alto>".encode())


def test_loose_words_are_mended_in_place() -> None:
    inner = '<TextBlock><TextLine><String CONTENT="完善工作机制和办法，保证工作进度"/></TextLine>'
    inner += '<String CONTENT="工作机制工作机制，，开展重点场所开展重点场所"/></TextBlock>'
    data = f"{HEAD}<Page><PrintSpace>{inner}</PrintSpace></Page></Layout></alto>".encode()
    done = alto.written(cntextfix.clean_document(alto.read(data, "x"), Recipe.default().only("dedouble")), data)
    words = [e.get("CONTENT") for e in ElementTree.fromstring(done).iter() if e.tag.endswith("String")]
    assert words == ["完善工作机制和办法，保证工作进度", "工作机制，开展重点场所"]


LINE = "<span class='ocr_line'>{}</span>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<div class='ocr_page'><p class='ocr_par'>没有行</p></div>", "没有行\n\n"),
        (
            f"<div class='ocr_page'><p class='ocr_par'>{LINE.format('一行')}散字{LINE.format('二行')}</p></div>",
            "一行\n散字\n二行\n\n",
        ),
        ("<div class='ocr_page'><span class='ocrx_word'>字</span> <span class='ocrx_word'>词</span></div>", "字词\n"),
        (f"<h1>报头</h1><div class='ocr_page'>{LINE.format('一行')}</div><p>页外</p>", "报头\n一行\n页外\n"),
        ("<div class='ocr_page'>上<br/>下<table><tr><td>左</td><td>右</td></tr></table></div>", "上\n下\n左\n右\n"),
        ("<div class='ocr_page'><p>一<b>粗</b>体<script>var a</script></p><!-- 注 --></div>", "一粗体\n"),
    ],
)
def test_hocr_text_outside_of_lines_comes_out(body: str, text: str) -> None:
    assert hocr_text(body) == text


def strings(chars: str, between: str = "", pitch: int = 40, placed: bool = True) -> str:
    """A line of ALTO with a String for each character; a space in ``chars`` is a gap."""
    out = []
    for n, char in enumerate(chars):
        if char != " ":
            box = f' HPOS="{100 + pitch * n}" VPOS="100" WIDTH="{pitch - 4}" HEIGHT="40"' if placed else ""
            out.append(f'<String CONTENT="{char}"{box}/>')
    return f"<TextBlock><TextLine>{between.join(out)}</TextLine></TextBlock>"


@pytest.mark.parametrize("placed", [False, True])
@pytest.mark.parametrize("between", ["", "<SP/>"])
def test_a_string_for_each_character_has_no_spaces_between(placed: bool, between: str) -> None:
    page = strings("宽2222米的Windows系统，共15.6万平方米", between, placed=placed)
    assert alto_text(page).strip() == "宽2222米的Windows系统，共15.6万平方米"


def test_gaps_between_single_characters_are_spaces() -> None:
    assert alto_text(strings("用Windows XP系统和Mac OS X")).strip() == "用Windows XP系统和Mac OS X"


def test_spaces_that_are_told_between_single_characters_stay() -> None:
    page = strings("用Windows", placed=False) + strings("XP系统", placed=False)
    page = page.replace("</TextLine></TextBlock><TextBlock><TextLine>", "<SP/>")
    assert alto_text(page).strip() == "用Windows XP系统"


def test_words_without_a_space_between_them_get_one() -> None:
    page = '<TextLine><String CONTENT="the"/><String CONTENT="city"/><String CONTENT="2"/></TextLine>'
    assert alto_text(page).strip() == "the city 2"


@pytest.mark.parametrize("between", ["", " ", "\n"])
def test_a_word_of_hocr_for_each_character(between: str) -> None:
    words = between.join(
        f"<span class='ocrx_word' title='bbox {100 + 40 * n} 100 {136 + 40 * n} 140'>{char}</span>"
        for n, char in enumerate("宽2222米，15.6万")
    )
    page = f"<div class='ocr_page' title='bbox 0 0 900 900'>{LINE.format(words)}</div>"
    assert hocr_text(page).strip() == "宽2222米，15.6万"
