"""Bytes into text: every encoding of Chinese, detection on whole and damaged text, errors that say where and what."""

from __future__ import annotations

import codecs
import pickle
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cntextfix.errors import EncodingError
from cntextfix.sources.encoding import BIG5_MARKS, chineseness, decode_bytes, detect

SIMPLIFIED = (
    "云溪县地处三县交界，青螺江干流在境内长达88.88公里，沿岸分布着1111户渔民和22个行政村。“以前这里的水又黑又臭，"
    "家家户户都关着窗子，现在好了，天天有人来钓鱼。”老邱笑呵呵地说。县水务局抽调66名干部，分成11个小组，用了整整"
    "99天，把每一条河汊、每一个排口都走了一遍又一遍。\n"
)
TRADITIONAL = (
    "雲溪縣地處三縣交界，青螺江幹流在境內長達88.88公里，沿岸分布著1111戶漁民和22個行政村。「以前這裡的水又黑又臭，"
    "家家戶戶都關著窗子，現在好了，天天有人來釣魚。」老邱笑呵呵地說。縣水務局抽調66名幹部，分成11個小組，用了整整"
    "99天，把每一條河汊、每一個排口都走了一遍又一遍。\n"
)
ENCODINGS = [
    ("utf-8", SIMPLIFIED, "utf-8"),
    ("utf-8", TRADITIONAL, "utf-8"),
    ("gb18030", SIMPLIFIED, "gb18030"),
    ("gb18030", TRADITIONAL, "gb18030"),
    ("gbk", SIMPLIFIED, "gb18030"),
    ("gb2312", SIMPLIFIED, "gb18030"),
    ("big5", TRADITIONAL, "big5hkscs"),
    ("cp950", TRADITIONAL, "big5hkscs"),
    ("big5hkscs", TRADITIONAL + "嘅喺嚟咗", "big5hkscs"),
    ("utf-16-le", SIMPLIFIED, "utf-16-le"),
    ("utf-16-be", TRADITIONAL, "utf-16-be"),
    ("utf-32-le", SIMPLIFIED, "utf-32-le"),
    ("utf-32-be", TRADITIONAL, "utf-32-be"),
]


@pytest.mark.parametrize(("encoding", "text", "found"), ENCODINGS)
@pytest.mark.parametrize("length", [12, 50, 10_000])
def test_detected_and_decoded_exactly(encoding: str, text: str, found: str, length: int) -> None:
    text = (text * 100)[:length]
    decoded = decode_bytes(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.bom, decoded.lost) == (text, found, False, 0)


@pytest.mark.parametrize(("encoding", "text", "found"), ENCODINGS)
def test_detected_on_damaged_and_doubled_text(encoding: str, text: str, found: str) -> None:
    data = bytearray("".join(char * 2 for char in text).encode(encoding))
    rnd = random.Random(encoding + text)
    for _ in range(3):
        data[rnd.randrange(len(data))] = rnd.randrange(0x20, 0x100)
    assert detect(bytes(data)) == found


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_byte_order_marks(mark: bytes, encoding: str) -> None:
    decoded = decode_bytes(mark + "a中文".encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.bom) == ("a中文", encoding, True)


def test_a_name_that_is_given_is_obeyed() -> None:
    assert decode_bytes("日本".encode("gbk"), "gbk").text == "日本"
    assert decode_bytes("日本".encode("gbk"), "big5").text != "日本"
    assert decode_bytes("café".encode("cp1252"), "cp1252").text == "café"
    assert decode_bytes(codecs.BOM_UTF16_BE + "中".encode("utf-16-be"), "utf-16").text == "中"
    assert decode_bytes("中".encode("utf-16-le"), "utf-16").text == "中"
    assert decode_bytes(codecs.BOM_UTF8 + b"x", "utf-8-sig").bom
    with pytest.raises(EncodingError, match=r"unknown encoding 'gbq'; use auto, utf-8, gb18030"):
        decode_bytes(b"", "gbq")
    with pytest.raises(EncodingError, match="unknown encoding 'base64'"):
        decode_bytes(b"", "base64")


def test_errors_say_where_and_what_to_do() -> None:
    data = SIMPLIFIED.encode() + b"\xff" + "完".encode()
    where = len(SIMPLIFIED.encode())
    with pytest.raises(EncodingError, match=rf"byte {where} \(ff .*\) is not valid in utf-8, .*--errors report"):
        decode_bytes(data)
    with pytest.raises(EncodingError, match=f"byte {where + 3} ") as caught:
        decode_bytes(codecs.BOM_UTF8 + data)
    error = pickle.loads(pickle.dumps(caught.value))
    assert (error.kind, error.encoding, error.offset) == ("undecodable", "utf-8", where + 3)
    assert str(error) == str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16-le"])
def test_report_goes_on_and_counts_only_what_was_lost(encoding: str) -> None:
    text = TRADITIONAL
    bad = {"utf-16-le": b"\x00\xdc"}.get(encoding, b"\xff")
    data = text.encode(encoding) + bad + "\n完".encode(encoding)
    decoded = decode_bytes(data, errors="report")
    assert decoded.text == f"{text}\ufffd\n完"
    assert decoded.lost == 1


def test_replacement_characters_of_the_source_are_no_loss() -> None:
    assert decode_bytes("甲\ufffd乙".encode()).lost == 0
    assert decode_bytes("甲\ufffd乙".encode() + b"\xff", "utf-8", "report").lost == 1


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01GIFT" + bytes(range(256)) * 8,
        b"\x7fELF\x02\x01\x01" + random.Random(1).randbytes(4000),
        "Les élèves français étudient à l'école".encode("cp1252"),
        "Съешь ещё этих мягких французских булок".encode("cp1251"),
    ],
)
def test_what_is_no_chinese_text_is_an_error(data: bytes) -> None:
    with pytest.raises(EncodingError, match="if it is text, name its encoding"):
        decode_bytes(data)


def test_what_is_no_text_is_called_what_it_is() -> None:
    for data, name in (
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", "a Word document"),
        (b"PK\x03\x04" + bytes(26) + b"xl/workbook.xml", "an Excel workbook"),
        (b"PK\x03\x04" + bytes(26) + b"page.txt", "a zip archive"),
    ):
        with pytest.raises(EncodingError, match=f"this is {name}") as caught:
            decode_bytes(data)
        assert caught.value.kind == "no-text"
        assert decode_bytes(data, "latin-1").text


@pytest.mark.parametrize("size", [4, 2])
def test_numbers_are_no_text_in_wide_characters(size: int) -> None:
    source = random.Random(7)
    numbers = [source.randrange(1 << 12) for _ in range(4000)]
    data = b"".join((n if size == 2 else n % 200).to_bytes(size, "little") for n in numbers)
    with pytest.raises(EncodingError, match="binary file"):
        decode_bytes(data)


def test_small_things() -> None:
    assert decode_bytes(b"").text == ""
    assert decode_bytes(b"plain ASCII\r\n").encoding == "utf-8"
    assert decode_bytes("中".encode()).encoding == "utf-8"
    assert decode_bytes("a\n".encode("utf-16-le") * 20).encoding == "utf-16-le"
    assert chineseness("\x00\x01") < 0


def test_big5_marks_have_one_code_each() -> None:
    for code, mark in BIG5_MARKS.items():
        assert chr(mark).encode("cp950") == chr(code).encode("big5hkscs")
    assert decode_bytes("亞洲‧矽谷，好～".encode("cp950")).text == "亞洲‧矽谷，好～"


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_utf_8_is_never_taken_for_anything_else(text: str) -> None:
    decoded = decode_bytes(text.encode())
    if "\0" not in text and not text.startswith("\ufeff"):
        assert (decoded.text, decoded.encoding) == (text, "utf-8")


SENTENCE = "大会听取了秘书处关于各项议案审议情况的说明，会议由主席团主持，各代表团分别进行了审议。"


def lossy(text: str, encoding: str, *places: int) -> bytes:
    data = bytearray(text.encode(encoding))
    for place in sorted(places, reverse=True):
        del data[place]
    return bytes(data)


def test_lost_bytes_that_leave_valid_pairs_are_found() -> None:
    data = lossy(SENTENCE, "gb18030", 9, 60)
    assert "\ufffd" not in data.decode("gb18030"), "all pairs are valid, and most are wrong"
    with pytest.raises(EncodingError) as caught:
        decode_bytes(data)
    assert caught.value.kind == "undecodable"
    found = decode_bytes(data, errors="report")
    assert found.lost == 2
    assert found.text == f"{SENTENCE[:4]}\ufffd{SENTENCE[5:30]}\ufffd{SENTENCE[31:]}"


def test_one_lost_byte_costs_one_character() -> None:
    found = decode_bytes(lossy(SENTENCE * 3, "gb18030", 11), errors="report")
    assert (found.lost, found.text) == (1, SENTENCE[:5] + "\ufffd" + (SENTENCE * 3)[6:])


@pytest.mark.parametrize(
    "text", ["魑魅魍魉，踔厉奋发", "５５５５５５５５５５", "濮阳李玥、王珺、赵翀、钱烨", "A股B超X光"]
)
def test_rare_characters_are_no_lost_bytes(text: str) -> None:
    assert decode_bytes((SENTENCE + text).encode("gb18030")).text == SENTENCE + text
    assert decode_bytes(text.encode("gb18030"), "gb18030").text == text


def test_a_long_line_of_lost_bytes_is_no_trouble() -> None:
    decode_bytes(b"\xb4\xf3\xb4" * 30_000, "gb18030", "report")
