"""Characters whose text is lost: nothing can mend them, and nobody should overlook them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cntextfix.changes.verbs import NEEDS_OCR, Op, Point, Proposal
from cntextfix.document.model import Page
from cntextfix.rules.evidence import Evidence
from cntextfix.wording.records import ReasonWords, RuleWords

_CID = re.compile(r"\(cid:\d{1,6}\)")
_KINDS = (
    ("unreadable-cid", re.compile(r"(?:\(cid:\d{1,6}\))+")),
    ("unreadable-private", re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+")),
    ("unreadable-replaced", re.compile("\ufffd+")),
    ("unreadable-control", re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]+")),
    ("unreadable-misread", re.compile("锟(?:斤拷锟?|\ufffd)+|(?:\u00ef\u00bf\u00bd)+")),
)
_LITERAL = ("(cid:", "锟", "\u00ef\u00bf\u00bd")  # quicker than in the class below
_DETECT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]")
_SHIFTED = {0x6700: re.compile("[\u6721-\u677e]{3,}"), 0x5700: re.compile("[\u5721-\u577e]{3,}")}
"""From the code of a letter to that of its Chinese character, by definition of the font, and such: CJK-LaTeX sets an
alphabet within Chinese from one of its own, and readers who go by the font's number see Chinese. 杂杁杒杔 is BART,
圲地圱圷 is 2017."""
_DETECT_SHIFTED = tuple(re.compile(f"{one}{one}{{3}}") for one in ("[\u6721-\u677e]", "[\u5721-\u577e]"))
_WORD = re.compile(r"(?=.*[A-Za-z0-9].*[A-Za-z0-9])[A-Za-z0-9.,'()/:%+-]+")
_FEWEST = 3
"""Different words of three characters or more on a page, at the least. In 12.7 million characters of real text and 3.4
million of other kinds no page has more than two by chance (条条来); papers set so have dozens."""
_LONG = 4
"""Characters of a long one, at the least: none of those by chance is. Chosen."""
_FEWEST_LONG = 2
"""Long ones among them, at the least. Chosen."""
_CERTAIN = 20.0
"""Bits of what is seen and not inferred. Chosen."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """``(cid:123)``, private-use characters, U+FFFD, control characters, and what is left of U+FFFD read in another
    encoding (锟斤拷, ï¿½), letters of an alphabet that came out as Chinese (杂杁杒杔, which is BART): reported with
    places, count and share of the page. Nothing is changed.

    A page of which ``mostly`` or more is unreadable needs OCR; the report says so before all else.

    Example: ``(cid:1234)(cid:88)年`` is reported: 2 characters, 66.7 % of the page.

    Options:
        mostly: the share of a page's printed characters, from 0 to 1, from which it needs OCR.
        min_count: how many characters have to be unreadable for that.
        apply_at, show_at: bits; nothing is ever applied.
    """

    name: ClassVar[str] = "unreadable"
    family: ClassVar[str] = "characters"
    needs_geometry: ClassVar[bool] = False
    words: ClassVar[RuleWords] = RuleWords(
        summary="无法辨读的字符：(cid:N)、私用区、U+FFFD、控制字符、锟斤拷；只报告，不改动",
        text=(
            "(cid:123)、私用区字符、U+FFFD、控制字符、锟斤拷、变成汉字的西文（杂杁杒杔）："
            "报告位置、数量和占本页的比例，不改动。"
            "大部分无法辨读的页需要 OCR，报告里排在最前。"
        ),
        example="“(cid:1234)(cid:88)年”报告为 2 字，66.7%",
        options={
            "mostly": "无法辨读的字占本页多少才算需要 OCR，0 到 1",
            "min_count": "至少多少个字无法辨读才算",
        },
        reasons={
            "unreadable-cid": ReasonWords(
                "{characters:character} without text, as (cid:N): {percent} % of the page",
                "{characters} 字没有文本，只有 (cid:N)：占本页 {percent}%",
                ("characters", "percent"),
            ),
            "unreadable-private": ReasonWords(
                "{characters:private-use character}: {percent} % of the page",
                "{characters} 个私用区字符：占本页 {percent}%",
                ("characters", "percent"),
            ),
            "unreadable-replaced": ReasonWords(
                "{characters:replacement character} (U+FFFD): {percent} % of the page",
                "{characters} 个替换符（U+FFFD）：占本页 {percent}%",
                ("characters", "percent"),
            ),
            "unreadable-control": ReasonWords(
                "{characters:control character}: {percent} % of the page",
                "{characters} 个控制字符：占本页 {percent}%",
                ("characters", "percent"),
            ),
            "unreadable-misread": ReasonWords(
                "{characters:character} of what lost bytes became (锟斤拷): {percent} % of the page",
                "{characters} 个字节丢失后的乱码（锟斤拷）：占本页 {percent}%",
                ("characters", "percent"),
            ),
            "unreadable-shifted": ReasonWords(
                "{characters:character} of an alphabet that came out as Chinese (the first: {first}): {percent} % of "
                "the page",
                "{characters} 个西文字符变成了汉字（最前面的是 {first}）：占本页 {percent}%",
                ("characters", "percent", "first"),
            ),
            "needs-ocr": ReasonWords(
                "{percent} % of the page is unreadable ({characters:character}): it needs OCR",
                "本页 {percent}% 无法辨读（{characters} 字），需要 OCR",
                ("characters", "percent"),
            ),
        },
    )

    mostly: float = 0.5
    min_count: int = 10
    apply_at: float = 10.0
    show_at: float = 4.0

    def fires(self, text: str) -> bool:
        """Whether there is any such character."""
        return (
            _DETECT.search(text) is not None
            or any(part in text for part in _LITERAL)
            or any(row.search(text) for row in _DETECT_SHIFTED)
        )

    def propose(self, page: Page, evidence: Evidence) -> Iterator[Proposal]:
        """One notice a kind, and one for a page that is mostly unreadable. Their numbers: count, share in per cent."""
        total = max(1, sum(len("".join(_CID.sub("?", line.text).split())) for line in page.lines))
        lost = 0
        notices: list[Proposal] = []
        for code, found in _KINDS:
            places: list[Op] = []
            count = 0
            for line in page.lines:
                for match in found.finditer(line.text):
                    places.append(Point(line.id, match.start(), match.end()))
                    count += match.group().count("(") if code == "unreadable-cid" else len(match.group())
            if places:
                notices.append(Proposal(tuple(places), code, (count, round(100 * count / total, 1)), _CERTAIN))
                lost += count
        if shifted := _shifted(page):
            count = sum(place.stop - place.start for place, _ in shifted)
            numbers = (count, round(100 * count / total, 1), shifted[0][1])
            notices.append(Proposal(tuple(place for place, _ in shifted), "unreadable-shifted", numbers, _CERTAIN))
        if lost >= max(self.min_count, self.mostly * total):
            whole = tuple(Point(line.id, 0, len(line.text)) for line in page.lines if line.text.strip())
            yield Proposal(whole, NEEDS_OCR, (lost, round(100 * lost / total, 1)), _CERTAIN)
        yield from notices


def _shifted(page: Page) -> list[tuple[Point, str]]:
    """The places of an alphabet that came out as Chinese, and what stands there; none if it may be chance."""
    return max((_shifted_by(page, shift) for shift in _SHIFTED), key=len)


def _shifted_by(page: Page, shift: int) -> list[tuple[Point, str]]:
    out: list[tuple[Point, str]] = []
    for line in page.lines:
        for match in _SHIFTED[shift].finditer(line.text):
            said = "".join(chr(ord(char) - shift) for char in match.group())
            if _WORD.fullmatch(said) and len(set(said)) > 1:
                out.append((Point(line.id, match.start(), match.end()), said))
    words = {said for _, said in out}
    long = sum(len(said) >= _LONG for said in words)
    return out if len(words) >= _FEWEST and long >= _FEWEST_LONG else []
