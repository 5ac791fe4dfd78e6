"""What a line at the edge of a page says of itself: that it is furniture, a date, a name, or that it is text."""

from __future__ import annotations

import re
from enum import Enum

_SPARE = 10
"""Letters that a line of furniture may have beyond what makes it one: a paper's name, a section's. Sentences have more.
Chosen."""
_LONGEST_NAME = 12
"""A line that says nothing and has at most so many characters may be a paper's name or a section's. Chosen."""
_DAY = r"星期[一二三四五六日天]"
_DATE = re.compile(rf"\d{{4}}\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?[日號号](?:\s*{_DAY})?")
_WEEKDAY = re.compile(rf"{_DAY}(?![㐀-鿿])")
_SURE = re.compile(
    r"(?:责任编辑|責任編輯|责编|責編|版式|版面|美编|美編|校对|校對)[：:/／\s]*[^\s：:，。]{0,8}"
    r"|(?:国内)?(?:统一)?(?:连续)?(?:出版物号|刊号)[：:]?\s?[!-~ ]*|(?:登记|登記)(?:[证證])?第?[0-9A-Z-]+[号號]"
    r"|[总總]?第\s?\d+\s?[期號号]|今日\d+版|第?[A-Z]?\d{1,3}版|第[一二三四五六七八九十]+版"
)
_FOLIO = re.compile(r"(?:第\s?\d{1,3}\s?[页頁]|[-—·]\s?\d{1,3}\s?[-—·]|Page\s?\d{1,3})$")
_CONTACT = re.compile(r"[㐀-鿿]{0,4}(?:热线|熱線|邮箱|郵箱|電郵|电邮)[：:]?\s?[!-~]*")
_SENTENCE = re.compile("[，。！？；]")


class Imprint(Enum):
    """What a line says of itself. ``SURE`` names section page, editors, number or contact, which stand in a head or
    foot only; ``FOLIO`` is no more than the number of a page; ``NAME`` says nothing, but is short enough for a name."""

    SURE = "sure"
    FOLIO = "folio"
    DATED = "dated"
    NAME = "name"
    TEXT = "text"


def says(line: str) -> Imprint:
    """What a line says of itself. What makes it furniture has to be nearly all of it: forms and timetables have words
    such as 星期 and 電郵, too.

    >>> [says(text).name for text in ("责任编辑：方晓　版式：俞可", "星期五上午至", "2023年9月21日　星期四")]
    ['SURE', 'NAME', 'DATED']
    >>> says("請用英文正楷填寫（電郵：info@qing.example；傳真：02-2388），並於9月寄回。").name
    'TEXT'
    """
    if _SENTENCE.search(line):
        return Imprint.TEXT
    if _FOLIO.match(line.strip()):
        return Imprint.FOLIO
    rest, contacts = _CONTACT.subn("", line)
    rest, sure = _SURE.subn("", rest)
    rest, dated = _DATE.subn("", rest)
    rest, weekdays = _WEEKDAY.subn("", rest)
    left = sum(char.isalpha() for char in rest)
    if (sure and left <= _SPARE) or (contacts and not left):
        return Imprint.SURE
    if (dated and left <= _SPARE) or (weekdays and not left):
        return Imprint.DATED
    return Imprint.NAME if len(line.strip()) <= _LONGEST_NAME else Imprint.TEXT
