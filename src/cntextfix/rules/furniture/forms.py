"""What lines of page furniture are made of: names of papers, dates, numbers, editors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_HAN = "[\u3400-\u9fff]"
_FIGURE = r"[\d〇○零一二三四五六七八九十]"
_PAPER = _HAN + "{2,8}(?:日报|晚报|早报|晨报|时报|商报|快报|周报|日報|晚報|早報|時報|商報|週報|周刊|都市报)"
_DATE = rf"{_FIGURE}{{4}}\s*[年./-]\s*{_FIGURE}{{1,3}}\s*[月./-]\s*{_FIGURE}{{1,3}}\s*日?"
_WEEKDAY = r"(?:星期|周|週|禮拜)[一二三四五六日天]"
_NUMBER = rf"第?\s*[A-Da-d]?{_FIGURE}{{1,3}}\s*版|[A-D]\d{{1,2}}版|版次[：:]?\s*\w{{1,4}}"
_WORK = (
    "(?:本版|值班|执行|执笔|责任|執行|責任)*(?:编辑|編輯|主编|主編|编审|责编|責編|美编|美編|校对|校對|版式|版面|设计|設計|制图|电脑编排"
    "|组版|组稿|审读|一审|二审|三审|终审|检校)(?:设计|設計|编辑)?"
)
_NAME = rf"{_HAN}{{2,4}}(?:\s+{_HAN}{{2,4}}(?![：:／/\u3400-\u9fff]))*"
_STAFF, _STAFF_SPACED = rf"{_WORK}\s?[：:／/]\s*{_NAME}", rf"{_WORK}\s+{_NAME}"
_ISSUE = r"(?:总)?第\s*\d{1,6}\s*期"
_CONTACT = r"(?:新闻|热线|投稿|广告|发行|订阅|邮发|新聞|熱線)(?=.*[\d@])[^\s：:]{0,8}[：:]?\s*[\w@.（）()\-—/:： ]{4,}"
_REST = re.compile(r"[\s|｜/／·•,，.。\-—:：()（）]*")
_PARTS = [
    (re.compile(_STAFF), 9.0),
    (re.compile(rf"(?:本版|值班|执行|责任|責任|责编|責編)\S*\s+{_NAME}"), 9.0),
    (re.compile(_STAFF_SPACED), 5.0),  # a menu of a program has 编辑 撤销
    (re.compile(_DATE), 3.0),
    (re.compile(_WEEKDAY), 5.0),
    (re.compile(r"农历[\u3400-\u9fff]{2,12}"), 5.0),
    (re.compile(_ISSUE), 5.0),
    (re.compile(r"今日\s*\d{1,2}\s*版"), 5.0),
    (re.compile(r"国内统一(?:连续出版物|刊)号.*"), 9.0),
    (re.compile(_NUMBER), 5.0),
    (re.compile(r"(?<!\w)[A-D]\d{1,2}(?!\w)"), 3.0),  # a table's first column has such, too
    (re.compile(_PAPER), 5.0),
    (re.compile(_CONTACT), 6.0),
]
NUMBER_PART, PAPER_PART = ([part.pattern for part, _ in _PARTS].index(pattern) for pattern in (_NUMBER, _PAPER))
_SECTION_PART = -1
"""The number of the group that is a section's name, by definition: no group of a form has it."""
DATE_PARTS = frozenset([part.pattern for part, _ in _PARTS].index(pattern) for pattern in (_DATE, _WEEKDAY, _ISSUE))
_NAMED = (
    "(?:要闻|综合|时政|国内|国际|经济|社会|文化|体育|副刊|专版|专题|评论|理论|广告|民生|教育|健康|科技|乡镇|县域|本地|都市"
    "|周末|娱乐|财经|法治|要聞|港聞|綜合|國際|經濟|社會|體育|專版)"
)
_SECTION = re.compile(
    rf"{_NAMED}(?:新闻|新聞|周刊|週刊|专版|專版|·\S{{1,6}}|\s?{_NAMED})?$|{_HAN}{{2}}(?:新闻|要闻|周刊|专版|新聞)$"
)
HEADS = re.compile(rf"{_DATE}|{_WEEKDAY}|{_ISSUE}|{_NUMBER}")
_LONGEST = 60
"""Characters of a line of furniture, at the most; chosen: a longer one is not looked at."""
_HAN_FIGURES = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def furniture_parts(text: str) -> list[int]:
    """The parts of furniture that a line is made of, by their numbers in ``_PARTS``; none if anything else is left."""
    if len(text) > _LONGEST:
        return []
    return list(_parts(text))


@lru_cache(maxsize=1024)  # lines at the ends of a page are asked about again and again
def _parts(text: str) -> tuple[int, ...]:
    found: list[int] = []
    rest = text
    for n, (part, _) in enumerate(_PARTS):
        rest, times = part.subn(" ", rest, count=3)
        found += [n] * min(times, 2)
    left = _REST.sub("", rest)
    if left and not _SECTION.match(left):
        return ()
    return (*found, _SECTION_PART) if left else tuple(found)


def bits_of(form: Sequence[int]) -> float:
    """Bits for a line that is made of these parts and nothing else."""
    return sum(2.0 if n == _SECTION_PART else _PARTS[n][1] for n in form)


def figures(text: str) -> str:
    """The figures of a date, a weekday or a number, whatever they are written in.

    >>> figures("二〇二四年三月二十二日 星期五") == figures("2024.3.22  周五")
    True
    """
    plain = re.sub(r"(\d?)十(\d?)", lambda ten: (ten[1] or "1") + (ten[2] or "0"), text.translate(_HAN_FIGURES))
    return " ".join(str(int(figure)) for figure in re.findall(r"\d+", plain))
